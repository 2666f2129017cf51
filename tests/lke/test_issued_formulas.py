"""Issued worksheets calculate to our own figures, for every rubric that comes with the program."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook import Workbook as OpenpyxlWorkbook

from rbtrack import catalog
from rbtrack.domain.evaluation import Answer
from rbtrack.domain.kinds import ChoiceScale, NumberScale, Option, RatioScale
from rbtrack.domain.rubric import Area, Band, Node, Rubric
from rbtrack.domain.scoring import Scored, percent, score
from tests.answers import best_answers, random_answers
from tests.lke.issuing import issue, marks, put, read, row_of, saved_by_libreoffice, without_results
from tests.lke.issuing import named as named_cell

SEEDS = (1, 2)


@dataclass(frozen=True)
class _Case:
    path: Path
    rubric: Rubric
    answers: Mapping[str, Answer]


def edge_answers(rubric: Rubric, seed: int) -> dict[str, Answer]:
    """The ends of every range, zero counts, numbers with many digits, corrections; some items left out."""
    chance = random.Random(seed)
    found: dict[str, Answer] = {}
    for code, item in rubric.items.items():
        match item.answer:
            case NumberScale(minimum=minimum, maximum=maximum):
                ends = [minimum, maximum, (minimum + maximum) / 2]
                values = [*(str(float(end)).removesuffix(".0") for end in ends), "1.2345678901234567891"]
            case RatioScale():
                values = ["0/0", "0/3", "3/0", "7/3", "1/3", "999999999/1"]
            case _:
                continue  # the letters of choices are dealt by random_answers
        if chance.random() < 0.9:
            found[code] = Answer(chance.choice(values), evidence=chance.choice(["", "SK"]))
    return found


def answer_sets(rubric: Rubric) -> Iterator[tuple[str, dict[str, Answer]]]:
    yield "nothing", {}
    yield "best", best_answers(rubric)
    for seed in SEEDS:
        yield f"random{seed}", random_answers(rubric, seed)
        yield f"edges{seed}", {**random_answers(rubric, seed + 100), **edge_answers(rubric, seed)}
    if any(item.may_not_apply for item in rubric.items.values()):
        none = {code: Answer(not_applicable=True) for code, item in rubric.items.items() if item.may_not_apply}
        yield "none-applies", none
        for root in rubric.roots:
            below = {node.code for node in root.walk()}
            kept = {code: answer for code, answer in none.items() if code in below}
            yield f"without-{root.code}", {**random_answers(rubric, 7), **kept}


def figures(book: OpenpyxlWorkbook) -> dict[str, object]:
    """The named cells of a calculated worksheet."""
    return {name.removeprefix("rbtrack_"): named_cell(book, name) for name in book.defined_names if "rbtrack_" in name}


def _close(seen: object, own: Fraction | None) -> bool:
    if own is None:
        return seen in (None, "")
    return isinstance(seen, (int, float)) and abs(seen - float(own)) < 1e-9


def check(case: _Case) -> None:
    """Every figure of the calculated worksheet against `score`."""
    scored = score(case.rubric, case.answers)
    reading = read(case.path, case.rubric)
    for node in scored.walk():
        seen = reading.figures.get(node.node.code)
        assert _close(seen and float(seen.value), node.stated), (case.path.name, node.node.code)
    assert _close(reading.total and float(reading.total.value), scored.points), case.path.name
    book = openpyxl.load_workbook(case.path, data_only=True)
    named, coverage = figures(book), scored.coverage
    assert _close(named["index"], scored.points)
    assert (named["grade"] or None) == (scored.band.grade if scored.band else None), case.path.name
    assert (named["items"], named["answered"]) == (coverage.items, coverage.answered)
    assert named["not_applicable"] == coverage.not_applicable
    assert named["without_evidence"] == coverage.without_evidence
    assert named["blocked"] == coverage.blocked
    assert named.get("missed", 0) == len(scored.missed)
    shown = str(named["grade_shown"])
    assert ("(" in shown) == (scored.band is not None and scored.is_provisional)
    check_percents(book, case, scored)
    check_summary(book, case, scored)


def check_percents(book: OpenpyxlWorkbook, case: _Case, scored: Scored) -> None:
    sheet = book["LKE"]
    column = marks(sheet)["percent"]
    for node in scored.walk():
        if node.node.weight is not None:
            share = percent(node.points, node.node.weight)
            seen = sheet.cell(row_of(sheet, node.node.code), column).value
            assert _close(seen, None if share is None else share / 100), (case.path.name, node.node.code)


def check_summary(book: OpenpyxlWorkbook, case: _Case, scored: Scored) -> None:
    """The areas, each summed over every branch in which it stands; components as well."""
    sheet = book["Summary"]
    rows = {row[1].value: row for row in sheet.iter_rows(min_row=12)}
    for area in scored.areas:
        row = rows[area.area.name]
        assert _close(row[2].value, area.weight), (case.path.name, area.area.name)
        assert _close(row[3].value, area.points), (case.path.name, area.area.name)
        share = percent(area.points, area.weight)
        assert _close(row[4].value, None if share is None else share / 100)
    for root in scored.roots:
        assert _close(rows[root.node.name][2].value, root.node.weight), "a correction has no weight, not 0"
        assert _close(rows[root.node.name][3].value, root.points)


@pytest.mark.libreoffice
def test_a_workbook_without_results_has_none_until_it_is_calculated(tmp_path: Path, rb2014: Rubric) -> None:
    """What the tests below compare was not stored by us."""
    bare = without_results(issue(tmp_path / "x.xlsx", rb2014, best_answers(rb2014)))
    assert read(bare, rb2014).figures == {}
    (calculated,) = saved_by_libreoffice([bare], tmp_path)
    assert len(read(calculated, rb2014).figures) == len(rb2014.nodes)


@pytest.mark.libreoffice
def test_libreoffice_calculates_what_score_computes_for_every_rubric(tmp_path: Path) -> None:
    """Nothing answered, everything, ends of ranges, blanks, not applicable; no stored result survives to help."""
    rubrics = [catalog.shipped_rubric(name) for name in catalog.shipped_ids()]
    cases = [
        _Case(issue(tmp_path / f"{rubric.id}-{name}.xlsx", rubric, answers), rubric, answers)
        for rubric in rubrics
        for name, answers in answer_sets(rubric)
    ]
    calculated = saved_by_libreoffice([without_results(case.path) for case in cases], tmp_path)
    for case, path in zip(cases, calculated, strict=True):
        check(replace(case, path=path))


def strange_rubric(blank_items: str) -> Rubric:
    """What no shipped rubric has: areas on single items of a mean, items of it that may not apply, aliases, quotes."""
    choice = ChoiceScale(
        "odd",
        (Option('"Ya", sudah', Fraction(1), ("Y",)), Option("=Tidak", Fraction(1, 3)), Option("Lain", Fraction(0))),
    )
    mean = Node(
        "A.1",
        "Kelompok",
        Fraction(10),
        (
            Node("A.1.a", "Satu", None, answer=choice, area="x", may_not_apply=True),
            Node("A.1.b", "Dua", None, answer=choice, area="y", may_not_apply=True),
            Node(
                "A.1.c",
                "Tiga",
                None,
                answer=NumberScale(Fraction(0), Fraction(7, 3), (Option("Penuh", Fraction(1)),)),
                area="x",
                multiplied_by="A.2.a",
            ),
        ),
    )
    summed = Node(
        "A.2",
        "Jumlah",
        Fraction(20),
        (
            Node("A.2.a", "Empat", Fraction(20, 3), answer=NumberScale(Fraction(0), Fraction(100)), area="y", target=Fraction(60)),
            Node("A.2.b", "Lima", Fraction(40, 3), answer=RatioScale("part", ("selesai", "jumlah")), may_not_apply=True),
        ),
        rescales=True,
    )  # fmt: skip
    top = Node("A", "Atas", Fraction(30), (mean, summed), rescales=True)
    fix = Node("fix", "Koreksi", None, answer=NumberScale(Fraction(-5), Fraction(5)), corrects=True)
    scale = catalog.shipped_rubric("rb-2024-kl").grade_scale
    assert scale is not None
    bands = tuple(
        Band(band.grade, band.above / 4, band.up_to / 4, band.predicate, band.targets) for band in scale.bands
    )
    return replace(
        catalog.shipped_rubric("sakip-2021"),
        id="strange",
        blank_items="zero" if blank_items == "zero" else "skip",
        roots=(top, fix),
        areas=(Area("x", "Bidang X"), Area("y", "Bidang Y")),
        grade_scale=replace(scale, bands=bands),
    )


@pytest.mark.libreoffice
def test_libreoffice_calculates_what_no_shipped_rubric_needs(tmp_path: Path) -> None:
    """Own rubrics may combine the rules in other ways."""
    cases = []
    for rule in ("skip", "zero"):
        rubric = strange_rubric(rule)
        for seed in range(9):
            answers = {**random_answers(rubric, seed), "fix": Answer([None, "-2.5", "0"][seed % 3])}
            path = tmp_path / f"{rule}-{seed}.xlsx"
            cases.append(_Case(issue(path, rubric, answers), rubric, answers))
    calculated = saved_by_libreoffice([without_results(case.path) for case in cases], tmp_path)
    for case, path in zip(cases, calculated, strict=True):
        check(replace(case, path=path))


@pytest.mark.libreoffice
def test_answers_typed_later_are_calculated_by_letter_alias_and_number(tmp_path: Path) -> None:
    """Formulas are live: lower case, aliases, N/A and nonsense, entered after the worksheet was issued."""
    rubric = strange_rubric("skip")
    typed = {"A.1.a": "y", "A.1.b": "n/a", "A.1.c": "penuh", "A.2.a": 50, "A.2.b": "1/0x", "fix": 99}
    meant = {
        "A.1.a": Answer('"Ya", sudah'),
        "A.1.b": Answer(not_applicable=True),
        "A.1.c": Answer("Penuh"),
        "A.2.a": Answer("50"),
    }
    path = issue(tmp_path / "typed.xlsx", rubric)
    book = openpyxl.load_workbook(path)
    for code, value in typed.items():
        put(book["LKE"], code, "answer", value)
    book.save(path)
    (calculated,) = saved_by_libreoffice([path], tmp_path)
    check(_Case(calculated, rubric, meant))


@pytest.mark.parametrize("name", catalog.shipped_ids())
def test_every_result_is_stored_without_any_calculating(tmp_path: Path, name: str) -> None:
    """Viewers that do not calculate show the same figures."""
    rubric = catalog.shipped_rubric(name)
    for seed, answers in enumerate(({}, random_answers(rubric, 5))):
        path = issue(tmp_path / f"{seed}.xlsx", rubric, answers)
        check(_Case(path, rubric, answers))
        assert [problem.code for problem in read(path, rubric).problems] == []
