"""Organizations in text: the table's examples, and what must hold for any text."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wushan_ie.recognition.organization_edges import PlaceSpan
from wushan_ie.recognition.organization_grammar import compile_organizations
from wushan_ie.recognition.organization_names import resolve_organizations
from wushan_ie.recognition.organizations import find_organizations
from wushan_ie.recognition.word_classes import read_word_classes
from wushan_ie.records import Mention
from wushan_ie.rulebook import bundled_rules, read_rulebook

TABLE = read_rulebook([bundled_rules()]).tables["organizations"]
GRAMMAR = compile_organizations(TABLE, read_word_classes(bundled_rules() / "tables"))
PLACES = re.compile("巫山县?|台州|沭源|柳湖|临溪|兴坑村?|秀屏|山东")


def found_in(text: str) -> list[Mention]:
    places = [PlaceSpan(*match.span(), 3, 3) for match in PLACES.finditer(text)]
    return find_organizations(text, GRAMMAR, places, [])


@pytest.mark.parametrize("marked", TABLE["examples"]["bodies"] + TABLE["examples"]["firms"])
def test_an_example_of_the_table_gives_its_names(marked: str) -> None:
    text = re.sub(r"[{}]", "", marked)
    assert [mention.text for mention in found_in(text)] == re.findall(r"\{(.*?)\}", marked)


@pytest.mark.parametrize("text", TABLE["examples"]["silent"])
def test_a_silent_example_of_the_table_holds_no_name(text: str) -> None:
    assert found_in(text) == []


@pytest.mark.parametrize(
    ("text", "short", "full"),
    [
        ("市文化旅游委部署，市文旅委落实", "市文旅委", "市文化旅游委"),
        ("重庆渝富集团出资，渝富集团派驻", "渝富集团", "重庆渝富集团"),
        ("江苏海堰农村商业银行股份有限公司年报。海堰农商行放款", "海堰农商行", "江苏海堰农村商业银行股份有限公司"),
        ("康宁医疗用品有限公司捐赠，康宁公司表示", "康宁公司", "康宁医疗用品有限公司"),
        ("巫山县委开会，县委要求", "县委", "巫山县委"),
    ],
)
def test_a_short_name_has_the_longest_name_as_canonical(text: str, short: str, full: str) -> None:
    names = [match for name in (full, short) for match in re.finditer(re.escape(name), text)]
    mentions = [Mention("ORG", *match.span(), match[0], "test") for match in names]
    resolved = {mention.text: mention.canonical for mention in resolve_organizations(text, mentions, GRAMMAR)}
    assert resolved[short] == full


APART = [
    ("云溪农商银行", "云溪农商银行岭背支行"),
    ("市委", "市文化旅游委"),
    ("省红十字会", "抚云市红十字会"),
    ("县教育局", "市教育局"),
]


@pytest.mark.parametrize(("one", "other"), APART)
def test_names_of_two_organizations_stay_apart(one: str, other: str) -> None:
    text = f"{one}，{other}"
    mentions = [Mention("ORG", 0, len(one), one, "test"), Mention("ORG", len(one) + 1, len(text), other, "test")]
    assert [mention.canonical for mention in resolve_organizations(text, mentions, GRAMMAR)] == [one, other]


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
