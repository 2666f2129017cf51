"""Charts: fetch the figures, draw them, save the picture."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from rbtrack import catalog
from rbtrack.domain.crosswalk import AREA
from rbtrack.domain.evaluation import Office
from rbtrack.domain.ranking import Standing
from rbtrack.domain.rubric import Area, Rubric
from rbtrack.domain.scoring import percent
from rbtrack.domain.trend import Figure, TrendYear, computed
from rbtrack.errors import RbtrackError
from rbtrack.messages.tiers import tier_name, tier_word
from rbtrack.store import Store
from rbtrack.text import _, number
from rbtrack.usecases.comparing import compare_offices
from rbtrack.usecases.gaps import OfficeGap, score_gap
from rbtrack.usecases.panel import Offices, Panel, load_panel
from rbtrack.usecases.ranking import rank_offices
from rbtrack.usecases.scores import ComparedYears, OfficeScore, Selection


def chart_trend(
    address: str, offices: Offices, years: Sequence[int], path: Path, instrument: str = "rb", tier: str | None = None
) -> None:
    """Draw offices over the years (all known ones without `years`) to `path`; those named stand out.

    Raises RbtrackError for unknown offices, and where nothing is known of them.
    """
    from rbtrack.charts.canvas import check_suffix, save_figure
    from rbtrack.charts.trend import draw_trend

    check_suffix(path)
    panel, words = _load(address, offices, instrument, years)
    series = _series(panel, tier)
    title = (_("SAKIP: {offices}") if instrument == "sakip" else _("RB index: {offices}")).format(offices=words)
    scales = catalog.shared().grade_scales
    save_figure(draw_trend(title, series, scales, years, offices.codes, _tier_notes(tier)), path)


def chart_sakip(address: str, offices: Offices, years: Sequence[int], path: Path, tier: str | None = None) -> None:
    """Draw the SAKIP grades of offices over the years to `path`; a PDF of many offices has several pages.

    Raises RbtrackError as `chart_trend` does.
    """
    from rbtrack.charts.canvas import check_suffix, save_pages
    from rbtrack.charts.sakip import draw_sakip, draw_sakip_pages

    check_suffix(path)
    panel, words = _load(address, offices, "sakip", years)
    series = _series(panel, tier)
    title = _("SAKIP grades: {offices}").format(offices=words)
    arguments = (title, series, catalog.shared().grade_scales, years, _tier_notes(tier))
    save_pages(draw_sakip_pages(*arguments) if _has_pages(path) else (draw_sakip(*arguments),), path)


def chart_heatmap(address: str, year: int, offices: Offices, path: Path, selection: Selection) -> None:
    """Draw offices by areas of one year to `path`; a PDF of many offices has several pages.

    An office without answers shows the index that was reported. Raises RbtrackError as `chart_trend` does.
    """
    from rbtrack.charts.canvas import check_suffix, save_pages
    from rbtrack.charts.heatmap import OfficeAreas, draw_heatmap, draw_heatmap_pages

    check_suffix(path)
    panel, words = _load(address, offices, "rb", [year])
    rows, tiers = [], Counter[str]()
    for office in panel.offices:
        best = panel.best(office.code, year, selection)
        headline = computed(best.key, best.scored) if best else panel.headline(office.code, year, selection.tier)
        rows.append(OfficeAreas(office, headline, best.scored.areas if best else ()))
        tiers.update([headline.tier] if headline else [])
    if not tiers:
        raise RbtrackError("chart-empty")
    title = _("Change areas {year}: {offices}").format(year=year, offices=words)
    counted = ", ".join(f"{tier_word(tier)} {count}" for tier, count in sorted(tiers.items()))
    notes = (_("Whose figures (number of offices): {counted}.").format(counted=counted),)
    draw = draw_heatmap_pages if _has_pages(path) else lambda *arguments: (draw_heatmap(*arguments),)
    save_pages(draw(title, rows, notes), path)


def chart_rank(
    address: str, years: tuple[int, int], offices: Offices, path: Path, area: str | None = None, tier: str | None = None
) -> None:
    """Draw the places of offices in two years, by index or by an area, to `path`.

    Raises RbtrackError as `rank_offices` does, and where nothing is known of the two years.
    """
    from rbtrack.charts.canvas import check_suffix, save_figure
    from rbtrack.charts.rank import draw_rank

    check_suffix(path)
    first, last = min(years), max(years)
    found = rank_offices(address, last, offices, Selection(), tier, against=first, area=area)
    chosen = [row.office for row in found.rows]
    before = _figures({row.office.code: row.before for row in found.rows}, found.area)
    after = _figures({row.office.code: row.standing for row in found.rows}, found.area)
    if not (before or after):
        raise RbtrackError("chart-empty")
    title = _("Rank by {what}, {years}: {offices}").format(
        what=f"{found.area.id}. {found.area.name}" if found.area else _("RB index"),
        years=f"{first}–{last}",
        offices=_words(address, chosen, offices),
    )
    notes = _tier_notes(tier) if found.area is None else (*_tier_notes(tier), _("Percent of the area's weight."))
    save_figure(draw_rank(title, chosen, (first, last), before, after, notes), path)


def _figures(standings: Mapping[str, Standing | None], area: Area | None) -> dict[str, Figure]:
    """What each office is ranked by, as a figure: its headline, or of an area the percent that it reached."""
    known = {code: each for code, each in standings.items() if each is not None and each.points is not None}
    if area is None:
        return {code: each.figure for code, each in known.items()}
    return {
        code: replace(
            each.figure,
            points=percent(each.points, each.weight),
            grade=None,
            scale=None,
            is_provisional=each.coverage is not None and not each.coverage.is_complete,
        )
        for code, each in known.items()
    }


def chart_gap(address: str, office: str, year: int, selection: Selection, path: Path) -> OfficeGap:
    """Draw the self-assessment of a year beside its evaluation to `path`; return both. Raises as `score_gap` does."""
    from rbtrack.charts.canvas import check_suffix, save_figure
    from rbtrack.charts.gap import draw_gap

    check_suffix(path)
    found = score_gap(address, office, year, selection)
    title = _("{office}, {year}: self-assessment and evaluation").format(office=found.office.name, year=year)
    notes = [
        _("Provisional, because not every item is answered: {side}.").format(
            side=tier_name(side.key.tier, side.key.judge)
        )
        for side in (found.own, found.evaluated)
        if side.scored.is_provisional
    ]
    save_figure(draw_gap(title, found.gap, [*notes, *_unsure([found.own.scored.rubric])]), path)
    return found


def chart_areas(
    address: str, offices: Sequence[str], years: Sequence[int], selection: Selection, path: Path
) -> tuple[OfficeScore, ...]:
    """Draw the change areas side by side to `path`, a bar for each office and year; return what was drawn.

    Raises RbtrackError where a year is missing, the rubrics differ, the rubric has no areas, or
    more would stand side by side than can be told apart.
    """
    from rbtrack.charts.areas import MOST_BARS, YearOfAreas, draw_areas
    from rbtrack.charts.canvas import check_suffix, save_figure

    check_suffix(path)
    scores = _areas_of(address, offices, years, selection, MOST_BARS)
    drawn = [YearOfAreas(label, found.scored.areas) for label, found in zip(_labels(scores), scores, strict=True)]
    figure = draw_areas(_areas_title(scores, years), drawn, _areas_notes(scores))
    save_figure(figure, path)
    return scores


def chart_radar(
    address: str, office: str, years: Sequence[int], selection: Selection, path: Path
) -> tuple[OfficeScore, ...]:
    """Draw the change areas of `years` as a wheel to `path`; return what was drawn. Raises as `chart_areas` does."""
    from rbtrack.charts.areas import MOST_BARS, YearOfAreas
    from rbtrack.charts.canvas import check_suffix, save_figure
    from rbtrack.charts.radar import draw_radar

    check_suffix(path)
    scores = _areas_of(address, [office], years, selection, MOST_BARS)
    drawn = [YearOfAreas(label, found.scored.areas) for label, found in zip(_labels(scores), scores, strict=True)]
    figure = draw_radar(_areas_title(scores, years), drawn, _areas_notes(scores))
    save_figure(figure, path)
    return scores


def _load(address: str, offices: Offices, instrument: str, years: Sequence[int]) -> tuple[Panel, str]:
    """What is known of the offices, and the offices in words; raises RbtrackError where nothing is known."""
    with Store.open(address) as store, store.reading() as reader:
        panel = load_panel(reader, offices.choose(reader), instrument, years or None)
    if not panel.years:
        raise RbtrackError("chart-empty")
    return panel, _words(address, panel.offices, offices)


def _series(panel: Panel, tier: str | None) -> list[tuple[Office, tuple[TrendYear, ...]]]:
    series = [(office, panel.trend(office.code, tier)) for office in panel.offices]
    if not any(found for _office, found in series):
        raise RbtrackError("chart-empty")
    return series


def _words(address: str, chosen: Sequence[Office], offices: Offices) -> str:
    """The offices in words: the only one by its name, several by their number."""
    if len(chosen) == 1:
        return chosen[0].name
    if offices.below and not offices.codes and not offices.everyone:
        with Store.open(address) as store, store.reading() as reader:
            parent = reader.office(offices.below)
        return _("{count} offices below {office}").format(count=len(chosen), office=parent.name)
    return _("{count} offices").format(count=len(chosen))


def _has_pages(path: Path) -> bool:
    return path.suffix.lower() == ".pdf"


def _tier_notes(tier: str | None) -> tuple[str, ...]:
    return (_("Only figures of the tier {tier}.").format(tier=tier_word(tier)),) if tier else ()


def _unsure(rubrics: Iterable[Rubric]) -> tuple[str, ...]:
    """A line for each rubric whose weights are unverified."""
    names = sorted({rubric.id for rubric in rubrics if rubric.confidence == "unverified"})
    wording = _("Weights of {rubric} are unverified: see rbtrack rubric show {rubric}.")
    return tuple(wording.format(rubric=name) for name in names)


def _areas_of(
    address: str, offices: Sequence[str], years: Sequence[int], selection: Selection, most: int
) -> tuple[OfficeScore, ...]:
    count = len(offices) * len(years)
    if count > most:
        raise RbtrackError("chart-too-many-years", count=count, most=most)
    compared = compare_offices(address, offices, years, selection)
    _require_same_areas(compared)
    scores = compared.scores
    for found in scores:
        if not found.scored.rubric.areas:
            raise RbtrackError("chart-no-areas", rubric=found.key.rubric)
    if len({tuple(area.id for area in found.scored.rubric.areas) for found in scores}) > 1:
        raise RbtrackError("rubrics-differ", rubrics=tuple(sorted({found.key.rubric for found in scores})))
    return scores


def _areas_title(scores: Sequence[OfficeScore], years: Sequence[int]) -> str:
    names = list(dict.fromkeys(found.office.name for found in scores))
    named = names[0] if len(names) == 1 else _("{count} offices").format(count=len(names))
    return _("{office}: change areas, {years}").format(office=named, years=", ".join(str(year) for year in years))


def _require_same_areas(compared: ComparedYears) -> None:
    """Raises RbtrackError where the rubrics differ and their areas do not continue in each other."""
    if compared.across is None:
        return
    linked = {part.codes for part in compared.across.parts if None not in part.parts}
    areas = {(AREA + area.id,) for found in compared.scores for area in found.scored.rubric.areas}
    if not areas <= linked:
        rubrics = sorted({found.key.rubric for found in compared.scores})
        raise RbtrackError("rubrics-differ", rubrics=tuple(rubrics))


def _labels(scores: Sequence[OfficeScore]) -> list[str]:
    """Year, index and grade of each (in brackets where provisional), with all in which they differ otherwise."""
    differ = _differ(scores)
    with_office = len({found.office.code for found in scores}) > 1
    labels = []
    for found in scores:
        band, key = found.scored.band, found.key
        text = " ".join(word for word in (number(found.scored.points), band.grade if band else "") if word)
        label = f"{key.year}: {f'({text})' if found.scored.is_provisional else text}"
        words = {"rubric": key.rubric, "tier": tier_word(key.tier), "judge": key.judge or "-"}
        more = [words[name] for name in differ]
        labels.append(", ".join([*([found.office.name] if with_office else []), label, *more]))
    return labels


def _differ(scores: Sequence[OfficeScore]) -> list[str]:
    return [name for name in ("rubric", "tier", "judge") if len({getattr(found.key, name) for found in scores}) > 1]


def _areas_notes(scores: Sequence[OfficeScore]) -> tuple[str, ...]:
    notes = _unsure(found.scored.rubric for found in scores)
    if _differ(scores):
        return (_("Not measured alike (see the key): what differs here may not be a change."), *notes)
    return notes
