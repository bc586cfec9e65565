import pytest

from wushan_ie.errors import RuleError
from wushan_ie.linking.weights import read_weights
from wushan_ie.rulebook import bundled_rules, read_rulebook


def test_weights_add_up_and_what_is_not_listed_counts_nothing():
    weights = read_weights([("before", "0.5"), ("last", "-0.25")])
    assert weights.score(["before", "last", "unheard of"]) == 0.25


@pytest.mark.parametrize("row", [("before",), ("before", "much"), ("before", "1", "2")])
def test_a_row_of_another_form_is_named(row):
    with pytest.raises(RuleError) as caught:
        read_weights([("last", "1"), row])
    assert str(caught.value) == f"tables/evidence.tsv: row 2: found {row!r}; allowed: evidence and its weight"


def test_every_bundled_rule_is_known_to_the_weights():
    rulebook = read_rulebook([bundled_rules()])
    weights = read_weights(rulebook.tables["evidence"])
    unknown = [rule.id for rule in rulebook.links if f"winner {rule.id}" not in weights.values]
    assert unknown == []  # else: wushan-ie rules fit corpus/gold/dev.jsonl corpus/gold/tune.jsonl --out …
