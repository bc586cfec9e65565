"""The records that travel between the stages: frozen, typed, without logic.

Offsets are Unicode code points into the bulletin's text, half open: ``text[start:end] == mention.text``.
Numbers are Decimal, never float. They are msgspec's structs because a frozen dataclass takes fourteen times as long to
make, and there is one for every dozen characters of a text; ``msgspec.structs.replace`` gives a changed copy.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from msgspec import Struct, field


class Bulletin(Struct, frozen=True, gc=False):
    """One document as it was read: its text, the header of its page, and where it came from."""

    text: str
    meta: Mapping[str, str] = field(default_factory=dict)
    source: str | None = None


class Amount(Struct, frozen=True, gc=False):
    """The value of a MONEY, QUANTITY or PERCENT mention in the unit itself (元, 斤, %).

    ``value`` is the stated figure, ``low`` and ``high`` bound it; None is open (a range has no value).
    """

    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    unit: str
    approx: bool = False
    per: str | None = None


class Period(Struct, frozen=True, gc=False):
    """The days that a DATE covers, ISO dates, both included; None where the text leaves it open.

    ``flaw`` says what is wrong with a damaged date (413日); its ends are then None.
    """

    start: str | None
    end: str | None
    flaw: str | None = None


class Phrase(Struct, frozen=True, gc=False):
    """A stretch of the text that is no mention: what a quantity counts."""

    start: int
    end: int
    text: str


class Mention(Struct, frozen=True, gc=False):
    """A labelled span of the text and the id of the rule or table that made it.

    ``canonical`` is the full name of a place or the longest name of an organization, ``canonical_by`` why an
    organization's other name is the same one. Of a quantity ``of`` is what it counts or measures, and ``money`` the
    MONEY that values it.
    """

    label: str
    start: int
    end: int
    text: str
    rule: str
    amount: Amount | None = None
    period: Period | None = None
    canonical: str | None = None
    canonical_by: str | None = None
    code: str | None = None
    of: Phrase | None = None
    money: Mention | None = None


class Post(Struct, frozen=True, gc=False):
    """A person's office: who, as what, employed or sent by whom, posted where."""

    person: Mention
    title: str
    org: Mention | None
    place: Mention | None
    rule: str


class Fact(Struct, frozen=True, gc=False):
    """An amount of money and what it is for; ``sentence`` are offsets, ``part_of`` is the total.

    ``repeats`` is an amount stated before that this one only takes up again (此次签约的12亿元贷款).
    """

    amount: Mention
    kind: str
    project: Mention | None
    actors: tuple[Mention, ...]
    place: Mention | None
    part_of: Mention | None
    rule: str
    sentence: tuple[int, int]
    pieces: tuple[tuple[int, int], ...] = ()
    place_resolved: str | None = None
    hypothetical: bool = False
    repeats: Mention | None = None


class Block(Struct, frozen=True, gc=False):
    """A run of lines with one role on the page: ``kind`` is header, furniture, heading, caption or body.

    ``content`` is where its own words begin, behind a list sign, a figure number or a heading number.
    """

    kind: str
    start: int
    end: int
    content: int
