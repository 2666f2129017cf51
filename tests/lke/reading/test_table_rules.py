"""Where the tables of a workbook stand: by the words over their columns, their years, their offices."""

from __future__ import annotations

from datetime import date

import pytest

from tests.lke.reading.sheets import (
    Place,
    RawValue,
    Sheet,
    TableBand,
    Tier,
    WorkbookError,
    WorkTable,
    book_of,
    find_bands,
    find_offices,
    find_tables,
    sheet_of,
    year_doubts,
)


def columns_of(band: TableBand) -> dict[str, int]:
    return {str(role): column for role, column in band.columns.items()}


def told(band: TableBand) -> dict[str, object]:
    return {
        "row": band.heading_row, "from": (band.first, band.last), "labels": band.labels, "columns": columns_of(band),
        "year": band.year, "tier": band.tier, "headed": band.headed, "doubled": dict(band.doubled),
    }  # fmt: skip


def bands(rows: str, *merged: str) -> list[dict[str, object]]:
    return [told(band) for band in find_bands(sheet_of(rows, merged=merged))]


def columns(rows: str, *merged: str) -> list[dict[str, int]]:
    return [columns_of(band) for band in find_bands(sheet_of(rows, merged=merged))]


def test_a_table_with_every_column() -> None:
    rows = "No | Uraian | Bobot | Penjelasan | Pilihan | Jawaban | Nilai | % | Catatan | Bukti Dukung\nA | Proses"
    assert bands(rows) == [
        {
            "row": 1, "from": (1, 10), "labels": (1, 2), "year": None, "tier": None,
            "columns": {
                "weight": 3, "explanation": 4, "choices": 5, "answer": 6, "value": 7, "percent": 8, "note": 9, "evidence": 10,
            },
            "headed": tuple(range(1, 11)), "doubled": {},
        }
    ]  # fmt: skip


def test_columns_of_labels_go_on_to_the_next_heading() -> None:
    (band,) = bands(" | Penilaian | | | | Jawaban | Lainnya | Nilai | | x")
    assert (band["labels"], band["from"], band["headed"]) == ((2, 3, 4, 5), (2, 10), (2, 6, 8))
    (band,) = bands("No | Bobot | Uraian | | Jawaban")
    assert band["labels"] == (1, 3, 4)
    (band,) = bands("Jawaban | Uraian | | Jawaban")
    assert (band["labels"], band["columns"]) == ((2, 3), {"answer": 4})


@pytest.mark.parametrize(
    "rows",
    [
        "No | Bobot | Jawaban",
        "No | Uraian | Nilai",
        "Jawaban | Uraian",
        "Uraian\n\nJawaban",
        "",
        "Rekap | Jumlah",
    ],
)
def test_without_labels_and_answers_there_is_no_table(rows: str) -> None:
    assert find_bands(sheet_of(rows)) == ()


@pytest.mark.parametrize(("above", "is_found"), [(99, True), (100, False)])
def test_headings_are_looked_for_in_the_first_hundred_rows(above: int, is_found: bool) -> None:
    assert bool(find_bands(sheet_of("x\n" * above + "Uraian | Jawaban"))) == is_found


def test_the_first_row_with_headings_counts() -> None:
    (band,) = bands("Uraian | Nilai\nUraian | Jawaban\nUraian | x | Jawaban")
    assert (band["row"], band["columns"]) == (2, {"answer": 2})


# Headings in two rows


def test_a_group_title_over_two_headings() -> None:
    rows = "No | Uraian | Unit Kerja | | Inspektorat\n | | Jawaban | Nilai | Jawaban | Nilai\nA | Proses"
    merged = ("A1:A2", "B1:B2", "C1:D1", "E1:F1")
    one, other = bands(rows, *merged)
    assert (one["row"], one["tier"], one["columns"]) == (2, "evaluator", {"answer": 5, "value": 6})
    assert (other["row"], other["tier"], other["columns"]) == (2, "self", {"answer": 3, "value": 4})
    assert one["headed"] == other["headed"] == (1, 2, 3, 4, 5, 6)


def test_a_group_title_that_is_not_merged_stands_over_the_column_it_begins_with() -> None:
    rows = "No | Uraian | Unit Kerja | | Inspektorat |\n | | Jawaban | Nilai | Jawaban | Nilai\nA | Proses"
    assert [(band.tier, columns_of(band)) for band in find_bands(sheet_of(rows))] == [
        ("evaluator", {"answer": 5, "value": 6}), ("self", {"answer": 3, "value": 4}),
    ]  # fmt: skip


def test_a_title_up_to_two_rows_over_the_headings_names_whose_answers_stand_below() -> None:
    for above, tier in (("", "self"), ("\n", "self"), ("\n\n", None)):
        rows = f" | | Penilaian Mandiri\n{above}No | Uraian | Jawaban\nA | Proses"
        (band,) = bands(rows)
        assert band["tier"] == tier, above


def test_a_title_that_is_merged_over_several_columns_names_the_tier_of_all() -> None:
    rows = "Penilaian Mandiri\nNo | Uraian | Jawaban | Catatan\nA | Proses"
    assert [band["tier"] for band in bands(rows, "A1:D1")] == ["self"]
    rows = "x | | Penilaian Mandiri\nNo | Uraian | Jawaban | Catatan\nA | Proses"
    assert [band["tier"] for band in bands(rows, "C1:D1")] == ["self"]


def test_a_row_of_labels_below_the_headings_is_no_second_row_of_headings() -> None:
    """`Nilai` may be the name of a row, too."""
    assert [band["row"] for band in bands("No | Uraian | Jawaban\nA | Penilaian | Nilai\n1 | Tim | A")] == [1]
    assert [band["row"] for band in bands("No | Uraian | Jawaban | Nilai\n | Catatan | Skor |\n1 | Tim | A")] == [1]


def test_a_second_row_of_headings_has_no_labels_of_its_own() -> None:
    rows = "No | Uraian | Penilaian Mandiri |\n | | Jawaban | Nilai\nA | Proses"
    assert [band["row"] for band in bands(rows)] == [2]
    rows = "No | Uraian | Jawaban | Penilaian\nA | Proses | Jawaban | Nilai"
    assert [band["row"] for band in bands(rows)] == [1]


def test_a_second_row_is_mostly_headings() -> None:
    rows = "No | Uraian | Isian | \n | | Jawaban | lain | lagi\nA | Proses"
    assert [band["row"] for band in bands(rows)] == [1]
    rows = "No | Uraian | Isian | \n | | Jawaban | lain | \nA | Proses"
    assert [band["row"] for band in bands(rows)] == [2]


def test_an_answer_may_have_no_heading_but_whose_it_is() -> None:
    """`Unit Kerja | Inspektorat` beside the choices: these are the answers."""
    rows = "No | Uraian | Pilihan | Unit Kerja | Inspektorat\nA | Proses"
    assert [(band.tier, columns_of(band)) for band in find_bands(sheet_of(rows))] == [
        ("evaluator", {"choices": 3, "answer": 5}), ("self", {"choices": 3, "answer": 4}),
    ]  # fmt: skip
    rows = "No | Uraian | Penjelasan | Satker\nA | Proses"
    assert columns(rows) == [{"explanation": 3, "answer": 4}]
    assert columns("No | Uraian | Bobot | Satker\nA | Proses") == []


def test_a_title_over_several_columns_is_no_answer_of_each() -> None:
    rows = "Penilaian Mandiri\nNo | Uraian | Pilihan | Jawaban | lain\nA | Proses"
    assert columns(rows, "A1:E1") == [{"choices": 3, "answer": 4}]


def test_headings_may_stand_among_many_other_words() -> None:
    assert columns("No | Uraian | Jawaban | x | y | z | w\nA | Proses") == [{"answer": 3}]


def test_a_label_below_the_first_heading_ends_the_headings() -> None:
    assert [band["row"] for band in bands("Uraian | Jawaban | Penilaian\nProses | | Nilai")] == [1]


def test_a_heading_that_is_merged_downwards_leaves_the_title_over_it_alone() -> None:
    rows = " | | Penilaian Mandiri\nNo | Uraian | Jawaban\n | |\nA | Proses"
    assert [band["tier"] for band in bands(rows, "A2:A3", "B2:B3", "C2:C3")] == ["self"]


def test_a_heading_that_is_merged_over_several_columns_is_that_of_the_first() -> None:
    (band,) = bands("No | Uraian | Jawaban | | Nilai", "C1:D1")
    assert (band["columns"], band["doubled"], band["headed"]) == ({"answer": 3, "value": 5}, {}, (1, 2, 3, 5))


def test_what_is_merged_over_several_tiers_holds_for_each() -> None:
    rows = "No | Uraian | Jawaban | | Nilai |\n | | Unit | APIP | Unit | APIP\nA | Proses"
    assert columns(rows, "A1:A2", "B1:B2", "C1:D1", "E1:F1") == [{"answer": 4, "value": 6}, {"answer": 3, "value": 5}]


@pytest.mark.parametrize("below", ["", "A | Proses | | Satker"])
def test_whose_answers_they_are_is_told_in_the_headings_themselves(below: str) -> None:
    """A title over them or a word in the first row makes no column of answers."""
    assert columns(f" | | | Satker\nNo | Uraian | Pilihan | \n{below}") == []


def test_numbers_after_weights_are_labels_too() -> None:
    (band,) = bands("Uraian | Bobot | No | Jawaban")
    assert band["labels"] == (1, 3)


# Several answers side by side


def test_answers_that_say_nothing_of_a_tier_come_first() -> None:
    rows = "No | Uraian | Jawaban | Jawaban Pleno | Nilai"
    assert [(band.tier, columns_of(band)) for band in find_bands(sheet_of(rows))] == [
        (None, {"answer": 3}), ("final", {"answer": 4}),
    ]  # fmt: skip


def test_beside_a_single_answer_every_column_is_its_own() -> None:
    assert columns("No | Uraian | Jawaban | Nilai APIP") == [{"answer": 3, "value": 4}]


def test_a_value_before_several_answers_is_nobodys() -> None:
    assert columns("No | Uraian | Nilai | Jawaban Unit | Jawaban APIP") == [{"answer": 5}, {"answer": 4}]


def test_a_table_without_labels_behind_another_one_is_none() -> None:
    assert columns("Uraian | Jawaban | No | Jawaban") == [{"answer": 2}]


def test_columns_beside_several_answers_belong_to_the_answer_before_them() -> None:
    rows = (
        "No | Uraian | Jawaban Unit | Nilai | Catatan | Jawaban APIP | Nilai | Catatan | Jawaban Pleno | Nilai | Catatan"
        " | Bukti"
    )
    assert [(band.tier, columns_of(band)) for band in find_bands(sheet_of(rows))] == [
        ("final", {"answer": 9, "value": 10, "note": 11, "evidence": 12}),
        ("evaluator", {"answer": 6, "value": 7, "note": 8, "evidence": 12}),
        ("self", {"answer": 3, "value": 4, "note": 5, "evidence": 12}),
    ]


def test_a_single_column_of_notes_is_everybodys_and_one_of_values_is_nobodys() -> None:
    rows = "No | Uraian | Jawaban Unit | Jawaban APIP | Nilai | % | Catatan"
    assert columns(rows) == [{"answer": 4, "note": 7}, {"answer": 3, "note": 7}]


def test_columns_that_say_whose_they_are_are_theirs() -> None:
    rows = "No | Uraian | Jawaban Unit | Jawaban APIP | Nilai APIP | Nilai Unit | Catatan APIP"
    assert columns(rows) == [{"answer": 4, "value": 5, "note": 7}, {"answer": 3, "value": 6}]


def test_of_two_columns_of_one_meaning_the_first_is_read_and_the_other_told() -> None:
    (band,) = bands("No | Uraian | Jawaban | Catatan | Jawaban | Keterangan | Keterangan")
    assert band["columns"] == {"answer": 3, "note": 4}
    assert band["doubled"] == {5: "answer", 6: "note", 7: "note"}
    one, other = bands("No | Uraian | Jawaban Unit | Jawaban Satker | Jawaban APIP")
    assert (one["columns"], one["doubled"]) == ({"answer": 5}, {})
    assert (other["columns"], other["doubled"]) == ({"answer": 3}, {4: "answer"})


# Tables side by side


def test_years_side_by_side_are_tables_of_their_own() -> None:
    rows = """
TAHUN 2021 | | | | TAHUN 2020
No | Uraian | Jawaban | Nilai | No | Uraian | Jawaban
A | Proses"""
    one, other = bands(rows.strip())
    assert (one["from"], one["year"], one["columns"]) == ((1, 4), 2021, {"answer": 3, "value": 4})
    assert (other["from"], other["year"], other["columns"]) == ((5, 7), 2020, {"answer": 7})
    one, other = bands("TAHUN 2021 | | TAHUN 2020\nUraian | Jawaban | Uraian | Jawaban")
    assert [(each["labels"], each["year"]) for each in (one, other)] == [((1,), 2021), ((3,), 2020)]


def test_a_table_at_the_side_without_answers_is_none() -> None:
    (band,) = bands("No | Uraian | Jawaban | No | Uraian | Nilai")
    assert (band["from"], band["columns"]) == ((1, 6), {"answer": 3})


# Years


def one_table(rows: str, name: str = "LKE") -> WorkTable:
    (table,) = find_tables(book_of(sheet_of(rows, name=name)))
    return table


TABLE = "No | Uraian | Jawaban\nA | Proses |\n1 | Tim | A"


@pytest.mark.parametrize(
    ("over", "year"),
    [
        ("PENILAIAN TAHUN 2021", 2021),
        ("penilaian tahun 2021", 2021),
        ("Th. 2021", 2021),
        ("TH 1999", 1999),
        ("Tahun: 2021", 2021),
        ("Tahun2021", None),
        ("Tahun 1899", None),
        ("Tahun 20215", None),
        ("Bertahun 2021", None),
        ("LKE 2021", None),
        ("Tahun 2020 dan tahun 2021", None),
        ("Tahun 2021, sampai tahun 2021", 2021),
        ("Peraturan Menteri Tahun 2020", None),
        ("PERMENPAN Nomor 26 Tahun 2020", None),
        ("permenpanrb tahun 2020", None),
        ("No. 26 Tahun 2020", None),
        ("KEPUTUSAN KPU TAHUN 2021", None),
        ("Kepmenpan tahun 2020", None),
        ("Undang-Undang Tahun 2009", None),
        ("UU Tahun 2009", None),
        ("PP tahun 2009", None),
        ("Pppk tahun 2009", 2009),
        ("TAHUN | 2021", 2021),
        ("Tahun : | 2021", 2021),
        ("tahun | | =2021", 2021),
        ("TAHUN | : 2021", 2021),
        ("TAHUN | 21 | 2021", 2021),
        ("TAHUN | 20210", None),
        ("2021 | Tahun", None),
        ("Tahun | X2021", None),
        ("Tahun ini | 2021", None),
        ("Tahun | dua ribu", None),
        ("Tahun 2020\nTahun 2021", 2021),
        ("PENILAIAN TAHUN 2021\nTAHUN | 2021", 2021),
    ],
)
def test_the_year_over_a_table(over: str, year: int | None) -> None:
    assert one_table(f"{over}\n{TABLE}").year == year


def test_a_year_in_the_headings_or_below_them_is_read_only_from_the_headings() -> None:
    assert one_table("No | Uraian | Jawaban | Nilai tahun 2021\nA | Proses").year == 2021
    assert one_table(TABLE + "\n\nTahun | 2021\nTahun 2020").year is None


def test_two_years_over_one_table_are_refused() -> None:
    with pytest.raises(WorkbookError) as refused:
        one_table(f"PENILAIAN TAHUN 2021\nTAHUN | 2020\n{TABLE}")
    (problem,) = refused.value.problems
    assert (problem.code, problem.place) == ("year-ambiguous", Place("lke.xlsx", "LKE"))
    assert problem.parameters == {"years": (2020, 2021)}


def test_a_date_beside_the_label_of_the_year_is_of_its_year() -> None:
    rows: list[list[RawValue]] = [["TAHUN :", date(2020, 12, 31)], ["Uraian", "Jawaban"], ["Proses", "A"]]
    assert find_tables(book_of(sheet_of(rows)))[0].year == 2020


def test_a_year_label_over_two_tables_is_no_ones() -> None:
    rows = "TAHUN | 2019\nTAHUN 2021 | | TAHUN 2020\nUraian | Jawaban | Uraian | Jawaban"
    tables = find_tables(book_of(sheet_of(rows)))
    assert [table.year for table in tables] == [2021, 2020]
    (doubt,) = year_doubts(tables)
    assert (doubt.code, doubt.severity, doubt.value) == ("year-of-no-table", "warning", "2019")
    assert doubt.parameters == {"years": (2021, 2020)}
    tables = find_tables(book_of(sheet_of(rows.replace("TAHUN | 2019", "TAHUN | 2020"))))
    assert list(year_doubts(tables)) == []
    rows = "TAHUN | 2019\nx\nUraian | Jawaban | Uraian | Jawaban"
    assert [table.year for table in find_tables(book_of(sheet_of(rows)))] == [None, None]


# Several sheets


def sheet(rows: str, name: str) -> Sheet:
    return sheet_of(rows, name=name)


OTHER = "No | Uraian | Jawaban\nB | Hasil |\n1 | Opini | A\n2 | Survei | B"


def test_sheets_of_one_year_are_one_worksheet() -> None:
    (table,) = find_tables(book_of(sheet(TABLE, "A"), sheet("Kata pengantar", "x"), sheet(OTHER, "B")))
    assert (table.sheets, table.place, table.year, table.tier) == (("A", "B"), Place("lke.xlsx", "A"), None, None)


def test_sheets_of_one_tier_are_one_worksheet_of_that_tier() -> None:
    headed = [sheet(rows.replace("Jawaban", "Jawaban APIP"), name) for rows, name in ((TABLE, "A"), (OTHER, "B"))]
    (table,) = find_tables(book_of(*headed))
    assert (table.tier, table.sheets) == ("evaluator", ("A", "B"))


def test_sheets_of_several_years_are_worksheets_each() -> None:
    tables = find_tables(book_of(sheet(f"TAHUN 2020\n{TABLE}", "A"), sheet(f"TAHUN 2021\n{TABLE}", "B")))
    assert [(table.year, table.sheets) for table in tables] == [(2020, ("A",)), (2021, ("B",))]


def test_two_tables_of_one_year_on_one_sheet_are_not_put_together() -> None:
    rows = "TAHUN 2021 | | TAHUN 2021\nUraian | Jawaban | Uraian | Jawaban\nTim | A | Opini | B"
    tables = find_tables(book_of(sheet_of(rows)))
    assert [(table.year, len(table.bands)) for table in tables] == [(2021, 1), (2021, 1)]


def test_a_table_without_a_year_is_of_the_year_that_the_others_state() -> None:
    (table,) = find_tables(book_of(sheet(TABLE, "A"), sheet(f"TAHUN 2021\n{OTHER}", "B")))
    assert (table.year, table.sheets) == (2021, ("A", "B"))
    tables = find_tables(
        book_of(sheet(TABLE, "A"), sheet(f"TAHUN 2021\n{OTHER}", "B"), sheet(f"TAHUN 2020\n{OTHER}", "C"))
    )
    assert [table.year for table in tables] == [None, 2021, 2020]


def test_a_year_on_the_cover_is_that_of_all_tables() -> None:
    cover = sheet("LEMBAR KERJA\nTahun | 2021", "Sampul")
    (table,) = find_tables(book_of(cover, sheet(TABLE, "A")))
    assert table.year == 2021
    (table,) = find_tables(book_of(cover, sheet(f"TAHUN 2020\n{TABLE}", "A")))
    assert table.year == 2020
    (table,) = find_tables(book_of(cover, sheet("Tahun | 2020", "Sampul 2"), sheet(TABLE, "A")))
    assert table.year is None
    (table,) = find_tables(book_of(cover, sheet("TAHUN | 2021", "Sampul 2"), sheet(TABLE, "A")))
    assert table.year == 2021


def test_the_names_of_sheets_may_say_whose_answers_they_hold() -> None:
    one, other = sheet(TABLE, "Unit Kerja"), sheet(TABLE, "APIP")
    assert [table.tier for table in find_tables(book_of(one, other))] == ["self", "evaluator"]
    assert one_table(TABLE, "APIP").tier is None
    with pytest.raises(WorkbookError):  # one of them names nobody
        find_tables(book_of(one, sheet(TABLE, "LKE 2")))
    headed = sheet(TABLE.replace("Jawaban", "Jawaban Pleno"), "APIP")
    tables = find_tables(book_of(one, headed))
    assert [table.tier for table in tables] == [None, "final"]


def test_two_sheets_with_the_same_rows_are_refused() -> None:
    with pytest.raises(WorkbookError) as refused:
        find_tables(book_of(sheet(OTHER, "x"), sheet(TABLE, "A"), sheet(TABLE, "B")))
    (problem,) = refused.value.problems
    assert (problem.code, problem.place) == ("headings-on-several-sheets", Place("lke.xlsx"))
    assert problem.parameters == {"sheets": ("A", "B")}


HEAD = "No | Uraian | Jawaban\nA | Proses |\n1 | Tim |\n"


@pytest.mark.parametrize(
    ("rows", "is_refused"),
    [
        ("a | Dibentuk? | A\nb | Bekerja? | B", True),
        ("a | Dibentuk? | A\nc | Lain? | B", True),  # half of its rows
        ("a | Dibentuk? | A\nc | Lain? | B\nd | Lagi? | C", False),
        ("a | Lain? | A\nb | Lagi? | B", False),  # only the headings are the same
        ("c | Dibentuk? | A\nd | Bekerja? | B", False),  # other numbers
        ("a | DIBENTUK (5)? | A", False),
        ("a | DIBENTUK (5) | A", True),
    ],
)
def test_half_of_the_rows_the_same_is_too_much(rows: str, is_refused: bool) -> None:
    one = sheet(HEAD + "a | Dibentuk? | A\nb | Bekerja? | B\ne | Terakhir? | A", "A")
    other = sheet(HEAD + rows, "B")
    if is_refused:
        with pytest.raises(WorkbookError):
            find_tables(book_of(one, other))
        with pytest.raises(WorkbookError):
            find_tables(book_of(other, one))
    else:
        assert len(find_tables(book_of(one, other))) == 1


def test_a_workbook_without_a_table_names_its_sheets() -> None:
    with pytest.raises(WorkbookError) as refused:
        find_tables(book_of(sheet("Halo", "A"), sheet("x", "B")))
    (problem,) = refused.value.problems
    assert (problem.code, problem.place, problem.parameters) == (
        "headings-missing", Place("lke.xlsx"), {"sheets": ("A", "B"), "found": ()},
    )  # fmt: skip


def test_tables_without_rows_are_not_the_same() -> None:
    empty = "No | Uraian | Jawaban"
    assert len(find_tables(book_of(sheet(empty, "A"), sheet(empty, "B")))) == 1


# The office


def office(*sheets: Sheet) -> tuple[str, str | None, str | None] | None:
    book = book_of(*sheets)
    tables = find_tables(book)
    found = next(iter(find_offices(book, tables, tables[0])), None)
    return (found.text, found.place.sheet, found.place.cell) if found else None


@pytest.mark.parametrize(
    ("over", "found"),
    [
        ("INSTANSI : KPU Provinsi", ("KPU Provinsi", "A1")),
        ("Instansi: KPU", ("KPU", "A1")),
        ("Nama Instansi : KPU", ("KPU", "A1")),
        ("KODE SATKER : 53.10", ("53.10", "A1")),
        ("Unit Kerja : Bagian Umum", ("Bagian Umum", "A1")),
        ("Nama  Satuan Kerja : KPU", ("KPU", "A1")),
        ("Instansi | KPU", ("KPU", "B1")),
        ("Instansi : | | KPU", ("KPU", "C1")),
        ("Instansi : | : KPU", ("KPU", "B1")),
        ("Satker | =5310", ("5310", "B1")),
        ("Instansi | KPU | Lainnya", ("KPU", "B1")),
        ("x | Instansi : KPU", ("KPU", "B1")),
        ("=5 | Instansi : KPU", ("KPU", "B1")),
        ("Instansi : | : XYZ", ("XYZ", "B1")),
        ("Instansi :\nSatker : KPU", ("KPU", "A2")),
        ("Instansi pemerintah : KPU", None),
        ("Instansi", None),
        ("Lembaga : KPU", None),
    ],
)
def test_the_office_over_a_table(over: str, found: tuple[str, str] | None) -> None:
    assert office(sheet(f"{over}\n{TABLE}", "LKE")) == (None if found is None else (found[0], "LKE", found[1]))


def test_what_stands_in_the_headings_or_below_names_no_office() -> None:
    assert office(sheet("No | Uraian | Jawaban | Satker : KPU\nA | Proses | | \n | Instansi : Lain", "LKE")) is None


def test_the_office_on_a_cover() -> None:
    cover = sheet("LKE\nInstansi : KPU", "Sampul")
    assert office(cover, sheet(TABLE, "LKE")) == ("KPU", "Sampul", "A2")
    assert office(sheet(f"Instansi : Bawaslu\n{TABLE}", "LKE"), cover) == ("Bawaslu", "LKE", "A1")
    assert office(sheet("Instansi | KPU", "Sampul"), sheet(TABLE, "LKE")) == ("KPU", "Sampul", "B1")
    # The heading of a list of offices is no label of one.
    assert office(sheet("Instansi | Nilai | Grade\nKPU | 80 | A", "Rekap"), sheet(TABLE, "LKE")) is None
    assert office(sheet("Instansi : | KPU | 2021", "Sampul"), sheet(TABLE, "LKE")) == ("KPU", "Sampul", "B1")
    far = sheet("x\n" * 99 + "Instansi : KPU", "Sampul")
    assert office(far, sheet(TABLE, "LKE")) is None
    near = sheet("x\n" * 98 + "Instansi : KPU", "Sampul")
    assert office(near, sheet(TABLE, "LKE")) == ("KPU", "Sampul", "A99")


def test_the_office_over_any_of_the_tables() -> None:
    assert office(sheet(TABLE, "A"), sheet(f"Instansi : KPU\n{OTHER}", "B")) == ("KPU", "B", "A1")


def test_every_tier_is_known() -> None:
    tiers: dict[str, Tier] = {"Unit Kerja": "self", "Evaluator": "evaluator", "Pleno": "final"}
    for word, tier in tiers.items():
        assert one_table(f"No | Uraian | Jawaban {word}\nA | Proses").tier == tier
