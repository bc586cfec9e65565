"""The days that dates cover: the table's examples, what a date leans on, and the inverse of writing a day."""

import re
import tomllib
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wushan_ie.errors import RecordError
from wushan_ie.recognition.date_anchors import anchor_dates, anchor_of
from wushan_ie.recognition.date_grammar import compile_dates
from wushan_ie.recognition.dates import find_dates
from wushan_ie.records import Amount, Mention, Period
from wushan_ie.rulebook import bundled_rules

TABLE = tomllib.loads((bundled_rules() / "tables" / "dates.toml").read_text(encoding="utf-8"))
GRAMMAR = compile_dates(TABLE)
EXAMPLES = [(example, marked) for example in TABLE["example"] for marked in example["texts"]]
DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 30))


def _periods(text: str, **meta: str) -> list[tuple[str, str | None, str | None]]:
    mentions = anchor_dates(find_dates(text, GRAMMAR, []), anchor_of(text, meta), GRAMMAR)
    return [(mention.text, mention.period.start, mention.period.end) for mention in mentions]


@pytest.mark.parametrize(("example", "marked"), EXAMPLES)
def test_an_example_of_the_table_covers_its_days(example: dict, marked: str) -> None:
    text = re.sub("[{}]", "", marked)
    meta = {"published": example["published"]} if "published" in example else {}
    (mention,) = anchor_dates(find_dates(text, GRAMMAR, []), anchor_of(text, meta), GRAMMAR)
    assert mention.text == re.findall(r"\{(.*?)\}", marked)[0]
    assert mention.period == Period(example.get("start"), example.get("end"), example.get("flaw"))


def test_a_day_after_publication_is_of_the_year_that_the_text_is_about() -> None:
    found = _periods("发布日期 2024-02-02\n2023年，全乡增收。2月25日，全市现场会召开。", published="2024-02-02")
    assert found[-1] == ("2月25日", "2023-02-25", "2023-02-25")


def test_the_day_of_the_header_is_not_the_year_that_the_text_is_about() -> None:
    found = _periods("发布日期 2024-02-02\n2月25日，全市现场会召开。", published="2024-02-02")
    assert found[-1][1] == "2023-02-25"


def test_a_month_leans_on_the_year_named_last() -> None:
    assert _periods("2021年动工，9月底封顶。")[-1] == ("9月底", "2021-09-21", "2021-09-30")


def test_a_month_leans_on_a_range_with_its_year() -> None:
    assert _periods("2021年1月至6月勘察，9月动工。")[-1] == ("9月", "2021-09-01", "2021-09-30")


def test_a_day_leans_on_the_month_named_last() -> None:
    assert _periods("2022年7月19日讯，17日至18日连降暴雨。")[-1] == ("17日至18日", "2022-07-17", "2022-07-18")


@pytest.mark.parametrize("compared", ["比2019年增长一成", "较2019年多", "2019年以来最多"])
def test_a_year_of_comparison_sets_no_year_for_what_follows(compared: str) -> None:
    assert _periods(f"2023年产茶三吨，{compared}。4月上市。")[-1][1] == "2023-04-01"


def test_last_year_in_a_comparison_leaves_the_year_to_this_one() -> None:
    found = _periods("今年产茶三吨，多于去年。4月上市。", published="2024-11-06")
    assert found[-1] == ("4月", "2024-04-01", "2024-04-30")


def test_last_year_with_a_month_goes_on() -> None:
    found = _periods("去年5月动工，8月封顶。", published="2024-11-06")
    assert found[-1] == ("8月", "2023-08-01", "2023-08-31")


def test_this_year_of_an_undated_text_ends_the_year_named_before() -> None:
    assert _periods("2019年修路。今年又修桥，9月底完工。")[-1] == ("9月底", None, None)


def test_the_same_year_and_the_next_are_counted_from_the_one_named() -> None:
    found = _periods("2019年3月动工，同年12月封顶，次年5月通车。")
    assert [start for _, start, _ in found] == ["2019-03-01", "2019-12-01", "2020-05-01"]


def test_the_same_day_and_the_next_are_counted_from_the_day_named() -> None:
    found = _periods("2019年3月31日开会，当天下午3时签约，次日上午9时拨款。")
    assert [start for _, start, _ in found] == ["2019-03-31", "2019-03-31", "2019-04-01"]


def test_a_later_part_of_the_year_that_the_text_is_about_may_lie_ahead() -> None:
    found = _periods("2025年计划修桥，6月底具备通车条件，3月28日封顶。", published="2025-03-31")
    assert [start for _, start, _ in found] == ["2025-01-01", "2025-06-21", "2025-03-28"]


def test_the_day_of_writing_counts_and_the_day_of_publication_ends() -> None:
    found = _periods("昨天，今年以来", written="2023-12-29", published="2024-01-03")
    assert found == [("昨天", "2023-12-28", "2023-12-28"), ("今年以来", "2023-01-01", "2024-01-03")]


def test_the_year_so_far_of_a_look_back_ends_with_its_year() -> None:
    assert _periods("2023年，年初以来", published="2024-02-02")[-1] == ("年初以来", "2023-01-01", "2023-12-31")


def test_a_day_of_no_known_year_is_still_checked() -> None:
    (mention,) = anchor_dates(find_dates("6月31日", GRAMMAR, []), anchor_of("6月31日", {}), GRAMMAR)
    assert mention.period == Period(None, None, "month 6 has no day 31")


def test_the_twenty_ninth_of_february_looks_for_its_leap_year() -> None:
    assert _periods("2023年小结。2月29日，下雪。", published="2024-03-05")[-1][1] == "2024-02-29"


def test_mentions_of_other_labels_are_left_as_they_are() -> None:
    amount = Mention("MONEY", 0, 2, "5元", "number-money", Amount(None, None, None, "CNY"))
    assert anchor_dates([amount], anchor_of("5元", {}), GRAMMAR) == [amount]


@pytest.mark.parametrize("value", ["2024年2月2日", "2024-02-30", "0024-02-02", "9999-12-31"])
def test_a_header_date_that_is_no_day_of_a_bulletin_is_an_error(value: str) -> None:
    with pytest.raises(RecordError) as caught:
        anchor_of("", {"written": value})
    assert str(caught.value) == (
        f"meta.written is {value!r}: expected an ISO day of the years 1900 to 2199, such as 2024-02-02;"
        " correct it or leave it out"
    )


def _figures(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _chinese(day: date) -> str:
    def numeral(number: int) -> str:
        tens, ones = divmod(number, 10)
        return ("" if tens == 0 else "十" if tens == 1 else "一二三"[tens - 1] + "十") + " 一二三四五六七八九"[
            ones
        ].strip()

    year = "".join("〇一二三四五六七八九"[int(digit)] for digit in str(day.year))
    return f"{year}年{numeral(day.month)}月{numeral(day.day)}日"


WRITERS = {
    "figures": _figures,
    "wide": lambda day: _figures(day).translate({48 + digit: 0xFF10 + digit for digit in range(10)}),
    "padded": lambda day: f"{day.year}年{day.month:02}月{day.day:02}日",
    "spaced": lambda day: f"{day.year} 年 {day.month} 月 {day.day} 日",
    "dashed": lambda day: f"{day:%Y-%m-%d}",
    "slashed": lambda day: f"{day.year}/{day.month}/{day.day}",
    "dotted": lambda day: f"{day:%Y.%m.%d}",
    "chinese": _chinese,
    "hour": lambda day: f"{_figures(day)}上午9时30分",
}


@given(DAYS, st.sampled_from(sorted(WRITERS)))
def test_a_day_written_in_any_notation_reads_back(day: date, writer: str) -> None:
    text = WRITERS[writer](day)
    assert _periods(f"于{text}，召开") == [(text, day.isoformat(), day.isoformat())]


@given(DAYS, st.integers(min_value=1, max_value=400))
def test_a_range_of_days_reads_back(day: date, length: int) -> None:
    last = day + timedelta(length)
    text = f"{_figures(day)}至{_figures(last)}"
    assert _periods(text) == [(text, day.isoformat(), last.isoformat())]


@given(DAYS, st.integers(min_value=0, max_value=364))
def test_a_day_without_its_year_is_read_in_the_year_up_to_publication(published: date, days: int) -> None:
    day = published - timedelta(days)
    text = f"{day.month}月{day.day}日"
    ((_, start, _),) = _periods(f"{text}，召开", published=published.isoformat())
    assert start == day.isoformat()
