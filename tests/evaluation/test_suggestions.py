import tomllib

import pytest

from wushan_ie.evaluation import format_suggestions, suggest_rules
from wushan_ie.rulebook import bundled_rules, read_rulebook
from wushan_ie.rulebook.matcher import LinkMatcher
from wushan_ie.writing.documents import check_document
from wushan_ie.writing.markup import parse_markup

GOLD = """\
# b01
{ORG#o|县水利局}投入{MONEY#m value=50000|5万元}抢修{PROJECT#p|山塘}。
---
fact m INVEST project=p actors=o
# b02
{ORG#o|镇政府}投入{MONEY#m value=60000|6万元}抢修{PROJECT#p|便桥}。
---
fact m INVEST project=p actors=o
# b03
{ORG#o|镇政府}投入{MONEY#m value=70000|7万元}抢修{PROJECT#p|村道}，又投入{MONEY#n value=10000|1万元}救助灾民。
---
fact m INVEST project=p actors=o
fact n INVEST
# b04
县里{MONEY#m value=80000|8万元}。{PROJECT#p|村道}已通。
---
fact m INVEST project=p
"""


@pytest.fixture(scope="module")
def rulebook():
    return read_rulebook([bundled_rules()])


def gold():
    return [check_document(one, "gold") for one in parse_markup(GOLD)]


def without_facts(document):
    return {**document, "facts": []}


def suggest(rulebook, predicted):
    sentences = {
        one["id"]: [(0, one["text"].index("。") + 1), (one["text"].index("。") + 1, len(one["text"]))] for one in gold()
    }
    return suggest_rules(rulebook, gold(), predicted, sentences)


def test_what_missed_facts_share_is_suggested_with_its_support(rulebook):
    found = suggest(rulebook, [without_facts(one) for one in gold()])
    best = found[0]
    assert (best.kind, best.support, best.documents, best.wrong) == ("INVEST", 3, 3, 0)
    assert best.pattern == "<invest>{MONEY:amount}抢修{PROJECT:project}" or "<carry-out>" in best.pattern


def test_what_rules_find_already_counts_as_elsewhere(rulebook):
    documents = gold()
    found = suggest(rulebook, [without_facts(documents[0]), *documents[1:]])
    assert (found[0].support, found[0].right, found[0].wrong) == (1, 2, 0)
    assert found[0].interval == pytest.approx((0.342, 1.0), abs=0.001)


def test_a_pattern_that_errs_elsewhere_shows_where(rulebook):
    documents = gold()
    documents[1]["facts"][0]["kind"] = "LOAN"
    sentences = {one["id"]: [(0, len(one["text"]))] for one in documents}
    found = suggest_rules(rulebook, documents, [without_facts(documents[0]), *documents[1:]], sentences)
    assert found[0].wrong == 1
    assert found[0].negative == ("{ORG|镇政府}投入{MONEY|6万元}抢修{PROJECT|便桥}。",)


def test_an_amount_and_a_project_in_two_sentences_give_no_context(rulebook):
    found = suggest(rulebook, [without_facts(one) for one in gold()])
    assert not any("8万元" in example for one in found for example in one.positive)


def test_nothing_is_suggested_where_nothing_is_missed(rulebook):
    assert suggest(rulebook, gold()) == []


def test_skeletons_are_rules_that_match_their_own_examples(rulebook, tmp_path):
    found = suggest(rulebook, [without_facts(one) for one in gold()])
    written = format_suggestions(found)
    assert all(rule["status"] == "trial" for rule in tomllib.loads(written)["rule"])
    filled = written.replace('says = ""', 'says = "试用"').replace('why = ""', 'why = "试用"')
    filled = filled.replace("negative = [\n]", "negative = ['无']").replace("positive = [", "positive = [\n  # …")
    (tmp_path / "links").mkdir()
    (tmp_path / "links" / "trial.toml").write_text(filled, encoding="utf-8")
    tried = [one for one in read_rulebook([bundled_rules(), tmp_path]).links if one.id.startswith("suggested-")]
    assert len(tried) == len(found)
    for rule in tried:
        assert all(LinkMatcher([rule]).find(one.text, 0, len(one.text), one.spans) for one in rule.positive)
