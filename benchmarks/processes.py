"""What only a process of its own shows: start, first document, memory, growth with the archive, several workers."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from benchmarks.bulletins import bulletins, texts

_SEED = 20242
_BYTES = 3  # of a Chinese character in UTF-8
_SAMPLE = Path(__file__).parents[1] / "corpus" / "bulletins" / "qingxi.txt"

_FIRST_DOCUMENT = """
import json, sys, time
begin = time.perf_counter()
import wushan_ie
annotator = wushan_ie.load_annotator()
loaded = time.perf_counter()
annotator.annotate_line(open(sys.argv[1], encoding="utf-8").read(), "b")
first = time.perf_counter()
memory = {line.split(":")[0]: line.split()[1] for line in open("/proc/self/status") if line.startswith("Vm")}
print(json.dumps({"load": loaded - begin, "first document": first - loaded, "peak MB": int(memory["VmHWM"]) / 1024,
    "MB": int(memory["VmRSS"]) / 1024, "spaCy": "spacy" in sys.modules}))
"""


def measure_start(rounds: int = 5) -> dict[str, Any]:
    """Return the seconds of ``wushan-ie annotate`` on one file, of loading and of the first document; the memory."""
    command = [sys.executable, "-m", "wushan_ie", "annotate", str(_SAMPLE)]
    seconds, worked = [], []
    for _ in range(rounds):
        begin, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, check=True, capture_output=True)
        seconds.append(time.perf_counter() - begin)
        behind = resource.getrusage(resource.RUSAGE_CHILDREN)
        worked.append(behind.ru_utime + behind.ru_stime - before.ru_utime - before.ru_stime)
    done = subprocess.run(
        [sys.executable, "-c", _FIRST_DOCUMENT, str(_SAMPLE)], check=True, capture_output=True, text=True
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return {
        "wushan-ie annotate, seconds": sorted(seconds),
        "wushan-ie annotate, processor seconds": sorted(worked),
        **found,
    }


def measure_growth(megabytes: Sequence[int]) -> list[dict[str, float]]:
    """Return rate and memory of one process after so many megabytes of bulletins that all differ."""
    ours, theirs = get_context("spawn").Pipe()
    process = get_context("spawn").Process(target=_grow, args=(theirs, tuple(megabytes)))
    process.start()
    found = [ours.recv() for _ in megabytes]
    process.join()
    return found


def _grow(report: Connection, megabytes: tuple[int, ...]) -> None:
    import wushan_ie

    annotator = wushan_ie.load_annotator()
    made = bulletins("varied", _SEED)
    characters, seconds = 0, 0.0
    for size in megabytes:
        begin_size, begin_seconds = characters, seconds
        while characters * _BYTES < size * 1_000_000:
            name, text = next(made)
            begin = time.process_time()
            annotator.annotate_line(text, name)
            seconds += time.process_time() - begin
            characters += len(text)
        rate = (characters - begin_size) / (seconds - begin_seconds)
        report.send({"megabytes": size, "characters/s": round(rate), "MB": _memory("self", "Rss")})


def measure_workers(characters: int = 2_000_000) -> dict[str, Any]:
    """Return how long one worker and two take for the same bulletins, each half, and what memory they share."""
    context = get_context("spawn")
    found: dict[str, Any] = {}
    for workers in (1, 2):
        pipes = [context.Pipe() for _ in range(workers)]
        share = characters // workers
        processes = [context.Process(target=_work, args=(pipes[at][1], at, share)) for at in range(workers)]
        for process in processes:
            process.start()
        for ours, _ in pipes:
            ours.recv()  # loaded, and its texts made
        begin = time.perf_counter()
        for ours, _ in pipes:
            ours.send("go")
        for ours, _ in pipes:
            ours.recv()
        seconds = time.perf_counter() - begin
        memory = [{kind: _memory(str(one.pid), kind) for kind in ("Rss", "Pss")} for one in processes]
        for (ours, _), process in zip(pipes, processes, strict=True):
            ours.send("end")
            process.join()
        found[f"{workers} workers"] = {"seconds": round(seconds, 2), "memory in MB": memory}
    found["times as fast"] = round(found["1 workers"]["seconds"] / found["2 workers"]["seconds"], 2)
    found["cores"] = os.cpu_count()
    return found


def _work(channel: Connection, number: int, characters: int) -> None:
    import wushan_ie

    annotator = wushan_ie.load_annotator()
    made = texts("varied", _SEED + number, characters)
    annotator.annotate_line(made[0], "warm")
    channel.send("ready")
    channel.recv()
    for text in made:
        annotator.annotate_line(text, "b")
    channel.send("done")
    channel.recv()


def _memory(process: str, kind: str) -> float:
    """Return Rss (all pages) or Pss (shared pages counted by their share) of a process, in megabytes."""
    lines = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii").splitlines()
    return next(round(int(line.split()[1]) / 1024, 1) for line in lines if line.startswith(f"{kind}:"))
