import pytest

from wushan_ie.rulebook.files import RuleFile
from wushan_ie.rulebook.model import Role
from wushan_ie.rulebook.schema import read_schema

BASE = """\
labels = ["MONEY", "ORG"]
runs = ["ORG"]
joiners = ["、"]

[relations.fact]
key = "facts"
anchor = "amount"
kinds = ["INVEST", "LOAN"]

[relations.fact.roles]
amount = { labels = ["MONEY"] }
actor = { labels = ["ORG"], key = "actors", many = true }
title = { words = true }
"""
SECOND = BASE[BASE.index("[relations.fact]") :].replace("fact", "gift")


def _read(text):
    faults = []
    return read_schema(RuleFile("schema.toml", "schema.toml", text), faults), faults


def test_a_schema_names_labels_relations_kinds_and_roles():
    schema, faults = _read(BASE)
    assert faults == []
    assert (schema.labels, schema.runs, schema.joiners, schema.kinds) == (
        ("MONEY", "ORG"), ("ORG",), ("、",), ("INVEST", "LOAN"),
    )  # fmt: skip
    relation = schema.relation_of("LOAN")
    assert (relation.name, relation.key, relation.anchor) == ("fact", "facts", "amount")
    assert relation.roles["actor"] == Role("actor", ("ORG",), words=False, many=True, key="actors")
    assert relation.roles["title"] == Role("title", (), words=True, many=False, key="title")


def test_a_kind_that_no_relation_has_is_an_error():
    with pytest.raises(KeyError, match="GIFT"):
        _read(BASE)[0].relation_of("GIFT")


@pytest.mark.parametrize(
    ("old", "new", "messages"),
    [
        ('labels = ["MONEY", "ORG"]\n', "",
         ["found no field 'labels'; allowed: a table with it", "found label 'ORG'; allowed: none",
          "role amount: found label 'MONEY'; allowed: none", "role actor: found label 'ORG'; allowed: none"]),
        ('runs = ["ORG"]', 'runs = ["ORGS"]', ["found label 'ORGS'; allowed: MONEY, ORG; did you mean 'ORG'?"]),
        ('joiners = ["、"]\n', "", ["found no field 'joiners'; allowed: a table with it"]),
        ("joiners", "joiner",
         ["found no field 'joiners'; allowed: a table with it",
          "found field 'joiner'; allowed: labels, runs, joiners, code_words, retired, relations; "
          "did you mean 'joiners'?"]),
        ('anchor = "amount"', 'anchor = "amout"',
         ["relation fact: found role 'amout'; allowed: amount, actor, title; did you mean 'amount'?"]),
        ('anchor = "amount"', 'anchor = "title"',
         ["relation fact: found role 'title', which words play; allowed: a role that spans play"]),
        ('key = "facts"\n', "", ["relation fact: found no field 'key'; allowed: a table with it"]),
        ('kinds = ["INVEST", "LOAN"]', "kinds = []", ["relation fact: found 0; allowed: at least 1"]),
        ('amount = { labels = ["MONEY"] }', 'amount = { labels = ["MONY"] }',
         ["role amount: found label 'MONY'; allowed: MONEY, ORG; did you mean 'MONEY'?"]),
        ("{ words = true }", "{}", ["role title: found no field 'labels'; allowed: a table with it"]),
        ("{ words = true }", "{ words = true, some = 1 }",
         ["role title: found field 'some'; allowed: words, many, labels, key"]),
        ('title = { words = true }\n', "title = { words = true }\n" + SECOND,
         ["found kind 'INVEST' in two relations; allowed: in one",
          "found kind 'LOAN' in two relations; allowed: in one"]),
        ('["MONEY", "ORG"]', str(["MONEY", "ORG", *(f"L{n}" for n in range(31))]),
         ["found 33 labels; allowed: at most 32"]),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_schema_is_named_with_what_is_allowed(old, new, messages):
    assert old in BASE
    assert [fault.message for fault in _read(BASE.replace(old, new))[1]] == messages
