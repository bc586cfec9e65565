"""Text to words: the seam between the spaCy tokenizer and what knows where words end."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Protocol

from wushan_ie.errors import ReadError, SettingError
from wushan_ie.segmentation.userwords import UserWords, UserWordSegmenter

SEGMENTERS = ("char", "pkuseg")

_BLANKS = re.compile(" +")


class Segmenter(Protocol):
    """Anything that knows where the words of a text begin."""

    def starts(self, text: str) -> list[int]:
        """Return where the words of ``text`` begin, in order, runs of whitespace among them; the first is 0."""
        ...


class CharSegmenter:
    """Cuts at every character but inside runs of digits, of Latin letters and of whitespace.

    >>> segment(CharSegmenter(), "投入1200万元 GDP")
    ['投', '入', '1200', '万', '元', ' ', 'GDP']
    """

    _WORD = re.compile(r"\s+|[0-9０-９]+|[A-Za-zＡ-Ｚａ-ｚÀ-ÖØ-öø-ɏ]+|.", re.DOTALL)

    def starts(self, text: str) -> list[int]:
        """Return where the characters and runs of ``text`` begin."""
        return [found.start() for found in self._WORD.finditer(text)]


def segment(segmenter: Segmenter, text: str) -> list[str]:
    """Return the words of ``text``, runs of whitespace among them: joined they are the text."""
    return cut_words(text, segmenter.starts(text))


def cut_words(text: str, starts: Sequence[int]) -> list[str]:
    """Return the words that begin at ``starts``, each up to the next."""
    return [text[start:end] for start, end in pairwise([*starts, len(text)])]


def find_folded(text: str, starts: Sequence[int]) -> Iterator[int]:
    """Yield the numbers of the words that begin with a blank which a Doc counts to the word before them.

    >>> list(find_folded("甲 乙  丙", [0, 1, 2, 3, 5]))
    [1, 3]
    """
    for blanks in _BLANKS.finditer(text):
        # A run of other whitespace that goes on with blanks is one word already.
        word = bisect_left(starts, blanks.start())
        if 0 < word < len(starts) and starts[word] == blanks.start():
            yield word


def token_starts(text: str, starts: Sequence[int]) -> list[int]:
    """Return where the tokens of a Doc begin whose words begin at ``starts``.

    >>> token_starts("甲 乙  丙", [0, 1, 2, 3, 5])
    [0, 2, 4, 5]
    """
    found: list[int] = []
    begin = 0
    for word in find_folded(text, starts) if " " in text else ():
        found += starts[begin:word]
        begin = word + 1
        end = starts[begin] if begin < len(starts) else len(text)
        if starts[word] + 1 < end:
            found.append(starts[word] + 1)
    found += starts[begin:]
    return found


def check_characters(text: str) -> None:
    """Raise ReadError for a lone surrogate, which no file can hold."""
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise ReadError(
            f"character {error.start} of the text is the lone surrogate U+{ord(text[error.start]):04X}, which stands "
            "for nothing; decode the file without errors='surrogateescape'",
            "encoding",
        ) from error


def load_segmenter(name: str, words: Sequence[str]) -> Segmenter:
    """Return the segmenter of that name, ``pkuseg`` or ``char``, which leaves the user's ``words`` uncut.

    Raises SettingError for an unknown name or a bad word, ModelError when pkuseg's model is missing or damaged.
    """
    user_words = UserWords(words)
    if name == "pkuseg":
        # Imported here: numba and spacy_pkuseg cost more than all else, and the other segmenter needs neither.
        from wushan_ie.segmentation.pkuseg import load_pkuseg

        return load_pkuseg(user_words)
    if name != "char":
        raise SettingError(f"segmenter {name!r}: no such segmenter; allowed: {', '.join(SEGMENTERS)}")
    return UserWordSegmenter(CharSegmenter(), user_words) if words else CharSegmenter()
