"""Where the clause or the sentence of a place begins; both look back a limited way, so that no text makes them slow.

All signs are read in full width: ``link_facts`` widens them first.
"""

from __future__ import annotations

import re

STOP = re.compile("[。！？\n]")
_STOPS = "。！？\n"
_SIGNS = "，；。！？\n"
_SENTENCE = 240  # characters
_CLAUSE = 120


def opening(text: str, place: int) -> int:
    """Return where the sentence that holds ``place`` begins; 。 ends one, ； does not."""
    return _behind_last(text, _STOPS, max(0, place - _SENTENCE), place)


def clause(text: str, floor: int, place: int) -> int:
    """Return where the clause that holds ``place`` begins, not before ``floor``.

    >>> clause("县水利局修桥，投入50万元", 0, 9)
    7
    """
    return _behind_last(text, _SIGNS, max(floor, place - _CLAUSE), place)


def _behind_last(text: str, signs: str, floor: int, place: int) -> int:
    """Return where the last of the signs between ``floor`` and ``place`` ends, ``floor`` where there is none."""
    place = max(place, floor)  # a place below 0 would be one from the text's end
    for sign in signs:
        floor = max(floor, text.rfind(sign, floor, place) + 1)
    return floor
