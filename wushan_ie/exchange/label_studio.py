"""Label Studio's JSON: tasks with their annotations, and the labelling interface that they belong to.

Spans are regions of ``<Labels>``, the kind of a fact a per-region ``<Choices>``, a title a per-region
``<TextArea>``, relations are relations; what else is known of a span is meta information of its region. Offsets are
code points: Label Studio's page has stored these since it counted emoji rightly (label-studio-frontend pull 308).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from wushan_ie.errors import RecordError
from wushan_ie.exchange.graph import ARROWS, Arrow, Graph, Span
from wushan_ie.writing.faults import KINDS, LABELS

_COLORS = ("#d9480f", "#e8a33d", "#b08968", "#748ffc", "#2b8a3e", "#1098ad", "#9c36b5", "#c2255c")
_NAMES = {"labels": "label", "choices": "kind", "textarea": "title"}


def label_studio_interface() -> str:
    """Return the labelling interface (XML) to paste into the settings of the Label Studio project."""
    labels = "\n".join(
        f'    <Label value="{label}" background="{color}"/>' for label, color in zip(LABELS, _COLORS, strict=True)
    )
    kinds = "".join(f'<Choice value="{kind}"/>' for kind in KINDS)
    arrows = "".join(f'<Relation value="{name}"/>' for name in ARROWS)
    return (
        "<View>\n"
        f"  <Relations>{arrows}</Relations>\n"
        f'  <Labels name="label" toName="text">\n{labels}\n  </Labels>\n'
        '  <Text name="text" value="$text" granularity="symbol"/>\n'
        f'  <Choices name="kind" toName="text" perRegion="true" whenTagName="label" whenLabelValue="MONEY">'
        f"{kinds}</Choices>\n"
        '  <TextArea name="title" toName="text" perRegion="true" whenTagName="label" whenLabelValue="PERSON" '
        'maxSubmissions="1"/>\n'
        "</View>\n"
    )


def write_label_studio(graphs: Iterable[Graph]) -> list[dict[str, Any]]:
    """Return one task a document, annotated."""
    return [
        {
            "data": {"text": graph.text, "id": graph.id, "rest": graph.rest},
            "annotations": [{"result": [*_regions(graph), *_relations(graph)]}],
        }
        for graph in graphs
    ]


def read_label_studio(tasks: Iterable[tuple[str, dict[str, Any]]]) -> Iterator[Graph]:
    """Yield the graph of each (place in the file, task), of its last annotation that was not cancelled.

    Raises RecordError for a task that is not annotated or not of this interface.
    """
    for where, task in tasks:
        try:
            done = [one for one in task["annotations"] if not one.get("was_cancelled")]
            if not done:
                raise RecordError(f"{where}: the task has no annotation; annotate it or leave it out of the export")
            yield _read(task["data"], task.get("id"), done[-1]["result"])
        except (KeyError, TypeError, json.JSONDecodeError) as error:
            raise RecordError(f"{where}: no task of this labelling interface: {error!r}") from error


def _regions(graph: Graph) -> Iterator[dict[str, Any]]:
    for span in graph.spans:
        note = dict(span.note)
        fact, post = dict(note.pop("fact", {})), dict(note.pop("post", {}))
        kind, title = fact.pop("kind", None), post.pop("title", None)
        note |= {key: rest for key, rest in (("fact", fact), ("post", post)) if rest}
        region = _result(graph, span, "labels", [span.label])
        if note:
            region["meta"] = {"text": [json.dumps(note, ensure_ascii=False)]}
        yield region
        if kind is not None:
            yield _result(graph, span, "choices", [kind])
        if title is not None:
            yield _result(graph, span, "textarea", [title])


def _result(graph: Graph, span: Span, control: str, answer: list[str]) -> dict[str, Any]:
    # a text area keeps its answer under "text", where the others keep the words of the region
    words = {"text": answer} if control == "textarea" else {"text": graph.text[span.start : span.end], control: answer}
    return {
        "id": span.id,
        "from_name": _NAMES[control],
        "to_name": "text",
        "type": control,
        "value": {"start": span.start, "end": span.end, **words},
    }


def _relations(graph: Graph) -> Iterator[dict[str, Any]]:
    for arrow in graph.arrows:
        yield {
            "type": "relation",
            "from_id": arrow.source,
            "to_id": arrow.target,
            "direction": "right",
            "labels": [arrow.name],
        }


def _read(data: dict[str, Any], number: int | None, results: list[dict[str, Any]]) -> Graph:
    notes: dict[str, dict[str, Any]] = {}
    places: dict[str, tuple[int, int, str]] = {}
    arrows: list[tuple[str, str, str]] = []
    for one in results:
        if one["type"] == "relation":
            ends = (one["from_id"], one["to_id"])
            arrows.append((one["labels"][0], *(ends if one.get("direction") != "left" else ends[::-1])))
            continue
        note, value = notes.setdefault(one["id"], {}), one["value"]
        if one["type"] == "labels":
            places[one["id"]] = (value["start"], value["end"], value["labels"][0])
            kept = json.loads(one["meta"]["text"][0]) if one.get("meta", {}).get("text") else {}
            for key, found in kept.items():
                note[key] = {**found, **note.get(key, {})} if key in ("fact", "post") else found
        elif one["type"] == "choices":
            note["fact"] = {**note.get("fact", {}), "kind": value["choices"][0]}
        elif one["type"] == "textarea":
            note["post"] = {**note.get("post", {}), "title": value["text"][0]}
    order = sorted(places, key=lambda name: (places[name][0], -places[name][1]))
    names = {name: f"T{number}" for number, name in enumerate(order, 1)}
    spans = [Span(names[one], places[one][2], *places[one][:2], notes[one]) for one in order]
    found = [Arrow(name, names[source], names[target]) for name, source, target in arrows]
    return Graph(str(data.get("id", number)), data["text"], tuple(spans), tuple(found), data.get("rest", {}))
