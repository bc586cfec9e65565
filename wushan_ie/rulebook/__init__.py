"""The folder ``rules/`` to checked, compiled objects; knows nothing of spaCy."""

from wushan_ie.rulebook.cases import Annotate, check_examples, check_examples_end_to_end, narrow_rules
from wushan_ie.rulebook.faults import Fault
from wushan_ie.rulebook.matcher import LinkMatcher, Match
from wushan_ie.rulebook.model import LinkRule, Rulebook, Schema, Stretch
from wushan_ie.rulebook.reader import bundled_rules, read_rulebook
from wushan_ie.rulebook.skeleton import rule_skeleton

__all__ = [
    "Annotate",
    "Fault",
    "LinkMatcher",
    "LinkRule",
    "Match",
    "Rulebook",
    "Schema",
    "Stretch",
    "bundled_rules",
    "check_examples",
    "check_examples_end_to_end",
    "narrow_rules",
    "read_rulebook",
    "rule_skeleton",
]
