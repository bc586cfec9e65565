"""Cutting tokens: a boundary at every offset, and all else where it was."""

import time

import numpy as np
import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc, Span, SpanGroup

from wushan_ie.segmentation.cutting import cut_tokens

NLP = spacy.blank("zh")


def make_doc(words: list[str], spaces: list[bool] | None = None) -> Doc:
    return Doc(NLP.vocab, words=words, spaces=spaces or [False] * len(words))


def words(doc: Doc) -> list[str]:
    return [token.text_with_ws for token in doc]


def spans(group) -> list[tuple]:
    return [(span.start_char, span.end_char, span.label_, span.kb_id_, span.id_) for span in group]


@pytest.mark.parametrize(
    ("offsets", "cut"),
    [
        ([5], ["投入", "十三万 ", "八千", "元"]),
        ([3, 4], ["投入", "十", "三", "万 ", "八千", "元"]),
        ([1, 7], ["投", "入", "十三万 ", "八", "千", "元"]),
        ([7, 7, 7], ["投入", "十三万 ", "八", "千", "元"]),
    ],
)
def test_tokens_are_split_at_the_offsets(offsets: list[int], cut: list[str]) -> None:
    doc = make_doc(["投入", "十三万", "八千", "元"], [False, True, False, False])
    found = cut_tokens(doc, offsets)
    assert words(found) == cut
    assert found.text == doc.text


@pytest.mark.parametrize("offsets", [[], [0], [2, 5, 6], [9], range(0, 10, 9)])
def test_a_doc_in_which_nothing_straddles_is_given_back_itself(offsets: list[int]) -> None:
    doc = make_doc(["投入", "十三万", "八千", "元"], [False, True, False, False])
    assert cut_tokens(doc, offsets) is doc


def test_an_empty_doc_is_given_back_itself() -> None:
    doc = make_doc([])
    assert cut_tokens(doc, [0]) is doc


@pytest.mark.parametrize(("offset", "length"), [(-1, 4), (5, 4), (99, 4)])
def test_an_offset_outside_the_text_is_an_error(offset: int, length: int) -> None:
    doc = make_doc(["甲乙", "丙"], [False, True])
    with pytest.raises(ValueError, match=rf"offset {offset} lies outside the text of {length} characters"):
        cut_tokens(doc, [1, offset])


def test_entities_and_span_groups_stay_where_they_were() -> None:
    doc = make_doc(["县水利局", "投入", "十三万", "元", "修路"])
    doc.ents = [
        Span(doc, 0, 1, "ORG", kb_id="Q1", span_id="bureau"),
        Span(doc, 2, 4, "MONEY", span_id="amount"),
        Span(doc, 4, 5, "PROJECT"),
    ]
    doc.spans["projects"] = SpanGroup(doc, attrs={"source": "rules"}, spans=[Span(doc, 3, 5, "PROJECT", "Q2", "road")])
    doc.spans["all"] = [doc[0:5], Span(doc, 2, 3, "MONEY"), Span(doc, 2, 4, "MONEY")]
    doc.spans["none"] = []
    before = [spans(group) for group in (doc.ents, *doc.spans.values())]
    found = cut_tokens(doc, [1, 2, 7, 8, 11])
    assert words(found) == ["县", "水", "利局", "投入", "十", "三", "万", "元", "修", "路"]
    assert [spans(group) for group in (found.ents, *found.spans.values())] == before
    assert list(found.spans) == ["projects", "all", "none"]
    assert found.spans["projects"].attrs == {"source": "rules"}


def test_neighbouring_entities_stay_apart_and_blocked_tokens_blocked() -> None:
    doc = make_doc(["甲乙", "丙丁", "戊己"])
    doc.set_ents([Span(doc, 0, 1, "A"), Span(doc, 1, 2, "A")], blocked=[doc[2:3]])
    found = cut_tokens(doc, [1, 3, 5])
    assert spans(found.ents) == spans(doc.ents)
    assert [token.ent_iob_ for token in found] == ["B", "I", "B", "I", "B", "B"]
    assert not any(token.ent_type for token in found[4:])


def test_annotations_of_other_components_stay() -> None:
    doc = Doc(
        NLP.vocab,
        words=["县里", "投入", "十三万", "元"],
        spaces=[False] * 4,
        tags=["NN", "VV", "CD", "M"],
        pos=["NOUN", "VERB", "NUM", "NOUN"],
        lemmas=["县", "投", "十三万", "元"],
        heads=[1, 1, 3, 1],
        deps=["nsubj", "ROOT", "nummod", "dobj"],
    )
    found = cut_tokens(doc, [1, 5])
    assert [token.tag_ for token in found] == ["NN", "NN", "VV", "CD", "CD", "M"]
    assert [token.dep_ for token in found] == ["nsubj", "goeswith", "ROOT", "nummod", "goeswith", "dobj"]
    assert [token.head.i for token in found] == [2, 0, 2, 5, 3, 2]
    assert len(list(found.sents)) == 1


def test_sentences_stay() -> None:
    doc = Doc(NLP.vocab, words=["甲乙", "丙", "丁戊", "己"], spaces=[False] * 4, sent_starts=[True, False, True, False])
    found = cut_tokens(doc, [1, 4])
    assert [sentence.text for sentence in found.sents] == [sentence.text for sentence in doc.sents]


def test_what_is_attached_to_the_doc_stays() -> None:
    doc = make_doc(["甲乙", "丙丁"])
    doc.cats = {"news": 1.0}
    doc.user_data["key"] = "value"
    doc.user_hooks["vector_norm"] = hook = lambda _: 1.0
    doc._context = "context"
    doc.tensor = np.array([[1.0], [2.0]])
    found = cut_tokens(doc, [1])
    assert (found.cats, found.user_data["key"], found._context) == ({"news": 1.0}, "value", "context")
    assert found.user_hooks["vector_norm"] is hook
    assert found.tensor.tolist() == [[1.0], [1.0], [2.0]]


@given(st.lists(st.tuples(st.text("甲乙", min_size=1, max_size=4), st.booleans()), min_size=1, max_size=12), st.data())
def test_every_offset_becomes_a_boundary_and_every_span_stays(
    tokens: list[tuple[str, bool]], data: st.DataObject
) -> None:
    doc = make_doc([word for word, _ in tokens], [space for _, space in tokens])
    edges = st.integers(0, len(doc))
    pairs = [sorted(pair) for pair in data.draw(st.lists(st.tuples(edges, edges)))]
    doc.spans["any"] = [Span(doc, start, end, "X") for start, end in pairs if start < end]
    offsets = data.draw(st.sets(st.integers(0, len(doc.text))))
    found = cut_tokens(doc, offsets)
    boundaries = {token.idx for token in found} | {token.idx + len(token) for token in found}
    assert found.text == doc.text
    assert offsets - boundaries <= {len(doc.text)}
    assert spans(found.spans["any"]) == spans(doc.spans["any"])


def test_many_cuts_take_linear_time() -> None:
    def seconds(size: int) -> float:
        doc = make_doc(["甲乙丙丁"] * size)
        begin = time.process_time()
        cut_tokens(doc, range(0, 4 * size, 2))
        return time.process_time() - begin

    seconds(1000)
    assert seconds(80_000) < 20 * max(seconds(20_000), 0.01)
