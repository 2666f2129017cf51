"""The sheet of scales: what each answer earns, and the bands of grades, as the trace looks them up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from rbtrack.domain.kinds import Option
from rbtrack.domain.rubric import Band, GradeScale, Rubric
from rbtrack.formulas.grades import BandTerms
from rbtrack.reports.summary.look import HEADING_ROW, Heading, Look
from rbtrack.reports.summary.trace_plan import OptionCells, ScaleCells
from rbtrack.reports.summary.trace_wording import item_wording
from rbtrack.text import _, shorten
from rbtrack.xlsx.addresses import quoted_sheet


def write_scales(look: Look, rubrics: Sequence[Rubric]) -> ScaleCells:
    """Write the scales that `rubrics` use; return where they stand."""
    sheet = look.sheet(_("Scales"), _("Scales"), _("What each answer earns, and where each grade begins and ends."))
    look.headings(
        sheet,
        [
            Heading(_("Scale"), 26),
            Heading(_("Answer"), 30),
            Heading(_("Share"), 12),
            Heading(_("Grade"), 12),
            Heading(_("Predicate"), 26),
            Heading(_("Where a target is missed"), 14),
            Heading(_("Predicate"), 26),
        ],
    )
    name = f"{quoted_sheet(sheet.get_name())}!"
    row = HEADING_ROW + 1
    options: dict[tuple[Option, ...], OptionCells] = {}
    for each in _option_lists(rubrics):
        options[each] = _write_options(look, sheet, row, name, each)
        row += len(each) + 1
    look.headings(
        sheet,
        [
            Heading(_("Scale"), 26),
            Heading(_("Above"), 30),
            Heading(_("Up to"), 12),
            Heading(_("Grade"), 12),
            Heading(_("Predicate"), 26),
            Heading(_("Where a target is missed"), 14),
            Heading(_("Predicate"), 26),
        ],
        row,
    )
    row += 1
    bands: dict[GradeScale, Mapping[Band, BandTerms]] = {}
    for scale in dict.fromkeys(rubric.grade_scale for rubric in rubrics if rubric.grade_scale):
        bands[scale] = _write_bands(look, sheet, row, name, scale)
        row += len(_ranges(scale)) + 1
    sheet.freeze_panes(HEADING_ROW + 1, 0)
    sheet.fit_to_pages(1, 0)
    return ScaleCells(options, bands)


def _option_lists(rubrics: Sequence[Rubric]) -> list[tuple[Option, ...]]:
    """Every list of answers that some item is looked up in, each once."""
    items = (item for rubric in rubrics for item in rubric.items.values())
    return [options for options in dict.fromkeys(item_wording(item).looked_up for item in items) if options]


def _write_options(look: Look, sheet: Any, row: int, name: str, options: tuple[Option, ...]) -> OptionCells:
    title = shorten("/".join(option.letter for option in options), 24)
    exact = look.style(num_format="0.00##", border=1, border_color="#C8D0D9")
    for number, option in enumerate(options, start=row):
        look.put(sheet, number, 0, title if number == row else None, "code")
        # As the answers are written, so that it is found; only control characters are escaped by the file format.
        sheet.write_string(number, 1, option.letter, look.cells["code", "", False])
        sheet.write_number(number, 2, float(option.share), exact)
    first, last = row + 1, row + len(options)
    return OptionCells(f"{name}$B${first}:$B${last}", f"{name}$C${first}:$C${last}")


def _write_bands(look: Look, sheet: Any, row: int, name: str, scale: GradeScale) -> Mapping[Band, BandTerms]:
    """Two grades of one range stand beside each other, the one for targets met before the one for targets missed."""
    terms: dict[Band, BandTerms] = {}
    for number, (above, up_to) in enumerate(_ranges(scale), start=row):
        look.put(sheet, number, 0, scale.id if number == row else None, "code")
        look.put(sheet, number, 1, above, "figure")
        look.put(sheet, number, 2, up_to, "figure")
        for column, letter, targets in ((3, "D", "met"), (5, "F", "missed")):
            fitting = (band for band in scale.bands if (band.above, band.up_to) == (above, up_to))
            band = next((each for each in fitting if each.targets in (None, targets)), None)
            look.put(sheet, number, column, band.grade if band else None, "code")
            look.put(sheet, number, column + 1, band.predicate if band else None, "code")
            if band:
                ends = f"{name}$B${number + 1}", f"{name}$C${number + 1}"
                terms.setdefault(band, BandTerms(*ends, f"{name}${letter}${number + 1}"))
    return terms


def _ranges(scale: GradeScale) -> list[tuple[Fraction, Fraction]]:
    """The ranges of a scale, lowest first."""
    return sorted({(band.above, band.up_to) for band in scale.bands})
