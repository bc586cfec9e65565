"""A file, or standard input, to a Bulletin."""

from __future__ import annotations

import sys
from pathlib import Path

from wushan_ie.errors import ReadError
from wushan_ie.reading.encoding import decode
from wushan_ie.reading.header import read_header
from wushan_ie.reading.header_form import HeaderForm
from wushan_ie.records import Bulletin

STANDARD_INPUT = "-"


def read_bulletin(path: str | Path, form: HeaderForm) -> Bulletin:
    """Read one plain-text bulletin and the header of its page; ``-`` is standard input.

    The text is what the bytes decode to, line ends and all, without the byte order mark: offsets count its characters.
    A file that is missing, a folder, empty, binary or in an unknown encoding is a ReadError.
    """
    if str(path) == STANDARD_INPUT:
        text = decode(sys.stdin.buffer.read(), "standard input")
    else:
        text = decode(_read_bytes(Path(path)), str(path))
    return Bulletin(text=text, meta=read_header(text, form), source=str(path))


def _read_bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as fault:
        raise ReadError(f"{path}: there is no such file. Check the path; - reads standard input.") from fault
    except IsADirectoryError as fault:
        raise ReadError(f"{path}: this is a folder. Name the files in it, such as {path / '*.txt'}.") from fault
    except (OSError, ValueError) as fault:
        reason = fault.strerror if isinstance(fault, OSError) and fault.strerror else str(fault)
        raise ReadError(
            f"{path}: the file cannot be opened: {reason}. Check its name and your rights to it."
        ) from fault
