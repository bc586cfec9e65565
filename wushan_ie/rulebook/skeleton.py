"""The text that a new rule starts from."""

from __future__ import annotations

_SKELETON = """\
[[rule]]
id = "@ID@"                 # kebab-case, a claim, never used before; written into every fact
says = ""                   # in words: who puts what into what
why = ""                    # why the pattern is as wide and as narrow as it is
kind = "INVEST"             # one of the kinds of schema.toml
# status = "trial"          # until it has three positive examples of different form
# beats = ["other-rule"]    # rules that yield where both match
# hypothetical = true       # the amount is a threshold or a supposition: nobody shall add it up
#
# {MONEY:amount}  a tagged span in a role       {ORG/PERSON:actor}+  a run of them: A、B和C
# {ORG}           a tagged span without role    {ORG:actor}?         if there is one
# [投入|安排]     one of these words            [资金]?              if it is there
# <invest>        a word of words/invest.txt    \\\\[                  the sign itself
# …4              up to 4 characters, not across the end of a sentence or a span of a label in the pattern
# ‥4              the same, not across a comma or 、
pattern = '{ORG:actor}[共|累计]?<invest>{MONEY:amount}…4<carry-out>{PROJECT:project}'
positive = [                # at least two; spans with a role are the wanted fact, the others distract
  '{ORG:actor|}{MONEY:amount|}{PROJECT:project|}',
  '',
]
negative = [                # at least one near miss; no roles
  '{ORG|}{MONEY|}{PROJECT|}',
]
# todo_positive = []        # examples that the rule still gets wrong
# todo_negative = []
# todo_tagging = []         # examples that the rule gets right, but not the tagging of the bare text
"""


def rule_skeleton(rule_id: str) -> str:
    """Return a commented rule to fill in, as TOML."""
    return _SKELETON.replace("\\\\", "\\").replace("@ID@", rule_id)
