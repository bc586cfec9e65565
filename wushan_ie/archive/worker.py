"""A worker process: loads what annotates once, then works on one shard after another until it is told to stop."""

from __future__ import annotations

import ctypes
import faulthandler
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from multiprocessing import parent_process
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import IO

from wushan_ie.archive.shard_files import Head, ShardRows, Text, write_shard
from wushan_ie.archive.work import STAGES, AnalysesTexts, Failure, read_through, work_through
from wushan_ie.errors import WushanError
from wushan_ie.reading.items import Item

NOWHERE = -1  # the position of a worker that is at no document
_FIRST_TEXT = "县水利局投入5万元修路。"  # what compiles at first use must not count against a document's time
OVERTIME = 1  # the exit code that faulthandler ends a process with


@dataclass(frozen=True, slots=True)
class Job:
    """What workers load and how far one document may go: seconds, and bytes beyond what a loaded worker takes.

    ``load`` is called in the worker and must survive pickling.
    """

    load: Callable[[], AnalysesTexts]
    time_limit: float
    memory_limit: int


@dataclass(frozen=True, slots=True)
class Task:
    """A shard's items; its rows go into the file ``path``, or back to who asked when there is none.

    ``known`` are failures by position that are known before, ``copies`` the first document by the id of each copy, None
    when the worker is to ask. ``only_texts`` asks for no rows, but for what the texts are.
    """

    number: int
    items: tuple[Item, ...]
    path: Path | None
    known: Mapping[int, Failure] = field(default_factory=dict)
    copies: Mapping[str, str] | None = None
    only_texts: bool = False


class Marks:
    """Where a worker is, in memory that outlives it: position in its shard, stage, and since when."""

    def __init__(self, cells: ctypes.Array[ctypes.c_double]) -> None:
        self._cells = cells

    def set(self, at: int, stage: str) -> None:
        """Note that a document's stage begins."""
        self._cells[:] = [at, STAGES.index(stage), time.monotonic()]

    def clear(self) -> None:
        """Note that the worker is at no document."""
        self._cells[0] = NOWHERE

    def get(self) -> tuple[int, str, float]:
        """Return position (NOWHERE for none), stage, and for how many seconds it has been there."""
        at, stage, since = self._cells
        return int(at), STAGES[int(stage)], time.monotonic() - since


# What a worker says, beside exceptions that end it.
@dataclass(frozen=True, slots=True)
class Ready:
    """The worker has loaded."""


@dataclass(frozen=True, slots=True)
class Ask:
    """Which of these texts (document, digest) are copies? The answer is a sequence of Text."""

    texts: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Done:
    """The shard is done: the head of its file, or its rows."""

    found: Head | ShardRows


def serve(job: Job, line: Connection, cells: ctypes.Array[ctypes.c_double]) -> None:
    """Load, then answer each Task with Done or with the error that ends the run, until None or the caller's end."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that gives out the work
    threading.Thread(target=_end_with_parent, daemon=True).start()
    marks = Marks(cells)
    marks.clear()
    try:
        annotator = job.load()
        annotator.analyse(_FIRST_TEXT)
    except WushanError as error:
        line.send(error)
        return
    _limit_memory(job.memory_limit)
    line.send(Ready())
    with Path(os.devnull).open("w") as nowhere:
        while (task := _next_task(line)) is not None:
            line.send(_work(task, annotator, line, _Guard(marks, job.time_limit, nowhere)))


class _Guard:
    """Marks where the worker is and ends the process when a document takes too long, even inside a C function."""

    def __init__(self, marks: Marks, limit: float, trace: IO[str]) -> None:
        self._marks = marks
        self._limit = limit
        self._trace = trace

    def begin(self, at: int, stage: str) -> None:
        faulthandler.cancel_dump_traceback_later()
        self._marks.set(at, stage)
        faulthandler.dump_traceback_later(self._limit, exit=True, file=self._trace)

    def rest(self) -> None:
        faulthandler.cancel_dump_traceback_later()
        self._marks.clear()


def _next_task(line: Connection) -> Task | None:
    try:
        task: Task | None = line.recv()
    except EOFError:
        return None
    return task


def _work(task: Task, annotator: AnalysesTexts, line: Connection, guard: _Guard) -> Done | OSError:
    def ask_firsts(texts: Sequence[tuple[str, str]]) -> Sequence[Text]:
        guard.rest()
        if task.copies is not None:
            return [Text(document, digest, task.copies.get(document)) for document, digest in texts]
        line.send(Ask(texts))
        answer: Sequence[Text] = line.recv()
        return answer

    steps = read_through if task.only_texts else work_through
    rows = steps(task.items, annotator, task.known, guard.begin, ask_firsts)
    guard.rest()
    if task.path is None:
        return Done(rows)
    try:
        return Done(write_shard(task.path, rows))
    except OSError as fault:
        return fault


def _limit_memory(limit: int) -> None:
    """Let the process take no more than ``limit`` bytes beyond what it has; systems that cannot, do not."""
    if sys.platform == "linux":
        import resource

        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        bound = pages * resource.getpagesize() + limit
        resource.setrlimit(resource.RLIMIT_AS, (bound, bound))


def _end_with_parent() -> None:
    """End this process when the one that started it is gone, killed or not: nobody takes its rows any more."""
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
