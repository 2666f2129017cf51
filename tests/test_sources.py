"""Where figures come from: said in rubric files, shown for every figure, and no part of what is scored or hashed."""

from __future__ import annotations

import json
from dataclasses import replace
from importlib import resources

import pytest
import yaml

from rbtrack import catalog
from rbtrack.catalog.reading import parse
from rbtrack.domain.rubric import Rubric
from rbtrack.domain.sources import SOURCES, Sources
from rbtrack.errors import CatalogError
from rbtrack.reports.rubrics import source_text, sources_table
from tests.conftest import Run
from tests.test_catalog import GOOD, problems

BY_KIND = "sources: {weights: regulation, answers: ministry, rules: paraphrase}\n"


def mini(sources: str = "", node: str = "") -> Rubric:
    text = GOOD.replace("areas:", f"{sources}areas:").replace("answer: abc}", f"answer: abc{node}}}")
    return parse(text, "mini.yaml", catalog.shared())


def test_nothing_said_is_unknown() -> None:
    assert {node.sources for node in mini().walk()} == {Sources()} == {mini().sources}
    assert [source_text(node) for node in mini().walk()] == ["unknown"] * 3


@pytest.mark.parametrize("source", SOURCES)
def test_one_word_is_said_of_all_figures(source: str) -> None:
    found = mini(f"sources: {source}\n")
    everything = Sources(**dict.fromkeys(("weights", "answers", "targets", "rules", "levels", "combined"), source))  # type: ignore[arg-type]
    assert {found.sources, *(node.sources for node in found.walk())} == {everything}


def test_each_kind_of_figures_has_its_own_and_a_node_says_more_of_itself() -> None:
    found = mini(BY_KIND, ", target: 1, multiplied_by: A.2, sources: {weights: unknown}")
    assert found.sources == Sources("regulation", "ministry", "unknown", "paraphrase")
    assert found.nodes["A.1"].sources == Sources("unknown", "ministry", "unknown", "paraphrase")
    assert found.nodes["A.2"].sources == found.sources
    assert {code: source_text(node) for code, node in found.nodes.items()} == {
        "A": "weight regulation, formula paraphrase",
        "A.1": "weight unknown, answers ministry, target unknown, formula paraphrase",
        "A.2": "weight regulation, answers ministry",
    }
    assert [row.cells for row in sources_table(found).rows] == [
        ("Weights", "regulation, parts unknown"), ("Values of answers, ends of numbers", "ministry"), ("Targets", "unknown"),
        ("Formula: means, sums, multipliers, conditions, blanks", "paraphrase"), ("Grade scale rb-2014", "paraphrase"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("sources", "node", "code", "line"),
    [
        ("sources: rumour\n", "", "rubric-word-unknown", 12),
        ("sources: {weights: rumour}\n", "", "rubric-word-unknown", 12),
        ("sources: {heights: ministry}\n", "", "rubric-key-unknown", 12),
        ("sources: [ministry]\n", "", "rubric-mapping-expected", 12),
        ("", ", sources: rumour", "rubric-word-unknown", 20),
        ("", ", sources: {levels: ministry}", "rubric-key-unknown", 20),
    ],
)
def test_what_is_said_otherwise_is_refused_with_its_line(sources: str, node: str, code: str, line: int) -> None:
    text = GOOD.replace("areas:", f"{sources}areas:").replace("answer: abc}", f"answer: abc{node}}}")
    assert (code, line) in problems(text)


def test_no_hash_and_no_score_depends_on_it() -> None:
    said = mini(BY_KIND, ", sources: {weights: unknown}")
    assert said == mini()
    assert catalog.canonical(said) == catalog.canonical(mini())
    assert "sources" not in catalog.canonical(said)
    scale = said.grade_scale
    assert scale is not None
    assert replace(scale, source="unknown") == scale


def test_what_a_rubric_changes_itself_has_its_own_source() -> None:
    own = """\
id: own
version: 1
name: Own
based_on: rb-2014
{}changes:
- {{code: A.I.1, weight: 2}}
- {{code: A.I.2, weight: 0.5, sources: {{weights: paraphrase}}}}
- {{code: A.I.3, weight: 1.5}}
- {{code: A.I.1.a, answer: abcd}}
- code: A.II.1
  items:
  - {{code: A.II.1.z, name: Baru, answer: abc}}
add:
- {{below: A.I.4, code: A.I.4.z, name: Lain, answer: abc}}
"""
    catalogue = catalog.Catalogue()
    for said, expected in (
        ("", "unknown"),
        ("sources: regulation\n", "regulation"),
        ("sources: {weights: regulation, answers: regulation}\n", "regulation"),
        ("sources: {rules: regulation}\n", "unknown"),
    ):
        found = catalogue.parse_rubric(own.format(said), "own.yaml")
        sources = {code: node.sources for code, node in found.nodes.items()}
        assert found.sources.weights == sources["A"].weights == "ministry"
        assert (sources["A.I.1"].weights, sources["A.I.1"].rules) == (expected, "ministry")
        assert sources["A.I.2"].weights == "paraphrase"
        assert sources["A.I.1.a"].answers == expected
        assert sources["A.I.1.b"].answers == "ministry"
        assert (sources["A.II.1.z"].answers, sources["A.I.4.z"].answers) == (expected, expected)


def test_what_it_says_of_itself_is_checked_though_it_changes_nothing() -> None:
    text = "id: own\nversion: 1\nname: Own\nbased_on: zi-2021\n"
    found = catalog.Catalogue().parse_rubric(text + "sources: regulation\n", "own.yaml")
    assert (found.sources.weights, found.sources.levels) == ("ministry", "paraphrase")
    levels = "levels:\n- {code: x, name: X, lines: [{of: total, points: 1}]}\n"
    own = catalog.Catalogue().parse_rubric(text + "sources: regulation\n" + levels, "own.yaml")
    assert (own.sources.weights, own.sources.levels) == ("ministry", "regulation")
    with pytest.raises(CatalogError) as caught:
        catalog.Catalogue().parse_rubric(text + "sources: rumour\n", "own.yaml")
    assert [(problem.code, problem.place.line) for problem in caught.value.problems] == [("rubric-word-unknown", 5)]
    based_on_one_word = catalog.Catalogue().parse_rubric(
        "id: own\nversion: 1\nname: O\nbased_on: sakip-2021\n", "own.yaml"
    )
    assert based_on_one_word.sources == catalog.shipped_rubric("sakip-2021").sources


@pytest.mark.parametrize("name", catalog.shipped_ids())
def test_every_shipped_rubric_says_it(name: str) -> None:
    text = resources.files("rbtrack.rubrics").joinpath(f"{name}.yaml").read_text(encoding="utf-8")
    assert "sources" in yaml.safe_load(text)


def test_every_shipped_scale_says_it() -> None:
    assert {scale.id: scale.source for scale in catalog.shared().grade_scales.values()} == {
        "rb-2014": "paraphrase", "rb-2023": "paraphrase", "sakip-2010": "paraphrase", "sakip-2015": "paraphrase",
        "sakip-2021": "regulation", "opini-bpk": "unknown",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("name", "code", "text"),
    [
        ("rb-2014", "A.I.2.d", "ministry"),
        ("rb-2014-awal", "A.I.1.b", "ministry"),
        ("rb-2020", "A.I", "weight paraphrase, formula unknown"),
        ("rb-2020", "A.I.1", "unknown"),
        ("rb-2023-provinsi", "koefisien", "answers ministry, formula unknown"),
        ("rb-2023-kl", "iku", "weight ministry, answers ministry, formula paraphrase"),
        ("rb-2024-kl", "iku", "weight ministry, answers ministry, formula unknown"),
        ("rb-2024-kl", "spbe", "ministry"),
        ("rb-2024-kl", "G", "ministry"),
        ("sakip-2015", "E.a.1", "paraphrase"),
        ("sakip-2021", "1.a", "regulation"),
        ("zi-2021", "A", "ministry"),
    ],
)
def test_where_figures_of_shipped_rubrics_come_from(name: str, code: str, text: str) -> None:
    assert source_text(catalog.shipped_rubric(name).nodes[code]) == text


def test_it_is_shown_and_stands_in_the_document(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "250")
    document = json.loads(run("rubric", "show", "zi-2021", "--json").out)
    assert document["sources"] == {
        "weights": "ministry", "answers": "ministry", "rules": "ministry", "levels": "paraphrase",
    }  # fmt: skip
    assert document["nodes"][0]["sources"] == {"weights": "ministry", "rules": "ministry"}
    shown = run("rubric", "show", "zi-2021").out
    assert "Lines of levels" in shown
    assert shown.count("Source: where a figure comes from.") == 1
    in_indonesian = run("--lang", "id", "rubric", "show", "rb-2020").out
    assert "tidak diketahui, sebagian uraian pihak lain" in in_indonesian
