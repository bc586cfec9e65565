"""A fault in a rule folder: where it is, what was found, what is allowed, and the nearest guess."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault; ``start`` and ``end`` point into ``source``, a line of the file or one of its values.

    >>> print(Fault("links/a.toml", "found '?'", rule="gives", line=7, field="pattern", source="<给>?", start=3, end=4))
    links/a.toml:7: rule gives, pattern, column 4: found '?'
        <给>?
            ^
    """

    file: str
    message: str
    rule: str | None = None
    line: int | None = None
    field: str | None = None
    source: str | None = None
    start: int | None = None
    end: int | None = None
    warning: bool = False

    def __str__(self) -> str:
        where = [f"rule {self.rule}"] if self.rule else []
        where += [self.field] if self.field else []
        where += [f"column {self.start + 1}"] if self.start is not None else []
        head = self.file if self.line is None else f"{self.file}:{self.line}"
        lines = [": ".join(part for part in (head, ", ".join(where), self.message) if part)]
        if self.source is not None:
            lines.append(f"    {self.source}")
        if self.source is not None and self.start is not None:
            width = _columns(self.source[self.start : self.end])
            lines.append(" " * (4 + _columns(self.source[: self.start])) + "^" * max(1, width))
        return "\n".join(lines)


def format_faults(faults: Sequence[Fault]) -> str:
    """Return all faults as one message, in the order of their places."""
    ordered = sorted(faults, key=lambda fault: (fault.file, fault.line or 0, fault.start or 0))
    count = "1 fault" if len(faults) == 1 else f"{len(faults)} faults"
    return "\n".join([f"{count} in the rules", *map(str, ordered)])


def unknown(what: str, found: str, allowed: Iterable[str]) -> str:
    """Say that a name is unknown, what is allowed, and which allowed name it resembles.

    >>> unknown("label", "MONY", ["MONEY", "ORG"])
    "found label 'MONY'; allowed: MONEY, ORG; did you mean 'MONEY'?"
    """
    names = list(allowed)
    nearest = difflib.get_close_matches(found, names, n=1, cutoff=0.5)
    guess = f"; did you mean {nearest[0]!r}?" if nearest else ""
    return f"found {what} {found!r}; allowed: {', '.join(names) or 'none'}{guess}"


def _columns(text: str) -> int:
    # A caret below Chinese text must count each wide character twice to stand where it should.
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)
