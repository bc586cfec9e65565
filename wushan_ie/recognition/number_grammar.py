"""The table ``rules/tables/numbers.toml`` compiled to what ``find_numbers`` runs on: one expression and look-ups."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from wushan_ie.rulebook.choices import one_of
from wushan_ie.rulebook.openings import Opened

FOLD = {chr(code): chr(code - 0xFEE0) for code in range(0xFF10, 0xFF1A)} | {"．": ".", "％": "%", "\u3000": " "}
FOLD |= {chr(code): chr(code - 0xFEE0) for start in (0xFF21, 0xFF41) for code in range(start, start + 26)}
FOLD |= {"\xa0": " "}
_WIDE = re.compile("[０-９Ａ-Ｚａ-ｚ．％\u3000\xa0]")

_DIGITS = r"[0-9]++(?:[,，][0-9]{3}(?![0-9])){0,6}+(?:\.[0-9]++)?+"
_CHINESE = "〇零一二两三四五六七八九十百千万亿兆壹贰貳叁參肆伍陆陸柒捌玖拾佰仟萬億兩"
_MULTIPLIER = "十百千万亿拾佰仟萬億"
_UNIT_OF_THOUSAND = "瓦伏克米卡"  # 110千伏, 60万千瓦: 千 belongs to the unit
_NUMERAL = rf"[{_CHINESE.replace('千', '')}]|千(?![{_UNIT_OF_THOUSAND}])"
# An element more than 24 long is no figure; the bound and the look-behind keep a page of 一 linear.
_RUN = (
    rf"(?>(?:{_DIGITS}|[百千万]把(?=[块元斤亩人里])|{_NUMERAL}|[数几](?=[{_MULTIPLIER}]))"
    rf"(?:[ ]?(?:[百万亿]|千(?![{_UNIT_OF_THOUSAND}]))|{_NUMERAL}|{_DIGITS}|[余多几](?=[{_MULTIPLIER}])|(?<=十)几"
    r"|点(?=[零一二三四五六七八九])(?![零一二三四五六七八九]++十)){0,24}+)"
)
_SEPARATOR = r"[ ]?(?:[-‐–－~～〜〰至到]|—{1,2}|--)[ ]?"


def fold(text: str) -> str:
    """Return the text with half-width digits, letters, points and blanks, character for character.

    >>> fold("１．５％")
    '1.5%'
    """
    for sign in sorted(set(_WIDE.findall(text))):  # translate takes ten times as long
        text = text.replace(sign, FOLD[sign])
    return text


@dataclass(frozen=True, slots=True)
class Unit:
    """What a unit makes of a figure: the label, the unit's code or name, and the factor to it."""

    label: str
    name: str
    factor: Decimal
    kind: str


@dataclass(frozen=True, slots=True)
class NumberGrammar:
    """The compiled table; ``pattern`` has the groups that ``find_numbers`` documents."""

    pattern: Opened
    units: Mapping[str, Unit]
    before: Mapping[str, tuple[tuple[str, str], ...]]
    not_within: Mapping[str, tuple[str, ...]]
    after: Mapping[str, str]
    prefixes: Mapping[str, str]
    per_before: re.Pattern[str]
    per_after: re.Pattern[str]
    bare_context: re.Pattern[str]
    bare_at_end: re.Pattern[str]
    silences: re.Pattern[str]
    not_before: str
    shared: frozenset[str]
    behind_shared: re.Pattern[str]
    counts_one: frozenset[str]
    lengths: frozenset[str]
    not_a_length: tuple[tuple[str, ...], tuple[str, ...]]  # before it and behind it
    made_by_one: frozenset[str]
    makes: tuple[str, ...]
    bare_multiplier: frozenset[str]
    digits_only: frozenset[str]


def compile_numbers(table: Mapping[str, Any]) -> NumberGrammar:
    """Compile the parsed ``numbers.toml``."""
    units = _units(table)
    before: dict[str, list[tuple[str, str]]] = {}
    for word, sense in table["sense"]["before"].items():
        before.setdefault(word[-1], []).append((word, sense))
    prefixes = table["currency_prefix"]
    measure, classifier, money = table["measure"], table["classifier"], table["money"]
    return NumberGrammar(
        pattern=Opened(_expression(table, units), _signs(prefixes)),
        units=units,
        before={char: tuple(sorted(words, key=lambda item: -len(item[0]))) for char, words in before.items()},
        not_within={word: tuple(blocked) for word, blocked in table["sense"]["not_within"].items()},
        after=table["sense"]["after"],
        prefixes=prefixes,
        per_before=re.compile(_per_before(table["per"])),
        per_after=re.compile(rf"[ ]?(?P<per>一{one_of(table['per']['one_of'])})(?![一-鿿]?[一二三四五六七八九])"),
        bare_context=re.compile(rf"{one_of(money['bare_after'])}{one_of(money['bare_particles'])}{{0,2}}\Z"),
        bare_at_end=re.compile(rf"{one_of(money['bare_at_end'])}{one_of(money['bare_particles'])}{{0,2}}\Z"),
        silences=re.compile(one_of(table["silence"]["phrases"])),
        not_before=money["not_before"],
        shared=frozenset(money["shared_units"]),
        behind_shared=re.compile(money["behind_shared"]),
        counts_one=frozenset(measure["counts_one"] + classifier["counts_one"]),
        lengths=frozenset(classifier["lengths"]),
        not_a_length=(tuple(classifier["not_a_length"]["before"]), tuple(classifier["not_a_length"]["behind"])),
        made_by_one=frozenset(classifier["made_by_one"]),
        makes=tuple(classifier["makes"]),
        bare_multiplier=frozenset(measure["bare_multiplier"]),
        digits_only=frozenset(classifier["digits_only"] + table["noun"]["whole"]),
    )


def _units(table: Mapping[str, Any]) -> dict[str, Unit]:
    units: dict[str, Unit] = {}
    groups = (("classifier", "units"), ("noun", "units"), ("noun", "whole"), ("measure", "units"))
    for group, key in groups:
        units |= {name: Unit("QUANTITY", name, Decimal(1), group) for name in table[group][key]}
    units |= {name: Unit("PERCENT", "%", Decimal(factor), "percent") for name, factor in table["percent"].items()}
    for name, (code, factor) in table["currency"].items():
        units[name] = Unit("MONEY", code, Decimal(factor), "currency")
    return units


def _expression(table: Mapping[str, Any], units: Mapping[str, Unit]) -> str:
    classifier = table["classifier"]
    inner = [f"{unit[0]}多{unit[1:]}" for unit in classifier["inner_more"]]
    inner += [f"{unit[0]}半{unit[1:]}" for unit in classifier["inner_more"]]
    per = f"{one_of(table['per']['units'])}"
    name = f"{one_of([*units, *inner])}"
    after = one_of(table["sense"]["after"])
    free = rf"(?<![0-9A-Za-z.{_CHINESE}第])"
    return (
        # 百分之三点五
        rf"(?P<of>百分之|千分之|万分之)(?P<part>[0-9.]++|[零〇一二两三四五六七八九十百点]++)(?P<of_after>{after})?"
        # 八成, 三成五, 一成多
        rf"|{free}(?P<tenths>[0-9一二两三四五六七八九十几]{{1,2}})成"
        rf"(?P<half>[一二三四五六七八九半多](?![十百千万亿个]))?+(?P<tenths_after>{after})?+(?![立为功果员长本才熟型交片群都不])"
        # 半年, 半个月
        rf"|(?<![上下前后一大多小对夜每各半])(?P<half_of>半)(?P<half_unit>年|个月|个小时|小时|亩)(?![多])"
        # the unit, and what may stand right behind it: 62批(次), 4块2, 3年多, 1.2元/吨·天, 1000斤左右
        rf"|(?:(?P<sign>{one_of(table['currency_prefix'])})[ ]?|{free})"
        rf"(?P<run>{_RUN})(?:{_SEPARATOR}(?P<to>{_RUN}))?+(?P<more>[余多])?+"
        # 3.6个亿, but not 6个|亿元企业
        rf"(?:[ ]?(?P<unit>{name}(?:(?<![A-Za-z])|(?![A-Za-z0-9]))(?!(?<=[个多半]亿)[元吨斤立平千公人次只株]))"
        rf"(?:[（(](?P<other>{name})[)）])?+"
        # 8块5, 3块5一斤, 每袋8元5； but not 每次40元|一律取消
        rf"(?P<odd>(?<=[块元毛])[0-9一二三四五六七八九半]"
        rf"(?![0-9.角毛分]|(?!一{per})[{_CHINESE}]|{name}|{per}|(?<=元.)[一-鿿]))?+"
        rf"(?P<tail>多(?![元样年])|半|余)?+(?P<rate>(?:[/／]{per}){{1,2}}(?:·{per})?)?+(?P<after>{after})?+"
        rf"|(?:(?<=[千万亿])|(?<=[千万亿][余多])|(?<=[万亿千][一二三四五六七八九]))(?P<bare>)|(?P<signed>(?(sign)|(?!))))"
    )


def _signs(prefixes: Iterable[str]) -> set[str]:
    """Return the characters that a number begins with: a digit, a numeral, 数十, 半年, ¥."""
    return {*"0123456789", *_CHINESE, *"数几半", *(prefix[0] for prefix in prefixes)}


def _per_before(table: Mapping[str, Any]) -> str:
    units = one_of(table["units"])
    one = rf"(?<![0-9.])[一1]{one_of([*table['one_of'], *table['one_before']])}(?!性|价值)"
    return (
        rf"(?:(?P<per>每(?:{units})(?:每(?:{units}))?|{one_of(table['averages'])}|{one}(?=[^，。；]*[需要卖值付花补收赚挣省流]))"
        rf"[^，。；！？,;\n]{{0,14}}|(?P<beside>每[\u4e00-\u9fff]{{1,4}}|{one}))\Z"
    )
