"""Entries of a parsed table, checked as they are taken out: a fault names table, entry, what was found and wanted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from wushan_ie.errors import RuleError


@dataclass(frozen=True, slots=True)
class TableEntries:
    """A parsed TOML table and the name of its file, for messages."""

    table: Mapping[str, Any]
    name: str

    def section(self, *path: str) -> Mapping[str, Any]:
        """Return the sub-table at ``path``; a RuleError when there is none."""
        value = self._at(path)
        if not isinstance(value, Mapping):
            raise self._fault(path, value, "a table")
        return value

    def words(self, *path: str) -> tuple[str, ...]:
        """Return the list of words at ``path``, at least one; a RuleError for anything else.

        >>> TableEntries({"caption": {"signs": ["图", "表"]}}, "layout.toml").words("caption", "signs")
        ('图', '表')
        """
        value = self._at(path)
        if (
            not isinstance(value, list)
            or not value
            or not all(isinstance(word, str) and word.strip() for word in value)
        ):
            raise self._fault(path, value, "a list of words, at least one and none of them blank")
        return tuple(value)

    def count(self, *path: str) -> int:
        """Return the positive whole number at ``path``; a RuleError for anything else."""
        value = self._at(path)
        if not isinstance(value, int) or isinstance(value, bool) or value < 1:
            raise self._fault(path, value, "a whole number from 1")
        return value

    def _at(self, path: tuple[str, ...]) -> object:
        value: object = self.table
        for depth, key in enumerate(path):
            if not isinstance(value, Mapping) or key not in value:
                raise RuleError(f"{self.name}: there is no entry {'.'.join(path[: depth + 1])}. Add it to the table.")
            value = value[key]
        return value

    def _fault(self, path: tuple[str, ...], found: object, wanted: str) -> RuleError:
        shown = repr(found)
        shown = shown if len(shown) <= 60 else f"{shown[:57]}..."
        return RuleError(f"{self.name}: {'.'.join(path)} is {shown}; it must be {wanted}.")
