"""Names: what is called alike is alike, so that a search finds the one thing that was meant."""

from __future__ import annotations

import ast
from collections import defaultdict
from pathlib import Path

SOURCES = Path(__file__).parent.parent / "src" / "rbtrack"

ONE_TOPIC = {
    "__init__.py",
    # One topic, the same name on each floor that deals with it.
    "answers.py", "changes.py", "charts.py", "combined.py", "comparing.py", "demo.py", "differences.py", "explaining.py", "files.py", "gaps.py",
    "grades.py", "instruments.py", "level_ways.py", "levels.py", "issued.py", "issuing.py", "journal.py", "leadership.py", "marking.py", "origin.py", "priorities.py",
    "ranking.py", "results.py", "rubric.py", "rubrics.py", "scores.py", "sources.py", "store.py", "summary.py",
    "tiers.py", "trends.py", "wording.py", "worksheets.py",
}  # fmt: skip


def test_no_two_classes_share_a_name() -> None:
    found: dict[str, list[str]] = defaultdict(list)
    for path in SOURCES.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef):
                found[node.name].append(str(path.relative_to(SOURCES)))
    assert {name: files for name, files in found.items() if len(files) > 1} == {}


def test_files_of_one_name_deal_with_one_topic() -> None:
    """A name that stands in several rooms is a topic, and listed here; unlike things have names of their own."""
    found: dict[str, list[str]] = defaultdict(list)
    for path in SOURCES.rglob("*.py"):
        found[path.name].append(str(path.relative_to(SOURCES)))
    assert {name for name, files in found.items() if len(files) > 1} <= ONE_TOPIC, found
