"""Made bulletins: the same seed gives the same texts, and what is to vary varies."""

from itertools import islice

import pytest

from benchmarks.bulletins import CORPORA, bulletins, texts


@pytest.mark.parametrize("corpus", CORPORA)
def test_the_same_seed_makes_the_same_bulletins_and_another_others(corpus: str) -> None:
    assert texts(corpus, 1, 20_000) == texts(corpus, 1, 20_000) != texts(corpus, 2, 20_000)


def test_only_the_repeated_corpus_says_the_same_bulletins_again() -> None:
    different = {corpus: len({text for _, text in islice(bulletins(corpus, 1), 60)}) for corpus in CORPORA}
    assert different == {"repeated": 12, "varied": 60, "words": 60}


@pytest.mark.parametrize("corpus", CORPORA)
def test_every_slot_is_filled(corpus: str) -> None:
    assert not any(sign in text for text in texts(corpus, 1, 50_000) for sign in "{}!#[]")
