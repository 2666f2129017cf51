"""Who rose and who fell between two years, as a report."""

from __future__ import annotations

from typing import Any

from rbtrack.domain.numbers import rounded
from rbtrack.domain.trend import Figure
from rbtrack.messages.figures import evaluated_notes, grade_words, index_words, measure_words
from rbtrack.messages.tiers import tier_name
from rbtrack.reports.table import Column, Report, Row, Table
from rbtrack.reports.trends import figure_document, figure_notes
from rbtrack.text import _
from rbtrack.views.changes import Changes, OfficeChange


def changes_report(view: Changes) -> Report:
    """The largest rise first; offices that cannot be compared last, each with the reason."""
    before, after = str(view.before), str(view.after)
    columns = (
        Column("code", _("Code"), "code"),
        Column("office", _("Office")),
        Column("tier", _("Tier"), "code"),
        Column(f"points_{before}", before, "code"),
        Column(f"points_{after}", after, "code"),
        Column("change", _("Change"), "difference"),
        Column("remark", _("Not compared"), spare=not any(row.change.points is None for row in view.rows)),
    )
    rows = tuple(
        Row(
            (
                row.office.code,
                row.office.name,
                _whose(row),
                _shown(row.change.before),
                _shown(row.change.after),
                row.change.points,
                reason(row),
            )
        )
        for row in view.rows
    )
    figures = [each for row in view.rows for each in (row.change.before, row.change.after) if each is not None]
    notes = (*figure_notes(figures), *evaluated_notes(figures))
    title = _("Change {before}–{after}, {instrument}").format(
        before=before, after=after, instrument=view.instrument.code
    )
    return Report(Table(title, columns, rows, notes, stub=2), _document(view))


def reason(row: OfficeChange) -> str | None:
    """Why an office is not compared; None where it is."""
    change = row.change
    if change.points is not None:
        return None
    missing = [found for found in (change.before, change.after) if found is None]
    if len(missing) == 2:
        return _("nothing known of both years")
    if missing:
        return _("nothing known of the earlier year") if change.before is None else _("nothing known of the later year")
    return measure_words(change.breaks) or _("one of the two has no index")


def _whose(row: OfficeChange) -> str | None:
    """Whose figures are compared; of those that cannot be, both."""
    names = [tier_name(each.tier, each.judge) for each in (row.change.before, row.change.after) if each is not None]
    return ", ".join(dict.fromkeys(names)) or None


def _shown(figure: Figure | None) -> str | None:
    if figure is None:
        return None
    return " ".join(word for word in (index_words(figure), grade_words(figure)) if figure.grade or word != "–")


def _document(view: Changes) -> dict[str, Any]:
    return {
        "schema": "rbtrack.change/1",
        "instrument": view.instrument.code,
        "years": [view.before, view.after],
        "offices": [_row_document(row) for row in view.rows],
    }


def _row_document(row: OfficeChange) -> dict[str, Any]:
    change = row.change
    return {
        "office": row.office.code,
        "name": row.office.name,
        "before": figure_document(change.before) if change.before else None,
        "after": figure_document(change.after) if change.after else None,
        "change": None if change.points is None else format(rounded(change.points), "f"),
        "not_comparable": list(change.breaks),
    }
