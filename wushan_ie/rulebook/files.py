"""The files of rule folders, later folders over earlier ones, and where in a file something stands."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from wushan_ie.rulebook.faults import Fault, unknown
from wushan_ie.rulebook.syntax import Slip

_SUFFIXES = {"links": (".toml",), "tables": (".toml", ".tsv", ".txt"), "words": (".txt",)}


@dataclass(frozen=True, slots=True)
class RuleFile:
    """A file of a rule folder; ``name`` is its path inside the folder, ``shown`` the path for messages."""

    name: str
    shown: str
    text: str

    @property
    def stem(self) -> str:
        """The file name without folder and suffix."""
        return Path(self.name).stem


@dataclass(frozen=True, slots=True)
class Block:
    """The lines of a file that belong to one table, ``first`` is the number of the first; it makes faults."""

    file: str
    rule: str | None
    first: int
    lines: tuple[str, ...]

    def line_of(self, value: str) -> int:
        """Return the number of the line that holds a value as it is, else of the first line."""
        for number, line in enumerate(self.lines, self.first):
            if value in line:
                return number
        return self.first

    def fault(self, message: str, field: str | None) -> Fault:
        """Return a fault about a field, on the line where the field is set."""
        line = self.first
        for number, text in enumerate(self.lines, self.first):
            if field is not None and re.match(rf"\s*{re.escape(field)}\s*=", text):
                line = number
        return Fault(self.file, message, rule=self.rule, line=line, field=field)

    def slip(self, slip: Slip, field: str, source: str) -> Fault:
        """Return a fault about some columns of a value of a field."""
        return Fault(self.file, slip.message, rule=self.rule, line=self.line_of(source), field=field, source=source,
                     start=slip.start, end=slip.end)  # fmt: skip


def gather_files(folders: Sequence[Path], faults: list[Fault]) -> list[RuleFile]:
    """Return the files of all folders sorted by name; a file replaces one of the same name in an earlier folder."""
    files: dict[str, RuleFile] = {}
    for folder in folders:
        if not folder.is_dir():
            faults.append(Fault(str(folder), "found no such folder; allowed: a folder of rules"))
            continue
        for path in _rule_paths(folder, faults):
            name = path.relative_to(folder).as_posix()
            try:
                files[name] = RuleFile(name, str(path), path.read_text(encoding="utf-8-sig"))
            except UnicodeDecodeError as error:
                found = f"found byte 0x{error.object[error.start]:02X} at {error.start}; allowed: UTF-8 text"
                faults.append(Fault(str(path), found))
    return [files[name] for name in sorted(files)]


def digest(files: Iterable[RuleFile]) -> str:
    """Return the sha256 over names and contents of the files, as hexadecimal digits."""
    whole = hashlib.sha256()
    for file in files:
        for part in (file.name, file.text):
            data = part.encode("utf-8")
            whole.update(len(data).to_bytes(8, "big") + data)
    return whole.hexdigest()


def parse_toml(file: RuleFile, faults: list[Fault]) -> dict[str, Any]:
    """Return the content of a TOML file, empty after a fault."""
    try:
        return tomllib.loads(file.text)
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"\(at line (\d+), column (\d+)\)", str(error))
        message = f"found no TOML: {str(error).split(' (at ')[0]}"
        if place is None:
            faults.append(Fault(file.shown, message))
        else:
            line, column = int(place[1]), int(place[2])
            source = file.text.splitlines()[line - 1]
            faults.append(Fault(file.shown, message, line=line, source=source, start=column - 1, end=column))
        return {}


def parse_rows(file: RuleFile) -> tuple[tuple[str, ...], ...]:
    """Return the rows of a table separated by tabs, without comments (#) and empty lines."""
    return tuple(tuple(line.split("\t")) for _, line in _content(file))


def parse_words(file: RuleFile, faults: list[Fault]) -> tuple[str, ...]:
    """Return the words of a list, one a line, without comments (#) and empty lines."""
    words: dict[str, int] = {}
    for number, line in _content(file):
        word = line.partition("#")[0].strip()
        if word in words:
            faults.append(Fault(file.shown, f"found {word!r} again, first on line {words[word]}; allowed: once",
                                line=number))  # fmt: skip
        words.setdefault(word, number)
    if not words:
        faults.append(Fault(file.shown, "found no word; allowed: one word a line, at least one"))
    return tuple(words)


def split_blocks(file: RuleFile, header: str, names: Sequence[str | None]) -> list[Block]:
    """Return the block of each table of an array such as ``[[rule]]``; ``names`` are the rules they belong to."""
    lines = file.text.splitlines()
    starts = [number for number, line in enumerate(lines) if line.split("#")[0].strip() == header]
    if len(starts) != len(names):
        # Written in another form (an inline array): the whole file is as near as a message can point.
        return [Block(file.shown, name, 1, tuple(lines)) for name in names]
    ends = [*starts, len(lines)][1:]
    bounds = zip(names, starts, ends, strict=True)
    return [Block(file.shown, name, start + 1, tuple(lines[start:end])) for name, start, end in bounds]


def _content(file: RuleFile) -> Iterable[tuple[int, str]]:
    lines = enumerate(file.text.split("\n"), 1)
    return ((number, line.rstrip("\r")) for number, line in lines if line.strip() and not line.startswith("#"))


def _rule_paths(folder: Path, faults: list[Fault]) -> list[Path]:
    paths = [folder / "schema.toml"] if (folder / "schema.toml").is_file() else []
    for child in sorted(folder.iterdir()):
        if not child.is_dir() or child.name.startswith((".", "_")):
            continue
        if child.name not in _SUFFIXES:
            faults.append(Fault(str(child), unknown("folder", child.name, _SUFFIXES)))
            continue
        paths += sorted(path for path in child.iterdir() if path.suffix in _SUFFIXES[child.name])
    if not paths:
        faults.append(Fault(str(folder), f"found no rules; allowed: schema.toml, {', '.join(_SUFFIXES)}"))
    return paths
