"""Bodies of state and party: a place or level, a topic, an ending (县|殡葬|管理所), or a level and a core (县|委)."""

from __future__ import annotations

import re

from wushan_ie.recognition.organization_edges import read_stem
from wushan_ie.recognition.organization_ground import Ground
from wushan_ie.recognition.organization_reach import level_start

# behind a body of a village, whose place then stands alone: 六柱沟村|党支部书记
_OFFICE = re.compile("副?(?:书记|主任|委员|支书)")
_OFFICER = re.compile("副?(?:局长|厅长)")  # behind a bureau whose level the text leaves out
_TOPIC_LENGTHS = (2, 3, 4)  # characters of a topic that the table of words lacks: 市|薯芋|发展中心
_NEED_A_WORD = ("委", "办", "所")  # else 党委, 举办 would be bodies
_INSIDE_WORDS = ("署", "部", "办")  # 部署, 干部, 内部
_BEFORE_LEVEL = tuple("同与和由向从到在对经让给为将")  # 同|乡党委, though 同乡 is a word
_PREFIXES = ("中共", "共青团", "国家税务总局", "中国共产党")


def core_start(ground: Ground, begin: int, end: int, floor: int) -> int | None:
    """Return where a body begins that stands right behind a place or level: 巫山县|委; None when there is none."""
    text, grammar = ground.text, ground.grammar
    if text.startswith("委员", end) and text[end - 2 : end] == "党委":
        return None  # 湖山乡|党委委员
    is_village = text[begin:end] in grammar.village
    place = ground.place_by_end.get(begin)
    if is_village and (place is None or _OFFICE.match(text, end)):
        return None
    if place is not None and place.start >= floor:
        return _with_prefix(text, place.start, floor)
    start, kind = grammar.word_before(text, begin, floor)
    if kind != "level" and text[begin - 2 : begin - 1] in _BEFORE_LEVEL and begin - 2 >= floor:
        start, kind = begin - 1, grammar.kinds.get(text[begin - 1])
    if kind != "level" or begin <= floor:
        return None
    start = level_start(ground, start, begin, floor)
    if start > floor and text[start - 1] == "团" and text[begin:end] == "委":
        start -= 1  # 团县委
    return _with_prefix(text, start, floor)


def topic_start(ground: Ground, begin: int, end: int, floor: int) -> int | None:
    """Return where a body begins that has a topic before its ending; None when there is none."""
    text, grammar = ground.text, ground.grammar
    start, kind = grammar.word_before(text, end, floor)
    if start == begin - 1 and (kind in ("edge", "deed") or (kind == "word" and text[begin:end] in _INSIDE_WORDS)):
        return None  # 举|办, 部|署
    stem = read_stem(ground, begin, floor, is_body=True, may_hold_verbs=False)
    # a topic is a word, or characters that are none
    is_rest = stem.unknown + len(stem.words) in _TOPIC_LENGTHS and text[begin:end] not in _NEED_A_WORD
    is_open = (bool(stem.topic) or is_rest) and text[begin:end] in grammar.open_endings
    is_facility = text.endswith(grammar.facilities, stem.start, end)
    if stem.has_place and (is_open or stem.topic in grammar.topics) and not is_facility:
        return _with_prefix(text, stem.start, floor)
    if stem.topic and not stem.unknown and _OFFICER.match(text, end) and not is_facility:
        return stem.start  # 社会局|局长
    for length in grammar.alone_lengths:
        if end - length >= floor and text[end - length : end] in grammar.alone:
            place = ground.place_by_end.get(end - length)
            return place.start if place is not None and place.start >= floor else end - length
    return None


def _with_prefix(text: str, start: int, floor: int) -> int:
    prefix = next((prefix for prefix in _PREFIXES if text.endswith(prefix, floor, start)), "")
    return start - len(prefix)
