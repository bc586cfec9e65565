"""DuckDB files, read back by SQL: every amount once."""

import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from tests.writing.made_tables import leave, rows_of, texts_of
from wushan_ie.errors import SettingError
from wushan_ie.writing.arrow import read_parquet_rows
from wushan_ie.writing.database import write_database
from wushan_ie.writing.rows import TABLES, columns

TOTAL = "县水利局新建青溪村人饮工程，总投资458万元。"
WITH_PARTS = "青溪村人饮工程总投资458万元，其中县水利局补助260万元，县财政局补助198万元。"


@pytest.fixture(params=["parquet", "jsonl"])
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    text = "县水利局投入近300万元新建青溪村人饮工程。县委书记王青山到场。"
    return leave(rows_of({"a.txt": text}, {"published": "2024-02-02"}), tmp_path / "run", request.param)


def test_every_table_has_its_rows_and_types(folder: Path, tmp_path: Path) -> None:
    write_database(tmp_path / "a.duckdb", folder)
    with duckdb.connect(tmp_path / "a.duckdb", read_only=True) as database:
        for table in TABLES:
            described = database.execute(f"DESCRIBE {table}").fetchall()
            assert [row[0] for row in described] == [column.name for column in columns(table)]
            assert {row[1] for row in described} <= {
                "VARCHAR", "BIGINT", "BOOLEAN", "DECIMAL(38,10)", "DATE", "VARCHAR[]"}  # fmt: skip
        fact = database.execute("SELECT amount, value, low, high, actors, approx FROM facts").fetchone()
        assert fact == ("近300万元", Decimal(3000000), None, Decimal(3000000), ["县水利局"], True)
        assert database.execute("SELECT published::VARCHAR FROM documents").fetchall() == [("2024-02-02",)]
        assert database.execute("SELECT reason FROM errors").fetchall() == [("damaged",)]


def test_parquet_is_read_by_sql_too(tmp_path: Path) -> None:
    folder = leave(rows_of({"a.txt": TOTAL}, {}), tmp_path / "run", "parquet")
    query = "SELECT sum(value) FROM read_parquet(?) WHERE left_out IS NULL"
    assert duckdb.execute(query, [str(folder / "facts.parquet")]).fetchall() == [(Decimal(4580000),)]
    assert [row.amount for row in read_parquet_rows(folder / "facts.parquet", "facts")] == ["458万元"]


def test_empty_tables_are_tables(tmp_path: Path) -> None:
    write_database(tmp_path / "a.duckdb", leave({table: [] for table in TABLES}, tmp_path / "run", "jsonl"))
    with duckdb.connect(tmp_path / "a.duckdb") as database:
        assert database.execute("FROM sums_by_kind").fetchall() == []


def test_a_file_that_was_there_is_replaced(folder: Path, tmp_path: Path) -> None:
    for _ in range(2):
        write_database(tmp_path / "a.duckdb", folder)
    with duckdb.connect(tmp_path / "a.duckdb") as database:
        assert database.execute("SELECT count(*) FROM facts").fetchone() == (1,)


def ask(texts: dict[str, str], query: str, folder: Path) -> list[tuple]:
    write_database(folder / "a.duckdb", leave(rows_of(texts, {}), folder / "run", "jsonl"))
    with duckdb.connect(folder / "a.duckdb") as database:
        return database.execute(query).fetchall()


SUMS = {
    "one fact in two bulletins": ([TOTAL, TOTAL + "群众满意。"], [("INVEST", 1, 4580000)]),
    "a total with its parts, and alone": ([WITH_PARTS, TOTAL.replace("县水利局新建", "")], [("INVEST", 2, 4580000)]),
    "the same, the other way round": ([TOTAL.replace("县水利局新建", ""), WITH_PARTS], [("INVEST", 2, 4580000)]),
    "a part within its total, and alone": (
        ["青溪村人饮工程总投资458万元，其中县水利局补助260万元。", "县水利局补助260万元建设青溪村人饮工程。"],
        [("INVEST", 1, 4580000)],
    ),
    "two facts": ([TOTAL, TOTAL.replace("青溪", "石桥")], [("INVEST", 2, 9160000)]),
    "supposed and told": (
        ["如果县水利局投入50万元新建石桥村水厂，就能通水。", "县水利局投入50万元新建石桥村水厂。"],
        [("INVEST", 1, 500000)]),
    "prices": (["水费每吨4.5元。"], []),
}  # fmt: skip


@pytest.mark.parametrize(("texts", "sums"), SUMS.values(), ids=SUMS)
def test_sums_count_every_amount_once(texts: list[str], sums: list[tuple], tmp_path: Path) -> None:
    assert ask(dict(texts_of(*texts)), "SELECT kind, facts, stated::BIGINT FROM sums_by_kind", tmp_path) == sums


@pytest.mark.parametrize("texts", [case[0] for case in SUMS.values()], ids=SUMS)
def test_every_fact_is_counted_or_left_out_with_a_reason(texts: list[str], tmp_path: Path) -> None:
    query = """SELECT (SELECT count(*) FROM facts) - (SELECT count(*) FROM counted_facts)
        - (SELECT coalesce(sum(facts), 0) FROM left_out_by_kind)"""
    assert ask(dict(texts_of(*texts)), query, tmp_path) == [(0,)]


def test_the_reason_names_where_a_fact_was_told_before(tmp_path: Path) -> None:
    found = ask(
        dict(texts_of(TOTAL, TOTAL + "群众满意。")),
        "SELECT document, not_counted FROM judged_facts ORDER BY 1",
        tmp_path,
    )
    assert found == [("1.txt", None), ("2.txt", "told before in 1.txt")]


def test_open_bounds_stay_open_and_a_missing_lower_bound_is_nothing(tmp_path: Path) -> None:
    texts = dict(
        texts_of(
            "县水利局投入近300万元新建水厂。", "县水利局投入超50万元新建便民桥。", "县水利局投入三五万元新建蓄水池。"
        )
    )
    [sums] = ask(texts, "SELECT facts, stated, low::BIGINT, high FROM sums_by_kind", tmp_path)
    assert sums == (3, None, 530000, None)


def test_what_several_pay_together_is_their_common_sum(tmp_path: Path) -> None:
    texts = dict(texts_of("县水利局、县财政局投入300万元新建水厂。", "县水利局投入50万元新建便民桥。"))
    found = ask(texts, "SELECT payer, stated::BIGINT FROM facts_by_payer", tmp_path)
    assert found == [("县水利局、县财政局", 3000000), ("县水利局", 500000)]


def test_projects_of_one_name_in_two_places_are_two(tmp_path: Path) -> None:
    texts = dict(texts_of("石桥村投入10万元新建水厂。", "青溪村投入20万元新建水厂。"))
    found = ask(texts, "SELECT project, count(*) FROM facts_by_project GROUP BY project", tmp_path)
    assert len(found) >= 1
    assert ask(texts, "SELECT sum(facts) FROM facts_by_project", tmp_path) == [(2,)]


def test_a_folder_without_tables_is_told(tmp_path: Path) -> None:
    with pytest.raises(SettingError, match=r"no documents\.parquet or \.jsonl; a finished run leaves there the tables"):
        write_database(tmp_path / "a.duckdb", tmp_path)


def test_without_duckdb_the_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "duckdb", None)
    with pytest.raises(SettingError, match=r"^DuckDB needs duckdb \(.+\): run pip install 'wushan-ie\[export\]'$"):
        write_database(tmp_path / "a.duckdb", tmp_path)


def _examples(root: Path) -> Iterator[str]:
    page = (root / "docs" / "how-to" / "query-facts.md").read_text(encoding="utf-8")
    yield from re.findall(r"```sql\n(.+?)```", page, re.DOTALL)


def test_the_queries_of_the_docs_run(folder: Path, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    write_database(tmp_path / "a.duckdb", folder)
    queries = list(_examples(request.config.rootpath))
    assert len(queries) >= 6
    with duckdb.connect(tmp_path / "a.duckdb", read_only=True) as database:
        for query in queries:
            assert database.execute(query).description, query
