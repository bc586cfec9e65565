"""Every error the library raises on purpose.

::

    WushanError
    ├── ReadError        a file cannot be read as a bulletin: missing, binary, undecodable
    ├── ModelError       the segmentation model is missing, damaged or foreign
    ├── RuleError        a rule folder has faults (all of them in one message)
    ├── RecordError      an annotated bulletin breaks the format: offsets, labels, ids
    ├── MarkupError      inline markup of an annotated bulletin cannot be read
    └── SettingError     a setting of ``load`` or ``annotate`` has no such name or value
"""

from __future__ import annotations


class WushanError(Exception):
    """What went wrong, where, and what to do about it: the message is meant for the user."""


class ReadError(WushanError):
    """A file cannot be read as a bulletin."""


class ModelError(WushanError):
    """The segmentation model is missing, damaged or foreign."""


class RuleError(WushanError):
    """A rule folder has faults."""


class RecordError(WushanError):
    """An annotated bulletin breaks the format of annotated-bulletin JSON Lines."""


class MarkupError(WushanError):
    """Inline markup of an annotated bulletin cannot be read."""


class SettingError(WushanError):
    """A setting has no such name or value."""
