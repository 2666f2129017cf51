"""What the shipped rubrics take from the ministry's worksheets and tables, with the values written out."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from rbtrack import catalog
from rbtrack.domain.evaluation import Answer
from rbtrack.domain.grades import grade
from rbtrack.domain.kinds import ChoiceScale
from rbtrack.domain.numbers import rounded
from rbtrack.domain.scoring import score
from rbtrack.sample import published_answers
from tests.answers import best_answers

ZEROS_OF_2014 = """
A.I.1.b: A.I.1.a C
A.I.1.c: A.I.1.a C
A.I.2.b: A.I.2.a Tidak
A.I.2.c: A.I.2.a Tidak
A.I.2.d: A.I.2.a Tidak
A.I.2.e: A.I.2.a Tidak
A.IV.1.b: A.IV.1.a D
A.IV.1.c: A.IV.1.a D, A.IV.1.b D
A.IV.1.d: A.IV.1.a D, A.IV.1.b D
A.IV.3.b: A.IV.3.a Tidak
A.IV.3.c: A.IV.3.a Tidak, A.IV.3.b D
A.V.1.b: A.V.1.a D
A.V.4.c: A.V.4.b D
A.V.4.d: A.V.4.b D
A.V.4.e: A.V.4.b D
A.VII.1.d: A.VII.1.a Tidak
A.VII.1.e: A.VII.1.a Tidak, A.VII.1.d Tidak
A.VII.3.c: A.VII.3.b D
A.VII.3.d: A.VII.3.b D, A.VII.3.c D
A.VII.3.e: A.VII.3.b D, A.VII.3.c D, A.VII.3.d C
A.VII.4.b: A.VII.4.a Tidak
A.VII.4.c: A.VII.4.a Tidak, A.VII.4.b D
A.VII.4.d: A.VII.4.a Tidak, A.VII.4.b D, A.VII.4.c Tidak
A.VII.4.e: A.VII.4.a Tidak, A.VII.4.b D, A.VII.4.c Tidak, A.VII.4.d C
A.VII.5.b: A.VII.5.a Tidak
A.VII.5.c: A.VII.5.a Tidak, A.VII.5.b D
A.VII.5.d: A.VII.5.a Tidak, A.VII.5.b D, A.VII.5.c Tidak
A.VII.5.e: A.VII.5.a Tidak, A.VII.5.b D, A.VII.5.c Tidak, A.VII.5.d C
A.VII.6.b: A.VII.6.a Tidak
A.VII.6.c: A.VII.6.a Tidak, A.VII.6.b Tidak
A.VII.6.d: A.VII.6.a Tidak, A.VII.6.b Tidak, A.VII.6.c C
A.VII.6.e: A.VII.6.a Tidak, A.VII.6.b Tidak, A.VII.6.c C, A.VII.6.d C
A.VIII.1.b: A.VIII.1.a Tidak
A.VIII.1.c: A.VIII.1.a Tidak
A.VIII.1.d: A.VIII.1.a Tidak
A.VIII.1.e: A.VIII.1.a Tidak, A.VIII.1.c D
"""
"""Of the official worksheet's block of 2014, where a condition such as W54=0 is what makes W54 zero."""


def zeros(name: str) -> list[str]:
    """A line for each item, as above."""
    found = catalog.shipped_rubric(name).items.values()
    lines = {item.code: [" ".join((zero.item, *zero.answers)) for zero in item.zero_where] for item in found}
    return [f"{code}: {', '.join(parts)}" for code, parts in lines.items() if parts]


def test_what_makes_an_item_zero_in_2014_and_from_2015_on() -> None:
    assert zeros("rb-2014-awal") == ZEROS_OF_2014.strip().splitlines()
    assert len(zeros("rb-2014-awal")) == 36
    assert zeros("rb-2014") == ["A.I.2.d: A.I.2.a Tidak"]


def test_of_the_five_multipliers_one_was_there_in_2014() -> None:
    found = catalog.shipped_rubric("rb-2014-awal").items.values()
    assert {item.code: item.multiplied_by for item in found if item.multiplied_by} == {"A.VIII.4.b": "A.VIII.4.a"}


@pytest.mark.parametrize(("name", "index"), [("rb-2014-awal", "60.09"), ("rb-2014", "60.53")])
def test_without_a_road_map_bps_would_have_had_less_in_2014(name: str, index: str) -> None:
    """60.86 as it was answered. LibreOffice gives 60.09 where V14 is Tidak; by the rules of 2015 only A.I.2.d falls with it."""
    answers = published_answers(2014)
    assert rounded(score(catalog.shipped_rubric(name), answers).points or Fraction(0)) == Decimal("60.86")
    changed = {**answers, "A.I.2.a": Answer("Tidak")}
    assert rounded(score(catalog.shipped_rubric(name), changed).points or Fraction(0)) == Decimal(index)


@pytest.mark.parametrize("code", ["A.I.2.b", "A.VII.1.b"])
@pytest.mark.parametrize("name", ["rb-2014-awal", "rb-2014"])
def test_a_branch_of_a_formula_that_its_kind_of_letters_never_reaches_changes_nothing(name: str, code: str) -> None:
    answer = catalog.shipped_rubric(name).items[code].answer
    assert isinstance(answer, ChoiceScale)
    assert [(option.letter, option.share) for option in answer.options] == [("A", 1), ("B", Fraction(1, 2)), ("C", 0)]


@pytest.mark.parametrize(
    ("name", "maxima"),
    [
        ("rb-2023-kl", {"strategi-pembangunan": "0.8", "capaian-dampak": "1.2"}),
        ("rb-2023-provinsi", {"rencana-aksi": "0.4", "capaian-output": "100", "capaian-dampak": "3"}),
        ("rb-2023-kabupaten-kota", {"rencana-aksi": "0.4", "capaian-output": "100", "capaian-dampak": "3"}),
        ("rb-2024-kl", {"": "2"}),
        ("rb-2024-provinsi", {"strategi-pembangunan": "1", "capaian-dampak": "3"}),
        ("rb-2024-kabupaten-kota", {"strategi-pembangunan": "1", "capaian-dampak": "3"}),
    ],
)
def test_themes_are_entered_on_their_raw_scales(name: str, maxima: dict[str, str]) -> None:
    found = catalog.shipped_rubric(name)
    assert found.nodes["T"].plain_sum
    assert not found.nodes["T"].rescales
    themes = found.nodes["T"].children
    assert len(themes) == 5
    for theme in themes:
        items = [item for item in theme.walk() if item.is_item]
        ends = {item.code.removeprefix(theme.code).strip("."): item.answer.ends for item in items if item.answer}
        assert ends == {code: (0, Fraction(most)) for code, most in maxima.items()}


@pytest.mark.parametrize(
    ("name", "least", "most", "confidence"),
    [
        ("rb-2023-provinsi", -10, 1, "unverified"),
        ("rb-2023-kabupaten-kota", -10, 1, "unverified"),
        ("rb-2024-provinsi", -10, 1, "secondary"),
        ("rb-2024-kabupaten-kota", -10, 1, "secondary"),
    ],
)
def test_the_coefficient_of_local_government(name: str, least: int, most: int, confidence: str) -> None:
    found = catalog.shipped_rubric(name).items["koefisien"]
    assert found.answer is not None
    assert (found.answer.ends, found.corrects, found.weight, found.confidence) == (
        (least, most),
        True,
        None,
        confidence,
    )


def test_the_coefficient_of_a_province_is_scaled_up_with_its_points() -> None:
    """85.23 and 0.27 of the 90 points that apply; added after scaling it would be 94.97."""
    found = catalog.shipped_rubric("rb-2024-provinsi")
    other = {"spi": Answer(not_applicable=True), "skm": Answer("40.375"), "koefisien": Answer("0.27")}
    nodes = {node.node.code: node.points for node in score(found, {**best_answers(found), **other}).walk()}
    assert nodes["G"] == 95


@pytest.mark.parametrize(
    ("kind", "gated"),
    [
        ("kl", {"implementasi-rencana-aksi": "rencana-aksi", "iku": "sakip"}),
        ("provinsi", {"implementasi-rencana-aksi": "rencana-aksi", "iku-non-makro": "sakip"}),
        ("kabupaten-kota", {"implementasi-rencana-aksi": "rencana-aksi", "iku-non-makro": "sakip"}),
    ],
)
def test_the_multipliers_of_2023_are_kept_for_2024_and_marked_unverified(kind: str, gated: dict[str, str]) -> None:
    found = {year: catalog.shipped_rubric(f"rb-{year}-{kind}").items for year in (2023, 2024)}
    for year, items in found.items():
        general = {code: item for code, item in items.items() if item.multiplied_by and not code.startswith("T.")}
        assert {code: item.multiplied_by for code, item in general.items()} == gated
        expected = "unverified" if year == 2024 else None
        assert {item.confidence for item in general.values()} == {expected}


def test_the_rubrics_of_2024_hold_for_that_year_alone() -> None:
    for name in ("rb-2024-kl", "rb-2024-provinsi", "rb-2024-kabupaten-kota"):
        found = catalog.shipped_rubric(name)
        assert (found.measures(2024), found.measures(2025)) == (True, False)


@pytest.mark.parametrize(
    ("score", "letter"), [("0", None), ("0.004", None), ("0.005", "D"), ("0.01", "D"), ("30", "D"), ("30.01", "C")]
)
def test_a_sakip_of_nothing_is_in_no_band_of_88_2021(score: str, letter: str | None) -> None:
    band = grade(catalog.shared().grade_scales["sakip-2021"], Fraction(score))
    assert (band.grade if band else None) == letter
