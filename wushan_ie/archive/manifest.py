"""What a run was: versions, rules, settings and counts, and nothing that differs from one run of it to another."""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import wushan_ie
from wushan_ie.archive.merge import Counts, table_file
from wushan_ie.segmentation.source import RELEASE
from wushan_ie.writing.rows import TABLES

MANIFEST = "manifest.json"
_LIBRARIES = (  # whose versions may change a text or what is found in it; null where one is not installed
    "charset-normalizer", "lxml", "numpy", "pdfminer.six", "pdfplumber", "python-docx", "regex", "spacy-pkuseg",
    "trafilatura",
)  # fmt: skip


def run_facts(settings: Mapping[str, Any], rules_digest: str) -> dict[str, Any]:
    """Return what the rows of an archive depend on beside its sources: a change of any of it makes shards anew."""
    return {
        "version": wushan_ie.__version__,
        "python": platform.python_version(),
        "libraries": {name: _installed(name) for name in _LIBRARIES},
        "rules": rules_digest,
        "model": RELEASE if settings["segmenter"] == "pkuseg" else None,
        "settings": dict(settings),
    }


def _installed(library: str) -> str | None:
    try:
        return version(library)
    except PackageNotFoundError:
        return None


def run_key(facts: Mapping[str, Any]) -> str:
    """Return one text that changes with any of ``run_facts``."""
    return json.dumps(facts, sort_keys=True)


def format_manifest(facts: Mapping[str, Any], counts: Counts, folder: Path, form: str) -> bytes:
    """Return the manifest of the tables in ``folder``."""
    tables = {}
    for table in TABLES:
        with (folder / table_file(table, form)).open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        tables[table] = {"file": table_file(table, form), "rows": counts.rows[table], "sha256": digest}
    writer = f"pyarrow {version('pyarrow')}" if form == "parquet" else None
    found = {**facts, "tables": tables, "copies": counts.copies, "errors": counts.reasons, "writer": writer}
    return (json.dumps(found, ensure_ascii=False, indent=2) + "\n").encode()
