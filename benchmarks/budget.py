"""Holds the stages to the floors of budget.toml: fails when one is slower than its floor by more than the noise.

    python -m benchmarks.budget            # check; leaves with 1 when a floor is missed
    python -m benchmarks.budget --write    # set the floors anew, to SHARE of what is measured now

A floor is a ratio: characters a second of the stage to steps a second of a calibration loop timed in the same rounds,
both in their fastest round, so that neither a slow machine nor a busy one misses it. What misses a floor is measured
again before it fails.
"""

from __future__ import annotations

import argparse
import sys
import tomllib
from pathlib import Path

import wushan_ie
from benchmarks.bulletins import texts
from wushan_ie.annotator import Annotator
from wushan_ie.benchmark import TOTAL, calibrate, time_in_turns, time_stages

BUDGET = Path(__file__).with_name("budget.toml")
SHARE = 0.6  # of what was measured: the rest is room for noise and for what a new rule may cost
_SEED = 20244
_CHARACTERS = 40_000
_ROUNDS = 4
_TRIES = 3
_LEAST = 0.01  # of the total: a stage that takes less has no floor


def measure(annotator: Annotator) -> tuple[dict[str, float], dict[str, float]]:
    """Return each stage's ratio to the calibration loop, and its share of the whole time."""
    made = texts("varied", _SEED, _CHARACTERS)
    before = time_in_turns({"loop": calibrate}, _ROUNDS)["loop"]
    stages = time_stages(annotator, made, _ROUNDS)
    behind = time_in_turns({"loop": calibrate}, _ROUNDS)["loop"]
    loop = max(before.best, behind.best)
    total = stages[TOTAL].best
    ratios = {name: timing.best / loop for name, timing in stages.items()}
    return ratios, {name: total / timing.best for name, timing in stages.items()}


def check(annotator: Annotator, floors: dict[str, float]) -> list[str]:
    """Return a line for each stage that stays below its floor in every try, or is no more."""
    best: dict[str, float] = {}
    for _ in range(_TRIES):
        ratios, _ = measure(annotator)
        best = {name: max(ratio, best.get(name, 0.0)) for name, ratio in ratios.items()}
        if all(best.get(name, 0.0) >= floor for name, floor in floors.items()):
            break
    gone = [f"{name}: no such stage; run python -m benchmarks.budget --write" for name in floors if name not in best]
    return gone + [
        f"{name}: {best[name]:.3f} of the calibration loop; its floor is {floor:.3f}"
        for name, floor in floors.items()
        if name in best and best[name] < floor
    ]


def main() -> None:
    """Check the floors or write them."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--write", action="store_true", help="set the floors to what is measured now, less the room")
    options = parser.parse_args()
    annotator = wushan_ie.load_annotator()
    if options.write:
        ratios, shares = measure(annotator)
        kept = {name: ratio for name, ratio in sorted(ratios.items()) if shares[name] >= _LEAST}
        lines = "".join(f'"{name}" = {SHARE * ratio:.3f}\n' for name, ratio in kept.items())
        head = (
            "# Floors: characters a second to steps a second of the calibration loop; see budget.py, which wrote them."
        )
        BUDGET.write_text(f"{head}\n\n[floors]\n{lines}", encoding="utf-8")
        return
    floors = tomllib.loads(BUDGET.read_text(encoding="utf-8"))["floors"]
    missed = check(annotator, floors)
    for line in missed:
        print(line)
    print(f"{len(floors) - len(missed)} of {len(floors)} floors held")
    sys.exit(bool(missed))


if __name__ == "__main__":
    main()
