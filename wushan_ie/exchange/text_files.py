"""Files of UTF-8 text, with errors that name the file and the place."""

from __future__ import annotations

from pathlib import Path

from wushan_ie.errors import RecordError


def read_text(path: Path, encoding: str) -> str:
    """Return the text of a file, line ends as they are; ``encoding`` is utf-8, or utf-8-sig to pass over a mark.

    Raises RecordError when it cannot be read or is not UTF-8.
    """
    try:
        return path.read_bytes().decode(encoding)
    except OSError as error:
        raise RecordError(f"{path}: cannot be read: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise RecordError(f"{path}: byte 0x{error.object[error.start]:02X} at {error.start} is not UTF-8") from None
