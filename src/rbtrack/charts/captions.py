"""Words that several charts share: whose figures are drawn, how a figure is written, what is said at the foot."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from rbtrack.charts.canvas import FALL, GREY, RISE, plain
from rbtrack.domain.evaluation import Office
from rbtrack.domain.numbers import rounded
from rbtrack.domain.trend import Figure as Headline
from rbtrack.domain.trend import Series
from rbtrack.messages.figures import evaluated_notes, reported_note
from rbtrack.messages.tiers import tier_name, tier_word
from rbtrack.text import MISSING, _, number, shorten, unrounded
from rbtrack.views.origin import ReportOrigin

BROKEN = "≠"
"""Stands where a figure cannot be compared with the one before it."""

MOST_OF_A_GRADE = 14
"""So many letters of a grade are shown: it may be as reported, and of any length."""


def offices_words(offices: Sequence[Office], below: Office | None = None) -> str:
    """Offices in a title: the only one by its name, several by their number and the office that they stand below."""
    if len(offices) == 1:
        return offices[0].name
    if below is not None:
        return _("{count} offices below {office}").format(count=len(offices), office=below.name)
    return _("{count} offices").format(count=len(offices))


def finding(name: str, trend: Sequence[Series]) -> str:
    """What the series of an office tell, for a title: the newest figure of the first one and how it changed, like with
    like; where it cannot be compared, the change of the next one that can."""
    if not trend:
        return name
    text = f"{name}: {figure_text(trend[0].last.figure)}"
    if words := change_words(trend[0]):
        return f"{text}, {words}"
    other = next((each for each in trend if each.change is not None), None)
    return f"{text}; {tier_name(other.tier, other.judge)} {change_words(other)}" if other else text


def change_words(series: Series) -> str:
    """`up 10.55 since 2014`; empty where the newest year cannot be compared with one before it."""
    change, since = series.change, series.since
    if change is None:
        return ""
    size = number(abs(change))
    text = {1: _("up {points} since {year}"), -1: _("down {points} since {year}"), 0: _("unchanged since {year}")}
    return text[direction(change)].format(points=size, year=since)


def direction(change: Fraction) -> int:
    """1 for a rise, -1 for a fall, 0 where the figure that is shown is the same."""
    shown = rounded(change)
    return (shown > 0) - (shown < 0)


def change_colour(change: Fraction | None) -> str:
    """Green for a rise, red for a fall; the sign says it as well."""
    return {1: RISE, -1: FALL, 0: GREY}[0 if change is None else direction(change)]


def origin_note(origin: ReportOrigin) -> str:
    """From where and when a picture is: the source, the day, and the state of the database."""
    text = _("Source: {database}, entry {entry} of its journal; drawn by rbtrack on {day}.")
    return text.format(database=plain(origin.database), entry=origin.entry, day=f"{origin.made.astimezone():%Y-%m-%d}")


def tier_notes(tier: str | None) -> tuple[str, ...]:
    """The note that only figures of one tier are drawn."""
    return (_("Only figures of the tier {tier}.").format(tier=tier_word(tier)),) if tier else ()


def figure_text(headline: Headline | None, places: int = 2) -> str:
    """Points and grade: reported ones with a star, provisional ones in brackets."""
    if headline is None:
        return MISSING
    if headline.origin == "reported":
        points = None if headline.points is None else unrounded(headline.points)
        words = [word for word in (points, _grade(headline)) if word]
        return " ".join(words) + "*"
    if headline.points is None:
        return MISSING
    text = " ".join(word for word in (number(headline.points, places), _grade(headline)) if word)
    return f"({text})" if headline.is_provisional else text


def _grade(headline: Headline) -> str:
    return shorten(plain(headline.grade or ""), MOST_OF_A_GRADE)


def figure_notes(headlines: Iterable[Headline | None]) -> tuple[str, ...]:
    """What the marks in `figure_text` mean, as far as they are there, and which rubrics are unverified."""
    known = [each for each in headlines if each is not None]
    notes = []
    if any(each.origin == "reported" for each in known):
        notes.append(reported_note())
    if any(each.is_provisional for each in known):
        notes.append(brackets_note())
    notes += evaluated_notes(known)
    return (*notes, *unverified_notes(each.rubric for each in known if each.confidence == "unverified"))


def brackets_note() -> str:
    """What brackets around a figure mean."""
    return _("In brackets: provisional, not every item is answered and reviewed.")


def unverified_notes(rubrics: Iterable[str | None]) -> tuple[str, ...]:
    """A line for each of these rubrics, whose weights are unverified."""
    text = _("The weights of {rubric} are not yet checked against the regulation.")
    return tuple(text.format(rubric=name) for name in sorted({name for name in rubrics if name}))
