"""Records as an annotated bulletin (plain dicts of str, int, bool, list) and back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from wushan_ie.records import Amount, Fact, Mention, Period, Post

Plain = dict[str, Any]


def plain_mentions(mentions: Sequence[Mention]) -> list[Plain]:
    """Return entities with ids T1, T2, … in the order given."""
    return [_plain_mention(f"T{number}", one) for number, one in enumerate(mentions, 1)]


def plain_facts(facts: Iterable[Fact], mentions: Sequence[Mention]) -> list[Plain]:
    """Return facts that refer to ``mentions`` by the ids of ``plain_mentions``."""
    ids = _ids(mentions)
    return [
        {
            "amount": ids[fact.amount],
            "kind": fact.kind,
            "project": ids[fact.project] if fact.project else None,
            "actors": [ids[actor] for actor in fact.actors],
            "place": ids[fact.place] if fact.place else None,
            "part_of": ids[fact.part_of] if fact.part_of else None,
            "place_resolved": fact.place_resolved,
            "hypothetical": fact.hypothetical,
            "rule": fact.rule,
            "sentence": list(fact.sentence),
            "pieces": [list(piece) for piece in fact.pieces],
        }
        for fact in facts
    ]


def plain_posts(posts: Iterable[Post], mentions: Sequence[Mention]) -> list[Plain]:
    """Return posts that refer to ``mentions`` by the ids of ``plain_mentions``."""
    ids = _ids(mentions)
    return [
        {
            "person": ids[post.person],
            "title": post.title,
            "org": ids[post.org] if post.org else None,
            "place": ids[post.place] if post.place else None,
            "rule": post.rule,
        }
        for post in posts
    ]


def typed_mentions(entities: Iterable[Mapping[str, Any]]) -> dict[str, Mention]:
    """Return the mentions of plain entities by id, in the order given."""
    return {entity["id"]: _typed_mention(entity) for entity in entities}


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


def _ids(mentions: Sequence[Mention]) -> dict[Mention, str]:
    return {one: f"T{number}" for number, one in enumerate(mentions, 1)}


def _plain_mention(name: str, mention: Mention) -> Plain:
    entity: Plain = {"id": name, "label": mention.label, "start": mention.start, "end": mention.end}
    entity["text"] = mention.text
    if (amount := mention.amount) is not None:
        ends = {"value": amount.value, "low": amount.low, "high": amount.high}
        entity |= {key: None if end is None else format(end, "f") for key, end in ends.items()}
        entity |= {"unit": amount.unit, "approx": amount.approx, "per": amount.per}
    if (period := mention.period) is not None:
        entity["period"] = {"start": period.start, "end": period.end, "flaw": period.flaw}
    if mention.canonical is not None:
        entity["canonical"] = mention.canonical
    if mention.code is not None:
        entity["code"] = mention.code
    entity["rule"] = mention.rule
    return entity


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
        code=entity.get("code"),
    )
