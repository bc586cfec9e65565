"""The tables of a run back to annotated bulletins."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import Any, cast

from wushan_ie.writing.documents import Document
from wushan_ie.writing.rows import DocumentRow, FactRow, MentionRow, PostRow, Row

_META = ("title", "index_number", "document_number", "topic", "genre", "publisher", "written", "published")
_FIGURES = ("value", "low", "high")


def read_predictions(read: Callable[[str], Iterable[Row]]) -> Iterator[Document]:
    """Yield the annotated bulletins of tables in their order; ``read`` gives the rows of one.

    A document that is a copy of another is left out: its mentions stand under the first. One table is read along
    with the others, so they must be in the order in which a run leaves them.
    """
    mentions, facts, posts = (_Groups(read(table)) for table in ("mentions", "facts", "posts"))
    for row in read("documents"):
        document = cast(DocumentRow, row)
        if document.same_as is None:
            yield {
                "id": document.document,
                "text": document.text,
                "meta": {key: str(getattr(document, key)) for key in _META if getattr(document, key) is not None},
                "entities": [_entity(cast(MentionRow, one)) for one in mentions.of(document.document)],
                "facts": [_fact(cast(FactRow, one)) for one in facts.of(document.document)],
                "posts": [_post(cast(PostRow, one)) for one in posts.of(document.document)],
            }


class _Groups:
    """The rows of a table document by document; most documents have some, not all."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._groups = groupby(rows, key=lambda row: row.document)
        self._next = next(self._groups, None)

    def of(self, document: str) -> list[Row]:
        if self._next is None or self._next[0] != document:
            return []
        rows = list(self._next[1])
        self._next = next(self._groups, None)
        return rows


def _entity(row: MentionRow) -> dict[str, Any]:
    entity: dict[str, Any] = {"id": row.mention, "label": row.label, "start": row.start, "end": row.end}
    entity["text"] = row.text
    if row.unit is not None:
        figures = {key: getattr(row, key) for key in _FIGURES}
        entity |= {key: None if figure is None else format(figure, "f") for key, figure in figures.items()}
        entity |= {"unit": row.unit, "approx": row.approx, "per": row.per}
    if row.label == "DATE":
        days = (row.period_start, row.period_end)
        start, end = (None if day is None else day.isoformat() for day in days)
        entity["period"] = {"start": start, "end": end, "flaw": row.flaw}
    entity |= {key: getattr(row, key) for key in ("canonical", "code") if getattr(row, key) is not None}
    return {**entity, "rule": row.rule}


def _fact(row: FactRow) -> dict[str, Any]:
    return {
        "amount": row.amount_mention,
        "kind": row.kind,
        "project": row.project_mention,
        "actors": list(row.actor_mentions),
        "place": row.place_mention,
        "part_of": row.part_of_mention,
        "place_resolved": row.place_name if row.place_mention is None else None,
        "hypothetical": row.hypothetical,
        "rule": row.rule,
        "sentence": [row.sentence_start, row.sentence_end],
        "pieces": [],
        "repeats": None,  # the tables say that it repeats, in left_out, not which
    }


def _post(row: PostRow) -> dict[str, Any]:
    return {
        "person": row.person_mention,
        "title": row.title,
        "org": row.org_mention,
        "place": row.place_mention,
        "rule": row.rule,
    }
