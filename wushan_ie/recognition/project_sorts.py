"""What a noun phrase names by its last words: a thing that money may be for, money, people, a measure, a place."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

_RULE = "-phrase"  # a candidate's rule is its sort and this: thing-phrase, money-phrase


@dataclass(frozen=True, slots=True)
class ProjectSorts:
    """The compiled table ``sorts`` of ``projects.toml``."""

    again: re.Pattern[str]
    endings: Mapping[str, str]  # ending -> sort
    things: frozenset[str]
    lengths: tuple[int, ...]

    def rule(self, phrase: str) -> str:
        """Return the sort of a phrase as the id of its rule.

        援疆项目 is a thing, 援疆资金 money, 困难学生 people, 开工率 a measure, 该项目 is said again.
        """
        return self._sort(phrase) + _RULE

    def _sort(self, phrase: str) -> str:
        ends = [phrase[-length:] for length in self.lengths]
        sorts = [self.endings[end] for end in ends if end in self.endings]
        sort = min(sorts) if sorts else "thing"
        if sort != "people" and self.again.fullmatch(phrase) is not None:
            return "again"
        return sort if self.things.isdisjoint(ends) else "thing"


def compile_sorts(table: Mapping[str, Any]) -> ProjectSorts:
    """Compile the table: ``again`` is a pattern, ``things`` and the other sorts are lists of endings."""
    endings: dict[str, str] = {}  # an ending of two sorts is of the first by name
    for sort in sorted(table["endings"], reverse=True):
        endings |= dict.fromkeys(table["endings"][sort].split(), sort)
    things = frozenset(table["things"].split())
    lengths = tuple(sorted({len(word) for word in (*endings, *things)}))
    return ProjectSorts(re.compile("|".join(table["again"])), endings, things, lengths)


@cache
def is_sort(rule: str, sorts: tuple[str, ...]) -> bool:
    """Tell whether a candidate's rule says one of these sorts."""
    return rule.endswith(_RULE) and rule.removesuffix(_RULE) in sorts
