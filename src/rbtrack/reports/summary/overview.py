"""The summary: a row for each office with its place, index, grade, areas and coverage; a sheet for each rubric."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Literal

from xlsxwriter.utility import xl_col_to_name

from rbtrack import messages
from rbtrack.domain.evaluation import Office
from rbtrack.domain.ranking import Rank, rank
from rbtrack.domain.trend import Figure
from rbtrack.messages.figures import evaluated_notes, origin_word
from rbtrack.reports.summary.figure_cells import grade_word, mark_of, points_cell, tier_words
from rbtrack.reports.summary.look import FIRST_ROW, Cell, Heading, Kind, Look, Value, marks_note
from rbtrack.text import _
from rbtrack.views.summary import OfficeYear, Summary

_FROZEN = 3
_COLOURS = {"type": "3_color_scale", "min_color": "#F4B183", "mid_color": "#FFF2CC", "max_color": "#9DC3E6"}
"""Differ enough in brightness to be told apart when printed in grey."""


@dataclass(frozen=True, slots=True)
class PlacedOffice:
    """An office, what is known of it in the year of the report, and its place."""

    office: Office
    year: OfficeYear
    place: Rank


@dataclass(frozen=True, slots=True)
class RubricOffices:
    """The offices of one sheet: those that stand on one rubric, the highest first.

    `rubric` is None where no office has an evaluation with answers.
    """

    rubric: str | None
    rows: tuple[PlacedOffice, ...]

    @property
    def parts(self) -> tuple[tuple[str, str], ...]:
        """Code and name of the parts of the rubric."""
        best = next((row.year.best for row in self.rows if row.year.best), None)
        return tuple((part.code, part.name) for part in best.parts) if best else ()


@dataclass(frozen=True, slots=True)
class _OverviewColumn:
    heading: Heading
    value: Callable[[PlacedOffice], Value | Cell]


def by_rubric(summary: Summary) -> tuple[RubricOffices, ...]:
    """The sheets of the summary, the one of most offices first, which also names the offices without answers."""
    grouped: dict[str | None, list[Office]] = {}
    for office in summary.offices:
        best = summary.of(office).best
        grouped.setdefault(best.rubric if best else None, []).append(office)
    without = grouped.pop(None, [])
    ordered = sorted(grouped.items(), key=lambda each: (-len(each[1]), each[0] or "")) or [(None, [])]
    first, *others = ordered
    return tuple(
        RubricOffices(rubric, _ranked(summary, offices))
        for rubric, offices in [(first[0], first[1] + without), *others]
    )


def write_overview(look: Look, summary: Summary, found: Sequence[RubricOffices]) -> None:
    """Write the sheets of the summary; the first one says at its foot where everything comes from."""
    for number, block in enumerate(found):
        name = _("Summary") if len(found) == 1 else _("Summary {rubric}").format(rubric=block.rubric)
        title = _("Summary {year}: {rubric}").format(year=summary.year, rubric=block.rubric or _("reported figures"))
        sheet = look.sheet(name, title, marks_note())
        end = _write_block(look, sheet, summary, block)
        if number == 0:
            _write_foot(look, sheet, summary, end + 1)


def _ranked(summary: Summary, offices: Sequence[Office]) -> tuple[PlacedOffice, ...]:
    def points(year: int) -> dict[str, Fraction | None]:
        headlines = {office.code: summary.of(office, year).headline for office in offices}
        return {code: figure.points if figure else None for code, figure in headlines.items()}

    named = {office.code: office for office in offices}
    places = rank(points(summary.year), points(summary.year - 1))
    return tuple(PlacedOffice(named[place.office], summary.of(named[place.office]), place) for place in places)


def _columns(summary: Summary, block: RubricOffices) -> list[_OverviewColumn]:
    def column(title: str, width: float, kind: Kind, value: Callable[[PlacedOffice], Value | Cell]) -> _OverviewColumn:
        return _OverviewColumn(Heading(title, width, kind), value)

    def upright(title: str, kind: Kind, value: Callable[[PlacedOffice], Value | Cell]) -> _OverviewColumn:
        return _OverviewColumn(Heading(title, 8, kind, upright=True), value)

    before = [upright(_("Rank {year}").format(year=summary.year - 1), "count", lambda row: row.place.before)]
    columns = [
        upright(_("Rank"), "count", lambda row: row.place.place),
        column(_("Code"), 9, "code", lambda row: row.office.code),
        column(_("Office"), 38, "text", lambda row: row.office.name),
        *(before if summary.year - 1 in summary.years else []),
        column(_("Index"), 9, "figure", lambda row: points_cell(row.year.headline, strong=True)),
        column(_("Grade"), 13, "code", lambda row: grade_word(row.year.headline)),
        column(_("Tier"), 15, "code", lambda row: _tier(row.year)),
        column(_("Origin"), 10, "code", lambda row: origin_word(row.year.headline) if row.year.headline else None),
    ]
    for code, name in block.parts:
        columns.append(upright(f"{name}, %", "figure", _part(code, "percent")))
    for code, name in block.parts:
        columns.append(upright(_("{part}, points").format(part=name), "figure", _part(code, "points")))
    if block.parts:
        columns += [
            column(_("Answers of"), 15, "code", lambda row: _answers_of(row.year)),
            column(_("Index from answers"), 9, "figure", lambda row: _computed(row.year)),
            column(_("Items"), 7, "count", lambda row: row.year.best.coverage.items if row.year.best else None),
            column(_("Answered"), 9, "count", lambda row: row.year.best.coverage.answered if row.year.best else None),
            column(_("Answered, %"), 9, "figure", lambda row: _covered(row.year)),
            column(_("Without evidence"), 10, "count", lambda row: _without_evidence(row.year)),
        ]
    return columns


def _part(code: str, what: Literal["percent", "points"]) -> Callable[[PlacedOffice], Value | Cell]:
    def value(row: PlacedOffice) -> Value | Cell:
        if row.year.best is None:
            return None
        part = next((each for each in row.year.best.parts if each.code == code), None)
        if part is None:
            return None
        return Cell(getattr(part, what), "" if part.coverage.is_complete else "provisional")

    return value


def _tier(year: OfficeYear) -> str | None:
    return tier_words(year.headline.tier, year.headline.judge) if year.headline else None


def _answers_of(year: OfficeYear) -> str | None:
    return tier_words(year.best.figure.tier, year.best.figure.judge) if year.best else None


def _computed(year: OfficeYear) -> Value | Cell:
    return Cell(year.best.figure.points, mark_of(year.best.figure)) if year.best else None


def _covered(year: OfficeYear) -> Value:
    """Answered items in percent of those that apply."""
    if year.best is None:
        return None
    coverage = year.best.coverage
    apply = coverage.items - coverage.not_applicable
    return Fraction(100 * coverage.answered, apply) if apply else None


def _without_evidence(year: OfficeYear) -> Value:
    return year.best.coverage.without_evidence if year.best else None


def _write_block(look: Look, sheet: Any, summary: Summary, block: RubricOffices) -> int:
    """Write the offices with mean and median below them; return the row after these."""
    columns = _columns(summary, block)
    rows = [[column.value(row) for column in columns] for row in block.rows]
    end = look.table(sheet, [column.heading for column in columns], rows, _FROZEN)
    # One page wide it could not be read.
    sheet.fit_to_pages(2, 0)
    sheet.repeat_columns(0, _FROZEN - 1)
    for position, column in enumerate(columns):
        if column.heading.upright and column.heading.title.endswith("%") and end > FIRST_ROW:
            sheet.conditional_format(FIRST_ROW, position, end - 1, position, _COLOURS)
    figures = [number for number, column in enumerate(columns) if column.heading.kind == "figure"]
    for row, (label, function) in enumerate(((_("Mean"), "AVERAGE"), (_("Median"), "MEDIAN")), start=end):
        look.put(sheet, row, 2, Cell(label, strong=True), "text")
        for position in figures:
            _write_total(look, sheet, row, position, function, [each[position] for each in rows])
    return end + 2


def _write_total(look: Look, sheet: Any, row: int, position: int, function: str, cells: Sequence[Value | Cell]) -> None:
    """A live mean or median over the offices; empty where no office has a figure."""
    values = [cell.value if isinstance(cell, Cell) else cell for cell in cells]
    numbers = [float(value) for value in values if value is not None and not isinstance(value, str)]
    letter = xl_col_to_name(position)
    area = f"{letter}{FIRST_ROW + 1}:{letter}{FIRST_ROW + len(cells)}"
    calculate = statistics.fmean if function == "AVERAGE" else statistics.median
    stored = calculate(numbers) if numbers else ""
    formula = f'=IF(COUNT({area})=0,"",{function}({area}))'
    sheet.write_formula(row, position, formula, look.cells["figure", "", True], stored)


def _write_foot(look: Look, sheet: Any, summary: Summary, row: int) -> None:
    """When the report was made, of which state of the database, and on which rubrics."""
    origin = summary.origin
    lines = [
        _("Made {time} UTC by rbtrack {version} from {database}.").format(
            time=f"{origin.made:%Y-%m-%d %H:%M:%S}", version=origin.version, database=origin.database
        ),
        _("State of the database: journal entry {number}, {hash}.").format(number=origin.entry, hash=origin.hash),
        *evaluated_notes(_headlines(summary)),
        *(messages.message(problem) for problem in summary.problems),
        *(
            _("Rubric {rubric}, version {version}, SHA-256 {hash}: {confidence}.").format(
                rubric=used.rubric.id,
                version=used.rubric.version,
                hash=used.sha256,
                confidence=_confidence(used.rubric.least_confidence),
            )
            for used in origin.rubrics
        ),
        _(
            "Places are among the offices of one sheet. Index and grade are of the first tier that is known: external, final, evaluator, self-assessment; areas are those of the answers."
        ),
    ]
    for number, line in enumerate(lines, start=row):
        sheet.write_string(number, 0, line, look.note)


def _headlines(summary: Summary) -> Iterator[Figure]:
    """Every figure that leads in one of the years shown."""
    known = (summary.of(office, year).headline for office in summary.offices for year in summary.years)
    return (figure for figure in known if figure is not None)


def _confidence(confidence: str) -> str:
    words = {
        "primary": _("read in the regulation itself"),
        "secondary": _("known from secondary sources"),
        "unverified": _("weights unverified in parts"),
    }
    return words[confidence]
