"""Rule folders to a rulebook: the page to read first in this package."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from wushan_ie.errors import RuleError
from wushan_ie.rulebook.faults import Fault, format_faults
from wushan_ie.rulebook.files import RuleFile, digest, gather_files, parse_rows, parse_toml, parse_words
from wushan_ie.rulebook.lints import lint_cycles, lint_ids, lint_patterns, lint_words
from wushan_ie.rulebook.model import LinkRule, Rulebook, Schema
from wushan_ie.rulebook.rules import draft_rules, read_rule
from wushan_ie.rulebook.schema import read_schema


def bundled_rules() -> Path:
    """Return the folder of the rules that come with the library, installed or in an editable checkout."""
    package = Path(__file__).resolve().parents[1]
    installed, checkout = package / "rules", package.parent / "rules"
    return installed if installed.is_dir() else checkout


def read_rulebook(folders: Sequence[Path]) -> Rulebook:
    """Read rule folders; a later one adds files and replaces those of the same path inside the folder.

    Raises RuleError with all faults of all files.
    """
    faults: list[Fault] = []
    files = gather_files(folders, faults)
    schema = _schema(files, faults)
    lists = {file.stem: file for file in files if file.name.startswith("words/")}
    words = {name: parse_words(file, faults) for name, file in lists.items()}
    links = _links(files, schema, lists, words, faults) if schema is not None else ()
    tables = _tables(files, faults)
    if schema is None or faults:
        raise RuleError(format_faults(faults))
    paths = {file.name: Path(file.shown) for file in files}
    return Rulebook(tuple(folders), paths, schema, words, links, tables, digest(files))


def _schema(files: Sequence[RuleFile], faults: list[Fault]) -> Schema | None:
    for file in files:
        if file.name == "schema.toml":
            before = len(faults)
            schema = read_schema(file, faults)
            # With a broken schema every rule would be reported for what is right in it.
            return schema if len(faults) == before else None
    if not faults:
        faults.append(Fault("schema.toml", "found in none of the folders; allowed: in at least one"))
    return None


def _links(
    files: Sequence[RuleFile],
    schema: Schema,
    lists: dict[str, RuleFile],
    words: dict[str, tuple[str, ...]],
    faults: list[Fault],
) -> tuple[LinkRule, ...]:
    drafts = [draft for file in files if file.name.startswith("links/") for draft in draft_rules(file, faults)]
    links = tuple(read_rule(draft, schema, words, faults) for draft in drafts)
    faults += lint_ids(drafts, schema)
    faults += lint_cycles(links)
    faults += lint_words(drafts, schema, lists)
    bundled = bundled_rules()  # ``wushan-ie rules check`` tries their patterns: here it would take every start longer
    faults += lint_patterns(links, {file.shown for file in files if Path(file.shown).is_relative_to(bundled)})
    return links


def _tables(files: Sequence[RuleFile], faults: list[Fault]) -> dict[str, Any]:
    tables: dict[str, Any] = {}
    for file in files:
        # Text files beside the tables are large and in forms of their own: who needs one reads it from its path.
        if not file.name.startswith("tables/") or file.name.endswith(".txt"):
            continue
        if file.stem in tables:
            faults.append(Fault(file.shown, f"found a second table {file.stem!r}; allowed: .toml or .tsv, not both"))
        tables[file.stem] = parse_toml(file, faults) if file.name.endswith(".toml") else parse_rows(file)
    return tables
