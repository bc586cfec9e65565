"""What an expression says, end by end."""

import tomllib

import pytest

from wushan_ie.recognition.date_values import End, Stated, Unit, compile_reader, parse_date
from wushan_ie.rulebook import bundled_rules

READER = compile_reader(tomllib.loads((bundled_rules() / "tables" / "dates.toml").read_text(encoding="utf-8")))


def _stated(**units: int) -> End:
    return End(**{unit: Unit("stated", number) for unit, number in units.items()})


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("2023年2月25日上午10时30分", _stated(year=2023, month=2, day=25)),
        ("二〇二三年十二月三十一日", _stated(year=2023, month=12, day=31)),
        ("廿三日", _stated(day=23)),
        ("98年5月", _stated(year=1998, month=5)),
        ("明万历十七年", _stated(year=1589)),
        ("去年5月", End(year=Unit("writing", -1), month=Unit("stated", 5))),
        ("次年", End(year=Unit("named", 1))),
        ("5日当天", _stated(day=5)),
        ("9月15日（周三）", End(month=Unit("stated", 9), day=Unit("stated", 15), weekday=3)),
        ("9月底", End(month=Unit("stated", 9), days=(21, 31))),
        ("今年底", End(year=Unit("writing", 0), months=(12, 12))),
        ("三四月份", End(months=(3, 4))),
        ("前三季度", End(months=(1, 9))),
        ("一二季度", End(months=(1, 6))),
        ("首两个月", End(months=(1, 2))),
        ("上周五", End(week=-1, weekday=5)),
        ("上周末", End(week=-1, weekday=6)),
        ("星期天", End(weekday=7)),
        ("下季度", End(quarter=1)),
        ("“十四五”规划期间", End(years=(2021, 2025))),
        ("21世纪", End(years=(2001, 2100))),
        ("1900—1930年代", End(years=(1900, 1939))),
        ("九十年代末", End(years=(1997, 1999))),
        ("国庆黄金周", End(holiday="10-01", is_stretch=True)),
        ("“六一”儿童节", End(holiday="06-01")),
        ("中秋国庆", End(holiday="", is_open=True)),
        ("腊月廿三", End(is_open=True)),
    ],
)
def test_an_expression_of_one_end_says(text: str, end: End) -> None:
    assert parse_date(text, READER).first == end


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2021至2024年", _stated(year=2021), _stated(year=2024)),
        ("2021、2022、2023年", _stated(year=2021), _stated(year=2023)),
        ("2021—2025", _stated(year=2021), _stated(year=2025)),
        ("2023年1至6月", _stated(year=2023, month=1), _stated(month=6)),
        ("17—18日", _stated(day=17), _stated(day=18)),
        ("一至三季度", End(months=(1, 3)), End(months=(7, 9))),
        ("2021.03-2023.05", _stated(year=2021, month=3), _stated(year=2023, month=5)),
        ("9月28日至10月7日", _stated(month=9, day=28), _stated(month=10, day=7)),
    ],
)
def test_a_range_says_both_ends(text: str, first: End, last: End) -> None:
    assert parse_date(text, READER) == Stated(first, last, runs_on=False)


def test_two_hours_of_a_day_are_one_end() -> None:
    assert parse_date("19日8时至18时", READER) == Stated(_stated(day=19), None, runs_on=False)


@pytest.mark.parametrize("text", ["今年以来", "今年至今", "今年来"])
def test_what_runs_on_to_the_day_of_writing_says_so(text: str) -> None:
    assert parse_date(text, READER).runs_on
