"""What a noun phrase names, finer than its sort: works, a facility, crops, a fee, insurance, people, a clause.

Chinese nouns end with what they name, so the longest listed ending of a phrase says it: ``rules/tables/nouns.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from wushan_ie.errors import RuleError

NONE = "none"  # the class of a phrase none of whose endings is listed
_COUNT = re.compile(
    r"(?<=[\u4e00-\u9fff”）])(?:[0-9０-９.,，．]+|[一二两三四五六七八九十百千万几]+)[余多]?万?[余多]?"
    r"(?:公斤|平方米|公里|千瓦|千伏|[\u4e00-\u9fff])\Z"
)
# what is said of a noun, and signs that close it
_BEHIND = re.compile(r"(?<=.)(?:（[^（）]*）|\([^()]*\)|[”’》）)])+\Z")


@dataclass(frozen=True, slots=True)
class NounClasses:
    """Endings with the class of each; ``weak`` are the classes that seldom are what an amount is for."""

    endings: Mapping[str, str]
    longest: int
    weak: frozenset[str]

    def name(self, phrase: str) -> str:
        """Return the class of a phrase, without what stands behind its noun: 牦牛|22头, 教学设备|（二期）."""
        noun = _BEHIND.sub("", phrase)
        count = _COUNT.search(noun)
        if count is not None and count.start() > 1:
            noun = _BEHIND.sub("", noun[: count.start()])
        for length in range(min(self.longest, len(noun)), 0, -1):
            if (found := self.endings.get(noun[-length:])) is not None:
                return found
        return NONE


def compile_nouns(table: Mapping[str, Any]) -> NounClasses:
    """Compile ``nouns.toml``; RuleError names an ending that two classes list."""
    endings: dict[str, str] = {}
    for name, listed in table["classes"].items():
        for word in listed.split():
            if endings.setdefault(word, name) != name:
                raise RuleError(f"tables/nouns.toml: {word} is listed as {endings[word]} and as {name}; keep one")
    return NounClasses(endings, max(map(len, endings)), frozenset((*table["weak"], NONE)))


def list_predicates(table: Mapping[str, Any]) -> frozenset[str]:
    """Return the words of the classes that ``nouns.toml`` calls predicates: they end clauses and no noun phrase."""
    return frozenset(word for name in table["predicates"] for word in table["classes"][name].split())
