"""pkuseg's words with the user's own, by both decoders, and which of them is taken."""

import importlib.util
import logging
from pathlib import Path

import pytest
import spacy_pkuseg
from hypothesis import given, settings
from hypothesis import strategies as st

from wushan_ie.errors import ModelError
from wushan_ie.segmentation import decoder, merging, pkuseg
from wushan_ie.segmentation.flat import read_arrays, write_arrays
from wushan_ie.segmentation.pkuseg import CompiledSegmenter, PlainSegmenter, load_pkuseg, prepare_pkuseg, read_model
from wushan_ie.segmentation.segmenter import segment
from wushan_ie.segmentation.userwords import UserWords, UserWordSegmenter

WORDS = ["下庄天路", "人畜饮水工程", "2023年", "路通", "😂a"]
SENTENCE = "下庄天路通了，人畜饮水工程于 2023年8月完工😂a。"


@pytest.fixture(scope="module")
def plain(pkuseg_folder: Path) -> PlainSegmenter:
    return PlainSegmenter(pkuseg_folder)


@pytest.fixture(scope="module")
def compiled(pkuseg_folder: Path) -> CompiledSegmenter:
    return CompiledSegmenter(pkuseg_folder, UserWords(WORDS))


def test_the_users_words_stay_whole(compiled: CompiledSegmenter) -> None:
    words = segment(compiled, SENTENCE)
    assert words[:3] == ["下庄天路", "通", "了"]
    assert {"人畜饮水工程", "2023年", "😂a"} <= set(words)


@given(
    st.lists(st.sampled_from([*WORDS, "通了", "修", " ", "\n", "8月", "路", "下庄", "投入"]), max_size=20).map("".join)
)
@settings(max_examples=100, deadline=None)
def test_both_decoders_agree_on_the_users_words(plain: PlainSegmenter, compiled: CompiledSegmenter, text: str) -> None:
    assert segment(compiled, text) == segment(UserWordSegmenter(plain, UserWords(WORDS)), text)


def test_words_of_which_none_begins_another_are_cut_as_pkusegs_user_dictionary_cuts_them(
    plain: PlainSegmenter, compiled: CompiledSegmenter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plain._pkuseg, "preprocesser", spacy_pkuseg.Preprocesser(WORDS))
    assert segment(compiled, SENTENCE) == segment(plain, SENTENCE)


def test_where_one_word_begins_another_the_longest_that_is_there_counts(pkuseg_folder: Path) -> None:
    # pkuseg's own user dictionary would make 中华人民 a word, which nobody asked for.
    segmenter = CompiledSegmenter(pkuseg_folder, UserWords(["中华", "中华人民共和国"]))
    assert segment(segmenter, "中华人民币")[0] == "中华"


@pytest.mark.usefixtures("pkuseg_folder")
def test_numba_decodes_where_it_is() -> None:
    assert isinstance(load_pkuseg(UserWords([])), CompiledSegmenter)


@pytest.mark.usefixtures("pkuseg_folder")
def test_once_prepared_the_decoder_is_compiled() -> None:
    prepare_pkuseg()
    assert decoder.find_words.signatures
    assert merging.merge_words.signatures


@pytest.mark.usefixtures("pkuseg_folder")
def test_without_numba_pkuseg_itself_decodes_and_says_so_once(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, plain: PlainSegmenter
) -> None:
    pkuseg._tell_that_it_is_slow.cache_clear()
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    monkeypatch.setattr(pkuseg, "PlainSegmenter", lambda _: plain)
    with caplog.at_level(logging.WARNING):
        found = [segment(load_pkuseg(UserWords(words)), "修下庄天路") for words in ([], ["下庄天路"])]
    assert found == [segment(plain, "修下庄天路"), ["修", "下庄天路"]]
    assert [record.getMessage() for record in caplog.records] == [
        "numba is not installed: spacy_pkuseg segments, some 60 times slower; pip install numba"
    ]


def test_a_decoder_file_that_lacks_arrays_is_refused(pkuseg_folder: Path, tmp_path: Path) -> None:
    arrays = read_arrays(pkuseg_folder / "decoder.bin")
    write_arrays(tmp_path / "decoder.bin", {name: arrays[name] for name in arrays if name != "model.moves"})
    with pytest.raises(ModelError, match=r"decoder\.bin: lacks model\.moves; run 'wushan-ie model fetch'"):
        read_model(tmp_path / "decoder.bin")
