"""Posts: which office a person of the text holds, for whom and where."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from wushan_ie.linking.employers import Employer, Surroundings, find_employer, read_surroundings
from wushan_ie.recognition.person_grammar import POST
from wushan_ie.recognition.titles import TitleSpan
from wushan_ie.records import Mention, Post

# between a title and the name behind it: 副县长（挂职）张三, 组长： 张三
_BEFORE = re.compile(r"(?P<qualifier>[（(][^（）()\n]{1,6}[)）])?[ \u3000]{0,3}[:：]?[ \u3000]{0,3}[“「\"]?\Z|的\Z")
# between a name and the office behind it: 张三（某局局长）, 张三，是某局派到某村的第一书记
_LINK = re.compile(r"(?:同志)?(?:[（(：:]|，?(?:现任|现为|时任|曾任|担任|出任|兼任|就任|当选为?|是|系|为|任)|，)")
_SENT_TO = re.compile(
    r"[，,]?[^。；！？\n]{0,16}?(?:下派|选派|派驻|派遣|派|调|来|赴|到)[到至往]?[^。；！？，\n]{2,16}?(?P<takes>担任|任)"
)
_END = re.compile(r"[，。；！？：:\n）)]|\Z")
_TOGETHER = re.compile(r"(?:[（(][^（）()\n]{1,12}[)）])?(?:、|和|及|与|以及)\Z")
_SPACE = re.compile(r"\s+")
_JOINTS = ("、", "兼", "暨", " ", "\u3000")
_FAR = 44  # characters between a name and the end of the office that follows it


class _Office(Struct, frozen=True, gc=False):
    """A chain of titles (副书记、县长): its text, and who employs for it, where."""

    title: str
    employer: Employer


def find_posts(
    text: str,
    sentences: Sequence[tuple[int, int]],
    persons: Sequence[Mention],
    organizations: Sequence[Mention],
    places: Sequence[Mention],
    titles: Sequence[TitleSpan],
) -> list[Post]:
    """Return the posts of ``persons`` in order, one for each person with a title.

    The title leaves out the organization in front of it; ``org`` employs or sends the person, ``place`` is where
    they are posted to. ``sentences`` are the sentences' spans, ``titles`` what ``find_titles`` found in ``text``.
    """
    around = read_surroundings(text, sentences, organizations, places, titles, persons)
    posts: list[Post] = []
    for person in sorted(persons, key=lambda mention: mention.start):
        last = posts[-1] if posts else None
        found = next(_offices(around, person), None)
        if found is not None:
            posts.append(_post(person, *found))
        elif last is not None and _shares(around, last, person):
            posts.append(Post(person, last.title, last.org, last.place, "post-shared-title"))
    return posts


def _post(person: Mention, office: _Office, rule: str) -> Post:
    employer = office.employer
    return Post(person, office.title, employer.org, employer.place, employer.rule or rule)


def _offices(around: Surroundings, person: Mention) -> Iterator[tuple[_Office, str]]:
    if person.rule == "person-surname-title":
        title = around.title_to.get(person.end)
        if title is not None and title.kind == POST:
            yield _plain_office(around, title, person.start), "post-surname-title"
        return
    before = _title_before(around, person)
    if before is not None and before.kind == POST:
        yield _chain(around, before, person.start), "post-title-before"
    after = around.title_at.get(person.end)
    if after is not None and after.kind == POST:
        yield _plain_office(around, after, person.start), "post-title-after"
    if before is None and (linked := _title_linked(around, person)) is not None:
        yield _chain(around, linked, linked.end), "post-linked"
    if sent := _office_sent_to(around, person, person.start if before is None else before.start):
        yield sent, "post-sent-to"


def _title_before(around: Surroundings, person: Mention) -> TitleSpan | None:
    title = around.last_title(person.start)
    if title is None or person.start - title.end > 14:
        return None
    return title if _BEFORE.match(around.text, title.end, person.start) else None


def _title_linked(around: Surroundings, person: Mention) -> TitleSpan | None:
    """The office that a bracket, a colon or 是, 任 … gives to the name before it."""
    link = _LINK.match(around.text, person.end)
    if link is None:
        return None
    end = _END.search(around.text, link.end())
    if end is None or end.start() - person.end > _FAR:
        return None
    title = around.title_to.get(end.start())
    if title is None or title.kind != POST or title.start < link.end():
        return None
    if link[0].endswith("，") and not around.orgs_in(link.end(), title.end) and title.start != link.end():
        return None
    return title


def _office_sent_to(around: Surroundings, person: Mention, start: int) -> _Office | None:
    """某局的张三，去年下派到某村任第一书记; the name begins at ``start``, with the role before it (某局干部张三)."""
    sent = _SENT_TO.match(around.text, person.end)
    title = None if sent is None else around.title_at.get(sent.end())
    if sent is None or title is None or title.kind != POST:
        return None
    place = around.place_to.get(sent.start("takes"))
    at = start - 1 if around.text[start - 1 : start] == "的" else start
    return None if place is None else _Office(title.text, Employer(around.org_to.get(at), place, None))


def _plain_office(around: Surroundings, title: TitleSpan, start: int) -> _Office:
    """The office of a name that stands before its title: 某局张三副局长."""
    at = start - 1 if around.text[start - 1 : start] == "的" else start
    return _Office(_SPACE.sub("", title.text), Employer(around.org_to.get(at), around.place_to.get(at), None))


def _chain(around: Surroundings, last: TitleSpan, end: int) -> _Office:
    """The titles in a row that end with ``last``: 县委副书记、县长; the first one's organization is left out."""
    title, start = last, around.cut(last)
    while True:
        body = around.org_to.get(start) or around.place_to.get(start)
        joint = around.field_start(start, _JOINTS) if body is None else body.start
        earlier = around.title_to.get(joint - 1) if around.text[joint - 1 : joint] in _JOINTS else None
        if earlier is None or earlier.kind != POST:
            break
        title, start = earlier, around.cut(earlier)
    name = _SPACE.sub("", around.text[start:end]).rstrip('的:：“「"')
    return _Office(name, find_employer(around, title, start, last.end))


def _shares(around: Surroundings, last: Post, person: Mention) -> bool:
    """副市长甲、乙: the second of two names in a list has the first one's title, unless one stands before it."""
    if last.rule in ("post-surname-title", "post-title-after", "post-linked") or person.rule != "person-list":
        return False
    return bool(_TOGETHER.match(around.text, last.person.end, person.start))
