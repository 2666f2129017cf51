"""Issuing worksheets: empty ones to be filled in, and stored evaluations as filled ones."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from io import BytesIO

from rbtrack import __version__, catalog
from rbtrack.domain.evaluation import Answer, Evaluation, EvaluationKey, Office
from rbtrack.domain.names import check_names
from rbtrack.domain.rubric import Rubric
from rbtrack.domain.tiers import OWN, TIERS, Tier
from rbtrack.domain.validating import still_offered
from rbtrack.domain.years import evaluated_apart
from rbtrack.errors import Place, Problem
from rbtrack.lke.identity import FORMAT, Identity
from rbtrack.lke.issuing import IssuedSheet, write_issued
from rbtrack.store import RegisteredWorksheet, StoredEvaluation
from rbtrack.text import _
from rbtrack.usecases.evaluated_years import check_evaluated, evaluated_differs
from rbtrack.usecases.panel import choose_offices
from rbtrack.usecases.rubric_years import check_year, year_problems
from rbtrack.usecases.scores import Selection, choose_stored
from rbtrack.usecases.workspace import Workspace
from rbtrack.views.issuing import IssuedWorksheet


@dataclass(frozen=True, slots=True)
class IssueRequest:
    """Which worksheets: of which offices, year, rubric and tier. With `from_year` the answers of that
    year stand beside the new ones; with `prefill` they are filled in, to be reviewed. `outside_years`: also for a
    year that the rubric is not made for. In a dry run no workbook is made. `evaluated` is the year of evaluation: unless
    named, the one that is stored, else `year`."""

    year: int
    rubric: str
    offices: tuple[str, ...] = ()
    children_of: str | None = None
    all_offices: bool = False
    tier: Tier = OWN
    judge: str = ""
    from_year: int | None = None
    prefill: bool = False
    outside_years: bool = False
    dry_run: bool = False
    evaluated: int | None = None


def issue_worksheets(workspace: Workspace, request: IssueRequest) -> Iterator[IssuedWorksheet]:
    """A worksheet for each office, each made when it is asked for: only one is in memory at a time.

    Raises RbtrackError before the first one for unknown offices (all of them), an unknown rubric, and one that may not be
    used for the year.
    """
    check_names(request.judge)
    check_evaluated(request.year, request.evaluated)
    with workspace.store.reading() as reader:
        offices = choose_offices(reader, request.offices, request.children_of, everyone=request.all_offices)
        latest = workspace.catalogue.rubric(request.rubric)
        codes = [office.code for office in offices]
        own = {each.evaluation.key: each for each in reader.evaluations(codes, latest.instrument, {request.year})}
        tokens = _tokens(reader.issued_to(codes, request.year))
        earlier = {}
        if request.from_year is not None:
            earlier = _by_office(reader.evaluations(codes, latest.instrument, {request.from_year}))
    keys = [_key(office, latest, request, own) for office in offices]
    for year in sorted({key.year_evaluated for key in keys}):
        check_year(latest, year, accepted=request.outside_years)
    if not request.dry_run:
        tokens |= _registered(workspace, zip(offices, keys, strict=True), tokens)
    for office, key in zip(offices, keys, strict=True):
        stored = own.get(key)
        rubric = catalog.from_canonical(stored.rubric.content) if stored else latest
        problems = _doubts(office, rubric, key, request, stored.evaluation if stored else None)
        answers, doubts = _earlier(rubric, earlier.get(office.code, ()), office, request)
        revision = stored.evaluation.revision if stored else 0
        prefilled = request.prefill and bool(answers)
        sheet = IssuedSheet(
            _identity(rubric, office, key, tokens.get(_made_for(key), ""), revision if prefilled else None),
            office,
            rubric,
            answers=answers if prefilled else {},
            earlier=(_earlier_title(request), answers) if answers else None,
            prefilled=frozenset(answers) if request.prefill else frozenset(),
            not_applicable=catalog.answer_words().not_applicable,
        )
        yield _made(sheet, key, (*problems, *doubts), request.dry_run)


def export_worksheet(
    workspace: Workspace, office: str, year: int, selection: Selection, dry_run: bool = False
) -> IssuedWorksheet:
    """The stored evaluation of one office and year as a filled worksheet.

    Raises RbtrackError as `show_score` does where none fits, or more than one.
    """
    with workspace.store.reading() as reader:
        found = reader.office(office)
        key, others = choose_stored(reader, found, year, selection, also_blank=True)
        evaluation, stored = reader.evaluation(key), reader.rubric_of(key)
    assert evaluation is not None
    assert stored is not None
    rubric = catalog.from_canonical(stored.content)
    token = _new_token()
    if not dry_run:
        with workspace.store.writing(workspace.actor) as writer:
            writer.register([RegisteredWorksheet(token, key, file_name(found, key), is_export=True)])
    sheet = _filled_sheet(_identity(rubric, found, key, token, evaluation.revision), found, rubric, evaluation.answers)
    return replace(_made(sheet, key, (), dry_run), others=others)


def returned_worksheet(
    workspace: Workspace, rubric: Rubric, office: Office, key: EvaluationKey, answers: Mapping[str, Answer]
) -> IssuedWorksheet:
    """A worksheet as an office sends it back: issued, and filled in with these answers."""
    with workspace.store.reading() as reader:
        known = _tokens(reader.issued_to([office.code], key.year))
    token = (known | _registered(workspace, [(office, key)], known))[_made_for(key)]
    return _made(_filled_sheet(_identity(rubric, office, key, token, None), office, rubric, answers), key, (), False)


def _filled_sheet(identity: Identity, office: Office, rubric: Rubric, answers: Mapping[str, Answer]) -> IssuedSheet:
    words = catalog.answer_words().not_applicable
    waiting = frozenset(code for code, answer in answers.items() if answer.unreviewed)
    return IssuedSheet(identity, office, rubric, answers=answers, prefilled=waiting, not_applicable=words)


MadeFor = tuple[EvaluationKey, int]
"""For what a worksheet is made: an evaluation, and the year in which it is judged."""


def _made_for(key: EvaluationKey) -> MadeFor:
    return key, key.year_evaluated


def _tokens(worksheets: Iterable[RegisteredWorksheet]) -> dict[MadeFor, str]:
    return {_made_for(each.key): each.token for each in worksheets}


def _key(
    office: Office, rubric: Rubric, request: IssueRequest, stored: Mapping[EvaluationKey, StoredEvaluation]
) -> EvaluationKey:
    """The evaluation that a worksheet of an office is for."""
    key = EvaluationKey(office.code, request.year, rubric.id, request.tier, request.judge)
    if request.evaluated is not None:
        return replace(key, evaluated=evaluated_apart(key.year, request.evaluated))
    return stored[key].evaluation.key if key in stored else key


def _registered(
    workspace: Workspace, asked: Iterable[tuple[Office, EvaluationKey]], known: Mapping[MadeFor, str]
) -> dict[MadeFor, str]:
    """Enter the worksheets that the register does not know yet; return their tokens. One that is issued once more is
    the same worksheet."""
    new = [
        RegisteredWorksheet(_new_token(), key, file_name(office, key))
        for office, key in asked
        if _made_for(key) not in known
    ]
    if new:
        with workspace.store.writing(workspace.actor) as writer:
            writer.register(new)
    return _tokens(new)


def _new_token() -> str:
    return secrets.token_hex(16)


def _identity(rubric: Rubric, office: Office, key: EvaluationKey, token: str, revision: int | None) -> Identity:
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
        token=token,
        revision=revision,
        evaluated=key.evaluated,
    )


def _by_office(evaluations: Sequence[StoredEvaluation]) -> dict[str, list[StoredEvaluation]]:
    found: dict[str, list[StoredEvaluation]] = {}
    for each in evaluations:
        found.setdefault(each.evaluation.key.office, []).append(each)
    return found


def _doubts(
    office: Office, rubric: Rubric, key: EvaluationKey, request: IssueRequest, stored: Evaluation | None
) -> Iterator[Problem]:
    if stored is not None:
        yield from (replace(each, severity="warning") for each in evaluated_differs(stored.key, key))
    if stored is not None and not stored.is_blank:
        parameters = {"office": office.name, "year": request.year}
        yield Problem("issue-answers-stored", "warning", parameters=parameters)
    yield from year_problems(rubric, key.year_evaluated, accepted=request.outside_years)


def _earlier(
    rubric: Rubric, stored: Sequence[StoredEvaluation], office: Office, request: IssueRequest
) -> tuple[Mapping[str, Answer], list[Problem]]:
    """The answers of the earlier year that the rubric still offers: of the same tier where there are any, else
    of the most authoritative one; and what could not be carried over."""
    if request.from_year is None:
        return {}, []
    parameters = {"office": office.name, "year": request.from_year, "rubric": rubric.id}
    fitting = [
        each.evaluation for each in stored if each.evaluation.key.rubric == rubric.id and not each.evaluation.is_blank
    ]
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


def _made(sheet: IssuedSheet, key: EvaluationKey, problems: Sequence[Problem], dry_run: bool) -> IssuedWorksheet:
    """The worksheet as a workbook, and what is doubtful about it."""
    name = file_name(sheet.office, key)
    content = None
    if not dry_run:
        buffer = BytesIO()
        write_issued(buffer, sheet)
        content = buffer.getvalue()
    placed = tuple(replace(problem, place=Place(file=name)) for problem in problems)
    return IssuedWorksheet(sheet.office, key, name, content, placed)


_UNSAFE = re.compile(r"[^\w.-]+")
_LONGEST_NAME = 60


def file_name(office: Office, key: EvaluationKey) -> str:
    """The name of a worksheet, as an operator looks for it and any system allows it:
    `LKE_2022_53.01_KPU-Kabupaten-Kupang_rb-2020.xlsx`, with tier and judge where they are not the usual ones."""
    name = _UNSAFE.sub("-", office.name).strip("-.")[:_LONGEST_NAME].rstrip("-.")
    judge = _UNSAFE.sub("-", key.judge).strip("-.")[:_LONGEST_NAME].rstrip("-.")
    parts = ["LKE", str(key.year), office.code, name, key.rubric, key.tier if key.tier != OWN else "", judge]
    return "_".join(part for part in parts if part) + ".xlsx"
