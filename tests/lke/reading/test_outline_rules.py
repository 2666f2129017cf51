"""What stands below what: codes out of the numbers of rows, whether each depth has a column or all share one."""

from __future__ import annotations

import pytest

from tests.lke.reading.sheets import OutlineRow, Sheet, bands_of, outline, sheet_of

ONE_COLUMN = "No | Uraian | Pilihan Jawaban | Jawaban\n"
DEPTHS = "Penilaian | | | | | Pilihan Jawaban | Jawaban\n"


def rows(*sheets: Sheet) -> tuple[OutlineRow, ...]:
    return outline(*bands_of(*sheets))


def shown(*sheets: Sheet) -> list[str]:
    """Each row as `code < parent: label`, `~` before the code where it was worked out, `?` behind it where it is asked."""
    return [
        f"{'' if row.is_numbered else '~'}{row.code}{'?' if row.is_asked else ''} < {row.parent}: {row.label}"
        for row in rows(*sheets)
    ]


def one_column(text: str) -> list[str]:
    return shown(sheet_of(ONE_COLUMN + text.strip("\n")))


def depths(text: str) -> list[str]:
    return shown(sheet_of(DEPTHS + text.strip("\n")))


def test_numbers_that_share_a_column() -> None:
    assert one_column("""
A. | Proses
I. | Perubahan
1. | Tim
a. | Telah dibentuk? | A/B/C | A
b. | Telah bekerja? | A/B/C |
2  | Rencana | |
a  | Disusun? | | B
II | Penataan
1  | Harmonisasi
B  | Hasil
1  | Opini | | WTP
""") == [
        "A < : Proses", "A.I < A: Perubahan", "A.I.1 < A.I: Tim", "A.I.1.a? < A.I.1: Telah dibentuk?",
        "A.I.1.b? < A.I.1: Telah bekerja?", "A.I.2 < A.I: Rencana", "A.I.2.a? < A.I.2: Disusun?",
        "A.II < A: Penataan", "A.II.1 < A.II: Harmonisasi", "B < : Hasil", "B.1? < B: Opini",
    ]  # fmt: skip


def test_each_depth_in_a_column_of_its_own() -> None:
    assert depths("""
A | Proses
  | I | Perubahan
  |   | 1 | Tim
  |   |   | a | Telah dibentuk? | A/B/C | A
  |   |   | b | Telah bekerja?  | A/B/C |
  |   | 2 | Rencana
  | I | Anggaran
B | Hasil
  | 1 | Opini | | | | WTP
""") == [
        "A < : Proses", "A.I < A: Perubahan", "A.I.1 < A.I: Tim", "A.I.1.a? < A.I.1: Telah dibentuk?",
        "A.I.1.b? < A.I.1: Telah bekerja?", "A.I.2 < A.I: Rencana", "A.I < A: Anggaran", "B < : Hasil",
        "B.1? < B: Opini",
    ]  # fmt: skip


def test_an_item_may_share_the_row_of_its_group() -> None:
    sheet = sheet_of(DEPTHS + "A | Proses | 1 | Tim | | | A\n | | 2 | Rencana | | | B")
    assert shown(sheet) == ["A < : Proses", "A.1? < A: Tim", "A.2? < A: Rencana"]
    first, second, third = rows(sheet)
    assert (first.is_beside, second.is_beside, third.is_beside) == (True, False, False)
    assert (first.label_column, second.label_column, first.number, second.number) == (2, 4, 2, 2)


def test_the_number_of_a_group_said_again_beside_each_of_its_items_is_no_row() -> None:
    assert depths("A | Proses | 1 | Tim | | | A\nA | | 2 | Rencana | | | B\nA | | 3 | Laporan | | | C") == [
        "A < : Proses", "A.1? < A: Tim", "A.2? < A: Rencana", "A.3? < A: Laporan",
    ]  # fmt: skip


def test_another_number_beside_an_item_is_a_group_of_its_own() -> None:
    assert depths("A | Proses | 1 | Tim | | | A\nB | | 1 | Rencana | | | B") == [
        "A < : Proses", "A.1? < A: Tim", "B < : ", "B.1? < B: Rencana",
    ]  # fmt: skip


def test_number_and_label_may_share_a_cell() -> None:
    sheet = sheet_of(ONE_COLUMN.replace("No | ", "") + "A. Proses\n1. Tim\na. Telah dibentuk? | | A\nTanpa nomor | | B")
    assert shown(sheet) == ["A < : Proses", "A.1 < A: Tim", "A.1.a? < A.1: Telah dibentuk?", "~? < A.1: Tanpa nomor"]
    assert [row.is_inline for row in rows(sheet)] == [True, True, True, False]
    assert [(row.number, row.label_column) for row in rows(sheet)] == [(2, 1), (3, 1), (4, 1), (5, 1)]


def test_numbers_in_cells_and_before_labels_mixed() -> None:
    assert one_column("A | Proses\n | 1. Tim\na | Dibentuk? | | A\n | b. Bekerja? | | B") == [
        "A < : Proses", "A.1 < A: Tim", "A.1.a? < A.1: Dibentuk?", "A.1.b? < A.1: Bekerja?",
    ]  # fmt: skip


def test_numbers_in_full() -> None:
    assert one_column("A | Proses\nA.1 | Tim\nA.1.a | Dibentuk? | | A\nA.1.b | Bekerja? | | B\nA.2 | Rencana") == [
        "A < : Proses", "A.1 < A: Tim", "A.1.a? < A.1: Dibentuk?", "A.1.b? < A.1: Bekerja?", "A.2 < A: Rencana",
    ]  # fmt: skip
    assert one_column("A.1.a | Dibentuk? | | A\nA.1.b | Bekerja? | | B\nB.1.a | Ada? | | C") == [
        "A.1.a? < A.1: Dibentuk?", "A.1.b? < A.1: Bekerja?", "B.1.a? < B.1: Ada?",
    ]  # fmt: skip


def test_numbers_that_say_the_last_steps_alone() -> None:
    """`1.a` below `1`, and counting that begins anew below it."""
    assert one_column("A | Proses\n1 | Tim\n1.a | Dibentuk? | | A\n1.b | Bekerja?\n1 | Ketua | | A\n2 | Anggota | | B") == [
        "A < : Proses", "A.1 < A: Tim", "A.1.a? < A.1: Dibentuk?", "A.1.b < A.1: Bekerja?", "A.1.b.1? < A.1.b: Ketua",
        "A.1.b.2? < A.1.b: Anggota",
    ]  # fmt: skip
    assert one_column("A | Proses\n1 | Tim\n1.1 | Dibentuk? | | A\n1.2 | Bekerja? | | B\n2 | Rencana\n2.1 | Ada? | | C") == [
        "A < : Proses", "A.1 < A: Tim", "A.1.1? < A.1: Dibentuk?", "A.1.2? < A.1: Bekerja?", "A.2 < A: Rencana",
        "A.2.1? < A.2: Ada?",
    ]  # fmt: skip


def test_a_number_as_a_number_of_the_sheet() -> None:
    assert one_column("A | Proses\n=1 | Tim\n=1.1 | Dibentuk? | | A\n=1.2 | Bekerja? | | B") == [
        "A < : Proses", "A.1 < A: Tim", "A.1.1? < A.1: Dibentuk?", "A.1.2? < A.1: Bekerja?",
    ]  # fmt: skip


def test_weights_to_the_right_of_labels_are_no_numbers() -> None:
    assert depths("A | Proses | =60\n | I | Perubahan | =5\n | | 1 | Tim | =2.5\n | | | a | Dibentuk? | | A") == [
        "A < : Proses", "A.I < A: Perubahan", "A.I.1 < A.I: Tim", "A.I.1.a? < A.I.1: Dibentuk?",
    ]  # fmt: skip


def test_further_words_in_a_row_belong_to_no_number() -> None:
    assert depths("A | Proses | lihat lampiran\n | 1 | Tim | dan | lainnya | | A") == ["A < : Proses", "A.1? < A: Tim"]
    assert depths("Proses | lihat | lampiran") == ["~ < : Proses"]


def test_a_row_without_a_label_in_the_columns_of_numbers() -> None:
    assert one_column("A | Proses\n1 | | | A\n2 | | | ") == ["A < : Proses", "A.1? < A: ", "A.2 < A: "]


def test_a_number_that_stands_where_labels_stand_is_no_number() -> None:
    """A weight, where the label is missing."""
    assert one_column("A | Proses\n | =5 | | A") == ["A < : Proses"]
    assert one_column("A | Proses\n | 5 | | A") == ["A < : Proses"]


def test_a_label_with_its_number_may_have_an_item_beside_it() -> None:
    sheet = sheet_of("Uraian | | | Jawaban\nA. Proses | 1 | Tim | A\nB. Hasil | Opini | x | B")
    assert shown(sheet) == ["A < : Proses", "A.1? < A: Tim", "B? < : Hasil"]


def test_one_further_word_may_stand_between_a_group_and_the_item_beside_it() -> None:
    assert depths("A | Proses | lihat | 1 | Tim | | A") == ["A < : Proses", "A.1? < A: Tim"]
    assert shown(sheet_of("Penilaian | | | | | | Jawaban\nA | Proses | lihat | lampiran | 1 | Tim | A")) == [
        "A? < : Proses"
    ]


def test_an_item_beside_its_group_may_have_no_label() -> None:
    assert depths("A | Proses | 1 | Tim | | | A\nB | Hasil | 2 | =5 | | | B") == [
        "A < : Proses", "A.1? < A: Tim", "B < : Hasil", "B.2? < B: ",
    ]  # fmt: skip


def test_a_number_without_a_label_in_the_column_of_numbers_of_its_depth() -> None:
    assert depths("A | Proses\n | 1 | Tim\n | 2 | | | | | A") == ["A < : Proses", "A.1 < A: Tim", "A.2? < A: "]
    assert depths("A | Proses\n | | Tim\n | | =5 | | | | A") == ["A < : Proses", "~ < A: Tim"]


def test_titles_over_the_headings_are_no_rows() -> None:
    assert shown(sheet_of("A. Lembar kerja\n" + ONE_COLUMN + "A | Proses")) == ["A < : Proses"]


def test_a_number_in_full_says_of_which_kind_its_last_step_is() -> None:
    """After a to h, i is the ninth letter, and j goes on after it; I below A is a Roman numeral."""
    assert (
        one_column("A | Proses\n1 | Tim\n1.a | Satu | | A\n1.i | Dua | | B\nj | Tiga | | C")[-1] == "A.1.j? < A.1: Tiga"
    )
    assert one_column("A.1.a | Satu | | A\nB.1.i | Dua | | B\nj | Tiga | | C")[-1] == "B.1.j? < B.1: Tiga"
    assert one_column("A.I | Satu | | A\nII | Dua | | B")[-1] == "A.II? < A: Dua"


def test_counting_begins_anew_below_a_number_in_full() -> None:
    assert one_column("A.1.a | Kelompok\n1 | Ketua | | A") == ["A.1.a < A.1: Kelompok", "A.1.a.1? < A.1.a: Ketua"]
    assert one_column("A.1.1 | Satu | | A\n1 | Lagi | | B") == ["A.1.1? < A.1: Satu", "A.1.1? < A.1: Lagi"]


def test_what_stood_below_a_letter_before_stands_below_the_next_one() -> None:
    """`I` after H: Roman numerals stand below letters here."""
    assert one_column("G | Satu\nI | Dua\nH | Tiga\nI | Empat") == [
        "G < : Satu", "G.I < G: Dua", "H < : Tiga", "H.I < H: Empat",
    ]  # fmt: skip
    assert one_column("G | Satu\n | Rencana\n1 | Dua | | A\nH | Tiga\nI | Empat | | B")[-1] == "H.I? < H: Empat"


# Rows without a number


def test_a_row_without_a_number_stands_below_the_group_before_it() -> None:
    assert one_column("A | Proses\n1 | Tim\n | Dibentuk? | | A\n | Bekerja? | A/B/C | \n2 | Rencana | | B\n | Lain? | | C") == [
        "A < : Proses", "A.1 < A: Tim", "~? < A.1: Dibentuk?", "~? < A.1: Bekerja?", "A.2? < A: Rencana", "~? < A: Lain?",
    ]  # fmt: skip


def test_a_row_without_a_number_in_a_column_of_a_depth_stands_below_what_is_left_of_it() -> None:
    assert depths("A | Proses\n | 1 | Tim\n | | a | Dibentuk? | | | A\n | | Lainnya | | | | B\nSemua") == [
        "A < : Proses", "A.1 < A: Tim", "A.1.a? < A.1: Dibentuk?", "~? < A.1: Lainnya", "~ < A: Semua",
    ]  # fmt: skip


def test_a_heading_without_a_number_that_counting_begins_anew_below() -> None:
    assert one_column("A | Proses\n1 | Tim\na | Dibentuk? | | A\n | Rencana\na | Disusun? | | B\nb | Dipakai? | | C") == [
        "A < : Proses", "A.1 < A: Tim", "A.1.a? < A.1: Dibentuk?", "~A.2 < A: Rencana", "A.2.a? < A.2: Disusun?",
        "A.2.b? < A.2: Dipakai?",
    ]  # fmt: skip


def test_the_first_heading_without_a_number_in_its_branch() -> None:
    assert depths("A | Proses\n | | Tim\n | | a | Dibentuk? | | | A\n | | Rencana\n | | a | Disusun? | | | B") == [
        "A < : Proses", "~A.I < A: Tim", "A.I.a? < A.I: Dibentuk?", "~A.II < A: Rencana", "A.II.a? < A.II: Disusun?",
    ]  # fmt: skip
    assert depths("Proses\n | 1 | Tim\n | | a | Dibentuk? | | | A\nHasil\n | 1 | Opini | | | | B") == [
        "~A < : Proses", "A.1 < A: Tim", "A.1.a? < A.1: Dibentuk?", "~B < : Hasil", "B.1? < B: Opini",
    ]  # fmt: skip
    assert depths("A | Proses\n | 1 | Tim\n | | Rencana\n | | | 1 | Disusun? | | B\n | | | 2 | Dipakai? | | C") == [
        "A < : Proses", "A.1 < A: Tim", "~A.2 < A: Rencana", "A.2.1? < A.2: Disusun?", "A.2.2? < A.2: Dipakai?",
    ]  # fmt: skip


def test_headings_take_the_kind_of_numbers_that_their_depth_has() -> None:
    assert depths("A | Proses\n | 1 | Tim\n | | a | Ada? | | | A\nB | Hasil\n | | Rencana\n | | a | Disusun? | | | B") == [
        "A < : Proses", "A.1 < A: Tim", "A.1.a? < A.1: Ada?", "B < : Hasil", "~B.1 < B: Rencana",
        "B.1.a? < B.1: Disusun?",
    ]  # fmt: skip


@pytest.mark.parametrize(("root", "below"), [("A", "I"), ("I", "1"), ("1", "a"), ("a", "i"), ("i", "a")])
def test_a_heading_below_a_number_gets_one_of_the_kind_that_usually_stands_there(root: str, below: str) -> None:
    assert depths(f"{root} | Proses\n | | Rencana\n | | | 1 | Disusun? | | B") == [
        f"{root} < : Proses", f"~{root}.{below} < {root}: Rencana", f"{root}.{below}.1? < {root}.{below}: Disusun?",
    ]  # fmt: skip


def test_a_heading_beside_a_branch_in_the_same_column() -> None:
    assert one_column("A | Proses\n1 | Tim | | A\n | Hasil\n1 | Opini | | B") == [
        "A < : Proses", "A.1? < A: Tim", "~B < : Hasil", "B.1? < B: Opini",
    ]  # fmt: skip
    assert one_column("A | Proses\n | Rencana\n1 | Satu | | A\n | Hasil\nI | Opini") == [
        "A < : Proses", "~A.I < A: Rencana", "A.I.1? < A.I: Satu", "~B < : Hasil", "B.I < B: Opini",
    ]  # fmt: skip


def test_a_heading_right_below_a_group_stands_below_it() -> None:
    assert one_column("A | Proses\n1 | Tim\n | Rencana\na | Disusun? | | A\n2 | Laporan") == [
        "A < : Proses", "A.1 < A: Tim", "~A.1.a < A.1: Rencana", "A.1.a.a? < A.1.a: Disusun?", "A.2 < A: Laporan",
    ]  # fmt: skip
    assert one_column("A | Proses\n | Rencana\n1 | Satu | | A\nII | Lain")[-1] == "A.II < A: Lain"


@pytest.mark.parametrize(
    ("between", "shown_between"),
    [
        (" | JUMLAH", "~ < A.1: JUMLAH"),  # the foot of a table
        (" | Total Proses", "~ < A.1: Total Proses"),
        (" | Rencana | A/B/C", "~? < A.1: Rencana"),  # something is asked in that row
    ],
)
def test_what_is_no_heading(between: str, shown_between: str) -> None:
    assert one_column(f"A | Proses\n1 | Tim\na | Dibentuk? | | A\n{between}\na | Disusun? | | B") == [
        "A < : Proses", "A.1 < A: Tim", "A.1.a? < A.1: Dibentuk?", shown_between, "A.1.a? < A.1: Disusun?",
    ]  # fmt: skip


def test_a_row_that_counting_does_not_begin_anew_below_is_no_heading() -> None:
    assert one_column("A | Proses\n1 | Tim\na | Dibentuk? | | A\n | Catatan\nb | Disusun? | | B") == [
        "A < : Proses", "A.1 < A: Tim", "A.1.a? < A.1: Dibentuk?", "~ < A.1: Catatan", "A.1.b? < A.1: Disusun?",
    ]  # fmt: skip


def test_a_title_over_the_whole_table_is_no_heading() -> None:
    assert one_column(" | Lembar kerja\nA | Proses\n1 | Tim") == ["~ < : Lembar kerja", "A < : Proses", "A.1 < A: Tim"]


# Rows that are not of the table


def test_blank_rows_and_headings_that_are_repeated_are_passed_over() -> None:
    assert one_column("A | Proses\n\n | \nNo | Uraian | Pilihan Jawaban | JAWABAN\n1 | Tim | | A") == [
        "A < : Proses", "A.1? < A: Tim",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "numbers", ["(1) | (2) | (3) | (4)", "1 | 2 | 3 | 4", "=1 | =2 | =3 | =4", "3 | 4 | 5 |", "1 | 2 | 3"]
)
def test_a_row_that_numbers_the_columns_is_passed_over(numbers: str) -> None:
    assert one_column(f"{numbers}\nA | Proses") == ["A < : Proses"]


@pytest.mark.parametrize(
    ("numbers", "first"),
    [
        ("1 | 2 | | ", "1 < : 2"),  # two are too few
        ("1 | Tim | =2 | =3", "1? < : Tim"),
        ("1 | 2 | 4 | 5", "1? < : 2"),
        ("1 | 2 | 3 | A", "1? < : 2"),
        ("A | B | C | ", "A? < : B"),
    ],
)
def test_a_row_that_only_looks_like_numbers_of_columns(numbers: str, first: str) -> None:
    assert one_column(f"{numbers}\n2 | Rencana")[0] == first


def test_blank_text_is_no_answer_and_no_number() -> None:
    sheet = sheet_of([["No", "Uraian", "Jawaban"], ["A", "Proses", "  "], ["  ", "Tim", " \n"], ["2", " Tim ", 0.0]])
    assert shown(sheet) == ["A < : Proses", "~ < A: Tim", "A.2? < A: Tim"]


# Several sheets


def test_sheets_go_on_where_the_one_before_ended() -> None:
    one = sheet_of(ONE_COLUMN + "A | Proses\n1 | Tim\na | Dibentuk? | | A", name="1")
    other = sheet_of(ONE_COLUMN + "b | Bekerja? | | B\n2 | Rencana", name="2")
    assert shown(one, other)[3:] == ["A.1.b? < A.1: Bekerja?", "A.2 < A: Rencana"]
    assert [row.band.sheet.name for row in rows(one, other)] == ["1", "1", "1", "2", "2"]


def test_columns_count_from_the_first_of_each_table() -> None:
    one = sheet_of("Penilaian | | | Jawaban\nA | Proses\n | 1 | Tim | A", name="1")
    other = sheet_of(" | Penilaian | | | Jawaban\n | | 2 | Rencana | B\n | B | Hasil", name="2")
    assert shown(one, other) == ["A < : Proses", "A.1? < A: Tim", "A.2? < A: Rencana", "B < : Hasil"]
