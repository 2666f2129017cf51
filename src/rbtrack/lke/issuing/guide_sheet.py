"""The guide sheet: for whom the worksheet is, how it is filled in, and what its colours mean."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rbtrack.domain.evaluation import NOT_APPLICABLE
from rbtrack.lke.identity import HEAD_LABELS, HeadPart
from rbtrack.lke.issuing.page import StyledCells, evaluated_fact, protect, set_print, tier_word
from rbtrack.lke.issuing.validations import kinds
from rbtrack.lke.issuing.worksheet_plan import IssuedSheet
from rbtrack.lke.issuing.worksheet_styles import WorksheetStyles, height, lines
from rbtrack.text import _

_KEY, _TEXT = 2, 3
_TEXT_WIDTH = 104


def write_guide(page: Any, sheet: IssuedSheet, styles: WorksheetStyles) -> None:
    """Write the guide."""
    cells = StyledCells(page, styles)
    cells.text(1, _KEY, _("HOW TO FILL IN THIS WORKSHEET"), "title")
    cells.text(2, _KEY, f"{sheet.rubric.name} · {sheet.rubric.regulation}", "subtitle")
    row = 4
    for name, value in _facts(sheet):
        cells.text(row, _KEY, name, "key")
        cells.text(row, _TEXT, value, "bold wrap inset")
        row += 1
    row = _section(cells, row + 1, _("Steps"))
    for place, words in enumerate(_steps(sheet), start=1):
        _entry(page, cells, row, f"{place}.", words)
        row += 1
    row = _section(cells, row + 1, _("Answers"))
    for words in kinds(sheet.rubric):
        _entry(page, cells, row, "•", words)
        row += 1
    row = _section(cells, row + 1, _("Colours"))
    for style, example, words in _colours(sheet):
        cells.text(row, _KEY, example, f"edge wrap {style} centre")
        cells.text(row, _TEXT, words, "wrap middle inset")
        page.set_row(row - 1, height(max(lines(words, _TEXT_WIDTH), 1)))
        row += 1
    cells.text(row + 1, _KEY, sheet.identity.program, "mark")
    for column, width in ((1, 2), (_KEY, 18), (_TEXT, _TEXT_WIDTH)):
        page.set_column(column - 1, column - 1, width)
    set_print(page, sheet, tall=1)
    protect(page)


def _facts(sheet: IssuedSheet) -> Iterator[tuple[str, str]]:
    rubric = sheet.rubric
    facts: tuple[tuple[HeadPart, str], ...] = (
        ("office", f"{sheet.office.name} ({sheet.office.code})"),
        ("year", str(sheet.identity.year)),
        ("tier", tier_word(sheet)),
        *evaluated_fact(sheet),
        ("rubric", f"{rubric.name} ({rubric.id}, {_('version {version}').format(version=rubric.version)})"),
    )
    yield from ((_(HEAD_LABELS[part][-1]), value) for part, value in facts)
    if rubric.least_confidence != "primary":
        yield _("Please note"), _("Some weights or items of this rubric could not be checked against the regulation.")


def _steps(sheet: IssuedSheet) -> Iterator[str]:
    yield _("Open the sheet LKE, and answer every item in its yellow cell.")
    if sheet.waiting:
        yield _(
            "Orange answers were taken over from an earlier year. Check each of them, correct it where it is no longer true, and choose Yes in the column Reviewed."
        )
    if sheet.earlier is not None:
        yield _("The grey column shows the earlier answers, to compare with. It is not brought in.")
    yield _("Write into the column Note how the answer was reached, and into Evidence where the proof is kept.")
    yield _("Leave a cell empty where there is no answer yet. Empty is not the same as No, zero, or not applicable.")
    yield _("Values, index and grade are calculated while you type. A grade in brackets is provisional.")
    yield _("The sheet Summary shows how much is still missing.")
    yield _(
        "Save the workbook as .xlsx and send it back. You may rename the file, and hide, move, sort and filter; rows must keep their hidden codes, so please do not copy rows or insert new ones."
    )


def _colours(sheet: IssuedSheet) -> Iterator[tuple[str, str, str]]:
    """Each style with an example and what it means."""
    yield "answer", "A", _("Enter your answer here.")
    yield "invalid", "?", _("This answer is not offered, and does not count. Choose or enter another.")
    if sheet.waiting:
        yield "prefilled", "A", _("Taken over from an earlier year, not reviewed yet.")
    if sheet.earlier is not None:
        yield "earlier", "B", sheet.earlier[0]
    if any(item.may_not_apply for item in sheet.rubric.items.values()):
        yield "answer", NOT_APPLICABLE, _("The item does not apply to the office.")
    yield "level1", "I.", _("A heading with its weight and value; these are locked.")


def _section(cells: StyledCells, row: int, title: str) -> int:
    """A heading of the guide; returns the row below."""
    for column in (_KEY, _TEXT):
        cells.blank(row, column, "section")
    cells.text(row, _KEY, title, "section")
    return row + 1


def _entry(page: Any, cells: StyledCells, row: int, mark: str, words: str) -> None:
    cells.text(row, _KEY, mark, "right middle")
    cells.text(row, _TEXT, words, "wrap middle inset")
    page.set_row(row - 1, height(lines(words, _TEXT_WIDTH)) + 2)
