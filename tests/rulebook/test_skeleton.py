import tomllib

from wushan_ie.rulebook.files import RuleFile
from wushan_ie.rulebook.rules import draft_rules, read_rule
from wushan_ie.rulebook.skeleton import rule_skeleton


def test_the_skeleton_is_toml_with_the_given_id():
    (rule,) = tomllib.loads(rule_skeleton("org-gives-money"))["rule"]
    assert (rule["id"], rule["kind"]) == ("org-gives-money", "INVEST")


def test_the_skeleton_has_every_field_but_needs_filling_in(schema, words):
    faults = []
    (draft,) = draft_rules(RuleFile("links/a.toml", "a.toml", rule_skeleton("org-gives-money")), faults)
    read_rule(draft, schema, {**words, "invest": ("投入",)}, faults)
    assert {fault.field for fault in faults} == {"says", "why", "positive", "negative"}


def test_the_skeleton_shows_the_sign_that_escapes():
    assert "\\[ " in rule_skeleton("a")
