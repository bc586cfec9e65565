"""Running the link rules costs little beside segmentation, however many there are."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.bulletins import texts
from benchmarks.size import write_made_rules
from wushan_ie.annotator import Annotator
from wushan_ie.benchmark import time_stages
from wushan_ie.segmentation.model import find_model
from wushan_ie.segmentation.pkuseg import PlainSegmenter

RULES = 200
CHARACTERS = 12_000


def fastest(run: Callable[[], object]) -> float:
    """Return the least processor time of three runs, in seconds."""
    found = []
    for _ in range(3):
        begin = time.process_time()
        run()
        found.append(time.process_time() - begin)
    return min(found)


def test_running_two_hundred_link_rules_takes_less_than_a_tenth_of_pkusegs_segmentation(tmp_path: Path) -> None:
    write_made_rules(tmp_path, RULES)
    made = texts("varied", 7, CHARACTERS)
    plain = PlainSegmenter(find_model())
    segmentation = fastest(lambda: [plain.starts(text) for text in made])
    stages = time_stages(Annotator("pkuseg", [], [str(tmp_path)]), made, 3)
    rules = sum(map(len, made)) / stages["draft_facts"].best
    assert rules < segmentation / 10
