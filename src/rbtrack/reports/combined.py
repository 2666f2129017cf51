"""An agency and its units as a report: part by part, unit by unit, and the way to the combined figure."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from rbtrack.domain.combined import CombinedFigure, CombinedScore
from rbtrack.domain.numbers import exact_text, rounded
from rbtrack.domain.rubric import Rubric
from rbtrack.messages.figures import evaluated_notes
from rbtrack.messages.tiers import tier_name
from rbtrack.reports.scores import confidence_lines, exact_figure, index_document, points_document, shown_figure
from rbtrack.reports.table import Column, Report, Row, Table
from rbtrack.text import _, listed, number, precise
from rbtrack.views.combined import LeftOutBecause, OfficeCombined
from rbtrack.views.scores import OfficeScore

MOST_ADDED = 10
"""So many units are written out in the sum of a mean."""


def combined_report(view: OfficeCombined) -> Report:
    """Three tables: the parts, the agency's own and its units side by side, and every step to the combined figure."""
    return Report(_parts(view), _document(view), (_units(view), _way(view)))


def _parts(view: OfficeCombined) -> Table:
    combined = view.combined
    columns = (
        Column("code", _("Code"), "code"),
        Column("name", _("Name")),
        Column("weight", _("Weight"), "figure"),
        Column("own", _("Own"), "figure"),
        Column("units", _("Units, mean"), "figure"),
        *(
            [Column("least", _("Least"), "figure"), Column("most", _("Most"), "figure")]
            if combined.share is None
            else []
        ),
        *([Column("combined", _("Combined"), "figure")] if combined.share is not None else []),
    )
    rows = [
        Row((part.code, part.name, part.weight, *_figures(part.figure, combined.share)), part.depth, not part.depth)
        for part in combined.parts
    ]
    total = ("", _("Index"), combined.rubric.maximum, *_figures(combined.index, combined.share))
    return Table(
        _title(view, _("{office}, {year}: with its units, {rubric}, {tier}")),
        columns,
        (*rows, Row(total, strong=True)),
        tuple(_notes(view)),
        key="parts",
        tab=_("Parts"),
    )


def _figures(figure: CombinedFigure, share: Fraction | None) -> tuple[Fraction | None, ...]:
    last = (figure.ends or (None, None)) if share is None else (figure.at(share),)
    return (figure.own, figure.mean, *last)


def _title(view: OfficeCombined, wording: str) -> str:
    key = view.own.key
    return wording.format(
        office=view.own.office.name, year=key.year, rubric=key.rubric, tier=tier_name(key.tier, key.judge)
    )


def _notes(view: OfficeCombined) -> Iterator[str]:
    combined = view.combined
    yield _index_line(combined)
    yield from _share_lines(view)
    everyone = len(view.units) + len(view.left_out)
    yield _(
        "{count} of the {all} offices directly below are in the mean; each counts alike, and one share holds for every part."
    ).format(count=len(view.units), all=everyone)
    yield from (_left_out_line(view, because) for because in _reasons(view))
    if combined.is_provisional:
        yield _("Provisional: an evaluation is missing, or not every item is answered and reviewed.")
    yield from evaluated_notes(each.key for each in (view.own, *view.units))
    yield from confidence_lines(combined.rubric)


def _index_line(combined: CombinedScore) -> str:
    if combined.index.ends is None:
        return _("No combined index: the agency, or every unit, has no figure.")
    grades = _grade_words(combined)
    if combined.points is not None:
        return (
            _("Combined index {index}, grade {grade} (scale {scale}).").format(
                index=number(combined.points), grade=grades, scale=_scale(combined)
            )
            if grades
            else _("Combined index {index}.").format(index=number(combined.points))
        )
    least, most = (number(end) for end in combined.index.ends)
    line = _("Combined index: not known; it lies between {least} and {most}.").format(least=least, most=most)
    if grades:
        line += " " + _("Its grade is {grade} whatever that share is (scale {scale}).").format(
            grade=grades, scale=_scale(combined)
        )
    return line


def _grade_words(combined: CombinedScore) -> str:
    """The grade; in brackets with the word where it is provisional, empty where none is certain."""
    grades = "/".join(combined.grades)
    return _("({grade}) provisional").format(grade=grades) if grades and combined.is_provisional else grades


def _scale(combined: CombinedScore) -> str | None:
    return combined.rubric.grade_scale.id if combined.rubric.grade_scale else None


def _share_lines(view: OfficeCombined) -> Iterator[str]:
    """What the agency's own and its units count for, and who says so."""
    combined = view.combined
    rubric, stated = combined.rubric, combined.rubric.combined
    if combined.share is None:
        yield _(
            "{rubric} does not say what share the agency has, and what its units: that is not known. Say it in a rubric of your own (combined), or try a share with --own-share."
        ).format(rubric=rubric.id)
        return
    if view.is_told or stated is None:
        own, units = percents(combined.share)
        wording = _("The agency counts {own} %, its units {units} %: as the command says, not the rubric.")
        yield wording.format(own=own, units=units)
        return
    yield from shares_lines(rubric)


def shares_lines(rubric: Rubric) -> Iterator[str]:
    """What a rubric says of the shares of an agency and its units, and how sure that is; nothing where it says nothing."""
    stated = rubric.combined
    if stated is None:
        return
    own, units = percents(stated.own_share)
    yield _("The agency counts {own} %, its units {units} %: as {rubric} says.").format(
        own=own, units=units, rubric=rubric.id
    )
    if stated.confidence not in (None, "primary"):
        yield _("These shares were not read in the regulation itself. {note}").format(note=stated.note).strip()


def shares_document(rubric: Rubric) -> dict[str, Any] | None:
    """The same for programs."""
    stated = rubric.combined
    if stated is None:
        return None
    percent = {"own": exact_text(stated.own), "units": exact_text(stated.units)}
    return {**percent, "confidence": stated.confidence or rubric.confidence, "note": stated.note}


def percents(share: Fraction) -> tuple[str, str]:
    """The share of the agency and that of its units, in percent as a reader writes them."""
    return precise(share * 100), precise((1 - share) * 100)


def _reasons(view: OfficeCombined) -> tuple[LeftOutBecause, ...]:
    return tuple(dict.fromkeys(each.because for each in view.left_out))


def _left_out_line(view: OfficeCombined, because: LeftOutBecause) -> str:
    wording = {
        "missing": _("Without an evaluation that fits: {offices}."),
        "judges": _("Several judged, none of them as the agency was: {offices}."),
        "version": _("On another version of the rubric (see rbtrack rubric upgrade): {offices}."),
    }[because]
    named = [f"{each.office.code} ({each.office.name})" for each in view.left_out if each.because == because]
    return wording.format(offices=listed(named))


def _units(view: OfficeCombined) -> Table:
    """A row for the agency's own figures and for those of each unit, a column for each part."""
    columns = (
        Column("office", _("Code"), "code"),
        Column("name", _("Office")),
        Column("judge", _("Judge"), spare=True),
        Column("index", _("Index"), "figure"),
        Column("grade", _("Grade"), "code"),
        *(Column(part.code, part.code, "figure") for part in view.combined.parts),
    )
    rows = [Row(_unit_cells(view, view.own, None), strong=True)]
    rows += [Row(_unit_cells(view, unit, position)) for position, unit in enumerate(view.units)]
    title = _("The agency itself, and {count} units").format(count=len(view.units))
    return Table(title, columns, tuple(rows), key="units", tab=_("Units"), stub=2)


def _unit_cells(view: OfficeCombined, score: OfficeScore, position: int | None) -> tuple[str | Fraction | None, ...]:
    band, scored = score.scored.band, score.scored
    grade = None if band is None else f"({band.grade})" if scored.is_provisional else band.grade
    figures = (part.figure.own if position is None else part.figure.units[position] for part in view.combined.parts)
    return score.office.code, score.office.name, score.key.judge, scored.points, grade, *figures


def _way(view: OfficeCombined) -> Table:
    """One step a row, each to be recomputed by hand."""
    combined = view.combined
    columns = (
        Column("code", _("Code"), "code"),
        Column("step", _("Step")),
        Column("value", _("Figure"), "precise"),
    )
    rows: list[Row] = []
    for part in combined.parts:
        rows += _steps(part.code, part.name, part.figure, combined.share)
    rows += _steps("", _("Index"), combined.index, combined.share)
    if combined.points is not None:
        shown = Fraction(rounded(combined.points))
        step = _("rounded once, half up: {value}").format(value=precise(combined.points))
        rows.append(Row(("", step, shown), strong=True))
    notes = (_("Figures are shown with up to six decimals; nothing is rounded on the way but the index, once."),)
    return Table(_("The way to the combined figure"), columns, tuple(rows), notes, key="way", tab=_("The way"))


def _steps(code: str, name: str, figure: CombinedFigure, share: Fraction | None) -> list[Row]:
    if figure.mean is None:
        return [Row((code, _("{name}: nothing below has a figure").format(name=name), None))]
    count = len(figure.known)
    mean = (
        f"({' + '.join(precise(each) for each in figure.known)}) / {count}"
        if count <= MOST_ADDED
        else _("mean of {count} units").format(count=count)
    )
    rows = [Row((code, _("{name}, units: {formula}").format(name=name, formula=mean), figure.mean))]
    if share is not None and figure.own is not None:
        own, units = percents(share)
        formula = f"{precise(figure.own)} × {own} % + {precise(figure.mean)} × {units} %"
        step = _("{name}, with the agency: {formula}").format(name=name, formula=formula)
        rows.append(Row((code, step, figure.at(share)), strong=True))
    return rows


def _document(view: OfficeCombined) -> dict[str, Any]:
    combined, key = view.combined, view.own.key
    said = None if combined.share is None else "command" if view.is_told else "rubric"
    return {
        "schema": "rbtrack.combined/1",
        "office": {"code": view.own.office.code, "name": view.own.office.name},
        "year": key.year,
        "evaluated": key.year_evaluated,
        "rubric": key.rubric,
        "tier": key.tier,
        "judge": key.judge,
        "share": {
            "own": None if combined.share is None else exact_text(combined.share),
            "units": None if combined.share is None else exact_text(1 - combined.share),
            "said_by": said,
        },
        "index": {
            **_figure_document(combined.index, combined.share),
            "grades": list(combined.grades),
            "scale": _scale(combined),
            "provisional": combined.is_provisional,
        },
        "parts": [
            {
                "code": part.code,
                "name": part.name,
                "weight": exact_figure(part.weight),
                **_figure_document(part.figure, combined.share),
            }
            for part in combined.parts
        ],
        "own": index_document(view.own.scored),
        "units": [
            {
                "office": {"code": unit.office.code, "name": unit.office.name},
                "judge": unit.key.judge,
                "evaluated": unit.key.year_evaluated,
                "index": index_document(unit.scored),
            }
            for unit in view.units
        ],
        "left_out": [
            {"office": {"code": each.office.code, "name": each.office.name}, "because": each.because}
            for each in view.left_out
        ],
    }


def _figure_document(figure: CombinedFigure, share: Fraction | None) -> dict[str, Any]:
    least, most = figure.ends or (None, None)
    return {
        **points_document(None if share is None else figure.at(share)),
        "own": exact_figure(figure.own),
        "units_mean": exact_figure(figure.mean),
        "units": [exact_figure(each) for each in figure.units],
        "least": shown_figure(least),
        "most": shown_figure(most),
    }
