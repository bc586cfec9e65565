"""The converted pkuseg model: made from the release's files, kept in the cache, found by its name.

A model is a folder with a manifest ``model.json`` that names the format and each file's size and SHA-256::

    decoder.bin                       what the compiled decoder maps into memory: model and dictionary
    features.msgpack  weights.npz     what spacy_pkuseg loads where numba is missing
"""

from __future__ import annotations

import hashlib
import io
import json
import logging
import shutil
from collections.abc import Mapping
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np

from wushan_ie.errors import ModelError
from wushan_ie.segmentation.cache import cache_folder, folder_in_making
from wushan_ie.segmentation.conversion import build_model
from wushan_ie.segmentation.flat import write_arrays
from wushan_ie.segmentation.lexicon import build_lexicon
from wushan_ie.segmentation.source import RELEASE, read_pickle, read_source

FORMAT = 2
MANIFEST = "model.json"
DECODER_FILE = "decoder.bin"

_REMEDY = (
    "run 'wushan-ie model fetch', which gets it from your package index through pip, or, without a network, "
    f"copy a wheel of pkuseg {RELEASE} here and run 'wushan-ie model import FILE'"
)
_log = logging.getLogger(__name__)


def model_folder() -> Path:
    """Return where the model is kept, whether it is there or not."""
    return cache_folder() / f"pkuseg-{RELEASE}"


def find_model() -> Path:
    """Return the folder of the model in the cache; raises ModelError with the remedies when it is missing or damaged.

    Compares sizes only: hashing 200 MB at every start would cost more than loading them.
    """
    folder = model_folder()
    if not folder.is_dir():
        raise ModelError(f"the segmentation model is missing from {folder}: {_REMEDY}")
    for name, entry in _read_manifest(folder).items():
        size = (folder / name).stat().st_size if (folder / name).is_file() else None
        if size != entry["bytes"]:
            found = "is missing" if size is None else f"has {size} bytes instead of {entry['bytes']}"
            raise ModelError(f"{folder / name}: {found}; {_REMEDY}")
    return folder


def import_model(path: Path) -> Path:
    """Put the model into the cache from a pkuseg wheel, a zip, or a folder; return its folder there.

    A folder holds the release's model files or is a model folder that was copied from another machine.
    Raises ModelError.
    """
    target = model_folder()
    try:
        if (path / MANIFEST).is_file():
            _copy_model(path, target)
        else:
            _convert(read_source(path), target)
    except OSError as error:
        raise ModelError(f"the model of {path} cannot be stored in {target}: {error}") from error
    _log.info("stored the segmentation model in %s", target)
    return target


def _convert(files: Mapping[str, bytes], target: Path) -> None:
    import srsly  # type: ignore[import-untyped]  # here: whoever only opens the model needs none of it

    features = read_pickle(files["features.pkl"])
    weights = np.load(io.BytesIO(files["weights.npz"]))["w"]
    dictionary = read_pickle((resources.files("spacy_pkuseg") / "dicts" / "default.pkl").read_bytes())
    arrays = {f"model.{name}": array for name, array in build_model(features, weights)._asdict().items()}
    for name, array in build_lexicon(dictionary.split("\n"))._asdict().items():
        arrays[f"dictionary.{name}"] = array
    with folder_in_making(target) as folder:
        write_arrays(folder / DECODER_FILE, arrays)
        (folder / "features.msgpack").write_bytes(srsly.msgpack_dumps(features))
        (folder / "weights.npz").write_bytes(files["weights.npz"])
        _write_manifest(folder)


def _copy_model(source: Path, target: Path) -> None:
    manifest = _read_manifest(source)
    if target.exists() and source.samefile(target):
        raise ModelError(f"{source}: is the cached model itself")
    with folder_in_making(target) as folder:
        for name, entry in manifest.items():
            if not (source / name).is_file():
                raise ModelError(f"{source / name}: is missing")
            shutil.copyfile(source / name, folder / name)
            found = _sha256(folder / name)
            if found != entry["sha256"]:
                raise ModelError(
                    f"{source / name}: is damaged: its SHA-256 is {found}, {MANIFEST} says {entry['sha256']}"
                )
        shutil.copyfile(source / MANIFEST, folder / MANIFEST)


def _write_manifest(folder: Path) -> None:
    files = {path.name: {"bytes": path.stat().st_size, "sha256": _sha256(path)} for path in sorted(folder.iterdir())}
    text = json.dumps({"format": FORMAT, "pkuseg": RELEASE, "files": files}, indent=1)
    (folder / MANIFEST).write_text(text + "\n", encoding="utf-8")


def _read_manifest(folder: Path) -> dict[str, dict[str, Any]]:
    """Return the entries of the model's files by name; raises ModelError for a foreign or damaged manifest."""
    path = folder / MANIFEST
    try:
        manifest = json.loads(path.read_text(encoding="utf-8"))
        version, files = manifest["format"], manifest["files"]
        entries = {str(name): {"bytes": entry["bytes"], "sha256": entry["sha256"]} for name, entry in files.items()}
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise ModelError(f"{path}: is no manifest of a segmentation model ({error!r}); {_REMEDY}") from error
    if version != FORMAT:
        raise ModelError(f"{path}: has format {version!r}, this version reads {FORMAT}; {_REMEDY}")
    if foreign := [name for name in entries if Path(name).name != name]:
        raise ModelError(f"{path}: names a file outside its folder: {foreign[0]!r}")
    return entries


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
