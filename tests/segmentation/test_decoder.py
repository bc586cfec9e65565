"""The compiled decoder gives spacy_pkuseg's words: on pkuseg's model and on small ones full of ties."""

import json
import random
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy_pkuseg.inference import getLogYY

from tests.segmentation.small_models import LETTERS, random_features, random_weights, write_plain_model
from wushan_ie.segmentation import decoder
from wushan_ie.segmentation.conversion import SCALE, TAGS, Model, build_model
from wushan_ie.segmentation.pkuseg import CompiledSegmenter, PlainSegmenter
from wushan_ie.segmentation.segmenter import cut_words, segment
from wushan_ie.segmentation.stretches import find_stretches, number_codes
from wushan_ie.segmentation.userwords import UserWords

GOLD = Path(__file__).parents[2] / "corpus" / "gold"
SEEDS = [1, 2, 3]

BULLETINS = [
    json.loads(line)["text"]
    for name in ("dev.jsonl", "tune.jsonl")
    for line in (GOLD / name).read_text(encoding="utf-8").splitlines()
]
AWKWARD = [
    "",
    " ",
    "甲",
    "\r\n",
    "\u3000县水利局\u3000投入  1200万元\x1c实施\x85",
    "２０２３年１—６月，ＧＤＰ增长５．５％；ｊ与ｇ",
    "-._,|/*:",
    "**Num**noWord$$",
    "😂👍🎁" * 5,
    "\ue000\U0001f9ff\U0010ffff𠮷" * 5,
    "一" * 5000,
    "投入" * 3000,
    "ç" * 5000,
    "的a" * 2000,
]


class PlainModel:
    """spacy_pkuseg with a small model and without its dictionary."""

    def __init__(self, folder: Path, seed: int) -> None:
        write_plain_model(folder, seed)
        self._pkuseg = PlainSegmenter(folder)._pkuseg
        self._pkuseg.postprocesser.do_process = False

    def cut(self, text: str) -> list[str]:
        return self._pkuseg.cut(text)

    def scores(self, text: str) -> np.ndarray:
        extractor, model = self._pkuseg.feature_extractor, self._pkuseg.model
        nodes = list(extractor.normalize_text(text))
        features = [extractor.get_node_features_idx(place, nodes) for place in range(len(nodes))]
        return getLogYY(features, model.n_tag, model.n_feature * model.n_tag, model.w, 1.0)[0]


def number(text: str, model: Model) -> np.ndarray:
    return number_codes(np.frombuffer(text.encode("utf-32-le"), np.uint32), model.characters)


def exact_scores(numbers: np.ndarray, model: Model) -> np.ndarray:
    """Score a block as the second search does."""
    work, scores = decoder.make_work(len(numbers)), np.empty((len(numbers), TAGS))
    decoder._look_up_bigrams(numbers, work, model)
    decoder._score_characters(len(numbers), scores, work, model.weights, SCALE)
    decoder._look_up_words(numbers, work, model)
    decoder._score_words(numbers, scores, work, model, SCALE)
    decoder._score_pairs(numbers, scores, work, model, SCALE)
    return scores


def decode(text: str, model: Model) -> list[str]:
    numbers = number(text, model)
    work = decoder.make_work(len(numbers))
    starts, is_cut = decoder.find_words(numbers, *find_stretches(numbers, []), work, model)
    words = cut_words(text, starts[:-1].tolist())
    return [word for word, is_word in zip(words, is_cut, strict=True) if is_word]


@pytest.fixture(scope="module", params=SEEDS)
def small(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[PlainModel, Model]:
    features = random_features(request.param)
    plain = PlainModel(tmp_path_factory.mktemp("model"), request.param)
    return plain, build_model(features, random_weights(features, request.param))


@pytest.fixture(scope="module")
def real(pkuseg_folder: Path) -> tuple[PlainSegmenter, CompiledSegmenter]:
    return PlainSegmenter(pkuseg_folder), CompiledSegmenter(pkuseg_folder, UserWords([]))


@given(text=st.text(LETTERS, max_size=60))
@settings(max_examples=300, deadline=None)
def test_ties_are_broken_as_pkuseg_breaks_them(small: tuple[PlainModel, Model], text: str) -> None:
    plain, model = small
    assert decode(text, model) == plain.cut(text)


@given(text=st.text(LETTERS.strip(), min_size=1, max_size=60))
@settings(max_examples=300, deadline=None)
def test_exact_scores_are_those_of_pkuseg_to_the_last_bit(small: tuple[PlainModel, Model], text: str) -> None:
    plain, model = small
    assert np.array_equal(exact_scores(number(text, model), model), plain.scores(text))


@given(text=st.text(LETTERS.strip(), min_size=40, max_size=60), begin=st.integers(0, 20), size=st.integers(1, 20))
@settings(max_examples=300, deadline=None)
def test_a_block_and_its_margins_score_as_the_whole_stretch(
    small: tuple[PlainModel, Model], text: str, begin: int, size: int
) -> None:
    _, model = small
    numbers = number(text, model)
    low, end = max(0, begin - decoder._MARGIN), begin + size
    block = exact_scores(numbers[low : end + decoder._MARGIN], model)
    assert np.array_equal(block[begin - low :][:size], exact_scores(numbers, model)[begin:end])


def test_a_stretch_longer_than_a_block_is_cut_as_in_one_piece(small: tuple[PlainModel, Model]) -> None:
    plain, model = small
    text = "".join(random.Random(7).choices(LETTERS.strip(), k=3 * decoder._BLOCK + 5))
    assert decode(text, model) == plain.cut(text)


@pytest.mark.parametrize("extra", range(-10, 11))
def test_it_does_not_matter_where_a_block_ends(real: tuple[PlainSegmenter, CompiledSegmenter], extra: int) -> None:
    plain, compiled = real
    text = "".join("".join(BULLETINS).split())[: decoder._BLOCK + 100 + extra]
    assert segment(compiled, text) == segment(plain, text)


def test_scores_of_a_long_stretch_do_not_overflow(real: tuple[PlainSegmenter, CompiledSegmenter]) -> None:
    plain, compiled = real
    text = "".join("".join(BULLETINS).split()) * 5
    assert segment(compiled, text) == segment(plain, text)


@pytest.mark.parametrize("text", [*AWKWARD, *BULLETINS[:20]])
def test_the_words_are_those_of_pkuseg(real: tuple[PlainSegmenter, CompiledSegmenter], text: str) -> None:
    plain, compiled = real
    assert segment(compiled, text) == segment(plain, text)


@given(text=st.text(max_size=40))
@settings(max_examples=200, deadline=None)
def test_any_text_has_the_words_of_pkuseg(real: tuple[PlainSegmenter, CompiledSegmenter], text: str) -> None:
    plain, compiled = real
    words = segment(compiled, text)
    assert words == segment(plain, text)
    assert "".join(words) == text


@pytest.mark.parametrize("seed", SEEDS)
def test_any_characters_of_the_model_have_the_words_of_pkuseg(
    real: tuple[PlainSegmenter, CompiledSegmenter], seed: int
) -> None:
    plain, compiled = real
    codes = np.flatnonzero(compiled._model.characters).tolist()
    text = "".join(map(chr, random.Random(seed).choices(codes, k=20_000)))
    assert segment(compiled, text) == segment(plain, text)
