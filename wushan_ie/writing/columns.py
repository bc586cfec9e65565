"""Rows and scores as aligned plain text: a Chinese character is two columns of a terminal wide."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence


def display_width(words: str) -> int:
    """Return how many columns of a terminal the words take.

    >>> display_width("近1000万元")
    10
    """
    return sum(_character_width(character) for character in words)


def format_columns(rows: Sequence[Sequence[str]], right: frozenset[int] = frozenset()) -> list[str]:
    """Return the rows as lines whose cells align; the columns in ``right`` align to the right.

    >>> format_columns([["市水利局", "1"], ["县委", "20"]], right=frozenset([1]))
    ['市水利局   1', '县委      20']
    """
    widths = [max(map(display_width, column)) for column in zip(*rows, strict=True)]
    return ["  ".join(_cells(row, widths, right)).rstrip() for row in rows]


def show_score(score: float | None) -> str:
    """A score with three places, a dash for none."""
    return "–" if score is None else f"{score:.3f}"


def show_interval(interval: tuple[float, float] | None) -> str:
    """An interval with three places, a dash for none."""
    return "–" if interval is None else f"{interval[0]:.3f}–{interval[1]:.3f}"


def show_p(p_value: float) -> str:
    """A p value with its sign, four places.

    >>> show_p(0.21875), show_p(0.00001)
    ('= 0.2188', '< 0.0001')
    """
    return "< 0.0001" if p_value < 0.0001 else f"= {p_value:.4f}"


def _cells(row: Sequence[str], widths: Sequence[int], right: frozenset[int]) -> list[str]:
    cells = []
    for place, (cell, width) in enumerate(zip(row, widths, strict=True)):
        space = " " * (width - display_width(cell))
        cells.append(space + cell if place in right else cell + space)
    return cells


def _character_width(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Cf", "Cc"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
