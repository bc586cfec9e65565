"""Where in a page's tree its title and its main text are."""

from __future__ import annotations

import re
from collections.abc import Mapping, Set
from copy import deepcopy

from lxml import etree
from lxml.html import HtmlElement
from trafilatura import extract

from wushan_ie.reading.html.lines import render
from wushan_ie.reading.html.surroundings import Count
from wushan_ie.reading.html.tree import BLOCKS

# Classes and ids of the editors and portal systems in use: what such a node holds is the text, and nothing else.
_CONTAINERS = frozenset(
    "trs_editor trs_ueditor trs_editor_view ucap-content zoom pages_content ivs_content js_content article-content "
    "article_content articlecontent article-body news_content newscontent custom_unionstyle vsb_content "
    "wp_articlecontent bt_content xxgk_content".split()
)
_LEAST_TITLE = 6
_ALL_BUT_STRAYS = 0.9  # of the text that trafilatura finds on a page
_ENOUGH = 0.33  # of it: the part that belongs to the title
_BLOCK_END = "\0"
_SENTENCE = re.compile("[^。；！？]+[。；！？]")


def find_title(
    page: HtmlElement, counts: Mapping[HtmlElement, Count], stated: str, window: str
) -> tuple[str, HtmlElement | None]:
    """Return the title as it stands on the page, and where; an empty one when none stands there.

    It is what the page's own tags state, or the longest piece of the window's title.
    """
    wanted = _squeeze(stated or window)
    title, place, longest = "", None, _LEAST_TITLE - 1
    for node in page.iter():
        if longest < counts[node].characters <= len(wanted):
            words = _squeeze(node.text_content())
            if words == wanted or (not stated and words in wanted):
                title, place, longest = "".join(render(node, "")), node, len(words)
    return title, place


def find_main(page: HtmlElement, counts: Mapping[HtmlElement, Count], title: HtmlElement | None) -> HtmlElement:
    """Return the smallest node that holds the main text; the page when nothing tells it.

    The containers of known systems are certain. On other pages trafilatura tells which text is the main one; of that,
    the part under one roof with the title is taken.
    """
    named = [node for node in page.iter() if _is_container(node) and counts[node].stops]
    if named:
        return _roof(named)
    found = extract(deepcopy(page), include_comments=False, include_tables=True) or ""
    weights = _weights(page, {sentence for line in found.splitlines() for sentence in _sentences(line)})
    total = weights[page]
    if not total:
        return page
    main = next(node for node, weight in weights.items() if weight >= _ALL_BUT_STRAYS * total)
    if title is not None:
        under = next(node for node in (title, *title.iterancestors()) if weights[node] >= _ENOUGH * total)
        if main in under.iterancestors():
            return under
    return main


def _is_container(node: HtmlElement) -> bool:
    names = f"{node.get('class', '')} {node.get('id', '')}".lower().split()
    return not _CONTAINERS.isdisjoint(names)


def _roof(nodes: list[HtmlElement]) -> HtmlElement:
    """Return the lowest node that is or holds all of the nodes."""
    chains = [[node, *node.iterancestors()] for node in nodes]
    common = set(chains[0]).intersection(*chains[1:])
    return next(node for node in chains[0] if node in common)


def _weights(page: HtmlElement, found: Set[str]) -> dict[HtmlElement, int]:
    """Return how many characters of the sentences of ``found`` each node holds, inner nodes first."""
    weights: dict[HtmlElement, int] = {}
    running: dict[HtmlElement, str] = {}  # of inline nodes: what goes on in the block around them
    for _, node in etree.iterwalk(page, events=("end",)):
        pieces = [node.text or ""]
        for child in node:
            pieces += [running.pop(child, _BLOCK_END), child.tail or ""]
        weights[node] = sum(weights[child] for child in node)
        if node.tag in BLOCKS or node is page:
            lines = "".join(pieces).split(_BLOCK_END)
            weights[node] += sum(len(one) for line in lines for one in _sentences(line) if one in found)
        else:
            running[node] = "".join(pieces)
    return weights


def _sentences(text: str) -> list[str]:
    """Return the sentences of a text that end in it, without blanks."""
    return _SENTENCE.findall(_squeeze(text))


def _squeeze(words: str) -> str:
    return "".join(words.split())
