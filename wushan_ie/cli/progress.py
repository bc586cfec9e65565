"""How far a run is: a bar on a terminal, a line now and then elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from wushan_ie.cli.settings import say

if TYPE_CHECKING:
    from wushan_ie.archive import Progress

_EVERY = 10  # seconds between two lines
_BAR = "{percentage:3.0f}% |{bar}| {desc} [{elapsed}, {remaining} left]"


@contextmanager
def shown_progress() -> Iterator[Callable[[Progress], None]]:
    """Give what is to be told of the progress of a run."""
    if not sys.stderr.isatty():
        yield _Lines().tell
        return
    from tqdm import tqdm

    with tqdm(bar_format=_BAR, file=sys.stderr) as bar:
        begin = time.monotonic()

        def tell(progress: Progress) -> None:
            bar.total = max(progress.total, 1)
            bar.initial = progress.kept  # else the rate, and with it the time left, would count what was done before
            bar.n = progress.weight
            bar.set_description_str(_state(progress, time.monotonic() - begin))

        yield tell


class _Lines:
    def __init__(self) -> None:
        self._begin = self._last = time.monotonic()

    def tell(self, progress: Progress) -> None:
        """Print a line when the last one is some time ago."""
        now = time.monotonic()
        if now - self._last < _EVERY:
            return
        self._last = now
        say(format_progress(progress, now - self._begin))


def format_progress(progress: Progress, seconds: float) -> str:
    """Return one line: share of the bytes, documents, rate, time left, failed documents."""
    share = progress.weight / max(progress.total, 1)
    new = (progress.weight - progress.kept) / max(progress.total, 1)
    left = f", {_clock(seconds * (1 - share) / new)} left" if new > 0 else ""
    return f"{share:.0%}: {_state(progress, seconds)}{left}"


def _state(progress: Progress, seconds: float) -> str:
    failed = f", {progress.failed:,} failed" if progress.failed else ""
    rate = (progress.documents - progress.kept_documents) / max(seconds, 0.001)
    return f"{progress.documents:,} documents, {rate:,.0f}/s{failed}"


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
