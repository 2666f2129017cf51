"""Rubrics: list, show and check them, read one out of a worksheet, and move evaluations to a newer version."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path

from rbtrack import catalog
from rbtrack.domain.evaluation import EMPTY, EvaluationKey
from rbtrack.domain.grades import scale_in_force
from rbtrack.domain.merging import Change
from rbtrack.domain.numbers import exact_text
from rbtrack.domain.rubric import Fault, Rubric, Years, check_rubric
from rbtrack.domain.scoring import score
from rbtrack.domain.validating import means_the_same, validate
from rbtrack.errors import NOWHERE, CatalogError, Place, Problem, RbtrackError, WorkbookError
from rbtrack.lke.reading.draft_tables import table_of_formulas
from rbtrack.lke.reading.foreign import read_worktable
from rbtrack.lke.reading.labels import choices
from rbtrack.lke.reading.layout import WorkTable, find_tables
from rbtrack.lke.reading.rubric_draft import Draft, differing, draft_rubric
from rbtrack.lke.reading.titles import instrument_over
from rbtrack.store import Writer
from rbtrack.usecases.intake import figure_doubts
from rbtrack.usecases.workspace import Workspace
from rbtrack.views.rubrics import ImportedRubric, ListedRubric, OtherYear, RubricFile, RubricList, UpgradedEvaluation
from rbtrack.xlsx.cells import Sheet, open_workbook


def list_rubrics(workspace: Workspace) -> RubricList:
    """Every rubric, shipped ones first. A user's file that has mistakes, or the id of a shipped rubric, stops no other."""
    catalogue = workspace.catalogue
    own = set(catalogue.own_ids())
    rubrics, problems = [], list(catalogue.passed_over())
    for name in catalogue.ids():
        try:
            rubrics.append(ListedRubric(catalogue.rubric(name), name in own))
        except CatalogError as error:
            problems += error.problems
    return RubricList(tuple(rubrics), tuple(problems))


def show_rubric(workspace: Workspace, rubric_id: str) -> Rubric:
    """The rubric of that id. Raises CatalogError where there is none."""
    return workspace.catalogue.rubric(rubric_id)


def check_file(workspace: Workspace, path: Path) -> Rubric:
    """The rubric in a file. Raises CatalogError with everything that is wrong, each with its line."""
    return workspace.catalogue.read_rubric(path)


# Moving to a newer version


def upgrade_rubric(
    workspace: Workspace, rubric_id: str, *, drop: bool = False, dry_run: bool = False
) -> tuple[UpgradedEvaluation, ...]:
    """Move every evaluation on an older version of a rubric to the version in its file.

    Raises CatalogError for an unknown rubric, StoreError where the version in the file was used
    before with another content.
    """
    latest = workspace.catalogue.rubric(rubric_id)
    with workspace.store.writing(workspace.actor, dry_run) as writer:
        return tuple(_upgrade(writer, key, latest, drop) for key in writer.keys_on(rubric_id, latest.version))


def _upgrade(writer: Writer, key: EvaluationKey, latest: Rubric, drop: bool) -> UpgradedEvaluation:
    stored, evaluation = writer.rubric_of(key), writer.evaluation(key)
    assert stored is not None
    assert evaluation is not None
    answers, old = evaluation.answers, catalog.from_canonical(stored.content)
    dropped = tuple(
        Change(item, answer, EMPTY) for item, answer in answers.items() if not means_the_same(old, latest, item, answer)
    )
    kept = {item: answer for item, answer in answers.items() if item not in {change.item for change in dropped}}
    before = score(old, answers)
    after = score(latest, kept)
    is_moved = drop or not dropped
    if is_moved:
        target = writer.use_rubric(latest, catalog.canonical(latest), catalog.digest(latest))
        details = {
            "from": stored.version,
            "to": latest.version,
            "index_before": None if before.points is None else exact_text(before.points),
            "index_after": None if after.points is None else exact_text(after.points),
        }
        writer.move_to(key, target, dropped, details)
    return UpgradedEvaluation(key, stored.version, latest.version, before, after, dropped, is_moved)


# Out of a worksheet

_COMMENT = "Read from a worksheet by rbtrack. Check it, and say in `regulation`, `years`, `provenance` and `sources` what it rests on."


@dataclass(frozen=True, slots=True)
class Acceptance:
    """What the user takes in a rubric that is read from a worksheet: figures of the worksheet that its own answers do
    not give on it, and formulas that say more than it does."""

    differences: bool = False
    unread_formulas: bool = False


def import_rubric(
    workspace: Workspace,
    workbook: Path,
    rubric_id: str,
    year: int | None = None,
    accepted: Acceptance = Acceptance(),
) -> ImportedRubric:
    """Build the rubric `rubric_id` from an official worksheet: the text of its file, or what stands in the way.

    Of several years side by side the named one counts, else the newest. Every figure that the worksheet states is
    compared with what its own answers give. Raises WorkbookError for a file that cannot be read, RbtrackError for the
    id of a shipped rubric.
    """
    if rubric_id in catalog.shipped_ids():
        raise RbtrackError("rubric-id-taken", rubric=rubric_id)
    book = open_workbook(workbook, with_formulas=True)
    tables = _by_choice(find_tables(book), year, book.package.file)
    draft, *others = _drafts(tables, book.sheets, accepted)
    other_years = tuple(
        OtherYear(table.year, differing(draft, other)) for table, other in zip(tables[1:], others, strict=True)
    )
    years = [tables[0].year, *(other.year for other in other_years if not other.differing)]
    known = [year for year in years if year is not None]
    rubric = _assemble(workspace, draft, tables[0], book.package.file, rubric_id, known)
    problems = [*book.package.problems, *draft.problems, *_faults(rubric, draft)]
    file = None
    if not any(problem.is_error for problem in problems):
        file, differences = _file(workspace, rubric, tables[0])
        problems += [_difference(problem, accepted) for problem in differences]
    is_refused = any(problem.is_error for problem in problems)
    return ImportedRubric(tables[0].year, tuple(problems), other_years, None if is_refused else file)


def _difference(found: Problem, accepted: Acceptance) -> Problem:
    """A figure of the sheet that its answers do not give: the rubric is not the one that the sheet calculates by."""
    return replace(found, code="draft-figure-differs", severity="warning" if accepted.differences else "error")


def _by_choice(tables: Sequence[WorkTable], year: int | None, file: str) -> list[WorkTable]:
    """The table to read first, then those of the other years; the answers of another tier stand in the same rows."""
    chosen = [table for table in tables if year in (None, table.year)]
    if not chosen:
        found = tuple(table.year for table in tables if table.year is not None)
        raise WorkbookError("year-not-found", place=Place(file=file), year=year, found=found)
    newest = max(table.year or 0 for table in chosen)
    first = table_of_formulas([table for table in chosen if (table.year or 0) == newest])
    return [first, *(table for table in tables if table.year != first.year and table.tier == first.tier)]


def _drafts(tables: Sequence[WorkTable], sheets: Sequence[Sheet], accepted: Acceptance) -> list[Draft]:
    known = list(choices(catalog.shared().answer_types.values()))
    return [draft_rubric(table, known, sheets, accept_unread=accepted.unread_formulas) for table in tables]


def _assemble(
    workspace: Workspace, draft: Draft, table: WorkTable, file: str, rubric_id: str, years: Sequence[int]
) -> Rubric:
    """The rubric of a table, for its year and the others that read the same."""
    band = table.bands[0]
    named = instrument_over(band.sheet, band.heading_row, workspace.catalogue.instruments())
    instrument = named or catalog.default_instrument()
    scale = scale_in_force(instrument.scales, instrument.code, table.year) if table.year else None
    total = sum((root.weight or Fraction(0) for root in draft.roots), Fraction(0))
    return Rubric(
        id=rubric_id,
        version="1",
        name=rubric_id,
        instrument=instrument.code,
        regulation="-",
        years=Years(min(years), max(years)) if years else Years(None, None),
        level="-",
        blank_items=draft.blank_items,
        confidence="secondary",
        provenance=f"{file}, {band.sheet.name.strip()}, {table.year or '-'}",
        roots=draft.roots,
        areas=draft.areas,
        grade_scale=scale if total >= 100 else None,
    )


def _faults(rubric: Rubric, draft: Draft) -> tuple[Problem, ...]:
    """The rules that the rubric breaks, unless an error says already that it is not whole."""
    if any(problem.is_error for problem in draft.problems):
        return ()
    return tuple(_at_cell(fault, draft) for fault in check_rubric(rubric))


def _at_cell(fault: Fault, draft: Draft) -> Problem:
    """A rule that the rubric breaks, at the cell of the row that it was read from."""
    parameters = {"node": fault.node, **fault.parameters}
    return Problem(fault.code, place=draft.places.get(fault.node, NOWHERE), parameters=parameters)


def _file(workspace: Workspace, assembled: Rubric, table: WorkTable) -> tuple[RubricFile, list[Problem]]:
    """The rubric as its file says it, what the answers of `table` give on it, and where the sheet says otherwise."""
    text = catalog.as_yaml(assembled, workspace.catalogue.shared(), _COMMENT)
    rubric = workspace.catalogue.parse_rubric(text, f"{assembled.id}.yaml")
    reading = read_worktable(table, rubric)
    answers, _problems = validate(rubric, reading.raw, reading.place, catalog.answer_words())
    sheet_total = reading.total.value if reading.total else None
    scored = score(rubric, answers)
    unknown = {node.node.code for node in scored.walk() if node.points is None}
    unknown |= {rubric.id} if scored.points is None else set()
    differences = [problem for problem in figure_doubts(reading, scored) if problem.item not in unknown]
    return RubricFile(rubric, text, scored.points, sheet_total), differences
