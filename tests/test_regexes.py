"""Every regular expression of the program takes linear time on any text: held by its structure, not by a clock."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import ModuleType

import pytest

import rbtrack
from tests.regexes import slow_parts

_LOOKING_ANYWHERE = "search|sub|subn|split|findall|finditer"


def modules() -> Iterator[ModuleType]:
    for found in pkgutil.walk_packages(rbtrack.__path__, "rbtrack."):
        if not found.name.endswith((".__main__", ".migrations.env")):  # which run something
            yield importlib.import_module(found.name)


def _source(module: ModuleType) -> str:
    assert module.__file__ is not None
    return Path(module.__file__).read_text(encoding="utf-8")


SOURCES = {module.__name__: _source(module) for module in modules()}


def compiled(value: object) -> Iterator[re.Pattern[str] | re.Pattern[bytes]]:
    """The patterns in a value of a module, in tuples and mappings too."""
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from compiled(each)
    elif isinstance(value, (tuple, list)):
        for each in value:
            yield from compiled(each)


def patterns() -> Iterator[tuple[str, str | bytes, int, bool]]:
    """Name, pattern, flags, and whether it is looked for anywhere in a text; those written into a call are."""
    for module in modules():
        for name, value in vars(module).items():
            is_kept_whole = isinstance(value, re.Pattern)
            anywhere = re.compile(rf"\b{re.escape(name)}\.(?:{_LOOKING_ANYWHERE})\(")
            users = [SOURCES[module.__name__]] if name.startswith("_") else SOURCES.values()
            is_searched = not is_kept_whole or any(anywhere.search(source) for source in users)
            for pattern in compiled(value):
                yield f"{module.__name__}.{name}", pattern.pattern, pattern.flags, is_searched
        for call in ast.walk(ast.parse(SOURCES[module.__name__])):
            if isinstance(call, ast.Call) and ast.unparse(call.func).startswith("re.") and call.args:
                function = ast.unparse(call.func)
                if function in ("re.compile", "re.escape"):
                    continue
                given = call.args[0]
                assert isinstance(given, ast.Constant), f"{module.__name__}: {function} of no constant"
                assert isinstance(given.value, (str, bytes))
                is_dotall = "re.DOTALL" in ast.unparse(call)
                is_searched = function not in ("re.match", "re.fullmatch")
                yield f"{module.__name__} {function}", given.value, re.DOTALL if is_dotall else 0, is_searched


FOUND = sorted(set(patterns()), key=repr)


def test_all_patterns_are_found() -> None:
    """As many as the sources compile: one in a function, or in an object, would go unseen."""
    written = sum(source.count("re.compile(") for source in SOURCES.values())
    names = {name for name, *_more in FOUND if " " not in name}
    assert written > 40
    assert len(names) >= written - 2, "patterns of tiers and of numbers are compiled in one place"
    inside = [
        name
        for name, source in SOURCES.items()
        for function in ast.walk(ast.parse(source))
        if isinstance(function, (ast.FunctionDef, ast.Lambda)) and "re.compile(" in ast.unparse(function)
    ]
    assert inside == []


@pytest.mark.parametrize(("name", "pattern", "flags", "is_searched"), FOUND, ids=[name for name, *_more in FOUND])
def test_takes_linear_time(name: str, pattern: str | bytes, flags: int, is_searched: bool) -> None:
    assert slow_parts(pattern, flags, is_searched=is_searched) == [], name


@pytest.mark.parametrize(
    "pattern",
    [
        r"(?:a+)+b",
        r"(?:ab|[ac]b)*d",
        r"(?:[a-z]{1,2})*!",
        r"(?:\.(?:i+|[a-z]))+",
        r"(?:\s*a)*b",
        r"\s*x?\s*y",
        r"a\s*.*b",
        r"x\s*(?P<rest>.+)y",
        r"x(?:\s*)(?:y?)(\s*)z",
        r".*a.*b",
        r"a\s*b?\s*+c",
        r"a*(?:ba*)?(?:c|a*)d",
    ],
)
def test_slow_ones_are_told(pattern: str) -> None:
    assert slow_parts(pattern, is_searched=False)
    assert slow_parts(pattern.encode(), is_searched=False)


@pytest.mark.parametrize(
    "pattern",
    [
        r"\s*$",
        r"\s*x",
        r"\[[^\]]*\]",
        r"a[a-z]*!",
        r"(?:a\s*|\s*)x",
        r"x?\d+y",
        r"(\s*x)",
        r"(?:ab|cd)*e",
        r"\b[a-z](?:/[a-z])+!",
    ],
)
def test_slow_ones_are_told_where_they_are_looked_for(pattern: str) -> None:
    assert slow_parts(pattern)


@pytest.mark.parametrize(
    "pattern",
    [
        r"\s+",
        r"X(?:\.(?>i+|[a-z]{1,2}))*+!",
        r"(?:^|;)\s*x",
        r"(?:\s*+/\s*+[a-z])++",
        r"x\s*+[/(]?\s*+\)?",
        r"\([^()]*\)",
        r'"[^"]*"',
        r"(?:ab|cd)*",
        r"[+-]\d+(?:\.\d{3})*",
        r"\bword\w*\b",
        r"a\s+b\s+c",
        r"(?=\s*)x",
    ],
)
def test_others_are_not(pattern: str) -> None:
    assert slow_parts(pattern) == []


@pytest.mark.parametrize(
    "pattern", [r"(\d+)[.,](\d+)", r"\s*$", r"[+-]?\d+(?:\.\d{3})*", r"(?:\.(?>i+|[a-z]{1,2}))*+!"]
)
def test_nor_those_that_are_held_against_a_whole_text(pattern: str) -> None:
    assert slow_parts(pattern, is_searched=False) == []
