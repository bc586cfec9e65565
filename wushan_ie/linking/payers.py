"""The actors of an amount: who pays, gives, lends, earns, as the sentence says or leaves to be understood."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from wushan_ie.linking.anaphors import Anaphors, opening
from wushan_ie.linking.drafts import Draft
from wushan_ie.linking.restore import VERBLESS
from wushan_ie.records import Mention

_JOINED = re.compile(r"[、和与及]|以及|会同|联合|、?及其")
_BEHIND = re.compile(r"[，,]?(?:资金)?(?:已|全部|均)?(?:由|来自|系由|出自)")
_EACH = re.compile(r"分别|各自|各")
_TELLS = re.compile(r"[^，。：；“”\n]{1,10}[：:]")
_RECEIVES = re.compile(r"(?:共|已|累计|本级|今年)*(?:接收|接受|收到|获捐|获赠|获得捐)")
_ONE_OF_THEM = re.compile(r"最[多大小少高低].{0,2}[一者]")  # 最小一笔 is another one's
_INVITED = re.compile(r"(?:请来|请到|邀请|聘请|引进|拜访|走访)[^，。]*$")
_USE = 8  # characters in which a name's verb says that it uses the money: 由市公交公司按里程申领
_FROM = 4  # characters between who gives and the amount that is received: 争取到县慈善会资金40万元
_MYSELF = re.compile(r"我|俺|咱")
_COUNTED = r"(?:[0-9０-９.．]*[万千百]?[余多]?[户名个位家各全该本两几]?|[一二三四五六七八九十百千]{1,4}[户名个位家])"
_TITLE = 14  # characters of a title between an organization and its officer
_NEAR_CLAUSE = 60  # characters between a subject and its amount
_NEAR_SENTENCE = 12  # characters of a sentence before an amount whose payer the sentence before names


class Payers:
    """Finds actors; compiled once from ``rules/tables/linking.toml``."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        self._works = tuple(table["topic"]["works"])
        payer = table["payer"]
        self._not_after = tuple(payer["not_after"])
        self._lender_after = tuple(payer["lender_after"])
        self._speaks = tuple(payer["speaks"])
        self._nameless = re.compile(rf"[，,；;。：:、]{_COUNTED}(?P<who>{_any(payer['nameless']).pattern})")
        self._reports = tuple(payer["reports"])
        self._without = frozenset(payer["rules_without_payer"])
        self._uses = tuple(payer["uses"])
        self._own = frozenset(payer["own_kinds"])
        self._not_own = _any(payer["not_own"])
        self._lends_to = _any(payer["lends_to"])
        self._anaphors = _any(payer["anaphors"])
        self._kinds = frozenset(payer["kinds"])
        self._of_things = frozenset(payer["rules_of_things"])
        self._standing_for = Anaphors(payer["stand_for"])
        self._experts = {"LOAN": tuple(payer["lenders"]), "OTHER": tuple(payer["insurers"])}
        self._of_firm = _any(payer["of_firm"])
        self._causes = re.compile(rf"(?:[还并再又积极主动大力共先后]*)(?:{_any(payer['causes']).pattern})")
        self._caused = frozenset(payer["caused"])
        self._insured = _any(payer["insured"])
        self._given_to = tuple(payer["given_to"])
        self._given_from = tuple(payer["given_from"])

    def fill(self, text: str, drafts: Sequence[Draft], names: Sequence[Mention], places: Sequence[Mention]) -> None:
        """Set the actors of drafts that have none; ``names`` are ORG and PERSON mentions, both sorted."""
        last: Draft | None = None
        for draft in drafts:
            if not self._may_have_actor(draft):
                continue
            if not draft.actors:
                near = last if last is not None and _is_near(last, draft) else None
                draft.actors = self._find(text, draft, near, names, places)
            last = draft
        _share_out(text, drafts)

    def _may_have_actor(self, draft: Draft) -> bool:
        if draft.rule == "threshold-of-things":
            return False
        if draft.kind == "PRICE":
            return bool(draft.project) and draft.project is not None and draft.project.start > draft.amount.end
        return draft.kind in self._kinds

    def _find(
        self, text: str, draft: Draft, last: Draft | None, names: Sequence[Mention], places: Sequence[Mention]
    ) -> tuple[Mention, ...]:
        start, amount = draft.sentence[0], draft.amount
        behind = _BEHIND.match(text, amount.end)
        if behind is not None:
            found = [one for one in names if behind.end() <= one.start <= behind.end() + 2]
            if found and not any(word in text[found[0].end : found[0].end + _USE] for word in self._uses):
                return _run(text, found[0], names)
        if draft.rule in self._without:
            return ()
        caused = self._caused_from(text, draft)
        if caused is not None:
            doers = [one for one in names if caused <= one.start <= caused + 2]
            return _run_from(text, doers[0], names) if doers else ()
        floor = start if last is None or last.sentence != draft.sentence else last.amount.end
        meant = self._standing_for.find(text, floor, amount.start, names)
        speaker: Mention | None = None
        for run in _runs(text, self._eligible(text, draft, floor, names)):
            if meant is not None and run[-1].end <= meant[0]:
                break
            if self._is_speaker(text, run[-1], amount):
                speaker = run[0]
            elif self._pays(text, run, draft) and not self._is_of_speaker(text, run[-1], speaker, amount):
                return () if self._another(text, run[-1].end, amount.start, names, places) else run
        if meant is not None:
            return (meant[1],)
        said = self._said_afterwards(text, draft, floor, names)
        return said or self._inherited(text, draft, last, floor, [*names, *places])

    def _caused_from(self, text: str, draft: Draft) -> int | None:
        """Where those stand who are made to act: 推动|17个帮扶集团采购30万元, 发动|职工捐款2万元."""
        if draft.kind not in self._caused:
            return None
        clause = max(draft.sentence[0], *(text.rfind(sign, 0, draft.amount.start) + 1 for sign in "，,；;"))
        found = self._causes.match(text, clause, draft.amount.start)
        return None if found is None else found.end()

    def _another(self, text: str, start: int, end: int, names: Sequence[Mention], places: Sequence[Mention]) -> bool:
        """Whether a subject without a name opens a clause between the offsets: 县里拿出, 20户村民集资, 渠阳县投入."""
        for found in self._nameless.finditer(text, start, end):
            if not any(one.start <= found.end("who") - 1 < one.end for one in names):
                return True
        return _place_subject(text, start, end, places)

    def _eligible(self, text: str, draft: Draft, floor: int, names: Sequence[Mention]) -> list[Mention]:
        """Names behind ``floor``; where banks stand beside borrowers, or insurers beside farmers, only those."""
        amount = draft.amount.start
        experts = self._experts.get(draft.kind)
        if experts and (draft.kind == "LOAN" or self._insured.search(text, floor, draft.amount.end + _USE)):
            first = opening(text, amount)
            found = [one for one in names if first <= one.start and one.end <= amount and one.text.endswith(experts)]
            if found:
                return found
        return [one for one in names if floor <= one.start and one.end <= amount]

    def _is_speaker(self, text: str, name: Mention, amount: Mention) -> bool:
        """Whether a person only tells of the amount: 会长王林列出清单：…; 王林说：“我…” tells of himself."""
        if name.label != "PERSON":
            return False
        told = _TELLS.match(text, name.end, amount.start)
        if told is not None and _MYSELF.search(text, told.end(), amount.start):
            return False
        return told is not None or text.startswith(self._speaks, name.end)

    def _is_of_speaker(self, text: str, name: Mention, speaker: Mention | None, amount: Mention) -> bool:
        """Whether a name only says whose officer speaks, of something else: 县农业局局长王林说，果酒产值…"""
        if speaker is None or speaker.start - name.end > _TITLE:
            return False
        told = text[speaker.end : amount.start]
        return not ("：" in told and "：“" not in told) and self._anaphors.search(told) is None

    def _said_afterwards(self, text: str, draft: Draft, floor: int, names: Sequence[Mention]) -> tuple[Mention, ...]:
        """“今年收入20万元。”王林说: who speaks of his own income is named behind the quotation."""
        opened = text.rfind("“", max(0, draft.amount.start - _NEAR_CLAUSE), draft.amount.start)
        closed = text.find("”", draft.amount.end, draft.amount.end + _NEAR_CLAUSE)
        if draft.kind not in self._own or opened < 0 or closed < 0 or "”" in text[opened : draft.amount.start]:
            return ()
        if "\n" in text[opened:closed] or self._not_own.search(text, max(floor, opened), draft.amount.start):
            return ()
        return tuple(one for one in names if closed < one.start <= closed + 2 and one.label == "PERSON")[:1]

    def _pays(self, text: str, run: tuple[Mention, ...], draft: Draft) -> bool:
        first, last = run[0], run[-1]
        before = text[max(0, first.start - 4) : first.start]
        behind = text[last.end : last.end + 4]
        if draft.kind == "LOAN" and before.endswith(self._lender_after) and last.label == "ORG":
            return not (before.endswith("向") and self._lends_to.match(behind))
        if draft.project is not None and draft.project.start <= first.start and last.end < draft.project.end:
            return False  # 大陈农贸市场 in 大陈农贸市场改造项目
        if before.endswith(self._given_from) and draft.amount.start - last.end <= _FROM:
            return True
        if before.endswith(self._given_to):
            return False
        if _INVITED.search(text, max(draft.sentence[0], first.start - _USE * 2), first.start):
            return False
        if before.endswith(self._not_after) or draft.amount.start - last.end > _NEAR_CLAUSE:
            return False
        if behind.startswith(self._works):
            return False
        return not behind.startswith(self._reports) and _RECEIVES.match(text, last.end) is None

    def _inherited(
        self, text: str, draft: Draft, last: Draft | None, floor: int, others: Sequence[Mention]
    ) -> tuple[Mention, ...]:
        """A payer left unsaid is that of the amount before, unless somebody else is named or the kind differs."""
        clause = text[floor : draft.amount.start]
        if last is None or not last.actors or _ONE_OF_THEM.search(clause):
            return ()
        goes_on = last.sentence != draft.sentence and text[draft.sentence[0] - 1 : draft.sentence[0]] in ("；", ";")
        if last.sentence != draft.sentence and not goes_on:
            if (
                draft.rule in VERBLESS
                or self._anaphors.search(clause) is None
                or last.kind != draft.kind
                or len(clause) > _NEAR_SENTENCE
                or draft.rule in self._of_things
            ):
                return ()
        elif goes_on and len(clause) > _NEAR_CLAUSE // 2 and self._anaphors.search(clause) is None:
            return ()
        elif last.kind == "LOAN" != draft.kind and last.actors[0].label == "ORG" and not self._of_firm.search(clause):
            return ()  # the lender earns nothing of what is done with a loan
        anaphor = self._anaphors.search(clause) is not None
        names, places = [one for one in others if one.label != "GPE"], [one for one in others if one.label == "GPE"]
        if not anaphor and self._another(text, max(0, floor - 1), draft.amount.start, names, places):
            return ()
        return last.actors if anaphor or len(clause) <= _NEAR_CLAUSE else ()


def without_works(names: Sequence[Mention], projects: Sequence[Mention], works: Sequence[str]) -> list[Mention]:
    """Return the names that are not within the name of works: 某小学 in 某小学道路提升项目 pays nothing.

    Both are sorted, and ``projects`` are disjoint.
    """
    ends = tuple(works)
    kept = []
    for one in names:
        at = bisect_right(projects, one.start, key=lambda project: project.start) - 1
        inside = at >= 0 and one.end < projects[at].end and projects[at].text.endswith(ends)
        if not inside:
            kept.append(one)
    return kept


def _any(words: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, words), key=len, reverse=True)))


def _is_near(last: Draft, draft: Draft) -> bool:
    return last.sentence == draft.sentence or 0 <= draft.sentence[0] - last.sentence[1] <= 1


def _place_subject(text: str, start: int, end: int, places: Sequence[Mention]) -> bool:
    """Whether a place opens a clause between the offsets: 渠阳县计划投入."""
    return any(start < one.start < end and text[one.start - 1] in "，。；：\n 　" for one in places)


def _runs(text: str, names: Sequence[Mention]) -> Iterator[tuple[Mention, ...]]:
    """Yield the coordinations among names, the last one first."""
    end = len(names)
    while end:
        run = _run(text, names[end - 1], names[:end])
        yield run
        end -= len(run)


def _run(text: str, name: Mention, names: Sequence[Mention]) -> tuple[Mention, ...]:
    """Return the coordination that ends with ``name``: 县财政局、县教育局."""
    place = names.index(name)
    run = [name]
    while place and _JOINED.fullmatch(text, names[place - 1].end, run[0].start):
        place -= 1
        run.insert(0, names[place])
    return tuple(run)


def _run_from(text: str, name: Mention, names: Sequence[Mention]) -> tuple[Mention, ...]:
    """Return the coordination that begins with ``name``."""
    run = [name]
    for one in names[names.index(name) + 1 :]:
        if not _JOINED.fullmatch(text, run[-1].end, one.start):
            break
        run.append(one)
    return tuple(run)


def _share_out(text: str, drafts: Sequence[Draft]) -> None:
    """A、B、C分别投入x、y、z: as many amounts as names, one to one."""
    for index, draft in enumerate(drafts):
        count = len(draft.actors)
        group = drafts[index : index + count]
        if count < 2 or len(group) < count or any(one.sentence != draft.sentence for one in group):
            continue
        cue = text[draft.actors[-1].end : draft.amount.start]
        gaps = [text[one.amount.end : after.amount.start] for one, after in itertools.pairwise(group)]
        if _EACH.search(cue) and draft.amount.start > draft.actors[-1].end and all(len(gap) <= 2 for gap in gaps):
            for one, actor in zip(group, draft.actors, strict=True):
                one.actors = (actor,)
