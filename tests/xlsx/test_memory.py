"""The worst files that pass the guard: bringing one in takes less than 500 MB, and many no more than one."""

from __future__ import annotations

import random
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from rbtrack.xlsx.addresses import a1
from rbtrack.xlsx.guard import MOST_STREAMED
from rbtrack.xlsx.limits import MOST_AREA, MOST_CELLS
from tests.lke.breaking import patch, sheet_xml
from tests.lke.building import WORKBOOK, build, relation, relations, row_of_cells, sheet_of, styles_of, texts_of

MOST = 500 * 1_000_000
NOISE = random.Random(1)
GOOD = row_of_cells('<c r="A1"><v>1</v></c>')

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows counts memory in another way")


def block(cell: Callable[[int], str], rows: int = MOST_CELLS // 50, columns: int = 50) -> str:
    """A sheet full of cells; `cell` writes what follows the reference of the cell of this number."""
    names = [a1(1, column)[:-1] for column in range(1, columns + 1)]
    return sheet_of(
        "".join(
            f'<row r="{row}">'
            + "".join(f'<c r="{name}{row}"{cell(row * columns + place)}</c>' for place, name in enumerate(names))
            + "</row>"
            for row in range(1, rows + 1)
        )
    )


def numbers(path: Path) -> None:
    build(path, block(lambda number: f"><v>{number}.5</v>"))


def formulas_without_results(path: Path) -> None:
    build(path, block(lambda number: f"><f>A{number}</f>"))


def errors(path: Path) -> None:
    build(path, block(lambda number: f' t="e"><f>A1</f><v>#{"ERR" * 8}{number}</v>'))


def texts_in_cells(path: Path) -> None:
    build(path, block(lambda number: f' t="inlineStr"><is><t>{number:024d}</t></is>'))


def texts_of_four_bytes(path: Path) -> None:
    """Eight million characters that take four bytes each, each of them twice in the cells."""
    texts = ["".join(chr(0x1F300 + NOISE.randrange(500)) for _ in range(26_000)) for _ in range(300)]
    cells = "".join(
        f'<row r="{row}"><c r="A{row}" t="s"><v>{row - 1}</v></c><c r="B{row}" t="s"><v>{row - 1}</v></c></row>'
        for row in range(1, 301)
    )
    build(path, sheet_of(cells), {"xl/sharedStrings.xml": texts_of(*texts)})


def one_row_far_down(path: Path) -> None:
    build(path, sheet_of('<row r="1048576"><c r="C1048576"><v>1</v></c></row>'))
    assert MOST_AREA > 1_048_576 * 3


def merged_ranges(path: Path) -> None:
    merged = "".join(f'<mergeCell ref="A{number}:C{number}"/>' for number in range(1, MOST_CELLS))
    build(path, sheet_of("", f"<mergeCells>{merged}</mergeCells>"))


def padding(path: Path) -> None:
    """Two million styled cells, with nothing in them."""
    rows = "".join(
        f'<row r="{row}">{"".join(f"<c r={chr(34)}{name}{row}{chr(34)}/>" for name in "ABCDEFGHIJ")}</row>'
        for row in range(1, 250_000)
    )
    build(path, sheet_of(rows))


def padding_to_the_last_column(path: Path) -> None:
    """Rows of styled empty cells as LibreOffice writes them, as much as may flow through."""
    names = [a1(1, column)[:-1] for column in range(2, 16_385)]
    build(path, GOOD, {"xl/worksheets/sheet1.xml": None})
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        with archive.open("xl/worksheets/sheet1.xml", "w") as part:
            part.write(b"<worksheet><sheetData>")
            for row in range(1, 570):
                cells = "".join(f'<c r="{name}{row}" s="0"/>' for name in names)
                part.write(f'<row r="{row}"><c r="A{row}"><v>1</v></c>{cells}</row>'.encode())
            part.write(b"</sheetData></worksheet>")
        size = archive.getinfo("xl/worksheets/sheet1.xml").file_size
    assert 0.9 * MOST_STREAMED < size < MOST_STREAMED


def formats(path: Path) -> None:
    """Numbers that all have a format of their own to be shown by."""
    shown = styles_of(0, 200, formats='<numFmt numFmtId="200" formatCode="0,"/>')
    build(path, block(lambda number: f' s="1"><v>{number}.5</v>'), {"xl/styles.xml": shown})


def rows_hidden_and_merged(path: Path) -> None:
    rows = "".join(f'<row r="{row}" hidden="1"><c r="A{row}"><v>1</v></c></row>' for row in range(1, 20_001))
    merged = "".join(f'<mergeCell ref="A{row}:GR{row + 9}"/>' for row in range(1, 20_000, 10))
    build(path, sheet_of(rows, f"<mergeCells>{merged}</mergeCells>"))


def styles(path: Path) -> None:
    formats = "".join(f'<numFmt numFmtId="{number}" formatCode="d{number}"/>' for number in range(1_000_000))
    build(path, GOOD, {"xl/styles.xml": f"<styleSheet><numFmts>{formats}</numFmts></styleSheet>"})


def sheets(path: Path) -> None:
    names = "".join(f'<sheet name="s{number}" r:id="rId1"/>' for number in range(1_000_000))
    build(path, GOOD, {"xl/workbook.xml": WORKBOOK.replace("</sheets>", f"{names}</sheets>")})


def relations_without_end(path: Path) -> None:
    each = "".join(relation(f"r{number}", "x", f"{number}") for number in range(300_000))
    build(path, GOOD, {"xl/_rels/workbook.xml.rels": relations(each)})


def unread_parts(path: Path) -> None:
    """As much as may be unpacked, in a file as large as may be."""
    image = NOISE.randbytes(11_000_000)
    text = "<x>" + "".join(f"<y>{number}</y>" for number in range(3_000_000)) + "</x>"
    build(path, GOOD, {"xl/media/image.png": image, "customXml/item1.xml": text[:44_000_000]})


WORST = (
    numbers,
    formulas_without_results,
    errors,
    texts_in_cells,
    texts_of_four_bytes,
    one_row_far_down,
    merged_ranges,
    padding,
    padding_to_the_last_column,
    formats,
    rows_hidden_and_merged,
    styles,
    sheets,
    relations_without_end,
    unread_parts,
)


def rows_without_end(worksheet: Path) -> None:
    """The sample worksheet with thousands of rows below it, each of them a problem of its own."""
    rows = "".join(
        f'<row r="{row}"><c r="C{row}" t="inlineStr"><is><t>Baris {row}</t></is></c>'
        f'<c r="I{row}" t="inlineStr"><is><t>{"Ya" * 300}</t></is></c></row>'
        for row in range(300, 5_300)
    )
    markup = sheet_xml(worksheet).replace(b"</sheetData>", rows.encode() + b"</sheetData>")
    patch(worksheet, {"xl/worksheets/sheet1.xml": markup})


# What only `rubric import` reads: formulas and drop-down lists.


def shared_formulas(path: Path) -> None:
    """Half a million cells that share a formula of thirty characters: nearly as much text as may be."""
    text = "+".join(["A1"] * 10)
    first = f'><f t="shared" ref="A1:AX10000" si="0">{text}</f><v>1</v>'
    build(path, block(lambda number: first if number == 50 else '><f t="shared" si="0"/><v>1</v>'))


def drop_downs(path: Path) -> None:
    """Lists for whole columns, and for as many single ranges as may be."""
    whole = '<dataValidation type="list" sqref="A1:XFD1048576"><formula1>"A,B"</formula1></dataValidation>' * 1_000
    single = "".join(
        '<dataValidation type="list" sqref="{}"><formula1>"A,B,C"</formula1></dataValidation>'.format(
            " ".join(f"G{row}:G{row + 500}" for row in range(start, start + 4_000))
        )
        for start in range(1, 490_000, 4_000)
    )
    rows = "".join(
        f'<row r="{row}">{texts(row, "ABCDEFG", str(row), f"Butir {row}", "", "", "", "", "A")}</row>'
        for row in range(3, 3_000)
    )
    headings = f'<row r="1">{texts(1, "ABCDEFG", "No", "Uraian", "", "", "", "", "Jawaban")}</row>'
    build(path, sheet_of(headings + rows, f"<dataValidations>{whole}{single}</dataValidations>"))


def texts(row: int, columns: str, *words: str) -> str:
    return "".join(
        f'<c r="{column}{row}" t="inlineStr"><is><t>{word}</t></is></c>'
        for column, word in zip(columns, words, strict=True)
        if word
    )


_MEASURE = """
import resource, subprocess, sys
code = subprocess.run(sys.argv[1:], check=False).returncode
print()
print(code, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * (1 if sys.platform == "darwin" else 1024))
"""
"""A process of its own, since a child counts the memory of the one that starts it: this one is small."""


def peak(folder: Path, *files: Path) -> int:
    """The most memory that `lke import` of these files takes, in bytes."""
    flags = ("--office", "bps", "--rubric", "rb-2014", "--tier", "self", "-o", "out.csv")
    return peak_of(folder, "lke", "import", *map(str, files), *flags)


def peak_of(folder: Path, *command: str) -> int:
    """The most memory that a command takes, in bytes. Whatever it answers, it answers in words."""
    ended = subprocess.run(
        [sys.executable, "-c", _MEASURE, sys.executable, "-m", "rbtrack", *command],
        cwd=folder,
        capture_output=True,
        check=True,
    )
    code, most = ended.stdout.split()[-2:]
    assert int(code) in (0, 1)
    assert b"Traceback" not in ended.stderr
    return int(most)


@pytest.mark.parametrize("make", WORST, ids=lambda make: make.__name__)
def test_the_worst_files_take_less_than_500_megabytes(folder_of_bps: Path, make: Callable[[Path], None]) -> None:
    path = folder_of_bps / "worst.xlsx"
    make(path)
    assert peak(folder_of_bps, path) < MOST


@pytest.mark.parametrize(
    "make", [formulas_without_results, shared_formulas, drop_downs], ids=lambda make: make.__name__
)
def test_formulas_and_lists_take_less_than_500_megabytes(tmp_path: Path, make: Callable[[Path], None]) -> None:
    make(tmp_path / "worst.xlsx")
    assert peak_of(tmp_path, "rubric", "import", "worst.xlsx", "-o", "x.yaml") < MOST


def test_a_problem_in_every_row_takes_less_than_500_megabytes(folder_of_bps: Path, worksheet: Path) -> None:
    rows_without_end(worksheet)
    assert peak(folder_of_bps, worksheet) < MOST


def test_many_files_take_no_more_than_one(folder_of_bps: Path, worksheet: Path) -> None:
    content = worksheet.read_bytes()
    files = [folder_of_bps / f"lke-{number}.xlsx" for number in range(30)]
    for file in files:
        file.write_bytes(content)
    assert peak(folder_of_bps, *files) < peak(folder_of_bps, files[0]) * 1.3
