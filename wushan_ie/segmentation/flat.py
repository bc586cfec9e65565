"""Named arrays in one file that is mapped into memory: opened in no time, shared between processes.

The file is ``MAGIC``, the version and the header's length (two little-endian 32-bit numbers), the header (JSON: each
array's type, shape and place, and the file's size), and the arrays, each at a multiple of 64 bytes.
"""

from __future__ import annotations

import json
import math
import mmap
import struct
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from wushan_ie.errors import ModelError

MAGIC = b"WUSHANIE"
VERSION = 1

Array = npt.NDArray[Any]

_PREFIX = struct.Struct("<8sII")
_ALIGNMENT = 64
_HEADER_ROOM = 1 << 14


def write_arrays(path: Path, arrays: Mapping[str, Array]) -> None:
    """Write the arrays under their names; ``read_arrays`` gives them back."""
    entries: dict[str, dict[str, Any]] = {}
    end = _HEADER_ROOM
    for name, array in arrays.items():
        place = _aligned(end)
        kind = array.dtype.str if array.dtype.names is None else array.dtype.descr
        entries[name] = {"type": kind, "shape": array.shape, "place": place}
        end = place + array.nbytes
    header = json.dumps({"size": end, "arrays": entries}).encode()
    with path.open("wb") as file:
        file.write(_PREFIX.pack(MAGIC, VERSION, len(header)))
        file.write(header)
        for name, array in arrays.items():
            file.seek(entries[name]["place"])
            file.write(np.ascontiguousarray(array).tobytes())


def read_arrays(path: Path) -> dict[str, Array]:
    """Map the file into memory and return its arrays, read-only.

    Raises ModelError when the file is missing, is no such file, has another version, or is cut short.
    """
    try:
        with path.open("rb") as file:
            prefix = file.read(_PREFIX.size)
            if len(prefix) < _PREFIX.size or not prefix.startswith(MAGIC):
                raise ModelError(f"{path}: is no file of arrays: it begins with {prefix[:8]!r} instead of {MAGIC!r}")
            _, version, length = _PREFIX.unpack(prefix)
            if version != VERSION:
                raise ModelError(f"{path}: has version {version}, expected {VERSION}")
            header = file.read(length)
            view = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except OSError as error:
        raise ModelError(f"{path}: cannot be read: {error}") from error
    try:
        description = json.loads(header)
        if len(view) != description["size"]:
            raise ModelError(
                f"{path}: has {len(view)} bytes instead of {description['size']}: it is cut short or damaged"
            )
        return {name: _array(view, entry) for name, entry in description["arrays"].items()}
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ModelError(f"{path}: its header is damaged: {error!r}") from error


def _array(view: mmap.mmap, entry: Mapping[str, Any]) -> Array:
    kind = entry["type"]
    dtype = np.dtype(
        kind if isinstance(kind, str) else [(name, code, *map(tuple, shape)) for name, code, *shape in kind]
    )
    return np.frombuffer(view, dtype, math.prod(entry["shape"]), entry["place"]).reshape(entry["shape"])


def _aligned(place: int) -> int:
    return -(-place // _ALIGNMENT) * _ALIGNMENT
