"""What a quantity counts or measures, and the amount of money that values it.

41个|图书馆 has its thing behind it, 青果|25万斤 before it. Phrases end where those of projects do
(``recognition/projects.py``), at signs and at other mentions.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import Any

from msgspec.structs import replace

from wushan_ie.linking.coordinations import within
from wushan_ie.records import Fact, Mention, Phrase
from wushan_ie.rulebook.choices import one_of

_BEHIND = re.compile(r"的?(?P<phrase>[\u4e00-\u9fffA-Za-z]{2,14})")
_BEFORE = 16  # characters before a quantity in which its thing is
_FACTS = 12  # facts before a quantity among which the one that values it is
_LEAST = 2  # characters of a thing


class Measures:
    """Finds the things; compiled once from ``tables/measures.toml`` and the words that end a project's phrase."""

    def __init__(self, table: Mapping[str, Any], stops: re.Pattern[str], stop_exceptions: frozenset[str]) -> None:
        self._stops, self._exceptions = stops, stop_exceptions
        self._abstract = frozenset(table["abstract"])
        self._fillers = re.compile(f"(?:{one_of([*table['fillers'], *table['aspects']])})+\\Z")
        self._verbs = re.compile(one_of([*table["verbs"], *table["keep"]]))
        self._keep = frozenset(table["keep"])

    def find(self, text: str, mentions: Sequence[Mention], facts: Sequence[Fact]) -> list[Mention]:
        """Return the mentions, sorted, with ``of`` and ``money`` of the quantities filled in."""
        walls = [one for one in mentions if one.label not in ("PROJECT", "GPE")]
        starts = [fact.sentence[0] for fact in facts]
        found = []
        for one in mentions:
            if one.label == "QUANTITY":
                at = bisect_left(starts, one.start)
                thing = self._behind(text, one, walls) or self._before(text, one, walls)
                near = [fact for fact in facts[max(0, at - _FACTS) : at + 1] if _is_inside(one, fact)]
                found.append(replace(one, of=thing, money=_valued(one, thing, near)))
            else:
                found.append(one)
        return found

    def _behind(self, text: str, quantity: Mention, walls: Sequence[Mention]) -> Phrase | None:
        unit = quantity.amount.unit if quantity.amount is not None else ""
        match = _BEHIND.match(text, quantity.end)
        if unit in self._abstract or match is None:
            return None
        start, end = match.span("phrase")
        wall = within(walls, start, end)
        end = min((one.start for one in wall), default=end)
        stop = self._first_stop(text, start, end)
        return _phrase(text, start, stop)

    def _before(self, text: str, quantity: Mention, walls: Sequence[Mention]) -> Phrase | None:
        unit = quantity.amount.unit if quantity.amount is not None else ""
        if unit in self._abstract:
            return None
        floor = max(0, quantity.start - _BEFORE)
        sign = max(text.rfind(sign, floor, quantity.start) for sign in "，。；：、！？（）“”\n 　,;:()")
        floor = max(floor, sign + 1, max((one.end for one in within(walls, floor, quantity.start)), default=0))
        filler = self._fillers.search(text, floor, quantity.start)
        end = quantity.start if filler is None else filler.start()
        start = floor
        for pattern, exceptions in ((self._stops, self._exceptions), (self._verbs, self._keep)):
            for found in pattern.finditer(text, floor, end):
                if found[0] not in exceptions:
                    start = max(start, found.end())
        return _phrase(text, start, end)

    def _first_stop(self, text: str, start: int, end: int) -> int:
        """Return where the phrase that begins at ``start`` ends."""
        for found in self._stops.finditer(text, start, end):
            if found[0] not in self._exceptions:
                return found.start()
        return end


def _phrase(text: str, start: int, end: int) -> Phrase | None:
    while end > start and text[end - 1] in "的等和与及":
        end -= 1
    return Phrase(start, end, text[start:end]) if end - start >= _LEAST else None


def _is_inside(quantity: Mention, fact: Fact) -> bool:
    return fact.sentence[0] <= quantity.start and quantity.end <= fact.sentence[1]


def _valued(quantity: Mention, thing: Phrase | None, facts: Sequence[Fact]) -> Mention | None:
    """Return the amount of the fact whose project the quantity is part of, or stands beside."""
    for fact in facts:
        project = fact.project
        if project is None or fact.kind == "PRICE" or fact.hypothetical:
            continue
        inside = project.start <= quantity.start and quantity.end <= project.end
        beside = quantity.end == project.start or project.end == quantity.start
        counts = thing is not None and thing.start < project.end and project.start < thing.end
        if inside or beside or counts:
            return fact.amount
    return None
