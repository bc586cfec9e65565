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
    floor = max(0, place - _SENTENCE)
    return max(floor, *(text.rfind(stop, floor, max(place, floor)) + 1 for stop in _STOPS))


def clause(text: str, floor: int, place: int) -> int:
    """Return where the clause that holds ``place`` begins, not before ``floor``.

    >>> clause("县水利局修桥，投入50万元", 0, 9)
    7
    """
    floor = max(floor, place - _CLAUSE)
    return max(floor, *(text.rfind(sign, floor, max(place, floor)) + 1 for sign in _SIGNS))
