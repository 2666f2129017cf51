"""The page itself: values, words and look put together into one HTML file that needs nothing else.

Its content policy allows nothing but the style and the script that it carries, each by its hash. Chart
pictures must therefore come without style attributes (`charts.canvas.svg_text`), and no text from outside reaches the style
or the script, but for the name of the office at the foot of printed pages, every mark in it escaped.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from datetime import datetime
from importlib.resources import files
from typing import Any

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from rbtrack.domain.priorities import Priorities
from rbtrack.messages.figures import evaluated_words, grade_words, index_words, measure_words
from rbtrack.messages.instruments import instrument_name
from rbtrack.messages.levels import level_line, open_words, reached_line
from rbtrack.messages.tiers import tier_name
from rbtrack.reports.page import rows
from rbtrack.reports.page.wording import caveats, coverage_words, place_words
from rbtrack.text import MISSING, _, harmless, language, listed, number, shorten, signed
from rbtrack.views.leadership import Leadership

SUFFIXES = (".html", ".htm")
MOST_STEPS = 12
"""Of a longer way to the next grade only the number of its steps is told."""

_FOLDER = files("rbtrack.reports.page")


def leadership_page(page: Leadership, chart: str | None, part_charts: Sequence[str | None]) -> str:
    """The whole HTML file, in the reader's language.

    `chart` is the trend as SVG, `part_charts` the parts of each block of years; None where there is nothing to draw.
    """
    style, script = _style(page), _file("sort.js")
    template = _environment().from_string(_file("leadership.html.j2"))
    return template.render(
        page=page,
        chart=chart,
        language=language(),
        missing=MISSING,
        policy=_policy(style, script),
        # Ours, and hashed: escaping would change them. Nothing from outside is in the script.
        style=Markup(style),  # noqa: S704
        script=Markup(script),  # noqa: S704
        title=f"{page.office.name}: {page.instrument.full_name} {_years(page)}",
        instrument=instrument_name(page.instrument),
        years=_years(page),
        made=_moment(page.origin.made),
        caveats=caveats(page),
        **_headline(page),
        **_tables(page, part_charts),
        **_improvements(page),
        **_below(page),
        level_reached=reached_line(page.levels),
        levels=tuple((level_line(each), open_words(each, page.year)) for each in page.levels),
    )


def _environment() -> Environment:
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, finalize=_harmless
    )
    environment.globals["_"] = _
    return environment


def _harmless(value: Any) -> Any:
    """Texts that the template shows, without characters that reverse a line; they are escaped after that."""
    return harmless(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _file(name: str) -> str:
    return _FOLDER.joinpath(name).read_text(encoding="utf-8")


def _style(page: Leadership) -> str:
    running = f"{shorten(page.office.name, 70)} · {_years(page)}"
    style = _file("page.css").replace("@running@", _css_text(running))
    return style.replace("@page@", _css_text(_("Page")))


def _css_text(text: str) -> str:
    """Text for a string of a style sheet: every character but plain letters and digits as its number."""
    return "".join(
        character if character.isascii() and character.isalnum() else f"\\{ord(character):x} "
        for character in harmless(text)
    )


def _policy(style: str, script: str) -> str:
    """A content policy under which nothing is loaded, run or sent but what the page itself carries."""
    return f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; base-uri 'none'; form-action 'none'"


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _moment(made: datetime) -> str:
    """A time in the zone of this machine, with its distance from UTC."""
    local = made.astimezone()
    offset = local.strftime("%z")
    return f"{local:%Y-%m-%d %H:%M} (UTC{offset[:3]}:{offset[3:]})"


def _years(page: Leadership) -> str:
    first, last = page.years[0], page.years[-1]
    return str(first) if first == last else f"{first}–{last}"


def _headline(page: Leadership) -> dict[str, Any]:
    latest = page.latest.figure if page.latest else None
    previous, evaluated = page.previous, page.evaluated
    return {
        "latest": latest,
        "index": index_words(latest),
        "grade": grade_words(latest),
        "basis": ""
        if latest is None
        else ", ".join(filter(None, (tier_name(latest.tier, latest.judge), latest.rubric, evaluated_words(latest)))),
        "predicate": _predicate(page),
        "change": signed(page.change),
        "change_title": _("Change since {year}").format(year=previous.year) if previous else _("Change"),
        "change_reason": _no_change(page),
        "change_is_provisional": any(figure.is_provisional for figure in (latest, previous) if figure),
        "place": place_words(page.among) if page.among else "",
        "filled": rows.filled_cell(evaluated) if evaluated else None,
        "coverage": coverage_words(evaluated.scored.coverage) if evaluated else "",
        "elsewhere": _elsewhere(page),
    }


def _predicate(page: Leadership) -> str:
    """What the grade means, where the headline is the computed one."""
    band = page.evaluated.scored.band if page.evaluated else None
    latest = page.latest.figure if page.latest else None
    return band.predicate if band and latest and latest.origin == "computed" and latest.grade == band.grade else ""


def _no_change(page: Leadership) -> str:
    if page.latest is None or page.latest.before is None:
        return _("no earlier figure of this tier and judge is known")
    reasons = measure_words(page.latest.breaks)
    return _("not comparable: {reasons}").format(reasons=reasons) if reasons else _("one of the two has no index")


def _elsewhere(page: Leadership) -> str:
    """A sentence where the headline is not the figure of the answers on which areas and priorities rest."""
    if page.evaluated is None or page.latest is None:
        return ""
    key, latest = page.evaluated.key, page.latest.figure
    if latest.origin == "computed" and (key.tier, key.judge, key.rubric) == (latest.tier, latest.judge, latest.rubric):
        return ""
    return _(
        "The headline is a published figure. Areas and priorities rest on the answers there are ({who}), whose index is {index}."
    ).format(who=tier_name(key.tier, key.judge), index=number(page.evaluated.scored.points))


def _tables(page: Leadership, part_charts: Sequence[str | None]) -> dict[str, Any]:
    best, worst = rows.best_and_worst(page.evaluated) if page.evaluated else ((), ())
    return {
        "trend": tuple(rows.trend_rows(page.trend, page.years)) if page.trend.series else (),
        "parts": tuple(rows.parts_tables(page, part_charts)),
        "best": best,
        "worst": worst,
        "beside": tuple(
            (each.instrument.code, instrument_name(each.instrument), tuple(rows.beside_rows(page, each)))
            for each in page.beside
        ),
    }


def _improvements(page: Leadership) -> dict[str, Any]:
    if page.priorities is None or page.evaluated is None:
        return {"way": "", "steps": (), "priorities": ()}
    areas = {area.id: area.name for area in page.evaluated.scored.rubric.areas}
    way = page.priorities.next_grade
    steps = way.steps if way and len(way.steps) <= MOST_STEPS else ()
    return {
        "way": _way(page.priorities),
        "steps": rows.priority_rows(steps, areas),
        "priorities": rows.priority_rows(page.priorities.items[: rows.MANY], areas),
    }


def _way(priorities: Priorities) -> str:
    """The way to the next grade, in a sentence."""
    way = priorities.next_grade
    if way is None:
        return ""
    if not way.steps:
        wording = (
            _("Grade {grade} begins above {above}: even with the best answer to every item the index is {index}.")
            if way.needs_more
            else _("Grade {grade} begins at {above}: even with the best answer to every item the index is {index}.")
        )
        return wording.format(grade=way.band.grade, above=number(way.band.above), index=number(way.index))
    return _(
        "Grade {grade} begins {missing} points higher. It takes {count} items brought to their best answer, the fewest there are; the index is then {index}."
    ).format(grade=way.band.grade, missing=number(way.missing), count=len(way.steps), index=number(way.index))


def _below(page: Leadership) -> dict[str, Any]:
    known = [each for each in page.below if each.figure is not None]
    edges = (None, *rows.SHADES)
    return {
        "below": rows.below_rows(page),
        "below_words": _("{known} of {all} offices have a figure for {year}.").format(
            known=len(known), all=len(page.below), year=page.year
        ),
        "before_title": _("Index before") if page.before is None else _("Index {year}").format(year=page.before),
        "heatmaps": tuple(rows.heatmaps(page)),
        "shades": tuple(
            _("below {edge}").format(edge=rows.SHADES[0]) if edge is None else _("{edge} and more").format(edge=edge)
            for edge in edges
        ),
        "unanswered": listed([each.office.name for each in page.below if each.evaluated is None]),
    }
