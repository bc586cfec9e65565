"""pkuseg's last step: neighbouring words that its dictionary has as one word become one.

Seven words are tried first, two last; at each number the words are gone through from left to right, once, and a word
that was merged can be part of the next longer stretch only. Words that are all in the dictionary themselves stay apart.

numba keeps the machine code by this file's date alone: what is compiled here must not call compiled code elsewhere.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from wushan_ie.segmentation.compilation import compiled, inlined
from wushan_ie.segmentation.flat import Array
from wushan_ie.segmentation.hashing import MULTIPLIER
from wushan_ie.segmentation.lexicon import (
    HASH_PRIME,
    HASH_SEED,
    HASHED,
    LETTER_BITS,
    LONGEST_BIT,
    PACKED_LETTERS,
    PAIR_BITS,
    PAIR_FIRST,
    PAIR_SECOND,
    Lexicon,
)

_MOST = 7
_UNKNOWN = 2
_SEED, _PRIME, _MULTIPLIER = np.uint64(HASH_SEED), np.uint64(HASH_PRIME), np.uint64(MULTIPLIER)
_FIRST, _SECOND = np.uint64(PAIR_FIRST), np.uint64(PAIR_SECOND)
_HALF, _LOWER_HALF = np.uint64(32), np.uint64(0xFFFFFFFF)
_HASHED, _LETTER_BITS = np.uint64(HASHED), np.uint64(LETTER_BITS)
_PAIR_SHIFT = np.uint64(32 - PAIR_BITS)


class _Words(NamedTuple):
    """A text's words: starts, the lengths, as bits, of longer words in the dictionary that begin so, what is known.

    ``listed`` is whether the word itself is in the dictionary, or _UNKNOWN.
    """

    starts: Array
    lengths: Array
    listed: Array


@compiled
def merge_words(codes: Array, starts: Array, is_free: Array, dictionary: Lexicon) -> int:
    """Merge words in place and return how many there are then.

    ``starts`` holds the words' starts and at the end the text's length; words that are not free, whitespace and the
    user's, are never part of a merger.
    """
    words = _Words(starts, np.zeros(len(is_free), np.uint32), np.full(len(is_free), _UNKNOWN, np.uint8))
    for word in range(len(is_free)):
        if is_free[word]:
            words.lengths[word] = _longer_lengths(codes, starts[word], starts[word + 1], dictionary.lengths)
    begin = count = 0
    while begin < len(is_free):
        end = begin + 1
        while is_free[begin] and end < len(is_free) and is_free[end]:
            end += 1
        kept = _merge_run(codes, words, begin, end, dictionary)
        for word in range(kept):
            starts[count + word] = starts[begin + word]
        count += kept
        begin = end
    starts[count] = starts[len(is_free)]
    return count


@compiled
def _longer_lengths(codes: Array, begin: int, end: int, lengths: Array) -> int:
    if begin + 1 >= len(codes):
        return 0
    mixed = (np.uint64(codes[begin]) * _FIRST) ^ (np.uint64(codes[begin + 1]) * _SECOND)
    shortest = min(end - begin + 1, LONGEST_BIT)
    longer: int = (lengths[(mixed & _LOWER_HALF) >> _PAIR_SHIFT] >> shortest) << shortest
    return longer


@compiled
def _possible_numbers(words: _Words, begin: int, end: int) -> int:
    """Return, as bits, the numbers of words in a row that are as long as a word of the dictionary may be."""
    numbers = 0
    for word in range(begin, end - 1):
        lengths = np.int64(words.lengths[word])
        if lengths:
            for many in range(2, min(_MOST, end - word) + 1):
                longer = lengths >> min(words.starts[word + many] - words.starts[word], LONGEST_BIT)
                if longer == 0:
                    break
                numbers |= (longer & 1) << many
    return numbers


@compiled
def _merge_run(codes: Array, words: _Words, begin: int, end: int, dictionary: Lexicon) -> int:
    """Merge the words of a run in place and return how many there are then."""
    starts, lengths, listed = words
    numbers, close, last_end = _possible_numbers(words, begin, end), starts[end], end
    for many in range(_MOST, 1, -1):
        # Once words were merged, any number may be possible.
        if not numbers >> many & 1 and end == last_end:
            continue
        word = kept = begin
        while word < end:
            last = word + many
            starts[kept], lengths[kept], listed[kept] = starts[word], lengths[word], listed[word]
            if (
                lengths[word]
                and last <= end
                and lengths[word] >> min(starts[last] - starts[word], LONGEST_BIT) & 1
                and _is_listed(codes, starts[word], starts[last], dictionary)
                and not _are_listed(codes, words, word, last, dictionary)
            ):
                listed[kept] = True
                word = last
            else:
                word += 1
            kept += 1
        if kept < end:
            starts[kept] = close
        end = kept
    return end - begin


@compiled
def _are_listed(codes: Array, words: _Words, begin: int, end: int, dictionary: Lexicon) -> bool:
    """Tell whether all the words are in the dictionary by themselves."""
    for word in range(begin, end):
        if words.listed[word] == _UNKNOWN:
            words.listed[word] = _is_listed(codes, words.starts[word], words.starts[word + 1], dictionary)
        if not words.listed[word]:
            return False
    return True


@inlined
def _is_listed(codes: Array, begin: int, end: int, dictionary: Lexicon) -> bool:
    """Tell whether the dictionary has the letters from ``begin`` to ``end`` as a word."""
    if end - begin < dictionary.limits[1]:
        return False
    is_packed = end - begin <= PACKED_LETTERS
    key = _pack(codes, begin, end) if is_packed else _hash(codes, begin, end)
    keys = dictionary.keys
    slot = np.int64((((key * _MULTIPLIER) >> _HALF) * np.uint64(dictionary.limits[0])) >> _HALF)
    while keys[slot] != 0:
        if keys[slot] == key and (
            is_packed or _are_letters(codes, begin, end, dictionary.letters, dictionary.places[slot])
        ):
            return True
        slot += 1
    return False


@inlined
def _pack(codes: Array, begin: int, end: int) -> np.uint64:
    key = np.uint64(0)
    for place in range(begin, end):
        key = (key << _LETTER_BITS) | (np.uint64(codes[place]) + np.uint64(1))
    return key


@inlined
def _hash(codes: Array, begin: int, end: int) -> np.uint64:
    key = _SEED
    for place in range(begin, end):
        key = (key ^ np.uint64(codes[place])) * _PRIME
    return key | _HASHED


@inlined
def _are_letters(codes: Array, begin: int, end: int, letters: Array, place: int) -> bool:
    if letters[place] != end - begin:
        return False
    for index in range(end - begin):  # noqa: SIM110 - numba compiles no generators
        if letters[place + 1 + index] != codes[begin + index]:
            return False
    return True
