"""Issued worksheets calculate to our own figures, for every rubric that comes with the program."""

from __future__ import annotations

import random
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest

from rbtrack import catalog
from rbtrack.domain.evaluation import Answer
from rbtrack.domain.kinds import ChoiceScale, NumberScale, Option, RatioScale
from rbtrack.domain.rubric import Area, Band, Node, Rubric
from rbtrack.domain.scoring import Scored, percent, score
from rbtrack.xlsx.addresses import position_of
from rbtrack.xlsx.cells import open_workbook
from tests.answers import absent_gates, best_answers, random_answers
from tests.instruments import maturity_rubric
from tests.libreoffice import Grid, calculated, saved, without_results
from tests.lke.issuing import issue, put, read

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
                counts = ("0/0", "0/3", "3/0", "7/3", "1/3", "999999999/1")
                values = [value for value in counts if item.answer.read(value) == value]
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
    gates = absent_gates(rubric)
    for seed in SEEDS if gates else ():
        chance = random.Random(seed)
        kept = {code: answer for code, answer in gates.items() if chance.random() < 0.7}
        yield f"gates{seed}", {**random_answers(rubric, seed + 10), **kept}
    for code in list(gates)[:2]:
        yield f"best-without-{code}", {**best_answers(rubric), code: gates[code]}


@dataclass(frozen=True)
class _Figures:
    """The figures of a worksheet, by what its hidden marks and its defined names say of them."""

    sheets: Mapping[str, Grid]
    names: Mapping[str, tuple[str, int, int]]

    def at(self, sheet: str, row: int, column: int) -> object:
        grid = self.sheets[sheet]
        return grid[row - 1][column - 1] if row <= len(grid) and column <= len(grid[row - 1]) else ""

    def of(self, role: str) -> dict[str, object]:
        """A column of the LKE by the codes of its nodes."""
        marks = [str(cell) for cell in self.sheets["LKE"][0]]
        column = marks.index(f"rbtrack:{role}") + 1
        rows = enumerate(self.sheets["LKE"], start=1)
        return {str(cells[0]): self.at("LKE", row, column) for row, cells in rows if row > 1 and cells and cells[0]}

    def named(self, name: str) -> object:
        return self.at(*self.names[name])


def figures(path: Path, sheets: Mapping[str, Grid]) -> _Figures:
    with zipfile.ZipFile(path) as archive:
        markup = archive.read("xl/workbook.xml").decode()
    found = re.findall(r'name="rbtrack_(\w+)">(?:\'|&apos;)?([^!\'&]+)(?:\'|&apos;)?!([$A-Z0-9]+)<', markup)
    places = ((name, sheet, position_of(cell.replace("$", ""))) for name, sheet, cell in found)
    return _Figures(sheets, {name: (sheet, *place) for name, sheet, place in places if place})


def stored(path: Path) -> Mapping[str, Grid]:
    """The sheets of a workbook with the results that are stored beside its formulas."""
    sheets = open_workbook(path).sheets
    return {sheet.name: [["" if cell is None else cell for cell in row] for row in sheet.rows] for sheet in sheets}  # type: ignore[misc]


def _close(seen: object, own: Fraction | None) -> bool:
    if own is None:
        return seen in (None, "")
    return isinstance(seen, (int, float)) and abs(seen - float(own)) < 1e-9


def check(case: _Case, found: _Figures) -> None:
    """Every figure that a worksheet shows against `score`."""
    scored = score(case.rubric, case.answers)
    values = found.of("value")
    for node in scored.walk():
        assert _close(values[node.node.code], node.stated), (case.path.name, node.node.code)
    coverage = scored.coverage
    assert _close(found.named("index"), scored.points), case.path.name
    assert (found.named("grade") or None) == (scored.band.grade if scored.band else None), case.path.name
    assert (found.named("items"), found.named("answered")) == (coverage.items, coverage.answered)
    assert found.named("not_applicable") == coverage.not_applicable
    assert found.named("without_evidence") == coverage.without_evidence
    assert found.named("blocked") == coverage.blocked
    if "missed" in found.names:
        assert found.named("missed") == len(scored.missed), case.path.name
    else:
        assert not scored.missed
    shown = str(found.named("grade_shown"))
    assert ("(" in shown) == (scored.band is not None and scored.is_provisional)
    check_percents(found, case, scored)
    check_summary(found, case, scored)


def check_percents(found: _Figures, case: _Case, scored: Scored) -> None:
    seen = found.of("percent")
    for node in scored.walk():
        if node.node.weight is not None:
            share = percent(node.points, node.node.weight)
            own = None if share is None else share / 100
            assert _close(seen[node.node.code], own), (case.path.name, node.node.code)


def check_summary(found: _Figures, case: _Case, scored: Scored) -> None:
    """The areas, each summed over every branch in which it stands; components as well."""
    rows = {found.at("Summary", row, 2): row for row in range(12, len(found.sheets["Summary"]) + 1)}

    def figure(name: str, column: int) -> object:
        return found.at("Summary", rows[name], column)

    for area in scored.areas:
        assert _close(figure(area.area.name, 3), area.weight), (case.path.name, area.area.name)
        assert _close(figure(area.area.name, 4), area.points), (case.path.name, area.area.name)
        share = percent(area.points, area.weight)
        assert _close(figure(area.area.name, 5), None if share is None else share / 100)
    for root in scored.roots:
        assert _close(figure(root.node.name, 3), root.node.weight), "a correction has no weight, not 0"
        assert _close(figure(root.node.name, 4), root.points)


@pytest.mark.libreoffice
def test_a_workbook_without_results_has_none_until_it_is_calculated(tmp_path: Path) -> None:
    """What the tests below compare was not stored by us; and a worksheet that LibreOffice saved states our figures."""
    rubrics = [catalog.shipped_rubric(name) for name in ("rb-2014", "rb-2023-kl", "rb-2024-kl", "sakip-2021")]
    answers = [random_answers(rubric, 4) for rubric in rubrics]
    paths = [
        without_results(issue(tmp_path / f"{rubric.id}.xlsx", rubric, given), tmp_path / f"bare-{rubric.id}.xlsx")
        for rubric, given in zip(rubrics, answers, strict=True)
    ]
    for path, rubric, given in zip(saved(paths, tmp_path), rubrics, answers, strict=True):
        assert read(tmp_path / path.name, rubric).figures == {}
        reading, scored = read(path, rubric), score(rubric, given)
        assert set(reading.figures) == {node.node.code for node in scored.walk() if node.stated is not None}
        for node in scored.walk():
            seen = reading.figures.get(node.node.code)
            assert _close(seen and float(seen.value), node.stated), (path.name, node.node.code)
        assert _close(reading.total and float(reading.total.value), scored.points), path.name


@pytest.mark.libreoffice
def test_libreoffice_calculates_what_score_computes_for_every_rubric(tmp_path: Path) -> None:
    """Nothing answered, everything, ends of ranges, blanks, not applicable; no stored result survives to help. One more
    is judged from 1 to 5, and its grades begin at the lower ends of their bands."""
    rubrics = [*map(catalog.shipped_rubric, catalog.shipped_ids()), maturity_rubric()]
    cases = [
        _Case(issue(tmp_path / f"{rubric.id}-{name}.xlsx", rubric, answers), rubric, answers)
        for rubric in rubrics
        for name, answers in answer_sets(rubric)
    ]
    found = {
        case.path.stem: figures(case.path, sheets)
        for case, sheets in zip(cases, calculated([case.path for case in cases], tmp_path), strict=True)
    }
    for case in cases:
        check(case, found[case.path.stem])
    # A ministry without an action plan, or whose SAKIP nobody evaluates, keeps every point and gets no brackets.
    for name in ("best", "best-without-rencana-aksi", "best-without-sakip"):
        ministry = found[f"rb-2023-kl-{name}"]
        assert (ministry.named("index"), ministry.named("grade_shown")) == (110, "AA"), name


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
            Node("A.1.b", "Dua", None, answer=choice, area="y", may_not_apply=True, multiplied_by="A.1.a"),
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
    """Own rubrics may combine the rules in other ways. Formulas are live: lower case, aliases, N/A and nonsense may be
    entered after the worksheet was issued."""
    cases = []
    for rule in ("skip", "zero"):
        rubric = strange_rubric(rule)
        for seed in range(9):
            answers = {**random_answers(rubric, seed), "fix": Answer([None, "-2.5", "0"][seed % 3])}
            path = tmp_path / f"{rule}-{seed}.xlsx"
            cases.append(_Case(issue(path, rubric, answers), rubric, answers))
    cases.append(typed_later(tmp_path / "typed.xlsx"))
    for case, sheets in zip(cases, calculated([case.path for case in cases], tmp_path), strict=True):
        check(case, figures(case.path, sheets))


def typed_later(path: Path) -> _Case:
    rubric = strange_rubric("skip")
    typed = {"A.1.a": "y", "A.1.b": "tidak berlaku", "A.1.c": "penuh", "A.2.a": 50, "A.2.b": "1/0x", "fix": 99}
    meant = {
        "A.1.a": Answer('"Ya", sudah'),
        "A.1.b": Answer(not_applicable=True),
        "A.1.c": Answer("Penuh"),
        "A.2.a": Answer("50"),
    }
    book = openpyxl.load_workbook(issue(path, rubric))
    for code, value in typed.items():
        put(book["LKE"], code, "answer", value)
    book.save(path)
    return _Case(path, rubric, meant)


@pytest.mark.parametrize("name", catalog.shipped_ids())
def test_every_result_is_stored_without_any_calculating(tmp_path: Path, name: str) -> None:
    """Viewers that do not calculate show the same figures."""
    rubric = catalog.shipped_rubric(name)
    for seed, answers in enumerate(({}, random_answers(rubric, 5))):
        path = issue(tmp_path / f"{seed}.xlsx", rubric, answers)
        check(_Case(path, rubric, answers), figures(path, stored(path)))
        assert [problem.code for problem in read(path, rubric).problems] == []
