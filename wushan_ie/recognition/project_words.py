"""Noun phrases by the classes of their words: what is cut off in front, which last words name nothing."""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from wushan_ie.recognition.word_classes import WordClasses

_NEVER_FIRST = frozenset({"adverb", "time", "pronoun", "preposition", "conjunction", "particle"})
_NEVER_LAST = frozenset({"adverb", "time", "locus", "pronoun", "preposition", "conjunction", "particle"})


@dataclass(frozen=True, slots=True)
class PhraseWords:
    """What classes say of the words of a phrase; ``works`` are verbs that are nouns too, ``nouns`` are never cut."""

    classes: WordClasses
    works: frozenset[str]
    nouns: frozenset[str]

    def phrase(self, text: str, start: int, end: int, starts: Sequence[int]) -> tuple[int, int] | None:
        """Return the noun phrase in a stretch, if any; ``starts`` are where words begin, sorted."""
        words = self._words(start, end, starts)
        first, last = 0, len(words)
        while first < last and self._class(text, words[first]) in _NEVER_FIRST:
            first += 1
        if first == last or self._names_nothing(text, words[first:last]):
            return None
        return words[first][0], words[last - 1][1]

    def _names_nothing(self, text: str, words: Sequence[tuple[int, int]]) -> bool:
        """目前, 开春, 一手 and 错峰|出库 name no thing; 堤防|加固 and 城市|低保 do."""
        last = self._class(text, words[-1])
        if last in _NEVER_LAST or (len(words) == 1 and last in ("adjective", "classifier", "numeral")):
            return True
        if not self.is_verb(text[words[-1][0] : words[-1][1]]):
            return False
        return len(words) == 1 or self._class(text, words[-2]) in ("adverb", "verb")

    def _class(self, text: str, word: tuple[int, int]) -> str | None:
        """The class of a word of two characters or more; a character alone may be a piece of a name."""
        written = text[word[0] : word[1]]
        if len(written) < 2 or written in self.nouns or written in self.works:
            return None
        return self.classes.classes.get(written)

    def is_verb(self, word: str) -> bool:
        """Tell whether a word of two characters or more is a verb and no name of works."""
        plain = len(word) > 1 and word not in self.works and word not in self.nouns
        return plain and self.classes.classes.get(word) == "verb"

    def _words(self, start: int, end: int, starts: Sequence[int]) -> list[tuple[int, int]]:
        """Return the words of a stretch, which itself may begin or end within one."""
        first, last = bisect_right(starts, start), bisect_right(starts, end - 1)
        edges = [start, *starts[first:last], end]
        return list(itertools.pairwise(edges))
