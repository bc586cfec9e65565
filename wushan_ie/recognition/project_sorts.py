"""What a noun phrase names by its last words: a thing that money may be for, money, people, a measure, a place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

_RULE = "-phrase"  # a candidate's rule is its sort and this: thing-phrase, money-phrase


@dataclass(frozen=True, slots=True)
class ProjectSorts:
    """The compiled table ``sorts`` of ``projects.toml``."""

    again: re.Pattern[str]
    endings: tuple[tuple[str, tuple[str, ...]], ...]
    things: tuple[str, ...]

    def rule(self, phrase: str) -> str:
        """Return the sort of a phrase as the id of its rule.

        援疆项目 is a thing, 援疆资金 money, 困难学生 people, 开工率 a measure, 该项目 is said again.
        """
        return self._sort(phrase) + _RULE

    def _sort(self, phrase: str) -> str:
        sort = next((sort for sort, words in self.endings if phrase.endswith(words)), "thing")
        if sort != "people" and self.again.fullmatch(phrase) is not None:
            return "again"
        return "thing" if phrase.endswith(self.things) else sort


def compile_sorts(table: Mapping[str, Any]) -> ProjectSorts:
    """Compile the table: ``again`` is a pattern, ``things`` and the other sorts are lists of endings."""
    endings = tuple((sort, tuple(table["endings"][sort].split())) for sort in sorted(table["endings"]))
    return ProjectSorts(re.compile("|".join(table["again"])), endings, tuple(table["things"].split()))


def is_sort(rule: str, sorts: Iterable[str]) -> bool:
    """Tell whether a candidate's rule says one of these sorts."""
    return rule.endswith(_RULE) and rule.removesuffix(_RULE) in sorts
