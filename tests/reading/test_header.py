"""Page headers: the table's examples, where they stand, and what a broken table says."""

import copy
import time
import tomllib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wushan_ie.errors import RuleError
from wushan_ie.reading.header import find_header, read_header
from wushan_ie.reading.header_form import META_KEYS, compile_header
from wushan_ie.rulebook import bundled_rules

TABLE = tomllib.loads((bundled_rules() / "tables" / "layout.toml").read_text(encoding="utf-8"))
FORM = compile_header(TABLE)
EXAMPLES = TABLE["example"]["header"]
PARAGRAPH = "县水利局今年投入1200万元，实施供水工程。\n"
PIECES = [
    "索引号",
    "发布日期",
    "来源",
    "时间",
    "：",
    ":",
    "[",
    "]",
    "【",
    "】",
    " ",
    "\u3000",
    "\n",
    "2024-02-02",
    "9:30",
    "县",
    "号",
    "〔2024〕",
    "|",
]


@pytest.mark.parametrize("example", EXAMPLES, ids=[example["text"][:24] for example in EXAMPLES])
def test_an_example_of_the_table_gives_its_meta(example: dict[str, Any]) -> None:
    assert read_header(example["text"], FORM) == example["meta"]


@pytest.mark.parametrize("example", EXAMPLES, ids=[example["text"][:24] for example in EXAMPLES])
def test_line_ends_of_another_system_change_nothing(example: dict[str, Any]) -> None:
    assert read_header(example["text"].replace("\n", "\r\n"), FORM) == example["meta"]


def test_every_key_of_meta_has_its_labels() -> None:
    assert tuple(TABLE["header"]["keys"]) == META_KEYS


def test_a_byline_below_a_long_text_is_read() -> None:
    assert read_header(PARAGRAPH * 300 + "来源：县融媒体中心\n", FORM) == {"publisher": "县融媒体中心"}


def test_a_label_amid_a_long_text_is_not() -> None:
    assert read_header(PARAGRAPH * 300 + "索引号：11/2024-1\n" + PARAGRAPH * 300, FORM) == {}


def test_the_first_label_of_the_table_counts_before_the_first_of_the_page() -> None:
    page = "发文日期：2024-01-05 发布日期：2024-01-09\n来源：县农业农村委\n发布机构：县人民政府\n"
    assert read_header(page, FORM) == {"publisher": "县人民政府", "published": "2024-01-09"}


def test_the_bounds_of_a_header_leave_title_and_text_on_its_line_outside() -> None:
    page = "供水工程开工 发布日期：2022-05-01 来源：县水利局\n"
    assert [(page[line.start : line.end]) for line in find_header(page, FORM)] == [
        "发布日期：2022-05-01 来源：县水利局"
    ]


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_header_lines_stand_in_order_inside_the_text(text: str) -> None:
    lines = find_header(text, FORM)
    edges = [edge for line in lines for edge in (line.start, line.end)]
    assert edges == sorted(edges)
    assert all(0 <= line.start < line.end <= len(text) for line in lines)


@given(st.text())
def test_any_text_has_only_known_keys_with_values(text: str) -> None:
    assert all(key in META_KEYS and value for key, value in read_header(text, FORM).items())


def test_a_long_text_costs_no_more_than_its_ends() -> None:
    text = "索引号：发布日期：" * 2_000_000
    began = time.perf_counter()
    read_header(text, FORM)
    assert time.perf_counter() - began < 0.5


BROKEN = {
    "no entry": (("header", "keys"), None, r"^tables/layout\.toml: there is no entry header\.keys\. Add it"),
    "foreign key": (
        ("header", "keys", "author"),
        ["作者"],
        r"header\.keys\.author is no key of meta; these are: index_num",
    ),
    "double label": (
        ("header", "keys", "topic"),
        ["文号"],
        r": 文号 is a label of both document_number and topic; choose",
    ),
    "word for a list": (("header", "void"), "无", r": header\.void is '无'; it must be a list of words, at least one"),
    "empty list": (("header", "weak"), [], r": header\.weak is \[\]; it must be a list of words, at least one"),
    "no number": (("reach", "top"), "all", r": reach\.top is 'all'; it must be a whole number from 1\.$"),
    "list for a table": (("header", "keys"), [], r": header\.keys is \[\]; it must be a table\.$"),
}


@pytest.mark.parametrize(("path", "value", "message"), BROKEN.values(), ids=BROKEN)
def test_a_broken_table_names_the_entry_and_what_it_must_be(path: tuple[str, ...], value: Any, message: str) -> None:
    table = copy.deepcopy(TABLE)
    section = table
    for key in path[:-1]:
        section = section[key]
    section[path[-1]] = value
    if value is None:
        del section[path[-1]]
    with pytest.raises(RuleError, match=message):
        compile_header(table)
