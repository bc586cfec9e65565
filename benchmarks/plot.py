"""Draws what ``benchmarks.speed`` measured: the stages, and what size costs.

pip install -e ".[bench]"
python -m benchmarks.plot [benchmarks/results/speed.json] [--out docs/benchmarks/speed.svg]
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import matplotlib as mpl

mpl.use("svg")
mpl.rcParams |= {"svg.hashsalt": "wushan_ie", "svg.fonttype": "none", "font.size": 8, "axes.spines.right": False}
mpl.rcParams["axes.spines.top"] = False

from matplotlib import pyplot as plt
from matplotlib.axes import Axes

_CORPUS = "varied"
_STAGES = 16  # bars


def draw(found: dict[str, Any], out: Path) -> None:
    """Write the plot: time by stage, rate and memory by megabytes, rate by number of rules and of places."""
    figure, axes = plt.subplots(2, 2, figsize=(9, 7), layout="constrained")
    draw_stages(axes[0, 0], found["corpora"][_CORPUS])
    if "growth" not in found:
        raise SystemExit("the results lack growth, rules and places: run python -m benchmarks.speed without --short")
    growth = found["growth"]
    sizes = [one["megabytes"] for one in growth]
    draw_line(axes[0, 1], sizes, [one["MB"] for one in growth], ("bulletins read, MB", "memory of the process, MB"))
    axes[0, 1].set_xscale("log")
    for axis, name in ((axes[1, 0], "rules"), (axes[1, 1], "places")):
        rates = [one["characters/s"] / 1000 for one in found[name]]
        draw_line(axis, [one[name] for one in found[name]], rates, (name, "thousand characters a second"))
    out.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(out, metadata={"Date": None})


def draw_stages(axis: Axes, corpus: dict[str, Any]) -> None:
    """Draw the time that each of the slowest stages takes, in nanoseconds a character."""
    stages = list(corpus["stages"].items())[:_STAGES][::-1]
    axis.barh([name for name, _ in stages], [1e9 / stage["rate"] for _, stage in stages], color="#4477aa")
    axis.set_xlabel(f"nanoseconds a character ({corpus['characters']:,} characters, varied)")


def draw_line(axis: Axes, places: list[float], values: list[float], labels: tuple[str, str]) -> None:
    """Draw one line from 0 up."""
    axis.plot(places, values, marker="o", color="#4477aa")
    axis.set_ylim(0, max(values) * 1.15)
    axis.set_xlabel(labels[0])
    axis.set_ylabel(labels[1])


def main() -> None:
    """Draw the plot."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    folder = Path(__file__).parent
    parser.add_argument("results", type=Path, nargs="?", default=folder / "results" / "speed.json")
    parser.add_argument("--out", type=Path, default=folder.parent / "docs" / "benchmarks" / "speed.svg")
    options = parser.parse_args()
    draw(json.loads(options.results.read_text(encoding="utf-8")), options.out)


if __name__ == "__main__":
    main()
