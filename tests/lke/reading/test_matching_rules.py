"""Which row of a sheet is which item: every rule of it, with a sheet on which it matters."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tests.lke.reading.sheets import (
    Rubric,
    Sheet,
    WorksheetReading,
    answers,
    codes,
    error,
    read,
    rubric_of,
    sheet_of,
    warning,
)

RUBRIC = rubric_of("""
A     | Perencanaan      | 60
A.1   | Keberadaan       | 20
A.1.a | Rencana tersedia |    | abc
A.1.b | Rencana disahkan |    | abc
A.2   | Kualitas         | 40
A.2.a | Rencana terukur  |    | abc
A.2.b | Rencana selaras  |    | abc
B     | Pengukuran       | 40
B.1   | Keberadaan       | 10
B.1.a | Data tersedia    |    | abc
B.2   | Kualitas         | 30
B.2.a | Survei pengguna  |    | abc
B.2.b | Data andal       |    | abc
""")


def lke(rows: str, name: str = "LKE", title: str = "") -> Sheet:
    """A sheet with the columns number, label, answer; its rows begin in row 2, below a title in row 3."""
    return sheet_of(f"{title}\nNo | Uraian | Jawaban\n".lstrip() + rows.strip("\n"), name=name)


def seen(reading: WorksheetReading) -> tuple[dict[str, object], list[tuple[str, str | None]]]:
    return {code: value for code, value in answers(reading).items() if value is not None}, codes(reading.problems)


WHOLE = """
A | Perencanaan |
1 | Keberadaan |
a | Rencana tersedia | A
b | Rencana disahkan | B
2 | Kualitas |
a | Rencana terukur | C
b | Rencana selaras | A
B | Pengukuran |
1 | Keberadaan |
a | Data tersedia | B
2 | Kualitas |
a | Survei pengguna | C
b | Data andal | A
"""
WHOLE_ANSWERS = {"A.1.a": "A", "A.1.b": "B", "A.2.a": "C", "A.2.b": "A", "B.1.a": "B", "B.2.a": "C", "B.2.b": "A"}


def changed(old: str, new: str) -> Sheet:
    assert WHOLE.count(old) == 1
    return lke(WHOLE.replace(old, new))


def test_a_sheet_that_is_like_the_rubric_is_read_without_a_word() -> None:
    assert seen(read(RUBRIC, lke(WHOLE))) == (WHOLE_ANSWERS, [])


# How near is near


NAME = "rencana kerja tahunan satker"


def one_item(*names: str) -> Rubric:
    """A rubric of one branch with these items, and one more."""
    items = [f"A.{number} | {name} | | abc" for number, name in enumerate([*names, "Butir penutup"], start=1)]
    return rubric_of("\n".join(["A | Perencanaan | 100", *items]))


def labelled(rubric: Rubric, label: str) -> WorksheetReading:
    """The branch, one row without a number, and the last item."""
    last = list(rubric.items.values())[-1]
    return read(rubric, lke(f"A | Perencanaan |\n | {label} | B\n{last.code[2:]} | {last.name} | "))


@pytest.mark.parametrize(
    ("name", "label", "is_taken"),
    [
        ("w" * 23, "w" * 17, True),  # 34 of 40 letters in common: 85 %
        ("w" * 23, "w" * 16, False),  # 32 of 39: 82 %
        (NAME, NAME.replace("tahunan", ""), False),  # 82 %
        (NAME, NAME.replace("tahunan", "tahun"), True),
    ],
)
def test_a_label_is_near_a_name_from_85_percent_on(name: str, label: str, is_taken: bool) -> None:
    reading = labelled(one_item(name), label)
    if is_taken:
        assert reading.problems == (warning("row-matched-by-wording", "B3", "A.1", label, item="A.1", name=name),)
        assert answers(reading) == {"A.1": "B", "A.2": None}
    else:
        assert reading.problems == (error("row-unknown", "B3", None, label, code="", rubric="made-up"),)
        assert answers(reading) == {"A.2": None}


def test_a_near_label_with_another_word_that_matters_is_not_taken() -> None:
    label = "Rencana aksi pembangunan RB Tematik"
    reading = labelled(one_item("Rencana aksi pembangunan RB General"), label)
    assert reading.problems == (error("row-unknown", "B3", None, label, code="", rubric="made-up"),)


LABEL = "abcdefghijklmnopqrs " * 4 + "abcdefghijklmnopqrst"


def misspelt(mistakes: int, letter: str) -> str:
    """LABEL, of a hundred letters, with so many of them another, spread over its words: so many percent less like it."""
    letters = [place for place in sorted(range(100), key=lambda place: place * 21 % 100) if LABEL[place] != " "]
    wrong = set(letters[:mistakes])
    return "".join(letter if place in wrong else sign for place, sign in enumerate(LABEL))


@pytest.mark.parametrize(
    ("best", "next_one", "is_taken"),
    [
        (3, 10, True),  # exactly 7 points ahead is clearly ahead
        (3, 9, False),
        (3, 7, False),
        (3, 5, False),
        (14, 20, False),  # 86 % and 80 %: the next one is seen although it is not near itself
        (14, 21, True),
        (9, 40, True),
    ],
)
def test_of_two_names_the_nearer_must_be_seven_points_ahead(best: int, next_one: int, is_taken: bool) -> None:
    near, less_near = misspelt(best, "x"), misspelt(next_one, "y")
    for names in ((near, less_near), (less_near, near)):
        code = f"A.{names.index(near) + 1}"
        reading = labelled(one_item(*names), LABEL)
        if is_taken:
            assert reading.problems == (warning("row-matched-by-wording", "B3", code, LABEL, item=code, name=near),)
            assert answers(reading) == {code: "B", "A.3": None}
        else:
            candidates = tuple(f"A.{names.index(name) + 1} {name}" for name in (near, less_near))
            assert reading.problems == (error("row-ambiguous", "B3", None, LABEL, candidates=candidates),)
            assert answers(reading) == {"A.3": None}


def test_of_many_names_that_are_near_the_five_nearest_are_told() -> None:
    names = [misspelt(mistakes, "x") for mistakes in (8, 7, 6, 5, 4, 3, 2)]
    (problem,) = labelled(one_item(*names), LABEL).problems
    assert problem.parameters == {"candidates": tuple(f"A.{n} {names[n - 1]}" for n in (7, 6, 5, 4, 3))}


def test_a_near_name_that_has_its_row_already_is_not_taken_again() -> None:
    rows = "A | Perencanaan |\n1 | Rencana tersedia | A\n | Rencana tersedi | B\n2 | Evaluasi | C"
    reading = read(one_item("Rencana tersedia", "Evaluasi"), lke(rows))
    assert seen(reading) == ({"A.1": "A", "A.2": "C"}, [("row-unknown", "B4")])


@pytest.mark.parametrize(("answer", "problems"), [("", []), ("A", [("row-ambiguous", "B4")])])
def test_a_remark_that_is_like_several_names_is_no_doubt(answer: str, problems: list[tuple[str, str | None]]) -> None:
    """Without an answer it asks nothing and answers nothing."""
    rows = f"A | Perencanaan |\n1 | Rencana kerja satu | A\n | Rencana kerja | {answer}\n2 | Rencana kerja dua | B"
    reading = read(one_item("Rencana kerja satu", "Rencana kerja dua"), lke(rows))
    assert seen(reading) == ({"A.1": "A", "A.2": "B"}, problems)


# Tables that begin below the root: what stands before their numbers


def test_a_sheet_for_one_branch_is_found_by_numbers_and_names() -> None:
    rows = "1 | Keberadaan |\na | Data tersedia | B\n2 | Kualitas |\na | Survei pengguna | C\nb | Data andal | A"
    assert seen(read(RUBRIC, lke(rows))) == ({"B.1.a": "B", "B.2.a": "C", "B.2.b": "A"}, [])


UNEVEN = rubric_of("""
A     | Perencanaan | 50
A.1   | Dokumen     | 50
A.1.a | Visi        |    | abc
A.1.b | Misi        |    | abc
B     | Pengukuran  | 50
B.1   | Indikator   | 50
B.1.a | Data        |    | abc
B.1.b | Survei      |    | abc
B.1.c | Laporan     |    | abc
B.1.d | Umpan balik |    | abc
B.1.e | Arsip       |    | abc
""")


def test_a_name_says_as_much_as_two_numbers() -> None:
    """Three numbers fit A and four B; one name is of A, so the sheet is A's."""
    rows = "1 | Dokumen |\na | satu dua | A\nb | tiga empat | B\nc | lima enam | C"
    assert seen(read(UNEVEN, lke(rows))) == ({"A.1.a": "A", "A.1.b": "B"}, [("row-unknown", "B5")])


def test_a_name_says_no_more_than_two_numbers() -> None:
    """Three numbers fit A and six B; one name is of A, and so the sheet is B's: the name is then a doubt."""
    rows = """
1 | Dokumen |
a | satu dua | A
b | tiga empat | B
c | lima enam | C
d | tujuh delapan | A
e | sembilan sepuluh | A
"""
    read_answers, problems = seen(read(UNEVEN, lke(rows)))
    assert read_answers == {"B.1.a": "A", "B.1.b": "B", "B.1.c": "C", "B.1.d": "A", "B.1.e": "A"}
    assert problems == [("row-number-and-wording-differ", "B2")]


def test_a_sheet_of_which_less_than_half_fits_anywhere_is_not_put_below_a_branch() -> None:
    """Two of five numbers."""
    rows = "1 | satu dua |\nc | lima enam | C\n8 | tujuh delapan | B\n9 | sembilan | C\n10 | sebelas | C"
    assert answers(read(UNEVEN, lke(rows))) == {}


def test_a_sheet_of_which_half_fits_is_put_below_the_branch() -> None:
    """Two of four numbers."""
    rows = "1 | satu dua |\nc | lima enam | C\n8 | tujuh delapan | B\n9 | sembilan | C"
    assert answers(read(UNEVEN, lke(rows))) == {"B.1.c": "C"}


TWINS = rubric_of("""
A     | Perencanaan | 50
A.1   | Dokumen     | 50
A.1.a | Visi        |    | abc
B     | Pengukuran  | 50
B.1   | Dokumen     | 50
B.1.a | Visi        |    | abc
""")
TWIN_ROWS = "1 | Dokumen |\na | Visi | B"


@pytest.mark.parametrize(
    ("tab", "title"),
    [("Pengukuran", ""), ("B. PENGUKURAN", ""), ("LKE", "II. Pengukuran (50)"), ("LKE", "x | =5 | Pengukuran")],
)
def test_where_two_branches_fit_as_well_the_title_or_the_tab_tells(tab: str, title: str) -> None:
    assert seen(read(TWINS, lke(TWIN_ROWS, tab, title))) == ({"B.1.a": "B"}, [])


@pytest.mark.parametrize(("tab", "title"), [("LKE", ""), ("LKE", "Perencanaan dan Pengukuran")])
def test_where_two_branches_fit_as_well_and_nothing_tells_every_row_is_an_error(tab: str, title: str) -> None:
    reading = read(TWINS, lke(TWIN_ROWS, tab, title))
    first = 3 if title else 2
    assert answers(reading) == {}
    assert reading.problems == (
        error("row-ambiguous", f"B{first}", None, "Dokumen", candidates=("A.1 Dokumen", "B.1 Dokumen")),
        error("row-ambiguous", f"B{first + 1}", None, "Visi", candidates=("A.1.a Visi", "B.1.a Visi")),
    )


def test_other_words_below_two_branches_that_fit_as_well_name_both() -> None:
    reading = read(TWINS, lke("1 | satu dua tiga |\na | empat lima enam | B"))
    assert answers(reading) == {}
    assert reading.problems == (
        error("row-ambiguous", "B2", None, "satu dua tiga", candidates=("A.1", "B.1")),
        error("row-ambiguous", "B3", None, "empat lima enam", candidates=("A.1.a", "B.1.a")),
    )


def test_the_root_goes_before_a_branch_that_fits_no_better() -> None:
    """Roots that are counted 1, 2 and branches that are, too."""
    rubric = rubric_of("""
1   | Perencanaan | 50
1.1 | Visi        |    | abc
1.2 | Misi        |    | abc
2   | Pengukuran  | 50
2.1 | Data        |    | abc
2.2 | Survei      |    | abc
""")
    rows = "1 | satu dua |\n2 | tiga empat |\n9 | lima enam |"
    assert read(rubric, lke(rows)).raw == {}


def test_numbers_that_all_fit_at_the_top_are_not_overruled_by_names() -> None:
    rubric = rubric_of("""
1     | Perencanaan | 50
1.a   | Visi        |    | abc
1.b   | Misi        |    | abc
2     | Pengukuran  | 50
2.1   | Data        | 50
2.1.a | Survei      |    | abc
2.1.b | Laporan     |    | abc
""")
    reading = read(rubric, lke("1 | Data |\na | Survei | A\nb | Laporan | B"))
    assert [code for code, _cell in codes(reading.problems)] == ["row-number-and-wording-differ"] * 3


def test_one_row_that_fits_nowhere_does_not_move_the_others() -> None:
    rows = WHOLE.replace("A | Perencanaan", "A | Rencana kerja instansi").replace("b | Data andal", "z | Data andal")
    assert seen(read(RUBRIC, lke(rows))) == (WHOLE_ANSWERS, [])


def test_a_table_of_one_row_may_fit_two_branches() -> None:
    reading = read(TWINS, lke("1 | Dokumen |"))
    assert codes(reading.problems) == [("row-ambiguous", "B2")]


TENTH = rubric_of("""
IX   | Perencanaan | 50
IX.1 | Dokumen     |    | abc
IX.2 | Laporan     |    | abc
X    | Pengukuran  | 50
X.1  | Dokumen     |    | abc
X.2  | Laporan     |    | abc
""")


def test_a_branch_whose_number_is_ten_is_a_branch_like_others() -> None:
    rows = "1 | Dokumen | B\n | Laporan | C"
    assert seen(read(TENTH, lke(rows, "Pengukuran"))) == ({"X.1": "B", "X.2": "C"}, [])
    (first, *_rest) = read(TENTH, lke("1 | Apa pun | B")).problems
    assert first.parameters["candidates"] == ("IX.1", "X.1")


# A number that could be of two rows: `1` below `1`


NESTED = rubric_of("""
B     | Hasil         | 100
B.1   | Akuntabilitas | 50
B.1.1 | Opini         |    | abc
B.1.2 | Nilai         |    | abc
B.2   | Layanan       | 50
B.2.1 | Survei        |    | abc
""")
NESTED_ROWS = "B | Hasil |\n1 | Akuntabilitas |\n1 | Opini | A\n2 | Nilai | B\n2 | Layanan |\n1 | Survei | C"


def test_a_number_below_the_same_number_is_told_by_its_name() -> None:
    assert seen(read(NESTED, lke(NESTED_ROWS))) == ({"B.1.1": "A", "B.1.2": "B", "B.2.1": "C"}, [])


def test_such_a_row_that_stands_there_twice_is_an_error() -> None:
    """The second of them would replace the first one's answer without a word."""
    rows = NESTED_ROWS.replace("2 | Nilai", "1 | Opini | C\n2 | Nilai")
    reading = read(NESTED, lke(rows))
    assert answers(reading)["B.1.1"] == "A"
    assert ("row-number-and-wording-differ", "B5") in codes(reading.problems)


def test_a_number_deeper_than_the_one_that_the_name_has_is_an_error() -> None:
    """B.1.1 in full, and the name of A.1: one of them is wrong."""
    rubric = rubric_of("""
A     | Hasil         | 50
A.1   | Opini         |    | abc
A.2   | Nilai         |    | abc
B     | Layanan       | 50
B.1   | Akuntabilitas | 50
B.1.1 | Survei        |    | abc
""")
    reading = read(rubric, lke("A | Hasil |\nA.2 | Nilai | B\nB.1.1 | Opini | C"))
    differ = error(
        "row-number-and-wording-differ", "B4", "B.1.1", "Opini",
        item="B.1.1", name="Survei", other="A.1", other_name="Opini",
    )  # fmt: skip
    assert reading.problems == (differ,)


@pytest.mark.parametrize("row", ["B.1 | Opini | C", "B.1.1 | Opini | C"])
def test_a_number_in_full_and_the_name_of_an_item_just_passed_over_are_an_error(row: str) -> None:
    rubric = rubric_of("""
A     | Hasil         | 50
A.1   | Opini         |    | abc
A.2   | Nilai         |    | abc
B     | Layanan       | 50
B.1   | Akuntabilitas | 50
B.1.1 | Survei        |    | abc
""")
    reading = read(rubric, lke(f"A | Hasil |\nA.2 | Nilai | B\n{row}"))
    assert "A.1" not in answers(reading)
    assert codes(reading.problems)[0] == ("row-number-and-wording-differ", "B4")


def test_a_number_below_the_same_number_is_told_by_its_name_at_every_depth() -> None:
    rubric = rubric_of("""
A       | Hasil         | 100
A.I     | Kinerja       | 100
A.I.1   | Akuntabilitas | 50
A.I.1.1 | Opini         |    | abc
A.I.2   | Layanan       | 50
A.I.2.1 | Survei        |    | abc
""")
    rows = "A | Hasil |\nI | Kinerja |\n1 | Akuntabilitas |\n1 | Opini | A\n2 | Layanan |\n1 | Survei | C"
    assert seen(read(rubric, lke(rows))) == ({"A.I.1.1": "A", "A.I.2.1": "C"}, [])


def test_the_first_row_of_a_table_has_none_before_it_to_go_on_from() -> None:
    rubric = rubric_of("1 | Hasil | 100\n1.1 | Opini | | abc\n1.2 | Nilai | | abc")
    assert seen(read(rubric, lke("1 | Opini | A\n2 | Nilai | B"))) == (
        {"1.1": "A", "1.2": "B"}, [],
    )  # fmt: skip


def test_a_name_farther_away_than_the_row_before_is_an_error() -> None:
    """`1 Survei` right after Akuntabilitas is neither the one nor the other."""
    rows = "B | Hasil |\n1 | Akuntabilitas |\n1 | Survei | A\n2 | Nilai | B\n2 | Layanan |"
    assert ("row-number-and-wording-differ", "B4") in codes(read(NESTED, lke(rows)).problems)


# A number that says one thing, and a name that says another


def test_a_name_that_stands_in_many_branches_is_another_ones_only_among_its_neighbours() -> None:
    """Kualitas beside the number of Keberadaan, whose neighbour it is; beside that of an item it is no name of one."""
    reading = read(RUBRIC, changed("1 | Keberadaan |\na | Data", "1 | Kualitas |\na | Data"))
    assert reading.problems == (
        error(
            "row-number-and-wording-differ", "B10", "B.1", "Kualitas",
            item="B.1", name="Keberadaan", other="B.2", other_name="Kualitas",
        ),
    )  # fmt: skip
    assert seen(read(RUBRIC, changed("Data andal", "Kualitas"))) == (WHOLE_ANSWERS, [])


SAME = rubric_of("""
A     | Perencanaan | 100
A.1   | Keberadaan  | 50
A.1.a | Dokumen     |    | abc
A.1.b | Laporan     |    | abc
A.2   | Kualitas    | 50
A.2.a | Visi        |    | abc
A.2.b | Laporan     |    | abc
A.2.c | Misi        |    | abc
""")


def test_the_name_of_a_neighbouring_item_is_another_ones() -> None:
    reading = read(SAME, lke("A | Perencanaan |\n1 | Keberadaan |\na | Laporan | B"))
    assert codes(reading.problems) == [("row-number-and-wording-differ", "B4")]


def test_the_only_name_in_the_whole_rubric_counts_wherever_it_stands() -> None:
    reading = read(RUBRIC, changed("Data andal", "Rencana terukur"))
    assert codes(reading.problems) == [("row-number-and-wording-differ", "B14")]
    assert answers(reading)["B.2.b"] == "A"


def test_a_number_without_a_name_is_named() -> None:
    assert seen(read(RUBRIC, changed("b | Data andal", "b |  "))) == (WHOLE_ANSWERS, [("labels-missing", "A14")])


@pytest.mark.parametrize(("names", "is_told"), [("x y", False), ("Laporan y", False), ("Laporan Survei", True)])
def test_where_half_of_the_names_or_more_are_left_out_none_is_asked_for(names: str, *, is_told: bool) -> None:
    rubric = rubric_of(
        "A | Hasil | 100\nA.1 | Laporan | | abc\nA.2 | Survei | | abc\nA.3 | Opini | | abc\nA.4 | Nilai | | abc"
    )
    first, second = (name if len(name) > 1 else "" for name in names.split())
    rows = f"No | Uraian | Jawaban\nA | Hasil |\n1 | {first} | A\n2 | {second} | A\n3 | Opini | A\n4 | | A"
    told = [problem.code for problem in read(rubric, sheet_of(rows)).problems]
    assert ("labels-missing" in told) == is_told


# Rows that stand there twice


def test_a_heading_that_is_repeated_on_the_next_page_says_nothing_new() -> None:
    rows = WHOLE.replace("b | Rencana selaras", "2 | Kualitas |\nb | Rencana selaras")
    assert seen(read(RUBRIC, lke(rows))) == (WHOLE_ANSWERS, [])


def test_a_heading_that_is_repeated_in_other_words_is_an_error() -> None:
    rows = WHOLE.replace("b | Rencana selaras", "2 | Mutu |\nb | Rencana selaras")
    reading = read(RUBRIC, lke(rows))
    assert reading.problems == (error("row-double", "B8", "A.2", "Mutu", item="A.2", name="Kualitas", first="B6"),)


def test_a_heading_that_is_repeated_with_an_answer_is_an_error() -> None:
    rows = WHOLE.replace("b | Rencana selaras", "2 | Kualitas | A\nb | Rencana selaras")
    assert ("row-double", "B8") in codes(read(RUBRIC, lke(rows)).problems)


def test_an_item_that_is_repeated_is_an_error_and_the_first_one_counts() -> None:
    for again in ("", "C"):
        rows = WHOLE.replace("b | Rencana selaras", f"a | Rencana terukur | {again}\nb | Rencana selaras")
        reading = read(RUBRIC, lke(rows))
        assert ("row-double", "B8") in codes(reading.problems)
        assert answers(reading)["A.2.a"] == "C"


def test_rows_below_a_repeated_heading_go_on_below_it() -> None:
    """The heading of the area again at the top of a page, after rows of another one."""
    rows = "A | Perencanaan |\n1 | Keberadaan |\na | Rencana tersedia | A\nB | Pengukuran |\n"
    rows += "1 | Keberadaan |\na | Data tersedia | B\nA | Perencanaan |\n2 | Kualitas |\na | Rencana terukur | C"
    assert seen(read(RUBRIC, lke(rows))) == ({"A.1.a": "A", "B.1.a": "B", "A.2.a": "C"}, [])


def test_a_title_that_names_a_branch_again_without_a_number_is_no_doubt() -> None:
    rows = WHOLE.replace("2 | Kualitas |\na | Survei", " | Perencanaan |\n2 | Kualitas |\na | Survei")
    assert seen(read(RUBRIC, lke(rows))) == (WHOLE_ANSWERS, [])


@pytest.mark.parametrize(
    ("row", "item", "name", "first"),
    [
        (" | Perencanaan | A", "A", "Perencanaan", "B2"),
        (" | Rencana disahkan | A", "A.1.b", "Rencana disahkan", "B5"),
        (" | Rencana disahkan | ", "A.1.b", "Rencana disahkan", "B5"),
    ],
)
def test_a_name_again_is_an_error_where_an_answer_hangs_on_it(row: str, item: str, name: str, first: str) -> None:
    reading = read(RUBRIC, changed("B | Pengukuran", f"{row}\nB | Pengukuran"))
    assert reading.problems[-1:] == (error("row-double", "B9", item, name, item=item, name=name, first=first),)
    assert seen(reading)[0] == WHOLE_ANSWERS


# Rows without a number, or with one that leads nowhere


def test_of_two_with_the_same_name_the_one_is_meant_that_has_no_row_yet() -> None:
    rubric = rubric_of("A | Perencanaan | 100\nA.1 | Lainnya | | abc\nA.2 | Lainnya | | abc")
    assert seen(read(rubric, lke("A | Perencanaan |\n1 | Lainnya | A\n | Lainnya | B"))) == (
        {"A.1": "A", "A.2": "B"}, [],
    )  # fmt: skip
    assert codes(read(rubric, lke("A | Perencanaan |\n | Lainnya | B")).problems) == [("row-ambiguous", "B3")]


def test_a_row_below_an_item_that_is_not_answered_yet_stands_in_its_branch() -> None:
    """Keberadaan and Kualitas have items of the same names: the place tells them apart."""
    rubric = rubric_of("""
A     | Perencanaan | 100
A.1   | Keberadaan  | 50
A.1.a | Dokumen     |    | abc
A.1.b | Laporan     |    | abc
A.2   | Kualitas    | 50
A.2.a | Dokumen     |    | abc
A.2.b | Laporan     |    | abc
""")
    rows = "A | Perencanaan |\n1 | Keberadaan |\na | Dokumen |\n | Laporan | B\n2 | Kualitas |\na | Dokumen |\n"
    assert seen(read(rubric, lke(rows + " | Laporan | C"))) == ({"A.1.b": "B", "A.2.b": "C"}, [])


def test_the_only_item_of_a_branch_needs_neither_number_nor_name() -> None:
    assert seen(read(RUBRIC, changed("a | Data tersedia", " | Apakah ada datanya?"))) == (WHOLE_ANSWERS, [])


@pytest.mark.parametrize("row", ["z | Apakah ada datanya? | B", "9 | Apakah ada datanya? | B"])
def test_a_number_that_leads_nowhere_is_not_taken_for_the_only_item(row: str) -> None:
    reading = read(RUBRIC, changed("a | Data tersedia | B", row))
    assert "B.1.a" not in answers(reading)
    assert [code for code, _cell in codes(reading.problems)] == ["row-unknown"]


@pytest.mark.parametrize("row", [" | Catatan penilai | ", " | Apakah survei ada? | C"])
def test_a_remark_or_one_of_several_items_is_not_taken_for_the_only_one(row: str) -> None:
    old = "a | Data tersedia | B" if row.endswith("| ") else "a | Survei pengguna | C"
    reading = read(RUBRIC, changed(old, row))
    assert len(answers(reading)) == 6
    assert codes(reading.problems) == ([] if row.endswith("| ") else [("row-unknown", "B13")])


def test_a_name_of_another_branch_is_taken_with_a_warning() -> None:
    reading = read(RUBRIC, changed("b | Rencana disahkan | B", " | Data andal | B"))
    assert reading.problems == (
        warning("row-matched-by-wording", "B5", "B.2.b", "Data andal", item="B.2.b", name="Data andal"),
        error("row-double", "B14", "B.2.b", "Data andal", item="B.2.b", name="Data andal", first="B5"),
    )


def test_a_heading_in_other_words_is_known_by_its_place_with_a_warning() -> None:
    reading = read(RUBRIC, changed("2 | Kualitas |\na | Rencana", " | Mutu dokumen |\na | Rencana"))
    assert reading.problems == (
        warning("row-matched-by-place", "B6", "A.2", "Mutu dokumen", item="A.2", name="Kualitas"),
    )
    assert seen(reading)[0] == WHOLE_ANSWERS


def test_a_heading_in_other_words_is_never_taken_for_an_item() -> None:
    """By its place it would be item A.2."""
    rubric = rubric_of("A | Perencanaan | 100\nA.1 | Visi | | abc\nA.2 | Misi | | abc")
    sheet = sheet_of("""
Penilaian | | | | Jawaban
A | Perencanaan
  | 1 | Visi | | A
  |   | Bagian baru
  |   | a | Pertanyaan baru | B
""")
    reading = read(rubric, sheet)
    assert answers(reading) == {"A.1": "A"}
    assert codes(reading.problems) == [("row-unknown", "D5")]


def test_a_heading_in_other_words_is_not_known_by_a_place_that_is_taken() -> None:
    rows = WHOLE.replace("B | Pengukuran", " | Bagian baru |\na | Pertanyaan baru | A\nB | Pengukuran")
    assert ("row-matched-by-place", "B9") not in codes(read(RUBRIC, lke(rows)).problems)


@pytest.mark.parametrize("label", ["JUMLAH", "Total Perencanaan", "Nilai Akhir Perencanaan"])
def test_a_total_is_no_row_of_the_rubric(label: str) -> None:
    """Even where a node has nearly that name."""
    rubric = rubric_of(f"A | Perencanaan | 100\nA.1 | Visi | | abc\nA.2 | {label}n | | abc")
    assert seen(read(rubric, lke(f"A | Perencanaan |\n1 | Visi | A\n | {label} | \n2 | {label}n | B"))) == (
        {"A.1": "A", "A.2": "B"}, [],
    )  # fmt: skip


def test_a_row_with_an_answer_is_asked_whatever_it_is_called() -> None:
    rubric = rubric_of("A | Perencanaan | 100\nA.1 | Visi | | abc\nA.2 | Jumlah pegawai | | abc")
    reading = read(rubric, lke("A | Perencanaan |\n1 | Visi | A\n | Jumlah pegawa | B"))
    assert seen(reading) == ({"A.1": "A", "A.2": "B"}, [("row-matched-by-wording", "B4")])


def test_what_stands_below_a_heading_with_a_wrong_number_goes_by_the_headings_name() -> None:
    reading = read(RUBRIC, changed("2 | Kualitas |\na | Rencana terukur", "9 | Kualitas |\na | Apakah terukur?"))
    assert reading.raw["A.2.a"].value == "C"
    assert reading.problems == ()


def test_a_heading_known_by_its_place_has_its_figure() -> None:
    rows = WHOLE.replace("2 | Kualitas |\na | Rencana", " | Mutu dokumen | | =33.5\na | Rencana")
    sheet = sheet_of("No | Uraian | Jawaban | Nilai\n" + rows.strip("\n"))
    reading = read(RUBRIC, sheet)
    assert {code: figure.value for code, figure in reading.figures.items()} == {"A.2": Fraction("33.5")}


@pytest.mark.parametrize(("answer", "problems"), [("A", [("row-unknown", "A5")]), ("", [])])
def test_a_number_that_leads_nowhere_without_a_label(answer: str, problems: list[tuple[str, str | None]]) -> None:
    reading = read(RUBRIC, changed("b | Rencana disahkan | B", f"z | | {answer}"))
    assert "A.1.b" not in answers(reading)
    assert codes(reading.problems) == problems


def test_a_row_without_a_number_on_a_sheet_for_one_branch_stands_in_that_branch() -> None:
    rows = "a | Visi | A\nc | Misi | B\n | Laporan | C"
    assert seen(read(SAME, lke(rows))) == ({"A.2.a": "A", "A.2.b": "C", "A.2.c": "B"}, [])


def test_a_row_without_a_number_after_a_number_in_full_stands_in_its_branch() -> None:
    rows = "A.2.a | Visi | A\n | Laporan | C"
    assert seen(read(SAME, lke(rows))) == ({"A.2.a": "A", "A.2.b": "C"}, [])


def test_a_branch_is_no_only_item() -> None:
    rubric = rubric_of("A | Perencanaan | 100\nA.1 | Keberadaan | 100\nA.1.a | Visi | | abc\nA.1.b | Misi | | abc")
    reading = read(rubric, lke("A | Perencanaan |\n | Apakah ada? | B\n1 | Keberadaan |\na | Visi | A"))
    assert answers(reading) == {"A.1.a": "A"}
    assert codes(reading.problems) == [("row-unknown", "B3")]


# Several sheets that are one worksheet


def test_a_sheet_may_go_on_below_a_heading_of_the_one_before() -> None:
    """By itself the second sheet would fit A and B alike; after the first one it can only be A's."""
    one, other = lke("A | Perencanaan |\n1 | Dokumen |", "LKE 1"), lke("a | Apakah ada visi? | B", "LKE 2")
    assert seen(read(TWINS, one, other)) == ({"A.1.a": "B"}, [])
    other = lke("1 | Dokumen |\na | Apakah ada visi? | B", "LKE 2")
    assert seen(read(TWINS, one, other)) == ({"A.1.a": "B"}, [])


def test_sheets_that_go_on_where_the_other_ended_are_read_as_one() -> None:
    first, rest = WHOLE.split("B | Pengukuran |\n")
    one, other = lke(first, "LKE 1"), lke("B | Pengukuran |\n" + rest, "LKE 2")
    assert seen(read(RUBRIC, one, other)) == (WHOLE_ANSWERS, [])
    first, rest = WHOLE.split("b | Data andal")
    assert seen(read(RUBRIC, lke(first, "LKE 1"), lke("b | Data andal" + rest, "LKE 2"))) == (WHOLE_ANSWERS, [])


def test_sheets_that_number_the_same_items_are_read_each_by_itself() -> None:
    """Read as one, the second sheet would repeat A.1.a; it is about B, as its tab says."""
    first, rest = WHOLE.split("B | Pengukuran |\n")
    assert seen(read(RUBRIC, lke(first, "Perencanaan"), lke(rest, "Pengukuran"))) == (WHOLE_ANSWERS, [])


def test_sheets_whose_numbers_do_not_fit_together_are_read_each_by_itself() -> None:
    rows = "1 | Keberadaan |\na | Rencana tersedia | A\nb | Rencana disahkan | B"
    other = "2 | Kualitas |\na | Survei pengguna | C\nb | Data andal | A"
    assert seen(read(RUBRIC, lke(rows, "LKE 1"), lke(other, "LKE 2"))) == (
        {"A.1.a": "A", "A.1.b": "B", "B.2.a": "C", "B.2.b": "A"}, [],
    )  # fmt: skip
