"""The pieces of the date expression: how years, months, days, clock times and holidays are written.

Each constant or function is a regular expression without groups. They are bounded: none can run along a page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from wushan_ie.rulebook.choices import one_of

SEPARATOR = r" ?(?:[-‐–－~～〜至到]|—{1,2}|--) ?"
JOINTS = r"\-‐–－~～〜至到—/.、和及 "  # what may stand between two figures of one date
ONES = "一二三四五六七八九"
FIGURES = f"〇零○{ONES}"
YEAR = rf"(?:1[0-9]{{3}}|2[01][0-9]{{2}}|[一二][{FIGURES}O0]{{3}})"
STEMS = "[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]"
FIXED_OPENINGS = (
    *("公元", "农历", "阴历", "旧历", "古历", "正月", "腊月", "冬月", "闰正", "闰腊", "大年", "星期", "礼拜"),
    *("第一", "第二", "第三", "第四", "第1", "第2", "第3", "第4", "清朝", "明朝", "上世", "本世", "一年"),
    *(first + second for first in "前头首" for second in "一二两三四五六七八九十123456789"),
    *("周" + day for day in "一二三四五六日"),
)
MONTH_NUMERAL = "(?:十[一二]?|[一二三四五六七八九元])"
DAY_NUMERAL = f"(?:[二三]?十[{ONES}]?|廿[{ONES}]?|卅一?|[{ONES}])"
# 2.5月 is no month but behind a section mark that opens the line; A5月 is a code, 第三日 an ordinal
AFTER_FIGURE = r"(?:(?<![0-9A-Za-z./])|(?<=\n[0-9]\.))"
AFTER_NUMERAL = rf"(?<![{FIGURES}十百千万亿第几两0-9])"
CLAUSE_START = r"(?<![^\s，。；、：！？“（(为截至,;:.!?])"
# 工期20日, 近5日 count days, 历时8月 months; 北约5日 and 纽约5日 are no 约
_DAYS_COUNTED = (
    "(?<!工期)(?<!工期为)(?<!为期)(?<!历时)(?<!期限)(?<!长达)(?<![^北纽]约)(?<![共近需用满逾超第每足续前后差])"
)
_MONTHS_COUNTED = "(?<!工期)(?<!为期)(?<!历时)(?<!期限)(?<!长达)(?<![近满第每])"

_NOT_A_DAY = "(?![内游龄间均行工常子照程本元产薪]|报(?![道告送])|之内|以内|左右|以上|期(?!间))"
_NOT_A_MONTH = "(?![龄饼均薪租嫂供报刊票球亮牙]|期(?!间))"
_NOT_A_YEAR = "(?! ?(?:的?历史(?![最性])|左右|以上|文明)|[级鉴代届])"
_LIST_START = r"(?<=[^\n])"  # at the start of a line 1、2月 is a section and its first word
_EDGE = (
    "(?:初(?![步中级次始衷心审稿试一二三])|底(?![线层蕴气座色部板])|末(?![位端梢])"
    r"|中(?=[，。、；）)\s]|\Z))"  # 年中， but 年中国
)
_SEASON_COMPOUND = "津邑侯耕茶晚运节雨风播种笋雷训招游灌管蚕薯玉小油苗旱汛粮收菜奥修至令泳储麦装衣暖城光色意芽夏秋冬春"
_LUNAR_DAY = f"(?:初[{ONES}十]|廿[{ONES}]?|[二三]?十[{ONES}]?|[0-9]{{1,2}})日?"


def guarded(table: Mapping[str, Any], words: Iterable[str]) -> str:
    """Return an expression for one of the words where their neighbours let it be a date: 如今年轻 holds no 今年."""
    before, behind = table["not_after"], table["not_before"]
    parts = []
    for word in sorted(set(words), key=lambda word: (-len(word), word)):
        left = f"(?<![{re.escape(before[word])}]{re.escape(word)})" if word in before else ""
        right = f"(?![{re.escape(behind[word])}])" if word in behind else ""
        parts.append(re.escape(word) + left + right)
    return f"(?:{'|'.join(parts)})"


def year_number(table: Mapping[str, Any]) -> str:
    """A stated year, a run of years, the year of a reign: 2023年度, 2021至2024年, 二〇二四年, 23年5月, 民国三十年."""
    further = rf"(?:(?:{SEPARATOR}| ?[、和及] ?)(?:{YEAR}|[0-9]{{2}}(?= ?年)))"
    run = rf"公元前?[0-9]{{1,4}}年|(?:公元)?{YEAR}{further}{{0,4}} ?(?:学|财)?年"
    short = r"(?:0[0-9]年|[0-9]{2}年(?= ?[0-9]{1,2} ?月))"
    count = f"(?:元|廿[{ONES}]?|卅一?|[{ONES}]?十?[{ONES}]|[{ONES}]?十|[0-9]{{1,2}})"
    reign = rf"(?:清|明)?朝?{one_of(table['era'])}{count}年"
    return (
        rf"(?:(?:(?<![0-9/]){run}|{AFTER_FIGURE}{short})(?:度(?![假过]))?{_NOT_A_YEAR}"
        rf"|{reign}|{STEMS}年{_NOT_A_YEAR})"
    )


def years_in_brackets() -> str:
    """A term without its 年, alone in brackets: （2021—2025）, and months with dots: 2021.03-2023.05."""
    dotted = r"(?:19|20)[0-9]{2}\.(?:1[0-2]|0?[1-9])"
    return (
        rf"(?:(?<=[（(])(?:19|20)[0-9]{{2}}{SEPARATOR}(?:19|20)[0-9]{{2}}(?=[）)])"
        rf"|{AFTER_FIGURE}{dotted}{SEPARATOR}{dotted}(?![0-9.]))"
    )


def numeric() -> str:
    """A day or month in figures and signs: 2024-02-02, 2024/2/2, 2024.02.02, 2024-02."""
    signs = "|".join(rf"{sign}[0-9]{{1,2}}{sign}[0-9]{{1,2}}" for sign in (r"[-－—]", "/", r"\."))
    return (
        rf"(?<![0-9A-Za-z/.\-－])(?:19|20)[0-9]{{2}}(?:(?:{signs})(?![0-9A-Za-z])(?![-/.][0-9])"
        r"|-(?:0[1-9]|1[0-2])(?![0-9A-Za-z\-/号期]))"
    )


def month_number(*, alone: bool) -> str:
    """A month or a run of months: 2月, 1—6月份, 3、4月, 十二月; ``alone`` is without its year."""
    figure = "(?:1[0-9]|0?[1-9])(?![0-9])" if alone else "[0-9]{1,2}"
    pair = "(?:一二|二三|三四|四五|五六|六七|七八|八九)(?= ?月)"
    month = f"(?:{figure}|{pair}|{MONTH_NUMERAL})"
    listed = rf"{_LIST_START}{month}(?: ?[、和] ?{month}){{1,3}}(?= ?月份?(?! ?[0-9]))"
    plain = rf"(?:{month}{SEPARATOR}{month}|{listed}|{month}) ?月(?:份|{_NOT_A_MONTH})"
    if not alone:
        return plain
    how_often = "一月[^份底初中上下，至到]"  # 一月一次
    free = rf"(?:{AFTER_FIGURE}(?=[0-9])|{AFTER_NUMERAL}(?![0-9])(?!{how_often}))"
    return rf"{free}{_MONTHS_COUNTED}(?:{plain})"


def day_number(table: Mapping[str, Any], *, alone: bool) -> str:
    """A day or a run of days and what completes it: 17日至18日 is two, 5-7日（周三）上午9时 one; 号 needs its month."""
    figure = "(?:[12][0-9]|3[01]|0?[1-9])(?![0-9])" if alone else "[0-9]{1,2}"
    numeral = "(?:[二三]?十[一二三四五六七八九]|二十|三十|十(?=日))" if alone else DAY_NUMERAL
    day = f"(?:{figure}|{numeral})"
    listed = rf"{_LIST_START}{day}(?: ?[、和] ?{day}){{1,3}}(?= ?日)"
    unit = f"日{_NOT_A_DAY}" if alone else "[日号]"
    plain = rf"(?:{day}{SEPARATOR}{day}|{listed}|{day}) ?{unit}"
    week = "(?:星期|礼拜|周)[一二三四五六日天]"
    tail = rf"(?: ?(?:[（(]{week}[）)]|{week}))?(?:当[天日](?!子))?{clock(table)}"
    if not alone:
        return plain + tail
    return rf"(?:{AFTER_FIGURE}(?=[0-9]){_DAYS_COUNTED}|{AFTER_NUMERAL}(?![0-9]){CLAUSE_START})(?:{plain}){tail}"


def clock(table: Mapping[str, Any], *, needed: bool = False) -> str:
    """What tells the hour behind a day: 上午10时30分, 晚, 18时许, 8时至20时, 09:30; or nothing, unless ``needed``."""
    short = "|".join(f"{re.escape(word)}(?![{re.escape(behind)}])" for word, behind in table["clock"]["short"].items())
    part = f"(?:{one_of(table['clock']['parts'])}|{short})"
    hour = f"(?:[0-9]{{1,2}}|{DAY_NUMERAL})"
    minute = "(?:(?:[0-9]{1,2}|[二三四五]?十[一二三四五六七八九]?)分)"
    sign = r"[0-9]{1,2}[:：][0-9]{2}(?:[:：][0-9]{2})?"
    time = rf"(?:{sign}|{hour} ?[时点](?:{minute}?(?:许|整)|{minute}|半|[一三]刻)?)"
    return rf"(?:[ T]?{part})?(?:[ T]?{time}(?:{SEPARATOR}{part}? ?{time})?){'' if needed else '?'}"


def month_tail(table: Mapping[str, Any]) -> str:
    """What narrows a month: 上旬至中旬, 底, 5日上午."""
    third = "[上中下]旬"
    return rf" ?(?:{third}(?:{SEPARATOR}{third})?|[上下]半月|月?{_EDGE}|{day_number(table, alone=False)})"


def quarter(*, alone: bool) -> str:
    """Quarters: 一季度, 第1—3季度, 前三季度, 一、二季度末."""
    one = "第?(?:一二|二三|三四|[一二三四1-4])"
    body = rf"(?:{one}(?:(?:{SEPARATOR}|[、和]){one})?|前[二两三23]个?)季度(?:[末初])?"
    return rf"(?<![每近续按各度个0-9]){body}" if alone else body


def year_tail(table: Mapping[str, Any]) -> str:
    """What narrows a year, months aside: 上半年, 一季度, 前10个月, 底, 年初, 春."""
    parts = one_of(word for word in table["part"] if not is_season(word))
    seasons = one_of(word for word in table["part"] if is_season(word))
    return (
        rf"{quarter(alone=False)}|[前头首]{_count()}个?月|{parts}|{_EDGE}"
        rf"|(?:{seasons})(?:[季天]|(?![{_SEASON_COMPOUND}季天]))"
    )


def bare_part(table: Mapping[str, Any]) -> str:
    """A part of a year or month without its year: 上半年, 前三季度, 1—3季度, 年初, 月底, 今冬明春."""
    words = [word for word in table["part"] if not is_season(word) and word != "年中"]
    words += [*table["season"], *table["quarter"], "月初", "月底", "月末"]
    return (
        rf"(?:{guarded(table, words)}|{guarded(table, ['年中', '月中'])}(?=[，。、；）)\s]|\Z)"
        rf"|{quarter(alone=True)}|{CLAUSE_START}[前头首]{_count()}个?月)"
    )


def is_season(word: str) -> bool:
    """Whether the word of the table is a season or two: they need their year."""
    return set(word) <= set("春夏秋冬")


def _count() -> str:
    return "(?:[0-9]{1,2}|十[一]?|[二两三四五六七八九])"


def weekday(table: Mapping[str, Any]) -> str:
    """A week or a day of it: 本周, 上周五, 星期三, 周三 (but 每周三次 is how often)."""
    behind = "(?![天次个年期共场节趟篇遍轮])"
    named = rf"{guarded(table, table['week'])}(?:[一二三四五六日天末]{behind})?"
    counted = "0-9一二两三四五六七八九十几多半"  # 三个星期一共, 四周一片
    whole = rf"(?<![{counted}个])(?:星期|礼拜)[一二三四五六]{behind}|(?<![{counted}])(?:星期|礼拜)[日天]{behind}"
    return f"(?:{named}|{whole}|(?<![{counted}])周[一二三四五六日]{behind})"


def holiday(table: Mapping[str, Any], *, alone: bool) -> str:
    """A holiday or two side by side: 春节, “五一”国际劳动节, 中秋国庆假期; without its year some need a cue."""
    cue, figures = table["cue"], table["holiday_figures"]
    cued_words = guarded(table, table["holiday_cued"])
    figure = rf"(?:“{one_of(figures)}”|{guarded(table, figures)})"
    whole = rf"(?:{guarded(table, table['holiday'])}|{figure}{one_of(cue['between'])})"
    if alone:
        names = one_of([*table["holiday"], *table["holiday_cued"]])
        behind = rf"{one_of([*cue['included'], *cue['following']])}|[、和]?(?:{names})"
        cued = rf"(?:(?:{cued_words}|{figure})(?={behind})|(?<=[节旦秋午明]、){cued_words})"
    else:
        cued = rf"(?:{cued_words}|{figure}(?=[，。、；）)\s前后期假节小长黄当]|\Z))"
    one = f"(?:{whole}|{cued})"
    return rf"{one}(?:{one}(?:“双节”|双节|两节)?)?{one_of(cue['included'])}{{0,2}}{clock(table)}"


def lunar(table: Mapping[str, Any]) -> str:
    """A day or month of the farmers' calendar: 农历腊月廿三, 正月初八, 大年初三, 农历辛丑年春节."""
    month = rf"闰?(?:正|冬|腊|{MONTH_NUMERAL})月"
    day = rf"(?:{_LUNAR_DAY}|[一二三四五六七八九]日?|[上中下]旬|里|底|初)"
    marked = rf"(?:农历|阴历|旧历|古历) ?(?:(?:{YEAR}|{STEMS})年 ?)?(?:{month}{day}?|{holiday(table, alone=False)})"
    new_year = "大年(?:初[一二三四五六七八九十]|三十|二十九)"
    return rf"(?:{marked}|{lunar_month()}|{new_year}|三月三(?![十日号天]))(?:{clock(table)})"


def lunar_month() -> str:
    """A month that only the farmers' calendar has, and its day: 正月十五, 腊月里."""
    return rf"(?:闰?[正腊]月|冬月)(?:{_LUNAR_DAY}|里|底)?"


def decade() -> str:
    """Decades and centuries: 上世纪80年代末, 1900-1930年代, 七八十年代, 21世纪初."""
    tens = rf"(?:(?:1[0-9]|20)?[0-9]0(?:{SEPARATOR}(?:1[0-9]|20)?[0-9]0)?|[{ONES}]{{1,2}}十)年代"
    stage = "(?:初期?|中期|中后期|末期?|后期|前期|中叶)"
    century = "(?:(?<![0-9])[12][0-9]|十[五六七八九]|二十一?|(?<![0-9])(?<!两个)[上本])世纪(?!海上)"
    return rf"(?:{century}(?:(?:{tens}){stage}?|{stage})?|(?<![0-9一二三四五六七八九十]){tens}{stage}?)"


def plan(table: Mapping[str, Any]) -> str:
    """The years of a five-year plan: “十四五”期间 (“十四五”规划 is a plan, not a time)."""
    name = "(?:十[一二三四五六]?|[一二三四五六七八九])五"
    return rf"(?:“{name}”|(?<![一二三四五六七八九十百千第0-9]){name})(?:规划)?{one_of(table['plan']['behind'])}"


def damaged_day() -> str:
    """A day whose month lost its sign, alone between stops: ；413日，."""
    return rf"{CLAUSE_START}(?:1[0-2]|[1-9])(?:[12][0-9]|3[01]|0[1-9])日(?=[，,、（(\s]|\Z)"


def passed_over() -> str:
    """Titles and short quoted names, in which nothing is a date: 《2023年政府工作报告》, “2023年最美乡村”."""
    speech = "[今去前昨明][年天日晚]"
    quoted = rf"(?<![：:，,说道])“(?:(?!{speech})[^“”，。；：！？、,\n]){{1,14}}+”"
    return rf"(?:《[^《》\n]{{0,80}}+》|{quoted})"
