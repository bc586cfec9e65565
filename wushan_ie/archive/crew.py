"""Workers under supervision: who dies or hangs is replaced, and the document it was at is passed over.

A pool of a library knows which call a dead worker was in; here one call is a shard of many documents, and a dead
worker's marks tell the document. See docs/decisions/0007-archives-in-shards.md.
"""

from __future__ import annotations

import multiprocessing
import signal
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection, wait
from types import TracebackType
from typing import TYPE_CHECKING

from wushan_ie.archive.shard_files import Head, ShardRows, Text
from wushan_ie.archive.work import Failure
from wushan_ie.archive.worker import NOWHERE, OVERTIME, Ask, Done, Job, Marks, Ready, Task, serve
from wushan_ie.errors import ArchiveError

if TYPE_CHECKING:
    from multiprocessing.context import SpawnProcess

_STRIKES = 2  # deaths at a document before it is its fault: a busy system may have killed or starved the worker
_DEATHS = 3  # of workers at no document, one after another, before the run stops


Offer = Callable[[int, Sequence[tuple[str, str]]], Iterable[tuple[int, Sequence[Text]]]]
"""Takes the number of a shard and the (document, digest) of its texts; gives the shards that this settles."""


@dataclass(slots=True)
class _Member:
    """A worker process and the task that it has; it is ``asking`` while it waits for which of its texts are copies."""

    process: SpawnProcess
    line: Connection
    marks: Marks
    task: Task | None
    asking: bool = False


class Crew:
    """Up to so many workers; leaving the ``with`` block ends them, whatever they are at."""

    def __init__(self, workers: int, job: Job, offer: Offer) -> None:
        self._workers = workers
        self._job = job
        self._offer = offer
        self._members: list[_Member] = []
        self._strikes: Counter[str] = Counter()  # by document
        self._deaths = 0  # at no document, since a shard was done

    def __enter__(self) -> Crew:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End all workers."""
        for member in self._members:
            member.process.kill()
        for member in self._members:
            member.process.join()
            member.line.close()
        self._members.clear()

    def work(self, tasks: Iterator[Task]) -> Iterator[tuple[Task, Head | ShardRows]]:
        """Yield each task with what it gave, as they get done; tasks are taken when a worker is free.

        Raises what a worker cannot load with, OSError when it cannot write, ArchiveError when workers die idle.
        """
        while True:
            self._hand_out(tasks)
            if not any(member.task for member in self._members):
                return
            lines = {member.line: member for member in self._members}
            for line in wait(list(lines)):
                done = self._hear(lines[line])  # type: ignore[index]
                if done is not None:
                    yield done

    def settle(self, number: int, texts: Sequence[tuple[str, str]]) -> None:
        """Take the texts of a shard and answer the workers whose question that settles."""
        for settled, found in self._offer(number, texts):
            for member in self._members:
                if member.asking and member.task is not None and member.task.number == settled:
                    member.asking = False
                    _say(member, found)

    def _hand_out(self, tasks: Iterator[Task]) -> None:
        while (free := self._free()) is not None or len(self._members) < self._workers:
            task = next(tasks, None)
            if task is None:
                return
            if free is None:
                self._members.append(self._start(task))
            else:
                free.task = task
                _say(free, task)

    def _free(self) -> _Member | None:
        return next((member for member in self._members if member.task is None), None)

    def _start(self, task: Task) -> _Member:
        context = multiprocessing.get_context("spawn")
        cells = context.RawArray("d", [NOWHERE, 0, 0])
        ours, theirs = context.Pipe()
        process = context.Process(target=serve, args=(self._job, theirs, cells), daemon=True)
        process.start()
        theirs.close()  # else its end would keep the line open when the worker is dead
        return _Member(process, ours, Marks(cells), task)

    def _hear(self, member: _Member) -> tuple[Task, Head | ShardRows] | None:
        try:
            said = member.line.recv()
        except (EOFError, OSError):
            self._replace(member)
            return None
        if isinstance(said, Exception):
            raise said
        task = member.task
        assert task is not None  # nobody speaks unasked
        if isinstance(said, Ready):
            _say(member, task)
        elif isinstance(said, Ask):
            member.asking = True
            self.settle(task.number, said.texts)
        elif isinstance(said, Done):
            member.task = None
            self._deaths = 0
            return task, said.found
        return None

    def _replace(self, member: _Member) -> None:
        """Put a new worker in the place of a dead one, on the same shard, which it does but for what killed it."""
        self._members.remove(member)
        member.process.join()
        member.line.close()
        if member.task is None:
            return
        self._members.append(self._start(self._without_culprit(member, member.task)))

    def _without_culprit(self, member: _Member, task: Task) -> Task:
        """Return the task of a dead worker, with the document it died of among the known failures."""
        at, stage, seconds = member.marks.get()
        death = _death(member.process.exitcode)
        if at == NOWHERE:
            self._deaths += 1
            if self._deaths == _DEATHS:
                raise ArchiveError(
                    f"{_DEATHS} workers died one after another, none of them at a document: {death}. "
                    "If memory is short, take fewer by --workers"
                )
            return task
        document = task.items[at].document
        self._strikes[document] += 1
        if self._strikes[document] < _STRIKES:
            return task
        if member.process.exitcode == OVERTIME and seconds >= self._job.time_limit:
            limit = f"{self._job.time_limit:g} seconds"
            failure = Failure(stage, "time limit", f"{document}: took longer than {limit}; --time-limit gives it more")
        else:
            failure = Failure(stage, "crash", f"{document}: ended the process that was at it: {death}")
        return replace(task, known={**task.known, at: failure})


def _say(member: _Member, message: Task | Sequence[Text]) -> None:
    with suppress(OSError):  # it died just now, which its line tells next
        member.line.send(message)


def _death(code: int | None) -> str:
    """Return how a process ended, from its exit code."""
    if code is None or code >= 0:
        return f"exit code {code}"
    return f"signal {signal.Signals(-code).name}"
