"""Turns Chinese government bulletins into checkable facts: who gave how much for what, by which sentence and rule.

>>> import wushan_ie
>>> document = wushan_ie.annotate("市文旅委投入近1000万元援建的福坪文化中心即将竣工。", segmenter="char")
>>> [(fact["kind"], fact["rule"]) for fact in document["facts"]]
[('INVEST', 'amount-carries-out-project')]
"""

from wushan_ie.errors import (
    MarkupError,
    ModelError,
    ReadError,
    RecordError,
    RuleError,
    SettingError,
    WushanError,
)
from wushan_ie.face import annotate, facts, load, load_annotator, mentions, posts
from wushan_ie.records import Amount, Fact, Mention, Period, Post
from wushan_ie.totals import Total, Totals, totals

__all__ = [
    "Amount",
    "Fact",
    "MarkupError",
    "Mention",
    "ModelError",
    "Period",
    "Post",
    "ReadError",
    "RecordError",
    "RuleError",
    "SettingError",
    "Total",
    "Totals",
    "WushanError",
    "annotate",
    "facts",
    "load",
    "load_annotator",
    "mentions",
    "posts",
    "totals",
]
__version__ = "0.1.0"
