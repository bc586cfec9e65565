"""``measured.tsv``: what each rule scored on which gold, with hashes that tell when the figures are out of date."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from wushan_ie.errors import RecordError
from wushan_ie.evaluation.intervals import wilson_interval
from wushan_ie.evaluation.scores import Evaluation

FILE_NAME = "measured.tsv"

_COLUMNS = ("gold", "record", "rule", "fired", "right", "complete", "precision", "low", "high")


def format_measured(evaluations: Mapping[str, Evaluation], fact_rules: Iterable[str], hashes: Mapping[str, str]) -> str:
    """Return the table: for each gold (by name) the rules that fired, then the fact rules that did not.

    ``hashes`` names what the figures were measured on (``hash_files``); they stand on top, one a line. Precision
    and its 95 % Wilson interval are "–" for a rule that never fired.
    """
    lines = [f"# {name} sha256 {value}" for name, value in sorted(hashes.items())]
    lines.append("\t".join(_COLUMNS))
    for name, evaluation in evaluations.items():
        for score in evaluation.rules:
            counts = (score.fired, score.right, score.complete)
            lines.append(_row(name, score.record, score.rule, counts))
        fired = {score.rule for score in evaluation.rules if score.record == "fact"}
        lines += [_row(name, "fact", rule, (0, 0, 0)) for rule in sorted(set(fact_rules) - fired)]
    return "\n".join(lines) + "\n"


def hash_files(path: str | os.PathLike[str]) -> str:
    """Return the SHA-256 of a file, or of all files of a folder with their names, but for ``measured.tsv`` itself.

    Windows line ends count as plain ones, so that every checkout hashes the same; hidden files do not count.
    """
    root = Path(path)
    found = [root] if root.is_file() else sorted(file for file in root.rglob("*") if file.is_file())
    files = [file for file in found if file.name != FILE_NAME and not file.name.startswith(".")]
    if not files:
        raise RecordError(f"{os.fspath(path)}: no files to hash")
    digest = hashlib.sha256()
    for file in files:
        content = file.read_bytes().replace(b"\r\n", b"\n")
        name = file.relative_to(root).as_posix() if root.is_dir() else ""
        digest.update(f"{name}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()


def stale_sources(path: str | os.PathLike[str], hashes: Mapping[str, str]) -> list[str]:
    """Return the names of the sources that changed since the table was written, or that only one side has."""
    written = {}
    for line in Path(path).read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            name, _, value = line.removeprefix("# ").rpartition(" sha256 ")
            written[name] = value
    return sorted(name for name in {*written, *hashes} if written.get(name) != hashes.get(name))


def _row(gold: str, record: str, rule: str, counts: tuple[int, int, int]) -> str:
    fired, right, _ = counts
    interval = wilson_interval(right, fired)
    shares = ["–"] * 3 if interval is None else [f"{share:.3f}" for share in (right / fired, *interval)]
    return "\t".join([gold, record, rule, *map(str, counts), *shares])
