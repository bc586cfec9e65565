"""Where the name before a unit (县, 镇, 村 …) begins: every start within reach is weighed. Weights are in tenths."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wushan_ie.recognition.place_table import PlaceTable

VILLAGES = frozenset(("村", "行政村", "自然村"))
LONG_UNITS = frozenset(("旗", "苏木", "嘎查", "州", "盟", "地区", "自治州", "自治县", "自治旗"))

BARE = 28  # nothing that could belong to a name stands before it
LINKED = 40  # a place stands before it
_EDGE = (0, 9, 19, 26)  # by the class of the word that ends where the name begins
_LISTED, _TYPICAL = 20, 12  # the table holds the division; villages bear the name
_LENGTH = (0, -25, 0, -4, -10, -20, -30)
_LONG_LENGTH = (0, -25, 0, 0, -2, -6, -10, -14, -18, -22)  # Mongolian, Tibetan, Uygur names
_WORD_INSIDE = (0, 3, 10, 18)
_UNIT_INSIDE, _UNIT_AT_END = 20, 8
_WORD_START = 8
_ODD_HEAD = 6  # no listed longer name begins with these two characters
_RARE = 15
_LEFTOVER = 8  # one character stays before the name: 奇 before 台岭乡

_SOUNDED = 4  # characters of names written by sound that tell them from words
_SOUNDS = 5

_NUMERALS = frozenset("一二三四五六七八九十〇零")
_INSIDE = frozenset("省市县区镇乡村")
_JOINS = frozenset("和同跟")  # 河口镇和大坪村, but 临溪区和平镇
_TIME = frozenset("年月日")
_LONGEST_PEOPLES = 24  # characters: 保安族东乡族撒拉族 and the like


@dataclass(frozen=True, slots=True)
class PlaceScan:
    """One document: its text, the table, ``barriers`` (sorted offsets no name crosses), word starts or None."""

    text: str
    table: PlaceTable
    barriers: Sequence[int]
    words: frozenset[int] | None

    def is_name_character(self, place: int) -> bool:
        """Whether a Chinese character that names can hold stands at ``place``."""
        if place < 0:
            return False
        character = self.text[place]
        is_chinese = "\u4e00" <= character <= "\u9fff" or character >= "\U00020000"
        if character in self.table.words.stop:
            return character in self.table.words.between_sounds and self._is_between_sounds(place)
        return is_chinese

    def _is_between_sounds(self, place: int) -> bool:
        """Whether characters of transcribed names stand on both sides: 哈|因|德."""
        sounds = self.table.words.sounds
        return 0 < place < len(self.text) - 1 and self.text[place - 1] in sounds and self.text[place + 1] in sounds


def is_transcribed(scan: PlaceScan, name: str) -> bool:
    """Whether a name is written by sound: 阔什铁热克."""
    return len(name) >= _SOUNDED and scan.table.words.sounds >= set(name)


def run_start(scan: PlaceScan, stem_end: int, floor: int, unit: str) -> int:
    """Go left from a unit over characters a name can hold; peoples (侗族自治县) do not count against the reach."""
    text = scan.text
    is_sounded = is_transcribed(scan, text[stem_end - _SOUNDED : stem_end])
    limit = stem_end - len(_LONG_LENGTH if unit in LONG_UNITS or is_sounded else _LENGTH) + 1
    if unit.startswith("自治") or text[stem_end - 1 : stem_end] == "族":
        people = scan.table.words.peoples.search(text, max(0, stem_end - _LONGEST_PEOPLES), stem_end)
        if people is not None:
            limit -= people.end() - people.start()
    limit = max(limit, floor)
    low = stem_end
    while low > limit and scan.is_name_character(low - 1):
        low -= 1
    if 0 < low < stem_end and text[low] in _TIME and text[low - 1].isdecimal():
        low += 1  # 5月苗岭县
    return low


def best_start(scan: PlaceScan, span: tuple[int, int, int], unit: str, opening: int) -> tuple[int, int, bool]:
    """Return the start of the best name, its weight, and whether the table lists it.

    ``span`` is where the run begins, the name without its unit ends, and the unit ends; ``opening`` is what a name that
    begins with the run gains: ``BARE`` or ``LINKED``, 0 when the run is longer than the reach.
    """
    low, stem_end, end = span
    text, table = scan.text, scan.table
    lengths = _LONG_LENGTH if unit in LONG_UNITS else _LENGTH
    best = (low, -99, False)
    inside = 0  # the class of the heaviest word inside the name
    opened: dict[int, int] = {}  # where such words begin
    _note_edge(scan, stem_end, opened)
    for start in range(stem_end - 1, low - 1, -1):
        inside = max(inside, opened.get(start, 0))
        edge = _note_edge(scan, start, opened)
        stem = bare = text[start:stem_end]
        if "族" in stem or unit.startswith("自治"):
            bare = table.words.peoples.sub("", stem) or stem
        is_sounded = is_transcribed(scan, stem)
        reach = _LONG_LENGTH if is_sounded else lengths
        score = reach[min(len(bare), len(reach) - 1)]
        if start == low and opening:
            score += opening
        elif start == low + 1 and opening:
            score += BARE if opening == LINKED and text[low] in _JOINS else _EDGE[edge] - (_LEFTOVER if edge < 2 else 0)
        else:
            score += _EDGE[edge]
        is_listed = text[start:end] in table.codes
        if is_listed:
            score += _LISTED
        elif unit in VILLAGES and stem in table.villages:
            score += _TYPICAL
        elif is_sounded:
            score += _SOUNDS
        else:
            score -= _WORD_INSIDE[inside] + _oddness(scan, bare, end, unit)
        if scan.words is not None:
            score += _WORD_START if start in scan.words else -_WORD_START
        if score > best[1]:
            best = (start, score, is_listed)
    return best


def edge_before(scan: PlaceScan, start: int) -> int:
    """Return the class of what ends at ``start``: 3 a sign or a word, 2 a strong character, 1 a weak one, 0 nothing."""
    if not scan.is_name_character(start - 1):
        return 3
    text, words = scan.text, scan.table.words
    lengths = words.edge_lengths.get(text[start - 1], ())
    return max((words.edges.get(text[max(0, start - length) : start], 0) for length in lengths), default=0)


def _note_edge(scan: PlaceScan, place: int, opened: dict[int, int]) -> int:
    """Return the class of the heaviest word that ends at ``place``; note where such words begin."""
    if place == 0:
        return 0
    text, words = scan.text, scan.table.words
    last, heaviest = text[place - 1], 0
    for length in words.edge_lengths.get(last, ()):
        kind = words.edges.get(text[max(0, place - length) : place], 0)
        if kind:
            opened[place - length] = max(kind, opened.get(place - length, 0))
            if kind > heaviest:
                heaviest = kind
    if last in _TIME and place > 1 and (text[place - 2] in _NUMERALS or text[place - 2].isdecimal()):
        return 3
    return heaviest or int(last in _INSIDE)


def _oddness(scan: PlaceScan, stem: str, end: int, unit: str) -> int:
    """Return what an unlisted name loses for what names rarely hold."""
    words = scan.table.words
    lost = 0
    if stem[0] in words.rare_first:
        lost += _RARE
    if stem[-1] in words.rare_last:
        lost += _RARE
    if len(stem) > 2:
        lost += _RARE * sum(character in words.rare_last for character in stem[1:-1])
        if unit not in LONG_UNITS and stem[:2] not in scan.table.heads:
            lost += _ODD_HEAD
    if not _INSIDE.isdisjoint(stem):
        is_last_only = stem[-1] in "村市" and unit in ("镇", "乡") and _INSIDE.isdisjoint(stem[:-1])  # 俞村镇, 邹市镇
        lost += _UNIT_AT_END if is_last_only else _UNIT_INSIDE + (_RARE if stem[0] in _INSIDE else 0)
    if scan.text[end : end + 1] in words.after_unit:
        lost += _RARE
    return lost
