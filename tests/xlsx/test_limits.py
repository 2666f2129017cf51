"""How large a workbook may be: exactly as large as documented passes, one more is refused by name."""

from __future__ import annotations

import random
import zipfile
from pathlib import Path

import pytest

from rbtrack.errors import Problem, WorkbookError
from rbtrack.xlsx import guard
from rbtrack.xlsx.addresses import a1
from rbtrack.xlsx.cells import open_workbook
from rbtrack.xlsx.limits import MOST_CELL_TEXT, MOST_CELLS, MOST_COLUMNS, MOST_FORMULA, MOST_ROWS, MOST_TEXT, MOST_TEXTS
from tests.lke.building import (
    SHEET_RELATIONS,
    WORKBOOK,
    build,
    relation,
    row_of_cells,
    sheet_of,
    texts_of,
)
from tests.lke.mutating import pack
from tests.xlsx.test_hostile import refusal

GOOD = row_of_cells('<c r="A1"><v>1</v></c>')


def column_of(rows: range, cell: str = "<v>1</v>") -> str:
    return sheet_of("".join(f'<row r="{row}"><c r="A{row}">{cell}</c></row>' for row in rows))


def test_as_many_rows_as_allowed_and_one_more(tmp_path: Path) -> None:
    assert len(open_workbook(build(tmp_path / "x.xlsx", column_of(range(1, MOST_ROWS + 1)))).sheets[0].rows) == 20_000
    problem = refusal(build(tmp_path / "x.xlsx", column_of(range(1, MOST_ROWS + 2))))
    assert (problem.code, problem.place.cell) == ("sheet-too-many-rows", "A20001")


def test_only_rows_that_hold_something_count(tmp_path: Path) -> None:
    """The same twenty thousand rows, with blank ones between them, and a hundred thousand styled ones below."""
    padding = "".join(
        f'<row r="{row}"><c r="A{row}" s="1"/><c r="B{row}" s="1"><v/></c></row>' for row in range(40_000, 140_000)
    )
    rows = "".join(f'<row r="{row}"><c r="A{row}"><v>1</v></c></row>' for row in range(2, 40_001, 2))
    sheet = open_workbook(build(tmp_path / "x.xlsx", sheet_of(rows + padding))).sheets[0]
    assert len(sheet.rows) == 40_000
    assert sheet.value(40_000, 1) == 1


def test_as_many_columns_as_allowed_and_one_more(tmp_path: Path) -> None:
    cells = [f'<c r="{a1(1, column)}"><v>1</v></c>' for column in range(1, 402, 2)]
    assert open_workbook(build(tmp_path / "x.xlsx", row_of_cells(*cells[:MOST_COLUMNS]))).sheets[0].width == 399
    problem = refusal(build(tmp_path / "x.xlsx", row_of_cells(*cells)))
    assert (problem.code, problem.place.cell) == ("sheet-too-many-columns", "OK1")


def test_too_many_cells_in_all_sheets_together(tmp_path: Path) -> None:
    names = [a1(1, column)[:-1] for column in range(1, 51)]
    block = sheet_of(
        "".join(
            f'<row r="{row}">{"".join(f"<c r={chr(34)}{name}{row}{chr(34)}><v>1</v></c>" for name in names)}</row>'
            for row in range(1, 6_001)
        )
    )
    workbook = WORKBOOK.replace("</sheets>", '<sheet name="Kedua" sheetId="2" r:id="rId5"/></sheets>')
    second = SHEET_RELATIONS.replace(
        "</Relationships>", relation("rId5", "worksheet", "worksheets/sheet2.xml") + "</Relationships>"
    )
    members = {
        "xl/workbook.xml": workbook,
        "xl/_rels/workbook.xml.rels": second,
        "xl/worksheets/sheet2.xml": block,
    }
    problem = refusal(build(tmp_path / "x.xlsx", block, members))
    assert (problem.code, problem.parameters["limit"]) == ("sheet-too-many-cells", MOST_CELLS)
    assert (problem.place.sheet, problem.place.cell) == ("Kedua", "A4001")


def test_too_many_merged_ranges(tmp_path: Path) -> None:
    merged = "<mergeCells>" + '<mergeCell ref="A1:B2"/>' * (MOST_CELLS + 1) + "</mergeCells>"
    noise = f"<!-- {random.Random(1).randbytes(100_000).hex()} -->"
    assert refusal(build(tmp_path / "x.xlsx", sheet_of("", noise + merged))).code == "sheet-too-many-cells"


def test_too_much_text_in_the_cells_themselves(tmp_path: Path) -> None:
    noise = random.Random(1).randbytes(16_000).hex()
    rows = "".join(
        f'<row r="{row}"><c r="A{row}" t="inlineStr"><is><t>{noise}</t></is></c></row>'
        for row in range(1, MOST_TEXT // 32_000 + 2)
    )
    problem = refusal(build(tmp_path / "x.xlsx", sheet_of(rows)))
    assert (problem.code, problem.place.cell) == ("sheet-too-much-text", "A501")


def test_too_many_shared_texts_or_too_long_ones(tmp_path: Path) -> None:
    noise = random.Random(1).randbytes(100_000).hex()
    many = f"<sst><!-- {noise} -->{'<si/>' * (MOST_TEXTS + 1)}</sst>"
    assert refusal(build(tmp_path / "x.xlsx", GOOD, {"xl/sharedStrings.xml": many})).code == "sheet-too-much-text"
    long = texts_of(*[random.Random(number).randbytes(30_000).hex() for number in range(270)])
    assert refusal(build(tmp_path / "x.xlsx", GOOD, {"xl/sharedStrings.xml": long})).code == "sheet-too-much-text"


def test_a_package_of_exactly_as_many_members_as_allowed(tmp_path: Path) -> None:
    path = build(tmp_path / "x.xlsx", GOOD)
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    full = {f"xl/media/{number}.png": b"" for number in range(guard.MOST_MEMBERS - len(members))}
    path.write_bytes(pack({**members, **full}))
    assert open_workbook(path).sheets
    path.write_bytes(pack({**members, **full, "xl/media/one-more.png": b""}))
    assert refusal(path).code == "file-too-many-parts"


# Styled cells without content, as LibreOffice writes them to the last column


def padded(rows: int, cell: str = '<c r="{}" s="1"/>') -> str:
    """A value in each row, and empty cells right of column ZZ."""
    names = [a1(1, column)[:-1] for column in (703, 16_384)]
    return sheet_of(
        "".join(
            f'<row r="{row}"><c r="A{row}"><v>{row}</v></c>{"".join(cell.format(f"{name}{row}") for name in names)}</row>'
            for row in range(1, rows + 1)
        )
    )


@pytest.mark.parametrize("chunk", [1, 7, 100, 1_000_000])
@pytest.mark.parametrize("cell", ['<c r="{}" s="1"/>', '<c r="{}"/>', '<c r="{}" s="12" t="n"/>', '<c r="{}" s="1" />'])
def test_far_empty_cells_are_dropped_while_unpacking(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, chunk: int, cell: str
) -> None:
    for name, value in (("THINNED_FROM", 1_000), ("_CHUNK", chunk), ("_PACKED_CHUNK", max(1, chunk // 10))):
        monkeypatch.setattr(guard, name, value)
    markup = padded(100, cell)
    package = guard.open_package(build(tmp_path / "x.xlsx", markup))
    assert package.members["xl/worksheets/sheet1.xml"].decode() == padded(100, "")
    assert [row[0] for row in open_workbook(tmp_path / "x.xlsx").sheets[0].rows] == [*range(1, 101)]


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="{}" s="1"><v>1</v></c>', '<c r="{}" x="/>"/>', '<c r="A{}"/>', '<c r="{}" t="s"/>', '<c s="1" r="{}"/>',
        "<!--{}-->",
    ],
)  # fmt: skip
def test_nothing_else_is_dropped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cell: str) -> None:
    monkeypatch.setattr(guard, "THINNED_FROM", 1_000)
    markup = padded(100, cell)
    assert guard.open_package(build(tmp_path / "x.xlsx", markup)).members["xl/worksheets/sheet1.xml"].decode() == markup


def test_a_small_part_is_kept_as_it_is(tmp_path: Path) -> None:
    markup = padded(100)
    assert guard.open_package(build(tmp_path / "x.xlsx", markup)).members["xl/worksheets/sheet1.xml"].decode() == markup


def test_what_is_kept_and_what_flows_through_have_limits_of_their_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = build(tmp_path / "x.xlsx", padded(1_000))
    with zipfile.ZipFile(path) as archive:
        sizes = {info.filename: info.file_size for info in archive.infolist()}
    whole, kept = sum(sizes.values()), sum(sizes.values()) - sizes["xl/worksheets/sheet1.xml"] + len(padded(1_000, ""))
    monkeypatch.setattr(guard, "THINNED_FROM", 1_000)
    monkeypatch.setattr(guard, "_CHUNK", 500)
    for streamed, most, is_read in (
        (whole, kept + 500, True),
        (whole - 1, kept + 500, False),
        (whole, kept - 1, False),
    ):
        monkeypatch.setattr(guard, "MOST_STREAMED", streamed)
        monkeypatch.setattr(guard, "MOST_UNPACKED", most)
        if is_read:
            assert guard.open_package(path)
        else:
            assert refusal(path).code == "file-bomb"


def test_a_cell_with_as_much_text_as_allowed_and_one_character_more(tmp_path: Path) -> None:
    for more, is_read in ((0, True), (1, False)):
        texts = texts_of("x", "y" * (MOST_CELL_TEXT + more))
        cells = ('<c r="A1" t="s"><v>0</v></c>', '<c r="B1" t="s"><v>1</v></c>')
        path = build(tmp_path / "x.xlsx", row_of_cells(*cells), {"xl/sharedStrings.xml": texts})
        if is_read:
            assert open_workbook(path).sheets[0].value(1, 2) == "y" * 32_767
        else:
            problem = refusal(path)
            assert (problem.code, problem.place.cell) == ("cell-text-too-long", "B1")
            assert problem.parameters["limit"] == 32_767


def test_too_many_hidden_ranges_of_columns(tmp_path: Path) -> None:
    noise = f"<!-- {random.Random(1).randbytes(100_000).hex()} -->"
    columns = '<col min="1" max="2" hidden="1"/>' * (MOST_CELLS + 1)
    markup = sheet_of("").replace("<sheetData>", f"{noise}<cols>{columns}</cols><sheetData>")
    assert refusal(build(tmp_path / "x.xlsx", markup)).code == "sheet-too-many-cells"


# What is read only where it is asked for


def refusal_of_formulas(path: Path) -> Problem:
    """Why the file is refused with its formulas. Without them it is not."""
    assert open_workbook(path).sheets
    with pytest.raises(WorkbookError) as error:
        open_workbook(path, with_formulas=True)
    (problem,) = error.value.problems
    return problem


def test_a_formula_of_as_many_characters_as_allowed_and_one_more(tmp_path: Path) -> None:
    longest = "A" * MOST_FORMULA
    path = build(tmp_path / "x.xlsx", row_of_cells(f'<c r="B1"><f>{longest}</f><v>1</v></c>'))
    (sheet,) = open_workbook(path, with_formulas=True).sheets
    assert sheet.formulas is not None
    assert sheet.formulas.formula((1, 2)) == f"={longest}"
    build(path, row_of_cells(f'<c r="B1"><f>{longest}A</f><v>1</v></c>'))
    problem = refusal_of_formulas(path)
    assert (problem.code, problem.place.cell) == ("file-broken", "B1")


@pytest.mark.parametrize("other", ['<f t="shared" si="0"/>', "<f>{text}</f>"])
def test_a_formula_counts_for_every_cell_that_has_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, other: str
) -> None:
    monkeypatch.setattr(guard, "MOST_RATIO", 10_000)
    text = random.Random(1).randbytes(5_000).hex()
    first = f'<row r="1"><c r="A1"><f t="shared" si="0">{text}</f></c></row>'
    others = (
        f'<row r="{row}"><c r="A{row}">{other.format(text=text)}</c></row>' for row in range(2, MOST_TEXT // 10_000 + 2)
    )
    problem = refusal_of_formulas(build(tmp_path / "x.xlsx", sheet_of(first + "".join(others))))
    assert (problem.code, problem.place.cell) == ("sheet-too-much-text", "A1600")


def test_too_many_ranges_with_a_list(tmp_path: Path) -> None:
    def listed(count: int) -> str:
        ranges = " ".join(f"A{row}" for row in range(1, 1_001))
        each = f'<dataValidation type="list" sqref="{ranges}"><formula1>"A,B"</formula1></dataValidation>'
        noise = f"<!-- {random.Random(1).randbytes(100_000).hex()} -->"
        return sheet_of("", f"{noise}<dataValidations>{each * (count // 1_000)}</dataValidations>")

    assert open_workbook(build(tmp_path / "x.xlsx", listed(MOST_CELLS)), with_formulas=True).sheets
    problem = refusal_of_formulas(build(tmp_path / "x.xlsx", listed(MOST_CELLS + 1_000)))
    assert (problem.code, problem.parameters["limit"]) == ("sheet-too-many-cells", MOST_CELLS)


def test_too_much_text_in_lists(tmp_path: Path) -> None:
    noise = random.Random(1).randbytes(16_000).hex()
    each = f'<dataValidation type="list" sqref="A1"><formula1>"{noise}"</formula1></dataValidation>'
    listed = f"<dataValidations>{each * (MOST_TEXT // 32_000 + 1)}</dataValidations>"
    path = build(tmp_path / "x.xlsx", sheet_of("", listed))
    assert refusal_of_formulas(path).code == "sheet-too-much-text"
