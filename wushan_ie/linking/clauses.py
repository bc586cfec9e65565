"""Where the clause or the sentence of a place begins; both look back a limited way, so that no text makes them slow.

All signs are read in full width: ``link_facts`` widens them first.
"""

from __future__ import annotations

import re

STOP = re.compile("[。！？\n]")
_LAST_STOP = re.compile("(?s:.*)[。！？\n]")
_LAST_SIGN = re.compile("(?s:.*)[，；。！？\n]")
_LAST_START = re.compile("(?s:.*)[，；：。（“\n]")
_SENTENCE = 240  # characters
_CLAUSE = 120
_FAR = 200


def opening(text: str, place: int) -> int:
    """Return where the sentence that holds ``place`` begins; 。 ends one, ； does not."""
    return _behind_last(_LAST_STOP, text, max(0, place - _SENTENCE), place)


def clause(text: str, floor: int, place: int) -> int:
    """Return where the clause that holds ``place`` begins, not before ``floor``.

    >>> clause("县水利局修桥，投入50万元", 0, 9)
    7
    """
    return _behind_last(_LAST_SIGN, text, max(floor, place - _CLAUSE), place)


def clause_start(text: str, floor: int, end: int) -> int:
    """Return where the clause that holds ``end`` begins for evidence: brackets, quotations and lists begin one too."""
    return _behind_last(_LAST_START, text, max(floor, end - _FAR), end)


def _behind_last(sign: re.Pattern[str], text: str, floor: int, place: int) -> int:
    """Return where the last sign between ``floor`` and ``place`` ends, ``floor`` where there is none.

    ``sign`` is an expression for all up to a sign, and the sign: it is found from behind.
    """
    found = sign.match(text, floor, max(place, floor))  # a place below 0 would be one from the text's end
    return floor if found is None else found.end()
