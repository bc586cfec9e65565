"""Places in text: the table's examples and meanings, and what must hold for any text."""

import time
import tomllib
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wushan_ie.recognition.place_table import TOWNSHIP, VILLAGE, read_places
from wushan_ie.recognition.places import find_places, scan_places
from wushan_ie.recognition.word_classes import read_word_classes
from wushan_ie.rulebook import bundled_rules

FOLDER = bundled_rules() / "tables"
WORDS = read_word_classes(FOLDER)
EXAMPLES = tomllib.loads((FOLDER / "places.toml").read_text(encoding="utf-8"))
PLACES = read_places(FOLDER, WORDS)
POSITIVE = [(example["rule"], marked) for example in EXAMPLES["example"] for marked in example["positive"]]
NEGATIVE = [(example["rule"], marked) for example in EXAMPLES["example"] for marked in example["negative"]]


def _read(marked: str) -> tuple[str, list[str]]:
    """Return the bare text and the marked places."""
    pieces = [piece.split("}") for piece in marked.split("{")]
    return marked.replace("{", "").replace("}", ""), [piece[0] for piece in pieces if len(piece) == 2]


def _find(text: str, *, evidence: str = "", taken: tuple[tuple[int, int], ...] = ()) -> list:
    return find_places(text, PLACES, scan_places(text, PLACES, None), taken, [evidence], None)


@pytest.mark.parametrize(("rule", "marked"), POSITIVE, ids=[marked for _, marked in POSITIVE])
def test_an_example_of_the_table_gives_its_places_by_its_rule(rule: str, marked: str) -> None:
    text, expected = _read(marked)
    found = _find(text)
    assert [mention.text for mention in found] == expected
    assert rule in {mention.rule for mention in found}


@pytest.mark.parametrize(("rule", "marked"), NEGATIVE, ids=[marked for _, marked in NEGATIVE])
def test_a_near_miss_of_the_table_gives_nothing_by_its_rule(rule: str, marked: str) -> None:
    text, expected = _read(marked)
    found = _find(text)
    assert [mention.text for mention in found] == expected
    assert rule not in {mention.rule for mention in found}


@pytest.mark.parametrize("meaning", EXAMPLES["meaning"], ids=[m["text"] + m["evidence"] for m in EXAMPLES["meaning"]])
def test_a_place_means_what_its_document_says(meaning: dict) -> None:
    text, expected = _read(meaning["text"])
    found = _find(text, evidence=meaning["evidence"])
    assert [mention.text for mention in found] == expected
    assert (found[-1].canonical, found[-1].code) == (meaning["canonical"], meaning.get("code"))


def test_a_place_inside_a_taken_span_is_left_out_but_vouches_for_its_short_name() -> None:
    text = "旌水县林业局来人，旌水的竹子好卖。"
    (mention,) = _find(text, taken=((0, 6),))
    assert (mention.text, mention.rule, mention.canonical) == ("旌水", "place-nickname", "旌水县")


def test_a_place_does_not_cross_the_edge_of_a_taken_span() -> None:
    text = "省地矿局陈皮岭村帮扶队"
    (mention,) = _find(text, taken=((0, 4),))
    assert mention.text == "陈皮岭村"


def test_a_title_holds_no_place_and_a_quoted_name_does() -> None:
    assert [mention.text for mention in _find("《巫山县志》说“巫山县”古称南陵。")] == ["巫山县"]


def test_word_starts_move_the_left_edge() -> None:
    text = "众筹款项点拨新垭村修渠"
    words = [0, 2, 4, 6, 9, 10]
    (mention,) = find_places(text, PLACES, scan_places(text, PLACES, words), (), (), words)
    assert mention.text == "新垭村"


def test_the_scan_holds_the_places_inside_names() -> None:
    found = scan_places("重庆市巫山县乡村振兴局与杉岙村村委会", PLACES, None)
    assert [(chain[0].start, chain[-1].end) for chain in found] == [(0, 6), (12, 15)]
    assert [chain[-1].level for chain in found] == [3, VILLAGE]


@pytest.mark.parametrize(
    ("name", "code"),
    [("石柱县", "500240"), ("恩施州", "4228"), ("襄樊市", "4206"), ("邓家乡", "500237231"), ("错那市", "540581")],
)
def test_the_table_knows_short_autonomous_names_and_renamings(name: str, code: str) -> None:
    assert code in PLACES.codes[name]


def test_the_table_holds_all_levels() -> None:
    sizes = {length: sum(len(code) == length for code in PLACES.names) for length in (2, 4, 6, 9)}
    assert sizes[2] == 34
    assert 350 < sizes[4] < 365
    assert 2800 < sizes[6] < 2900
    assert sizes[9] > 38_000
    assert TOWNSHIP == 4


@given(st.text(alphabet="县镇村市区州省的在派驻苗岭官渡重庆巫山12，。“《》 \n江西族自治", max_size=80))
def test_places_are_disjoint_in_order_and_their_text_is_the_texts(text: str) -> None:
    found = _find(text)
    assert all(text[mention.start : mention.end] == mention.text for mention in found)
    assert all(first.end <= second.start for first, second in pairwise(found))


@given(st.text(max_size=200), st.lists(st.integers(0, 200), max_size=8))
def test_any_text_is_read_without_an_error(text: str, edges: list[int]) -> None:
    bounds = sorted({edge for edge in edges if edge <= len(text)})
    taken = tuple(zip(bounds[::2], bounds[1::2], strict=False))
    for mention in find_places(text, PLACES, scan_places(text, PLACES, None), taken, [text[:20]], None):
        assert not any(start < mention.end and mention.start < end for start, end in taken)


@pytest.mark.parametrize("unit", ["村", "县", "中", "江西", "苗岭县", "竹贤乡竹贤", "族自治县", "，村"])
def test_hostile_text_takes_linear_time(unit: str) -> None:
    text = unit * (60_000 // len(unit))
    start = time.perf_counter()
    _find(text)
    assert time.perf_counter() - start < 20
