"""Labels for tools whose spans have nothing but a label: the kind of a fact joins that of its amount."""

from __future__ import annotations

from wushan_ie.exchange.graph import Span

_SIGN = ":"


def joined_label(span: Span) -> str:
    """Return the label with the kind of the span's fact, if it has one.

    >>> joined_label(Span("T1", "MONEY", 0, 3, {"fact": {"kind": "INVEST"}}))
    'MONEY:INVEST'
    """
    kind = span.note.get("fact", {}).get("kind")
    return span.label if kind is None else f"{span.label}{_SIGN}{kind}"


def split_label(label: str) -> tuple[str, str | None]:
    """Return the label and the kind that ``joined_label`` put together, None for no kind.

    >>> split_label("MONEY:INVEST"), split_label("ORG")
    (('MONEY', 'INVEST'), ('ORG', None))
    """
    name, sign, kind = label.partition(_SIGN)
    return name, kind if sign else None
