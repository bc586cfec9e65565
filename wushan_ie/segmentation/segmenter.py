"""Text to words: the seam between the spaCy tokenizer and what knows where words end."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Protocol

from wushan_ie.errors import SettingError
from wushan_ie.segmentation.userwords import UserWords, UserWordSegmenter

SEGMENTERS = ("char", "pkuseg")


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
