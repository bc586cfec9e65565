"""GPE mentions of a text: administrative places and chains of them, each with its full name and division code."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Sequence

from msgspec import Struct

from wushan_ie.recognition.place_codes import Gazetteer
from wushan_ie.recognition.place_edges import PlaceScan
from wushan_ie.recognition.place_forms import FIRM, find_forms
from wushan_ie.recognition.place_parts import Part, join_parts
from wushan_ie.recognition.place_shorts import admit_unsure, find_nicknames, find_shorts, find_signs
from wushan_ie.recognition.place_table import PlaceTable
from wushan_ie.records import Mention

# a short quotation without punctuation is a brand or a slogan, 《…》 a title
_QUOTED = re.compile(r"《[^《》\n]{1,40}》|“[^“”，。！？；：、\n]{1,12}”|「[^「」，。！？；：、\n]{1,12}」")


class Candidate(Struct, frozen=True, gc=False):
    """A place chain as evidence for other recognizers; ``level`` is its innermost part's, 1 province to 6 hamlet."""

    start: int
    end: int
    level: int
    certain: bool


def find_places(
    text: str,
    table: PlaceTable,
    taken: Sequence[tuple[int, int]],
    evidence: Sequence[str],
    words: Collection[int] | None,
) -> list[Mention]:
    """Return the GPE mentions outside ``taken`` in text order.

    ``taken`` are sorted, disjoint offsets of organizations, projects and persons: no place crosses their edges, and the
    places inside them only inform. ``evidence`` are strings that tell where the document is from (publisher, header);
    ``words`` are the offsets where the segmenter's words begin, or None.
    """
    barriers = sorted({edge for span in taken for edge in span})
    chains = _find_chains(text, table, barriers, words)
    context = [chain for line in evidence for chain in _find_chains(line, table, [], None)]
    gazetteer = Gazetteer(table, chains, context)
    taken_ends = [end for _, end in taken]
    quoted = [match.span() for match in _QUOTED.finditer(text)]
    quoted_ends = [end for _, end in quoted]
    mentions: list[Mention] = []
    for chain in chains:
        free = tuple(part for part in chain if _holder(part, taken, taken_ends) is None)
        if not free:
            continue
        holder = _holder(free[0], quoted, quoted_ends)
        start, end = free[0].start, free[-1].end
        if holder is not None and (text[holder[0]] == "《" or (start, end) != (holder[0] + 1, holder[1] - 1)):
            continue
        canonical, code = gazetteer.resolve(chain)
        mentions.append(Mention("GPE", start, end, text[start:end], _rule(free, table), None, None, canonical, code))
    return mentions


def place_candidates(text: str, table: PlaceTable, words: Collection[int] | None) -> list[Candidate]:
    """Return all place chains of a text, inside names too, in text order."""
    return [
        Candidate(chain[0].start, chain[-1].end, chain[-1].level, min(part.score for part in chain) >= FIRM)
        for chain in _find_chains(text, table, [], words)
    ]


def _find_chains(
    text: str, table: PlaceTable, barriers: Sequence[int], words: Collection[int] | None
) -> list[tuple[Part, ...]]:
    scan = PlaceScan(text, table, barriers, None if words is None else frozenset(words))
    sure, unsure = find_shorts(scan)
    forms = find_forms(scan, sure, unsure)
    parts = _merge(forms, sure)
    parts = _merge(parts, admit_unsure(scan, unsure, parts))
    parts = _merge(parts, find_nicknames(scan, parts))
    parts = _merge(parts, find_signs(scan))
    return join_parts(text, parts)


def _merge(parts: Sequence[Part], others: Sequence[Part]) -> list[Part]:
    """Add the parts that overlap none of the first ones; both are sorted and disjoint in themselves."""
    if not others:
        return list(parts)
    ends = [part.end for part in parts]
    added: list[Part] = []
    for other in others:
        index = bisect_right(ends, other.start)
        if index == len(parts) or parts[index].start >= other.end:
            added.append(other)
    return sorted([*parts, *added], key=lambda part: part.start)


def _holder(part: Part, spans: Sequence[tuple[int, int]], ends: Sequence[int]) -> tuple[int, int] | None:
    """Return the span that touches the part."""
    index = bisect_right(ends, part.start)
    return spans[index] if index < len(spans) and spans[index][0] < part.end else None


def _rule(chain: Sequence[Part], table: PlaceTable) -> str:
    last = chain[-1]
    if len(chain) == 1 and last.how != "form":
        return f"place-{last.how}"
    is_listed = any(part.full in table.codes for part in chain)
    return "place-chain" if len(chain) > 1 or is_listed else "place-form"
