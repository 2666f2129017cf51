"""Offices and years beside each other, in a handful of statements whatever their number."""

from __future__ import annotations

from collections.abc import Sequence

from rbtrack import catalog
from rbtrack.domain.evaluation import EvaluationKey, Office
from rbtrack.domain.scoring import score
from rbtrack.errors import Problem, RbtrackError
from rbtrack.store import Reader, Store
from rbtrack.usecases.panel import choose_offices
from rbtrack.usecases.scores import ComparedYears, OfficeScore, Selection, choose, compare_scores, of_instrument

Chosen = tuple[Office, EvaluationKey, tuple[str, ...]]


def compare_offices(address: str, offices: Sequence[str], years: Sequence[int], selection: Selection) -> ComparedYears:
    """The score of each of `years` of each office, in that order, with the comparison across rubrics where
    they stand on several. Of each year the most authoritative tier is taken, unless one is named.

    Raises RbtrackError with every office that is unknown and every year that is missing or open
    (more than one rubric or judge), and where no crosswalk leads from one rubric to the newest.
    """
    with Store.open(address) as store, store.reading() as reader:
        chosen = _choose(reader, choose_offices(reader, offices), years, selection)
        wanted = {key for _office, key, _others in chosen}
        scored = {
            stored.evaluation.key: score(catalog.from_canonical(stored.rubric.content), stored.evaluation.answers)
            for stored in reader.evaluations([office.code for office, *_ in chosen], years=years)
            if stored.evaluation.key in wanted
        }
    return compare_scores(tuple(OfficeScore(office, key, scored[key], others) for office, key, others in chosen))


def _choose(reader: Reader, offices: Sequence[Office], years: Sequence[int], selection: Selection) -> list[Chosen]:
    known: dict[str, list[tuple[str, EvaluationKey]]] = {office.code: [] for office in offices}
    for instrument, key in reader.keys_of(list(known)):
        known[key.office].append((instrument, key))
    chosen: list[Chosen] = []
    problems: list[Problem] = []
    for office in offices:
        keys = of_instrument(known[office.code], selection)
        for year in years:
            try:
                chosen.append((office, *choose(keys, office, year, selection)))
            except RbtrackError as error:
                problems += error.problems
    if problems:
        raise RbtrackError(problems=tuple(problems))
    return chosen
