"""The shards of a run on Spark: a crew whose workers are Spark's; sources and output on disks that all of them see."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import TracebackType

from wushan_ie.archive.crew import Offer
from wushan_ie.archive.resident import work_here
from wushan_ie.archive.shard_files import Head, ShardRows
from wushan_ie.archive.worker import Job, Task
from wushan_ie.spark import require_spark

_WAVE = 256_000_000  # bytes of sources that are handed to Spark at once: the leading process holds some of them
_WAVE_SHARDS = 1000


class SparkCrew:
    """Does tasks wave by wave: a wave is read for the digests of its texts, then, with its copies known, annotated.

    A shard cannot wait for another on Spark, which may not run both at once; reading twice is the price.
    A session of Spark that runs already is taken and left running. Raises SettingError when pyspark is not installed.
    """

    def __init__(self, master: str, job: Job, offer: Offer) -> None:
        require_spark()
        self._job = job
        self._offer = offer
        self._copies: dict[int, dict[str, str]] = {}
        from pyspark.sql import SparkSession

        self._found = SparkSession.getActiveSession()
        builder = SparkSession.builder.master(master).appName("wushan-ie")
        self._session = self._found or builder.config("spark.ui.showConsoleProgress", "false").getOrCreate()

    def __enter__(self) -> SparkCrew:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._found is None:
            self._session.stop()

    def work(self, tasks: Iterator[Task]) -> Iterator[tuple[Task, Head | ShardRows]]:
        """Yield each task with what it gave."""
        while wave := _take(tasks):
            by_number = {task.number: task for task in wave}
            for number, read in self._do([replace(task, only_texts=True, path=None, copies={}) for task in wave]):
                self.settle(number, [(text.document, text.digest) for text in read.texts])
            ready = [replace(task, copies=self._copies.pop(task.number)) for task in wave]
            for number, found in self._do(ready):
                yield by_number[number], found

    def settle(self, number: int, texts: Sequence[tuple[str, str]]) -> None:
        """Take the texts of a shard; note the copies in the shards that this settles."""
        for settled, found in self._offer(number, texts):
            self._copies[settled] = {text.document: text.same_as for text in found if text.same_as is not None}

    def _do(self, tasks: Sequence[Task]) -> Iterator[tuple[int, Head | ShardRows]]:
        context = self._session.sparkContext
        slices = min(len(tasks), 4 * context.defaultParallelism)
        return (
            context.parallelize(tasks, slices).map(partial(_do_one, self._job)).toLocalIterator(prefetchPartitions=True)
        )


def _do_one(job: Job, task: Task) -> tuple[int, Head | ShardRows]:
    return task.number, work_here(task, job)


def _take(tasks: Iterator[Task]) -> list[Task]:
    """Return the next tasks, with paths that hold wherever a worker stands."""
    wave: list[Task] = []
    weight = 0
    while len(wave) < _WAVE_SHARDS and weight < _WAVE and (task := next(tasks, None)) is not None:
        items = tuple(
            replace(item, content=item.content.absolute()) if isinstance(item.content, Path) else item
            for item in task.items
        )
        wave.append(replace(task, items=items, path=None if task.path is None else task.path.absolute()))
        weight += sum(item.weight for item in items)
    return wave
