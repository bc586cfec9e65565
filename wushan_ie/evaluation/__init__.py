"""Predictions against gold: every score of the annotation contract, the errors behind it, floors to hold."""

from wushan_ie.evaluation.columns import format_columns
from wushan_ie.evaluation.floors import Floor, missed_floors, parse_floor
from wushan_ie.evaluation.report import render_errors, render_json, render_table
from wushan_ie.evaluation.scores import MEASURES, Counts, Difference, DocumentScores, Evaluation, Measure
from wushan_ie.evaluation.scoring import evaluate

__all__ = [
    "MEASURES",
    "Counts",
    "Difference",
    "DocumentScores",
    "Evaluation",
    "Floor",
    "Measure",
    "evaluate",
    "format_columns",
    "missed_floors",
    "parse_floor",
    "render_errors",
    "render_json",
    "render_table",
]
