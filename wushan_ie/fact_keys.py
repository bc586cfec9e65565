"""One key for one fact, in however many bulletins it is told.

Two facts are the same when kind, figures, project, payers and place are: bulletins repeat each other's facts in other
words, but not under other names. A project with neither payer nor place (公路硬化) may be anybody's: only the
same sentence makes the same fact then, and a sentence too short to be anybody's own joins nothing.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from decimal import Decimal

from wushan_ie.records import Fact, Mention

_MARKS = re.compile(r"[\s“”\"'‘’《》「」]+")
_OWN_SENTENCE = 12  # characters: 共投入资金10万元。 may stand in any bulletin


def fact_key(fact: Fact, text: str, digest: str) -> str:
    """Return the key, 32 hexadecimal digits; ``digest`` is the text's, for facts that no other document can tell."""
    amount = fact.amount.amount
    figures = (
        [] if amount is None else [*map(_figure, (amount.value, amount.low, amount.high)), amount.unit, amount.per]
    )
    identity = [fact.kind, figures, *_told_of(fact, text, digest)]
    return hashlib.blake2b(json.dumps(identity, ensure_ascii=False).encode(), digest_size=16).hexdigest()


def _told_of(fact: Fact, text: str, digest: str) -> list[object]:
    payers, place = sorted({_name(actor) for actor in fact.actors}), place_name(fact)
    if fact.project is not None and (payers or place):
        # The project's own name often says the place (青溪村人饮工程); whether it is read as one must not matter.
        within = fact.place is not None and fact.place.text in fact.project.text
        return ["project", _bare(fact.project.text), payers, None if within else place]
    start, end = fact.sentence
    sentence = _bare(text[start:end])
    if len(sentence) >= _OWN_SENTENCE:
        return ["sentence", sentence, len(_bare(text[start : fact.amount.start]))]
    return ["document", digest, fact.amount.start]


def place_name(fact: Fact) -> str | None:
    """Return the full name of the place where the money goes, or None when the bulletin does not say."""
    return fact.place_resolved if fact.place is None else _name(fact.place)


def _name(mention: Mention) -> str:
    return mention.canonical or mention.text


def _figure(number: Decimal | None) -> str | None:
    """Return a number in one spelling: 300 for 300, 300.0 and 3E+2; ``normalize`` would round long ones."""
    if number is None:
        return None
    figures = format(number, "f")
    return figures.rstrip("0").rstrip(".") if "." in figures else figures


def _bare(words: str) -> str:
    """Return words without blanks and quotation marks, figures and letters half-width: for comparing only."""
    return unicodedata.normalize("NFKC", _MARKS.sub("", words))
