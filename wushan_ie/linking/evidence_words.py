"""Listed words and classes of words as evidence reads them: the longest that ends or begins at a place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from wushan_ie.recognition.noun_classes import NounClasses
from wushan_ie.recognition.word_classes import LONGEST, WordClasses

_LONGEST = 5  # characters of the longest listed word that is looked up beside a phrase
_REMEMBERED = 4096  # phrases, and characters beside a place, of each sort: most come again
_NONE = ("none",)


class EvidenceWords:
    """Listed words by their text, with the lists that have them, the classes of all others, what nouns name.

    What is asked of a place depends on the few characters beside it: the answers are remembered by those.
    """

    def __init__(self, lists: Mapping[str, tuple[str, ...]], classes: WordClasses, nouns: NounClasses) -> None:
        self.lists = lists
        self.classes = classes
        self.weak = nouns.weak
        remember = lru_cache(_REMEMBERED)
        self._before, self._behind = remember(self._list_before), remember(self._list_behind)
        self.nouns, self.made_of = remember(nouns.name), remember(self._made_of)
        self._last, self._first = remember(self._class_before), remember(self._class_behind)

    def before(self, text: str, end: int, floor: int) -> tuple[str, ...]:
        """Return the lists of the longest listed word that ends at ``end``."""
        return self._before(text[max(floor, end - _LONGEST) : end])

    def behind(self, text: str, start: int, ceiling: int) -> tuple[str, ...]:
        """Return the lists of the longest listed word that begins at ``start``."""
        return self._behind(text[start : min(ceiling, start + _LONGEST)])

    def class_before(self, text: str, end: int, floor: int) -> str:
        """Return the class of the word that ends at ``end``, else its last character."""
        return self._last(text[max(floor, end - LONGEST) : end]) if end > floor else "start"

    def class_behind(self, text: str, start: int, ceiling: int) -> str:
        """Return the class of the word that begins at ``start``, else its first character."""
        return self._first(text[start : min(ceiling, start + _LONGEST)], text[start : start + 1])

    def _made_of(self, phrase: str) -> tuple[str, ...]:
        """Return what a phrase is made of: 所得价款优先 ends with an adverb, 邻家孤儿考上卫校 holds a verb."""
        verbs, place = 0, len(phrase)
        while place > 0 and verbs < 2:
            place, found = self.classes.word_before(phrase, place, 0)
            verbs += found == "verb" and place > 0
        return (f"ends {self.class_before(phrase, len(phrase), 0)}", f"verbs {verbs}")

    def _list_before(self, written: str) -> tuple[str, ...]:
        return next((found for at in range(len(written)) if (found := self.lists.get(written[at:]))), _NONE)

    def _list_behind(self, written: str) -> tuple[str, ...]:
        return next((found for end in range(len(written), 0, -1) if (found := self.lists.get(written[:end]))), _NONE)

    def _class_before(self, written: str) -> str:
        begin, kind = self.classes.word_before(written, len(written), 0)
        return kind or shown(written[begin:])

    def _class_behind(self, written: str, first: str) -> str:
        for end in range(len(written), 0, -1):
            if kind := self.classes.classes.get(written[:end]):
                return kind
        return shown(first)


def list_words(words: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    """Return for every listed word the names of its lists, in the order of the names."""
    lists: dict[str, list[str]] = {}
    for name in sorted(words):
        for word in words[name]:
            lists.setdefault(word, []).append(name)
    return {word: tuple(names) for word, names in lists.items()}


def shown(written: str) -> str:
    """The characters as a word of the table: white space and the end of the text have none of their own."""
    return "".join(written.split()) or "end"
