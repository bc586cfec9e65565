"""Firms, schools, hospitals, associations: what stands before their ending, and whether that makes a name of it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from wushan_ie.recognition.organization_edges import read_stem
from wushan_ie.recognition.organization_ground import Ground, Stem
from wushan_ie.recognition.organization_reach import brand_start
from wushan_ie.recognition.organization_spans import Span

_BRAND = 2  # characters that make a brand
_PARENTS = ("集团", "总公司", "公司", "大学", "银行")  # the ends of names that others may follow as their parts
_PUBLIC = ("学校", "小学", "中学", "幼儿园", "医院", "卫生院")
_FIRMS = ("公司", "厂")
_ONE = re.compile("[一两几多数某每各这那首][家座所个间类批]\\Z|某\\Z")  # before a kind: 一座|绿色银行


@dataclass(frozen=True, slots=True)
class Firm:
    """A name's start and rule; without a rule others must vouch for it, ``is_branded`` says what speaks for it."""

    start: int
    rule: str | None
    is_branded: bool


def read_firm(ground: Ground, begin: int, end: int, floor: int, owner: Span | None) -> Firm | None:
    """Return the firm whose ending lies at ``begin`` to ``end``, None for common nouns.

    ``owner`` is the name found last, which may stand right before it.
    """
    text, grammar = ground.text, ground.grammar
    ending = text[begin:end]
    stem = read_stem(ground, begin, floor, is_body=False, may_hold_verbs=ending in grammar.verbal)
    start = _start(ground, stem, ending, floor, owner)
    if _is_definite(ground, start, end):
        return Firm(start, "organization-definite", True)
    if start == begin or text[start:end] in grammar.forms or text.endswith(("中小学", *grammar.facilities), start, end):
        return None
    if stem.has_brand or start < stem.start:
        return Firm(start, "organization-firm", True)
    if _is_common(ground, stem, ending):
        return None
    return _judge(ground, stem, (start, begin, end), owner)


def _judge(ground: Ground, stem: Stem, span: tuple[int, int, int], owner: Span | None) -> Firm | None:
    """Return what is left when the words do not speak against a name: endings that are common nouns need more."""
    start, begin, end = span
    grammar, ending = ground.grammar, ground.text[begin:end]
    is_weak = ending in grammar.weak
    if is_weak and ground.text.startswith(grammar.owners, end):
        return Firm(start, "organization-owned", True)
    is_plain = ending in grammar.associations and not stem.has_place and not stem.unknown
    is_plain = is_plain and grammar.openers.isdisjoint(stem.words)  # 世界|黄金|协会
    if is_plain and not ground.text.startswith(grammar.owners, end):
        return Firm(start, None, False)
    if ending in grammar.venues or (is_weak and not stem.has_place):
        return Firm(start, None, stem.unknown >= _BRAND or stem.has_place)
    if is_weak and stem.words and not stem.unknown and stem.words[-1] in grammar.doings and ending == "厂":
        return None  # 东莞|经营|五金厂
    is_body = owner is not None and owner[:2] == (stem.start, begin)
    if is_weak and (is_body or ground.text[stem.start : begin] in grammar.levels):
        return None  # 乡|工作队, 省水利厅|工作组
    return Firm(start, "organization-firm", True)


def _start(ground: Ground, stem: Stem, ending: str, floor: int, owner: Span | None) -> int:
    """Return where the name begins when it follows another: 徽商银行|旌川|支行, 北大荒集团|尖山农场有限公司."""
    if ending in ground.grammar.hosted and stem.start in ground.place_by_end:
        return ground.place_by_end[stem.start].start  # 荆浦市|浙江商会: where it is and where its members are from
    if owner is None or owner[1] != stem.start:
        is_branch = (stem.has_place or stem.unknown > 0) and not stem.has_brand and ending in ground.grammar.branches
        return brand_start(ground, stem.start, floor) if is_branch else stem.start
    is_parent = ground.text.endswith(_PARENTS, 0, owner[1]) and owner[2] != "organization-body"
    return owner[0] if stem.has_place or is_parent else stem.start


def _is_common(ground: Ground, stem: Stem, ending: str) -> bool:
    """Whether only common words stand before the ending: 物流|公司, 市|直属|学校, 一座|绿色|银行."""
    grammar = ground.grammar
    first = stem.words[-1:]
    if stem.has_place and ending.endswith(_PUBLIC) and not stem.unknown and not grammar.rural.isdisjoint(first):
        return True  # 清河县|农村|学校
    if ending in _FIRMS and not stem.has_place and not stem.unknown and not grammar.makers.isdisjoint(stem.words[:1]):
        return True  # 运动鞋|生产|公司
    if all(word in grammar.generic for word in stem.words) and stem.unknown < _BRAND:
        return not stem.has_place or not grammar.plural.isdisjoint(stem.words[-1:])
    if stem.has_place:
        return False
    if _ONE.search(ground.text, max(0, stem.start - 2), stem.start):
        return True
    is_sure = stem.run >= _BRAND or ending in grammar.legal
    return not is_sure and not grammar.generic.isdisjoint(stem.words[-1:])


def _is_definite(ground: Ground, start: int, end: int) -> bool:
    """Whether it is a public body that a level alone makes definite: 县|医院."""
    levels, name = ground.grammar.levels, ground.text[start:end]
    heads = (size for size in range(1, len(name)) if name[:size] in levels and name[:size] not in ("村", "社区"))
    return any(name[size:] in ground.grammar.definite for size in heads)
