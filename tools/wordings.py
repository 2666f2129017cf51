"""Writes the fingerprints of an official worksheet's wording: `python -m tools.wordings RUBRIC WORKSHEET...`.

Every table of the worksheets is read, and must follow the rubric row by row.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import yaml

from rbtrack import catalog
from rbtrack.domain.evaluation import as_text
from rbtrack.domain.rubric import Rubric
from rbtrack.lke.reading.labels import name_alone
from rbtrack.lke.reading.layout import find_tables
from rbtrack.lke.reading.likeness import words_of
from rbtrack.lke.reading.matching import Match, match_rows
from rbtrack.lke.reading.official_wordings import fingerprint, packed
from rbtrack.xlsx.cells import open_workbook

_HEAD = """\
# How official worksheets of {rubric} word its rows: a digest for each word, not the words.
# Made by `python -m tools.wordings {rubric} WORKSHEET`; rows of another wording are told to whoever brings them in.
"""


def main(rubric_id: str, *paths: str) -> None:
    """Write the file of one rubric."""
    rubric = catalog.shipped_rubric(rubric_id)
    found: dict[str, dict[str, set[str]]] = {"labels": {}, "explanations": {}}
    for match in (match for path in paths for match in _matches(Path(path), rubric)):
        assert match.node is not None
        texts = {"labels": name_alone(match.row.label)}
        if match.node.is_item:
            texts["explanations"] = as_text(match.row.value("explanation"))
        for part, text in texts.items():
            if words := words_of(text):
                found[part].setdefault(match.node.code, set()).add(packed(fingerprint(words)))
    target = Path("src/rbtrack/rubrics/wordings") / f"{rubric_id}.yaml"
    target.write_text(_HEAD.format(rubric=rubric_id) + _written(found), encoding="utf-8")


def _written(found: Mapping[str, Mapping[str, set[str]]]) -> str:
    document = {part: {code: sorted(texts) for code, texts in codes.items()} for part, codes in found.items()}
    return str(yaml.safe_dump(document, sort_keys=False, width=10**6, default_flow_style=None))


def _matches(path: Path, rubric: Rubric) -> Iterator[Match]:
    for table in find_tables(open_workbook(path)):
        matches, problems = match_rows(table.bands, rubric)
        assert not problems, problems
        yield from (match for match in matches if match.node is not None and match.row.label)


if __name__ == "__main__":
    main(*sys.argv[1:])
