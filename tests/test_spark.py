"""Annotation on Spark gives the rows of a local run, errors among them."""

import os
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest
from msgspec.structs import replace
from pyspark.sql import DataFrame, SparkSession

from benchmarks.gold_bulletins import gold_bulletins
from tests.archive.hostile import HostileAnnotator, digests, good_texts, settings, write_archive
from wushan_ie import spark
from wushan_ie.archive import run_archive
from wushan_ie.archive.worker import Job
from wushan_ie.errors import SettingError
from wushan_ie.writing.json_rows import read_json_rows
from wushan_ie.writing.rows import TABLES, ErrorRow, Row

ROOT = Path(__file__).parents[1]
DOCUMENTS = 500
BAD = {"0007x.txt": "退出。", "0107x.txt": "出错。", "0207x.txt": " \n", "0307x.txt": "退出。"}


def load() -> HostileAnnotator:
    return HostileAnnotator("char", (), ())


@pytest.fixture(scope="module")
def session() -> Iterator[SparkSession]:
    os.environ["PYSPARK_PYTHON"] = sys.executable
    builder = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    builder = builder.config("spark.sql.shuffle.partitions", "2").config("spark.executorEnv.PYTHONPATH", str(ROOT))
    found = builder.config("spark.log.level", "ERROR").getOrCreate()
    yield found
    found.stop()


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    made = {f"{at:04}.txt": one["text"] for at, one in enumerate(islice(gold_bulletins(7), DOCUMENTS))}
    return {**made, **BAD, "0400x.txt": made["0100.txt"]}


@pytest.fixture(scope="module")
def annotated(session: SparkSession, texts: dict[str, str]) -> DataFrame:
    df = session.createDataFrame([(f"a/{name}", text) for name, text in texts.items()], ["id", "text"])
    return spark.annotate_by(df.repartition(4), "text", "id", Job(load, 60, 2**31)).cache()


@pytest.fixture(scope="module")
def local(texts: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Row]]:
    folder = tmp_path_factory.mktemp("local")
    run_archive(settings(write_archive(folder / "a", texts), folder / "out", shard=64, workers=2), lambda _: None)
    return {table: list(read_json_rows(folder / "out" / f"{table}.jsonl", table)) for table in TABLES}


def key(row: Row) -> tuple[object, ...]:
    names = [name for name in ("document", "fact", "post", "start", "end", "label") if hasattr(row, name)]
    return tuple(getattr(row, name) for name in names)


def without_path(row: Row) -> Row:
    """Return an error of reading without its message, which names a file in a local run and an id on Spark."""
    return replace(row, message="") if isinstance(row, ErrorRow) and row.stage == "read" else row


@pytest.mark.parametrize("table", TABLES)
def test_the_rows_are_those_of_a_local_run(annotated: DataFrame, local: dict[str, list[Row]], table: str) -> None:
    rows = [
        TABLES[table](
            **{name: tuple(value) if isinstance(value, list) else value for name, value in row.asDict().items()}
        )
        for row in spark.table(annotated, table).collect()
    ]
    assert sorted(map(without_path, rows), key=key) == sorted(map(without_path, local[table]), key=key)
    assert rows


def test_a_document_that_ends_its_process_is_an_error_and_so_is_its_copy(annotated: DataFrame) -> None:
    found = {row.document: row.reason for row in spark.table(annotated, "errors").collect()}
    assert found == {"a/0007x.txt": "crash", "a/0107x.txt": "fault", "a/0207x.txt": "empty", "a/0307x.txt": "crash"}


def test_a_run_by_spark_gives_the_bytes_of_a_local_run(session: SparkSession, tmp_path: Path) -> None:
    copied = good_texts(30)
    texts = {
        **copied,
        "0003x.txt": "退出。",
        "0005x.txt": copied["0000.txt"],
        "0020x.txt": "退出。",
        "x.txt": b"\xff\xff",
    }
    source = write_archive(tmp_path / "a", texts)
    assert session.version
    for name, master in (("local", None), ("spark", "local[2]")):
        run_archive(settings(source, tmp_path / name, master=master, shard=8), lambda _: None)
    assert digests(tmp_path / "spark") == digests(tmp_path / "local")


def test_any_columns_and_settings_of_load_will_do(session: SparkSession) -> None:
    df = session.createDataFrame([(1, "县水利局投入5万元修路。"), (2, None)], "number int, words string")
    found = spark.annotate(df, text="words", id="number", segmenter="char")
    [fact] = spark.table(found, "facts").collect()
    assert (fact.document, str(fact.value)) == ("1", "50000.0000000000")
    [error] = spark.table(found, "errors").collect()
    assert (error.document, error.reason) == ("2", "empty")


def test_what_does_not_exist_is_told(session: SparkSession) -> None:
    df = session.createDataFrame([("a", "b")], ["id", "text"])
    with pytest.raises(SettingError, match="no setting 'segmentr'; allowed: segmenter"):
        spark.annotate(df, segmentr="char")
    with pytest.raises(SettingError, match="no table 'fact'; allowed: documents"):
        spark.table(df, "fact")


def test_without_pyspark_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyspark", None)
    with pytest.raises(SettingError, match=r"pip install 'wushan-ie\[spark\]'; it needs Java 17"):
        spark.require_spark()
