"""What stands further left than a name's brand: its place, a parent firm, what a level (县) is the level of."""

from __future__ import annotations

from collections.abc import Sequence

from wushan_ie.recognition.organization_ground import Ground, Stem, place_start, word_before

_BRAND = 2  # characters that make a brand
_WORDS_BEFORE_BRAND = 3  # words between a place and a brand
_IN_PLACES = ("州", "乡", "镇", "江", "河")
_NATION = ("中国", "国家", "中央")
_IN_NAMES = ("word", "deed", "verb", None)  # the kinds that may follow a place in a name
_LONGEST_BRAND = 8
_UNLISTED = (2, 3, 4)  # characters before the unit of a place that no table lists
_SOME = frozenset("一两几数多某首这那每各")  # 广西一位|投资银行家
_IN_BRANDS = frozenset("从和与为于由同对将以在")  # grammar that brands may end with behind a place: 湖南|天从|代理公司


def brand_start(ground: Ground, place: int, low: int) -> int:
    """Return where the brand begins that stands before the place of a branch: 国元保险|淮川; ``place`` if none does."""
    position, unknown = place, 0
    while position > low:
        before, kind = word_before(ground, position, low)
        if kind not in ("word", None) or (kind == "word" and unknown):
            break
        unknown += position - before if kind is None else 0
        position = before
    return position if _BRAND <= unknown <= _UNLISTED[-1] and place - position <= _LONGEST_BRAND else place


def level_start(ground: Ground, start: int, end: int, low: int) -> int:
    """Return where the place begins that a level ends: 成都|天府|新区, or the level itself.

    Its name may be in no table: 抚云|市 in 抚云市民政局.
    """
    first = _unlisted_start(ground, start, end, low)
    before, kind = ground.grammar.word_before(ground.text, first, low) if first > low else (first, None)
    if kind == "level" and first == start and ground.text[before:first] in _NATION:
        return before  # 中国|长江|三峡集团
    outer = place_start(ground, first, low)
    return first if outer is None else outer


def _unlisted_start(ground: Ground, start: int, end: int, low: int) -> int:
    text = ground.text
    for length in _UNLISTED:
        if start - length >= low and text[start - length : end] in ground.place_names:
            return start - length
    position, kind = start, None
    while position > low and kind is None and start - position < _UNLISTED[-1]:
        if place_start(ground, position, low) is not None:
            break  # 成都|天府|新区
        before, kind = ground.grammar.word_before(text, position, low)
        if kind == "verb" and position < start:
            break  # 有|怀州|市
        if kind == "verb" or (kind is None and text[before].isascii()):
            return start
        kind = None if text[before:position] in _IN_PLACES else kind  # 怀州|市
        position = before if kind is None else position
    is_bare = position == low or kind is not None or place_start(ground, position, low) is not None
    lengths = (1, *_UNLISTED) if text[start:end] == "州" else _UNLISTED  # 绵|州
    return position if is_bare and start - position in lengths else start


def reach_over(ground: Ground, stem: Stem, word: tuple[int, str | None], low: int) -> None:
    """Begin the stem with a place before a word that else ends a name: 浙江|万里|汽配集团, 广西|协力|扶助|基金会."""
    start, kind = word
    if kind == "edge" and stem.may_hold_verbs and ground.text[start] in _IN_BRANDS and start > low:
        place = place_start(ground, start - 1, low) if stem.start - start == 1 else None
        if place is not None:
            stem.start, stem.has_place = place, True
    elif kind == "soft" and ground.text[start] not in _SOME:
        place = place_start(ground, start, low)
        if place is not None:
            stem.start, stem.has_place = place, True
    elif kind != "edge" and stem.may_hold_verbs:
        reach_place(ground, stem, low, _IN_NAMES)


def reach_place(ground: Ground, stem: Stem, low: int, between: Sequence[str | None]) -> None:
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
        if stem.may_hold_verbs and (parent := _traded_start(ground, position, low)) is not None:
            stem.start, stem.has_brand = parent, True
            return
        place = place_start(ground, position, low)
        if place is not None:
            stem.start, stem.has_place = place, True
            return


def take_parent(ground: Ground, stem: Stem, low: int) -> None:
    """Begin the stem with a firm of another place to which the one here belongs: 河北|中烟工业|保定|卷烟厂."""
    position, unknown = stem.start, 0
    for _ in range(_WORDS_BEFORE_BRAND):
        before, kind = word_before(ground, position, low)
        if kind not in ("word", None):
            return
        unknown += position - before if kind is None else 0
        position = before
        place = place_start(ground, position, low) if position > low else None
        if place is not None:
            if unknown >= _BRAND:
                stem.start = place
            return


def _traded_start(ground: Ground, trade: int, low: int) -> int | None:
    """Return where a parent firm begins whose name ends with the trade there: 莱荣|电气|绿能科技有限公司."""
    if ground.grammar.sure_trades.match(ground.text, trade) is None:
        return None
    start, kind = trade, None
    while start > low and kind is None:
        before, kind = word_before(ground, start, low)
        start = before if kind is None else start
    return start if _BRAND <= trade - start <= _UNLISTED[-1] and kind != "word" else None
