"""Instruments as files: those that come with the program, and a user's own ones."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from rbtrack import catalog
from rbtrack.domain.instrument import Instrument, TitleWords
from rbtrack.domain.rubric import Years
from rbtrack.errors import CatalogError
from rbtrack.text import LANGUAGES
from tests.instruments import MATURITY, add_maturity


@pytest.fixture
def own(tmp_path: Path) -> catalog.Catalogue:
    add_maturity(tmp_path)
    return catalog.Catalogue(tmp_path / "data" / "rubrics")


def rewrite(own: catalog.Catalogue, text: str, code: str = "maturity") -> None:
    (own.own / "instruments" / f"{code}.yaml").write_text(text, encoding="utf-8")


def faults(own: catalog.Catalogue, code: str = "maturity") -> list[tuple[str, int | None]]:
    """What is wrong with a user's file, each with its line."""
    with pytest.raises(CatalogError) as caught:
        own.instrument(code)
    assert {problem.place.file for problem in caught.value.problems} == {f"{code}.yaml"}
    return [(problem.code, problem.place.line) for problem in caught.value.problems]


def test_those_that_come_with_the_program_have_a_name_in_every_language_and_scales_for_their_rubrics() -> None:
    shipped = catalog.Catalogue(Path("nowhere")).instruments()
    assert [(each.code, each.order) for each in shipped] == [("rb", 1), ("sakip", 2), ("zi", 3), ("opini-bpk", 90)]
    assert [dict(each.names) for each in shipped] == [
        {"id": "Indeks RB", "en": "RB index"},
        {"id": "SAKIP", "en": "SAKIP"},
        {"id": "Nilai ZI", "en": "ZI score"},
        {"id": "Opini BPK", "en": "BPK opinion"},
    ]
    assert {language for each in shipped for language in each.names} == set(LANGUAGES)
    assert catalog.default_instrument() == shipped[0]
    for rubric_id in catalog.shipped_ids():
        rubric = catalog.shipped_rubric(rubric_id)
        (instrument,) = (each for each in shipped if each.code == rubric.instrument)
        assert rubric.grade_scale is None or rubric.grade_scale in instrument.scales


def test_a_users_file_adds_one_and_its_rubrics_name_it_and_its_scales(own: catalog.Catalogue) -> None:
    assert [each.code for each in own.instruments()] == ["rb", "sakip", "zi", "maturity", "opini-bpk"]
    found = own.instrument("maturity")
    assert (found.names["en"], found.full_name, found.order) == ("Maturity index", "Kematangan Layanan Digital", 4)
    assert found.scale_ids == ("maturity-2021", "maturity-2018")
    assert {scale.instrument for scale in found.scales} == {"maturity"}
    assert found.titles == TitleWords(("kematangan",))
    assert found.grades == ("Memuaskan", "Sangat Baik", "Baik", "Cukup", "Kurang", "Matang", "Belum Matang")
    rubric = own.rubric("maturity-2021")
    assert (rubric.instrument, rubric.grade_scale) == ("maturity", found.scales[0])
    assert catalog.from_canonical(catalog.canonical(rubric)) == rubric


def test_none_named_is_the_first_that_comes_with_the_program_whatever_a_user_adds(own: catalog.Catalogue) -> None:
    rewrite(own, MATURITY.replace("order: 4", "order: 0"))
    assert [each.code for each in own.instruments()] == ["maturity", "rb", "sakip", "zi", "opini-bpk"]
    assert own.instrument().code == "rb"


@pytest.mark.parametrize(
    ("one", "other", "meet"),
    [
        ((2018, 2020), (2021, 2022), False),
        ((2018, 2021), (2021, 2022), True),
        ((2021, 2022), (2018, 2021), True),
        ((None, 2020), (None, 2010), True),
        ((2018, None), (2030, None), True),
        ((None, 2020), (2021, None), False),
        ((None, 2021), (2021, None), True),
        ((None, None), (None, None), True),
        ((None, None), (2018, 2020), True),
    ],
)
def test_spans_of_years_meet_in_a_year_of_both(
    one: tuple[int | None, int | None], other: tuple[int | None, int | None], meet: bool
) -> None:
    assert Years(*one).meet(Years(*other)) == Years(*other).meet(Years(*one)) == meet


def test_a_name_may_be_the_same_in_every_language(own: catalog.Catalogue) -> None:
    rewrite(own, MATURITY.replace("{id: Indeks Kematangan, en: Maturity index}", "Kematangan"))
    assert dict(own.instrument("maturity").names) == {"id": "Kematangan", "en": "Kematangan"}


def test_one_that_is_not_there_is_refused_with_those_that_are(own: catalog.Catalogue) -> None:
    for code in ("spbe", "../instruments/maturity", "", "RB"):
        with pytest.raises(CatalogError) as caught:
            own.instrument(code)
        (problem,) = caught.value.problems
        assert (problem.code, problem.parameters["known"]) == (
            "instrument-unknown",
            ("rb", "sakip", "zi", "opini-bpk", "maturity"),
        )


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ("order: 4", "order: 4\ndefault: true", [("rubric-key-unknown", 5)]),
        ("order: 4\n", "", [("rubric-key-missing", 1)]),
        ("order: 4", "order: third", [("instrument-order-wrong", 4)]),
        ("order: 4", "order: 12345", [("instrument-order-wrong", 4)]),
        ("order: 4", "order: -1", [("instrument-order-wrong", 4)]),
        ("code: maturity", "code: Maturity", [("instrument-code-wrong", 1)]),
        ("code: maturity", "code: maturity/../x", [("instrument-code-wrong", 1)]),
        ("code: maturity", "code: " + "m" * 31, [("instrument-code-wrong", 1)]),
        ("code: maturity", "code: other", [("instrument-code-differs", None)]),
        (", en: Maturity index", "", [("rubric-key-missing", 2)]),
        ("en: Maturity index", "de: Reife", [("rubric-key-unknown", 2), ("rubric-key-missing", 2)]),
        ("en: Maturity index", "en: ' '", [("instrument-name-empty", 2)]),
        ("full_name: Kematangan Layanan Digital", "full_name: [x]", [("rubric-text-expected", 3)]),
        ("full_name: Kematangan Layanan Digital", "full_name: ' '", [("instrument-name-empty", 3)]),
        ("{with: [Kematangan]}", "{without: [Kematangan]}", [("rubric-key-missing", 5)]),
        ("{with: [Kematangan]}", "kematangan", [("rubric-mapping-expected", 5)]),
        ("- id: maturity-2018", "- id: maturity-2018\n  instrument: rb", [("rubric-key-unknown", 18)]),
        ("- id: maturity-2018\n  regulation: made for a test", "- id: maturity-2018", [("rubric-key-missing", 17)]),
        ("[Baik, 2.6, 3.5,", "[Baik, 2.7, 3.5,", [("scale-band-gap", 7)]),
        ("[Matang, 3, 5,", "[Matang, 5, 3,", [("scale-band-wrong", 17)]),
        ("id: maturity-2018", "id: maturity-2021", [("scale-id-taken", 6)]),
        ("id: maturity-2018", "id: rb-2014", [("scale-id-taken", None)]),
        ("years: [2018, 2020]", "years: [2018, 2021]", [("scale-years-meet", 6)]),
        ("years: [2018, 2020]", "years: [null, 2021]", [("scale-years-meet", 6)]),
    ],
)
def test_every_mistake_of_a_file_is_named_with_its_line(
    own: catalog.Catalogue, before: str, after: str, found: list[tuple[str, int | None]]
) -> None:
    assert MATURITY.count(before) == 1
    rewrite(own, MATURITY.replace(before, after))
    assert faults(own) == found


def test_what_is_wrong_with_its_scales_is_said_beside_the_rest(own: catalog.Catalogue) -> None:
    rewrite(own, MATURITY.replace("order: 4", "order: x").replace("[Baik, 2.6,", "[Baik, 2.7,"))
    assert faults(own) == [("instrument-order-wrong", 4), ("scale-band-gap", 7)]


def test_a_broken_file_stands_in_nobody_elses_way(own: catalog.Catalogue) -> None:
    rewrite(own, "code: [")
    assert own.instrument("rb").code == "rb"
    assert faults(own) == [("rubric-file-not-yaml", 2)]
    with pytest.raises(CatalogError):
        own.instruments()


def test_two_own_ones_cannot_share_a_scale(own: catalog.Catalogue) -> None:
    rewrite(own, MATURITY.replace("code: maturity", "code: other").replace("maturity-2018", "other-2018"), "other")
    with pytest.raises(CatalogError) as caught:
        own.instruments()
    assert [(each.code, each.parameters["value"]) for each in caught.value.problems] == [
        ("scale-id-taken", "maturity-2021")
    ]


def test_one_that_comes_with_the_program_cannot_be_replaced(own: catalog.Catalogue) -> None:
    rewrite(own, "code: rb\nname: x\nfull_name: x\norder: 1\n", "rb")
    assert faults(own, "rb") == [("instrument-code-taken", None)]


def test_a_rubric_of_an_instrument_without_a_file_is_refused_but_read_back_once_it_is_stored(
    own: catalog.Catalogue,
) -> None:
    rubric = own.rubric("maturity-2021")
    with pytest.raises(CatalogError) as caught:
        catalog.Catalogue(Path("nowhere")).parse_rubric(
            (own.own / "maturity-2021.yaml").read_text(encoding="utf-8"), "maturity-2021.yaml"
        )
    found = {each.code: (each.place.line, each.parameters) for each in caught.value.problems}
    assert found["rubric-word-unknown"] == (4, {"value": "maturity", "allowed": ("rb", "sakip", "zi", "opini-bpk")})
    assert found["rubric-scale-unknown"][0] == 8
    assert catalog.from_canonical(catalog.canonical(rubric)).instrument == "maturity"


@pytest.mark.parametrize(
    ("titles", "fits"),
    [("evaluasi akip", True), ("evaluasi", False), ("akip reformasi", False), ("", False)],
)
def test_titles_tell_an_instrument_by_its_words(titles: str, fits: bool) -> None:
    assert TitleWords(("akip", "sakip"), ("reformasi",)).fit(titles) == fits
    assert not Instrument("x", {}, "X", 1).titles.fit(titles)


def test_the_example_of_the_documentation_holds(tmp_path: Path) -> None:
    page = Path(__file__).parents[1].joinpath("docs", "instruments.md").read_text(encoding="utf-8")
    instrument, rubric = re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)
    (tmp_path / "instruments").mkdir()
    (tmp_path / "instruments" / "spbe.yaml").write_text(instrument, encoding="utf-8")
    (tmp_path / "spbe-2020.yaml").write_text(rubric, encoding="utf-8")
    found = catalog.Catalogue(tmp_path).rubric("spbe-2020")
    assert (found.instrument, found.maximum) == ("spbe", 5)
    assert found.grade_scale == catalog.Catalogue(tmp_path).instrument("spbe").scales[0]
