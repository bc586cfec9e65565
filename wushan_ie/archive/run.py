"""One run over an archive: what is done already, what is left to do, and the tables at the end."""

from __future__ import annotations

import json
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wushan_ie.annotator import Annotator
from wushan_ie.archive.crew import Crew, Offer
from wushan_ie.archive.first_texts import FirstTexts
from wushan_ie.archive.lock import locked
from wushan_ie.archive.manifest import MANIFEST, format_manifest, run_facts, run_key
from wushan_ie.archive.merge import FORMATS, Counts, merge_shards, table_file
from wushan_ie.archive.shard_files import Head, Text, read_head, write_whole
from wushan_ie.archive.shards import Shard, cut_shards, sources_key
from wushan_ie.archive.work import AnalysesTexts
from wushan_ie.archive.worker import Job, Task
from wushan_ie.errors import ArchiveError, SettingError
from wushan_ie.reading.sources import list_items, total_weight
from wushan_ie.rulebook import bundled_rules, read_rulebook
from wushan_ie.writing.arrow import require_arrow
from wushan_ie.writing.rows import TABLES

if TYPE_CHECKING:
    from wushan_ie.archive.spark_crew import SparkCrew

UNFINISHED = "unfinished"
TIMES = "run.json"


@dataclass(frozen=True, slots=True)
class RunSettings:
    """What to run over and how; the defaults are ``pipeline.ARCHIVE_DEFAULTS``.

    ``time_limit`` is in seconds and ``memory_limit`` in MiB, for one document; ``shard`` is in documents.
    """

    sources: tuple[Path, ...]
    out: Path
    form: str
    workers: int
    time_limit: float
    memory_limit: int
    shard: int
    segmenter: str
    words: tuple[str, ...]
    rules: tuple[str, ...]
    master: str | None  # of Spark, when the workers are to be Spark's

    def load(self) -> AnalysesTexts:
        """Return what annotates; called in each worker."""
        return Annotator(self.segmenter, self.words, self.rules)


@dataclass(slots=True)
class Progress:
    """How far a run is: documents done, how many of them failed, and bytes of the sources of ``total``.

    ``kept`` are the bytes, ``kept_documents`` the documents that an earlier run of the same command had done.
    """

    total: int
    documents: int = 0
    failed: int = 0
    weight: int = 0
    kept: int = 0
    kept_documents: int = 0


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run gave; ``finished_before`` when an earlier run of the same command had done everything."""

    counts: Counts
    seconds: float
    workers: int
    finished_before: bool

    @property
    def failed(self) -> int:
        """How many documents gave nothing."""
        return self.counts.rows["errors"]


def run_archive(settings: RunSettings, tell: Callable[[Progress], None]) -> Outcome:
    """Annotate all documents of the sources into tables in ``settings.out``; ``tell`` hears after every shard.

    The same command goes on where a killed one was. Raises SettingError for settings and sources that cannot be,
    ArchiveError when the run cannot go on (full disk, another run in the folder, dying workers), and what an
    ``Annotator`` raises; what is done by then is kept.
    """
    _check(settings)
    facts = run_facts(_telling(settings), read_rulebook([bundled_rules(), *map(Path, settings.rules)]).digest)
    work = settings.out / UNFINISHED
    try:
        work.mkdir(parents=True, exist_ok=True)
        with locked(work / "lock"):
            return _Run(settings, facts, tell).go()
    except (OSError, sqlite3.OperationalError) as fault:
        why = fault.strerror if isinstance(fault, OSError) and fault.strerror else str(fault)
        raise ArchiveError(
            f"{settings.out}: cannot go on: {why}. What is done so far is kept in {work}: "
            "when there is room again, run the same command"
        ) from fault


def _check(settings: RunSettings) -> None:
    if settings.form not in FORMATS:
        raise SettingError(f"no format {settings.form!r}; allowed: {', '.join(FORMATS)}")
    for name in ("workers", "time_limit", "memory_limit", "shard"):
        if getattr(settings, name) <= 0:
            raise SettingError(f"{name} is {getattr(settings, name)}; allowed: more than 0")
    for source in settings.sources:
        if settings.out.resolve().is_relative_to(source.resolve()):
            raise SettingError(f"{settings.out} is inside of {source}: its tables would be read as documents")
    if settings.form == "parquet":
        require_arrow()


def _telling(settings: RunSettings) -> dict[str, Any]:
    """Return the settings that rows may depend on."""
    return {name: getattr(settings, name) for name in ("segmenter", "words", "time_limit", "memory_limit", "shard")}


class _Run:
    def __init__(self, settings: RunSettings, facts: dict[str, Any], tell: Callable[[Progress], None]) -> None:
        self._settings = settings
        self._facts = facts
        self._tell = tell
        self._work = settings.out / UNFINISHED
        self._begin = time.monotonic()
        self._paths: list[Path] = []
        self._kept: dict[int, tuple[Text, ...]] = {}  # of shards done before, until they are settled
        self._stale: set[int] = set()

    def go(self) -> Outcome:
        finished = self._finished()
        if finished is None:
            self._annotate()
            finished = self._publish()
        shutil.rmtree(self._work)
        return finished

    def _shards(self) -> Iterator[Shard]:
        return cut_shards(list_items(self._settings.sources), self._settings.shard, run_key(self._facts))

    def _finished(self) -> Outcome | None:
        """Return what an earlier run gave if nothing has changed since."""
        out = self._settings.out
        try:
            times = json.loads((out / TIMES).read_bytes())
            manifest = json.loads((out / MANIFEST).read_bytes())
        except FileNotFoundError:
            return None
        files = [table_file(table, self._settings.form) for table in TABLES]
        if not all((out / name).exists() for name in files):
            return None
        if times["sources"] != sources_key(shard.file_name for shard in self._shards()):
            return None
        rows = {table: found["rows"] for table, found in manifest["tables"].items()}
        counts = Counts(rows, manifest["errors"], manifest["copies"])
        return Outcome(counts, time.monotonic() - self._begin, self._settings.workers, finished_before=True)

    def _annotate(self) -> None:
        """Do all shards that are not done; those whose texts turn out to be copies of others than before, anew."""
        settings = self._settings
        progress = Progress(total_weight(settings.sources))
        self._tell(progress)
        job = Job(settings.load, settings.time_limit, settings.memory_limit * 2**20)
        with (
            closing(FirstTexts(self._work / "texts.sqlite")) as firsts,
            self._crew(job, partial(self._settle, firsts)) as crew,
        ):
            for tasks in (self._new_tasks(crew, progress), self._stale_tasks()):
                for task, head in crew.work(tasks):
                    assert isinstance(head, Head)  # every task has a path
                    _count(progress, head, sum(item.weight for item in task.items))
                    self._tell(progress)

    def _crew(self, job: Job, offer: Offer) -> Crew | SparkCrew:
        if self._settings.master is None:
            return Crew(self._settings.workers, job, offer)
        from wushan_ie.archive.spark_crew import SparkCrew

        return SparkCrew(self._settings.master, job, offer)

    def _new_tasks(self, crew: Crew | SparkCrew, progress: Progress) -> Iterator[Task]:
        for shard in self._shards():
            path = self._work / shard.file_name
            self._paths.append(path)
            head = read_head(path)
            if head is None:
                yield Task(shard.number, shard.items, path)
                continue
            self._kept[shard.number] = head.texts
            crew.settle(shard.number, [(text.document, text.digest) for text in head.texts])
            _count(progress, head, shard.weight)
            progress.kept += shard.weight
            progress.kept_documents += head.rows["documents"] + head.rows["errors"]
            self._tell(progress)

    def _stale_tasks(self) -> Iterator[Task]:
        """Yield the kept shards whose copies are of a document that has changed since."""
        for shard in self._shards() if self._stale else ():
            if shard.number in self._stale:
                yield Task(shard.number, shard.items, self._work / shard.file_name)

    def _settle(
        self, firsts: FirstTexts, number: int, texts: Sequence[tuple[str, str]]
    ) -> Iterator[tuple[int, tuple[Text, ...]]]:
        for settled, found in firsts.offer(number, texts):
            if self._kept.pop(settled, found) != found:
                self._stale.add(settled)
            yield settled, found

    def _publish(self) -> Outcome:
        """Merge the shards; the tables get their names when all are whole, the manifest when all have theirs."""
        out, form = self._settings.out, self._settings.form
        counts = merge_shards(self._paths, self._work, form)
        (out / MANIFEST).unlink(missing_ok=True)
        for table in TABLES:
            (self._work / table_file(table, form)).replace(out / table_file(table, form))
            for other in FORMATS:
                if other != form:
                    (out / table_file(table, other)).unlink(missing_ok=True)
        outcome = Outcome(counts, time.monotonic() - self._begin, self._settings.workers, finished_before=False)
        times = {
            "sources": sources_key(path.name for path in self._paths),
            "seconds": round(outcome.seconds, 1),
            "workers": outcome.workers,
        }
        write_whole(out / TIMES, [(json.dumps(times, indent=2) + "\n").encode()], self._work / TIMES)
        write_whole(out / MANIFEST, [format_manifest(self._facts, counts, out, form)], self._work / MANIFEST)
        return outcome


def _count(progress: Progress, head: Head, weight: int) -> None:
    progress.documents += head.rows["documents"] + head.rows["errors"]
    progress.failed += head.rows["errors"]
    progress.weight += weight
