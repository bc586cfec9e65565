import pytest

from wushan_ie.errors import RuleError
from wushan_ie.rulebook.reader import read_rulebook

EXAMPLES = """\
positive = ['投入{MONEY:amount|1元}', '又投入{MONEY:amount|1元}']
negative = ['收到{MONEY|1元}']
"""


def _rule(rule_id: str, pattern: str, beats: str = "[]") -> str:
    head = f"[[rule]]\nid = '{rule_id}'\nsays = '给'\nwhy = '近'\nkind = 'LOAN'\n"
    return f"{head}pattern = '{pattern}'\nbeats = {beats}\n{EXAMPLES}"


def _message(make_folder, changes) -> str:
    with pytest.raises(RuleError) as caught:
        read_rulebook([make_folder(changes)])
    return str(caught.value)


@pytest.mark.parametrize(
    ("rules", "messages"),
    [
        ([_rule("org-gives", "投入{MONEY:amount}")],
         ["found 'org-gives', the id of the rule at", "funding.toml:1; allowed: a new id"]),
        ([_rule("a", "投入{MONEY:amount}", '["org-give"]')],
         ["rule a, beats: found rule 'org-give'; allowed: org-gives; did you mean 'org-gives'?"]),
        ([_rule("a", "投入{MONEY:amount}", '["a"]')], ["rule a, beats: found a circle: a beats a; allowed: none"]),
        ([_rule("a", "投入{MONEY:amount}", '["b"]'), _rule("b", "投入[了]{MONEY:amount}", '["c"]'),
          _rule("c", "投入[的]{MONEY:amount}", '["b", "a"]')],
         ["2 faults", "found a circle: a beats b beats c beats a", "found a circle: b beats c beats b"]),
        ([_rule("a", "投入{MONEY:amount}"), _rule("b", "投 入{MONEY:amount}")],
         ["rule b, pattern: found the pattern of rule a again; allowed: each pattern once\n    投 入{MONEY:amount}"]),
        ([_rule("a", "[投入|安排]{MONEY:amount}"), _rule("b", "<give>{MONEY:amount}")],
         ["rule b, pattern: found the pattern of rule a again"]),
        ([_rule("a", "{ORG}、{ORG}+投入{MONEY:amount}")],
         ["rule a, pattern: found a pattern that no text can match; allowed: one that some text matches"]),
        ([_rule("old", "投入{MONEY:amount}")], ["found 'old', the id of a rule of former days; allowed: a new id"]),
    ],
)  # fmt: skip
def test_faults_among_rules_are_found(rules, messages, make_folder):
    schema = (make_folder({}) / "schema.toml").read_text(encoding="utf-8")
    found = _message(make_folder, {"links/other.toml": "\n".join(rules), "schema.toml": f'retired = ["old"]\n{schema}'})
    assert [message for message in messages if message not in found] == []


def test_word_lists_that_code_reads_need_no_pattern(make_folder):
    schema = (make_folder({}) / "schema.toml").read_text(encoding="utf-8")
    rulebook = read_rulebook([make_folder({"schema.toml": f'code_words = ["own"]\n{schema}', "words/own.txt": "甲\n"})])
    assert rulebook.words["own"] == ("甲",)


def test_a_word_list_that_code_reads_must_exist(make_folder):
    schema = (make_folder({}) / "schema.toml").read_text(encoding="utf-8")
    found = _message(make_folder, {"schema.toml": f'code_words = ["giv"]\n{schema}'})
    assert "schema.toml: code_words: found word list 'giv'; allowed: carry-out, give; did you mean 'give'?" in found


@pytest.mark.parametrize(
    "pattern",
    [
        "{ORG}[、|向]{ORG:actor}+投入{MONEY:amount}",
        "{ORG:actor}+?投入{MONEY:amount}",
        "投入…4{MONEY:amount}‥2[了]?的。",
    ],
)
def test_a_pattern_that_some_text_matches_is_satisfiable(pattern, make_folder):
    found = _message(make_folder, {"links/other.toml": _rule("a", pattern), "words/unused.txt": "甲\n"})
    assert "no text can match" not in found
