"""Noun phrases by the classes of their words: what is cut off in front, which last words name nothing."""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from wushan_ie.recognition.word_classes import WordClasses

_NEVER_FIRST = frozenset({"adverb", "time", "pronoun", "preposition", "conjunction", "particle"})
_RESULTS = "齐走回掉完起满"
_COMMON = 9  # power of two: 512 occurrences in the corpus behind the table
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
        for index in range(last - 2, 0, -1):
            if self._is_result(text[words[index][0] : words[index][1]]):
                first = index + 1
                break
        while first < last and self._is_edge(text, words[first], _NEVER_FIRST):
            first += 1
        while first < last and self._class(text, words[last - 1]) in _NEVER_LAST:
            last -= 1
        if first == last or self._names_nothing(text, words[first:last]):
            return None
        return words[first][0], words[last - 1][1]

    def _names_nothing(self, text: str, words: Sequence[tuple[int, int]]) -> bool:
        """目前, 开春, 一手 and 错峰|出库 name no thing; 堤防|加固 and 城市|低保 do."""
        if len(words) == 1 and self._class(text, words[-1]) in ("adjective", "classifier", "numeral"):
            return True
        if not self.is_verb(text[words[-1][0] : words[-1][1]]):
            return False
        return len(words) == 1 or self._class(text, words[-2]) in ("adverb", "verb")

    def _is_result(self, word: str) -> bool:
        """Tell whether a word is a verb with its result, which the table need not know: 配齐, 收走, 引回."""
        is_verb = len(word) == 2 and word[1] in _RESULTS and self.classes.classes.get(word[0]) == "verb"
        return is_verb and self.classes.classes.get(word) in (None, "verb") and word not in self.nouns

    def _is_edge(self, text: str, word: tuple[int, int], classes: frozenset[str]) -> bool:
        """Tell whether a word is of these classes and common: 急难 is an adverb of the table, and rare."""
        is_common = self.classes.powers.get(text[word[0] : word[1]], 0) >= _COMMON
        return is_common and self._class(text, word) in classes

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
