from html.parser import HTMLParser

import pytest

from wushan_ie.evaluation import Supplement, compare, evaluate, render_page, score_partial
from wushan_ie.evaluation.comparison import Contribution
from wushan_ie.evaluation.partial import PartialScore

TEXT = "<script>拨款</script>近5元&修渠"
START = TEXT.index("近")
VOID = {"meta", "br"}


def corpus(**keys):
    money = {"id": "T1", "label": "MONEY", "start": START, "end": START + 3, "text": "近5元", **keys}
    return [{"id": "b<1>", "text": TEXT, "entities": [money], "facts": [{"amount": "T1", "kind": "INVEST", **keys}]}]


class Tags(HTMLParser):
    def __init__(self):
        super().__init__()
        self.open, self.seen, self.links = [], set(), []

    def handle_starttag(self, tag, attrs):
        self.seen.add(tag)
        self.links += [value for name, value in attrs if name in ("src", "href")]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


@pytest.fixture
def page():
    gold, found = corpus(), corpus(rule="near", unit="元")
    empty = [{"id": "b<1>", "text": TEXT, "entities": []}]
    supplement = Supplement(
        [PartialScore("MONEY", 1, 1, 0, 0)], [Contribution("near", 1, 0)], compare(gold, empty, found)
    )
    return render_page(evaluate(gold, found), "dev <gold>", supplement)


def test_the_page_is_well_formed_and_needs_nothing_beside_itself(page):
    tags = Tags()
    tags.feed(page)
    assert tags.open == []
    assert tags.links == []
    assert "script" not in tags.seen
    assert "url(" not in page


def test_words_of_a_bulletin_are_escaped(page):
    assert "&lt;script&gt;拨款&lt;/script&gt;<mark>近5元</mark>&amp;修渠" in page
    assert "<title>dev &lt;gold&gt;</title>" in page
    assert "b&lt;1&gt;" in page


def test_the_page_tells_rules_changes_and_partial_scores(page):
    assert "alone adds 1, spoils 0" in page
    assert "Of 1 gold facts 1 are right only after, 0 only before: McNemar p = 1.0000" in page
    assert "0.750" in page


def test_a_page_of_nothing_but_an_evaluation_says_what_is_missing():
    page = render_page(evaluate(corpus(), corpus()), "dev", Supplement())
    assert "The predictions name no rules." in page
    assert "McNemar" not in page


def test_partial_scores_give_half_for_a_span_that_touches_its_gold_span():
    pytest.importorskip("nervaluate")
    shorter = [
        {"id": "b<1>", "text": TEXT, "entities": [corpus()[0]["entities"][0] | {"start": START + 1, "text": "5元"}]}
    ]
    [money] = [score for score in score_partial(corpus(), shorter) if score.label == "MONEY"]
    assert (money.precision, money.recall, money.f1) == (0.5, 0.5, 0.5)
