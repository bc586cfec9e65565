"""Where dates stand in a text: an opening, a point of time, up to where it lasts, and what follows.

They are expressions of their own and not one, for a point of time may stand at both ends of a range, and takes long to
compile.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

NO_POINTS = ("plan", "past_year", "damaged", "silent")  # forms behind which nothing goes on


class FoundDate(NamedTuple):
    """The offsets of an expression, and its form: day, month, range …, or ``silent`` for what is passed over."""

    start: int
    end: int
    form: str


@dataclass(frozen=True, slots=True)
class DateFinder:
    """Expressions whose last group names the form that they took; ``opening`` takes no characters itself.

    A point of time may last to another ``point`` or to a ``bare_end`` (上旬至中旬); ``behind`` goes on (以来).
    """

    opening: re.Pattern[str]
    point: re.Pattern[str]
    separator: re.Pattern[str]
    bare_end: re.Pattern[str]
    behind: re.Pattern[str]

    def find(self, text: str) -> Iterator[FoundDate]:
        """Yield the expressions from left to right, none overlapping the one before."""
        end, match = 0, self.point.match
        for opening in self.opening.finditer(text):
            start = opening.start()
            point = match(text, start) if start >= end else None
            if point is not None:
                end, form = point.end(), _form(point)
                if form not in NO_POINTS:
                    end, form = self._go_on(text, end, form)
                yield FoundDate(start, end, form)

    def _go_on(self, text: str, end: int, form: str) -> tuple[int, str]:
        """Return where it ends and which form it has, with what follows the point of time that ends at ``end``."""
        if (sign := self.separator.match(text, end)) is not None:
            other = self.point.match(text, sign.end())
            if other is None or _form(other) in NO_POINTS:
                other = self.bare_end.match(text, sign.end())
            end, form = (end, form) if other is None else (other.end(), "range")
        behind = self.behind.match(text, end)
        return (end, form) if behind is None else (behind.end(), _form(behind) or form)


def _form(match: re.Match[str]) -> str:
    """Return the name of the last group that took part, without the number that tells it from others of the form."""
    return (match.lastgroup or "").rstrip("0123456789")
