"""Dates of page headers."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wushan_ie.reading.iso_dates import match_date


@pytest.mark.parametrize(
    ("text", "day", "timed"),
    [
        ("2024-02-02", "2024-02-02", False),
        ("2024/2/2", "2024-02-02", False),
        ("2024.02.02", "2024-02-02", False),
        ("2024年2月2日", "2024-02-02", False),
        ("2024 年 2 月 2 日", "2024-02-02", False),
        ("２０２４年２月２日", "2024-02-02", False),
        ("20240202", "2024-02-02", False),
        ("二〇二四年二月二日", "2024-02-02", False),
        ("二○二四年十月二十日", "2024-10-20", False),
        ("二O二四年十二月三十一日", "2024-12-31", False),
        ("2024-02-02 09:30", "2024-02-02", True),
        ("2024-02-02T09:30:59", "2024-02-02", True),
        ("2024年02月02日09：30", "2024-02-02", True),
        ("2017-03-28-00:00:00", "2017-03-28", True),
    ],
)
def test_a_date_and_its_time_of_day_are_read_to_their_end(text: str, day: str, timed: bool) -> None:
    assert match_date(text + "来源", 0) == (day, len(text), timed)


@pytest.mark.parametrize(
    "text",
    ["2024-13-01", "2023-02-29", "二〇二四年二月三十日", "2024年2月", "2024", "今天", "", "3024-01-01", "20241301"],
)
def test_what_the_calendar_does_not_know_is_no_date(text: str) -> None:
    assert match_date(text, 0) is None


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2999, 12, 31)))
def test_a_written_date_reads_back(day: date) -> None:
    found = match_date(f"{day.year}年{day.month}月{day.day}日", 0)
    assert found is not None
    assert found[0] == day.isoformat()
