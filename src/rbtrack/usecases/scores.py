"""Scores of several years beside each other, and which evaluation of an office is meant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rbtrack import catalog
from rbtrack.domain.analysis import compare_across, measure, same_parts
from rbtrack.domain.evaluation import EvaluationKey, Office, Result
from rbtrack.domain.scoring import score
from rbtrack.domain.tiers import TIERS
from rbtrack.errors import RbtrackError
from rbtrack.store import Reader
from rbtrack.usecases.workspace import Workspace
from rbtrack.views.comparing import ComparedYears
from rbtrack.views.scores import OfficeScore


@dataclass(frozen=True, slots=True)
class Selection:
    """What narrows the choice of evaluations and published figures; what is None is chosen by rule.

    `tier` is one of an evaluation or of a published figure (also `external`, which no evaluation has).
    """

    rubric: str | None = None
    tier: str | None = None
    judge: str | None = None
    instrument: str | None = None

    @property
    def judge_name(self) -> str:
        """The judge as stored: empty for the unnamed one, which is asked for as "-"."""
        return "" if self.judge in (None, "-") else str(self.judge)

    @property
    def instrument_name(self) -> str:
        """The instrument asked for, or the default one."""
        return self.instrument or catalog.default_instrument().code

    def fits(self, key: EvaluationKey) -> bool:
        """Whether an evaluation is one of those asked for."""
        return self.rubric in (None, key.rubric) and self.tier in (None, key.tier) and self.fits_judge(key.judge)

    def fits_judge(self, judge: str) -> bool:
        """Whether that judge is the one asked for, or none was."""
        return self.judge is None or judge == self.judge_name

    def fits_result(self, result: Result) -> bool:
        """Whether a published figure is one of those asked for: never where a rubric is, since it rests on none."""
        return self.rubric is None and self.tier in (None, result.tier) and self.fits_judge(result.judge)


def score_years(
    workspace: Workspace, office: str, years: Sequence[int], selection: Selection, *, also_blank: bool = False
) -> tuple[OfficeScore, ...]:
    """The score of each of `years`, in that order: the most authoritative tier unless one is named. An evaluation
    without a single answer is taken only with `also_blank`, and where there is no other.

    Raises RbtrackError where a year has no evaluation that fits, and where more than one rubric or
    judge fits: missing years are named, not skipped.
    """
    with workspace.store.reading() as reader:
        found = reader.office(office)
        return tuple(
            load_score(reader, found, *choose_stored(reader, found, year, selection, also_blank=also_blank))
            for year in years
        )


def compare_scores(workspace: Workspace, scores: tuple[OfficeScore, ...]) -> ComparedYears:
    """Scores beside each other, with the comparison across rubrics where they stand on several.

    Raises RbtrackError where no crosswalk leads from one of them to that of the newest year, and for a year of which
    the rules are not known.
    """
    unknown = [found.key for found in scores if not found.scored.rubric.measures(found.key.year_evaluated)]
    if unknown and len({found.key.year for found in scores}) > 1:
        raise RbtrackError("year-not-comparable", rubric=unknown[0].rubric, year=unknown[0].year_evaluated)
    newest = max(scores, key=_age).scored.rubric
    others = {measure(found.scored.rubric): found.scored.rubric for found in scores}
    others.pop(measure(newest))
    if not others:
        return ComparedYears(scores, None)
    crosswalks = {}
    for name, rubric in others.items():
        is_same = rubric.id == newest.id
        crosswalk = same_parts(rubric, newest) if is_same else workspace.catalogue.crosswalk(rubric, newest)
        if crosswalk is None:
            raise RbtrackError("rubrics-differ", rubrics=(name, measure(newest)))
        crosswalks[name] = crosswalk
    return ComparedYears(scores, compare_across([found.scored for found in scores], newest, crosswalks))


def _age(found: OfficeScore) -> tuple[int, int]:
    """The newest is of the latest year; where offices stand on several rubrics then, on the latest of these."""
    return found.key.year, found.scored.rubric.years.first or 0


def of_instrument(keys: Sequence[tuple[str, EvaluationKey]], selection: Selection) -> list[EvaluationKey]:
    """Of the evaluations of an office, each with its instrument, those of the instrument that is named; else
    those of the default one where there are any, else all. Where only a rubric is named, all as well."""
    every = [key for _instrument, key in keys]
    if selection.rubric is not None and selection.instrument is None:
        return every
    fitting = [key for instrument, key in keys if instrument == selection.instrument_name]
    return fitting or (every if selection.instrument is None else [])


def load_score(reader: Reader, office: Office, key: EvaluationKey, others: tuple[str, ...]) -> OfficeScore:
    """The score of an evaluation that is stored; `others` are the tiers that were there too."""
    stored = reader.rubric_of(key)
    evaluation = reader.evaluation(key)
    assert stored is not None
    assert evaluation is not None
    rubric = catalog.from_canonical(stored.content)
    results = [result for result in reader.results(office.code, rubric.instrument) if result.year == key.year]
    return OfficeScore(key, score(rubric, evaluation.answers), office, others, tuple(results))


def choose_stored(
    reader: Reader, office: Office, year: int, selection: Selection, *, also_blank: bool
) -> tuple[EvaluationKey, tuple[str, ...]]:
    """The evaluation of a year, as `choose` finds it, among those with answers; with `also_blank` among all others
    where none of those fits."""
    keys = of_instrument(reader.keys_of([office.code]), selection)
    if also_blank and not any(key.year == year and selection.fits(key) for key in keys):
        keys = of_instrument(reader.keys_of([office.code], also_blank=True), selection)
    return choose(keys, office, year, selection)


def choose(
    keys: Sequence[EvaluationKey], office: Office, year: int, selection: Selection
) -> tuple[EvaluationKey, tuple[str, ...]]:
    """The evaluation of a year, of the most authoritative tier that is there, and the other tiers.

    Raises RbtrackError where none fits, and where more than one rubric or judge does.
    """
    fitting = [key for key in keys if key.year == year and selection.fits(key)]
    if not fitting:
        known = tuple(key.label for key in keys)
        raise RbtrackError("evaluation-missing", office=office.name, year=year, known=known)
    rubrics = sorted({key.rubric for key in fitting})
    if len(rubrics) > 1:
        raise RbtrackError("rubric-asked", office=office.name, year=year, known=tuple(rubrics))
    tiers = [tier for tier in TIERS if tier in {key.tier for key in fitting}]
    best = [key for key in fitting if key.tier == tiers[0]]
    if len(best) > 1:
        judges = tuple(sorted(key.judge or "-" for key in best))
        raise RbtrackError("judge-asked", office=office.name, year=year, known=judges)
    return best[0], tuple(tiers[1:])
