"""Random gold and predictions that keep the format, for the properties of every score."""

import copy
from itertools import pairwise

import pytest
from hypothesis import strategies as st

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


def ruled(document):
    """The document with a rule on every record, as predictions have it."""
    records = [*document["entities"], *document["facts"], *document["posts"]]
    for number, record in enumerate(records):
        record["rule"] = f"rule-{number % 3}"
    return document


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
            fact |= draw(st.sampled_from([{"project": None}, {"place": None}, {"part_of": None}, {"kind": "OTHER"}]))
    for post in document["posts"]:
        if draw(st.integers(0, 3)) == 0:
            post |= draw(st.sampled_from([{"title": "镇长"}, {"org": None}, {"place": None}]))
    return document


@st.composite
def draw_corpora(draw):
    names = [f"b{number}" for number in range(draw(st.integers(1, 3)))]
    gold = [draw(annotations(name)) for name in names]
    # Independent documents rarely agree on a whole fact: mostly a damaged copy of gold is what was predicted.
    strategies = [st.one_of(annotations(document["id"]), damaged(document), damaged(document)) for document in gold]
    return gold, [ruled(copy.deepcopy(draw(strategy))) for strategy in strategies]


@pytest.fixture(scope="session")
def corpora():
    """A strategy of (gold, predicted): one to three documents each."""
    return draw_corpora()
