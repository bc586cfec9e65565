"""Why an amount was linked as it was: text that a rule author can act on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wushan_ie.errors import SettingError
from wushan_ie.linking.drafts import Candidate, Draft
from wushan_ie.linking.facts import Weighed
from wushan_ie.linking.weights import Weights

_OPTIONS = 3  # shown of what there was to weigh
_PIECES = 5  # of evidence shown for each


def explain_facts(text: str, drafts: Sequence[Draft], number: int | None, weighed: Weighed, weights: Weights) -> str:
    """Return an account of every amount, or of the one of this number (from 1); raises SettingError beyond the last.

    ``drafts`` are finished; ``weighed`` holds, in the same order, what there was to weigh.
    """
    if number is not None and not 1 <= number <= len(drafts):
        raise SettingError(f"there is no amount {number}; the text has {len(drafts)}")
    accounts = []
    for at, draft in enumerate(drafts, 1):
        if number in (None, at):
            projects = [(one.project.text if one.project else "–", one.evidence) for one in weighed.projects[at - 1]]
            question = weighed.kinds[at - 1]
            kinds = [(kind, question.evidence(kind)) for kind in question.kinds]
            lines = [*_account(text, at, draft), *_weighed("project", projects, weights)]
            lines += _weighed("kind", kinds, weights)
            accounts.append("\n".join(lines) + "\n")
    return "\n".join(accounts)


def _account(text: str, number: int, draft: Draft) -> list[str]:
    start, end = draft.sentence
    sentence = " ".join(text[start:end].split())
    lines = [f"{number}. {draft.amount.text}  {draft.kind}  by {draft.rule}", f"   in        {sentence}"]
    lines.append(f"   project   {draft.project.text if draft.project else '–'}")
    lines.append(f"   actors    {'、'.join(actor.text for actor in draft.actors) or '–'}")
    lines.append(f"   place     {draft.place.text if draft.place else '–'}")
    lines.append(f"   part of   {draft.part_of.amount.text if draft.part_of else '–'}")
    lines += [f"   then      {note}" for note in draft.notes]
    if not draft.candidates:
        lines.append("   no rule matched: what stands beside the amount is in no word list, or too far away")
    lines += [
        f"   {'winner' if place == 0 else 'loser '}    {_show(text, one)}" for place, one in enumerate(draft.candidates)
    ]
    return lines


def _weighed(what: str, options: Sequence[tuple[str, Sequence[str]]], weights: Weights) -> Iterator[str]:
    """The likeliest options with their scores, and the evidence that tells each from the others."""
    ranked = sorted(options, key=lambda option: -weights.score(option[1]))[:_OPTIONS]
    for name, evidence in ranked:
        others = {one for _, other in ranked if other is not evidence for one in other}
        own = [(one, weights.weight(one)) for one in evidence if one not in others and weights.weight(one)]
        own.sort(key=lambda pair: (-abs(pair[1]), pair[0]))
        shown = ", ".join(f"{one} {weight:+.2f}" for one, weight in own[:_PIECES])
        yield f"   {what:<9} {weights.score(evidence):+.2f}  {name}  [{shown}]"


def _show(text: str, candidate: Candidate) -> str:
    pieces = " … ".join(" ".join(text[start:end].split()) for start, end in candidate.pieces)
    project = candidate.project.text if candidate.project else "–"
    word = f"word {candidate.gap} away" if candidate.gap < 99 else "no word"
    return f"{candidate.rule.id} ({candidate.rule.kind})  {project}  [{word}, project {candidate.reach} away]  {pieces}"
