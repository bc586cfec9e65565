"""ORG mentions: bodies of state and party by topic, firms and associations by ending and left edge, short names."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from wushan_ie.recognition.organization_edges import Ground, Stem, level_start, read_stem
from wushan_ie.recognition.organization_grammar import OrganizationGrammar
from wushan_ie.records import Mention

# a stretch in which a name can lie: no punctuation but a bracketed place inside a firm's name
_STRETCH = re.compile(
    r"[\u4e00-\u9fffA-Za-z0-9·&]+(?:[（(][\u4e00-\u9fff]{2,6}[）)](?=[\u4e00-\u9fff]{2})[\u4e00-\u9fff]+)*"
)
_QUOTED = re.compile(r"“[^”“\n，。！？；]{1,14}”|《[^》\n]{1,40}》|‘[^’\n，。]{1,14}’")
_UNITS = "省市县区州盟旗镇乡村"
# behind an ending that then ends no part: 科长, 党组成员, 党委书记、董事长
_NO_PART = re.compile("[主部员干成长理学]|(?<=党组)书|书记、")
_TOPIC_LENGTHS = (2, 3, 4)  # characters of a topic that the table of words lacks: 市|薯芋|发展中心
_NEED_A_WORD = ("委", "办", "所")  # else 党委, 举办 would be bodies
_LONGEST_PART = 10  # characters between a body and the ending of its part


def find_organizations(
    text: str, grammar: OrganizationGrammar, places: Sequence[tuple[int, int]], walls: Sequence[tuple[int, int]]
) -> list[Mention]:
    """Return the ORG mentions in text order.

    ``places`` are sorted, disjoint offsets of place names, evidence for where a name begins; ``walls`` are those
    of mentions that no organization may overlap (numbers, dates).
    """
    return _Search(text, grammar, places, walls).run()


class _Search:
    """One pass over one text."""

    def __init__(
        self,
        text: str,
        grammar: OrganizationGrammar,
        places: Sequence[tuple[int, int]],
        walls: Sequence[tuple[int, int]],
    ) -> None:
        self.text = text
        self.grammar = grammar
        self.place_by_end = {end: start for start, end in places}
        self.walls = walls
        self.wall_ends = [end for _, end in walls]
        names = frozenset(text[start:end] for start, end in places)
        self.ground = Ground(text, grammar, self.place_by_end, names, _stems(names), self.wall_ends)
        self.quotes = [match.span() for match in _QUOTED.finditer(text)]
        self.quote_starts = [start for start, _ in self.quotes]
        self.found: list[tuple[int, int, str]] = []
        self.unsure: list[tuple[int, int]] = []

    def run(self) -> list[Mention]:
        for stretch in _STRETCH.finditer(self.text):
            self._search_stretch(*stretch.span())
        self._add_brands()
        self._add_aliases()
        self._settle_unsure()
        self.found.sort()
        return [Mention("ORG", start, end, self.text[start:end], rule) for start, end, rule in self.found]

    def _search_stretch(self, floor: int, stop: int) -> None:
        first = len(self.found)
        for match in self.grammar.last.finditer(self.text, floor, stop):
            end = match.end()
            owner = self.found[-1] if len(self.found) > first else None
            name = self._name_at(end, floor, owner)
            if name is None or self._is_blocked(name[0], end):
                continue
            start, rule = name
            while len(self.found) > first and self.found[-1][1] > start:
                last = self.found.pop()
                start = min(start, last[0])
                end = max(end, last[1])
            self.found.append((start, end, rule))

    def _name_at(self, end: int, floor: int, owner: tuple[int, int, str] | None) -> tuple[int, str] | None:
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
        self, kinds: Sequence[str], span: tuple[int, int], floor: int, owner: tuple[int, int, str] | None
    ) -> tuple[int, str] | None:
        begin, end = span
        is_short = end - begin == 1 and owner is not None and owner[2] != "organization-body"
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
        is_short = end - begin == 1  # a word must stand before 科, 室, 办
        while begin > start:
            place = self.place_by_end.get(begin)
            if place is not None and place >= start:
                begin = place
                continue
            begin, kind = self.grammar.word_before(self.text, begin, start)
            if kind in ("edge", "level") or (kind is None and is_short):
                return False
            is_short = False
        return True

    # bodies of state and party

    def _core_start(self, begin: int, end: int, floor: int) -> int | None:
        """Return where a body begins that stands right behind a place or level: 巫山县|委."""
        if self.text[begin:end] in self.grammar.village and begin not in self.place_by_end:
            return None
        place = self.place_by_end.get(begin)
        if place is not None and place >= floor:
            return self._with_prefix(place, floor)
        start, kind = self.grammar.word_before(self.text, begin, floor)
        if kind != "level" or begin <= floor:
            return None
        start = level_start(self.ground, start, begin, floor)
        if start > floor and self.text[start - 1] == "团" and self.text[begin:end] == "委":
            start -= 1  # 团县委
        return self._with_prefix(start, floor)

    def _topic_start(self, begin: int, end: int, floor: int) -> int | None:
        """Return where a body begins that is a place or level, a topic, and an ending: 县|殡葬|管理所."""
        if self.grammar.word_before(self.text, end, floor) == (begin - 1, "edge"):
            return None  # 举|办
        stem = read_stem(self.ground, begin, floor, is_body=True)
        # a topic is a word, or characters that are none: 市|薯芋|发展中心
        is_rest = stem.unknown + len(stem.words) in _TOPIC_LENGTHS and self.text[begin:end] not in _NEED_A_WORD
        is_topic = bool(stem.topic) or is_rest
        is_open = stem.topic in self.grammar.topics or (is_topic and self.text[begin:end] in self.grammar.open_endings)
        is_facility = self.text[stem.start : end].endswith(self.grammar.facilities)
        if stem.has_place and is_open and not is_facility:
            return self._with_prefix(stem.start, floor)
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
        stem = read_stem(self.ground, begin, floor, is_body=False)
        start, ending = self._before_place(stem), self.text[begin:end]
        if self._is_definite(start, end):
            return start, "organization-definite"
        if start == begin or self.text[start:end].endswith(self.grammar.facilities):
            return None
        if stem.has_brand or start < stem.start:
            return start, "organization-firm"
        if all(word in self.grammar.generic for word in stem.words) and stem.unknown < 2 and not stem.has_place:
            return None
        is_name = stem.has_place or stem.run > 1 or ending in self.grammar.legal
        if not is_name and any(word in self.grammar.generic for word in stem.words[-1:]):
            return None
        if ending in self.grammar.weak and self.text.startswith(self.grammar.owners, end):
            return start, "organization-owned"
        if ending in self.grammar.weak and not stem.has_place:
            self.unsure.append((start, end))
            return None
        if ending in self.grammar.weak and self._is_level(stem.start, begin):
            return None
        return start, "organization-firm"

    def _before_place(self, stem: Stem) -> int:
        """Return where the name begins when the place in it follows another name: 徽商银行|旌川|支行."""
        owner = self.found[-1] if self.found else None
        return owner[0] if owner is not None and stem.has_place and owner[1] == stem.start else stem.start

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

    # what the first pass leaves open

    def _settle_unsure(self) -> None:
        """Accept a weak name beside another (秀屏宾馆和兰亭酒店), one that comes twice, or one alone in its field."""
        text, edges = self.text, {last for _, last, _ in self.found} | {end for _, end in self.unsure}
        starts = {start for start, _ in self.unsure}
        for start, end in sorted(self.unsure, key=lambda span: span[0] - span[1]):
            beside = text[start - 1 : start] in tuple("、和与") and start - 1 in edges
            beside = beside or (text[end : end + 1] in tuple("、和与") and end + 1 in starts)
            in_field = text[start - 1 : start] in tuple("：:\n") and text[end : end + 1] in ("", "\n", " ", "\u3000")
            if beside:
                self._add(start, end, "organization-neighbour")
            elif in_field or text.count(text[start:end]) > 1:
                self._add(start, end, "organization-again")

    def _add_brands(self) -> None:
        for match in self.grammar.brand_alone.finditer(self.text):
            self._add(match.start(), match.end(), "organization-brand")

    def _add_aliases(self) -> None:
        """Find the short names that the text introduces (以下简称“农交中心”) and firms' bare names (康沃)."""
        ends = {end for _, end, _ in self.found}
        introduced = {
            match["alias"]
            for match in self.grammar.introduced.finditer(self.text)
            if not ends.isdisjoint(range(match.start() - 2, match.start() + 1))  # X（以下简称, X以下简称
        }
        for alias in sorted(introduced):
            for match in re.finditer(re.escape(alias), self.text):
                self._add(match.start(), match.end(), "organization-alias")
        for core in self._bare_names():
            for match in re.finditer(rf"{re.escape(core)}(?=[及的和与向在将为，。、（]|还|已|已经|也|董事)", self.text):
                self._add(match.start(), match.end(), "organization-bare-name")

    def _bare_names(self) -> Iterator[str]:
        """Yield 康沃 where the text has both 康沃医疗用品有限公司 and 康沃公司."""
        names = sorted({self.text[start:end] for start, end, _ in self.found})
        places = {self.text[start:end] for end, start in self.place_by_end.items()}
        for short, _ in self.grammar.short:
            for name in names:
                core = name.removesuffix(short)
                is_core = core != name and 2 <= len(core) <= 4 and core not in places
                if is_core and any(core in other and other != name for other in names):
                    yield core

    def _add(self, start: int, end: int, rule: str) -> None:
        if not self._is_blocked(start, end) and all(end <= first or last <= start for first, last, _ in self.found):
            self.found.append((start, end, rule))

    def _is_blocked(self, start: int, end: int) -> bool:
        quote = bisect_right(self.quote_starts, start) - 1
        if quote >= 0 and self.quotes[quote][0] < start and end <= self.quotes[quote][1] - 1:
            return self.text[self.quotes[quote][0]] == "《" or self.quotes[quote] != (start - 1, end + 1)
        wall = bisect_right(self.wall_ends, start)
        return wall < len(self.walls) and self.walls[wall][0] < end


def _stems(names: Iterable[str]) -> dict[str, list[str]]:
    """Return the names of places without their unit by their last character, the longest first."""
    stems: dict[str, list[str]] = {}
    for name in sorted(names, key=lambda name: (-len(name), name)):
        if len(name) > 2 and name[-1] in _UNITS:
            stems.setdefault(name[-2], []).append(name[:-1])
    return stems
