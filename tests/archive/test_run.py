"""A whole run: what good and bad documents give, whatever they do to their worker."""

import json
import os
import re
from dataclasses import fields
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pytest

from tests.archive.hostile import HostileSettings, digests, good_texts, settings, write_archive
from wushan_ie.archive import Outcome, Progress, RunSettings, run_archive
from wushan_ie.archive.manifest import run_facts
from wushan_ie.errors import ArchiveError, RuleError, SettingError
from wushan_ie.face import load_annotator
from wushan_ie.writing.json_rows import read_json_rows
from wushan_ie.writing.rows import TABLES
from wushan_ie.writing.tabulate import analysis_rows, text_digest


def run(chosen: RunSettings) -> tuple[Outcome, dict[str, list]]:
    outcome = run_archive(chosen, lambda _: None)
    return outcome, {table: list(read_json_rows(chosen.out / f"{table}.jsonl", table)) for table in TABLES}


def test_every_document_has_the_rows_that_it_has_alone_in_the_order_of_the_source(tmp_path: Path) -> None:
    texts = good_texts(10)
    _, rows = run(settings(write_archive(tmp_path / "a", texts), tmp_path / "out"))
    annotator = load_annotator(segmenter="char")
    wanted: dict[str, list] = {"mentions": [], "facts": [], "posts": []}
    for name, text in texts.items():
        for table, found in analysis_rows(text, f"a/{name}", text_digest(text), annotator.analyse(text)).items():
            wanted[table] += found
    assert [row.document for row in rows["documents"]] == [f"a/{name}" for name in texts]
    assert {table: rows[table] for table in wanted} == wanted
    assert len(wanted["facts"]) == 10


HOSTILE = {
    "睡着": ("time limit", "took longer than 1.5 seconds"),
    "卡住": ("time limit", "took longer than 1.5 seconds"),
    "退出": ("crash", "exit code 7"),
    "吃内存": ("memory", "more memory than"),
    "出错": ("fault", "ZeroDivisionError: division by zero"),
}


def test_a_document_that_harms_its_worker_is_one_error_and_the_others_have_their_rows(tmp_path: Path) -> None:
    texts: dict[str, str | bytes] = {**good_texts(14), "0020.txt": b"\xff\xff\xff"}
    for at, word in enumerate(HOSTILE):
        texts[f"000{at * 2}x.txt"] = f"第{at}期：{word}。"
    source = write_archive(tmp_path / "a", texts)
    outcome, rows = run(settings(source, tmp_path / "out", time_limit=1.5, workers=2))
    good = [f"a/{name}" for name in sorted(good_texts(14))]
    assert [row.document for row in rows["documents"]] == good
    assert sorted({row.document for row in rows["facts"]}) == good
    found = {row.document: (row.stage, row.reason) for row in rows["errors"]}
    wanted = {f"a/000{at * 2}x.txt": ("annotate", reason) for at, (reason, _) in enumerate(HOSTILE.values())}
    assert found == {**wanted, "a/0020.txt": ("read", "encoding")}
    for row, (_, message) in zip(rows["errors"], HOSTILE.values(), strict=False):
        assert message in row.message
        assert row.document in row.message
    assert outcome.failed == 6
    assert outcome.counts.reasons == {"crash": 1, "encoding": 1, "fault": 1, "memory": 1, "time limit": 2}


def test_an_unreadable_file_whose_name_is_no_utf_8_is_an_error_row_too(tmp_path: Path) -> None:
    source = write_archive(tmp_path / "a", good_texts(1))
    Path(os.fsdecode(os.fsencode(source) + b"/\xbc\xd7.txt")).touch()
    _, rows = run(settings(source, tmp_path / "out"))
    [row] = rows["errors"]
    assert (row.document, row.reason) == (r"a/\xbc\xd7.txt", "empty")
    assert r"\udcbc\udcd7.txt: the file is empty" in row.message


def test_rows_of_a_table_with_what_no_file_can_hold_are_errors(tmp_path: Path) -> None:
    rows = [{"text": "县里投入5万元。"}, {"text": "\ud800县"}, {"text": "市里投入6万元。", "title": "\udfff"}]
    lines = "".join(json.dumps(row) + "\n" for row in rows)
    _, found = run(
        settings(write_archive(tmp_path / "a", {"t.jsonl": lines, "z.txt": "县里投入7万元。"}), tmp_path / "out")
    )
    assert [row.document for row in found["documents"]] == ["a/t.jsonl#1", "a/z.txt"]
    assert {row.document: row.reason for row in found["errors"]} == {
        "a/t.jsonl#2": "encoding",
        "a/t.jsonl#3": "encoding",
    }


def test_the_bytes_do_not_depend_on_the_number_of_workers(tmp_path: Path) -> None:
    source = write_archive(tmp_path / "a", {**good_texts(20), "0003x.txt": "退出。", "0004x.txt": b""})
    for workers in (1, 3):
        run(settings(source, tmp_path / f"out{workers}", workers=workers))
    assert digests(tmp_path / "out1") == digests(tmp_path / "out3")


def test_a_text_is_annotated_once_under_the_first_document_that_has_it(tmp_path: Path) -> None:
    texts = good_texts(12)
    copies = {"0001x.txt": texts["0000.txt"], "0009x.txt": "\ufeff" + texts["0001.txt"], "zz.txt": texts["0000.txt"]}
    outcome, rows = run(settings(write_archive(tmp_path / "a", {**texts, **copies}), tmp_path / "out"))
    same = {row.document: row.same_as for row in rows["documents"] if row.same_as}
    assert same == {"a/0001x.txt": "a/0000.txt", "a/0009x.txt": "a/0001.txt", "a/zz.txt": "a/0000.txt"}
    assert [row.document for row in rows["facts"]] == [f"a/{name}" for name in texts]
    assert outcome.counts.copies == 3


def test_copies_of_a_text_that_fails_fail_with_it(tmp_path: Path) -> None:
    texts = {**good_texts(12), "0001x.txt": "退出。", "0001y.txt": "退出。", "0010x.txt": "退出。"}
    outcome, rows = run(settings(write_archive(tmp_path / "a", texts), tmp_path / "out"))
    errors = {row.document: row.message for row in rows["errors"]}
    assert list(errors) == ["a/0001x.txt", "a/0001y.txt", "a/0010x.txt"]
    assert "the text of a/0001x.txt" in errors["a/0010x.txt"]
    assert [row.document for row in rows["documents"]] == [f"a/{name}" for name in good_texts(12)]
    assert outcome.counts.copies == 0


def test_progress_counts_up_to_all_documents_and_bytes(tmp_path: Path) -> None:
    source = write_archive(tmp_path / "a", {**good_texts(10), "x.txt": b""})
    told: list[tuple[int, int, int]] = []

    def tell(progress: Progress) -> None:
        told.append((progress.documents, progress.failed, progress.weight))

    run_archive(settings(source, tmp_path / "out"), tell)
    assert told == sorted(told)
    assert told[-1] == (11, 1, sum(path.stat().st_size for path in source.iterdir()))


def test_the_same_command_again_does_nothing_and_says_what_there_is(tmp_path: Path) -> None:
    chosen = settings(write_archive(tmp_path / "a", {**good_texts(5), "x.txt": b""}), tmp_path / "out")
    first, _ = run(chosen)
    before = {path: path.stat().st_mtime_ns for path in chosen.out.iterdir()}
    second, _ = run(chosen)
    assert second.finished_before
    assert second.counts == first.counts
    assert {path: path.stat().st_mtime_ns for path in chosen.out.iterdir()} == before


CHANGES = {
    "a new document": lambda source: (source / "0003x.txt").write_text("县里投入5万元。", encoding="utf-8"),
    "another text": lambda source: (source / "0003.txt").write_text("县里投入5万元。", encoding="utf-8"),
    "one document less": lambda source: (source / "0003.txt").unlink(),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_after_a_change_of_the_source_the_result_is_as_if_made_anew(tmp_path: Path, change) -> None:
    source = write_archive(tmp_path / "a", {**good_texts(9), "0008x.txt": good_texts(9)["0003.txt"]})
    run(settings(source, tmp_path / "out"))
    change(source)
    run(settings(source, tmp_path / "out"))
    run(settings(source, tmp_path / "new"))
    assert digests(tmp_path / "out") == digests(tmp_path / "new")


def test_another_format_replaces_the_tables(tmp_path: Path) -> None:
    source = write_archive(tmp_path / "a", good_texts(3))
    run(settings(source, tmp_path / "out"))
    run_archive(settings(source, tmp_path / "out", form="parquet"), lambda _: None)
    assert {path.suffix for path in (tmp_path / "out").iterdir()} == {".parquet", ".json"}


def test_an_archive_without_documents_gives_empty_tables(tmp_path: Path) -> None:
    outcome, rows = run(settings(write_archive(tmp_path / "a", {}), tmp_path / "out"))
    assert set(map(len, rows.values())) == {0}
    assert outcome.counts.rows == dict.fromkeys(TABLES, 0)


def test_the_manifest_says_versions_rules_settings_and_counts(tmp_path: Path) -> None:
    run(settings(write_archive(tmp_path / "a", {**good_texts(3), "x.txt": b""}), tmp_path / "out"))
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["settings"] == {
        "segmenter": "char", "words": [], "time_limit": 20, "memory_limit": 2048, "shard": 4,
    }  # fmt: skip
    assert re.fullmatch("[0-9a-f]{64}", manifest["rules"])
    assert manifest["tables"]["documents"]["rows"] == 3
    assert manifest["tables"]["facts"]["sha256"] == digests(tmp_path / "out")["facts.jsonl"]
    assert manifest["errors"] == {"empty": 1}
    assert manifest["libraries"]["regex"] == version("regex")


def test_a_library_that_is_not_installed_is_null_in_the_manifest(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> str:
        raise PackageNotFoundError(name)

    monkeypatch.setattr("wushan_ie.archive.manifest.version", missing)
    assert set(run_facts({"segmenter": "char"}, "0")["libraries"].values()) == {None}


WRONG = {
    "form": ("csv", "no format 'csv'; allowed: parquet, jsonl"),
    "workers": (0, "workers is 0; allowed: more than 0"),
    "time_limit": (-1, "time_limit is -1; allowed: more than 0"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_setting_that_cannot_be_is_told(tmp_path: Path, name: str) -> None:
    value, message = WRONG[name]
    with pytest.raises(SettingError, match=message):
        run(settings(write_archive(tmp_path / "a", {}), tmp_path / "out", **{name: value}))


def test_tables_among_the_documents_are_refused(tmp_path: Path) -> None:
    source = write_archive(tmp_path / "a", {})
    with pytest.raises(SettingError, match="its tables would be read as documents"):
        run(settings(source, source / "out"))


class Unloadable(HostileSettings):
    def load(self):
        raise RuleError("links/mine.toml: no such kind")


class Dying(HostileSettings):
    def load(self):
        os._exit(9)


@pytest.mark.parametrize(
    ("kind", "error", "message"),
    [
        (Unloadable, RuleError, "no such kind"),
        (Dying, ArchiveError, "3 workers died one after another, none of them at a document: exit code 9"),
    ],
)
def test_workers_that_cannot_start_end_the_run(tmp_path: Path, kind, error, message: str) -> None:
    base = settings(write_archive(tmp_path / "a", good_texts(3)), tmp_path / "out")
    chosen = kind(**{field.name: getattr(base, field.name) for field in fields(base)})
    with pytest.raises(error, match=message):
        run(chosen)
