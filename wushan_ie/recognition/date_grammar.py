"""The table ``rules/tables/dates.toml`` compiled to what ``find_dates`` and ``anchor_dates`` run on."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any

from wushan_ie.recognition import date_pieces as pieces
from wushan_ie.recognition.date_finder import DateFinder
from wushan_ie.recognition.date_table import check_dates
from wushan_ie.recognition.date_values import Stated, compile_reader, parse_date
from wushan_ie.rulebook.choices import one_of

_REMEMBERED = 16384  # expressions: some ten thousand days, each in a few writings


@dataclass(frozen=True, slots=True)
class DateGrammar:
    """The compiled table.

    ``parse`` reads what was found and remembers it, for most dates come again. The expressions match what stands
    before a date (``recurring``: 每年3月 is of no one year; ``planned``: 预计6月; ``compared``: 比2022年 sets no year
    for what follows) and behind it (``planned_behind``).
    """

    finder: DateFinder
    parse: Callable[[str], Stated]
    recurring: re.Pattern[str]
    planned: re.Pattern[str]
    planned_behind: re.Pattern[str]
    compared: re.Pattern[str]


def compile_dates(table: Mapping[str, Any]) -> DateGrammar:
    """Compile the parsed ``dates.toml``; a RuleError where it lacks an entry or holds one of the wrong kind."""
    check_dates(table)
    context = table["context"]
    return DateGrammar(
        finder=_finder(table),
        parse=lru_cache(maxsize=_REMEMBERED)(partial(parse_date, reader=compile_reader(table))),
        recurring=re.compile(rf"{one_of(context['recurring'])}\Z"),
        planned=re.compile(rf"{one_of(context['planned'])}\Z"),
        planned_behind=re.compile(rf"{one_of(context['planned_behind'])}(?![夕后])"),
        compared=re.compile(rf"{one_of(context['compared'])}\Z"),
    )


def _finder(table: Mapping[str, Any]) -> DateFinder:
    since = one_of(table["context"]["since"])
    return DateFinder(
        opening=re.compile(_opening(table)),
        point=re.compile(
            rf"{pieces.plan(table)}(?P<plan>)|{_point(table)}"
            rf"|(?<!近)(?<![0-9一二三四五六七八九十])一年来(?P<past_year>)"
            rf"|{pieces.damaged_day()}(?P<damaged>)|{pieces.passed_over()}(?P<silent>)"
        ),
        separator=re.compile(pieces.SEPARATOR),
        bare_end=re.compile(rf"[上中下]旬|{pieces.day_number(table, alone=False)}"),
        behind=re.compile(rf"(?:{since})(?P<since>)|来(?=[，,、])(?P<lately>)|期间"),
    )


def _point(table: Mapping[str, Any]) -> str:
    """One point or stretch of time; the empty groups tell which form it took, and so the rule."""
    tail = pieces.month_tail(table)
    years = pieces.guarded(table, [*table["year"]["writing"], *table["year"]["named"]])
    months = pieces.guarded(table, [*table["month"]["writing"], *table["month"]["named"]])
    days = pieces.guarded(table, table["day"]["writing"])
    named_days = pieces.guarded(table, table["day"]["named"])  # 当天 points back, it is no date without its hour
    in_year = (
        rf"{pieces.month_number(alone=False)}(?P<month1>)(?:{tail}(?P<day1>))?"
        rf"|{pieces.lunar_month()}(?P<lunar1>)|{pieces.holiday(table, alone=False)}(?P<holiday1>)"
        rf"|(?:{pieces.year_tail(table)})(?P<period1>)"
    )
    clock = pieces.clock(table)
    return "|".join(
        [
            rf"{pieces.years_in_brackets()}(?P<year1>)",
            rf"{pieces.numeric()}{clock}(?P<numeric>)",
            rf"{pieces.lunar(table)}(?P<lunar2>)",
            rf"{pieces.decade()}(?P<decade>)",
            rf"(?:{pieces.year_number(table)}|{years})(?P<year2>)(?: ?(?:{in_year}))?",
            rf"{pieces.month_number(alone=True)}(?P<month2>)(?:{tail}(?P<day2>))?",
            rf"{months}(?P<month3>)(?:{tail}(?P<day3>))?",
            rf"{pieces.day_number(table, alone=True)}(?P<day4>)",
            rf"(?:{days}{clock}|{named_days}{pieces.clock(table, needed=True)})(?P<day5>)",
            rf"{pieces.weekday(table)}{clock}(?P<week>)",
            rf"{pieces.bare_part(table)}(?P<period2>)",
            rf"{pieces.holiday(table, alone=True)}(?P<holiday2>)",
        ]
    )


def _opening(table: Mapping[str, Any]) -> str:
    """What every date, title or quotation opens with, two characters deep: elsewhere the rest is not tried."""
    words = [word for part in ("year", "month", "day") for words in table[part].values() for word in words]
    for part in ("week", "part", "third", "season", "quarter", "holiday", "holiday_cued", "holiday_figures", "era"):
        words += table[part]
    words += [*pieces.FIXED_OPENINGS, *(dynasty + reign for dynasty in "明清" for reign in table["era"])]
    seconds: dict[str, set[str]] = {}
    for word in words:
        seconds.setdefault(word[0], set()).update(word[1:2])
    pairs = "|".join(f"{first}[{''.join(sorted(chars))}]" for first, chars in sorted(seconds.items()) if chars)
    figure = rf"(?<![0-9])[0-9]{{1,4}}+ ?[年月日季世{pieces.JOINTS}]"
    numeral = f"[{pieces.FIGURES}十廿卅元][0-9{pieces.FIGURES}十年月日季世{pieces.JOINTS}]"
    first = "".join(sorted({*seconds, *"0123456789“《", *pieces.FIGURES, *"十廿卅元甲乙丙丁戊己庚辛壬癸"}))
    return f"(?=[{first}])(?=[“《]|{figure}|{numeral}|{pieces.STEMS}|{pairs})"
