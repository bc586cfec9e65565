"""Writes the page of measurements from what ``benchmarks.speed`` and ``benchmarks.peers`` measured.

python -m benchmarks.page [--out docs/benchmarks/README.md]
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from wushan_ie.benchmark import TOTAL

_RESULTS = Path(__file__).parent / "results"
_STAGES = 20  # in the table, the slowest first
_CORPUS = "varied"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """Return a Markdown table, its columns but the first to the right."""
    lines = [f"| {' | '.join(head)} |", f"| --- |{' ---: |' * (len(head) - 1)}"]
    return [*lines, *(f"| {' | '.join(row)} |" for row in rows)]


def page(speed: dict[str, Any], peers: dict[str, Any]) -> str:
    """Return the page."""
    lines = ["# Speed", "", "Written by `python -m benchmarks.page`; every figure is of the two runs named below.", ""]
    lines += [f"Machine: {', '.join(f'{name} {value}' for name, value in speed['machine'].items())}.", ""]
    if "growth" in speed:
        lines += ["![time by stage, memory by size, rate by rules and by places](speed.svg)", ""]
        lines += ["`python -m benchmarks.plot` draws it.", ""]
    lines += ["## The pipeline: `python -m benchmarks.speed`", ""]
    lines += [
        "Characters a second of processor time on one core, and how many times spacy_pkuseg's segmentation alone,"
    ]
    lines += [
        "timed in the same rounds. The corpora: the same twelve bulletins over and over; every figure and name new;"
    ]
    lines += ["plain words of a dictionary too.", "", *corpora(speed), ""]
    lines += [f"By stage, on the corpus `{_CORPUS}`:", "", *stages(speed["corpora"][_CORPUS]), ""]
    lines += ["## Start and memory", "", *start(speed), ""]
    if "growth" in speed:
        lines += ["## Size", "", *growth(speed), ""]
    lines += ["## Beside others: `python -m benchmarks.peers`", "", *others(peers), ""]
    return "\n".join(lines)


def corpora(speed: dict[str, Any]) -> list[str]:
    """The rates of each corpus."""
    names = list(speed["corpora"])
    first = speed["corpora"][names[0]]["rates"]
    rows = []
    for run in (name for name in first if name != "calibration"):
        cells = [
            f"{found['rates'][run]:,} ({found['times spacy_pkuseg'][run]:.1f} ×)" for found in speed["corpora"].values()
        ]
        rows.append([run, *cells])
    density = [f"one in {found['characters'] // max(1, found['amounts'])}" for found in speed["corpora"].values()]
    return table(["", *names], [*rows, ["amounts to characters", *density]])


def stages(corpus: dict[str, Any]) -> list[str]:
    """The slowest stages."""
    total = corpus["rates"][TOTAL]
    found = list(corpus["stages"].items())[:_STAGES]
    return table(
        ["stage", "characters a second", "share"],
        [[f"`{name}`", f"{stage['rate']:,}", f"{total / stage['rate']:.1%}"] for name, stage in found],
    )


def start(speed: dict[str, Any]) -> list[str]:
    """How long the first document takes, and what memory is held then and by two workers."""
    found = speed["start"]
    seconds, worked = found["wushan-ie annotate, seconds"], found["wushan-ie annotate, processor seconds"]
    rows = [
        ["`wushan-ie annotate` on one file, caches warm, median", f"{seconds[len(seconds) // 2]:.2f} s"],
        ["of that, on the processor, which says it of a busy machine too", f"{worked[len(worked) // 2]:.2f} s"],
        ["loading in Python", f"{found['load']:.2f} s"],
        ["then the first document", f"{found['first document']:.2f} s"],
        ["memory then (resident)", f"{found['MB']:.0f} MB"],
    ]
    if "workers" in speed:
        pair = speed["workers"]["2 workers"]["memory in MB"]
        shown = ", ".join(f"{one['Rss']:.0f} ({one['Pss']:.0f})" for one in pair)
        rows.append(["two workers: resident, and with shared pages counted by their share", f"{shown} MB"])
        rows.append(["two workers beside one", f"{speed['workers']['times as fast']} × as fast"])
    return table(["", ""], rows)


def growth(speed: dict[str, Any]) -> list[str]:
    """Memory by megabytes read, rate by number of rules and places."""
    grown = [[str(one["megabytes"]), f"{one['characters/s']:,}", f"{one['MB']:.0f}"] for one in speed["growth"]]
    lines = table(["megabytes of bulletins read", "characters a second", "memory of the process, MB"], grown)
    for name in ("rules", "places"):
        rows = [[f"{one[name]:,}", f"{one['characters/s']:,}"] for one in speed[name]]
        lines += ["", *table([name, "characters a second"], rows)]
    return lines


def others(peers: dict[str, Any]) -> list[str]:
    """The peers."""
    rows = []
    for one in peers["runners"]:
        ratio = one["wushan_ie is so many times as fast"]
        beside = f"{ratio} × as fast is {one['beside']}" if one["beside"] else ""
        rows.append([one["name"], f"{one['characters/s']:,}", beside, one["does"]])
    return table(["", "characters a second", "", "what it does"], rows)


def main() -> None:
    """Write the page."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--out", type=Path, default=_RESULTS.parents[1] / "docs" / "benchmarks" / "README.md")
    options = parser.parse_args()
    speed, peers = (json.loads((_RESULTS / f"{name}.json").read_text(encoding="utf-8")) for name in ("speed", "peers"))
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text(page(speed, peers), encoding="utf-8")


if __name__ == "__main__":
    main()
