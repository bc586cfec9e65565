"""Where cached data lies, and that a folder appears whole or not at all."""

from pathlib import Path

import pytest

from wushan_ie.segmentation.cache import cache_folder, folder_in_making


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("WUSHAN_IE_HOME", "XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(Path, "home", lambda: Path("/people/me"))


@pytest.mark.parametrize(
    ("platform", "settings", "folder"),
    [
        ("linux", {}, "/people/me/.cache/wushan_ie"),
        ("linux", {"XDG_CACHE_HOME": "/fast"}, "/fast/wushan_ie"),
        ("linux", {"XDG_CACHE_HOME": "relative"}, "/people/me/.cache/wushan_ie"),
        ("linux", {"WUSHAN_IE_HOME": "/mine", "XDG_CACHE_HOME": "/fast"}, "/mine"),
        ("linux", {"WUSHAN_IE_HOME": ""}, "/people/me/.cache/wushan_ie"),
        ("darwin", {}, "/people/me/Library/Caches/wushan_ie"),
        ("win32", {}, "/people/me/AppData/Local/wushan_ie"),
        ("win32", {"LOCALAPPDATA": "/local"}, "/local/wushan_ie"),
    ],
)
def test_the_cache_lies_where_the_platform_or_the_user_wants_it(
    monkeypatch: pytest.MonkeyPatch, platform: str, settings: dict, folder: str
) -> None:
    monkeypatch.setattr("sys.platform", platform)
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    assert cache_folder() == Path(folder)


def test_a_folder_takes_the_place_of_the_one_before(tmp_path: Path) -> None:
    target = tmp_path / "deep" / "model"
    for content in ("old", "new"):
        with folder_in_making(target) as folder:
            (folder / "file").write_text(content)
    assert (target / "file").read_text() == "new"
    assert list(target.parent.iterdir()) == [target]


def _fail_half_way(target: Path) -> None:
    with folder_in_making(target) as folder:
        (folder / "file").write_text("half")
        raise OSError("disk full")


def test_an_error_leaves_the_folder_of_before_and_nothing_else(tmp_path: Path) -> None:
    target = tmp_path / "model"
    with folder_in_making(target) as folder:
        (folder / "file").write_text("old")
    with pytest.raises(OSError, match="disk full"):
        _fail_half_way(target)
    assert (target / "file").read_text() == "old"
    assert list(tmp_path.iterdir()) == [target]
