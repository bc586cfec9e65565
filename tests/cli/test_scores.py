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


def test_rules_are_shown_with_how_often_they_are_right() -> None:
    done = run(GOLD, "--segmenter", "char", "--by-rule")
    assert done.exit_code == 0
    assert "amount-carries-out-project" in done.stdout


def test_a_comparison_with_the_same_predictions_says_so() -> None:
    done = run(GOLD, "--pred", GOLD, "--compare", GOLD)
    assert done.exit_code == 0
    assert "no fact" in done.stdout.lower()


def test_a_page_holds_everything(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    done = run(GOLD, "--pred", GOLD, "--html", page)
    assert done.exit_code == 0
    assert "<html" in page.read_text(encoding="utf-8")
