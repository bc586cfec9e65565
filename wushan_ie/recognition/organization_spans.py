"""The organizations found so far in one text: sorted, disjoint, outside of numbers, dates and titles in quotes."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right, insort
from collections.abc import Sequence

_QUOTED = re.compile(r"“[^”“\n，。！？；]{1,14}”|《[^》\n]{1,40}》|‘[^’\n，。]{1,14}’")

Span = tuple[int, int, str]  # start, end, the rule's id


class Spans:
    """What is found; a name that crosses another or a wall is not taken."""

    def __init__(self, text: str, walls: Sequence[tuple[int, int]]) -> None:
        self.text = text
        self.found: list[Span] = []
        self._walls = walls
        self._wall_ends = [end for _, end in walls]
        self._quotes = [match.span() for match in _QUOTED.finditer(text)]
        self._quote_starts = [start for start, _ in self._quotes]

    def add(self, start: int, end: int, rule: str) -> bool:
        """Take a name unless something is in its way; whether it was taken."""
        index = bisect_left(self.found, (start,))
        is_free = (index == len(self.found) or end <= self.found[index][0]) and (
            index == 0 or self.found[index - 1][1] <= start
        )
        if is_free and not self.is_blocked(start, end):
            insort(self.found, (start, end, rule))
            return True
        return False

    def is_blocked(self, start: int, end: int) -> bool:
        """Whether a title or a quotation holds the name, but for a name that is quoted as such, or a wall cuts it."""
        quote = bisect_right(self._quote_starts, start) - 1
        if quote >= 0 and self._quotes[quote][0] < start and end <= self._quotes[quote][1] - 1:
            return self.text[self._quotes[quote][0]] == "《" or self._quotes[quote] != (start - 1, end + 1)
        wall = bisect_right(self._wall_ends, start)
        return wall < len(self._walls) and self._walls[wall][0] < end
