"""Where a name that nothing announces may begin: a surname with a given name whose characters have enough points.

Of ten places with a surname nine have characters behind it that no other evidence makes up for. Those are told for a
whole text at once, in numpy; candidate by candidate it took longer than all other steps for names together.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

import numpy as np
import numpy.typing as npt

from wushan_ie.rulebook.word_finder import WordFinder

_NEVER = -1000  # points of what is no name


class NameStarts:
    """The points of surnames and of the characters of given names, ``no_given`` for others, by code point.

    A surname and a given name must have ``least`` points together; a ``compounds`` surname is enough alone. There are
    few different points, so that those of two characters are looked up in a square table.
    """

    def __init__(
        self,
        surnames: Mapping[str, int],
        given: Mapping[str, int],
        no_given: int,
        compounds: Collection[str],
        least: int,
    ) -> None:
        codes = [*map(ord, surnames), *map(ord, given)]
        self._low, self._span = min(codes), max(codes) - min(codes) + 1
        values = sorted({*given.values(), no_given})
        best = [
            [max(2 * first, pair_points(first, last)) for last in values] + [2 * first]  # or the end of the text
            for first in values
        ]
        self._best = np.array([*best, [_NEVER] * len(best[0])], np.int16).ravel()
        self._end = len(values)
        numbers = {char: values.index(value) for char, value in given.items()}
        self._given = self._by_code(numbers, values.index(no_given))
        self._needed = self._by_code({char: least - value for char, value in surnames.items()}, -_NEVER)
        self._compounds = WordFinder(sorted(compounds))

    def find(self, text: str) -> list[int]:
        """Return where such a name may begin, as far as its characters tell, in text order."""
        codes = np.frombuffer(text.encode("utf-32-le"), np.uint32) - np.uint32(self._low)  # lower ones become very high
        np.minimum(codes, self._span, out=codes)
        given = np.full(len(codes) + 2, self._end, np.int16)
        self._given.take(codes, out=given[:-2])
        best = self._best.take(given[1:-1] * np.int16(self._end + 1) + given[2:])
        found: list[int] = (best >= self._needed.take(codes)).nonzero()[0].tolist()
        compounds = self._compounds.find_longest(text)
        return sorted({*found, *compounds}) if compounds else found

    def _by_code(self, values: Mapping[str, int], others: int) -> npt.NDArray[np.int16]:
        """Return a table of the values by code point, from the lowest that there are; the last is for all others."""
        table = np.full(self._span + 1, others, np.int16)
        for char, value in values.items():
            table[ord(char) - self._low] = value
        return table


def pair_points(first: int, last: int) -> int:
    """Return the points of a given name of two characters: the mean of theirs and the lower one.

    >>> pair_points(12, -3)
    1
    """
    return (first + last) // 2 + min(first, last)
