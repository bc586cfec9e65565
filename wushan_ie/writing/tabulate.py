"""One analysed bulletin to its rows."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple, TypedDict

from wushan_ie.fact_keys import fact_key, place_name
from wushan_ie.pipeline import Analysis
from wushan_ie.records import Amount, Bulletin, Fact, Mention, Post
from wushan_ie.totals import totals
from wushan_ie.writing.rows import DocumentRow, FactRow, MentionRow, PostRow, Row, fits

Rows = Mapping[str, Sequence[Row]]  # by table

_BEYOND = "its value has more digits than a column holds"


class _Figures(TypedDict):
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    unit: str | None
    approx: bool | None
    per: str | None


class _Page(NamedTuple):
    """What all rows of a document share; ``names`` are the names of its mentions."""

    document: str
    text: str
    digest: str
    names: Mapping[Mention, str]

    def name(self, mention: Mention | None) -> str | None:
        return None if mention is None else self.names[mention]


def text_digest(text: str) -> str:
    """Return what two documents with the same text have in common: its SHA-256, hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def document_row(bulletin: Bulletin, document: str, digest: str, same_as: str | None) -> DocumentRow:
    """Return the row of a document that was read; a meta date that is none stays null."""
    meta = bulletin.meta
    return DocumentRow(
        document=document,
        title=meta.get("title"),
        publisher=meta.get("publisher"),
        index_number=meta.get("index_number"),
        document_number=meta.get("document_number"),
        topic=meta.get("topic"),
        genre=meta.get("genre"),
        written=_day(meta.get("written")),
        published=_day(meta.get("published")),
        text=bulletin.text,
        characters=len(bulletin.text),
        digest=digest,
        unread=meta.get("unread"),
        same_as=same_as,
    )


def analysis_rows(text: str, document: str, digest: str, found: Analysis) -> Rows:
    """Return the rows of the tables mentions, facts and posts; ``digest`` is that of ``text``."""
    page = _Page(document, text, digest, {one: f"T{number}" for number, one in enumerate(found.mentions, 1)})
    reasons = {one.fact: one.why for one in totals(found.facts).left_out}
    return {
        "mentions": [_mention_row(page, one) for one in found.mentions],
        "facts": [_fact_row(page, number, fact, reasons.get(fact)) for number, fact in enumerate(found.facts, 1)],
        "posts": [_post_row(page, number, post) for number, post in enumerate(found.posts, 1)],
    }


def _mention_row(page: _Page, mention: Mention) -> MentionRow:
    period = mention.period
    flaw = None if period is None else period.flaw
    return MentionRow(
        document=page.document,
        mention=page.names[mention],
        label=mention.label,
        start=mention.start,
        end=mention.end,
        text=mention.text,
        **_figures(mention.amount),
        period_start=None if period is None else _day(period.start),
        period_end=None if period is None else _day(period.end),
        flaw=flaw if _holds(mention.amount) else _BEYOND,
        canonical=mention.canonical,
        code=mention.code,
        rule=mention.rule,
    )


def _fact_row(page: _Page, number: int, fact: Fact, left_out: str | None) -> FactRow:
    start, end = fact.sentence
    return FactRow(
        document=page.document,
        fact=number,
        fact_key=fact_key(fact, page.text, page.digest),
        kind=fact.kind,
        amount=fact.amount.text,
        **_figures(fact.amount.amount),
        project=_words(fact.project),
        actors=tuple(actor.text for actor in fact.actors),
        place=_words(fact.place),
        place_name=place_name(fact),
        place_code=None if fact.place is None else fact.place.code,
        part_of=_words(fact.part_of),
        hypothetical=fact.hypothetical,
        left_out=left_out if _holds(fact.amount.amount) else _BEYOND,
        sentence=page.text[start:end],
        sentence_start=start,
        sentence_end=end,
        amount_start=fact.amount.start,
        amount_end=fact.amount.end,
        rule=fact.rule,
        amount_mention=page.names[fact.amount],
        project_mention=page.name(fact.project),
        actor_mentions=tuple(page.names[actor] for actor in fact.actors),
        place_mention=page.name(fact.place),
        part_of_mention=page.name(fact.part_of),
    )


def _post_row(page: _Page, number: int, post: Post) -> PostRow:
    return PostRow(
        document=page.document,
        post=number,
        person=post.person.text,
        title=post.title,
        org=_words(post.org),
        place=_words(post.place),
        rule=post.rule,
        person_mention=page.names[post.person],
        org_mention=page.name(post.org),
        place_mention=page.name(post.place),
    )


def _words(mention: Mention | None) -> str | None:
    return None if mention is None else mention.text


def _figures(amount: Amount | None) -> _Figures:
    """Return the columns of an amount; all are null without one, and its numbers where a column cannot hold them."""
    if amount is None:
        return _Figures(value=None, low=None, high=None, unit=None, approx=None, per=None)
    held = _holds(amount)
    value, low, high = (_plain(end) if held else None for end in (amount.value, amount.low, amount.high))
    return _Figures(value=value, low=low, high=high, unit=amount.unit, approx=amount.approx, per=amount.per)


def _holds(amount: Amount | None) -> bool:
    return amount is None or all(end is None or fits(end) for end in (amount.value, amount.low, amount.high))


def _plain(number: Decimal | None) -> Decimal | None:
    """Return a number that is written without an exponent: 3E+6 as 3000000."""
    exponent = 0 if number is None else number.as_tuple().exponent
    return number if isinstance(exponent, int) and exponent <= 0 else Decimal(format(number, "f"))


def _day(iso: str | None) -> date | None:
    try:
        return None if iso is None else date.fromisoformat(iso)
    except ValueError:  # what a table gives beside a text may be 2024年春
        return None
