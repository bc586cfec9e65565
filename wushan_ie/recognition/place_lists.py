"""Places that only a list and its head show: 泗水、朗塘、马坪等乡镇 are townships, though nothing of them says so.

The head (等乡镇) tells the level; the items must have no common word in them or be listed with a unit of that level,
and the first one needs a left edge that is plain to see.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from wushan_ie.recognition.place_edges import PlaceScan, edge_before
from wushan_ie.recognition.place_parts import Part
from wushan_ie.recognition.place_table import COUNTY, TOWNSHIP, VILLAGE

_HEAD = re.compile(
    "等(?:[0-9]{1,3}|[一二两三四五六七八九十多几]{1,3})?个?(?:沿线|周边|相关|重点)?"
    "(?P<unit>乡镇|镇街|镇乡|街镇|街道|县市区|县区|区县|县市|市县|行政村|自然村|社区|村(?![民委级里组干部庄镇])|镇(?!长)|乡(?!亲|村)"
    "|县(?![长委级城域]))(?!企业|级|政府|干部|党委)"
)
_UNITS = {
    TOWNSHIP: ("镇", "乡", "街道"),
    VILLAGE: ("村", "社区"),
    COUNTY: ("县", "区", "市"),
}
_JOINS = "、和与及"
_REACH = 80  # characters before the head
_SHORTEST, _LONGEST = 2, 4
_WORD = 3  # the class of left edges that are words
_SCORE = 24


def find_listed(scan: PlaceScan) -> list[Part]:
    """Return the items of the lists that a head says to be places, in text order."""
    return [part for match in _HEAD.finditer(scan.text) for part in _read_list(scan, match)]


def _read_list(scan: PlaceScan, head: re.Match[str]) -> list[Part]:
    level = _level(head["unit"])
    items = list(_items(scan.text, head.start()))
    sure = [span for span in items[:-1] if _is_name(scan, span, level)]
    is_list = len(sure) == len(items) - 1 and any(
        scan.text[start:end] not in scan.table.words.usual for start, end in sure
    )
    if not is_list:
        return []  # 教育、文化等乡镇, though there is a 文化镇
    first = _first(scan, items[-1], level)
    spans = [*([first] if first else []), *reversed(items[:-1])]
    return [_part(scan, span, level) for span in spans]


def _level(unit: str) -> int:
    return TOWNSHIP if unit[0] in "乡镇街" else VILLAGE if unit[0] in "行自社村" else COUNTY


def _items(text: str, end: int) -> Iterator[tuple[int, int]]:
    """Yield the items of a list from the last to the first, which reaches to the sign before it."""
    low = max(0, end - _REACH)
    start = end
    while start >= low:
        if start == low or not "\u4e00" <= text[start - 1] <= "\u9fff" or text[start - 1] in _JOINS:
            yield start, end
            if start == low or text[start - 1] not in _JOINS:
                return
            end = start - 1
        start -= 1


def _is_name(scan: PlaceScan, span: tuple[int, int], level: int) -> bool:
    """Whether an item between two signs names a place of this level."""
    start, end = span
    if not all(scan.is_name_character(place) for place in range(start, end)):
        return False
    name, words = scan.text[start:end], scan.table.words
    if words.split_unit(name)[1] or _is_listed(scan, name, level):
        return True
    if not _SHORTEST <= end - start <= _LONGEST or name in words.usual or name[-1] in words.rare_last:
        return False
    pieces = [name[at : at + size] for size in (2, 3) for at in range(len(name) - size + 1)]
    return name[0] not in words.rare_first and not any(words.edges.get(piece) == _WORD for piece in pieces)


def _is_listed(scan: PlaceScan, name: str, level: int) -> bool:
    table = scan.table
    if level == VILLAGE and name in table.villages:
        return True
    return any(name + unit in table.codes for unit in _UNITS[level])


def _first(scan: PlaceScan, span: tuple[int, int], level: int) -> tuple[int, int] | None:
    """Return the first item without what stands before it: 沿线的|泗水, 水泥送到|朗塘."""
    low, end = span
    for length in range(_SHORTEST, min(_LONGEST, end - low) + 1):
        start = end - length
        edge = _WORD if start == low else edge_before(scan, start)
        listed = _is_listed(scan, scan.text[start:end], level)
        if (edge == _WORD or (listed and edge)) and _is_name(scan, (start, end), level):
            return start, end
    return None


def _part(scan: PlaceScan, span: tuple[int, int], level: int) -> Part:
    start, end = span
    name = scan.text[start:end]
    known = [name + unit for unit in _UNITS[level] if name + unit in scan.table.codes]
    return Part(start, end, level, known[0] if len(known) == 1 else name, _SCORE, "listed")
