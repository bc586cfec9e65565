"""A set of words as arrays: pkuseg's dictionary, which the decoder asks for stretches of the text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np

from wushan_ie.segmentation.flat import Array
from wushan_ie.segmentation.hashing import place_keys

PACKED_LETTERS = 3
LETTER_BITS = 21
HASHED = 1 << 63  # marks the keys that are hashes
HASH_SEED = 0xCBF29CE484222325  # FNV-1a, over code points instead of bytes
HASH_PRIME = 0x100000001B3
PAIR_BITS = 20
PAIR_FIRST, PAIR_SECOND = 0x9E3779B1, 0x85EBCA6B
LONGEST_BIT = 15


class Lexicon(NamedTuple):
    """The arrays of a set of words.

    ``keys`` is a hash table of ``limits[0]`` slots. The key of a word of up to three letters is the letters, packed;
    that of a longer one is a hash, and its letters stand in ``letters`` from the place in ``places`` on, where their
    number comes first. ``limits[1]`` is the length of the shortest word. ``lengths`` tells from a stretch's first two
    letters, hashed, which lengths a word that begins so can have: bit n for n letters, the last bit for all longer.
    """

    keys: Array
    places: Array
    letters: Array
    lengths: Array
    limits: Array


def build_lexicon(words: Iterable[str]) -> Lexicon:
    """Return the arrays of the words."""
    groups: dict[int, list[str]] = {}
    for word in sorted(filter(None, set(words))):
        groups.setdefault(len(word), []).append(word)
    lengths = np.zeros(1 << PAIR_BITS, np.uint16)
    keys, places, letters = [np.empty(0, np.uint64)], [np.empty(0, np.uint32)], [np.empty(0, np.uint32)]
    end = 0
    for length, group in sorted(groups.items()):
        codes = np.frombuffer("".join(group).encode("utf-32-le", "surrogatepass"), np.uint32).reshape(-1, length)
        keys.append(_key_rows(codes))
        places.append(np.full(len(codes), 0, np.uint32))
        if length > PACKED_LETTERS:
            places[-1] = np.arange(len(codes), dtype=np.uint32) * np.uint32(length + 1) + np.uint32(end)
            letters.append(np.insert(codes, 0, length, axis=1).ravel())
            end += letters[-1].size
        if length > 1:
            np.bitwise_or.at(lengths, _pair_slots(codes), np.uint16(1 << min(length, LONGEST_BIT)))
    all_keys = np.concatenate(keys)
    slot_of, slots, room = place_keys(all_keys)
    table, place_of = np.zeros(room, np.uint64), np.zeros(room, np.uint32)
    table[slot_of], place_of[slot_of] = all_keys, np.concatenate(places)
    limits = np.array([slots, min(groups, default=1)], np.int64)
    return Lexicon(table, place_of, np.concatenate(letters), lengths, limits)


def _key_rows(codes: Array) -> Array:
    columns = codes.T.astype(np.uint64)
    if len(columns) <= PACKED_LETTERS:
        packed = np.zeros(len(codes), np.uint64)
        for column in columns:
            packed = (packed << np.uint64(LETTER_BITS)) | (column + np.uint64(1))
        return packed
    value = np.full(len(codes), HASH_SEED, np.uint64)
    for column in columns:
        value = (value ^ column) * np.uint64(HASH_PRIME)
    return value | np.uint64(HASHED)


def _pair_slots(codes: Array) -> Array:
    first, second = codes[:, 0].astype(np.uint64), codes[:, 1].astype(np.uint64)
    mixed = (first * np.uint64(PAIR_FIRST)) ^ (second * np.uint64(PAIR_SECOND))
    return (mixed & np.uint64(0xFFFFFFFF)) >> np.uint64(32 - PAIR_BITS)
