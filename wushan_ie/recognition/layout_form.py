"""What the lines of a page look like, compiled from ``rules/tables/layout.toml``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from wushan_ie.reading.header_form import GAP, HeaderForm, compile_header
from wushan_ie.rulebook.choices import one_of
from wushan_ie.rulebook.table_entries import TableEntries

_JUNK = r"[|｜【】\[\]［］()（）<>＜＞›»:：·•/\-—–－_.,，0-9０-９×]"
_ARROW = "[>＞»›→]"
_FIGURE = r"[0-9０-９]{1,2}"
_HAN = r"[\u4e00-\u9fff“‘《「]"
_RULE = r"[|｜\-—–－_=*#~]{3,}\Z"
_PAGE_NUMBER = r"[-—–－]+\d{1,4}[-—–－]+\Z|第\d{1,4}页(?:[/，,]?共\d{1,4}页)?\Z"
_ADDRESS = r"(?:https?://|www\.)[!-~]+\Z|[^。，]{1,60}\.(?:jpe?g|png|gif|bmp)\Z"


@dataclass(frozen=True, slots=True)
class Layout:
    """The compiled table; what each expression matches is said in ``compile_layout``."""

    header: HeaderForm
    furniture: re.Pattern[str]
    notice: re.Pattern[str]
    signed_caption: re.Pattern[str]
    led_caption: re.Pattern[str]
    credit: re.Pattern[str]
    figure: re.Pattern[str]


def compile_layout(table: Mapping[str, Any]) -> Layout:
    """Return the compiled form of a parsed ``layout.toml``; a RuleError for an entry that is missing or malformed.

    ``furniture`` matches a line without its spaces; ``notice`` is found anywhere in a line; the captions match from the
    first word: a figure's sign and number, a lead such as 图为, a bare ``figure`` number; ``credit`` ends a line.
    """
    entries = TableEntries(table, "tables/layout.toml")
    names = ("signs", "leads", "credits", "counted", "surnames", "titles")
    signs, leads, photographers, counted, surnames, titles = (one_of(entries.words("caption", name)) for name in names)
    return Layout(
        header=compile_header(table),
        furniture=_furniture(entries),
        notice=re.compile(one_of(entries.words("furniture", "notices"))),
        signed_caption=re.compile(
            rf"[（(\[【]?(?:{signs}){GAP}*+(?:{_FIGURE}(?:[-—–.．]{_FIGURE})?+(?:(?P<mark>[:：、.．)）】\]]|{GAP})|(?={_HAN}))"
            rf"|[一二三四五六七八九十]{{1,2}}(?P<mark_of_word>[:：、.．)）】\]]|{GAP})){GAP}*+"
        ),
        led_caption=re.compile(rf"[（(\[【]?(?:{leads}){GAP}*+"),
        credit=re.compile(rf"(?:[\s/：:（(]|记者|通讯员)[^。，；]{{0,12}}(?<!拍)(?:{photographers})[)）】]?\Z"),
        figure=re.compile(
            rf"{_FIGURE}{GAP}++(?:(?!{counted})|(?=(?:{surnames})(?:{titles})))(?={_HAN})(?P<words>[^。；;！？：:，,]{{2,40}}\Z)"
        ),
    )


def _furniture(entries: TableEntries) -> re.Pattern[str]:
    words = {name: one_of(entries.words("furniture", name)) for name in ("positions", "homes", "labels", "buttons")}
    return re.compile(
        rf"(?:{_JUNK}*+(?:(?:{words['positions']})(?:[是在]?[:：]|{_ARROW}|\Z)|(?:{words['homes']}){_ARROW})"
        rf"|{_ARROW}++"
        rf"|{_JUNK}*+(?:(?:{words['buttons']}){_JUNK}*+){{0,6}}?(?:{words['labels']})[:：]"
        rf"|{_JUNK}*+(?:(?:{words['buttons']}){_JUNK}*+次?){{1,20}}+\Z"
        rf"|{_RULE}|{_PAGE_NUMBER}|{_ADDRESS})"
    )
