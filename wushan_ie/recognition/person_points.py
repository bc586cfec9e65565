"""What speaks for a name and against it, as points: ``[evidence]`` of ``rules/tables/persons.toml`` compiled."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from wushan_ie.recognition.person_starts import NameStarts
from wushan_ie.recognition.word_classes import WordClasses

_RARE = 6  # the power of two of a word's frequency below which its characters are rare
_HAN = range(0x4E00, 0xA000)


@dataclass(frozen=True, slots=True)
class NameEvidence:
    """What speaks for a name and against it, in tenths of a natural logarithm of the odds."""

    starts: NameStarts
    surname: Mapping[str, int]
    given: Mapping[str, int]
    left: tuple[int, ...]
    right: tuple[int, ...]
    enough: int
    enough_unsegmented: int
    announced: int
    edge: int
    bounded: int
    choice: int
    longer: int
    polite: int
    most: int
    base: int
    no_surname: int
    compound: int
    no_given: int
    rare_surname: int
    rare_given: int
    named: int
    one: int
    two: int
    whole: int
    split: int
    begins: int
    across: int
    unsegmented: int
    function: int
    also_word: int
    word: int
    word_first: int
    word_given: int
    seldom: int
    body: int
    place: int
    again: int


def compile_evidence(table: Mapping[str, Any], words: WordClasses) -> NameEvidence:
    """Compile the parsed ``persons.toml``; ``words`` tell which characters texts hardly have outside of names."""
    evidence, points = table["evidence"], table["evidence"]["points"]
    surname = _weights(evidence["surname"], points["surname"])
    given = _weights(evidence["given"], points["given"])
    most = points["base"] + points["two"] + max(points["whole"], points["unsegmented"]) + points["again"]
    most += max(evidence["left"]) + max(evidence["right"])
    starts = NameStarts(surname, given, points["no_given"], table["surname"]["compound"], points["enough"] - most)
    rare = _rare_characters(words)
    return NameEvidence(
        starts=starts,
        surname=dict.fromkeys(rare, points["rare_surname"]) | surname,
        given=dict.fromkeys(rare, points["rare_given"]) | given,
        left=tuple(evidence["left"]),
        right=tuple(evidence["right"]),
        most=most,
        **{name: value for name, value in points.items() if name not in ("surname", "given")},
    )


def _rare_characters(words: WordClasses) -> list[str]:
    """Return the characters that no frequent word has: in running text they mostly stand in names (淏, 劼)."""
    most: Counter[str] = Counter()
    for word, power in words.powers.items():
        for char in word:
            most[char] = max(most[char], power)
    return [char for char in map(chr, _HAN) if most[char] < _RARE]


def _weights(groups: Mapping[str, str], factor: int) -> dict[str, int]:
    """Return the points of single characters, from lines of characters that have the same."""
    return {char: int(points) * factor for points, lines in groups.items() for char in "".join(lines.split())}
