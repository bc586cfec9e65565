"""The scores beside a second scorer that shares no code with the package: plain loops over all pairs."""

import copy
from decimal import Decimal
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from wushan_ie.evaluation import evaluate
from wushan_ie.evaluation.views import view_document
from wushan_ie.writing.faults import find_faults

LABELS = ["MONEY", "QUANTITY", "PERCENT", "DATE", "ORG", "GPE", "PERSON", "PROJECT"]
AMOUNTS = LABELS[:3]
TEXT = "县里投入十万元修渠和路。"
NUMBERS = st.sampled_from([None, "1", "1.0", "2"])


@st.composite
def spans_of(draw):
    cuts = sorted(draw(st.sets(st.integers(0, len(TEXT)), min_size=0, max_size=5)))
    return [pair for pair in pairwise(cuts) if draw(st.booleans())]


@st.composite
def annotations(draw, name):
    entities = []
    has_bounds = draw(st.booleans())
    for label in LABELS:
        for start, end in draw(spans_of()):
            entity = {"id": f"T{len(entities)}", "label": label, "start": start, "end": end, "text": TEXT[start:end]}
            if label in AMOUNTS:
                entity |= {
                    "value": draw(NUMBERS),
                    "unit": draw(st.sampled_from(["元", "%"])),
                    "approx": draw(st.booleans()),
                }
                low, high = draw(NUMBERS), draw(NUMBERS)
                entity |= {"low": "1" if low == "2" and high in ("1", "1.0") else low, "high": high}
                if label == "QUANTITY" and not has_bounds:
                    entity |= {"low": None, "high": None}
            entities.append(entity)
    by_label = {label: [e["id"] for e in entities if e["label"] == label] for label in LABELS}

    def maybe(label, but=None):
        return draw(st.sampled_from([None, *(name for name in by_label[label] if name != but)]))

    facts = [
        {
            "amount": amount,
            "kind": draw(st.sampled_from(["LOAN", "SALE"])),
            "project": maybe("PROJECT"),
            "actors": [actor for actor in by_label["ORG"] + by_label["PERSON"] if draw(st.booleans())],
            "place": maybe("GPE"),
            "part_of": maybe("MONEY", but=amount),
        }
        for amount in by_label["MONEY"]
        if draw(st.integers(0, 3))
    ]
    posts = [
        {"person": person, "title": draw(st.sampled_from(["书记", "乡长"])), "org": maybe("ORG"), "place": maybe("GPE")}
        for person in by_label["PERSON"]
    ]
    return {"id": name, "text": TEXT, "entities": entities, "facts": facts, "posts": posts}


@st.composite
def damaged(draw, document):
    document = copy.deepcopy(document)
    for entity in document["entities"]:
        if entity["label"] == "PROJECT" or draw(st.integers(0, 4)) == 0:
            entity["end"] = draw(st.integers(entity["start"] + 1, entity["end"]))
            entity["text"] = TEXT[entity["start"] : entity["end"]]
        if entity["label"] in AMOUNTS and draw(st.integers(0, 2)) == 0:
            entity |= draw(st.sampled_from([{"value": "2"}, {"low": "1"}, {"high": "2"}, {"low": None}, {"unit": "%"}]))
    for fact in document["facts"]:
        if draw(st.integers(0, 2)) == 0:
            fact[draw(st.sampled_from(["project", "place", "part_of"]))] = None
    return document


@st.composite
def corpora(draw):
    names = [f"b{number}" for number in range(draw(st.integers(1, 3)))]
    gold = [draw(annotations(name)) for name in names]
    # Independent documents rarely agree on a whole fact: mostly a damaged copy of gold is what was predicted.
    predicted = [
        draw(st.one_of(annotations(document["id"]), damaged(document), damaged(document))) for document in gold
    ]
    return gold, draw(st.permutations(predicted))


def place(document, name):
    return next(((e["start"], e["end"]) for e in document["entities"] if e["id"] == name), None)


def inside(entity, host):
    bounds = (entity["start"], entity["end"]), (host["start"], host["end"])
    return (
        host["label"] in ("ORG", "PERSON", "PROJECT")
        and bounds[0] != bounds[1]
        and (set(range(*bounds[0])) <= set(range(*bounds[1])))
    )


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
        def scored(document, others):
            hosts = document["entities"] + others
            return [e for e in document["entities"] if e["label"] != "GPE" or not any(inside(e, h) for h in hosts)]

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
            return sorted(place(document, name) for name in names)

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


@given(corpora())
@settings(max_examples=150, deadline=None)
def test_every_score_is_that_of_the_brute_force_scorer(corpus):
    gold, predicted = corpus
    brute = Brute()
    for document in gold:
        assert list(find_faults(document)) == []
        other = next(found for found in predicted if found["id"] == document["id"])
        brute.entities(document, other)
        brute.facts(document, other)
        brute.posts(document, other)
    for measure in evaluate(gold, predicted).measures:
        counts = (measure.counts.right, measure.counts.predicted, measure.counts.gold)
        assert (measure.name, counts) == (measure.name, brute.table.get(measure.name, (0, 0, 0)))
        precision = counts[0] / counts[1] if counts[1] else None
        recall = counts[0] / counts[2] if counts[2] else None
        assert (measure.counts.precision, measure.counts.recall) == (precision, recall)
        if precision and recall:
            assert abs(measure.counts.f1 - 2 * precision * recall / (precision + recall)) < 1e-12


@given(corpora())
@settings(max_examples=50, deadline=None)
def test_gold_against_itself_has_no_error_and_every_score_is_one(corpus):
    gold, _ = corpus
    evaluation = evaluate(gold, gold)
    assert evaluation.differences == ()
    assert {measure.counts.f1 for measure in evaluation.measures} <= {1.0, None}


@given(corpora())
@settings(max_examples=50, deadline=None)
def test_each_wrong_share_is_one_error(corpus):
    evaluation = evaluate(*corpus)
    shares = [measure for measure in evaluation.measures if measure.definition.is_share]
    wrong = {measure.name: measure.counts.gold - measure.counts.right for measure in shares}
    listed = [difference.measure for difference in evaluation.differences]
    assert {name: listed.count(name) for name in wrong} == wrong


@given(annotations("b1"))
@settings(max_examples=30, deadline=None)
def test_a_view_holds_every_entity_fact_and_post(document):
    view = view_document(document)
    assert sum(map(len, view.mentions.values())) == len(document["entities"])
    assert (len(view.facts), len(view.posts)) == (len(document["facts"]), len(document["posts"]))
