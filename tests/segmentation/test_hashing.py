"""Hash tables: every key is found where its probe goes, and no other."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from wushan_ie.segmentation.hashing import find_slots, place_keys


@given(st.sets(st.integers(1, 2**64 - 1), max_size=60), st.integers(1, 2**64 - 1))
def test_a_probe_ends_at_its_key_or_at_a_free_slot(known: set[int], other: int) -> None:
    keys = np.array(sorted(known), np.uint64)
    places, slots, room = place_keys(keys)
    table = np.zeros(room, np.uint64)
    table[places] = keys
    wanted = np.array([*sorted(known), other], np.uint64)
    for key, slot in zip(wanted, find_slots(wanted, slots), strict=True):
        while table[slot] not in (0, key):
            slot += 1
        assert (table[slot] == key) == (int(key) in known)
