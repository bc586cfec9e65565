"""Where the name before an ending (公司, 局) begins: its words are read from right to left until one is no part of it.

A name runs place, brand, trade, ending (重庆|康映|医疗器械|有限公司). A verb, a preposition or a pronoun ends it.
What no word of the table explains is a brand; left of a brand only a place can follow, so that in 企业康映公司 the
name begins with 康映, but in 巫山农业康映公司 with 巫山.
"""

from __future__ import annotations

from bisect import bisect_right

from wushan_ie.recognition.organization_ground import Ground, Stem, place_start, word_before
from wushan_ie.recognition.organization_reach import level_start, reach_over, reach_place, take_parent

LONGEST = 30  # characters of a name without its ending
_BRAND = 2  # characters that make a brand
_INNER = ("乡", "镇", "村", "师")
_SUBJECTS = ("台湾事务", "港澳事务", "台港澳事务")  # what a body of a smaller place is named after
_JOINS = ("和", "与", "及")
_WORDS_BEFORE_JOIN = 3  # words of the topic before 和, and the level
_ENDS = ("edge", "deed", "soft")  # the kinds of words that end a name


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
    while (place := place_start(ground, stem.start, low)) is not None:
        if stem.has_place and not _may_hold(ground, stem.start):
            break
        stem.start, stem.has_place = place, True
    if not stem.has_place:
        return False
    return not _take_sender(ground, stem, low)


def _may_hold(ground: Ground, end: int) -> bool:
    """Whether the place that ends at ``end`` is no smaller than the one behind it: 香港|秀屏, not 均川镇|湖北."""
    outer, behind = ground.place_by_end.get(end), ground.place_by_start.get(end)
    if ground.text.startswith(_SUBJECTS, end):
        return True
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
        take_parent(ground, stem, low)
    return False


def _take_word(ground: Ground, stem: Stem, low: int) -> bool:
    """Take the word that ends where the stem begins; whether there may be more of the name before it."""
    text, end = ground.text, stem.start
    if text[end - 1] in "）)":
        opening = max(text.rfind("（", low, end), text.rfind("(", low, end))
        stem.start = max(opening, low) if opening >= 0 else end
        return opening >= 0
    start, kind = word_before(ground, end, low)
    if stem.is_body and text[start:end] in _JOINS and _joins_topics(ground, stem, start, low):
        stem.words.append(text[start:end])
        stem.start = start
        return True
    if kind in _ENDS or (kind == "verb" and stem.run >= _BRAND):
        reach_over(ground, stem, (start, kind), low)
        return False
    if kind == "level" and start > low and ground.grammar.word_before(text, start, low)[1] == "level":
        kind = None if text[start:end] in _INNER else kind  # 省|乡贤|研究会
    if kind == "level":
        stem.start, stem.has_place, stem.run = level_start(ground, start, end, low), True, 0
        return _take_sender(ground, stem, low)
    if kind in ("word", "actor") and not stem.is_body and (stem.run >= _BRAND or stem.has_brand):
        reach_place(ground, stem, low, ("word", "actor", None))
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
        if position < end and place_start(ground, position, low) is not None:
            return True
        before, kind = ground.grammar.word_before(ground.text, position, low)
        if kind == "level":
            return position < end
        if kind not in ("word", "liaison") or before <= low:
            return False
        position = before
    return False
