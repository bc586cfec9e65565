import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wushan_ie.rulebook.compiler import Side, compile_pattern, variants, ways
from wushan_ie.rulebook.model import Gap, Pattern, Slot, Words

AMOUNT = Slot(("MONEY",), "amount", optional=False)
ORG = Slot(("ORG",), "actor", optional=False)
GAP = Gap(4, clause=False)
MARKS = {"MONEY": "\ufdd0", "ORG": "\ufdd1"}


def _words(*words: str, optional: bool = False) -> Words:
    return Words(words, None, optional)


def _behind(*elements: Slot | Words | Gap) -> Side:
    side = compile_pattern(Pattern("", (), AMOUNT, elements), MARKS).behind
    assert side is not None
    return side


def _taken(side: Side, chars: str) -> list[str | None] | None:
    match = re.match(side.expression, chars)
    return None if match is None else list(match.groups())


@pytest.mark.parametrize(
    ("elements", "chars", "taken"),
    [
        ([_words("投", "投入")], "投入", ["投入"]),
        ([_words("投", "投入"), _words("入")], "投入", ["投", "入"]),
        ([_words("共", optional=True), _words("投")], "共投", ["共", "投"]),
        ([_words("共", optional=True), _words("投")], "投", [None, "投"]),
        ([GAP, _words("投")], "甲乙投丙投", ["投"]),
        ([GAP, _words("投")], "甲乙丙丁戊投", None),
        ([GAP, _words("投")], "甲，、：投", ["投"]),
        ([GAP, _words("投")], "甲。投", None),
        ([GAP, _words("投")], "甲;投", None),
        ([GAP, _words("投")], "甲\n投", None),
        ([GAP, _words("投")], "\ufdd1投", None),
        ([Gap(4, clause=True), _words("投")], "甲，投", None),
        ([Gap(4, clause=True), _words("投")], "甲：投", ["投"]),
        ([_words("，")], ",", [","]),
        ([_words("GDP")], "ＧDＰ", ["ＧDＰ"]),
        ([_words("(") , _words("^]-\\")], "(^]-\\", ["(", "^]-\\"]),
    ],
)  # fmt: skip
def test_a_side_takes_the_nearest_and_the_longest(elements, chars, taken):
    assert _taken(_behind(*elements), chars) == taken


@pytest.mark.parametrize(
    ("chars", "taken"),
    [
        ("甲乙\ufdd1", ["\ufdd1"]),
        ("\ufdd1", ["\ufdd1"]),
        ("甲乙丙", [None]),
        ("甲乙丙丁戊\ufdd1", [None]),
        ("", [None]),
    ],
)
def test_at_the_far_end_a_gap_reaches_out_for_what_is_optional(chars, taken):
    assert _taken(_behind(GAP, Slot(("ORG",), "actor", optional=True)), chars) == taken


@pytest.mark.parametrize(
    ("chars", "taken"),
    [("甲共\ufdd1", ["共", "\ufdd1"]), ("甲\ufdd1", [None, "\ufdd1"]), ("甲共", ["共", None]), ("甲甲", [None, None])],
)
def test_at_the_far_end_a_gap_reaches_the_first_of_several_optional_elements(chars, taken):
    side = _behind(GAP, _words("共", optional=True), Slot(("ORG",), "actor", optional=True))
    assert _taken(side, chars) == taken


def test_a_run_is_taken_whole_or_not_at_all():
    run = Slot(("ORG",), "actor", optional=False, joiners=("、", "以及"))
    assert _taken(_behind(run), "\ufdd1、\ufdd1以及\ufdd1。") == ["\ufdd1、\ufdd1以及\ufdd1"]
    assert _taken(_behind(run, _words("、"), ORG), "\ufdd1、\ufdd1") is None


def test_the_side_before_the_anchor_runs_backwards():
    run = Slot(("ORG",), "actor", optional=False, joiners=("以及",))
    side = compile_pattern(Pattern("", (run, _words("投入", "追加")), AMOUNT, ()), MARKS).before
    assert side is not None
    assert (side.groups, _taken(side, "\ufdd1以及\ufdd1投入"[::-1])) == ((-1, -2), ["入投", "\ufdd1及以\ufdd1"])


def test_groups_tell_the_distance_from_the_anchor_and_leave_gaps_out():
    assert _behind(_words("共"), GAP, ORG).groups == (1, 3)


@pytest.mark.parametrize(
    ("elements", "count"),
    [
        ([], 1),
        ([GAP, GAP], 25),
        ([_words("投", "投入", "入")], 2),
        ([_words("入", "投入", "增投入")], 3),
        ([_words("共", optional=True), Slot(("ORG",), None, optional=True)], 4),
    ],
)
def test_the_ways_through_a_side_multiply(elements, count):
    assert ways(elements) == count


@pytest.mark.parametrize(("sign", "both"), [("，", "，,"), ("(", "(（"), ("a", "aａ"), ("。", "。"), ("投", "投")])
def test_a_character_stands_for_both_of_its_widths(sign, both):
    assert variants(sign) == both


@given(st.lists(st.text(alphabet="投入甲乙", min_size=1, max_size=4), min_size=1, max_size=8, unique=True), st.data())
def test_a_list_takes_the_longest_of_its_words_in_either_direction(words, data):
    chars = data.draw(st.text(alphabet="投入甲乙", max_size=8))
    heads = [word for word in words if chars.startswith(word)]
    tails = [word for word in words if chars.endswith(word)]
    pattern = Pattern("", (_words(*words),), AMOUNT, (_words(*words),))
    compiled = compile_pattern(pattern, MARKS)
    assert compiled.before is not None
    assert compiled.behind is not None
    assert _taken(compiled.behind, chars) == ([max(heads, key=len)] if heads else None)
    assert _taken(compiled.before, chars[::-1]) == ([max(tails, key=len)[::-1]] if tails else None)
