"""Noun phrases by the classes of their words: what is cut off in front, which last words name nothing."""

from __future__ import annotations

import itertools
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from wushan_ie.recognition.word_classes import WordClasses

_NEVER_FIRST = frozenset({"adverb", "time", "pronoun", "preposition", "conjunction", "particle"})
_RESULTS = "齐走回掉完起满"
_COMMON = 9  # power of two: 512 occurrences in the corpus behind the table
_NEVER_LAST = frozenset({"adverb", "time", "locus", "pronoun", "preposition", "conjunction", "particle"})
_NO_NOUN = ("adjective", "classifier", "numeral")


@dataclass(frozen=True, slots=True)
class PhraseWords:
    """What classes say of the words of a phrase; ``works`` are verbs that are nouns too, ``nouns`` are never cut.

    With those that are ``never_first`` or ``never_last`` no phrase begins or ends.
    """

    classes: WordClasses
    works: frozenset[str]
    nouns: frozenset[str]
    never_first: frozenset[str]
    never_last: frozenset[str]

    def phrase(self, text: str, start: int, end: int, starts: Sequence[int]) -> tuple[int, int] | None:
        """Return the noun phrase in a stretch, if any; ``starts`` are where words begin, sorted.

        The stretch itself may begin or end within a word.
        """
        edges = [start, *starts[bisect_right(starts, start) : bisect_left(starts, end)], end]
        words = [text[one:other] for one, other in itertools.pairwise(edges)]
        first, last = 0, len(words)
        for index in range(last - 2, 0, -1):
            if self._is_result(words[index]):
                first = index + 1
                break
        while first < last and words[first] in self.never_first:
            first += 1
        while first < last and words[last - 1] in self.never_last:
            last -= 1
        if first == last or self._names_nothing(words[first:last]):
            return None
        return edges[first], edges[last]

    def _names_nothing(self, words: Sequence[str]) -> bool:
        """目前, 开春, 一手 and 错峰|出库 name no thing; 堤防|加固 and 城市|低保 do."""
        kind = self._class(words[-1])
        if len(words) == 1:
            return kind in _NO_NOUN or kind == "verb"
        return kind == "verb" and len(words) == 2 and self._class(words[-2]) in ("adverb", "verb")

    def _is_result(self, word: str) -> bool:
        """Tell whether a word is a verb with its result, which the table need not know: 配齐, 收走, 引回."""
        is_verb = len(word) == 2 and word[1] in _RESULTS and self.classes.classes.get(word[0]) == "verb"
        return is_verb and self.classes.classes.get(word) in (None, "verb") and word not in self.nouns

    def _class(self, word: str) -> str | None:
        """The class of a word of two characters or more; a character alone may be a piece of a name."""
        return None if len(word) < 2 or word in self.nouns or word in self.works else self.classes.classes.get(word)


def compile_phrases(
    classes: WordClasses, works: frozenset[str], nouns: frozenset[str], predicates: frozenset[str]
) -> PhraseWords:
    """Return what classes say of words; only common ones begin no phrase: 急难 is an adverb of the table, and rare.

    ``predicates`` are verbs and adjectives with which no phrase ends: 合同价|偏低, 速冻虾尾|卖.
    """
    kept = nouns | works
    edges = {word: kind for word, kind in classes.classes.items() if len(word) > 1 and word not in kept}
    powers = classes.powers
    return PhraseWords(
        classes,
        works,
        nouns,
        never_first=frozenset(
            word for word, kind in edges.items() if kind in _NEVER_FIRST and powers.get(word, 0) >= _COMMON
        ),
        never_last=frozenset(word for word, kind in edges.items() if kind in _NEVER_LAST) | (predicates - kept),
    )
