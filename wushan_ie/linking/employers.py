"""Who employs or sends the holder of an office, and where to: 某局局长, 某公司派驻某村的第一书记."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from msgspec import Struct

from wushan_ie.recognition.titles import TitleSpan
from wushan_ie.records import Mention

_VERBS = (
    "派驻|选派驻|选派|委派|抽派|下派|派往|派到|派至|派赴|派出|驻点|驻|挂职|挂包|挂联|挂点|包联|包抓"
    "|定点帮扶|对口帮扶|结对帮扶|帮扶|联系"
)
# a body sends somebody to a place; 驻 alone needs the body right before it
_SENT = re.compile(rf"(?P<verb>{_VERBS})[在到至]?\Z")
_SENT_BEHIND = re.compile(rf"(?:先后|共|分别|已)?(?:{_VERBS})")
_STEP = re.compile(r"(?:挂职|任职|挂任|担任|任)?的?\Z")  # 某村的|第一书记, 某镇挂职的|副镇长
_SENDS = re.compile(r"派出|选派|派驻|下派|抽调|委派|派来|选调|定点帮扶|对口帮扶|结对帮扶")
_POSTED = re.compile(r"第一书记|队长|组长|队员|组员|驻村|驻乡|驻镇")
_DOMAIN = re.compile(r"[A-Za-z0-9\u4e00-\u9fff（）()]+\Z")  # 华中片区|渠道总监
_NO_DOMAIN = re.compile(r"[的由在和与及对向将把被为是了等从到给让请说兼原前该其]|驻|派|现任|时任|代表|组织|负责")
_DOMAIN_LONGEST, _VERB_LONGEST = 12, 8
# 公司|董事长, 商会|会长: the body named before
_GENERIC = re.compile(
    "[该本]?(?:公司|集团|企业|商会|协会|学会|联合会|促进会|基金会|学校|医院|银行|支行|合作社|酒店)\\Z"
)
_CLAUSE = ("，", "；", "：", ":", "“", ",")
# bodies that every village has: 村委会|主任 is one title
_OF_ANY_VILLAGE = re.compile("(?:村|社区|嘎查|居)(?:民|务|党|支|委|监|居|两)")
_REACH = 160  # characters back to a sender in the same sentence


class Employer(Struct, frozen=True, gc=False):
    """Who employs or sends, and where; ``rule`` names the way when it is more than standing beside the title."""

    org: Mention | None
    place: Mention | None
    rule: str | None


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The spans of a text by their starts and ends, for looking to the left and the right of an offset."""

    text: str
    titles: Sequence[TitleSpan]
    title_at: Mapping[int, TitleSpan]
    title_to: Mapping[int, TitleSpan]
    org_to: Mapping[int, Mention]
    place_to: Mapping[int, Mention]
    _org_ends: Sequence[int]
    _place_ends: Sequence[int]
    _title_ends: Sequence[int]
    _sentence_starts: Sequence[int]
    _person_ends: frozenset[int]

    def last_title(self, offset: int) -> TitleSpan | None:
        """Return the last title that ends at or before ``offset``."""
        at = bisect_right(self._title_ends, offset) - 1
        return self.titles[at] if at >= 0 else None

    def sentence_start(self, offset: int) -> int:
        """Return where the sentence of ``offset`` begins."""
        at = bisect_right(self._sentence_starts, offset) - 1
        return self._sentence_starts[at] if at >= 0 else 0

    def orgs_in(self, start: int, end: int) -> list[Mention]:
        """Return the organizations that end behind ``start`` and not behind ``end``, in order."""
        ends = self._org_ends[bisect_right(self._org_ends, start) : bisect_right(self._org_ends, end)]
        return [self.org_to[at] for at in ends]

    def cut(self, title: TitleSpan) -> int:
        """Return where the title itself begins: behind a body or a place that its modifiers reach into."""
        for ends in (self._org_ends, self._place_ends):
            at = bisect_right(ends, title.head) - 1
            if at >= 0 and ends[at] > title.start:
                body = self.org_to.get(ends[at])
                return body.start if body is not None and _OF_ANY_VILLAGE.match(body.text) else ends[at]
        body = self._body_before(title.start)
        return title.start if body is None else body.end

    def field_start(self, offset: int, joints: Sequence[str]) -> int:
        """Return where a few words of a field before ``offset`` begin, behind a title and a joint: 、营商办|主任."""
        for at in range(offset - 1, max(0, offset - _DOMAIN_LONGEST) - 1, -1):
            if self.text[at] in joints:
                gap = self.text[at + 1 : offset]
                whole = gap and at in self.title_to and _DOMAIN.match(gap) and not _NO_DOMAIN.search(gap)
                return (
                    at + 1 if whole and not self.orgs_in(at, offset) and not self._place_within(at, offset) else offset
                )
        return offset

    def _body_before(self, offset: int) -> Mention | None:
        """Return the organization that ends at ``offset``, or a few words of a field before it: 华中片区|渠道总监."""
        at = bisect_right(self._org_ends, offset) - 1
        if at < 0 or offset - self._org_ends[at] > _DOMAIN_LONGEST:
            return None
        gap = self.text[self._org_ends[at] : offset]
        if gap and (_NO_DOMAIN.search(gap) or not _DOMAIN.match(gap) or self._place_within(offset - len(gap), offset)):
            return None
        return self.org_to[self._org_ends[at]]

    def _place_within(self, start: int, end: int) -> bool:
        at = bisect_left(self._place_ends, start + 1)
        return at < len(self._place_ends) and self._place_ends[at] <= end


def read_surroundings(
    text: str,
    sentences: Sequence[tuple[int, int]],
    organizations: Sequence[Mention],
    places: Sequence[Mention],
    titles: Sequence[TitleSpan],
    persons: Sequence[Mention],
) -> Surroundings:
    """Sort the spans of a text for look-ups."""
    org_to = {mention.end: mention for mention in organizations}
    place_to = {mention.end: mention for mention in places}
    return Surroundings(
        text=text,
        titles=titles,
        title_at={title.start: title for title in titles},
        title_to={title.end: title for title in titles},
        org_to=org_to,
        place_to=place_to,
        _org_ends=sorted(org_to),
        _place_ends=sorted(place_to),
        _title_ends=[title.end for title in titles],
        _sentence_starts=sorted(start for start, _ in sentences),
        _person_ends=frozenset(person.end for person in persons),
    )


def find_employer(around: Surroundings, title: TitleSpan, start: int, end: int) -> Employer:
    """Return who employs the holder of the office that begins at ``start`` with ``title``, and where.

    The office ends at ``end``, behind its last title.
    """
    employer = _employer_before(around, title, start)
    if employer.org is None and _POSTED.search(title.text) and (bodies := around.orgs_in(start, end)):
        return Employer(bodies[0], employer.place, "post-home-office")
    return employer


def _employer_before(around: Surroundings, title: TitleSpan, start: int) -> Employer:
    step = _STEP.search(around.text, max(0, start - 5), start)
    at = start if step is None else step.start()
    place = around.place_to.get(at)
    if place is not None:
        return _sender_to(around, title, place)
    org = around.org_to.get(at)
    if org is not None:
        return Employer(org, None, None)
    if (org := _body_that_sends(around, at)) is not None:
        return Employer(org, None, "post-sender")
    if _POSTED.search(title.text) and (org := _sender_before(around, start)) is not None:
        return Employer(org, None, "post-sender-of-sentence")
    if (org := _body_of_its_kind(around, title, start)) is not None:
        return Employer(org, None, "post-body-of-its-kind")
    return Employer(None, None, None)


def _sender_to(around: Surroundings, title: TitleSpan, place: Mention) -> Employer:
    """某局派驻某村第一书记; where the body is left out, the sentence has named it: 某局派驻甲村……，派驻乙村……."""
    if (org := _body_that_sends(around, place.start)) is not None:
        return Employer(org, place, "post-sender")
    sent = _SENT.search(around.text, max(0, place.start - _VERB_LONGEST), place.start)
    if sent is None:
        return Employer(around.org_to.get(place.start), place, None)
    if sent["verb"] == "驻" or not _POSTED.search(title.text):
        return Employer(None, place, None)
    first = max(around.sentence_start(place.start), place.start - _REACH)
    bodies = around.orgs_in(first, sent.start())
    senders = [body for body in bodies if _SENT_BEHIND.match(around.text, body.end)]
    restored = (senders or bodies)[-1:]
    return Employer(restored[0], place, "post-sender-restored") if restored else Employer(None, place, None)


def _body_that_sends(around: Surroundings, at: int) -> Mention | None:
    """The body before a verb of sending that ends at ``at``: 某局|派驻, 市国资委|派到."""
    for start in range(at - 1, max(0, at - _VERB_LONGEST) - 1, -1):
        if start in around.org_to and _SENT.match(around.text, start, at):
            return around.org_to[start]
    return None


def _body_of_its_kind(around: Surroundings, title: TitleSpan, start: int) -> Mention | None:
    """某某公司送来一台机器，董事长张三……: the sentence's last body that has such an office, unless it is in a list."""
    generic = _GENERIC.search(around.text, max(0, start - 4), start)
    at = start if generic is None else generic.start()
    if not title.bodies or around.text[at - 1 : at] not in _CLAUSE or at - 1 in around._person_ends:
        return None
    bodies = around.orgs_in(around.sentence_start(at), at)
    return next((body for body in reversed(bodies) if body.text.endswith(title.bodies)), None)


def _sender_before(around: Surroundings, start: int) -> Mention | None:
    """某局先后向该村派出九名干部，现任第一书记……: the body before the last verb of sending in the sentence."""
    first = max(around.sentence_start(start), start - _REACH)
    verbs = list(_SENDS.finditer(around.text, first, start))
    if not verbs:
        return None
    bodies = around.orgs_in(first, verbs[-1].start())
    senders = [body for body in bodies if around.text[body.start - 1 : body.start] not in ("向", "对", "给", "到")]
    return senders[-1] if senders else None
