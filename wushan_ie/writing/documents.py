"""Annotated bulletins as JSON Lines: one format for gold and for predictions, checked when it is read.

One document a line: ``id``, ``text``, ``meta``, ``entities``, ``facts``, ``posts``. Offsets are Unicode code
points into ``text``, half open; numbers are decimal strings. Keys that do not apply are null or left out;
keys beyond the format (``rule`` in predictions) are kept.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from wushan_ie.errors import RecordError
from wushan_ie.writing.faults import AMOUNT_LABELS, find_faults

Document = dict[str, Any]

_DOCUMENT_KEYS = ("id", "text", "meta", "entities", "facts", "posts")
_ENTITY_KEYS = ("id", "label", "start", "end", "text")
_AMOUNT_DEFAULTS = {"value": None, "low": None, "high": None, "unit": None, "approx": False, "per": None}
_FACT_DEFAULTS = {"amount": None, "kind": None, "project": None, "actors": (), "place": None, "part_of": None}
_POST_DEFAULTS = {"person": None, "title": None, "org": None, "place": None}


def read_documents(path: str | os.PathLike[str]) -> Iterator[Document]:
    """Yield the documents of a JSON Lines file, every key of the format filled in.

    Raises RecordError with file, line, document and all its faults: bad JSON, offsets that do not hold the
    text, unknown labels and kinds, ids used twice or pointing nowhere, numbers that are no decimal strings.
    """
    lines_of: dict[str, int] = {}
    for number, line in enumerate(_read_lines(Path(path)), 1):
        where = f"{os.fspath(path)}: line {number}"
        if not line.strip():
            continue
        document = check_document(_parse_json(line, where), where)
        if (first := lines_of.setdefault(document["id"], number)) != number:
            raise RecordError(f"{where}: document {document['id']!r} was on line {first} already; ids are unique")
        yield document


def write_documents(path: str | os.PathLike[str], documents: Iterable[Document]) -> None:
    """Write the documents, one a line, UTF-8; ``read_documents`` gives them back."""
    with Path(path).open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(format_document(document) + "\n" for document in documents)


def format_document(document: Document) -> str:
    """Return one document as a line of JSON, keys in the order of the format, other keys sorted behind.

    >>> format_document({"text": "近日", "id": "b01", "entities": []})
    '{"id": "b01", "text": "近日", "meta": {}, "entities": [], "facts": [], "posts": []}'
    """
    return json.dumps(complete_document(document), ensure_ascii=False, allow_nan=False)


def format_whole(document: Document) -> str:
    """Return the line that ``format_document`` returns, of a document that is whole, its keys in order.

    Some twenty times as fast: what the library itself makes needs no completing.
    """
    return msgspec.json.format(msgspec.json.encode(document), indent=0).decode()


def check_document(document: object, where: str) -> Document:
    """Return the document with every key of the format; raises RecordError that lists its faults after ``where``."""
    faults = list(find_faults(document))
    if faults or not isinstance(document, dict):
        name = document.get("id") if isinstance(document, dict) else None
        head = f"{where}: document {name!r}" if isinstance(name, str) else where
        raise RecordError("\n".join(f"{head}: {fault}" for fault in faults))
    return complete_document(document)


def complete_document(document: Document) -> Document:
    """Return a copy of a valid document in which every key of the format stands, in its order."""
    defaults: Document = {"id": None, "text": None, "meta": {}, "entities": [], "facts": [], "posts": []}
    whole = _complete(document, defaults)
    whole["meta"] = dict(whole["meta"])
    whole["entities"] = [_complete_entity(entity) for entity in whole["entities"]]
    whole["facts"] = [_complete(fact, _FACT_DEFAULTS) for fact in whole["facts"]]
    for fact in whole["facts"]:
        fact["actors"] = list(fact["actors"])
    whole["posts"] = [_complete(post, _POST_DEFAULTS) for post in whole["posts"]]
    return whole


def _complete_entity(entity: Document) -> Document:
    defaults: Document = dict.fromkeys(_ENTITY_KEYS)
    if entity["label"] in AMOUNT_LABELS:
        defaults |= _AMOUNT_DEFAULTS
    return _complete(entity, defaults)


def _complete(record: Document, defaults: Document) -> Document:
    """Known keys in their order, null ones at their default, then the other keys sorted."""
    known = {key: default if record.get(key) is None else record[key] for key, default in defaults.items()}
    return known | {key: record[key] for key in sorted(record.keys() - defaults.keys())}


def _parse_json(line: str, where: str) -> object:
    try:
        return json.loads(line, parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        raise RecordError(f"{where}, column {error.colno}: not JSON: {error.msg}") from None
    except (ValueError, RecursionError) as error:  # NaN, a number of thousands of digits, thousands of brackets
        raise RecordError(f"{where}: not JSON that can be read: {error}") from None


def _refuse_constant(name: str) -> float:
    raise ValueError(f"{name} is no JSON number")


def _read_lines(path: Path) -> Iterator[str]:
    # Only \n ends a record: U+2028 and its like may stand unescaped inside a JSON string.
    try:
        with path.open("rb") as file:
            for number, line in enumerate(file, 1):
                yield line.decode("utf-8-sig" if number == 1 else "utf-8")
    except OSError as error:
        raise RecordError(f"{path}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        found = error.object[error.start]
        message = f"{path}: line {number}: byte 0x{found:02X} at position {error.start} is not UTF-8; convert the file"
        raise RecordError(message) from None
