"""Reading of ``links/*.toml``: every field of every rule checked, patterns and examples parsed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from wushan_ie.rulebook.examples import example_slips, parse_example
from wushan_ie.rulebook.faults import Fault, unknown
from wushan_ie.rulebook.fields import Fields
from wushan_ie.rulebook.files import Block, RuleFile, parse_toml, split_blocks
from wushan_ie.rulebook.model import Example, LinkRule, Pattern, Schema
from wushan_ie.rulebook.pattern import Context, parse_pattern

STATUSES = ("stable", "trial")
_ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_LEAST_EXAMPLES = {"positive": 2, "negative": 1, "todo_positive": 0, "todo_negative": 0, "todo_tagging": 0}


@dataclass(frozen=True, slots=True)
class Draft:
    """A rule as written: its table and its lines, before anything is checked."""

    table: Mapping[str, Any]
    block: Block

    @property
    def id(self) -> str | None:
        """The id, None where it is no text."""
        return _written_id(self.table)


def draft_rules(file: RuleFile, faults: list[Fault]) -> list[Draft]:
    """Return the rules of a file as they are written."""
    content = parse_toml(file, faults)
    whole = Block(file.shown, None, 1, tuple(file.text.splitlines()))
    for name in content:
        if name != "rule":
            faults.append(whole.fault(unknown("table", name, ["rule"]), name))
    tables = content.get("rule", [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        faults.append(whole.fault("found 'rule' in another form; allowed: [[rule]] tables", "rule"))
        return []
    blocks = split_blocks(file, "[[rule]]", [_written_id(table) for table in tables])
    return [Draft(table, block) for table, block in zip(tables, blocks, strict=True)]


def read_rule(draft: Draft, schema: Schema, words: Mapping[str, tuple[str, ...]], faults: list[Fault]) -> LinkRule:
    """Return a rule; what is wrong with it is added to the faults and left out of it."""
    fields = Fields(draft.table, draft.block, faults)
    rule_id = fields.text("id")
    if rule_id and not _ID.fullmatch(rule_id):
        fields.fault("id", f"found {rule_id!r}; allowed: kebab-case (small letters, digits, -)")
    says, why, kind = fields.text("says"), fields.text("why"), fields.text("kind")
    if kind and kind not in schema.kinds:
        fields.fault("kind", unknown("kind", kind, schema.kinds))
    sources = fields.texts("pattern", least=1, single=True)
    examples = {name: fields.texts(name, least) for name, least in _LEAST_EXAMPLES.items()}
    beats, hypothetical = fields.texts("beats", least=0), fields.flag("hypothetical")
    status = fields.text("status", required=False) or "stable"
    if status not in STATUSES:
        fields.fault("status", unknown("status", status, STATUSES))
    fields.close()
    patterns: list[Pattern] = []
    parsed: dict[str, tuple[Example, ...]] = dict.fromkeys(examples, ())
    if kind in schema.kinds:
        context = Context(schema, words, schema.relation_of(kind))
        patterns = _patterns(sources, context, draft.block, faults)
        # Without all patterns it is unknown which roles an example needs.
        known = patterns if len(patterns) == len(sources) else []
        for name, markups in examples.items():
            parsed[name] = _examples(name, markups, (context, known), (draft.block, faults))
    return LinkRule(rule_id, says, why, kind, tuple(patterns), beats=beats, status=status, hypothetical=hypothetical,
                    file=draft.block.file, line=draft.block.first, **parsed)  # fmt: skip


def _written_id(table: Mapping[str, Any]) -> str | None:
    written = table.get("id")
    return written if isinstance(written, str) else None


def _patterns(sources: tuple[str, ...], context: Context, block: Block, faults: list[Fault]) -> list[Pattern]:
    patterns = []
    for source in sources:
        pattern, slips = parse_pattern(source, context)
        faults += [block.slip(slip, "pattern", source) for slip in slips]
        if pattern is not None:
            patterns.append(pattern)
    return patterns


_Report = tuple[Block, list[Fault]]


def _examples(
    field: str, sources: tuple[str, ...], known: tuple[Context, list[Pattern]], report: _Report
) -> tuple[Example, ...]:
    context, patterns = known
    block, faults = report
    examples = []
    for source in sources:
        text, spans, slips = parse_example(source)
        example = Example(source, text, spans, block.line_of(source))
        slips = slips or example_slips(example, field, context, patterns)
        faults += [block.slip(slip, field, source) for slip in slips]
        if not slips:
            examples.append(example)
    return tuple(examples)
