import hashlib

import pytest

from wushan_ie.rulebook.files import (
    Block,
    RuleFile,
    digest,
    gather_files,
    parse_rows,
    parse_toml,
    parse_words,
    split_blocks,
)
from wushan_ie.rulebook.syntax import Slip


def _words(text, faults):
    return parse_words(RuleFile("words/a.txt", "a.txt", text), faults)


def test_a_later_folder_adds_files_and_replaces_those_of_the_same_path(tmp_path):
    for folder, files in {"one": ["words/a.txt", "words/b.txt"], "two": ["words/b.txt", "links/c.toml"]}.items():
        for name in files:
            path = tmp_path / folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(folder, encoding="utf-8")
    files = gather_files([tmp_path / "one", tmp_path / "two"], [])
    assert [(file.name, file.text) for file in files] == [
        ("links/c.toml", "two"),
        ("words/a.txt", "one"),
        ("words/b.txt", "two"),
    ]


def test_files_of_other_kinds_and_hidden_folders_are_left_alone(tmp_path):
    for name in ("words/a.txt", "words/a.txt~", ".git/x", "__pycache__/x", "README.md"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x", encoding="utf-8")
    faults = []
    assert ([file.name for file in gather_files([tmp_path], faults)], faults) == (["words/a.txt"], [])


def test_a_byte_order_mark_is_no_part_of_a_file(make_folder):
    folder = make_folder({"words/give.txt": "\ufeff投入"})
    texts = {file.name: file.text for file in gather_files([folder], [])}
    assert texts["words/give.txt"] == "投入"


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("missing", "found no such folder; allowed: a folder of rules"),
        ("empty", "found no rules; allowed: schema.toml, links, tables, words"),
        ("strange", "found folder 'link'; allowed: links, tables, words; did you mean 'links'?"),
        ("bytes", "found byte 0xC3 at 1; allowed: UTF-8 text"),
    ],
)
def test_a_folder_that_cannot_be_read_is_a_fault(name, message, tmp_path):
    (tmp_path / "empty").mkdir()
    (tmp_path / "strange/link").mkdir(parents=True)
    (tmp_path / "bytes/words").mkdir(parents=True)
    (tmp_path / "bytes/words/a.txt").write_bytes(b"a\xc3\x28")
    faults = []
    gather_files([tmp_path / name], faults)
    assert message in [fault.message for fault in faults]


def test_the_digest_depends_on_names_and_contents_alone():
    one, two = RuleFile("a", "x/a", "1"), RuleFile("b", "x/b", "2")
    assert digest([one, two]) == digest([RuleFile("a", "elsewhere/a", "1"), two])
    assert digest([one, two]) != digest([RuleFile("a", "x/a", "12"), RuleFile("b", "x/b", "")])
    assert len(digest([one])) == len(hashlib.sha256().hexdigest())


@pytest.mark.parametrize(
    ("text", "words"),
    [("投入\n安排\n", ("投入", "安排")), ("# 给\n\n 投入 # 常见\r\n", ("投入",)), ("上 马\n", ("上 马",))],
)
def test_a_word_list_has_one_word_a_line_and_comments(text, words):
    faults = []
    assert (_words(text, faults), faults) == (words, [])


@pytest.mark.parametrize(
    ("text", "message", "line"),
    [
        ("# 空\n", "found no word; allowed: one word a line, at least one", None),
        ("投入\n安排\n投入\n", "found '投入' again, first on line 1; allowed: once", 3),
    ],
)
def test_a_word_list_without_words_or_with_one_twice_is_a_fault(text, message, line):
    faults = []
    _words(text, faults)
    assert [(fault.message, fault.line) for fault in faults] == [(message, line)]


def test_rows_are_split_at_tabs_without_comments_and_empty_lines():
    text = "# 名\t值\n甲\t1\r\n\n乙 丙\t\n"
    assert parse_rows(RuleFile("tables/a.tsv", "a.tsv", text)) == (("甲", "1"), ("乙 丙", ""))


def test_broken_toml_is_a_fault_with_line_and_caret():
    faults = []
    assert parse_toml(RuleFile("links/a.toml", "a.toml", "[[rule]]\nid = give\n"), faults) == {}
    assert [str(fault) for fault in faults] == [
        "a.toml:2: column 6: found no TOML: Invalid value\n    id = give\n         ^"
    ]


def test_broken_toml_at_the_end_of_the_file_is_a_fault_too():
    faults = []
    parse_toml(RuleFile("links/a.toml", "a.toml", "says = '''\n"), faults)
    assert faults[0].message.startswith("found no TOML: ")


def test_every_table_has_the_lines_from_its_header_to_the_next():
    file = RuleFile("links/a.toml", "a.toml", "# 注\n[[rule]]\nid = 'a'\n[[rule]] # 二\nid = 'b'\nsays = '乙'\n")
    first, second = split_blocks(file, "[[rule]]", ["a", "b"])
    assert (first.first, first.lines) == (2, ("[[rule]]", "id = 'a'"))
    assert (second.fault("wrong", "says").line, second.fault("wrong", "none").line) == (6, 4)
    assert (second.line_of("乙"), second.line_of("丙")) == (6, 4)


def test_tables_in_another_form_all_have_the_whole_file():
    file = RuleFile("links/a.toml", "a.toml", "rule = [{id = 'a'}, {id = 'b'}]")
    blocks = split_blocks(file, "[[rule]]", ["a", "b"])
    assert [(block.rule, block.first) for block in blocks] == [("a", 1), ("b", 1)]


def test_a_slip_becomes_a_fault_on_the_line_of_its_value():
    block = Block("a.toml", "gives", 5, ("[[rule]]", "pattern = '投?'"))
    assert str(block.slip(Slip("wrong", 1, 2), "pattern", "投?")) == (
        "a.toml:6: rule gives, pattern, column 2: wrong\n    投?\n      ^"
    )
