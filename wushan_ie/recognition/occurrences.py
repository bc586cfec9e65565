"""Where words that only the text itself names stand in it: for a few, searches are far cheaper than a new pattern."""

from __future__ import annotations

from collections.abc import Iterable, Iterator


def find_word(text: str, word: str) -> Iterator[int]:
    """Yield the places of a word that is not empty, none overlapping the one before.

    >>> list(find_word("山山山，山山", "山山"))
    [0, 4]
    """
    place = text.find(word)
    while place >= 0:
        yield place
        place = text.find(word, place + len(word))


def find_words(text: str, words: Iterable[str]) -> list[tuple[int, int]]:
    """Return where each of the words begins and ends, overlapping or not; of one beginning the longest comes first.

    >>> find_words("李江河", ["江河", "李江", "李江河"])
    [(0, 3), (0, 2), (1, 3)]
    """
    found: list[tuple[int, int]] = []
    for word in words:
        place = text.find(word)
        while place >= 0:
            found.append((place, place + len(word)))
            place = text.find(word, place + 1)
    return sorted(found, key=lambda span: (span[0], -span[1]))
