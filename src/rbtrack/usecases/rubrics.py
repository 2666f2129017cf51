"""Rubrics: list, show and check them, and move evaluations to a newer version."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from rbtrack import catalog
from rbtrack.domain.evaluation import EMPTY, EvaluationKey
from rbtrack.domain.grades import scale_in_force
from rbtrack.domain.merging import Change
from rbtrack.domain.numbers import exact_text
from rbtrack.domain.rubric import Fault, Rubric, Years, check_rubric
from rbtrack.domain.scoring import Scored, score
from rbtrack.domain.validating import still_offered, validate
from rbtrack.errors import NOWHERE, Place, Problem, RbtrackError, WorkbookError
from rbtrack.files import write_keeping, write_text
from rbtrack.lke.reading.foreign import read_worktable
from rbtrack.lke.reading.labels import choices
from rbtrack.lke.reading.layout import WorkTable, find_tables
from rbtrack.lke.reading.rubric_draft import Draft, differing, draft_rubric
from rbtrack.store import Store, Writer
from rbtrack.xlsx.cell_formulas import read_formulas
from rbtrack.xlsx.cells import open_workbook


def list_rubrics() -> tuple[tuple[Rubric, bool], ...]:
    """Every rubric, shipped ones first; the flag says whether it is the user's own.

    Raises CatalogError where a user's file does not hold.
    """
    own = set(catalog.Catalogue().own_ids())
    return tuple((catalog.Catalogue().rubric(name), name in own) for name in catalog.Catalogue().ids())


def passed_over() -> tuple[Problem, ...]:
    """Warnings of user's files that are not used, because their id is a shipped rubric's."""
    return catalog.Catalogue().passed_over()


def show_rubric(rubric_id: str) -> Rubric:
    """The rubric of that id. Raises CatalogError where there is none."""
    return catalog.Catalogue().rubric(rubric_id)


def check_file(path: Path) -> Rubric:
    """The rubric in a file. Raises CatalogError with everything that is wrong, each with its line."""
    return catalog.read_rubric(path)


@dataclass(frozen=True, slots=True)
class Upgraded:
    """What became of one evaluation: its scores before and after, and the answers that the new version
    has no place for. Where there are such answers it is moved only when told to drop them."""

    key: EvaluationKey
    old_version: str
    new_version: str
    before: Scored
    after: Scored
    dropped: tuple[Change, ...]
    is_moved: bool


def upgrade_rubric(
    address: str, rubric_id: str, actor: str, *, drop: bool = False, dry_run: bool = False
) -> tuple[Upgraded, ...]:
    """Move every evaluation on an older version of a rubric to the version in its file.

    Raises CatalogError for an unknown rubric, StoreError where the version in the file was used
    before with another content.
    """
    latest = catalog.Catalogue().rubric(rubric_id)
    with Store.open(address) as store, store.writing(actor, dry_run) as writer:
        return tuple(_upgrade(writer, key, latest, drop) for key in writer.keys_on(rubric_id, latest.version))


def _upgrade(writer: Writer, key: EvaluationKey, latest: Rubric, drop: bool) -> Upgraded:
    stored, evaluation = writer.rubric_of(key), writer.evaluation(key)
    assert stored is not None
    assert evaluation is not None
    answers = evaluation.answers
    dropped = tuple(
        Change(item, answer, EMPTY) for item, answer in answers.items() if not still_offered(latest, item, answer)
    )
    kept = {item: answer for item, answer in answers.items() if item not in {change.item for change in dropped}}
    before = score(catalog.from_canonical(stored.content), answers)
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
    return Upgraded(key, stored.version, latest.version, before, after, dropped, is_moved)


@dataclass(frozen=True, slots=True)
class ImportedRubric:
    """A rubric read from a worksheet: what is doubtful in it, how other years of the sheet read, and the index of
    the sheet's own answers on it, beside the one that the sheet states. `kept` is where a rubric file that was
    there before went."""

    rubric: Rubric | None
    year: int | None
    problems: tuple[Problem, ...]
    differences: tuple[tuple[int | None, tuple[str, ...]], ...] = ()
    computed_total: Fraction | None = None
    sheet_total: Fraction | None = None
    kept: Path | None = None


def import_rubric(workbook: Path, target: Path, year: int | None = None, dry_run: bool = False) -> ImportedRubric:
    """Build a rubric from an official worksheet and write it to `target`, whose name is the rubric's id.

    Of several years side by side the named one counts, else the newest. Nothing is written where
    something stands in the way. Raises WorkbookError for a file that cannot be read, RbtrackError
    for a target that is no .yaml file or has the id of a shipped rubric.
    """
    if target.suffix != ".yaml":
        raise RbtrackError("output-suffix-unknown", suffix=target.suffix or target.name, known=(".yaml",))
    if target.stem in catalog.shipped_ids():
        raise RbtrackError("rubric-id-taken", rubric=target.stem)
    book = open_workbook(workbook)
    table, *others = _by_choice(find_tables(book), year, book.package.file)
    formulas = read_formulas(book.package, (name for each in (table, *others) for name in each.sheets))
    known = list(choices(catalog.shared().answer_types.values()))
    draft = draft_rubric(table, formulas, known)
    differences = tuple((each.year, differing(draft, draft_rubric(each, formulas, known))) for each in others)
    assembled = _assemble(draft, [table, *others], book.package.file, target.stem)
    problems = (*book.package.problems, *draft.problems)
    if not any(problem.is_error for problem in problems):
        problems += tuple(_at_cell(fault, draft) for fault in check_rubric(assembled))
    if any(problem.is_error for problem in problems):
        return ImportedRubric(None, table.year, problems, differences)
    text = catalog.as_yaml(assembled, catalog.shared(), _COMMENT)
    rubric = catalog.parse_rubric(text, target.name)
    # The file that was there may have been worked on.
    kept = None if dry_run else write_keeping(target, lambda temporary: write_text(temporary, text))
    reading = read_worktable(table, rubric)
    answers, _problems = validate(rubric, reading.raw, reading.place, catalog.answer_words())
    total = reading.total.value if reading.total else None
    return ImportedRubric(rubric, table.year, problems, differences, score(rubric, answers).points, total, kept)


_COMMENT = (
    "Read from a worksheet by rbtrack. Check it, and say in `regulation`, `years` and `provenance` what it rests on."
)


def _at_cell(fault: Fault, draft: Draft) -> Problem:
    """A rule that the rubric breaks, at the cell of the row that it was read from."""
    parameters = {"node": fault.node, **fault.parameters}
    return Problem(fault.code, place=draft.places.get(fault.node, NOWHERE), parameters=parameters)


def _by_choice(tables: Sequence[WorkTable], year: int | None, file: str) -> list[WorkTable]:
    """The table to read first, then those of the other years; the answers of another tier stand in the same rows."""
    chosen = [table for table in tables if year in (None, table.year)]
    if not chosen:
        found = tuple(table.year for table in tables if table.year is not None)
        raise WorkbookError("year-not-found", place=Place(file=file), year=year, found=found)
    first = max(chosen, key=lambda table: table.year or 0)
    return [first, *(table for table in tables if table.year != first.year and table.tier == first.tier)]


def _assemble(draft: Draft, tables: Sequence[WorkTable], file: str, rubric_id: str) -> Rubric:
    """The rubric of the first table, for the years of all of them."""
    table = tables[0]
    band = table.bands[0]
    years = sorted(each.year for each in tables if each.year is not None)
    title = " ".join(
        band.sheet.text(row, column) for row in range(1, band.heading_row) for column in range(1, 8)
    ).upper()
    instrument = "sakip" if "AKIP" in title and "REFORMASI" not in title else "rb"
    scales = catalog.shared().grade_scales.values()
    scale = scale_in_force(scales, instrument, table.year) if table.year else None
    total = sum((root.weight or Fraction(0) for root in draft.roots), Fraction(0))
    return Rubric(
        id=rubric_id,
        version="1",
        name=rubric_id,
        instrument=instrument,
        regulation="-",
        years=Years(years[0], years[-1]) if years else Years(None, None),
        level="-",
        blank_items=draft.blank_items,
        confidence="secondary",
        provenance=f"{file}, {band.sheet.name.strip()}, {table.year or '-'}",
        roots=draft.roots,
        areas=draft.areas,
        grade_scale=scale if total >= 100 else None,
    )
