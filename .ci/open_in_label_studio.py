"""Opens an export in Label Studio's own code: ``python open_in_label_studio.py TASKS.json INTERFACE.xml``.

Needs label-studio-sdk, whose dependencies are too many to share an environment with. Exits with 1 when the interface
or a task is refused, or when the SDK's converter reads other spans than the file holds.
"""

import json
import sys
import tempfile
from pathlib import Path

from label_studio_sdk.converter import Converter
from label_studio_sdk.label_interface import LabelInterface


def main(tasks_file: str, interface_file: str) -> int:
    """Validate the interface and every task, then read the file as the SDK's converter does."""
    tasks = json.loads(Path(tasks_file).read_text("utf-8"))
    config = Path(interface_file).read_text("utf-8")
    interface = LabelInterface(config)
    interface.validate()
    # of the SDK's two checks of one result list only that for predictions tells what is wrong
    refused = {
        task["data"]["id"]: errors
        for task in tasks
        if (errors := interface.validate_prediction(task["annotations"][0], return_errors=True))
    }
    with tempfile.TemporaryDirectory() as folder:
        imported = Path(folder) / "imported.json"  # importing numbers the tasks
        imported.write_text(json.dumps([{"id": number, **task} for number, task in enumerate(tasks)]), "utf-8")
        Converter(config, folder, download_resources=False).convert_to_json_min(str(imported), folder, is_dir=False)
        read = json.loads((Path(folder) / "result.json").read_text("utf-8"))
    shifted = [
        task["data"]["id"] for task, found in zip(tasks, read, strict=True) if spans_of(task) != labels_of(found)
    ]
    print(f"{len(tasks)} tasks, refused: {refused or 'none'}, shifted: {shifted or 'none'}")
    return int(bool(refused or shifted or not tasks))


def spans_of(task):
    """The spans as this project wrote them."""
    results = task["annotations"][0]["result"]
    return sorted(
        (one["value"]["start"], one["value"]["end"], one["value"]["labels"][0])
        for one in results
        if one["type"] == "labels"
    )


def labels_of(found):
    """The spans as the converter read them, each with the words of the text."""
    assert all(found["text"][one["start"] : one["end"]] == one["text"] for one in found["label"])
    return sorted((one["start"], one["end"], one["labels"][0]) for one in found["label"])


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
