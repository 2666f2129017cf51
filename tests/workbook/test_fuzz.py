"""Whatever stands in a file: a plain answer, and all of it stored or nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.workbook.fuzzing import Bench, check_file, check_files
from tests.workbook.mutating import base_files, mutate

FILES = 1_000
CHUNK = 50


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    return Bench.make(tmp_path_factory.mktemp("fuzz"))


@pytest.fixture(scope="module")
def bases(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, ...]:
    return base_files(tmp_path_factory.mktemp("bases"))


def test_the_files_to_damage_can_be_stored(bench: Bench, bases: tuple[bytes, ...], tmp_path: Path) -> None:
    """The one saved by openpyxl has lost its stored figures, which are nobody's answers."""
    for number, content in enumerate(bases):
        path = tmp_path / f"base-{number}.xlsx"
        path.write_bytes(content)
        assert check_file(bench, path) == "stored"


@pytest.mark.parametrize("first", range(0, FILES, CHUNK))
def test_damaged_worksheets(bench: Bench, bases: tuple[bytes, ...], tmp_path: Path, first: int) -> None:
    paths = [tmp_path / f"seed-{seed}.xlsx" for seed in range(first, first + CHUNK)]
    for seed, path in enumerate(paths, start=first):
        path.write_bytes(mutate(bases[seed % len(bases)], seed))
    verdicts = check_files(bench, paths)
    assert len(verdicts) == CHUNK
    assert "stored" in verdicts


def test_the_same_seed_makes_the_same_file(bases: tuple[bytes, ...]) -> None:
    assert [mutate(bases[0], seed) for seed in range(10)] == [mutate(bases[0], seed) for seed in range(10)]
