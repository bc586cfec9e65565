"""GPE mentions of a text: administrative places and chains of them, each with its full name and division code."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence
from functools import lru_cache

from wushan_ie.recognition.place_codes import Chain, Gazetteer
from wushan_ie.recognition.place_edges import BARE, PlaceScan, best_start, run_start
from wushan_ie.recognition.place_forms import ENOUGH, find_forms
from wushan_ie.recognition.place_lists import find_listed
from wushan_ie.recognition.place_parts import Part, join_parts
from wushan_ie.recognition.place_shorts import admit_unsure, find_nicknames, find_shorts, find_signs
from wushan_ie.recognition.place_table import PlaceTable
from wushan_ie.records import Mention

# a short quotation without punctuation is a brand or a slogan, 《…》 a title
_QUOTED = re.compile(r"《[^《》\n]{1,40}》|“[^“”，。！？；：、\n]{1,12}”|「[^「」，。！？；：、\n]{1,12}」")
_REMEMBERED = 1024  # lines of headers
# what may be the name of a place right behind an organization
_BEHIND = re.compile(r"[\u4e00-\u9fff]{2,4}?(?P<unit>街道|社区|[县镇乡村])")


def scan_places(text: str, table: PlaceTable, words: Collection[int] | None) -> list[Chain]:
    """Return all place chains of a text, inside of names too, in text order: evidence for other recognizers.

    ``words`` are the offsets where the segmenter's words begin, or None.
    """
    return _find_chains(PlaceScan(text, table, (), None if words is None else frozenset(words)))


def find_places(
    text: str,
    table: PlaceTable,
    scanned: Sequence[Chain],
    taken: Sequence[tuple[int, int]],
    evidence: Sequence[str],
    words: Collection[int] | None,
) -> list[Mention]:
    """Return the GPE mentions outside ``taken`` in text order.

    ``scanned`` is what ``scan_places`` found in the text. ``taken`` are sorted, disjoint offsets of organizations,
    projects and persons: no place crosses their edges (when one does, the text is scanned again with these as walls),
    and the places inside them only inform. ``evidence`` are strings that tell where the document is from (publisher,
    header); ``words`` are the offsets where the segmenter's words begin, or None.
    """
    edges = sorted({edge for span in taken for edge in span})
    walled = PlaceScan(text, table, edges, None if words is None else frozenset(words))
    chains = _find_chains(walled) if _needs_walls(walled, scanned, taken) else scanned
    context = [chain for line in evidence for chain in _places_of_line(line, table)]
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
        rule = _rule(free, table)
        mentions.append(Mention("GPE", start, end, text[start:end], rule, canonical=canonical, code=code))
    return mentions


def _needs_walls(scan: PlaceScan, scanned: Sequence[Chain], taken: Sequence[tuple[int, int]]) -> bool:
    """Whether a place crosses an edge of the taken spans, or one begins where they end: 省地矿局|陈皮岭村."""
    parts = [part for chain in scanned for part in chain]
    if any(bisect_right(scan.barriers, part.start) < bisect_left(scan.barriers, part.end) for part in parts):
        return True
    found = {part.end for part in parts}
    behind = (_BEHIND.match(scan.text, end) for _, end in taken)
    return any(match is not None and match.end() not in found and _is_name(scan, match) for match in behind)


def _is_name(scan: PlaceScan, match: re.Match[str]) -> bool:
    """Whether what stands behind a taken span has the evidence for a name with a unit."""
    start, stem_end, unit = match.start(), match.start("unit"), match["unit"]
    if run_start(scan, stem_end, start, unit) > start:
        return False
    best, weight, _ = best_start(scan, (start, stem_end, match.end()), unit, BARE)
    return best == start and weight >= ENOUGH


def _find_chains(scan: PlaceScan) -> list[Chain]:
    sure, unsure = find_shorts(scan)
    forms = find_forms(scan, sure, unsure)
    parts = _merge(forms, sure)
    parts = _merge(parts, admit_unsure(scan, unsure, parts))
    parts = _merge(parts, find_listed(scan))
    parts = _merge(parts, find_nicknames(scan, parts))
    parts = _merge(parts, find_signs(scan))
    return join_parts(scan.text, parts)


@lru_cache(_REMEMBERED)
def _places_of_line(line: str, table: PlaceTable) -> tuple[Chain, ...]:
    """Return the places in a line of a header: the publishers of an archive are few."""
    return tuple(_find_chains(PlaceScan(line, table, (), None)))


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
