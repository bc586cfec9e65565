import pytest
from hypothesis import given
from hypothesis import strategies as st

from wushan_ie.rulebook.encoding import encode, placeholders, without_blanks
from wushan_ie.rulebook.model import Stretch

MARKS = {"ORG": "O", "MONEY": "M"}


def _encoded(text: str, *spans: tuple[str, int, int]) -> str:
    return encode(text, (0, len(text)), [Stretch(*span) for span in spans], MARKS).chars


@pytest.mark.parametrize(
    ("text", "spans", "chars"),
    [
        ("水利局投入5万元。", [("ORG", 0, 3), ("MONEY", 5, 8)], "O投入M。"),
        ("水利局投入5万元。", [("GPE", 0, 3), ("MONEY", 5, 8)], "水利局投入M。"),
        ("巫山县水利局", [("ORG", 0, 3), ("ORG", 0, 6)], "O"),
        ("巫山县水利局", [("ORG", 0, 6), ("MONEY", 3, 6)], "O"),
        ("巫山县水利局", [("ORG", 0, 4), ("ORG", 2, 5), ("MONEY", 4, 6)], "OM"),
        ("水利 局", [("ORG", 2, 2)], "水利局"),
    ],
    ids=["both", "other label", "longer wins", "inner span", "chain", "empty span and blank"],
)
def test_tagged_spans_become_placeholders_and_of_overlapping_ones_the_longer(text, spans, chars):
    assert _encoded(text, *spans) == chars


@pytest.mark.parametrize("blank", [" ", "\t", "\u3000", "\xa0", "\u200b", "\ufeff"])
def test_blanks_are_left_out_in_plain_text(blank):
    assert _encoded(f"投{blank}{blank}入", ("ORG", 9, 9)) == "投入"


def test_line_ends_are_kept():
    assert _encoded("投\n入\r\n") == "投\n入\r\n"


@pytest.mark.parametrize("sign", ["\ufdd0", "\ufdd5", "\ufdef"])
def test_a_text_that_holds_placeholders_cannot_feign_a_span(sign):
    assert _encoded(f"投{sign}入") == "投\ufffd入"


@pytest.mark.parametrize("sign", ["\ue000", "\U0010ffff", "\ud800"])
def test_private_use_and_other_odd_characters_stay_as_they_are(sign):
    assert _encoded(f"投{sign}入") == f"投{sign}入"


def test_spans_that_reach_out_of_the_bounds_stay_plain():
    spans = [Stretch("ORG", 0, 3), Stretch("MONEY", 5, 8)]
    assert encode("水利局投入5万元", (1, 8), spans, MARKS).chars == "利局投入M"


def test_every_label_has_its_own_placeholder():
    assert len(set(placeholders([f"L{number}" for number in range(32)]).values())) == 32


def test_text_without_blanks_keeps_its_lines():
    assert without_blanks("投 入\n1 200\u3000万") == "投入\n1200万"


@st.composite
def _tagged(draw: st.DrawFn) -> tuple[str, list[Stretch]]:
    text = draw(st.text(alphabet="投入，。 \u3000\n\ufdd0aO", max_size=30))
    cut = st.integers(0, len(text))
    pairs = draw(st.lists(st.tuples(st.sampled_from(["ORG", "MONEY", "GPE"]), cut, cut), max_size=6))
    return text, sorted((Stretch(label, min(a, b), max(a, b)) for label, a, b in pairs), key=lambda span: span.start)


@given(_tagged())
def test_every_encoded_character_maps_back_to_what_it_stands_for(tagged):
    text, spans = tagged
    marks = placeholders(["ORG", "MONEY"])
    encoded = encode(text, (0, len(text)), spans, marks)
    end = 0
    for place, char in enumerate(encoded.chars):
        start, end_here = encoded.stretch(place, place + 1)
        assert without_blanks(text[end:start]) == ""
        if place in encoded.spans:
            span = encoded.spans[place]
            assert (char, start, end_here) == (marks[span.label], span.start, span.end)
        else:
            assert char == text[start:end_here].replace("\ufdd0", "\ufffd")
        end = end_here
    assert without_blanks(text[end:]) == ""


@given(_tagged())
def test_no_kept_span_is_shorter_than_one_left_out_for_it(tagged):
    text, spans = tagged
    kept = encode(text, (0, len(text)), spans, MARKS).spans.values()
    left = [span for span in spans if span.label in MARKS and span.start < span.end and span not in kept]
    rivals = [[other for other in kept if other.start < span.end and span.start < other.end] for span in left]
    assert all(
        max(other.end - other.start for other in near) >= span.end - span.start
        for span, near in zip(left, rivals, strict=True)
    )
