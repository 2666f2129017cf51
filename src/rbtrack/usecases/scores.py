"""Scores: of one evaluation, and of several years beside each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rbtrack import catalog
from rbtrack.domain.evaluation import TIERS, EvaluationKey, Office
from rbtrack.domain.scoring import Scored, score
from rbtrack.errors import RbtrackError
from rbtrack.store import Reader, Store


@dataclass(frozen=True, slots=True)
class Which:
    """What narrows the choice of an evaluation; what is None is chosen by rule."""

    rubric: str | None = None
    tier: str | None = None
    judge: str | None = None


@dataclass(frozen=True, slots=True)
class OfficeScore:
    """The score of one evaluation. `others` are the tiers that were there too when none was named."""

    office: Office
    key: EvaluationKey
    scored: Scored
    others: tuple[str, ...] = ()


def score_years(address: str, office: str, years: Sequence[int], which: Which) -> tuple[OfficeScore, ...]:
    """The score of each of `years`, in that order: the most authoritative tier unless one is named.

    Raises RbtrackError where a year has no evaluation that fits, and where more than one rubric or
    judge fits: missing years are named, not skipped.
    """
    with Store.open(address) as store, store.reading() as reader:
        found = reader.office(office)
        keys = reader.keys(office)
        return tuple(_score(reader, found, *_choose(keys, found, year, which)) for year in years)


def compare_years(address: str, office: str, years: Sequence[int], which: Which) -> tuple[OfficeScore, ...]:
    """As `score_years`, for years whose nodes mean the same.

    Raises RbtrackError also where they stand on different rubrics, or on different versions of one.
    """
    scores = score_years(address, office, years, which)
    rubrics = sorted({f"{found.key.rubric} ({found.scored.rubric.version})" for found in scores})
    if len(rubrics) > 1:
        raise RbtrackError("rubrics-differ", rubrics=tuple(rubrics))
    return scores


def _score(reader: Reader, office: Office, key: EvaluationKey, others: tuple[str, ...]) -> OfficeScore:
    stored = reader.rubric_of(key)
    evaluation = reader.evaluation(key)
    assert stored is not None
    assert evaluation is not None
    return OfficeScore(office, key, score(catalog.from_canonical(stored.content), evaluation.answers), others)


def _choose(
    keys: Sequence[EvaluationKey], office: Office, year: int, which: Which
) -> tuple[EvaluationKey, tuple[str, ...]]:
    fitting = [key for key in keys if key.year == year and _fits(key, which)]
    if not fitting:
        known = tuple(f"{key.year} {key.rubric} {key.tier}" for key in keys)
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


def _fits(key: EvaluationKey, which: Which) -> bool:
    return (
        which.rubric in (None, key.rubric)
        and which.tier in (None, key.tier)
        and (which.judge is None or key.judge == ("" if which.judge == "-" else which.judge))
    )
