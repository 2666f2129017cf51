"""Other instruments beside that of the report: every reported and computed figure of each office and year, with its scale and whether it fits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rbtrack import messages
from rbtrack.domain.trend import Figure
from rbtrack.messages.figures import origin_word
from rbtrack.messages.instruments import instrument_name
from rbtrack.reports.summary.figure_cells import grade_word, mark_of, tier_words
from rbtrack.reports.summary.look import Cell, Heading, Look, Value, marks_note
from rbtrack.text import _
from rbtrack.views.scores import PublishedFigure
from rbtrack.views.summary import FiguresBeside, Summary


def write_beside(look: Look, summary: Summary, beside: FiguresBeside) -> None:
    """A sheet of one instrument: a row for each figure, or a line that says that none is known."""
    name = instrument_name(beside.instrument)
    title = _("{instrument}, reported and computed").format(instrument=name)
    sheet = look.sheet(name, title, marks_note())
    headings = [
        Heading(_("Code"), 9, "code"),
        Heading(_("Office"), 38),
        Heading(_("Year"), 7, "count"),
        Heading(_("Evaluated in"), 9, "count"),
        Heading(_("Tier"), 15, "code"),
        Heading(_("Judge"), 16),
        Heading(_("Score"), 9, "figure"),
        Heading(_("Grade"), 13, "code"),
        Heading(_("Scale"), 12, "code"),
        Heading(_("Origin"), 10, "code"),
        Heading(_("Fits its scale"), 10, "code"),
        Heading(_("Remark"), 60),
        Heading(_("Source"), 30),
    ]
    rows = list(_rows(summary, beside))
    end = look.table(sheet, headings, rows, 3)
    if not rows:
        sheet.write_string(
            end,
            0,
            _("No {instrument} figure of these offices and years is known.").format(instrument=name),
            look.note,
        )


def _rows(summary: Summary, beside: FiguresBeside) -> Iterator[Sequence[Value | Cell]]:
    order = {office.code: number for number, office in enumerate(summary.offices)}
    found = [
        ((order[each.office.code], each.figure.year, 0), _published_row(each))
        for each in summary.published
        if each.result.instrument == beside.instrument.code
    ]
    found += [
        (
            (order[each.office.code], each.figure.year, 1),
            [each.office.code, each.office.name, *_figure(each.figure), _("yes"), None, each.figure.rubric],
        )
        for each in beside.computed
    ]
    yield from (row for _place, row in sorted(found, key=lambda each: each[0]))


def _figure(figure: Figure) -> list[Value | Cell]:
    return [
        figure.year,
        figure.year_evaluated,
        tier_words(figure.tier),
        figure.judge,
        Cell(figure.points, mark_of(figure)),
        grade_word(figure),
        figure.scale,
        origin_word(figure),
    ]


def _published_row(each: PublishedFigure) -> list[Value | Cell]:
    result = each.result
    remark = " ".join(f"{messages.message(doubt)} {messages.hint(doubt)}".strip() for doubt in each.doubts)
    return [
        each.office.code,
        each.office.name,
        *_figure(each.figure),
        _fits(each),
        remark or None,
        "; ".join(part for part in (result.source, result.note) if part) or None,
    ]


def _fits(each: PublishedFigure) -> str | None:
    """Whether the grade is what the score earns; not known where one of the two is missing, or the scale."""
    if each.doubts:
        return None if each.figure.scale is None else _("no")
    return _("yes") if each.result.score is not None and each.result.grade is not None else None
