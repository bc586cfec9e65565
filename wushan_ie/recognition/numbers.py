"""MONEY, QUANTITY and PERCENT mentions of a text in one pass."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from wushan_ie.recognition.number_contexts import Surroundings
from wushan_ie.recognition.number_grammar import NumberGrammar, Unit, fold
from wushan_ie.recognition.numerals import Figure, approximate, exact, more_than, parse_numeral, parse_range, plain
from wushan_ie.records import Amount, Mention

_BETWEEN = re.compile(r"[ ]?(?:[-‐–－~～〜至到]|—{1,2})[ ]?")  # 500元至1000元
_RULES = {"MONEY": "number-money", "QUANTITY": "number-quantity", "PERCENT": "number-percent"}
_CHANGE = re.compile(r"[^，。；！？\n]{0,4}[降涨提增升调跌回][^，。；！？\n]{0,3}[到至为]")  # 每斤8角降到2角
_OF_A_THING = re.compile(r"[0-9.一二三四五六七八九十百千两余多几]{1,8}[万亿]元的")
# 每斤6元，比地头价高2元; 保费每亩60元，其中农户自缴12元
_OF_THE_SAME = re.compile(
    r"[，,][比较][^，。；！？\n]{1,14}[高低多少贵涨降增减跌][^，。；！？\n0-9一二三四五六七八九]{0,2}"
    r"|[，,](?:其中)?[^，。；！？\n]{0,4}(?:自缴|[只仅][需要]?[交出掏付]|自付|自掏)"
)
_SPAN_LIMIT = 32  # characters; a longer numeral is an identifier


def find_numbers(text: str, grammar: NumberGrammar, excluded: Sequence[tuple[int, int]]) -> list[Mention]:
    """Return the MONEY, QUANTITY and PERCENT mentions in text order; those that begin in ``excluded`` are left out.

    ``excluded`` are sorted, disjoint offsets of page furniture, figure numbers and the like.
    """
    return _Scan(text, grammar, excluded).run()


class _Reading(Struct, frozen=True, gc=False):
    """A figure with its unit, before the approximators around it are read."""

    label: str
    start: int
    end: int
    figure: Figure
    unit: str
    after: str | None
    rule: str
    per: str | None = None
    run: str = ""


class _Scan:
    """One pass over one text."""

    def __init__(self, text: str, grammar: NumberGrammar, excluded: Sequence[tuple[int, int]]) -> None:
        self.text = text
        self.folded = fold(text)
        self.grammar = grammar
        self.has_quotes = "“" in text or "《" in text
        self.around = Surroundings(text, self.folded, grammar)
        self.starts = [start for start, _ in excluded]
        self.ends = [end for _, end in excluded]
        self.found: list[Mention] = []
        self.rates: set[int] = set()  # where a rate's 一亩, 一天 begins
        self.articles: list[Mention] = []  # 一天, 一户: mentions only beside an amount

    def run(self) -> list[Mention]:
        for match in self.grammar.pattern.finditer(self.folded):
            if self._is_silent(match.start(), match.end()):
                continue
            if match["of"]:
                self._add_fraction(match)
            elif match["tenths"]:
                self._add_tenths(match)
            elif match["half_of"]:
                half = exact(Decimal("0.5"))
                self._add(_Reading("QUANTITY", *match.span(), half, match["half_unit"], None, "number-quantity"))
            elif match["unit"]:
                self._add_with_unit(match)
            else:
                self._add_bare(match)
        self._join_parts()
        self._keep_rate_articles()
        return self.found

    # what a match may become

    def _add_fraction(self, match: re.Match[str]) -> None:
        figure = parse_numeral(match["part"].strip("."))
        if figure is not None:
            factor = {"百": Decimal(1), "千": Decimal("0.1"), "万": Decimal("0.01")}[match["of"][0]]
            figure = figure.scaled(factor)
            self._add(_Reading("PERCENT", *match.span(), figure, "%", match["of_after"], "number-percent"))

    def _add_tenths(self, match: re.Match[str]) -> None:
        figure = parse_numeral(match["tenths"])
        if figure is None or (figure.high or 0) > 10:
            return
        figure = figure.scaled(Decimal(10))
        half = match["half"]
        if half == "多":
            figure = more_than(figure)
        elif half and figure.value is not None:
            add = Decimal(5) if half == "半" else _whole(half)
            figure = exact(figure.value + add)
        self._add(_Reading("PERCENT", *match.span(), figure, "%", match["tenths_after"], "number-percent"))

    def _add_with_unit(self, match: re.Match[str]) -> None:
        name = match["unit"]
        inner = name[1] if len(name) > 2 and name[1] in "多半" else ""
        unit = self.grammar.units[name.replace(inner, "", 1) if inner else name]
        start, run = match.start(), match["run"]
        figure = self._figure(match)
        if figure is None and match["to"]:
            start, run, figure = match.start("to"), match["to"], parse_numeral(_clean(match["to"]))
        if figure is None:
            return
        if name in self.grammar.shared and not match["sign"]:
            unit = self.around.shared_unit(match, unit, self._money_end())
        if not self.around.counts(match, run, unit):
            return
        figure = self._with_tail(match, figure, inner, unit)
        unit_name = unit.name
        if unit.label == "QUANTITY" and not inner:  # as written: 批(次), ｍ²
            behind = match.end("other") + 1 if match["other"] else match.end("unit")
            unit_name = self.text[match.start("unit") : behind]
        rate = match["rate"]
        per = rate[1:].replace("/", "每").replace("／", "每") if rate else None
        self._add(
            _Reading(unit.label, start, match.end(), figure, unit_name, match["after"], _RULES[unit.label], per, run)
        )

    def _add_bare(self, match: re.Match[str]) -> None:
        """A figure without a unit is money behind a sign or a word of money: ¥1200, 捐赠20万药品, 贷了六万五."""
        run = match["to"] or match["run"]
        figure = self._figure(match)
        if figure is None:
            return
        unit, end = "CNY", match.end()
        if match["sign"]:
            unit = self.grammar.prefixes[match["sign"]]
        elif not self.around.is_bare_money(match.start(), end, run):
            return
        if match["more"]:
            figure = more_than(figure)
        after = next((word for word in self.grammar.after if self.folded.startswith(word, end)), None)
        end += len(after or "")
        self._add(_Reading("MONEY", match.start(), end, figure, unit, after, "number-money-bare"))

    def _is_silent(self, start: int, end: int) -> bool:
        place = bisect_right(self.starts, start) - 1
        if place >= 0 and start < self.ends[place]:
            return True
        if self.grammar.silences.match(self.folded, start) is not None:
            return True
        return self.has_quotes and self.around.is_in_name(start, end)

    def _money_end(self) -> int | None:
        return self.found[-1].end if self.found and self.found[-1].label == "MONEY" else None

    # figures and spans

    def _figure(self, match: re.Match[str]) -> Figure | None:
        run = _clean(match["run"])
        if len(run) > _SPAN_LIMIT:
            return None
        if match["to"]:
            return parse_range(run, _clean(match["to"])) if len(match["to"]) <= _SPAN_LIMIT else None
        return parse_numeral(run)

    def _with_tail(self, match: re.Match[str], figure: Figure, inner: str, unit: Unit) -> Figure:
        tail, odd = match.group("tail", "odd")
        if (inner == "半" or tail == "半") and figure.value is not None:
            figure = exact(figure.value + Decimal("0.5"))
        if odd and figure.value is not None:
            figure = exact(figure.value + (Decimal(5) if odd == "半" else _whole(odd)) / 10)
        if unit.factor != 1:
            figure = figure.scaled(unit.factor)
        if match["more"] or inner == "多" or tail in ("多", "余"):
            figure = more_than(figure)
        return figure

    def _add(self, reading: _Reading) -> None:
        start, figure, unit = reading.start, reading.figure, reading.unit
        sense = self.around.sense_before(start)
        if sense is not None and not (sense[0] in ("上", "好") and reading.run[:1] not in tuple("十百千万亿几")):
            start -= len(sense[0])
            figure = approximate(figure, sense[1])
        if reading.after:
            figure = approximate(figure, self.grammar.after[reading.after])
        if unit in ("℃", "°C", "度", "摄氏度") and self.folded.startswith("零下", start - 2):
            start -= 2
            figure = figure.scaled(Decimal(-1))
            figure = replace(figure, low=figure.high, high=figure.low)
        per = reading.per
        if per is None and reading.label != "PERCENT":
            per = self._per(reading.label, start, reading.end)
        amount = Amount(figure.value, figure.low, figure.high, unit, figure.approx, per)
        mention = Mention(reading.label, start, reading.end, self.text[start : reading.end], reading.rule, amount)
        is_article = (
            reading.run == "一" and reading.label == "QUANTITY" and not self.around.counts_one(start, figure, unit)
        )
        (self.articles if is_article else self.found).append(mention)

    def _per(self, label: str, start: int, end: int) -> str | None:
        window = self.folded[max(0, start - 22) : start]
        if "每" in window or "均" in window or (label == "MONEY" and ("一" in window or "1" in window)):
            found = self.grammar.per_before.search(window)
            if found is not None:
                group = "per" if found["per"] else "beside"
                if found[group][0] in "一1" and _OF_A_THING.match(self.folded, start) is not None:
                    return None  # 一份30万元的订单
                self.rates.add(max(0, start - 22) + found.start(group))
                return found[group]
        if label != "MONEY":
            return None
        if (after := self.grammar.per_after.match(self.folded, end)) is not None:
            self.rates.add(after.start("per"))
            return after["per"]
        if self.found and self.found[-1].label == "MONEY":
            last = self.found[-1]
            per = last.amount.per if last.amount is not None else None
            if per and (
                _CHANGE.fullmatch(self.folded, last.end, start) or _OF_THE_SAME.fullmatch(self.folded, last.end, start)
            ):
                return per
        return None

    # across matches

    def _join_parts(self) -> None:
        """Join 3元 + 5角, and the ends of a range that both carry the unit: 500元至1000元."""
        joined: list[Mention] = []
        for mention in self.found:
            last = joined[-1] if joined else None
            if last is not None and last.label == mention.label and last.amount and mention.amount:
                amount = self._joined(last, mention, last.amount, mention.amount)
                if amount is not None:
                    text = self.text[last.start : mention.end]
                    joined[-1] = replace(last, end=mention.end, text=text, amount=amount)
                    continue
            joined.append(mention)
        self.found = joined

    def _joined(self, first: Mention, second: Mention, one: Amount, two: Amount) -> Amount | None:
        if one.unit != two.unit or one.value is None or two.value is None or second.start - first.end > 4:
            return None
        if first.end == second.start:
            if one.unit == "CNY" and two.value < 1 <= one.value and not one.approx:
                total = exact(plain(one.value + two.value))
                return Amount(total.value, total.low, total.high, one.unit, two.approx, one.per or two.per)
            return None
        is_range = _BETWEEN.fullmatch(self.folded, first.end, second.start) is not None
        if (
            not is_range
            or one.approx
            or one.value >= two.value
            or self.text[first.start - 1 : first.start] in tuple("从由")
        ):
            return None
        return Amount(None, one.value, two.value, one.unit, two.approx, one.per or two.per)

    def _keep_rate_articles(self) -> None:
        """Keep 一天, 一斤 where they count: a rate's base (一天流水四千多块, 五六块一斤)."""
        if not self.articles:
            return
        edges = {mention.end for mention in self.found if mention.label == "MONEY"} | self.rates
        starts = {mention.start for mention in self.found if mention.label == "MONEY"}
        kept = [one for one in self.articles if one.start in edges or one.end in starts]
        if kept:
            self.found = sorted([*self.found, *kept], key=lambda mention: mention.start)


def _whole(digit: str) -> Decimal:
    figure = parse_numeral(digit)
    return Decimal(0) if figure is None or figure.value is None else figure.value


def _clean(run: str) -> str:
    return run if run.isdecimal() else run.replace(",", "").replace("，", "").replace(" ", "")
