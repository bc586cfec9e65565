"""``wushan-ie rules``: check, list, new, test."""

from pathlib import Path

from typer.testing import CliRunner

from wushan_ie.cli import app
from wushan_ie.evaluation import hash_files

GOLD = Path(__file__).parents[2] / "corpus" / "gold"


def run(*words: str):
    return CliRunner().invoke(app, ["rules", *words])


def test_check_passes_with_the_bundled_rules() -> None:
    done = run("check")
    assert done.exit_code == 0, done.stderr
    assert "all right" in done.stdout


def test_list_shows_id_kind_and_claim() -> None:
    done = run("list")
    assert "amount-carries-out-project" in done.stdout
    assert "投入一笔钱" in done.stdout


def test_new_prints_a_skeleton_with_the_id() -> None:
    assert 'id = "firm-buys-goods"' in " ".join(run("new", "firm-buys-goods").stdout.split())


def test_test_shows_the_candidates_of_a_sentence() -> None:
    done = run("test", "--text", "县水利局投入300万元新建水厂。")
    assert "winner    amount-carries-out-project" in done.stdout


def test_suggest_prints_skeletons_and_says_how_many_there_were() -> None:
    done = run("suggest", str(GOLD / "tune.jsonl"), "--segmenter", "char", "--least", "1", "--most", "2")
    assert done.exit_code == 0, done.stderr
    assert done.stdout.count("[[rule]]") == 2
    assert "contexts" in done.stderr


def test_measure_writes_the_figures_of_every_rule_with_hashes(tmp_path) -> None:
    table, page = tmp_path / "measured.tsv", tmp_path / "rules.md"
    done = run("measure", str(GOLD / "dev.jsonl"), "--out", str(table), "--page", str(page), "--segmenter", "char")
    assert done.exit_code == 0, done.stderr
    rows = table.read_text(encoding="utf-8").splitlines()
    assert rows[0] == f"# dev sha256 {hash_files(GOLD / 'dev.jsonl')}"
    assert any(row.startswith("dev\tfact\tamount-carries-out-project\t") for row in rows)
    assert "| `amount-carries-out-project` | INVEST | stable | " in page.read_text(encoding="utf-8")
