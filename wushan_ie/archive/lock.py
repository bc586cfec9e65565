"""One run at a time in a folder."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from wushan_ie.errors import ArchiveError


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold a lock that ends with the process, killed or not; raises ArchiveError when another run holds it.

    Windows has no such lock in the standard library: nothing is held there.
    """
    with path.open("w") as file:
        if sys.platform != "win32":
            import fcntl

            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as fault:
                raise ArchiveError(f"{path.parent}: another run is at work in this folder; wait for it") from fault
        yield
