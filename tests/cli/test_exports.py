"""``wushan-ie annotate`` on all formats and into all, ``wushan-ie export`` on the tables of a run."""

import io
import json
import zipfile
from pathlib import Path

import openpyxl
import pytest
from typer.testing import CliRunner

from tests.reading.made_docx import paragraph, word
from tests.reading.made_pdfs import page_break, pdf, picture
from tests.reading.made_pdfs import paragraph as pdf_paragraph
from wushan_ie.cli import app
from wushan_ie.exchange.exports import EXPORTS

SENTENCE = "去年，县水利局投入近300万元新建的青溪村人饮工程已通水。"
PAGE = f'<html><head><meta name="PubDate" content="2024-02-02"></head><body><p>{SENTENCE}</p></body></html>'


def run(*words: str | Path):
    return CliRunner().invoke(app, [str(word) for word in words])


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        package.writestr("a.html", PAGE)
        package.writestr("b.docx", word(paragraph(SENTENCE)))
        package.writestr("c.pdf", pdf(pdf_paragraph(SENTENCE), page_break(), picture(), furniture=False))
        package.writestr("d.txt", SENTENCE.encode("gbk"))
    file = tmp_path / "pack.zip"
    file.write_bytes(packed.getvalue())
    return file


def test_annotate_reads_all_formats_and_what_containers_hold(pack: Path, tmp_path: Path) -> None:
    done = run("annotate", pack, "--out", tmp_path / "out.jsonl", "--segmenter", "char")
    assert done.exit_code == 0
    found = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [one["id"] for one in found] == [f"pack.zip!{name}" for name in ("a.html", "b.docx", "c.pdf", "d.txt")]
    assert [one["facts"][0]["rule"] for one in found] == ["amount-carries-out-project"] * 4
    assert f"warning: {pack}!c.pdf: scanned pages: 2" in done.stderr


def test_relative_dates_count_from_the_day_in_the_head_of_a_page(pack: Path, tmp_path: Path) -> None:
    run("annotate", pack, "--out", tmp_path / "out.jsonl", "--segmenter", "char")
    page = json.loads((tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()[0])
    assert page["meta"]["published"] == "2024-02-02"
    assert [one["period"]["start"] for one in page["entities"] if one["label"] == "DATE"] == ["2023-01-01"]


def test_annotate_writes_a_workbook_with_what_could_not_be_read(pack: Path, tmp_path: Path) -> None:
    (tmp_path / "bad.pdf").write_bytes(b"%PDF-1.4")
    done = run("annotate", pack, tmp_path / "bad.pdf", "--out", tmp_path / "facts.xlsx", "--segmenter", "char")
    assert done.exit_code == 1
    assert "1 of 5 documents could not be read" in done.stderr
    book = openpyxl.load_workbook(tmp_path / "facts.xlsx")
    assert [row[2].value for row in book["errors"].iter_rows(min_row=2)] == ["damaged"]
    assert book["facts"].max_row == 5


@pytest.mark.parametrize(("form", "name"), {**EXPORTS, "csv": "facts.csv"}.items())
def test_export_writes_beside_the_tables_of_a_run(pack: Path, tmp_path: Path, form: str, name: str) -> None:
    assert run("run", pack, "--out", tmp_path / "run", "--workers", "1", "--segmenter", "char").exit_code == 0
    done = run("export", tmp_path / "run", "--format", form, "--segmenter", "char")
    assert done.exit_code == 0
    assert (tmp_path / "run" / name).stat().st_size > 0


def test_export_of_a_folder_without_tables_is_wrong_usage(tmp_path: Path) -> None:
    done = run("export", tmp_path, "--format", "xlsx")
    assert done.exit_code == 2
    assert "a finished run leaves there the tables" in done.stderr
