"""Hash tables with open addressing that numpy builds at once and the decoder probes one key at a time.

A key is an integer that is not 0; it lies in its own slot or in the first free one behind it, and a slot with
key 0 ends the search. There is room behind the last slot, so that no search turns round at the end.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Keys = npt.NDArray[np.uint64]

MULTIPLIER = 0x9E3779B97F4A7C15  # 2**64 divided by the golden ratio: spreads consecutive keys (Knuth, TAOCP 6.4)
_LOAD = 0.5


def place_keys(keys: Keys) -> tuple[npt.NDArray[np.int64], int, int]:
    """Return each key's place, the number of slots, and the table's length, which exceeds it by the room at the end.

    The keys, all different, in the order of their slots take the first place that is free: a running maximum.
    """
    slots = max(1, int(len(keys) / _LOAD))
    wanted = find_slots(keys, slots)
    order = np.argsort(wanted, kind="stable")
    ranks = np.arange(len(keys))
    places = np.empty(len(keys), np.int64)
    places[order] = ranks + np.maximum.accumulate(wanted[order] - ranks) if len(keys) else 0
    last = int(places.max(initial=0))
    return places, slots, max(slots, last + 1) + 1


def find_slots(keys: Keys, slots: int) -> npt.NDArray[np.int64]:
    """Return each key's own slot: the upper half of a product scaled to the number of slots."""
    upper = (keys * np.uint64(MULTIPLIER)) >> np.uint64(32)
    return ((upper * np.uint64(slots)) >> np.uint64(32)).astype(np.int64)
