"""Runs one check many times in a process beside this one, which may hang, die or take too much memory."""

from __future__ import annotations

import faulthandler
import multiprocessing
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from benchmarks.measuring import peak_memory

Check = Callable[[int], str]
"""Takes a number, says what became of it, and raises where something is wrong."""

FAILED, HUNG, DIED = "failed", "hung", "died"
_TIME_IS_UP = 1
"""How Python ends a process whose time is up; one that dies by itself ends by a signal."""


@dataclass(frozen=True, slots=True)
class Watched:
    """What became of one number; `seconds` and `peak` (in MB, of the process until then) are 0 where it did not live to tell."""

    number: int
    became: str
    seconds: float = 0
    peak: int = 0


def watch(
    prepare: Callable[[Path], Check], numbers: Sequence[int], folder: Path, seconds: float, megabytes: int
) -> Iterator[Watched]:
    """What becomes of each number; `prepare` makes the check in a new folder inside of `folder`.

    A process that takes more than `seconds` for a number, or dies, is replaced by a new one that goes on with the
    next number; so is one that took more than `megabytes`, since its peak never falls again.
    """
    left = list(numbers)
    context = multiprocessing.get_context("spawn")
    while left:
        ours, theirs = context.Pipe(duplex=False)
        worker = context.Process(
            target=_work, args=(theirs, prepare, left, Path(tempfile.mkdtemp(dir=folder)), seconds)
        )
        worker.start()
        theirs.close()
        try:
            while left:
                watched = ours.recv()
                left.remove(watched.number)
                yield watched
                if watched.peak > megabytes:
                    break
        except EOFError:
            worker.join()
            yield Watched(left.pop(0), HUNG if worker.exitcode == _TIME_IS_UP else DIED)
        finally:
            worker.terminate()
            worker.join()
            ours.close()


def _work(
    out: Connection, prepare: Callable[[Path], Check], numbers: Sequence[int], folder: Path, seconds: float
) -> None:
    check = prepare(folder)
    for number in numbers:
        began = time.monotonic()
        faulthandler.dump_traceback_later(seconds, exit=True)
        try:
            became = check(number)
        except Exception:
            traceback.print_exc()
            became = FAILED
        faulthandler.cancel_dump_traceback_later()
        out.send(Watched(number, became, time.monotonic() - began, peak_memory()))
