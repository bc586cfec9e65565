"""pkuseg's words, by the compiled decoder where numba is, else by spacy_pkuseg: the same words, only slower."""

from __future__ import annotations

import functools
import importlib.util
import logging
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from wushan_ie.errors import ModelError
from wushan_ie.segmentation.conversion import Model
from wushan_ie.segmentation.flat import read_arrays
from wushan_ie.segmentation.lexicon import Lexicon
from wushan_ie.segmentation.model import DECODER_FILE, find_model
from wushan_ie.segmentation.stretches import find_stretches, number_codes
from wushan_ie.segmentation.userwords import UserWords, UserWordSegmenter

if TYPE_CHECKING:
    from wushan_ie.segmentation.segmenter import Segmenter

_log = logging.getLogger(__name__)


class CompiledSegmenter:
    """pkuseg by the compiled decoder: opens at once, shares the model's memory with other processes."""

    def __init__(self, folder: Path, words: UserWords) -> None:
        # Imported here: where numba is missing the decoder cannot be.
        from wushan_ie.segmentation.decoder import find_words, make_work
        from wushan_ie.segmentation.merging import merge_words

        self._find, self._make_work, self._merge = find_words, make_work, merge_words
        self._words = words
        self._model, self._dictionary = read_model(folder / DECODER_FILE)

    def starts(self, text: str) -> list[int]:
        """Return where pkuseg's words, the user's words, and the whitespace between them begin."""
        codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
        numbers = number_codes(codes, self._model.characters)
        marks, is_free = find_stretches(numbers, self._words.find(text))
        starts, is_cut = self._find(numbers, marks, is_free, self._make_work(len(numbers)), self._model)
        found: list[int] = starts[: self._merge(codes, starts, is_cut, self._dictionary)].tolist()
        return found


class PlainSegmenter:
    """pkuseg by spacy_pkuseg: some 60 times slower, with a model of 800 MB in memory that takes 4 seconds to load."""

    def __init__(self, folder: Path) -> None:
        import spacy_pkuseg  # type: ignore[import-untyped]

        self._pkuseg: Any = spacy_pkuseg.pkuseg(str(folder), user_dict="default")

    def starts(self, text: str) -> list[int]:
        """Return where pkuseg's words, and the whitespace between them, begin."""
        return list(_with_whitespace(self._pkuseg.cut(text), text))


def load_pkuseg(words: UserWords) -> Segmenter:
    """Return the faster of the two that this Python can run; raises ModelError."""
    folder = find_model()
    if importlib.util.find_spec("numba") is not None:
        return CompiledSegmenter(folder, words)
    _tell_that_it_is_slow()
    plain = PlainSegmenter(folder)
    return UserWordSegmenter(plain, words) if words.words else plain


def prepare_pkuseg() -> None:
    """Have the decoder compiled, which takes seconds once, so that no later process waits for it; raises ModelError."""
    load_pkuseg(UserWords([])).starts("甲")


def read_model(path: Path) -> tuple[Model, Lexicon]:
    """Return the decoder's arrays; raises ModelError for a file that is damaged or lacks one."""
    arrays = read_arrays(path)
    fields = ("model.", Model), ("dictionary.", Lexicon)
    missing = [prefix + name for prefix, kind in fields for name in kind._fields if prefix + name not in arrays]
    if missing:
        raise ModelError(f"{path}: lacks {', '.join(missing)}; run 'wushan-ie model fetch'")
    model = Model(**{name: arrays[f"model.{name}"] for name in Model._fields})
    return model, Lexicon(**{name: arrays[f"dictionary.{name}"] for name in Lexicon._fields})


@functools.cache
def _tell_that_it_is_slow() -> None:
    _log.warning("numba is not installed: spacy_pkuseg segments, some 60 times slower; pip install numba")


def _with_whitespace(words: Iterable[str], text: str) -> Iterator[int]:
    """Yield where the words begin, and the whitespace between them, which pkuseg drops."""
    position = 0
    for word in words:
        # Only whitespace can stand before the next word, and no word contains any.
        start = text.index(word, position)
        if start > position:
            yield position
        position = start + len(word)
        yield start
    if position < len(text):
        yield position
