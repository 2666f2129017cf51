"""A rubric out of a worksheet: what is taken from its cells and formulas, and everything that is unsure about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

import pytest

from rbtrack.lke.reading.item_formulas import MOST_ZEROS
from tests.lke.reading.sheets import (
    ANSWERS,
    ChoiceScale,
    Draft,
    Node,
    NumberScale,
    Option,
    Problem,
    RawValue,
    Sheet,
    at,
    choice,
    differing,
    draft_of,
    error,
    sheet_of,
    warning,
)

ABC = choice("A/B/C")
YA = choice("Ya/Tidak", "Y", "T")
KNOWN = (YA, ABC)
HALF = Fraction(1, 2)

HEAD = "No | Uraian | Bobot | Penjelasan | Pilihan | Jawaban | Nilai\n"
ROWS = {
    "A": "A | Proses (60)",
    "A.1": "1 | Tim (60)",
    "A.1.a": "a | Dibentuk? | =20 | | A/B/C | ",
    "A.1.b": "b | Bekerja? | =40 | | Ya/Tidak | ",
    "B": "B | Hasil | =40",
    "B.1": "1 | Survei | 40 | | 0-100",
}


def lke(after: str = "", /, **rows: str) -> Sheet:
    """A in row 2, A.1 in 3, A.1.a in 4, A.1.b in 5, B in 6, B.1 in 7; choices in E, answers in F, values in G."""
    lines = {**ROWS, **{code.replace("_", "."): line for code, line in rows.items()}}
    return sheet_of(HEAD + "\n".join(lines.values()) + (f"\n{after}" if after else ""))


def drafted(
    *sheets: Sheet,
    formulas: Mapping[str, str] | None = None,
    offered: Mapping[str, str] | None = None,
    accept_unread: bool = False,
) -> Draft:
    return draft_of(KNOWN, sheets, formulas or {}, offered or {}, accept_unread=accept_unread)


def nodes(draft: Draft) -> dict[str, Node]:
    return {node.code: node for root in draft.roots for node in root.walk()}


def test_the_tree_with_weights_and_answers() -> None:
    draft = drafted(lke())
    assert draft.problems == ()
    assert draft.roots == (
        Node("A", "Proses", Fraction(60), (
            Node("A.1", "Tim", Fraction(60), (
                Node("A.1.a", "Dibentuk?", Fraction(20), answer=ABC),
                Node("A.1.b", "Bekerja?", Fraction(40), answer=YA),
            )),
        )),
        Node("B", "Hasil", Fraction(40), (
            Node("B.1", "Survei", Fraction(40), answer=NumberScale(Fraction(0), Fraction(100))),
        )),
    )  # fmt: skip
    assert (draft.areas, draft.blank_items) == ((), "skip")
    assert draft.places == {
        "A": at("B2"), "A.1": at("B3"), "A.1.a": at("B4"), "A.1.b": at("B5"), "B": at("B6"), "B.1": at("B7"),
    }  # fmt: skip


# Weights


def test_of_two_weights_the_number_beside_the_label_is_taken_with_a_warning() -> None:
    draft = drafted(lke(A="A | Proses (60) | =50"))
    assert draft.problems == (warning("draft-weights-differ", "B2", label=Fraction(60), number=Fraction(50)),)
    assert draft.roots[0].weight == 50
    assert drafted(lke(A="A | Proses (60) | =60")).problems == ()


def test_a_group_without_a_weight_is_an_error_and_an_item_without_one_is_not() -> None:
    draft = drafted(lke(A_1="1 | Tim", A_1_a="a | Dibentuk? | | | A/B/C"))
    assert draft.problems == (error("draft-weight-missing", "B3", node="A.1"),)
    assert (nodes(draft)["A.1"].weight, nodes(draft)["A.1.a"].weight) == (None, None)


def test_a_root_without_anything_below_it_is_an_error() -> None:
    draft = drafted(lke("C | Lain | =5 | | A/B/C"))
    assert draft.problems == (error("draft-empty", "B8", node="C"),)


def test_a_worksheet_without_rows_is_an_error() -> None:
    draft = drafted(sheet_of("No | Uraian | Jawaban"))
    assert draft.problems == (Problem("draft-no-rows", place=at(None)),)
    assert (draft.roots, draft.places) == ((), {})


# What an item offers


def answer_of(
    row: str, formula: str = "", offered: str = "", *, more: Sequence[Sheet] = (), accept_unread: bool = False
) -> tuple[object, tuple[Problem, ...]]:
    """The answer of A.1.a, in row 4; `more` are other sheets of the workbook."""
    draft = draft_of(
        KNOWN,
        [lke(A_1_a=row), *more],
        {"LKE!G4": formula} if formula else {},
        {"LKE!F4": offered} if offered else {},
        accept_unread=accept_unread,
    )
    return nodes(draft)["A.1.a"].answer, draft.problems


@pytest.mark.parametrize(
    ("choices", "answer"),
    [
        ("A/B/C", ABC),
        (" A / B / C ", ABC),
        ("a/b/c", ABC),
        ("Y/T", YA),
        ("YA/TIDAK", YA),
        ("0-4", NumberScale(Fraction(0), Fraction(4))),
        ("1 – 100", NumberScale(Fraction(1), Fraction(100))),
    ],
)
def test_printed_choices(choices: str, answer: object) -> None:
    assert answer_of(f"a | Dibentuk? | =20 | | {choices}") == (answer, ())


def test_a_drop_down_list_stands_for_choices_that_are_not_printed() -> None:
    assert answer_of("a | Dibentuk? | =20 | | | ", offered="Ya,Tidak") == (YA, ())
    assert answer_of("a | Dibentuk? | =20 | | pilih | ", offered="Ya,Tidak") == (YA, ())
    assert answer_of("a | Dibentuk? | =20 | | A/B/C | ", offered="Ya,Tidak") == (ABC, ())


@pytest.mark.parametrize("explanation", ["Ya, apabila ada", "ya, jika ada"])
def test_an_explanation_that_begins_with_yes(explanation: str) -> None:
    assert answer_of(f"a | Dibentuk? | =20 | {explanation} | | ") == (YA, ())


def test_letters_that_only_the_explanation_lists_are_a_doubt() -> None:
    row: list[RawValue] = ["a", "Dibentuk?", 20.0, "a. Seluruhnya\nb. Sebagian\nc. Belum", None, None, None]
    sheet = sheet_of([*lke().rows[:3], row, *lke().rows[4:]])
    draft = drafted(sheet)
    assert nodes(draft)["A.1.a"].answer == ABC
    assert draft.problems == (warning("draft-answer-from-explanation", "D4", letters=("A", "B", "C")),)


@pytest.mark.parametrize(
    "row", ["a | Dibentuk? | =20 | ", "a | Dibentuk? | =20 | a. Satu | ", "a | Dibentuk? | =20 | Apabila ya | "]
)
def test_an_item_that_offers_nothing_is_an_error(row: str) -> None:
    assert answer_of(row) == (None, (error("draft-answer-unknown", "F4", item="A.1.a"),))


def test_letters_that_no_formula_explains_are_an_error() -> None:
    row = "a | Dibentuk? | =20 | | X/Y | "
    wrong = (error("draft-points-unknown", "G4", item="A.1.a", options=("X", "Y")),)
    assert answer_of(row) == (None, wrong)
    assert answer_of(row, '=IF(F4="X",20,IF(F4="P",2,IF(F4="Q",1,"")))') == (None, wrong)  # two words for one
    assert answer_of(row, '=IF(F4="X",20,"")') == (None, wrong)  # of Y it says nothing
    unused = (error("draft-answer-unused", "G4", item="A.1.a"),)
    assert answer_of(row, '=IF(F5="X",20,IF(F5="Y",0))') == (None, unused)  # another row's
    assert answer_of(row, "=20") == (None, unused)


def test_what_a_formula_gives_for_all_else_is_what_a_letter_earns() -> None:
    answer, problems = answer_of("a | Dibentuk? | =20 | | X/Y | ", '=IF(F4="X",20,0)')
    assert answer == ChoiceScale("X/Y", (Option("X", Fraction(1)), Option("Y", Fraction(0))))
    assert problems == (warning("draft-shares-own", "G4", item="A.1.a", shares=(Fraction(20), Fraction(0))),)


@pytest.mark.parametrize(
    "formula",
    [
        '=IF(F4="A",1,IF(F4="B",3/4,0))',
        '=IF(F4="A",1,IF(F4="B",1-0.25,0))',
        '=IF(F4="A",100%,IF(F4="B",75%,0%))',
        '=IF(UPPER(F4)="A",1,IF(UPPER(TRIM(F4))="B",0.75,0))',
        '=_xlfn.SWITCH(F4,"A",1,"B",0.75,"C",0)',
        '=_xlfn.IFS(F4="A",1,F4="B",0.75,TRUE,0)',
        '=INDEX({1,0.75,0},MATCH(F4,{"A","B","C"},0))',
        '=VLOOKUP(F4,{"A",1;"B",0.75;"C",0},2,FALSE)',
        '=CHOOSE(MATCH(LEFT(F4,1),{"A","B","C"},0),1,0.75,0)',
        '=IF(OR(F4="A",F4="a"),1,IF(AND(F4<>"C",NOT(F4="A")),0.75,0))',
        "=IFERROR(VLOOKUP(F4,Nilai!$A$1:$B$2,2,0),0)",
        "=IFERROR(VLOOKUP(F4,Nilai!$A$1:$B$2,2,FALSE()),0)",
        '=IF(--(F4="A")=1,1,IF(F4="B",0.75,0))',
        '=IF(---(F4="A")=-1,1,IF(F4="B",0.75,0))',
        '=IF(F4="A",1,IF(F4="B",0.75,IFERROR(LEFT("abc",-1),0)))',
    ],
)
def test_whatever_a_formula_is_written_with_its_points_count(formula: str) -> None:
    table = sheet_of("A | =1\nB | =0.75", name="Nilai")
    answer, problems = answer_of("a | Dibentuk? | =20 | | A/B/C | ", formula, more=[table])
    assert isinstance(answer, ChoiceScale)
    assert [option.share for option in answer.options] == [1, Fraction(3, 4), 0]
    assert problems == (
        warning("draft-shares-own", "G4", item="A.1.a", shares=(Fraction(1), Fraction(3, 4), Fraction(0))),
    )


@pytest.mark.parametrize(
    ("formula", "part"),
    [
        ('=IF(F4="A",1,IF(F4="B",CELL(F4),0))', "CELL"),
        ("=VLOOKUP(F4,Nilai!$A$1:$B$2,2)", "VLOOKUP"),
        ("=VLOOKUP(F4,Tabel!$A$1:$B$2,2,0)", "Tabel"),
        ('=IF(F4="A",Poin,0)', "Poin"),
        ("=G4", "G4"),
        ('=IF(F4="A",1', ""),
        ('=IF(F4="A",1,0))', ")"),
        ('=IF(F4="A";1;0)', ";"),
        ('=IF(F4="A",1e2,0)', "1e2,0)"),
        ('=IF(F4="A",2^9^9^9^9,0)', "…"),
        (f'=IF(F4="A",PRODUCT({",".join(["9^9"] * 80)}),0)', "…"),
        (f'=IF(F4="A",{"*".join(["9^9"] * 80)},0)', "…"),
        ("=IF(AND(F4,TRUE),1,0)", "F4"),
        ('=IF(F4="A",SUBTOTAL(9,B9),0)', "SUBTOTAL"),
        ('=IF(F4="A","50%"*2,0)', "50%"),
        ('=IF(F4="A",INDEX({1,2},0),0)', "INDEX"),
    ],
)
def test_a_formula_that_is_not_known_is_named_and_the_letters_count_only_where_accepted(
    formula: str, part: str
) -> None:
    row = "a | Dibentuk? | =20 | | A/B/C | "
    table = sheet_of("A | =1\nB | =0.75", name="Nilai")
    found = {"item": "A.1.a", "part": part}
    assert answer_of(row, formula, more=[table])[1] == (error("draft-formula-unknown", "G4", **found),)
    accepted = answer_of(row, formula, more=[table], accept_unread=True)
    assert accepted == (ABC, (warning("draft-formula-unknown", "G4", **found),))


def test_a_known_letter_without_points_is_an_error_unless_accepted() -> None:
    row, formula = "a | Dibentuk? | =20 | | A/B/C | ", '=IF(F4="A",1,IF(F4="B",0.5,IF(F4="lain",9)))'
    assert answer_of(row, formula) == (
        None, (error("draft-points-unknown", "G4", item="A.1.a", options=("A", "B", "C")),)
    )  # fmt: skip
    assert answer_of(row, formula, accept_unread=True) == (
        ABC, (warning("draft-points-unread", "G4", item="A.1.a", options=("A", "B", "C")),)
    )  # fmt: skip


@pytest.mark.parametrize(
    ("formula", "fits"),
    [
        ("=F4/100*20", True),
        ("=F4%", True),
        ("=F4*20%", True),
        ("=F4*10%", False),
        ("=F4/100*10", False),
        ("=IF(F4>50,20,F4/100*20)", False),
        ('=IF(F4="","",F4/100*20)', True),
    ],
)
def test_a_number_earns_its_part_of_the_weight(formula: str, fits: bool) -> None:
    answer, problems = answer_of("a | Nilai | =20 | | 0-100 | ", formula)
    assert answer == NumberScale(Fraction(0), Fraction(100))
    wrong = error("draft-number-otherwise", "G4", item="A.1.a", maximum=Fraction(100), weight=Fraction(20))
    assert problems == (() if fits else (wrong,))


def test_points_that_stand_only_in_the_formula_are_parts_of_the_weight() -> None:
    answer, problems = answer_of(
        "a | Dibentuk? | =20 | | X/Y/Z | ", '=IF($F$4="X",20,IF(F$4 = "Y" , 7.5,IF($F4="Z",0,"")))'
    )
    assert answer == ChoiceScale(
        "X/Y/Z", (Option("X", Fraction(1)), Option("Y", Fraction(3, 8)), Option("Z", Fraction(0)))
    )
    assert problems == (
        warning("draft-shares-own", "G4", item="A.1.a", shares=(Fraction(20), Fraction("7.5"), Fraction(0))),
    )


def test_a_cell_that_takes_over_a_blank_one_holds_zero() -> None:
    """As Excel shows it, and not a text without letters."""
    formulas = {"G4": '=IF(I4="",5,IF(F4="A",1,IF(F4="B",0.75,0)))', "I4": "=K9"}
    answer = nodes(drafted(lke(A_1_a="a | Dibentuk? | =20 | | A/B/C | "), formulas=formulas))["A.1.a"].answer
    assert isinstance(answer, ChoiceScale)
    assert [option.share for option in answer.options] == [1, Fraction(3, 4), 0]


@pytest.mark.parametrize(
    "chain", ["-" * 15_000 + "1", "1" + "+1" * 8_000, "(" * 8_000 + "1" + ")" * 8_000, "1" + "*9" * 8_000]
)
def test_a_formula_without_end_is_read_or_refused(chain: str) -> None:
    answer_of("a | Dibentuk? | =20 | | A/B/C | ", f'=IF(F4="A",{chain},0)')


def test_an_item_that_weighs_nothing_does_not_end_the_reading() -> None:
    answer, _problems = answer_of("a | Dibentuk? (0) | | | A/B/C | ", '=IF(F4="A",5,IF(F4="B",2,0))')
    assert isinstance(answer, ChoiceScale)
    assert [option.share for option in answer.options] == [5, 2, 0]


def test_points_of_an_item_without_a_weight_are_shares() -> None:
    answer, problems = answer_of("a | Dibentuk? | | | X/Y | ", '=IF(F4="X",1,IF(F4="Y",0.5))')
    assert answer == ChoiceScale("X/Y", (Option("X", Fraction(1)), Option("Y", HALF)))
    assert [problem.code for problem in problems] == ["draft-shares-own"]


def test_words_of_the_formula_are_other_words_for_the_printed_ones() -> None:
    answer, problems = answer_of("a | Dibentuk? | =20 | | X/Y | ", '=IF(F4="Ada",20,IF(F4="y",5))')
    assert answer == ChoiceScale("X/Y", (Option("X", Fraction(1), ("Ada",)), Option("Y", Fraction(1, 4))))
    assert problems == (warning("draft-words-paired", "G4", item="A.1.a", pairs=("X = Ada",)),)


def test_a_known_scale_whose_shares_the_formula_gives_otherwise() -> None:
    row = "a | Dibentuk? | =20 | | A/B/C | "
    assert answer_of(row, '=IF(F4="A",1,IF(F4="B",0.5,IF(F4="C",0,"")))') == (ABC, ())
    assert answer_of(row, '=IF(F4="A",20,IF(F4="B",10,IF(F4="C",0,"")))') == (ABC, ())
    answer, problems = answer_of(row, '=IF(F4="A",1,IF(F4="B",0.4,IF(F4="C",0,"")))')
    assert isinstance(answer, ChoiceScale)
    assert [option.share for option in answer.options] == [1, Fraction(2, 5), 0]
    assert [problem.code for problem in problems] == ["draft-shares-own"]


BRANCHES = '=IF(E4="Ya/Tidak",IF(F4="Ya",1,IF(F4="Tidak",0)),IF(E4="A/B/C",IF(F4="A",1,IF(F4="B",0.5,IF(F4="C",0)))))'


def test_of_a_formula_for_several_choices_the_branch_for_the_printed_ones_counts() -> None:
    assert answer_of("a | Dibentuk? | =20 | | A/B/C | ", BRANCHES) == (ABC, ())
    assert answer_of("a | Dibentuk? | =20 | | Ya/Tidak | ", BRANCHES) == (YA, ())
    wrong = BRANCHES.replace("0.5", "0.4").replace('"Ya",1', '"Ya",0.3')
    assert answer_of("a | Dibentuk? | =20 | | A/B/C | ", wrong)[1] != ()
    assert answer_of("a | Dibentuk? | =20 | | Ya/Tidak | ", wrong)[1] != ()
    assert answer_of("a | Dibentuk? | =20 | | Ya/Tidak | ", BRANCHES.replace("0.5", "0.4")) == (YA, ())
    # A formula for other choices says nothing of these.
    unused = (error("draft-answer-unused", "G4", item="A.1.a"),)
    assert answer_of("a | Dibentuk? | =20 | | Y/T | ", BRANCHES) == (YA, unused)


def test_the_branch_for_the_printed_choices_ends_where_the_next_one_begins() -> None:
    formula = '=IF(E4="X/Y",IF(F4="X",20,IF(F4="Y",5)),IF(E4="A/B/C",IF(F4="A",1,IF(F4="B",0.5,IF(F4="C",0)))))'
    answer, _problems = answer_of("a | Dibentuk? | =20 | | X/Y | ", formula)
    assert answer == ChoiceScale("X/Y", (Option("X", Fraction(1)), Option("Y", Fraction(1, 4))))


def test_two_letters_in_an_explanation_are_enough() -> None:
    row: list[RawValue] = ["a", "Dibentuk?", 20.0, "a. Sudah\nb. Belum", None, None, None]
    draft = drafted(sheet_of([*lke().rows[:3], row, *lke().rows[4:]]))
    assert draft.problems[0] == warning("draft-answer-from-explanation", "D4", letters=("A", "B"))


def test_without_a_column_of_values_the_label_is_named() -> None:
    draft = drafted(sheet_of("No | Uraian | Bobot | Pilihan | Jawaban\nA | Proses | =60\n1 | Tim | =60 | X/Y"))
    assert draft.problems == (error("draft-points-unknown", "B3", item="A.1", options=("X", "Y")),)


def test_the_formula_in_a_row_that_an_item_shares_is_the_items() -> None:
    rows = "Penilaian | | | | Pilihan | Jawaban | Nilai\nA | Proses (60) | 1 | Tim (60) | A/B/C"
    assert drafted(sheet_of(rows), formulas={"G2": "=F2/2"}).blank_items == "skip"


# Gates


@pytest.mark.parametrize(
    ("formula", "gate"),
    [
        ('=IF(F5="Ya",1,0)*G4', "A.1.a"),
        ('=IF(F5="Ya",1 * $G$4,0*G4)', "A.1.a"),
        ('=PRODUCT(G7,IF(F5="Ya",1,0))', "B.1"),
        ('=IF(F5="Ya",G4/2,0)*2', "A.1.a"),
        ('=IF(F5="Ya",1,0)', None),
        ('=IF(F5="Ya",1,0)*(G4+1-G4)', None),
        ('=IF(F5="Ya",1,0)*IF(G99=0,1,2)', None),
        ('=IF(E5="A/B/C",G4,IF(F5="Ya",1,0))', None),  # for other choices
    ],
)
def test_the_item_that_multiplies_another(formula: str, gate: str | None) -> None:
    draft = drafted(lke(), formulas={"G5": formula})
    assert (nodes(draft)["A.1.b"].multiplied_by, draft.problems) == (gate, ())


@pytest.mark.parametrize(
    ("formula", "cells"),
    [
        ('=IF(F4="C",0.5,IF(F5="Ya",1,0))', ("F4",)),
        ('=IF(F4="C",FALSE,IF(F5="Ya",1,0))', ("F4",)),  # which a mean leaves out
        ('=IF(F5="","",IF(F4="C",0,IF(F5="Ya",1,0)))', ("F4",)),  # a blank stays one
        ('=IF(F7=0,0,IF(F5="Ya",1,0))', ("F7",)),  # a number has no letters
        ('=IF(G4=0,0,IF(F5="Ya",1,0))', ("G4",)),  # nothing says when G4 is 0
        ('=IF(G4<0.6,0,IF(F5="Ya",1,0))', ("G4",)),
        ('=IF(F4="",0,IF(F5="Ya",1,0))', ("F4",)),
        ('=IF(F5="Ya",1,0)*G4*G4', ("G4",)),
        ('=IF(F5="Ya",1,IF(G4=1,0,0.5))', ("G4",)),
        ('=IF(F5="Ya",1,0)*IF(G4>0.5,G4,0)', ("G4",)),
        ('=IF(AND(F4="C",F7<10),0,IF(F5="Ya",1,0))', ("F4", "F7")),
        ('=IF(G3>0,1,0)*IF(F5="Ya",1,0)', ("G4",)),  # of the group, which adds G4 and itself nothing
        ('=IF(F4="Tidak",0,IF(F5="Ya",1,0))', ()),  # which nobody can answer there
    ],
)
def test_what_depends_on_another_item_in_any_other_way_is_named_by_its_cell(
    formula: str, cells: tuple[str, ...]
) -> None:
    formulas = {"G5": formula, "G3": "=G4*2"}
    draft = drafted(lke(), formulas=formulas)
    expected = (error("draft-condition-unknown", "G5", item="A.1.b", cells=cells),) if cells else ()
    node = nodes(draft)["A.1.b"]
    assert (draft.problems, node.multiplied_by, node.zero_where, node.answer) == (expected, None, (), YA)
    accepted = drafted(lke(), formulas=formulas, accept_unread=True)
    assert [problem.severity for problem in accepted.problems] == ["warning"] * bool(cells)


ABC_OF = '=IF(F{0}="A",1,IF(F{0}="B",0.5,IF(F{0}="C",0,"")))'
GROUP = "SUM(G4:G5)/COUNT(G4:G5)*60"
MEAN = lke(A_1_a="a | Dibentuk? | | | A/B/C | ", A_1_b="b | Bekerja? | | | Ya/Tidak | ")


@pytest.mark.parametrize(
    ("formula", "cells"),
    [
        (f"={GROUP}", ()),
        ("=SUM(G4:G5)/COUNT(G4:G5)", ()),  # the share, where others show points
        (f"=ROUND({GROUP},2)", ()),
        (f"=IF(COUNT(G4:G5)=0,0,{GROUP})", ()),
        ("=SUBTOTAL(1,G4:G5)*60", ()),  # not known here, but it asks for nothing
        ("=COUNTA(F4:F5)*7", ()),
        ("=ROUND(SUM(G4:G5)/COUNT(G4:G5),0)*60", ("G4", "G5")),
        (f'={GROUP}-IF(F4="B",0.6,0)', ()),  # a hundredth of 60 less
        (f'={GROUP}-IF(F4="B",0.7,0)', ("F4",)),
        (f'=IF(F4="C",0,{GROUP})', ("F4",)),
        (f"=IF(G5=0,0,{GROUP})", ("G5",)),
        (f"=MIN(45,{GROUP})", ("G4", "G5")),
        (f"=IF({GROUP}<20,0,{GROUP})", ("G4",)),  # only where both fall
        (f"={GROUP}*(F7>10)", ("F7",)),
        (f"={GROUP}*G7/40", ("G7",)),
        ("=(G4+G5+G5)*20", ("G4", "G5")),
        ("=G4*60", ("G4", "G5")),
    ],
)
def test_the_formula_of_a_group_is_its_mean_and_nothing_more(formula: str, cells: tuple[str, ...]) -> None:
    """With a cell for each part that counts otherwise, or that stands elsewhere."""
    formulas = {"G3": formula, "G4": ABC_OF.format(4), "G5": '=IF(F5="Ya",1,0)', "G7": "=F7/100*40"}
    expected = (error("draft-condition-unknown", "G3", item="A.1", cells=cells),) if cells else ()
    assert drafted(MEAN, formulas=formulas).problems == expected
    accepted = drafted(MEAN, formulas=formulas, accept_unread=True).problems
    assert [problem.severity for problem in accepted] == ["warning"] * bool(cells)


def test_weighted_items_may_show_points_or_shares() -> None:
    """Dibentuk weighs 20 and Bekerja 40."""
    formulas = {"G4": ABC_OF.format(4), "G5": '=IF(F5="Ya",1,0)', "G7": "=F7/100*40", "G3": "=G4*20+G5*40"}
    assert drafted(lke(), formulas=formulas).problems == ()
    points = {**formulas, "G4": f"{ABC_OF.format(4)}*20", "G5": '=IF(F5="Ya",40,0)', "G3": "=SUM(G4:G5)"}
    assert drafted(lke(), formulas=points).problems == ()
    odd = drafted(lke(), formulas={**formulas, "G3": "=G4*40+G5*20"}).problems
    assert odd == (error("draft-condition-unknown", "G3", item="A.1", cells=("G4", "G5")),)


def test_what_a_group_asks_for_must_be_known() -> None:
    formulas = {"G4": ABC_OF.format(4), "G5": '=IF(F5="Ya",1,0)', "G7": "=F7/100*40"}
    for formula, part in (('=IF(COUNTIF(F4:F5,"A")>1,60,0)', "COUNTIF"), ("=SUBTOTAL(1,G4:G5)*(G4>0.5)", "SUBTOTAL")):
        found = drafted(MEAN, formulas={**formulas, "G3": formula}).problems
        assert found == (error("draft-formula-unknown", "G3", item="A.1", part=part),)


def test_of_groups_in_groups_the_lowest_is_named() -> None:
    formulas = {
        "G2": "=G3", "G3": f'=IF(F4="C",0,{GROUP})', "G4": ABC_OF.format(4), "G5": '=IF(F5="Ya",1,0)', "G7": "=F7/100*40",
    }  # fmt: skip
    assert [problem.place.cell for problem in drafted(MEAN, formulas=formulas).problems] == ["G3"]
    above = {**formulas, "G2": '=IF(F4="C",0,G3)', "G3": f"={GROUP}"}
    assert [problem.place.cell for problem in drafted(MEAN, formulas=above).problems] == ["G2"]
    assert drafted(MEAN, formulas={**formulas, "G2": "=G3", "G3": f"={GROUP}"}).problems == ()


def zeros(formulas: Mapping[str, str], item: str = "A.1.b") -> tuple[dict[str, tuple[str, ...]], tuple[Problem, ...]]:
    draft = drafted(lke("2 | Lain (20)\na | Satu? | =10 | | A/B/C\nb | Dua? | =10 | | A/B/C"), formulas=formulas)
    return {zero.item: zero.answers for zero in nodes(draft)[item].zero_where}, draft.problems


@pytest.mark.parametrize(
    ("formula", "gates"),
    [
        ('=IF(F4="C",0,IF(F5="Ya",1,0))', {"A.1.a": ("C",)}),
        ('=IF(OR(F4="c",F4="B"),0,IF(F5="Ya",1,0))', {"A.1.a": ("B", "C")}),
        ('=IF(F5="Ya",IF(F4="C",0,1),0)', {"A.1.a": ("C",)}),
        ('=IF(AND(F4<>"C",F9<>"B"),IF(F5="Ya",1,0),0)', {"A.1.a": ("C",), "B.2.a": ("B",)}),
        ('=IF(G4=0,0,IF(F5="Ya",1,0))', {"A.1.a": ("C",)}),
        ('=IF(F4="C",0,IF(F5="Ya",1,IF(F4="Lain",0,IF(F5="Tidak",0))))', {"A.1.a": ("C",)}),
        ('=IF(F4="Lain",0,IF(F5="Ya",1,0))', {}),  # which nobody can answer there
    ],
)
def test_answers_of_others_that_make_an_item_zero(formula: str, gates: dict[str, tuple[str, ...]]) -> None:
    assert zeros({"G4": ABC_OF.format(4), "G5": formula}) == (gates, ())


def test_what_makes_a_figure_zero_is_followed_through_the_items_that_it_stands_on() -> None:
    """B.2.b asks for the figure of B.2.a, which asks for that of A.1.b, which A.1.a multiplies."""
    formulas = {
        "G4": ABC_OF.format(4),
        "G5": '=IF(F5="Ya",1,0)*G4',
        "G7": "=F7/100",
        "G9": '=IF(G5=0,0,IF(F9="A",1,IF(F9="B",0.5,0)))',
        "G10": '=IF(G9=0,0,IF(F10="A",1,IF(F10="B",0.5,0)))',
    }
    assert zeros(formulas, "B.2.a") == ({"A.1.a": ("C",), "A.1.b": ("Tidak",)}, ())
    assert zeros(formulas, "B.2.b") == ({"A.1.a": ("C",), "A.1.b": ("Tidak",), "B.2.a": ("C",)}, ())
    # An item whose own formula is not understood says nothing of when it is 0.
    found, problems = zeros({**formulas, "G9": '=IF(G5<0.6,0,IF(F9="A",1,IF(F9="B",0.5,0)))'}, "B.2.b")
    assert found == {}
    assert [(problem.place.cell, problem.parameters["cells"]) for problem in problems] == [
        ("G9", ("G5",)), ("G10", ("G9",)),
    ]  # fmt: skip


def test_two_items_that_ask_for_each_other_are_not_understood() -> None:
    formulas = {"G4": '=IF(G5=0,0,IF(F4="A",1,IF(F4="B",0.5,0)))', "G5": '=IF(G4=0,0,IF(F5="Ya",1,0))'}
    found, problems = zeros(formulas)
    assert found == {}
    assert {problem.code for problem in problems} == {"draft-condition-unknown"}


def test_a_letter_that_counts_only_under_one_of_its_names_is_not_understood() -> None:
    both, one = '=IF(OR(F5="Ya",F5="Y"),1,IF(OR(F5="Tidak",F5="T"),0,""))', '=IF(F5="Ya",1,IF(F5="Tidak",0,""))'
    gated = '=IF(F5="Tidak",0,IF(F4="A",1,IF(F4="B",0.5,0)))'
    assert zeros({"G5": one, "G4": gated}, "A.1.a") == ({"A.1.b": ("Tidak",)}, ())
    found, problems = zeros({"G5": both, "G4": gated}, "A.1.a")
    assert (found, problems) == ({}, (error("draft-condition-unknown", "G4", item="A.1.a", cells=("F5",)),))


def test_what_is_zero_for_too_many_reasons_is_not_known() -> None:
    rows = "\n".join(f"{number} | Butir | =1 | | A/B/C" for number in range(1, 24))
    formulas = {f"G{row}": f'=IF(G{row - 1}=0,0,IF(F{row}="A",1,IF(F{row}="B",0.5,0)))' for row in range(4, 26)}
    draft = drafted(sheet_of(f"{HEAD}A | Proses | =23\n{rows}"), formulas={"G3": ABC_OF.format(3), **formulas})
    found = nodes(draft)
    assert (len(found["A.21"].zero_where), found["A.22"].zero_where) == (MOST_ZEROS, ())
    assert [(problem.code, problem.place.cell) for problem in draft.problems] == [
        ("draft-formula-unknown", "G24"), ("draft-condition-unknown", "G25"),
    ]  # fmt: skip


def test_a_gate_is_as_high_as_its_own_formula() -> None:
    formulas = {"G4": '=IF(F4="A",20,IF(F4="B",10,0))', "G5": '=IF(F5="Ya",40,0)*G4/20'}
    draft = drafted(lke(), formulas=formulas)
    assert (nodes(draft)["A.1.b"].multiplied_by, nodes(draft)["A.1.b"].answer, draft.problems) == ("A.1.a", YA, ())


def test_a_formula_that_looks_at_many_items_is_not_known() -> None:
    rows = "\n".join(f"{number} | Butir | =1 | | A/B/C" for number in range(1, 9))
    sheet = sheet_of(f"{HEAD}A | Proses | =8\n{rows}")
    few, many = ("+".join(f"G{row}" for row in range(4, last)) for last in (10, 11))
    for cells, code in ((few, "draft-condition-unknown"), (many, "draft-formula-unknown")):
        draft = drafted(sheet, formulas={"G3": f'=IF(F3="A",1,IF(F3="B",0.5,0))*({cells})/6'})
        assert [problem.code for problem in draft.problems] == [code]


def test_several_gates_are_an_error() -> None:
    draft = drafted(lke(), formulas={"G5": '=IF(F5="Ya",1,0)*G7*G4'})
    assert draft.problems == (error("draft-gates-several", "G5", item="A.1.b", gates=("A.1.a", "B.1")),)
    assert nodes(draft)["A.1.b"].multiplied_by == "A.1.a"


# Blanks


YES = 'IF(F4="A",1,IF(F4="B",0.5,0))'
"""Gives 0 for a blank answer, too."""


@pytest.mark.parametrize(
    ("formulas", "rule"),
    [
        ({}, "skip"),
        ({"G3": "=SUM(G4:G5)/COUNT(G4:G5)*C3"}, "skip"),
        ({"G3": "=average(G4:G5)*C3"}, "skip"),
        ({"G3": "=SUM(G4:G5)/2*C3"}, "zero"),
        ({"G3": "=SUM(G4:G5)/COUNTA(G4:G5)"}, "zero"),
        ({"G3": "=AVERAGEA(G4:G5)"}, "zero"),
        ({"G3": "=SUM(G4:G5)"}, "skip"),
        ({"G4": "=F4/2"}, "skip"),  # of an item
        ({"G2": "=G3/1", "G3": "=SUM(G4:G5)/COUNT(G4:G5)"}, "skip"),
        ({"G3": "=AVERAGE(G4:G5)", "G4": f"={YES}", "G5": '=IF(F5="Ya",1,0)'}, "zero"),
        ({"G3": "=AVERAGE(G4:G5)", "G4": f"={YES}", "G5": '=IF(F5="Ya",1,IF(F5="Tidak",0,""))'}, "skip"),
        ({"G3": "=AVERAGE(G4:G5)", "G4": f"={YES}"}, "skip"),
        ({"G3": "=AVERAGE(G4:G5)", "G4": f"={YES}", "G5": "=CELL(F5)"}, "skip"),
    ],
)
def test_whether_blanks_count(formulas: dict[str, str], rule: str) -> None:
    assert drafted(lke(), formulas=formulas).blank_items == rule


# Rows


def test_a_heading_without_a_number_gets_one_with_a_warning() -> None:
    draft = drafted(lke("| Kinerja | =5\n1 | Opini | =5 | | A/B/C", A_1_b="b | Bekerja? | =40 | | Ya/Tidak | "))
    assert draft.problems == (warning("draft-row-lettered", "B8", label="Kinerja", item="C"),)
    assert nodes(draft)["C.1"].name == "Opini"


def test_a_question_without_a_number_is_the_first_of_its_group_with_a_warning() -> None:
    draft = drafted(lke("C | Lain | =5\n1 | Opini | =5\n | Apa opininya? | =5 | | A/B/C"))
    assert draft.problems == (warning("draft-row-lettered", "B10", label="Apa opininya?", item="C.1.a"),)
    assert nodes(draft)["C.1.a"].answer == ABC
    assert draft.places["C.1.a"] == at("B10")
    draft = drafted(lke("C | Lain | =5\n1 | Opini | =5\n | Apa opininya? | =5"), offered={"F10": "A,B,C"})
    assert nodes(draft)["C.1.a"].answer == ABC
    draft = drafted(lke("C | Lain | =5\n1 | Opini | =5 | | | \n | Catatan"))
    assert "C.1.a" not in nodes(draft)
    assert [problem.code for problem in draft.problems] == ["draft-answer-unknown"]
    draft = drafted(lke("C | Lain | =5\n1 | Opini | =5\n | Apa opininya? | =5 | | | WTP"))
    assert "C.1.a" in nodes(draft)


def test_a_question_without_a_number_beside_others_that_have_one_is_an_error() -> None:
    draft = drafted(lke(A_1_b="| Bekerja? | =40 | | Ya/Tidak | "))
    assert draft.problems == (error("draft-row-unnumbered", "B5", label="Bekerja?"),)
    assert list(nodes(draft)) == ["A", "A.1", "A.1.a", "B", "B.1"]


def test_a_remark_is_no_row() -> None:
    draft = drafted(lke(A_1_a=ROWS["A.1.a"] + "\n | Catatan"))
    assert (list(nodes(draft)), list(draft.places), draft.problems) == (list(ROWS), list(ROWS), ())
    draft = drafted(sheet_of(ONE + "\n | Catatan", name="1"), sheet_of(OTHER, name="2"))
    assert list(draft.places) == ["I.1", "I.1.a", "II.1", "II.1.a"]


@pytest.mark.parametrize(
    ("row", "is_error"),
    [
        ("A.1 | Tim (60)", False),
        ("A.1 | TIM", False),
        ("A.1 | Rencana", True),
        ("A.1 | Tim | | | A/B/C", True),
    ],
)
def test_a_number_that_stands_there_twice(row: str, is_error: bool) -> None:
    draft = drafted(lke(A_1_b=f"{ROWS['A.1.b']}\n{row}"))
    expected = (error("row-double", "B6", item="A.1", first="B3"),) if is_error else ()
    assert draft.problems == expected
    assert nodes(draft)["A.1"].name == "Tim"


def test_a_row_that_is_missing_among_the_numbers_is_said() -> None:
    draft = drafted(lke(A_1_b="c | Bekerja? | =40 | | Ya/Tidak | "))
    assert draft.problems == (warning("draft-row-gap", "B5", item="A.1.c"),)


def test_a_first_row_that_is_missing_is_said() -> None:
    draft = drafted(lke(A_1_a="b | Dibentuk? | =20 | | A/B/C | ", A_1_b="c | Bekerja? | =40 | | Ya/Tidak | "))
    assert draft.problems == (warning("draft-row-gap", "B4", item="A.1.b"),)
    draft = drafted(lke(B="C | Hasil | =40"))
    assert draft.problems == (warning("draft-row-gap", "B6", item="C"),)


def test_the_row_s_own_number_behind_its_label_is_no_weight() -> None:
    assert nodes(drafted(lke(A_1="1 | Tim (1.1) | =60")))["A.1"].weight == 60
    draft = drafted(lke(A_1="1 | Tim (1.1)"))
    assert draft.problems == (error("draft-weight-missing", "B3", node="A.1"),)
    assert nodes(drafted(lke(A_1="1 | Tim (1.2)")))["A.1"].weight == Fraction("1.2")
    assert nodes(drafted(lke(A_1="1 | Tim (1,1)")))["A.1"].weight == Fraction("1.1")
    assert nodes(drafted(lke(A="A | Proses (1)")))["A"].weight == 1


def test_a_group_and_its_first_item_in_one_row_each_with_its_number_before_it() -> None:
    rows = "Penilaian | | Bobot | Pilihan | Jawaban\nA. Proses | | =60\n1. Tim | 1. Dibentuk? | =30 | A/B/C"
    draft = drafted(sheet_of(rows + "\n | 2. Bekerja? | =30 | A/B/C\n2. Rencana | 1. Ada? | =30 | A/B/C"))
    assert {code: node.name for code, node in nodes(draft).items()} == {
        "A": "Proses", "A.1": "Tim", "A.1.1": "Dibentuk?", "A.1.2": "Bekerja?", "A.2": "Rencana", "A.2.1": "Ada?",
    }  # fmt: skip


# Change areas


def eight(count: int, last: str = "") -> Draft:
    lines = ["A | Proses | =80"]
    for number in range(1, count + 1):
        lines += [f"{number} | Area {number} | =10", "a | Ada? | =10 | | A/B/C"]
    return drafted(sheet_of(HEAD + "\n".join(lines) + f"\n{last}\nB | Hasil | =20\n1 | Opini | =20 | | A/B/C"))


def test_a_component_of_eight_branches_holds_the_change_areas() -> None:
    draft = eight(8)
    assert [(area.id, area.name) for area in draft.areas] == [(str(n), f"Area {n}") for n in range(1, 9)]
    found = nodes(draft)
    assert (found["A"].area, found["B"].area, found["B.1"].area) == (None, None, None)
    for number in range(1, 9):
        assert found[f"A.{number}"].area == found[f"A.{number}.a"].area == str(number)
    assert [root.code for root in draft.roots] == ["A", "B"]


@pytest.mark.parametrize(("count", "last"), [(7, ""), (9, ""), (7, "8 | Area 8 | =10 | | A/B/C")])
def test_other_components_hold_none(count: int, last: str) -> None:
    draft = eight(count, last)
    assert draft.areas == ()
    assert {node.area for node in nodes(draft).values()} == {None}


# Several sheets


ONE = HEAD + "1 | Tim | =10\na | Dibentuk? | =10 | | A/B/C"
OTHER = HEAD + "1 | Opini | =5\na | Wajar? | =5 | | Ya/Tidak"


def test_sheets_that_number_their_rows_anew_become_components() -> None:
    draft = drafted(sheet_of(ONE, name="A. Proses"), sheet_of(OTHER, name="Hasil"))
    assert draft.problems == ()
    assert draft.roots == (
        Node("I", "Proses", Fraction(10), (
            Node("I.1", "Tim", Fraction(10), (Node("I.1.a", "Dibentuk?", Fraction(10), answer=ABC),)),
        )),
        Node("II", "Hasil", Fraction(5), (
            Node("II.1", "Opini", Fraction(5), (Node("II.1.a", "Wajar?", Fraction(5), answer=YA),)),
        )),
    )  # fmt: skip
    assert draft.places["II.1"] == at("Hasil!B2")


def test_a_component_whose_parts_have_no_weight_is_an_error() -> None:
    draft = drafted(sheet_of(ONE.replace("Tim | =10", "Tim"), name="Proses"), sheet_of(OTHER, name="Hasil"))
    assert draft.problems == (
        error("draft-weight-missing", "Proses!B2", node="I.1"),
        error("draft-weight-missing", "Proses!B2", node="I"),
    )
    assert draft.roots[0].weight is None


def test_a_sheet_without_rows_becomes_an_empty_component() -> None:
    draft = drafted(sheet_of(ONE, name="1"), sheet_of(OTHER, name="2"), sheet_of(HEAD, name="Kosong"))
    assert draft.roots[2] == Node("III", "Kosong", None)


def test_sheets_that_go_on_are_one_tree() -> None:
    one = sheet_of(HEAD + "A | Proses | =60\n1 | Tim | =60\na | Dibentuk? | =60 | | A/B/C", name="1")
    other = sheet_of(HEAD + "A | Proses (60)\n2 | Rencana | =5\na | Ada? | =5 | | A/B/C", name="2")
    draft = drafted(one, other)
    assert (draft.problems, list(nodes(draft))) == ((), ["A", "A.1", "A.1.a", "A.2", "A.2.a"])


def test_formulas_are_those_of_the_rows_own_sheet() -> None:
    one, other = sheet_of(ONE, name="1"), sheet_of(OTHER.replace("Ya/Tidak", "X/Y"), name="2")
    formula = '=IF(F3="X",5,IF(F3="Y",0))'
    assert [problem.code for problem in drafted(one, other, formulas={"2!G3": formula}).problems] == [
        "draft-shares-own"
    ]
    draft = drafted(one, other, formulas={"1!G3": formula})
    assert [problem.code for problem in draft.problems] == ["draft-points-unknown", "draft-points-unknown"]


# Two drafts


def test_what_two_years_of_a_worksheet_say_otherwise() -> None:
    one = drafted(lke())
    assert differing(one, one) == ()
    assert differing(one, drafted(lke(A="A | Nama lain (60)"))) == ()
    assert differing(one, drafted(lke(A_1_a="a | Dibentuk? | =21 | | A/B/C"))) == ("A.1.a",)
    assert differing(one, drafted(lke(A_1_a="a | Dibentuk? | =20 | | Ya/Tidak"))) == ("A.1.a",)
    assert differing(one, drafted(lke(), formulas={"G5": '=IF(F5="Ya",G4,0)'})) == ("A.1.b",)
    more = drafted(lke("2 | Lain | =5 | | A/B/C"))
    assert differing(one, more) == ("B", "B.2") == differing(more, one)


def test_the_answers_of_these_tests_are_the_shared_ones() -> None:
    assert ANSWERS["abc"] == ABC


def test_so_many_levels_are_read_and_no_more() -> None:
    """A row a level, each of its own kind of number and each kind of columns one further right."""
    rows: list[list[RawValue]] = [["Uraian", *[None] * 6, "Jawaban"]]
    for level in range(22):
        column, kind = divmod(level, 5)
        row: list[RawValue] = [None] * 7
        row[column], row[column + 1] = "AI1ai"[kind], f"Bagian {level}"
        rows.append(row)
    draft = drafted(sheet_of(rows))
    deepest = "A.I.1.a.i.A.I.1.a.i.A.I.1.a.i.A.I.1.a.i"
    assert list(nodes(draft))[-1] == deepest
    assert [problem for problem in draft.problems if problem.code == "draft-too-deep"] == [
        error("draft-too-deep", "F22", item=f"{deepest}.A", limit=20),
        error("draft-too-deep", "F23", item=f"{deepest}.A.I", limit=20),
    ]
