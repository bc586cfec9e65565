"""The labels of a page header, compiled from ``rules/tables/layout.toml``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from wushan_ie.errors import RuleError
from wushan_ie.rulebook.table_entries import TableEntries

META_KEYS = ("index_number", "document_number", "topic", "genre", "publisher", "written", "published")
DATE_KEYS = ("written", "published")
GAP = r"[ \t\xa0\u1680\u2000-\u200b\u202f\u205f\u3000]"  # the blank characters that end no line
OPENING = r"\[［【〔(（〖"
CLOSING = r"\]］】〕)）〗"


@dataclass(frozen=True, slots=True)
class HeaderForm:
    """What a header looks like: where it is looked for, its labels, the key of each and its rank among them.

    ``pattern`` finds a label with its brackets and colon: groups open, label, close, colon.
    """

    top: int
    bottom: int
    pattern: re.Pattern[str]
    keys: Mapping[str, tuple[str, int]]
    weak: frozenset[str]
    delimiters: frozenset[str]
    void: frozenset[str]
    no_publisher: re.Pattern[str]


def compile_header(table: Mapping[str, Any]) -> HeaderForm:
    """Return the compiled form; a RuleError for an entry that is missing, of another shape, or double.

    ``table`` is the parsed ``layout.toml``; the labels of its furniture only end a header's value.
    """
    entries = TableEntries(table, "tables/layout.toml")
    keys: dict[str, tuple[str, int]] = {}
    for key in entries.section("header", "keys"):
        if key not in META_KEYS:
            raise RuleError(f"{entries.name}: header.keys.{key} is no key of meta; these are: {', '.join(META_KEYS)}.")
        for rank, label in enumerate(entries.words("header", "keys", key)):
            if label in keys:
                raise RuleError(f"{entries.name}: {label} is a label of both {keys[label][0]} and {key}; choose one.")
            keys[label] = (key, rank)
    delimiters = frozenset(entries.words("furniture", "labels")) - keys.keys()
    labels = {*keys, *entries.words("header", "other"), *delimiters}
    return HeaderForm(
        top=entries.count("reach", "top"),
        bottom=entries.count("reach", "bottom"),
        pattern=_label_pattern(labels),
        keys=keys,
        weak=frozenset(entries.words("header", "weak")),
        delimiters=delimiters,
        void=frozenset(entries.words("header", "void")),
        no_publisher=re.compile("|".join(map(re.escape, entries.words("header", "no_publisher")))),
    )


def _label_pattern(labels: Iterable[str]) -> re.Pattern[str]:
    tails: dict[str, list[str]] = {}  # by first character, the longest first
    for label in sorted(labels, key=lambda label: (label[0], -len(label), label)):
        tails.setdefault(re.escape(label[0]), []).append("".join(f"{GAP}*+{re.escape(char)}" for char in label[1:]))
    spaced = "|".join(f"{initial}(?:{'|'.join(rest)})" for initial, rest in tails.items())
    initials = "".join(tails)
    return re.compile(
        rf"(?:(?P<open>[{OPENING}]){GAP}*+)?+(?=[{initials}])(?P<label>{spaced})"
        rf"(?:{GAP}*+(?P<close>[{CLOSING}]))?+(?:{GAP}*+(?P<colon>[:：︰]))?+"
    )
