"""Link rules run over a sentence whose spans are tagged."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from msgspec import Struct

from wushan_ie.rulebook.compiler import Side, compile_pattern
from wushan_ie.rulebook.encoding import Encoded, Tagged, encode, placeholders, without_blanks
from wushan_ie.rulebook.model import LinkRule, Pattern, Slot, Stretch
from wushan_ie.rulebook.pattern import role_of
from wushan_ie.rulebook.prefilter import Prefilter


class Match(Struct, frozen=True, gc=False):
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
    """A pattern with all that running it takes; ``view`` and the sides are indexes into the matcher's lists.

    ``parts`` hold the role of every element and whether spans play it (else a word does).
    """

    rule: LinkRule
    anchor: int
    anchor_labels: frozenset[str]
    parts: tuple[tuple[str | None, bool], ...]
    view: int
    before: int
    behind: int


_Taken = list[tuple[int, int, int]]  # distance from the anchor in elements, first and last place in the sentence
_Said = frozenset[tuple[str, str, int, int]]
_EMPTY = Side("", ())


class LinkMatcher:
    """Finds all matches of link rules in a sentence.

    From every span that may be the anchor of a pattern (the amount of a fact) the nearest of all else is looked
    for, backwards and forwards, so that a rule matches as often as there are anchors that fit.
    """

    def __init__(self, links: Sequence[LinkRule]) -> None:
        pairs = [(rule, pattern) for rule in links for pattern in rule.patterns]
        marks = placeholders(sorted({label for _, pattern in pairs for label in _labels(pattern)}))
        views: dict[tuple[str, ...], int] = {}
        sides: dict[Side, int] = {}
        self._runners: list[_Runner] = []
        for rule, pattern in pairs:
            compiled = compile_pattern(pattern, marks)
            before = sides.setdefault(compiled.before or _EMPTY, len(sides))
            behind = sides.setdefault(compiled.behind or _EMPTY, len(sides))
            view = views.setdefault(_labels(pattern), len(views))
            parts = tuple((role_of(element), isinstance(element, Slot)) for element in pattern.elements)
            anchor_labels = frozenset(pattern.anchor.labels)
            self._runners.append(_Runner(rule, len(pattern.before), anchor_labels, parts, view, before, behind))
        self._views = [{label: marks[label] for label in view} for view in views]
        self._sides = [(re.compile(side.expression), side.groups) for side in sides]
        self._prefilter = Prefilter([pattern for _, pattern in pairs])
        self._known: dict[frozenset[str], tuple[int, tuple[int, ...]]] = {}

    def find(self, text: str, start: int, end: int, spans: Sequence[Tagged]) -> list[Match]:
        """Return the matches within ``text[start:end]``, a sentence, by anchor and then in the order of the rules.

        ``spans`` are sorted by start; those that reach out of the sentence are left aside. Of the matches that the
        patterns of one rule give from one anchor, those that say nothing more than another one are dropped.
        """
        possible, views = self._with_labels(frozenset([span.label for span in spans]))
        if not possible:
            return []
        sentences: dict[int, _Sentence] = {}
        found: dict[tuple[int, str], list[Match]] = {}
        for number in self._prefilter.with_words(possible, without_blanks(text[start:end])):
            runner = self._runners[number]
            view = views[runner.view]
            sentence = sentences.get(view)
            if sentence is None:
                encoded = encode(text, (start, end), spans, self._views[view])
                sentence = sentences[view] = _Sentence(encoded, self._sides)
            for place, offset in sentence.anchors(runner.anchor_labels):
                if (match := sentence.match(runner, place)) is not None:
                    found.setdefault((offset, runner.rule.id), []).append(match)
        by_anchor = sorted(found.items(), key=lambda item: item[0][0])
        return [match for _, matches in by_anchor for match in (_telling(matches) if matches[1:] else matches)]

    def _with_labels(self, labels: frozenset[str]) -> tuple[int, tuple[int, ...]]:
        """Return the patterns that these labels suffice for, and for each view the first that shows the same of them.

        There are few sets of labels that sentences hold, so each is worked out once.
        """
        if labels not in self._known:
            shown = [labels.intersection(view) for view in self._views]
            views = tuple(shown.index(labels) for labels in shown)
            self._known[labels] = self._prefilter.with_labels(labels), views
        return self._known[labels]


class _Sentence:
    """An encoded sentence, forwards and backwards, with what the sides of patterns found at its anchors."""

    def __init__(self, encoded: Encoded, sides: Sequence[tuple[re.Pattern[str], tuple[int, ...]]]) -> None:
        self.encoded = encoded
        self._backwards = encoded.chars[::-1]
        self._sides = sides
        self._tried: dict[tuple[int, int], _Taken | None] = {}
        self._anchors: dict[frozenset[str], list[tuple[int, int]]] = {}

    def anchors(self, labels: frozenset[str]) -> list[tuple[int, int]]:
        """Return the places of the spans with one of the labels, and where they begin in the text."""
        found = self._anchors.get(labels)
        if found is None:
            spans = self.encoded.spans.items()
            found = self._anchors[labels] = [(place, span.start) for place, span in spans if span.label in labels]
        return found

    def match(self, runner: _Runner, place: int) -> Match | None:
        """Return the match of a pattern whose anchor stands at ``place``."""
        tried = self._tried
        key = (runner.behind, place)
        behind = tried[key] if key in tried else self._try(key, runner.behind, place)
        if behind is None:
            return None
        # Places before the anchor are told apart from those behind it by their sign.
        key = (runner.before, ~place)
        before = tried[key] if key in tried else self._try(key, runner.before, ~place)
        if before is None:
            return None
        return _match(runner, self.encoded, [*before, (0, place, place + 1), *behind])

    def _try(self, key: tuple[int, int], side: int, place: int) -> _Taken | None:
        expression, groups = self._sides[side]
        taken: _Taken | None = None
        if place >= 0:
            if (match := expression.match(self.encoded.chars, place + 1)) is not None:
                found = zip(groups, match.regs[1:], strict=True)
                taken = [(distance, first, last) for distance, (first, last) in found if first < last]
        else:
            length = len(self._backwards)
            if (match := expression.match(self._backwards, length - ~place)) is not None:
                found = zip(groups, match.regs[1:], strict=True)
                taken = [(away, length - last, length - first) for away, (first, last) in found if first < last]
                taken.reverse()
        self._tried[key] = taken
        return taken


def _labels(pattern: Pattern) -> tuple[str, ...]:
    return tuple(sorted({label for part in pattern.elements if isinstance(part, Slot) for label in part.labels}))


def _telling(matches: Sequence[Match]) -> list[Match]:
    """Return the matches without those that give no span a role that another, or an earlier one, does not give."""
    kept: dict[_Said, Match] = {}
    for match in matches:
        said = frozenset((role, span.label, span.start, span.end) for role, span in match.roles)
        if not any(said <= other for other in kept):
            for less in [other for other in kept if other < said]:
                del kept[less]
            kept[said] = match
    return list(kept.values())


def _match(runner: _Runner, sentence: Encoded, taken: _Taken) -> Match:
    roles: list[tuple[str, Tagged]] = []
    pieces: list[tuple[int, int]] = []
    for distance, first, last in taken:
        start, end = sentence.stretch(first, last)
        if pieces and pieces[-1][1] == start:
            pieces[-1] = (pieces[-1][0], end)
        else:
            pieces.append((start, end))
        role, by_spans = runner.parts[runner.anchor + distance]
        if role is None:
            continue
        if by_spans:
            roles += [(role, sentence.spans[place]) for place in range(first, last) if place in sentence.spans]
        else:
            roles.append((role, Stretch("", start, end)))
    return Match(runner.rule, tuple(roles), pieces[0][0], pieces[-1][1], tuple(pieces))
