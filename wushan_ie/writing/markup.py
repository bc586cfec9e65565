"""Annotated bulletins as inline markup: readable in a terminal, in a review and in a diff.

One document::

    # b01
    @publisher 市文化旅游委
    {ORG#o1|市文旅委}投入{MONEY#m1 value=10000000 low=- high=10000000 approx|近1000万元}援建{PROJECT#p1|文化中心}。
    ---
    fact m1 INVEST project=p1 actors=o1
    post n1 title=第一书记 org=o1 place=g1

A span is ``{LABEL#id attributes|text}`` and may hold other spans; ``#id`` is needed only where a fact or
a post refers to it. Of the attributes, ``low`` and ``high`` equal ``value`` when left out, ``-`` is null,
``unit`` is CNY for MONEY and % for PERCENT. In the text ``\\{``, ``\\|``, ``\\}`` and ``\\\\`` stand for themselves;
so do ``\\#``, ``\\@`` and ``\\-`` at the start of a line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from wushan_ie.errors import MarkupError

Document = dict[str, Any]

_AMOUNT_LABELS = {"MONEY": "CNY", "QUANTITY": None, "PERCENT": "%"}
_AMOUNT_KEYS = ("value", "low", "high", "unit", "approx", "per")
_TOKEN = re.compile(r"\\(?P<plain>.)|(?P<open>\{)|(?P<close>\})", re.DOTALL)
_HEAD = re.compile(r"(?P<label>[A-Z]+)(?:#(?P<id>\w+))?(?P<attributes>(?: [^|{}\n]*)?)\|")


def parse_markup(source: str) -> Iterator[Document]:
    """Yield the documents of a markup file; raises MarkupError with the line that is wrong."""
    parts = re.split(r"^# (?P<id>\S+)[ \t]*\n", source, flags=re.MULTILINE)
    if parts[0].strip():
        raise MarkupError("line 1: expected '# id' before the first document")
    line = parts[0].count("\n") + 1
    for name, body in zip(parts[1::2], parts[2::2], strict=True):
        try:
            yield _parse_document(name, body)
        except MarkupError as error:
            raise MarkupError(f"document {name} (from line {line}): {error}") from None
        line += body.count("\n") + 1


def format_markup(documents: Iterable[Document]) -> str:
    """Return the documents as markup; ``parse_markup`` gives them back."""
    return "".join(_format_document(document) for document in documents)


def _parse_document(name: str, body: str) -> Document:
    content, _, tail = body.partition("\n---\n")
    if not _ and content.endswith("\n---"):
        content = content[:-4]
    meta: dict[str, str] = {}
    while (found := re.match(r"@(\w+) (.*)\n", content)) is not None:
        meta[found[1]] = found[2]
        content = content[found.end() :]
    text, entities, ids = _parse_spans(content)
    document: Document = {"id": name, "text": text, "entities": entities, "facts": [], "posts": []}
    if meta:
        document["meta"] = meta
    for line in tail.splitlines():
        if line.strip():
            _parse_relation(line.split(), ids, document)
    return document


def _parse_spans(content: str) -> tuple[str, list[dict[str, Any]], dict[str, str]]:
    text: list[str] = []
    length, position = 0, 0
    open_spans: list[tuple[int, dict[str, Any]]] = []
    done: list[dict[str, Any]] = []
    for token in _TOKEN.finditer(content):
        if token.start() < position:  # a sign inside the head of a span
            continue
        piece = content[position : token.start()] + (token["plain"] or "")
        text.append(piece)
        length += len(piece)
        position = token.end()
        if token["open"]:
            head = _HEAD.match(content, position)
            if head is None:
                raise MarkupError(f"at {content[token.start() : token.start() + 30]!r}: expected {{LABEL|text}}")
            open_spans.append((length, head.groupdict()))
            position = head.end()
        elif token["close"]:
            if not open_spans:
                raise MarkupError(f"at {content[: token.end()][-30:]!r}: a closing brace without an opening one")
            start, parts = open_spans.pop()
            done.append({"start": start, "end": length, **parts})
    text.append(content[position:])
    if open_spans:
        raise MarkupError(f"a span of {open_spans[-1][1]['label']} is not closed")
    return _number_spans("".join(text), done)


def _number_spans(text: str, spans: list[dict[str, Any]]) -> tuple[str, list[dict[str, Any]], dict[str, str]]:
    entities: list[dict[str, Any]] = []
    ids: dict[str, str] = {}
    # of two at one place the outer one, which closes last, comes first, as it is written
    order = sorted(range(len(spans)), key=lambda closed: (spans[closed]["start"], -spans[closed]["end"], -closed))
    for number, span in enumerate((spans[closed] for closed in order), 1):
        entity = {"id": f"T{number}", "label": span["label"], "start": span["start"], "end": span["end"]}
        entity["text"] = text[span["start"] : span["end"]]
        attributes = dict(_parse_attribute(item) for item in span["attributes"].split())
        if span["label"] in _AMOUNT_LABELS:
            entity |= _amount(entity["label"], attributes, entity["text"])
        elif attributes:
            entity |= attributes
        if span["id"]:
            if span["id"] in ids:
                raise MarkupError(f"#{span['id']} is used twice")
            ids[span["id"]] = entity["id"]
        entities.append(entity)
    return text, entities, ids


def _parse_attribute(item: str) -> tuple[str, Any]:
    key, sign, value = item.partition("=")
    if not sign:
        return key, True
    return key, None if value == "-" else value


def _amount(label: str, attributes: dict[str, Any], text: str) -> dict[str, Any]:
    if unknown := attributes.keys() - set(_AMOUNT_KEYS):
        raise MarkupError(f"{text!r}: unknown {sorted(unknown)}; allowed: {', '.join(_AMOUNT_KEYS)}")
    if "value" not in attributes:
        raise MarkupError(f"{text!r}: a {label} needs value=")
    value = attributes["value"]
    unit = attributes.get("unit", _AMOUNT_LABELS[label])
    if unit is None:
        raise MarkupError(f"{text!r}: a {label} needs unit=")
    return {
        "value": value,
        "low": attributes.get("low", value),
        "high": attributes.get("high", value),
        "unit": unit,
        "approx": attributes.get("approx", False),
        "per": attributes.get("per"),
    }


def _parse_relation(words: list[str], ids: dict[str, str], document: Document) -> None:
    def look_up(name: str) -> str:
        if name not in ids:
            raise MarkupError(f"{' '.join(words)!r}: no span has the id #{name}")
        return ids[name]

    if len(words) < 2 or words[0] not in ("fact", "post"):
        raise MarkupError(f"{' '.join(words)!r}: expected 'fact ID KIND …' or 'post ID …'")
    first = look_up(words[1])
    fields = dict(_parse_attribute(item) for item in words[3 if words[0] == "fact" else 2 :])
    if words[0] == "post":
        places = {key: look_up(fields[key]) if fields.get(key) else None for key in ("org", "place")}
        document["posts"].append({"person": first, "title": fields.get("title"), **places})
        return
    actors = [look_up(name) for name in (fields.get("actors") or "").split(",") if name]
    fact: dict[str, Any] = {"amount": first, "kind": words[2]}
    for key in ("project", "place", "part_of"):
        fact[key] = look_up(fields[key]) if fields.get(key) else None
    document["facts"].append({**fact, "actors": actors})


def _format_document(document: Document) -> str:
    facts, posts = document.get("facts") or [], document.get("posts") or []
    used = {name for fact in facts for name in (fact["amount"], fact["project"], fact["place"], fact["part_of"])}
    used |= {name for fact in facts for name in fact["actors"]}
    used |= {name for post in posts for name in (post["person"], post["org"], post["place"])}
    lines = [f"# {document['id']}\n"]
    lines += [f"@{key} {value}\n" for key, value in (document.get("meta") or {}).items()]
    lines += [_format_text(document["text"], document["entities"], used), "\n---\n"]
    for fact in facts:
        fields = [f"{key}={fact[key]}" for key in ("project", "place", "part_of") if fact[key]]
        if fact["actors"]:
            fields.append(f"actors={','.join(fact['actors'])}")
        lines.append(" ".join(["fact", fact["amount"], fact["kind"], *fields]) + "\n")
    for post in posts:
        fields = [f"{key}={post[key]}" for key in ("title", "org", "place") if post[key]]
        lines.append(" ".join(["post", post["person"], *fields]) + "\n")
    return "".join(lines)


def _format_text(text: str, entities: list[dict[str, Any]], used: set[str | None]) -> str:
    opens: dict[int, list[dict[str, Any]]] = {}
    closes: dict[int, int] = {}
    for entity in sorted(entities, key=lambda entity: (entity["start"], -entity["end"])):
        opens.setdefault(entity["start"], []).append(entity)
        closes[entity["end"]] = closes.get(entity["end"], 0) + 1
    marks = sorted({0, len(text), *opens, *closes})
    pieces: list[str] = []
    for here, after in zip(marks, [*marks[1:], len(text)], strict=True):
        pieces.append("}" * closes.get(here, 0))
        pieces += [_format_head(entity, entity["id"] in used) for entity in opens.get(here, [])]
        pieces.append(re.sub(r"([\\{}|])", r"\\\1", text[here:after]))
    return re.sub(r"^([#@-])", r"\\\1", "".join(pieces), flags=re.MULTILINE)


def _format_head(entity: dict[str, Any], is_used: bool) -> str:
    head = entity["label"] + (f"#{entity['id']}" if is_used else "")
    if entity["label"] not in _AMOUNT_LABELS:
        return f"{{{head}|"
    value = entity["value"]
    fields = [f"value={value if value is not None else '-'}"]
    for key in ("low", "high"):
        if entity[key] != value:
            fields.append(f"{key}={entity[key] if entity[key] is not None else '-'}")
    if entity["unit"] != _AMOUNT_LABELS[entity["label"]]:
        fields.append(f"unit={entity['unit']}")
    fields += ["approx"] * bool(entity["approx"])
    fields += [f"per={entity['per']}"] * bool(entity.get("per"))
    return f"{{{head} {' '.join(fields)}|"
