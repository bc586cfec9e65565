"""Dates in text: the table's examples and silences, and what must hold for any text."""

import re
import time
import tomllib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wushan_ie.recognition.date_anchors import anchor_dates, anchor_of
from wushan_ie.recognition.date_grammar import compile_dates
from wushan_ie.recognition.dates import find_dates
from wushan_ie.rulebook import bundled_rules

TABLE = tomllib.loads((bundled_rules() / "tables" / "dates.toml").read_text(encoding="utf-8"))
GRAMMAR = compile_dates(TABLE)
SOUP = (
    "0123456789０２二〇○一三十廿年月日号时点分初底末中旬上下半季度前今去本当次周星期至到-—/.：:、，。"
    "“”《》五四春节国庆清明农历腊正世纪代以来期间工第 \n"
)


@pytest.mark.parametrize("marked", TABLE["examples"]["found"])
def test_the_dates_of_an_example_are_found_and_nothing_else(marked: str) -> None:
    text, wanted = re.sub("[{}]", "", marked), re.findall(r"\{(.*?)\}", marked)
    assert [mention.text for mention in find_dates(text, GRAMMAR, [])] == wanted


@pytest.mark.parametrize("text", TABLE["examples"]["silent"])
def test_a_silence_of_the_table_holds_no_date(text: str) -> None:
    assert find_dates(text, GRAMMAR, []) == []


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("2月25日", "date-day"),
        ("今天上午", "date-day"),
        ("3月上旬", "date-day"),
        ("2023年5月", "date-month"),
        ("上月", "date-month"),
        ("2023年度", "date-year"),
        ("2024-02-02", "date-numeric"),
        ("2023年上半年", "date-period"),
        ("全年", "date-period"),
        ("“十四五”期间", "date-plan"),
        ("上世纪80年代", "date-decade"),
        ("2023年春节", "date-holiday"),
        ("农历正月十五", "date-lunar"),
        ("上周五", "date-week"),
        ("17日至18日", "date-range"),
        ("今年以来", "date-since"),
        ("一年来", "date-past_year"),
        ("413日，", "date-damaged"),
    ],
)
def test_the_rule_names_the_form_of_the_date(text: str, rule: str) -> None:
    assert [mention.rule for mention in find_dates(text, GRAMMAR, [])] == [rule]


def test_a_date_that_begins_in_an_excluded_span_is_no_mention() -> None:
    found = find_dates("图2月25日 4月13日", GRAMMAR, [(0, 7)])
    assert [mention.text for mention in found] == ["4月13日"]


@given(st.text(max_size=200))
def test_any_text_gives_mentions_with_exact_offsets(text: str) -> None:
    for mention in find_dates(text, GRAMMAR, []):
        assert text[mention.start : mention.end] == mention.text


@settings(max_examples=400)
@given(st.text(alphabet=SOUP, max_size=60), st.sampled_from(["", "2024-02-02"]))
def test_any_soup_of_calendar_signs_gives_disjoint_mentions_with_periods_in_order(text: str, published: str) -> None:
    mentions = anchor_dates(find_dates(text, GRAMMAR, []), anchor_of(text, {"published": published}), GRAMMAR)
    ends = [0]
    for mention in mentions:
        assert ends[-1] <= mention.start < mention.end
        assert mention.text == mention.text.strip()
        assert mention.period is not None
        assert mention.period.start is None or mention.period.end is None or mention.period.start <= mention.period.end
        ends.append(mention.end)


@pytest.mark.parametrize(
    "unit",
    [
        "年",
        "月",
        "日",
        "7",
        "一",
        "十",
        "第",
        "周",
        "“",
        "《",
        "今",
        "2023年",
        "1月",
        "1、",
        "1-",
        "五一",
        "二十",
        "年初",
    ],
)
def test_hostile_repetition_takes_time_linear_in_its_length(unit: str) -> None:
    def seconds(length: int) -> float:
        text = unit * (length // len(unit))
        begin = time.perf_counter()
        find_dates(text, GRAMMAR, [])
        return time.perf_counter() - begin

    seconds(1000)
    short = min(seconds(12_500) for _ in range(3))
    assert seconds(100_000) < 40 * short + 0.05
