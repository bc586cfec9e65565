"""The steps from a page's markup to its text, one awkward build at a time."""

import tomllib

import pytest

from wushan_ie.errors import ReadError
from wushan_ie.reading.header_form import compile_header
from wushan_ie.reading.html import read_html
from wushan_ie.reading.html.head import read_head, window_title, without_site
from wushan_ie.reading.html.lines import render
from wushan_ie.reading.html.surroundings import drop_surroundings
from wushan_ie.reading.html.tree import drop_unseen, parse_page
from wushan_ie.rulebook import bundled_rules

FORM = compile_header(tomllib.loads((bundled_rules() / "tables" / "layout.toml").read_text(encoding="utf-8")))
SENTENCE = "县水利局投入1200万元新建青溪村人饮工程。"

LINES = {
    "source line ends amid Chinese are none": ("<p>投入1200\n  万元，\n  新建水厂</p>", ["投入1200万元，新建水厂"]),
    "source line ends amid letters are a space": ("<p>World\nBank</p>", ["World Bank"]),
    "blanks between elements are a space": ("<p><b>时间：</b>\n<b>昨天</b></p>", ["时间： 昨天"]),
    "spans touch": ("<p><span>12</span><span>万元</span></p>", ["12万元"]),
    "breaks end lines": ("<p>甲<br>乙<br/><br>丙</p>", ["甲", "乙", "丙"]),
    "preformatted text": ("<pre>甲乙\n  丙\n\n丁</pre>", ["甲乙", "丙", "丁"]),
    "indents are none": ("<p>&nbsp;&nbsp;　　甲　乙</p>", ["甲　乙"]),
    "rows": ("<table><tr><td>甲</td><td>乙<br>丙</td></tr><tr><td><p>丁</p><p>戊</p></td><td>1\t2</td></tr></table>",
             ["甲\t乙丙", "丁 戊\t1 2"]),
    "a cell over rows stands once": (
        "<table><tr><td rowspan=2>甲</td><td>1万元</td></tr><tr><td>2万元</td></tr></table>", ["甲\t1万元", "\t2万元"]),
    "a cell over columns stands once": (
        "<table><tr><td colspan=2>合计</td><td>3万元</td></tr><tr><td>1</td><td>2</td><td>3</td></tr></table>",
        ["合计\t\t3万元", "1\t2\t3"]),
    "a span that is no number": ("<table><tr><td colspan='2%'>甲</td><td>乙</td></tr></table>", ["甲\t乙"]),
    "a table that lays out": ("<table><tr><td><h1>标题</h1></td><td>甲</td></tr></table>", ["标题", "甲"]),
    "one column lays out": ("<table><tr><td>甲</td></tr><tr><td>乙</td></tr></table>", ["甲", "乙"]),
    "a table in a cell that lays out": (
        "<table><tr><td>左</td><td><table><tr><td>1</td><td>2</td></tr><tr><td>3</td><td>4</td></tr></table></td></tr></table>",
        ["左", "1\t2", "3\t4"]),
    "a long cell lays out": (f"<table><tr><td>左</td><td>{f'<p>{SENTENCE * 3}</p>' * 3}</td></tr></table>", ["左", *[SENTENCE * 3] * 3]),  # noqa: E501
    "a caption": ("<table><caption>表1</caption><tr><th>甲</th><th>乙</th></tr></table>", ["表1", "甲\t乙"]),
}  # fmt: skip


@pytest.mark.parametrize(("markup", "lines"), LINES.values(), ids=LINES)
def test_markup_becomes_the_lines_that_are_seen(markup: str, lines: list[str]) -> None:
    assert render(parse_page(markup), "") == lines


UNSEEN = {
    "script and style": "<script>投入9万元</script><style>p{}</style>",
    "hidden": "<p hidden>9</p><p style='display : none'>9</p><p style='visibility:hidden'>9</p>",
    "controls": "<select><option>9</option></select><button>9</button><textarea>9</textarea><noscript>9</noscript>",
    "a comment": "<!-- 投入9万元 -->",
}


@pytest.mark.parametrize("markup", UNSEEN.values(), ids=UNSEEN)
def test_what_is_not_seen_is_no_text_but_what_follows_is(markup: str) -> None:
    page = parse_page(f"<html><head><title>9</title></head><body>甲{markup}乙</body></html>")
    drop_unseen(page)
    assert "".join(render(page, "")) == "甲乙"


AROUND = {
    "nav": "<nav><a href=a>首页</a></nav>",
    "a class": "<div class='page-footer'>主办单位。</div>",
    "the end of a class": "<div class=bdsharebuttonbox>分享</div>",
    "an id": "<div id=qrcode>扫一扫</div>",
    "a list of links": "<div><ul><li><a href=1>某地投入5亿元修路</a></li><li><a href=2>某地通水</a> 05-01</li></ul></div>",  # noqa: E501
}


@pytest.mark.parametrize("markup", AROUND.values(), ids=AROUND)
def test_what_stands_around_the_text_is_dropped(markup: str) -> None:
    page = parse_page(f"<body>{markup}<p>{SENTENCE}</p></body>")
    drop_surroundings(page)
    assert render(page, "") == [SENTENCE]


KEPT = {
    "an attachment": "<p>附件：<a href='a/1.pdf?d=1'>资金表</a></p>",
    "a part of a word": "<div class='header lead'>各乡镇</div>",
    "the text under a bad name": f"<div class='print'>{SENTENCE * 3}</div>",
    "linked names in a table": "<table><tr><td><a href=1>青溪村人饮工程</a></td><td>300万元，已经完工</td><td>县水利局</td></tr></table>",  # noqa: E501
}


@pytest.mark.parametrize("markup", KEPT.values(), ids=KEPT)
def test_what_only_looks_like_surroundings_is_kept(markup: str) -> None:
    page = parse_page(f"<body>{markup}<p>{SENTENCE}</p></body>")
    before = render(page, "")
    drop_surroundings(page)
    assert render(page, "") == before


HEADS = {
    "the tags of the State Council's guide": (
        '<meta name="ArticleTitle" content=" 标 题 "><meta name="PubDate" content="2024-05-01 08:00">'
        '<meta name="ContentSource" content="县水利局"><meta property="og:title" content="另一个">',
        {"title": "标 题", "published": "2024-05-01", "publisher": "县水利局"},
    ),
    "of a tag repeated the first": ('<meta name="PubDate" content="2024-05-01"><meta name="pubdate" content="2024-06-01">',  # noqa: E501
                                    {"published": "2024-05-01"}),
    "a date that is none": ('<meta name="PubDate" content="昨天"><meta name="publishdate" content="20240502">',
                            {"published": "2024-05-02"}),
    "JSON-LD": (
        '<script type="application/ld+json">[{"@type": ["NewsArticle"], "headline": "标题", "author": [{"name": "李禾"}]}]</script>',  # noqa: E501
        {"title": "标题", "publisher": "李禾"},
    ),
    "JSON-LD of something else": ('<script type="application/ld+json">{"@type": "WebSite", "headline": "站名"}</script>', {}),  # noqa: E501
    "broken JSON-LD": ('<script type="application/ld+json">{"headline": </script>', {}),
    "nothing": ("<meta charset=utf-8>", {}),
}  # fmt: skip


@pytest.mark.parametrize(("tags", "meta"), HEADS.values(), ids=HEADS)
def test_the_head_of_a_page_gives_title_publisher_and_date(tags: str, meta: dict[str, str]) -> None:
    assert read_head(parse_page(f"<html><head>{tags}</head><body>甲</body></html>")) == meta


@pytest.mark.parametrize(
    ("window", "title"),
    [
        ("通水_部门动态_平川县人民政府", "通水"),
        ("通水 - 平川新闻", "通水"),
        ("通水-平川县人民政府网", "通水"),
        ("通水——平川日报数字版", "通水"),
        ("2020-2021年工作总结", "2020-2021年工作总结"),
        ("平川县", "平川县"),
    ],
)
def test_a_window_title_loses_column_and_site(window: str, title: str) -> None:
    assert without_site(window_title(parse_page(f"<title>{window}</title>"))) == title


TITLES = {
    "by the page's heading in its window title": f"<title>标题说这里通水_站</title><div>标题说这里通水</div><p>{SENTENCE}</p>",  # noqa: E501
    "by the line above the byline": f"<title>站</title><p>标题说这里通水</p><p>发布时间：2024-05-01 来源：县水利局</p><p>{SENTENCE}</p>",  # noqa: E501
    "by a tag that a quotation mark cuts short": (
        f"<meta property=og:title content=标题><title>标题说这里通水_站</title><p>标题说这里通水</p><p>{SENTENCE}</p>"
    ),
    "over several lines": f"<title>标题说这里通水</title><h1>标题说<br>这里通水</h1><p>{SENTENCE}</p>",
    "of the window alone": f"<title>标题说这里通水_站</title><p>{SENTENCE}</p>",
    "behind a stray end of the page": f"<title>标题说这里通水</title></html><h1>标题说这里通水</h1><p>{SENTENCE}</p>",
}


@pytest.mark.parametrize("markup", TITLES.values(), ids=TITLES)
def test_the_title_is_found_and_stands_once_above_the_text(markup: str) -> None:
    bulletin = read_html(markup, "a.html", FORM)
    assert bulletin.text == f"标题说这里通水\n\n{SENTENCE}\n"
    assert bulletin.meta["title"] == "标题说这里通水"


def test_control_characters_that_no_tree_holds_are_blanks() -> None:
    assert read_html(f"<p>\x00甲\x1a\x0b{SENTENCE}\uffff</p>", "a.html", FORM).text == f"甲 {SENTENCE}\n"


def test_a_declared_encoding_within_text_is_passed_over() -> None:
    page = f'<?xml version="1.0" encoding="gb2312"?>\n<html><body><p>{SENTENCE}</p></body></html>'
    assert read_html(page, "a.html", FORM).text == f"{SENTENCE}\n"


@pytest.mark.parametrize(
    ("markup", "message"),
    [
        ("<!-- -->", r"^a\.html: the page is empty\. Check that it was downloaded whole\.$"),
        ("<frameset><frame src=a></frameset>", r"^a\.html: the page has no main text, only menus, links or frames\.$"),
        ("<body><ul><li><a href=1>某地投入5亿元</a></ul></body>", r"^a\.html: the page has no main text, only menus"),
    ],
    ids=["empty", "frames", "links"],
)
def test_a_page_without_a_text_says_so(markup: str, message: str) -> None:
    with pytest.raises(ReadError, match=message) as caught:
        read_html(markup, "a.html", FORM)
    assert caught.value.reason == "empty"
