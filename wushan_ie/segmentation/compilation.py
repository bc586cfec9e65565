"""How functions become machine code: by numba, at their first call, kept for the processes to come."""

from __future__ import annotations

import functools
import logging
from collections.abc import Callable
from typing import Literal, TypeVar, cast

import numba

_Function = TypeVar("_Function", bound=Callable[..., object])
_log = logging.getLogger(__name__)


def compiled(function: _Function) -> _Function:
    """Have numba compile the function; where it can write nowhere, each process compiles for itself.

    numba writes beside the source file, else to the user's cache folder, or to NUMBA_CACHE_DIR when that is set.
    """
    return _compile(function, "never")


def inlined(function: _Function) -> _Function:
    """Have numba put the function's body where it is called: a call for each word costs more than the body."""
    return _compile(function, "always")


def _compile(function: _Function, inline: Literal["never", "always"]) -> _Function:
    try:
        dispatcher = numba.njit(cache=True, nogil=True, inline=inline)(function)
    except RuntimeError as error:
        _tell_that_it_is_not_kept(str(error))
        dispatcher = numba.njit(nogil=True, inline=inline)(function)
    return cast(_Function, dispatcher)


@functools.cache
def _tell_that_it_is_not_kept(reason: str) -> None:
    _log.warning("machine code cannot be kept, so each process compiles for seconds; set NUMBA_CACHE_DIR: %s", reason)
