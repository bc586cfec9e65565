"""Places by form: a name before 县, 镇, 村 …, listed or not.

The name with the heaviest evidence is a place when its weight reaches ``ENOUGH``; a weaker one is settled by the rest
of the document: 相中枫树村 beside 向枫树村.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Sequence
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from wushan_ie.recognition.place_edges import BARE, LINKED, VILLAGES, PlaceScan, best_start, edge_before, run_start
from wushan_ie.recognition.place_parts import UNIT_LEVEL, Part, can_hold
from wushan_ie.recognition.place_table import COUNTY, level_of

ENOUGH = 14  # tenths, as all weights
FIRM = 24  # from here on a name vouches for its other occurrences

_REPEATED = 5  # the same reading stands elsewhere in the document, or an inner place right behind it
_REPEATS_THAT_COUNT = 2
_SURE_THOUGH_COMMON = 38
_OFFICE = "长(?![安春沙岭坪坡冲塘滩兴丰胜乐宁庆])"  # 玉河镇长 is no place, 玉河镇长安村 is
UNITS = re.compile(
    "自治[州县旗]|街道(?!路)|社区|苏木|嘎查|地区|行政村(?![民级组委支干])|自然村(?![民级组委支干])"
    f"|市(?![场值民容价集井占况面级]|{_OFFICE})|县(?![域级]|{_OFFICE})|区(?![域间块别分划位段级]|{_OFFICE})"
    f"|州(?![际市县区镇乡村级]|{_OFFICE})|盟(?![友约国会主员军市])|旗(?![下帜舰手袍杆号语])|镇(?![压定静痛级]|{_OFFICE})"
    f"|乡(?![亲贤愁音土镇友情间野居风]|{_OFFICE}|村(?!民|级|组|委|支|两委|干部|集体))"
    "|村(?<![农乡各该本我全每驻]村)(?![庄落镇居社级长晚姑妇医寨容]|民(?!委员会|小组))"
)
_NEEDS_PROOF = frozenset(("区", "州", "旗", "盟", "地区"))  # the form alone says too little: 景区, 神州, 红旗
_PROVED_TWICE = frozenset(("区", "州", "旗"))
_NUMERALS = frozenset("一二三四五六七八九十百千万两几多数双零〇")
_COUNTS = frozenset("两二三四五六七八九十几多数")
_WORD = 3  # the class of edges that are words
_PREPOSITIONS = frozenset("向在对于由从和与把被给")
_LONGEST_GENERIC = 6


class _Reading(Struct, frozen=True, gc=False):
    """A unit and the best name before it; ``low`` is where the run of characters that could belong to it begins.

    ``is_verb`` says of a listed name that it is a verb as well (会同县).
    """

    low: int
    part: Part
    unit: str
    is_listed: bool
    is_linked: bool
    can_be_name: bool
    is_verb: bool


def find_forms(scan: PlaceScan, shorts: Sequence[Part], unsure: Sequence[Part]) -> list[Part]:
    """Return the named places with a unit, sorted and disjoint; ``shorts`` are the sure short forms, both sorted."""
    readings: list[_Reading] = []
    ends = [part.end for part in shorts]
    starts = {part.end: part.start for part in [*unsure, *shorts]}
    own_ends = frozenset(ends)
    last: Part | None = None
    for match in UNITS.finditer(scan.text):
        if match.end() in own_ends and not _is_longer(scan, starts[match.end()], match.end()):
            continue  # 广州, 江西省: the end of the short form itself
        index = bisect_left(ends, match.start()) - 1
        outer = _nearest(last, shorts[index] if index >= 0 else None)
        own = starts.get(match.start(), match.start())
        reading = _read(scan, match, outer, own)
        if outer is not last and _is_stub(reading, match.start()):  # 奇台 in 奇台岭乡, 绥棱 in 黑龙江省绥棱河市
            outer = _nearest(last, shorts[index - 1] if index > 0 else None)
            reading = _read(scan, match, outer, own)
        if reading is None:
            continue
        readings.append(reading)
        if _is_proved(reading):
            last = reading.part
    return _settle(scan, readings)


def _is_longer(scan: PlaceScan, start: int, end: int) -> bool:
    """Whether the table lists a name that ends with a short form: 和平乡 with 平乡."""
    return any(scan.text[max(0, start - length) : end] in scan.table.codes for length in (1, 2))


def _nearest(last: Part | None, short: Part | None) -> Part | None:
    """Return the nearer of the last place and a short form."""
    return last if short is None or (last is not None and last.end >= short.end) else short


def _is_stub(reading: _Reading | None, stem_end: int) -> bool:
    """Whether a single unlisted character is left between a short form and the unit."""
    return reading is not None and stem_end - reading.low == 1 and not reading.is_listed


def _read(scan: PlaceScan, match: re.Match[str], last: Part | None, own: int) -> _Reading | None:
    """Weigh the names before a unit behind ``last``; ``own`` is where a short form that the unit completes begins."""
    stem_end, end, unit = match.start(), match.end(), match[0]
    floor = last.end if last is not None and last.end <= stem_end else 0
    index = bisect_right(scan.barriers, stem_end) - 1
    if index >= 0 and scan.barriers[index] > floor:
        floor = scan.barriers[index]
    low = min(run_start(scan, stem_end, floor, unit), max(own, floor))  # 从化区: 从 else ends a run
    if low >= stem_end:
        return None
    opening = BARE if low == floor or not scan.is_name_character(low - 1) else 0
    if last is not None and last.end == low:
        opening = LINKED
    start, score, is_listed = best_start(scan, (low, stem_end, end), unit, opening)
    name = scan.text[start:end]
    level = min(map(level_of, scan.table.codes[name])) if is_listed else UNIT_LEVEL[unit]
    part = Part(start, end, level, name, score, "form")
    is_linked = last is not None and last.end == start and can_hold(last, part)
    is_verb = is_listed and not is_linked and scan.table.words.edges.get(scan.text[start:stem_end]) == _WORD
    reading = _Reading(low, part, unit, is_listed, is_linked, part.score >= ENOUGH - _REPEATED, is_verb)
    if last is not None and is_linked and is_listed and _is_held(scan, last, part):
        return reading  # 延安市|富县
    if reading.can_be_name and not _can_be_name(scan, reading, stem_end):
        return replace(reading, can_be_name=False)
    return reading


def _is_held(scan: PlaceScan, outer: Part, part: Part) -> bool:
    """Whether the table has a place inside of another."""
    codes = scan.table.codes
    return any(code.startswith(holder) for code in codes[part.full] for holder in codes.get(outer.full, ()))


def _can_be_name(scan: PlaceScan, reading: _Reading, stem_end: int) -> bool:
    """Whether the reading is no common noun, no count, and has enough behind a single character."""
    text, words, unit = scan.text, scan.table.words, reading.unit
    stem = text[reading.part.start : stem_end]
    if _NUMERALS.issuperset(stem):
        return False
    if not reading.is_listed and (stem in words.common or words.edges.get(stem) == _WORD):
        return False  # 农业村, 其中县
    if not reading.is_listed and (stem[-1] in _PREPOSITIONS or all(sign in words.edges for sign in stem)):
        return False  # 可向县, 后经县
    run, generic = text[reading.low : stem_end], words.generic.get(unit, frozenset())
    length = next((size for size in range(min(_LONGEST_GENERIC, len(run)), 0, -1) if run[-size:] in generic), 0)
    if length:
        is_sure = reading.part.score >= _SURE_THOUGH_COMMON or stem in scan.table.shorts
        return is_sure and reading.is_listed and length == 1 < len(stem)  # 盐城市; not 中心镇, 高城镇 in 提高城镇化率
    if len(stem) > 1:
        return reading.is_listed or unit in VILLAGES or stem[-1] not in _COUNTS  # 屯二村, but not 聂荣两县, 沿河六县
    if reading.is_linked:
        return True
    return reading.is_listed and reading.part.level == COUNTY and unit == "县" and stem not in words.one_character


def _is_proved(reading: _Reading) -> bool:
    if reading.unit not in _NEEDS_PROOF or reading.is_linked:
        return reading.can_be_name
    return reading.can_be_name and reading.is_listed and len(reading.part.full) > 2


def _settle(scan: PlaceScan, readings: Sequence[_Reading]) -> list[Part]:
    """Decide the doubtful readings by the others: the same name elsewhere in the document vouches for it."""
    weights = _weights(scan.text, readings)
    times = Counter(reading.part.full for reading in readings)
    firm = {
        reading.part.full
        for reading, weight in zip(readings, weights, strict=True)
        if reading.can_be_name
        and weight >= FIRM
        and (_is_proved(reading) or (reading.unit in _PROVED_TWICE and times[reading.part.full] > 1))
    }
    found: list[Part] = []
    for reading, weight in zip(readings, weights, strict=True):
        part = reading.part
        if reading.is_verb and times[part.full] == 1:
            continue  # 会同县发改局: with the bureau, or the bureau of 会同县
        floor = max(reading.low, found[-1].end if found else 0)
        if reading.can_be_name and weight >= FIRM and part.full in firm:
            found.append(replace(part, score=weight))
            continue
        start = next((start for start in range(floor, part.end - 1) if _is_known(scan, start, part.end, firm)), None)
        if start is not None:
            found.append(replace(part, start=start, full=scan.text[start : part.end], score=FIRM))
        elif weight >= ENOUGH and _is_proved(reading):
            found.append(part)
    return found


def _is_known(scan: PlaceScan, start: int, end: int, firm: Collection[str]) -> bool:
    """Whether a firm name stands here; one of two characters (富县) needs a left edge."""
    is_known = scan.text[start:end] in firm
    return is_known and (end - start > 2 or edge_before(scan, start) > 0)


def _weights(text: str, readings: Sequence[_Reading]) -> list[int]:
    """Add to the weights what the document says: the name behind different characters, an inner place behind it."""
    before: dict[str, set[str]] = {}
    for reading in readings:
        before.setdefault(reading.part.full, set()).add(text[max(0, reading.part.start - 1) : reading.part.start])
    weights = [
        reading.part.score + _REPEATED * min(len(before[reading.part.full]) - 1, _REPEATS_THAT_COUNT)
        for reading in readings
    ]
    for index, (outer, inner) in enumerate(pairwise(readings)):
        if inner.is_linked and inner.can_be_name and inner.part.start == outer.part.end:
            weights[index] += _REPEATED
    return weights
