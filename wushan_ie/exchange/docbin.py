"""spaCy's DocBin: entities and span groups as spaCy has them, and the whole bulletin in ``Doc._``."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from wushan_ie.errors import RecordError
from wushan_ie.writing.documents import Document, check_document
from wushan_ie.writing.plain import typed_mentions

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

_ID = "wushan_id"


def write_docbin(documents: Iterable[Document], path: Path, nlp: Language) -> None:
    """Write the documents as a DocBin with the words of ``nlp``'s tokenizer, cut at the edges of spans.

    Raises RecordError when the file cannot be written.
    """
    from spacy.tokens import DocBin

    found = DocBin(store_user_data=True)
    for document in documents:
        found.add(_doc(nlp, document))
    try:
        found.to_disk(path)
    except OSError as error:
        raise RecordError(f"{path}: cannot be written: {error.strerror or error}") from error


def _doc(nlp: Language, document: Document) -> Doc:
    from wushan_ie.components import write_mentions

    mentions = typed_mentions({"rule": "", **entity} for entity in document["entities"])
    doc = write_mentions(nlp.make_doc(document["text"]), list(mentions.values()))
    doc._.mentions, doc._.facts, doc._.posts = document["entities"], document["facts"], document["posts"]
    doc._.meta = document["meta"]
    doc.user_data[_ID] = document["id"]
    return doc


def read_docbin(path: Path) -> Iterator[Document]:
    """Yield the documents of a DocBin that ``write_docbin`` or a pipeline of ``load`` filled.

    Raises RecordError for a file that is no DocBin or holds a Doc without mentions.
    """
    import spacy
    from spacy.tokens import DocBin

    import wushan_ie.components  # noqa: F401  registers Doc._.mentions and the like

    try:
        docs = DocBin(store_user_data=True).from_disk(path).get_docs(spacy.blank("zh").vocab)
    except OSError as error:
        raise RecordError(f"{path}: cannot be read: {error.strerror or error}") from error
    except ValueError as error:
        raise RecordError(f"{path}: no DocBin: {error}") from error
    for number, doc in enumerate(docs, 1):
        where = f"{path}: Doc {number}"
        if doc._.mentions is None:
            raise RecordError(f"{where}: no mentions in Doc._: only Docs of wushan_ie can be read")
        parts = {"entities": doc._.mentions, "facts": doc._.facts, "posts": doc._.posts, "meta": doc._.meta}
        parts = json.loads(json.dumps(parts))  # msgpack gives lists back as tuples
        yield check_document({"id": doc.user_data.get(_ID, str(number)), "text": doc.text, **parts}, where)
