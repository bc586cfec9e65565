"""Runs over a made archive: speed by workers, memory of the leading process, and how far its facts are the gold's.

    pip install -e ".[bench,formats]"
    python -m benchmarks.archive 20000 --seed 1 --out DIR
    python -m benchmarks.archive_run DIR --workers 1 2

The gold is compared by words, not offsets: pages and PDFs break lines where the gold has none. Beside it stands the
same comparison for the gold's own texts, annotated one by one: what reading and running lose is the difference.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import resource
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from wushan_ie.face import load_annotator
from wushan_ie.writing.arrow import read_parquet_rows
from wushan_ie.writing.tabulate import analysis_rows

_SAMPLE = 1000  # bulletins of the gold that are annotated one by one


class Told(NamedTuple):
    """A fact in words, as gold and rows can both say it."""

    document: str
    amount: str
    kind: str
    project: str
    actors: tuple[str, ...]
    part_of: str


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    chosen = parser.parse_args()
    results = [time_run(chosen.folder, workers) for workers in chosen.workers]
    for one in results:
        print(
            f"{one.workers} worker(s): {one.seconds:.1f} s, {results[0].seconds / one.seconds:.2f} times the first; "
            f"processor time {one.busy:.1f} s, of it the parent's {one.parent_busy:.1f} s; "
            f"parent's memory at most {one.parent_memory} MiB"
        )
    out = chosen.folder / f"out{chosen.workers[-1]}"
    print_failures(chosen.folder, out)
    print_agreement(chosen.folder, out)


class Timing(NamedTuple):
    """How a run went: seconds, seconds of processor time, and MiB."""

    workers: int
    seconds: float
    busy: float
    parent_busy: float
    parent_memory: int


def time_run(folder: Path, workers: int) -> Timing:
    """Run and watch the leading process; processor time tells how it scales even where others use the machine."""
    out = folder / f"out{workers}"
    shutil.rmtree(out, ignore_errors=True)
    command = [sys.executable, "-m", "wushan_ie", "run", folder / "archive", "--out", out, "--workers", str(workers)]
    begin, busy = time.monotonic(), _busy_children()
    process = subprocess.Popen(command)
    memory, parent_busy = 0, 0.0
    while process.poll() is None:
        with contextlib.suppress(FileNotFoundError, ProcessLookupError):  # it ended just now
            status = Path(f"/proc/{process.pid}/status").read_text(encoding="ascii")
            memory = max([memory, *(int(line.split()[1]) // 1024 for line in status.splitlines() if "VmHWM" in line)])
            user, system = Path(f"/proc/{process.pid}/stat").read_text(encoding="ascii").split()[13:15]
            parent_busy = (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")
        time.sleep(0.1)
    return Timing(workers, time.monotonic() - begin, _busy_children() - busy, parent_busy, memory)


def _busy_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def print_failures(folder: Path, out: Path) -> None:
    """Print how many broken documents have their row with the right reason, and what failed beside them."""
    wanted = {found["document"]: found for found in _lines(folder / "broken.jsonl")}
    errors = {row.document: row for row in read_parquet_rows(out / "errors.parquet", "errors")}
    right = sum(name in errors and errors[name].reason == found["reason"] for name, found in wanted.items())
    print(f"broken: {right} of {len(wanted)} with the right reason; {len(errors.keys() - wanted.keys())} others failed")
    for name, found in wanted.items():
        if name not in errors or errors[name].reason != found["reason"]:
            print(f"  {name}: {found['way']} is {errors[name].reason if name in errors else 'no error'}")
    for name in sorted(errors.keys() - wanted.keys())[:10]:
        print(f"  {errors[name].message}")


def print_agreement(folder: Path, out: Path) -> None:
    """Print, by format, the share of the gold's facts that the tables hold, and that its own texts give."""
    gold = {found["id"]: found for found in _lines(folder / "gold.jsonl")}
    told = _by_format(fact for one in gold.values() for fact in _gold_facts(one))
    rows = (row for row in read_parquet_rows(out / "facts.parquet", "facts") if row.document in gold)
    found = _by_format(_told(row) for row in rows)
    annotator = load_annotator()
    sample = dict(list(gold.items())[:_SAMPLE])
    part = _by_format(fact for one in sample.values() for fact in _gold_facts(one))
    alone = _by_format(
        _told(row)
        for name, one in sample.items()
        for row in analysis_rows(one["text"], name, name, annotator.analyse(one["text"]))["facts"]
    )
    for form in sorted(told):
        print(
            f"{form}: {_recall(told[form], found[form]):.1%} of {told[form].total()} facts; "
            f"from the gold's own texts {_recall(part[form], alone[form]):.1%} of {part[form].total()}"
        )


def _recall(wanted: Counter[Told], found: Counter[Told]) -> float:
    return (wanted & found).total() / max(wanted.total(), 1)


def _by_format(facts: Iterable[Told]) -> dict[str, Counter[Told]]:
    found: dict[str, Counter[Told]] = {}
    for fact in facts:
        file, mark, member = fact.document.replace("#", "!").partition("!")
        form = Path(file).suffix + (mark + Path(member).suffix).rstrip("!.")
        found.setdefault(form, Counter())[fact] += 1
    return found


def _gold_facts(document: Mapping[str, Any]) -> Iterator[Told]:
    words = {entity["id"]: _bare(entity["text"]) for entity in document["entities"]}
    for fact in document["facts"]:
        actors = tuple(sorted(words[name] for name in fact["actors"]))
        project, total = (words[fact[role]] if fact[role] else "" for role in ("project", "part_of"))
        yield Told(document["id"], words[fact["amount"]], fact["kind"], project, actors, total)


def _told(row: Any) -> Told:
    actors = tuple(sorted(map(_bare, row.actors)))
    return Told(row.document, _bare(row.amount), row.kind, _bare(row.project or ""), actors, _bare(row.part_of or ""))


def _bare(words: str) -> str:
    return "".join(words.split())


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        yield from map(json.loads, file)


if __name__ == "__main__":
    main()
