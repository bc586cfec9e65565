"""Which document has a text first, whatever order the shards come in."""

from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wushan_ie.archive.first_texts import FirstTexts
from wushan_ie.archive.resident import _answer_nothing
from wushan_ie.archive.shard_files import Text

shards = st.lists(st.lists(st.sampled_from("甲乙丙丁戊己"), max_size=4), max_size=6)


def wanted(shards: list[list[str]]) -> dict[int, tuple[Text, ...]]:
    first: dict[str, str] = {}
    found = {}
    for number, texts in enumerate(shards):
        named = [(f"{number}/{at}", text) for at, text in enumerate(texts)]
        for document, text in named:
            first.setdefault(text, document)
        found[number] = tuple(
            Text(document, digest(text), None if first[text] == document else first[text]) for document, text in named
        )
    return found


def digest(text: str) -> str:
    return text.encode().hex()


def offered(number: int, texts: list[str]) -> list[tuple[str, str]]:
    return [(f"{number}/{at}", digest(text)) for at, text in enumerate(texts)]


@given(shards, st.randoms(use_true_random=False))
def test_the_first_in_the_order_of_shards_is_first_whatever_order_they_are_offered_in(shards, chance) -> None:
    order = list(range(len(shards)))
    chance.shuffle(order)
    with TemporaryDirectory() as folder, closing(FirstTexts(Path(folder) / "texts")) as firsts:
        found = [settled for number in order for settled in firsts.offer(number, offered(number, shards[number]))]
        assert [number for number, _ in found] == list(range(len(shards)))
        assert dict(found) == wanted(shards)
        for number in order:  # once more, as after the death of a worker
            assert list(firsts.offer(number, offered(number, shards[number]))) == [(number, wanted(shards)[number])]


def test_a_shard_waits_for_those_before_it(tmp_path: Path) -> None:
    with closing(FirstTexts(tmp_path / "texts")) as firsts:
        assert list(firsts.offer(1, [("b", "00")])) == []
        assert list(firsts.offer(0, [("a", "00")])) == [
            (0, (Text("a", "00", None),)),
            (1, (Text("b", "00", "a"),)),
        ]


def test_a_task_without_its_copies_has_nobody_to_ask_on_spark() -> None:
    with pytest.raises(AssertionError, match="shard 3 asks about 1 texts, but its task knows the copies"):
        list(_answer_nothing(3, [("a", "00")]))
