"""``wushan-ie bench``: how fast the stages are on this machine."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated

import typer

from wushan_ie.cli.settings import Rules, load_annotator, told

_LONGEST = 50_000  # characters of a round


@told
def bench(
    files: Annotated[
        list[Path] | None, typer.Argument(metavar="[FILE…]", help="Bulletins to measure on; else the rules' examples.")
    ] = None,
    rounds: Annotated[int, typer.Option(min=1, help="How often everything is run; the median counts.")] = 5,
    rules: Rules = [],  # noqa: B006
) -> None:
    """Time the stages on this machine, on one core, and print what each takes."""
    from wushan_ie.benchmark import TOTAL, machine, time_stages
    from wushan_ie.writing.columns import format_columns

    annotator = load_annotator("pkuseg", rules)
    texts = _texts(files or [], rules)
    timings = time_stages(annotator, texts, rounds)
    total = timings.pop(TOTAL)
    rows = [["stage", "characters/s", "share", "spread"]]
    for name, timing in [(TOTAL, total), *sorted(timings.items(), key=lambda item: item[1].rate)]:
        rows.append([name, f"{timing.rate:,.0f}", f"{total.rate / timing.rate:.1%}", f"{timing.spread:.0%}"])
    typer.echo("\n".join(line.rstrip() for line in format_columns(rows)))
    typer.echo(f"{total.size:,} characters, {rounds} rounds; " + ", ".join(f"{k} {v}" for k, v in machine().items()))


def _texts(files: list[Path], rules: list[Path]) -> list[str]:
    """Return the texts of the files, or the examples of the rules in bulletins of some ten sentences."""
    from wushan_ie.rulebook import bundled_rules, read_rulebook

    if files:
        from wushan_ie.reading.bulletin import read_bulletin
        from wushan_ie.reading.header_form import compile_header

        form = compile_header(read_rulebook([bundled_rules(), *rules]).tables["layout"])
        return [read_bulletin(file, form).text[:_LONGEST] for file in files]
    links = read_rulebook([bundled_rules(), *rules]).links
    sentences = [re.sub(r"\s", "", one.text) for rule in links for one in (*rule.positive, *rule.negative)]
    return ["\n".join(sentences[at : at + 10]) for at in range(0, len(sentences), 10)]
