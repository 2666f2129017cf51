"""A command loads what it needs and no more: office laptops are slow."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from rbtrack.store.schema import create
from tests.conftest import run_apart

CHECK = """
import sys
from rbtrack.cli import main
try:
    main(sys.argv[2:])
except SystemExit as ended:
    loaded = [name for name in sys.argv[1].split(",") if name in sys.modules]
    sys.stderr.write("loaded: " + ",".join(loaded))
"""


@pytest.mark.parametrize(
    ("arguments", "unwanted"),
    [
        (("--help",), "openpyxl,matplotlib,numpy,xlsxwriter,python_calamine,sqlmodel,sqlalchemy,alembic,yaml"),
        (("lke", "import", "--help"), "openpyxl,matplotlib,numpy,xlsxwriter,python_calamine,sqlmodel,sqlalchemy,yaml"),
        (("office", "list"), "openpyxl,matplotlib,numpy,xlsxwriter,python_calamine,alembic,yaml"),
        (("journal", "verify"), "openpyxl,matplotlib,numpy,xlsxwriter,python_calamine,alembic,yaml"),
        (("score", "show", "x", "2015"), "openpyxl,matplotlib,numpy,xlsxwriter,python_calamine,alembic"),
    ],
)
def test_heavy_libraries_stay_out(tmp_path: Path, arguments: tuple[str, ...], unwanted: str) -> None:
    create(str(tmp_path / "data" / "rbtrack.db"))
    ran = subprocess.run(
        [sys.executable, "-c", CHECK, unwanted, *arguments], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert ran.stderr.rsplit("loaded: ", 1)[1] == ""


def test_the_version_is_shown(tmp_path: Path) -> None:
    assert run_apart("--version", folder=tmp_path).out.startswith("rbtrack 0.")
