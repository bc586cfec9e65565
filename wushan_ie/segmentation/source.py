"""The files of pkuseg's default model, as its 0.0.25 release carries them: found, verified, read.

The release is a wheel for CPython 3.5 to 3.7; every platform's wheel holds the same ``models/default``, so
the hashes of its two files are what is pinned. ``features.pkl`` is a pickle of one dict of strings, numbers
and lists; it is read by an unpickler that knows no names, so that no code in it can run.
"""

from __future__ import annotations

import hashlib
import io
import pickle
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import Any, NoReturn

from wushan_ie.errors import ModelError

RELEASE = "0.0.25"
SOURCE_HASHES: Mapping[str, str] = MappingProxyType(
    {
        "features.pkl": "265dcf5534a11d6429776f7e7450a9eef8e075b1a4bedb82ef996994d9c721ac",
        "weights.npz": "95d1632a1fed45993b5006d8ba85939cb110fae71313987673582d24669811dd",
    }
)


def read_source(path: Path) -> dict[str, bytes]:
    """Return the verified model files by name, from a wheel, a zip or a folder that holds them.

    Raises ModelError when ``path`` is none of these, lacks a file, or a file is not that of the release.
    """
    if path.is_dir():
        files = _read_folder(path)
    elif not path.exists():
        raise ModelError(f"{path}: no such file or folder")
    elif zipfile.is_zipfile(path):
        files = _read_archive(path)
    else:
        raise ModelError(f"{path}: is no zip archive; expected a pkuseg {RELEASE} wheel, a zip or a folder")
    for name, content in files.items():
        found = hashlib.sha256(content).hexdigest()
        if found != SOURCE_HASHES[name]:
            raise ModelError(
                f"{path}: {name} is damaged or of another release: its SHA-256 is {found}, "
                f"that of pkuseg {RELEASE} is {SOURCE_HASHES[name]}"
            )
    return files


def _read_folder(folder: Path) -> dict[str, bytes]:
    for place in (".", "default", "models/default", "pkuseg/models/default"):
        paths = {name: folder / place / name for name in SOURCE_HASHES}
        if all(path.is_file() for path in paths.values()):
            return {name: path.read_bytes() for name, path in paths.items()}
    raise ModelError(f"{folder}: holds no {_names()}, neither itself nor as models/default")


def _read_archive(path: Path) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(path) as archive:
            folders: dict[PurePosixPath, set[str]] = {}
            for member in map(PurePosixPath, archive.namelist()):
                folders.setdefault(member.parent, set()).add(member.name)
            for folder, names in sorted(folders.items()):
                if names >= SOURCE_HASHES.keys():
                    return {name: archive.read(str(folder / name)) for name in SOURCE_HASHES}
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError) as error:
        raise ModelError(f"{path}: the archive cannot be read: {error}") from error
    raise ModelError(f"{path}: holds no {_names()}; expected a wheel of pkuseg {RELEASE}")


def _names() -> str:
    return " and ".join(SOURCE_HASHES)


class _PlainUnpickler(pickle.Unpickler):
    """Reads numbers, strings and containers; every name of a class or function is refused."""

    def find_class(self, module_name: str, global_name: str, /) -> NoReturn:
        raise ModelError(f"the pickle asks for {module_name}.{global_name}; only plain data is allowed")


def read_pickle(content: bytes) -> Any:
    """Return the plain data of a pickle without running code; raises ModelError for anything else.

    >>> read_pickle(pickle.dumps({"词": [1, 2]}))
    {'词': [1, 2]}
    """
    try:
        return _PlainUnpickler(io.BytesIO(content)).load()
    except (pickle.UnpicklingError, EOFError, ValueError, IndexError, KeyError, TypeError, AttributeError) as error:
        raise ModelError(f"the pickle is damaged: {error}") from error
