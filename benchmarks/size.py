"""What more rules and more places cost: the same bulletins with rule folders of several sizes."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import wushan_ie
from benchmarks.bulletins import texts
from wushan_ie.benchmark import annotate_all, time_in_turns
from wushan_ie.rulebook import bundled_rules, read_rulebook

_SEED = 20243
_CHARACTERS = 100_000
_ROUNDS = 3
_FIRST, _SECOND = "购租修建改扩迁拆补垫筹募汇划拨批核兑结缴", "置赁缮造换充移除助付集捐转分付准销换算纳"
_RULE = """
[[rule]]
id = "made-{number}"
says = "某单位{word}某项目若干钱"
why = "只为量一量规则多了会慢多少。"
kind = "INVEST"
pattern = '{{ORG:actor}}…4{word}…6{{PROJECT:project}}…4{{MONEY:amount}}'
positive = ['{{ORG:actor|县水利局}}{word}{{PROJECT:project|大昌人饮工程}}{{MONEY:amount|12万元}}。',
  '{{ORG:actor|县林业局}}{word}{{PROJECT:project|大昌苗圃}}{{MONEY:amount|13万元}}。']
negative = ['{{ORG|县水利局}}{{MONEY|12万元}}。']
"""


def measure_rules(numbers: Sequence[int]) -> list[dict[str, Any]]:
    """Return the rate with the bundled link rules and made ones, so many in all, whose words occur now and then."""
    made = texts("varied", _SEED, _CHARACTERS)
    found = []
    for number in numbers:
        with tempfile.TemporaryDirectory() as folder:
            found.append({"rules": write_made_rules(Path(folder), number), "characters/s": _rate(made, [folder])})
    return found


def write_made_rules(folder: Path, number: int) -> int:
    """Write so many made link rules into a rule folder that there are ``number`` with the bundled ones; return that."""
    bundled = len(read_rulebook([bundled_rules()]).links)
    words = [first + second for first in _FIRST for second in _SECOND] + [
        first + second + third for first in _FIRST for second in _SECOND[:4] for third in "了给好"
    ]
    pairs = enumerate(dict.fromkeys(words))
    rules = [_RULE.format(number=at, word=word) for at, word in pairs][: number - bundled]
    links = folder / "links"
    links.mkdir()
    (links / "made.toml").write_text("".join(rules), encoding="utf-8")
    return bundled + len(rules)


def measure_places(numbers: Sequence[int | None]) -> list[dict[str, Any]]:
    """Return the rate with the first so many lines of the table of places, or with all."""
    table = (bundled_rules() / "tables" / "places.txt").read_text(encoding="utf-8").splitlines(keepends=True)
    made = texts("varied", _SEED, _CHARACTERS)
    found = []
    for number in numbers:
        with tempfile.TemporaryDirectory() as folder:
            shutil.copytree(bundled_rules() / "tables", Path(folder) / "tables")
            kept = [line for at, line in enumerate(table) if number is None or at < number or re.match("#|$", line)]
            (Path(folder) / "tables" / "places.txt").write_text("".join(kept), encoding="utf-8")
            found.append({"places": len(kept), "characters/s": _rate(made, [folder])})
    return found


def _rate(made: Sequence[str], rules: list[str]) -> int:
    annotator = wushan_ie.load_annotator(rules=rules)
    return round(time_in_turns({"all": lambda: annotate_all(annotator, made)}, _ROUNDS)["all"].rate)
