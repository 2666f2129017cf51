"""Figures, and what a reader must know about them, in plain words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from rbtrack import messages
from rbtrack.domain.rubric import Rubric
from rbtrack.domain.scoring import Coverage
from rbtrack.domain.trend import Figure, Measure, SeriesYear, breaks
from rbtrack.messages.figures import evaluated_notes, grade_words, index_words
from rbtrack.messages.tiers import tier_name
from rbtrack.text import MISSING, _, listed, number
from rbtrack.views.leadership import Leadership, PartsByYear, PeerPlace
from rbtrack.views.trends import OfficeTrend


def break_words(one: Figure, other: Figure) -> str:
    """How a figure is measured differently from the one before it; empty where both can be compared."""
    words: dict[Measure, str] = {
        "tier": _("another tier ({before}, then {after})").format(
            before=tier_name(one.tier), after=tier_name(other.tier)
        ),
        "judge": _("another judge ({before}, then {after})").format(
            before=one.judge or MISSING, after=other.judge or MISSING
        ),
        "rubric": _("another rubric ({before}, then {after})").format(
            before=one.rubric or _("as reported"), after=other.rubric or _("as reported")
        ),
        "scale": _("another scale of grades ({before}, then {after})").format(
            before=one.scale or MISSING, after=other.scale or MISSING
        ),
        "rules": _("rules that are not known"),
    }
    return listed([words[name] for name in breaks(one, other)])


def other_words(found: SeriesYear) -> str:
    """The other figures of a year by the same tier and judge."""
    return "; ".join(
        f"{tier_name(other.tier, other.judge)}: {index_words(other)}"
        + (f" {grade_words(other)}" if other.grade else "")
        for other in found.others
    )


def coverage_words(coverage: Coverage) -> str:
    """How many items are filled in, and their share."""
    return _("{answered} of {items} items filled in ({share} %)").format(
        answered=coverage.answered + coverage.not_applicable,
        items=coverage.items,
        share=number(filled_share(coverage), 0),
    )


def filled_share(coverage: Coverage) -> Fraction:
    """Items that are answered or do not apply, in percent of all."""
    return Fraction(100 * (coverage.answered + coverage.not_applicable), coverage.items)


def place_words(among: PeerPlace) -> str:
    """The change of place since the year before, in words; empty where it is not known."""
    change = among.place.change
    if change is None:
        return ""
    if change == 0:
        return _("the same place as before")
    return (_("up {count} from before") if change > 0 else _("down {count} from before")).format(count=abs(change))


def caveats(page: Leadership) -> tuple[str, ...]:
    """Everything a reader must know before relying on the figures, each thing once."""
    found = [
        *_missing_years(page),
        *_breaks(page),
        *_reported(page),
        *evaluated_notes(_figures(page)),
        *(messages.message(problem) for problem in page.problems),
        *_incomplete(page.parts),
        *_disagreements(page.trend),
        *_places(page),
        *(line for used in page.origin.rubrics for line in confidence_words(used.rubric)),
        *(messages.message(doubt) for published in page.published for doubt in published.doubts),
    ]
    return tuple(dict.fromkeys(found))


def confidence_words(rubric: Rubric) -> Iterator[str]:
    """A sentence where the rubric, or a part of it, rests on less than the regulation's own text."""
    wording = {
        "unverified": _(
            "The weights of rubric {rubric} are not yet checked against the regulation: figures computed on it may change."
        ),
        "secondary": _("Rubric {rubric} is known from secondary sources: figures computed on it may change."),
        "primary": _(
            "Parts of rubric {rubric} are not yet checked against the regulation: figures computed on it may change."
        ),
    }[rubric.confidence]
    if not rubric.confidence == rubric.least_confidence == "primary":
        yield wording.format(rubric=rubric.id)


def _missing_years(page: Leadership) -> Iterator[str]:
    known = {each.figure.year for each in _of(page.trend)}
    if missing := [year for year in page.years if year not in known]:
        yield _("Nothing is known of {years}: that is missing, not zero.").format(years=listed(missing))


def _of(trend: OfficeTrend) -> list[SeriesYear]:
    return [each for series in trend.series for each in series.years]


def _breaks(page: Leadership) -> Iterator[str]:
    for each in _of(page.trend):
        if each.before is not None and each.breaks:
            yield _("{who}: {before} and {after} cannot be compared: {reasons}.").format(
                who=tier_name(each.figure.tier, each.figure.judge),
                before=each.before.year,
                after=each.figure.year,
                reasons=break_words(each.before, each.figure),
            )


def _figures(page: Leadership) -> Iterator[Figure]:
    """Every figure that the page shows."""
    yield from (each.figure for each in _of(page.trend))
    yield from (each.figure for beside in page.beside for each in _of(beside.trend))
    yield from (figure for below in page.below for figure in (below.figure, below.before) if figure is not None)


def _reported(page: Leadership) -> Iterator[str]:
    if any(figure.origin == "reported" for figure in _figures(page)):
        yield _(
            "Figures with * are as reported by others. They were not computed from answers: what they rest on cannot be shown here."
        )
        yield _("Where no year of evaluation is named, it is taken to be the year judged.")


def _incomplete(parts: Iterable[PartsByYear]) -> Iterator[str]:
    evaluated = [each for block in parts for each in block.evaluated]
    for each in sorted(evaluated, key=lambda one: one.key.year):
        if said := "; ".join(_gaps(each.scored.coverage)):
            yield f"{each.key.year}: {said}."


def _gaps(coverage: Coverage) -> Iterator[str]:
    if not coverage.is_complete:
        words = _("{coverage}; index and grade are provisional, and stand in brackets")
        yield words.format(coverage=coverage_words(coverage))
    if coverage.unreviewed:
        words = _("{count} answers were taken over from an earlier year, and nobody has reviewed them yet")
        yield words.format(count=coverage.unreviewed)
    if coverage.without_evidence:
        yield _("{count} answers have no evidence").format(count=coverage.without_evidence)


def _disagreements(trend: OfficeTrend) -> Iterator[str]:
    for each in _of(trend):
        if each.others:
            yield _("{year}: there are other figures besides the one shown: {others}.").format(
                year=each.figure.year, others=other_words(each)
            )


def _places(page: Leadership) -> Iterator[str]:
    among = page.among
    if among is not None and among.ranked < among.offices:
        yield _("{count} of the {all} offices compared have no figure for {year}: they have no place.").format(
            count=among.offices - among.ranked, all=among.offices, year=page.year
        )
    if among is not None and among.measured_differently:
        yield _(
            "{count} of the offices compared were measured in another way (another tier, judge, rubric or scale): read the place with care."
        ).format(count=among.measured_differently)
