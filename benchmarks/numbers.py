"""Times number recognition beside JioNLP's money extraction, on the same text in one run, and prints the ratio.

    pip install -e ".[bench]"
    python benchmarks/numbers.py [CHARACTERS]

The text is the project's own gold, with every figure varied so that caches of figures do not flatter. Both are run on
one line at a time, in turns, and the medians are compared: machines differ, the ratio hardly does.
"""

from __future__ import annotations

import sys

# A script's folder comes first on the path, where this file would stand for the standard library's numbers.
sys.path[:] = [folder for folder in sys.path if not folder.endswith("benchmarks")]

import json
import random
import re
import statistics
import time
from collections.abc import Callable
from pathlib import Path

import jionlp

from wushan_ie.recognition.date_grammar import compile_dates
from wushan_ie.recognition.dates import find_dates
from wushan_ie.recognition.number_grammar import compile_numbers
from wushan_ie.recognition.numbers import find_numbers
from wushan_ie.rulebook import bundled_rules, read_rulebook

GOLD = Path(__file__).parents[1] / "corpus" / "gold"
ROUNDS = 5
OURS = "wushan_ie, money, quantities, percents and dates"


def make_lines(characters: int) -> list[str]:
    """Return lines of the gold texts with new figures, at least so many characters."""
    texts = [json.loads(line)["text"] for path in sorted(GOLD.glob("*.jsonl")) for line in path.open(encoding="utf-8")]
    lines = [line for text in texts for line in text.splitlines() if line.strip()]
    chance = random.Random(7)
    made: list[str] = []
    size = 0
    while size < characters:
        for line in lines:
            varied = re.sub(r"\d", lambda _: str(chance.randint(1, 9)), line)
            made.append(varied)
            size += len(varied)
    return made


def seconds(run: Callable[[str], object], lines: list[str]) -> float:
    """Return how long ``run`` takes for all lines."""
    begin = time.perf_counter()
    for line in lines:
        run(line)
    return time.perf_counter() - begin


def main() -> None:
    """Print both rates and their ratio."""
    lines = make_lines(int(sys.argv[1]) if len(sys.argv) > 1 else 300_000)
    size = sum(map(len, lines))
    tables = read_rulebook([bundled_rules()]).tables
    numbers, dates = compile_numbers(tables["numbers"]), compile_dates(tables["dates"])
    runs: dict[str, Callable[[str], object]] = {
        OURS: lambda line: (find_numbers(line, numbers, []), find_dates(line, dates, [])),
        "wushan_ie, without dates": lambda line: find_numbers(line, numbers, []),
        "JioNLP, money alone": lambda line: jionlp.ner.extract_money(line, with_parsing=False),
        "JioNLP, money alone, with values": lambda line: jionlp.ner.extract_money(line, with_parsing=True),
    }
    times: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(ROUNDS):
        for name, run in runs.items():
            times[name].append(seconds(run, lines))
    ours = statistics.median(times[OURS])
    print(f"{size:,} characters, {ROUNDS} rounds in turns, medians")
    for name, measured in times.items():
        median = statistics.median(measured)
        spread = (max(measured) - min(measured)) / median
        rate = f"{size / median:12,.0f} characters a second"
        print(f"{rate}  {median / ours:6.2f} × our time  spread {spread:.0%}  {name}")


if __name__ == "__main__":
    main()
