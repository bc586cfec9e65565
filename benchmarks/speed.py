"""Measures the pipeline on three corpora: stages, load, memory, growth, workers, rules, places; writes JSON.

    pip install -e ".[bench]"
    python -m benchmarks.speed [--short] [--out benchmarks/results/speed.json]

Rates are of processor time on one core and the median of the rounds; ratios are to spacy_pkuseg's segmentation alone
or to the calibration loop, timed in the same rounds. --short leaves out what takes minutes.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import wushan_ie
from benchmarks.bulletins import CORPORA, texts
from benchmarks.processes import measure_growth, measure_start, measure_workers
from benchmarks.size import measure_places, measure_rules
from wushan_ie.annotator import Annotator
from wushan_ie.benchmark import TOTAL, annotate_all, calibrate, machine, time_in_turns, time_stages
from wushan_ie.segmentation.model import find_model
from wushan_ie.segmentation.pkuseg import CompiledSegmenter, PlainSegmenter
from wushan_ie.segmentation.userwords import UserWords

SEED = 20241
PLAIN = "spacy_pkuseg, words alone"
CALIBRATION = "calibration"
_SHOWN = 100  # stages that take less than this part of the whole stand in the JSON only
_PLAIN_SIZE = 20_000  # characters: spacy_pkuseg needs half a second for them


def measure_corpus(annotator: Annotator, corpus: str, characters: int, rounds: int) -> dict[str, Any]:
    """Return the rates of the whole and of its stages on one corpus, and the ratios."""
    made = texts(corpus, SEED, characters)
    nlp = wushan_ie.load()
    compiled, plain = CompiledSegmenter(find_model(), UserWords([])), PlainSegmenter(find_model())
    sample = texts(corpus, SEED, _PLAIN_SIZE)
    runs: dict[str, Callable[[], int]] = {
        CALIBRATION: calibrate,
        PLAIN: lambda: sum(len(text) for text in sample if plain.starts(text)),
        "words": lambda: sum(len(text) for text in made if compiled.starts(text)),
        "words as a spaCy Doc": lambda: sum(len(text) for text in made if len(nlp.make_doc(text))),
        "all, in a spaCy Doc": lambda: sum(len(text) for text in made if len(nlp(text))),
        TOTAL: lambda: annotate_all(annotator, made),
    }
    timings = time_in_turns(runs, rounds)
    stages = time_stages(annotator, made, rounds)
    stages.pop(TOTAL)
    base, loop = timings[PLAIN].rate, timings[CALIBRATION].rate
    return {
        "characters": sum(map(len, made)),
        "bulletins": len(made),
        "amounts": sum(len(annotator.analyse(text).facts) for text in made),
        "rates": {name: round(timing.rate) for name, timing in timings.items()},
        "spread": {name: round(timing.spread, 3) for name, timing in timings.items()},
        "times spacy_pkuseg": {name: round(timing.rate / base, 2) for name, timing in timings.items()},
        "stages": {
            name: {"rate": round(timing.rate), "spread": round(timing.spread, 3), "to calibration": timing.best / loop}
            for name, timing in sorted(stages.items(), key=lambda item: item[1].rate)
        },
    }


def main() -> None:
    """Measure, print the main figures, write everything."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--short", action="store_true", help="leave out growth, workers, rules and places")
    parser.add_argument("--characters", type=int, default=300_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--out", type=Path, default=Path(__file__).parent / "results" / "speed.json")
    options = parser.parse_args()
    annotator = wushan_ie.load_annotator()
    found: dict[str, Any] = {"machine": machine(), "rounds": options.rounds, "corpora": {}}
    for corpus in CORPORA:
        found["corpora"][corpus] = measure_corpus(annotator, corpus, options.characters, options.rounds)
        print_corpus(corpus, found["corpora"][corpus])
    found["start"] = measure_start()
    print(json.dumps(found["start"], indent=1))
    if not options.short:
        found["growth"] = measure_growth((1, 3, 10, 30, 100))
        found["workers"] = measure_workers()
        found["rules"] = measure_rules((50, 100, 200, 500, 1000))
        found["places"] = measure_places((1000, 2000, 3000, None))
        print(json.dumps({name: found[name] for name in ("growth", "workers", "rules", "places")}, indent=1))
    options.out.parent.mkdir(exist_ok=True)
    options.out.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def print_corpus(corpus: str, found: dict[str, Any]) -> None:
    """Print the rates of one corpus."""
    density = found["characters"] // max(1, found["amounts"])
    print(f"{corpus}: {found['characters']:,} characters, {found['bulletins']} bulletins, an amount every {density}")
    for name, rate in found["rates"].items():
        ratio, spread = found["times spacy_pkuseg"][name], found["spread"][name]
        print(f"  {name:28} {rate:12,} a second  {ratio:7.2f} × spacy_pkuseg  spread {spread:.0%}")
    for name, stage in found["stages"].items():
        if stage["rate"] > _SHOWN * found["rates"][TOTAL]:
            break
        print(f"    {name:26} {stage['rate']:12,} a second")


if __name__ == "__main__":
    main()
