"""A rubric is checked for every rule at once."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from rbtrack import catalog
from rbtrack.domain.evaluation import Answer
from rbtrack.domain.kinds import ChoiceScale, NumberScale, Option
from rbtrack.domain.rubric import Area, Band, GradeScale, Node, Rubric, Years, check_rubric
from rbtrack.domain.scoring import score

YES = ChoiceScale("ya", (Option("Ya", Fraction(1)), Option("Tidak", Fraction(0))))


def item(code: str, weight: str | None = None, **more: object) -> Node:
    return Node(code, code, None if weight is None else Fraction(weight), answer=more.pop("answer", YES), **more)  # type: ignore[arg-type]


def group(code: str, weight: str | None, *children: Node, **more: object) -> Node:
    return Node(code, code, None if weight is None else Fraction(weight), children, **more)  # type: ignore[arg-type]


def rubric(*roots: Node, **more: object) -> Rubric:
    return Rubric("r", "1", "R", "rb", "", Years(None, None), "", "skip", "primary", "", roots, **more)  # type: ignore[arg-type]


def scale(*ranges: tuple[int, int]) -> GradeScale:
    return GradeScale(
        "s", "rb", "", Years(None, None), tuple(Band("A", Fraction(low), Fraction(high), "") for low, high in ranges)
    )


def test_the_rubric_of_2014_holds(rb2014: Rubric) -> None:
    assert check_rubric(rb2014) == []
    assert (len(rb2014.items), rb2014.maximum, len(rb2014.areas)) == (151, 100, 8)
    assert sum(1 for code in rb2014.items if code.startswith("A.")) == 146
    assert [rb2014.items[code].multiplied_by for code in ("A.V.4.c", "A.V.4.d", "A.V.4.e", "A.VIII.4.b", "A.VIII.4.c")] == [
        "A.V.4.b", "A.V.4.c", "A.V.4.d", "A.VIII.4.a", "A.VIII.4.a",
    ]  # fmt: skip
    assert [str(rb2014.nodes[f"A.{number}"].weight) for number in ("I", "II", "III", "IV", "V", "VI", "VII", "VIII")] == [
        "5", "5", "6", "5", "15", "6", "12", "6",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("wrong", "code", "node"),
    [
        (rubric(group("g", "1", item("a"), item("a"))), "rubric-code-double", "a"),
        (rubric(group("g", "1")), "rubric-node-empty", "g"),
        (rubric(group("g", "1", item("a"), answer=YES)), "rubric-node-empty", "g"),
        (rubric(item("a", "0")), "rubric-weight-not-positive", "a"),
        (rubric(item("a", "1", area="9")), "rubric-area-unknown", "a"),
        (rubric(item("a", "1", multiplied_by="b")), "rubric-gate-unknown", "a"),
        (rubric(group("g", "1", item("a", "1"), item("b"))), "rubric-weights-mixed", "g"),
        (rubric(group("g", "1", group("h", None, item("a")))), "rubric-weights-mixed", "g"),
        (rubric(group("g", "2", item("a", "1/3"), item("b", "1/3"))), "rubric-weights-do-not-add-up", "g"),
        (rubric(item("a", "1", answer=NumberScale(Fraction(3), Fraction(1)))), "rubric-range-wrong", "a"),
        (rubric(item("a", "1", answer=ChoiceScale("x", ()))), "rubric-share-wrong", "a"),
        (rubric(item("a", "1", answer=ChoiceScale("x", (Option("A", Fraction(2)),)))), "rubric-share-wrong", "a"),
        (
            rubric(
                item("a", "1", answer=ChoiceScale("x", (Option("A", Fraction(1)), Option("B", Fraction(0), ("a",)))))
            ),
            "rubric-option-double",
            "a",
        ),
        (rubric(item("a", "1", multiplied_by="b"), item("b", "1", multiplied_by="a")), "rubric-gate-circle", "a"),
        (rubric(item("a", "1", multiplied_by="a")), "rubric-gate-circle", "a"),
        (rubric(), "rubric-node-empty", "r"),
        (rubric(item("a")), "rubric-weight-missing", "a"),
        (rubric(item("a", "1", corrects=True)), "rubric-correction-wrong", "a"),
        (rubric(group("g", "1", item("a", "1"), item("k", corrects=True))), "rubric-correction-wrong", "k"),
        (rubric(item("a", "1", answer=NumberScale(Fraction(-1), Fraction(1)))), "rubric-range-wrong", "a"),
        (
            rubric(group("g", "1", item("a"), item("k", corrects=True, answer=NumberScale(Fraction(-1), Fraction(1))))),
            "rubric-weights-mixed",
            "g",
        ),
        (rubric(item("a", "1"), grade_scale=scale()), "scale-band-wrong", "s"),
        (rubric(item("a", "1"), grade_scale=scale((5, 5))), "scale-band-wrong", "s"),
        (rubric(item("a", "1"), grade_scale=scale((0, 50), (60, 100))), "scale-band-gap", "s"),
        (rubric(item("a", "1", may_not_apply=True)), "rubric-weight-lost", "a"),
        (rubric(group("g", "1", item("a", may_not_apply=True))), "rubric-weight-lost", "g"),
    ],
)
def test_every_broken_rule_is_named_at_its_node(wrong: Rubric, code: str, node: str) -> None:
    assert (code, node) in [(fault.code, fault.node) for fault in check_rubric(wrong)]


def test_all_faults_come_at_once(rb2014: Rubric) -> None:
    wrong = rubric(group("g", "2", item("a", "1"), item("a", "3")), grade_scale=scale((0, 50), (60, 100)))
    assert len(check_rubric(wrong)) == 3


def test_a_range_that_is_wrong_twice_is_named_once() -> None:
    wrong = rubric(item("a", "1", answer=NumberScale(Fraction(-1), Fraction(-2))))
    assert [fault.code for fault in check_rubric(wrong)] == ["rubric-range-wrong"]


def test_a_correction_may_take_points() -> None:
    take = item("k", corrects=True, answer=NumberScale(Fraction(-1), Fraction(1)))
    assert check_rubric(rubric(group("g", "1", item("a", "1"), take))) == []


def test_a_weight_that_may_fall_away_is_taken_over_where_a_node_rescales() -> None:
    held = rubric(group("g", "2", item("a", "1", may_not_apply=True), item("b", "1"), rescales=True))
    assert check_rubric(held) == []


def test_years_may_be_open_at_either_end() -> None:
    assert 1999 in Years(None, 2014)
    assert 2015 not in Years(None, 2014)
    assert 2030 in Years(2023, None)


def test_areas_reach_every_node_below_them(rb2014: Rubric) -> None:
    assert rb2014.nodes["A.VIII.5.c"].area == "8"
    assert rb2014.nodes["B.I.1"].area is None
    assert rb2014.areas[1] == Area("2", "Penataan Peraturan Perundang-undangan")
    assert check_rubric(replace(rb2014, areas=())) != []


@pytest.mark.parametrize(
    ("name", "items", "maximum"),
    [
        ("rb-2014", 151, "100"),
        ("rb-2020", 199, "100"),
        ("rb-2020-unit", 163, "363/10"),
        ("rb-2023-kl", 39, "110"),
        ("rb-2023-provinsi", 42, "120"),
        ("rb-2023-kabupaten-kota", 41, "120"),
        ("rb-2024-kl", 34, "110"),
        ("rb-2024-provinsi", 36, "120"),
        ("rb-2024-kabupaten-kota", 35, "120"),
        ("sakip-2015", 92, "100"),
        ("sakip-2021", 12, "100"),
    ],
)
def test_every_shipped_rubric_holds_and_adds_up(name: str, items: int, maximum: str) -> None:
    found = catalog.shipped_rubric(name)
    assert check_rubric(found) == []
    assert (len(found.items), found.maximum) == (items, Fraction(maximum))
    if "-202" in name and "rb-2020" not in name and name.startswith("rb"):
        assert found.nodes["G"].weight == 100


def test_sakip_2021_has_eighty_criteria() -> None:
    found = catalog.shipped_rubric("sakip-2021")
    assert sum(len(leaf.criteria) for leaf in found.items.values()) == 80


@pytest.mark.parametrize(
    ("code", "answers", "points"),
    [
        ("A.I.a", {"A.I.a.1": "Ya", "A.I.a.3": "B"}, "7/18"),  # the mean of nine criteria, of which seven are blank
        ("B.c", {"B.c.2": "B", "B.c.3": "C"}, "5/8"),
        ("C.b", {"C.b.5": "B"}, "201/280"),
        ("D.b", {"D.b.6": "C"}, "11/40"),
        ("E.a", {"E.a.1": "B"}, "2"),
        ("E.a", {"E.a.1": "C"}, "1"),
        ("E.a", {"E.a.1": "D"}, "1/2"),
        ("E.a", {"E.a.2": "B"}, "1"),
        ("E.a", {"E.a.2": "D"}, "1/4"),
        ("E.a", {"E.a.3": "A"}, "3"),
        ("E.b", {"E.b.2": "B"}, "15/8"),
        ("E.b", {"E.b.3": "D"}, "5/4"),
    ],
)
def test_the_criteria_of_sakip_2015(code: str, answers: dict[str, str], points: str) -> None:
    scored = score(catalog.shipped_rubric("sakip-2015"), {item: Answer(value) for item, value in answers.items()})
    assert {node.node.code: node.points for node in scored.walk()}[code] == Fraction(points)


def test_the_units_rubric_follows_its_maxima() -> None:
    found = catalog.shipped_rubric("rb-2020-unit")
    assert found.grade_scale is None
    assert [str(float(found.nodes[f"A.I.{number}"].weight or 0)) for number in range(1, 9)] == [
        "2.0", "1.0", "2.0", "1.0", "1.4", "2.5", "2.2", "2.5",
    ]  # fmt: skip
    assert "A.I.7.vii" not in found.nodes


def test_the_least_sure_part_is_known() -> None:
    assert catalog.shipped_rubric("rb-2014").least_confidence == "primary"
    assert catalog.shipped_rubric("rb-2024-kl").least_confidence == "unverified"
    assert replace(catalog.shipped_rubric("rb-2014"), based_on="rb-2020").family == ("rb-2014", "rb-2020")
