"""The how-to pages run as they stand: files are written, commands run, and what they print is what the page shows."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

TOP = Path(__file__).parents[2]
BLOCK = re.compile(r"(?:^`(?P<file>[^`\n]+)`:\n\n)?^```(?P<kind>\w+)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
ELLIPSIS = "…"


def steps(page):
    """The page's files and commands in order: (file, content) and (None, command, lines that it shall print)."""
    for block in BLOCK.finditer(page):
        if block["kind"] == "console":
            for piece in re.split(r"^\$ ", block["body"], flags=re.MULTILINE)[1:]:
                command, *shown = piece.splitlines()
                yield None, command, shown
        elif block["file"]:
            yield block["file"], block["body"], []


def prints(output, shown):
    """Whether the shown lines stand in the output one after another; … stands for anything, a line or part of one."""
    pattern = "".join(".*?" if line == ELLIPSIS else f"{_line(line)}\n.*?" for line in shown)
    return re.search(pattern, output + "\n", re.DOTALL) is not None


def _line(line):
    parts = [r" +".join(map(re.escape, re.split(" +", part))) for part in line.split(ELLIPSIS)]
    return "[^\n]*".join(parts)


@pytest.fixture
def checkout(tmp_path):
    shutil.copytree(TOP / "rules", tmp_path / "rules")
    (tmp_path / "corpus").symlink_to(TOP / "corpus")
    return tmp_path


@pytest.mark.parametrize("page", sorted((TOP / "docs" / "how-to").glob("*.md")), ids=lambda page: page.stem)
def test_a_page_does_what_it_says(page, checkout):
    bin_folder = str(Path(sys.executable).parent)
    environment = {**os.environ, "PATH": f"{bin_folder}{os.pathsep}{os.environ['PATH']}", "PYTHONUTF8": "1"}
    for file, words, shown in steps(page.read_text("utf-8")):
        if file is not None:
            (checkout / file).write_text(words, "utf-8")
            continue
        done = subprocess.run(
            ["bash", "-c", words], cwd=checkout, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, f"{words}\n{done.stdout}{done.stderr}"
        assert prints(done.stdout, shown), f"{words}\nexpected:\n" + "\n".join(shown) + f"\nfound:\n{done.stdout}"


@pytest.mark.parametrize(
    ("output", "shown", "fits"),
    [
        ("a\nb\nc\n", ["a", "…", "c"], True),
        ("a\nc\n", ["a", "…", "c"], True),
        ("a\nb\n", ["b", "a"], False),
        ("31 rules: all right\n", ["…: all right"], True),
        ("fact  x   3\n", ["fact x …"], True),
        ("fact y\n", ["fact x …"], False),
    ],
)
def test_shown_lines_are_looked_for_in_order(output, shown, fits):
    assert prints(output, shown) is fits
