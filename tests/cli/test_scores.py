"""``wushan-ie evaluate``: scores, errors, floors."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from wushan_ie.cli import app

GOLD = Path(__file__).parents[2] / "corpus" / "gold" / "dev.jsonl"


def run(*words: str | Path):
    return CliRunner().invoke(app, ["evaluate", *(str(word) for word in words)])


def test_gold_against_itself_is_perfect() -> None:
    done = run(GOLD, "--pred", GOLD, "--json")
    scores = json.loads(done.stdout)["scores"]
    assert {score["f1"] for score in scores} == {1.0}


def test_a_missed_floor_is_named_and_exits_with_one() -> None:
    done = run(GOLD, "--segmenter", "char", "--fail-under", "MONEY=0.5", "--fail-under", "fact=1")
    assert done.exit_code == 1
    assert "below the floor of 1" in done.stderr
    assert "MONEY is" not in done.stderr


def test_errors_are_listed_with_their_sentences() -> None:
    done = run(GOLD, "--segmenter", "char", "--errors")
    assert done.exit_code == 0
    assert "predicted" in done.stdout


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["no-such-file.jsonl"], "no-such-file.jsonl"),
        ([str(GOLD), "--fail-under", "MONNEY=1"], "did you mean MONEY?"),
    ],
)
def test_wrong_usage_exits_with_two(words: list[str], message: str) -> None:
    done = run(*words)
    assert done.exit_code == 2
    assert message in done.stderr


def test_rules_are_shown_with_how_often_they_are_right_and_what_each_adds() -> None:
    done = run(GOLD, "--segmenter", "char", "--by-rule", "--partial")
    assert done.exit_code == 0
    row = next(line for line in done.stdout.splitlines() if line.startswith("fact ") and "carries-out-project" in line)
    assert len(row.split()) == 10
    assert "spurious" in done.stdout


def test_a_damaged_rule_folder_is_told_by_every_fact_it_loses(tmp_path: Path) -> None:
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "invest.txt").write_text("无此词\n", encoding="utf-8")
    done = run(GOLD, "--compare", tmp_path)
    assert done.exit_code == 0
    lost = [line for line in done.stdout.splitlines() if ", worse: " in line]
    end = done.stdout.splitlines()[-1]
    assert lost
    assert "McNemar p" in end
    only_before = int(end.split(" only before")[0].split()[-1])
    projects_lost = json.loads(run(GOLD, "--compare", tmp_path, "--json").stdout)["comparison"]
    assert projects_lost["lost"] == only_before
    assert len([one for one in projects_lost["changes"] if one["verdict"] == "worse"]) == len(lost)
    assert len(lost) >= only_before > 0


def test_identical_rule_folders_say_so(tmp_path: Path) -> None:
    (tmp_path / "words").mkdir()
    source = GOLD.parents[2] / "rules" / "words" / "invest.txt"
    (tmp_path / "words" / "invest.txt").write_bytes(source.read_bytes())
    done = run(GOLD, "--segmenter", "char", "--compare", tmp_path)
    assert "no score differs" in done.stdout
    assert done.stdout.rstrip().endswith("no fact differs")


def test_a_comparison_with_the_same_predictions_says_so() -> None:
    done = run(GOLD, "--pred", GOLD, "--compare", GOLD)
    assert done.exit_code == 0
    assert "no fact" in done.stdout.lower()


def test_a_page_holds_everything(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    done = run(GOLD, "--pred", GOLD, "--html", page)
    assert done.exit_code == 0
    assert "<html" in page.read_text(encoding="utf-8")
