"""Examples run as tests: with the spans of their markup, and through a whole pipeline on their bare text.

An example of ``positive`` must give the wanted fact and no other for the same anchor; one of ``negative`` must leave
the rule silent. What is known to fail stands apart and must fail: ``todo_positive`` and ``todo_negative`` with the
spans of the markup, ``todo_tagging`` through the pipeline alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from wushan_ie.rulebook.encoding import encode, placeholders
from wushan_ie.rulebook.faults import Fault
from wushan_ie.rulebook.matcher import LinkMatcher, Match
from wushan_ie.rulebook.model import Example, LinkRule, Relation, Rulebook

LEAST_FORMS = 3

Annotate = Callable[[str], Mapping[str, Any]]
_Roles = frozenset[tuple[str, str]]

_KNOWN_TO_FAIL = {"todo_positive": "positive", "todo_negative": "negative"}


@dataclass(frozen=True, slots=True)
class Case:
    """One example and the field of the rule that it stands in."""

    rule: LinkRule
    field: str
    example: Example

    def fault(self, message: str) -> Fault:
        """Return a fault about this example."""
        return Fault(self.rule.file, message, rule=self.rule.id, line=self.example.line, field=self.field,
                     source=self.example.source)  # fmt: skip


def example_cases(rulebook: Rulebook) -> Iterator[Case]:
    """Yield every example of every rule, in the order of the files."""
    for rule in rulebook.links:
        for field in ("positive", "negative", "todo_positive", "todo_negative", "todo_tagging"):
            for example in getattr(rule, field):
                yield Case(rule, field, example)


def check_examples(rulebook: Rulebook) -> list[Fault]:
    """Run every example with the spans of its markup; return the faults."""
    return [fault for case in example_cases(rulebook) if (fault := check_example(rulebook, case)) is not None]


def check_example(rulebook: Rulebook, case: Case) -> Fault | None:
    """Run one example with the spans of its markup; None when it does as its field says."""
    anchor = rulebook.schema.relation_of(case.rule.kind).anchor
    text = case.example.text
    matches = LinkMatcher([case.rule]).find(text, 0, len(text), case.example.spans)
    failure = _failure(case.example, [_roles(text, match) for match in matches], anchor)
    if case.field not in _KNOWN_TO_FAIL:
        return None if failure is None else case.fault(failure)
    return case.fault(_passes(_KNOWN_TO_FAIL[case.field])) if failure is None else None


def check_examples_end_to_end(rulebook: Rulebook, annotate: Annotate) -> list[Fault]:
    """Run every example through ``annotate``, which makes a text an annotated bulletin; return the faults."""
    faults = (check_example_end_to_end(rulebook, case, annotate) for case in example_cases(rulebook))
    return [fault for fault in faults if fault is not None]


def check_example_end_to_end(rulebook: Rulebook, case: Case, annotate: Annotate) -> Fault | None:
    """Run one example through ``annotate``; None when it does as its field says.

    A wanted fact must be there with its spans and its kind, by whichever rule. An example that the rule gets wrong
    with given spans is not run.
    """
    if case.field in _KNOWN_TO_FAIL:
        return None
    relation = rulebook.schema.relation_of(case.rule.kind)
    failure = _failure_end_to_end(case, relation, annotate(case.example.text))
    if case.field != "todo_tagging":
        return None if failure is None else case.fault(failure)
    return case.fault(_passes("positive" if case.example.wanted else "negative")) if failure is None else None


def narrow_rules(rulebook: Rulebook) -> list[Fault]:
    """Return a warning for each stable rule whose positive examples match in fewer than three different forms."""
    faults = []
    for rule in rulebook.links:
        forms = {_form(rule, example) for example in rule.positive}
        if rule.status == "stable" and len(forms) < LEAST_FORMS:
            message = f"narrow: found {len(forms)} different forms among the examples; allowed: {LEAST_FORMS} or more"
            faults.append(Fault(rule.file, message, rule=rule.id, line=rule.line, field="positive", warning=True))
    return faults


def _passes(field: str) -> str:
    return f"found an example that passes; allowed: one that fails, so move it to {field!r}"


def _failure(example: Example, found: list[_Roles], anchor: str) -> str | None:
    """Return how the matches differ from what the example wants, None when they agree."""
    wanted = frozenset((str(span.role), _span(example.text, span.start, span.end)) for span in example.wanted)
    if not wanted:
        return f"found a match ({_shown(found[0])}); allowed: none" if found else None
    anchors = {role for role in wanted if role[0] == anchor}
    near = [roles for roles in found if anchors <= roles]
    if near == [wanted]:
        return None
    shown = " and ".join(_shown(roles) for roles in near) or f"no match from the {anchor}"
    return f"found {shown}; allowed: {_shown(wanted)}"


def _failure_end_to_end(case: Case, relation: Relation, document: Mapping[str, Any]) -> str | None:
    made = document.get(relation.key, [])
    if not case.example.wanted:
        return f"found a {relation.name} by this rule; allowed: none" if _by_rule(made, case.rule.id) else None
    text = case.example.text
    entities = {entity["id"]: _span(text, entity["start"], entity["end"]) for entity in document["entities"]}
    wanted: dict[str, set[str]] = {}
    for span in case.example.wanted:
        words = relation.roles[str(span.role)].words
        shown = text[span.start : span.end] if words else _span(text, span.start, span.end)
        wanted.setdefault(str(span.role), set()).add(shown)
    results = [{role: _players(item, relation, role, entities) for role in wanted} for item in made]
    kinds = [item.get("kind", case.rule.kind) for item in made]
    if any(kind == case.rule.kind and result == wanted for kind, result in zip(kinds, results, strict=True)):
        return None
    found = [f"{kind} {_shown_players(result)}" for kind, result in zip(kinds, results, strict=True)]
    return f"found {' and '.join(found) or f'no {relation.name}'}; allowed: {case.rule.kind} {_shown_players(wanted)}"


def _by_rule(made: list[Mapping[str, Any]], rule: str) -> bool:
    return any(item.get("rule") == rule for item in made)


def _players(item: Mapping[str, Any], relation: Relation, role: str, entities: Mapping[str, str]) -> set[str]:
    value = item.get(relation.roles[role].key)
    if value is None:
        return set()
    if relation.roles[role].words:
        return {str(value)}
    return {entities[player] for player in (value if relation.roles[role].many else [value])}


def _roles(text: str, match: Match) -> _Roles:
    return frozenset((role, _span(text, span.start, span.end)) for role, span in match.roles)


def _span(text: str, start: int, end: int) -> str:
    return f"{text[start:end]}@{start}"


def _shown(roles: _Roles) -> str:
    return ", ".join(f"{role} {span}" for role, span in sorted(roles))


def _shown_players(players: Mapping[str, set[str]]) -> str:
    return ", ".join(f"{role} {' '.join(sorted(spans)) or '–'}" for role, spans in players.items())


def _form(rule: LinkRule, example: Example) -> str:
    """Return the words of the text from the first to the last piece that the rule matched, spans as placeholders."""
    text = example.text
    marks = placeholders(sorted({span.label for span in example.spans}))
    for match in LinkMatcher([rule]).find(text, 0, len(text), example.spans):
        return encode(text, (match.start, match.end), example.spans, marks).chars
    return ""
