"""Annotated bulletins to annotation tools and back: doccano, Label Studio, brat, Prodigy, spaCy's DocBin, markup."""

from wushan_ie.exchange.formats import FORMATS, read_exchange, write_exchange

__all__ = ["FORMATS", "read_exchange", "write_exchange"]
