"""Firms that only a list shows: 银欣、越众等光伏企业, 包括银欣、越众在内的公司, 零售商银欣、越众等.

The head (企业, 超市) says what the items are. They need no form and may even be common words (联想、现代等厂商) when
others beside them are none; what stands before the first one has to end at a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from wushan_ie.recognition.occurrences import find_word
from wushan_ie.recognition.organization_ground import Ground
from wushan_ie.recognition.organization_spans import Spans

_SHORTEST, _LONGEST = 2, 10  # characters of a name without a form
_BRAND = 2  # characters that make a brand
_LONGEST_WORD = 4  # characters of a common word that is a brand
_KIND_OF = "型式类性化"
_SOME, _MOST = 1 / 3, 1 / 2  # the share of brands among the items from which on odd words, and all words, are names
_SURE = 3  # characters of a brand that is the same firm wherever it stands
_ENDS = ("edge", "deed", "soft", "actor")  # the kinds of words that end a name
_KINDS = ("行业", "产业", "领域", "相关", "加工", "生产")  # 印染、铅蓄电池等行业企业: kinds of firms
_ITEM = re.compile("[和与及]?[^、和与及，。；：！？等（(\n]+")  # 和清环境: a name may begin with 和
_JOINS = "和与及"
_PREPOSITIONS = "如除像由从对让向"  # before the first item, where three characters are left
_CLAUSE = re.compile(r"[，。；：！？\n,;:等]")
_REACH = 120  # characters before 等18家企业
_MARK = re.compile("[^\u4e00-\u9fffA-Za-z0-9]|\\Z")
_BEHIND_NAME = re.compile(
    "[及的和与向在将为也还已拟、等]|董事|总经理|负责人|投资|计划|出资|捐|表示|平台|门店|旗下|超市"
)
_PEOPLE = re.compile("[0-9０-９]*[一二两三四五六七八九十几多]*[人名位]")

Span = tuple[int, int]


def add_listed(ground: Ground, spans: Spans) -> None:
    """Add the items of lists that are said to be of firms, and these names again elsewhere in the text."""
    found: list[Span] = []
    for tail in ground.grammar.list_tail.finditer(ground.text):
        if _is_plain(ground, *tail.span("middle")):
            found += _read_list(ground, _items_before(ground, tail.start()))
    for head in ground.grammar.list_front.finditer(ground.text):
        found += _items_behind(ground, head.end())
    added = [span for span in found if spans.add(*span, "organization-listed")]
    _add_again(ground, spans, {ground.text[start:end] for start, end in added})


def _is_plain(ground: Ground, start: int, end: int) -> bool:
    """Whether only nouns stand between 等 and the head: 等国内知名|企业, not 等成本上升增加了|企业."""
    while end > start:
        before, kind = ground.grammar.word_before(ground.text, end, start)
        word = ground.text[before:end]
        if word in _KINDS or (kind in ("edge", "deed") and word not in ground.grammar.list_modifiers):
            return False
        end = before
    return True


def _items_before(ground: Ground, end: int) -> list[Span]:
    """Return the items of the list that ends there; the first one may be empty."""
    text, low = ground.text, max(0, end - _REACH)
    for clause in _CLAUSE.finditer(text, low, end):
        low = clause.end()
    items: list[Span] = []
    for item in _ITEM.finditer(text[low:end]):
        start = low + item.start()
        if not items:
            start = _name_start(ground, start, low + item.end())
        elif text[start] in _JOINS and text[start - 1] != "、":
            start += 1
        items.append((start, low + item.end()))
    return items


def _read_list(ground: Ground, items: Sequence[Span]) -> Iterator[Span]:
    """Yield the items that are names: all that may be, when half of them can be nothing else."""
    names = [ground.text[start:end] for start, end in items]
    sure = [is_firm_without_form(ground, name) for name in names]
    share = sum(sure) / max(len(items), 1)
    is_list = len(items) > 1 and share >= _MOST
    for span, name, is_sure in zip(items, names, sure, strict=True):
        may_be = is_list or (share >= _SOME and _is_odd(ground, name))
        is_cut = not name.isalnum() or ground.text[span[0] - 1 : span[0]] in ("（", "(")
        if not is_cut and (is_sure or (may_be and _may_be_brand(ground, span, name))):
            yield span


def _is_odd(ground: Ground, name: str) -> bool:
    """Whether a name is no plain word: one of the table's proper names, or with a character that no word explains."""
    return _unknown(ground, name) > 0 or name in ground.grammar.proper


def _may_be_brand(ground: Ground, span: Span, name: str) -> bool:
    grammar = ground.grammar
    is_common = name in grammar.generic or name in grammar.trades or grammar.kinds.get(name) in ("actor", "level")
    is_place = name in ground.place_names or span[1] in ground.place_by_end
    return _SHORTEST <= len(name) <= _LONGEST_WORD and not is_common and not is_place


def _items_behind(ground: Ground, start: int) -> list[Span]:
    """Return the items behind a head, when all are brands: 零售商|银欣、越众等."""
    text = ground.text
    end = text.find("等", start, start + _REACH)
    if end < 0 or _CLAUSE.search(text, start, end) or _PEOPLE.match(text, end + 1):
        return []
    items = [(start + item.start(), start + item.end()) for item in _ITEM.finditer(text[start:end])]
    items = [(first + (text[first] in _JOINS), last) for first, last in items]
    names = [text[first:last] for first, last in items]
    sure = [is_firm_without_form(ground, name) for name in names]
    are_odd = all(is_sure or _is_odd(ground, name) for is_sure, name in zip(sure, names, strict=True))
    return items if len(items) > 1 and are_odd and sum(sure) >= _MOST * len(items) else []


def _add_again(ground: Ground, spans: Spans, names: set[str]) -> None:
    for name in sorted(names, key=lambda name: (-len(name), name)):
        if _unknown(ground, name) < _BRAND and (len(name) < _SURE or not _is_odd(ground, name)):
            continue  # 联想, 现代, 北方管业 are words as well
        for start in find_word(ground.text, name):
            end = start + len(name)
            is_bounded = _MARK.match(ground.text, end) or _BEHIND_NAME.match(ground.text, end)
            if len(name) >= _SURE or (is_bounded and _begins(ground, start)):
                spans.add(start, end, "organization-listed")


def _begins(ground: Ground, start: int) -> bool:
    """Whether the text or a word that no name holds ends there."""
    if start == 0 or _MARK.match(ground.text, start - 1):
        return True
    return ground.grammar.word_before(ground.text, start, max(0, start - _LONGEST_WORD))[1] in _ENDS


def _name_start(ground: Ground, low: int, end: int) -> int:
    """Return where the first item of a list begins: behind the last word that ends a name."""
    start = end
    while start > low:
        before, kind = ground.grammar.word_before(ground.text, start, low)
        if kind in _ENDS:
            break
        start = before
    return _behind_verb(ground, start, end)


def _behind_verb(ground: Ground, start: int, end: int) -> int:
    """Return where an item begins without a verb or preposition before it: 销售|银欣, 支持|越众, 如|鑫海."""
    text = ground.text
    if text[start] in _PREPOSITIONS and end - start > _SURE:
        start += 1
    grammar = ground.grammar
    while end - start - 2 >= _BRAND and (
        text[start : start + 2] in grammar.doings or text.startswith(grammar.list_heads, start)
    ):
        start += 2
        if text[start] in _KIND_OF:  # 出口|型鞋服
            return end
    return start


def is_firm_without_form(ground: Ground, name: str) -> bool:
    """Whether a word that is none of the common ones, or a trade behind another word, may name a firm."""
    if not _SHORTEST <= len(name) <= _LONGEST or name in ground.place_names:
        return False
    trades = ground.grammar.trades
    unknown = _unknown(ground, name)
    is_trade = name.endswith(trades) and name not in trades and len(name) > _SURE
    return unknown >= _BRAND or (unknown >= 0 and is_trade)


def _unknown(ground: Ground, name: str) -> int:
    """Return how many characters of a name no word explains, -1 when a word that no name holds is in it."""
    end, unknown = len(name), 0
    while end > 0:
        start, kind = ground.grammar.word_before(name, end, 0)
        if kind in _ENDS or (kind == "level" and start):
            return -1
        unknown += end - start if kind in (None, "verb") else 0
        end = start
    return unknown
