"""A small rule folder to vary: a schema with facts and posts, three word lists, one rule."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from wushan_ie.rulebook.model import Relation, Role, Schema
from wushan_ie.rulebook.pattern import Context

SCHEMA = """\
labels = ["MONEY", "DATE", "ORG", "GPE", "PERSON", "PROJECT"]
runs = ["ORG", "PERSON", "GPE"]
joiners = ["、", "和", "以及", "，"]

[relations.fact]
key = "facts"
anchor = "amount"
kinds = ["INVEST", "LOAN"]
[relations.fact.roles]
amount = { labels = ["MONEY"] }
project = { labels = ["PROJECT"] }
actor = { labels = ["ORG", "PERSON"], key = "actors", many = true }
total = { labels = ["MONEY"], key = "part_of" }
place = { labels = ["GPE"] }

[relations.post]
key = "posts"
anchor = "person"
kinds = ["POST"]
[relations.post.roles]
person = { labels = ["PERSON"] }
org = { labels = ["ORG"] }
title = { words = true }
"""

RULE = """\
[[rule]]
id = "org-gives"
says = "某单位给某项目一笔钱"
why = "近"
kind = "INVEST"
pattern = '{ORG:actor}<give>{MONEY:amount}…4<carry-out>{PROJECT:project}'
positive = [
  '{ORG:actor|水利局}投入{MONEY:amount|5万元}修建{PROJECT:project|水池}。',
  '{ORG:actor|水利局}安排{MONEY:amount|6万元}，修建{PROJECT:project|水池}。',
]
negative = ['{ORG|水利局}收到{MONEY|5万元}修建{PROJECT|水池}。']
"""

FILES = {
    "schema.toml": SCHEMA,
    "links/funding.toml": RULE,
    "words/give.txt": "# 给\n投入\n安排\n",
    "words/carry-out.txt": "修建\n用于\n",
}

Make = Callable[[Mapping[str, str | None]], Path]


@pytest.fixture
def make_folder(tmp_path: Path) -> Make:
    """Return a function that writes the small rule folder with some files changed; None leaves a file out."""

    def make(changes: Mapping[str, str | None]) -> Path:
        folder = tmp_path / "rules"
        for name, content in {**FILES, **changes}.items():
            if content is not None:
                path = folder / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(content, encoding="utf-8")
        return folder

    return make


def _role(name: str, *labels: str, words: bool = False, many: bool = False, key: str | None = None) -> Role:
    return Role(name, labels, words, many, key or name)


@pytest.fixture(scope="session")
def schema() -> Schema:
    """Return the schema of the small rule folder."""
    fact = [_role("amount", "MONEY"), _role("project", "PROJECT"), _role("total", "MONEY", key="part_of")]
    fact += [_role("actor", "ORG", "PERSON", many=True, key="actors"), _role("place", "GPE")]
    post = [_role("person", "PERSON"), _role("org", "ORG"), _role("title", words=True)]
    relations = (
        Relation("fact", "facts", "amount", ("INVEST", "LOAN"), {role.name: role for role in fact}),
        Relation("post", "posts", "person", ("POST",), {role.name: role for role in post}),
    )
    labels = ("MONEY", "DATE", "ORG", "GPE", "PERSON", "PROJECT")
    return Schema(labels, relations, ("ORG", "PERSON", "GPE"), ("、", "和", "以及", "，"), (), ())


@pytest.fixture(scope="session")
def words() -> dict[str, tuple[str, ...]]:
    """Return word lists to use in patterns."""
    return {
        "give": ("投入", "安排", "拨付"),
        "carry-out": ("修建", "用于"),
        "titles": ("书记", "副书记", "局长"),
        "spaced": ("投 资", "追加"),
    }


@pytest.fixture(scope="session")
def fact_context(schema: Schema, words: dict[str, tuple[str, ...]]) -> Context:
    """Return what patterns of facts may refer to."""
    return Context(schema, words, schema.relations[0])


@pytest.fixture(scope="session")
def post_context(schema: Schema, words: dict[str, tuple[str, ...]]) -> Context:
    """Return what patterns of posts may refer to."""
    return Context(schema, words, schema.relations[1])
