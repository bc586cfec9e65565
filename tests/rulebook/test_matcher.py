import pickle
import time
from collections.abc import Sequence

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from wushan_ie.rulebook.examples import parse_example
from wushan_ie.rulebook.matcher import LinkMatcher, Match
from wushan_ie.rulebook.model import LinkRule, Stretch
from wushan_ie.rulebook.pattern import Context, parse_pattern

GIVES = "{ORG:actor}[共]?<give>[资金]?{MONEY:amount}…4<carry-out>[了]?{PROJECT:project}"


def _rule(context: Context, *sources: str, rule_id: str = "rule") -> LinkRule:
    patterns = []
    for source in sources:
        pattern, slips = parse_pattern(source, context)
        assert slips == []
        assert pattern is not None
        patterns.append(pattern)
    kind = context.relation.kinds[0]
    return LinkRule(rule_id, "说", "因", kind, tuple(patterns), (), (), (), (), (), (), "stable", False, "a.toml", 1)


def _find(context: Context, markup: str, *sources: str) -> tuple[str, list[Match]]:
    text, spans, slips = parse_example(markup)
    assert slips == []
    return text, LinkMatcher([_rule(context, *sources)]).find(text, 0, len(text), spans)


def _roles(text: str, matches: Sequence[Match]) -> list[list[str]]:
    return [[f"{role} {text[span.start : span.end]}" for role, span in match.roles] for match in matches]


@pytest.mark.parametrize(
    ("source", "markup", "roles"),
    [
        (GIVES, "{ORG|水利局}投入{MONEY|5万元}修建{PROJECT|水池}。",
         [["actor 水利局", "amount 5万元", "project 水池"]]),
        (GIVES, "{ORG|水利局}共投入资金{MONEY|5万元}，先后修建了{PROJECT|水池}。",
         [["actor 水利局", "amount 5万元", "project 水池"]]),
        (GIVES, "{ORG|水利局}投 入{MONEY|5 万元} 修\u3000建{PROJECT|水池}。",
         [["actor 水利局", "amount 5 万元", "project 水池"]]),
        (GIVES, "{ORG|水利局}投入{MONEY|5万元}。修建{PROJECT|水池}。", []),
        (GIVES, "{ORG|水利局}投入{MONEY|5万元}\n修建{PROJECT|水池}。", []),
        (GIVES, "{ORG|水利局}投入{MONEY|5万元}和{MONEY|6万元}修建{PROJECT|水池}。", []),
        (GIVES, "{ORG|水利局}投入{MONEY|5万元}在{GPE|甲村}修建{PROJECT|水池}。",
         [["actor 水利局", "amount 5万元", "project 水池"]]),
        (GIVES, "{ORG|水利局}投入{MONEY|5万元}修建{PROJECT|{GPE|甲村}{ORG|小学}水池}。",
         [["actor 水利局", "amount 5万元", "project 甲村小学水池"]]),
        ("{ORG:actor}…10<give>…4{MONEY:amount}", "{ORG|水利局}投入{MONEY|5万元}，{ORG|林业局}投入{MONEY|6万元}",
         [["actor 水利局", "amount 5万元"], ["actor 林业局", "amount 6万元"]]),
        ("{ORG:actor}…10<give>…9{MONEY:amount}", "{ORG|水利局}投入使用，安排资金{MONEY|6万元}",
         [["actor 水利局", "amount 6万元"]]),
        ("{ORG:actor}<give>使用，‥9{MONEY:amount}", "{ORG|水利局}投入使用，安排资金{MONEY|6万元}",
         [["actor 水利局", "amount 6万元"]]),
        ("<give>{MONEY:amount}", "投入{MONEY|1元}投入{MONEY|2元}安排{MONEY|3元}",
         [["amount 1元"], ["amount 2元"], ["amount 3元"]]),
        ("{MONEY:total}，其中‥6{MONEY:amount}", "投入{MONEY|9元}，其中{ORG|甲局}{MONEY|2元}，{MONEY|3元}",
         [["total 9元", "amount 2元"]]),
        ("{ORG:actor}+<give>{MONEY:amount}", "{ORG|甲}、{ORG|乙}以及{ORG|丙}投入{MONEY|1元}",
         [["actor 甲", "actor 乙", "actor 丙", "amount 1元"]]),
        ("{ORG:actor}+<give>{MONEY:amount}", "{ORG|甲}。{ORG|乙} ， {ORG|丙}投入{MONEY|1元}",
         [["actor 乙", "actor 丙", "amount 1元"]]),
        ("{ORG:actor}<give>{MONEY:amount}", "{ORG|甲}、{ORG|乙}投入{MONEY|1元}", [["actor 乙", "amount 1元"]]),
        ("{ORG/PERSON:actor}+<give>{MONEY:amount}", "{ORG|甲}和{PERSON|乙}投入{MONEY|1元}",
         [["actor 甲", "actor 乙", "amount 1元"]]),
        ("{MONEY:amount}由{ORG:actor}+<give>", "{MONEY|1元}由{ORG|甲}、{ORG|乙}投入",
         [["amount 1元", "actor 甲", "actor 乙"]]),
        ("{ORG:actor}?…6<give>{MONEY:amount}", "{ORG|甲}今年投入{MONEY|1元}，又投入{MONEY|2元}",
         [["actor 甲", "amount 1元"], ["amount 2元"]]),
        ("{GPE:place}?…4{ORG:actor}?…6<give>{MONEY:amount}", "{GPE|县}里{ORG|甲}今年投入{MONEY|1元}",
         [["place 县", "actor 甲", "amount 1元"]]),
        ("（{MONEY:amount}）：<carry-out>{PROJECT:project}", "({MONEY|1元}):修建{PROJECT|桥}",
         [["amount 1元", "project 桥"]]),
    ],
)  # fmt: skip
def test_a_pattern_finds_for_every_amount_the_nearest_of_all_else(source, markup, roles, fact_context):
    text, matches = _find(fact_context, markup, source)
    assert _roles(text, matches) == roles


@pytest.mark.parametrize(
    ("markup", "roles"),
    [
        ("{ORG|县委}副书记{PERSON|王平}", [["org 县委", "title 副书记", "person 王平"]]),
        ("{ORG|县委} 书 记{PERSON|王平}", [["org 县委", "title 书 记", "person 王平"]]),
    ],
)
def test_a_word_of_a_list_plays_its_role(markup, roles, post_context):
    text, matches = _find(post_context, markup, "{ORG:org}<titles:title>{PERSON:person}")
    assert _roles(text, matches) == roles


def test_of_two_patterns_of_a_rule_the_one_that_says_more_counts(fact_context):
    sources = ("<give>{MONEY:amount}", "<give>{MONEY:amount}<carry-out>{PROJECT:project}", "[投入]{MONEY:amount}")
    text, matches = _find(fact_context, "投入{MONEY|1元}修建{PROJECT|桥}，投入{MONEY|2元}", *sources)
    assert _roles(text, matches) == [["amount 1元", "project 桥"], ["amount 2元"]]


def test_patterns_that_give_different_projects_both_count(fact_context):
    sources = ("{PROJECT:project}<give>{MONEY:amount}", "{MONEY:amount}<carry-out>{PROJECT:project}")
    text, matches = _find(fact_context, "{PROJECT|路}投入{MONEY|1元}修建{PROJECT|桥}", *sources)
    assert _roles(text, matches) == [["project 路", "amount 1元"], ["amount 1元", "project 桥"]]


def test_matches_stand_in_the_order_of_the_amounts_and_then_of_the_rules(fact_context):
    rules = [
        _rule(fact_context, "{MONEY:amount}用于", rule_id="first"),
        _rule(fact_context, "投入{MONEY:amount}", rule_id="second"),
    ]
    text, spans, _ = parse_example("投入{MONEY|1元}用于，投入{MONEY|2元}用于")
    matches = LinkMatcher(rules).find(text, 0, len(text), spans)
    assert [(match.rule.id, match.roles[0][1].start) for match in matches] == [
        ("first", 2), ("second", 2), ("first", 9), ("second", 9),
    ]  # fmt: skip


def test_pieces_are_what_the_elements_took_without_the_gaps(fact_context):
    text, (match,) = _find(fact_context, "昨日{ORG|水利局}投入资金{MONEY|5万元}，先后修建了{PROJECT|水池}。", GIVES)
    assert [text[start:end] for start, end in match.pieces] == ["水利局投入资金5万元", "修建了水池"]
    assert text[match.start : match.end] == "水利局投入资金5万元，先后修建了水池"


def test_spans_and_words_outside_of_the_sentence_take_no_part(fact_context):
    text, spans, _ = parse_example("投入{MONEY|1元}。投入{MONEY|2元}。投入{MONEY|3元}")
    matches = LinkMatcher([_rule(fact_context, "投入{MONEY:amount}")]).find(text, 5, 10, spans)
    assert _roles(text, matches) == [["amount 2元"]]


def test_a_sentence_without_the_labels_of_any_pattern_gives_nothing(fact_context):
    assert LinkMatcher([_rule(fact_context, GIVES)]).find("投入5万元", 0, 5, []) == []


def test_no_rules_give_no_matches():
    assert LinkMatcher([]).find("投入5万元", 0, 5, [Stretch("MONEY", 2, 5)]) == []


def test_a_matcher_survives_pickling(fact_context):
    text, spans, _ = parse_example("{ORG|水利局}投入{MONEY|5万元}修建{PROJECT|水池}。")
    matcher = LinkMatcher([_rule(fact_context, GIVES)])
    assert pickle.loads(pickle.dumps(matcher)).find(text, 0, len(text), spans) == matcher.find(
        text, 0, len(text), spans
    )


def test_a_private_use_character_is_an_ordinary_character(fact_context):
    text, matches = _find(fact_context, "{ORG|水利局}投入{MONEY|5万元}\ue000\ufdd0修建{PROJECT|水池}", GIVES)
    assert _roles(text, matches) == [["actor 水利局", "amount 5万元", "project 水池"]]


HOSTILE = {
    "投入": ["投入"],
    "amounts": ["{MONEY|1元}"],
    "、": ["、"],
    "投入 between amounts": ["{ORG|甲}", "投入" * 14, "{MONEY|1元}"],
    "all kinds of words": ["{ORG|甲}", "投入用于" * 14, "{MONEY|1元}", "用于投入" * 14, "{PROJECT|桥}"],
    "runs": ["{ORG|甲}、"],
    "runs of amounts and organizations": ["{ORG|甲}、{MONEY|1元}"],
    "blanks": ["投 "],
    "nested": ["{PROJECT|{ORG|甲}桥}"],
}
WIDE = (
    GIVES,
    "{ORG:actor}+…30<give>…30<give>…18{MONEY:amount}…30<carry-out>…30<give>…18{PROJECT:project}",
    "{GPE:place}?…20{ORG:actor}+?…18<give>[资金]?…5{MONEY:amount}",
    "{ORG}+[、]{MONEY:amount}、{ORG:actor}+",
)


@pytest.mark.parametrize("unit", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_takes_time_linear_in_its_length(unit, fact_context):
    matcher = LinkMatcher([_rule(fact_context, *WIDE)])

    def seconds(length: int) -> float:
        markup = "".join(unit)
        text, spans, _ = parse_example(
            "{MONEY|9元}" + markup * (length // len(parse_example(markup)[0])) + "{MONEY|9元}"
        )
        best = float("inf")
        for _ in range(3):
            begin = time.perf_counter()
            matcher.find(text, 0, len(text), spans)
            best = min(best, time.perf_counter() - begin)
        return best

    # Quadratic time would be sixteenfold; the slack is for a machine that is busy with other things.
    assert seconds(10_000) < 8 * seconds(2_500) + 0.01
    assert seconds(10_000) < 2


NOISE = st.lists(
    st.sampled_from(["甲", "乙", "、", "，", "。", "{ORG|丙}", "{PROJECT|丁}", "{MONEY|戊}"]), max_size=3
).map("".join)
ELEMENTS = {
    "{ORG:actor}": st.just("{ORG|丙}"),
    "{ORG:actor}+": st.sampled_from(["{ORG|丙}", "{ORG|丙}、{ORG|丙}", "{ORG|丙}，{ORG|丙}、"]),
    "{ORG:actor}?": st.sampled_from(["{ORG|丙}", ""]),
    "{PROJECT:project}": st.just("{PROJECT|丁}"),
    "[甲|甲乙]": st.sampled_from(["甲", "甲乙"]),
    "[乙|、]?": st.sampled_from(["", "乙", "、"]),
    "…3": NOISE,
    "‥2": NOISE,
    "甲": st.just("甲"),
    "，": st.just("，"),
}
SIDE = st.lists(st.sampled_from(list(ELEMENTS)), max_size=4)


@given(before=SIDE, behind=SIDE, data=st.data())
def test_what_is_found_is_what_a_search_through_all_ways_finds_first(before, behind, data, fact_context):
    pattern, slips = parse_pattern("".join([*before, "{MONEY:amount}", *behind]), fact_context)
    assume(not slips)
    near = [data.draw(ELEMENTS[element]) for element in [*before, *behind]]
    likely = ["".join([*near[: len(before)], "{MONEY|戊}", *near[len(before) :]]), data.draw(NOISE)]
    text, spans, _ = parse_example(data.draw(NOISE) + "".join(likely * 2))
    rule = _rule(fact_context, pattern.source)
    found = [set(match.roles) for match in LinkMatcher([rule]).find(text, 0, len(text), spans)]
    assert found == naive_matches(text, spans, pattern)


def naive_matches(text, spans, pattern):
    """Every span of the texts above is one character, so that places in the text and in its encoding agree."""
    labels = {label for element in pattern.elements for label in getattr(element, "labels", ())}
    tagged = {span.start: span for span in spans if span.label in labels}
    results = []
    for place in (place for place, span in tagged.items() if span.label == "MONEY"):
        sides = [
            next(_ways(text, tagged, pattern.before[::-1], place - 1, -1), None),
            next(_ways(text, tagged, pattern.behind, place + 1, 1), None),
        ]
        if None not in sides:
            results.append({("amount", tagged[place]), *sides[0], *sides[1]})
    return results


def _ways(text, tagged, elements, place, step):
    """Yield the roles of every way to match elements outwards from a place, the preferred way first."""
    if not elements:
        yield []
        return
    first, rest = elements[0], elements[1:]
    if not hasattr(first, "optional"):
        yield from _ways_over_gap(text, tagged, elements, place, step)
        return
    for roles, after in _ways_of_one(text, tagged, first, place, step):
        for others in _ways(text, tagged, rest, after, step):
            yield roles + others
    if first.optional:
        yield from _ways(text, tagged, rest, place, step)


def _ways_over_gap(text, tagged, elements, place, step):
    gap, rest = elements[0], elements[1:]
    tail = all(not hasattr(element, "optional") or element.optional for element in rest)
    block = next((n for n, element in enumerate(rest) if not hasattr(element, "optional")), len(rest))
    for length in range(gap.most + 1):
        here = place + step * length
        near = any(list(_ways_of_one(text, tagged, element, here, step)) for element in rest[:block])
        if near or not tail:
            yield from _ways(text, tagged, rest, here, step)
        stops = "。，、" if gap.clause else "。"
        if not 0 <= here < len(text) or here in tagged or text[here] in stops:
            break
    if tail:
        yield from _ways(text, tagged, rest[block:], place, step)


def _ways_of_one(text, tagged, element, place, step):
    if hasattr(element, "words"):
        for word in sorted(element.words, key=len, reverse=True):
            start = place if step > 0 else place - len(word) + 1
            inside = range(start, start + len(word))
            if start >= 0 and text[start : start + len(word)] == word and not any(n in tagged for n in inside):
                yield [], place + step * len(word)
        return
    if place not in tagged or tagged[place].label not in element.labels:
        return
    roles = [tagged[place]]
    while element.joiners and text[place + step : place + step + 1] in ("、", "，") and place + step >= 0:
        beyond = tagged.get(place + 2 * step)
        if beyond is None or beyond.label not in element.labels:
            break
        roles.append(beyond)
        place += 2 * step
    yield [(element.role, span) for span in roles if element.role is not None], place + step
