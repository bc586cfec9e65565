"""Days of a year and month."""

from datetime import date

import dateparser
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wushan_ie.recognition.date_days import days_of, month_end, shifted
from wushan_ie.recognition.date_values import End, Unit

FIFTH = Unit("stated", 5)


@pytest.mark.parametrize(
    ("end", "year", "month", "start", "last"),
    [
        (End(), 2024, 1, date(2024, 1, 1), date(2024, 12, 31)),
        (End(month=FIFTH), 2024, 5, date(2024, 5, 1), date(2024, 5, 31)),
        (End(month=FIFTH, day=FIFTH), 2024, 5, date(2024, 5, 5), date(2024, 5, 5)),
        (End(days=(21, 31)), 2023, 2, date(2023, 2, 21), date(2023, 2, 28)),
        (End(months=(12, 14)), 2023, 1, date(2023, 12, 1), date(2024, 2, 29)),
        (End(holiday="10-01"), 2023, 1, date(2023, 10, 1), date(2023, 10, 1)),
    ],
)
def test_an_end_covers_its_days(end: End, year: int, month: int, start: date, last: date) -> None:
    days = days_of(end, year, month)
    assert (days.start, days.end) == (start, last)


@pytest.mark.parametrize(
    ("end", "year", "month", "flaw"),
    [
        (End(), 0, 1, "there is no year 0"),
        (End(month=FIFTH), 2024, 13, "there is no month 13"),
        (End(months=(1, 0)), 2024, 1, "there are no months 1 to 0"),
        (End(day=Unit("stated", 30)), 2024, 2, "month 2 has no day 30"),
    ],
)
def test_a_damaged_end_says_what_is_wrong(end: End, year: int, month: int, flaw: str) -> None:
    assert days_of(end, year, month) == flaw


@pytest.mark.parametrize(
    ("year", "day"), [(1949, 5), (1976, 4), (1998, 5), (2000, 4), (2008, 4), (2015, 5), (2021, 4), (2023, 5), (2024, 4)]
)
def test_the_day_of_clear_brightness_follows_the_sun(year: int, day: int) -> None:
    assert days_of(End(holiday="qingming"), year, 1).start == date(year, 4, day)


def test_before_and_after_its_two_centuries_that_day_is_open() -> None:
    assert days_of(End(holiday="qingming"), 1877, 1) is None


@given(st.dates(min_value=date(1000, 1, 1), max_value=date(9899, 12, 31)))
def test_a_day_is_the_one_that_dateparser_reads(day: date) -> None:
    settings = {"DATE_ORDER": "YMD", "REQUIRE_PARTS": ["year", "month", "day"]}
    read = dateparser.parse(f"{day.year:04d}年{day.month}月{day.day}日", languages=["zh"], settings=settings)
    assert read.date() == day == days_of(End(day=Unit("stated", day.day)), day.year, day.month).start


@pytest.mark.parametrize(("year", "month", "day"), [(2023, 2, 29), (2024, 2, 30), (2024, 4, 31), (2024, 1, 0)])
def test_where_the_calendar_has_no_day_dateparser_reads_none(year: int, month: int, day: int) -> None:
    settings = {"DATE_ORDER": "YMD", "REQUIRE_PARTS": ["year", "month", "day"]}
    assert dateparser.parse(f"{year}年{month}月{day}日", languages=["zh"], settings=settings) is None
    assert isinstance(days_of(End(day=Unit("stated", day)), year, month), str)


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 1, 1)), st.integers(min_value=-50, max_value=50))
def test_months_are_counted_across_years(day: date, months: int) -> None:
    year, month = shifted((day.year, day.month), months)
    assert (year - day.year) * 12 + month - day.month == months
    assert 1 <= month <= 12
    assert month_end(year, month).month == month
