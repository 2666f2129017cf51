"""Levels in rubric files, and scales of grades alone in those of instruments: every complaint with its line."""

from __future__ import annotations

from fractions import Fraction

import pytest

from rbtrack import catalog
from rbtrack.catalog.instruments import parse_instrument
from rbtrack.catalog.reading import parse
from rbtrack.domain.level_rules import Eligibility, PassLevel, PassLine
from rbtrack.errors import CatalogError
from rbtrack.messages import hint
from tests.test_catalog import GOOD, problems

LEVELS = """\
levels:
- code: wbk
  name: Wilayah Bebas dari Korupsi
  lines:
  - {of: total, points: 0.75}
  - {of: every area, percent: 60}
  - {of: A.2, points: 1/3}
  eligibility:
  - {instrument: opini-bpk, grade: WTP}
  - {instrument: sakip, grade: B, years_before: 1}
  - {instrument: rb, grade: {Kota: CC, kementerian: B}}
- code: wbbm
  name: Wilayah Birokrasi Bersih dan Melayani
  confidence: secondary
  note: of a table
  lines:
  - {of: total, points: 0.85}
  - {of: "area:1", percent: 75}
  eligibility:
  - {instrument: sakip, grade: BB}
  - {instrument: rb, grade: {kota: B}}
"""
WHOLE = GOOD + LEVELS
FIRST = GOOD.count("\n") + 1


def test_levels_are_read() -> None:
    wbk, wbbm = parse(WHOLE, "mini.yaml", catalog.shared()).levels
    assert wbk == PassLevel(
        "wbk",
        "Wilayah Bebas dari Korupsi",
        (
            PassLine("total", Fraction(3, 4)),
            PassLine("every area", Fraction(60), in_percent=True),
            PassLine("A.2", Fraction(1, 3)),
        ),
        (
            Eligibility("opini-bpk", (("", "WTP"),)),
            Eligibility("sakip", (("", "B"),), 1),
            Eligibility("rb", (("kementerian", "B"), ("kota", "CC"))),
        ),
    )
    assert (wbbm.code, wbbm.confidence, wbbm.note) == ("wbbm", "secondary", "of a table")


def test_a_rubric_is_no_surer_than_its_levels() -> None:
    sure = WHOLE.replace("confidence: unverified", "confidence: primary")
    assert parse(sure, "mini.yaml", catalog.shared()).least_confidence == "secondary"


def test_levels_are_part_of_what_is_stored_and_change_nothing_of_rubrics_without_them() -> None:
    rubric, plain = (parse(text, "mini.yaml", catalog.shared()) for text in (WHOLE, GOOD))
    assert catalog.from_canonical(catalog.canonical(rubric)) == rubric
    assert catalog.digest(rubric) != catalog.digest(plain)
    assert "levels" not in catalog.canonical(plain)
    assert parse(catalog.as_yaml(rubric, catalog.shared(), ""), "mini.yaml", catalog.shared()) == rubric


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ("of: total, points: 0.75", "of: totl, points: 0.75", "level-part-unknown", 5),
        ("of: total, points: 0.75", "of: total, points: 1.75", "level-minimum-wrong", 5),
        ("of: total, points: 0.75", "of: total", "level-line-form", 5),
        ("of: total, points: 0.75", "of: total, points: 0.75, percent: 7", "level-line-form", 5),
        ("of: total, points: 0.75", "of: total, points: much", "rubric-number-expected", 5),
        ("of: total, points: 0.75", "points: 0.75", "rubric-key-missing", 5),
        ("of: total, points: 0.75", "of: total, point: 0.75", "rubric-key-unknown", 5),
        ("points: 0.85", "points: 0.74", "level-order-wrong", 17),
        ("code: wbbm", "code: wbk", "level-code-wrong", 12),
        ("instrument: opini-bpk", "instrument: opini", "level-instrument-unknown", 9),
        ("grade: WTP", "grade: WTS", "level-grade-unknown", 9),
        ("Kota: CC", "Kota: E", "level-grade-unknown", 11),
        ("grade: {kota: B}", "grade: {}", "level-grade-form", 21),
        ("grade: {kota: B}", "grade: {'': B}", "level-grade-form", 21),
        ("grade: BB", "grade: CC", "level-order-wrong", 20),
        ("grade: {kota: B}", "grade: {kota: C}", "level-order-wrong", 21),
        ("years_before: 1", "years_before: -1", "level-years-wrong", 10),
        ("years_before: 1", "years_before: 10", "level-years-wrong", 10),
        ("confidence: secondary", "confidence: sure", "rubric-word-unknown", 14),
        ("levels:\n", "levels: wbk\nthings:\n", "rubric-list-expected", 1),
    ],
)
def test_every_complaint_about_a_level_has_its_line(old: str, new: str, code: str, line: int) -> None:
    assert old in LEVELS
    assert (code, FIRST + line - 1) in problems(WHOLE.replace(old, new))


def test_a_stored_rubric_asks_for_no_instrument() -> None:
    """Its instruments may have had files that are no longer there."""
    rubric = parse(WHOLE, "mini.yaml", catalog.shared())
    text = catalog.canonical(rubric).replace("opini-bpk", "opini-lain")
    assert catalog.from_canonical(text).levels[0].eligibility[0].instrument == "opini-lain"


def test_the_nearest_right_word_is_named() -> None:
    for old, new, words in (
        ("of: A.2", "of: A.22", "A.2"),
        ("instrument: sakip, grade: BB", "instrument: sakp, grade: BB", "Near it are: sakip."),
        ("grade: WTP", "grade: X", "Near it are: WTP, WDP, TW, TMP."),
    ):
        with pytest.raises(CatalogError) as error:
            parse(WHOLE.replace(old, new), "mini.yaml", catalog.shared())
        assert words in hint(error.value.problems[0])


OPINION = """\
code: opinion
name: Opinion
full_name: Opinion
order: 4
grade_scales:
- id: opinion
  regulation: made for a test
  years: [2004, null]
  grades: [WTP, WDP, TW, TMP]
"""


def test_a_scale_may_have_grades_alone_the_best_first() -> None:
    instrument = parse_instrument(OPINION, "opinion.yaml")
    (scale,) = instrument.scales
    assert (scale.bands, scale.grades, instrument.grades) == ((), ("WTP", "WDP", "TW", "TMP"), scale.ranks)
    assert scale.highest("") is None


@pytest.mark.parametrize(
    ("new", "code", "line"),
    [
        ("[WTP, WTP]", "scale-grades-wrong", 6),
        ("[WTP]\n  bands: [[A, 0, 1, x]]", "scale-grades-wrong", 6),
        ("[]", "scale-band-wrong", 6),
        ("WTP", "rubric-list-expected", 9),
        ("[[WTP]]", "rubric-text-expected", 9),
    ],
)
def test_grades_alone_are_each_there_once_and_without_bands(new: str, code: str, line: int) -> None:
    with pytest.raises(CatalogError) as error:
        parse_instrument(OPINION.replace("[WTP, WDP, TW, TMP]", new), "opinion.yaml")
    assert (code, line) in [(each.code, each.place.line) for each in error.value.problems]


def test_a_rubric_cannot_be_graded_by_grades_alone() -> None:
    wrong = GOOD.replace("grade_scale: rb-2014", "grade_scale: opini-bpk")
    assert [code for code, _line in problems(wrong)] == ["scale-band-wrong"]
