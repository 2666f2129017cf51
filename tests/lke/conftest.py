"""What the tests of workbooks share."""

from __future__ import annotations

from pathlib import Path

import pytest

from rbtrack.domain.rubric import Rubric
from tests.lke.made_up import made_up_rubric
from tests.lke.rich import write_rich


@pytest.fixture(scope="session")
def made_rich(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_rich(tmp_path_factory.mktemp("rich") / "kk.xlsx")


@pytest.fixture
def rich(made_rich: Path, tmp_path: Path) -> Path:
    """The rich workbook: a copy, to be changed at will."""
    path = tmp_path / "kk.xlsx"
    path.write_bytes(made_rich.read_bytes())
    return path


@pytest.fixture(scope="session")
def made_up() -> Rubric:
    """A rubric with names that repeat, kinds of answers mixed, and three depths."""
    return made_up_rubric()
