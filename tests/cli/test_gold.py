import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from wushan_ie.cli import app

DEV = Path(__file__).parents[2] / "corpus" / "gold" / "dev.jsonl"


@pytest.fixture
def run():
    runner = CliRunner()
    return lambda *words: runner.invoke(app, [str(word) for word in words])


def test_show_prints_markup_of_the_document_asked_for(run):
    result = run("gold", "show", DEV, "--id", "a01")
    assert result.exit_code == 0
    assert result.stdout.startswith("# a01\n")
    assert "{ORG#T8|贵州省交通运输厅}" in result.stdout
    assert result.stdout.count("\n# ") == 0


def test_show_names_the_documents_there_are(run):
    result = run("gold", "show", DEV, "--id", "z99")
    assert result.exit_code == 2
    assert "no document z99; it has a01, " in result.stderr


def test_what_is_exported_can_be_imported(run, tmp_path):
    out, back = tmp_path / "tasks.jsonl", tmp_path / "back.jsonl"
    assert run("gold", "export", DEV, "--to", "doccano", "--out", out, "--segmenter", "char").exit_code == 0
    assert run("gold", "import", out, "--from", "doccano", "--out", back).exit_code == 0
    texts = [[json.loads(line)["text"] for line in path.read_text("utf-8").splitlines()] for path in (DEV, back)]
    assert texts[0] == texts[1]


def test_label_studio_gets_its_interface_too(run, tmp_path):
    out = tmp_path / "tasks.json"
    result = run("gold", "export", DEV, "--to", "label-studio", "--out", out, "--segmenter", "char")
    assert result.exit_code == 0
    assert "<Labels" in (tmp_path / "tasks.xml").read_text("utf-8")


def test_an_amount_without_a_value_fails_the_import(run, tmp_path):
    example = {"id": 1, "text": "投入5万元", "entities": [], "relations": []}
    example["entities"] = [{"id": 3, "label": "MONEY:INVEST", "start_offset": 2, "end_offset": 4}]
    (tmp_path / "in.jsonl").write_text(json.dumps(example), "utf-8")
    result = run("gold", "import", tmp_path / "in.jsonl", "--from", "doccano", "--out", tmp_path / "out.jsonl")
    assert result.exit_code == 1
    assert "no value: 1: MONEY '5万' at 2:4" in result.stderr
