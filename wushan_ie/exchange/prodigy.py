"""Prodigy's JSONL for ``rel.manual``: text, tokens, spans over tokens, relations between the last tokens of spans.

Every edge of a span is the edge of a token. The kind of a fact is part of the label of its amount (MONEY:INVEST);
what else is known of a span stands in the span itself, where Prodigy keeps it. Prodigy draws no span inside of
another, so a project that holds an amount is shown as one of the two; the file has both.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from typing import Any

from wushan_ie.errors import RecordError
from wushan_ie.exchange.graph import Arrow, Graph, Span
from wushan_ie.exchange.labels import joined_label, split_label


def write_prodigy(graphs: Iterable[Graph], word_starts: Callable[[str], Iterable[int]]) -> Iterator[dict[str, Any]]:
    """Yield one task a document; ``word_starts`` gives the offsets of a text where its words begin."""
    for graph in graphs:
        edges = {0, len(graph.text), *word_starts(graph.text)}
        edges |= {edge for span in graph.spans for edge in (span.start, span.end)}
        tokens = list(pairwise(sorted(edges)))
        first = {start: number for number, (start, _) in enumerate(tokens)}
        last = {end: number for number, (_, end) in enumerate(tokens)}
        spans = {span.id: _span(span, first[span.start], last[span.end]) for span in graph.spans}
        yield {
            "text": graph.text,
            "tokens": [
                {"text": graph.text[start:end], "start": start, "end": end, "id": number, "ws": False}
                for number, (start, end) in enumerate(tokens)
            ],
            "spans": [spans[span.id] | {"id": span.id, "note": span.note} for span in graph.spans],
            "relations": [_relation(arrow, spans[arrow.source], spans[arrow.target]) for arrow in graph.arrows],
            "meta": {"id": graph.id, "rest": graph.rest},
        }


def read_prodigy(tasks: Iterable[tuple[str, dict[str, Any]]]) -> Iterator[Graph]:
    """Yield the graph of each (place in the file, task) that was not rejected or ignored.

    Raises RecordError for a task without tokens and spans.
    """
    for where, task in tasks:
        if task.get("answer", "accept") != "accept":
            continue
        try:
            yield _read(task)
        except (KeyError, TypeError) as error:
            raise RecordError(f"{where}: no task of Prodigy's rel.manual: {error!r}") from error


def _span(span: Span, first: int, last: int) -> dict[str, Any]:
    return {
        "start": span.start,
        "end": span.end,
        "token_start": first,
        "token_end": last,
        "label": joined_label(span),
    }


def _relation(arrow: Arrow, head: dict[str, Any], child: dict[str, Any]) -> dict[str, Any]:
    return {
        "head": head["token_end"],
        "child": child["token_end"],
        "head_span": head,
        "child_span": child,
        "label": arrow.name,
    }


def _read(task: dict[str, Any]) -> Graph:
    order = sorted(task["spans"], key=lambda one: (one["start"], -one["end"]))
    free = (name for number in range(1, len(order) + 1) if (name := f"T{number}") not in {o.get("id") for o in order})
    spans, names = [], {}
    for one in order:
        label, kind = split_label(one["label"])
        note = dict(one.get("note", {}))
        if kind is not None:
            note["fact"] = {**note.get("fact", {}), "kind": kind}
        name = one.get("id") or next(free)
        names[one["start"], one["end"], label] = name
        spans.append(Span(name, label, one["start"], one["end"], note))
    arrows = [
        Arrow(one["label"], *(names[_key(one[end])] for end in ("head_span", "child_span")))
        for one in task.get("relations", [])
    ]
    meta = task.get("meta", {})
    return Graph(str(meta.get("id", task.get("_input_hash"))), task["text"], tuple(spans), tuple(arrows), meta["rest"])


def _key(span: dict[str, Any]) -> tuple[int, int, str]:
    return span["start"], span["end"], split_label(span["label"])[0]
