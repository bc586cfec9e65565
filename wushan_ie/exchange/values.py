"""Values of amounts that somebody marked in a tool: read from the text, because tools have no field for them."""

from __future__ import annotations

from collections.abc import Iterator

from wushan_ie.recognition.number_grammar import NumberGrammar
from wushan_ie.recognition.numbers import find_numbers
from wushan_ie.writing.documents import Document
from wushan_ie.writing.faults import AMOUNT_LABELS
from wushan_ie.writing.plain import plain_mentions

_VALUE_KEYS = ("value", "low", "high", "unit", "approx", "per")


def fill_values(document: Document, grammar: NumberGrammar) -> Iterator[str]:
    """Give the amounts of a document that have no unit the value that the text states; yield those left without.

    Only spans that the number grammar finds with the same edges get one: a guess would be a wrong value.
    """
    lacking = [one for one in document["entities"] if one["label"] in AMOUNT_LABELS and one["unit"] is None]
    if not lacking:
        return
    found = {(one["start"], one["end"]): one for one in plain_mentions(find_numbers(document["text"], grammar, ()))}
    for entity in lacking:
        read = found.get((entity["start"], entity["end"]))
        if read is None:
            yield f"{document['id']}: {entity['label']} {entity['text']!r} at {entity['start']}:{entity['end']}"
        else:
            entity.update({key: read[key] for key in _VALUE_KEYS})
