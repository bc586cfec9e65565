"""Why an amount was linked as it was: text that a rule author can act on."""

from __future__ import annotations

from collections.abc import Sequence

from wushan_ie.errors import SettingError
from wushan_ie.linking.drafts import Candidate, Draft


def explain_facts(text: str, drafts: Sequence[Draft], number: int | None) -> str:
    """Return an account of every amount, or of the one of this number (from 1); raises SettingError beyond the last."""
    if number is not None and not 1 <= number <= len(drafts):
        raise SettingError(f"there is no amount {number}; the text has {len(drafts)}")
    chosen = [(at, draft) for at, draft in enumerate(drafts, 1) if number in (None, at)]
    return "\n".join(_account(text, at, draft) for at, draft in chosen)


def _account(text: str, number: int, draft: Draft) -> str:
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
    return "\n".join(lines) + "\n"


def _show(text: str, candidate: Candidate) -> str:
    pieces = " … ".join(" ".join(text[start:end].split()) for start, end in candidate.pieces)
    project = candidate.project.text if candidate.project else "–"
    word = f"word {candidate.gap} away" if candidate.gap < 99 else "no word"
    return f"{candidate.rule.id} ({candidate.rule.kind})  {project}  [{word}, project {candidate.reach} away]  {pieces}"
