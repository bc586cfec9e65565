"""Predictions against gold: every score of the annotation contract, the errors behind it, what a rule change does."""

from wushan_ie.evaluation.comparison import Change, Comparison, Contribution, compare, find_contributions
from wushan_ie.evaluation.fitting import format_weights, learn
from wushan_ie.evaluation.floors import Floor, missed_floors, parse_floor
from wushan_ie.evaluation.measured import format_measured, hash_files, stale_sources
from wushan_ie.evaluation.page import render_page
from wushan_ie.evaluation.partial import PartialScore, score_partial
from wushan_ie.evaluation.report import comparison_record, evaluation_record, render_errors, render_json, render_table
from wushan_ie.evaluation.rule_page import render_rule_page
from wushan_ie.evaluation.scores import (
    MEASURES,
    Counts,
    Difference,
    DocumentScores,
    Evaluation,
    FormScore,
    Measure,
    RuleScore,
)
from wushan_ie.evaluation.scoring import evaluate
from wushan_ie.evaluation.suggestions import Suggestion, format_suggestions, suggest_rules
from wushan_ie.evaluation.supplement import Supplement
from wushan_ie.evaluation.tables import (
    render_comparison,
    render_documents,
    render_forms,
    render_kinds,
    render_partial,
    render_rules,
)
from wushan_ie.writing.columns import format_columns

__all__ = [
    "MEASURES",
    "Change",
    "Comparison",
    "Contribution",
    "Counts",
    "Difference",
    "DocumentScores",
    "Evaluation",
    "Floor",
    "FormScore",
    "Measure",
    "PartialScore",
    "RuleScore",
    "Suggestion",
    "Supplement",
    "compare",
    "comparison_record",
    "evaluate",
    "evaluation_record",
    "find_contributions",
    "format_columns",
    "format_measured",
    "format_suggestions",
    "format_weights",
    "hash_files",
    "learn",
    "missed_floors",
    "parse_floor",
    "render_comparison",
    "render_documents",
    "render_errors",
    "render_forms",
    "render_json",
    "render_kinds",
    "render_page",
    "render_partial",
    "render_rule_page",
    "render_rules",
    "render_table",
    "score_partial",
    "stale_sources",
    "suggest_rules",
]
