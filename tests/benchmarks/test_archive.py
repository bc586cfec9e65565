"""The archive generator: its gold holds, its bytes depend on the seed alone, its broken files are what they say."""

import hashlib
import io
import json
import random
import zipfile
from collections import Counter
from itertools import islice
from pathlib import Path

import pytest

from benchmarks.archive import BROKEN, make_archive
from benchmarks.archive_formats import FORMATS, as_word
from benchmarks.archive_packs import PACKS
from benchmarks.gold_bulletins import gold_bulletins
from tests.archive.hostile import settings
from wushan_ie.archive import run_archive
from wushan_ie.evaluation import evaluate
from wushan_ie.face import load_annotator
from wushan_ie.writing.documents import check_document
from wushan_ie.writing.json_rows import read_json_rows


def test_gold_is_in_the_format_of_gold_and_has_a_fact_for_every_amount() -> None:
    for bulletin in islice(gold_bulletins(3), 50):
        check_document(bulletin, "generator")
        amounts = [entity["id"] for entity in bulletin["entities"] if entity["label"] == "MONEY"]
        assert [fact["amount"] for fact in bulletin["facts"]] == amounts


def test_the_pipeline_finds_the_amounts_and_values_that_the_gold_says() -> None:
    annotator = load_annotator(segmenter="char")
    gold = list(islice(gold_bulletins(4), 40))
    found = evaluate(gold, [annotator.annotate(one["text"], one["id"]) for one in gold])
    assert found.measure("MONEY").counts.f1 == 1
    assert found.measure("MONEY.value").counts.f1 == 1


def files(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.mark.parametrize("formats", [(".txt",), (*FORMATS, *PACKS)], ids=["txt", "all"])
def test_the_same_seed_makes_the_same_archive_and_another_seed_another(
    tmp_path: Path, formats: tuple[str, ...]
) -> None:
    for name, seed in (("a", 1), ("b", 1), ("c", 2)):
        (tmp_path / name).mkdir()
        make_archive(tmp_path / name, 40, seed, 0.25, formats)
    assert files(tmp_path / "a") == files(tmp_path / "b")
    assert files(tmp_path / "a") != files(tmp_path / "c")
    broken = [json.loads(line) for line in (tmp_path / "a" / "broken.jsonl").read_text().splitlines()]
    ways = Counter(found["way"] for found in broken)
    assert set(ways) == {way for way, (ending, _, _) in BROKEN.items() if ending in formats}
    assert ways.total() == 10


def test_a_word_document_does_not_tell_when_it_was_made() -> None:
    with zipfile.ZipFile(io.BytesIO(as_word("县里投入300万元。\n", random.Random(1)))) as file:
        assert {member.date_time for member in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_every_good_document_has_its_row_and_every_broken_one_its_reason(tmp_path: Path) -> None:
    make_archive(tmp_path, 300, 1, 0.1, (*FORMATS, *PACKS))
    run_archive(settings(tmp_path / "archive", tmp_path / "out", shard=32, workers=2), lambda _: None)
    broken = {found["document"]: found["reason"] for found in read_lines(tmp_path / "broken.jsonl")}
    errors = {row.document: row.reason for row in read_json_rows(tmp_path / "out" / "errors.jsonl", "errors")}
    assert errors == broken
    documents = {row.document for row in read_json_rows(tmp_path / "out" / "documents.jsonl", "documents")}
    gold = {found["id"] for found in read_lines(tmp_path / "gold.jsonl")}
    assert gold <= documents
    assert len(documents) == 270
    assert {Path(name.partition("!")[0].partition("#")[0]).suffix for name in gold if "!" in name or "#" in name}


def read_lines(path: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
