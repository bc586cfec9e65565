"""How fast the stages are, on whatever machine this is: rates, and ratios to a loop that is timed in the same rounds.

A rate says little about another machine, the ratio to ``calibrate`` much: it is what benchmarks/budget.toml holds.
"""

from __future__ import annotations

import os
import platform
import re
import statistics
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from decimal import Decimal
from types import ModuleType
from typing import Any, NamedTuple

from wushan_ie.annotator import Annotator

TOTAL = "all, rows of JSON written"
WORDS = "words"
WRITING = "writing"
_STEPS = 40_000  # of the calibration loop
_FIGURE = re.compile(r"([0-9]+)([万亿]?)元")
_LINE = "县水利局投入1200万元，镇里配套35万元，村民自筹8600元，用于整修山塘和水渠，受益农田广阔。"


class Timing(NamedTuple):
    """The seconds that the rounds of one thing took; ``size`` is the characters, or steps, of a round."""

    size: int
    rounds: tuple[float, ...]

    @property
    def rate(self) -> float:
        """Characters a second in the median round."""
        return self.size / statistics.median(self.rounds)

    @property
    def best(self) -> float:
        """Characters a second in the fastest round, which other programs disturbed least."""
        return self.size / min(self.rounds)

    @property
    def spread(self) -> float:
        """How far the slowest round lies from the fastest, as a share of the median."""
        return (max(self.rounds) - min(self.rounds)) / statistics.median(self.rounds)


def calibrate() -> int:
    """Do some fixed work of the kind that the stages do, and return how many steps it was."""
    found: dict[str, Decimal] = {}
    for step in range(_STEPS // len(_LINE)):
        for match in _FIGURE.finditer(_LINE):
            value = Decimal(match[1]) * (10000 if match[2] else 1)
            found[f"{match[1]} {step % 97}"] = value
        sorted(found.items(), key=lambda item: item[1])
    return _STEPS


def time_in_turns(runs: Mapping[str, Callable[[], int]], rounds: int) -> dict[str, Timing]:
    """Run everything once to warm up, then in turns, so that a slow moment hits all alike; runs return their size."""
    sizes = {name: run() for name, run in runs.items()}
    seconds: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(rounds):
        for name, run in runs.items():
            begin = time.process_time()
            run()
            seconds[name].append(time.process_time() - begin)
    return {name: Timing(sizes[name], tuple(seconds[name])) for name in runs}


def annotate_all(annotator: Annotator, texts: Sequence[str]) -> int:
    """Annotate the texts and return their characters."""
    for number, text in enumerate(texts):
        annotator.annotate_line(text, f"b{number}")
    return sum(map(len, texts))


def time_stages(annotator: Annotator, texts: Sequence[str], rounds: int) -> dict[str, Timing]:
    """Return what each stage takes by the name of its function, the words and the writing, and the total.

    Of a stage that calls others only its own time counts.
    """
    size = annotate_all(annotator, texts)
    found: dict[str, list[float]] = {}
    for _ in range(rounds):
        with _clocked() as clock:
            begin = time.process_time()
            annotate_all(annotator, texts)
            clock[TOTAL] = time.process_time() - begin
        for name, seconds in clock.items():
            found.setdefault(name, []).append(seconds)
    return {name: Timing(size, tuple(seconds)) for name, seconds in found.items()}


@contextmanager
def _clocked() -> Iterator[dict[str, float]]:
    """Put a clock into every function that the pipeline and the linker call, and take it out again."""
    from wushan_ie import annotator, pipeline
    from wushan_ie.linking import facts
    from wushan_ie.segmentation.pkuseg import CompiledSegmenter

    clock: dict[str, float] = {}
    inner: list[float] = []
    kept: list[tuple[Any, str, Any]] = []

    def put(home: Any, name: str, label: str) -> None:
        stage = getattr(home, name)
        kept.append((home, name, stage))
        setattr(home, name, _timed(stage, label, clock, inner))

    for module in (pipeline, facts):
        for name in _stages_of(module):
            put(module, name, name)
    put(annotator, "format_whole", WRITING)
    put(annotator, "plain_records", WRITING)
    put(CompiledSegmenter, "starts", WORDS)
    try:
        yield clock
    finally:
        for home, name, stage in reversed(kept):
            setattr(home, name, stage)


def _stages_of(module: ModuleType) -> list[str]:
    """Return the names of the library's functions that a module imports to call: what its steps are."""
    return [
        name
        for name, found in vars(module).items()
        if callable(found)
        and not isinstance(found, type)
        and getattr(found, "__module__", "").startswith("wushan_ie.")
        and found.__module__ != module.__name__
        and not name.startswith(("compile_", "read_rulebook", "read_places", "read_word", "bundled"))
    ]


def _timed(stage: Callable[..., Any], label: str, clock: dict[str, float], inner: list[float]) -> Callable[..., Any]:
    def run(*args: Any, **settings: Any) -> Any:
        inner.append(0.0)
        begin = time.process_time()
        try:
            return stage(*args, **settings)
        finally:
            seconds = time.process_time() - begin
            clock[label] = clock.get(label, 0.0) + seconds - inner.pop()
            if inner:
                inner[-1] += seconds

    return run


def machine() -> dict[str, str]:
    """Return what the machine and the interpreter are, and how busy others keep it."""
    model = platform.processor() or platform.machine()
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as file:  # noqa: PTH123  no file to be found elsewhere
            model = next((line.split(":", 1)[1].strip() for line in file if line.startswith("model name")), model)
    except OSError:
        pass  # not Linux: what platform says has to do
    load = f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "unknown"
    return {
        "processor": model,
        "cores": str(os.cpu_count()),
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
        "load": load,
    }
