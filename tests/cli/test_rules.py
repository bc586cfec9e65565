"""``wushan-ie rules``: check, list, new, test."""

from typer.testing import CliRunner

from wushan_ie.cli import app


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
