"""All answers of the year as one flat table with filters; further sheets where one cannot hold them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from rbtrack.domain.scoring import ScoredNode
from rbtrack.reports.summary.data import Judged, Summary
from rbtrack.reports.summary.look import Heading, Look, Value
from rbtrack.reports.summary.names import tier_words
from rbtrack.reports.summary.trace import answer_value
from rbtrack.text import _

ROWS_MOST = 1_000_000
"""Rows on one sheet; Excel holds 1,048,576."""


def write_answers(look: Look, summary: Summary, rows_most: int = ROWS_MOST) -> None:
    """Every item of every evaluation, blank ones too, in rows."""
    total = sum(len(each.scored.rubric.items) for each in summary.judged)
    rows = _rows(summary.judged)
    sheets = max(1, -(-total // rows_most))
    for number in range(1, sheets + 1):
        note = _("Every item of every evaluation of the year.")
        if sheets > 1:
            note += " " + _("Sheet {number} of {count}: one sheet cannot hold all rows.").format(
                number=number, count=sheets
            )
        sheet = look.sheet(_("Answers"), _("Answers, {year}").format(year=summary.year), note)
        look.table(sheet, _headings(), islice(rows, rows_most), 3, sparse=True)


def _headings() -> list[Heading]:
    return [
        Heading(_("Code"), 9, "code"),
        Heading(_("Office"), 34, "code"),
        Heading(_("Year"), 7, "count"),
        Heading(_("Tier"), 15, "code"),
        Heading(_("Judge"), 14, "code"),
        Heading(_("Rubric"), 12, "code"),
        Heading(_("Item"), 13, "code"),
        Heading(_("Name"), 40, "code"),
        Heading(_("Area"), 30, "code"),
        Heading(_("Answer"), 12, "code"),
        Heading(_("Status"), 16, "code"),
        Heading(_("Share"), 9, "entered"),
        Heading(_("Points"), 9, "figure"),
        Heading(_("Note"), 30, "code"),
        Heading(_("Evidence"), 30, "code"),
    ]


def _rows(judged: Sequence[Judged]) -> Iterator[Sequence[Value]]:
    words = {
        "answered": _("answered"),
        "blank": _("not answered"),
        "apart": _("not applicable"),
        "blocked": _("not counted"),
    }
    for each in judged:
        key, rubric = each.key, each.scored.rubric
        names = {area.id: area.name for area in rubric.areas}
        areas = {code: names.get(area or "") for code, area in rubric_areas(each)}
        start = (each.office.code, each.office.name, key.year, tier_words(key.tier), key.judge, rubric.id)
        for node in each.scored.walk():
            if node.node.is_item:
                code = node.node.code
                # A blank stays an empty cell, so that a filter finds it; its status says what it is.
                yield (
                    *start,
                    code,
                    node.node.name,
                    areas[code],
                    answer_value(node.node, node.answer),
                    words[_status(node)],
                    node.share,
                    node.points,
                    node.answer.note,
                    node.answer.evidence,
                )


def _status(node: ScoredNode) -> str:
    if node.answer.not_applicable:
        return "apart"
    if not node.answer.is_given:
        return "blank"
    return "blocked" if node.coverage.blocked else "answered"


def rubric_areas(judged: Judged) -> Iterator[tuple[str, str | None]]:
    """Every node with the area that it, or the nearest node above it, is tagged with."""

    def below(node: ScoredNode, area: str | None) -> Iterator[tuple[str, str | None]]:
        area = node.node.area or area
        yield node.node.code, area
        for child in node.children:
            yield from below(child, area)

    for root in judged.scored.roots:
        yield from below(root, None)
