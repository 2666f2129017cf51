"""Findings: what an auditor should look at, a row each, with what to do about it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from rbtrack import messages
from rbtrack.domain.analysis import measure
from rbtrack.domain.numbers import SAME_FIGURE, rounded
from rbtrack.domain.rubric import Rubric
from rbtrack.domain.scoring import Scored, ScoredNode
from rbtrack.errors import Problem
from rbtrack.reports.summary.figure_cells import key_words, tier_words
from rbtrack.reports.summary.look import Heading, Look
from rbtrack.text import _, number, precise, signed
from rbtrack.views.scores import PublishedFigure
from rbtrack.views.summary import Judged, Summary

_NAMED_MOST = 12
"""So many items are named in one row; the sheet of answers shows all of them."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at. `office` and `year` are None where it concerns a rubric, and so all of its offices."""

    kind: str
    office: tuple[str, str] | None
    year: int | None
    whose: str
    where: str
    what: str
    to_do: str


def write_findings(look: Look, summary: Summary) -> None:
    """A filtered table of all findings."""
    sheet = look.sheet(
        _("Findings"),
        _("Findings, {year}").format(year=summary.year),
        _("What a worksheet itself stated is compared with what its answers gave when it was last brought in."),
    )
    headings = [
        Heading(_("Kind"), 26),
        Heading(_("Code"), 9, "code"),
        Heading(_("Office"), 32),
        Heading(_("Year"), 7, "count"),
        Heading(_("Whose"), 18),
        Heading(_("Where"), 34),
        Heading(_("What"), 60),
        Heading(_("What to do"), 52),
    ]
    found = list(findings(summary))
    rows = (
        [each.kind, *(each.office or (None, None)), each.year, each.whose, each.where, each.what, each.to_do]
        for each in found
    )
    end = look.table(sheet, headings, rows, 3)
    if not found:
        sheet.write_string(end, 0, _("Nothing was found."), look.note)


def findings(summary: Summary) -> Iterator[Finding]:
    """Every finding: of rubrics first, then of the offices in their order."""
    for rubric in summary.rubrics:
        yield from _rubric_findings(summary, rubric)
    judged: dict[str, list[Judged]] = {}
    for each in summary.judged:
        judged.setdefault(each.office.code, []).append(each)
    published: dict[str, list[PublishedFigure]] = {}
    for figure in summary.published:
        published.setdefault(figure.office.code, []).append(figure)
    for office in summary.offices:
        mine = judged.get(office.code, [])
        if not any(each.scored.rubric.instrument == summary.instrument.code for each in mine):
            yield Finding(
                _("No answers"), (office.code, office.name), summary.year, "", "",
                _("There are no answers for this year."), _("Bring in the worksheet (rbtrack lke import)."),
            )  # fmt: skip
        for each in mine:
            yield from _answer_findings(each)
            yield from _stated_findings(each)
        for figure in published.get(office.code, []):
            yield from _published_findings(figure, mine)


def _rubric_findings(summary: Summary, rubric: Rubric) -> Iterator[Finding]:
    if rubric.confidence == "unverified" or rubric.least_confidence == "unverified":
        parts = [node.code for node in rubric.walk() if node.confidence == "unverified"]
        where = _named(parts) if rubric.confidence != "unverified" else ""
        yield Finding(
            _("Unverified weights"), None, None, rubric.id, where,
            _("Weights of {rubric} were not read in the regulation itself.").format(rubric=rubric.id),
            _("Compare them with the annex of {regulation}; what is known stands in rbtrack rubric show {rubric}.").format(
                regulation=rubric.regulation, rubric=rubric.id
            ),
        )  # fmt: skip
    evaluated = {each.key.year_evaluated for each in summary.judged if measure(each.scored.rubric) == measure(rubric)}
    for year in sorted(year for year in evaluated if year not in rubric.years):
        parameters = {"rubric": rubric.id, "years": rubric.years, "year": year}
        problem = Problem("rubric-outside-years", "warning", parameters=parameters)
        message, hint = messages.message(problem), messages.hint(problem)
        yield Finding(_("Rubric outside its years"), None, summary.year, rubric.id, "", message, hint)


def _answer_findings(judged: Judged) -> Iterator[Finding]:
    kinds: tuple[tuple[str, Callable[[ScoredNode], bool], str, str], ...] = (
        (
            _("Incomplete"),
            lambda node: not node.answer.is_given and not node.answer.not_applicable and not node.node.corrects,
            _("Not answered ({count}): {items}"),
            _("Answer them, or mark what does not apply; until then the grade is provisional."),
        ),
        (
            _("Answer not counted"),
            lambda node: bool(node.coverage.blocked),
            _("Not counted, because the item that multiplies them is blank ({count}): {items}"),
            _("Answer the item that multiplies them."),
        ),
        (
            _("Answer not reviewed"),
            lambda node: bool(node.coverage.unreviewed),
            _("Taken over from an earlier year, and not reviewed ({count}): {items}"),
            _("Have them reviewed; until then the grade is provisional."),
        ),
        (
            _("Answered without evidence"),
            lambda node: bool(node.coverage.without_evidence),
            _("Answered without evidence ({count}): {items}"),
            _("Ask for the evidence, or for the answer to be taken back."),
        ),
    )
    for kind, holds, what, to_do in kinds:
        for place, codes in _by_part(judged.scored, holds).items():
            text = what.format(count=len(codes), items=_named(codes))
            yield _of(judged, kind, place, text, to_do)


def _stated_findings(judged: Judged) -> Iterator[Finding]:
    """A worksheet whose own index is not what its answers give."""
    found = judged.stated
    if found is None or abs(found.stated - found.computed) <= SAME_FIGURE:
        return
    text = _("The worksheet {file} states {stated}; its answers gave {computed}.").format(
        file=found.file, stated=precise(found.stated), computed=precise(found.computed)
    )
    to_do = _("Look for the formula that is wrong in it: rbtrack lke check names the cells.")
    yield _of(judged, _("Sheet against computed"), _("Index"), text, to_do)


def _of(judged: Judged, kind: str, where: str, what: str, to_do: str) -> Finding:
    office = judged.office
    return Finding(kind, (office.code, office.name), judged.key.year, key_words(judged.key), where, what, to_do)


def _by_part(scored: Scored, holds: Callable[[ScoredNode], bool]) -> dict[str, list[str]]:
    """Codes of the items for which `holds` is true, by their area, or by their topmost branch where they have none."""
    names = {area.id: area.name for area in scored.rubric.areas}
    found: dict[str, list[str]] = {}

    def look_at(node: ScoredNode, part: str) -> None:
        part = names.get(node.node.area or "", part)
        if node.node.is_item and holds(node):
            found.setdefault(part, []).append(node.node.code)
        for child in node.children:
            look_at(child, part)

    for root in scored.roots:
        look_at(root, root.node.name)
    return found


def _named(codes: Sequence[str]) -> str:
    if len(codes) <= _NAMED_MOST:
        return ", ".join(codes)
    more = _("and {count} more, see the sheet of answers").format(count=len(codes) - _NAMED_MOST)
    return f"{', '.join(codes[:_NAMED_MOST])} {more}"


def _published_findings(published: PublishedFigure, judged: Sequence[Judged]) -> Iterator[Finding]:
    result, office = published.result, published.office
    whose = tier_words(result.tier, result.judge)
    named = (office.code, office.name)
    for doubt in published.doubts:
        kind = _("Scale not known") if doubt.code == "scale-not-known" else _("Grade does not fit its scale")
        where = result.instrument.upper()
        yield Finding(kind, named, result.year, whose, where, messages.message(doubt), messages.hint(doubt))
    for each in judged:
        same = (each.key.year, each.key.tier, each.scored.rubric.instrument) == (
            result.year,
            result.tier,
            result.instrument,
        )
        if same and result.judge in ("", each.key.judge):
            yield from _differing(published, each)


def _differing(published: PublishedFigure, judged: Judged) -> Iterator[Finding]:
    """A published figure that is not what the answers of the same tier come to."""
    result, points = published.result, judged.scored.points
    if result.score is None or points is None or rounded(points) == rounded(Fraction(result.score)):
        return
    text = _("Reported is {reported}, the answers come to {computed}: {difference}.").format(
        reported=number(result.score),
        computed=number(points),
        difference=signed(Fraction(result.score) - points),
    )
    to_do = _("Find out which answers the reported figure rests on ({source}).").format(source=result.source or "–")
    yield _of(judged, _("Reported against computed"), _("Index"), text, to_do)
