"""Word classes: the shipped table, its corrections, and what its files may hold."""

from pathlib import Path

import pytest

from wushan_ie.errors import RuleError
from wushan_ie.recognition.word_classes import read_word_classes
from wushan_ie.rulebook import bundled_rules

TABLES = bundled_rules() / "tables"
WORDS = read_word_classes(TABLES)


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("依赖", "verb"),
        ("虽然", "conjunction"),
        ("银行", "noun"),
        ("投资", "verbal-noun"),
        ("再次", "adverb"),
        ("很多", "numeral"),
        ("选派", "verb"),
        ("冷链", "noun"),
    ],
)
def test_a_word_has_its_class_and_a_frequency(word: str, kind: str) -> None:
    assert WORDS.classes[word] == kind
    assert WORDS.powers[word] > 0


@pytest.mark.parametrize(
    ("text", "word", "kind"),
    [
        ("企业依赖", "依赖", "verb"),
        ("一个预制菜", "预制菜", "noun"),
        ("TCL", "L", None),
    ],
)
def test_the_longest_word_before_a_place_is_found(text: str, word: str, kind: str | None) -> None:
    assert WORDS.word_before(text, len(text), 0) == (len(text) - len(word), kind)


def test_a_word_does_not_reach_over_the_floor() -> None:
    assert WORDS.word_before("一个预制菜", 5, 3)[0] >= 3


def write(folder: Path, text: str, own: str) -> Path:
    (folder / "word_classes.txt").write_text(text, encoding="utf-8")
    (folder / "word_classes.toml").write_text(own, encoding="utf-8")
    return folder


def test_a_word_of_the_own_list_replaces_the_class_of_the_dictionary(tmp_path: Path) -> None:
    words = read_word_classes(write(tmp_path, "# 词\nnoun 5 选派 村庄\n", "[own]\nverb = '选派'\n"))
    assert dict(words.classes) == {"选派": "verb", "村庄": "noun"}


def test_a_line_without_class_and_number_is_named(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match=r"word_classes\.txt:2: found 'nomen 5 村庄'; allowed: a class \(adjective, "):
        read_word_classes(write(tmp_path, "# 词\nnomen 5 村庄\n", "[own]\n"))


def test_an_unknown_class_of_the_own_list_is_named(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match=r"word_classes\.toml: found the class 'nomen'; allowed: adjective, "):
        read_word_classes(write(tmp_path, "", "[own]\nnomen = '村庄'\n"))
