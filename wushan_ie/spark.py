"""Annotation on Spark: the same work on the same workers as a local run, a shard at a time; needs the extra ``spark``.

A document that cannot be annotated, or that takes its process with it, is a row of errors and no failed stage.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any

from wushan_ie.annotator import Annotator
from wushan_ie.archive.resident import work_here
from wushan_ie.archive.shard_files import ShardRows
from wushan_ie.archive.worker import Job, Task
from wushan_ie.errors import ReadError, SettingError
from wushan_ie.pipeline import ARCHIVE_DEFAULTS, DEFAULTS
from wushan_ie.reading.items import Item
from wushan_ie.writing.arrow import arrow_schema, arrow_table_of_json
from wushan_ie.writing.rows import TABLES

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame

_SETTINGS = {**DEFAULTS, **{name: ARCHIVE_DEFAULTS[name] for name in ("time_limit", "memory_limit")}}


def annotate(df: DataFrame, text: str = "text", id: str = "id", **settings: Any) -> DataFrame:  # noqa: A002
    """Return what is found in the texts of a DataFrame; ``table`` takes the single tables out of it.

    ``text`` and ``id`` name the columns; ids are to be unique and become the documents' ids. Each row of the result is
    a shard: a list of rows for each of the tables. Documents with the same text are annotated once, under the smallest
    of their ids. Settings: those of ``wushan_ie.load``, ``time_limit`` (seconds) and ``memory_limit`` (MiB), both for
    one document. Raises SettingError for a setting that does not exist and when pyspark is not installed.
    """
    require_spark()
    if unknown := settings.keys() - _SETTINGS.keys():
        raise SettingError(f"no setting {min(unknown)!r}; allowed: {', '.join(_SETTINGS)}")
    found = {**_SETTINGS, **settings}
    load = partial(Annotator, found["segmenter"], tuple(found["words"]), tuple(map(str, found["rules"])))
    return annotate_by(df, text, id, Job(load, found["time_limit"], found["memory_limit"] * 2**20))


def annotate_by(df: DataFrame, text: str, name: str, job: Job) -> DataFrame:
    """Do what ``annotate`` does by another annotator; ``name`` is the column of ids."""
    from pyspark.sql import functions as f
    from pyspark.sql.pandas.types import from_arrow_schema

    texts = df.select(f.col(name).cast("string").alias("id"), f.col(text).cast("string").alias("text"))
    digests = texts.select("id", f.sha2("text", 256).alias("digest"))
    firsts = digests.groupBy("digest").agg(f.min("id").alias("first"), f.count("*").alias("number"))
    copies = digests.join(firsts.where("number > 1"), "digest").where("id <> first").select("id", "first")
    return texts.join(copies, "id", "left").mapInArrow(
        partial(_annotate_batches, job=job), from_arrow_schema(_shard_schema())
    )


def table(annotated: DataFrame, name: str) -> DataFrame:
    """Return one of the tables (documents, mentions, facts, posts, errors) of what ``annotate`` returned."""
    if name not in TABLES:
        raise SettingError(f"no table {name!r}; allowed: {', '.join(TABLES)}")
    from pyspark.sql import functions as f

    def rows(of: str) -> DataFrame:
        return annotated.select(f.explode(of).alias("row")).select("row.*")

    if name not in ("documents", "errors"):
        return rows(name)
    # A copy of a text that could not be annotated failed with it.
    failed = f.broadcast(rows("errors").select(f.col("document").alias("same_as"), "stage", "reason", "message"))
    if name == "documents":
        return rows("documents").join(failed, "same_as", "left_anti").select(*arrow_schema("documents").names)
    message = f.concat("document", f.lit(": the text of "), "same_as", f.lit(", and "), "message")
    lost = rows("documents").join(failed, "same_as").select("document", "stage", "reason", message.alias("message"))
    return rows("errors").unionByName(lost)


def require_spark() -> None:
    """Raise SettingError that names the extra when pyspark is not installed."""
    try:
        import pyspark  # noqa: F401
    except ImportError as fault:
        raise SettingError("pyspark is not installed: run pip install 'wushan-ie[spark]'; it needs Java 17") from fault


def _shard_schema() -> pa.Schema:
    import pyarrow as pa

    return pa.schema([pa.field(name, pa.list_(pa.struct(list(arrow_schema(name))))) for name in TABLES])


def _annotate_batches(batches: Iterable[pa.RecordBatch], job: Job) -> Iterator[pa.RecordBatch]:
    """Yield a row for each shard of the batches: its tables as lists."""
    rows = (row for batch in batches for row in batch.to_pylist())
    while held := list(islice(rows, ARCHIVE_DEFAULTS["shard"])):
        items = tuple(_item(row["id"], row["text"]) for row in held)
        copies = {row["id"]: row["first"] for row in held if row["first"] is not None}
        found = work_here(Task(0, items, None, copies=copies), job)
        assert isinstance(found, ShardRows)  # the task has no path
        yield _as_arrow(found)


def _item(name: str | None, text: str | None) -> Item:
    document = "null" if name is None else name
    content = ReadError(f"{document}: the text is null", "empty") if text is None else text
    return Item(document, document, content, 0, "")


def _as_arrow(shard: ShardRows) -> pa.RecordBatch:
    import pyarrow as pa

    columns = []
    for name, lines in shard.lines.items():
        members = arrow_table_of_json(b"".join(lines), name).to_struct_array().combine_chunks()
        columns.append(pa.ListArray.from_arrays(pa.array([0, len(members)], pa.int32()), members))
    return pa.RecordBatch.from_arrays(columns, schema=_shard_schema())
