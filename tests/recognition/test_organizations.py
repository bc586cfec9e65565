"""Organizations in text: the table's examples, and what must hold for any text."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wushan_ie.recognition.organization_grammar import compile_organizations
from wushan_ie.recognition.organization_ground import PlaceSpan
from wushan_ie.recognition.organization_names import resolve_organizations
from wushan_ie.recognition.organizations import find_organizations
from wushan_ie.recognition.word_classes import read_word_classes
from wushan_ie.records import Mention
from wushan_ie.rulebook import bundled_rules, read_rulebook

TABLE = read_rulebook([bundled_rules()]).tables["organizations"]
GRAMMAR = compile_organizations(TABLE, read_word_classes(bundled_rules() / "tables"))
PLACES = re.compile("巫山县?|台州|沭源|柳湖|临溪|兴坑村?|秀屏|山东|广西|浙江|岑岳|保康县")
NAMED = [marked for group, examples in TABLE["examples"].items() if group != "silent" for marked in examples]


def found_in(text: str) -> list[Mention]:
    places = [PlaceSpan(*match.span(), 3, 3) for match in PLACES.finditer(text)]
    return find_organizations(text, GRAMMAR, places, [])


@pytest.mark.parametrize("marked", NAMED)
def test_an_example_of_the_table_gives_its_names(marked: str) -> None:
    text = re.sub(r"[{}]", "", marked)
    assert [mention.text for mention in found_in(text)] == re.findall(r"\{(.*?)\}", marked)


@pytest.mark.parametrize("text", TABLE["examples"]["silent"])
def test_a_silent_example_of_the_table_holds_no_name(text: str) -> None:
    assert found_in(text) == []


ALIASES = [(part["reason"], *pair) for part in TABLE["alias_examples"] for pair in part["same"]]
APART = [pair for part in TABLE["alias_examples"] for pair in part["apart"]]


def canonical_of(names: list[str]) -> dict[str, tuple[str | None, str | None]]:
    """Return the canonical name and the reason for each name of a text that lists them."""
    text = "，".join(names)
    spans = [(text.index(name), name) for name in names]
    mentions = [Mention("ORG", start, start + len(name), name, "test") for start, name in spans]
    return {one.text: (one.canonical, one.canonical_by) for one in resolve_organizations(text, mentions, GRAMMAR)}


@pytest.mark.parametrize(("reason", "full", "short"), ALIASES)
def test_a_short_name_has_the_longest_name_as_canonical_and_says_why(reason: str, full: str, short: str) -> None:
    assert canonical_of([full, short]) == {full: (full, None), short: (full, reason)}


@pytest.mark.parametrize(("one", "other"), APART)
def test_names_of_two_organizations_stay_apart(one: str, other: str) -> None:
    assert canonical_of([one, other]) == {one: (one, None), other: (other, None)}


def test_a_name_that_could_mean_two_organizations_keeps_its_own() -> None:
    found = canonical_of(["巫山县教育局", "云阳县教育局", "县教育局"])
    assert found["县教育局"] == ("县教育局", None)


def test_a_name_that_the_text_introduces_is_the_one_before_it() -> None:
    text = "旌川县农村产权流转交易中心（以下简称“农交中心”）成立"
    mentions = [Mention("ORG", start, start + len(name), name, "test") for start, name in
                [(0, "旌川县农村产权流转交易中心"), (19, "农交中心")]]  # fmt: skip
    (_, short) = resolve_organizations(text, mentions, GRAMMAR)
    assert (short.canonical, short.canonical_by) == ("旌川县农村产权流转交易中心", "introduced")


@given(st.text(alphabet="县市委局办公司银行学校医院由向和、，“”《》（）中央组织部农业abc1 \n", max_size=80))
def test_any_soup_of_name_signs_gives_disjoint_names_in_order(text: str) -> None:
    end = 0
    for mention in find_organizations(text, GRAMMAR, [], []):
        assert end <= mention.start < mention.end
        assert text[mention.start : mention.end] == mention.text
        end = mention.end


@pytest.mark.parametrize("unit", ["公司", "县委", "某某银行", "农业", "、县局", "（县）", "“", "以下简称公司"])
def test_hostile_repetition_takes_time_linear_in_its_length(unit: str) -> None:
    def seconds(length: int) -> float:
        text = unit * (length // len(unit))
        begin = time.perf_counter()
        found_in(text)
        return time.perf_counter() - begin

    seconds(1000)
    short = min(seconds(5_000) for _ in range(3))
    assert seconds(40_000) < 40 * short + 0.05


def test_many_names_of_one_place_and_form_are_told_apart_in_linear_time() -> None:
    def seconds(count: int) -> float:
        brands = (f"{chr(0x4E00 + 7 * number)}{chr(0x6E00 + number)}" for number in range(count))
        names = [f"巫山县{brand}{trade}有限公司" for brand in brands for trade in ("食品", "农业开发")]
        begin = time.perf_counter()
        canonical_of(names)
        return time.perf_counter() - begin

    short = min(seconds(100) for _ in range(3))
    assert seconds(1600) < 80 * short + 0.05
