"""Which patterns can match a sentence at all, told from its characters and its labels.

Patterns are numbered, and a set of patterns is an integer with a bit for each: one pass over the characters
of the sentence finds the words that occur, each word names the patterns that wait for it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from itertools import product

from wushan_ie.rulebook.compiler import variants
from wushan_ie.rulebook.model import Pattern, Slot, Words
from wushan_ie.rulebook.word_finder import WordFinder

_Choice = tuple[str, ...]


class Prefilter:
    """The patterns by the words and labels that they cannot do without."""

    def __init__(self, patterns: Sequence[Pattern]) -> None:
        needed = [_needed_words(pattern) for pattern in patterns]
        shared = Counter(choice for choices in needed for choice in choices)
        bits = {choice: 1 << number for number, choice in enumerate(shared)}
        self._needs = [sum(bits[choice] for choice in choices) for choices in needed]
        self._all = (1 << len(patterns)) - 1
        self._always = sum(1 << number for number, choices in enumerate(needed) if not choices)
        waiting = dict.fromkeys(shared, 0)
        for number, choices in enumerate(needed):
            if choices:
                # The word list that the fewest patterns share tells most about the sentence.
                waiting[min(choices, key=lambda choice: (shared[choice], len(choice)))] |= 1 << number
        spelled = _spelled({choice: (bits[choice], waiting[choice]) for choice in shared})
        self._words = WordFinder(spelled)
        self._by_word = list(spelled.values())
        self._lacking = _by_labels(patterns)

    def with_labels(self, labels: Collection[str]) -> int:
        """Return the set of the patterns that these labels suffice for."""
        found = self._all
        for alternatives, patterns in self._lacking:
            if alternatives.isdisjoint(labels):
                found &= ~patterns
        return found

    def with_words(self, patterns: int, chars: str) -> Iterator[int]:
        """Yield the numbers of those patterns whose words occur, in order; ``chars`` is a sentence without blanks."""
        present, found = 0, self._always
        for number in self._words.find_all(chars):
            choices, waiting = self._by_word[number]
            present |= choices
            found |= waiting
        found &= patterns
        while found:
            lowest = found & -found
            number = lowest.bit_length() - 1
            if not self._needs[number] & ~present:
                yield number
            found ^= lowest


def _needed_words(pattern: Pattern) -> list[_Choice]:
    choices = [element.words for element in pattern.elements if isinstance(element, Words) and not element.optional]
    return list(dict.fromkeys(choices))


def _spelled(choices: dict[_Choice, tuple[int, int]]) -> dict[str, tuple[int, int]]:
    """Return with every spelling of a word the word lists that hold it and the patterns that wait for one of these."""
    spelled: dict[str, tuple[int, int]] = {}
    for words, (bit, waiting) in choices.items():
        for word in words:
            for spelling in _spellings(word):
                others = spelled.get(spelling, (0, 0))
                spelled[spelling] = (others[0] | bit, others[1] | waiting)
    return spelled


def _spellings(word: str) -> Iterator[str]:
    # A long word of letters has very many spellings in mixed width; its first three characters do as well.
    return ("".join(signs) for signs in product(*map(variants, word[:3])))


def _by_labels(patterns: Sequence[Pattern]) -> list[tuple[frozenset[str], int]]:
    lacking: dict[frozenset[str], int] = {}
    for number, pattern in enumerate(patterns):
        for element in pattern.elements:
            if isinstance(element, Slot) and not element.optional:
                labels = frozenset(element.labels)
                lacking[labels] = lacking.get(labels, 0) | 1 << number
    return list(lacking.items())
