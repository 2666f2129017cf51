"""A program that is killed while it brings a workbook in leaves all of the workbook or nothing."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from rbtrack import catalog
from rbtrack.cli.common import DEFAULT_DATABASE
from rbtrack.domain.evaluation import EvaluationKey
from rbtrack.store import Store
from rbtrack.usecases.demo import BPS_YEARS
from tests.databases import make_database
from tests.lke.official import sample_answers

KILLS = 26
CHUNK = 13
FLAGS = ("--office", "bps", "--rubric", "rb-2014", "--tier", "self")


def start(folder: Path, *files: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "rbtrack", "lke", "import", *map(str, files), *FLAGS]
    return subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def check_whole(database: Path, rubric_items: int) -> int:
    """The number of evaluations in `database`: those of both years of the workbook, or none; each with all answers."""
    with Store.open(str(database)) as store, store.reading() as reader:
        keys = reader.keys("bps")
        assert set(keys) in ({EvaluationKey("bps", year, "rb-2014", "self") for year in BPS_YEARS}, set())
        for key in keys:
            evaluation = reader.evaluation(key)
            assert evaluation is not None
            assert dict(evaluation.answers) == sample_answers(key.year)
            assert len(evaluation.answers) == rubric_items
        entries = [entry for entry in reader.journal() if entry.action == "lke.import"]
        assert len(entries) == len(keys)
        assert reader.verify_journal().problems == ()
    return len(keys)


def kill_again_and_again(folder: Path, worksheet: Path, seeds: range) -> Counter[int]:
    """Kill the import of `worksheet` at a moment that each seed chooses; how often so many years were stored."""
    database = folder / DEFAULT_DATABASE
    database.parent.mkdir(exist_ok=True)
    template = make_database(folder / "template.db")
    shutil.copy(template, database)
    items = len([node for node in catalog.shipped_rubric("rb-2014").nodes.values() if node.is_item])
    began = time.monotonic()
    assert start(folder, worksheet).wait() == 0
    whole = time.monotonic() - began
    seen: Counter[int] = Counter()
    for seed in seeds:
        for suffix in ("-wal", "-shm"):
            Path(f"{database}{suffix}").unlink(missing_ok=True)
        shutil.copy(template, database)
        process = start(folder, worksheet)
        # Starting takes half of the time and writes nothing: most kills fall into the other half.
        time.sleep(whole * random.Random(seed).uniform(0.3, 1.05))
        process.kill()
        process.wait()
        seen[check_whole(database, items)] += 1
    # What was killed can be done again.
    assert start(folder, worksheet).wait() == 0
    assert check_whole(database, items) == len(BPS_YEARS)
    return seen


@pytest.mark.slow
@pytest.mark.parametrize("first", range(0, KILLS, CHUNK))
def test_all_of_a_workbook_or_nothing(tmp_path: Path, worksheet: Path, first: int) -> None:
    seen = kill_again_and_again(tmp_path, worksheet, range(first, first + CHUNK))
    assert set(seen) <= {0, len(BPS_YEARS)}
