"""Words that the user gives: they stand alone wherever they occur, whatever the segmenter thinks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from wushan_ie.errors import SettingError

if TYPE_CHECKING:
    from wushan_ie.segmentation.segmenter import Segmenter


class UserWords:
    """A list of words that finds itself in texts: leftmost first, of several the longest.

    Raises SettingError for an empty word and for one with whitespace, at which words end in any case.

    >>> UserWords(["下庄", "下庄天路"]).find("修下庄天路，访下庄村")
    [1, 5, 7, 9]
    """

    def __init__(self, words: Sequence[str]) -> None:
        for word in words:
            if word.split() != [word]:
                raise SettingError(f"words: {word!r} is empty or holds whitespace; give each word by itself")
        self.words = tuple(sorted(set(words)))
        self._known = frozenset(self.words)
        lengths: dict[str, set[int]] = {}
        for word in self.words:
            lengths.setdefault(word[0], set()).add(len(word))
        self._lengths = {first: sorted(found, reverse=True) for first, found in lengths.items()}
        # Without words a pattern that never matches.
        self._first = re.compile(f"[{re.escape(''.join(sorted(lengths)))}]" if lengths else r"(?!)")

    def find(self, text: str) -> list[int]:
        """Return the starts and ends, in turn, of the words in ``text``."""
        places: list[int] = []
        position = 0
        while (found := self._first.search(text, position)) is not None:
            start = found.start()
            position = start + 1
            for length in self._lengths[text[start]]:
                if text[start : start + length] in self._known:
                    position = start + length
                    places += (start, position)
                    break
        return places


class UserWordSegmenter:
    """Leaves the user's words uncut and has the text between them segmented piece by piece.

    >>> from wushan_ie.segmentation.segmenter import CharSegmenter, segment
    >>> segment(UserWordSegmenter(CharSegmenter(), UserWords(["下庄天路"])), "修下庄天路。")
    ['修', '下庄天路', '。']
    """

    def __init__(self, segmenter: Segmenter, words: UserWords) -> None:
        self._segmenter = segmenter
        self._words = words

    def starts(self, text: str) -> list[int]:
        """Return where the words of ``text`` begin, the user's own uncut."""
        starts: list[int] = []
        marks = [0, *self._words.find(text), len(text)]
        for number, (begin, end) in enumerate(pairwise(marks)):
            if number % 2:
                starts.append(begin)
            else:
                starts += [begin + start for start in self._segmenter.starts(text[begin:end])]
        return starts
