"""Examples of rules: their markup, and what it must hold.

``{ORG:actor|县水利局}投入{MONEY:amount|1200万元}`` tags two spans that play a role in the wanted fact; ``{ORG|…}`` is
a distractor; ``{:title|第一书记}`` is a word that plays a role. Spans may hold others. In the text, ``\\{``, ``\\|``,
``\\}`` and ``\\\\`` stand for themselves.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from wushan_ie.rulebook.compiler import is_optional
from wushan_ie.rulebook.faults import unknown
from wushan_ie.rulebook.model import Example, Marked, Pattern
from wushan_ie.rulebook.pattern import Context, role_of
from wushan_ie.rulebook.syntax import Slip

_HEAD = re.compile(r"\{(?P<label>[A-Z_]*)(?::(?P<role>[a-z_]+))?\|")
_SILENT = ("negative", "todo_negative")


def parse_example(source: str) -> tuple[str, tuple[Marked, ...], list[Slip]]:
    """Return the text of an example, its spans sorted by start, and what is wrong with the markup.

    >>> parse_example("{ORG:actor|县水利局}投入")[:2]
    ('县水利局投入', (Marked(label='ORG', start=0, end=4, role='actor'),))
    """
    text: list[str] = []
    opened: list[tuple[re.Match[str], int]] = []
    spans: list[Marked] = []
    slips: list[Slip] = []
    place = 0
    while place < len(source):
        sign = source[place]
        head = _HEAD.match(source, place) if sign == "{" else None
        if head is not None:
            opened.append((head, len(text)))
            place = head.end()
            continue
        if sign == "}" and opened:
            begun, start = opened.pop()
            spans.append(Marked(begun["label"], start, len(text), begun["role"]))
            if start == len(text):
                slips.append(Slip("found an empty span; allowed: {LABEL|text}", begun.start(), place + 1))
        elif sign in "{}":
            slips.append(
                Slip(f"found {sign!r}; allowed: {{LABEL|text}}, {{LABEL:role|text}}, \\{sign}", place, place + 1)
            )
        else:
            escaped = sign == "\\" and source[place + 1 : place + 2] in tuple("{|}\\")
            place += escaped
            text.append(source[place])
        place += 1
    slips += [Slip("found '{' that is not closed", head.start(), head.end()) for head, _ in opened]
    return "".join(text), tuple(sorted(spans, key=lambda span: (span.start, -span.end))), slips


def example_slips(example: Example, field: str, context: Context, patterns: Sequence[Pattern]) -> list[Slip]:
    """Return what is wrong with the labels and roles of an example of the rule with these patterns."""
    whole = (0, len(example.source))
    slips = [Slip(message, *whole) for message in _label_messages(example, context)]
    wanted = [span.role for span in example.wanted]
    if slips or (field == "todo_tagging" and not wanted):
        return slips
    if field in _SILENT:
        return [Slip("found a role; allowed: none, the rule must stay silent here", *whole)] if wanted else []
    for role in sorted({role for role in wanted if role is not None and wanted.count(role) > 1}):
        if not context.relation.roles[role].many:
            slips.append(Slip(f"found role {role!r} twice; allowed: once", *whole))
    shapes = [_roles(pattern) for pattern in patterns]
    if patterns and not any(needed <= set(wanted) <= known for needed, known in shapes):
        found = ", ".join(sorted({role for role in wanted if role is not None})) or "no role"
        allowed = " or ".join(dict.fromkeys(_shape(*shape) for shape in shapes))
        slips.append(Slip(f"found {found}; allowed by the patterns: {allowed}", *whole))
    return slips


def _label_messages(example: Example, context: Context) -> list[str]:
    messages = []
    roles = context.relation.roles
    for span in example.spans:
        if span.label and span.label not in context.schema.labels:
            messages.append(unknown("label", span.label, context.schema.labels))
        elif span.role is None and not span.label:
            messages.append("found a span without label and role; allowed: {LABEL|text}, {:role|text}")
        elif span.role is not None:
            played = [name for name, role in roles.items() if (span.label in role.labels if span.label else role.words)]
            if span.role not in played:
                messages.append(unknown(f"role of {span.label or 'a word'}", span.role, played))
    return messages


def _roles(pattern: Pattern) -> tuple[set[str], set[str]]:
    """Return the roles that every match of a pattern gives, and all it can give."""
    playing = [(role, element) for element in pattern.elements if (role := role_of(element)) is not None]
    return {role for role, element in playing if not is_optional(element)}, {role for role, _ in playing}


def _shape(needed: set[str], known: set[str]) -> str:
    return ", ".join([*sorted(needed), *(f"{role}?" for role in sorted(known - needed))])
