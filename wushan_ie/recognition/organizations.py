"""ORG mentions: bodies of state and party by topic, firms and associations by ending and left edge, short names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from wushan_ie.recognition.organization_bodies import core_start, topic_start
from wushan_ie.recognition.organization_firms import read_firm
from wushan_ie.recognition.organization_grammar import OrganizationGrammar
from wushan_ie.recognition.organization_ground import Ground, PlaceSpan
from wushan_ie.recognition.organization_shorts import add_shorts
from wushan_ie.recognition.organization_spans import Span, Spans
from wushan_ie.records import Mention

# a stretch in which a name can lie: no punctuation but a bracketed place inside a firm's name; no office (张三（局长）)
_STRETCH = re.compile(
    r"[\u4e00-\u9fffA-Za-z0-9·&]+"
    r"(?:[（(][\u4e00-\u9fff]{2,6}(?<![长记任席员理裁监])[）)](?=[\u4e00-\u9fff]{2})[\u4e00-\u9fff]+)*"
)
_DOCTOR = re.compile("副?主任|主治|医师|医生|护士|教授")  # 总医院|骨科主任
_TWINS = ("党委政府", "政府")  # written as one with the party before them: 官莲乡党委|政府, but 保康县委, 县政府
_UNITS = "省市县区州盟旗镇乡村"
# behind an ending that then ends no part: 科长, 党组成员, 党委书记、董事长
_NO_PART = re.compile("[部员干成长理学]|(?<=办)主|(?<=党组)副?书|副?书记、|委员、|常委")
_NUMBERS = "一二三四五六七八九十"
_INSPECTORS = ("纪检监察组", "纪检组")  # of one body in another: 县纪委监委|驻县水务局|纪检监察组
_LONGEST_PART = 10  # characters between a body and the ending of its part


def find_organizations(
    text: str, grammar: OrganizationGrammar, places: Sequence[PlaceSpan], walls: Sequence[tuple[int, int]]
) -> list[Mention]:
    """Return the ORG mentions in text order.

    ``places`` are sorted, disjoint chains of places, evidence for where a name begins; ``walls`` are the offsets of
    mentions that no organization may overlap (numbers, dates).
    """
    return _Search(text, grammar, places, walls).run()


class _Search:
    """One pass over one text."""

    def __init__(
        self,
        text: str,
        grammar: OrganizationGrammar,
        places: Sequence[PlaceSpan],
        walls: Sequence[tuple[int, int]],
    ) -> None:
        self.text = text
        self.grammar = grammar
        self.place_by_end = {place.end: place for place in places}
        self.spans = Spans(text, walls)
        self.found = self.spans.found
        names = frozenset(text[place.start : place.end] for place in places)
        by_start = {place.start: place for place in places}
        wall_ends = [end for _, end in walls]
        self.ground = Ground(text, grammar, self.place_by_end, by_start, names, _stems(names), wall_ends)
        self.unsure: list[tuple[int, int, bool]] = []

    def run(self) -> list[Mention]:
        self._search_stretches()
        add_shorts(self.ground, self.spans, self.unsure)
        return [Mention("ORG", start, end, self.text[start:end], rule) for start, end, rule in self.found]

    def _search_stretches(self) -> None:
        """Look for names at every character that may end one; no name leaves its stretch."""
        stretches, floor, stop, first = _STRETCH.finditer(self.text), 0, 0, 0
        for match in self.grammar.last.finditer(self.text):
            end = match.end()
            while stop < end:
                floor, stop = next(stretches).span()
                first = len(self.found)
            owner = self.found[-1] if len(self.found) > first else None
            name = self._name_at(end, floor, owner)
            if name is None or self.spans.is_blocked(name[0], end):
                continue
            start, rule = name
            if owner is not None and owner[1] == start and self.text[start:end] in _TWINS:
                start = owner[0]
            while len(self.found) > first and self.found[-1][1] > start:
                last = self.found.pop()
                start = min(start, last[0])
                end = max(end, last[1])
            self.found.append((start, end, rule))

    def _name_at(self, end: int, floor: int, owner: Span | None) -> tuple[int, str] | None:
        """Return where the name that ends here starts and the rule's id, or None if no name ends here.

        ``owner`` is the name before it in the same stretch, of which this may be a part: 市公安局|交警支队.
        """
        for length, kinds in self.grammar.endings[self.text[end - 1]].items():
            begin = end - length
            if begin < floor or (owner is not None and owner[0] <= begin < owner[1] <= end - 1 < owner[1]):
                continue
            if self.text.endswith(self.grammar.buildings, begin, end) and self.grammar.works.match(self.text, end):
                return None  # 县档案馆|改造工程
            found = self._named(kinds.get(self.text[begin:end], ()), (begin, end), floor, owner)
            if found is not None:
                return found
        return None

    def _named(
        self, kinds: Sequence[str], span: tuple[int, int], floor: int, owner: Span | None
    ) -> tuple[int, str] | None:
        begin, end = span
        is_short = end - begin == 1 and owner is not None and owner[2] != "organization-body"
        is_short = is_short and _DOCTOR.match(self.text, end) is None
        if self.text[begin:end] in _INSPECTORS and (sender := self._sender(begin)) is not None:
            return sender[0], sender[2]
        if owner is not None and not is_short and owner[1] <= begin and self._is_part(owner[1], span, kinds):
            return owner[0], owner[2]
        for kind in kinds:
            start = None
            if kind == "core":
                start = core_start(self.ground, begin, end, floor)
            elif kind == "topic":
                start = topic_start(self.ground, begin, end, floor)
            elif kind == "firm":
                return self._firm(begin, end, floor)
            if start is not None:
                return start, "organization-body"
        return None

    def _sender(self, begin: int) -> Span | None:
        """Return the body that sent inspectors to the one that ends here: 县纪委监委|驻|县水务局."""
        if len(self.found) < 2 or self.found[-1][1] != begin:
            return None
        is_stationed = self.text.startswith("驻", self.found[-2][1]) and self.found[-2][1] + 1 == self.found[-1][0]
        return self.found[-2] if is_stationed else None

    def _firm(self, begin: int, end: int, floor: int) -> tuple[int, str] | None:
        firm = read_firm(self.ground, begin, end, floor, self.found[-1] if self.found else None)
        if firm is None:
            return None
        if firm.rule is None:
            self.unsure.append((firm.start, end, firm.is_branded))
            return None
        return firm.start, firm.rule

    def _is_part(self, start: int, span: tuple[int, int], kinds: Sequence[str]) -> bool:
        """Whether only nouns stand between a body and the ending of a part of it: 市公安局|桥西|分局."""
        begin, end = span
        if self.text.startswith("驻", start):
            return "stationed" in kinds and begin - start > 1
        if "part" not in kinds or begin - start > _LONGEST_PART or _NO_PART.match(self.text, end):
            return False
        if end - start == 1:
            return False  # 侨光中学|科
        # a word must stand before 科, 室, 办
        is_short = end - begin == 1 and _DOCTOR.match(self.text, end) is None
        if is_short and self.text[begin - 1] in _NUMBERS and begin - 2 > start:
            begin -= 1  # 业务|一科
        while begin > start:
            place = self.place_by_end.get(begin)
            if place is not None and place.start >= start:
                begin = place.start
                continue
            begin, kind = self.grammar.word_before(self.text, begin, start)
            if kind in ("edge", "deed", "soft", "verb", "level") or (kind is None and is_short):
                return False
            is_short = False
        return True


def _stems(names: Iterable[str]) -> dict[str, list[str]]:
    """Return the names of places without their unit by their last character, the longest first."""
    stems: dict[str, list[str]] = {}
    for name in sorted(names, key=lambda name: (-len(name), name)):
        if len(name) > 2 and name[-1] in _UNITS:
            stems.setdefault(name[-2], []).append(name[:-1])
    return stems
