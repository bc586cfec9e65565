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

_Choice = tuple[str, ...]


class Prefilter:
    """The patterns by the words and labels that they cannot do without."""

    def __init__(self, patterns: Sequence[Pattern]) -> None:
        needed = [_needed_words(pattern) for pattern in patterns]
        shared = Counter(choice for choices in needed for choice in choices)
        self._choices = {choice: 1 << number for number, choice in enumerate(shared)}
        self._needs = [sum(self._choices[choice] for choice in choices) for choices in needed]
        self._all = (1 << len(patterns)) - 1
        self._always = sum(1 << number for number, choices in enumerate(needed) if not choices)
        self._waiting: dict[int, int] = {}
        for number, choices in enumerate(needed):
            if choices:
                # The word list that the fewest patterns share tells most about the sentence.
                key = self._choices[min(choices, key=lambda choice: (shared[choice], len(choice)))]
                self._waiting[key] = self._waiting.get(key, 0) | 1 << number
        self._by_sign = _by_rarest_sign(self._choices)
        self._signs = frozenset(self._by_sign)
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
        present = 0
        for sign in self._signs.intersection(chars):
            for word, choices in self._by_sign[sign]:
                if choices & ~present and word in chars:
                    present |= choices
        found = self._always
        for choice, waiting in self._waiting.items():
            if choice & present:
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


def _by_rarest_sign(choices: dict[_Choice, int]) -> dict[str, list[tuple[str, int]]]:
    """Return every word under the one of its characters that the fewest words hold."""
    spelled: dict[str, int] = {}
    for words, bit in choices.items():
        for word in words:
            for spelling in _spellings(word):
                spelled[spelling] = spelled.get(spelling, 0) | bit
    held = Counter(sign for word in spelled for sign in set(word))
    index: dict[str, list[tuple[str, int]]] = {}
    for word, bits in spelled.items():
        index.setdefault(min(word, key=lambda sign: held[sign]), []).append((word, bits))
    return index


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
