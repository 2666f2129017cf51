"""What all sheets of an issued worksheet share: cells in their styles, the head, print set-up, protection."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from rbtrack.formulas.terms import NOTHING, quoted
from rbtrack.lke.identity import BESIDE_HEAD, HEAD_LABELS, HeadPart
from rbtrack.lke.issuing.worksheet_plan import FIRST_LABEL, IssuedSheet, WorksheetPlan
from rbtrack.lke.issuing.worksheet_styles import WorksheetStyles
from rbtrack.messages.tiers import tier_name
from rbtrack.text import _, shorten
from rbtrack.xlsx.addresses import a1, quoted_sheet

_ALLOWED = {"format_columns": True, "format_rows": True, "autofilter": True, "sort": True}
_A4 = 9


class _EmptyText(str):
    """An empty text as the result of a formula: XlsxWriter takes a plain one for no result at all."""

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        return False

    __hash__ = str.__hash__


class StyledCells:
    """A sheet's cells, counted from 1."""

    def __init__(self, page: Any, styles: WorksheetStyles) -> None:
        self._page = page
        self._styles = styles

    def text(self, row: int, column: int, text: str, styles: str) -> None:
        """Text as it is; an empty one leaves the cell blank."""
        if text:
            self._page.write_string(row - 1, column - 1, text, self._styles(styles))
        else:
            self.blank(row, column, styles)

    def blank(self, row: int, column: int, styles: str) -> None:
        self._page.write_blank(row - 1, column - 1, None, self._styles(styles))

    def number(self, row: int, column: int, value: float, styles: str) -> None:
        self._page.write_number(row - 1, column - 1, value, self._styles(styles))

    def formula(self, row: int, column: int, formula: str, value: Fraction | str | int | None, styles: str) -> None:
        """A formula with its result, so that programs that do not calculate show it as well."""
        stored = float(value) if isinstance(value, (Fraction, int)) else value or _EmptyText()
        self._page.write_formula(row - 1, column - 1, formula, self._styles(styles), stored)


def sentence(template: str, **terms: str) -> str:
    """A translated sentence as a formula, its `{names}` filled by terms of the formula."""
    marked = template.format(**{name: f"\0{term}\0" for name, term in terms.items()})
    parts = [part if place % 2 else quoted(part) for place, part in enumerate(marked.split("\0"))]
    return "=" + "&".join(part for part in parts if part != NOTHING)


def tier_word(sheet: IssuedSheet) -> str:
    """Whose answers these are, with the name of the judge."""
    return tier_name(sheet.identity.tier, sheet.identity.judge)


def evaluated_fact(sheet: IssuedSheet) -> tuple[tuple[HeadPart, str], ...]:
    """The year of evaluation, where it is another than the year judged."""
    evaluated = sheet.identity.evaluated
    return () if evaluated is None else (("evaluated", str(evaluated)),)


def write_head(cells: StyledCells, sheet: IssuedSheet, plan: WorksheetPlan) -> None:
    """For whom the LKE is, and on its right how far it is filled and what it comes to."""
    cells.text(2, FIRST_LABEL, _("EVALUATION WORKSHEET (LKE)"), "title")
    cells.text(3, FIRST_LABEL, f"{sheet.rubric.name} · {sheet.rubric.regulation}", "subtitle")
    facts: tuple[tuple[HeadPart, str], ...] = (
        ("office", sheet.office.name),
        ("year", str(sheet.identity.year)),
        ("tier", tier_word(sheet)),
    )
    for row, (part, value) in enumerate(facts, start=4):
        cells.text(row, FIRST_LABEL, _(HEAD_LABELS[part][0]), "key")
        cells.text(row, plan.text_column, value, "bold")
    for part, value in evaluated_fact(sheet):
        # The columns of numbers are too narrow for this label alone.
        cells.text(7, FIRST_LABEL, f"{_(HEAD_LABELS[part][0])} {value}", "key")
    scored = sheet.scored
    key, figure = plan.columns["choices"], plan.columns["answer"]
    index, grade, answered = (_(label) for label in BESIDE_HEAD)
    cells.text(4, key, index, "key right")
    cells.formula(4, figure, "=rbtrack_index", scored.points, "bold number inset")
    cells.text(5, key, grade, "key right")
    cells.formula(5, figure, "=rbtrack_grade_shown", shown_grade(sheet), "bold inset")
    cells.text(6, key, answered, "key right")
    counted = _("{answered} of {items}")
    formula = sentence(counted, answered="rbtrack_answered", items="rbtrack_items")
    value = counted.format(answered=scored.coverage.answered, items=scored.coverage.items)
    cells.formula(6, figure, formula, value, "bold inset")


def shown_grade(sheet: IssuedSheet) -> str:
    """The grade as it is shown: in brackets with the word provisional while anything is blank."""
    scored = sheet.scored
    if scored.band is None:
        return "–"
    return _("({grade}) provisional").format(grade=scored.band.grade) if scored.is_provisional else scored.band.grade


def set_print(page: Any, sheet: IssuedSheet, *, tall: int) -> None:
    """A4 landscape, one page wide and `tall` pages tall (0: as many as it takes)."""
    page.set_landscape()
    page.set_paper(_A4)
    page.fit_to_pages(1, tall)
    page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    page.center_horizontally()
    office = shorten(sheet.office.name, 60).replace("&", "&&")
    pages = _("Page {page} of {pages}").format(page="&P", pages="&N")
    page.set_footer(f"&L&8{_footer_text(office)} – {sheet.identity.year}&C&8{sheet.rubric.id}&R&8{pages}")


def _footer_text(text: str) -> str:
    """Digits right behind the size of the font would be taken for a part of it."""
    return f" {text}"


def protect(page: Any) -> None:
    """Everything but open cells is locked, without a password: against slips, not against people."""
    page.protect("", _ALLOWED)
    page.hide_gridlines(2)
    page.set_zoom(100)


def cell_of(page: str, row: int, column: int) -> str:
    """One cell with its sheet, as a defined name wants it."""
    letters = a1(1, column)[:-1]
    return f"{quoted_sheet(page)}!${letters}${row}"
