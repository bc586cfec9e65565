"""Every error the library raises on purpose.

::

    WushanError
    ├── ReadError        a file cannot be read as a bulletin; its ``reason`` is one of READ_REASONS
    ├── ModelError       the segmentation model is missing, damaged or foreign
    ├── RuleError        a rule folder has faults (all of them in one message)
    ├── RecordError      an annotated bulletin breaks the format: offsets, labels, ids
    ├── MarkupError      inline markup of an annotated bulletin cannot be read
    ├── ArchiveError     a run over an archive cannot go on: full disk, another run in its folder, dying workers
    └── SettingError     a setting of ``load`` or ``annotate`` has no such name or value
"""

from __future__ import annotations

READ_REASONS = {
    "missing": "there is no such file",
    "access": "the file cannot be opened",
    "empty": "nothing to read: no bytes, only blanks, a page without a main text",
    "format": "a kind of file that is not read, or no text at all",
    "encoding": "bytes that no known charset decodes",
    "damaged": "cut short or broken inside",
    "size": "unpacks to more than a document may hold",
    "library": "a kind of file whose library is not installed",
    "encrypted": "locked by a password",
    "scanned": "pictures of pages, without a text layer",
}


class WushanError(Exception):
    """What went wrong, where, and what to do about it: the message is meant for the user."""


class ReadError(WushanError):
    """A file cannot be read as a bulletin; ``reason`` is a key of READ_REASONS."""

    def __init__(self, message: str, reason: str) -> None:
        super().__init__(message)
        self.reason = reason

    def __reduce__(self) -> tuple[type[ReadError], tuple[str, str]]:
        return ReadError, (str(self), self.reason)


class ModelError(WushanError):
    """The segmentation model is missing, damaged or foreign."""


class RuleError(WushanError):
    """A rule folder has faults."""


class RecordError(WushanError):
    """An annotated bulletin breaks the format of annotated-bulletin JSON Lines."""


class MarkupError(WushanError):
    """Inline markup of an annotated bulletin cannot be read."""


class ArchiveError(WushanError):
    """A run over an archive cannot go on."""


class SettingError(WushanError):
    """A setting has no such name or value."""
