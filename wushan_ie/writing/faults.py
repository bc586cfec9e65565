"""What is wrong with an annotated bulletin: every fault of a document in words, with what is allowed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

LABELS = ("MONEY", "QUANTITY", "PERCENT", "DATE", "ORG", "GPE", "PERSON", "PROJECT")
AMOUNT_LABELS = ("MONEY", "QUANTITY", "PERCENT")
KINDS = ("INVEST", "DONATE", "LOAN", "OUTPUT", "INCOME", "SALE", "PRICE", "SAVE", "OTHER")

_FACT_ROLES = {
    "amount": ("MONEY",),
    "project": ("PROJECT",),
    "actors": ("ORG", "PERSON"),
    "place": ("GPE",),
    "part_of": ("MONEY",),
}
_POST_ROLES = {"person": ("PERSON",), "org": ("ORG",), "place": ("GPE",)}
_DECIMAL = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_SURROGATE = re.compile("[\ud800-\udfff]")


def find_faults(document: object) -> Iterator[str]:
    """Yield what is wrong with one document; nothing when it keeps the format.

    >>> entity = {"id": "T1", "label": "DATE", "start": 1, "end": 3, "text": "去年"}
    >>> list(find_faults({"id": "b01", "text": "去年，", "entities": [entity]}))
    ["entity 'T1': text is '去年' but the document has '年，' at 1:3"]
    """
    if not isinstance(document, dict):
        yield f"expected an object with id, text and entities, found {_show(document)}"
        return
    shape = list(_shape_faults(document))
    yield from shape
    if shape:
        return
    labels: dict[str, str] = {}
    sound = True
    for number, entity in enumerate(document["entities"], 1):
        for fault in _entity_faults(entity, document["text"], labels):
            sound = False
            yield f"entity {_name(entity, number)}: {fault}"
    if sound:
        yield from _overlap_faults(document["entities"])
    for number, fact in enumerate(document.get("facts") or [], 1):
        yield from (f"fact {number}: {fault}" for fault in _fact_faults(fact, labels))
    for number, post in enumerate(document.get("posts") or [], 1):
        yield from (f"post {number}: {fault}" for fault in _post_faults(post, labels))
    if sound:
        yield from _repeat_faults(document)


def _shape_faults(document: Mapping[str, Any]) -> Iterator[str]:
    for key in ("id", "text"):
        if not isinstance(document.get(key), str):
            yield f"{key} must be a string, found {_show(document.get(key))}"
    if document.get("id") == "":
        yield "id is empty"
    if not isinstance(document.get("entities"), list):
        yield f"entities must be a list, found {_show(document.get('entities'))}"
    for key in ("facts", "posts"):
        if not isinstance(document.get(key) or [], list):
            yield f"{key} must be a list, found {_show(document[key])}"
    if not isinstance(document.get("meta") or {}, dict):
        yield f"meta must be an object, found {_show(document['meta'])}"
    for words in _strings(document):
        if found := _SURROGATE.search(words):
            yield f"{_show(words)} holds half a surrogate pair at {found.start()}: no Unicode text has that"


def _strings(document: object) -> Iterator[str]:
    waiting = [document]
    while waiting:
        item = waiting.pop()
        if isinstance(item, str):
            yield item
        elif isinstance(item, dict):
            waiting += [*item.keys(), *item.values()]
        elif isinstance(item, list):
            waiting += item


def _entity_faults(entity: object, text: str, labels: dict[str, str]) -> Iterator[str]:
    """Yield the faults of one entity and enter its label under its id into ``labels``."""
    if not isinstance(entity, dict):
        yield f"expected an object, found {_show(entity)}"
        return
    name, label = entity.get("id"), entity.get("label")
    if not isinstance(name, str) or not name:
        yield f"id must be a string, found {_show(name)}"
    elif name in labels:
        yield "the id is used twice"
    else:
        labels[name] = str(label)
    if label not in LABELS:
        yield f"label is {_show(label)}; allowed: {', '.join(LABELS)}"
        return
    yield from _offset_faults(entity, text)
    if label in AMOUNT_LABELS:
        yield from _amount_faults(entity)


def _offset_faults(entity: Mapping[str, Any], text: str) -> Iterator[str]:
    start, end, words = entity.get("start"), entity.get("end"), entity.get("text")
    if type(start) is not int or type(end) is not int:
        yield f"start and end must be integers, found {_show(start)} and {_show(end)}"
    elif not 0 <= start < end <= len(text):
        yield f"start {start}, end {end}: expected 0 <= start < end <= {len(text)}, the length of the text"
    elif text[start:end] != words:
        yield f"text is {_show(words)} but the document has {_show(text[start:end])} at {start}:{end}"


def _amount_faults(entity: Mapping[str, Any]) -> Iterator[str]:
    numbers: dict[str, Decimal] = {}
    for key in ("value", "low", "high"):
        found = entity.get(key)
        if isinstance(found, str) and _DECIMAL.fullmatch(found):
            numbers[key] = Decimal(found)
        elif found is not None:
            yield f"{key} is {_show(found)}; allowed: null or a decimal string such as '1200' or '-4.5'"
    if "low" in numbers and "high" in numbers and numbers["low"] > numbers["high"]:
        yield f"low {entity['low']} is above high {entity['high']}"
    for key in ("unit", "per"):
        if not isinstance(entity.get(key) or "", str):
            yield f"{key} must be a string or null, found {_show(entity[key])}"
    if not isinstance(entity.get("approx") or False, bool):
        yield f"approx must be true or false, found {_show(entity['approx'])}"


def _overlap_faults(entities: list[Mapping[str, Any]]) -> Iterator[str]:
    last: dict[str, Mapping[str, Any]] = {}
    for entity in sorted(entities, key=lambda entity: (entity["start"], entity["end"])):
        before = last.get(entity["label"])
        if before is not None and entity["start"] < before["end"]:
            names = f"entities {before['id']!r} and {entity['id']!r}"
            yield f"{names}: two {entity['label']} spans overlap, {before['text']!r} and {entity['text']!r}"
        if before is None or entity["end"] > before["end"]:
            last[entity["label"]] = entity


def _fact_faults(fact: object, labels: Mapping[str, str]) -> Iterator[str]:
    if not isinstance(fact, dict):
        yield f"expected an object, found {_show(fact)}"
        return
    if fact.get("kind") not in KINDS:
        yield f"kind is {_show(fact.get('kind'))}; allowed: {', '.join(KINDS)}"
    if not isinstance(fact.get("actors") or [], list):
        yield f"actors must be a list of entity ids, found {_show(fact['actors'])}"
        return
    if fact.get("amount") is None:
        yield "amount is missing: a fact belongs to a MONEY"
    elif fact["amount"] == fact.get("part_of"):
        yield f"part_of is {_show(fact['part_of'])}, the amount itself"
    yield from _role_faults(fact, _FACT_ROLES, labels)


def _post_faults(post: object, labels: Mapping[str, str]) -> Iterator[str]:
    if not isinstance(post, dict):
        yield f"expected an object, found {_show(post)}"
        return
    if not isinstance(post.get("title"), str) or not post["title"]:
        yield f"title must be a string, found {_show(post.get('title'))}"
    if post.get("person") is None:
        yield "person is missing: a post belongs to a PERSON"
    yield from _role_faults(post, _POST_ROLES, labels)


def _role_faults(
    record: Mapping[str, Any], roles: Mapping[str, tuple[str, ...]], labels: Mapping[str, str]
) -> Iterator[str]:
    for role, allowed in roles.items():
        found = record.get(role)
        names = [] if found is None else found if role == "actors" else [found]
        for name in names:
            if not isinstance(name, str) or name not in labels:
                yield f"{role} is {_show(name)}; no entity has that id"
            elif labels[name] not in allowed:
                yield f"{role} is {_show(name)}, a {labels[name]}; allowed: {' or '.join(allowed)}"


def _repeat_faults(document: Mapping[str, Any]) -> Iterator[str]:
    facts: set[str] = set()
    for number, fact in enumerate(document.get("facts") or [], 1):
        if isinstance(fact, dict) and isinstance(name := fact.get("amount"), str):
            if name in facts:
                yield f"fact {number}: amount {name!r} has a fact already; one for every MONEY"
            facts.add(name)
    posts: set[tuple[str, str]] = set()
    for number, post in enumerate(document.get("posts") or [], 1):
        if isinstance(post, dict) and isinstance(post.get("person"), str) and isinstance(post.get("title"), str):
            key = post["person"], post["title"]
            if key in posts:
                yield f"post {number}: {key[0]!r} has the title {key[1]!r} already"
            posts.add(key)


def _name(entity: object, number: int) -> str:
    name = entity.get("id") if isinstance(entity, dict) else None
    return repr(name) if isinstance(name, str) and name else f"number {number}"


def _show(found: object) -> str:
    """The found value in a few characters: a message must not carry a whole bulletin."""
    shown = "null" if found is None else repr(found)
    return shown if len(shown) <= 60 else f"{shown[:57]}..."
