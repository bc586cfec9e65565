"""The tables of an archive, column by column: the one home of their names, types and order.

Every writer takes its schema from here. Offsets are code points into the document's ``text``; a value is in the unit
itself (元, 斤, %) and null where the text leaves it open; names of mentions (T1, T2, …) count within a document.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple, get_args, get_type_hints

from msgspec import Struct

DIGITS = 38  # of a decimal column in all: what Parquet's and SQL's widest common type holds
DECIMALS = 10  # of those, behind the point


class DocumentRow(Struct, frozen=True, gc=False):
    """A document that could be read; one whose text stands in an earlier one too is only named as its copy."""

    document: str
    title: str | None
    publisher: str | None
    index_number: str | None
    document_number: str | None
    topic: str | None
    genre: str | None
    written: date | None
    published: date | None
    text: str
    characters: int
    digest: str  # of the text: SHA-256, hexadecimal
    unread: str | None  # what of the file is not in the text, such as scanned pages
    same_as: str | None  # the first document with this text: mentions, facts and posts are under its id


class MentionRow(Struct, frozen=True, gc=False):
    """A labelled span of a document, its value and the rule or table that found it."""

    document: str
    mention: str
    label: str
    start: int
    end: int
    text: str
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    unit: str | None
    approx: bool | None
    per: str | None
    period_start: date | None
    period_end: date | None
    flaw: str | None
    canonical: str | None
    code: str | None
    rule: str


class FactRow(Struct, frozen=True, gc=False):
    """An amount of money, what it is for, and the sentence that says so; names as written, their mentions beside."""

    document: str
    fact: int  # from 1
    fact_key: str  # the same for one fact told in several documents
    kind: str
    amount: str
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    unit: str | None
    approx: bool | None
    per: str | None
    project: str | None
    actors: tuple[str, ...]
    place: str | None
    place_name: str | None  # the full name of the place, or that of the place which 全乡 or 我县 stands for
    place_code: str | None
    part_of: str | None
    hypothetical: bool
    left_out: str | None  # why no sum of its document may hold it; null for what counts
    sentence: str
    sentence_start: int
    sentence_end: int
    amount_start: int
    amount_end: int
    rule: str
    amount_mention: str
    project_mention: str | None
    actor_mentions: tuple[str, ...]
    place_mention: str | None
    part_of_mention: str | None


class PostRow(Struct, frozen=True, gc=False):
    """A person's office: who, as what, employed or sent by whom, posted where."""

    document: str
    post: int  # from 1
    person: str
    title: str
    org: str | None
    place: str | None
    rule: str
    person_mention: str
    org_mention: str | None
    place_mention: str | None


class ErrorRow(Struct, frozen=True, gc=False):
    """A document, or a whole container, that gave nothing: at which stage (read, annotate) and why."""

    document: str
    stage: str
    reason: str
    message: str


Row = DocumentRow | MentionRow | FactRow | PostRow | ErrorRow
TABLES: Mapping[str, type[Row]] = {
    "documents": DocumentRow,
    "mentions": MentionRow,
    "facts": FactRow,
    "posts": PostRow,
    "errors": ErrorRow,
}


class Column(NamedTuple):
    """One column: ``kind`` is str, int, bool, Decimal, date, or tuple for a list of texts."""

    name: str
    kind: type
    nullable: bool


def columns(table: str) -> tuple[Column, ...]:
    """Return the columns of a table in their order.

    >>> columns("errors")[0]
    Column(name='document', kind=<class 'str'>, nullable=False)
    """
    row = TABLES[table]
    hints = get_type_hints(row)
    return tuple(_column(name, hints[name]) for name in row.__struct_fields__)


def _column(name: str, hint: Any) -> Column:
    if hint == tuple[str, ...]:
        return Column(name, tuple, nullable=False)
    kinds = [kind for kind in get_args(hint) if kind is not type(None)]
    return Column(name, kinds[0], nullable=True) if kinds else Column(name, hint, nullable=False)


def fits(value: Decimal) -> bool:
    """Tell whether a decimal column holds a value exactly.

    >>> fits(Decimal("0.5")), fits(Decimal(10) ** 28), fits(Decimal("1E-11"))
    (True, False, False)
    """
    exponent = value.as_tuple().exponent
    return isinstance(exponent, int) and exponent >= -DECIMALS and value.adjusted() < DIGITS - DECIMALS
