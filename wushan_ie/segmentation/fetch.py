"""Gets pkuseg's release through pip, so that the user's own index, mirror and proxy settings apply."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
import tempfile
from pathlib import Path

from wushan_ie.errors import ModelError
from wushan_ie.segmentation.model import import_model
from wushan_ie.segmentation.source import RELEASE

# The wheels for CPython 3.6: Linux, Windows, macOS. Any of them will do, they are only unpacked.
_PLATFORMS = ("manylinux1_x86_64", "win_amd64", "macosx_10_6_intel")
_WHEEL_HASHES = (
    "4f550fe17e452742814dcd9fbc7e4b1497679199e3119730ec887f40a008461a",
    "5978e27e7b1e3561f9b5ca47ee4cfafed851dbffb120d57666abbf55cb345050",
    "386e64cac9336f7b4f7ab27a802ecebf01ad6ad06ccebef0c7606fb843fcf55c",
)
_OPTIONS = (
    *("--no-deps", "--only-binary=:all:", "--no-input", "--disable-pip-version-check", "--progress-bar=off"),
    *("--python-version=3.6", "--implementation=cp", "--abi=cp36m"),
    *(f"--platform={platform}" for platform in _PLATFORMS),
)
_REMEDY = (
    f"on a machine with a network run 'pip download {' '.join(_OPTIONS[:2] + _OPTIONS[5:9])} pkuseg=={RELEASE}', "
    "copy the file here and run 'wushan-ie model import FILE'"
)


def fetch_model() -> Path:
    """Download the release through pip, convert its model, and return the model's folder in the cache.

    Raises ModelError when pip is missing, finds no index or no release, or the release is not the pinned one.
    """
    if not sys.executable or importlib.util.find_spec("pip") is None:
        raise ModelError(f"this Python has no pip to fetch the model with: {_REMEDY}")
    with tempfile.TemporaryDirectory(prefix="wushan-ie-") as folder:
        return import_model(_download(Path(folder)))


def _download(folder: Path) -> Path:
    requirement = folder / "requirements.txt"
    hashes = " ".join(f"--hash=sha256:{value}" for value in _WHEEL_HASHES)
    requirement.write_text(f"pkuseg=={RELEASE} {hashes}\n", encoding="utf-8")
    command = [sys.executable, "-m", "pip", "download", *_OPTIONS, "--dest", str(folder), "-r", str(requirement)]
    done = subprocess.run(command, check=False, capture_output=True, text=True, encoding="utf-8", errors="replace")
    wheels = sorted(folder.glob("*.whl"))
    if done.returncode != 0 or not wheels:
        lines = [line for line in done.stderr.splitlines() if line.strip()]
        said = "\n".join(f"  {line}" for line in lines[-4:]) or "  (nothing)"
        raise ModelError(
            f"pip could not get pkuseg {RELEASE} (exit code {done.returncode}). It said:\n{said}\n"
            f"Set pip's index or proxy (pip config, PIP_INDEX_URL), or {_REMEDY}"
        )
    return wheels[0]
