"""From what a DATE says to the days it covers, counted from the document's own dates and the years it has named.

Where the document does not settle the year, both ends are None. Conventions: 年初 is January, 年底 December, 年中 June
and July; 月初, 月中, 月底 are the thirds of the month; winter runs to the end of the next February; a date that runs on
(今年以来, 2019年至今) ends on the day of publication; of a clock time only the day is kept.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from msgspec.structs import replace

from wushan_ie.errors import RecordError
from wushan_ie.recognition.date_days import LEAP_YEAR, Days, days_of, month_end, shifted, single
from wushan_ie.recognition.date_grammar import DateGrammar
from wushan_ie.recognition.date_values import End, Stated, Unit
from wushan_ie.records import Mention, Period

OPEN = Period(None, None)
_YEARS = range(1900, 2200)  # of bulletins


@dataclass(frozen=True, slots=True)
class DateAnchor:
    """What the dates of a text are counted from: the day it was written, the day it was published, its words."""

    text: str
    written: date | None
    published: date | None


def anchor_of(text: str, meta: Mapping[str, str]) -> DateAnchor:
    """Return the anchor of a text by its header's ``written`` and ``published``; either stands in for the other.

    Raises RecordError for a date that is not in ISO form.
    """
    written, published = _header_date(meta, "written"), _header_date(meta, "published")
    return DateAnchor(text, written or published, published or written)


def _header_date(meta: Mapping[str, str], key: str) -> date | None:
    value = meta.get(key)
    if not value:
        return None
    try:
        day = date.fromisoformat(value)
    except ValueError:
        day = None
    if day is None or day.year not in _YEARS:
        raise RecordError(
            f"meta.{key} is {value!r}: expected an ISO day of the years {_YEARS[0]} to {_YEARS[-1]}, such as 2024-02-02"
            "; correct it or leave it out"
        )
    return day


def anchor_dates(mentions: Sequence[Mention], anchor: DateAnchor, grammar: DateGrammar) -> list[Mention]:
    """Return the mentions of ``find_dates``, in text order, with the days they cover; those of other labels untouched.

    A date without its year is of the year named last, else of the year of writing, else of the year before: the first
    in which it had begun on the day of publication (to come: in which it was not over when written).
    """
    calendar = _Calendar(anchor, grammar)
    return [
        replace(mention, period=calendar.period(mention)) if mention.label == "DATE" else mention
        for mention in mentions
    ]


class _Calendar:
    """Reads the dates of one text in order and keeps the day named last."""

    def __init__(self, anchor: DateAnchor, grammar: DateGrammar) -> None:
        self.anchor = anchor
        self.grammar = grammar
        self.year: int | None = None  # named last
        self.place: tuple[int, int] | None = None  # the month named last, and its year
        self.day: date | None = None  # the day named last

    def period(self, mention: Mention) -> Period:
        published = self.anchor.published
        if mention.rule == "date-damaged":
            return Period(None, None, f"{mention.text} lacks the sign of its month")
        if mention.rule == "date-past_year":
            return OPEN if published is None else Period(_iso(_year_before(published)), _iso(published))
        before = self.anchor.text[max(0, mention.start - 5) : mention.start]
        if self.grammar.recurring.search(before):
            return OPEN
        planned = (
            self.grammar.planned.search(before) is not None
            or self.grammar.planned_behind.match(self.anchor.text, mention.end) is not None
        )
        stated = self.grammar.parse(mention.text)
        days = self._resolve(stated.first, planned, None)
        last = days
        if isinstance(days, Days) and stated.last is not None:
            last = self._resolve(stated.last, planned, days)
        if not isinstance(days, Days) or not isinstance(last, Days):
            if stated.first.year == Unit("writing", 0):
                self.year = None  # 今年 of no known year: a year named before is not the one told of from here on
            return Period(None, None, next((flaw for flaw in (days, last) if isinstance(flaw, str)), None))
        if last.end < days.start:
            return Period(None, None, f"it ends on {last.end}, before it begins on {days.start}")
        if not planned and not stated.runs_on and not self.grammar.compared.search(before):
            self._remember(stated, last)
        return Period(_iso(days.start), self._last_day(stated, last))

    def _last_day(self, stated: Stated, last: Days) -> str | None:
        if (stated.last or stated.first).is_stretch:
            return None
        if not stated.runs_on:
            return _iso(last.end)
        published = self.anchor.published
        if published is None or published < last.start:
            return None
        if stated.first.year is None and stated.first.months == (1, 1) and last.year < published.year:
            return _iso(date(last.year, 12, 31))  # 年初以来 in a look back at the year before
        return _iso(published)

    def _remember(self, stated: Stated, days: Days) -> None:
        """Keep what the dates that follow lean on: the year where it was said, the month and day where one was."""
        end = stated.last or stated.first
        year = end.year or stated.first.year
        if end.years or (_is_counted(end) and end.day is None):
            return
        if days.start == days.end and days.start in (self.anchor.written, self.anchor.published):
            return  # the header names its day, not what the text is about
        has_month = end.month is not None or end.day is not None
        if year is not None and (year.base != "writing" or year.number == 0 or has_month):
            self.year = days.year  # 比去年 and 去年同期 leave it: the text goes on about this year
        if has_month:
            self.place, self.day = (days.year, days.month), days.end
        elif year is not None and self.place is not None and self.place[0] != days.year:
            self.place = None

    # one end

    def _resolve(self, end: End, planned: bool, first: Days | None) -> Days | str | None:
        """Return the days of an end, what is wrong with it, or None where the text leaves it open."""
        if end.is_open or end.holiday == "":
            return None
        if end.years is not None:
            return Days(date(end.years[0], 1, 1), date(end.years[1], 12, 31), end.years[0], 1)
        if _is_counted(end):
            return self._counted(end, planned, first)
        places = self._places(end, planned, first)
        tried = [days_of(end, year, month) for year, month in places]
        found = [days for days in tried if isinstance(days, Days)]
        if not found:
            checked = tried or [days_of(end, LEAP_YEAR, _stated_month(end))]
            return next((flaw for flaw in checked if isinstance(flaw, str)), None)
        return next((days for days in found if self._fits(days, planned, first)), found[0])

    def _fits(self, days: Days, planned: bool, first: Days | None) -> bool:
        written, published = self.anchor.written, self.anchor.published
        if first is not None:
            return days.end >= first.start
        if written is None or published is None:
            return True
        if planned:
            return days.end >= written
        # 6月底, 二季度 of the year that the text is about may lie ahead; a day is told when it has come
        is_ahead = days.start != days.end and days.year == self.year == published.year
        return days.start <= published or is_ahead

    def _places(self, end: End, planned: bool, first: Days | None) -> list[tuple[int, int]]:
        """The years and months in which an end may be meant, the likeliest first."""
        month = _stated_month(end)
        if end.year is not None:
            year = self._year_of(end.year, first)
            return [] if year is None else [(year, month)]
        if end.month is not None and end.month.base != "stated":
            origin = self._origin(end.month)
            return [] if origin is None else [shifted(origin, end.month.number)]
        if end.month is None and end.months is None and end.holiday is None:
            return self._around(end, planned, first, 1)
        return [(year, month) for year, _ in self._around(end, planned, first, 12)]

    def _around(self, end: End, planned: bool, first: Days | None, step: int) -> list[tuple[int, int]]:
        """What was named last, what was written in and its neighbour, ``step`` months away."""
        if first is not None:
            return [(first.year, first.month), shifted((first.year, first.month), step)]
        written = self.anchor.written
        if planned and written is None:
            return []  # 将于9月完工: after a day that is not known
        named = self.place if step == 1 else None if self.year is None else (self.year, 1)
        places = [] if named is None else [named]
        if written is not None:
            here = (written.year, written.month)
            around = [here, shifted(here, step if planned else -step)]
            if end.months == (1, 12) and not planned and written.month < 4:
                around.reverse()  # 全年 in a bulletin of the first months is the year gone by
            places += around
        return places

    def _year_of(self, unit: Unit, first: Days | None) -> int | None:
        if unit.base == "stated":
            return unit.number
        written = self.anchor.written.year if self.anchor.written else None
        named = first.year if first is not None else self.year
        origin = written if unit.base == "writing" or named is None else named
        return None if origin is None else origin + unit.number

    def _origin(self, unit: Unit) -> tuple[int, int] | None:
        if unit.base == "named" and self.place is not None:
            return self.place
        written = self.anchor.written
        return None if written is None else (written.year, written.month)

    def _counted(self, end: End, planned: bool, first: Days | None) -> Days | None:
        """The days of 昨天, 次日, 上周五, 本季度."""
        day = self.anchor.written
        if end.day is not None and end.day.base == "named":
            day = self.day or day
        if day is None:
            return None
        if end.day is not None:
            return single(day + timedelta(end.day.number))
        if end.quarter is not None:
            year, month = shifted((day.year, (day.month - 1) // 3 * 3 + 1), 3 * end.quarter)
            return Days(date(year, month, 1), month_end(year, month + 2), year, month)
        if first is not None and end.week is None:  # 周一至周五
            return single(first.start + timedelta((end.weekday or 1) - first.start.isoweekday()))
        monday = day - timedelta(day.weekday()) + timedelta(7 * (end.week or 0))
        if end.weekday is None:
            return Days(monday, monday + timedelta(6), monday.year, monday.month)
        found = monday + timedelta(end.weekday - 1)
        if end.week is None and (found < day if planned else found > day):
            found += timedelta(7 if planned else -7)
        return single(found)


def _is_counted(end: End) -> bool:
    """Whether the end is counted in days, weeks or quarters rather than read in a year."""
    if end.day is not None:
        return end.day.base != "stated"
    return (
        end.week is not None or end.quarter is not None or (end.weekday is not None and end == End(weekday=end.weekday))
    )


def _stated_month(end: End) -> int:
    return end.month.number if end.month is not None and end.month.base == "stated" else 1


def _year_before(day: date) -> date:
    """The first day of the year that ends on ``day``."""
    day += timedelta(1)
    return day.replace(year=day.year - 1, day=min(day.day, 28) if day.month == 2 else day.day)


def _iso(day: date) -> str:
    return day.isoformat()
