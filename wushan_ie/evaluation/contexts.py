"""Gold sentences as rules see them, and the words between the spans of a fact as patterns of growing generality."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from wushan_ie.evaluation.views import Relation, Span, View
from wushan_ie.rulebook import Stretch

_STOP = re.compile(r"[。；！？;!?\n\r]")
_CLAUSE = re.compile(r"[，,、。；！？;!?：:\n\r“”]")
_REACH = 8  # characters before the first span in which the word stands that governs it
_LITERAL = 3  # characters: a run so short may stand in a pattern as it is
_GAPS = (2, 4, 8, 12, 20, 30)
_SIGNS = re.compile(r"([\[\]{}<>|?…‥+\\])")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a gold document with its tagged spans, and the gold facts whose amounts stand in it."""

    document: str
    text: str
    start: int
    end: int
    spans: tuple[Stretch, ...]
    facts: Mapping[Span, Relation]


def tagged_sentences(view: View, sentences: Sequence[Span]) -> Iterator[Sentence]:
    """Yield the sentences of a gold document that hold an amount."""
    for start, end in sentences:
        spans = tuple(_tagged(view, start, end))
        facts = {amount: fact for amount, fact in view.facts.items() if start <= amount[0] and amount[1] <= end}
        if facts:
            yield Sentence(view.id, view.text, start, end, spans, facts)


def contexts_of(sentence: Sentence, amount: Span, words: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Yield patterns for the amount and its project in this sentence, the narrowest first; none when no word says it.

    ``words`` are the word lists of the rules; a word of one stands in the pattern as its list.
    """
    project = next(iter(sentence.facts[amount].roles["project"]), None)
    if project is None or not (sentence.start <= project[0] and project[1] <= sentence.end):
        return
    first, second = sorted((amount, project))
    between = sentence.text[first[1] : second[0]]
    if first[1] > second[0] or len(between) > _GAPS[-1] or _STOP.search(between) or _is_parted(sentence, first, second):
        return
    label = next(span.label for span in sentence.spans if (span.start, span.end) == amount)
    slots = (f"{{{label}:amount}}", "{PROJECT:project}")
    left, right = slots if first == amount else slots[::-1]
    before = _governing(sentence.text[max(sentence.start, first[0] - _REACH) : first[0]], words)
    for middle in dict.fromkeys((_written(between), *_generalized(between, words))):
        says_something = re.search(r"[^…‥0-9]", middle)
        if says_something:
            yield left + middle + right
        if before:
            yield before + left + middle + right


def _tagged(view: View, start: int, end: int) -> list[Stretch]:
    found = [
        Stretch("RATE" if label == "MONEY" and entity["per"] else label, span[0], span[1])
        for label, mentions in view.mentions.items()
        for span, entity in mentions.items()
        if start <= span[0] and span[1] <= end
    ]
    return sorted(found, key=lambda one: (one.start, -one.end))


def _is_parted(sentence: Sentence, first: Span, second: Span) -> bool:
    """Whether another amount or project stands between the two: then it is the nearer one."""
    return any(
        first[1] <= one.start and one.end <= second[0] and one.label in ("MONEY", "RATE", "PROJECT")
        for one in sentence.spans
    )


def _written(between: str) -> str:
    return _SIGNS.sub(r"\\\1", between) if len(between) <= _LITERAL else _gap(between)


def _generalized(between: str, words: Mapping[str, Sequence[str]]) -> Iterator[str]:
    found = _listed(between, words)
    if found is not None:
        name, start, end = found
        yield f"{_gap(between[:start])}<{name}>{_gap(between[end:])}"
    yield _gap(between)


def _governing(before: str, words: Mapping[str, Sequence[str]]) -> str | None:
    """The list of the last listed word before the first span, with the gap behind it, within its clause."""
    clause = _CLAUSE.split(before)[-1]
    found = _listed(clause, words)
    return f"<{found[0]}>{_gap(clause[found[2] :])}" if found is not None else None


def _listed(text: str, words: Mapping[str, Sequence[str]]) -> tuple[str, int, int] | None:
    """Return the longest listed word in a text, of equals the last: its list and place."""
    places = [
        (len(word), text.rfind(word), name) for name, members in words.items() for word in members if word in text
    ]
    if not places:
        return None
    length, start, name = max(places, key=lambda one: (one[0], one[1], one[2]))
    return name, start, start + length


def _gap(text: str) -> str:
    if not text:
        return ""
    sign = "…" if _CLAUSE.search(text) else "‥"
    return f"{sign}{next(most for most in _GAPS if most >= len(text))}"


def marked_up(sentence: Sentence, roles: Mapping[Span, str]) -> str:
    """Return the sentence as an example of a rule: the spans of ``roles`` with these, other money and names without."""
    shown: list[tuple[int, int, str]] = []
    for span in sentence.spans:
        place = (span.start, span.end)
        is_nested = bool(shown) and span.start < shown[-1][1]
        if not is_nested and (place in roles or span.label in ("MONEY", "RATE", "PROJECT", "ORG")):
            shown.append((*place, f"{span.label}:{roles[place]}" if place in roles else span.label))
    text, position, parts = sentence.text, sentence.start, []
    for start, end, label in shown:
        parts += [_escaped(text[position:start]), f"{{{label}|{_escaped(text[start:end])}}}"]
        position = end
    return "".join([*parts, _escaped(text[position : sentence.end])])


def _escaped(words: Any) -> str:
    return re.sub(r"([{}|\\])", r"\\\1", words)
