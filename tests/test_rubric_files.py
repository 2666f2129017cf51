"""Rubric files made to harm, or by mistake: refused with line and reason, and never with a traceback."""

from __future__ import annotations

import copy
import os
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from rbtrack import catalog, messages
from rbtrack.catalog.documents import MOST_BYTES, MOST_DEPTH
from rbtrack.errors import CatalogError, Problem
from rbtrack.files import make_folder
from tests.conftest import Run
from tests.gallery.making import RUBRIC

NAME = "own.yaml"


def refused(content: str | bytes, folder: Path) -> tuple[str, int | None]:
    """The code and line with which a file is refused."""
    path = folder / NAME
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(CatalogError) as caught:
        catalog.Catalogue().read_rubric(path)
    (problem,) = caught.value.problems
    assert problem.place.file == NAME
    assert messages.message(problem).endswith(".")
    return problem.code, problem.place.line


def nested(levels: int) -> str:
    lines = ["nodes:"]
    for level in range(levels):
        lines += [f"{'  ' * level}- code: A{level}", f"{'  ' * level}  nodes:"]
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("content", "code", "line"),
    [
        ("a: b\nlist: " + "[" * 50_000, "rubric-file-too-deep", 2),
        ("a: b\nlist: " + "{a: " * 50_000, "rubric-file-too-deep", 2),
        (nested(300), "rubric-file-too-deep", MOST_DEPTH),
        ("- " * 50_000, "rubric-file-too-deep", 1),
        ("a: &x b\nc: *x", "rubric-file-anchor", 1),
        ("a: b\nc: &x [1]", "rubric-file-anchor", 2),
        ("id: a\nname: b\nid: c", "rubric-key-double", 3),
        ("id: a\nyears: {a: 1, a: 2}", "rubric-key-double", 2),
        ("? [a]\n: b", "rubric-text-expected", 1),
        ("id: a\nname: \x07", "rubric-file-control", 2),
        ("id: a\n\nname: \x9b31m", "rubric-file-control", 3),
        ("id: a\n\nname: \ufffe", "rubric-file-control", 3),
        (b"id: a\nname: \xff", "rubric-file-not-text", 2),
        (b"\xff\xfei\x00d\x00", "rubric-file-not-text", 1),
        ("id: a\nname: 'b", "rubric-file-not-yaml", 2),
        ("a: b\n---\nc: d", "rubric-file-not-yaml", 2),
        (" " * (MOST_BYTES + 1), "rubric-file-too-large", None),
    ],
    ids=lambda value: str(value)[:20] if isinstance(value, str) else None,
)
def test_what_no_rubric_file_is(tmp_path: Path, content: str | bytes, code: str, line: int | None) -> None:
    assert refused(content, tmp_path) == (code, line)


@pytest.mark.parametrize(
    "number",
    ["1e999999999", "1e5", "1E-999999999", "1_000", "0x10", "nan", "inf", "1/0", "٢", "9" * 101, "1." + "1" * 101],
)
def test_numbers_are_digits(number: str) -> None:
    text = RUBRIC.replace("weight: 60", f"weight: '{number}'", 1)
    assert text != RUBRIC
    with pytest.raises(CatalogError) as caught:
        catalog.Catalogue().parse_rubric(text, NAME)
    problem = caught.value.problems[0]
    assert (problem.code, problem.parameters["value"]) == ("rubric-number-expected", number[:40])
    assert problem.place.line == RUBRIC[: RUBRIC.index("weight: 60")].count("\n") + 1


@pytest.mark.parametrize("year", ["9" * 5_000, "20155", "٢٠١٥", "[2015]"])
def test_years_are_years(year: str) -> None:
    lines = [f"years: [{year}, null]" if line.startswith("years:") else line for line in RUBRIC.splitlines()]
    with pytest.raises(CatalogError) as caught:
        catalog.Catalogue().parse_rubric("\n".join(lines), NAME)
    assert caught.value.problems[0].code == "rubric-years-wrong"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names")
def test_a_pipe_is_not_waited_for(run: Run, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / NAME)
    ran = run("rubric", "check", NAME)
    assert (ran.code, "This is no ordinary file." in ran.err) == (1, True)


def test_of_many_own_files_the_bad_one_is_named_and_the_others_serve(run: Run, tmp_path: Path) -> None:
    make_folder(tmp_path / "data" / "rubrics")
    (tmp_path / "data" / "rubrics" / "lke-contoh.yaml").write_text(RUBRIC, encoding="utf-8")
    (tmp_path / "data" / "rubrics" / "buruk.yaml").write_text("a: 1\na: 2", encoding="utf-8")
    assert run("rubric", "show", "lke-contoh").code == 0
    for command in (("rubric", "list"), ("rubric", "show", "buruk")):
        ran = run(*command)
        assert (ran.code, "buruk.yaml:2: " in ran.err) == (1, True), ran.err


# Documents of any shape

SHAPES: tuple[Any, ...] = (
    None, "", "x", "1e9", [], ["a"], [["a"]], [[["a", "1"]]], {}, {"a": "1"}, {"a": {"b": "c"}},
    {"options": [["A", "1", ["x"]], ["B"]]}, {"options": [[["A"], "1"]]}, {"shares": {"A": ["1"]}},
    {"points": {"A": "1"}, "aliases": ["x"]}, {"shares": {"A": "1"}, "aliases": {"A": "x"}},
    {"range": ["0", "5"], "words": {"A": "1"}}, {"range": "0"}, {"ratio": "part", "counts": ["a", ["b"]]},
    {"code": ["A"]}, {"below": ["A"], "code": "Q"}, {"code": "A", "nodes": "x"}, {"below": "A", "nodes": "x"},
    {"below": "A", "nodes": {}},
)  # fmt: skip
BASED: dict[str, Any] = {
    "based_on": "rb-2014", "id": "own", "version": "1", "name": "Own",
    "changes": [{"code": "A", "weight": "50", "nodes": []}],
    "add": [{"below": "A", "code": "A.9", "name": "New", "weight": "3", "answer": "abc"}], "drop": ["A.I"],
}  # fmt: skip
MORE = (
    "nodes",
    "items",
    "answer",
    "multiplied_by",
    "zero_where",
    "areas",
    "grade_scale",
    "answer_types",
    "based_on",
    "sources",
)


def paths(document: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if path:
        yield path
    parts = (
        document.items() if isinstance(document, dict) else enumerate(document if isinstance(document, list) else ())
    )
    for key, value in parts:
        yield from paths(value, (*path, key))


def reshaped(seed: int) -> str:
    """A rubric file in which up to three values are of another shape."""
    chance = random.Random(seed)
    document = copy.deepcopy(chance.choice([yaml.load(RUBRIC, yaml.BaseLoader), BASED]))
    for _time in range(chance.randint(1, 3)):
        found = list(paths(document))
        if not found:
            break
        path = chance.choice([each for each in found if len(each) <= chance.choice((1, 3, 99))])
        target = document
        for key in path[:-1]:
            target = target[key]
        key = chance.choice(MORE) if isinstance(target, dict) and chance.random() < 0.2 else path[-1]
        target[key] = copy.deepcopy(chance.choice(SHAPES))
    return yaml.safe_dump(document)


@pytest.mark.parametrize("first", range(0, 600, 100))
def test_documents_of_any_shape_are_a_rubric_or_refused(first: int) -> None:
    problems: list[Problem] = []
    for seed in range(first, first + 100):
        try:
            catalog.canonical(catalog.Catalogue().parse_rubric(reshaped(seed), NAME))
        except CatalogError as error:
            problems += error.problems
    assert len({problem.code for problem in problems}) > 5
    assert all(messages.message(problem).endswith(".") for problem in problems)
