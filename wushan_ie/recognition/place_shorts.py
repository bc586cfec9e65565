"""Short forms: divisions without their unit (宜昌, 巫山) and the document's own nicknames (竹贤 for 竹贤乡)."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence

from wushan_ie.recognition.place_edges import PlaceScan, edge_before
from wushan_ie.recognition.place_forms import ENOUGH, FIRM, UNITS
from wushan_ie.recognition.place_parts import Part
from wushan_ie.recognition.place_table import COUNTY, PROVINCE, VILLAGE, level_of

_SURE, _UNSURE = 40, 10
_TAIL_END = re.compile(r"[^\u4e00-\u9fff0-9A-Za-z]|[的了是在和与为]")
_TAIL_REACH = 7
_FEW = 64  # up to here a search for each name is faster than compiling a pattern


def find_shorts(scan: PlaceScan) -> tuple[list[Part], list[Part]]:
    """Return the sure short forms and provinces (江西, 江西省), and those that need evidence (朝阳), both sorted."""
    text, table = scan.text, scan.table
    sure: list[Part] = []
    unsure: list[Part] = []
    covered = 0
    for start in sorted(table.short_finder.find_longest(text)):
        if start < covered:
            continue
        for stem in table.short_starts.get(text[start : start + 2], ()):
            if text.startswith(stem, start) and not _is_trap(scan, start, stem):
                part = _short_part(scan, start, stem)
                is_free = part.level < COUNTY or start == covered > 0 or edge_before(scan, start) > 0
                if part.how == "form" or (stem in table.sure and is_free):
                    sure.append(part)
                    covered = part.end
                else:
                    unsure.append(part)
                break
    return sure, unsure


def find_signs(scan: PlaceScan) -> list[Part]:
    """Return the provinces that a list names by one character each: 江、浙、沪、闽、粤等地."""
    words = scan.table.words
    found: list[Part] = []
    for match in words.sign_list.finditer(scan.text):
        if scan.is_name_character(match.start() - 1) and edge_before(scan, match.start()) == 0:
            continue
        for place in range(match.start(), match.end(), 2):
            full = words.signs[scan.text[place]]
            found.append(Part(place, place + 1, PROVINCE, full, _SURE, "short"))
    return found


def _short_part(scan: PlaceScan, start: int, stem: str) -> Part:
    table, end = scan.table, start + len(stem)
    codes = table.shorts.get(stem)
    if codes is None:
        return Part(start, end, PROVINCE, stem, _SURE, "short")  # a country
    level = min(map(level_of, codes))
    full = table.names[next(code for code in codes if level_of(code) == level)]
    if level == PROVINCE or "自治" in full:
        for name in (full, stem + "自治区", stem + "特区"):
            if not name.endswith("市") and scan.text.startswith(name, start):
                return Part(start, start + len(name), level, full, _SURE, "form")
    return Part(start, end, level, full, _SURE if stem in table.sure else _UNSURE, "short")


def _is_trap(scan: PlaceScan, start: int, stem: str) -> bool:
    text, words, end = scan.text, scan.table.words, start + len(stem)
    if start and text[start - 1] in words.trap_before.get(stem, ""):
        return True
    if end < len(text) and text[end] in words.trap_after.get(stem, ""):
        return True
    if words.not_after_short.match(text, end) is not None:
        return True
    return scan.words is not None and start not in scan.words and end not in scan.words


def admit_unsure(scan: PlaceScan, unsure: Iterable[Part], parts: Sequence[Part]) -> list[Part]:
    """Return the unsure short forms that stand right behind a place that holds them or in a list with one: 福建永安."""
    text = scan.text
    by_end = {part.end: part for part in parts}
    by_start = {part.start: part for part in parts}
    admitted: list[Part] = []
    for part in unsure:
        outer = by_end.get(part.start)
        is_held = outer is not None and _lists_within(scan, outer, part)
        before = by_end.get(part.start - 1) if text[part.start - 1 : part.start] == "、" else None
        after = by_start.get(part.end + 1) if text[part.end : part.end + 1] == "、" else None
        if is_held or any(other is not None and other.level == part.level for other in (before, after)):
            admitted.append(part)
            by_end[part.end] = by_start[part.start] = part
    return admitted


def _lists_within(scan: PlaceScan, outer: Part, part: Part) -> bool:
    """Whether the table has the short form inside ``outer``: 福建永安, not 山东公安."""
    holders = scan.table.codes.get(outer.full, ())
    inner = scan.table.shorts.get(scan.text[part.start : part.end], ())
    return any(code.startswith(holder) and code != holder for code in inner for holder in holders)


def find_nicknames(scan: PlaceScan, parts: Sequence[Part]) -> list[Part]:
    """Return the places whose full name the document gives elsewhere: 竹贤 beside 竹贤乡; ``parts`` are sorted."""
    named: dict[str, Part] = {}
    for part in parts:
        if part.how != "form" or part.score < (FIRM if part.level < VILLAGE else ENOUGH):
            continue
        stem, unit = scan.table.words.split_unit(part.full)
        if unit and len(stem) > 1:
            named.setdefault(stem, part)
            if stem + unit != part.full:
                named.setdefault(stem + unit, part)  # 怀北县 beside 怀北侗族自治县
    starts = [part.start for part in parts]
    ends = [part.end for part in parts]
    linked = frozenset(ends)
    found: list[Part] = []
    for place, name in _occurrences(scan.text, named):
        end, part = place + len(name), named[name]
        is_free = bisect_left(starts, end) == bisect_right(ends, place)
        if is_free and _is_nickname(scan, (place, end), part, is_linked=place in linked):
            found.append(Part(place, end, part.level, part.full, FIRM, "nickname"))
    return _disjoint(found)


def _occurrences(text: str, names: Collection[str]) -> Iterator[tuple[int, str]]:
    """Yield the places of each name; names that begin alike may come in any order."""
    if len(names) <= _FEW:
        for name in names:
            place = text.find(name)
            while place >= 0:
                yield place, name
                place = text.find(name, place + 1)
        return
    by_start: dict[str, list[str]] = {}
    for name in names:
        by_start.setdefault(name[:2], []).append(name)
    for match in re.finditer(f"[{_class(name[0] for name in names)}](?=[{_class(name[1] for name in names)}])", text):
        place = match.start()
        for name in by_start.get(text[place : place + 2], ()):
            if text.startswith(name, place):
                yield place, name


def _class(characters: Iterable[str]) -> str:
    return re.escape("".join(sorted(set(characters))))


def _is_nickname(scan: PlaceScan, span: tuple[int, int], part: Part, *, is_linked: bool) -> bool:
    start, end = span
    text, words = scan.text, scan.table.words
    if text.startswith(part.full, start) and UNITS.match(text, end) is not None:
        return False  # the full name, rejected for its left edge; 竹贤乡村旅游 and 下庄村晚 are 竹贤 and 下庄
    if words.not_after_short.match(text, end) is not None or words.nickname_tail.match(text, end) is not None:
        return False
    if is_linked:
        return True
    stop = _TAIL_END.search(text, end, end + _TAIL_REACH)
    if words.nickname_later_tail.search(text, end, stop.start() if stop else end + _TAIL_REACH) is not None:
        return False
    name = text[start:end]
    if name in words.usual:
        return False  # 协作 beside 协作乡
    edge = edge_before(scan, start)
    if name in words.ordinary_nicknames or name in words.ordinary_shorts:
        return edge > 1 and (scan.words is None or {start, end} <= scan.words)
    if part.level == VILLAGE:
        return edge > 0
    return scan.words is None or edge > 1 or start in scan.words or end in scan.words


def _disjoint(parts: list[Part]) -> list[Part]:
    """Keep the longest of parts that overlap, in text order."""
    kept: list[Part] = []
    for part in sorted(parts, key=lambda part: (part.start, -part.end)):
        if not kept or part.start >= kept[-1].end:
            kept.append(part)
    return kept
