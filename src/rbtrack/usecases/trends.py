"""Offices over the years, computed and reported figures together."""

from __future__ import annotations

from collections.abc import Sequence

from rbtrack import catalog
from rbtrack.domain.evaluation import Office
from rbtrack.domain.scoring import score
from rbtrack.domain.trend import Figure, TrendYear, computed, reported, trend
from rbtrack.store import Reader, Store

OfficeTrend = tuple[Office, tuple[TrendYear, ...]]


def score_trend(
    address: str, offices: Sequence[str], instrument: str = "rb", tier: str | None = None
) -> tuple[OfficeTrend, ...]:
    """The years of each office, in the order named. Raises RbtrackError for an unknown office."""
    with Store.open(address) as store, store.reading() as reader:
        known = [reader.office(code) for code in offices]
        figures = office_figures(reader, offices, instrument)
    return tuple((office, trend(figures.get(office.code, []), tier)) for office in known)


def office_figures(reader: Reader, offices: Sequence[str], instrument: str) -> dict[str, list[Figure]]:
    """Every figure of these offices: the scores of their evaluations, and their published results."""
    found: dict[str, list[Figure]] = {}
    rubrics = {row: catalog.from_canonical(stored.content) for row, stored in reader.rubrics(instrument).items()}
    for row, evaluation in reader.evaluations(offices, instrument):
        figure = computed(evaluation.key, score(rubrics[row], evaluation.answers))
        found.setdefault(evaluation.key.office, []).append(figure)
    scales = tuple(catalog.shared().grade_scales.values())
    wanted = set(offices)
    for result in reader.results(instrument=instrument):
        if result.office in wanted:
            found.setdefault(result.office, []).append(reported(result, scales))
    return found
