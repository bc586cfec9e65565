"""What a DATE expression says, end by end, before a document tells which year it means."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from msgspec import Struct

from wushan_ie.recognition import date_pieces as pieces
from wushan_ie.recognition.number_grammar import fold
from wushan_ie.rulebook.choices import one_of

Base = Literal["stated", "writing", "named"]
_DIGITS = {char: str(digit) for digit, char in enumerate("零一二三四五六七八九")} | {
    "〇": "0",
    "○": "0",
    "O": "0",
    "两": "2",
}
_NUMBER = "(?:[0-9]+|[〇零○O一二三四五六七八九两十廿卅元]+)"
_JOINT = " ?[-‐–－~～〜—至到、和及]"
_EDGES = {"初": ((1, 1), (1, 10)), "中": ((6, 7), (11, 20)), "底": ((12, 12), (21, 31)), "末": ((12, 12), (21, 31))}
_STAGES = {"初": (0, 3), "前": (0, 4), "中": (4, 6), "后": (5, 9), "末": (7, 9)}  # years of a decade


class Unit(Struct, frozen=True, gc=False):
    """A year, month or day: stated in figures, or counted from the day of writing or from the one named last."""

    base: Base
    number: int


class End(Struct, frozen=True, gc=False):
    """One end of an expression; what it does not say is None.

    ``months`` and ``days`` are first and last of a part of a year or month, ``years`` of a fixed term. ``week`` and
    ``quarter`` are counted from those of the day of writing; ``weekday`` is 1 (Monday) to 7; ``holiday`` is its entry
    in the table. An ``is_open`` end has no day in this calendar (the farmers' calendar, years before Christ); of an
    ``is_stretch`` one (春节假期) only the first day is known.
    """

    year: Unit | None = None
    month: Unit | None = None
    day: Unit | None = None
    months: tuple[int, int] | None = None
    days: tuple[int, int] | None = None
    years: tuple[int, int] | None = None
    week: int | None = None
    weekday: int | None = None
    quarter: int | None = None
    holiday: str | None = None
    is_open: bool = False
    is_stretch: bool = False


class Stated(Struct, frozen=True, gc=False):
    """A parsed expression: its ends (one, or two where it is a range), and whether it runs on to the day of writing."""

    first: End
    last: End | None
    runs_on: bool


@dataclass(frozen=True, slots=True)
class DateReader:
    """The table as ``parse_date`` uses it: an expression for one word or figure, and what each word says of an end."""

    tokens: re.Pattern[str]
    words: Mapping[str, Mapping[str, Any]]
    eras: Mapping[str, int]


def compile_reader(table: Mapping[str, Any]) -> DateReader:
    """Compile the parsed ``dates.toml`` to what ``parse_date`` needs."""
    words = _meanings(table)
    behind_plan = one_of(table["plan"]["behind"])
    clock, number = one_of(table["clock"]["parts"]), _NUMBER
    century = "(?:[0-9]{2}|[一二三四五六七八九十]+|[上本])世纪"
    decade = rf"[0-9一二三四五六七八九十]+(?:{_JOINT}[0-9]+)?年代"
    parts = {
        "runs": rf"{one_of(table['context']['since'])}|来$",
        "plan": rf"“?(?:十[一二三四五六]?|[一二三四五六七八九])五”?(?:规划)?(?={behind_plan})",
        "clock": rf"{number}[:：][0-9:：]+|{number} ?[时点](?:{number}分|半|[一三]刻|许|整)*|{clock}",
        "open": rf"公元前{number}年|{pieces.STEMS}年|农历|[阴旧古]历|闰|[正腊冬]月|大年|三月三$",
        "reign": rf"{one_of(table['era'])}{number}年",
        "term": rf"(?:{century}(?:{decade})?|{decade})[初前中后末]?",
        "full": r"[0-9]{4}[-/.－—][0-9]{1,2}[-/.－—][0-9]{1,2}(?![0-9])",
        "brief": r"[0-9]{4}[-.][0-9]{1,2}(?![0-9年])",
        "year": rf"{number} ?(?:学|财)?年度?",
        "quarters": r"第?(?:[一二三四]{1,2}|[1-4])季度|前[二两三23]个?季度",
        "opening": rf"[前头首]{number}个?月",
        "month": rf"{number} ?月",
        "day": rf"{number} ?[日号]",
        "weekday": r"(?:周|星期|礼拜)[一二三四五六日天]|(?<=[周期])[一二三四五六日天末]",
        "number": rf"{number}(?={_JOINT})|[0-9]{{4}}$",
        "word": one_of(words),
        "edge": "[初底末中]",
        "joint": rf"(?:{_JOINT})+",
        "stretch": r"小?长?假期?|黄金周|期间",
    }
    pattern = "|".join(f"(?P<{name}>{part})" for name, part in parts.items())
    return DateReader(re.compile(pattern), words, table["era"])


def _meanings(table: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    words: dict[str, Mapping[str, Any]] = {}
    for unit in ("year", "month", "day"):
        for base, entries in table[unit].items():
            words |= {word: {unit: Unit(base, number)} for word, number in entries.items()}
    words |= {word: {"months": tuple(ends)} for word, ends in table["part"].items()}
    words |= {word: {"days": tuple(ends)} for word, ends in table["third"].items()}
    for word, (shift, *ends) in table["season"].items():
        words[word] = {"year": Unit("writing", shift), "months": tuple(ends)}
    words |= {word: {"week": shift} for word, shift in table["week"].items()}
    words |= {word: {"quarter": shift} for word, shift in table["quarter"].items()}
    for group in ("holiday", "holiday_cued", "holiday_figures"):
        words |= {word: {"holiday": day} for word, day in table[group].items()}
    return words


def parse_date(text: str, reader: DateReader) -> Stated:
    """Read an expression that ``find_dates`` found; of an enumeration (2021、2022、2023年) the first and the last."""
    ends: list[tuple[str, dict[str, Any]]] = []  # what each begins with, and what it says
    kind, said, runs_on = "", dict[str, Any](), False
    for token in reader.tokens.finditer(fold(text)):
        name = token.lastgroup or ""
        if name == "joint":
            ends.append((kind, said))
            kind, said = "", {}
        elif name == "runs":
            runs_on = True
        elif name != "clock":
            kind = kind or name
            said = dict(_reading(name, token[0], said, reader)) | said  # what was said first stands: 5日当天
    ends = [(kind, said) for kind, said in [*ends, (kind, said)] if said]
    whole = _with_units(ends)
    return Stated(whole[0] if whole else End(), whole[-1] if len(whole) > 1 else None, runs_on)


def _reading(name: str, token: str, said: Mapping[str, Any], reader: DateReader) -> Mapping[str, Any]:
    """What one token says of its end."""
    if name == "word":
        meaning = reader.words[token]
        is_other = "holiday" in meaning and said.get("holiday", meaning["holiday"]) != meaning["holiday"]
        return {"is_open": True} if is_other else meaning  # 中秋国庆, but “六一”儿童节
    if name == "stretch":
        return {"is_stretch": "holiday" in said}
    if name == "edge":
        if "month" not in said and "months" not in said:
            return {"months": _EDGES[token][0]}
        return {"days": _EDGES[token][1]} if "month" in said else {}
    if name == "open":
        return {"is_open": True}
    if name == "weekday":
        return {"weekday": "一二三四五六日".find(token[-1]) + 1 or (6 if token[-1] == "末" else 7)}
    if name in ("full", "brief"):
        units = zip(("year", "month", "day"), map(int, re.findall("[0-9]+", token)), strict=False)
        return {unit: Unit("stated", number) for unit, number in units}
    return _counted(name, token, reader)


def _counted(name: str, token: str, reader: DateReader) -> Mapping[str, Any]:
    """What a token with a numeral says."""
    if name == "plan":
        return {"years": _plan_years(token.strip("“”规划")[:-1])}
    if name == "term":
        return {"years": _term_years(token)}
    if name == "reign":
        era = next(era for era in reader.eras if token.startswith(era))
        return {"year": Unit("stated", reader.eras[era] + _whole(token[len(era) :]))}
    if name == "quarters":
        return {"months": _quarter_months(token)}
    number = _whole(token)
    if name == "opening":
        return {"months": (1, number)}
    if name == "month" and number > 12 and not token[0].isascii() and "十" not in token:
        return {"months": divmod(number, 10)}  # 三四月份
    if name == "year" and number < 100:
        number += 2000 if number < 50 else 1900
    return {name: number} if name == "number" else {name: Unit("stated", number)}


def _with_units(ends: list[tuple[str, dict[str, Any]]]) -> list[End]:
    """Give a figure without its unit that of what follows: 2021至2024年, 1—6月, 一至三季度."""
    whole: list[End] = []
    unit = "year"  # of the last figure, where it has none: （2021—2025）
    for kind, said in reversed(ends):
        number = said.pop("number", None)
        if number is not None and unit == "quarters":
            said["months"] = (3 * number - 2, 3 * number)
        elif number is not None and unit in ("year", "month", "day"):
            said.setdefault(unit, Unit("stated", number))
        unit = unit if kind == "number" else kind
        whole.append(End(**said))
    return whole[::-1]


def _quarter_months(token: str) -> tuple[int, int]:
    figures = [_whole(figure) for figure in re.findall("[一二两三四1-4]", token)]
    first = 1 if token.startswith("前") else figures[0]
    return 3 * first - 2, 3 * figures[-1]


def _plan_years(name: str) -> tuple[int, int]:
    """The five years of a plan by its number: the first was 1953 to 1957, the third began in 1966."""
    number = _whole(name)
    start = 1948 + 5 * number if number < 3 else 1951 + 5 * number
    return start, start + 4


def _term_years(token: str) -> tuple[int, int]:
    """The years of a decade or century; 上世纪 is the twentieth, and the decade of no century (80年代) is in it."""
    century, _, decade = token.rpartition("世纪")
    base = {"": 1900, "上": 1900, "本": 2000}.get(century)
    if base is None:
        base = 100 * _whole(century) - 100
    decade, has_decade, stage = decade.partition("年代")
    if not has_decade:
        return base + 1, base + 100
    if decade[0].isascii():
        tens = [int(figure) for figure in re.findall("[0-9]+", decade)]
    else:
        tens = [10 * int(_DIGITS[char]) for char in decade if char != "十"]  # 七八十年代 is two
    first, last = (number if number > 99 else base + number for number in (tens[0], tens[-1]))
    early, late = _STAGES.get(stage, (0, 9))
    return first + early, last + late


def _whole(numeral: str) -> int:
    """Return the value of figures, positional figures (二〇二四) or a numeral below a hundred (廿三, 三十一)."""
    figures = "".join(re.findall("[0-9〇零○O一二三四五六七八九两十廿卅元]", numeral))
    figures = figures.replace("廿", "二十").replace("卅", "三十").replace("元", "一")
    if "十" in figures:
        tens, _, ones = figures.partition("十")
        return 10 * int(_DIGITS.get(tens, "1")) + int(_DIGITS.get(ones, "0"))
    return int("".join(_DIGITS.get(char, char) for char in figures))
