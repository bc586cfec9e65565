"""What stands around a figure decides whether it is a mention, of which label, and how exact it is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from wushan_ie.recognition.number_grammar import NumberGrammar, Unit
from wushan_ie.recognition.numerals import Figure

_CLAUSE_END = re.compile(r"[，。；！？、,;!?\s）)”」]|\Z")
_STAGE = re.compile(r"工程|项目|建设|间|末|刊|货|限|权|望|待")
_LEVEL_AFTER = re.compile(r"机制|联动|书记|信息|网络|网格|体系|调解|管理|干部|河长|林长|党组织|财政|配套")
_RANKS = ("调研员", "主任科员", "巡视员", "高级", "警", "检察官", "法官", "主办", "教师", "岗", "职员", "演员", "社会")
_EACH = re.compile(r"每[^，。；\n]{2,6}\Z")  # 每旬调度|一次
_COUNTED_TERM = re.compile(r"[分共办了训展]\Z|举办|培训")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """A text, the same with folded widths, and the grammar that reads both."""

    text: str
    folded: str
    grammar: NumberGrammar

    def sense_before(self, start: int) -> tuple[str, str] | None:
        """Return the approximator that touches a figure in front, with its sense; None for 签约5个, 最近3年."""
        before = self.folded[max(0, start - 5) : start]
        for word, sense in self.grammar.before.get(before[-1:], ()):
            if before.endswith(word):
                blocked = self.grammar.not_within.get(word, ())
                return None if before.endswith(blocked) else (word, sense)
        return None

    def is_in_name(self, start: int, end: int) -> bool:
        """Whether a short quotation without punctuation (“六个聚焦”) or a title (《…》) holds the figure."""
        text = self.text
        opening = text.rfind("“", max(0, start - 12), start)
        if opening >= 0 and text.find("”", opening, start) < 0:
            closing = text.find("”", end, end + 12)
            if closing >= 0 and not any(sign in text[opening:closing] for sign in "，。！？；,：:元"):
                return True
        opening = text.rfind("《", max(0, start - 40), start)
        if opening < 0 or text.find("》", opening, start) >= 0:
            return False
        return text.find("》", end, end + 40) >= 0

    def is_bare_money(self, start: int, end: int, run: str) -> bool:
        """Whether a figure without a unit is money: 捐赠20万, 贷了六万五."""
        is_spoken = len(run) > 2 and run[-2] in "万亿千" and run[-1] in "一二三四五六七八九"
        is_thousand = run[-1] == "千" and len(run) > 1 and run[0] not in "0123456789"  # 借了八千，
        if run[-1] not in "万亿" and not is_spoken and not is_thousand:
            return False
        sense = self.sense_before(start)
        before = self.folded[max(0, start - 10) : start - (len(sense[0]) if sense else 0)]
        is_last = _CLAUSE_END.match(self.folded, end) is not None
        if self.grammar.bare_context.search(before):
            return is_last or not is_thousand
        if is_last and run[-1] in "万亿" and self.grammar.bare_at_end.search(before):
            return True
        if not is_spoken or run[0] in "0123456789" or not is_last:
            return False
        return run[-2] == "万" or sense is not None

    def shared_unit(self, match: re.Match[str], unit: Unit, money_end: int | None) -> Unit:
        """块, 毛, 角, 分 are money behind another part of an amount, in a rate, or at the end of a clause.

        ``money_end`` is where the last MONEY mention ends.
        """
        start, end = match.start(), match.end("unit")
        window = self.folded[max(0, start - 16) : start]
        in_rate = match["rate"] is not None or self.grammar.per_before.search(window) is not None
        if money_end == start or in_rate or match["odd"] or match["run"].endswith("把"):
            return unit
        counted = Unit("QUANTITY", match["unit"], Decimal(1), "shared")
        if " " in self.folded[match.end("run") : end] or match["unit"] == "分":
            return counted
        at_end = _CLAUSE_END.match(self.folded, end) is not None or match["tail"] == "多"
        at_end = at_end or (
            match["unit"] == "块"
            and match["run"] != "一"
            and self.grammar.behind_shared.match(self.folded, end) is not None
        )
        in_change = money_end is not None and start - money_end <= 8
        return unit if at_end or in_change or self.grammar.per_after.match(self.folded, end) else counted

    def counts_one(self, start: int, figure: Figure, unit: str) -> bool:
        """Whether 一 before this unit is a number: 一亩, 一年下来, 每旬调度一次, 新建一座水厂; not 一座美丽的小城."""
        if figure.approx or unit in self.grammar.counts_one:
            return True
        if unit in self.grammar.lengths:
            one_of_several, idioms = self.grammar.not_a_length
            end = start + 1 + len(unit)
            return not (self.folded.endswith(one_of_several, 0, start) or self.folded.startswith(idioms, end))
        if unit == "次":
            return _EACH.search(self.folded, max(0, start - 8), start) is not None
        before = self.folded[max(0, start - 4) : start].rstrip("了起好成")
        return unit in self.grammar.made_by_one and before.endswith(self.grammar.makes)

    def counts(self, match: re.Match[str], run: str, unit: Unit) -> bool:
        """Whether the figure and this unit make a mention at all."""
        name, is_digital = unit.name, run[0] in "0123456789"
        if unit.kind == "currency":
            return self._counts_money(match, run, is_digital)
        if unit.kind == "percent":
            return True
        if name == "年":  # 2023年 is a date, 百年 a figure of speech
            is_year = is_digital and len(run) == 4 and "1900" <= run <= "2099"
            return not is_year and run not in ("百", "千", "万", "零")
        if run == "零":  # 零件
            return False
        if not run.strip("百千万亿"):
            is_base = self.folded[match.start() - 1 : match.start()] == "每"  # 每百斤127元
            is_many = name in self.grammar.bare_multiplier or match["more"] is not None  # 百余人
            is_many = is_many or self.sense_before(match.start()) is not None
            return is_many and not is_base
        if unit.kind == "shared":
            return name == "块" or (name == "分" and is_digital)
        if unit.kind == "noun" and name not in self.grammar.digits_only:
            return is_digital or run[-1] in "千万亿"
        return unit.kind == "measure" or self._counts_things(match, run, unit, is_digital)

    def _counts_things(self, match: re.Match[str], run: str, unit: Unit, is_digital: bool) -> bool:
        name = unit.name
        before = self.folded[max(0, match.start() - 4) : match.start()]
        following = self.folded[match.end("unit") : match.end("unit") + 4]
        if name in ("名", "位") and (before.endswith("前") or following.startswith(("数", "于"))):
            return False
        if name in self.grammar.digits_only:
            is_road = unit.kind == "noun" and following.startswith("道")  # 221省道
            return is_digital and not is_road and not following.startswith(("于", "数"))
        if name == "期":
            is_many = run.isdecimal() and int(run) > 3
            return not _STAGE.match(following) and (is_many or bool(_COUNTED_TERM.search(before)))
        if name == "级":
            is_rank = following.startswith(_RANKS)  # 党组成员、三级调研员
            return not is_rank and (before[-1:] in tuple("、乡村县市镇") or bool(_LEVEL_AFTER.match(following)))
        return run != "二"  # 二次创业, 二期: Chinese counts with 两

    def _counts_money(self, match: re.Match[str], run: str, is_digital: bool) -> bool:
        following = self.folded[match.end("unit") : match.end("unit") + 1]
        if match["sign"] or is_digital:
            return True
        if not run.strip("百千万亿"):
            if run in ("百万", "千万", "百亿", "千亿", "万亿"):
                return True
            # 亿元以上产业项目, 6个亿元特色产业; 亿元 alone is the unit of a table
            before = self.folded[match.start() - 1 : match.start()]
            is_figure = match["after"] is not None or before in tuple("达过破个")
            return is_figure or self.sense_before(match.start()) is not None
        return not (match["unit"] == "元" and len(run) == 1 and following and following in self.grammar.not_before)
