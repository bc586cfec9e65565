"""The library's face: a spaCy pipeline, one call for a text, typed readings of a Doc."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from difflib import get_close_matches
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from wushan_ie.errors import SettingError

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from wushan_ie.annotator import Annotator
    from wushan_ie.records import Fact, Mention, Post

_SEGMENTERS = ("pkuseg", "char")


def load(**settings: Any) -> Language:
    """Return a spaCy pipeline for Chinese that finds mentions, facts and posts.

    Settings: ``segmenter`` ("pkuseg", or "char", which needs no model), ``words`` (a list of the user's own words
    for the segmenter), ``rules`` (folders that add to the bundled rules or replace files of theirs). Raises
    SettingError for a setting or value that does not exist, ModelError when the segmentation model is missing,
    RuleError for a faulty rule folder.
    """
    import spacy

    import wushan_ie.components
    import wushan_ie.segmentation.tokenizer  # noqa: F401  registers the tokenizer

    found = _checked(settings)
    tokenizer = {
        "@tokenizers": "wushan_ie.WushanTokenizer.v1",
        "segmenter": found["segmenter"],
        "words": list(found["words"]),
    }
    nlp = spacy.blank("zh", config={"nlp": {"tokenizer": tokenizer}})
    nlp.max_length = sys.maxsize  # spaCy's limit is for its parser and NER; no stage here needs more than linear room
    nlp.add_pipe("wushan_facts", config={"rules": [str(folder) for folder in found["rules"]]})
    return nlp


def load_annotator(**settings: Any) -> Annotator:
    """Return what annotates texts without spaCy; the settings and errors are those of ``load``.

    ``load_annotator().annotate(text, name)`` is the annotated bulletin that ``document(load()(text), name)`` is.
    """
    from wushan_ie.annotator import Annotator

    found = _checked(settings)
    return Annotator(found["segmenter"], found["words"], [str(folder) for folder in found["rules"]])


def annotate(text: str, **settings: Any) -> dict[str, Any]:
    """Return the annotated bulletin of a text; what these settings need is kept for the next call.

    Keys: id ("text"), text, meta, entities, facts, posts. For many texts use ``load_annotator`` or ``load``.
    """
    found = _checked(settings)
    annotator = _kept(found["segmenter"], tuple(found["words"]), tuple(str(folder) for folder in found["rules"]))
    return annotator.annotate(text, "text")


def document(doc: Doc, name: str) -> dict[str, Any]:
    """Return what a pipeline of ``load`` found in a Doc as an annotated bulletin with this id."""
    _check(doc)
    return {
        "id": name,
        "text": doc.text,
        "meta": doc._.meta,
        "entities": doc._.mentions,
        "facts": doc._.facts,
        "posts": doc._.posts,
    }


def mentions(doc: Doc) -> list[Mention]:
    """Return the mentions of a Doc in text order, with Decimal values."""
    return list(_typed(doc).values())


def facts(doc: Doc) -> list[Fact]:
    """Return the facts of a Doc, one for every MONEY mention, in text order."""
    from wushan_ie.writing.plain import typed_facts

    _check(doc)
    return typed_facts(doc._.facts, _typed(doc))


def posts(doc: Doc) -> list[Post]:
    """Return the posts of a Doc in text order."""
    from wushan_ie.writing.plain import typed_posts

    _check(doc)
    return typed_posts(doc._.posts, _typed(doc))


def _typed(doc: Doc) -> dict[str, Mention]:
    from wushan_ie.writing.plain import typed_mentions

    if not doc.has_extension("mentions") or doc._.mentions is None:
        raise SettingError("the Doc has no mentions: run it through wushan_ie.load() or add_pipe('wushan_facts')")
    return typed_mentions(doc._.mentions)


def _check(doc: Doc) -> None:
    if not doc.has_extension("facts") or doc._.facts is None:
        raise SettingError("the Doc has no facts: run it through wushan_ie.load() or add_pipe('wushan_facts')")


def _checked(settings: Mapping[str, Any]) -> dict[str, Any]:
    """Return all settings, defaults filled in."""
    from wushan_ie.pipeline import DEFAULTS

    for name in settings:
        if name not in DEFAULTS:
            raise SettingError(f"no setting {name!r}{_guess(name, DEFAULTS)}; allowed: {', '.join(DEFAULTS)}")
    found = {**DEFAULTS, **settings}
    if found["segmenter"] not in _SEGMENTERS:
        allowed = ", ".join(_SEGMENTERS)
        raise SettingError(f"no segmenter {found['segmenter']!r}; allowed: {allowed}")
    for name in ("words", "rules"):
        if isinstance(found[name], str):
            raise SettingError(f"{name} is the text {found[name]!r}; allowed: a list of texts")
    return found


def _guess(name: str, known: Mapping[str, Any]) -> str:
    near = get_close_matches(name, known, n=1)
    return f" (did you mean {near[0]!r}?)" if near else ""


@lru_cache(maxsize=2)
def _kept(segmenter: str, words: tuple[str, ...], rules: tuple[str, ...]) -> Annotator:
    return load_annotator(segmenter=segmenter, words=words, rules=rules)
