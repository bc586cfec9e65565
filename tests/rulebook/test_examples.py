import pytest
from hypothesis import given
from hypothesis import strategies as st

from wushan_ie.rulebook.examples import example_slips, parse_example
from wushan_ie.rulebook.model import Example, Marked
from wushan_ie.rulebook.pattern import parse_pattern

GIVES = "{ORG:actor}?<give>{MONEY:amount}<carry-out>{PROJECT:project}"


@pytest.mark.parametrize(
    ("source", "text", "spans"),
    [
        ("{ORG:actor|水利局}投入", "水利局投入", [("ORG", 0, 3, "actor")]),
        ("{ORG|水利局}", "水利局", [("ORG", 0, 3, None)]),
        ("{:title|书记}", "书记", [("", 0, 2, "title")]),
        ("{PROJECT:project|{GPE|甲村}水池}", "甲村水池", [("PROJECT", 0, 4, "project"), ("GPE", 0, 2, None)]),
        (r"\{ORG\|\}\\|\n", "{ORG|}\\|\\n", []),
        ("", "", []),
    ],
)
def test_markup_is_read_as_text_and_spans(source, text, spans):
    assert parse_example(source) == (text, tuple(Marked(*span) for span in spans), [])


@pytest.mark.parametrize(
    ("source", "message", "columns"),
    [
        ("投{ORG|水利局", "found '{' that is not closed", (1, 6)),
        ("投}入", "found '}'; allowed: {LABEL|text}, {LABEL:role|text}, \\}", (1, 2)),
        ("投{org|局}", "found '{'; allowed: {LABEL|text}, {LABEL:role|text}, \\{", (1, 2)),
        ("{ORG|}", "found an empty span; allowed: {LABEL|text}", (0, 6)),
    ],
)
def test_broken_markup_is_named_with_its_columns(source, message, columns):
    slip = parse_example(source)[2][0]
    assert (slip.message, (slip.start, slip.end)) == (message, columns)


@pytest.mark.parametrize(
    ("source", "field", "message"),
    [
        ("{MONEY:amount|5元}{PROJECT:project|桥}", "positive", None),
        ("{ORG:actor|甲}{MONEY:amount|5元}{PROJECT:project|桥}", "positive", None),
        ("{ORG:actor|甲}{ORG:actor|乙}{MONEY:amount|5元}{PROJECT:project|桥}", "todo_positive", None),
        ("{MONEY|5元}", "negative", None),
        ("{MONEY|5元}", "todo_tagging", None),
        ("{MONEY:amount|5元}", "positive", "found amount; allowed by the patterns: amount, project, actor?"),
        ("{MONEY|5元}", "positive", "found no role; allowed by the patterns: amount, project, actor?"),
        ("{MONEY:amount|5元}{PROJECT:project|桥}{GPE:place|乡}", "todo_tagging",
         "found amount, place, project; allowed by the patterns: amount, project, actor?"),
        ("{MONEY:amount|5元}", "negative", "found a role; allowed: none, the rule must stay silent here"),
        ("{MONEY:amount|5元}", "todo_negative", "found a role; allowed: none, the rule must stay silent here"),
        ("{MONEY:amount|5元}{MONEY:amount|6元}{PROJECT:project|桥}", "positive",
         "found role 'amount' twice; allowed: once"),
        ("{MONEY:actor|5元}", "positive", "found role of MONEY 'actor'; allowed: amount, total"),
        ("{MONY|5元}", "negative",
         "found label 'MONY'; allowed: MONEY, DATE, ORG, GPE, PERSON, PROJECT; did you mean 'MONEY'?"),
        ("{:actor|甲}", "positive", "found role of a word 'actor'; allowed: none"),
        ("{|甲}", "negative", "found a span without label and role; allowed: {LABEL|text}, {:role|text}"),
    ],
)  # fmt: skip
def test_an_example_holds_the_labels_and_roles_that_its_patterns_ask_for(source, field, message, fact_context):
    text, spans, slips = parse_example(source)
    patterns = [parse_pattern(GIVES, fact_context)[0]]
    slips += example_slips(Example(source, text, spans, 1), field, fact_context, patterns)
    assert [slip.message for slip in slips] == ([] if message is None else [message])


@given(
    st.lists(
        st.tuples(st.sampled_from(["", "ORG", "MONEY:amount"]), st.text("投{|}\\入", min_size=1, max_size=5)),
        max_size=5,
    )
)
def test_what_is_written_as_markup_is_read_back(parts):
    def escaped(text):
        return "".join(f"\\{sign}" if sign in "{|}\\" else sign for sign in text)

    source = "".join(f"{{{head}|{escaped(text)}}}" if head else escaped(text) for head, text in parts)
    text, spans, slips = parse_example(source)
    assert (text, slips) == ("".join(text for _, text in parts), [])
    assert [text[span.start : span.end] for span in spans] == [text for head, text in parts if head]
