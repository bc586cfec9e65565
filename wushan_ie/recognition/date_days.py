"""The days of one end of a date, once its year and month are known."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from msgspec import Struct

from wushan_ie.recognition.date_values import End

LEAP_YEAR = 2000  # every month has its longest
_YEARS = range(1, 9900)  # what Python's calendar holds, with room for ends in the year after


class Days(Struct, frozen=True, gc=False):
    """The first and last day of an end, and the year and month it was read in."""

    start: date
    end: date
    year: int
    month: int


def days_of(end: End, year: int, month: int) -> Days | str | None:
    """Return the days of an end in that year and month, what is wrong with it, or None where no day can be told.

    >>> days_of(End(days=(21, 31)), 2024, 2).end
    datetime.date(2024, 2, 29)
    >>> days_of(End(days=(1, 10)), 2024, 13)
    'there is no month 13'
    """
    if year not in _YEARS:
        return f"there is no year {year}"
    if end.holiday is not None:
        return _holiday(end.holiday, year)
    if end.months is not None:
        first, last = end.months
        if not 1 <= first <= last:
            return f"there are no months {first} to {last}"
        return Days(date(*shifted((year, first), 0), 1), month_end(*shifted((year, last), 0)), year, first)
    if end.month is None and end.day is None and end.days is None:
        return Days(date(year, 1, 1), date(year, 12, 31), year, 1)
    if not 1 <= month <= 12:
        return f"there is no month {month}"
    if end.day is not None:
        if end.day.number in range(1, month_end(year, month).day + 1):
            return single(date(year, month, end.day.number))
        is_in_none = end.day.number not in range(1, month_end(LEAP_YEAR, month).day + 1)
        return f"{f'month {month}' if is_in_none else f'{year:04d}-02'} has no day {end.day.number}"
    first, last = end.days or (1, 31)
    stop = month_end(year, month)
    return Days(date(year, month, first), stop.replace(day=min(last, stop.day)), year, month)


def single(day: date) -> Days:
    """Return one day as both its ends."""
    return Days(day, day, day.year, day.month)


def shifted(place: tuple[int, int], months: int) -> tuple[int, int]:
    """Return the year and month that lie ``months`` later; a month beyond 12 runs into the next year.

    >>> shifted((2024, 14), 0), shifted((2024, 1), -1)
    ((2025, 2), (2023, 12))
    """
    years, month = divmod(place[1] - 1 + months, 12)
    return place[0] + years, month + 1


def month_end(year: int, month: int) -> date:
    """Return the last day of the month."""
    return date(year, month, monthrange(year, month)[1])


def _holiday(entry: str, year: int) -> Days | None:
    if entry != "qingming":
        return single(date(year, int(entry[:2]), int(entry[3:])))
    if year not in range(1901, 2100):
        return None
    # The customary formula for this term of the sun in the 20th and 21st centuries.
    constant = 5.59 if year < 2000 else 4.81
    return single(date(year, 4, int(year % 100 * 0.2422 + constant) - year % 100 // 4))
