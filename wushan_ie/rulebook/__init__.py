"""The folder ``rules/`` to checked, compiled objects; knows nothing of spaCy."""

from wushan_ie.rulebook.faults import Fault
from wushan_ie.rulebook.matcher import LinkMatcher, Match
from wushan_ie.rulebook.model import LinkRule, Rulebook, Schema, Stretch
from wushan_ie.rulebook.reader import bundled_rules, read_rulebook

__all__ = [
    "Fault",
    "LinkMatcher",
    "LinkRule",
    "Match",
    "Rulebook",
    "Schema",
    "Stretch",
    "bundled_rules",
    "read_rulebook",
]
