"""Records as an annotated bulletin (plain dicts of str, int, bool, list) and back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from msgspec.structs import replace

from wushan_ie.records import Amount, Fact, Mention, Period, Phrase, Post

Plain = dict[str, Any]


def plain_records(mentions: Sequence[Mention], facts: Iterable[Fact], posts: Iterable[Post]) -> dict[str, list[Plain]]:
    """Return entities with ids T1, T2, … in the order given, and the facts and posts that refer to them.

    Every key of the format stands, in its order, and behind it the others by name: ``format_whole`` relies on that.
    """
    entities = plain_mentions(mentions)
    names = {one: entity["id"] for one, entity in zip(mentions, entities, strict=True)}
    return {
        "entities": entities,
        "facts": [_plain_fact(fact, names) for fact in facts],
        "posts": [_plain_post(post, names) for post in posts],
    }


def plain_mentions(mentions: Iterable[Mention]) -> list[Plain]:
    """Return entities with ids T1, T2, … in the order given."""
    mentions = list(mentions)
    names = {(one.start, one.end): f"T{number}" for number, one in enumerate(mentions, 1) if one.label == "MONEY"}
    entities = []
    for number, one in enumerate(mentions, 1):
        entities.append(_plain_mention(f"T{number}", one, names))
    return entities


def typed_mentions(entities: Iterable[Mapping[str, Any]]) -> dict[str, Mention]:
    """Return the mentions of plain entities by id, in the order given."""
    entities = list(entities)
    found = {entity["id"]: _typed_mention(entity) for entity in entities}
    for entity in entities:
        of, money = entity.get("of"), entity.get("money")
        if of is not None or money is not None:
            phrase = None if of is None else Phrase(of["start"], of["end"], of["text"])
            valued = None if money is None else found[money]
            found[entity["id"]] = replace(found[entity["id"]], of=phrase, money=valued)
    return found


def typed_facts(facts: Iterable[Mapping[str, Any]], mentions: Mapping[str, Mention]) -> list[Fact]:
    """Return the facts of plain dicts; ``mentions`` are those of ``typed_mentions``."""
    return [
        Fact(
            amount=mentions[fact["amount"]],
            kind=fact["kind"],
            project=mentions[fact["project"]] if fact["project"] else None,
            actors=tuple(mentions[actor] for actor in fact["actors"]),
            place=mentions[fact["place"]] if fact["place"] else None,
            part_of=mentions[fact["part_of"]] if fact["part_of"] else None,
            rule=fact["rule"],
            sentence=(fact["sentence"][0], fact["sentence"][1]),
            pieces=tuple((start, end) for start, end in fact["pieces"]),
            place_resolved=fact["place_resolved"],
            hypothetical=fact["hypothetical"],
            repeats=mentions[fact["repeats"]] if fact.get("repeats") else None,
        )
        for fact in facts
    ]


def typed_posts(posts: Iterable[Mapping[str, Any]], mentions: Mapping[str, Mention]) -> list[Post]:
    """Return the posts of plain dicts; ``mentions`` are those of ``typed_mentions``."""
    return [
        Post(
            person=mentions[post["person"]],
            title=post["title"],
            org=mentions[post["org"]] if post["org"] else None,
            place=mentions[post["place"]] if post["place"] else None,
            rule=post["rule"],
        )
        for post in posts
    ]


def _plain_mention(name: str, mention: Mention, names: Mapping[tuple[int, int], str]) -> Plain:
    entity: Plain = {
        "id": name,
        "label": mention.label,
        "start": mention.start,
        "end": mention.end,
        "text": mention.text,
    }
    if (amount := mention.amount) is not None:
        entity["value"] = None if amount.value is None else format(amount.value, "f")
        entity["low"] = None if amount.low is None else format(amount.low, "f")
        entity["high"] = None if amount.high is None else format(amount.high, "f")
        entity["unit"], entity["approx"], entity["per"] = amount.unit, amount.approx, amount.per
    if mention.canonical is not None:
        entity["canonical"] = mention.canonical
    if mention.canonical_by is not None:
        entity["canonical_by"] = mention.canonical_by
    if mention.code is not None:
        entity["code"] = mention.code
    if mention.label == "QUANTITY":
        of, money = mention.of, mention.money
        entity["money"] = None if money is None else names[money.start, money.end]
        entity["of"] = None if of is None else {"start": of.start, "end": of.end, "text": of.text}
    if (period := mention.period) is not None:
        entity["period"] = {"start": period.start, "end": period.end, "flaw": period.flaw}
    entity["rule"] = mention.rule
    return entity


def _plain_fact(fact: Fact, names: Mapping[Mention, str]) -> Plain:
    return {
        "amount": names[fact.amount],
        "kind": fact.kind,
        "project": names[fact.project] if fact.project else None,
        "actors": [names[actor] for actor in fact.actors],
        "place": names[fact.place] if fact.place else None,
        "part_of": names[fact.part_of] if fact.part_of else None,
        "hypothetical": fact.hypothetical,
        "pieces": [list(piece) for piece in fact.pieces],
        "place_resolved": fact.place_resolved,
        "repeats": names[fact.repeats] if fact.repeats else None,
        "rule": fact.rule,
        "sentence": list(fact.sentence),
    }


def _plain_post(post: Post, names: Mapping[Mention, str]) -> Plain:
    return {
        "person": names[post.person],
        "title": post.title,
        "org": names[post.org] if post.org else None,
        "place": names[post.place] if post.place else None,
        "rule": post.rule,
    }


def _typed_mention(entity: Mapping[str, Any]) -> Mention:
    amount = period = None
    if "unit" in entity:
        value, low, high = (None if entity[key] is None else Decimal(entity[key]) for key in ("value", "low", "high"))
        amount = Amount(value, low, high, entity["unit"], entity["approx"], entity["per"])
    if (found := entity.get("period")) is not None:
        period = Period(found["start"], found["end"], found["flaw"])
    return Mention(
        label=entity["label"],
        start=entity["start"],
        end=entity["end"],
        text=entity["text"],
        rule=entity["rule"],
        amount=amount,
        period=period,
        canonical=entity.get("canonical"),
        canonical_by=entity.get("canonical_by"),
        code=entity.get("code"),
    )
