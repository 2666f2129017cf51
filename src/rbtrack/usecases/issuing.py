"""Issuing worksheets: empty ones to be filled in, and stored evaluations as filled ones."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from rbtrack import __version__, catalog
from rbtrack.domain.evaluation import Answer, Evaluation, EvaluationKey, Office
from rbtrack.domain.names import check_names
from rbtrack.domain.rubric import Rubric
from rbtrack.domain.tiers import TIERS, Tier
from rbtrack.domain.validating import still_offered
from rbtrack.errors import Place, Problem
from rbtrack.files import make_folder, write_keeping
from rbtrack.lke.identity import FORMAT, Identity
from rbtrack.lke.issuing import IssuedSheet, write_issued
from rbtrack.store import Store
from rbtrack.text import _
from rbtrack.usecases.panel import choose_offices
from rbtrack.usecases.scores import Selection, choose, of_instrument


@dataclass(frozen=True, slots=True)
class IssueRequest:
    """Which worksheets: of which offices, year, rubric and tier. With `from_year` the answers of that
    year stand beside the new ones; with `prefill` they are filled in, to be reviewed."""

    year: int
    rubric: str
    offices: tuple[str, ...] = ()
    children_of: str | None = None
    all_offices: bool = False
    tier: Tier = "self"
    judge: str = ""
    from_year: int | None = None
    prefill: bool = False


@dataclass(frozen=True, slots=True)
class IssuedFile:
    """A worksheet that was written (or would be). `kept` is where another file of that name went, `others`
    are the tiers that were stored besides the exported one."""

    office: Office
    key: EvaluationKey
    path: Path
    kept: Path | None = None
    problems: tuple[Problem, ...] = ()
    others: tuple[str, ...] = ()


def issue_worksheets(address: str, request: IssueRequest, folder: Path, dry_run: bool = False) -> Iterator[IssuedFile]:
    """Write a worksheet for each office into `folder`, one after the other.

    Raises RbtrackError before the first one for unknown offices (all of them) and an unknown rubric.
    """
    check_names(request.judge)
    with Store.open(address) as store, store.reading() as reader:
        offices = choose_offices(reader, request.offices, request.children_of, everyone=request.all_offices)
        latest = catalog.Catalogue().rubric(request.rubric)
        codes = [office.code for office in offices]
        own = _by_office(reader.evaluations(codes, latest.instrument, {request.year}))
        earlier = {}
        if request.from_year is not None:
            earlier = _by_office(reader.evaluations(codes, latest.instrument, {request.from_year}))
        used = {
            number: catalog.from_canonical(row.content) for number, row in reader.rubrics(latest.instrument).items()
        }
    if not dry_run:
        make_folder(folder)
    for office in offices:
        key = EvaluationKey(office.code, request.year, latest.id, request.tier, request.judge)
        stored = next((row for row in own.get(office.code, ()) if row[1].key == key), None)
        rubric = used[stored[0]] if stored else latest
        problems = _doubts(office, rubric, request, stored is not None)
        answers, doubts = _earlier(rubric, earlier.get(office.code, ()), office, request)
        sheet = IssuedSheet(
            identity(rubric, office, key),
            office,
            rubric,
            answers=answers if request.prefill and answers else {},
            earlier=(_earlier_title(request), answers) if answers else None,
            prefilled=frozenset(answers) if request.prefill else frozenset(),
        )
        yield _write(sheet, key, folder, (*problems, *doubts), dry_run)


def export_worksheet(
    address: str, office: str, year: int, selection: Selection, folder: Path, dry_run: bool = False
) -> IssuedFile:
    """Write the stored evaluation of one office and year as a filled worksheet.

    Raises RbtrackError as `show_score` does where none fits, or more than one.
    """
    with Store.open(address) as store, store.reading() as reader:
        found = reader.office(office)
        key, others = choose(of_instrument(reader.keys_of([office]), selection), found, year, selection)
        evaluation, stored = reader.evaluation(key), reader.rubric_of(key)
    assert evaluation is not None
    assert stored is not None
    rubric = catalog.from_canonical(stored.content)
    sheet = IssuedSheet(identity(rubric, found, key), found, rubric, answers=evaluation.answers)
    return replace(_write(sheet, key, folder, (), dry_run), others=others)


def identity(rubric: Rubric, office: Office, key: EvaluationKey) -> Identity:
    """What a worksheet says of itself in its hidden sheet."""
    return Identity(
        format=FORMAT,
        rubric=rubric.id,
        version=rubric.version,
        sha256=catalog.digest(rubric),
        office=office.code,
        office_name=office.name,
        year=key.year,
        tier=key.tier,
        judge=key.judge,
        program=__version__,
    )


def _by_office(
    evaluations: Sequence[tuple[int, Evaluation]],
) -> dict[str, list[tuple[int, Evaluation]]]:
    found: dict[str, list[tuple[int, Evaluation]]] = {}
    for row, evaluation in evaluations:
        found.setdefault(evaluation.key.office, []).append((row, evaluation))
    return found


def _doubts(office: Office, rubric: Rubric, request: IssueRequest, is_stored: bool) -> Iterator[Problem]:
    if is_stored:
        parameters = {"office": office.name, "year": request.year}
        yield Problem("issue-answers-stored", "warning", parameters=parameters)
    if request.year not in rubric.years:
        parameters = {"rubric": rubric.id, "years": rubric.years, "year": request.year}
        yield Problem("rubric-outside-years", "warning", parameters=parameters)


def _earlier(
    rubric: Rubric, rows: Sequence[tuple[int, Evaluation]], office: Office, request: IssueRequest
) -> tuple[Mapping[str, Answer], list[Problem]]:
    """The answers of the earlier year that the rubric still offers: of the same tier where there are any, else
    of the most authoritative one; and what could not be carried over."""
    if request.from_year is None:
        return {}, []
    parameters = {"office": office.name, "year": request.from_year, "rubric": rubric.id}
    fitting = [evaluation for _row, evaluation in rows if evaluation.key.rubric == rubric.id]
    if not fitting:
        return {}, [Problem("issue-earlier-missing", "warning", parameters=parameters)]
    order = (request.tier, *TIERS)
    best = min(fitting, key=lambda each: (order.index(each.key.tier), each.key.judge != request.judge, each.key.judge))
    carried = {item: answer for item, answer in best.answers.items() if still_offered(rubric, item, answer)}
    lost = tuple(item for item in best.answers if item not in carried)
    problems = (
        [Problem("issue-earlier-not-offered", "warning", parameters={**parameters, "items": lost})] if lost else []
    )
    if best.key.tier != request.tier:
        tiers = {"found": best.key.tier, "asked": request.tier}
        problems.append(Problem("issue-earlier-tier", "warning", parameters={**parameters, **tiers}))
    return carried, problems


def _earlier_title(request: IssueRequest) -> str:
    return _("Answer {year}").format(year=request.from_year)


def _write(
    sheet: IssuedSheet, key: EvaluationKey, folder: Path, problems: Sequence[Problem], dry_run: bool
) -> IssuedFile:
    """Write one worksheet whole. Another file of its name is kept beside it: somebody may have filled it in."""
    path = folder / file_name(sheet.office, key)
    kept = None
    if not dry_run:
        kept = write_keeping(path, lambda temporary: write_issued(temporary, sheet))
    place = Place(file=path.name)
    placed = tuple(Problem(each.code, each.severity, place, parameters=each.parameters) for each in problems)
    return IssuedFile(sheet.office, key, path, kept, placed)


_UNSAFE = re.compile(r"[^\w.-]+")
_LONGEST_NAME = 60


def file_name(office: Office, key: EvaluationKey) -> str:
    """The name of a worksheet, as an operator looks for it and any system allows it:
    `LKE_2022_53.01_KPU-Kabupaten-Kupang_rb-2020.xlsx`, with tier and judge where they are not the usual ones."""
    name = _UNSAFE.sub("-", office.name).strip("-.")[:_LONGEST_NAME].rstrip("-.")
    judge = _UNSAFE.sub("-", key.judge).strip("-.")[:_LONGEST_NAME].rstrip("-.")
    parts = ["LKE", str(key.year), office.code, name, key.rubric, key.tier if key.tier != "self" else "", judge]
    return "_".join(part for part in parts if part) + ".xlsx"
