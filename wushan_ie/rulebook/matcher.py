"""Link rules run over a sentence whose spans are tagged."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wushan_ie.rulebook.compiler import Compiled, Side, compile_pattern
from wushan_ie.rulebook.encoding import Encoded, Tagged, encode, placeholders, without_blanks
from wushan_ie.rulebook.model import LinkRule, Pattern, Slot, Stretch
from wushan_ie.rulebook.pattern import role_of
from wushan_ie.rulebook.prefilter import Prefilter


@dataclass(frozen=True, slots=True)
class Match:
    """Where a rule matched: who plays which role, and the pieces of text that its elements took, gaps left out.

    Roles stand in the order of the text; the several spans of one run each have an entry.
    """

    rule: LinkRule
    roles: tuple[tuple[str, Tagged], ...]
    start: int
    end: int
    pieces: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class _Runner:
    """A compiled pattern with all that running it takes; ``view`` numbers the set of labels it mentions."""

    rule: LinkRule
    pattern: Pattern
    compiled: Compiled
    view: int


class LinkMatcher:
    """Finds all matches of link rules in a sentence.

    From every span that may be the anchor of a pattern (the amount of a fact) the nearest of all else is looked
    for, backwards and forwards, so that a rule matches as often as there are anchors that fit.
    """

    def __init__(self, links: Sequence[LinkRule]) -> None:
        pairs = [(rule, pattern) for rule in links for pattern in rule.patterns]
        labels = sorted({label for _, pattern in pairs for label in _labels(pattern)})
        marks = placeholders(labels)
        views: dict[tuple[str, ...], int] = {}
        self._runners: list[_Runner] = []
        for rule, pattern in pairs:
            view = views.setdefault(tuple(sorted(_labels(pattern))), len(views))
            self._runners.append(_Runner(rule, pattern, compile_pattern(pattern, marks), view))
        self._views = [{label: marks[label] for label in view} for view in views]
        self._prefilter = Prefilter([pattern for _, pattern in pairs])

    def find(self, text: str, start: int, end: int, spans: Sequence[Tagged]) -> list[Match]:
        """Return the matches within ``text[start:end]``, a sentence, by anchor and then in the order of the rules.

        ``spans`` are sorted by start; those that reach out of the sentence are left aside. Of the matches that the
        patterns of one rule give from one anchor, those that say nothing more than another one are dropped.
        """
        possible = self._prefilter.with_labels({span.label for span in spans})
        if not possible:
            return []
        encoded: dict[int, tuple[Encoded, str]] = {}
        found: dict[tuple[int, str], dict[_Said, Match]] = {}
        for number in self._prefilter.with_words(possible, without_blanks(text[start:end])):
            runner = self._runners[number]
            if runner.view not in encoded:
                sentence = encode(text, (start, end), spans, self._views[runner.view])
                encoded[runner.view] = (sentence, sentence.chars[::-1])
            for place, match in _run(runner, *encoded[runner.view]):
                _keep(match, found.setdefault((place, runner.rule.id), {}))
        return [match for _, kept in sorted(found.items(), key=lambda item: item[0][0]) for match in kept.values()]


_Said = frozenset[tuple[str, str, int, int]]


def _keep(match: Match, kept: dict[_Said, Match]) -> None:
    said = frozenset((role, span.label, span.start, span.end) for role, span in match.roles)
    if not any(said <= other for other in kept):
        for less in [other for other in kept if other < said]:
            del kept[less]
        kept[said] = match


def _labels(pattern: Pattern) -> set[str]:
    return {label for element in pattern.elements if isinstance(element, Slot) for label in element.labels}


def _run(runner: _Runner, sentence: Encoded, backwards: str) -> Iterator[tuple[int, Match]]:
    """Yield the match from each anchor that has one, with the anchor's offset in the text."""
    before, behind = runner.compiled.before, runner.compiled.behind
    for anchor in runner.compiled.anchor.finditer(sentence.chars):
        place = anchor.start()
        taken = [(len(runner.pattern.before), place, place + 1)]
        if behind is not None:
            right = behind.expression.match(sentence.chars, place + 1)
            if right is None:
                continue
            taken += _taken(behind, right)
        if before is not None:
            length = len(backwards)
            left = before.expression.match(backwards, length - place)
            if left is None:
                continue
            taken += [(number, length - last, length - first) for number, first, last in _taken(before, left)]
        yield sentence.spans[place].start, _match(runner, sentence, sorted(taken))


_Taken = tuple[int, int, int]


def _taken(side: Side, match: re.Match[str]) -> list[_Taken]:
    spans = zip(side.groups, match.regs[1:], strict=True)
    return [(number, first, last) for number, (first, last) in spans if first < last]


def _match(runner: _Runner, sentence: Encoded, taken: Sequence[_Taken]) -> Match:
    roles: list[tuple[str, Tagged]] = []
    pieces: list[tuple[int, int]] = []
    for number, first, last in taken:
        start, end = sentence.stretch(first, last)
        if pieces and pieces[-1][1] == start:
            pieces[-1] = (pieces[-1][0], end)
        else:
            pieces.append((start, end))
        element = runner.pattern.elements[number]
        role = role_of(element)
        if role is None:
            continue
        if isinstance(element, Slot):
            roles += [(role, sentence.spans[place]) for place in range(first, last) if place in sentence.spans]
        else:
            roles.append((role, Stretch("", start, end)))
    return Match(runner.rule, tuple(roles), pieces[0][0], pieces[-1][1], tuple(pieces))
