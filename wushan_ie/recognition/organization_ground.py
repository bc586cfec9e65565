"""What is known of a text when names of organizations are read from their endings leftward."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from wushan_ie.recognition.organization_grammar import OrganizationGrammar


class PlaceSpan(NamedTuple):
    """A chain of places with the levels of its outermost and its innermost part, 1 province to 6 hamlet."""

    start: int
    end: int
    top: int
    bottom: int


@dataclass(frozen=True, slots=True)
class Ground:
    """One text with what is known of it: places by their ends, their names, and these without
    their unit by the last character, the longest first (青衣 of 青衣市); the sorted ends of walls (numbers, dates)."""

    text: str
    grammar: OrganizationGrammar
    place_by_end: Mapping[int, PlaceSpan]
    place_by_start: Mapping[int, PlaceSpan]
    place_names: frozenset[str]
    place_stems: Mapping[str, Sequence[str]]
    wall_ends: Sequence[int]


@dataclass(slots=True)
class Stem:
    """What stands before an ending, read so far back as it belongs to the name.

    ``words`` are the words of the table in it, the last one first; ``topic`` is the word right before the ending, if
    it is one; ``run`` counts the characters at its beginning that are none, ``unknown`` all of these; ``has_place``
    says that it begins with a place or a level (县), ``has_brand`` that it holds a known brand (国网).
    """

    start: int
    is_body: bool
    may_hold_verbs: bool
    words: list[str] = field(default_factory=list)
    topic: str = ""
    run: int = 0
    unknown: int = 0
    has_place: bool = False
    has_brand: bool = False


def place_start(ground: Ground, end: int, low: int) -> int | None:
    """Return where a place begins that ends at ``end``, or one that the document names with its unit elsewhere."""
    known = ground.place_by_end.get(end)
    place = None if known is None else known.start
    if place is None and end > low:
        names = ground.place_stems.get(ground.text[end - 1], ())
        place = next((end - len(name) for name in names if ground.text.endswith(name, low, end)), None)
    return None if place is None or place < low else place


def word_before(ground: Ground, end: int, low: int) -> tuple[int, str | None]:
    """Return the word before ``end``, which goes over no place's end: 陕西|秦|东, not 西秦."""
    start, kind = ground.grammar.word_before(ground.text, end, low)
    inside = next((place for place in range(end - 1, start, -1) if place in ground.place_by_end), None)
    return (start, kind) if inside is None else ground.grammar.word_before(ground.text, end, inside)
