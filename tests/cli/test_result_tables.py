"""Tables of published figures: what a row shows is stored, or the row is named with its reason."""

from __future__ import annotations

import csv
import json
import os
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from rbtrack.xlsx.limits import MOST_COLUMNS, MOST_ROWS
from tests.conftest import Run
from tests.instruments import add_maturity

BPS, NTT = "Badan Pusat Statistik", "KPU Provinsi Nusa Tenggara Timur"
TABLE = """\
code,office,year,instrument,tier,judge,score,grade,source
bps,Badan Pusat Statistik,2014,rb,external,KemenPANRB,60.86,,letter
53,KPU Provinsi Nusa Tenggara Timur,2021,rb,self,pleno,"86,5",,kickoff
53,KPU Provinsi Nusa Tenggara Timur,2020,sakip,,,65,CC,kickoff
35,Provinsi Jawa Timur,2014,sakip,external,KemenPANRB,,A,press
"""
HEADINGS = "code,office,year,instrument,tier,judge,score,grade"


@pytest.fixture
def ntt(bps: Run) -> Run:
    """A database with offices whose codes an office program could mistake for each other."""
    for code, name, kind in (
        ("53", NTT, "provinsi"), ("53.01", "KPU Kabupaten Kupang", "kabupaten"), ("53.1", "KPU Kota Kupang", "kota"),
        ("53.10", "KPU Kabupaten Ende", "kabupaten"),
    ):  # fmt: skip
        parent = () if code == "53" else ("--parent", "53")
        assert bps("office", "add", code, name, "--kind", kind, *parent).code == 0
    return bps


def write_csv(*lines: str, name: str = "hasil.csv") -> str:
    Path(name).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return name


def write_xlsx(*rows: tuple[Any, ...], name: str = "hasil.xlsx") -> str:
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in rows:
        book.active.append(row)
    book.save(name)
    return name


def bring_in(run: Run, *arguments: str) -> tuple[list[str], list[tuple[str, ...]], str]:
    """The status of each row, the codes of its problems, and what was said."""
    ran = run("result", "import", *arguments, "--json")
    assert ran.out, ran.err
    rows = json.loads(ran.out)["rows"]
    assert ran.code == int(any(row["status"] == "refused" for row in rows))
    codes = [tuple(problem["code"] for problem in row["problems"]) for row in rows]
    return [row["status"] for row in rows], codes, ran.err


def stored(run: Run) -> list[dict[str, Any]]:
    return list(json.loads(run("result", "list", "--json").out)["results"])


def figures(run: Run) -> list[tuple[str, int, str | None, str | None]]:
    return [(each["office"], each["year"], each["score"], each["grade"]) for each in stored(run)]


@pytest.mark.parametrize("kind", ["csv", "semicolons", "tabs", "utf-16", "titled", "xlsx", "indonesian"])
def test_a_table_comes_in_whole_and_again_changes_nothing(bps: Run, kind: str) -> None:
    path = Path("hasil.xlsx" if kind == "xlsx" else "hasil.csv")
    rows = list(csv.reader(TABLE.splitlines()))
    if kind == "indonesian":
        rows[0] = ["KODE", " Nama ", "Tahun", "Instrumen", "Tahap", "Penilai", "Nilai:", "Predikat", "Sumber"]
    if kind == "xlsx":
        write_xlsx(("Hasil, 2021",), *map(tuple, rows))
    else:
        separator = {"semicolons": ";", "titled": ";", "tabs": "\t", "utf-16": "\t"}.get(kind, ",")
        with path.open("w", encoding="utf-16" if kind == "utf-16" else "utf-8-sig", newline="") as file:
            if kind == "titled":
                file.write("Hasil evaluasi, RB, SAKIP, tahun 2014, 2020, 2021\r\n\r\n")
            csv.writer(file, delimiter=separator).writerows(rows)
    statuses, _codes, _said = bring_in(bps, str(path), "--create-offices")
    assert statuses == ["stored"] * 4
    statuses, codes, said = bring_in(bps, str(path), "--create-offices")
    assert (statuses, codes) == (["unchanged"] * 4, [(), (), ("grade-differs-fits",), ()])
    assert '65 earns B on the scale sakip-2015; "CC" fits sakip-2010 (the scale used until 2014)' in said
    assert [each["score"] for each in stored(bps)] == [None, "65", "86.5", "60.86"]
    assert "warning" not in said.replace(f"warning: {path}", "", 1)


def test_rows_that_cannot_be_stored_are_named_and_the_others_stored(bps: Run) -> None:
    path = write_csv(
        HEADINGS,
        f"bps,{BPS},2015,rb,external,A,71.41,",
        f"bps,{BPS},2015,rb,external,A,71.42,",
        f",{BPS},2015,rb,external,,61,",
        f"bps,{BPS},15,rb,external,,1,",
        f"bps,{BPS},0001,rb,external,,1,",
        f"bps,{BPS},{'9' * 5000},rb,external,,1,",
        f"bps,{BPS},2015,rb,external,-,1,",
        f"bps,{BPS},2015,rb,external,E,,65 CC",
        f"bps,{BPS},2015,pmprb,external,,1,",
        f"bps,{BPS},2015,rb,boss,,1,",
        f"bps,{BPS},2015,rb,external,,,",
        f"bps,{BPS},2015,rb,external,B,171,",
        "zz,Baru,2015,rb,external,,61,",
        "bps,,2015,rb,external,C,61,",
    )
    statuses, codes, said = bring_in(bps, path)
    assert (statuses[:-1], statuses[-1]) == (["refused"] * 13, "stored")
    assert codes == [
        ("result-double",), ("result-double",), ("cell-missing",), ("year-wrong",), ("year-wrong",), ("year-wrong",),
        ("name-wrong",), ("result-unreadable",), ("word-unknown",), ("word-unknown",), ("result-empty",),
        ("score-outside-range",), ("result-office-unknown",), (),
    ]  # fmt: skip
    assert (
        "error: hasil.csv:3: Other rows say otherwise about bps, 2015, of the same instrument, tier and judge: 2."
        in said
    )
    assert 'error: hasil.csv:4: The column "code" is empty here.' in said
    assert figures(bps) == [("bps", 2015, "61", None)]


def test_of_rows_that_contradict_each_other_none_is_stored(bps: Run) -> None:
    """Whichever comes first, and where one of them cannot even be read; the same row twice is one figure."""
    rows = [f"bps,{BPS},{year},sakip,,,{score}," for year, score in (
        (2015, "60"), (2016, "61"), (2015, "60"), (2016, "61.5"), (2017, "6O"), (2017, "60"), (2018, "101"), (2018, "60"),
    )]  # fmt: skip
    statuses, codes, _said = bring_in(bps, write_csv(HEADINGS, *rows))
    assert statuses == ["stored", "refused", "unchanged", *["refused"] * 5]
    assert codes[4:] == [
        ("score-outside-range", "result-double"), ("result-double",), ("score-above-scale", "result-double"), ("result-double",),
    ]  # fmt: skip
    assert figures(bps) == [("bps", 2015, "60", None)]


def test_a_name_that_is_not_that_of_the_code_is_named_and_nothing_is_stored(ntt: Run) -> None:
    names = (
        ("53.01", "KPU Kab. Kupang"),
        ("53.01", "53.01 - KPU KABUPATEN KUPANG"),
        ("53.01", "Kabupaten Kupang"),
        ("53.01", "Kabupaten Kupang"),
        ("53.01", "KPU Kota Kupang"),
        ("53.01", "KPU Kabupaten Belu"),
        ("53.1", "KPU Kabupaten Ende"),
        ("53.100", "KPU Kabupaten Ende"),
        ("53.100", "Kabupaten Ende"),
        ("53.1", ""),
        ("53.01", ""),
    )
    rows = [f"{code},{name},{2000 + number},sakip,,,60," for number, (code, name) in enumerate(names)]
    statuses, codes, said = bring_in(ntt, write_csv(HEADINGS, *rows), "--create-offices")
    assert codes == [
        (), (), ("row-office-similar",), (), ("row-office-differs",), ("row-office-differs",), ("row-office-differs",),
        ("row-code-of-other",), ("row-code-of-other",), ("code-lost-zero",), (),
    ]  # fmt: skip
    assert statuses == [*["stored"] * 4, *["refused"] * 5, "stored", "stored"]
    assert (
        'The office 53.1 is "KPU Kota Kupang", and the row says "KPU Kabupaten Ende". Offices of that name: 53.10'
        in said
    )
    assert 'no office with the code "53.100", and the name is that of 53.10 (KPU Kabupaten Ende)' in said
    assert [(code, year) for code, year, *_rest in figures(ntt)] == [
        ("53.01", 2000), ("53.01", 2001), ("53.01", 2002), ("53.01", 2003), ("53.01", 2010), ("53.1", 2009),
    ]  # fmt: skip


def test_a_similar_name_does_not_stand_where_it_is_the_very_name_of_another(ntt: Run) -> None:
    assert ntt("office", "add", "53.20", "KPU Kabupaten Kupang Barat", "--kind", "kabupaten").code == 0
    path = write_csv(HEADINGS, "53.20,KPU Kabupaten Kupang,2020,sakip,,,60,")
    assert bring_in(ntt, path)[1] == [("row-office-differs",)]


def test_a_code_that_contradicts_its_name_does_not_stand_in_the_way_of_the_right_row(ntt: Run) -> None:
    rows = ("53.1,KPU Kabupaten Ende,2020,sakip,,,60,", "53.1,KPU Kota Kupang,2020,sakip,,,61,")
    assert bring_in(ntt, write_csv(HEADINGS, *rows))[0] == ["refused", "stored"]
    assert figures(ntt) == [("53.1", 2020, "61", None)]


def test_kind_and_parent_are_held_against_the_stored_office(ntt: Run) -> None:
    assert ntt("office", "add", "x", "Kantor X", "--kind", "instansi").code == 0
    rows = (
        "53.01,Kabupaten,53,2020,sakip,60",
        "53.01,kab.,,2021,sakip,60",
        "53.01,kota,53,2022,sakip,60",
        "53.01,kabupaten,52,2023,sakip,60",
        "53,provinsi,5,2024,sakip,60",
        "x,lembaga,,2025,sakip,60",
    )
    statuses, codes, _said = bring_in(ntt, write_csv("code,kind,parent,year,instrument,score", *rows))
    assert codes == [(), (), ("row-kind-differs",), ("row-parent-differs",), ("row-parent-not-stored",), ()]
    assert statuses == ["stored", "stored", "refused", "refused", "stored", "stored"]


def test_offices_are_added_with_kind_and_parent_those_above_first(bps: Run) -> None:
    rows = (
        "53.02,KPU Kabupaten Belu,kabupaten,53,2020,sakip,60",
        "53,KPU Provinsi NTT,provinsi,,2020,sakip,60",
        "53,KPU Provinsi NTT,provinsi,,2021,sakip,60",
        "54,KPU Provinsi A,,,2020,sakip,60",
        "54,KPU Provinsi B,,,2021,sakip,60",
        "55,KPU Provinsi C,,99,2020,sakip,60",
        "56,KPU Provinsi D,,,2020,sakip,160",
        "a b,KPU Provinsi E,,,2020,sakip,60",
        "57,,,,2020,sakip,60",
    )
    statuses, codes, _said = bring_in(
        bps, write_csv("code,name,kind,parent,year,instrument,score", *rows), "--create-offices"
    )
    assert statuses == ["stored"] * 3 + ["refused"] * 6
    assert codes[3:] == [
        ("row-office-unclear",), ("row-office-unclear",), ("office-unknown",), ("score-outside-range",),
        ("office-code-wrong",), ("office-name-wrong",),
    ]  # fmt: skip
    offices = json.loads(bps("office", "list", "--json").out)["offices"]
    assert [(each["code"], each["kind"], each["parent"]) for each in offices] == [
        ("53", "provinsi", None), ("53.02", "kabupaten", "53"), ("bps", "lembaga", None),
    ]  # fmt: skip


def test_a_code_in_a_cell_for_numbers_is_refused_where_it_may_have_lost_its_zero(ntt: Run) -> None:
    rows = [
        (53.1, NTT, 2020, "sakip", 60),
        (53, NTT, 2021, "sakip", 60),
        ("53.1", "KPU Kota Kupang", 2020, "sakip", 60.5),
    ]
    path = write_xlsx(("Kode", "Nama", "Tahun", "Instrumen", "Nilai"), *rows)
    statuses, codes, said = bring_in(ntt, path)
    assert (statuses, codes[0]) == (["refused", "stored", "stored"], ("code-is-number",))
    assert "error: hasil.xlsx, Sheet!A2: The code 53.1 is in the cell as a number" in said
    assert figures(ntt) == [("53", 2021, "60", None), ("53.1", 2020, "60.5", None)]


def test_of_two_columns_with_one_meaning_neither_is_guessed(bps: Run) -> None:
    rows = (("kode", "tahun", "instrumen", "Nilai RB", "Nilai", "Indeks"), ("bps", 2015, "rb", 1, 60, 70))
    ran = bps("result", "import", write_xlsx(*rows))
    assert (ran.code, stored(bps)) == (1, [])
    assert 'hasil.xlsx, Sheet!F1: Two columns hold the same thing: "Nilai" and "Indeks". Neither is guessed.' in ran.err
    # An empty one holds nothing that could be meant.
    statuses, _codes, said = bring_in(bps, write_xlsx(rows[0], ("bps", 2015, "rb", 1, None, 70)))
    assert (statuses, figures(bps)) == (["stored"], [("bps", 2015, "70", None)])
    assert "warning: hasil.xlsx, Sheet!D1: Columns that are not used: Nilai RB." in said


def test_a_second_column_whose_formulas_have_no_result_is_not_empty(bps: Run) -> None:
    rows = (("kode", "tahun", "instrumen", "Nilai", "Indeks"), ("bps", 2015, "rb", 60, "=D2+10"))
    ran = bps("result", "import", write_xlsx(*rows))
    assert (ran.code, "Neither is guessed" in ran.err) == (1, True)


def test_cells_without_a_value_are_named(bps: Run) -> None:
    rows = (
        ("kode", "tahun", "instrumen", "Nilai", "Predikat"),
        ("bps", 2015, "rb", "=1+1", "BB"),
        ("bps", 2016, "rb", "#N/A", "BB"),
    )
    statuses, codes, _said = bring_in(bps, write_xlsx(*rows))
    assert (statuses, codes) == (["refused", "refused"], [("table-cell-uncomputed",), ("table-cell-error",)])


def test_year_and_instrument_may_be_told_and_must_not_be_contradicted(bps: Run) -> None:
    path = write_csv("Rekap SAKIP 2022", "kode,nilai", "bps,60")
    ran = bps("result", "import", path)
    assert (ran.code, "Missing: tahun (year), instrumen (instrument). Found: kode, nilai." in ran.err) == (1, True)
    assert bring_in(bps, path, "--year", "2022", "--instrument", "sakip")[0] == ["stored"]
    assert [(each["year"], each["instrument"]) for each in stored(bps)] == [(2022, "sakip")]
    path = write_csv("kode,tahun,instrumen,nilai", "bps,2021,sakip,60", "bps,,rb,60", "bps,,,60")
    statuses, codes, said = bring_in(bps, path, "--year", "2022", "--instrument", "sakip")
    assert (statuses, codes[:2]) == (["refused", "refused", "unchanged"], [("row-says-otherwise",)] * 2)
    assert 'The row says "2021" under "tahun", and the command --year 2022.' in said


def test_a_ministry_or_agency_has_at_most_110(ntt: Run) -> None:
    """Also one that comes with the table."""
    headings = "code,office,kind,year,instrument,judge,score"
    rows = [
        f"bps,{BPS},lembaga,2024,rb,a,110", f"bps,{BPS},lembaga,2024,rb,b,110.01", f"53,{NTT},provinsi,2024,rb,a,120",
        "x,Kementerian X,Kementerian,2024,rb,a,110.01", "y,Kementerian Y,Kementerian,2024,rb,a,110",
    ]  # fmt: skip
    statuses, codes, said = bring_in(ntt, write_csv(headings, *rows), "--create-offices")
    assert statuses == ["stored", "refused", "stored", "refused", "stored"]
    assert codes[1] == codes[3] == ("score-above-scale",)
    assert "110.01 is above the scale: the highest score of rb in 2024 is 110." in said
    ran = ntt("result", "set", "bps", "2023", "rb", "110,5")
    assert (ran.code, "the highest score of rb in 2023 is 110" in ran.err) == (1, True)
    assert ntt("result", "set", "53", "2023", "rb", "110,5").code == 0


def test_scores_end_where_their_scale_ends(bps: Run) -> None:
    rows = [
        f"bps,{BPS},{year},{instrument},,{judge},{score},"
        for year, instrument, judge, score in (
            (2020, "sakip", "a", "100"), (2020, "sakip", "b", "100.01"), (2022, "rb", "a", "100"), (2022, "rb", "b", "100.5"),
            (2023, "rb", "a", "110"), (2023, "rb", "b", "120.01"), (2009, "rb", "a", "120"),
        )
    ]  # fmt: skip
    statuses, codes, said = bring_in(bps, write_csv(HEADINGS, *rows))
    assert statuses == ["stored", "refused", "stored", "refused", "stored", "refused", "stored"]
    assert [codes[1], codes[3], codes[5]] == [("score-above-scale",), ("score-above-scale",), ("score-outside-range",)]
    assert "100.5 is above the scale: the highest score of rb in 2022 is 100." in said
    ran = bps("sakip", "set", "bps", "2020", "110")
    assert (ran.code, "the highest score of sakip in 2020 is 100" in ran.err) == (1, True)
    ran = bps("sakip", "set", "bps", "2020", "110", "--scale", "rb-2023")
    assert (ran.code, "There is no such grade scale. Known are: sakip-2010, sakip-2015, sakip-2021." in ran.err) == (
        1,
        True,
    )


def test_a_grade_may_hold_the_score_too_but_no_other_one(bps: Run) -> None:
    rows = (
        "2020,,CC/65",
        "2021,,BB (70.51)",
        "2022,,b",
        "2023,,Sangat Baik",
        "2024,65,CC/65",
        "2025,64,CC/65",
        "2019,86,5",
    )
    path = write_csv("code,year,instrument,score,grade", *(f"bps,{row[:4]},sakip,{row[5:]}" for row in rows))
    statuses, codes, _said = bring_in(bps, path)
    assert statuses == ["stored"] * 5 + ["refused"] * 2
    assert codes[5:] == [("score-and-grade-differ",)] * 2
    found = [(score, grade) for _office, _year, score, grade in figures(bps)]
    assert found == [("65", "CC"), ("70.51", "BB"), (None, "B"), (None, "SANGAT BAIK"), ("65", "CC")]


def test_a_decimal_comma_that_cuts_a_score_is_noticed(bps: Run) -> None:
    rows = ("bps,2020,sakip,86,5,letter", "bps,2021,sakip,86,5", "bps,2022,sakip,86,", "bps,2023,sakip,86,5a")
    statuses, codes, _said = bring_in(bps, write_csv("code,year,instrument,score,source", *rows))
    assert statuses == ["refused", "stored", "stored", "stored"]
    assert codes == [("table-row-too-long",), ("text-is-number",), (), ()]


@pytest.mark.parametrize(
    ("headings", "row", "noticed"),
    [
        ("nilai,lain", "86,5", ("lain", "5")),
        ("nilai,no", "86,5", ("no", "5")),
        ("nilai,", "86,5", None),
        ("nilai,lain", "86,5a", None),
        ("nilai,lain", "86.5,5", None),
        ("nilai,lain", "", None),
        ("predikat,lain", "CC,5", None),
        ("predikat,sumber", "BB (70,51)", ("sumber", "51)")),
        ("predikat,sumber", "BB/70,51", ("sumber", "51")),
    ],
)
def test_the_rest_of_a_score_is_noticed_in_any_column_right_of_it(
    bps: Run, headings: str, row: str, noticed: tuple[str, str] | None
) -> None:
    said = bps("result", "import", write_csv(f"code,year,instrument,{headings}", f"bps,2020,sakip,{row}")).err
    assert said.count("may be the end of a score") == int(noticed is not None)
    if noticed is not None:
        assert f'There is only the number {noticed[1]} under "{noticed[0]}".' in said


def test_a_year_or_a_parent_right_of_a_score_is_no_rest_of_it(bps: Run) -> None:
    statuses, codes, _said = bring_in(bps, write_csv("code,instrument,score,year", "bps,sakip,86,2020"))
    assert (statuses, codes) == (["stored"], [()])


def test_a_score_as_low_as_a_share_or_a_level_is_named(bps: Run) -> None:
    rows = [
        f"bps,{2015 + number},sakip,{score}," for number, score in enumerate(("0.6667", "5", "5.01", "0", "-0", "-0.0"))
    ]
    statuses, codes, said = bring_in(bps, write_csv("code,year,instrument,score,grade", *rows))
    assert statuses == ["stored"] * 6
    assert [any("like-level" in code for code in each) for each in codes] == [True, True, False, False, False, False]
    assert 'The score under "score" is 0.6667, not above 5.' in said
    assert [score for _office, _year, score, _grade in figures(bps)] == ["0.6667", "5", "5.01", "0", "0", "0.0"]


def test_on_a_scale_that_ends_at_5_a_level_is_no_low_score(bps: Run) -> None:
    add_maturity(Path())
    statuses, codes, _said = bring_in(bps, write_csv("code,year,instrument,score", "bps,2021,maturity,3.4"))
    assert (statuses, codes) == (["stored"], [()])


def test_what_a_sheet_shows_rounded_or_hides_is_named_with_its_cells(bps: Run) -> None:
    rows = [
        ("bps", year, "sakip", score, None)
        for year, score in ((2020, 66.666), (2021, 74.996), (2022, 66.5), (2023, 0.1 + 0.2 + 60))
    ]
    write_xlsx(("kode", "tahun", "instrumen", "nilai", "catatan"), *rows)
    book = openpyxl.load_workbook("hasil.xlsx")
    sheet = book.active
    assert sheet is not None
    sheet["D2"].number_format = sheet["D3"].number_format = sheet["D4"].number_format = "0.00"
    sheet["D5"].number_format = "0.0"
    book.save("hasil.xlsx")
    statuses, _codes, said = bring_in(bps, "hasil.xlsx")
    assert statuses == ["stored"] * 4
    assert (
        'hasil.xlsx, Sheet!D2: Numbers have more digits than their cells show: 2 (D2:D3), such as 66.666, shown as "66.67".'
        in said
    )
    assert "hidden" not in said
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["B"].hidden = sheet.column_dimensions["E"].hidden = True
    book.save("hasil.xlsx")
    said = bring_in(bps, "hasil.xlsx")[2]
    assert "stand in hidden rows, columns or sheets: 7 (A3, B2:B5, C3, D3). They count." in said


def test_rows_above_the_headings_are_named_where_they_look_like_rows_of_the_table(bps: Run) -> None:
    """A table that was sorted with its headings has them in the middle."""
    table = ("bps,2020,sakip,60", "Hasil evaluasi,2021,,", "kode satker,tahun lalu,instrumen,skor", ",,,")
    headings, row = "kode,tahun,instrumen,nilai", "bps,2021,sakip,61"
    statuses, _codes, said = bring_in(bps, write_csv(*table, headings, row))
    assert (statuses, figures(bps)) == (["stored"], [("bps", 2021, "61", None)])
    assert "hasil.csv:1: Rows above the headings are filled like rows of the table: 1 (1). They were not read." in said
    said = bring_in(bps, write_csv(*table[1:], headings, row))[2]
    assert "Rows above" not in said
    said = bring_in(bps, write_xlsx(("bps", 2020, "sakip", 60), tuple(headings.split(",")), tuple(row.split(","))))[2]
    assert "Sheet!A1: Rows above the headings are filled like rows of the table: 1 (A1)." in said


def test_a_stored_figure_is_replaced_only_where_that_is_asked_for(bps: Run) -> None:
    assert bps("sakip", "set", "bps", "2020", "CC/55", "--source", "LHE").code == 0
    path = write_csv("code,year,instrument,grade", "bps,2020,sakip,B/65", "bps,2021,sakip,B/66")
    statuses, codes, said = bring_in(bps, path)
    assert (statuses, codes[0]) == (["refused", "stored"], ("result-stored",))
    assert "Another figure is stored: score 55, grade CC, evaluated in 2020, source LHE." in said
    assert bring_in(bps, path, "--replace", "-n")[0] == ["replaced", "unchanged"]
    assert bring_in(bps, path, "--replace")[0] == ["replaced", "unchanged"]
    assert figures(bps) == [("bps", 2020, "65", "B"), ("bps", 2021, "66", "B")]


def test_a_csv_of_windows_is_read_and_that_is_said(bps: Run) -> None:
    Path("hasil.csv").write_bytes("kode;tahun;instrumen;nilai;sumber\nbps;2020;sakip;60;Surat “A”\n".encode("cp1252"))
    statuses, _codes, said = bring_in(bps, "hasil.csv")
    assert (statuses, stored(bps)[0]["source"]) == (["stored"], "Surat “A”")
    assert (
        "warning: hasil.csv:2: The file is not in UTF-8. It was read as Excel on Windows writes CSV (Windows-1252)"
        in said
    )


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"a,b\n1,2\n", "x.csv: No row has all headings of the table. Missing: kode (code), tahun (year), "
         "instrumen (instrument), nilai (score) / predikat (grade). Found: none."),
        (b"\xff\xfe\xfa", "not text in UTF-8"),
        (b"kode\x81", "not text in UTF-8"),
        (b"kode\xe9\x01", "not text in UTF-8"),
        ("kode,tahun,instrumen,nilai\nbps,2020,sakip,60\n".encode("utf-16-le"), "not text in UTF-8"),
        (b"kode,tahun,instrumen,nilai\nbps,2020,sakip,60\n\0", "not text in UTF-8"),
        (b"", "The file is empty"),
        (b'kode,tahun,instrumen,nilai\nbps,2020,sakip,"60\nbps,2021,sakip,70\n', "x.csv:2: The file cannot be read as CSV"),
        (b"kode,tahun,instrumen,nilai\n" + b"bps,2020,sakip,60\n" * MOST_ROWS, "beyond 20000 rows or 200 columns"),
        (b"kode,tahun,instrumen,nilai\n" + b"," * MOST_COLUMNS, "x.csv:2: The table goes on beyond"),
    ],
)  # fmt: skip
def test_tables_that_cannot_be_read(bps: Run, content: bytes, message: str) -> None:
    Path("x.csv").write_bytes(content)
    ran = bps("result", "import", "x.csv")
    assert (ran.code, message in ran.err) == (1, True), ran.err


def test_what_is_no_plain_file_is_not_waited_for(bps: Run) -> None:
    assert "does not exist" in bps("result", "import", "y.csv").err
    Path("folder.csv").mkdir()
    assert "is a folder" in bps("result", "import", "folder.csv").err
    if hasattr(os, "mkfifo"):
        os.mkfifo("pipe.csv")
        os.mkfifo("pipe.xlsx")
        Path("zero.csv").symlink_to("/dev/zero")
        for name in ("pipe.csv", "pipe.xlsx", "zero.csv"):
            assert "This is a device or a pipe, not a file." in bps("result", "import", name).err


def test_other_sheets_are_named_and_two_tables_are_not_chosen_from(bps: Run) -> None:
    rows = (("kode", "tahun", "instrumen", "nilai"), ("bps", 2015, "rb", 60))
    write_xlsx(*rows)
    book = openpyxl.load_workbook("hasil.xlsx")
    book.create_sheet("Lain")["B2"] = "catatan"
    book.create_sheet("Kosong")
    book.save("hasil.xlsx")
    statuses, _codes, said = bring_in(bps, "hasil.xlsx")
    assert (statuses, "warning: hasil.xlsx: Sheets that are not used: Lain." in said) == (["stored"], True)
    for row in rows:
        book["Kosong"].append(row)
    book.save("hasil.xlsx")
    ran = bps("result", "import", "hasil.xlsx")
    assert (ran.code, "Sheet, Kosong" in ran.err) == (1, True)


def test_a_code_with_zeros_before_it_is_not_the_number_that_its_cell_holds(bps: Run) -> None:
    assert bps("office", "add", "7", "Kota Tujuh", "--kind", "kota").code == 0
    write_xlsx(("kode", "tahun", "instrumen", "nilai"), (7, 2020, "rb", 60), (7, 2021, "rb", 60))
    book = openpyxl.load_workbook("hasil.xlsx")
    sheet = book.active
    assert sheet is not None
    sheet["A2"].number_format = "000"
    sheet["A3"].number_format = "0"
    book.save("hasil.xlsx")
    statuses, codes, said = bring_in(bps, "hasil.xlsx", "--create-offices")
    assert (statuses, codes) == (["refused", "stored"], [("table-cell-shown-otherwise",), ()])
    assert "hasil.xlsx, Sheet!A2: " in said
    assert '"007"' in said
