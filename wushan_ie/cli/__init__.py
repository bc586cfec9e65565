"""Finds checkable facts in Chinese government bulletins.

Exit codes: 0 done, 1 done but a document failed or a floor was missed, 2 wrong usage, rules or model.
"""

# The only package of the library that prints.

from __future__ import annotations

import io
import sys

import typer

from wushan_ie.cli import archives, bench, bulletins, exports, gold, model, rules, scores

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, help=__doc__)
app.command("annotate")(bulletins.annotate)
app.command("run")(archives.run)
app.command("export")(exports.export)
app.command("sum")(bulletins.sum_up)
app.command("explain")(bulletins.explain)
app.command("evaluate")(scores.evaluate)
app.command("bench")(bench.bench)
app.add_typer(gold.app, name="gold")
app.add_typer(rules.app, name="rules")
app.add_typer(model.app, name="model")


def main() -> None:
    """Run the command line."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    app()
