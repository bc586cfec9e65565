"""An evaluation as one HTML page that needs nothing beside itself: no scripts, no fonts, no network."""

from __future__ import annotations

from itertools import groupby

from jinja2 import Environment, PackageLoader, StrictUndefined

from wushan_ie.evaluation.breakdowns import FORMS
from wushan_ie.evaluation.intervals import wilson_interval
from wushan_ie.evaluation.report import GROUP_TITLES
from wushan_ie.evaluation.scores import Evaluation
from wushan_ie.evaluation.supplement import Supplement
from wushan_ie.writing.columns import show_interval, show_p, show_score
from wushan_ie.writing.faults import KINDS


def render_page(evaluation: Evaluation, title: str, supplement: Supplement) -> str:
    """Return the page; every word of a bulletin on it is escaped."""
    environment = Environment(
        loader=PackageLoader("wushan_ie.evaluation", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"score": show_score, "interval": show_interval, "p": show_p}
    kinds = {(gold, predicted): n for gold, predicted, n in evaluation.kinds}
    return environment.get_template("page.html.jinja").render(
        title=title,
        evaluation=evaluation,
        groups=[
            (group, list(members))
            for group, members in groupby(evaluation.measures, key=lambda measure: measure.definition.group)
        ],
        titles=GROUP_TITLES,
        forms=FORMS,
        unbounded=[document.id for document in evaluation.documents if not document.bounds_annotated],
        kinds={(one, other): kinds.get((one, other), 0) for one in KINDS for other in KINDS},
        down=[kind for kind in KINDS if any(gold == kind for gold, _ in kinds)],
        across=[kind for kind in KINDS if any(predicted == kind for _, predicted in kinds)],
        wilson=wilson_interval,
        partial=supplement.partial,
        alone={item.rule: item for item in supplement.contributions},
        comparison=supplement.comparison,
    )
