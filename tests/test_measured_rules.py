"""rules/measured.tsv was measured on the rules and the gold that are here: no figure of a rule is out of date."""

from pathlib import Path

from wushan_ie.evaluation import hash_files, stale_sources

TOP = Path(__file__).parents[1]
GOLD = ("dev", "tune", "test")


def test_the_figures_of_the_rules_were_measured_on_these_rules_and_this_gold() -> None:
    hashes = {name: hash_files(TOP / "corpus" / "gold" / f"{name}.jsonl") for name in GOLD}
    hashes["rules"] = hash_files(TOP / "rules")
    stale = stale_sources(TOP / "rules" / "measured.tsv", hashes)
    assert stale == [], "measure anew: see CONTRIBUTING.md"
