"""What a cell shows of its value by its number format, and which number a reader takes from that."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from rbtrack.errors import NOWHERE, WorkbookError
from rbtrack.xlsx.cells import open_workbook
from rbtrack.xlsx.number_formats import MOST_CODE, MOST_STYLES, cell_formats, parsed, shows_date
from rbtrack.xlsx.shown_values import UNKNOWN, shown_number, shown_text
from tests.lke.building import WORKBOOK, build, row_of_cells, sheet_of, styles_of

ACCOUNTING = '_(* #,##0.00_);_(* \\(#,##0.00\\);_(* "-"??_);_(@_)'


@pytest.mark.parametrize(
    ("code", "number", "text", "read", "held"),
    [
        ("General", 66.666, "66.666", "66.666", "66.666"),
        ("General", -2.5, "-2.5", "-2.5", "-2.5"),
        ("@", 80, "80", "80", "80"),
        ("0", 66.666, "67", "67", "66.666"),
        ("0", 0.5, "1", "1", "0.5"),
        ("0.00", 66.6, "66.60", "66.60", "66.6"),
        ("0.##", 66, "66.", "66", "66"),
        ("0.0#", 66.25, "66.25", "66.25", "66.25"),
        ("#.00", 0.5, ".50", "0.50", "0.5"),
        ("??0", 5, "5", "5", "5"),
        ("00000", 53, "00053", "53", "53"),
        ("#,##0", 1234567, "1,234,567", "1234567", "1234567"),
        ("#,##0.00", 1234.5, "1,234.50", "1234.50", "1234.5"),
        ("# ##0", 12345, "12 345", "12345", "12345"),
        ("[Red]0;[Blue]-0", -3, "-3", "-3", "-3"),
        ("#,##0_);(#,##0)", -5, "(5)", "-5", "-5"),
        (ACCOUNTING, 5.5, " 5.50 ", "5.50", "5.5"),
        ("[>50]0.0;0", 40, "40", "40", "40"),
        ("[<=50]0.0;0", 50, "50.0", "50", "50"),
        ('[=1]"satu";[<>2]0;"dua"', 3, "3", "3", "3"),
        ('[<1]"kurang";[>=2]0;"satu"', 2, "2", "2", "2"),
        ("0.00E+00", 66.6, "6.66E+1", "66.6", "66.6"),
        ("0.0E+0", 66.66, "6.7E+1", "67", "66.66"),
        ("# ?/?", 66, "66", "66", "66"),
    ],
)
def test_a_number_is_read_as_it_is_shown(code: str, number: float, text: str, read: str, held: str) -> None:
    shown = shown_number(code, float(number))
    assert (shown.text, shown.number, shown.held) == (text, Decimal(read), Decimal(held))
    assert (shown.is_percent, shown.has_words) == (False, False)
    assert shown.is_rounded is (Decimal(read) != Decimal(held))


@pytest.mark.parametrize(
    ("code", "number", "text", "read", "held"),
    [
        ("0%", 0.8, "80%", "80", "80"),
        ("0 %", 0.876, "88 %", "88", "87.6"),
        ("0.00%", 0.07, "7.00%", "7", "7"),
        ('0"%"', 80, "80%", "80", "80"),
        ("0\\%", 0.8, "1%", "1", "0.8"),
        ('General"%"', 2.5, "2.5%", "2.5", "2.5"),
    ],
)
def test_a_percent_sign_is_told(code: str, number: float, text: str, read: str, held: str) -> None:
    shown = shown_number(code, float(number))
    assert (shown.text, shown.number, shown.held) == (text, Decimal(read), Decimal(held))
    assert (shown.is_percent, shown.has_words) == (True, False)


@pytest.mark.parametrize(
    ("code", "number", "text", "read"),
    [
        ('0" jam"', 5, "5 jam", "5"),
        ("[$Rp-421]#,##0", 5000, "Rp5,000", "5000"),
        ('General" poin"', 2.5, "2.5 poin", "2.5"),
        (ACCOUNTING, 0, " - ", "0"),
    ],
)
def test_words_beside_a_number_are_told(code: str, number: float, text: str, read: str) -> None:
    shown = shown_number(code, float(number))
    assert (shown.text, shown.number, shown.is_percent, shown.has_words) == (text, Decimal(read), False, True)


@pytest.mark.parametrize(
    ("code", "number", "text"),
    [
        (";;;", 5, ""),
        ("0;;", -2, ""),
        ("#", 0, ""),
        ("#", 0.4, ""),
        ('"A"', 1, "A"),
        ('[>50]"A";0', 51, "A"),
        ('[>50]"A";[>20]"B";"C"', 20, "C"),
        ('0;-0;"nol"', 0, "nol"),
        ('"-"', 5, "-"),
        ("0,", 4, "0"),
        ("0,", 80000, "80"),
        ("0,", 2500, "3"),
        ("0.0,,", 2_500_000, "2.5"),
        ("0,.0", 2500, "2.5"),
        ("0%%", 0.5, "5000%%"),
        ('"1"0', 80, "180"),
        ('0"00"', 80, "8000"),
        ("0\\.0", 38, "3.8"),
        ("0-00", 1234, "12-34"),
        ("0 0", 38, "3 8"),
        ('","0', 8, ",8"),
        ('0"/4"', 3, "3/4"),
        ("0‰", 8, "8‰"),
        ('"-"0', 5, "-5"),
        ("0;0", -5, "5"),
        ("# ?/?", 66.5, "66.5"),
        ("d/m/yyyy", 60, UNKNOWN),
        ("[h]:mm", -5, UNKNOWN),
        ("[>50]0", 40, UNKNOWN),
        ("[<50]0;0.0", -4, UNKNOWN),
        ("0" * (MOST_CODE + 1), 5, UNKNOWN),
    ],
)
def test_what_is_shown_is_another_thing_than_the_number(code: str, number: float, text: str) -> None:
    shown = shown_number(code, float(number))
    assert (shown.text, shown.number, shown.held) == (text, None, None)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("General", "A"), ("@", "A"), ("0.00", "A"), ("0;0;0", "A"), ("0;@", "A"), (ACCOUNTING, " A "),
        (";;;", ""), ('"X"@', "XA"), ('0;0;0;"B"', "B"), (';"B"@', "BA"), ("x" * (MOST_CODE + 1), UNKNOWN),
    ],
)  # fmt: skip
def test_texts_are_shown_by_their_own_section(code: str, text: str) -> None:
    assert shown_text(code, "A") == text


def test_the_largest_and_the_longest_are_no_matter() -> None:
    assert shown_number("0." + "0" * 900, 1e300).number == Decimal(10) ** 300
    assert shown_number("0.00", 5e-324).text == "0.00"
    longest = parsed("0" * MOST_CODE)
    assert longest is not None
    assert len(longest.numbers[0].tokens) == MOST_CODE


@pytest.mark.parametrize(
    ("code", "number", "is_date"),
    [
        ("0;d/m/yyyy", -3.0, True),
        ("0;d/m/yyyy", 3.0, False),
        ("[>100]d/m/yyyy;0", 200.0, True),
        ("[>100]d/m/yyyy;0", 100.0, False),
        ("[ss].00", 3.0, True),
        ("h AM/PM", 3.0, True),
    ],
)
def test_dates_are_told_by_the_section_of_the_number(code: str, number: float, is_date: bool) -> None:
    assert shows_date(code, number) is is_date


def test_formats_of_styles_are_those_of_cells_alone() -> None:
    styles = (
        '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="0,"/></numFmts>'
        '<cellStyleXfs><xf numFmtId="9"/></cellStyleXfs>'
        '<cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="9"/><xf numFmtId="999"/><xf numFmtId="41"/></cellXfs>'
        '<dxfs><dxf><numFmt numFmtId="9" formatCode="0"/></dxf></dxfs></styleSheet>'
    )
    found = cell_formats(styles.encode(), NOWHERE)
    assert found == {"1": "0,", "2": "0%", "4": '_(* #,##0_);_(* \\(#,##0\\);_(* "-"_);_(@_)'}


@pytest.mark.parametrize(
    "part", ["<numFmts>{}</numFmts>".format('<numFmt numFmtId="1" formatCode="0"/>' * (MOST_STYLES + 1)),
             "<cellXfs>{}</cellXfs>".format('<xf numFmtId="1"/>' * (MOST_STYLES + 1))],
    ids=["formats", "styles"],
)  # fmt: skip
def test_more_styles_than_a_workbook_can_have(part: str) -> None:
    with pytest.raises(WorkbookError):
        cell_formats(f"<styleSheet>{part}</styleSheet>".encode(), NOWHERE)


def test_as_many_styles_as_a_workbook_can_have() -> None:
    each = '<xf numFmtId="1"/>' * MOST_STYLES
    styles = f"<styleSheet><cellXfs>{each}</cellXfs></styleSheet>"
    assert len(cell_formats(styles.encode(), NOWHERE)) == 100_000


def test_a_cell_shows_its_value_by_its_style(tmp_path: Path) -> None:
    cells = ('<c r="A1" s="1"><v>0.8</v></c>', '<c r="B1"><v>0.8</v></c>', '<c r="C1" s="2" t="s"><v>0</v></c>',
             '<c r="D1" s="1" t="b"><v>1</v></c>', '<c r="E1" s="2"><v>0</v></c>')  # fmt: skip
    styles = styles_of(0, 9, 200, formats='<numFmt numFmtId="200" formatCode="0;0;0;&quot;X&quot;@"/>')
    (sheet,) = open_workbook(build(tmp_path / "x.xlsx", row_of_cells(*cells), {"xl/styles.xml": styles})).sheets
    assert [sheet.shown(1, column).text for column in range(1, 7)] == ["80%", "0.8", "Xfirst", "TRUE", "0", ""]


def test_a_cell_without_a_style_shows_its_value_by_the_first_one(tmp_path: Path) -> None:
    """Whoever changes the style Normal to percent changes all of these cells."""
    cells = '<c r="A1"><v>0.8</v></c>', '<c r="B1" s="1"><v>0.8</v></c>'
    (sheet,) = open_workbook(
        build(tmp_path / "x.xlsx", row_of_cells(*cells), {"xl/styles.xml": styles_of(9, 0)})
    ).sheets
    assert [sheet.shown(1, column).text for column in (1, 2)] == ["80%", "0.8"]
    dated = build(tmp_path / "y.xlsx", row_of_cells('<c r="A1"><v>61</v></c>'), {"xl/styles.xml": styles_of(14)})
    assert open_workbook(dated).sheets[0].value(1, 1) == date(1900, 3, 1)


@pytest.mark.parametrize(("said", "text"), [('showZeros="0"', ""), ('showZeros="1"', "0"), ("", "0")])
def test_zeros_that_the_sheet_hides(tmp_path: Path, said: str, text: str) -> None:
    markup = row_of_cells('<c r="A1"><v>0</v></c>', '<c r="B1"><v>1</v></c>').replace(
        "<sheetData>", f'<sheetViews><sheetView {said} workbookViewId="0"/></sheetViews><sheetData>'
    )
    (sheet,) = open_workbook(build(tmp_path / "x.xlsx", markup)).sheets
    assert (sheet.shown(1, 1).text, sheet.shown(1, 2).text) == (text, "1")


# What no program shows


def test_values_below_merged_cells_are_not_read(tmp_path: Path) -> None:
    rows = "".join(
        f'<row r="{row}">{"".join(f"<c r={chr(34)}{name}{row}{chr(34)}><v>{row}</v></c>" for name in "ABC")}</row>'
        for row in (1, 2, 3)
    )
    merged = '<mergeCells><mergeCell ref="B1:C2"/><mergeCell ref="A3"/><mergeCell ref="A9:XFD1048576"/></mergeCells>'
    (sheet,) = open_workbook(build(tmp_path / "x.xlsx", sheet_of(rows, merged))).sheets
    assert sheet.rows == [[1, 1, None], [2, None, None], [3, 3, 3]]
    assert set(sheet.scan.covered) == {(1, 3), (2, 2), (2, 3)}


def test_merged_ranges_that_overlap_without_end_are_refused(tmp_path: Path) -> None:
    """Two that overlap are read; so many that they cover the sheet twice can only be made to take time."""
    rows = '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>1</v></c></row><row r="2"><c r="B2"><v>2</v></c></row>'
    two = '<mergeCells><mergeCell ref="A1:B1"/><mergeCell ref="A1:A2"/><mergeCell ref="A1:A2"/></mergeCells>'
    assert open_workbook(build(tmp_path / "x.xlsx", sheet_of(rows, two))).sheets[0].rows == [[1, None], [None, 2]]
    all_over = "".join(f'<mergeCell ref="A1:B{row}"/>' for row in (2, 3))
    with pytest.raises(WorkbookError) as error:
        open_workbook(build(tmp_path / "x.xlsx", sheet_of(rows, f"<mergeCells>{all_over}</mergeCells>")))
    assert error.value.problems[0].code == "file-broken"


@pytest.mark.parametrize(
    ("row", "column", "is_unseen"),
    [
        ('hidden="1"', "", True), ('hidden="true"', "", True), ('hidden="0"', "", False), ('ht="0"', "", True),
        ('ht="0.9"', "", True), ('ht="1"', "", False), ('ht="viel"', "", False), ("", 'hidden="1"', True),
        ("", 'width="0"', True), ("", 'width="1"', False), ("", "", False),
    ],
)  # fmt: skip
def test_hidden_rows_and_columns(tmp_path: Path, row: str, column: str, is_unseen: bool) -> None:
    markup = sheet_of(f'<row r="2" {row}><c r="B2"><v>1</v></c></row><row r="3"><c r="D3"><v>1</v></c></row>').replace(
        "<sheetData>", f'<cols><col min="2" max="3" {column}/></cols><sheetData>'
    )
    (sheet,) = open_workbook(build(tmp_path / "x.xlsx", markup)).sheets
    assert (sheet.is_unseen(2, 2), sheet.is_unseen(3, 4)) == (is_unseen, False)
    if column:
        assert [sheet.is_unseen(9, each) for each in (1, 2, 3, 4)] == [False, is_unseen, is_unseen, False]


@pytest.mark.parametrize(("state", "is_unseen"), [("hidden", True), ("veryHidden", True), ("visible", False)])
def test_hidden_sheets(tmp_path: Path, state: str, is_unseen: bool) -> None:
    workbook = WORKBOOK.replace("<sheet ", f'<sheet state="{state}" ')
    path = build(tmp_path / "x.xlsx", row_of_cells('<c r="A1"><v>1</v></c>'), {"xl/workbook.xml": workbook})
    assert open_workbook(path).sheets[0].is_unseen(1, 1) is is_unseen


FOREIGN = 'xmlns:x="urn:x" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="x"'


def with_foreign(rows: str) -> str:
    return sheet_of(rows).replace("<worksheet ", f"<worksheet {FOREIGN} ")


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="1"><c r="A1"><v>1</v></c><x:c r="B1"><x:v>2</x:v></x:c></row>',
        '<x:row r="1"><x:c r="B1"><x:v>2</x:v></x:c></x:row><row r="1"><c r="A1"><v>1</v></c></row>',
        '<row r="1"><c r="A1"><x:v>2</x:v><v>1</v></c></row>',
        '<row r="1"><c r="A1"><v>1<x:v>2</x:v></v></c></row>',
        '<row r="1"><c r="A1" x:r="B1" x:s="1"><v>1</v></c></row>',
    ],
)
def test_what_stands_in_another_vocabulary_is_no_cell(tmp_path: Path, rows: str) -> None:
    (sheet,) = open_workbook(build(tmp_path / "x.xlsx", with_foreign(rows))).sheets
    assert sheet.rows == [[1.0]]


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="1"><x:y><c r="B1"><v>2</v></c></x:y></row>',
        '<mc:AlternateContent><mc:Choice Requires="x"><row r="1"><c r="A1"><v>1</v></c></row></mc:Choice>'
        '<mc:Fallback><row r="1"><c r="A1"><v>2</v></c></row></mc:Fallback></mc:AlternateContent>',
        '<row r="1"><c r="A1"><x:y><v>1</v></x:y></c></row>',
        '</sheetData><extLst><ext><c r="A1"><v>1</v></c></ext></extLst><sheetData>',
        '<row r="1"><c r="A1"><extLst><v>1</v></extLst></c></row>',
        '<c r="A1"><v>1</v></c>',
    ],
)
def test_cells_that_only_some_programs_show_are_refused(tmp_path: Path, rows: str) -> None:
    with pytest.raises(WorkbookError) as error:
        open_workbook(build(tmp_path / "x.xlsx", with_foreign(rows)))
    assert error.value.problems[0].code == "file-broken"
