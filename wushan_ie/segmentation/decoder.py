"""pkuseg's decoder: the same words as spacy_pkuseg's, compiled by numba and fed from arrays of integers.

``find_words`` goes through a text stretch by stretch:

1. look up: the bigrams and the listed words of a block of characters (blocks and characters are taken from the
   stretch's end to its begin, as pkuseg does);
2. score: what the features of a character (see ``conversion``) say for each of the five tags;
3. step: for each tag the best next tag (Viterbi), the five choices packed into one number;
4. walk: follow the choices from the first character on; a tag that begins a word is a word's start.

Sums of integers are exact. pkuseg adds floating-point numbers, so where two ways to cut score exactly the same its
rounding decides: a stretch whose best path meets such a tie is searched again with pkuseg's own numbers, added in
pkuseg's own order. That is what ``unit`` is for: None adds integers, a number divides them by it first.

numba keeps the machine code by this file's date alone: what is compiled here must not call compiled code elsewhere.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from wushan_ie.segmentation.compilation import compiled
from wushan_ie.segmentation.conversion import (
    CHARACTER_BITS,
    FIRST_OF_PAIR,
    LONGEST_WORD,
    SCALE,
    SECOND_OF_PAIR,
    TAGS,
    WORD_BITS,
    Model,
)
from wushan_ie.segmentation.flat import Array
from wushan_ie.segmentation.hashing import MULTIPLIER

_BLOCK = 2048
_MARGIN = 8  # what bears on a character's tag lies at most six characters before or behind it
_CHOICE_BITS = 3
_TIE = 1 << (TAGS * _CHOICE_BITS)
_INSIDE = 2  # the first tag that does not begin a word

_MULTIPLIER = np.uint64(MULTIPLIER)
_HALF = np.uint64(32)


class Work(NamedTuple):
    """What is known of the characters of a stretch, and of those of one block and its margins.

    ``choices`` packs each character's best next tags. In the block: ``numbers`` and ``bigrams`` are those of the
    characters and of the bigrams that begin there, two places on; ``words`` the words that begin there, by their size
    less 2, or -1; ``begins`` and ``ends`` the sizes, as bits, of the words in pairs that begin and end there.
    """

    choices: Array
    characters: Array
    bigrams: Array
    words: Array
    begins: Array
    ends: Array


def make_work(length: int) -> Work:
    """Return the workspace for a text of that length, or a shorter one."""
    rows = min(length, _BLOCK + 2 * _MARGIN)
    return Work(
        choices=np.empty(length, np.int32),
        characters=np.empty(rows + 4, np.int32),
        bigrams=np.empty(rows + 4, np.int32),
        words=np.empty((rows, LONGEST_WORD - 1), np.int32),
        begins=np.empty(rows, np.uint8),
        ends=np.empty(rows, np.uint8),
    )


@compiled
def find_words(numbers: Array, marks: Array, is_free: Array, work: Work, model: Model) -> tuple[Array, Array]:
    """Return where the words begin, with the text's length at the end, and which are words of free stretches.

    ``numbers`` are those of the text's characters; ``marks`` and ``is_free`` its stretches (see ``stretches``). A
    stretch that is not free is one word.
    """
    starts, is_cut = np.empty(len(numbers) + 1, np.int32), np.empty(len(numbers), np.bool_)
    count = 0
    for stretch in range(len(is_free)):
        begin, end = marks[stretch], marks[stretch + 1]
        starts[count] = begin
        words = _cut_stretch(numbers[begin:end], begin, starts[count:], work, model) if is_free[stretch] else 1
        for word in range(count, count + words):
            is_cut[word] = is_free[stretch]
        count += words
    starts[count] = len(numbers)
    return starts[: count + 1], is_cut[:count]


@compiled
def _cut_stretch(numbers: Array, offset: int, starts: Array, work: Work, model: Model) -> int:
    """Write the starts of a stretch's words, which begins at ``offset``; return their number."""
    rows = len(work.words)
    tag = _search(numbers, np.empty((rows, TAGS), np.int32), model.moves, work, model, None)
    count = _walk(tag, len(numbers), offset, starts, work.choices, True)
    if count == 0:
        tag = _search(numbers, np.empty((rows, TAGS), np.float64), model.exact_moves, work, model, SCALE)
        count = _walk(tag, len(numbers), offset, starts, work.choices, False)
    return count


@compiled
def _search(numbers: Array, scores: Array, moves: Array, work: Work, model: Model, unit: int | None) -> int:
    """Choose each tag's best next tag, from the end to the begin; return the best first tag."""
    best = np.zeros(TAGS, moves.dtype)  # the scores of the best paths from each tag on
    end = len(numbers)
    while end > 0:
        begin = max(0, end - _BLOCK)
        low = max(0, begin - _MARGIN)
        block = numbers[low : min(len(numbers), end + _MARGIN)]
        _look_up_bigrams(block, work, model)
        _score_characters(len(block), scores, work, model.weights, unit)
        _look_up_words(block, work, model)
        _score_words(block, scores, work, model, unit)
        _score_pairs(block, scores, work, model, unit)
        for place in range(end - 1, begin - 1, -1):
            if place == len(numbers) - 1:
                for tag in range(TAGS):
                    best[tag] = scores[place - low, tag]
            else:
                work.choices[place] = _step(best, scores[place - low], moves)
        end = begin
    return _first_tag(best)


@compiled
def _step(best: Array, scores: Array, moves: Array) -> int:
    """Take ``best`` one character back; return each tag's best next tag, the last of several, and where they tie."""
    choices = 0
    tops = (best[0], best[1], best[2], best[3], best[4])
    for tag in range(TAGS):
        top = tops[0] + scores[tag] + moves[tag, 0]
        choice, tie = 0, 0
        for after in range(1, TAGS):
            score = tops[after] + scores[tag] + moves[tag, after]
            tie = _TIE if score == top else (0 if score > top else tie)
            choice = after if score >= top else choice
            top = max(top, score)
        best[tag] = top
        choices |= (choice << (tag * _CHOICE_BITS)) | (tie << tag)
    return choices


@compiled
def _first_tag(best: Array) -> int:
    """Return the tag with the highest score, the first of several, and whether there are several."""
    first, tie = 0, 0
    for tag in range(1, TAGS):
        if best[tag] > best[first]:
            first, tie = tag, 0
        elif best[tag] == best[first]:
            tie = _TIE
    return first | tie


@compiled
def _walk(tag: int, length: int, offset: int, starts: Array, choices: Array, stops: bool) -> int:
    """Write the starts of the words on the best path; return their number, or 0 when it ``stops`` at a tie."""
    if stops and tag & _TIE:
        return 0
    tag &= _TIE - 1
    starts[0] = offset
    count = 1
    for place in range(1, length):
        choice = choices[place - 1]
        if stops and choice >> tag & _TIE:
            return 0
        tag = choice >> (tag * _CHOICE_BITS) & ((1 << _CHOICE_BITS) - 1)
        if tag < _INSIDE:
            starts[count] = offset + place
            count += 1
    return count


@compiled
def _find(table: Array, key: np.uint64, slots: int, missing: int) -> int:
    """Return the number that the table gives the key, or ``missing``."""
    slot = (((key * _MULTIPLIER) >> _HALF) * np.uint64(slots)) >> _HALF
    while table[slot].key != key:
        if table[slot].key == 0:
            return missing
        slot += np.uint64(1)
    number: int = table[slot].number
    return number


@compiled
def _weight(weights: Array, feature: int, tag: int, unit: int | None) -> float:
    weight: float = weights[feature, tag]
    return weight if unit is None else weight / unit


@compiled
def _add(weights: Array, feature: int, scores: Array, place: int, unit: int | None) -> None:
    for tag in range(TAGS):
        scores[place, tag] += _weight(weights, feature, tag, unit)


@compiled
def _look_up_bigrams(numbers: Array, work: Work, model: Model) -> None:
    """Note characters and bigrams, and two of number 0, whose weights are 0, before and behind the block."""
    one, two = model.rows[0], model.rows[1]
    work.characters[: len(numbers) + 4] = one
    work.bigrams[: len(numbers) + 4] = two
    for place in range(len(numbers)):
        work.characters[place + 2] = one + 5 * np.int64(numbers[place])
        if place + 1 < len(numbers) and numbers[place] and numbers[place + 1]:
            key = np.uint64(numbers[place]) << np.uint64(CHARACTER_BITS) | np.uint64(numbers[place + 1])
            work.bigrams[place + 2] = two + 3 * _find(model.bigrams, key, model.slots[0], 0)


@compiled
def _score_characters(length: int, scores: Array, work: Work, weights: Array, unit: int | None) -> None:
    """Set the scores to the weights of ``$$`` and of the features of characters and bigrams, in pkuseg's order."""
    characters, bigrams = work.characters, work.bigrams
    for place in range(length):
        here, before, behind = characters[place + 2], characters[place + 1] + 1, characters[place + 3] + 2
        second, first = bigrams[place + 1], bigrams[place + 2] + 1
        before_2, both_before, behind_2 = characters[place] + 3, bigrams[place] + 2, characters[place + 4] + 4
        for tag in range(TAGS):
            scores[place, tag] = (
                _weight(weights, 0, tag, unit)
                + _weight(weights, here, tag, unit)
                + _weight(weights, before, tag, unit)
                + _weight(weights, second, tag, unit)
                + _weight(weights, behind, tag, unit)
                + _weight(weights, first, tag, unit)
                + _weight(weights, before_2, tag, unit)
                + _weight(weights, both_before, tag, unit)
                + _weight(weights, behind_2, tag, unit)
            )


@compiled
def _look_up_words(numbers: Array, work: Work, model: Model) -> None:
    """Note the words that begin at each bigram: go from node to node as far as the text goes along."""
    nodes, edges, slots, shortest = model.nodes, model.edges, model.slots[1], model.slots[3]
    for place in range(len(numbers)):
        for size in range(2, LONGEST_WORD + 1):
            work.words[place, size - 2] = -1
        node = (work.bigrams[place + 2] - model.rows[1]) // 3
        size = 2
        while node > 0 and (size > 2 or node <= shortest):
            work.words[place, size - 2] = nodes[node].word
            if size == LONGEST_WORD or place + size >= len(numbers) or not nodes[node].goes_on:
                break
            key = np.uint64(node) << np.uint64(CHARACTER_BITS) | np.uint64(numbers[place + size])
            node = _find(edges, key, slots, 0)
            size += 1


@compiled
def _score_words(numbers: Array, scores: Array, work: Work, model: Model, unit: int | None) -> None:
    """Add the weights of the words to their first and last characters.

    Taking the places in order and the longest word first keeps pkuseg's order for each character: the words that
    end there before those that begin there, the longest first.
    """
    weights, row, in_pairs = model.weights, model.rows[2], model.in_pairs
    work.begins[: len(numbers)] = 0
    work.ends[: len(numbers)] = 0
    for place in range(len(numbers)):
        for size in range(LONGEST_WORD, 1, -1):
            word, last = work.words[place, size - 2], place + size - 1
            if word >= 0:
                _add(weights, row + 2 * word, scores, place, unit)
                _add(weights, row + 2 * word + 1, scores, last, unit)
                work.begins[place] |= (1 << size) if in_pairs[word] & SECOND_OF_PAIR else 0
                work.ends[last] |= (1 << size) if in_pairs[word] & FIRST_OF_PAIR else 0


@compiled
def _score_pairs(numbers: Array, scores: Array, work: Work, model: Model, unit: int | None) -> None:
    """Find the pairs of words that meet before each place; add their weights to the characters on both sides.

    Places in order, longest words first: pkuseg's order again.
    """
    for place in range(2, len(numbers) - 1):
        if work.begins[place] == 0 or work.ends[place - 1] == 0:
            continue
        for first in range(LONGEST_WORD, 1, -1):
            if not work.ends[place - 1] >> first & 1:
                continue
            for second in range(LONGEST_WORD, 1, -1):
                if not work.begins[place] >> second & 1:
                    continue
                left, right = work.words[place - first, first - 2], work.words[place, second - 2]
                key = (np.uint64(left) << np.uint64(WORD_BITS) | np.uint64(right)) + np.uint64(1)
                pair = _find(model.pairs, key, model.slots[2], -1)
                if pair >= 0:
                    _add(model.weights, model.rows[3] + 2 * pair, scores, place, unit)
                    _add(model.weights, model.rows[3] + 2 * pair + 1, scores, place - 1, unit)
