import pytest

from wushan_ie.rulebook.files import RuleFile
from wushan_ie.rulebook.rules import draft_rules, read_rule

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


def _read(text, schema, words):
    faults = []
    drafts = draft_rules(RuleFile("links/a.toml", "a.toml", text), faults)
    return [read_rule(draft, schema, words, faults) for draft in drafts], faults


def test_a_rule_is_read_with_its_place_and_what_it_leaves_out(schema, words):
    (rule,), faults = _read(f"# 注\n\n{RULE}", schema, words)
    assert faults == []
    assert (rule.id, rule.kind, rule.status, rule.hypothetical, rule.beats) == (
        "org-gives",
        "INVEST",
        "stable",
        False,
        (),
    )
    assert (rule.file, rule.line, [example.line for example in rule.positive]) == ("a.toml", 3, [10, 11])
    assert [pattern.source for pattern in rule.patterns] == [
        "{ORG:actor}<give>{MONEY:amount}…4<carry-out>{PROJECT:project}"
    ]


def test_a_rule_may_have_alternatives_status_and_known_failures(schema, words):
    more = """\
status = "trial"
hypothetical = true
beats = ["other"]
todo_positive = ['{ORG:actor|水利局}拿{MONEY:amount|5万元}修{PROJECT:project|水池}。']
todo_negative = ['{ORG|水利局}投入{MONEY|5万元}修建{PROJECT|水池}。']
todo_tagging = ['{MONEY|5万元}', '投入{MONEY:amount|5万元}']
"""
    text = (
        RULE.replace("pattern = ", "pattern = ['投入{MONEY:amount}', ").replace("project}'\n", "project}']\n", 1) + more
    )
    (rule,), faults = _read(text, schema, words)
    assert faults == []
    assert (len(rule.patterns), rule.status, rule.hypothetical, rule.beats) == (2, "trial", True, ("other",))
    assert [len(field) for field in (rule.todo_positive, rule.todo_negative, rule.todo_tagging)] == [1, 1, 2]


@pytest.mark.parametrize(
    ("old", "new", "messages"),
    [
        ('id = "org-gives"', 'id = "Org_gives"',
         ["a.toml:2: rule Org_gives, id: found 'Org_gives'; allowed: kebab-case (small letters, digits, -)"]),
        ('id = "org-gives"\n', "", ["a.toml:1: id: found no field 'id'; allowed: a table with it"]),
        ('why = "近"\n', "", ["a.toml:1: rule org-gives, why: found no field 'why'; allowed: a table with it"]),
        ('kind = "INVEST"', 'kind = "INVES"',
         ["a.toml:5: rule org-gives, kind: found kind 'INVES'; allowed: INVEST, LOAN, POST; did you mean 'INVEST'?"]),
        ("negative = [", "status = 'stabl'\nnegative = [",
         ["a.toml:11: rule org-gives, status: found status 'stabl'; allowed: stable, trial; did you mean 'stable'?"]),
        ("negative = ['{ORG|水利局}收到{MONEY|5万元}修建{PROJECT|水池}。']", "negative = []",
         ["a.toml:11: rule org-gives, negative: found 0; allowed: at least 1"]),
        ("  '{ORG:actor|水利局}安排{MONEY:amount|6万元}，修建{PROJECT:project|水池}。',\n", "",
         ["a.toml:7: rule org-gives, positive: found 1; allowed: at least 2"]),
        ("why =", "wy =",
         ["a.toml:1: rule org-gives, why: found no field 'why'; allowed: a table with it",
          "a.toml:4: rule org-gives, wy: found field 'wy'; allowed: id, says, why, kind, pattern, positive, negative, "
          "todo_positive, todo_negative, todo_tagging, beats, hypothetical, status; did you mean 'why'?"]),
        ("<give>", "<giv>",
         ["a.toml:6: rule org-gives, pattern, column 12: found word list 'giv'; "
          "allowed: carry-out, give, spaced, titles; did you mean 'give'?\n"
          "    {ORG:actor}<giv>{MONEY:amount}…4<carry-out>{PROJECT:project}\n"
          "               ^^^^^"]),
        ("{ORG:actor|水利局}投入", "{OGR:actor|水利局}投入",
         ["a.toml:8: rule org-gives, positive, column 1: found label 'OGR'; "
          "allowed: MONEY, DATE, ORG, GPE, PERSON, PROJECT; did you mean 'ORG'?\n"
          "    {OGR:actor|水利局}投入{MONEY:amount|5万元}修建{PROJECT:project|水池}。\n"
          "    ^" + "^" * 69]),
        ("[[rule]]", "[[rules]]", ["a.toml:1: rules: found table 'rules'; allowed: rule; did you mean 'rule'?"]),
        ("[[rule]]", "[rule]", ["a.toml:1: rule: found 'rule' in another form; allowed: [[rule]] tables"]),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_rule_is_named_with_its_place(old, new, messages, schema, words):
    assert old in RULE
    assert [str(fault) for fault in _read(RULE.replace(old, new, 1), schema, words)[1]] == messages


def test_a_broken_pattern_does_not_make_its_examples_look_wrong(schema, words):
    text = (
        RULE.replace("<give>", "<giv>")
        .replace("pattern = ", "pattern = ['投入{MONEY:amount}', ")
        .replace("project}'\n", "project}']\n", 1)
    )
    assert [fault.field for fault in _read(text, schema, words)[1]] == ["pattern"]
