"""A file, an item of a source, or standard input to a Bulletin."""

from __future__ import annotations

import sys
from pathlib import Path

from wushan_ie.errors import ReadError
from wushan_ie.reading.formats import read_content
from wushan_ie.reading.header import read_header
from wushan_ie.reading.header_form import HeaderForm
from wushan_ie.reading.items import Item
from wushan_ie.records import Bulletin

STANDARD_INPUT = "-"


def read_bulletin(path: str | Path, form: HeaderForm) -> Bulletin:
    """Read one bulletin and the header of its page; ``-`` is standard input.

    Plain text is what the bytes decode to, line ends and all, without the byte order mark; of HTML, Word and PDF files
    it is what their readers make of them. Offsets count its characters. A file that is missing, a folder, empty,
    damaged, of another kind or in an unknown encoding is a ReadError.
    """
    if str(path) == STANDARD_INPUT:
        return _with_header(read_content(sys.stdin.buffer.read(), "standard input", form), form, str(path))
    return _with_header(read_content(_read_bytes(Path(path)), str(path), form), form, str(path))


def read_item(item: Item, form: HeaderForm) -> Bulletin:
    """Read the bulletin of an item; its id is the source. Raises ReadError for whatever cannot be read."""
    if isinstance(item.content, ReadError):
        raise item.content
    if isinstance(item.content, str):
        if not item.content.strip():
            raise ReadError(f"{item.document}: there is no text", "empty")
        page = Bulletin(text=item.content)
    elif isinstance(item.content, bytes):
        page = read_content(item.content, item.document, form)
    else:
        page = read_content(_read_bytes(item.content), str(item.content), form)
    meta = {**page.meta, **item.meta}
    return _with_header(Bulletin(text=page.text, meta=meta), form, item.document)


def _with_header(page: Bulletin, form: HeaderForm, source: str) -> Bulletin:
    """Add the header that stands in the text; what the page or table says beside the text counts more."""
    return Bulletin(text=page.text, meta={**read_header(page.text, form), **page.meta}, source=source)


def _read_bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as fault:
        raise ReadError(f"{path}: there is no such file. Check the path; - reads standard input.", "missing") from fault
    except IsADirectoryError as fault:
        raise ReadError(
            f"{path}: this is a folder. Name the files in it, such as {path / '*.txt'}.", "missing"
        ) from fault
    except (OSError, ValueError) as fault:
        reason = fault.strerror if isinstance(fault, OSError) and fault.strerror else str(fault)
        raise ReadError(
            f"{path}: the file cannot be opened: {reason}. Check its name and your rights to it.", "access"
        ) from fault
