"""A text's stretches: runs of whitespace, the user's words, and what lies between, which the decoder cuts."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from wushan_ie.segmentation.conversion import WHITESPACE
from wushan_ie.segmentation.flat import Array


def number_codes(codes: Array, characters: Array) -> Array:
    """Return the numbers of the code points; the last of ``characters``, 0, stands for all beyond."""
    numbers: Array = characters.take(codes, mode="clip")
    return numbers


def find_stretches(numbers: Array, words: Sequence[int]) -> tuple[Array, Array]:
    """Return where the stretches begin, with the text's length at the end, and which are for the decoder.

    ``words`` holds the starts and ends, in turn, of the user's words.
    """
    is_space = numbers == WHITESPACE
    changes = (is_space[1:] != is_space[:-1]).nonzero()[0] + 1
    marks = np.concatenate(([0], changes, [len(numbers)] if len(numbers) else np.array([], np.int64)))
    if words:
        marks = np.unique(np.concatenate((marks, np.array(words, np.int64))))
    begins = marks[:-1]
    is_free = ~is_space[begins]
    if words:
        is_free[np.isin(begins, words[::2])] = False
    return marks, is_free
