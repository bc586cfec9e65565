"""What a rule folder holds once it is read: frozen, typed, checked by its readers, without logic.

A pattern is a row of elements::

    {MONEY:amount}  {ORG/PERSON:actor}+?   Slot
    <give>  [投入|安排]?  资金              Words (plain text is a list of one word)
    …4  ‥4                                 Gap
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from msgspec import Struct


class Stretch(Struct, frozen=True, gc=False):
    """A labelled stretch ``text[start:end]``; the label of a word is empty."""

    label: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Slot:
    """One tagged span of one of ``labels``; with ``joiners`` a run of spans that these words join."""

    labels: tuple[str, ...]
    role: str | None
    optional: bool
    joiners: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Words:
    """One of ``words``, which are not empty; ``name`` is the list's, None for words of the pattern itself."""

    words: tuple[str, ...]
    role: str | None
    optional: bool
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Gap:
    """Up to ``most`` characters, as few as possible; ``clause`` keeps it from crossing a comma or 、."""

    most: int
    clause: bool


Element = Slot | Words | Gap


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern as written, and its elements: those before the slot that every match starts from, it, those behind."""

    source: str
    before: tuple[Element, ...]
    anchor: Slot
    behind: tuple[Element, ...]

    @property
    def elements(self) -> tuple[Element, ...]:
        """All elements in the order of the text."""
        return (*self.before, self.anchor, *self.behind)


@dataclass(frozen=True, slots=True)
class Marked:
    """A tagged stretch of an example; ``role`` is the part it plays in the wanted fact, None for a distractor."""

    label: str
    start: int
    end: int
    role: str | None


@dataclass(frozen=True, slots=True)
class Example:
    """A text that a rule must or must not match; ``source`` is its markup, ``line`` where it stands in the file."""

    source: str
    text: str
    spans: tuple[Marked, ...]
    line: int

    @property
    def wanted(self) -> tuple[Marked, ...]:
        """The spans with a role, which make up the wanted fact; none in an example that must stay silent."""
        return tuple(span for span in self.spans if span.role is not None)


@dataclass(frozen=True, slots=True)
class Role:
    """What may play a role: spans of ``labels``, or a word of a list; ``key`` names it in an annotated bulletin."""

    name: str
    labels: tuple[str, ...]
    words: bool
    many: bool
    key: str


@dataclass(frozen=True, slots=True)
class Relation:
    """What the rules of some kinds make: facts, say; ``key`` is its list in an annotated bulletin."""

    name: str
    key: str
    anchor: str
    kinds: tuple[str, ...]
    roles: Mapping[str, Role]


@dataclass(frozen=True, slots=True)
class Schema:
    """The contract between those who tag spans and those who link them.

    ``runs`` are the labels whose spans ``joiners`` join to a run (A、B和C); ``code_words`` are the word lists
    that code reads, so that no pattern needs to; ``retired`` are the ids of rules that once existed.
    """

    labels: tuple[str, ...]
    relations: tuple[Relation, ...]
    runs: tuple[str, ...]
    joiners: tuple[str, ...]
    code_words: tuple[str, ...]
    retired: tuple[str, ...]

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of all relations."""
        return tuple(kind for relation in self.relations for kind in relation.kinds)

    def relation_of(self, kind: str) -> Relation:
        """Return the relation that a kind belongs to; KeyError when none has it."""
        for relation in self.relations:
            if kind in relation.kinds:
                return relation
        raise KeyError(kind)


@dataclass(frozen=True, slots=True)
class LinkRule:
    """A link rule; ``patterns`` are alternatives, ``file`` and ``line`` say where it stands.

    ``todo_positive`` and ``todo_negative`` are examples that the rule gets wrong, ``todo_tagging`` those that it
    gets right while the spans are still tagged wrongly in the bare text.
    """

    id: str
    says: str
    why: str
    kind: str
    patterns: tuple[Pattern, ...]
    positive: tuple[Example, ...]
    negative: tuple[Example, ...]
    todo_positive: tuple[Example, ...]
    todo_negative: tuple[Example, ...]
    todo_tagging: tuple[Example, ...]
    beats: tuple[str, ...]
    status: str
    hypothetical: bool
    file: str
    line: int


@dataclass(frozen=True, slots=True)
class Rulebook:
    """All that some rule folders hold.

    ``paths`` are the files that took part by their path inside the folder (tables/units.toml), ``digest`` is the
    sha256 over them; ``tables`` are parsed TOML by stem, and rows of text for .tsv.
    """

    folders: tuple[Path, ...]
    paths: Mapping[str, Path]
    schema: Schema
    words: Mapping[str, tuple[str, ...]]
    links: tuple[LinkRule, ...]
    tables: Mapping[str, Any]
    digest: str
