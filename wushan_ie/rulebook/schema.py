"""Reading of ``schema.toml``: labels, relations, kinds and roles."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wushan_ie.rulebook.encoding import MOST_LABELS
from wushan_ie.rulebook.faults import Fault, unknown
from wushan_ie.rulebook.fields import Fields
from wushan_ie.rulebook.files import Block, RuleFile, parse_toml
from wushan_ie.rulebook.model import Relation, Role, Schema


def read_schema(file: RuleFile, faults: list[Fault]) -> Schema:
    """Return the schema that a file holds; after a fault it may lack parts."""
    block = Block(file.shown, None, 1, tuple(file.text.splitlines()))
    fields = Fields(parse_toml(file, faults), block, faults)
    labels = fields.texts("labels", least=1)
    if len(labels) > MOST_LABELS:
        fields.fault("labels", f"found {len(labels)} labels; allowed: at most {MOST_LABELS}")
    runs = fields.texts("runs", least=0)
    for label in runs:
        if label not in labels:
            fields.fault("runs", unknown("label", label, labels))
    joiners = fields.texts("joiners", least=1 if runs else 0)
    code_words = fields.texts("code_words", least=0)
    retired = fields.texts("retired", least=0)
    tables = fields.table("relations")
    fields.close()
    relations = tuple(_relation(name, table, labels, (block, faults)) for name, table in tables.items())
    kinds = [kind for relation in relations for kind in relation.kinds]
    for kind in sorted({kind for kind in kinds if kinds.count(kind) > 1}):
        fields.fault("kinds", f"found kind {kind!r} in two relations; allowed: in one")
    return Schema(labels, relations, runs, joiners, code_words, retired)


_Report = tuple[Block, list[Fault]]


def _relation(name: str, table: Mapping[str, Any], labels: tuple[str, ...], report: _Report) -> Relation:
    block, faults = report
    fields = Fields(table, block, faults, prefix=f"relation {name}: ")
    key, anchor, kinds = fields.text("key"), fields.text("anchor"), fields.texts("kinds", least=1)
    role_tables = fields.table("roles")
    fields.close()
    roles = {role: _role(role, value, labels, report) for role, value in role_tables.items()}
    if roles and anchor and anchor not in roles:
        fields.fault("anchor", unknown("role", anchor, roles))
    elif roles and anchor and not roles[anchor].labels:
        fields.fault("anchor", f"found role {anchor!r}, which words play; allowed: a role that spans play")
    return Relation(name, key, anchor, kinds, roles)


def _role(name: str, table: Mapping[str, Any], labels: tuple[str, ...], report: _Report) -> Role:
    block, faults = report
    fields = Fields(table, block, faults, prefix=f"role {name}: ")
    words, many = fields.flag("words"), fields.flag("many")
    own = fields.texts("labels", least=0 if words else 1)
    key = fields.text("key", required=False) or name
    fields.close()
    for label in own:
        if label not in labels:
            fields.fault("labels", unknown("label", label, labels))
    return Role(name, own, words, many, key)
