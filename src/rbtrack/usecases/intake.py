"""Reading a workbook: whose it is, which years and tiers it holds, and what its answers are. Nothing is stored here."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from pathlib import Path

from rbtrack import catalog
from rbtrack.catalog import Catalogue
from rbtrack.domain.evaluation import Answer, EvaluationKey, Office
from rbtrack.domain.numbers import SAME_FIGURE
from rbtrack.domain.rubric import Rubric
from rbtrack.domain.scoring import Scored, score
from rbtrack.domain.tiers import Tier
from rbtrack.domain.validating import validate
from rbtrack.domain.years import evaluated_apart, wrong_evaluated
from rbtrack.errors import Place, Problem, RbtrackError, StoreError, WorkbookError
from rbtrack.lke.count_rows import asks_counts
from rbtrack.lke.identity import WITH_EVALUATED, Identity, find_identity
from rbtrack.lke.reading.collecting import WorksheetReading
from rbtrack.lke.reading.foreign import read_worktable
from rbtrack.lke.reading.issued import read_issued
from rbtrack.lke.reading.layout import WorkTable, find_offices, find_tables, offices_beside, unread_sheets, year_doubts
from rbtrack.store import DatabaseError, Reader
from rbtrack.usecases.identifying import IssuedFor, contradictions
from rbtrack.usecases.recognising import OfficeMap, doubts_beside, recognise_office
from rbtrack.usecases.rubric_years import year_problems
from rbtrack.xlsx.cells import Workbook, open_workbook
from rbtrack.xlsx.guard import Package
from rbtrack.xlsx.ranges import first_ranges


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """Which office, rubric, tiers, year and judge worksheets are read for, and in which year they were evaluated. What
    is None (or empty) is read from the worksheet; a year of evaluation that nobody named is the stored one, else the year
    judged.

    A worksheet that rbtrack issued says everything itself, and is refused where the options say otherwise.
    `outside_years`: a rubric may be used for a year that it is not made for.
    """

    office: str | None = None
    rubric: str | None = None
    tiers: tuple[Tier, ...] = ()
    year: int | None = None
    judge: str | None = None
    outside_years: bool = False
    evaluated: int | None = None


@dataclass(frozen=True, slots=True)
class IntakeContext:
    """What a worksheet is read with: the rubrics that can be named, the table of whose the files are, and the
    database. Where there is no database, `reader` and `offices` are None, and any office will do."""

    catalogue: Catalogue
    reader: Reader | None = None
    offices: Mapping[str, Office] | None = None
    office_map: OfficeMap = field(default_factory=OfficeMap)

    def stored_rubric(self, key: EvaluationKey) -> Rubric | None:
        """The version of the rubric that the stored evaluation is on."""
        stored = self.reader.rubric_of(key) if self.reader else None
        return catalog.from_canonical(stored.content) if stored else None

    def stored_evaluated(self, key: EvaluationKey) -> int | None:
        """The year in which the stored evaluation was judged; None where there is none."""
        evaluation = self.reader.evaluation(key) if self.reader else None
        return evaluation.key.evaluated if evaluation else None


@dataclass(frozen=True, slots=True)
class Candidate:
    """One evaluation of a workbook, read and checked, not yet compared with what is stored.

    Of an issued worksheet that is registered here, `token` names it, and `revision` is that of the stored answers that
    were written into it (None where there were none).
    """

    key: EvaluationKey
    rubric: Rubric
    reading: WorksheetReading
    answers: Mapping[str, Answer]
    scored: Scored
    problems: tuple[Problem, ...]
    token: str = ""
    revision: int | None = None

    @property
    def is_blank(self) -> bool:
        """Whether not a single item is answered, and none was meant to be."""
        return not self.is_refused and not any(answer.says_something for answer in self.answers.values())

    @property
    def is_refused(self) -> bool:
        return any(problem.is_error for problem in self.problems)


@dataclass(frozen=True, slots=True)
class Intake:
    """What was read from one file: evaluations, or the problems for which none could be read.

    `package` is None where the file is not a workbook that can be opened.
    """

    path: Path
    package: Package | None
    candidates: tuple[Candidate, ...]
    problems: tuple[Problem, ...] = ()


def take_in(path: Path, options: ImportOptions, context: IntakeContext) -> Intake:
    """Open, recognise and read one workbook. Everything that is wrong with it comes back as problems, also what nobody
    foresaw: one file never stops the others. Raises StoreError where the database gives no answers."""
    package = None
    try:
        workbook = open_workbook(path, with_formulas=_needs_formulas(options, context))
        package = workbook.package
        return _taken_in(workbook, path, options, context)
    except (StoreError, DatabaseError):
        raise
    except WorkbookError as error:
        return Intake(path, None, (), error.problems)
    except Exception as error:
        return Intake(path, package, (), (failed(path, error),))


def _needs_formulas(options: ImportOptions, context: IntakeContext) -> bool:
    """Whether the rubric that is named has shares, which worksheets of others make of counts by formulas."""
    try:
        return options.rubric is not None and asks_counts(context.catalogue.rubric(options.rubric))
    except RbtrackError:
        return False  # a rubric that cannot be read is told of where it is used


def failed(path: Path, error: Exception) -> Problem:
    """That something went wrong inside a file which no rule of ours foresaw."""
    return Problem("file-failed", place=Place(file=path.name), value=f"{type(error).__name__}: {error}")


def _taken_in(workbook: Workbook, path: Path, options: ImportOptions, context: IntakeContext) -> Intake:
    package = workbook.package
    try:
        identity = find_identity(workbook)
        if identity is None:
            candidates = _foreign(workbook, path, options, context)
        else:
            candidates = (_issued(workbook, identity, options, context),)
    except StoreError:
        raise
    except RbtrackError as error:
        return Intake(path, package, (), (*package.problems, *(_in_file(each, package) for each in error.problems)))
    first = replace(candidates[0], problems=(*package.problems, *candidates[0].problems))
    return Intake(path, package, (first, *candidates[1:]))


def _in_file(problem: Problem, package: Package) -> Problem:
    """The problem with the name of the file, unless it has one."""
    return problem if problem.place.file else replace(problem, place=replace(problem.place, file=package.file))


# Worksheets that rbtrack issued


def _issued(workbook: Workbook, identity: Identity, options: ImportOptions, context: IntakeContext) -> Candidate:
    key = identity.key
    if identity.format < WITH_EVALUATED:
        key = replace(key, evaluated=context.stored_evaluated(key))
    place = Place(file=workbook.package.file)
    registered = context.reader.registered(identity.token) if context.reader else None
    problems = [*_contradictions(identity, options, place), *_unknown_office(key.office, context.offices, place)]
    problems += contradictions(IssuedFor(workbook, identity, registered, context.offices))
    if any(problem.is_error for problem in problems):
        raise WorkbookError(problems=tuple(problems))
    rubric = context.stored_rubric(key) or _issued_on(identity, context)
    problems += _version_doubt(identity, rubric, place)
    problems += year_problems(rubric, key.year_evaluated, place, accepted=options.outside_years)
    if any(problem.is_error for problem in problems):
        raise WorkbookError(problems=tuple(problems))
    candidate = _check(key, rubric, read_issued(workbook, identity, rubric), problems)
    return replace(candidate, token=identity.token, revision=identity.revision) if registered else candidate


def _issued_on(identity: Identity, context: IntakeContext) -> Rubric:
    """The newest version of the rubric; where its file is gone, the version that was used before."""
    try:
        return context.catalogue.rubric(identity.rubric)
    except RbtrackError:
        stored = context.reader.rubric(identity.rubric, identity.version) if context.reader else None
        if stored is None:
            raise
        return catalog.from_canonical(stored.content)


def _contradictions(identity: Identity, options: ImportOptions, place: Place) -> Iterator[Problem]:
    """Problems where the worksheet was issued for something else than the options say."""
    pairs: tuple[tuple[str, object, object], ...] = (
        ("issued-office-differs", identity.office, options.office),
        ("issued-rubric-differs", identity.rubric, options.rubric),
        ("issued-year-differs", identity.year, options.year),
        ("issued-evaluated-differs", identity.key.year_evaluated, options.evaluated),
        ("issued-judge-differs", identity.judge, options.judge),
    )
    for code, issued, asked in pairs:
        if asked is not None and asked != issued:
            yield Problem(code, place=place, parameters={"issued": issued or "-", "asked": asked or "-"})
    if options.tiers and identity.tier not in options.tiers:
        parameters = {"issued": identity.tier, "asked": options.tiers}
        yield Problem("issued-tier-differs", place=place, parameters=parameters)


def _unknown_office(office: str, offices: Mapping[str, Office] | None, place: Place) -> Iterator[Problem]:
    if offices is not None and office not in offices:
        yield Problem("office-unknown", place=place, parameters={"office": office, "known": tuple(offices)})


def _version_doubt(identity: Identity, rubric: Rubric, place: Place) -> list[Problem]:
    """A worksheet of another version is read by the codes of its items, with a warning. One of the same version with
    another content is refused: its rubric was changed without a new version."""
    parameters = {"rubric": rubric.id, "issued": identity.version, "version": rubric.version}
    if identity.version != rubric.version:
        return [Problem("issued-version-differs", "warning", place, parameters=parameters)]
    if identity.sha256 != catalog.digest(rubric):
        return [Problem("issued-rubric-changed", place=place, parameters=parameters)]
    return []


# Worksheets of others


def _foreign(workbook: Workbook, path: Path, options: ImportOptions, context: IntakeContext) -> tuple[Candidate, ...]:
    tables = find_tables(workbook)
    place = tables[0].place
    problems = list(unread_sheets(workbook, {name for table in tables for name in table.sheets}))
    problems += year_doubts(tables)
    chosen: list[WorkTable] = []
    try:
        of_year = _of_year(tables, options.year, place)
        chosen = _of_tiers(of_year, options.tiers, place)
        problems += _tiers_left(of_year, options.tiers)
    except WorkbookError as error:
        problems += error.problems
    told = options.office or context.office_map.office_of(path)
    offices = []
    for table in chosen or tables[:1]:
        office, found = recognise_office(table, find_offices(workbook, tables, table), told, context.offices)
        found += doubts_beside(office, offices_beside(workbook, tables), context.offices)
        offices.append(office)
        problems += [problem for problem in found if problem not in problems]
    if options.rubric is None:
        problems.append(Problem("rubric-needed", place=place, parameters={"known": context.catalogue.ids()}))
    if any(problem.is_error for problem in problems):
        raise WorkbookError(problems=tuple(problems))
    assert options.rubric is not None
    latest = context.catalogue.rubric(options.rubric)
    return tuple(
        _read_foreign(table, office, options, context, latest, problems)
        for table, office in zip(chosen, offices, strict=True)
    )


def _read_foreign(
    table: WorkTable,
    office: str,
    options: ImportOptions,
    context: IntakeContext,
    latest: Rubric,
    problems: Sequence[Problem],
) -> Candidate:
    assert table.year is not None
    assert table.tier is not None
    key = EvaluationKey(office, table.year, latest.id, table.tier, options.judge or "")
    key = replace(key, evaluated=evaluated_apart(key.year, options.evaluated or context.stored_evaluated(key)))
    rubric = context.stored_rubric(key) or latest
    doubts = [*year_problems(rubric, key.year_evaluated, table.place, accepted=options.outside_years)]
    if (wrong := wrong_evaluated(key.year, key.evaluated)) is not None:
        doubts.append(replace(wrong, place=table.place))
    return _check(key, rubric, read_worktable(table, rubric), [*problems, *doubts])


def _of_year(tables: Sequence[WorkTable], year: int | None, place: Place) -> Sequence[WorkTable]:
    """The tables of the year asked for (of every year where none is), each with its year.

    Raises WorkbookError where that year is not there, and where a table does not say its year.
    """
    found = tuple(sorted({table.year for table in tables if table.year is not None}))
    if year is None and any(table.year is None for table in tables):
        raise WorkbookError("year-unstated", place=place)
    if year is not None and not found:
        return [replace(table, year=year) for table in tables]
    chosen = [table for table in tables if year in (None, table.year)]
    if not chosen:
        raise WorkbookError("year-not-found", place=place, year=year, found=found)
    return chosen


def _of_tiers(tables: Sequence[WorkTable], tiers: Sequence[Tier], place: Place) -> list[WorkTable]:
    """The tables of the tiers asked for, each with its tier; no two of one year and tier.

    Raises WorkbookError where the tier is neither asked for nor told, where a tier asked for has no
    column, and where two tables are of one year.
    """
    told = tuple(dict.fromkeys(table.tier for table in tables if table.tier is not None))
    if not tiers and (len(told) > 1 or any(table.tier is None for table in tables)):
        raise WorkbookError("tier-needed", place=place, found=told)
    if len(tiers) > 1 and (missing := tuple(tier for tier in tiers if tier not in told)):
        raise WorkbookError("tier-columns-missing", place=place, missing=missing, found=told)
    chosen = [
        replace(table, tier=table.tier or tiers[0])
        for table in tables
        if not tiers or table.tier is None or table.tier in tiers
    ]
    if not chosen:
        raise WorkbookError("tier-columns-missing", place=place, missing=tuple(tiers), found=told)
    kinds = [(table.year, table.tier) for table in chosen]
    if len(set(kinds)) < len(kinds):
        if told and (unknown := [table.answer_heading for table in tables if table.tier is None]):
            raise WorkbookError("tier-unknown", place=unknown[0].place, value=unknown[0].text)
        raise WorkbookError("year-double", place=place, years=tuple(table.year for table in chosen))
    return chosen


def _tiers_left(tables: Sequence[WorkTable], tiers: Sequence[Tier]) -> Iterator[Problem]:
    """A warning that names each column of answers of another tier, where the one that was taken names none."""
    if any(table.tier is None for table in tables):
        for table in tables:
            if table.tier is not None and table.tier not in tiers:
                heading = table.answer_heading
                parameters = {"tier": table.tier}
                yield Problem("tier-left-out", "warning", heading.place, value=heading.text, parameters=parameters)


# Checks of every worksheet


def _check(key: EvaluationKey, rubric: Rubric, reading: WorksheetReading, before: Iterable[Problem]) -> Candidate:
    answers, problems = validate(rubric, reading.raw, reading.place, catalog.answer_words())
    scored = score(rubric, answers)
    found = (*before, *reading.problems, *problems)
    wrong = {problem.item for problem in found if problem.is_error}
    doubts = list(_gaps(rubric, reading, answers, wrong))
    if not any(problem.is_error for problem in found):
        # Where an answer is missing because of an error, every figure above it would differ too.
        doubts += figure_doubts(reading, scored)
    return Candidate(key, rubric, reading, answers, scored, (*found, *doubts))


def _gaps(
    rubric: Rubric, reading: WorksheetReading, answers: Mapping[str, Answer], wrong: Container[str | None]
) -> Iterator[Problem]:
    """What is still missing, each kind in one warning that names all its cells. An answer that is wrong is not blank."""
    raw = reading.raw
    blank = [
        raw[code].place
        for code, answer in answers.items()
        if not (answer.is_given or answer.not_applicable or rubric.items[code].corrects or code in wrong)
    ]
    bare = [raw[code].place for code, answer in answers.items() if answer.is_given and not answer.evidence]
    for code, places in (("answers-blank", blank), ("evidence-missing", bare if reading.has_evidence else [])):
        if places:
            yield gathered(code, places)


def gathered(code: str, places: Sequence[Place]) -> Problem:
    """One warning for many cells: their number, and where they are."""
    cells = tuple(place.cell for place in places if place.cell)
    parameters = {"count": len(places), "ranges": first_ranges(cells), "cells": cells}
    return Problem(code, "warning", places[0], parameters=parameters)


def figure_doubts(reading: WorksheetReading, scored: Scored) -> Iterator[Problem]:
    """Where the worksheet's own figures are not what its answers give."""
    computed = {node.node.code: node.stated for node in scored.walk()}
    unanswered = {node.node.code for node in scored.walk() if node.node.is_item and node.state != "scored"}
    stated = [(code, figure, computed[code]) for code, figure in reading.figures.items() if code not in unanswered]
    if reading.total is not None:
        stated.append((scored.rubric.id, reading.total, scored.points))
    for code, figure, own in stated:
        if own is None or abs(figure.value - own) > SAME_FIGURE:
            parameters = {"node": code, "sheet_figure": _short(figure.value), "computed": _short(own)}
            yield Problem("figure-differs", "warning", figure.place, item=code, parameters=parameters)


def _short(figure: Fraction | None) -> object:
    """A figure with enough decimals to see a difference, without the noise of binary fractions."""
    return None if figure is None else Fraction(round(figure * 10**9), 10**9)
