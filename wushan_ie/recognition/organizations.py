"""ORG mentions: bodies of state and party by topic, firms and associations by ending and left edge, short names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from wushan_ie.recognition.organization_edges import Ground, PlaceSpan, Stem, level_start, read_stem
from wushan_ie.recognition.organization_grammar import OrganizationGrammar
from wushan_ie.recognition.organization_shorts import add_shorts
from wushan_ie.recognition.organization_spans import Span, Spans
from wushan_ie.records import Mention

# a stretch in which a name can lie: no punctuation but a bracketed place inside a firm's name
_STRETCH = re.compile(
    r"[\u4e00-\u9fffA-Za-z0-9·&]+(?:[（(][\u4e00-\u9fff]{2,6}[）)](?=[\u4e00-\u9fff]{2})[\u4e00-\u9fff]+)*"
)
_DOCTOR = re.compile("副?主任|主治|医师|医生|护士|教授")  # 总医院|骨科主任
_BEFORE_LEVEL = tuple("同与和由向从到在对经让给为将")
_ONE = re.compile("[一两几多数某每各这那首][家座所个间类批]\\Z")
_PARENTS = ("集团", "总公司", "公司", "大学", "银行")
_UNITS = "省市县区州盟旗镇乡村"
# behind an ending that then ends no part: 科长, 党组成员, 党委书记、董事长
_NO_PART = re.compile("[部员干成长理学]|(?<=办)主|(?<=党组)书|书记、|委员、")
# behind a body of a village, whose place then stands alone: 六柱沟村|党支部书记
_OFFICE = re.compile("副?(?:书记|主任|委员|支书)")
_OFFICER = re.compile("副?(?:局长|厅长)")  # behind a bureau whose level the text leaves out
_TOPIC_LENGTHS = (2, 3, 4)  # characters of a topic that the table of words lacks: 市|薯芋|发展中心
_NEED_A_WORD = ("委", "办", "所")  # else 党委, 举办 would be bodies
_BRAND = 2  # characters that make a brand
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
        for stretch in _STRETCH.finditer(self.text):
            self._search_stretch(*stretch.span())
        add_shorts(self.ground, self.spans, self.unsure)
        return [Mention("ORG", start, end, self.text[start:end], rule) for start, end, rule in self.found]

    def _search_stretch(self, floor: int, stop: int) -> None:
        first = len(self.found)
        for match in self.grammar.last.finditer(self.text, floor, stop):
            end = match.end()
            owner = self.found[-1] if len(self.found) > first else None
            name = self._name_at(end, floor, owner)
            if name is None or self.spans.is_blocked(name[0], end):
                continue
            start, rule = name
            if owner is not None and owner[1] == start and self._is_twin(owner, end):
                start = owner[0]
            while len(self.found) > first and self.found[-1][1] > start:
                last = self.found.pop()
                start = min(start, last[0])
                end = max(end, last[1])
            self.found.append((start, end, rule))

    def _is_twin(self, owner: Span, end: int) -> bool:
        """Whether party and government of one level are written as one: 保康县委|县政府."""
        twin = self.text[owner[1] : end]
        return twin in ("党委政府", "政府") or (
            len(twin) == 3 and twin.endswith("政府") and self.text[: owner[1]].endswith(f"{twin[0]}委")
        )

    def _name_at(self, end: int, floor: int, owner: Span | None) -> tuple[int, str] | None:
        """Return where the name that ends here starts and the rule's id, or None if no name ends here.

        ``owner`` is the name before it in the same stretch, of which this may be a part: 市公安局|交警支队.
        """
        for length, kinds in self.grammar.endings[self.text[end - 1]].items():
            begin = end - length
            if begin < floor or (owner is not None and owner[0] <= begin < owner[1] <= end - 1 < owner[1]):
                continue
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
        if owner is not None and not is_short and owner[1] <= begin and self._is_part(owner[1], span, kinds):
            return owner[0], owner[2]
        for kind in kinds:
            start = None
            if kind == "core":
                start = self._core_start(begin, end, floor)
            elif kind == "topic":
                start = self._topic_start(begin, end, floor)
            elif kind == "firm":
                return self._firm(begin, end, floor)
            if start is not None:
                return start, "organization-body"
        return None

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

    # bodies of state and party

    def _core_start(self, begin: int, end: int, floor: int) -> int | None:
        """Return where a body begins that stands right behind a place or level: 巫山县|委."""
        if self.text.startswith("委员", end) and self.text[end - 2 : end] == "党委":
            return None  # 湖山乡|党委委员
        is_village = self.text[begin:end] in self.grammar.village
        if is_village and (begin not in self.place_by_end or _OFFICE.match(self.text, end)):
            return None
        place = self.place_by_end.get(begin)
        if place is not None and place.start >= floor:
            return self._with_prefix(place.start, floor)
        start, kind = self.grammar.word_before(self.text, begin, floor)
        if kind != "level" and self.text[begin - 2 : begin - 1] in _BEFORE_LEVEL and begin - 2 >= floor:
            start, kind = begin - 1, self.grammar.kinds.get(self.text[begin - 1])  # 同|乡|党委
        if kind != "level" or begin <= floor:
            return None
        start = level_start(self.ground, start, begin, floor)
        if start > floor and self.text[start - 1] == "团" and self.text[begin:end] == "委":
            start -= 1  # 团县委
        return self._with_prefix(start, floor)

    def _topic_start(self, begin: int, end: int, floor: int) -> int | None:
        """Return where a body begins that is a place or level, a topic, and an ending: 县|殡葬|管理所."""
        start, kind = self.grammar.word_before(self.text, end, floor)
        if start == begin - 1 and kind in ("edge", "deed"):
            return None  # 举|办
        stem = read_stem(self.ground, begin, floor, is_body=True, may_hold_verbs=False)
        # a topic is a word, or characters that are none: 市|薯芋|发展中心
        is_rest = stem.unknown + len(stem.words) in _TOPIC_LENGTHS and self.text[begin:end] not in _NEED_A_WORD
        is_topic = bool(stem.topic) or is_rest
        is_open = stem.topic in self.grammar.topics or (is_topic and self.text[begin:end] in self.grammar.open_endings)
        is_facility = self.text[stem.start : end].endswith(self.grammar.facilities)
        if stem.has_place and is_open and not is_facility:
            return self._with_prefix(stem.start, floor)
        if stem.topic and not stem.unknown and _OFFICER.match(self.text, end) and not is_facility:
            return stem.start  # 社会局|局长
        for length in self.grammar.alone_lengths:
            if end - length >= floor and self.text[end - length : end] in self.grammar.alone:
                return end - length
        return None

    def _with_prefix(self, start: int, floor: int) -> int:
        for brand in ("中共", "共青团", "国家税务总局", "中国共产党"):
            if start - len(brand) >= floor and self.text.startswith(brand, start - len(brand)):
                return start - len(brand)
        return start

    # firms, schools, associations

    def _firm(self, begin: int, end: int, floor: int) -> tuple[int, str] | None:
        ending = self.text[begin:end]
        stem = read_stem(self.ground, begin, floor, is_body=False, may_hold_verbs=ending in self.grammar.verbal)
        start = self._before_place(stem)
        if ending in self.grammar.hosted and start in self.place_by_end:
            start = self.place_by_end[start].start  # 荆浦市|浙江商会: where it is and where its members are from
        if self._is_definite(start, end):
            return start, "organization-definite"
        if (
            start == begin
            or self.text.endswith("中小学", start, end)
            or self.text[start:end].endswith(self.grammar.facilities)
        ):
            return None
        if stem.has_brand or start < stem.start:
            return start, "organization-firm"
        is_generic = all(word in self.grammar.generic for word in stem.words) and stem.unknown < _BRAND
        if is_generic and (not stem.has_place or not self.grammar.plural.isdisjoint(stem.words[-1:])):
            return None
        is_name = stem.has_place or stem.run > 1 or ending in self.grammar.legal
        if not is_name and any(word in self.grammar.generic for word in stem.words[-1:]):
            return None
        if not stem.has_place and not stem.has_brand and _ONE.search(self.text, max(0, start - 2), start):
            return None  # 一座绿色银行
        if ending in self.grammar.weak and self.text.startswith(self.grammar.owners, end):
            return start, "organization-owned"
        if ending in self.grammar.venues or (ending in self.grammar.weak and not stem.has_place):
            self.unsure.append((start, end, stem.unknown >= _BRAND or stem.has_place))
            return None
        if ending in self.grammar.weak and self._is_level(stem.start, begin):
            return None
        return start, "organization-firm"

    def _before_place(self, stem: Stem) -> int:
        """Return where the name begins when it follows another: 徽商银行|旌川|支行, 北大荒集团|尖山农场有限公司."""
        owner = self.found[-1] if self.found else None
        if owner is None or owner[1] != stem.start:
            return stem.start
        is_parent = self.text.endswith(_PARENTS, 0, owner[1]) and owner[2] != "organization-body"
        return owner[0] if stem.has_place or is_parent else stem.start

    def _is_level(self, start: int, begin: int) -> bool:
        """Whether only a bare level or a body stands before an ending that is often a common noun: 乡|工作队."""
        stem = self.text[start:begin]
        return stem in self.grammar.levels or any(
            first == start and last == begin for first, last, _ in self.found[-1:]
        )

    def _is_definite(self, start: int, end: int) -> bool:
        name = self.text[start:end]
        for level in self.grammar.levels:
            if name.startswith(level) and name[len(level) :] in self.grammar.definite:
                return True
        return False


def _stems(names: Iterable[str]) -> dict[str, list[str]]:
    """Return the names of places without their unit by their last character, the longest first."""
    stems: dict[str, list[str]] = {}
    for name in sorted(names, key=lambda name: (-len(name), name)):
        if len(name) > 2 and name[-1] in _UNITS:
            stems.setdefault(name[-2], []).append(name[:-1])
    return stems
