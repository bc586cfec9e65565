import pytest

from wushan_ie.evaluation import compare, find_contributions, render_comparison
from wushan_ie.evaluation.comparison import mcnemar_p

TEXT = "县里投入5元修渠，贷款6元买羊，收入7元。"


def span(name, label, words):
    start = TEXT.index(words)
    return {"id": name, "label": label, "start": start, "end": start + len(words), "text": words}


ENTITIES = [
    *(span(name, "MONEY", words) for name, words in (("M5", "5元"), ("M6", "6元"), ("M7", "7元"))),
    span("P5", "PROJECT", "渠"),
    span("P6", "PROJECT", "羊"),
    span("O", "ORG", "县里"),
]


def corpus(*facts):
    return [{"id": "b01", "text": TEXT, "entities": ENTITIES, "facts": list(facts)}]


def fact(number, project=None, kind="INVEST", **keys):
    return {"amount": f"M{number}", "kind": kind, "project": project, "rule": f"r{number}", **keys}


CANAL, SHEEP, BARE = fact(5, "P5", actors=["O"]), fact(6, "P6", "LOAN"), fact(7, kind="INCOME")
GOLD = corpus(CANAL, SHEEP)


@pytest.mark.parametrize(
    ("before", "after", "what", "verdict"),
    [
        ([], [CANAL], "appeared", "better"),
        ([], [fact(5, "P6")], "appeared", "worse"),
        ([], [BARE], "appeared", "worse"),
        ([SHEEP], [], "vanished", "worse"),
        ([BARE], [], "vanished", "better"),
        ([fact(5, "P5")], [CANAL], "changed", "better"),
        ([CANAL], [CANAL | {"kind": "LOAN"}], "changed", "worse"),
        ([fact(6, "P5", "SALE")], [fact(6, None, "SALE")], "changed", "neither"),
    ],
)
def test_a_change_is_told_with_its_verdict_by_gold(before, after, what, verdict):
    [change] = compare(GOLD, corpus(*before), corpus(*after)).changes
    assert (change.what, change.verdict) == (what, verdict)


def test_a_fact_made_by_another_rule_did_not_change():
    assert compare(GOLD, corpus(CANAL), corpus(CANAL | {"rule": "other"})).changes == ()


def test_a_comparison_names_every_fact_lost_with_sentence_and_rules():
    assert render_comparison(compare(GOLD, GOLD, corpus(SHEEP))).splitlines()[-6:] == [
        "    before     INVEST 5元 → 渠, by 县里",
        "    after      –",
        "    in         县里投入【5元】修渠，贷款6元买羊，收入7元。",
        "",
        "facts: 1 vanished (0 better, 1 worse)",
        "of 2 gold facts 0 are right only after, 1 only before: McNemar p = 1.0000 (exact, two-sided)",
    ]


def test_scores_that_moved_are_told_before_and_after():
    lines = render_comparison(compare(GOLD, GOLD, corpus(SHEEP))).splitlines()
    assert lines[0].split() == ["F1", "before", "F1", "after", "right", "before", "right", "after"]
    assert lines[1].split() == ["fact", "1.000", "0.667", "2", "1"]
    assert "MONEY" not in {line.split()[0] for line in lines if line}


def test_equal_predictions_are_said_to_be_equal():
    assert render_comparison(compare(GOLD, GOLD, GOLD)) == "no score differs\nno fact differs\n"


def test_what_a_rule_adds_is_found_by_predicting_without_it():
    def predict_without(rule):
        # Without r5 another rule still finds the canal; without r7 a wrong fact is gone.
        left = [fact for fact in (CANAL, SHEEP, BARE) if fact["rule"] != rule or rule == "r5"]
        return corpus(*left)

    found = find_contributions(GOLD, corpus(CANAL, SHEEP, BARE), ["r5", "r6", "r7"], predict_without)
    assert [(item.rule, item.adds, item.spoils) for item in found] == [("r5", 0, 0), ("r6", 1, 0), ("r7", 0, 0)]


@pytest.mark.parametrize(
    ("lost", "gained", "p"), [(0, 0, 1.0), (0, 1, 1.0), (3, 3, 1.0), (0, 6, 0.03125), (10, 2, 0.03857421875)]
)
def test_mcnemar_is_the_exact_two_sided_binomial_test(lost, gained, p):
    assert mcnemar_p(lost, gained) == pytest.approx(p)


def test_mcnemar_of_many_items_does_not_overflow():
    assert 0 <= mcnemar_p(4000, 6000) < 1e-80
