"""Code points and UTF-16 code units: JavaScript counts 𠮷 as two characters, Python as one."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable

_LAST_OF_ONE_UNIT = "\uffff"


def to_utf16(text: str) -> Callable[[int], int]:
    """Return the function that turns an offset into ``text`` in code points into one in UTF-16 code units.

    >>> to_utf16("𠮷田村")(2)
    3
    """
    wide = _wide(text)
    return lambda offset: offset + bisect_left(wide, offset)


def from_utf16(text: str) -> Callable[[int], int]:
    """Return the inverse of ``to_utf16``; an offset between the halves of a character counts as behind it.

    >>> from_utf16("𠮷田村")(3)
    2
    """
    ends = [place + number for number, place in enumerate(_wide(text), 1)]
    return lambda offset: offset - bisect_left(ends, offset)


def _wide(text: str) -> list[int]:
    return [place for place, character in enumerate(text) if character > _LAST_OF_ONE_UNIT]
