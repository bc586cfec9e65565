"""Chinese, Arabic and mixed numerals to exact decimals: 2亿4千万, 十三万八, 二百余万, 两三千, 壹佰贰拾万.

The one home of the bound policy: what 余, 近, 约, a range and their like make of a figure.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

_FORMAL = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟萬億兩貳參陸〇", "一二三四五六七八九十百千万亿两二三六零")
_DIGITS = {char: digit for digit, char in enumerate("零一二三四五六七八九")} | {"两": 2}
_SMALL = {"十": 1, "百": 2, "千": 3}
_POWERS = _SMALL | {"万": 4, "亿": 8, "兆": 12}
_TOKEN = re.compile(r"[0-9]+(?:\.[0-9]+)?|[零一二三四五六七八九两]点[零一二三四五六七八九]+|.")
_PLAIN = re.compile(r"([0-9]+(?:\.[0-9]+)?)([百千万亿]*)")
_TAIL = re.compile(r"[十百千万亿兆]*$")
_PAIR = re.compile(r"(.*?)([一二两三四五六七八])([二三四五六七八九])([十百千万亿]*)$")


class Figure(Struct, frozen=True, gc=False):
    """A stated number and its bounds; None is open, and a range has no value."""

    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    approx: bool = False

    def scaled(self, factor: Decimal) -> Figure:
        """Return the figure times ``factor``, without trailing zeros."""
        value, low, high = (None if end is None else plain(end * factor) for end in (self.value, self.low, self.high))
        return Figure(value, low, high, self.approx)


def plain(number: Decimal) -> Decimal:
    """Return the number without exponent and trailing zeros: the form in which values are written.

    >>> str(plain(Decimal("2.50E+3")))
    '2500'
    """
    return Decimal(format(number.normalize(), "f"))


def exact(number: Decimal) -> Figure:
    """Return the figure of an exact number: its bounds are the number itself."""
    return Figure(number, number, number)


@lru_cache(maxsize=65536)
def parse_numeral(run: str) -> Figure | None:
    """Return the figure of a numeral with half-width digits and no spaces, or None if it is none.

    >>> parse_numeral("350余万")
    Figure(value=Decimal('3500000'), low=Decimal('3500000'), high=Decimal('3600000'), approx=True)
    >>> parse_numeral("两三千").high
    Decimal('3000')
    """
    if (found := _PLAIN.fullmatch(run)) is not None:
        return exact(plain(Decimal(found[1]).scaleb(_power(found[2]))))
    run = run.translate(_FORMAL)
    if run[0] in "数几":
        unit = _parse_exact(run[1:])
        return None if unit is None else Figure(None, plain(2 * unit), plain(9 * unit), approx=True)
    if run[-1] == "把":  # 万把块, 千把斤
        base = _parse_exact(run[:-1])
        return None if base is None else approximate(exact(base), "about")
    for position, char in enumerate(run):
        if char in "余多几":
            base, tail = _parse_exact(run[:position]), run[position + 1 :]
            if base is None or not all(sign in _POWERS for sign in tail):
                return None
            return more_than(exact(base)).scaled(Decimal(10) ** _power(tail))
    if (pair := _PAIR.fullmatch(run)) is not None and _is_pair(pair[2], pair[3]):
        low, high = _parse_exact(pair[1] + pair[2] + pair[4]), _parse_exact(pair[1] + pair[3] + pair[4])
        return None if low is None or high is None else Figure(None, plain(low), plain(high))
    value = _parse_exact(run)
    return None if value is None else exact(plain(value))


def parse_range(first: str, second: str) -> Figure | None:
    """Return the figure of two numerals joined by a range sign; the first may lean on the second's 万.

    >>> parse_range("8", "10万").low
    Decimal('80000')
    """
    low, high = parse_numeral(first), parse_numeral(second)
    if low is None or high is None or low.low is None or high.high is None:
        return None
    tail = _TAIL.search(second)
    factor = Decimal(10) ** _power(tail[0] if tail else "")
    if factor > 1 and first[-1] not in _POWERS and low.low * factor <= high.high:
        low = low.scaled(factor)
    if low.low is None or low.low >= high.high:
        return None
    return Figure(None, low.low, high.high, approx=low.approx or high.approx)


def more_than(figure: Figure) -> Figure:
    """余, 多: from x up to x plus one unit of its last non-zero digit."""
    if figure.value is None or figure.value == 0:
        return replace(figure, approx=True)
    exponent = figure.value.normalize().as_tuple().exponent
    step = Decimal(1).scaleb(int(exponent))
    return Figure(figure.value, figure.value, plain(figure.value + step), approx=True)


def approximate(figure: Figure, sense: str) -> Figure:
    """Return the figure as an approximator of this sense leaves it: about, above, below, or more."""
    if sense == "more":
        return more_than(figure)
    if sense == "above":
        return replace(figure, high=None, approx=True)
    if sense == "below":
        return replace(figure, low=None, approx=True)
    if figure.value is None or figure.approx:  # 8—10万元左右 keeps its ends, 约20余万元 what 余 says
        return replace(figure, approx=True)
    return Figure(figure.value, None, None, approx=True)


def _is_pair(first: str, second: str) -> bool:
    return (_DIGITS[first], _DIGITS[second]) == (3, 5) or _DIGITS[second] - _DIGITS[first] == 1


def _power(multipliers: str) -> int:
    return sum(_POWERS[char] for char in multipliers)


def _parse_exact(run: str) -> Decimal | None:
    """Sum the sections of an exact numeral; None for what is no numeral (一二, 三五七)."""
    total, section, last = Decimal(0), Decimal(0), 0
    number: Decimal | None = None
    for token in _TOKEN.findall(run):
        if token in _SMALL:
            section += (1 if number is None else number) * 10 ** _SMALL[token]
            number, last = None, _SMALL[token]
        elif token in _POWERS:
            power = _POWERS[token]
            here = section + (number or 0)
            if power > 4:
                here += total
                total = Decimal(0)
            total += (here or 1) * 10**power
            section, number, last = Decimal(0), None, power
        elif token == "零":
            last = 0 if number is None else last
            number = number if number is None else number * 10
        elif number is not None or (value := _digit(token)) is None:
            return None
        else:
            number = value
    if number is not None and last > 1 and number < 10 and number == number.to_integral_value():
        number = number * 10 ** (last - 1)  # 十三万八, 一百八
    return total + section + (number or 0)


def _digit(token: str) -> Decimal | None:
    if token[0] in "0123456789":
        return Decimal(token)
    if "点" in token:
        whole, _, places = token.partition("点")
        if whole not in _DIGITS:
            return None  # 亿|点一
        return Decimal(f"{_DIGITS[whole]}.{''.join(str(_DIGITS[char]) for char in places)}")
    return None if token not in _DIGITS else Decimal(_DIGITS[token])
