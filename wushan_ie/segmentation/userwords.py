"""Words that the user gives: they stand alone wherever they occur, whatever the segmenter thinks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from wushan_ie.errors import SettingError
from wushan_ie.segmentation.segmenter import Segmenter


class UserWordSegmenter:
    """Cuts the given words out of the text, leftmost and longest first, and has the rest segmented piece by piece.

    >>> from wushan_ie.segmentation.segmenter import CharSegmenter
    >>> UserWordSegmenter(CharSegmenter(), ["下庄天路"]).segment("修下庄天路。")
    ['修', '下庄天路', '。']
    """

    def __init__(self, segmenter: Segmenter, words: Sequence[str]) -> None:
        self._segmenter = segmenter
        self._words = frozenset(check_words(words))
        lengths: dict[str, set[int]] = {}
        for word in self._words:
            lengths.setdefault(word[0], set()).add(len(word))
        self._lengths = {first: sorted(found, reverse=True) for first, found in lengths.items()}
        self._first = re.compile(f"[{re.escape(''.join(sorted(lengths)))}]")

    def segment(self, text: str) -> list[str]:
        """Return the words of ``text``, the user's own uncut."""
        words: list[str] = []
        done = position = 0
        while (found := self._first.search(text, position)) is not None:
            start = found.start()
            position = self._end_of_word(text, start)
            if position == start:
                position += 1
                continue
            words += self._segmenter.segment(text[done:start])
            words.append(text[start:position])
            done = position
        return words + self._segmenter.segment(text[done:])

    def _end_of_word(self, text: str, start: int) -> int:
        for length in self._lengths[text[start]]:
            if text[start : start + length] in self._words:
                return start + length
        return start


def check_words(words: Sequence[str]) -> tuple[str, ...]:
    """Return the words sorted, each once; raises SettingError for an empty one and for whitespace in one."""
    for word in words:
        if word.split() != [word]:
            raise SettingError(f"words: {word!r} is empty or holds whitespace, where words always end")
    return tuple(sorted(set(words)))
