"""Where the name before an ending (公司, 局) begins: its words are read from right to left until one is no part of it.

A name runs place, brand, trade, ending (重庆|康映|医疗器械|有限公司). A verb, a preposition or a pronoun ends it.
What no word of the table explains is a brand; left of a brand only a place can follow, so that in 企业康映公司 the
name begins with 康映, but in 巫山农业康映公司 with 巫山.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from wushan_ie.recognition.organization_grammar import OrganizationGrammar

LONGEST = 30  # characters of a name without its ending
_BRAND = 2  # characters that make a brand
_WORDS_BEFORE_BRAND = 3  # words between a place and a brand
_INNER = ("乡", "镇", "村", "师")
_IN_PLACES = ("州", "乡", "镇", "江", "河")
_NATION = ("中国", "国家", "中央")
_JOINS = ("和", "与", "及")
_WORDS_BEFORE_JOIN = 3  # words of the topic before 和, and the level
_ENDS = ("edge", "deed", "soft")  # the kinds of words that end a name
_IN_NAMES = ("word", "deed", "verb", None)  # the kinds that may follow a place in a name
_LONGEST_BRAND = 8
_UNLISTED = (2, 3, 4)  # characters before the unit of a place that no table lists


class PlaceSpan(NamedTuple):
    """A chain of places with the levels of its outermost and its innermost part, 1 province to 6 hamlet."""

    start: int
    end: int
    top: int
    bottom: int


@dataclass(frozen=True, slots=True)
class Ground:
    """One text with what is known of it: places by their ends, their names, and these without
    their unit by the last character, the longest first (青衣 of 青衣市); the sorted ends of walls (numbers, dates)."""

    text: str
    grammar: OrganizationGrammar
    place_by_end: Mapping[int, PlaceSpan]
    place_by_start: Mapping[int, PlaceSpan]
    place_names: frozenset[str]
    place_stems: Mapping[str, Sequence[str]]
    wall_ends: Sequence[int]


@dataclass(slots=True)
class Stem:
    """What stands before an ending, read so far back as it belongs to the name.

    ``words`` are the words of the table in it, the last one first; ``topic`` is the word right before the ending, if
    it is one; ``run`` counts the characters at its beginning that are none, ``unknown`` all of these; ``has_place``
    says that it begins with a place or a level (县), ``has_brand`` that it holds a known brand (国网).
    """

    start: int
    is_body: bool
    may_hold_verbs: bool
    words: list[str] = field(default_factory=list)
    topic: str = ""
    run: int = 0
    unknown: int = 0
    has_place: bool = False
    has_brand: bool = False


def read_stem(ground: Ground, begin: int, floor: int, *, is_body: bool, may_hold_verbs: bool) -> Stem:
    """Return the stem of the name whose ending begins at ``begin``; it does not reach before ``floor``.

    A name that may hold verbs takes them behind a place: 广西|协力|扶助|基金会. Before the ending of a body of state
    any verb may stand (县学生资助|中心), and 和 between two of its topics.
    """
    wall = bisect_right(ground.wall_ends, begin) - 1
    low = max(floor, begin - LONGEST, ground.wall_ends[wall] if wall >= 0 else 0)
    stem = Stem(begin, is_body, may_hold_verbs)
    if is_body and stem.start > low:
        start, kind = ground.grammar.word_before(ground.text, begin, low)
        if kind == "deed" and begin - start > 1:
            stem.start = start
            stem.words.append(ground.text[start:begin])
            stem.topic = stem.words[0]
    while stem.start > low and not _take_place(ground, stem, low) and _take_word(ground, stem, low):
        pass
    if not stem.has_place:
        _strip_verbs(ground, stem)
    return stem


def _strip_verbs(ground: Ground, stem: Stem) -> None:
    """Take the verbs away with which a name would begin: 不|去|医院, 担保|公司."""
    run = ground.text[stem.start : stem.start + stem.run]
    if run and all(ground.grammar.kinds.get(sign) == "verb" for sign in run):
        stem.start, stem.run, stem.unknown = stem.start + stem.run, 0, stem.unknown - stem.run
    while stem.words and not stem.run and not stem.unknown and stem.words[-1] in ground.grammar.doings:
        stem.start += len(stem.words.pop())


def _take_place(ground: Ground, stem: Stem, low: int) -> bool:
    """Begin the stem with the places that end where it begins (香港|秀屏); whether it is then complete."""
    while (place := _place_start(ground, stem.start, low)) is not None:
        if stem.has_place and not _may_hold(ground, stem.start):
            break
        stem.start, stem.has_place = place, True
    if not stem.has_place:
        return False
    return not _take_sender(ground, stem, low)


def _may_hold(ground: Ground, end: int) -> bool:
    """Whether the place that ends at ``end`` is no smaller than the one behind it: 香港|秀屏, not 均川镇|湖北."""
    outer, behind = ground.place_by_end.get(end), ground.place_by_start.get(end)
    return outer is None or behind is None or outer.bottom < behind.top


def _take_sender(ground: Ground, stem: Stem, low: int) -> bool:
    """Take the brand (国网|台州|供电公司) or liaison (粤桂协作|岑岳|工作组) before a place; whether more may come."""
    if stem.start <= low:
        return False
    start, kind = ground.grammar.word_before(ground.text, stem.start, low)
    if kind == "brand" or ground.text[start : stem.start] in ground.grammar.openers:
        stem.start, stem.has_brand = start, True
    elif kind == "liaison" and not stem.unknown:
        stem.words.append(ground.text[start : stem.start])
        stem.start, stem.has_place, stem.has_brand = start, False, True
        return True
    elif stem.may_hold_verbs or not stem.is_body:
        _take_parent(ground, stem, low)
    return False


def _take_parent(ground: Ground, stem: Stem, low: int) -> None:
    """Begin the stem with a firm of another place to which the one here belongs: 河北|中烟工业|保定|卷烟厂."""
    position, unknown = stem.start, 0
    for _ in range(_WORDS_BEFORE_BRAND):
        before, kind = _word_before(ground, position, low)
        if kind not in ("word", None):
            return
        unknown += position - before if kind is None else 0
        position = before
        place = _place_start(ground, position, low) if position > low else None
        if place is not None:
            if unknown >= _BRAND:
                stem.start = place
            return


def brand_start(ground: Ground, place: int, low: int) -> int:
    """Return where the brand begins that stands before the place of a branch: 国元保险|淮川; ``place`` if none does."""
    position, unknown = place, 0
    while position > low:
        before, kind = _word_before(ground, position, low)
        if kind not in ("word", None) or (kind == "word" and unknown):
            break
        unknown += position - before if kind is None else 0
        position = before
    return position if _BRAND <= unknown <= _UNLISTED[-1] and place - position <= _LONGEST_BRAND else place


def _place_start(ground: Ground, end: int, low: int) -> int | None:
    """Return where a place begins that ends at ``end``, or one that the document names with its unit elsewhere."""
    known = ground.place_by_end.get(end)
    place = None if known is None else known.start
    if place is None and end > low:
        names = ground.place_stems.get(ground.text[end - 1], ())
        place = next((end - len(name) for name in names if ground.text.endswith(name, low, end)), None)
    return None if place is None or place < low else place


def _word_before(ground: Ground, end: int, low: int) -> tuple[int, str | None]:
    """Return the word before ``end``, which goes over no place's end: 陕西|秦|东, not 西秦."""
    start, kind = ground.grammar.word_before(ground.text, end, low)
    inside = next((place for place in range(end - 1, start, -1) if place in ground.place_by_end), None)
    return (start, kind) if inside is None else ground.grammar.word_before(ground.text, end, inside)


def _take_word(ground: Ground, stem: Stem, low: int) -> bool:
    """Take the word that ends where the stem begins; whether there may be more of the name before it."""
    text, end = ground.text, stem.start
    if text[end - 1] in "）)":
        opening = max(text.rfind("（", low, end), text.rfind("(", low, end))
        stem.start = max(opening, low) if opening >= 0 else end
        return opening >= 0
    start, kind = _word_before(ground, end, low)
    if stem.is_body and text[start:end] in _JOINS and _joins_topics(ground, stem, start, low):
        stem.words.append(text[start:end])
        stem.start = start
        return True
    if kind in _ENDS or (kind == "verb" and stem.run >= _BRAND):
        _reach_over(ground, stem, (start, kind), low)
        return False
    if kind == "level" and start > low and ground.grammar.word_before(text, start, low)[1] == "level":
        kind = None if text[start:end] in _INNER else kind  # 省|乡贤|研究会
    if kind == "level":
        stem.start, stem.has_place, stem.run = level_start(ground, start, end, low), True, 0
        return _take_sender(ground, stem, low)
    if kind in ("word", "actor") and not stem.is_body and (stem.run >= _BRAND or stem.has_brand):
        _reach_place(ground, stem, low, ("word", "actor", None))
        return False
    stem.start = start
    if kind in (None, "verb"):
        stem.run += end - start
        stem.unknown += end - start
    else:
        stem.run = 0
        stem.has_brand |= kind == "brand"
        stem.words.append(text[start:end])
        stem.topic = stem.topic or ("" if stem.unknown else stem.words[0])
    return True


def _joins_topics(ground: Ground, stem: Stem, end: int, low: int) -> bool:
    """Whether 和 joins topics of one body: only plain words lead from it to a place: 市招商|和|投资促进局."""
    if not stem.topic or stem.unknown or stem.has_brand:
        return False
    position = end
    for _ in range(_WORDS_BEFORE_JOIN):
        if position < end and _place_start(ground, position, low) is not None:
            return True
        before, kind = ground.grammar.word_before(ground.text, position, low)
        if kind == "level":
            return position < end
        if kind not in ("word", "liaison") or before <= low:
            return False
        position = before
    return False


def level_start(ground: Ground, start: int, end: int, low: int) -> int:
    """Return where the place begins that a level ends: 成都|天府|新区, or the level itself.

    Its name may be in no table: 抚云|市 in 抚云市民政局.
    """
    first = _unlisted_start(ground, start, end, low)
    before, kind = ground.grammar.word_before(ground.text, first, low) if first > low else (first, None)
    if kind == "level" and first == start and ground.text[before:first] in _NATION:
        return before  # 中国|长江|三峡集团
    outer = _place_start(ground, first, low)
    return first if outer is None else outer


def _unlisted_start(ground: Ground, start: int, end: int, low: int) -> int:
    text = ground.text
    for length in _UNLISTED:
        if start - length >= low and text[start - length : end] in ground.place_names:
            return start - length
    position, kind = start, None
    while position > low and kind is None and start - position < _UNLISTED[-1]:
        if _place_start(ground, position, low) is not None:
            break  # 成都|天府|新区
        before, kind = ground.grammar.word_before(text, position, low)
        if kind == "verb" and position < start:
            break  # 有|怀州|市
        if kind == "verb" or (kind is None and text[before].isascii()):
            return start
        kind = None if text[before:position] in _IN_PLACES else kind  # 怀州|市
        position = before if kind is None else position
    is_bare = position == low or kind is not None or _place_start(ground, position, low) is not None
    lengths = (1, *_UNLISTED) if text[start:end] == "州" else _UNLISTED  # 绵|州
    return position if is_bare and start - position in lengths else start


def _reach_over(ground: Ground, stem: Stem, word: tuple[int, str | None], low: int) -> None:
    """Begin the stem with a place before a word that else ends a name: 浙江|万里|汽配集团, 广西|协力|扶助|基金会."""
    start, kind = word
    if kind == "soft":
        place = _place_start(ground, start, low)
        if place is not None:
            stem.start, stem.has_place = place, True
    elif kind != "edge" and stem.may_hold_verbs:
        _reach_place(ground, stem, low, _IN_NAMES)


def _reach_place(ground: Ground, stem: Stem, low: int, between: Sequence[str | None]) -> None:
    """Begin the stem with a place or a brand further left, when few words of these kinds stand between.

    巫山|农业|康映, 中交|第四|航务.
    """
    position = stem.start
    for _ in range(_WORDS_BEFORE_BRAND):
        if position <= low:
            return
        position, kind = ground.grammar.word_before(ground.text, position, low)
        if kind == "brand":
            stem.start, stem.has_brand = position, True
            return
        if kind not in between:
            return
        place = _place_start(ground, position, low)
        if place is not None:
            stem.start, stem.has_place = place, True
            return
