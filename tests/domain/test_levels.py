"""Levels: each line at its edge, what is provisional or not known, the agency above, and what a rubric may not state."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

import pytest

from rbtrack.domain.evaluation import Answer, Office
from rbtrack.domain.level_rules import Eligibility, PassLevel, PassLine
from rbtrack.domain.levels import (
    AgencyFigure,
    Fails,
    Holds,
    JudgedEligibility,
    JudgedLevel,
    JudgedLine,
    LevelMark,
    NotKnown,
    Outcome,
    area_marks,
    judge_eligibility,
    judge_levels,
    judge_lines,
    level_faults,
    part_weights,
    reached,
    total_marks,
)
from rbtrack.domain.rubric import Fault, GradeScale, Rubric, ZeroGate
from rbtrack.domain.scoring import score
from rbtrack.domain.trend import Figure
from tests.domain.trees import ALWAYS, NUMBER, ONE, TWO, group, item, points, rubric, scale

TREE = rubric(
    group(
        "A",
        60,
        group("A.1", 20, item("A.1.a", answer=NUMBER), item("A.1.b", answer=NUMBER), area="1"),
        group("A.2", 40, item("A.2.a", answer=NUMBER), area="2"),
    ),
    group("B", 40, item("B.1", 10, answer=NUMBER, area="1"), item("B.2", 30, answer=NUMBER)),
    areas=(ONE, TWO),
)
FULL = {"A.1.a": "100", "A.1.b": "100", "A.2.a": "100", "B.1": "100", "B.2": "100"}


def line(of: str, minimum: str | int, *, in_percent: bool = False) -> PassLine:
    return PassLine(of, Fraction(minimum), in_percent)


def level(*lines: PassLine, code: str = "wbk", eligibility: tuple[Eligibility, ...] = ()) -> PassLevel:
    return PassLevel(code, code.upper(), lines, eligibility)


def judged(wanted: PassLine, answers: Mapping[str, str | None], tree: Rubric = TREE) -> list[tuple[str, Outcome]]:
    scored = score(tree, {code: Answer(value) for code, value in answers.items()})
    return [(each.code, each.outcome) for each in judge_lines(scored, level(wanted))]


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        # B.2 weighs 30 and the rest 70: the index is 70 + 0.3 times the answer.
        ("16.67", Holds()),  # 75.001
        ("16.666", Holds()),  # 74.9998, shown as 75.00
        ("16.65", Holds()),  # 74.995, shown as 75.00
        ("16.649", Fails(points("0.01"))),  # 74.9947, shown as 74.99
        ("0", Fails(points(5))),
        ("100", Holds()),
    ],
)
def test_a_line_is_held_against_the_index_as_it_is_shown(answer: str, outcome: Outcome) -> None:
    assert judged(line("total", 75), {**FULL, "B.2": answer}) == [("", outcome)]


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [("60", Holds()), ("59.995", Holds()), ("59.994", Fails(points("0.01"))), ("10", Fails(points(50)))],
)
def test_a_line_in_percent_is_of_the_weight(answer: str, outcome: Outcome) -> None:
    for of in ("A.2", "area:2"):
        assert judged(line(of, 60, in_percent=True), {**FULL, "A.2.a": answer}) == [(of, outcome)]


def test_an_item_without_a_weight_is_held_against_its_share() -> None:
    for answers in (FULL, {"A.1.a": "100"}):
        tested = judged(line("A.1.a", 90, in_percent=True), {**answers, "A.1.a": "88"})
        assert tested == [("A.1.a", Fails(points(2)))]


def test_every_area_is_a_line_by_itself_over_all_its_branches() -> None:
    """Area one: 20 points of A.1 and 10 of B.1. (100 + 0) / 2 percent of 20, and 80 percent of 10, are 18 of 30."""
    answers = {**FULL, "A.1.b": "0", "B.1": "80", "A.2.a": "59"}
    wanted = line("every area", 60, in_percent=True)
    assert judged(wanted, answers) == [("area:1", Holds()), ("area:2", Fails(points(1)))]
    assert judged(line("every area", "18.01"), answers) == [
        ("area:1", Fails(points("0.01"))),
        ("area:2", Holds()),
    ]
    (one, _two) = judge_lines(score(TREE, {code: Answer(value) for code, value in answers.items()}), level(wanted))
    assert (one.name, one.value, one.maximum) == ("Area one", points(60), points(100))


def test_what_is_said_of_a_line_and_of_the_agency() -> None:
    scored = score(TREE, {code: Answer(value) for code, value in FULL.items()})
    half = line("total", 50, in_percent=True)
    lines = judge_lines(scored, level(half, line("B", 41), line("area:1", 1), line("A.1.a", 1, in_percent=True)))
    assert lines == (
        JudgedLine(half, "", "", points(100), points(100), Holds(), (), points(100)),
        JudgedLine(line("B", 41), "B", "Group B", points(40), points(40), Fails(points(1)), (), points(40)),
        JudgedLine(line("area:1", 1), "area:1", "Area one", points(30), points(30), Holds(), (), points(30)),
        JudgedLine(line("A.1.a", 1, in_percent=True), "A.1.a", "Item A.1.a", points(100), points(100), Holds()),
    )
    assert [each.state for each in (Holds(), Fails(), NotKnown("blank"))] == ["holds", "fails", "not_known"]
    asks = Eligibility("rb", (("kota", "B"),))
    found = figure(2024, "CC")
    assert judge_eligibility(asks, 2024, ABOVE, {("rb", "53"): [found]}, SCALES) == JudgedEligibility(
        asks, "B", CITY, found, Fails()
    )
    assert judge_eligibility(asks, 2024, (), {}, {}) == JudgedEligibility(
        asks, None, None, None, NotKnown("no_office_above")
    )


def test_missing_answers_make_a_line_provisional_and_are_named() -> None:
    blank = {**FULL, "A.1.b": None, "A.2.a": "10"}
    scored = score(TREE, {code: Answer(value) for code, value in blank.items()})
    lines = judge_lines(scored, level(line("A", 40), line("A.1", 20), line("A.2", 4), line("B", 41)))
    assert [(each.outcome, each.missing) for each in lines] == [
        (Fails(points(16), is_provisional=True), ("A.1.b",)),
        (Holds(is_provisional=True), ("A.1.b",)),
        (Holds(), ()),
        (Fails(points(1)), ()),
    ]
    assert (lines[0].value, lines[0].maximum) == (24, 60)


def test_an_answer_that_nobody_looked_at_is_missing() -> None:
    answers = {code: Answer(value) for code, value in FULL.items()} | {"B.2": Answer("100", unreviewed=True)}
    (found,) = judge_lines(score(TREE, answers), level(line("total", 75)))
    assert (found.outcome, found.missing) == (Holds(is_provisional=True), ("B.2",))


def test_a_blank_item_elsewhere_that_decides_what_is_left_is_missing() -> None:
    gated = rubric(
        group("A", 50, item("A.1"), item("A.2", multiplied_by="A.1")),
        group("B", 50, item("B.1", zero_where=(ZeroGate("A.1", ("C",)),)), item("B.2", multiplied_by="A.2")),
    )
    a = Answer("A")
    scored = score(gated, {"A.2": a, "B.1": a, "B.2": a})
    (found,) = judge_lines(scored, level(line("B", 50)))
    assert (found.outcome, found.missing) == (Holds(is_provisional=True), ("A.1",))
    not_applicable = score(gated, {"A.1": Answer(not_applicable=True), "A.2": a, "B.1": a, "B.2": a})
    (found,) = judge_lines(not_applicable, level(line("B", 50)))
    assert (found.outcome, found.missing) == (Holds(), ())


def test_missing_answers_of_an_area_are_those_below_its_tags() -> None:
    """Area one: A.1 and B.1, not B.2."""
    (found,) = judge_lines(score(TREE, {"A.1.a": Answer("1"), "B.2": Answer("1")}), level(line("area:1", 1)))
    assert found.missing == ("A.1.b", "B.1")


def test_what_a_gate_behind_a_gate_waits_for_is_missing_too() -> None:
    tree = rubric(
        group("A", 50, item("A.1"), item("A.2", multiplied_by="A.1"), item("A.3", may_not_apply=True)),
        group("B", 50, item("B.1"), item("B.2", multiplied_by="A.2"), item("B.3", may_not_apply=True)),
    )
    a = Answer("A")
    answers = {"A.2": a, "B.2": a, "B.3": Answer(not_applicable=True)}
    (found,) = judge_lines(score(tree, answers), level(line("B", 50)))
    assert found.missing == ("A.1", "B.1")


def test_items_that_make_each_other_zero_end() -> None:
    tree = rubric(
        group(
            "A",
            10,
            item("A.1", 5, zero_where=(ZeroGate("A.2", ("C",)),)),
            item("A.2", 5, zero_where=(ZeroGate("A.1", ("C",)),)),
        )
    )
    (found,) = judge_lines(score(tree, {"A.1": Answer("A")}), level(line("A", 5)))
    assert found.missing == ("A.2",)


def test_a_blank_correction_is_no_missing_answer() -> None:
    corrected = rubric(
        group("A", 10, item("A.1", 10), item("A.2", answer=NUMBER, corrects=True)),
    )
    (found,) = judge_lines(score(corrected, {"A.1": Answer("A")}), level(line("A", 10)))
    assert (found.outcome, found.missing) == (Holds(), ())


def test_nothing_answered_and_not_applicable_are_not_known() -> None:
    tree = rubric(
        group(
            "A",
            100,
            group("A.1", 50, item("A.1.a", may_not_apply=True), area="1"),
            group("A.2", 50, item("A.2.a")),
            rescales=True,
        ),
        areas=(ONE,),
    )
    wanted = level(line("A.1", 20), line("area:1", 20), line("A.2", 20))
    for answer, why in (
        (Answer(), NotKnown("blank")),
        (Answer(not_applicable=True), NotKnown("not_applicable")),
    ):
        lines = judge_lines(score(tree, {"A.1.a": answer, "A.2.a": Answer("A")}), wanted)
        assert [each.outcome for each in lines] == [why, why, Holds()]
    nothing = judge_lines(score(tree, {}), level(line("total", 20)))
    assert [(each.outcome, each.missing) for each in nothing] == [(NotKnown("blank"), ("A.1.a", "A.2.a"))]


def test_a_level_fails_with_one_line_and_holds_with_all() -> None:
    def state(*outcomes: Outcome) -> str:
        scored = score(TREE, {})
        (some,) = judge_lines(scored, level(line("total", 1)))
        return JudgedLevel(level(), tuple(replace(some, outcome=outcome) for outcome in outcomes)).state

    assert state(Holds(), Holds()) == "holds"
    assert state(Holds(), Fails(points(1)), NotKnown("blank")) == "fails"
    assert state(Holds(), NotKnown("blank")) == "not_known"
    assert state(Holds(), Fails(points(1), is_provisional=True)) == "not_known"
    assert state(Holds(), Holds(is_provisional=True)) == "not_known"


def test_the_highest_level_that_holds_is_reached() -> None:
    tree = replace(TREE, levels=(level(line("B", 30)), level(line("B", 35), code="wbbm")))

    def top(last: str) -> str | None:
        answers = {code: Answer(value) for code, value in FULL.items()} | {"B.2": Answer(last)}
        found = reached(judge_levels(score(tree, answers), 2024, (), {}, {}))
        return found.code if found else None

    assert [top(last) for last in ("60", "70", "83.3", "84", "100")] == [None, "wbk", "wbk", "wbbm", "wbbm"]


UNIT = Office("53.1.1", "Balai", "unit", "53.1")
SERVICE, CITY, PROVINCE = (
    Office("53.1", "Dinas", "dinas", "53"),
    Office("53", "Kota", "Kota", "50"),
    Office("50", "Provinsi", "provinsi"),
)
ABOVE = (SERVICE, CITY, PROVINCE)
SCALE = replace(scale(("D", 0, 50), ("CC", 50, 60), ("B", 60, 70), ("A-", 70, 100), ("A", 70, 100)))
SCALE = replace(
    SCALE, bands=tuple(replace(b, targets={"A": "met", "A-": "missed"}.get(b.grade)) for b in SCALE.bands)  # type: ignore[arg-type]
)  # fmt: skip
OPINIONS = GradeScale("o", "opinion", "-", ALWAYS, (), ranks=("WTP", "WDP"))
SCALES = {"s": SCALE, "o": OPINIONS}


def figure(
    year: int,
    grade: str | None,
    *,
    tier: str = "external",
    index: str | None = None,
    on: str | None = "s",
    is_provisional: bool = False,
) -> AgencyFigure:
    number = None if index is None else Fraction(index)
    return AgencyFigure(
        Figure(year, number, grade, tier, "", None, on, "reported", is_provisional), f"{tier} of {year}"
    )


def asked(
    figures: dict[str, list[AgencyFigure]],
    grades: dict[str, str] | str = "B",
    *,
    years_before: int = 0,
    above: tuple[Office, ...] = ABOVE,
) -> tuple[str | None, str, Outcome]:
    """Which agency was taken, by what figure, and what came of it."""
    by_kind = {"": grades} if isinstance(grades, str) else grades
    eligibility = Eligibility("rb", tuple(by_kind.items()), years_before)
    known = {("rb", office): found for office, found in figures.items()}
    result = judge_eligibility(eligibility, 2024, above, known, SCALES)
    return result.agency.code if result.agency else None, result.found.source if result.found else "", result.outcome


@pytest.mark.parametrize(
    ("found", "least", "outcome"),
    [
        (figure(2024, "B"), "B", Holds()),
        (figure(2024, "A-"), "B", Holds()),
        (figure(2024, "CC"), "B", Fails()),
        (figure(2024, "A-"), "A", Fails()),
        (figure(2024, "A"), "A-", Holds()),
        (figure(2024, "B", is_provisional=True), "B", Holds(is_provisional=True)),
        (figure(2024, "CC", is_provisional=True), "B", Fails(is_provisional=True)),
        (figure(2024, None, index="60.01"), "B", Holds()),
        (figure(2024, None, index="60"), "B", Fails()),
        (figure(2024, None, index="75"), "A-", Holds()),
        (figure(2024, None, index="75"), "A", NotKnown("grade_missing")),
        (figure(2024, None), "B", NotKnown("grade_missing")),
        (figure(2024, None, index="75", on=None), "B", NotKnown("grade_missing")),
        (figure(2024, "B", on=None), "B", NotKnown("grade_unlike")),
        (figure(2024, "Baik"), "B", NotKnown("grade_unlike")),
        (figure(2024, "B"), "WTP", NotKnown("grade_unlike")),
        (figure(2024, "WTP", on="o"), "WTP", Holds()),
        (figure(2024, "WDP", on="o"), "WTP", Fails()),
        (figure(2023, "B"), "B", NotKnown("figure_missing")),
        (figure(2025, "B"), "B", NotKnown("figure_missing")),
    ],
)
def test_a_grade_is_held_against_the_least_one(found: AgencyFigure, least: str, outcome: Outcome) -> None:
    assert asked({"53": [found]}, least)[2] == outcome


def test_the_latest_year_that_the_rule_allows_leads_and_in_it_the_most_authoritative_figure() -> None:
    older, oldest = figure(2023, "B"), figure(2022, "A")
    assert asked({"53": [older, oldest]}) == ("50", "", NotKnown("figure_missing"))
    assert asked({"53": [older, oldest]}, years_before=1) == ("53", "external of 2023", Holds())
    assert asked({"53": [oldest, older, figure(2024, "CC", tier="self")]}, years_before=2) == (
        "53",
        "self of 2024",
        Fails(),
    )
    assert asked({"53": [figure(2024, "B", tier="self"), figure(2024, "CC")]}) == ("53", "external of 2024", Fails())
    assert asked({"53": [oldest]}, years_before=1)[2] == NotKnown("figure_missing")
    assert asked({"53": [oldest]}, years_before=2)[2] == Holds()


def test_the_agency_is_the_nearest_office_above_of_a_kind_that_is_named() -> None:
    kinds = {"kementerian": "A", "kota": "CC", "provinsi": "B"}
    figures = {"53.1": [figure(2024, "D")], "50": [figure(2024, "D")]}
    assert asked({**figures, "53": [figure(2024, "CC")]}, kinds) == ("53", "external of 2024", Holds())
    assert asked(figures, kinds) == ("53", "", NotKnown("figure_missing"))
    assert asked(figures, {"kementerian": "B"}) == (None, "", NotKnown("kind_unknown"))
    assert asked(figures, kinds, above=()) == (None, "", NotKnown("no_office_above"))


def test_where_no_kind_is_named_it_is_the_nearest_office_with_a_figure() -> None:
    assert asked({"53.1": [figure(2024, "CC")], "53": [figure(2024, "B")]}) == ("53.1", "external of 2024", Fails())
    assert asked({"53.1": [figure(2020, "CC")], "53": [figure(2024, "B")]}) == ("53", "external of 2024", Holds())
    assert asked({}) == ("50", "", NotKnown("figure_missing"))
    assert asked({}, above=()) == (None, "", NotKnown("no_office_above"))


def test_what_is_asked_of_the_agency_counts_for_the_level() -> None:
    asks = (Eligibility("rb", (("", "B"),)), Eligibility("opinion", (("", "WTP"),)))
    tree = replace(TREE, levels=(level(line("total", 75), eligibility=asks),))
    scored = score(tree, {code: Answer(value) for code, value in FULL.items()})

    def state(**found: AgencyFigure) -> str:
        known = {(instrument, "53"): [each] for instrument, each in found.items()}
        (one,) = judge_levels(scored, 2024, ABOVE, known, SCALES)
        return one.state

    good, opinion = figure(2024, "B"), figure(2024, "WTP", on="o")
    assert state(rb=good, opinion=opinion) == "holds"
    assert state(rb=good) == "not_known"
    assert state(rb=figure(2024, "B", is_provisional=True), opinion=opinion) == "not_known"
    assert state(rb=figure(2024, "CC")) == "fails"


def test_lines_stand_on_the_axes_of_charts() -> None:
    tree = rubric(
        group("A", 50, item("A.1", 40, area="1"), item("A.2", 10, area="2")),
        areas=(ONE, TWO),
    )
    levels = (
        level(line("total", 75, in_percent=True), line("area:1", 30), line("every area", 60, in_percent=True)),
        level(line("total", 40), line("A", 45), line("area:2", 4), code="wbbm"),
    )
    tree = replace(tree, levels=levels)
    assert total_marks(tree) == (LevelMark("wbk", points("37.5"), ALWAYS), LevelMark("wbbm", points(40), ALWAYS))
    assert area_marks(tree, "1") == (LevelMark("wbk", points(75), ALWAYS),)
    assert area_marks(tree, "2") == (LevelMark("wbk", points(60), ALWAYS), LevelMark("wbbm", points(40), ALWAYS))


def faults(*levels: PassLevel, tree: Rubric = TREE) -> list[tuple[str, str]]:
    return [(fault.code, fault.node) for fault in level_faults(replace(tree, levels=levels))]


def test_good_levels_have_no_faults() -> None:
    edges = (
        line("B.2", 50, in_percent=True),
        line("total", 100),
        line("every area", 30),
        line("area:2", 40),
        line("A.1.a", 100, in_percent=True),
    )
    assert faults(level(*edges), level(line("total", 100), line("A", "0.01"), code="wbbm")) == []


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        (line("total", "100.01"), "level-minimum-wrong"),
        (line("total", 0), "level-minimum-wrong"),
        (line("total", "100.01", in_percent=True), "level-minimum-wrong"),
        (line("every area", "30.01"), "level-minimum-wrong"),
        (line("area:1", "30.01"), "level-minimum-wrong"),
        (line("B.2", "30.01"), "level-minimum-wrong"),
        (line("A.1.a", 5), "level-needs-percent"),
        (line("area:3", 5), "level-part-unknown"),
        (line("Z", 5), "level-part-unknown"),
    ],
)
def test_a_line_that_cannot_be_is_a_fault(wrong: PassLine, code: str) -> None:
    assert faults(level(line("A", 1), wrong)) == [(code, "levels.0.lines.1")]


def test_near_parts_are_named_and_without_areas_there_is_no_line_over_them() -> None:
    (fault,) = level_faults(replace(TREE, levels=(level(line("every areas", 5)),)))
    assert fault.parameters["near"] == ("every area",)
    (fault,) = level_faults(replace(TREE, levels=(level(line("?", 5)),)))
    assert fault.parameters["value"] == "?"
    assert fault.parameters["near"] == ("total", "area:1", "area:2", "every area", *TREE.nodes)
    plain = rubric(group("A", 10, item("A.1", 10), item("A.2", answer=NUMBER, corrects=True)))
    for of in ("every area", "A.2"):
        assert faults(level(line(of, 5)), tree=plain) == [("level-part-unknown", "levels.0.lines.0")]


def test_an_item_of_an_area_without_a_weight_of_its_own_adds_nothing_to_what_the_area_can_reach() -> None:
    tree = rubric(
        group("A", 10, item("A.1", area="1"), item("A.2")), group("B", 5, item("B.1", 5, area="1")), areas=(ONE,)
    )
    assert part_weights(tree)["area:1"] == 5


def test_a_fault_says_what_the_message_needs() -> None:
    lower, higher = level(line("A", 40)), level(line("A", 30), line("B", 41), line("A.1.a", 1), code="")
    found = level_faults(replace(TREE, levels=(lower, higher, level())))
    assert [fault.parameters for fault in found] == [
        {"value": ""},
        {"part": "B", "minimum": points(41), "maximum": points(40)},
        {"part": "A.1.a"},
        {"value": "wbk"},
        {"level": "wbk"},
        {"part": "A", "level": "", "lower": "wbk"},
    ]


def test_levels_have_codes_of_their_own_and_ask_something() -> None:
    assert faults(level()) == [("level-empty", "levels.0")]
    assert faults(level(eligibility=(Eligibility("rb", (("", "B"),)),))) == []
    assert faults(level(line("A", 1)), level(line("A", 1), code="WBK")) == [("level-code-wrong", "levels.1")]
    assert faults(level(line("A", 1), code="")) == [("level-code-wrong", "levels.0")]


def test_a_later_level_asks_no_less() -> None:
    first = level(line("A", 40), line("A", 50, in_percent=True), line("B", 20))
    good = level(line("A", 40), line("A", 60, in_percent=True), code="wbbm")
    assert faults(first, good) == []
    less = level(line("A", 40), line("A", "49.9", in_percent=True), line("B", "19.9"), code="wbbm")
    wrong = [("level-order-wrong", "levels.1.lines.1"), ("level-order-wrong", "levels.1.lines.2")]
    assert faults(first, less) == wrong
    between = level(line("total", 1), code="x")
    assert faults(first, between, less) == [(code, node.replace("levels.1", "levels.2")) for code, node in wrong]


@pytest.mark.parametrize(
    ("levels", "fault"),
    [
        (
            (level(line("A", 1)), level(line("A", 1), code="WBK")),
            Fault("level-code-wrong", "levels.1", {"value": "WBK"}),
        ),
        ((level(),), Fault("level-empty", "levels.0", {"level": "wbk"})),
        (
            (level(line("every areas", 5)),),
            Fault("level-part-unknown", "levels.0.lines.0", {"value": "every areas", "near": ("every area",)}),
        ),
        ((level(line("A.1.a", 5)),), Fault("level-needs-percent", "levels.0.lines.0", {"part": "A.1.a"})),
        (
            (level(line("B.2", 31)),),
            Fault(
                "level-minimum-wrong", "levels.0.lines.0", {"part": "B.2", "minimum": points(31), "maximum": points(30)}
            ),
        ),
        (
            (level(line("B", 20)), level(line("B", 19), code="wbbm")),
            Fault("level-order-wrong", "levels.1.lines.0", {"part": "B", "level": "wbbm", "lower": "wbk"}),
        ),
    ],
)
def test_a_fault_says_what_is_wrong_with_which_part(levels: tuple[PassLevel, ...], fault: Fault) -> None:
    assert list(level_faults(replace(TREE, levels=levels))) == [fault]


def test_a_line_over_all_or_a_branch_shows_what_there_is_and_what_there_can_be() -> None:
    tree = rubric(group("A", 30, item("A.1", 20, answer=NUMBER), item("A.2", 10, answer=NUMBER)), item("B", 20))
    wanted = [line("total", 20), line("total", 40, in_percent=True), line("A", 15), line("A", 50, in_percent=True)]
    scored = score(tree, {"A.1": Answer("60"), "A.2": Answer("90"), "B": Answer("C")})
    assert judge_lines(scored, level(*wanted)) == (
        JudgedLine(wanted[0], "", "", points(50), points(21), Holds(), weight=points(50)),
        JudgedLine(wanted[1], "", "", points(100), points(42), Holds(), weight=points(50)),
        JudgedLine(wanted[2], "A", "Group A", points(30), points(21), Holds(), weight=points(30)),
        JudgedLine(wanted[3], "A", "Group A", points(100), points(70), Holds(), weight=points(30)),
    )


def test_what_is_asked_is_told_with_the_least_grade_of_the_kind() -> None:
    asks = Eligibility("rb", (("kementerian", "B"), ("kota", "CC")))
    agency, good = Office("53", "Kementerian", "Kementerian"), figure(2024, "B")
    assert judge_eligibility(asks, 2024, (agency,), {("rb", "53"): [good]}, SCALES) == JudgedEligibility(
        asks, "B", agency, good, Holds()
    )
    assert judge_eligibility(asks, 2024, (), {}, SCALES) == JudgedEligibility(
        asks, None, None, None, NotKnown("no_office_above")
    )


def test_an_outcome_in_a_word() -> None:
    assert [each.state for each in (Holds(), Fails(points(1)), NotKnown("blank"))] == [
        "holds", "fails", "not_known",
    ]  # fmt: skip
