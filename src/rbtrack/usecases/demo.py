"""The demo: offices play their part, and fill in the worksheets that the program issues and takes back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rbtrack import sample
from rbtrack.domain.evaluation import Answer, EvaluationKey, Office
from rbtrack.domain.rubric import Rubric
from rbtrack.domain.tiers import OWN, Tier
from rbtrack.usecases.issuing import returned_worksheet
from rbtrack.usecases.workspace import Workspace
from rbtrack.views.issuing import IssuedWorksheet

YEAR = 2022
RUBRIC = "rb-2020"
EARLIER = {2019: "rb-2014", 2020: RUBRIC, 2021: RUBRIC}
BPS_YEARS = (2014, 2015)
BPS_RUBRIC = "rb-2014"
MISTAKEN = "53.07"
"""The office that makes a mistake in its worksheet, so that one is to be seen."""


def add_sample_offices(workspace: Workspace) -> None:
    """The offices of the demo, into an empty database."""
    with workspace.store.writing(workspace.actor) as writer:
        for office in (*sample.offices(), sample.BPS):
            writer.add_office(office)


def archived_worksheets(workspace: Workspace) -> Iterator[IssuedWorksheet]:
    """The worksheets of the years before, as the offices filled them in.

    Of the province 2021 only a published figure is known.
    """
    bps = workspace.catalogue.rubric(BPS_RUBRIC)
    for year in BPS_YEARS:
        yield _filled(workspace, bps, sample.BPS, year, sample.published_answers(year), "evaluator")
    for office in sample.offices():
        for year, rubric_id in EARLIER.items():
            if (office.code, year) != (sample.PROVINCE, 2021):
                rubric = workspace.catalogue.rubric(rubric_id)
                yield _filled(workspace, rubric, office, year, sample.invented_answers(rubric, office.code, year))


def returned_worksheets(workspace: Workspace) -> Iterator[IssuedWorksheet]:
    """The worksheets of this year as they come back, one of them with mistakes, and the evaluation of the province
    by its inspectorate."""
    rubric = workspace.catalogue.rubric(RUBRIC)
    for office in sample.offices():
        answers = sample.invented_answers(rubric, office.code, YEAR)
        given = _mistaken(rubric, answers) if office.code == MISTAKEN else answers
        yield _filled(workspace, rubric, office, YEAR, given)
        if office.code == sample.PROVINCE:
            evaluated = sample.invented_answers(rubric, office.code, YEAR, severity=0.5)
            yield _filled(workspace, rubric, office, YEAR, evaluated, "evaluator")


def corrected_worksheet(workspace: Workspace) -> IssuedWorksheet:
    """The worksheet that had mistakes, without them."""
    rubric = workspace.catalogue.rubric(RUBRIC)
    office = next(office for office in sample.offices() if office.code == MISTAKEN)
    return _filled(workspace, rubric, office, YEAR, sample.invented_answers(rubric, office.code, YEAR))


def _filled(
    workspace: Workspace, rubric: Rubric, office: Office, year: int, answers: Mapping[str, Answer], tier: Tier = OWN
) -> IssuedWorksheet:
    key = EvaluationKey(office.code, year, rubric.id, tier)
    return returned_worksheet(workspace, rubric, office, key, answers)


def _mistaken(rubric: Rubric, answers: Mapping[str, Answer]) -> dict[str, Answer]:
    """The answers with a number beyond its range, and an item that is said not to apply."""
    numbers = [code for code, item in rubric.items.items() if item.answer and item.answer.is_number]
    others = [code for code in rubric.items if code not in numbers]
    return {**answers, numbers[0]: Answer("105"), others[0]: Answer(not_applicable=True)}
