"""pkuseg's own model, fetched when it is not there yet, and a cache folder for one test alone."""

from pathlib import Path

import pytest

from wushan_ie.errors import ModelError
from wushan_ie.segmentation.fetch import fetch_model
from wushan_ie.segmentation.model import find_model


@pytest.fixture(scope="session")
def pkuseg_folder() -> Path:
    try:
        return find_model()
    except ModelError:
        return fetch_model()


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache folder for this test alone."""
    monkeypatch.setenv("WUSHAN_IE_HOME", str(tmp_path / "home"))
    return tmp_path / "home"
