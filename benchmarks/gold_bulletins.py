"""Bulletins that are made together with their facts: gold by construction, for archives of any size.

Sentences with facts are those of ``fact_frames.txt``, the others those of ``frames.txt`` that speak of no money. The
figures, names, order and number of sentences are drawn by the seed.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

from benchmarks.bulletins import Writer, read_frames

FRAMES = Path(__file__).parent / "fact_frames.txt"
_SLOT = re.compile(r"\{([a-z]+)([0-9]*)(?:<([0-9]))?\}")
_LABELS = {"money": "MONEY", "project": "PROJECT", "goods": "PROJECT", "org": "ORG", "firm": "ORG", "person": "PERSON"}
_ACTORS = ("org", "firm", "person")
_FACTS = (2, 7)  # sentences with facts in one bulletin, the fewest and the most
_PLAIN = (3, 12)  # sentences without
_PARAGRAPH_ENDS = 0.3  # of the sentences
_UNITS = {"元": 1, "万元": 10_000, "亿元": 100_000_000}


@dataclass
class _Page:
    """A text in the making, its entities and facts; entities are named in the order of the text."""

    text: str = ""
    entities: list[dict[str, Any]] = field(default_factory=list)
    facts: list[dict[str, Any]] = field(default_factory=list)

    def add(self, words: str, entity: dict[str, Any] | None = None) -> str | None:
        """Add words, which are an entity's when its keys are given; return its id."""
        start = len(self.text)
        self.text += words
        if entity is None:
            return None
        name = f"T{len(self.entities) + 1}"
        self.entities.append({"id": name, "start": start, "end": len(self.text), "text": words, **entity})
        return name


def gold_bulletins(seed: int) -> Iterator[dict[str, Any]]:
    """Yield annotated bulletins without end: id, text, meta, the entities that facts use, facts."""
    chance = random.Random(f"gold {seed}")
    writer = Writer(chance, ())
    number = 0
    while True:
        writer.county = writer.fill("{village}")[:2] + "县"
        page = _Page()
        meta = _head(page, writer)
        for kind, frame in _sentences(chance):
            page.add("\u3000\u3000" if page.text.endswith("\n") else "")
            _fill(page, kind, frame, writer)
            page.add("\n" if chance.random() < _PARAGRAPH_ENDS else "")
        page.add("" if page.text.endswith("\n") else "\n")
        yield {"id": f"b{number:07}", "text": page.text, "meta": meta, "entities": page.entities, "facts": page.facts}
        number += 1


def _head(page: _Page, writer: Writer) -> dict[str, str]:
    """Write the title and the line of the source; return the meta that they say."""
    chance = writer.chance
    day = f"{chance.randint(2019, 2025)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
    publisher = f"{writer.county}融媒体中心"
    page.add(f"{writer.fill(chance.choice(_plain_frames()[0]))}\n发布时间：{day}  来源：{publisher}\n")
    return {"publisher": publisher, "published": day}


def _sentences(chance: random.Random) -> list[tuple[str | None, str]]:
    """Return frames with the kind of their facts, None for those that have none, in a random order."""
    facts = chance.choices(_fact_frames(), k=chance.randint(*_FACTS))
    plain = [(None, frame) for frame in chance.choices(_plain_frames()[1], k=chance.randint(*_PLAIN))]
    frames: list[tuple[str | None, str]] = [*facts, *plain]
    chance.shuffle(frames)
    return frames


def _fill(page: _Page, kind: str | None, frame: str, writer: Writer) -> None:
    """Write a sentence and note its facts."""
    roles: dict[str, dict[str, list[str]]] = {}  # by number of the fact: entities by role
    totals: dict[str, str] = {}
    end = 0
    for slot in _SLOT.finditer(frame):
        page.add(frame[end : slot.start()])
        end = slot.end()
        words, value = _money(writer.chance) if slot[1] == "money" else (writer.fill(f"{{{slot[1]}}}"), {})
        name = page.add(words, {"label": _LABELS[slot[1]], **value} if slot[2] else None)
        for fact in slot[2]:
            roles.setdefault(fact, {}).setdefault(slot[1], []).append(str(name))
        if slot[3]:
            totals[slot[2]] = slot[3]
    page.add(frame[end:])
    for fact, found in sorted(roles.items()):
        total = totals.get(fact)
        page.facts.append(
            {
                "amount": found["money"][0],
                "kind": kind,
                "project": next(iter(found.get("project", []) + found.get("goods", [])), None),
                "actors": [name for role in _ACTORS for name in found.get(role, [])],
                "place": None,
                "part_of": roles[total]["money"][0] if total else None,
            }
        )


def _money(chance: random.Random) -> tuple[str, dict[str, Any]]:
    """Return an amount as written and its value with bounds, by the table of docs/annotation.md."""
    figure = Decimal(
        chance.choice((str(chance.randint(2, 99)), str(chance.randint(100, 9999)), f"{chance.randint(1, 999)}.5"))
    )
    unit = chance.choice(("万元", "万元", "万元", "亿元", "元"))
    value = figure * _UNITS[unit]
    form = chance.choice(("", "", "", "", "近", "约", "超", "余"))
    step = Decimal(10) ** next(at for at in range(-1, 9) if figure % Decimal(10) ** (at + 1)) * _UNITS[unit]
    low, high = {
        "": (value, value),
        "近": (None, value),
        "约": (None, None),
        "超": (value, None),
        "余": (value, value + step),
    }[form]
    words = f"{figure}余{unit}" if form == "余" else f"{form}{figure}{unit}"
    ends = {"value": value, "low": low, "high": high}
    plain = {name: None if end is None else format(end.normalize(), "f") for name, end in ends.items()}
    return words, {**plain, "unit": "CNY", "approx": form != "", "per": None}


@lru_cache(maxsize=1)
def _fact_frames() -> Sequence[tuple[str, str]]:
    lines = FRAMES.read_text(encoding="utf-8").splitlines()
    return [
        (kind, frame)
        for kind, _, frame in (line.partition(" | ") for line in lines if line and not line.startswith("#"))
    ]


@lru_cache(maxsize=1)
def _plain_frames() -> tuple[Sequence[str], Sequence[str]]:
    """Return titles, and sentences without money."""
    genres = [found for genre, found in read_frames().items() if genre != "词句"]
    titles = [title for found, _ in genres for title in found]
    return titles, [
        frame for _, found in genres for frame in found if "{money}" not in frame and "{range}" not in frame
    ]
