"""Token boundaries where mentions begin and end: straddling tokens are split, all else stays where it is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import numpy.typing as npt
from spacy.tokens import Doc, Span, SpanGroup

_Integers = npt.NDArray[np.int64]

# Everything a token carries but its word; both pieces of a split token get it.
_ATTRIBUTES = (
    "TAG",
    "POS",
    "MORPH",
    "LEMMA",
    "DEP",
    "HEAD",
    "SENT_START",
    "ENT_IOB",
    "ENT_TYPE",
    "ENT_KB_ID",
    "ENT_ID",
)
_INSIDE, _BEGIN = 1, 3  # spaCy's codes of ENT_IOB
_NO_SENTENCE_START = np.uint64(2**64 - 1)  # -1 as to_array gives it


def cut_tokens(doc: Doc, offsets: Iterable[int]) -> Doc:
    """Return the Doc with a token boundary at every one of the character ``offsets``.

    When nothing straddles an offset that is ``doc`` itself, else a new Doc with the same text, entities, span
    groups, annotations and user data. Both pieces of a split token keep its annotation; of a parsed one, the
    later pieces hang on the first by ``goeswith``. Raises ValueError for an offset outside the text.

    >>> import spacy
    >>> doc = Doc(spacy.blank("zh").vocab, words=["投入", "十三万八千"], spaces=[False, False])
    >>> [token.text for token in cut_tokens(doc, [2, 5])]
    ['投入', '十三万', '八千']
    """
    wanted = np.unique(np.fromiter(offsets, np.int64))
    if not len(wanted):
        return doc
    starts, lengths = doc.to_array(["IDX", "LENGTH"]).astype(np.int64).reshape(-1, 2).T.copy()
    ends = starts + lengths
    _check_offsets(wanted, doc)
    if not len(doc):
        return doc
    holders = np.searchsorted(starts, wanted, side="right") - 1
    straddled = (starts[holders] < wanted) & (wanted < ends[holders])
    if not straddled.any():
        return doc
    return _split(doc, starts, ends, wanted[straddled])


def _check_offsets(wanted: _Integers, doc: Doc) -> None:
    last = doc[-1] if len(doc) else None
    length = last.idx + len(last.text_with_ws) if last is not None else 0
    if wanted[0] < 0 or wanted[-1] > length:
        outside = wanted[0] if wanted[0] < 0 else wanted[-1]
        raise ValueError(f"offset {outside} lies outside the text of {length} characters")


def _split(doc: Doc, starts: _Integers, ends: _Integers, cuts: _Integers) -> Doc:
    """Return the Doc with its tokens split at the offsets ``cuts``, each of which lies inside one."""
    piece_starts = np.sort(np.concatenate((starts, cuts)))
    owners = np.searchsorted(starts, piece_starts, side="right") - 1
    is_later = np.diff(owners, prepend=-1) == 0
    is_last = np.diff(owners, append=len(starts)) != 0
    piece_ends = np.minimum(np.append(piece_starts[1:], ends[-1]), ends[owners])
    text = doc.text
    words: list[Any] = doc.to_array("ORTH")[owners].tolist()
    for piece in np.flatnonzero(is_later | ~is_last).tolist():
        words[piece] = text[piece_starts[piece] : piece_ends[piece]]
    spaces = (doc.to_array("SPACY")[owners] != 0) & is_last
    new = Doc(doc.vocab, words=words, spaces=spaces.tolist(), user_data=doc.user_data)
    firsts = np.flatnonzero(~is_later)
    _copy_annotations(doc, new, owners, firsts)
    _copy_spans(doc, new, np.append(firsts, len(new)).tolist())
    _copy_rest(doc, new, owners)
    return new


def _copy_annotations(doc: Doc, new: Doc, owners: _Integers, firsts: _Integers) -> None:
    table = doc.to_array(list(_ATTRIBUTES))[owners]
    column: dict[int | str, Any] = {name: table[:, number] for number, name in enumerate(_ATTRIBUTES)}
    places = np.arange(len(owners))
    is_later = firsts[owners] != places
    # An entity that begins with a split token goes on in its later pieces; a blocked token (no type) stays blocked.
    column["ENT_IOB"][is_later & (column["ENT_IOB"] == _BEGIN) & (column["ENT_TYPE"] != 0)] = _INSIDE
    column["SENT_START"][is_later & (column["SENT_START"] == 1)] = _NO_SENTENCE_START
    attributes: list[int | str] = list(_ATTRIBUTES)
    if doc.has_annotation("DEP"):
        heads = firsts[owners + column["HEAD"].astype(np.int64)]
        column["HEAD"][:] = (np.where(is_later, firsts[owners], heads) - places).astype(np.uint64)
        column["DEP"][is_later] = doc.vocab.strings.add("goeswith")
        attributes.remove("SENT_START")  # follows from the heads
    else:
        attributes = [name for name in attributes if name not in ("DEP", "HEAD")]
    rows: Any = np.column_stack([column[name] for name in attributes])
    new.from_array(attributes, rows)


def _copy_spans(doc: Doc, new: Doc, firsts: list[int]) -> None:
    for name, group in doc.spans.items():
        spans = [
            Span(new, firsts[span.start], firsts[span.end], span.label, kb_id=span.kb_id, span_id=span.id)
            for span in group
        ]
        new.spans[name] = SpanGroup(new, name=group.name, attrs=group.attrs, spans=spans)


def _copy_rest(doc: Doc, new: Doc, owners: _Integers) -> None:
    new.cats = doc.cats
    new.user_hooks = doc.user_hooks
    new.user_token_hooks = doc.user_token_hooks
    new.user_span_hooks = doc.user_span_hooks
    new.has_unknown_spaces = doc.has_unknown_spaces
    new._context = doc._context  # what nlp.pipe(as_tuples=True) hands on
    if doc.tensor.shape[0] == len(doc):
        new.tensor = doc.tensor[owners]
