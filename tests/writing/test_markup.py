"""Inline markup of annotated bulletins, there and back."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wushan_ie.errors import MarkupError
from wushan_ie.writing.documents import read_documents
from wushan_ie.writing.markup import format_markup, parse_markup

GOLD = Path(__file__).parents[2] / "corpus" / "gold" / "dev.jsonl"
MARKUP = """# b01
@publisher 市文化旅游委
{ORG#o1|市文旅委}投入{MONEY#m1 value=10000000 low=- approx|近1000万元}援建{PROJECT#p1|文化中心}。
---
fact m1 INVEST project=p1 actors=o1
"""


def test_markup_becomes_an_annotated_bulletin() -> None:
    (document,) = parse_markup(MARKUP)
    assert document["text"] == "市文旅委投入近1000万元援建文化中心。"
    assert document["meta"] == {"publisher": "市文化旅游委"}
    money = document["entities"][1]
    assert (money["start"], money["end"], money["low"], money["high"]) == (6, 13, None, "10000000")
    assert document["facts"][0]["actors"] == ["T1"]


def test_all_gold_survives_the_markup() -> None:
    documents = list(read_documents(GOLD))
    back = list(parse_markup(format_markup(documents)))
    for before, after in zip(documents, back, strict=True):
        assert after["text"] == before["text"]
        assert _figures(after) == _figures(before)
        assert len(after["facts"]) == len(before["facts"])
        assert len(after["posts"]) == len(before["posts"])


def _figures(document: dict) -> list[str]:
    keys = ("label", "start", "end", "value", "low", "high", "unit", "approx")
    return sorted(str([one.get(key) for key in keys]) for one in document["entities"])


@given(st.text(alphabet="甲乙{}|\\#@- \nx", max_size=40))
def test_any_text_survives_the_markup(text: str) -> None:
    document = {"id": "a", "text": text, "entities": [], "facts": [], "posts": []}
    (back,) = parse_markup(format_markup([document]))
    assert back["text"] == text


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("{ORG|县委", "a span of ORG is not closed"),
        ("县委}", "a closing brace without an opening one"),
        ("{县委}", "expected {LABEL|text}"),
        ("{MONEY|5万元}", "'5万元': a MONEY needs value="),
        ("{QUANTITY value=5|5个}", "'5个': a QUANTITY needs unit="),
        ("{MONEY value=5 vlaue=6|5元}", "unknown ['vlaue']"),
        ("{ORG#a|甲}{ORG#a|乙}", "#a is used twice"),
        ("甲\n---\nfact m1 INVEST\n", "no span has the id #m1"),
        ("甲\n---\nfcat m1 INVEST\n", "expected 'fact ID KIND …' or 'post ID …'"),
    ],
)
def test_wrong_markup_says_what_and_in_which_document(body: str, message: str) -> None:
    with pytest.raises(MarkupError) as caught:
        list(parse_markup(f"# d7\n{body}\n"))
    assert message in str(caught.value)
    assert "document d7" in str(caught.value)


def test_text_before_the_first_document_is_an_error() -> None:
    with pytest.raises(MarkupError, match="expected '# id' before the first document"):
        list(parse_markup("甲乙\n"))


def test_two_spans_at_one_place_keep_their_order():
    source = "# b01\n投入{MONEY#m value=5|5元}修{PROJECT#p|{ORG#o|县中学}}。\n---\nfact m INVEST project=p actors=o\n"
    (document,) = parse_markup(source)
    assert [entity["label"] for entity in document["entities"]] == ["MONEY", "PROJECT", "ORG"]
    assert list(parse_markup(format_markup([document]))) == [document]
