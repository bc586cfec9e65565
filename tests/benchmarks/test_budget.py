"""The floors under the stages: what misses one is named, noise is given further tries."""

import tomllib

import pytest

from benchmarks import budget


@pytest.fixture
def measured(monkeypatch: pytest.MonkeyPatch):
    def set_up(*ratios: dict[str, float]) -> list[dict[str, float]]:
        left = list(ratios)
        monkeypatch.setattr(budget, "measure", lambda _: (left.pop(0), {}))
        return left

    return set_up


def test_a_stage_below_its_floor_in_every_try_is_named_with_both(measured) -> None:
    measured(*[{"find_dates": 0.5, "words": 2.0}] * 3)
    floors = {"find_dates": 1.0, "words": 1.0}
    assert budget.check(None, floors) == ["find_dates: 0.500 of the calibration loop; its floor is 1.000"]


def test_one_good_try_is_enough_and_the_last(measured) -> None:
    left = measured({"words": 0.5}, {"words": 1.5}, {"words": 0.1})
    assert budget.check(None, {"words": 1.0}) == []
    assert left == [{"words": 0.1}]


def test_a_floor_without_a_stage_is_named(measured) -> None:
    measured(*[{"words": 1.5}] * 3)
    assert budget.check(None, {"find_pumpkins": 1.0}) == [
        "find_pumpkins: no such stage; run python -m benchmarks.budget --write"
    ]


def test_the_floors_of_the_file_are_positive_and_hold_the_total() -> None:
    floors = tomllib.loads(budget.BUDGET.read_text(encoding="utf-8"))["floors"]
    assert budget.TOTAL in floors
    assert min(floors.values()) > 0
