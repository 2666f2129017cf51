"""What the benchmarks rest on: their country, invented and the same every time, and a watch that nothing escapes."""

from __future__ import annotations

import os
import signal
import sys
import time
from functools import partial
from pathlib import Path

import pytest

from benchmarks.make_country import make_country
from benchmarks.measuring import peak_memory
from benchmarks.watching import Check, watch
from rbtrack.domain.evaluation import Evaluation
from rbtrack.store import Store


def stored(path: Path) -> list[Evaluation]:
    with Store.open(str(path)) as store, store.reading() as reader:
        codes = [office.code for office in reader.offices()]
        return [found.evaluation for found in reader.evaluations(codes, "rb")]


def test_the_same_numbers_give_the_same_country(tmp_path: Path) -> None:
    made = [make_country(tmp_path / f"{name}.db", offices=45, years=2) for name in ("one", "other")]
    one, other = stored(tmp_path / "one.db"), stored(tmp_path / "other.db")
    assert one == other
    assert made == [len(one), len(other)]
    assert {each.key.tier for each in one} == {"self", "evaluator"}
    assert len({each.key.office for each in one}) == 45


def prepare(megabytes: int, folder: Path) -> Check:
    """A check that raises for 1, ends the process for 2, takes so much memory for 3, and never ends for 4."""

    def check(number: int) -> str:
        if number == 1:
            raise ValueError(number)
        if number == 2:
            os.kill(os.getpid(), signal.SIGKILL)
        if number == 4:
            time.sleep(600)
        return f"{folder.is_dir()} {len(bytearray(megabytes * 1_000_000 * (number == 3))) > 0}"

    return check


@pytest.mark.skipif(sys.platform == "win32", reason="memory is not counted, and signals are others")
def test_what_raises_dies_or_takes_too_much_is_noticed_and_the_others_go_on(tmp_path: Path) -> None:
    limit = peak_memory() + 100  # a new process begins with the peak of the one that starts it
    found = list(watch(partial(prepare, limit + 100), (0, 1, 2, 3, 5), tmp_path, seconds=60, megabytes=limit))
    assert [watched.became for watched in found] == ["True False", "failed", "died", "True True", "True False"]
    assert [watched.peak > limit for watched in found] == [False, False, False, True, False]


def test_what_hangs_is_ended(tmp_path: Path) -> None:
    found = watch(partial(prepare, 0), (4, 4), tmp_path, seconds=0.2, megabytes=peak_memory() + 100)
    assert [watched.became for watched in found] == ["hung"] * 2
