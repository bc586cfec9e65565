"""A page's markup to its tree, without what no reader of the page sees."""

from __future__ import annotations

import re

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure "
    "footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr legend li main menu nav ol p pre section summary table "
    "tbody td tfoot th thead tr ul".split()
)
CELLS = ("td", "th")
_WITHOUT_TEXT = (
    "applet area audio button canvas datalist embed head iframe img input link map math meta noframes noscript object "
    "option optgroup script select style svg template textarea title video"
).split()
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # what no node may hold, though a page does
_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")  # lxml refuses text that names the encoding of bytes


def parse_page(markup: str) -> HtmlElement | None:
    """Return the tree of a page, or None when there is nothing in it; look not only into its body for text."""
    markup = _NO_XML.sub(" ", markup)
    declaration = _DECLARATION.match(markup)
    try:
        page = document_fromstring(markup[declaration.end() if declaration else 0 :], HTMLParser(huge_tree=True))
    except etree.ParserError:  # the document is empty
        return None
    for stray in [*page.itersiblings()]:  # what a portal's template puts behind a closing </html>
        page.append(stray)
    return page


def drop_unseen(root: HtmlElement) -> None:
    """Take out of the tree what no reader of the page sees: scripts, hidden parts, comments, the head."""
    unseen = [
        node
        for node in root.iter()
        if not isinstance(node.tag, str)
        or node.tag in _WITHOUT_TEXT
        or "hidden" in node.attrib
        or _HIDDEN.search(node.get("style", ""))
    ]
    for node in unseen:
        drop(node)


def drop(node: HtmlElement) -> None:
    """Take a node out of its tree; the text behind it stays."""
    parent = node.getparent()
    if parent is None:
        return
    if node.tail:
        before = node.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + node.tail
        else:
            parent.text = (parent.text or "") + node.tail
    parent.remove(node)
