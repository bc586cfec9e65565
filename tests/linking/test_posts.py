"""Posts: the table's examples, and where the text leaves the body or the place out."""

import tomllib

import pytest

from wushan_ie.linking.posts import find_posts
from wushan_ie.recognition.person_grammar import compile_persons
from wushan_ie.recognition.persons import find_persons
from wushan_ie.recognition.titles import find_titles
from wushan_ie.recognition.word_classes import read_word_classes
from wushan_ie.records import Mention, Post
from wushan_ie.rulebook import bundled_rules
from wushan_ie.writing.markup import parse_markup

TABLE = tomllib.loads((bundled_rules() / "tables" / "persons.toml").read_text(encoding="utf-8"))
GRAMMAR = compile_persons(TABLE, read_word_classes(bundled_rules() / "tables"))


def read(marked: str) -> tuple[str, dict[str, list[Mention]]]:
    (document,) = parse_markup(f"# example\n{marked}\n---\n")
    spans: dict[str, list[Mention]] = {"ORG": [], "GPE": [], "PERSON": []}
    for entity in document["entities"]:
        mention = Mention(entity["label"], entity["start"], entity["end"], entity["text"], "example")
        spans[entity["label"]].append(mention)
    return document["text"], spans


def posts_of(marked: str) -> list[Post]:
    text, spans = read(marked)
    taken = [(mention.start, mention.end) for mention in [*spans["ORG"], *spans["GPE"]]]
    persons = find_persons(text, GRAMMAR, find_titles(text, GRAMMAR), taken, [], None)
    assert [mention.text for mention in persons] == [mention.text for mention in spans["PERSON"]]
    sentences = [(0, text.index("。") + 1), (text.index("。") + 1, len(text))] if "。" in text else [(0, len(text))]
    return find_posts(text, sentences, persons, spans["ORG"], spans["GPE"], find_titles(text, GRAMMAR))


@pytest.mark.parametrize("example", TABLE["post"], ids=[example["text"] for example in TABLE["post"]])
def test_an_example_of_the_table_gives_its_posts(example: dict) -> None:
    found = [
        [
            post.person.text,
            post.title,
            "" if post.org is None else post.org.text,
            "" if post.place is None else post.place.text,
            post.rule,
        ]
        for post in posts_of(example["text"])
    ]
    assert found == example["posts"]


def test_every_way_to_a_post_has_an_example() -> None:
    assert {row[4] for example in TABLE["post"] for row in example["posts"]} == {
        "post-title-before",
        "post-title-after",
        "post-surname-title",
        "post-shared-title",
        "post-linked",
        "post-sender",
        "post-sender-restored",
        "post-sender-of-sentence",
        "post-body-of-its-kind",
        "post-sent-to",
        "post-home-office",
    }


def test_a_sender_of_another_sentence_is_not_restored() -> None:
    marked = "{ORG|省水文局}派驻{GPE|柳坝村}第一书记{PERSON|郝思源}。派驻{GPE|青溪乡}的第一书记{PERSON|单小满}。"
    assert [post.org and post.org.text for post in posts_of(marked)] == ["省水文局", None]


def test_titles_hold_no_white_space() -> None:
    assert posts_of("{ORG|县水务局}党组书记　局长{PERSON|郝思源}说")[0].title == "党组书记局长"


def test_text_without_persons_has_no_posts() -> None:
    assert find_posts("县长讲话。", [(0, 5)], [], [], [], find_titles("县长讲话。", GRAMMAR)) == []
