"""Scores: of one evaluation, and of several years beside each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rbtrack import catalog
from rbtrack.domain.analysis import Across, compare_across, measure, same_parts
from rbtrack.domain.evaluation import EvaluationKey, Office, Result
from rbtrack.domain.scoring import Scored, score
from rbtrack.domain.tiers import TIERS, Tier
from rbtrack.errors import RbtrackError
from rbtrack.store import Reader, Store


@dataclass(frozen=True, slots=True)
class Selection:
    """What narrows the choice of an evaluation; what is None is chosen by rule."""

    rubric: str | None = None
    tier: Tier | None = None
    judge: str | None = None
    instrument: str | None = None

    @property
    def judge_name(self) -> str:
        """The judge as stored; "-", and none, is the unnamed one."""
        return "" if self.judge in (None, "-") else str(self.judge)

    def fits(self, key: EvaluationKey) -> bool:
        """Whether an evaluation is one of those asked for."""
        return self.rubric in (None, key.rubric) and self.tier in (None, key.tier) and self.fits_judge(key.judge)

    def fits_judge(self, judge: str) -> bool:
        """Whether that judge is the one asked for, or none was."""
        return self.judge is None or judge == self.judge_name

    def fits_result(self, result: Result) -> bool:
        """Whether a published figure is one of those asked for: never where a rubric is, since it stands on none."""
        return self.rubric is None and self.tier in (None, result.tier) and self.fits_judge(result.judge)


@dataclass(frozen=True, slots=True)
class OfficeScore:
    """The score of one evaluation.

    `others` are the tiers that were there too when none was named; `results` the figures that were
    published for the same office, year and instrument.
    """

    office: Office
    key: EvaluationKey
    scored: Scored
    others: tuple[str, ...] = ()
    results: tuple[Result, ...] = ()


@dataclass(frozen=True, slots=True)
class ComparedYears:
    """Years beside each other; `across` is there where they stand on different rubrics."""

    scores: tuple[OfficeScore, ...]
    across: Across | None


@dataclass(frozen=True, slots=True)
class Published:
    """A year of which only published figures are known."""

    office: Office
    year: int
    results: tuple[Result, ...]


def show_score(address: str, office: str, year: int, selection: Selection) -> OfficeScore | Published:
    """The score of one year; where there are no answers, the figures that were published for it.

    Raises RbtrackError where nothing is known, and where more than one rubric or judge fits.
    """
    with Store.open(address) as store, store.reading() as reader:
        found = reader.office(office)
        keys = of_instrument(reader.keys_of([office]), selection)
        if not any(key.year == year and selection.fits(key) for key in keys):
            results = [
                result
                for result in reader.results(office, selection.instrument or "rb")
                if result.year == year and selection.fits_result(result)
            ]
            if results:
                return Published(found, year, tuple(results))
        return _score(reader, found, *choose(keys, found, year, selection))


def score_years(address: str, office: str, years: Sequence[int], selection: Selection) -> tuple[OfficeScore, ...]:
    """The score of each of `years`, in that order: the most authoritative tier unless one is named.

    Raises RbtrackError where a year has no evaluation that fits, and where more than one rubric or
    judge fits: missing years are named, not skipped.
    """
    with Store.open(address) as store, store.reading() as reader:
        found = reader.office(office)
        keys = of_instrument(reader.keys_of([office]), selection)
        return tuple(_score(reader, found, *choose(keys, found, year, selection)) for year in years)


def compare_scores(scores: tuple[OfficeScore, ...]) -> ComparedYears:
    """Scores beside each other, with the comparison across rubrics where they stand on several.

    Raises RbtrackError where no crosswalk leads from one of them to that of the newest year.
    """
    newest = max(scores, key=_age).scored.rubric
    others = {measure(found.scored.rubric): found.scored.rubric for found in scores}
    others.pop(measure(newest))
    if not others:
        return ComparedYears(scores, None)
    crosswalks = {}
    for name, rubric in others.items():
        crosswalk = (
            same_parts(rubric, newest) if rubric.id == newest.id else catalog.Catalogue().crosswalk(rubric, newest)
        )
        if crosswalk is None:
            raise RbtrackError("rubrics-differ", rubrics=(name, measure(newest)))
        crosswalks[name] = crosswalk
    across = compare_across([found.scored for found in scores], newest, crosswalks)
    return ComparedYears(scores, across)


def _age(found: OfficeScore) -> tuple[int, int]:
    """The newest is of the latest year; where offices stand on several rubrics then, on the latest of these."""
    return found.key.year, found.scored.rubric.years.first or 0


def of_instrument(keys: Sequence[tuple[str, EvaluationKey]], selection: Selection) -> list[EvaluationKey]:
    """Of the evaluations of an office, each with its instrument, those of the instrument that is named; else
    those of RB where there are any, else all (all as well where a rubric is named)."""
    every = [key for _instrument, key in keys]
    if selection.rubric is not None and selection.instrument is None:
        return every
    fitting = [key for instrument, key in keys if instrument == (selection.instrument or "rb")]
    return fitting or (every if selection.instrument is None else [])


def _score(reader: Reader, office: Office, key: EvaluationKey, others: tuple[str, ...]) -> OfficeScore:
    stored = reader.rubric_of(key)
    evaluation = reader.evaluation(key)
    assert stored is not None
    assert evaluation is not None
    rubric = catalog.from_canonical(stored.content)
    results = [result for result in reader.results(office.code, rubric.instrument) if result.year == key.year]
    return OfficeScore(office, key, score(rubric, evaluation.answers), others, tuple(results))


def choose(
    keys: Sequence[EvaluationKey], office: Office, year: int, selection: Selection
) -> tuple[EvaluationKey, tuple[str, ...]]:
    """The evaluation of a year, of the most authoritative tier that is there, and the other tiers.

    Raises RbtrackError where none fits, and where more than one rubric or judge does.
    """
    fitting = [key for key in keys if key.year == year and selection.fits(key)]
    if not fitting:
        known = tuple(" ".join((str(key.year), key.rubric, key.tier, key.judge)).strip() for key in keys)
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
