"""Runs over small archives, with texts that harm the process that annotates them."""

from __future__ import annotations

import hashlib
import os
import sys
import time
from collections.abc import Mapping
from pathlib import Path

from wushan_ie.annotator import Annotator
from wushan_ie.archive import RunSettings
from wushan_ie.pipeline import Analysis

SENTENCE = "第{number}期：县水利局投入{number}万元新建的青溪村人饮工程已通水，惠及{number}人。"


class HostileAnnotator(Annotator):
    """Does what the text says."""

    def analyse(self, text: str, known: Mapping[str, str] | None = None) -> Analysis:
        if "睡着" in text:
            time.sleep(600)
        if "卡住" in text:  # a C function that holds the interpreter, as a bad regular expression would
            sum(range(10**12))
        if "退出" in text:
            os._exit(7)
        if "吃内存" in text:
            bytearray(2**36)
        if "出错" in text:
            raise ZeroDivisionError("division by zero")
        return super().analyse(text, known)


class HostileSettings(RunSettings):
    """Settings of a run with that annotator."""

    def load(self) -> HostileAnnotator:
        return HostileAnnotator(self.segmenter, self.words, self.rules)


def settings(source: Path, out: Path, **changes: object) -> HostileSettings:
    """Return settings for tests: small shards, no model, short limits."""
    found: dict[str, object] = {
        "sources": (source,),
        "out": out,
        "form": "jsonl",
        "workers": 1,
        "time_limit": 20,
        "memory_limit": 2048,
        "shard": 4,
        "segmenter": "char",
        "words": (),
        "rules": (),
        "master": None,
    }
    return HostileSettings(**{**found, **changes})  # type: ignore[arg-type]


def write_archive(folder: Path, texts: Mapping[str, str | bytes]) -> Path:
    """Write files, made of text or bytes, and return their folder."""
    folder.mkdir()
    for name, text in texts.items():
        (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


def good_texts(number: int) -> dict[str, str]:
    """Return so many texts, each with its own figures."""
    return {f"{at:04}.txt": SENTENCE.format(number=at + 10) for at in range(number)}


def digests(out: Path) -> dict[str, str]:
    """Return the SHA-256 of every file of a result but the one that holds times."""
    files = sorted(path for path in out.iterdir() if path.name != "run.json")
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def main() -> None:
    """Run over a source into a folder with a time limit, the arguments: a process that tests can kill."""
    from wushan_ie.archive import run_archive

    source, out, limit = sys.argv[1:]
    chosen = settings(Path(source), Path(out), form="parquet", workers=2, time_limit=float(limit))
    run_archive(chosen, lambda _: None)


if __name__ == "__main__":
    main()
