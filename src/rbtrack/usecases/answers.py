"""Single answers: show them, and change one with an entry in the journal."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from rbtrack import catalog
from rbtrack.domain.evaluation import Answer, EvaluationKey
from rbtrack.domain.merging import Change
from rbtrack.domain.names import check_names
from rbtrack.domain.rubric import Node, Rubric
from rbtrack.domain.scoring import score
from rbtrack.domain.tiers import TIERS
from rbtrack.domain.trend import Figure
from rbtrack.domain.validating import read_value
from rbtrack.domain.years import evaluated_apart
from rbtrack.errors import RbtrackError
from rbtrack.store import Reader
from rbtrack.usecases.evaluated_years import check_evaluated
from rbtrack.usecases.panel import load_panel
from rbtrack.usecases.results import SAKIP
from rbtrack.usecases.rubric_years import check_year
from rbtrack.usecases.scores import Selection, score_years
from rbtrack.usecases.workspace import Workspace
from rbtrack.views.answers import AnswerSet, OfficeAnswers


@dataclass(frozen=True, slots=True)
class NewAnswer:
    """What to set; what is None stays as it is. `from_sakip` takes the office's SAKIP figure of the year."""

    value: str | None = None
    note: str | None = None
    evidence: str | None = None
    not_applicable: bool = False
    erase: bool = False
    from_sakip: bool = False


@dataclass(frozen=True, slots=True)
class AnswerRequest:
    """One answer to set, and the evaluation that it is of. `evaluated` is the year of evaluation: unless named, the one
    that is stored, else `year`."""

    office: str
    year: int
    item: str
    new: NewAnswer
    selection: Selection
    dry_run: bool = False
    outside_years: bool = False
    evaluated: int | None = None


def set_answer(workspace: Workspace, request: AnswerRequest) -> AnswerSet:
    """Set one answer of an evaluation, checked as a worksheet's is.

    Where the office has no evaluation that fits, one is begun: the selection must then name rubric and
    tier. Raises RbtrackError where nothing or more than one fits, for an unknown item, and for a
    value that the item does not offer.
    """
    office, year, item, new = request.office, request.year, request.item, request.new
    check_names(request.selection.judge_name)
    check_evaluated(year, request.evaluated)
    with workspace.store.writing(workspace.actor, request.dry_run) as writer:
        writer.office(office)
        key, rubric = _target(workspace, writer, request)
        node = rubric.items.get(item)
        if node is None:
            raise RbtrackError("item-unknown", item=item, rubric=rubric.id)
        stored = writer.evaluation(key)
        answers = dict(stored.answers) if stored else {}
        old = answers.get(item, Answer())
        if new.from_sakip:
            new = _sakip(workspace, writer, office, year, node, new)
        change = Change(item, old, _changed(node, old, new))
        before = score(rubric, answers)
        moved_from = stored.key.year_evaluated if stored else key.year_evaluated
        if change.new == old and moved_from == key.year_evaluated:
            return AnswerSet(key, None, before, before)
        kept = writer.use_rubric(rubric, catalog.canonical(rubric), catalog.digest(rubric))
        changes = (change,) if change.new != old else ()
        writer.save_answers(key, kept, changes, action="answer.set", details={"item": item})
        after = score(rubric, {**answers, item: change.new})
        return AnswerSet(key, change if changes else None, before, after, moved_from)


def show_answers(workspace: Workspace, office: str, year: int, node: str | None, selection: Selection) -> OfficeAnswers:
    """The answers of one evaluation, chosen as `score_years` does: all of them, or those at and below `node`.

    Raises RbtrackError also where `node` is not in the rubric.
    """
    (found,) = score_years(workspace, office, [year], selection, also_blank=True)
    if node is not None and node not in found.scored.rubric.nodes:
        raise RbtrackError("item-unknown", item=node, rubric=found.key.rubric)
    return OfficeAnswers(found, node)


def _target(workspace: Workspace, reader: Reader, request: AnswerRequest) -> tuple[EvaluationKey, Rubric]:
    """The evaluation that is asked for and its rubric; one that is not there yet, on the rubric that is named."""
    office, year, selection = request.office, request.year, request.selection
    fitting = [key for key in reader.keys(office, selection.instrument) if key.year == year and selection.fits(key)]
    if len(fitting) > 1:
        known = tuple(key.label_in_year for key in fitting)
        raise RbtrackError("evaluation-asked", office=office, year=year, known=known)
    if fitting:
        stored = reader.rubric_of(fitting[0])
        assert stored is not None
        rubric = catalog.from_canonical(stored.content)
        key = _evaluated(fitting[0], request)
        if key.year_evaluated != fitting[0].year_evaluated:
            check_year(rubric, key.year_evaluated, accepted=request.outside_years)
        return key, rubric
    tier = next((tier for tier in TIERS if tier == selection.tier), None)
    if selection.rubric is None or tier is None:
        raise RbtrackError("evaluation-not-begun", office=office, year=year)
    rubric = workspace.catalogue.rubric(selection.rubric)
    key = _evaluated(EvaluationKey(office, year, rubric.id, tier, selection.judge_name), request)
    check_year(rubric, key.year_evaluated, accepted=request.outside_years)
    return key, rubric


def _evaluated(key: EvaluationKey, request: AnswerRequest) -> EvaluationKey:
    """The evaluation, judged in the year that was named."""
    return key if request.evaluated is None else replace(key, evaluated=evaluated_apart(key.year, request.evaluated))


def _changed(node: Node, old: Answer, new: NewAnswer) -> Answer:
    # Who sets an answer has looked at it, also where it stays as it was.
    if new.erase:
        changed = Answer()
    elif new.not_applicable:
        if not node.may_not_apply:
            raise RbtrackError("not-applicable-not-allowed", item=node.code)
        changed = replace(old, value=None, not_applicable=True, unreviewed=False)
    elif new.value is not None:
        value, problem = read_value(node, new.value)
        if problem is not None:
            raise RbtrackError(problems=(problem,))
        changed = replace(old, value=value, not_applicable=False, unreviewed=False)
    else:
        changed = old
    return replace(
        changed,
        note=changed.note if new.note is None else new.note,
        evidence=changed.evidence if new.evidence is None else new.evidence,
    )


def _sakip(workspace: Workspace, reader: Reader, office: str, year: int, node: Node, new: NewAnswer) -> NewAnswer:
    """The SAKIP figure of the year as the answer: its weight in the rubric is the regulation's factor."""
    if node.answer is None or node.answer.ends is None or node.answer.ends[1] != 100:
        raise RbtrackError("item-not-sakip", item=node.code)
    instrument = workspace.catalogue.instrument(SAKIP)
    headline = load_panel(reader, [reader.office(office)], instrument, {year}).headline(office, year)
    if headline is None or headline.points is None:
        raise RbtrackError("sakip-missing", office=office, year=year)
    value = format(Decimal(headline.points.numerator) / Decimal(headline.points.denominator), "f")
    return replace(new, value=value, note=new.note if new.note is not None else _source(headline))


def _source(figure: Figure) -> str:
    """Where a SAKIP figure comes from, for the note of the answer that it becomes."""
    parts = ("SAKIP", str(figure.year), figure.rubric or "", figure.tier, figure.judge)
    return " ".join(part for part in parts if part)
