"""The clocks of ``wushan-ie bench`` and what it prints."""

import re

import pytest
from typer.testing import CliRunner

import wushan_ie
from wushan_ie import pipeline
from wushan_ie.benchmark import TOTAL, WORDS, WRITING, Timing, calibrate, machine, time_in_turns, time_stages
from wushan_ie.cli import app

SENTENCE = "2024年，县水利局投入近300万元新建的青溪村人饮工程已通水，惠及1260余人。"


def test_every_stage_has_its_clock_and_none_is_left_behind() -> None:
    before = dict(vars(pipeline))
    timings = time_stages(wushan_ie.load_annotator(), [SENTENCE] * 20, 2)
    stages = {TOTAL, WORDS, WRITING, "find_header", "find_numbers", "find_dates", "find_projects", "draft_facts"}
    assert timings.keys() >= stages
    assert {timing.size for timing in timings.values()} == {20 * len(SENTENCE)}
    assert dict(vars(pipeline)) == before


def test_the_stages_take_no_more_than_the_whole() -> None:
    timings = time_stages(wushan_ie.load_annotator(), [SENTENCE] * 20, 1)
    total = timings.pop(TOTAL)
    assert sum(timing.rounds[0] for timing in timings.values()) <= total.rounds[0]


def test_runs_take_turns_and_are_warmed_up_first() -> None:
    said: list[str] = []
    timings = time_in_turns({"a": lambda: said.append("a") or 10, "b": lambda: said.append("b") or 20}, 2)
    assert said == ["a", "b"] * 3
    assert {name: (timing.size, len(timing.rounds)) for name, timing in timings.items()} == {"a": (10, 2), "b": (20, 2)}


def test_a_timing_tells_rate_best_and_spread() -> None:
    timing = Timing(100, (1.0, 2.0, 4.0))
    assert (timing.rate, timing.best, timing.spread) == (50, 100, 1.5)


def test_the_calibration_loop_does_the_same_every_time() -> None:
    assert calibrate() == calibrate() > 0


def test_the_machine_is_described() -> None:
    assert machine().keys() == {"processor", "cores", "system", "python", "load"}


@pytest.mark.parametrize("files", [[], ["corpus/bulletins/qingxi.txt"]])
def test_bench_prints_the_stages_with_their_rates(files: list[str], request: pytest.FixtureRequest) -> None:
    paths = [str(request.config.rootpath / file) for file in files]
    done = CliRunner().invoke(app, ["bench", "--rounds", "1", *paths])
    assert done.exit_code == 0
    assert re.search(r"find_projects +[0-9,]+ +[0-9.]+%", done.stdout)
    assert "characters, 1 rounds; processor" in done.stdout
