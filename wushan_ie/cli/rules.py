"""``wushan-ie rules``: check, list, write and try link rules."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from wushan_ie.cli.settings import Rules, Segmenter, load_annotator, say, told, write

app = typer.Typer(no_args_is_help=True, help="Check, list, write and try link rules.")


@app.command("check")
@told
def check(
    rules: Rules = [],  # noqa: B006
    segmenter: Segmenter = "pkuseg",
    full: Annotated[bool, typer.Option(help="Run the examples through the whole pipeline too.")] = True,
) -> None:
    """Read all rules, word lists and tables, run every example, and report what is wrong or narrow."""
    from wushan_ie.rulebook import bundled_rules, check_examples, check_examples_end_to_end, narrow_rules, read_rulebook
    from wushan_ie.rulebook.faults import format_faults
    from wushan_ie.rulebook.lints import lint_patterns

    rulebook = read_rulebook([bundled_rules(), *rules])
    faults = [*lint_patterns(rulebook.links, ()), *check_examples(rulebook)]
    if full:
        annotator = load_annotator(segmenter, rules)
        faults += check_examples_end_to_end(rulebook, lambda text: annotator.annotate(text, "example"))
    for warning in narrow_rules(rulebook):
        say(f"warning: {warning}")
    if faults:
        say(format_faults(faults))
        raise typer.Exit(1)
    examples = sum(len(rule.positive) + len(rule.negative) for rule in rulebook.links)
    typer.echo(f"{len(rulebook.links)} rules, {examples} examples: all right")


@app.command("list")
@told
def list_rules(rules: Rules = []) -> None:  # noqa: B006
    """List the rules: id, kind, status, what they say."""
    from wushan_ie.rulebook import bundled_rules, read_rulebook
    from wushan_ie.writing.columns import format_columns

    rulebook = read_rulebook([bundled_rules(), *rules])
    rows = [["id", "kind", "status", "says"]]
    rows += [[rule.id, rule.kind, rule.status, rule.says] for rule in rulebook.links]
    typer.echo("\n".join(line.rstrip() for line in format_columns(rows)))


@app.command("new")
@told
def new(name: Annotated[str, typer.Argument(metavar="ID", help="The new rule's id, such as firm-buys-goods.")]) -> None:
    """Print a commented skeleton of a rule."""
    from wushan_ie.rulebook import rule_skeleton

    typer.echo(rule_skeleton(name), nl=False)


@app.command("test")
@told
def try_rules(
    text: Annotated[str, typer.Option(help="A sentence to try the rules on.")],
    rules: Rules = [],  # noqa: B006
    segmenter: Segmenter = "char",
) -> None:
    """Show the facts of a sentence, with every candidate of every amount."""
    typer.echo(load_annotator(segmenter, rules).explain(text, None), nl=False)


@app.command("suggest")
@told
def suggest(
    gold: Annotated[Path, typer.Argument(metavar="GOLD.jsonl", help="Annotated bulletins with facts.")],
    least: Annotated[int, typer.Option(help="Leave out what finds fewer missed facts.")] = 2,
    most: Annotated[int, typer.Option(help="Print no more than so many.")] = 20,
    rules: Rules = [],  # noqa: B006
    segmenter: Segmenter = "pkuseg",
) -> None:
    """Print rule skeletons for facts of gold that no rule finds, with what each would do on the rest of gold."""
    from wushan_ie.evaluation import format_suggestions, suggest_rules
    from wushan_ie.rulebook import bundled_rules, read_rulebook
    from wushan_ie.writing.documents import read_documents

    wanted = list(read_documents(gold))
    annotator = load_annotator(segmenter, rules)
    found = [annotator.annotate(one["text"], one["id"]) for one in wanted]
    sentences = {one["id"]: annotator.analyse(one["text"]).sentences for one in wanted}
    suggestions = suggest_rules(read_rulebook([bundled_rules(), *rules]), wanted, found, sentences)
    kept = [one for one in suggestions if one.support >= least]
    typer.echo(format_suggestions(kept[:most]), nl=False)
    say(f"{len(suggestions)} contexts, {len(kept)} of them with {least} missed facts or more; shown {len(kept[:most])}")


@app.command("measure")
@told
def measure(
    gold: Annotated[list[Path], typer.Argument(metavar="GOLD.jsonl…", help="Annotated bulletins, one file or more.")],
    out: Annotated[Path, typer.Option(help="The table to write, such as rules/measured.tsv.")],
    page: Annotated[Path | None, typer.Option(help="Write the link rules with their figures as Markdown here.")] = None,
    rules: Rules = [],  # noqa: B006
    segmenter: Segmenter = "pkuseg",
) -> None:
    """Measure every rule on gold; write how often it fired, was right, and how sure that is."""
    from wushan_ie.evaluation import evaluate, format_measured, hash_files, render_rule_page
    from wushan_ie.rulebook import bundled_rules, read_rulebook
    from wushan_ie.writing.documents import read_documents

    rulebook = read_rulebook([bundled_rules(), *rules])
    annotator = load_annotator(segmenter, rules)
    results = {}
    for file in gold:
        wanted = list(read_documents(file))
        results[file.stem] = evaluate(wanted, [annotator.annotate(one["text"], one["id"]) for one in wanted])
    hashes = {file.stem: hash_files(file) for file in gold}
    hashes |= {f"rules {number}": hash_files(folder) for number, folder in enumerate(rules, 1)}
    hashes["rules"] = hash_files(bundled_rules())
    write(out, format_measured(results, [rule.id for rule in rulebook.links], hashes))
    if page is not None:
        write(page, render_rule_page(rulebook.links, results))
    say(f"{len(rulebook.links)} rules measured on {', '.join(results)}; written to {out}")


@app.command("fit")
@told
def fit(
    gold: Annotated[list[Path], typer.Argument(metavar="GOLD.jsonl…", help="Annotated bulletins with facts.")],
    out: Annotated[Path, typer.Option(help="The table to write: tables/evidence.tsv of a rule folder.")],
    rules: Rules = [],  # noqa: B006
    segmenter: Segmenter = "pkuseg",
) -> None:
    """Learn from gold how much each piece of evidence speaks for the kind of an amount and for its project."""
    from wushan_ie.evaluation import format_weights, learn
    from wushan_ie.rulebook import bundled_rules, read_rulebook
    from wushan_ie.writing.documents import read_documents

    rulebook = read_rulebook([bundled_rules(), *rules])
    documents = [one for file in gold for one in read_documents(file)]
    weights, amounts = learn(documents, rulebook, load_annotator(segmenter, rules))
    write(out, format_weights(weights, [*(file.name for file in gold), "the examples of the rules"]))
    say(f"{len(weights)} weights from {amounts} amounts; written to {out}")
