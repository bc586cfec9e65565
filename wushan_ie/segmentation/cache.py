"""Where the segmentation model is kept: the user's cache folder."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def cache_folder() -> Path:
    """Return the folder of wushan_ie's cached data: WUSHAN_IE_HOME, else in the platform's user cache."""
    if chosen := os.environ.get("WUSHAN_IE_HOME"):
        return Path(chosen).expanduser()
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA")
        base = Path(local) if local else Path.home() / "AppData" / "Local"
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Caches"
    else:
        # The XDG convention: a relative path is to be ignored.
        chosen = os.environ.get("XDG_CACHE_HOME", "")
        base = Path(chosen) if chosen.startswith("/") else Path.home() / ".cache"
    return base / "wushan_ie"


@contextmanager
def folder_in_making(target: Path) -> Iterator[Path]:
    """Give an empty folder beside ``target`` that takes its place when the block ends without an error.

    A reader finds the old folder, the whole new one or, for an instant, none, but never a part. Raises OSError.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix=f"{target.name}.", suffix=".part", dir=target.parent))
    try:
        fresh, old = work / "new", work / "old"
        fresh.mkdir()
        yield fresh
        if target.exists():
            # A folder cannot be renamed onto one that holds files.
            target.rename(old)
        fresh.rename(target)
    finally:
        shutil.rmtree(work, ignore_errors=True)
