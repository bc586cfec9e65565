import pytest
from hypothesis import given
from hypothesis import strategies as st

from wushan_ie.rulebook.syntax import SIGNS, split_pattern


@pytest.mark.parametrize(
    ("source", "parts"),
    [
        ("投入", ["投入"]),
        (" 投 入 ", ["投入"]),
        (r"\[甲\]", ["[甲]"]),
        (r"\\", ["\\"]),
        (r"\…\…", ["……"]),
        (r"\？", ["？"]),
        ("{ORG:actor}", ["{ORG:actor"]),
        ("[投入|安排]", ["[投入|安排"]),
        (r"[a\|b|c]", ["[a|b|c"]),
        ("[投 入|]", ["[投入|"]),
        ("<give>资金", ["<give", "资金"]),
        ("…4‥12", ["…4", "‥12"]),
        ("（1）？：", ["（1）？："]),
    ],
)
def test_a_pattern_splits_into_signs_and_plain_text(source, parts):
    pieces, slips = split_pattern(source)
    assert ([piece.sign + "|".join(piece.parts) for piece in pieces], slips) == (parts, [])


@pytest.mark.parametrize(
    ("source", "run", "optional"),
    [
        ("{ORG}", False, False),
        ("{ORG}?", False, True),
        ("{ORG}+", True, False),
        ("{ORG}+?", True, True),
        ("[a]?", False, True),
        ("<a>?", False, True),
    ],
)
def test_plus_and_question_mark_belong_to_the_sign_before_them(source, run, optional):
    pieces, slips = split_pattern(source)
    assert [(piece.run, piece.optional) for piece in pieces] == [(run, optional)]
    assert slips == []


@pytest.mark.parametrize(
    ("source", "message", "columns"),
    [
        ("投入?", "found '?', which opens or follows nothing here; for the character write \\?", (2, 3)),
        ("投}入", "found '}', which opens or follows nothing here; for the character write \\}", (1, 2)),
        ("[a]+", "found '+', which opens or follows nothing here; for the character write \\+", (3, 4)),
        ("{ORG}??", "found '?', which opens or follows nothing here; for the character write \\?", (6, 7)),
        ("投…入", "found '…' without a number; allowed: …1 to …30, for the character \\…", (1, 2)),
        ("‥", "found '‥' without a number; allowed: ‥1 to ‥30, for the character \\‥", (0, 1)),
        ("投{ORG", "found '{' that is not closed by '}': only plain text may stand inside", (1, 5)),
        ("<give[a]", "found '<' that is not closed by '>': only plain text may stand inside", (0, 5)),
        ("投\\", "found a backslash at the end; allowed: any character", (1, 2)),
        ("投\ufdd0", "found U+FDD0, which no text shows; allowed: any character", (1, 2)),
        ("投\ud800", "found U+D800, which no text shows; allowed: any character", (1, 2)),
    ],
)
def test_what_cannot_be_read_is_named_with_its_columns(source, message, columns):
    _, slips = split_pattern(source)
    assert [(slip.message, (slip.start, slip.end)) for slip in slips] == [(message, columns)]


def test_all_slips_of_a_pattern_are_found_at_once():
    _, slips = split_pattern("?投…入{ORG")
    assert [slip.start for slip in slips] == [0, 2, 4]


@given(st.text(alphabet=SIGNS + "投入a1 :/", max_size=30))
def test_any_string_is_split_without_an_error_and_pieces_stand_in_order(source):
    pieces, slips = split_pattern(source)
    bounds = [(piece.start, piece.end) for piece in pieces]
    assert all(start < end <= len(source) for start, end in bounds)
    assert bounds == sorted(bounds)
    assert all(0 <= slip.start <= len(source) for slip in slips)


@given(st.text(alphabet=SIGNS + "投a：", min_size=1, max_size=20))
def test_escaped_text_stands_for_itself(text):
    pieces, slips = split_pattern("".join(f"\\{sign}" for sign in text))
    assert ([(piece.sign, piece.parts) for piece in pieces], slips) == ([("", (text,))], [])
