import pytest

from wushan_ie.errors import RecordError
from wushan_ie.exchange.graph import Arrow, Graph, Span, bulletin_of, graph_of

TEXT = "书记王恕桥说县水利局投入5万元"
PERSON = Span("T1", "PERSON", 2, 5, {"post": {"title": "书记"}})
ORG = Span("T2", "ORG", 6, 10)
AMOUNT = {"value": "50000", "low": "50000", "high": "50000", "unit": "CNY"}
MONEY = Span("T3", "MONEY", 12, 15, {**AMOUNT, "fact": {"kind": "INVEST"}})


def graph(*spans, arrows=()):
    return Graph("b01", TEXT, spans, tuple(Arrow(*arrow) for arrow in arrows), {})


def test_arrows_become_roles():
    document = bulletin_of(
        graph(PERSON, ORG, MONEY, arrows=[("actor", "T3", "T2"), ("employer", "T1", "T2")]), "file.json"
    )
    assert [(fact["kind"], fact["actors"]) for fact in document["facts"]] == [("INVEST", ["T2"])]
    assert [(post["title"], post["org"]) for post in document["posts"]] == [("书记", "T2")]


def test_a_second_post_of_a_person_stays():
    document = bulletin_of(graph(PERSON, ORG, arrows=[("employer", "T1", "T2")]), "file.json")
    document["posts"].append({"person": "T1", "title": "局长", "org": "T2", "place": None})
    assert bulletin_of(graph_of(document), "file.json") == document


@pytest.mark.parametrize(
    ("spans", "arrows", "message"),
    [
        (
            [ORG, MONEY],
            [("actor", "T3", "T9")],
            "x: document 'b01': a relation 'actor' has an end 'T9' that is no span",
        ),
        (
            [ORG, MONEY],
            [("employer", "T3", "T2")],
            "x: document 'b01': MONEY '5万元' at 12:15 has a relation 'employer'; "
            "allowed from MONEY: project, actor, place, part_of",
        ),
        (
            [ORG, MONEY],
            [("actor", "T2", "T3")],
            "x: document 'b01': ORG '县水利局' at 6:10 has a relation 'actor'; allowed from ORG: none",
        ),
        (
            [ORG, Span("T3", "MONEY", 12, 15, AMOUNT)],
            [("actor", "T3", "T2")],
            "x: document 'b01': MONEY '5万元' at 12:15 has a project, actor, place or total but no kind: give it one",
        ),
        (
            [Span("T1", "PERSON", 2, 5), ORG],
            [("employer", "T1", "T2")],
            "x: document 'b01': PERSON '王恕桥' at 2:5 has an employer or place but no title: give it one",
        ),
        (
            [PERSON, ORG, Span("T4", "ORG", 6, 8)],
            [("employer", "T1", "T2"), ("employer", "T1", "T4")],
            "x: document 'b01': PERSON '王恕桥' at 2:5 has 2 relations 'employer'; allowed: one",
        ),
    ],
)
def test_what_no_bulletin_can_say_is_named_with_its_place(spans, arrows, message):
    with pytest.raises(RecordError) as caught:
        bulletin_of(graph(*spans, arrows=arrows), "x")
    assert str(caught.value) == message
