"""Whom 该行, 公司, 合作社 mean: the last name before them that ends like a bank, a company, a cooperative."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from wushan_ie.linking.clauses import opening
from wushan_ie.records import Mention
from wushan_ie.rulebook.choices import one_of

# A bare noun (公司, 合作社) stands for a name only where a clause begins, or behind a time: 去年公司投入300万元.
_OPENS = re.compile(r"[，,；;。：:、！？\n 　”]|[年月日来后前]|今年|目前|期间")
_POINTING = ("该", "我", "本", "全", "他", "她")


class Anaphors:
    """Compiled once from ``payer.stand_for`` of ``tables/linking.toml``."""

    def __init__(self, stand_for: Sequence[Mapping[str, Any]]) -> None:
        self._ends = {word: tuple(entry["ends"]) for entry in stand_for for word in entry["words"]}
        self._words = re.compile(one_of(self._ends))

    def find(self, text: str, start: int, end: int, names: Sequence[Mention]) -> tuple[int, Mention] | None:
        """Return where the last anaphor between the offsets stands and the name it means; None without either.

        ``names`` are sorted; the name stands in the anaphor's sentence or the one before.
        """
        found = [match for match in self._words.finditer(text, start, end) if self._is_one(text, match, names)]
        if not found:
            return None
        at = found[-1].start()
        first = opening(text, opening(text, at) - 1)
        ends = self._ends[found[-1][0]]
        meant = [one for one in names if first <= one.start and one.end <= at and _fits(one, ends)]
        return (at, meant[-1]) if meant else None

    def _is_one(self, text: str, match: re.Match[str], names: Sequence[Mention]) -> bool:
        if any(one.start <= match.start() < one.end for one in names):
            return False
        if text[match.end() : match.end() + 1] in ("们", "的"):
            return False
        return match[0].startswith(_POINTING) or _OPENS.match(text, match.start() - 1) is not None


def _fits(name: Mention, ends: tuple[str, ...]) -> bool:
    return name.text.endswith(ends) if ends else name.label == "PERSON"
