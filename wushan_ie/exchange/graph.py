"""The form between an annotated bulletin and a tool: labelled spans, arrows between them, notes on spans.

Tools draw spans and arrows; that is what a person corrects there. What they have no drawing for (values and bounds,
the kind of a fact, a title, the rule of a prediction) travels as a *note* on the span that it belongs to. Coming back,
a span that nobody touched finds its note again; a new span has none, and ``bulletin_of`` says what it then lacks.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from wushan_ie.errors import RecordError
from wushan_ie.writing.documents import Document, check_document, complete_document

# What an arrow may say: from an amount the first four, from a person the others.
ARROWS = ("project", "actor", "place", "part_of", "employer", "posted_to")

_PLACES = ("label", "start", "end", "text", "id")  # keys of an entity that the span itself carries
_FACT_ROLES = ("amount", "project", "actors", "place", "part_of")
_POST_ROLES = ("person", "org", "place")
_MAY_LACK = ("value", "low", "high", "unit", "per", "org", "place")

Note = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Span:
    """A labelled span; ``start`` and ``end`` are Unicode code points, half open, and ``note`` is plain JSON."""

    id: str
    label: str
    start: int
    end: int
    note: Note = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Arrow:
    """A relation, one of ``ARROWS``, from an amount or a person to what belongs to it."""

    name: str
    source: str
    target: str


@dataclass(frozen=True, slots=True)
class Graph:
    """One document of spans and arrows; ``rest`` holds the document's other keys, ``meta`` among them."""

    id: str
    text: str
    spans: tuple[Span, ...]
    arrows: tuple[Arrow, ...]
    rest: Mapping[str, Any]


def graph_of(document: Document) -> Graph:
    """Return a checked annotated bulletin as a graph; ``bulletin_of`` gives it back.

    A person's second post cannot be told from the first by its arrows, so it stays in the person's note.
    """
    document = complete_document(document)
    notes: dict[str, Note] = {
        entity["id"]: _without({key: value for key, value in entity.items() if key not in _PLACES})
        for entity in document["entities"]
    }
    arrows: list[Arrow] = []
    for fact in document["facts"]:
        amount = fact["amount"]
        notes[amount]["fact"] = _without({key: value for key, value in fact.items() if key not in _FACT_ROLES})
        arrows += [Arrow("project", amount, fact["project"])] if fact["project"] else []
        arrows += [Arrow("actor", amount, actor) for actor in fact["actors"]]
        arrows += [Arrow(name, amount, fact[name]) for name in ("place", "part_of") if fact[name]]
    for post in document["posts"]:
        note = notes[post["person"]]
        if "post" in note:
            note.setdefault("more_posts", []).append(_without(post))
            continue
        note["post"] = _without({key: value for key, value in post.items() if key not in _POST_ROLES})
        for name, role in (("employer", "org"), ("posted_to", "place")):
            arrows += [Arrow(name, post["person"], post[role])] if post[role] else []
    spans = tuple(
        Span(entity["id"], entity["label"], entity["start"], entity["end"], notes[entity["id"]])
        for entity in document["entities"]
    )
    rest = {key: value for key, value in document.items() if key not in ("id", "text", "entities", "facts", "posts")}
    return Graph(document["id"], document["text"], spans, tuple(arrows), rest)


def bulletin_of(graph: Graph, where: str) -> Document:
    """Return the annotated bulletin of a graph, checked; ``where`` names its source in errors.

    Raises RecordError for an arrow that no role of the contract has, an amount without kind, a person whose arrow
    has no title, and everything that ``check_document`` refuses.
    """
    where_this = f"{where}: document {graph.id!r}"
    spans = {span.id: span for span in graph.spans}
    roles = _roles(graph, spans, where_this)
    facts, posts = [], []
    for span in graph.spans:
        arrows = roles.get(span.id, {})
        if span.label == "MONEY" and ("fact" in span.note or arrows):
            facts.append(_fact(span, arrows, _show(graph, span, where_this)))
        elif span.label == "PERSON" and ("post" in span.note or arrows):
            posts.append(_post(span, arrows, _show(graph, span, where_this)))
            posts += span.note.get("more_posts", [])
    entities = [
        {
            "id": span.id,
            "label": span.label,
            "start": span.start,
            "end": span.end,
            "text": graph.text[span.start : span.end],
            **{key: value for key, value in span.note.items() if key not in ("fact", "post", "more_posts")},
        }
        for span in graph.spans
    ]
    document = {"id": graph.id, "text": graph.text, **graph.rest, "entities": entities, "facts": facts, "posts": posts}
    return check_document(document, where)


def _roles(graph: Graph, spans: Mapping[str, Span], where: str) -> dict[str, dict[str, list[str]]]:
    """Return for each source the targets by the name of the arrow."""
    roles: dict[str, dict[str, list[str]]] = {}
    allowed = {"MONEY": ARROWS[:4], "PERSON": ARROWS[4:]}
    for arrow in graph.arrows:
        missing = next((end for end in (arrow.source, arrow.target) if end not in spans), None)
        if missing is not None:
            raise RecordError(f"{where}: a relation {arrow.name!r} has an end {missing!r} that is no span")
        source = spans[arrow.source]
        if arrow.name not in allowed.get(source.label, ()):
            names = ", ".join(allowed.get(source.label, ())) or "none"
            raise RecordError(
                f"{_show(graph, source, where)} has a relation {arrow.name!r}; allowed from {source.label}: {names}"
            )
        roles.setdefault(source.id, {}).setdefault(arrow.name, []).append(arrow.target)
    return roles


def _fact(span: Span, arrows: Mapping[str, list[str]], where: str) -> dict[str, Any]:
    note = span.note.get("fact", {})
    if "kind" not in note:
        raise RecordError(f"{where} has a project, actor, place or total but no kind: give it one")
    ones = {name: _only(arrows, name, where) for name in ("project", "place", "part_of")}
    return {**note, "amount": span.id, "actors": arrows.get("actor", []), **ones}


def _post(span: Span, arrows: Mapping[str, list[str]], where: str) -> dict[str, Any]:
    note = span.note.get("post", {})
    if "title" not in note:
        raise RecordError(f"{where} has an employer or place but no title: give it one")
    return {
        **note,
        "person": span.id,
        "org": _only(arrows, "employer", where),
        "place": _only(arrows, "posted_to", where),
    }


def _only(arrows: Mapping[str, list[str]], name: str, where: str) -> str | None:
    found = arrows.get(name, [])
    if len(found) > 1:
        raise RecordError(f"{where} has {len(found)} relations {name!r}; allowed: one")
    return found[0] if found else None


def _show(graph: Graph, span: Span, where: str) -> str:
    return f"{where}: {span.label} {graph.text[span.start : span.end]!r} at {span.start}:{span.end}"


def _without(record: Mapping[str, Any]) -> dict[str, Any]:
    """The record without keys of the format that do not apply: null is what a missing one means."""
    return {key: value for key, value in record.items() if value is not None or key not in _MAY_LACK}


def keyed_notes(spans: Iterable[Span]) -> dict[str, Note]:
    """Return the notes by label and place of their span, for tools that number spans anew."""
    return {note_key(span.label, span.start, span.end): span.note for span in spans if span.note}


def note_key(label: str, start: int, end: int) -> str:
    """Return the key of a span's note.

    >>> note_key("MONEY", 10, 17)
    'MONEY 10:17'
    """
    return f"{label} {start}:{end}"
