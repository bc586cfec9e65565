"""Blocks of a page: the table's lines, what neighbours decide, and what must hold for any text."""

import copy
import time
import tomllib
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wushan_ie.errors import RuleError
from wushan_ie.recognition.layout import closed_spans, find_blocks
from wushan_ie.recognition.layout_form import compile_layout
from wushan_ie.rulebook import bundled_rules

TABLE = tomllib.loads((bundled_rules() / "tables" / "layout.toml").read_text(encoding="utf-8"))
LAYOUT = compile_layout(TABLE)
LINES = [(example["kind"], line) for example in TABLE["example"]["line"] for line in example["lines"]]
BODY = "今年，县水利局投入1200万元，实施大昌镇供水工程。"
HEADERS = [example["text"] for example in TABLE["example"]["header"] if example["meta"]]


def kinds(text: str) -> list[tuple[str, str]]:
    return [(block.kind, text[block.content : block.end]) for block in find_blocks(text, LAYOUT)]


@pytest.mark.parametrize(("kind", "line"), LINES, ids=[line for _, line in LINES])
def test_a_line_of_the_table_has_its_kind(kind: str, line: str) -> None:
    assert [block.kind for block in find_blocks(line, LAYOUT)] == [kind]


@pytest.mark.parametrize(("kind", "line"), LINES, ids=[line for _, line in LINES])
def test_a_line_of_the_table_has_its_kind_amid_paragraphs(kind: str, line: str) -> None:
    text = f"{BODY}\n\n{line}\n{BODY}\n"
    start = text.index(line)
    [block] = [
        block for block in find_blocks(text, LAYOUT) if block.start <= start + line.index(line.strip()) < block.end
    ]
    assert block.kind == kind


@pytest.mark.parametrize("text", HEADERS, ids=[text[:24] for text in HEADERS])
def test_the_labels_of_a_header_are_no_text(text: str) -> None:
    blocks = find_blocks(f"{text}\n\n{BODY}", LAYOUT)
    assert "header" in [block.kind for block in blocks]
    assert "号" not in "".join(text[block.start : block.end] for block in blocks if block.kind == "body")


@pytest.mark.parametrize(
    ("line", "content"),
    [
        ("一、聚焦产业发展", "聚焦产业发展"),
        ("（二）  资金安排", "资金安排"),
        ("3.夯实基础", "夯实基础"),
        ("第一章 总则", "总则"),
        ("2 毛支书讲党课", "毛支书讲党课"),
        ("2\u2002毛支书讲党课", "毛支书讲党课"),
        ("图6 驻村干部合影", "驻村干部合影"),
        ("图为新建的便民桥", "新建的便民桥"),
        ("（图3）村民领取分红", "村民领取分红"),
        ("1.竹贤乡投入20万元，修了3公里路。", "竹贤乡投入20万元，修了3公里路。"),
        ("● 竹贤乡投入20万元。", "竹贤乡投入20万元。"),
        ("\u3000\u3000今年投入20万元。", "今年投入20万元。"),
        ("3 条道路完工", "3 条道路完工"),
    ],
)
def test_the_content_begins_behind_list_sign_and_figure_number(line: str, content: str) -> None:
    [(_, found)] = kinds(line)
    assert found == content


def test_a_page_falls_into_its_blocks() -> None:
    page = (
        "您当前的位置：首页>部门动态\n[ 索引号 ] 11/2024-7 [ 发布日期 ] 2024-02-02\n\n县水利局推进供水工程\n\n"
        f"{BODY}\n{BODY}\n\n一、强化调度\n{BODY}\n\n2 毛支书讲党课\n\n1.{BODY}\n2.{BODY}\n\n"
        "扫一扫在手机打开当前页\n返回顶部"
    )
    assert kinds(page) == [
        ("furniture", "您当前的位置：首页>部门动态"),
        ("header", "[ 索引号 ] 11/2024-7 [ 发布日期 ] 2024-02-02"),
        ("heading", "县水利局推进供水工程"),
        ("body", f"{BODY}\n{BODY}"),
        ("heading", "强化调度"),
        ("body", BODY),
        ("caption", "毛支书讲党课"),
        ("body", BODY),
        ("body", BODY),
        ("furniture", "扫一扫在手机打开当前页\n返回顶部"),
    ]


def test_a_title_on_the_line_of_a_byline_is_a_heading() -> None:
    page = f"供水工程开工 发布日期：2022-05-01 来源：县水利局 返回顶部\n{BODY}"
    assert kinds(page)[0] == ("heading", "供水工程开工")


def test_text_on_the_line_of_a_header_is_text() -> None:
    assert kinds(f"发布日期：2022-05-01 {BODY}") == [("header", "发布日期：2022-05-01"), ("body", BODY)]


def test_a_title_may_run_over_lines() -> None:
    page = f"河阳县人民政府\n关于做好供水工作的通知\n\n各乡镇人民政府：\n{BODY}"
    assert [kind for kind, _ in kinds(page)] == ["heading", "heading", "body"]


def test_a_short_line_before_a_paragraph_is_a_heading() -> None:
    assert kinds(f"{BODY}\n调度有力\n{BODY}")[1] == ("heading", "调度有力")


@pytest.mark.parametrize(
    "page",
    [
        "县水利局投入1200万元",
        f"{BODY}\n河阳县水利局\n2024年2月2日",
        f"{BODY}\n乡镇\n村\n项目\n{BODY}",
        f"{BODY}\n投资 200万元\n{BODY}",
        f"乡镇\n村\n项目\n单位\n金额\n{BODY}",
    ],
    ids=["one line", "signature", "table", "figures", "table at the top"],
)
def test_other_short_lines_are_text(page: str) -> None:
    assert [kind for kind, _ in kinds(page)] == ["body"]


def test_bare_numbers_of_an_outline_are_headings() -> None:
    assert kinds(f"1 总体安排\n1.1 编制目的\n{BODY}")[0] == ("heading", "总体安排")


def test_a_row_of_a_table_is_no_caption() -> None:
    assert [kind for kind, _ in kinds(f"{BODY}\n1 竹贤乡 道路硬化 120万元\n{BODY}")] == ["body"]


def test_nothing_is_found_in_blank_text() -> None:
    assert find_blocks(" \n\u3000\n", LAYOUT) == ()


def test_closed_spans_are_page_matter_and_signs() -> None:
    page = f"返回顶部\n{BODY}\n2 毛支书讲党课"
    caption = page.index("2 毛")
    assert closed_spans(find_blocks(page, LAYOUT), {"furniture"}) == [(0, 4), (caption, caption + 2)]
    assert closed_spans(find_blocks(page, LAYOUT), ()) == [(caption, caption + 2)]


PIECES = [
    "一、",
    "1.",
    "2 ",
    "图1 ",
    "县",
    "投入20万元。",
    "来源：",
    "索引号",
    "2024-02-02",
    "打印",
    "首页>",
    "\n",
    "\r\n",
    "\u3000",
    " ",
    "“",
    "”",
    "摄",
    "\u2028",
]


@given(st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=40).map("".join)))
def test_blocks_hold_every_character_but_blanks_once_and_in_order(text: str) -> None:
    blocks = find_blocks(text, LAYOUT)
    assert "".join("".join(text[block.start : block.end].split()) for block in blocks) == "".join(text.split())
    assert all(block.start <= block.content < block.end for block in blocks)
    assert all(before.end <= after.start for before, after in pairwise(blocks))


@pytest.mark.parametrize(
    "piece", ["一", "1.", "图1 ", "[ ", "索引号：", "首页>", "打印|", "\n", "甲\n", "来源：\n", " ", "一、\n", "1 县\n"]
)
def test_hostile_text_takes_time_linear_in_its_length(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    began = time.perf_counter()
    find_blocks(text, LAYOUT)
    assert time.perf_counter() - began < 5


def test_a_broken_table_names_the_entry() -> None:
    table = copy.deepcopy(TABLE)
    table["caption"]["leads"] = ["图为", " "]
    message = (
        r"^tables/layout\.toml: caption\.leads is \['图为', ' '\]; it must be a list of words, at least one and none"
    )
    with pytest.raises(RuleError, match=message):
        compile_layout(table)
