"""Where the money goes: the place written beside an amount, and the place that 全乡 or 我县 means."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from wushan_ie.linking.drafts import Draft
from wushan_ie.records import Mention

_PARTS = re.compile(r".+?(?:自治[区州县旗]|省|市|州|盟|县|区|旗|镇|乡|苏木|街道|村|社区)")
_OWN = re.compile(r"(?:全|我|本)(?P<level>[省市州盟县区旗镇乡村])(?![\u4e00-\u9fff]{0,2}(?:公司|集团|银行))")
_JOINERS = ("、", "和", "与", "及", "以及")


def place_facts(text: str, drafts: Sequence[Draft], places: Sequence[Mention], table: Mapping[str, Any]) -> None:
    """Set the place of each draft: the first of the nearest run of places before the amount, else the first behind it.

    ``places`` are sorted GPE mentions. Those that goods are sent to or come from, where people work or go, and those in
    the name of another project (三溪至古竹公路) are no places of the money.
    """
    not_after, not_within = tuple(table["not_after"]), re.compile("|".join(map(re.escape, table["not_within"])))
    not_before = tuple(table["not_before"])
    projects = _projects_around(places, drafts)
    for draft in drafts:
        start, end = draft.sentence
        inside = [one for one in _between(places, start, end) if one.end <= end]
        runs = [
            run
            for run in _firsts_of_runs(text, inside)
            if not text[start : run.start].endswith(not_after)
            and not text.startswith(not_before, run.end)
            and not _names_part(run, projects, draft)
            and not not_within.search(text, max(start, text.rfind("，", start, run.start)), run.start)
        ]
        before = [run for run in runs if run.end <= draft.amount.start]
        if draft.place is None and runs:
            draft.place = before[-1] if before else runs[0]


def _projects_around(places: Sequence[Mention], drafts: Sequence[Draft]) -> dict[int, set[tuple[int, int]]]:
    """Return for the places in names of projects, by where they begin, the offsets of those projects."""
    found: dict[int, set[tuple[int, int]]] = {}
    for start, end in {(draft.project.start, draft.project.end) for draft in drafts if draft.project is not None}:
        for place in _between(places, start, end):
            if place.end <= end:
                found.setdefault(place.start, set()).add((start, end))
    return found


def _names_part(place: Mention, projects: Mapping[int, set[tuple[int, int]]], draft: Draft) -> bool:
    """Whether a place is a part of a project's name: anywhere in another draft's, but not first in the draft's own."""
    own = None if draft.project is None else (draft.project.start, draft.project.end)
    return any(one != own or place.start > one[0] for one in projects.get(place.start, ()))


def resolve_places(text: str, drafts: Sequence[Draft], places: Sequence[Mention], publisher: str) -> None:
    """Set ``place_resolved``: the full name of the written place, else the document's own place for 全乡, 我县.

    The own place of a level is that of the publisher, else the one named most often; where two are named equally
    often there is none.
    """
    own: dict[str, str | None] = {}
    for draft in drafts:
        if draft.place is not None:
            draft.place_resolved = draft.place.canonical or draft.place.text
            continue
        said = list(_OWN.finditer(text, draft.sentence[0], draft.amount.start))
        if said:
            level = said[-1]["level"]
            if level not in own:
                own[level] = _own_place(places, level, publisher)
            draft.place_resolved = own[level]
            if own[level] is not None:
                draft.notes.append("own-place-of-the-document")


def _own_place(places: Sequence[Mention], level: str, publisher: str) -> str | None:
    """Return the full name of the publisher's place of this level, else of the one that most mentions name or lie in.

    >>> _own_place([Mention("GPE", 0, 3, "青溪镇", "", canonical="渝北县青溪镇")], "县", "")
    '渝北县'
    """
    counts: Counter[str] = Counter()
    for one in places:
        parts = _PARTS.findall(one.canonical or one.text)
        last = max((at for at, part in enumerate(parts) if _is_of_level(part, level)), default=None)
        if last is not None:
            counts["".join(parts[: last + 1])] += 1
    named = next((part for part in _PARTS.findall(publisher) if _is_of_level(part, level)), None)
    if named is not None:
        return next((place for place, _ in counts.most_common() if place.endswith(named)), named)
    best = counts.most_common(2)
    return best[0][0] if best and (len(best) == 1 or best[0][1] > best[1][1]) else None


def _is_of_level(part: str, level: str) -> bool:
    return part.endswith(level) and not (level == "区" and part.endswith(("自治区", "社区")))


def _between(places: Sequence[Mention], start: int, end: int) -> Sequence[Mention]:
    first = bisect_left(places, start, key=lambda one: one.start)
    return places[first : bisect_left(places, end, key=lambda one: one.start)]


def _firsts_of_runs(text: str, places: Sequence[Mention]) -> list[Mention]:
    """Return the first place of each coordination: 城关镇 of 城关镇、双桥镇."""
    firsts: list[Mention] = []
    last_end = -1
    for one in places:
        if last_end < 0 or text[last_end : one.start] not in _JOINERS:
            firsts.append(one)
        last_end = one.end
    return firsts
