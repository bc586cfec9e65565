"""Facts and posts against gold: what an amount is for, of which kind, by whom, where, part of what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeVar

from wushan_ie.evaluation.scores import Counts, Difference, Problem
from wushan_ie.evaluation.views import FACT_ROLES, POST_ROLES, Relation, Span, View, context_of

_Key = TypeVar("_Key", Span, tuple[Span, str])
_PROJECT_DICE = 0.5


def score_facts(gold: View, predicted: View) -> tuple[dict[str, Counts], list[Difference]]:
    """Count right facts; kind, actors, place and part_of on the facts whose amount is right; links as pairs."""
    answers, found = gold.facts, predicted.facts
    both = [(answers[amount], found[amount]) for amount in sorted(answers) if amount in found]
    right = sum(is_same_project(answer, fact) for answer, fact in both)
    counts = {"fact": Counts(right, len(found), len(answers))}
    counts["fact.kind"] = _share([answer.word == fact.word for answer, fact in both])
    for role in FACT_ROLES:
        if role != "project":
            counts[f"fact.{role}"] = _share([answer.roles[role] == fact.roles[role] for answer, fact in both])
        counts[f"link.{role}"] = Counts(
            right=sum(_count_shared(role, answer, fact) for answer, fact in both),
            predicted=sum(len(fact.roles[role]) for fact in found.values()),
            gold=sum(len(answer.roles[role]) for answer in answers.values()),
        )
    differences = list(_unmatched("fact", gold, answers, found))
    for answer, fact in both:
        differences += _fact_differences(gold, answer, fact)
    return counts, differences


def score_posts(gold: View, predicted: View) -> tuple[dict[str, Counts], list[Difference]]:
    """Count posts with the right person and title; org and place on those."""
    answers, found = gold.posts, predicted.posts
    both = [(answers[key], found[key]) for key in sorted(answers) if key in found]
    counts = {"post": Counts(len(both), len(found), len(answers))}
    for role in POST_ROLES:
        counts[f"post.{role}"] = _share([answer.roles[role] == post.roles[role] for answer, post in both])
    differences = list(_unmatched("post", gold, answers, found))
    for answer, post in both:
        differences += _role_differences("post", gold, answer, post)
    return counts, differences


def is_same_span(one: Span, other: Span) -> bool:
    """Whether two project spans overlap with Dice >= 0.5 over characters.

    >>> is_same_span((0, 10), (5, 15)), is_same_span((0, 10), (6, 16))
    (True, False)
    """
    shared = max(0, min(one[1], other[1]) - max(one[0], other[0]))
    return 2 * shared / (one[1] - one[0] + other[1] - other[0]) >= _PROJECT_DICE


def is_same_project(answer: Relation, fact: Relation) -> bool:
    """Whether both name the same project; none meets none."""
    one, other = answer.roles["project"], fact.roles["project"]
    return _count_shared("project", answer, fact) == 1 if one and other else one == other


def show_relation(relation: Relation, text: str) -> str:
    """A fact as kind, amount and project; a post as person and title."""
    head = text[slice(*relation.head)]
    if "project" in relation.roles:
        return f"{relation.word} {head} → {show_spans(relation.roles['project'], text)}"
    return f"{head} {relation.word}"


def show_spans(spans: frozenset[Span], text: str) -> str:
    """The words of the spans, a dash for none."""
    return "、".join(text[slice(*span)] for span in sorted(spans)) or "–"


def is_same_otherwise(answer: Relation, found: Relation) -> bool:
    """Whether kind or title and every role but the project agree."""
    roles = [role for role in answer.roles if role != "project"]
    return answer.word == found.word and all(answer.roles[role] == found.roles[role] for role in roles)


def _share(agree: list[bool]) -> Counts:
    return Counts(sum(agree), len(agree), len(agree))


def _count_shared(role: str, answer: Relation, fact: Relation) -> int:
    one, other = answer.roles[role], fact.roles[role]
    if role == "project":
        return sum(is_same_span(a, b) for a in one for b in other)
    return len(one & other)


def _unmatched(
    name: str, gold: View, answers: Mapping[_Key, Relation], found: Mapping[_Key, Relation]
) -> Iterator[Difference]:
    """The facts or posts that only one side has."""
    for key, answer in answers.items():
        if key not in found:
            yield _difference(name, "missed", gold, answer, (show_relation(answer, gold.text), None))
    for key, relation in found.items():
        if key not in answers:
            yield _difference(name, "spurious", gold, relation, (None, show_relation(relation, gold.text)))


def _fact_differences(gold: View, answer: Relation, fact: Relation) -> Iterator[Difference]:
    if not is_same_project(answer, fact):
        shown = (show_relation(answer, gold.text), show_relation(fact, gold.text))
        yield _difference("fact", "wrong", gold, fact, shown)
    if answer.word != fact.word:
        amount = gold.text[slice(*fact.head)]
        yield _difference("fact.kind", "wrong", gold, fact, (f"{amount}: {answer.word}", fact.word))
    yield from _role_differences("fact", gold, answer, fact)


def _role_differences(name: str, gold: View, answer: Relation, found: Relation) -> Iterator[Difference]:
    head = gold.text[slice(*answer.head)]
    for role, wanted in answer.roles.items():
        if role != "project" and wanted != found.roles[role]:
            shown = (f"{head}: {show_spans(wanted, gold.text)}", show_spans(found.roles[role], gold.text))
            yield _difference(f"{name}.{role}", "wrong", gold, found, shown)


def _difference(
    measure: str, problem: Problem, gold: View, relation: Relation, shown: tuple[str | None, str | None]
) -> Difference:
    context = context_of(gold.text, *relation.head)
    rule = None if problem == "missed" else relation.rule  # gold's own rule, if it has one, made no error
    return Difference(gold.id, measure, problem, *relation.head, context, *shown, rule)
