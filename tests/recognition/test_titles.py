"""Titles in text: what a title is, how far it reaches, what only looks like one."""

import tomllib

import pytest

from wushan_ie.recognition.person_grammar import compile_persons
from wushan_ie.recognition.titles import find_titles
from wushan_ie.recognition.word_classes import read_word_classes
from wushan_ie.rulebook import bundled_rules

TABLE = tomllib.loads((bundled_rules() / "tables" / "persons.toml").read_text(encoding="utf-8"))
GRAMMAR = compile_persons(TABLE, read_word_classes(bundled_rules() / "tables"))


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("常务副县长到场", ["常务副县长"]),
        ("村党支部副书记、村委会主任", ["村党支部副书记", "村委会主任"]),
        ("副主任医师坐诊", ["副主任医师"]),
        ("州长助理和总经理助理", ["州长助理", "总经理助理"]),
        ("客户经理、财务总监、妇女主任", ["客户经理", "财务总监", "妇女主任"]),
        ("驻村第一书记兼工作队队长", ["驻村第一书记", "工作队队长"]),
        ("四级调研员", ["四级调研员"]),
        ("党总支书记", ["党总支书记"]),
        ("村民小组长", ["村民小组长"]),
    ],
)
def test_a_title_reaches_over_its_modifiers(text: str, titles: list[str]) -> None:
    assert [title.text for title in find_titles(text, GRAMMAR)] == titles


@pytest.mark.parametrize("text", TABLE["title"]["not_post"] + TABLE["title"]["not_role"])
def test_a_longer_word_that_begins_like_a_title_is_none(text: str) -> None:
    assert [title for title in find_titles(text, GRAMMAR) if title.start == 0] == []


@pytest.mark.parametrize("tail", TABLE["title"]["not_chief"])
def test_a_word_that_takes_the_head_of_a_title_leaves_none(tail: str) -> None:
    assert find_titles(f"全县长{tail}", GRAMMAR) == []


def test_roles_are_told_from_posts() -> None:
    assert [title.kind for title in find_titles("村民和记者问镇长", GRAMMAR)] == ["role", "role", "post"]


@pytest.mark.parametrize("word", TABLE["title"]["post"])
def test_every_post_of_the_table_is_found_whole(word: str) -> None:
    (title,) = find_titles(word, GRAMMAR)
    assert (title.text, title.kind) == (word, "post")


@pytest.mark.parametrize("word", TABLE["title"]["role"])
def test_every_role_of_the_table_is_found_whole(word: str) -> None:
    assert "".join(title.text for title in find_titles(word, GRAMMAR)) == word
