"""Titled persons to posts: the full title beside a name, who employs or sends the person, the place served."""

from __future__ import annotations

import re
from collections.abc import Sequence

from wushan_ie.recognition.person_grammar import POST
from wushan_ie.recognition.titles import TitleSpan
from wushan_ie.records import Mention, Post

_JOINS = re.compile(r"(?:、|兼任?)\Z")
_SENDS = r"(?:派驻|选派|派出|派到|派往|派至|下派|委派|派|驻)(?:到|至|在|的)?"
_SENT_BY = re.compile(_SENDS)
_SENT_TO = re.compile(rf"{_SENDS}\Z")


def find_posts(
    text: str, sentences: Sequence[tuple[int, int]], mentions: Sequence[Mention], titles: Sequence[TitleSpan]
) -> list[Post]:
    """Return a post for every PERSON beside a title, in text order; ``mentions`` are sorted."""
    reader = _Reader(text, sentences, mentions, titles)
    found = [reader.read(one) for one in mentions if one.label == "PERSON"]
    return [post for post in found if post is not None]


class _Reader:
    def __init__(
        self,
        text: str,
        sentences: Sequence[tuple[int, int]],
        mentions: Sequence[Mention],
        titles: Sequence[TitleSpan],
    ) -> None:
        self.text = text
        self.sentences = sentences
        self.orgs = [one for one in mentions if one.label == "ORG"]
        self.org_by_end = {one.end: one for one in self.orgs}
        self.place_by_end = {one.end: one for one in mentions if one.label == "GPE"}
        posts = [one for one in titles if one.kind == POST]
        self.by_end = {one.end: one for one in posts}
        self.by_start = {one.start: one for one in posts}

    def read(self, person: Mention) -> Post | None:
        title = self.by_end.get(person.start)
        if title is not None:
            return self._before(person, title)
        behind = self.by_start.get(person.end)
        if behind is not None:  # 但彦铮副市长
            return Post(person, behind.text, self.org_by_end.get(person.start), None, "post-title-after")
        inside = self.by_end.get(person.end)
        if inside is not None and inside.head > person.start:  # 毛支书
            return Post(person, self.text[inside.head : inside.end], None, None, "post-surname-title")
        return None

    def _before(self, person: Mention, title: TitleSpan) -> Post:
        start = self._full_title(self._behind_names(title))
        org = self.org_by_end.get(start)
        place = self.place_by_end.get(start)
        if place is None and self.text[start - 1 : start] == "的":
            place = self.place_by_end.get(start - 1)
        rule = "post-title-before"
        if org is None:
            org = self._sender(person, place.start if place is not None else start)
            rule = rule if org is None else "post-sent"
        name = "".join(self.text[start : person.start].split())
        return Post(person, name, org, place, rule)

    def _full_title(self, start: int) -> int:
        """Go back over titles joined by 、 or 兼, each perhaps with a body of its own: 书记、县人武部党委第一书记."""
        while True:
            org = self.org_by_end.get(start)
            here = org.start if org is not None else start
            join = _JOINS.search(self.text, max(0, here - 2), here)
            last = self.by_end.get(join.start()) if join is not None else None
            if last is None:
                return start
            start = self._behind_names(last)

    def _behind_names(self, title: TitleSpan) -> int:
        """Return where a title begins behind the body or place that its modifiers run into: 合溪村|第一书记."""
        start = title.start
        for end in range(title.start + 1, title.head + 1):
            if end in self.org_by_end or end in self.place_by_end:
                start = end
        return start

    def _sender(self, person: Mention, edge: int) -> Mention | None:
        """Return who sends the person: the last body of the sentence that 派驻, 选派 and their like follow."""
        if _SENT_TO.search(self.text, max(0, edge - 6), edge) is None:
            return None
        floor = max((start for start, _ in self.sentences if start <= person.start), default=0)
        senders = [
            one
            for one in self.orgs
            if floor <= one.start and one.end <= edge and _SENT_BY.match(self.text, one.end) is not None
        ]
        return senders[-1] if senders else None
