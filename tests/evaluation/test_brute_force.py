"""The scores beside a second scorer that shares no code with the package: plain loops over all pairs."""

from collections import Counter
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wushan_ie.evaluation import evaluate, score_partial
from wushan_ie.writing.faults import find_faults

AMOUNTS = ["MONEY", "QUANTITY", "PERCENT"]


def place(document, name):
    return next(((e["start"], e["end"]) for e in document["entities"] if e["id"] == name), None)


def inside(entity, host):
    bounds = (entity["start"], entity["end"]), (host["start"], host["end"])
    return (
        host["label"] in ("ORG", "PERSON", "PROJECT")
        and bounds[0] != bounds[1]
        and (set(range(*bounds[0])) <= set(range(*bounds[1])))
    )


def scored(document, others):
    """The entities that count: a place inside a name of its own file, or of gold, does not."""
    hosts = document["entities"] + others
    return [e for e in document["entities"] if e["label"] != "GPE" or not any(inside(e, h) for h in hosts)]


def same_number(one, other):
    return one == other if None in (one, other) else Decimal(one) == Decimal(other)


def dice(one, other):
    if one is None or other is None:
        return float(one == other)
    left, right = set(range(*one)), set(range(*other))
    return 2 * len(left & right) / (len(left) + len(right))


class Brute:
    def __init__(self):
        self.table = {}

    def add(self, name, right=0, predicted=0, gold=0):
        old = self.table.get(name, (0, 0, 0))
        self.table[name] = (old[0] + right, old[1] + predicted, old[2] + gold)

    def share(self, name, is_right):
        self.add(name, int(is_right), 1, 1)

    def entities(self, gold, predicted):
        wanted, found = scored(gold, []), scored(predicted, gold["entities"])
        quantities = [e for e in gold["entities"] if e["label"] == "QUANTITY"]
        bounds = any(e["low"] or e["high"] for e in quantities)
        exact_without = any(e["value"] and not e["approx"] for e in quantities) and not bounds
        for entity in wanted:
            self.add(entity["label"], gold=1)
        for entity in found:
            self.add(entity["label"], predicted=1)
            for other in wanted:
                if all(entity[key] == other[key] for key in ("label", "start", "end")):
                    self.add(entity["label"], right=1)
                    if entity["label"] in AMOUNTS:
                        keys = (
                            ["value"] if entity["label"] == "QUANTITY" and exact_without else ["value", "low", "high"]
                        )
                        right = all(same_number(entity[key], other[key]) for key in keys)
                        self.share(f"{entity['label']}.value", right and entity["unit"] == other["unit"])

    def facts(self, gold, predicted):
        def targets(document, fact, role):
            names = fact["actors"] if role == "actors" else [fact[role]] if fact[role] else []
            return sorted({place(document, name) for name in names})  # a set of spans, whatever their labels

        for document, side in ((gold, "gold"), (predicted, "predicted")):
            for fact in document["facts"]:
                self.add("fact", **{side: 1})
                for role in ("project", "actors", "place", "part_of"):
                    self.add(f"link.{role}", **{side: len(targets(document, fact, role))})
        for one in gold["facts"]:
            for other in predicted["facts"]:
                if place(gold, one["amount"]) != place(predicted, other["amount"]):
                    continue
                similar = dice(place(gold, one["project"]), place(predicted, other["project"])) >= 0.5
                self.add("fact", right=int(similar))
                self.add("link.project", right=int(similar and one["project"] is not None))
                self.share("fact.kind", one["kind"] == other["kind"])
                for role in ("actors", "place", "part_of"):
                    wanted, found = targets(gold, one, role), targets(predicted, other, role)
                    self.share(f"fact.{role}", set(wanted) == set(found))
                    self.add(f"link.{role}", right=len([span for span in set(wanted) if span in found]))

    def posts(self, gold, predicted):
        self.add("post", predicted=len(predicted["posts"]), gold=len(gold["posts"]))
        for one in gold["posts"]:
            for other in predicted["posts"]:
                if (place(gold, one["person"]), one["title"]) == (place(predicted, other["person"]), other["title"]):
                    self.add("post", right=1)
                    for role in ("org", "place"):
                        self.share(f"post.{role}", place(gold, one[role]) == place(predicted, other[role]))


@given(data=st.data())
@settings(max_examples=120, deadline=None)
def test_every_score_is_that_of_the_brute_force_scorer(corpora, data):
    gold, predicted = data.draw(corpora)
    brute = Brute()
    for document, other in zip(gold, predicted, strict=True):
        assert [*find_faults(document), *find_faults(other)] == []
        brute.entities(document, other)
        brute.facts(document, other)
        brute.posts(document, other)
    for measure in evaluate(gold, predicted[::-1]).measures:
        counts = (measure.counts.right, measure.counts.predicted, measure.counts.gold)
        assert (measure.name, counts) == (measure.name, brute.table.get(measure.name, (0, 0, 0)))
        precision = counts[0] / counts[1] if counts[1] else None
        recall = counts[0] / counts[2] if counts[2] else None
        assert (measure.counts.precision, measure.counts.recall) == (precision, recall)
        if precision and recall:
            assert abs(measure.counts.f1 - 2 * precision * recall / (precision + recall)) < 1e-12


@given(data=st.data())
@settings(max_examples=50, deadline=None)
def test_the_confusion_of_kinds_is_that_of_a_loop_over_all_pairs_of_facts(corpora, data):
    gold, predicted = data.draw(corpora)
    seen = Counter(
        (one["kind"], two["kind"])
        for document, other in zip(gold, predicted, strict=True)
        for one in document["facts"]
        for two in other["facts"]
        if place(document, one["amount"]) == place(other, two["amount"])
    )
    assert {(one, two): n for one, two, n in evaluate(gold, predicted).kinds} == seen


def touch(one, other):
    return bool(set(range(one["start"], one["end"])) & set(range(other["start"], other["end"])))


@given(data=st.data())
@settings(max_examples=50, deadline=None)
def test_partial_scores_are_those_of_a_loop_over_all_spans(corpora, data):
    pytest.importorskip("nervaluate")
    gold, predicted = data.draw(corpora)
    for score in score_partial(gold, predicted):
        counts = Counter()
        for document, other in zip(gold, predicted, strict=True):
            open_answers = [e for e in scored(document, []) if e["label"] == score.label]
            for found in (e for e in scored(other, document["entities"]) if e["label"] == score.label):
                exact = [e for e in open_answers if (e["start"], e["end"]) == (found["start"], found["end"])]
                touched = [e for e in open_answers if touch(e, found)]
                counts["correct" if exact else "partial" if touched else "spurious"] += 1
                if touched:
                    open_answers.remove((exact or touched)[0])
            counts["missed"] += len(open_answers)
        assert (score.correct, score.partial) == (counts["correct"], counts["partial"])
        assert (score.missed, score.spurious) == (counts["missed"], counts["spurious"])
