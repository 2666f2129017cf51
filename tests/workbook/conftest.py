"""The rich workbook, for tests of workbooks."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.workbook.rich import (
    write_rich,
)


@pytest.fixture(scope="session")
def made_rich(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_rich(tmp_path_factory.mktemp("rich") / "kk.xlsx")


@pytest.fixture
def rich(made_rich: Path, tmp_path: Path) -> Path:
    """The rich workbook: a copy, to be changed at will."""
    path = tmp_path / "kk.xlsx"
    path.write_bytes(made_rich.read_bytes())
    return path
