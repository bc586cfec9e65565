import re
from pathlib import Path

from wushan_ie.rulebook.cases import check_examples
from wushan_ie.rulebook.matcher import LinkMatcher
from wushan_ie.rulebook.reader import read_rulebook

PAGE = (Path(__file__).parents[2] / "docs/rule-language.md").read_text(encoding="utf-8")
RULE, SCHEMA = re.findall(r"```toml\n(.*?)```", PAGE, flags=re.DOTALL)
PYTHON = re.findall(r"```python\n(.*?)```", PAGE, flags=re.DOTALL)[0]


def test_the_rule_and_the_schema_of_the_reference_work_together(make_folder):
    files = {"links/funding.toml": RULE, "schema.toml": SCHEMA, "words/carry-out.txt": "实施\n建设\n"}
    rulebook = read_rulebook([make_folder(files)])
    assert check_examples(rulebook) == []
    assert LinkMatcher(rulebook.links)


def test_the_python_of_the_reference_runs(capsys):
    exec(compile(PYTHON, "rule-language.md", "exec"), {})
    assert "('amount', '5万元'), ('project', '水池')" in capsys.readouterr().out
