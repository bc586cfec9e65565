"""Text to words: the seam between the spaCy tokenizer and what knows where words end."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any, Protocol

import spacy_pkuseg  # type: ignore[import-untyped]

from wushan_ie.errors import SettingError
from wushan_ie.segmentation.model import find_model


class Segmenter(Protocol):
    """Anything that cuts a text into words."""

    def segment(self, text: str) -> list[str]:
        """Return the words of ``text``, runs of whitespace among them: joined they are the text."""
        ...


class CharSegmenter:
    """Cuts at every character but inside runs of digits, of Latin letters and of whitespace.

    >>> CharSegmenter().segment("投入1200万元 GDP")
    ['投', '入', '1200', '万', '元', ' ', 'GDP']
    """

    _WORD = re.compile(r"\s+|[0-9０-９]+|[A-Za-zＡ-Ｚａ-ｚÀ-ÖØ-öø-ɏ]+|.", re.DOTALL)

    def segment(self, text: str) -> list[str]:
        """Return the characters and runs of ``text``."""
        return self._WORD.findall(text)


class PkusegSegmenter:
    """Cuts by pkuseg's default model and dictionary, decoded by spacy_pkuseg."""

    def __init__(self, folder: Path) -> None:
        self._pkuseg: Any = spacy_pkuseg.pkuseg(str(folder), user_dict="default")

    def segment(self, text: str) -> list[str]:
        """Return pkuseg's words and the whitespace between them, which pkuseg drops."""
        return list(_with_whitespace(self._pkuseg.cut(text), text))


def _with_whitespace(words: Sequence[str], text: str) -> Iterator[str]:
    position = 0
    for word in words:
        # Only whitespace can stand before the next word, and no word contains any.
        start = text.index(word, position)
        if start > position:
            yield text[position:start]
        position = start + len(word)
        yield word
    if position < len(text):
        yield text[position:]


_MAKERS: Mapping[str, Callable[[], Segmenter]] = MappingProxyType(
    {"char": CharSegmenter, "pkuseg": lambda: PkusegSegmenter(find_model())}
)


def load_segmenter(name: str) -> Segmenter:
    """Return the segmenter of that name, ``pkuseg`` or ``char``; raises SettingError and ModelError."""
    if name not in _MAKERS:
        raise SettingError(f"segmenter {name!r}: no such segmenter; allowed: {', '.join(sorted(_MAKERS))}")
    return _MAKERS[name]()
