"""Two documents of one id side by side, their records keyed by spans instead of by ids."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from wushan_ie.errors import RecordError
from wushan_ie.writing.documents import Document, complete_document
from wushan_ie.writing.faults import LABELS

Span = tuple[int, int]
Entity = Mapping[str, Any]

FACT_ROLES = ("project", "actors", "place", "part_of")
POST_ROLES = ("org", "place")
_SENTENCE_ENDS = "。！？；\n\r"
_SPACE = re.compile(r"\s+")
_REACH = 60
_HOSTS_OF_PLACES = ("ORG", "PERSON", "PROJECT")


@dataclass(frozen=True, slots=True)
class Relation:
    """A fact or a post by spans: ``head`` is its amount or person, ``word`` its kind or title.

    ``roles`` holds every role, an empty set for an absent one.
    """

    head: Span
    word: str
    roles: Mapping[str, frozenset[Span]]
    rule: str | None


@dataclass(frozen=True, slots=True)
class View:
    """One document: mentions by label and span, facts by amount, posts by person and title."""

    id: str
    text: str
    mentions: Mapping[str, Mapping[Span, Entity]]
    facts: Mapping[Span, Relation]
    posts: Mapping[tuple[Span, str], Relation]


def pair_documents(gold: Iterable[Document], predicted: Iterable[Document]) -> Iterator[tuple[View, View]]:
    """Yield gold and predicted views of the same document, in the order of gold.

    Raises RecordError that names the gold documents without a prediction, or the first document whose texts
    differ. Predictions for other documents are left aside.
    """
    predictions = {document["id"]: document for document in predicted}
    answers = list(gold)
    if not answers:
        raise RecordError("gold has no documents: nothing to evaluate")
    if missing := [document["id"] for document in answers if document["id"] not in predictions]:
        raise RecordError(f"no prediction for {len(missing)} of {len(answers)} documents: {', '.join(missing)}")
    for document in answers:
        other = predictions[document["id"]]
        _check_same_text(document, other)
        answer, prediction = view_document(document), view_document(other)
        yield _without_nested_places(answer, ()), _without_nested_places(prediction, _hosts(answer))


def view_document(document: Document) -> View:
    """Return the view of a document that keeps the format (``find_faults`` finds none)."""
    document = complete_document(document)
    spans: dict[str, Span] = {}
    mentions: dict[str, dict[Span, Entity]] = {label: {} for label in LABELS}
    for entity in sorted(document["entities"], key=lambda entity: (entity["start"], entity["end"])):
        span = spans[entity["id"]] = (entity["start"], entity["end"])
        mentions[entity["label"]][span] = entity
    facts = [_relation(fact, ("amount", "kind"), FACT_ROLES, spans) for fact in document["facts"]]
    posts = [_relation(post, ("person", "title"), POST_ROLES, spans) for post in document["posts"]]
    return View(
        id=document["id"],
        text=document["text"],
        mentions=mentions,
        facts={fact.head: fact for fact in facts},
        posts={(post.head, post.word): post for post in posts},
    )


def context_of(text: str, start: int, end: int) -> tuple[str, str, str]:
    """Return the sentence around ``text[start:end]``: what is before, the words, what is after.

    White space is folded to single blanks; at most 60 characters stand on either side.

    >>> context_of("去年已竣工。县水利局投入1200万元。另有安排。", 12, 18)
    ('县水利局投入', '1200万元', '。')
    """
    left, right = start, end
    while left > max(0, start - _REACH) and text[left - 1] not in _SENTENCE_ENDS:
        left -= 1
    while right < min(len(text), end + _REACH) and text[right] not in _SENTENCE_ENDS:
        right += 1
    cut_left = left > 0 and text[left - 1] not in _SENTENCE_ENDS
    cut_right = right < len(text) and text[right] not in _SENTENCE_ENDS
    right += right < len(text) and not cut_right
    before, words, after = (_SPACE.sub(" ", text[a:b]) for a, b in ((left, start), (start, end), (end, right)))
    return "…" * cut_left + before.lstrip(), words, after.rstrip() + "…" * cut_right


def _relation(record: Document, keys: tuple[str, str], roles: tuple[str, ...], spans: Mapping[str, Span]) -> Relation:
    names = {role: record[role] if role == "actors" else [record[role]] for role in roles}
    targets = {role: frozenset(spans[name] for name in names[role] if name is not None) for role in roles}
    return Relation(spans[record[keys[0]]], record[keys[1]], targets, record.get("rule"))


def _check_same_text(gold: Document, predicted: Document) -> None:
    one, other = gold["text"], predicted["text"]
    if one != other:
        at = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
        raise RecordError(
            f"document {gold['id']!r}: gold and prediction differ in text from {at} on: "
            f"{one[at : at + 20]!r} and {other[at : at + 20]!r}; annotate the text of gold"
        )


def _hosts(view: View) -> tuple[Span, ...]:
    return tuple(span for label in _HOSTS_OF_PLACES for span in view.mentions[label])


def _without_nested_places(view: View, other_hosts: tuple[Span, ...]) -> View:
    """Drop each GPE that lies inside an ORG, PERSON or PROJECT of its own file or, if given, of gold's.

    Such a GPE is not annotated, so neither side is asked for it. A host that only the prediction has never takes
    a GPE away from gold: else a prediction could choose what it is measured on. A GPE that covers exactly the
    span of another label is a wrong label, and stays.
    """
    hosts = sorted({*_hosts(view), *other_hosts})
    furthest = list(accumulate((end for _, end in hosts), max))
    places = {}
    for span, place in view.mentions["GPE"].items():
        before = bisect_left(hosts, (span[0],))
        last = bisect_left(hosts, (span[0] + 1,)) - 1
        reaches_over = before > 0 and furthest[before - 1] >= span[1]
        starts_here = last >= before and hosts[last][1] > span[1]
        if not reaches_over and not starts_here:
            places[span] = place
    return View(view.id, view.text, {**view.mentions, "GPE": places}, view.facts, view.posts)
