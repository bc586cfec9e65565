"""ORG mentions: bodies of state and party by topic, firms and associations by ending and left edge, short names."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from wushan_ie.recognition.organization_grammar import OrganizationGrammar
from wushan_ie.records import Mention

# a stretch in which a name can lie: no punctuation but a bracketed place inside a firm's name
_STRETCH = re.compile(
    r"[\u4e00-\u9fffA-Za-z0-9·&]+(?:[（(][\u4e00-\u9fff]{2,6}[）)](?=[\u4e00-\u9fff]{2})[\u4e00-\u9fff]+)*"
)
_QUOTED = re.compile(r"“[^”“\n，。！？；]{1,14}”|《[^》\n]{1,40}》|‘[^’\n，。]{1,14}’")
_LONGEST = 30  # characters of a name without its ending


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
        self.place_starts = [start for start, _ in places]
        self.place_by_end = {end: start for start, end in places}
        self.walls = walls
        self.wall_ends = [end for _, end in walls]
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
            name = self._name_at(end, floor)
            if name is None or self._is_blocked(name[0], end):
                continue
            start, rule = name
            part = self.grammar.parts.match(self.text, end)
            if part is not None and part.end() <= stop and rule != "organization-firm":
                end = part.end()
            while len(self.found) > first and self.found[-1][1] > start:
                last = self.found.pop()
                start = min(start, last[0])
                end = max(end, last[1])
            self.found.append((start, end, rule))

    def _name_at(self, end: int, floor: int) -> tuple[int, str] | None:
        """Return where the name that ends here starts and the rule's id, or None if no name ends here."""
        for length, kinds in self.grammar.endings[self.text[end - 1]].items():
            begin = end - length
            for kind in kinds.get(self.text[begin:end], ()) if begin >= floor else ():
                if kind == "core":
                    start = self._core_start(begin, end, floor)
                elif kind == "topic":
                    start = self._topic_start(begin, end, floor)
                else:
                    return self._firm(begin, end, floor)
                if start is not None:
                    return start, "organization-body"
        return None

    # bodies of state and party

    def _core_start(self, begin: int, end: int, floor: int) -> int | None:
        if self.text[begin:end] in self.grammar.village and begin not in self.place_by_end:
            return None
        level = self._level_start(begin, floor)
        return None if level is None else self._with_prefix(level, floor)

    def _topic_start(self, begin: int, end: int, floor: int) -> int | None:
        start = begin
        for _ in range(3):  # 文化广电旅游 + 体育: topics follow each other
            start_before = start
            joined = 1 if start < begin and self.text[start - 1 : start] in tuple("和与") else 0
            for length in self.grammar.topic_lengths:
                if (
                    start - joined - length >= floor
                    and self.text[start - joined - length : start - joined] in self.grammar.topics
                ):
                    start -= joined + length
                    break
            if start == start_before:
                break
        if start == begin:
            return None
        level = self._level_start(start, floor)
        if level is not None:
            return self._with_prefix(level, floor)
        return start if self.text[start:end] in self.grammar.alone else None

    def _level_start(self, begin: int, floor: int) -> int | None:
        """Return the start of the place or of the bare level (县, 乡) that stands right before, or None."""
        place = self.place_by_end.get(begin)
        if place is not None and place >= floor:
            return place
        for level in self.grammar.levels:
            start = begin - len(level)
            if self.text.startswith(level, start) and start >= floor:
                place = self.place_by_end.get(start, start)
                edge = self._left_edge(start, floor)
                # an unlisted name before the level (绥棱河|市) reaches back to the edge
                return place if place >= floor and place < start else edge if start - edge in (2, 3, 4) else start
        return None

    def _with_prefix(self, start: int, floor: int) -> int:
        for brand in ("中共", "共青团", "国家税务总局", "中国共产党"):
            if start - len(brand) >= floor and self.text.startswith(brand, start - len(brand)):
                return start - len(brand)
        return start

    # firms, schools, associations

    def _firm(self, begin: int, end: int, floor: int) -> tuple[int, str] | None:
        left = self._left_edge(begin, floor)
        start = self._at_place(left, begin)
        stem, ending = self.text[start:begin], self.text[begin:end]
        place = bisect_left(self.place_starts, start)
        has_place = place < len(self.place_starts) and self.place_starts[place] == start
        if self._is_definite(start, end):
            return start, "organization-definite"
        if not stem or self.text[start:end].endswith(self.grammar.facilities):
            return None
        has_brand = stem.startswith(self.grammar.brands)
        if not has_brand and self.grammar.generic.fullmatch(stem):
            return None
        is_sure = has_place or has_brand or (ending in self.grammar.legal and len(stem) > 1)
        if not is_sure and (len(stem) < 2 or self.grammar.generic_start.match(stem)):
            return None
        if ending in self.grammar.weak and not has_place and not has_brand:
            self.unsure.append((start, end))
            return None
        return start, "organization-firm"

    def _left_edge(self, begin: int, floor: int) -> int:
        wall = bisect_right(self.wall_ends, begin) - 1
        floor = max(floor, begin - _LONGEST, self.wall_ends[wall] if wall >= 0 else 0)
        edge = floor
        for match in self.grammar.left.finditer(self.text, floor, begin):
            if match["edge"]:
                edge = match.end()
        return edge

    def _at_place(self, left: int, begin: int) -> int:
        """Move the edge right to a place in the name, unless what stands before it is part of the name."""
        index = bisect_left(self.place_starts, left)
        if index >= len(self.place_starts) or self.place_starts[index] >= begin:
            return left
        place = self.place_starts[index]
        before = self.text[left:place]
        if (
            not before
            or before[-1] in "（("
            or before.endswith(self.grammar.brands)
            or (self.found and self.found[-1][1] == place)
        ):
            return left
        return place

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
        for alias in sorted({match["alias"] for match in self.grammar.introduced.finditer(self.text)}):
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
            return self.quotes[quote] != (start - 1, end + 1)
        wall = bisect_right(self.wall_ends, start)
        return wall < len(self.walls) and self.walls[wall][0] < end
