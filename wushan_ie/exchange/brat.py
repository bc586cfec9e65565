"""brat's standoff: a folder with NAME.txt and NAME.ann for each document, and the annotation.conf for brat.

Text-bound annotations are spans (T), binary relations arrows (R), the kind of a fact an attribute (A), everything
else a note as JSON (#). Offsets are code points. A span over a line end is written as pieces, as brat wants it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from wushan_ie.errors import RecordError
from wushan_ie.exchange.graph import ARROWS, Arrow, Graph, Note, Span
from wushan_ie.exchange.text_files import read_text
from wushan_ie.writing.faults import KINDS, LABELS

_LINE_ENDS = re.compile(r"[\r\n]+")
_UNSAFE = re.compile(r"[^\w.-]")
_OWN_NOTE = "AnnotatorNotes"
_DOCUMENT = "document.json"  # what a folder of brat has no place for: ids and page headers


def annotation_conf() -> str:
    """Return the annotation.conf of the folder: what may be drawn in brat."""
    ends = {"project": "PROJECT", "actor": "ORG|PERSON", "place": "GPE", "part_of": "MONEY"}
    ends |= {"employer": "ORG", "posted_to": "GPE"}
    lines = ["[entities]", *LABELS, "[relations]"]
    for name in ARROWS:
        source = "MONEY" if name in ARROWS[:4] else "PERSON"
        lines.append(f"{name}\tArg1:{source}, Arg2:{ends[name]}")
    # labels overlap where a project holds an amount or an organization
    lines += ["<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>", "[events]", "[attributes]"]
    lines.append(f"Kind\tArg:MONEY, Value:{'|'.join(KINDS)}")
    return "\n".join(lines) + "\n"


def write_brat(graphs: Iterable[Graph], folder: Path) -> None:
    """Write the folder, which is made; raises RecordError when a file cannot be written or two names are one."""
    rest: dict[str, Any] = {}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for graph in graphs:
            name = _UNSAFE.sub("_", graph.id)
            if name in rest:
                raise RecordError(f"{folder}: {graph.id!r} and {rest[name]['id']!r} have one file name, {name!r}")
            rest[name] = {"id": graph.id, "rest": graph.rest}
            (folder / f"{name}.txt").write_bytes(graph.text.encode())
            (folder / f"{name}.ann").write_bytes("".join(f"{line}\n" for line in _lines(graph)).encode())
        (folder / "annotation.conf").write_bytes(annotation_conf().encode())
        (folder / _DOCUMENT).write_bytes(json.dumps(rest, ensure_ascii=False, indent=1).encode())
    except OSError as error:
        raise RecordError(f"{error.filename or folder}: cannot be written: {error.strerror or error}") from error


def read_brat(folder: Path) -> Iterator[Graph]:
    """Yield the graphs of a folder in the order they were written in, others by name.

    Raises RecordError with file and line for an annotation that brat would not have written.
    """
    rest: dict[str, Any] = {}
    if (folder / _DOCUMENT).is_file():
        rest = json.loads(read_text(folder / _DOCUMENT, "utf-8"))
    names = [path.stem for path in sorted(folder.glob("*.ann"))]
    if not names:
        raise RecordError(f"{folder}: no .ann files; expected a folder of brat's standoff")
    for name in sorted(names, key=lambda one: list(rest).index(one) if one in rest else len(rest)):
        kept = rest.get(name, {"id": name, "rest": {}})
        yield _read(folder / f"{name}.ann", kept)


def _lines(graph: Graph) -> Iterator[str]:
    for span in graph.spans:
        pieces = list(_pieces(graph.text, span.start, span.end))
        places = ";".join(f"{start} {end}" for start, end in pieces)
        yield f"{span.id}\t{span.label} {places}\t{' '.join(graph.text[start:end] for start, end in pieces)}"
    for number, arrow in enumerate(graph.arrows, 1):
        yield f"R{number}\t{arrow.name} Arg1:{arrow.source} Arg2:{arrow.target}"
    attributes = notes = 0
    for span in graph.spans:
        note = dict(span.note)
        if "fact" in note:
            fact = dict(note.pop("fact"))
            attributes += 1
            yield f"A{attributes}\tKind {span.id} {fact.pop('kind')}"
            note |= {"fact": fact} if fact else {}
        if note:
            notes += 1
            yield f"#{notes}\t{_OWN_NOTE} {span.id}\t{json.dumps(note, ensure_ascii=False)}"


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for gap in _LINE_ENDS.finditer(text, start, end):
        if gap.start() > start:
            yield start, gap.start()
        start = gap.end()
    if start < end:
        yield start, end


def _read(path: Path, kept: dict[str, Any]) -> Graph:
    text = read_text(path.with_suffix(".txt"), "utf-8")
    places: dict[str, tuple[str, int, int]] = {}
    notes: dict[str, Note] = {}
    kinds: dict[str, str] = {}
    arrows: list[Arrow] = []
    for number, line in enumerate(read_text(path, "utf-8").split("\n"), 1):
        name, _, body = line.partition("\t")
        try:
            if name.startswith("T"):
                head = body.split("\t")[0]
                label, _, offsets = head.partition(" ")
                ends = [int(one) for one in re.split("[ ;]", offsets)]
                places[name] = (label, ends[0], ends[-1])
            elif name.startswith("R"):
                kind, source, target = body.split()
                arrows.append(Arrow(kind, source.removeprefix("Arg1:"), target.removeprefix("Arg2:")))
            elif name.startswith(("A", "M")):
                _, target, value = body.split()
                kinds[target] = value
            elif name.startswith("#") and body.startswith(_OWN_NOTE):
                head, _, words = body.partition("\t")
                notes[head.split()[1]] = json.loads(words)
        except (ValueError, IndexError) as error:
            raise RecordError(
                f"{path}: line {number}: {line[:60]!r} is no annotation of this export: {error}"
            ) from None
    for name, kind in kinds.items():
        note = notes.setdefault(name, {})
        note["fact"] = {**note.get("fact", {}), "kind": kind}
    order = sorted(places, key=lambda one: (places[one][1], -places[one][2]))
    spans = tuple(Span(one, *places[one], notes.get(one, {})) for one in order)
    return Graph(kept["id"], text, spans, tuple(arrows), kept["rest"])
