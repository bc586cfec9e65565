"""The work on one shard, the same in a local run and on Spark: items to rows."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import NamedTuple, Protocol, TypeVar

from wushan_ie.archive.shard_files import ShardRows, Text
from wushan_ie.errors import ReadError
from wushan_ie.pipeline import Analysis
from wushan_ie.reading.bulletin import read_item
from wushan_ie.reading.header_form import HeaderForm
from wushan_ie.reading.items import Item
from wushan_ie.records import Bulletin
from wushan_ie.segmentation.segmenter import check_characters
from wushan_ie.writing.json_rows import format_row
from wushan_ie.writing.rows import TABLES, ErrorRow
from wushan_ie.writing.tabulate import analysis_rows, document_row, text_digest

STAGES = ("read", "annotate")
MEMORY = "{document}: needs more memory than a document may take; raise --memory if it is worth it"
_LOG = logging.getLogger(__name__)
_T = TypeVar("_T")

Mark = Callable[[int, str], None]  # called before a document's stage begins
Lines = Mapping[str, Sequence[bytes]]  # by table
AskFirsts = Callable[[Sequence[tuple[str, str]]], Sequence[Text]]  # (document, digest) of texts: which are copies


class AnalysesTexts(Protocol):
    """What the work needs of an ``Annotator``."""

    @property
    def header(self) -> HeaderForm:
        """The form of page headers."""
        ...

    def analyse(self, text: str, known: Mapping[str, str] | None = None) -> Analysis:
        """Return all that the stages find in a text; ``known`` is the meta that stands beside it."""
        ...


class Failure(NamedTuple):
    """Why a document gave nothing, and at which of STAGES."""

    stage: str
    reason: str
    message: str


def work_through(
    items: Sequence[Item],
    annotator: AnalysesTexts,
    known: Mapping[int, Failure],
    mark: Mark,
    ask_firsts: AskFirsts,
) -> ShardRows:
    """Read and annotate the items of a shard; ``known`` are positions that killed a worker before.

    Whatever goes wrong with a document becomes its row in ``errors``.
    """
    read = _read(items, annotator.header, known, mark)
    digests = {at: text_digest(found.text) for at, found in read.items() if isinstance(found, Bulletin)}
    texts = dict(zip(digests, ask_firsts([(items[at].document, one) for at, one in digests.items()]), strict=True))
    lines: dict[str, list[bytes]] = {table: [] for table in TABLES}
    failed: dict[str, tuple[str, str]] = {}
    for at, found in read.items():
        rows: Lines | Failure | None = found if isinstance(found, Failure) else known.get(at)
        if isinstance(found, Bulletin) and rows is None:
            mark(at, "annotate")
            rows = _guarded("annotate", items[at].document, partial(_annotate, found, texts[at], annotator))
        if isinstance(rows, Failure):
            lines["errors"].append(format_row(ErrorRow(items[at].document, *rows)))
            if at in texts:
                failed[digests[at]] = rows.reason, rows.message
        elif rows is not None:
            for table, members in rows.items():
                lines[table] += members
    return ShardRows(lines, tuple(texts.values()), failed)


def read_through(
    items: Sequence[Item],
    annotator: AnalysesTexts,
    known: Mapping[int, Failure],
    mark: Mark,
    ask_firsts: AskFirsts,
) -> ShardRows:
    """Read the items of a shard for their digests alone; the parameters are those of ``work_through``."""
    read = _read(items, annotator.header, known, mark)
    digests = [(items[at].document, text_digest(one.text)) for at, one in read.items() if isinstance(one, Bulletin)]
    return ShardRows({table: [] for table in TABLES}, tuple(ask_firsts(digests)), {})


def _read(
    items: Sequence[Item], header: HeaderForm, known: Mapping[int, Failure], mark: Mark
) -> dict[int, Bulletin | Failure]:
    """Return by position what each item is, or why it is nothing."""
    read: dict[int, Bulletin | Failure] = {}
    for at, item in enumerate(items):
        if at in known and known[at].stage == "read":
            read[at] = known[at]
            continue
        mark(at, "read")
        read[at] = _guarded("read", item.document, partial(_read_one, item, header))
    return read


def _read_one(item: Item, header: HeaderForm) -> Bulletin:
    """Return the bulletin of an item; raises ReadError where it holds what no table can."""
    bulletin = read_item(item, header)
    for words in (bulletin.text, *bulletin.meta.values()):
        check_characters(words)
    return bulletin


def _annotate(bulletin: Bulletin, text: Text, annotator: AnalysesTexts) -> Lines:
    """Return the rows of a document by table; a copy has none but its own."""
    lines = {"documents": [format_row(document_row(bulletin, text.document, text.digest, text.same_as))]}
    if text.same_as is None:
        found = annotator.analyse(bulletin.text, bulletin.meta)
        for table, rows in analysis_rows(bulletin.text, text.document, text.digest, found).items():
            lines[table] = [format_row(row) for row in rows]
    return lines


def _guarded(stage: str, document: str, step: Callable[[], _T]) -> _T | Failure:
    """Return what a step gives, or its failure: one document must not stop the others."""
    try:
        return step()
    except ReadError as error:
        return Failure(stage, error.reason, _printable(str(error)))
    except MemoryError:
        return Failure(stage, "memory", MEMORY.format(document=document))
    except Exception as fault:
        _LOG.info("%s: fault while it was to %s", document, stage, exc_info=True)
        message = f"{document}: {type(fault).__name__}: {fault}: a fault of this library; please report it"
        return Failure(stage, "fault", _printable(message))


def _printable(message: str) -> str:
    """Return a message that a file can hold: bytes of old file names that are no UTF-8 as escapes."""
    return message.encode(errors="backslashreplace").decode()
