"""Makes an archive of bulletins in mixed formats and encodings, some of them broken, with gold by construction.

    pip install -e ".[bench,formats]"
    python -m benchmarks.archive N --seed S --out DIR [--broken 0.01] [--formats txt,html,…]

``DIR/archive`` is what to run over, ``DIR/gold.jsonl`` are annotated bulletins whose ids are those of the documents,
``DIR/broken.jsonl`` names the broken documents with the reason that their row in ``errors`` is to have. The same
arguments make the same bytes.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Callable, Mapping
from itertools import islice
from pathlib import Path

from benchmarks.archive_formats import FORMATS, as_pdf, as_word, draw_pdf, scanned_pdf
from benchmarks.archive_packs import PACKS, Packs
from benchmarks.gold_bulletins import gold_bulletins

_SHARES = {".txt": 50, ".html": 30, ".docx": 10, ".pdf": 10}
_COPIES = 0.02  # of the text files say again what one before said


def _cut(data: bytes) -> bytes:
    return data[: len(data) * 2 // 3]


def _with_bytes_amid(data: bytes, junk: bytes) -> bytes:
    return data[: len(data) // 2] + junk + data[len(data) // 2 :]


# The ways to be broken: ending, reason, and how the bytes come about from a good text.
BROKEN: Mapping[str, tuple[str, str, Callable[[str], bytes]]] = {
    "empty": (".txt", "empty", lambda text: b""),  # noqa: ARG005
    "binary": (".txt", "format", lambda text: bytes(range(256)) * (1 + len(text) // 256)),
    "damaged-utf-8": (".txt", "damaged", lambda text: _with_bytes_amid(text.encode(), b"\xff\xfe\xff")),
    "undecodable": (".txt", "encoding", lambda text: _with_bytes_amid(text.encode("gb18030"), b"\xff\xff")),
    "cut-utf-16": (".txt", "damaged", lambda text: text.encode("utf-16")[:-1]),
    "cut-docx": (".docx", "damaged", lambda text: _cut(as_word(text, random.Random(0)))),
    "cut-pdf": (".pdf", "damaged", lambda text: as_pdf(text, random.Random(0))[:200]),
    "scanned-pdf": (".pdf", "scanned", lambda text: scanned_pdf()),  # noqa: ARG005
    "locked-pdf": (".pdf", "encrypted", lambda text: draw_pdf(text, "geheim")),
    "bare-page": (".html", "empty", lambda text: b"<html><body><script>var a = 1;</script></body></html>"),  # noqa: ARG005
}


def make_archive(out: Path, documents: int, seed: int, broken: float, formats: tuple[str, ...]) -> None:
    """Write archive, gold and list of broken documents into ``out``."""
    chance = random.Random(f"archive {seed}")
    ways = [name for name, (ending, _, _) in BROKEN.items() if ending in formats]
    endings = [ending for ending in FORMATS if ending in formats]
    packs = Packs(out, chance, [kind for kind in PACKS if kind in formats])
    at_random = chance.sample(range(documents), round(documents * broken))
    bad = {at: ways[rank % len(ways)] for rank, at in enumerate(at_random)}
    said: list[str] = []
    with (out / "gold.jsonl").open("w", encoding="utf-8") as gold, (out / "broken.jsonl").open("w") as failures:
        for at, bulletin in enumerate(islice(gold_bulletins(seed), documents)):
            if at in bad:
                ending, reason, spoil = BROKEN[bad[at]]
                document = packs.write_file(at, ending, spoil(bulletin["text"]))
                failures.write(json.dumps({"document": document, "way": bad[at], "reason": reason}) + "\n")
                continue
            ending = chance.choices(endings, [_SHARES[one] for one in endings])[0]
            copied = ending == ".txt" and said and chance.random() < _COPIES
            text = chance.choice(said) if copied else bulletin["text"]
            document = packs.write(at, text, ending, FORMATS[ending](text, chance))
            if not copied:
                gold.write(json.dumps({**bulletin, "id": document}, ensure_ascii=False) + "\n")
                said = [*said[-99:], text] if ending == ".txt" else said
    packs.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("documents", type=int)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--broken", type=float, default=0.01, help="share of broken documents")
    parser.add_argument("--formats", default="txt,html,docx,pdf,zip,tar.gz,jsonl,parquet")
    chosen = parser.parse_args()
    formats = tuple(f".{name}" for name in chosen.formats.split(","))
    if unknown := set(formats) - {*FORMATS, *PACKS}:
        parser.error(f"no format {', '.join(sorted(unknown))}; allowed: {', '.join([*FORMATS, *PACKS])}")
    chosen.out.mkdir(parents=True, exist_ok=True)
    make_archive(chosen.out, chosen.documents, chosen.seed, chosen.broken, formats)


if __name__ == "__main__":
    main()
