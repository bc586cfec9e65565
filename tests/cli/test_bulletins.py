"""``wushan-ie annotate``, ``sum``, ``explain``: what is printed, and what bad input gives."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from wushan_ie.cli import app

SENTENCE = "县水利局投入近300万元新建的青溪村人饮工程已通水。"


def run(*words: str | Path, stdin: bytes | None = None):
    return CliRunner().invoke(app, [str(word) for word in words], input=stdin)


@pytest.fixture
def bulletin(tmp_path: Path) -> Path:
    file = tmp_path / "bulletin.txt"
    file.write_text(SENTENCE, encoding="utf-8")
    return file


def test_annotate_prints_a_table_of_facts(bulletin: Path) -> None:
    done = run("annotate", bulletin, "--segmenter", "char")
    assert done.exit_code == 0
    for piece in ("近300万元", "open", "3,000,000 CNY", "INVEST", "青溪村人饮工程", "县水利局", SENTENCE):
        assert piece in done.stdout


def test_annotate_writes_annotated_bulletins(bulletin: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    done = run("annotate", bulletin, "--out", out, "--segmenter", "char")
    assert (done.exit_code, done.stdout) == (0, "")
    document = json.loads(out.read_text(encoding="utf-8"))
    assert (document["id"], document["text"]) == ("bulletin", SENTENCE)


def test_each_bulletin_is_a_line_of_its_own(bulletin: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    assert run("annotate", bulletin, bulletin, "--out", out, "--segmenter", "char").exit_code == 0
    assert [json.loads(line)["text"] for line in out.read_text(encoding="utf-8").splitlines()] == [SENTENCE, SENTENCE]


def test_annotate_reads_standard_input() -> None:
    done = run("annotate", "-", "--format", "jsonl", "--segmenter", "char", stdin=SENTENCE.encode("gb18030"))
    assert json.loads(done.stdout)["text"] == SENTENCE


def test_sum_adds_with_bounds_and_says_what_it_leaves_out(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("村路总投资458万元，其中县交通局补助260万元。市红十字会捐赠近5万元。", encoding="utf-8")
    done = run("sum", file, "--by", "kind", "--segmenter", "char")
    assert done.exit_code == 0
    assert "left out: 260万元 (INVEST): part of 458万元" in done.stdout
    assert "4,580,000" in done.stdout


def test_explain_shows_winner_and_losers_of_one_amount(bulletin: Path) -> None:
    done = run("explain", bulletin, "--amount", "1", "--segmenter", "char")
    assert done.exit_code == 0
    assert "winner    amount-carries-out-project" in done.stdout


BAD_FILES = {
    "missing.txt": None,
    "binary.txt": b"\x00\x01\x02\x03" * 50,
    "empty.txt": b"",
    "broken.txt": "投入5万元修路".encode() + b"\xff\xff",
}


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_bad_file_is_told_without_a_traceback_and_the_rest_goes_on(name: str, bulletin: Path, tmp_path: Path) -> None:
    bad = tmp_path / name
    if BAD_FILES[name] is not None:
        bad.write_bytes(BAD_FILES[name])
    done = run("annotate", bad, bulletin, "--segmenter", "char")
    assert done.exit_code == 1
    assert str(bad) in done.stderr
    assert "1 of 2 documents could not be read" in done.stderr
    assert "Traceback" not in done.stderr
    assert "近300万元" in done.stdout


def test_a_folder_is_told(tmp_path: Path) -> None:
    done = run("annotate", tmp_path, "--segmenter", "char")
    assert done.exit_code == 1
    assert "this is a folder" in done.stderr


def test_a_line_of_fifty_megabytes_is_read(tmp_path: Path) -> None:
    file = tmp_path / "long.txt"
    file.write_text("山" * 16_000_000 + "投入5万元修路。", encoding="utf-8")
    assert file.stat().st_size > 48_000_000
    done = run("annotate", file, "--segmenter", "char")
    assert done.exit_code == 0
    assert "5万元" in done.stdout


def test_private_use_characters_stay_where_they_are(tmp_path: Path) -> None:
    file = tmp_path / "private.txt"
    file.write_text("\ue000县水利局投入5万元\uf8ff修路。", encoding="utf-8")
    done = run("annotate", file, "--format", "jsonl", "--segmenter", "char")
    document = json.loads(done.stdout)
    assert document["text"] == "\ue000县水利局投入5万元\uf8ff修路。"
    assert "5万元" in [entity["text"] for entity in document["entities"]]


def test_a_broken_rule_folder_is_wrong_usage(bulletin: Path, tmp_path: Path) -> None:
    folder = tmp_path / "rules" / "links"
    folder.mkdir(parents=True)
    (folder / "mine.toml").write_text('[[rule]]\nid = "Mine"\n', encoding="utf-8")
    done = run("annotate", bulletin, "--rules", tmp_path / "rules", "--segmenter", "char")
    assert done.exit_code == 2
    assert "links/mine.toml" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_output_that_cannot_be_written_is_told(bulletin: Path, tmp_path: Path) -> None:
    done = run("annotate", bulletin, "--out", tmp_path / "no" / "out.jsonl", "--segmenter", "char")
    assert done.exit_code == 2
    assert "cannot be written" in done.stderr
