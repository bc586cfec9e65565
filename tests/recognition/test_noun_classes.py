"""What the nouns of phrases name, by their endings."""

import pytest

from tests.linking.marked import RULEBOOK
from wushan_ie.errors import RuleError
from wushan_ie.recognition.noun_classes import compile_nouns, list_predicates

NOUNS = compile_nouns(RULEBOOK.tables["nouns"])


@pytest.mark.parametrize(
    ("phrase", "name"),
    [
        ("东溪村道路硬化", "works"),
        ("农贸市场", "facility"),
        ("高山脐橙", "crops"),
        ("能繁母猪300头", "livestock"),
        ("棉衣200件", "goods"),
        ("“春蕾助学金”", "aid"),
        ("快递费", "fee"),
        ("创业担保贷款", "loan"),
        ("玉米完全成本保险", "insurance"),
        ("种粮大户", "people"),
        ("最后结算", "verb"),
        ("价格走低", "state"),
        ("县级配套资金", "source"),
        ("教学设备（二期）", "goods"),
        ("雾凇", "none"),
    ],
)
def test_a_phrase_names_what_its_longest_listed_ending_names(phrase: str, name: str) -> None:
    assert NOUNS.name(phrase) == name


def test_an_ending_of_two_classes_is_an_error() -> None:
    with pytest.raises(RuleError) as error:
        compile_nouns({"weak": [], "classes": {"goods": "车 船", "facility": "桥 船"}})
    assert str(error.value) == "tables/nouns.toml: 船 is listed as goods and as facility; keep one"


def test_words_that_end_a_clause_are_predicates() -> None:
    predicates = list_predicates(RULEBOOK.tables["nouns"])
    assert {"偏低", "卖", "定损"} <= predicates
    assert predicates.isdisjoint({"脐橙", "改造", "电费"})
