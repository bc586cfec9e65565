"""Rules that gold asks for: contexts of facts that no rule finds, with what they would do on all other gold.

A context is what stands between the spans of a missed fact, generalized by the word lists. It is tried as a rule on
all gold sentences with their gold spans: what it finds among the missed facts is its support, what it does elsewhere
its precision. Gold is small and contexts are many, so some fit by chance: support counts documents, the interval is
Wilson's, and nothing is written into the rules.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from wushan_ie.evaluation.contexts import Sentence, contexts_of, marked_up, tagged_sentences
from wushan_ie.evaluation.intervals import wilson_interval
from wushan_ie.evaluation.relations import is_same_project
from wushan_ie.evaluation.views import Span, pair_documents
from wushan_ie.rulebook import LinkMatcher, LinkRule, Rulebook
from wushan_ie.rulebook.pattern import Context, parse_pattern
from wushan_ie.writing.documents import Document

_EXAMPLES = 4

Missed = frozenset[tuple[str, Span]]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A pattern that would find ``support`` missed facts in ``documents`` documents.

    On the other amounts of gold it would match ``right`` times as gold says and ``wrong`` times otherwise.
    """

    kind: str
    pattern: str
    support: int
    documents: int
    right: int
    wrong: int
    positive: tuple[str, ...]
    negative: tuple[str, ...]

    @property
    def interval(self) -> tuple[float, float] | None:
        """The Wilson interval of the precision elsewhere; None when it matches nowhere else."""
        return wilson_interval(self.right, self.right + self.wrong)


def suggest_rules(
    rulebook: Rulebook,
    gold: Iterable[Document],
    predicted: Iterable[Document],
    sentences: Mapping[str, Sequence[Span]],
) -> list[Suggestion]:
    """Return the suggestions for the gold facts whose project or kind the predictions miss, best supported first.

    ``sentences`` are the offsets of the sentences of each document by id. Raises RecordError as ``evaluate`` does.
    """
    tagged: list[Sentence] = []
    missed: set[tuple[str, Span]] = set()
    for view, found in pair_documents(gold, predicted):
        tagged += tagged_sentences(view, sentences[view.id])
        for amount, fact in view.facts.items():
            other = found.facts.get(amount)
            if other is None or not is_same_project(fact, other) or fact.word != other.word:
                missed.add((view.id, amount))
    rules = _rules(rulebook, tagged, frozenset(missed))
    suggestions = _try(rules, tagged, frozenset(missed))
    return sorted(suggestions, key=_merit)


def format_suggestions(suggestions: Iterable[Suggestion]) -> str:
    """Return suggestions as rule skeletons in TOML; a comment says how sure each is."""
    return "\n".join(_skeleton(one, number) for number, one in enumerate(suggestions, 1))


def _rules(rulebook: Rulebook, tagged: Sequence[Sentence], missed: Missed) -> list[LinkRule]:
    sources: dict[tuple[str, str], None] = {}
    for sentence in tagged:
        for amount, fact in sentence.facts.items():
            if (sentence.document, amount) in missed:
                for source in contexts_of(sentence, amount, rulebook.words):
                    sources[fact.word, source] = None
    rules = []
    for kind, source in sources:
        context = Context(rulebook.schema, rulebook.words, rulebook.schema.relation_of(kind))
        pattern, _ = parse_pattern(source, context)
        if pattern is not None:  # one with more ways to match than allowed is none
            rules.append(
                LinkRule(f"{kind} {source}", "", "", kind, (pattern,), (), (), (), (), (), (), "trial", False, "", 0)
            )
    return rules


def _try(rules: Sequence[LinkRule], tagged: Sequence[Sentence], missed: Missed) -> list[Suggestion]:
    """Run all contexts on all sentences, sort their matches into found, right and wrong."""
    matcher = LinkMatcher(rules)
    hits: dict[str, dict[str, list[tuple[Sentence, dict[Span, str]]]]] = {}
    for sentence in tagged:
        for match in matcher.find(sentence.text, sentence.start, sentence.end, sentence.spans):
            roles = {(span.start, span.end): role for role, span in match.roles}
            amount = next(place for place, role in roles.items() if role == "amount")
            project = next(place for place, role in roles.items() if role == "project")
            fact = sentence.facts.get(amount)
            is_right = fact is not None and fact.word == match.rule.kind and project in fact.roles["project"]
            is_missed = (sentence.document, amount) in missed
            group = "found" if is_right and is_missed else "right" if is_right else "wrong"
            hits.setdefault(match.rule.id, {}).setdefault(group, []).append((sentence, roles))
    return [_suggestion(rule, hits[rule.id]) for rule in rules if "found" in hits.get(rule.id, {})]


def _suggestion(rule: LinkRule, hits: Mapping[str, list[tuple[Sentence, dict[Span, str]]]]) -> Suggestion:
    found, right, wrong = (hits.get(group, []) for group in ("found", "right", "wrong"))
    return Suggestion(
        kind=rule.kind,
        pattern=rule.patterns[0].source,
        support=len(found),
        documents=len({sentence.document for sentence, _ in found}),
        right=len(right),
        wrong=len(wrong),
        positive=tuple(dict.fromkeys(marked_up(*hit) for hit in [*found, *right]))[:_EXAMPLES],
        negative=tuple(dict.fromkeys(marked_up(sentence, {}) for sentence, _ in wrong))[:_EXAMPLES],
    )


def _merit(one: Suggestion) -> tuple[float, ...]:
    """Order: more documents, more facts, fewer errors, the surer precision, the narrower pattern."""
    low = one.interval[0] if one.interval else 0.0
    return (-one.documents, -one.support, one.wrong, -low, -len(one.pattern))


def _skeleton(one: Suggestion, number: int) -> str:
    interval = one.interval
    elsewhere = "matches nowhere else in this gold: nothing is known of its precision"
    if interval is not None:
        n = one.right + one.wrong
        elsewhere = f"elsewhere right {one.right} of {n} (95 % {interval[0]:.2f}–{interval[1]:.2f})"
    lines = [
        f"# finds {one.support} missed facts in {one.documents} documents; {elsewhere}",
        "[[rule]]",
        f'id = "suggested-{number}"',
        'says = ""',
        'why = ""',
        f'kind = "{one.kind}"',
        'status = "trial"',
        f"pattern = {_quoted(one.pattern)}",
        *_examples("positive", one.positive),
        *_examples("negative", one.negative),
    ]
    return "\n".join(lines) + "\n"


def _examples(field: str, sources: Sequence[str]) -> list[str]:
    return [f"{field} = [", *(f"  {_quoted(source)}," for source in sources), "]"]


def _quoted(words: str) -> str:
    """A TOML string: literal where it can be, so that backslashes stand as they are."""
    return f"'{words}'" if "'" not in words and "\n" not in words else json.dumps(words, ensure_ascii=False)
