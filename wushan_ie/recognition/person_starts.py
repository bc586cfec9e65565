"""Where a name that nothing announces may begin: a surname with a given name whose characters have enough points.

Of ten places with a surname nine have characters behind it that no other evidence makes up for. Those are told for a
whole text at once, in numpy; candidate by candidate it took longer than all other steps for names together.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TypeVar

import numpy as np
import numpy.typing as npt

_Points = npt.NDArray[np.int32]
_OneOrMany = TypeVar("_OneOrMany", int, _Points)
_NEVER = -1000  # points of what is no surname
_CODES = 0x10000  # code points with points of their own: all that lie above count as one that has none


class NameStarts:
    """The points of surnames and of the characters of given names, ``no_given`` for others, by code point.

    A surname and a given name must have ``least`` points together; a ``compounds`` surname is enough alone.
    """

    def __init__(
        self,
        surnames: Mapping[str, int],
        given: Mapping[str, int],
        no_given: int,
        compounds: Collection[str],
        least: int,
    ) -> None:
        self._surname = _by_code(surnames, _NEVER)
        self._given = _by_code(given, no_given)
        self._compound_ends = _by_code(dict.fromkeys((name[1] for name in compounds), 1), 0)
        self._compounds = frozenset(compounds)
        self._least = least

    def find(self, text: str) -> list[int]:
        """Return where such a name may begin, as far as its characters tell, in text order."""
        codes = np.frombuffer(text.encode("utf-32-le"), np.uint32)
        codes = np.minimum(codes, _CODES - 1)
        given = np.full(len(codes) + 2, _NEVER, np.int32)
        given[:-2] = self._given[codes]
        first, last = given[1:-1], given[2:]
        likely = self._surname[codes] + np.maximum(2 * first, pair_points(first, last)) >= self._least
        found: list[int] = np.flatnonzero(likely).tolist()
        ends: list[int] = np.flatnonzero(self._compound_ends[codes]).tolist()
        compounds = {end - 1 for end in ends if text[end - 1 : end + 1] in self._compounds}
        return sorted({*found, *compounds}) if compounds else found


def pair_points(first: _OneOrMany, last: _OneOrMany) -> _OneOrMany:
    """Return the points of given names of two characters: the mean of theirs and the lower one.

    >>> pair_points(12, -3)
    1
    """
    both = first + last
    points: _OneOrMany = both // 2 + (both - abs(first - last)) // 2
    return points


def _by_code(points: Mapping[str, int], others: int) -> _Points:
    table = np.full(_CODES, others, np.int32)
    for char, value in points.items():
        if ord(char) < _CODES:
            table[ord(char)] = value
    return table
