"""What stands around the text of a page: menus, side lists, share bars, footers, links to other pages."""

from __future__ import annotations

import re
from typing import NamedTuple

from lxml import etree
from lxml.html import HtmlElement

from wushan_ie.reading.html.tree import BLOCKS, CELLS, drop

_AROUND = frozenset("nav aside footer menu".split())
# Parts of a class or id by which the builders of portals name what stands around a text. Short ones must be a part of
# their own (ad is in head), others may end one (leftnav, bdsharebuttonbox).
_SHORT = "ads? foot ft side nav menu pager? share qr bot bottom links? rank hot crumbs? tools close".split()
_LONG = (
    "footer sidebar navbar sharebar sharebuttonbox nav menu qrcode ewm erweima breadcrumbs? position location toolbar "
    "related recommend comments? copyright print dayin fontsize xgwd xgxw xgyd xglj xgwj tjyd prenext prevnext backtop "
    "jiathis fenxiang dqwz"
).split()
_NOISE = re.compile(rf"(?:(?<![^\s_-])(?:{'|'.join(_SHORT)})|(?:{'|'.join(_LONG)}))(?![^\s\d_-])", re.IGNORECASE)
_DOCUMENT = re.compile(r"\.(?:pdf|docx?|wps|xlsx?|et|zip|rar|ofd|pptx?|txt|jpe?g)(?:$|[?#])", re.IGNORECASE)
_STOP = re.compile("[。；！？]")
_LINKED = 0.6  # of a block's characters: what is linked to that degree leads elsewhere


def drop_surroundings(root: HtmlElement) -> None:
    """Take out of the tree what stands around the text: by element, by name, and by being links all through.

    What holds most of the page's unlinked sentences is the text, whatever its name (<div id="print">).
    """
    counts = count_text(root)
    most = counts[root].stops / 2
    around = [node for node in root.iterdescendants() if node.tag in _AROUND or _is_named_noise(node)]
    for node in around:
        if counts[node].stops <= most:
            drop(node)
    # A cell without its row would move the others: the names in a table of projects may all be links.
    droppable = BLOCKS.difference(CELLS, {"body", "html"})
    linked = [node for node, count in counts.items() if node.tag in droppable and count.leads_elsewhere]
    for node in linked:
        drop(node)


class Count(NamedTuple):
    """Characters under a node, those of them in links, and the stops of sentences that are in none."""

    characters: int = 0
    linked: int = 0
    stops: int = 0

    def plus(self, other: Count) -> Count:
        """Return both together."""
        return Count(self.characters + other.characters, self.linked + other.linked, self.stops + other.stops)

    @property
    def leads_elsewhere(self) -> bool:
        """Whether it is links for the most part, without a sentence of its own."""
        return self.linked > _LINKED * self.characters and not self.stops


def count_text(root: HtmlElement) -> dict[HtmlElement, Count]:
    """Return the counts of all nodes, inner ones first; links to attached files count as text."""
    counts: dict[HtmlElement, Count] = {}
    for _, node in etree.iterwalk(root, events=("end",)):
        total = _count_piece(node.text)
        for child in node:
            total = total.plus(counts[child]).plus(_count_piece(child.tail))
        if node.tag == "a" and not _DOCUMENT.search(node.get("href", "")):
            total = Count(total.characters, total.characters, 0)
        counts[node] = total
    return counts


def _count_piece(text: str | None) -> Count:
    return Count(len("".join(text.split())), 0, len(_STOP.findall(text))) if text else Count()


def _is_named_noise(node: HtmlElement) -> bool:
    return node.tag != "body" and any(_NOISE.search(node.get(name, "")) for name in ("class", "id"))
