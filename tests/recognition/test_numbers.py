"""Numbers in text: the table's examples and silences, and what must hold for any text."""

import time
import tomllib
from decimal import Decimal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from wushan_ie.recognition.number_grammar import compile_numbers
from wushan_ie.recognition.numbers import find_numbers
from wushan_ie.rulebook import bundled_rules

TABLE = tomllib.loads((bundled_rules() / "tables" / "numbers.toml").read_text(encoding="utf-8"))
GRAMMAR = compile_numbers(TABLE)
SOUP = "0123456789０５.,，万亿千百十一二两三五几数余多约近超元块角毛分个年月%％成百分之点 至-—每斤人均/（）()“”"
EXAMPLES = [(example, text) for example in TABLE["example"] for text in example["texts"]]


@pytest.mark.parametrize(("example", "marked"), EXAMPLES, ids=[text for _, text in EXAMPLES])
def test_an_example_of_the_table_gives_its_span_and_figures(example: dict, marked: str) -> None:
    start, end = marked.index("{"), marked.index("}") - 1
    text = marked.replace("{", "").replace("}", "")
    found = [mention for mention in find_numbers(text, GRAMMAR, []) if mention.label == example["label"]]
    assert [(mention.start, mention.end) for mention in found] == [(start, end)]
    amount = found[0].amount
    unit = example.get("unit", {"MONEY": "CNY", "PERCENT": "%"}.get(example["label"]))
    assert (amount.value, amount.unit, amount.approx) == (_end(example["value"]), unit, example.get("approx", False))
    assert (amount.low, amount.high) == tuple(_end(example.get(key, example["value"])) for key in ("low", "high"))
    if "per" in example:
        assert amount.per == example["per"]


def _end(text: str) -> Decimal | None:
    return None if text == "open" else Decimal(text)


@pytest.mark.parametrize("text", TABLE["silence"]["texts"]["money"])
def test_a_silence_of_the_table_holds_no_money(text: str) -> None:
    assert [mention for mention in find_numbers(text, GRAMMAR, []) if mention.label == "MONEY"] == []


@pytest.mark.parametrize("text", TABLE["silence"]["texts"]["numbers"])
def test_a_silence_of_the_table_holds_no_number(text: str) -> None:
    assert find_numbers(text, GRAMMAR, []) == []


def test_a_figure_in_an_excluded_span_is_no_mention() -> None:
    assert find_numbers("2 毛支书讲党课", GRAMMAR, [(0, 2)]) == []


def test_a_later_price_keeps_the_base_of_the_first() -> None:
    first, second = find_numbers("运费由每斤８角降到2角", GRAMMAR, [])
    assert (first.amount.per, second.amount.per) == ("每斤", "每斤")


def test_one_is_counted_where_it_is_the_base_of_a_rate() -> None:
    found = find_numbers("生意好时一天流水四千多块", GRAMMAR, [])
    assert [mention.text for mention in found] == ["一天", "四千多块"]


@given(st.decimals(min_value="0.01", max_value="999999999", places=2), st.sampled_from(["元", "万元", "亿元"]))
def test_an_amount_written_in_digits_reads_back(number: Decimal, unit: str) -> None:
    found = find_numbers(f"投入{number}{unit}修路", GRAMMAR, [])
    factor = {"元": 1, "万元": 10**4, "亿元": 10**8}[unit]
    assert [mention.amount.value for mention in found] == [number * factor]


@given(st.integers(min_value=2, max_value=10**12), st.sampled_from(["plain", "grouped", "wide", "chinese", "formal"]))
def test_an_amount_reads_back_in_every_notation(number: int, notation: str) -> None:
    (mention,) = find_numbers(f"投入{_written(number, notation)}元修路", GRAMMAR, [])
    assert mention.amount.value == number


def _written(number: int, notation: str) -> str:
    if notation == "plain":
        return str(number)
    if notation == "grouped":
        return f"{number:,}"
    if notation == "wide":
        return str(number).translate({48 + digit: 0xFF10 + digit for digit in range(10)})
    text = _chinese(number)
    return (
        text
        if notation == "chinese"
        else text.translate(str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟"))
    )


def _chinese(number: int) -> str:
    """Write a whole number as Chinese prose does, an independent inverse of the parser."""
    if number >= 10**8:
        high, low = divmod(number, 10**8)
        return _chinese(high) + "亿" + (("零" if low < 10**7 else "") + _chinese(low) if low else "")
    if number >= 10**4:
        high, low = divmod(number, 10**4)
        return _chinese(high) + "万" + (("零" if low < 10**3 else "") + _chinese(low) if low else "")
    text, zero = "", False
    for power in (3, 2, 1, 0):
        digit, number = divmod(number, 10**power)
        if digit:
            text += ("零" if zero and text else "") + "零一二三四五六七八九"[digit] + ["", "十", "百", "千"][power]
        zero = not digit
    return text


@given(st.text(max_size=200))
def test_any_text_gives_mentions_with_exact_offsets(text: str) -> None:
    for mention in find_numbers(text, GRAMMAR, []):
        assert text[mention.start : mention.end] == mention.text


@settings(max_examples=300)
@given(st.text(alphabet=SOUP, max_size=60))
@example("亿点一块")
def test_any_soup_of_number_signs_gives_disjoint_mentions_in_order(text: str) -> None:
    mentions = find_numbers(text, GRAMMAR, [])
    ends = [0]
    for mention in mentions:
        assert ends[-1] <= mention.start < mention.end
        ends.append(mention.end)


@pytest.mark.parametrize(
    "unit", ["一", "万", "7", "投入", "1,111", "1.", "百分之", "5元", "“1个", "两三", "每一", "5至"]
)
def test_hostile_repetition_takes_time_linear_in_its_length(unit: str) -> None:
    def seconds(length: int) -> float:
        text = unit * (length // len(unit))
        begin = time.perf_counter()
        find_numbers(text, GRAMMAR, [])
        return time.perf_counter() - begin

    seconds(1000)
    short = min(seconds(12_500) for _ in range(3))
    assert seconds(100_000) < 40 * short + 0.05
