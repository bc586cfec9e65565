"""The actors of an amount: who pays, gives, lends, earns, as the sentence says or leaves to be understood."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from wushan_ie.linking.anaphors import Anaphors
from wushan_ie.linking.clauses import clause, opening
from wushan_ie.linking.coordinations import run_from, runs, share_out, within
from wushan_ie.linking.drafts import Draft
from wushan_ie.linking.payments import BEHIND, BUILDS, WINNER, WON, is_anothers, is_named_behind, is_share_of_gift
from wushan_ie.linking.restore import VERBLESS
from wushan_ie.linking.roles import Roles, is_brought
from wushan_ie.records import Mention
from wushan_ie.rulebook.choices import one_of

_MYSELF = re.compile(r"[我俺咱](?!们|县|市|省|区|镇|乡|村|国|行|局|院|校)")
# 县民政局按每户2000元的标准发放, 由市总工会每个补助5000元: who pays by it
_BY_STANDARD = re.compile(r"[按以][^，。；]{0,8}$|由[^，。；]{3,20}每.{1,3}[补奖资]助?$")
_COUNTED = r"(?:[0-9０-９.．]*[万千百]?[余多]?[户名个位家各全该本两几]?|[一二三四五六七八九十百千]{1,4}[户名个位家])"
_WHICH = "(?:一线|本地|当地|周边|普通|全体|广大|贫困|困难|留守)"
_MANY = re.compile(r"[0-9]+[余多]?[家个名户所支位](?!项目|工程|标段|月|季度|年|小时)")  # 13家卫生院合计收入9650万元
_USE = 8  # characters in which a name's verb says that it uses the money: 由市公交公司按里程申领
_NEAR_CLAUSE = 60  # characters between a subject and its amount
_NEAR_SENTENCE = 12  # characters of a sentence before an amount whose payer the sentence before names
_TITLE = 14  # characters of a title between an organization and its officer who speaks
_AFTER = 16  # characters between a quotation and who said it: ”塔孜洪乡牧民吐尔逊说
_OWN_PEOPLE = re.compile(
    "全体|广大|本单位|党员|干部|职工|员工|会员|师生|志愿者"
)  # 工会发动职工捐款 is given by the union
# 投入研发3150万元，少缴税787万元
_SAVES = re.compile("，?(?:比[^，。]{1,6})?(?:可|共|因此)?(?:少|省|节|减|审减|核减|压减)")
_GOES_ON = 30  # characters behind ； before an amount whose payer the clause before names
_PLACE_OPENS = "，。；：\n 　"


@dataclass(frozen=True, slots=True)
class Names:
    """The organizations and persons that may pay, and the places; sorted."""

    payers: Sequence[Mention]
    places: Sequence[Mention]


class Payers:
    """Finds actors; compiled once from ``rules/tables/linking.toml``."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        payer = table["payer"]
        self._nameless = re.compile(rf"[，；。：、](?:某|{_WHICH}?{_COUNTED}(?P<who>{one_of(payer['nameless'])}))")
        self._without = frozenset(payer["rules_without_payer"])
        self._uses = re.compile(one_of(payer["uses"]))
        self._own = frozenset(payer["own_kinds"])
        self._not_own = re.compile(one_of(payer["not_own"]))
        self._anaphors = re.compile(one_of(payer["anaphors"]))
        self._roles = Roles(payer, table["topic"]["works"], self._anaphors)
        self._kinds = frozenset(payer["kinds"])
        self._of_things = frozenset(payer["rules_of_things"])
        self._standing_for = Anaphors(payer["stand_for"])
        self._experts = {"LOAN": tuple(payer["lenders"]), "OTHER": tuple(payer["insurers"])}
        self._of_firm = re.compile(one_of(payer["of_firm"]))
        self._causes = re.compile(rf"[还并再又积极主动大力共先后]*(?:{one_of(payer['causes'])})")
        self._caused = frozenset(payer["caused"])
        self._insured = re.compile(one_of(payer["insured"]))
        self._receives = re.compile(one_of(payer["receives"]))

    def fill(self, text: str, drafts: Sequence[Draft], names: Names) -> None:
        """Set the actors of drafts that have none."""
        last: Draft | None = None
        for draft in drafts:
            if not self._may_have_actor(text, draft, last):
                continue
            if not draft.actors:
                near = last if last is not None and _is_near(last, draft) else None
                draft.actors = self._find(text, draft, near, names)
            last = draft
        share_out(text, drafts)

    def _may_have_actor(self, text: str, draft: Draft, last: Draft | None) -> bool:
        if draft.rule == "threshold-of-things":
            return False
        if draft.kind == "PRICE":
            if self._by_standard(text, draft) or WINNER.match(text, draft.amount.end) is not None:
                return True
            return last is not None and is_share_of_gift(text, last, draft)
        return draft.kind in self._kinds

    def _by_standard(self, text: str, draft: Draft) -> bool:
        start = clause(text, draft.sentence[0], draft.amount.start)
        return _BY_STANDARD.search(text, start, draft.amount.start) is not None

    def settle(self, text: str, drafts: Sequence[Draft], names: Names) -> None:
        """Take the payers from amounts that have turned out as prices, and find those of prices that are none."""
        turned = []
        for index, draft in enumerate(drafts):
            if draft.notes and draft.notes[-1] == "kind-weighed":
                turned.append(draft)
                last = drafts[index - 1] if index else None
                if draft.kind == "PRICE" and not self._may_have_actor(text, draft, last):
                    draft.actors = ()
        if any(not draft.actors and draft.kind in self._kinds for draft in turned):
            self.fill(text, drafts, names)

    def _find(self, text: str, draft: Draft, last: Draft | None, names: Names) -> tuple[Mention, ...]:
        amount = draft.amount
        behind = BEHIND.match(text, amount.end)
        if behind is not None:
            found = run_from(text, within(names.payers, behind.end(), behind.end() + _NEAR_CLAUSE))
            near = bool(found) and found[0].start <= behind.end() + 2
            if not near and text.startswith("由", behind.end() - 1):
                return ()  # 其余18万元由村民自筹
            if near and self._uses.search(text, found[0].end, found[0].end + _USE) is None:
                return found
        won = WINNER.match(text, amount.end) if draft.kind in WON else None
        if won is not None:
            found = run_from(text, within(names.payers, won.end(), won.end() + _NEAR_CLAUSE))
            if found and found[0].start == won.end():
                return found
        floor = draft.sentence[0] if last is None or last.sentence != draft.sentence else last.amount.end
        if draft.rule in self._without:
            return self._right_before(text, amount, within(names.payers, floor, amount.start))
        start = clause(text, draft.sentence[0], amount.start)
        caused = self._caused_from(text, draft, start, within(names.payers, start, amount.start))
        if caused is not None:  # 推动|17个帮扶集团采购30万元, 发动|职工捐款2万元: they act
            return run_from(text, within(names.payers, caused, amount.start))
        if draft.kind == "SAVE" and _SAVES.match(text, start) is None:
            floor = max(floor, start)  # who saves is said in the clause, or pays in the one before
        return self._before(text, draft, last, names, floor)

    def _caused_from(self, text: str, draft: Draft, start: int, names: Sequence[Mention]) -> int | None:
        """Where those begin who are made to act, by the subject of the clause or one before it."""
        if draft.kind not in self._caused:
            return None
        for place in (start, *(one.end for one in names)):
            found = self._causes.match(text, place, draft.amount.start)
            if found is not None and _OWN_PEOPLE.match(text, found.end()) is None:
                return found.end()
        return None

    def _before(self, text: str, draft: Draft, last: Draft | None, names: Names, floor: int) -> tuple[Mention, ...]:
        """Who is named before an amount, behind ``floor``; else who is meant or left unsaid there."""
        amount = draft.amount
        meant = self._standing_for.find(text, floor, amount.start, names.payers)
        speaker: Mention | None = None
        for run in runs(text, self._eligible(text, draft, floor, names.payers)):
            if last is not None and run == last.actors and is_named_behind(text, last):
                continue  # 420万元，由甲局实施；乙项目180万元
            if meant is not None and run[-1].end <= meant[0]:
                break
            if self._roles.is_speaker(text, run[-1], amount):
                if self._tells_own(text, draft, run[-1]):
                    return run
                speaker = run[0]
            elif self._is_payer(text, run, draft, speaker):
                return () if self._another(text, run[-1].end, amount.start, names) else run
        if meant is not None:
            return (meant[1],)
        if draft.kind == "SAVE" and _SAVES.match(text, floor, amount.start) is None:
            return ()
        found = self._of_quotation(text, draft, names.payers) or self._inherited(text, draft, last, floor, names)
        return found or self._lender_behind(text, draft, names.payers)

    def _lender_behind(self, text: str, draft: Draft, names: Sequence[Mention]) -> tuple[Mention, ...]:
        """争取贷款8亿元，国开行已放款2亿元: who lends may be named in the next clause only."""
        end = draft.amount.end
        if draft.kind != "LOAN" or not text.startswith("，", end):
            return ()
        behind = within(names, end, end + _NEAR_CLAUSE)[:1]
        return tuple(one for one in behind if one.start == end + 1 and one.text.endswith(self._experts["LOAN"]))

    def _is_payer(self, text: str, run: tuple[Mention, ...], draft: Draft, speaker: Mention | None) -> bool:
        """Whether names pay; those whose officer speaks do if he speaks for them."""
        if self._roles.is_of_speaker(text, run[-1], speaker, draft.amount):
            return False
        speaks_for = speaker is not None and speaker.start - run[-1].end <= _TITLE and run[-1].label == "ORG"
        return speaks_for or self._roles.pays(text, run, draft)

    def _tells_own(self, text: str, draft: Draft, name: Mention) -> bool:
        """Whether a speaker tells of his own earnings: no officer, and nobody else in between."""
        own = draft.kind in self._own and self._roles.is_plain(text, name)
        return own and self._not_own.search(text, name.end, draft.amount.start) is None

    def _right_before(self, text: str, amount: Mention, names: Sequence[Mention]) -> tuple[Mention, ...]:
        """某公司总投资8000万元的项目: a total is of a project, but for a name right before it, or who builds it."""
        run = next(runs(text, names), ())
        is_firm = bool(run) and run[-1].label == "ORG"
        if is_firm and (is_brought(text, run) or BUILDS.match(text, run[-1].end) is not None):
            return run
        near = bool(run) and amount.start - run[-1].end <= _USE and text.startswith("的", amount.end)
        return run if near else ()

    def _another(self, text: str, start: int, end: int, names: Names) -> bool:
        """Whether a subject without a name opens a clause between the offsets: 县里拿出, 20户村民集资, 渠阳县投入."""
        for found in self._nameless.finditer(text, start, end):
            who = found.end()
            if not any(one.start < who <= one.end for one in within(names.payers, start, end)):
                return True
        if (own := clause(text, start, end)) > start and _MANY.match(text, own, end) is not None:
            return True
        return any(text[one.start - 1] in _PLACE_OPENS for one in within(names.places, start + 1, end))

    def _eligible(self, text: str, draft: Draft, floor: int, names: Sequence[Mention]) -> Sequence[Mention]:
        """Names behind ``floor``; where banks stand beside borrowers, or insurers beside farmers, only those."""
        amount = draft.amount.start
        experts = self._experts.get(draft.kind)
        if experts and (draft.kind == "LOAN" or self._insured.search(text, floor, draft.amount.end + _USE)):
            found = [one for one in within(names, opening(text, amount), amount) if one.text.endswith(experts)]
            if found:
                return found
        return within(names, floor, amount)

    def _of_quotation(self, text: str, draft: Draft, names: Sequence[Mention]) -> tuple[Mention, ...]:
        """“今年收入20万元。”王林说: who speaks of his own is named behind the quotation, or, saying 我, before it."""
        amount = draft.amount
        opened = text.rfind("“", max(0, amount.start - _NEAR_CLAUSE), amount.start)
        closed = text.find("”", amount.end, amount.end + _NEAR_CLAUSE)
        if draft.kind not in self._own or opened < 0 or closed < 0 or "”" in text[opened : amount.start]:
            return ()
        if "\n" in text[opened:closed] or self._not_own.search(text, max(draft.sentence[0], opened), amount.start):
            return ()
        after = within(names, closed, closed + _NEAR_CLAUSE)
        said = [one for one in after if one.start <= closed + _AFTER and one.label == "PERSON"][:1]
        said = [one for one in said if not self._not_own.search(text, closed, one.start) or one.start <= closed + 2]
        by_himself = _MYSELF.search(text, opened, amount.start) is not None
        if draft.kind in ("LOAN", "DONATE") and not by_himself:
            return ()
        if not said and by_himself:
            before = within(names, opening(text, opening(text, opened - 1) - 1), opened)
            said = [one for one in before if one.label == "PERSON"][-1:]
        return tuple(said)

    def _inherited(self, text: str, draft: Draft, last: Draft | None, floor: int, names: Names) -> tuple[Mention, ...]:
        """A payer left unsaid is that of the amount before, unless somebody else is named or the kind differs."""
        between = text[floor : draft.amount.start]
        if last is None or not last.actors or is_anothers(text, last, draft):
            return ()
        anaphor = self._anaphors.search(between) is not None
        if last.sentence != draft.sentence and text[draft.sentence[0] - 1 : draft.sentence[0]] != "；":
            goes_on = anaphor and last.kind == draft.kind and len(between) <= _NEAR_SENTENCE
            if not goes_on or draft.rule in VERBLESS or draft.rule in self._of_things:
                return ()
        elif last.sentence != draft.sentence and len(between) > _GOES_ON and not anaphor:
            return ()
        elif last.kind == "LOAN" != draft.kind and last.actors[0].label == "ORG" and not self._of_firm.search(between):
            return ()  # the lender earns nothing of what is done with a loan
        is_given = self._receives.search(between) is not None  # 省财政厅下达补助8亿元，我市6县分别获得3711万元
        if not anaphor and not is_given and self._another(text, max(0, floor - 1), draft.amount.start, names):
            return ()
        return last.actors if anaphor or len(between) <= _NEAR_CLAUSE else ()


def _is_near(last: Draft, draft: Draft) -> bool:
    return last.sentence == draft.sentence or 0 <= draft.sentence[0] - last.sentence[1] <= 1
