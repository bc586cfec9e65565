"""The stages as spaCy components: ``wushan_facts`` for all of them, ``wushan_money`` and its like for one label.

A component writes, for what it finds: ``doc.ents`` (where they do not overlap what is there), ``doc.spans`` by
label, each span with its rule as ``Span.id_``, and plain dicts in ``doc._.mentions``, ``doc._.facts`` and
``doc._.posts``, which survive DocBin and other processes. ``wushan_ie.facts(doc)`` reads them typed.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from wushan_ie.errors import SettingError
from wushan_ie.pipeline import DEFAULTS, load_analyzer, word_starts
from wushan_ie.reading.header_form import HeaderForm
from wushan_ie.records import Mention
from wushan_ie.segmentation.cutting import cut_tokens
from wushan_ie.writing.plain import plain_mentions, plain_records

_GROUPS = {
    "MONEY": "money",
    "QUANTITY": "quantities",
    "PERCENT": "percents",
    "DATE": "dates",
    "GPE": "places",
    "ORG": "organizations",
    "PERSON": "persons",
    "PROJECT": "projects",
}

for _name in ("mentions", "facts", "posts"):
    if not Doc.has_extension(_name):
        Doc.set_extension(_name, default=None)
if not Doc.has_extension("meta"):
    Doc.set_extension("meta", default=None)


class FactFinder:
    """Runs all stages on a Doc and writes everything they find."""

    def __init__(self, rules: Sequence[str]) -> None:
        self.rules = tuple(rules)
        self._analyzer = load_analyzer(self.rules)

    @property
    def header(self) -> HeaderForm:
        """The form of page headers that these rules know."""
        return self._analyzer.header

    def __call__(self, doc: Doc) -> Doc:
        """Return the Doc, cut at the edges of its mentions, with mentions, facts and posts."""
        found = self._analyzer.analyse(doc.text, word_starts(doc))
        doc = write_mentions(doc, found.mentions)
        doc._.meta = dict(found.meta)
        rows = plain_records(found.mentions, found.facts, found.posts)
        doc._.mentions, doc._.facts, doc._.posts = rows["entities"], rows["facts"], rows["posts"]
        return doc

    def __reduce__(self) -> tuple[type[FactFinder], tuple[tuple[str, ...]]]:
        return FactFinder, (self.rules,)


def fact_finder(nlp: Language) -> FactFinder:
    """Return the component of a pipeline that runs all stages; raises SettingError when it has none."""
    for _, component in nlp.pipeline:
        if isinstance(component, FactFinder):
            return component
    raise SettingError("the pipeline has no component wushan_facts: make it by wushan_ie.load() or add_pipe")


class MentionFinder:
    """Runs the stages on a Doc and writes the mentions of one label."""

    def __init__(self, label: str, rules: Sequence[str]) -> None:
        self.label = label
        self.rules = tuple(rules)
        self._analyzer = load_analyzer(self.rules)

    def __call__(self, doc: Doc) -> Doc:
        """Return the Doc, cut at the edges of the mentions found, with those added to what others wrote."""
        found = self._analyzer.find_mentions(doc.text, self.label, word_starts(doc))
        doc = write_mentions(doc, found)
        known = [entity for entity in doc._.mentions or [] if entity["label"] != self.label]
        merged = sorted([*known, *plain_mentions(found)], key=lambda entity: (entity["start"], -entity["end"]))
        doc._.mentions = [{**entity, "id": f"T{number}"} for number, entity in enumerate(merged, 1)]
        return doc

    def __reduce__(self) -> tuple[type[MentionFinder], tuple[str, tuple[str, ...]]]:
        return MentionFinder, (self.label, self.rules)


def write_mentions(doc: Doc, mentions: Sequence[Mention]) -> Doc:
    """Return the Doc with token boundaries at the mentions' edges and the mentions in ``ents`` and ``spans``.

    Raises ValueError for a mention that has no span, which would be a fault of this library.
    """
    doc = cut_tokens(doc, {edge for one in mentions for edge in (one.start, one.end)})
    starts: list[int] = doc.to_array("IDX").tolist()
    lengths: list[int] = doc.to_array("LENGTH").tolist()
    groups: dict[str, list[Span]] = {}
    for one in mentions:
        first, last = bisect_left(starts, one.start), bisect_left(starts, one.end)
        if first >= last or starts[first] != one.start or starts[last - 1] + lengths[last - 1] != one.end:
            raise ValueError(f"no span for {one.label} {one.text!r} at {one.start}–{one.end}")
        groups.setdefault(one.label, []).append(Span(doc, first, last, label=one.label, span_id=one.rule))
    for label, spans in groups.items():
        doc.spans[_GROUPS[label]] = spans
    found = [span for label, spans in groups.items() if label != "PROJECT" for span in spans]
    doc.ents = _without_overlap(doc.ents, found)
    return doc


def _without_overlap(present: Iterable[Span], found: Iterable[Span]) -> list[Span]:
    """Keep what is there; of the new spans take the longest that fit around it."""
    present = list(present)
    if not present:
        return filter_spans(found)
    taken = {token for span in present for token in range(span.start, span.end)}
    free = [span for span in filter_spans(found) if taken.isdisjoint(range(span.start, span.end))]
    return [*present, *free]


@Language.factory(
    "wushan_facts",
    default_config={"rules": list(DEFAULTS["rules"])},
    assigns=["doc.ents", "doc.spans", "doc._.mentions", "doc._.facts", "doc._.posts", "doc._.meta"],
)
def create_fact_finder(nlp: Language, name: str, rules: list[str]) -> FactFinder:  # noqa: ARG001
    """Make the component that runs all stages."""
    return FactFinder(rules)


def _factory(label: str) -> Callable[[Language, str, list[str]], MentionFinder]:
    """Register the component of one label and return its factory."""

    def create_mention_finder(nlp: Language, name: str, rules: list[str]) -> MentionFinder:  # noqa: ARG001
        return MentionFinder(label, rules)

    Language.factory(
        f"wushan_{_GROUPS[label]}",
        default_config={"rules": list(DEFAULTS["rules"])},
        assigns=["doc.ents", "doc.spans", "doc._.mentions"],
        func=create_mention_finder,
    )
    return create_mention_finder


create_money_finder = _factory("MONEY")
create_quantity_finder = _factory("QUANTITY")
create_percent_finder = _factory("PERCENT")
create_date_finder = _factory("DATE")
create_place_finder = _factory("GPE")
create_organization_finder = _factory("ORG")
create_person_finder = _factory("PERSON")
