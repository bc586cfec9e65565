"""The spaCy tokenizer: words become a Doc whose text is the input, character for character."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from itertools import compress
from pathlib import Path
from typing import Any

import srsly  # type: ignore[import-untyped]
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import registry
from spacy.vocab import Vocab

from wushan_ie.segmentation.segmenter import check_characters, cut_words, find_folded, load_segmenter

_SETTINGS = "settings.json"


class WushanTokenizer:
    """Makes a Doc of a text; knows its segmenter by name only, so that it can be stored and sent to workers.

    The segmenter's model is looked up in the cache wherever the tokenizer is made. Raises SettingError for an
    unknown segmenter or bad words, ModelError for a missing model.

    >>> doc = WushanTokenizer(Vocab(), "char", [])("投入 1200万元\\r\\n")
    >>> [token.text_with_ws for token in doc]
    ['投', '入 ', '1200', '万', '元', '\\r\\n']
    """

    def __init__(self, vocab: Vocab, segmenter: str, words: Sequence[str]) -> None:
        self.vocab = vocab
        self._set_up(segmenter, words)

    def _set_up(self, segmenter: str, words: Sequence[str]) -> None:
        self.segmenter = segmenter
        self.words = tuple(words)
        self._segmenter = load_segmenter(segmenter, words)

    def __call__(self, text: str) -> Doc:
        """Return the Doc of ``text``; raises ReadError for a lone surrogate, which no file can hold."""
        return self.make_doc(text, self.starts(text), ())

    def starts(self, text: str) -> list[int]:
        """Return where the words of ``text`` begin, runs of whitespace among them."""
        return self._segmenter.starts(text)

    def make_doc(self, text: str, starts: Sequence[int], cuts: Collection[int]) -> Doc:
        """Return the Doc of ``text`` with words that begin at ``starts``, cut at the offsets ``cuts`` as well.

        It is cheaper to cut words than to cut a Doc's tokens. Raises ValueError for an offset outside the text,
        ReadError for a lone surrogate.
        """
        if cuts:
            if min(cuts) < 0 or max(cuts) > len(text):
                raise ValueError(f"cuts: {min(cuts)} to {max(cuts)} exceed the text of {len(text)} characters")
            starts = sorted({*starts, *cuts} - {len(text)})
        words, spaces = fold_blanks(text, starts)
        try:
            return Doc(self.vocab, words=words, spaces=spaces)
        except UnicodeEncodeError:
            check_characters(text)
            raise

    def __reduce__(self) -> tuple[Any, ...]:
        return WushanTokenizer, (self.vocab, self.segmenter, self.words)

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:  # noqa: ARG002
        """Return the settings, which is all there is to store; ``exclude`` is spaCy's and has nothing to leave out."""
        data: bytes = srsly.msgpack_dumps({"segmenter": self.segmenter, "words": list(self.words)})
        return data

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> WushanTokenizer:  # noqa: ARG002
        """Take the settings of ``to_bytes``."""
        self._set_up(**srsly.msgpack_loads(data))
        return self

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:  # noqa: ARG002
        """Write the settings into the folder ``path``."""
        Path(path).mkdir(parents=True, exist_ok=True)
        srsly.write_json(Path(path) / _SETTINGS, {"segmenter": self.segmenter, "words": list(self.words)})

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> WushanTokenizer:  # noqa: ARG002
        """Take the settings of ``to_disk``."""
        self._set_up(**srsly.read_json(Path(path) / _SETTINGS))
        return self


def fold_blanks(text: str, starts: Sequence[int]) -> tuple[list[str], list[bool]]:
    """Return words and spaces as Doc takes them: one blank behind a word is that word's own.

    >>> fold_blanks("甲 乙  丙", [0, 1, 2, 3, 5])
    (['甲', '乙', ' ', '丙'], [True, True, False, False])
    """
    words = cut_words(text, starts)
    spaces = [False] * len(words)
    for word in find_folded(text, starts):
        spaces[word - 1] = True
        words[word] = words[word][1:]
    return list(filter(None, words)), list(compress(spaces, words))


def create_tokenizer(segmenter: str, words: list[str]) -> Callable[[Language], WushanTokenizer]:
    """Return the maker of a tokenizer for spaCy's config: ``[nlp.tokenizer]`` with ``segmenter`` and ``words``."""

    def make_tokenizer(nlp: Language) -> WushanTokenizer:
        return WushanTokenizer(nlp.vocab, segmenter, words)

    return make_tokenizer


registry.tokenizers.register("wushan_ie.WushanTokenizer.v1", func=create_tokenizer)
