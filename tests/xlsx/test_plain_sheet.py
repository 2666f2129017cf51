"""Formulas as we write them reach the file untouched: XlsxWriter asks our sheet, not itself, to prepare them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from rbtrack.xlsx.plain_sheet import PlainSheet

ENDS_WITH_A_BRACE = '=COUNT({1,2})+{"3"}'
NEWER = "=STDEV.S(A1:A3)>0"
"""XlsxWriter itself would take the brace away, and write a prefix before the newer function."""


def written(path: Path, kind: type[Any]) -> tuple[str, str]:
    """A formula in a cell, and one in a rule of what the cell takes, as they stand in the file."""
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("x", kind)
        sheet.write_formula(0, 0, ENDS_WITH_A_BRACE, None, 5)
        sheet.data_validation(1, 0, 1, 0, {"validate": "custom", "value": NEWER})
    found = openpyxl.load_workbook(path)["x"]
    return str(found["A1"].value), f"={found.data_validations.dataValidation[0].formula1}"


def test_formulas_stay_as_they_are_written(tmp_path: Path) -> None:
    assert written(tmp_path / "x.xlsx", PlainSheet) == (ENDS_WITH_A_BRACE, NEWER)


@pytest.mark.parametrize("place", [0, 1])
def test_xlsxwriter_itself_would_change_them(tmp_path: Path, place: int) -> None:
    """Where this fails, the test above says nothing any more."""
    assert written(tmp_path / "x.xlsx", Worksheet)[place] != (ENDS_WITH_A_BRACE, NEWER)[place]
