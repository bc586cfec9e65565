"""Persons in text: the table's examples and near misses, and what must hold for any text."""

import re
import time
import tomllib
from collections.abc import Collection, Sequence
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wushan_ie.recognition.person_grammar import compile_persons
from wushan_ie.recognition.persons import find_persons
from wushan_ie.recognition.titles import find_titles
from wushan_ie.recognition.word_classes import read_word_classes
from wushan_ie.records import Mention
from wushan_ie.rulebook import bundled_rules

TABLE = tomllib.loads((bundled_rules() / "tables" / "persons.toml").read_text(encoding="utf-8"))
GRAMMAR = compile_persons(TABLE, read_word_classes(bundled_rules() / "tables"))
RECOGNITION = Path(find_persons.__code__.co_filename).parent
EXAMPLES = [(example["rule"], text) for example in TABLE["example"] for text in example["texts"]]
SILENCES = [(example["rule"], text) for example in TABLE["example"] for text in example["silences"]]
HOSTILE = [
    "书记",
    "王",
    "、",
    "书记王明、",
    "王明书记",
    "（王林",
    "和王",
    "阿·",
    "王明说，",
    "副",
    "书记王和",
    "张三，县长",
    "家住",
]


def persons(
    text: str,
    taken: Sequence[tuple[int, int]] = (),
    places: Sequence[tuple[int, int]] = (),
    words: Collection[int] | None = None,
) -> list[Mention]:
    return find_persons(text, GRAMMAR, find_titles(text, GRAMMAR), taken, places, words)


def read(marked: str) -> tuple[str, list[str]]:
    return re.sub(r"[{}]", "", marked), re.findall(r"\{([^}]*)\}", marked)


@pytest.mark.parametrize(("rule", "marked"), EXAMPLES, ids=[f"{rule} {text}" for rule, text in EXAMPLES])
def test_an_example_of_the_table_gives_its_names_and_one_of_them_by_its_rule(rule: str, marked: str) -> None:
    text, names = read(marked)
    found = persons(text)
    assert [mention.text for mention in found] == names
    assert rule in {mention.rule for mention in found}


@pytest.mark.parametrize(("rule", "text"), SILENCES, ids=[f"{rule} {text}" for rule, text in SILENCES])
def test_a_near_miss_of_the_table_holds_no_name(rule: str, text: str) -> None:
    assert persons(text) == [], rule


@pytest.mark.parametrize("text", TABLE["near_misses"]["texts"])
def test_a_text_that_names_nobody_holds_no_name(text: str) -> None:
    assert persons(text) == []


def test_every_rule_has_examples_and_near_misses() -> None:
    rules = {
        rule
        for module in RECOGNITION.glob("person*.py")
        for rule in re.findall(r'"(person-[a-z-]+)"', module.read_text(encoding="utf-8"))
    }
    assert {example["rule"] for example in TABLE["example"]} == rules
    assert all(example["texts"] and example["silences"] for example in TABLE["example"])


def test_no_name_touches_a_taken_span() -> None:
    assert [mention.text for mention in persons("局长石泉生说")] == ["石泉生"]
    assert persons("局长石泉生说", taken=[(2, 4)]) == []


def test_a_taken_span_ends_a_name() -> None:
    text = "村民江一梦去年种姜"
    assert [mention.text for mention in persons(text, taken=[(5, 7)])] == ["江一梦"]


def test_a_name_behind_a_body_in_a_labelled_line_is_found() -> None:
    text = "联系人：县督查室郝思源，电话略"
    assert [mention.text for mention in persons(text, taken=[(4, 8)])] == ["郝思源"]


def test_word_starts_settle_where_nothing_else_does() -> None:
    text = "县长王兰坪碑文"
    found = {words: persons(text, words=words)[0].text for words in [(0, 2, 5), (0, 2, 4)]}
    assert found == {(0, 2, 5): "王兰坪", (0, 2, 4): "王兰"}


def test_the_name_of_a_work_holds_no_name() -> None:
    found = persons("学习习近平总书记讲话和习近平经济思想")
    assert [(mention.start, mention.text) for mention in found] == [(2, "习近平")]


@given(st.text(alphabet="书记副县长王江和、，。（）：张三·阿不都 说的第一\n" + "记者摄兄弟岁", max_size=80))
def test_mentions_lie_in_the_text_apart_and_in_order(text: str) -> None:
    found = persons(text)
    assert all(text[mention.start : mention.end] == mention.text for mention in found)
    assert all(left.end <= right.start for left, right in pairwise(found))


@given(st.text(max_size=200))
def test_any_text_is_read_without_an_error(text: str) -> None:
    assert persons(text) == persons(text)


@pytest.mark.parametrize("unit", HOSTILE)
def test_time_is_linear_in_the_length_of_hostile_text(unit: str) -> None:
    def seconds(times: int) -> float:
        start = time.perf_counter()
        persons(unit * times)
        return time.perf_counter() - start

    short = min(seconds(1000) for _ in range(3))
    assert seconds(8000) < 8 * 4 * short + 0.2
