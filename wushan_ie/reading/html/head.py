"""What a page says of itself beside its text: its title, its meta tags, its JSON-LD."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from lxml.html import HtmlElement

from wushan_ie.reading.iso_dates import match_date

# By key of meta, the tags that give it, the best first. ArticleTitle, PubDate and ContentSource are those that the
# State Council's guide for government sites (政府网站发展指引, 2017) asks of every page.
_TAGS: Mapping[str, tuple[str, ...]] = {
    "title": ("articletitle", "og:title", "twitter:title"),
    "published": ("pubdate", "article:published_time", "publishdate", "firstpublishedtime", "og:release_date", "date"),
    "publisher": ("contentsource", "source", "article:author", "og:article:author"),
}
_LINKED_DATA: Mapping[str, tuple[str, ...]] = {
    "title": ("headline",),
    "published": ("datePublished",),
    "publisher": ("publisher", "sourceOrganization", "author"),
}
_ARTICLE = re.compile("Article$|^BlogPosting$|^Report$")
_SITE = re.compile(
    r"\s*(?:_|\||｜|丨|--|——|>>|»|\s[-–—]\s).*|[-–—][^-–—]*(?:网|政府|门户|平台|客户端)[^-–—]*$", re.DOTALL
)


def read_head(root: HtmlElement) -> dict[str, str]:
    """Return the title, publisher and date (ISO) that a page states beside its text; the tree is the whole page's."""
    tags = {
        (tag.get("name") or tag.get("property") or "").strip().lower(): " ".join(tag.get("content", "").split())
        for tag in reversed(list(root.iter("meta")))  # of a tag repeated the first counts
    }
    articles = list(_articles(root))
    found: dict[str, str] = {}
    for key, names in _TAGS.items():
        values = [tags.get(name, "") for name in names]
        values += [_name(article.get(name)) for article in articles for name in _LINKED_DATA[key]]
        value = (
            next((one for one in map(_day, values) if one), "")
            if key == "published"
            else next(filter(None, values), "")
        )
        if value:
            found[key] = value
    return found


def window_title(root: HtmlElement) -> str:
    """Return what the title bar of a browser shows, empty when there is none."""
    return " ".join((root.findtext(".//title") or "").split())


def without_site(title: str) -> str:
    """Return a window title without the names of column and site behind it.

    >>> without_site("青溪村人饮工程通水_部门动态_平川县人民政府")
    '青溪村人饮工程通水'
    """
    return _SITE.sub("", title, count=1) or title


def _day(value: str) -> str:
    found = match_date(value, 0)
    return found[0] if found else ""


def _articles(root: HtmlElement) -> Iterator[Mapping[str, Any]]:
    """Yield the articles of the page's JSON-LD; what is no JSON is passed over, as browsers do."""
    for script in root.iter("script"):
        if script.get("type", "").strip().lower() != "application/ld+json":
            continue
        try:
            waiting = [json.loads(script.text or "")]
        except (ValueError, RecursionError):
            continue
        while waiting:
            one = waiting.pop(0)
            if isinstance(one, list):
                waiting += one
            elif isinstance(one, dict):
                waiting += [one["@graph"]] if "@graph" in one else []
                kinds = one.get("@type")
                if any(_ARTICLE.search(str(kind)) for kind in (kinds if isinstance(kinds, list) else [kinds])):
                    yield one


def _name(value: Any) -> str:
    """Return a text of JSON-LD, or the name of the person or organization that it describes."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("name")
    return " ".join(value.split()) if isinstance(value, str) else ""
