"""Names that nothing announces: what speaks for one and against it, with the segmenter's words and without."""

import tomllib

import pytest

from wushan_ie.recognition.person_evidence import weigh_name
from wushan_ie.recognition.person_grammar import compile_persons
from wushan_ie.recognition.person_page import read_page
from wushan_ie.recognition.persons import find_persons
from wushan_ie.recognition.titles import find_titles
from wushan_ie.recognition.word_classes import read_word_classes
from wushan_ie.rulebook import bundled_rules

FOLDER = bundled_rules() / "tables"
TABLE = tomllib.loads((FOLDER / "persons.toml").read_text(encoding="utf-8"))
GRAMMAR = compile_persons(TABLE, read_word_classes(FOLDER))


def starts(cut: str) -> tuple[str, list[int]]:
    words, at = cut.split("|"), 0
    offsets = []
    for word in words:
        offsets.append(at)
        at += len(word)
    return "".join(words), offsets


def persons(cut: str, taken: list[tuple[int, int]], places: list[tuple[int, int]]) -> list[str]:
    text, words = starts(cut)
    return [mention.text for mention in find_persons(text, GRAMMAR, find_titles(text, GRAMMAR), taken, places, words)]


def points(cut: str, name: str, places: list[tuple[int, int]]) -> int:
    text, words = starts(cut)
    page = read_page(text, GRAMMAR, find_titles(text, GRAMMAR), [], places, words)
    return weigh_name(page, text.index(name), text.index(name) + len(name))


@pytest.mark.parametrize(
    ("cut", "names"),
    [
        ("账|是|刘玉梅|记|下|的|。", ["刘玉梅"]),
        ("“|路|通|了|。”|王|建国|拿出|账本|。", ["王建国"]),
        ("周|玉梅,徐|建军|都|来|了|。", ["周玉梅", "徐建军"]),  # a word that runs over a mark
        ("李桂兰|卖|羊|，|买|羊|的|夸|李桂兰|实在|。", ["李桂兰", "李桂兰"]),
        ("高山|茶|卖|得|好|。", []),
        ("马铃薯|丰收|了|。", []),
        ("王府井|人|多|。", []),
        ("买|了|50|亩|姜|毛收入|高|。", []),
        ("球员|勒布朗|-|詹姆斯|来|了|。", []),
        ("《|刘三姐|》|唱|响|了|。", []),
    ],
)
def test_a_name_is_found_by_its_characters_words_and_edges(cut: str, names: list[str]) -> None:
    assert persons(cut, [], []) == names


def test_a_part_of_the_name_of_a_body_is_no_person() -> None:
    text = "金田园合作社|扩|建|，|金田园|要|贷款|。"
    assert persons(text, [(0, 6)], []) == []


def test_a_shorter_name_that_is_known_wins() -> None:
    assert persons("肖丽|今年|回|村|。|这|次|，|肖丽铁|了|心|。", [], []) == ["肖丽", "肖丽"]


@pytest.mark.parametrize(
    ("more", "name", "less", "other"),
    [
        ("账|是|刘玉梅|记|的", "刘玉梅", "账|是|刘|玉|梅|记|的", "刘玉梅"),  # one word, and three
        ("，|刘玉梅|说", "刘玉梅", "得|刘玉梅|得", "刘玉梅"),  # edges
        ("，|刘玉梅|说", "刘玉梅", "，|刘土梅|说", "刘土梅"),  # characters
        ("，|曾建国|说", "曾建国", "，|曾高兴|说", "曾高兴"),  # a given name that is a word
        ("，|刘玉梅|说", "刘玉梅", "，|衣玉梅|说", "衣玉梅"),  # surnames
    ],
)
def test_what_speaks_for_a_name_gives_more_points(more: str, name: str, less: str, other: str) -> None:
    assert points(more, name, []) > points(less, other, [])


def test_a_place_speaks_against_a_name_but_for_one_that_runs_over_its_end() -> None:
    cut = "，|李学焦|作|推荐"
    assert points(cut, "李学焦", [(1, 4)]) < points(cut, "李学焦", [])
    assert points(cut, "李学焦", [(3, 5)]) == points(cut, "李学焦", [])
