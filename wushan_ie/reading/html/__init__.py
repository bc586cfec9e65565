"""A page of a portal to its main text and what its header, tags and byline say; needs the extra ``formats``.

::

    markup ─▶ tree ─▶ without what is unseen, without what stands around ─▶ main part ─▶ lines ─▶ title, top, text
                │                                                               │                  │
                └── head: title, date, publisher by tags                        └── top and bottom ┴──▶ meta
"""

from __future__ import annotations

from wushan_ie.errors import ReadError
from wushan_ie.reading.header import read_header
from wushan_ie.reading.header_form import HeaderForm
from wushan_ie.reading.html.head import read_head, window_title, without_site
from wushan_ie.reading.html.lines import render
from wushan_ie.reading.html.main_text import find_main, find_title
from wushan_ie.reading.html.page_parts import cut_text, title_above_byline
from wushan_ie.reading.html.surroundings import count_text, drop_surroundings
from wushan_ie.reading.html.tree import drop_unseen, parse_page
from wushan_ie.records import Bulletin

_AROUND = 30  # lines above the text and below in which its header is looked for


def read_html(markup: str, name: str, form: HeaderForm) -> Bulletin:
    """Return the text of a page: its title, a blank line, its main text, with the rows of tables as lines.

    The title, publisher and date are in ``meta`` too, as is what the header says: the header itself, menus, lists
    beside the text and footers are left out. Raises ReadError for a page without a main text.
    """
    page = parse_page(markup)
    if page is None:
        raise ReadError(f"{name}: the page is empty. Check that it was downloaded whole.", "empty")
    head, window = read_head(page), window_title(page)
    drop_unseen(page)
    seen = render(page, "\u3000\u3000")
    drop_surroundings(page)
    counts = count_text(page)
    stated = head.get("title", "")
    if without_site(window).startswith(stated):  # content="奖金711万元！"首位获奖者是谁"" ends amid the title
        stated = ""
    title, place = find_title(page, counts, stated, window)
    text = cut_text(render(find_main(page, counts, place), ""), title, form)
    if not text:
        raise ReadError(f"{name}: the page has no main text, only menus, links or frames.", "empty")
    above, below = _around(seen, text)
    title = title or stated or title_above_byline(above, form) or without_site(window)
    meta = {**head, **read_header("\n".join([*above, *below]), form)}
    if title:
        meta["title"] = title
        text = (title, "", *text)
    return Bulletin(text="\n".join([*text, ""]), meta=meta)


def _around(seen: list[str], text: tuple[str, ...]) -> tuple[list[str], list[str]]:
    """Return the lines of the page right above its text and right below, for its header."""
    first = next((at for at, line in enumerate(seen) if _squeeze(line) == _squeeze(text[0])), 0)
    last = next((at for at in range(len(seen) - 1, first, -1) if _squeeze(seen[at]) == _squeeze(text[-1])), first)
    return seen[max(0, first - _AROUND) : first], seen[last + 1 : last + 1 + _AROUND]


def _squeeze(words: str) -> str:
    return "".join(words.split())
