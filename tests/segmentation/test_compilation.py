"""Machine code is kept where it can be kept; elsewhere it is compiled for the process, which is said once."""

import logging

import numba
import pytest

from wushan_ie.segmentation import compilation
from wushan_ie.segmentation.compilation import compiled, inlined


def test_where_nothing_can_be_written_the_functions_run_all_the_same(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def njit(*, cache: bool = False, **_: object):
        if cache:
            raise RuntimeError("cannot cache function: no locator available")
        return lambda function: function

    monkeypatch.setattr(numba, "njit", njit)
    compilation._tell_that_it_is_not_kept.cache_clear()
    with caplog.at_level(logging.WARNING):
        assert [make(abs)(-1) for make in (compiled, inlined)] == [1, 1]
    assert [record.getMessage() for record in caplog.records] == [
        "machine code cannot be kept, so each process compiles for seconds; set NUMBA_CACHE_DIR: "
        "cannot cache function: no locator available"
    ]
