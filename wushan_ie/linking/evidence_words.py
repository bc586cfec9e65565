"""Listed words and classes of words as evidence reads them: the longest that ends or begins at a place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from wushan_ie.recognition.word_classes import WordClasses

_LONGEST = 5  # characters of the longest listed word that is looked up beside a phrase


@dataclass(frozen=True, slots=True)
class EvidenceWords:
    """Listed words by their text, with the lists that have them, and the classes of all others."""

    lists: Mapping[str, tuple[str, ...]]
    classes: WordClasses

    def before(self, text: str, end: int, floor: int) -> tuple[str, ...]:
        """Return the lists of the longest listed word that ends at ``end``."""
        for length in range(min(_LONGEST, end - floor), 0, -1):
            if found := self.lists.get(text[end - length : end]):
                return found
        return ("none",)

    def behind(self, text: str, start: int, ceiling: int) -> tuple[str, ...]:
        """Return the lists of the longest listed word that begins at ``start``."""
        for length in range(min(_LONGEST, ceiling - start), 0, -1):
            if found := self.lists.get(text[start : start + length]):
                return found
        return ("none",)

    def class_before(self, text: str, end: int, floor: int) -> str:
        """Return the class of the word that ends at ``end``, else its last character."""
        if end <= floor:
            return "start"
        begin, kind = self.classes.word_before(text, end, floor)
        return kind or shown(text[begin:end])

    def class_behind(self, text: str, start: int, ceiling: int) -> str:
        """Return the class of the word that begins at ``start``, else its first character."""
        for length in range(min(_LONGEST, ceiling - start), 0, -1):
            if kind := self.classes.classes.get(text[start : start + length]):
                return kind
        return shown(text[start : start + 1])


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
