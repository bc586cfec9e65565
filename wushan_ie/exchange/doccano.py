"""doccano's JSONL with relations, as a sequence-labelling project with "Relation" imports and exports it.

doccano's page is JavaScript: unless a project counts grapheme clusters, its offsets are UTF-16 code units
(doccano issue 2290), so that is what is written and read here. The kind of a fact is part of the label of its
amount (MONEY:INVEST), so that it can be seen and changed there; other notes travel in a column of their own, which
doccano keeps as metadata of the example.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from wushan_ie.errors import RecordError
from wushan_ie.exchange.graph import Arrow, Graph, Span, keyed_notes, note_key
from wushan_ie.exchange.labels import joined_label, split_label
from wushan_ie.exchange.offsets import from_utf16, to_utf16

COLUMN = "wushan_ie"


def write_doccano(graphs: Iterable[Graph]) -> Iterator[dict[str, Any]]:
    """Yield one example a document; the ids of spans and relations count from 0 through the whole file."""
    spans = relations = 0
    for graph in graphs:
        units = to_utf16(graph.text)
        numbers = {span.id: spans + number for number, span in enumerate(graph.spans)}
        entities = [
            {
                "id": numbers[span.id],
                "label": joined_label(span),
                "start_offset": units(span.start),
                "end_offset": units(span.end),
            }
            for span in graph.spans
        ]
        arrows = [
            {"id": number, "from_id": numbers[one.source], "to_id": numbers[one.target], "type": one.name}
            for number, one in enumerate(graph.arrows, relations)
        ]
        kept = {"id": graph.id, "rest": graph.rest, "notes": keyed_notes(graph.spans)}
        yield {"text": graph.text, "entities": entities, "relations": arrows, COLUMN: kept}
        spans += len(entities)
        relations += len(arrows)


def read_doccano(examples: Iterable[tuple[str, dict[str, Any]]]) -> Iterator[Graph]:
    """Yield the graph of each (place in the file, example); raises RecordError for one that is no such example."""
    for where, example in examples:
        try:
            yield _read(example)
        except (KeyError, TypeError) as error:
            raise RecordError(
                f"{where}: no example of doccano with relations: {error!r}; export the project as JSONL(relation)"
            ) from error


def _read(example: dict[str, Any]) -> Graph:
    text = example["text"]
    # doccano writes the columns it does not know beside its own; older versions under "meta"
    kept = example.get(COLUMN) or (example.get("meta") or {}).get(COLUMN) or {}
    points = from_utf16(text)
    notes = kept.get("notes", {})
    order = sorted(example["entities"], key=lambda one: (one["start_offset"], -one["end_offset"], one["id"]))
    names = {one["id"]: f"T{number}" for number, one in enumerate(order, 1)}
    spans = []
    for one in order:
        start, end = points(one["start_offset"]), points(one["end_offset"])
        label, kind = split_label(one["label"])
        note = dict(notes.get(note_key(label, start, end), {}))
        if kind is not None:
            note["fact"] = {**note.get("fact", {}), "kind": kind}
        spans.append(Span(names[one["id"]], label, start, end, note))
    arrows = [Arrow(one["type"], names[one["from_id"]], names[one["to_id"]]) for one in example["relations"]]
    return Graph(str(kept.get("id", example.get("id"))), text, tuple(spans), tuple(arrows), kept.get("rest", {}))
