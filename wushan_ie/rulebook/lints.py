"""Faults that only show when all rules are seen together, and patterns that no text can match."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import replace

from wushan_ie.rulebook.faults import Fault, unknown
from wushan_ie.rulebook.files import RuleFile
from wushan_ie.rulebook.matcher import LinkMatcher
from wushan_ie.rulebook.model import Element, Gap, LinkRule, Pattern, Schema, Slot, Stretch, Words
from wushan_ie.rulebook.rules import Draft

_LIST_NAME = re.compile(r"<([^<>:]+)[:>]")


def lint_ids(drafts: Sequence[Draft], schema: Schema) -> Iterator[Fault]:
    """Yield a fault for every id that stands twice or is retired, and for every ``beats`` that names no rule."""
    first: dict[str, Draft] = {}
    for draft in drafts:
        if draft.id is None:
            continue
        if draft.id in schema.retired:
            yield draft.block.fault(f"found {draft.id!r}, the id of a rule of former days; allowed: a new id", "id")
        if (other := first.setdefault(draft.id, draft)) is not draft:
            where = f"{other.block.file}:{other.block.first}"
            yield draft.block.fault(f"found {draft.id!r}, the id of the rule at {where}; allowed: a new id", "id")
    for draft in drafts:
        beaten = draft.table.get("beats")
        for name in beaten if isinstance(beaten, list) else []:
            if isinstance(name, str) and name not in first:
                others = [rule_id for rule_id in first if rule_id != draft.id]
                yield draft.block.fault(unknown("rule", name, others), "beats")


def lint_cycles(links: Sequence[LinkRule]) -> Iterator[Fault]:
    """Yield a fault for every circle of rules that beat one another."""
    beats = {rule.id: rule.beats for rule in links}
    seen: set[frozenset[str]] = set()
    for rule in links:
        circle = _circle(rule.id, beats)
        if circle and frozenset(circle) not in seen:
            seen.add(frozenset(circle))
            shown = " beats ".join([*circle, circle[0]])
            yield _rule_fault(rule, "beats", f"found a circle: {shown}; allowed: none")


def lint_words(drafts: Sequence[Draft], schema: Schema, lists: Mapping[str, RuleFile]) -> Iterator[Fault]:
    """Yield a fault for every word list that neither a pattern nor, by the schema, code uses; and the reverse."""
    used = set(schema.code_words)
    for draft in drafts:
        used.update(_LIST_NAME.findall(str(draft.table.get("pattern"))))
    for name, file in lists.items():
        if name not in used:
            message = (
                f"found no pattern with <{name}>; allowed: a list in use, or named under code_words in schema.toml"
            )
            yield Fault(file.shown, message)
    for name in schema.code_words:
        if name not in lists:
            yield Fault("schema.toml", unknown("word list", name, lists), field="code_words")


def lint_patterns(links: Sequence[LinkRule], tried: Container[str]) -> Iterator[Fault]:
    """Yield a fault for every pattern that stands twice, and for every one that no text can match.

    The patterns of the files ``tried`` are known to match.
    """
    first: dict[tuple[object, ...], LinkRule] = {}
    for rule in links:
        for pattern in rule.patterns:
            key = tuple(replace(part, name=None) if isinstance(part, Words) else part for part in pattern.elements)
            if key in first:
                message = f"found the pattern of rule {first[key].id} again; allowed: each pattern once"
                yield replace(_rule_fault(rule, "pattern", message), source=pattern.source)
            elif rule.file not in tried and not _satisfiable(rule, pattern):
                message = "found a pattern that no text can match; allowed: one that some text matches"
                yield replace(_rule_fault(rule, "pattern", message), source=pattern.source)
            first.setdefault(key, rule)


def _rule_fault(rule: LinkRule, field: str, message: str) -> Fault:
    return Fault(rule.file, message, rule=rule.id, line=rule.line, field=field)


def _circle(start: str, beats: Mapping[str, Sequence[str]]) -> list[str]:
    """Return the rules from ``start`` back to itself, the shortest way; empty when there is none."""
    paths = [[start]]
    reached: set[str] = set()
    for path in paths:
        for name in beats.get(path[-1], ()):
            if name == start:
                return path
            if name not in reached:
                reached.add(name)
                paths.append([*path, name])
    return []


def _satisfiable(rule: LinkRule, pattern: Pattern) -> bool:
    """Tell whether one of the texts that are made from the pattern itself is matched by it."""
    matcher = LinkMatcher([replace(rule, patterns=(pattern,))])
    choices = max((len(element.words) for element in pattern.elements if isinstance(element, Words)), default=1)
    for number in range(choices):
        for full in (False, True):
            text, spans = _witness(pattern.elements, number, full)
            if matcher.find(text, 0, len(text), spans):
                return True
    return False


def _witness(elements: Sequence[Element], number: int, full: bool) -> tuple[str, list[Stretch]]:
    """Return a text with the ``number``-th word of every list; when ``full`` with all that is optional."""
    text = ""
    spans: list[Stretch] = []
    for element in elements:
        if isinstance(element, Gap):
            text += "〇" if full else ""
        elif full or not element.optional:
            if isinstance(element, Slot):
                spans.append(Stretch(element.labels[0], len(text), len(text) + 1))
                text += "〇"
            else:
                text += element.words[number % len(element.words)]
    return text, spans
