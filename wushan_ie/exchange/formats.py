"""The formats by name, and what reading and writing all of them have in common."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wushan_ie.errors import MarkupError, RecordError
from wushan_ie.exchange.brat import read_brat, write_brat
from wushan_ie.exchange.docbin import read_docbin, write_docbin
from wushan_ie.exchange.doccano import read_doccano, write_doccano
from wushan_ie.exchange.graph import bulletin_of, graph_of
from wushan_ie.exchange.label_studio import read_label_studio, write_label_studio
from wushan_ie.exchange.prodigy import read_prodigy, write_prodigy
from wushan_ie.exchange.text_files import read_text
from wushan_ie.writing.documents import Document, check_document
from wushan_ie.writing.markup import format_markup, parse_markup

if TYPE_CHECKING:
    from spacy.language import Language

FORMATS = ("doccano", "label-studio", "brat", "prodigy", "docbin", "markup")


def write_exchange(documents: Sequence[Document], path: Path, form: str, load: Callable[[], Language]) -> None:
    """Write annotated bulletins to a file, for brat to a folder, in one of ``FORMATS``.

    ``load`` gives the pipeline whose words are the tokens of Prodigy and DocBin; it is called for these alone.
    Raises RecordError when it cannot be written.
    """
    graphs = [graph_of(document) for document in documents]
    if form == "doccano":
        _write(path, _json_lines(write_doccano(graphs)))
    elif form == "label-studio":
        _write(path, json.dumps(write_label_studio(graphs), ensure_ascii=False, indent=1) + "\n")
    elif form == "brat":
        write_brat(graphs, path)
    elif form == "prodigy":
        nlp = load()
        _write(path, _json_lines(write_prodigy(graphs, lambda text: [token.idx for token in nlp.make_doc(text)])))
    elif form == "docbin":
        write_docbin(documents, path, load())
    else:
        _write(path, format_markup(documents))


def read_exchange(path: Path, form: str) -> list[Document]:
    """Return the annotated bulletins of a file or folder in one of ``FORMATS``, checked.

    Raises RecordError or MarkupError that says what in it is no such file, or which document breaks the contract.
    """
    where = str(path)
    if form == "docbin":
        return list(read_docbin(path))
    if form == "markup":
        try:
            return [check_document(one, where) for one in parse_markup(read_text(path, "utf-8-sig"))]
        except MarkupError as error:
            raise MarkupError(f"{where}: {error}") from None
    if form == "brat":
        graphs = read_brat(path)
    elif form == "label-studio":
        tasks = _parse(read_text(path, "utf-8-sig"), where)
        if not isinstance(tasks, list):
            raise RecordError(f"{where}: expected a list of tasks; export the project as JSON")
        graphs = read_label_studio((f"{where}: task {number}", one) for number, one in enumerate(tasks, 1))
    else:
        graphs = (read_doccano if form == "doccano" else read_prodigy)(_lines(path))
    return [bulletin_of(graph, where) for graph in graphs]


def _lines(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    # only \n ends a record: U+2028 and its like may stand unescaped inside a JSON string
    for number, line in enumerate(read_text(path, "utf-8-sig").split("\n"), 1):
        if line.strip():
            where = f"{path}: line {number}"
            yield where, _parse(line, where)


def _json_lines(records: Iterator[dict[str, Any]]) -> str:
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)


def _parse(words: str, where: str) -> Any:
    try:
        return json.loads(words)
    except json.JSONDecodeError as error:
        raise RecordError(f"{where}, column {error.colno}: not JSON: {error.msg}") from None


def _write(path: Path, content: str) -> None:
    try:
        path.write_bytes(content.encode())
    except OSError as error:
        raise RecordError(f"{path}: cannot be written: {error.strerror or error}") from error
