"""Worksheets as other people lay them out, made for tests: each builder gives the pages of one workbook."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import xlsxwriter

from rbtrack.domain.kinds import ChoiceScale, NumberScale
from rbtrack.domain.rubric import Node, Rubric

Answers = Mapping[str, object]
Number = Callable[[Node], str]

NO, LABEL, WEIGHT, EXPLANATION, CHOICES, ANSWER = range(2, 8)
HEADINGS = ("No", "Uraian", "Bobot", "Penjelasan", "Pilihan Jawaban", "Jawaban", "Catatan", "Bukti Dukung")
HEADING_ROW = 6


@dataclass
class Page:
    """A sheet to be written: its cells by (row, column), merged ranges, formulas with their stored results."""

    name: str = "LKE"
    cells: dict[tuple[int, int], object] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    formulas: dict[tuple[int, int], tuple[str, object]] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)

    def put(self, row: int, column: int, *values: object) -> None:
        for offset, value in enumerate(values):
            if value is not None:
                self.cells[row, column + offset] = value


def save(path: Path, pages: Iterable[Page]) -> Path:
    """Write the pages as a workbook."""
    with xlsxwriter.Workbook(path, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        for page in pages:
            sheet = book.add_worksheet(page.name)
            for top, left, bottom, right in page.merged:
                sheet.merge_range(top - 1, left - 1, bottom - 1, right - 1, page.cells.get((top, left), ""))
            covered = {(top, left) for top, left, _bottom, _right in page.merged}
            for (row, column), value in page.cells.items():
                if (row, column) not in covered:
                    sheet.write(row - 1, column - 1, value)
            for (row, column), (formula, result) in page.formulas.items():
                sheet.write_formula(row - 1, column - 1, formula, None, result)
    return path


# Numbers


def own(node: Node) -> str:
    """`A`, `I`, `1`, `a`: the last step alone."""
    return node.code.rpartition(".")[2]


def bracketed(node: Node) -> str:
    """`(a)` for items, `1)` for groups, `A.` for all else."""
    step = own(node)
    return f"({step})" if node.is_item else f"{step})" if step.isdecimal() else f"{step}."


def compound(node: Node) -> str:
    """Items say their group: `1.a`."""
    return ".".join(node.code.split(".")[-2:]) if node.is_item else own(node)


def full(node: Node) -> str:
    """`A.I.1.a`."""
    return node.code


# What stands beside the numbers


def label_of(node: Node) -> str:
    if node.weight is None:
        return node.name
    return f"{node.name} ({float(node.weight):g})".replace(".", ",")


def choices_of(node: Node) -> str | None:
    if isinstance(node.answer, ChoiceScale):
        return "/".join(option.letter for option in node.answer.options)
    if isinstance(node.answer, NumberScale):
        return f"{float(node.answer.minimum):g}-{float(node.answer.maximum):g}"
    return None


def explanation_of(node: Node) -> str | None:
    """The text of each letter, one to a line."""
    if not isinstance(node.answer, ChoiceScale) or len(node.answer.options[0].letter) > 1:
        return None
    return "\n".join(f"{option.letter.lower()}. {option_text(node, option.letter)};" for option in node.answer.options)


def option_text(node: Node, letter: str) -> str:
    amounts = {"A": "Seluruh unit kerja", "B": "Sebagian besar unit kerja", "C": "Sebagian kecil unit kerja"}
    return f"{amounts.get(letter, f'Kurang dari itu ({letter})')} melaksanakan {node.name}"


def headed(
    headings: Sequence[str] = HEADINGS,
    *,
    office: str = "Badan Pusat Statistik",
    year: int | None = 2015,
    name: str = "LKE",
) -> Page:
    """A page with its title and headings."""
    page = Page(name)
    page.put(1, NO, "LEMBAR KERJA EVALUASI REFORMASI BIROKRASI")
    page.put(2, NO, "INSTANSI :", office)
    if year is not None:
        page.put(3, NO, "TAHUN :", year)
    page.put(HEADING_ROW, NO, *headings)
    return page


def fill(
    page: Page, nodes: Iterable[Node], answers: Answers, number: Number = own, first: int = HEADING_ROW + 1
) -> Page:
    """One row for each node: number, label, weight, explanation, choices, answer."""
    for row, node in enumerate(nodes, start=first):
        weight = None if node.weight is None else float(node.weight)
        page.put(row, NO, number(node), label_of(node), weight)
        page.put(row, EXPLANATION, explanation_of(node), choices_of(node), answers.get(node.code))
        page.rows[node.code] = row
    return page


# The variants


def one_column(rubric: Rubric, answers: Answers, number: Number = own) -> list[Page]:
    return [fill(headed(), rubric.walk(), answers, number)]


def numbered_labels(rubric: Rubric, answers: Answers) -> list[Page]:
    """Number and label in one cell, under no heading for numbers."""
    (page,) = one_column(rubric, answers)
    del page.cells[HEADING_ROW, NO]
    for row in page.rows.values():
        page.cells[row, LABEL] = f"{page.cells.pop((row, NO))}. {page.cells[row, LABEL]}"
    return [page]


def depth_columns(rubric: Rubric, answers: Answers) -> list[Page]:
    """Every depth in a column of its own, labels merged to the last of them."""
    depth = max(node.code.count(".") for node in rubric.walk()) + 2
    page = Page()
    page.put(2, 2, "INSTANSI :", "Badan Pusat Statistik")
    page.put(5, 2, "PENILAIAN TAHUN 2015")
    page.put(HEADING_ROW, 2, "PENILAIAN")
    page.put(HEADING_ROW, 2 + depth, *HEADINGS[2:])
    for row, node in enumerate(rubric.walk(), start=HEADING_ROW + 1):
        column = 2 + node.code.count(".")
        page.put(row, column, f"{own(node)}.", label_of(node))
        if column + 2 < 2 + depth:
            page.merged.append((row, column + 1, row, 1 + depth))
        weight = None if node.weight is None else float(node.weight)
        page.put(row, 2 + depth, weight, explanation_of(node), choices_of(node), answers.get(node.code))
        page.rows[node.code] = row
    return [page]


def side_by_side(
    rubric: Rubric,
    own_answers: Answers,
    evaluated: Answers,
    headings: tuple[str, str] = ("Jawaban Unit", "Jawaban Evaluator"),
) -> list[Page]:
    """Two columns of answers, with notes of each."""
    first, second = headings
    page = headed((*HEADINGS[:5], first, "Catatan Unit", second, "Catatan Evaluator", "Eviden / Link"))
    fill(page, rubric.walk(), own_answers)
    for code in rubric.items:
        page.put(page.rows[code], ANSWER + 1, f"unit {code}", evaluated.get(code), f"evaluator {code}", f"bukti {code}")
    return [page]


def grouped(rubric: Rubric, own_answers: Answers, evaluated: Answers) -> list[Page]:
    """Group titles over `Jawaban`, `Nilai`, `Catatan`; the other headings merged over both rows."""
    page = headed(HEADINGS[:5])
    page.merged += [(HEADING_ROW, column, HEADING_ROW + 1, column) for column in range(NO, ANSWER)]
    for start, title in ((ANSWER, "PENILAIAN MANDIRI"), (ANSWER + 3, "HASIL EVALUASI\n(APIP)")):
        page.put(HEADING_ROW, start, title)
        page.merged.append((HEADING_ROW, start, HEADING_ROW, start + 2))
        page.put(HEADING_ROW + 1, start, "Jawaban\n(A/B/C)", "Nilai", "Catatan")
    fill(page, rubric.walk(), own_answers, first=HEADING_ROW + 2)
    for code in rubric.items:
        page.put(page.rows[code], ANSWER + 2, f"unit {code}", evaluated.get(code), None, f"evaluator {code}")
    return [page]


def split_heading(rubric: Rubric, own_answers: Answers, evaluated: Answers) -> list[Page]:
    """`Jawaban` merged over two columns, `Unit` and `Evaluator` below it."""
    page = headed(HEADINGS[:6])
    page.merged += [(HEADING_ROW, column, HEADING_ROW + 1, column) for column in range(NO, ANSWER)]
    page.merged.append((HEADING_ROW, ANSWER, HEADING_ROW, ANSWER + 1))
    page.put(HEADING_ROW + 1, ANSWER, "Unit", "Evaluator")
    fill(page, rubric.walk(), own_answers, first=HEADING_ROW + 2)
    for code in rubric.items:
        page.put(page.rows[code], ANSWER + 1, evaluated.get(code))
    return [page]


def behind_dashboard(rubric: Rubric, answers: Answers) -> list[Page]:
    """A cover that names office and year, a dashboard with figures, then the table, which names neither."""
    cover = Page("Sampul")
    cover.put(4, 2, "Instansi pemerintah mengisi seluruh lembar")
    cover.put(5, 2, "Nama Satker", ": KPU Provinsi Nusa Tenggara Timur")
    cover.put(6, 2, "Tahun", ": 2015")
    dashboard = Page("Dashboard")
    dashboard.put(1, 2, "REKAPITULASI")
    dashboard.put(3, 2, "Komponen", "Bobot", "Nilai", "%")
    for row, root in enumerate(rubric.roots, start=4):
        dashboard.put(row, 2, root.name, float(root.weight or 0), 12.5, 0.2)
    page = fill(headed(year=None), rubric.walk(), answers)
    del page.cells[2, NO], page.cells[2, LABEL]
    return [cover, dashboard, page]


def areas_on_sheets(rubric: Rubric, answers: Answers) -> list[Page]:
    """Each branch of a component on a sheet of its own, numbered `I`, `1`, `a`: the component is said nowhere."""
    branches = [(root, branch) for root in rubric.roots for branch in root.children]
    return [fill(headed(name=f"{root.code}-{own(branch)}"), branch.walk(), answers) for root, branch in branches]


def areas_continued(rubric: Rubric, answers: Answers) -> list[Page]:
    """The same, each sheet beginning with the component's row."""
    return [
        fill(headed(name=f"{root.code}-{own(branch)}"), [root, *branch.walk()], answers)
        for root in rubric.roots
        for branch in root.children
    ]


def components_on_sheets(rubric: Rubric, answers: Answers) -> list[Page]:
    """Each component on a sheet that bears its name; its own row is left out, and its numbering begins anew."""
    return [
        fill(headed(name=root.name[:31]), [node for node in root.walk() if node is not root], answers)
        for root in rubric.roots
    ]


def blank_labels(rubric: Rubric, answers: Answers) -> list[Page]:
    """Groups with a number and no label."""
    (page,) = one_column(rubric, answers)
    for node in rubric.walk():
        if not node.is_item:
            del page.cells[page.rows[node.code], LABEL]
    return [page]


def blank_numbers(
    rubric: Rubric, answers: Answers, codes: Iterable[str], pages: list[Page] | None = None
) -> list[Page]:
    """Some groups with a label and no number."""
    (page,) = pages or one_column(rubric, answers)
    for code in codes:
        row = page.rows[code]
        column = min(column for at, column in page.cells if at == row)
        del page.cells[row, column]
    return [page]


def merged_groups(rubric: Rubric, answers: Answers) -> list[Page]:
    """Components, then groups merged down beside their items: number and label of both stand in one row."""
    page = Page()
    page.put(3, 2, "TAHUN", 2015)
    page.put(HEADING_ROW, 2, "No", "Kelompok", "No", "Uraian", "Penjelasan", "Pilihan Jawaban", "Jawaban")
    row = HEADING_ROW + 1
    for node in rubric.walk():
        if node.is_item:
            continue
        page.put(row, 2, own(node), label_of(node))
        page.rows[node.code] = row
        items = [child for child in node.children if child.is_item]
        for item in items:
            page.put(row, 4, own(item), label_of(item), explanation_of(item), choices_of(item), answers.get(item.code))
            page.rows[item.code] = row
            row += 1
        if len(items) > 1:
            page.merged += [(row - len(items), column, row - 1, column) for column in (2, 3)]
        row += not items
    return [page]


def padded(rubric: Rubric, answers: Answers) -> list[Page]:
    """A thousand prepared rows below the table, with formulas that show nothing."""
    (page,) = one_column(rubric, answers)
    page.put(HEADING_ROW, ANSWER + 3, "Nilai")
    last = max(page.rows.values())
    for row in range(last + 1, last + 1001):
        page.formulas[row, ANSWER + 3] = (f'=IF(G{row}="","",1)', "")
        page.formulas[row, LABEL] = (f'=IF(G{row}="","",B{row})', "")
        page.put(row, ANSWER, " ")
    return [page]


def printed(rubric: Rubric, answers: Answers) -> list[Page]:
    """Columns numbered (1) (2) (3) below the headings, and the headings again further down."""
    nodes = list(rubric.walk())
    page = headed()
    page.put(HEADING_ROW + 1, NO, *(f"({number})" for number in range(1, len(HEADINGS) + 1)))
    half = len(nodes) // 2
    fill(page, nodes[:half], answers, first=HEADING_ROW + 2)
    page.put(HEADING_ROW + 2 + half, NO, *HEADINGS)
    return [fill(page, nodes[half:], answers, first=HEADING_ROW + 3 + half)]


def answered(rubric: Rubric, answers: Answers, say: Callable[[Node, object], object]) -> list[Page]:
    """The plain variant with every answer said in another way."""
    return one_column(rubric, {code: say(rubric.items[code], value) for code, value in answers.items()})
