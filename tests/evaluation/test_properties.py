"""What holds of any evaluation, whatever gold and the prediction are."""

from hypothesis import given, settings
from hypothesis import strategies as st

from wushan_ie.evaluation import compare, evaluate


@given(data=st.data())
@settings(max_examples=50, deadline=None)
def test_gold_against_itself_has_no_error_and_every_score_is_one(corpora, data):
    gold, _ = data.draw(corpora)
    evaluation = evaluate(gold, gold)
    assert evaluation.differences == ()
    assert {measure.counts.f1 for measure in evaluation.measures} <= {1.0, None}
    assert all(form.right == form.n for form in evaluation.forms)
    assert all(one == other for one, other, _ in evaluation.kinds)


@given(data=st.data())
@settings(max_examples=50, deadline=None)
def test_every_error_counted_is_listed_once(corpora, data):
    evaluation = evaluate(*data.draw(corpora))
    listed = [(difference.measure, difference.problem) for difference in evaluation.differences]
    for measure in evaluation.measures:
        count = {
            problem: listed.count((measure.name, problem)) for problem in ("missed", "spurious", "boundary", "wrong")
        }
        both = count["boundary"] + count["wrong"]
        if not measure.name.startswith("link."):
            assert count["missed"] + both == measure.counts.gold - measure.counts.right
            assert count["spurious"] + both == measure.counts.predicted - measure.counts.right


@given(data=st.data())
@settings(max_examples=50, deadline=None)
def test_the_scores_of_the_rules_add_up_to_those_of_their_records(corpora, data):
    evaluation = evaluate(*data.draw(corpora))
    for name in ("MONEY", "QUANTITY", "PERCENT", "DATE", "ORG", "GPE", "PERSON", "PROJECT", "fact", "post"):
        rules = [rule for rule in evaluation.rules if rule.record == name]
        counts = evaluation.measure(name).counts
        assert sum(rule.fired for rule in rules) == counts.predicted
        assert sum(rule.right for rule in rules) == counts.right
        assert all(rule.complete <= rule.right for rule in rules)
        assert all(len(rule.errors) == rule.fired - rule.right for rule in rules)


@given(data=st.data())
@settings(max_examples=50, deadline=None)
def test_the_forms_of_amounts_add_up_to_the_values(corpora, data):
    evaluation = evaluate(*data.draw(corpora))
    for label in ("MONEY", "QUANTITY", "PERCENT"):
        forms = [form for form in evaluation.forms if form.label == label]
        counts = evaluation.measure(f"{label}.value").counts
        assert (sum(form.right for form in forms), sum(form.n for form in forms)) == (counts.right, counts.gold)


@given(data=st.data())
@settings(max_examples=50, deadline=None)
def test_a_prediction_compared_with_itself_has_no_change(corpora, data):
    gold, predicted = data.draw(corpora)
    comparison = compare(gold, predicted, predicted)
    assert (comparison.changes, comparison.lost, comparison.gained, comparison.p_value) == ((), 0, 0, 1.0)


@given(data=st.data())
@settings(max_examples=50, deadline=None)
def test_a_comparison_agrees_with_the_two_evaluations_and_turns_around(corpora, data):
    gold, predicted = data.draw(corpora)
    there, back = compare(gold, predicted, gold), compare(gold, gold, predicted)
    right = {name: one.measure("fact").counts.right for name, one in (("old", there.before), ("new", there.after))}
    assert there.gained - there.lost == right["new"] - right["old"]
    assert (there.gained, there.lost, there.p_value) == (back.lost, back.gained, back.p_value)
    opposite = {"appeared": "vanished", "vanished": "appeared", "changed": "changed"}
    assert [opposite[change.what] for change in there.changes] == [change.what for change in back.changes]
    assert {change.verdict for change in there.changes} <= {"better"}
