"""The parts of a score that leaders look at: its change areas, or its topmost branches where it has none."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from rbtrack.domain.crosswalk import AREA, Crosswalk
from rbtrack.domain.rubric import Rubric
from rbtrack.domain.scoring import Coverage, Scored, percent

CrosswalkOf = Callable[[Rubric, Rubric], Crosswalk | None]
"""Gives the links from an older rubric to a newer one; None where there are none."""


@dataclass(frozen=True, slots=True)
class PartScore:
    """One part: what it could reach, what it reached (None where nothing is answered), and how much is answered.

    `code` is that of a node, or `area:` and the id of an area.
    """

    code: str
    name: str
    weight: Fraction
    points: Fraction | None
    coverage: Coverage

    @property
    def percent(self) -> Fraction | None:
        return percent(self.points, self.weight)


@dataclass(frozen=True, slots=True)
class PartsOverYears:
    """Years whose parts continue in each other, oldest first. Each row is a part of the newest year, with a figure for every year."""

    years: tuple[int, ...]
    rows: tuple[tuple[PartScore, ...], ...]


def parts(scored: Scored) -> tuple[PartScore, ...]:
    """The areas of a score in the order of its rubric, or its topmost branches."""
    if scored.rubric.areas:
        return tuple(
            PartScore(AREA + each.area.id, each.area.name, each.weight, each.points, each.coverage)
            for each in scored.areas
        )
    return tuple(
        PartScore(each.node.code, each.node.name, each.weight or Fraction(0), each.points, each.coverage)
        for each in scored.roots
        if not each.node.corrects
    )


def over_years(scores: Mapping[int, Scored], crosswalk: CrosswalkOf) -> tuple[PartsOverYears, ...]:
    """The parts year beside year, in as few tables as the rubrics allow; the newest years first.

    `crosswalk` gives the links from an older rubric to a newer one. Where a part of the newest year
    has no single part to continue from, the older year begins a table of its own.
    """
    tables: list[PartsOverYears] = []
    years = sorted(scores, reverse=True)
    while years:
        newest = scores[years[0]]
        columns = [parts(newest)]
        for year in years[1:]:
            older = _continuing(scores[year], newest, crosswalk)
            if older is None:
                break
            columns.append(older)
        taken, years = years[: len(columns)], years[len(columns) :]
        tables.append(PartsOverYears(tuple(reversed(taken)), tuple(zip(*reversed(columns), strict=True))))
    return tuple(tables)


def all_areas(older: Scored, newer: Scored, crosswalk: CrosswalkOf) -> tuple[Fraction, Fraction] | None:
    """What all change areas together reached in two scores, each in percent of its own weight.

    None where one of the two has no areas, where some area does not continue in one of the newer score, and where
    an area has no points.
    """
    if not (older.rubric.areas and newer.rubric.areas):
        return None
    before, after = _continuing(older, newer, crosswalk), parts(newer)
    if before is None or len(before) != len(older.rubric.areas):
        return None
    shares = _share(before), _share(after)
    return None if shares[0] is None or shares[1] is None else (shares[0], shares[1])


def _share(areas: tuple[PartScore, ...]) -> Fraction | None:
    """Points in percent of the weight; None where a part has none."""
    points = [area.points for area in areas]
    if any(each is None for each in points):
        return None
    return percent(
        sum((each for each in points if each is not None), Fraction(0)),
        sum((area.weight for area in areas), Fraction(0)),
    )


def _continuing(older: Scored, newest: Scored, crosswalk: CrosswalkOf) -> tuple[PartScore, ...] | None:
    """The part of an older score that continues in each part of the newest one; None where a part has none."""
    here = {part.code: part for part in parts(older)}
    origin = {code: code for code in here}
    if older.rubric.id != newest.rubric.id:
        walk = crosswalk(older.rubric, newest.rubric)
        links = walk.links if walk else ()
        origin = {link.new[0]: link.old[0] for link in links if len(link.old) == len(link.new) == 1}
    found = [here.get(origin.get(part.code, "")) for part in parts(newest)]
    given = tuple(part for part in found if part is not None)
    return given if len(given) == len(found) else None
