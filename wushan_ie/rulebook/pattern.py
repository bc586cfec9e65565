"""Patterns checked against the schema and the word lists: pieces to elements."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from wushan_ie.rulebook.compiler import MOST_WAYS, ways
from wushan_ie.rulebook.encoding import without_blanks
from wushan_ie.rulebook.faults import unknown
from wushan_ie.rulebook.model import Element, Gap, Pattern, Relation, Schema, Slot, Words
from wushan_ie.rulebook.syntax import Piece, Slip, split_pattern

MOST_GAP = 30
_SLOT = re.compile(r"(?P<labels>[^:/]+(?:/[^:/]+)*)(?::(?P<role>[^:/]+))?")
_LIST = re.compile(r"(?P<name>[^:]+)(?::(?P<role>[^:]+))?")
_SENTENCE_END = re.compile(r"[。；！？;!?\n\r]")

Placed = tuple[Element, Piece]


@dataclass(frozen=True, slots=True)
class Context:
    """What a pattern may refer to: labels of the schema, word lists, and the roles of its rule's relation."""

    schema: Schema
    words: Mapping[str, tuple[str, ...]]
    relation: Relation


def parse_pattern(source: str, context: Context) -> tuple[Pattern | None, list[Slip]]:
    """Return the pattern, or None and all that is wrong with it."""
    pieces, slips = split_pattern(source)
    placed: list[Placed] = []
    for piece in pieces:
        element, message = _READERS[piece.sign](piece, context)
        if message is not None:
            slips.append(Slip(message, piece.start, piece.end))
        if element is not None:
            placed.append((element, piece))
    if slips:
        return None, sorted(slips, key=lambda slip: slip.start)
    slips = [*_gap_slips(placed), *_sentence_slips(placed), *_role_slips(placed, context.relation)]
    for number, (element, _) in enumerate(placed):
        if isinstance(element, Slot) and element.role == context.relation.anchor and not slips:
            slips = [*_way_slips(placed[:number]), *_way_slips(placed[number + 1 :])]
            elements = tuple(element for element, _ in placed)
            pattern = Pattern(source, elements[:number], element, elements[number + 1 :])
            return (None, slips) if slips else (pattern, [])
    return None, slips


def role_of(element: Element) -> str | None:
    """Return the role that an element plays, None for none."""
    return None if isinstance(element, Gap) else element.role


_Read = tuple[Element | None, str | None]


def _read_slot(piece: Piece, context: Context) -> _Read:
    found = _SLOT.fullmatch(piece.parts[0])
    if found is None:
        return None, f"found {piece.parts[0]!r} in braces; allowed: LABEL, LABEL:role, LABEL/LABEL:role"
    labels, role = tuple(found["labels"].split("/")), found["role"]
    schema = context.schema
    for label in labels:
        if label not in schema.labels:
            return None, unknown("label", label, schema.labels)
        if piece.run and label not in schema.runs:
            return None, f"found '+' behind {label}; allowed: behind {', '.join(schema.runs) or 'no label'}"
    if len(set(labels)) < len(labels):
        return None, "found a label twice; allowed: each label once"
    if role is not None:
        roles = [name for name, known in context.relation.roles.items() if set(labels) <= set(known.labels)]
        if role not in roles:
            return None, unknown(f"role of {'/'.join(labels)}", role, roles)
        if piece.run and not context.relation.roles[role].many:
            return None, f"found '+' on the role {role!r}, which only one span can play; allowed: no '+'"
    return Slot(labels, role, piece.optional, schema.joiners if piece.run else ()), None


def _read_list(piece: Piece, context: Context) -> _Read:
    found = _LIST.fullmatch(piece.parts[0])
    if found is None:
        return None, f"found {piece.parts[0]!r} in <>; allowed: <list>, <list:role>"
    name, role = found["name"], found["role"]
    if name not in context.words:
        return None, unknown("word list", name, sorted(context.words))
    if role is not None:
        roles = [known.name for known in context.relation.roles.values() if known.words]
        if role not in roles:
            return None, unknown("role of a word", role, roles)
    words = dict.fromkeys(without_blanks(word) for word in context.words[name])
    return Words(tuple(words), role, piece.optional, name), None


def _read_choice(piece: Piece, _: Context) -> _Read:
    words = tuple(word for word in piece.parts if word)
    if not words:
        return None, "found a choice without words; allowed: [word|word], [word]?, [word|]"
    if len(set(piece.parts)) < len(piece.parts):
        return None, "found a word twice in a choice; allowed: each word once"
    return Words(words, None, piece.optional or len(words) < len(piece.parts)), None


def _read_plain(piece: Piece, _: Context) -> _Read:
    return Words(piece.parts, None, optional=False), None


def _read_gap(piece: Piece, _: Context) -> _Read:
    most = int(piece.parts[0])
    if not 1 <= most <= MOST_GAP:
        return None, f"found a gap of {most}; allowed: {piece.sign}1 to {piece.sign}{MOST_GAP}"
    return Gap(most, clause=piece.sign == "‥"), None


_READERS = {"{": _read_slot, "<": _read_list, "[": _read_choice, "": _read_plain, "…": _read_gap, "‥": _read_gap}


def _gap_slips(placed: list[Placed]) -> list[Slip]:
    slips = []
    for number, (element, piece) in enumerate(placed):
        if not isinstance(element, Gap):
            continue
        if number in (0, len(placed) - 1):
            slips.append(Slip("found a gap at the edge; allowed: between two elements", piece.start, piece.end))
        elif isinstance(placed[number - 1][0], Gap):
            slips.append(Slip("found two gaps side by side; allowed: one", piece.start, piece.end))
    return slips


def _sentence_slips(placed: list[Placed]) -> list[Slip]:
    slips = []
    for element, piece in placed[:-1]:
        if isinstance(element, Words) and not element.optional and all(map(_SENTENCE_END.search, element.words)):
            message = "found the end of a sentence inside the pattern, which no sentence matches; allowed: at its end"
            slips.append(Slip(message, piece.start, piece.end))
    return slips


def _role_slips(placed: list[Placed], relation: Relation) -> list[Slip]:
    seen: set[str] = set()
    slips = []
    for element, piece in placed:
        role = role_of(element)
        if role is None:
            continue
        if role in seen and not relation.roles[role].many:
            slips.append(Slip(f"found role {role!r} twice; allowed: once", piece.start, piece.end))
        if role == relation.anchor and (not isinstance(element, Slot) or element.optional or element.joiners):
            slips.append(Slip(f"found '?' or '+' on the role {role!r}; allowed: neither", piece.start, piece.end))
        seen.add(role)
    if relation.anchor not in seen:
        wanted = f"{{{'/'.join(relation.roles[relation.anchor].labels)}:{relation.anchor}}}"
        end = placed[-1][1].end if placed else 1
        slips.append(Slip(f"found no {wanted}; every pattern of a {relation.name} has one", 0, end))
    return slips


def _way_slips(side: list[Placed]) -> list[Slip]:
    count = ways(element for element, _ in side)
    if count <= MOST_WAYS:
        return []
    message = f"found {count} ways to match this side; allowed: {MOST_WAYS}; shorten or drop a gap"
    return [Slip(message, side[0][1].start, side[-1][1].end)]
