"""pkuseg's model as arrays of integers, laid out by what the decoder looks up together.

The model gives every string feature of a character a weight for each of five tags. For the character c at i of
a stretch without whitespace (its neighbours are c-1, c1, …; digits and letters are one class each, and the signs
``-._,|/*:`` are ``&``) the features are:

======================================  ==========================================================
``$$``                                  always
``c.x  c-1.x  c1.x  c-2.x  c2.x``       the characters around i
``c-1c.x.y  cc1.x.y  c-2c-1.x.y``       pairs of neighbours
``w-1.word  w1.word``                   a listed word of 2 to 6 characters ends, or begins, at i
``ww.l.word*word``                      of two listed words the first ends at i-1, the second begins at i
``ww.r.word*word``                      of two listed words the first ends at i, the second begins at i+1
======================================  ==========================================================

Weights are decimals of four places, so integers in ten-thousandths hold them exactly.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from wushan_ie.segmentation.flat import Array
from wushan_ie.segmentation.hashing import place_keys

TAGS = 5  # B, B_single, I, I_end, I_first: the first two begin a word
SCALE = 10_000
LONGEST_WORD = 6
CHARACTER_BITS = 13
WORD_BITS = 17
WHITESPACE = 0xFFFF  # in place of a character's number
FIRST_OF_PAIR, SECOND_OF_PAIR = 1, 2  # the bits of ``in_pairs``

_ENTRY = np.dtype([("key", "<u4"), ("number", "<i4")])
_PAIR_ENTRY = np.dtype([("key", "<u8"), ("number", "<i8")])
_NODE = np.dtype([("word", "<i4"), ("goes_on", "<i4")])
_DIGITS = frozenset("0123456789.几二三四五六七八九十千万亿兆零１２３４５６７８９０％")
# pkuseg has ｇ twice where ｊ belongs.
_LETTERS = frozenset(
    "ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺａｂｃｄｅｆｇｈｉｇｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ／・－"
)
_SIGNS = frozenset("-._,|/*:")
_AROUND = ("c", "c-1", "c1", "c-2", "c2")
_NEIGHBOURS = ("c-1c", "cc1", "c-2c-1")
_WORDS = ("w1", "w-1")
_SIDES = ("l", "r")
_CLASSED = _DIGITS | _LETTERS | _SIGNS


class Model(NamedTuple):
    """The arrays that the decoder reads.

    ``characters`` numbers the code points; 0 is any that no feature names. ``weights`` has a row for each feature:
    five of a character, in the order above, from ``rows[0] + 5 * number`` on, three of a bigram from ``rows[1]``, two
    of a word from ``rows[2]``, two of a pair of words from ``rows[3]``; features that the model lacks are rows of 0,
    and row 0 is ``$$``. ``bigrams`` (by two characters), ``edges`` (by node and next character) and ``pairs`` (by two
    words) are hash tables that give a bigram's, a node's and a pair's number; ``slots`` are their numbers of slots.
    Nodes are the beginnings of words; those of two characters, up to ``slots[3]``, have their bigrams' numbers.
    ``nodes`` names the word that ends there or -1. ``in_pairs`` tells of a word whether it is first or second in a
    pair. ``moves[tag, next]`` is the weight of a change of tags, ``exact_moves`` what pkuseg adds for it.
    """

    characters: Array
    weights: Array
    rows: Array
    bigrams: Array
    edges: Array
    pairs: Array
    slots: Array
    nodes: Array
    in_pairs: Array
    moves: Array
    exact_moves: Array


class _Features(NamedTuple):
    """The features by what they look at: the template's number in its group, the parts of the name, the index."""

    around: list[tuple[int, str, int]]
    bigrams: list[tuple[int, str, str, int]]
    words: list[tuple[int, str, int]]
    pairs: list[tuple[int, str, str, int]]


class _Rows(NamedTuple):
    """A group of features in the table of weights: how many rows it has, and which feature stands in which."""

    size: int
    rows: Array
    features: Array


def build_model(features: Mapping[str, Any], weights: Array) -> Model:
    """Return the arrays of the model of ``features.pkl`` and the weights of ``weights.npz``.

    Raises ValueError for weights that are no decimals of four places.
    """
    index: Mapping[str, int] = features["feature_to_idx"]
    whole = _to_integers(weights)
    groups = _sort_features(index)
    words = sorted(filter(_is_reachable, features["unigram"]))
    numbers = _number_characters(groups, words)
    nodes, edges, edge_slots = _build_tree(words, numbers)
    bigrams, bigram_slots, bigram_rows = _build_bigrams(groups.bigrams, words, numbers)
    pairs, pair_slots, pair_rows, in_pairs = _build_pairs(groups.pairs, words)
    table, rows = _stack_rows(
        whole[: len(index) * TAGS].reshape(-1, TAGS),
        _Rows(1, np.array([0]), np.array([index["$$"]])),
        _place_rows(groups.around, len(_AROUND), {"": 0} | numbers),
        bigram_rows,
        _place_rows(groups.words, len(_WORDS), {word: number for number, word in enumerate(words)}),
        pair_rows,
    )
    # A cell is the weight of the move from its row's tag to its column's; pkuseg has them the other way round.
    moves = np.ascontiguousarray(whole[len(index) * TAGS :].reshape(TAGS, TAGS).T).astype(np.int64)
    return Model(
        characters=_map_characters(numbers),
        weights=table,
        rows=rows,
        bigrams=bigrams,
        edges=edges,
        pairs=pairs,
        slots=np.array([bigram_slots, edge_slots, pair_slots, len({word[:2] for word in words})], np.int64),
        nodes=nodes,
        in_pairs=in_pairs,
        moves=moves,
        exact_moves=1 + moves / SCALE,
    )


def _to_integers(weights: Array) -> Array:
    whole: Array = np.rint(weights * SCALE)
    if not np.array_equal(whole / SCALE, weights):
        raise ValueError("the model's weights are no decimals of four places")
    return whole.astype(np.int32)


def _sort_features(index: Mapping[str, int]) -> _Features:
    groups = _Features([], [], [], [])
    for name, number in index.items():
        template, _, rest = name.partition(".")
        if template in _AROUND:
            groups.around.append((_AROUND.index(template), rest, number))
        elif template in _NEIGHBOURS:
            first, _, second = rest.partition(".")
            groups.bigrams.append((_NEIGHBOURS.index(template), first, second, number))
        elif template in _WORDS:
            groups.words.append((_WORDS.index(template), rest, number))
        elif template == "ww":
            side, _, both = rest.partition(".")
            first, _, second = both.partition("*")
            groups.pairs.append((_SIDES.index(side), first, second, number))
    return groups


def _is_reachable(word: str) -> bool:
    """Tell whether a stretch of text can spell the listed word: classes of characters stand under other names."""
    return 2 <= len(word) <= LONGEST_WORD and _CLASSED.isdisjoint(word)


def _number_characters(groups: _Features, words: Iterable[str]) -> dict[str, int]:
    """Return the numbers, from 1 on, of the characters and classes of characters that the features name."""
    names = {name for _, name, _ in groups.around}
    for _, first, second, _ in groups.bigrams:
        names |= {first, second}
    names.update(*words)
    return {name: number for number, name in enumerate(sorted(names), 1)}


def _map_characters(numbers: Mapping[str, int]) -> Array:
    singles = {ord(name): number for name, number in numbers.items() if len(name) == 1}
    characters = np.zeros(max(singles, default=0) + 1 + 0xFFFF, np.uint16)
    for code, number in singles.items():
        characters[code] = number
    for group, name in ((_DIGITS, "**Num"), (_LETTERS, "**Letter"), (_SIGNS, "&")):
        characters[[ord(character) for character in group]] = numbers.get(name, 0)
    characters[[code for code in range(len(characters)) if chr(code).isspace()]] = WHITESPACE
    return characters


def _place_rows(features: Iterable[tuple[int, str, int]], parts: int, numbers: Mapping[str, int]) -> _Rows:
    """Return the rows of the features of one character or word, ``parts`` each; those of unknown words are dropped."""
    known = [(numbers[name] * parts + part, feature) for part, name, feature in features if name in numbers]
    rows, indices = np.array(known, np.int64).reshape(-1, 2).T
    return _Rows(len(numbers) * parts, rows, indices)


def _stack_rows(weights: Array, *groups: _Rows) -> tuple[Array, Array]:
    """Return the table of weights, group after group, and where the groups begin, without the first."""
    begins = np.cumsum([0, *(group.size for group in groups)])
    table = np.zeros((begins[-1], TAGS), np.int32)
    for begin, group in zip(begins[:-1], groups, strict=True):
        table[begin + group.rows] = weights[group.features]
    return table, begins[1:-1]


def _fill_table(keys: Array, numbers: Array, kind: np.dtype[Any]) -> tuple[Array, int]:
    """Return a hash table that gives the keys' numbers, and its number of slots."""
    places, slots, room = place_keys(keys)
    table = np.zeros(room, kind)
    table["key"][places] = keys
    table["number"][places] = numbers
    return table, slots


def _build_tree(words: Sequence[str], numbers: Mapping[str, int]) -> tuple[Array, Array, int]:
    """Return the nodes, the edges and their number of slots; the shortest beginnings have the first nodes."""
    beginnings = {word[:size] for word in words for size in range(2, len(word) + 1)}
    node_of = {beginning: node for node, beginning in enumerate(sorted(beginnings, key=lambda s: (len(s), s)), 1)}
    nodes = np.zeros(len(node_of) + 1, _NODE)
    nodes["word"] = -1
    nodes["word"][[node_of[word] for word in words]] = np.arange(len(words))
    longer = [beginning for beginning in node_of if len(beginning) > 2]
    parents = np.array([node_of[beginning[:-1]] for beginning in longer], np.uint64)
    nodes["goes_on"][parents] = 1
    keys = _join_keys(parents, [numbers[beginning[-1]] for beginning in longer], CHARACTER_BITS)
    edges, slots = _fill_table(keys, np.array([node_of[beginning] for beginning in longer]), _ENTRY)
    return nodes, edges, slots


def _build_bigrams(
    features: Sequence[tuple[int, str, str, int]], words: Iterable[str], numbers: Mapping[str, int]
) -> tuple[Array, int, _Rows]:
    """Return the table of bigrams, its number of slots, and the rows; those that begin words have the first numbers."""
    begun = sorted({word[:2] for word in words})
    first_keys = _join_keys([numbers[pair[0]] for pair in begun], [numbers[pair[1]] for pair in begun], CHARACTER_BITS)
    named = _join_keys(
        [numbers[first] for _, first, _, _ in features],
        [numbers[second] for _, _, second, _ in features],
        CHARACTER_BITS,
    )
    keys = np.concatenate((first_keys, np.setdiff1d(named, first_keys)))
    table, slots = _fill_table(keys, np.arange(1, len(keys) + 1), _ENTRY)
    order = np.argsort(keys)
    bigrams = order[np.searchsorted(keys, named, sorter=order)] + 1
    parts = np.array([part for part, *_ in features], np.int64)
    size = (len(keys) + 1) * len(_NEIGHBOURS)
    return (
        table,
        slots,
        _Rows(size, bigrams * len(_NEIGHBOURS) + parts, np.array([feature[-1] for feature in features])),
    )


def _build_pairs(
    features: Iterable[tuple[int, str, str, int]], words: Iterable[str]
) -> tuple[Array, int, _Rows, Array]:
    """Return the table of pairs of words, its number of slots, the rows, and each word's part in pairs."""
    word_numbers = {word: number for number, word in enumerate(words)}
    known = [
        (part, word_numbers[first], word_numbers[second], feature)
        for part, first, second, feature in features
        if first in word_numbers and second in word_numbers
    ]
    parts, firsts, seconds, indices = np.array(known, np.int64).reshape(-1, 4).T
    in_pairs = np.zeros(len(word_numbers), np.uint8)
    in_pairs[firsts] |= FIRST_OF_PAIR
    in_pairs[seconds] |= SECOND_OF_PAIR
    # One more, because key 0 marks a free slot.
    named = _join_keys(firsts, seconds, WORD_BITS) + np.uint64(1)
    keys, pairs = np.unique(named, return_inverse=True)
    table, slots = _fill_table(keys, np.arange(len(keys)), _PAIR_ENTRY)
    return table, slots, _Rows(len(keys) * len(_SIDES), pairs * len(_SIDES) + parts, indices), in_pairs


def _join_keys(firsts: Sequence[int] | Array, seconds: Sequence[int] | Array, bits: int) -> Array:
    return (np.array(firsts, np.uint64) << np.uint64(bits)) | np.array(seconds, np.uint64)
