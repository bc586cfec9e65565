"""Text in which tagged spans are single placeholder characters, with the way back to offsets.

The placeholders are Unicode noncharacters (U+FDD0–U+FDEF), which exist for the internal use of programs. A text
that holds some nevertheless shows U+FFFD in their place. Blanks (not line ends) are left out, since bulletins
are full of them where a table or a justified line was flattened.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Protocol

from msgspec import Struct

BLANKS = " \t\u00a0\u2000-\u200b\u202f\u205f\u2060\u3000\ufeff"
PLACEHOLDERS = "\ufdd0-\ufdef"
_FIRST_PLACEHOLDER = 0xFDD0
MOST_LABELS = 32

_BLANK = re.compile(f"[{BLANKS}]+")
_PLACEHOLDER = re.compile(f"[{PLACEHOLDERS}]")
_ODD = re.compile(f"[{BLANKS}{PLACEHOLDERS}]")


class Tagged(Protocol):
    """A span with a label, half open: ``text[start:end]``."""

    @property
    def label(self) -> str: ...  # noqa: D102
    @property
    def start(self) -> int: ...  # noqa: D102
    @property
    def end(self) -> int: ...  # noqa: D102


class Encoded(Struct, frozen=True, gc=False):
    """Encoded text; ``spans`` by the place of their placeholder, the rest is the map back to offsets."""

    chars: str
    spans: Mapping[int, Tagged]
    _places: Sequence[int]
    _offsets: Sequence[int]

    def offset(self, place: int) -> int:
        """Return the offset in the text of the character at ``place``."""
        piece = bisect_right(self._places, place) - 1
        return self._offsets[piece] + place - self._places[piece]

    def stretch(self, first: int, last: int) -> tuple[int, int]:
        """Return the offsets in the text of ``chars[first:last]``, which is not empty."""
        final = last - 1
        end = self.spans[final].end if final in self.spans else self.offset(final) + 1
        return self.offset(first), end


def without_blanks(text: str) -> str:
    """Return the text as patterns see it where no span is tagged.

    >>> without_blanks("投 入")
    '投入'
    """
    return _BLANK.sub("", text)


def placeholders(labels: Sequence[str]) -> dict[str, str]:
    """Return a placeholder for each label; at most 32 labels."""
    return {label: chr(_FIRST_PLACEHOLDER + number) for number, label in enumerate(labels)}


def encode(text: str, bounds: tuple[int, int], spans: Sequence[Tagged], marks: Mapping[str, str]) -> Encoded:
    """Encode ``text[start:end]``, with the spans whose labels have a mark as placeholders.

    Of spans that overlap the longer wins. Spans that are empty or reach out of the bounds stay plain text.
    """
    start, end = bounds
    wanted = [span for span in spans if span.label in marks and start <= span.start < span.end <= end]
    pieces: list[str] = []
    places: list[int] = []
    offsets: list[int] = []
    by_place: dict[int, Tagged] = {}
    plain = _plain_pieces if _ODD.search(text, start, end) else _plain_piece
    length = 0
    for span in _longest(wanted):
        length = plain(text, (start, span.start), length, (pieces, places, offsets))
        pieces.append(marks[span.label])
        places.append(length)
        offsets.append(span.start)
        by_place[length] = span
        length += 1
        start = span.end
    plain(text, (start, end), length, (pieces, places, offsets))
    return Encoded("".join(pieces), by_place, places, offsets)


_Pieces = tuple[list[str], list[int], list[int]]


def _plain_piece(text: str, bounds: tuple[int, int], length: int, into: _Pieces) -> int:
    start, end = bounds
    if start < end:
        pieces, places, offsets = into
        pieces.append(text[start:end])
        places.append(length)
        offsets.append(start)
    return length + end - start


def _plain_pieces(text: str, bounds: tuple[int, int], length: int, into: _Pieces) -> int:
    start, end = bounds
    for blank in _BLANK.finditer(text, start, end):
        length = _clean_piece(text, (start, blank.start()), length, into)
        start = blank.end()
    return _clean_piece(text, (start, end), length, into)


def _clean_piece(text: str, bounds: tuple[int, int], length: int, into: _Pieces) -> int:
    length = _plain_piece(text, bounds, length, into)
    if bounds[0] < bounds[1]:
        into[0][-1] = _PLACEHOLDER.sub("\ufffd", into[0][-1])
    return length


def _longest(spans: list[Tagged]) -> list[Tagged]:
    for left, right in pairwise(spans):
        if right.start < left.end:
            break
    else:
        return spans
    kept: list[Tagged] = []
    taken: set[int] = set()
    for span in sorted(spans, key=lambda span: (span.start - span.end, span.start)):
        # Both ends suffice: a span inside a longer one has its ends in it, and no kept span is shorter.
        if span.start not in taken and span.end - 1 not in taken:
            kept.append(span)
            taken.update(range(span.start, span.end))
    return sorted(kept, key=lambda span: span.start)
