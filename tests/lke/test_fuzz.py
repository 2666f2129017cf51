"""Whatever stands in a file: a plain answer, and all of it stored or nothing."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.lke.fuzzing import Bench, bring_in, check_file, check_files, check_results, check_rubric, check_store
from tests.lke.mutating import base_files, mutate, pack
from tests.lke.mutating_tables import write_mutant

HEADINGS = ("PENILAIAN", "", "Bobot", "Pilihan Jawaban", "Jawaban", "Nilai", "%", "Catatan", "Bukti Dukung")
NUMBERING = ("A", "B.", "I.", "II", "1", "2.", "a.", "b", "A.I.1.a", "TOTAL HASIL", "INDEKS")
TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=40)
CELL = st.one_of(
    st.none(),
    st.sampled_from(NUMBERING),
    st.sampled_from(("A", "b.", "Ya", "TIDAK", "N/A", "Blm Diisi", "66,67", "1.234", "A/B/C/D", "0-100", "(2,5)")),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
    TEXT,
)
FILES = 1_000
CHUNK = 50
TABLES = 100


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    return Bench.make(tmp_path_factory.mktemp("fuzz"))


@pytest.fixture(scope="module")
def bases(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, ...]:
    return base_files(tmp_path_factory.mktemp("bases"))


def test_the_files_to_damage_can_be_stored(bench: Bench, bases: tuple[bytes, ...], tmp_path: Path) -> None:
    """The one saved by openpyxl has lost its stored figures, which are nobody's answers."""
    for number, content in enumerate(bases):
        path = tmp_path / f"base-{number}.xlsx"
        path.write_bytes(content)
        assert check_file(bench, path) == "stored"


@pytest.mark.parametrize("first", range(0, FILES, CHUNK))
def test_damaged_worksheets(bench: Bench, bases: tuple[bytes, ...], tmp_path: Path, first: int) -> None:
    paths = [tmp_path / f"seed-{seed}.xlsx" for seed in range(first, first + CHUNK)]
    for seed, path in enumerate(paths, start=first):
        path.write_bytes(mutate(bases[seed % len(bases)], seed))
    verdicts = check_files(bench, paths)
    assert len(verdicts) == CHUNK
    assert "stored" in verdicts


def test_damaged_worksheets_as_rubrics(bases: tuple[bytes, ...], tmp_path: Path) -> None:
    verdicts = set()
    for seed in range(FILES, FILES + 100):
        path = tmp_path / "x.xlsx"
        path.write_bytes(mutate(bases[seed % len(bases)], seed))
        verdicts.add(check_rubric(path))
    assert "rubric made" in verdicts


def test_damaged_tables_of_results(tmp_path: Path) -> None:
    bench = Bench.make_for_results(tmp_path)
    verdicts = Counter(check_results(bench, write_mutant(tmp_path, seed)) for seed in range(TABLES))
    assert {"all rows stored", "some rows stored", "no row stored", "refused: file-broken"} <= set(verdicts)
    assert verdicts["some rows stored"] > TABLES // 4


def test_the_same_seed_makes_the_same_file(bases: tuple[bytes, ...], tmp_path: Path) -> None:
    assert [mutate(bases[0], seed) for seed in range(10)] == [mutate(bases[0], seed) for seed in range(10)]
    tables = [[write_mutant(tmp_path, seed).path.read_bytes() for seed in range(20)] for _twice in range(2)]
    assert tables[0] == tables[1]


@settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    rows=st.lists(st.lists(CELL, max_size=12), max_size=30),
    headings=st.permutations(HEADINGS),
    above=st.lists(TEXT, max_size=3),
)
def test_any_cells_around_real_headings(
    bench: Bench, rows: list[list[object]], headings: list[str], above: list[str]
) -> None:
    path = bench.folder / "cells.xlsx"
    with xlsxwriter.Workbook(path, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet()
        table: list[Sequence[object]] = [["TAHUN :", 2015.0], above, headings, *rows]
        for number, cells in enumerate(table):
            for column, cell in enumerate(cells):
                _write(sheet, number, column, cell)
    check_file(bench, path)


def _write(sheet: Any, row: int, column: int, cell: object) -> None:
    if isinstance(cell, bool):
        sheet.write_boolean(row, column, cell)
    elif isinstance(cell, float):
        sheet.write_number(row, column, cell)
    elif cell:
        sheet.write_string(row, column, cell)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(note=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\ufffe\uffff"), max_size=300))
def test_notes_come_in_as_they_were_written(bench: Bench, bases: tuple[bytes, ...], note: str) -> None:
    """Any Unicode, control characters and line breaks with it; white space alone is no note."""
    path = bench.folder / "note.xlsx"
    with zipfile.ZipFile(io.BytesIO(bases[0])) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    old = re.search(rb"<si><t[^>]*>Contoh catatan[^<]*</t></si>", members["xl/sharedStrings.xml"])
    assert old is not None
    new = f'<si><t xml:space="preserve">{_escaped(note)}</t></si>'.encode()
    members["xl/sharedStrings.xml"] = members["xl/sharedStrings.xml"].replace(old[0], new)
    path.write_bytes(pack(members))
    address = bench.database()
    outcome, earlier = bring_in(address, [path])
    check_store(address, (outcome, earlier))
    assert outcome.merge is not None
    assert outcome.merge.answers["A.I.1.a"].note == (note if note.strip() else "")


def _escaped(text: str) -> str:
    """`text` as a program writes it into XML: what XML cannot hold, and what looks like an escape, as `_x001B_`."""
    text = re.sub(r"_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", text)
    text = re.sub(r"[\x00-\x08\x0b-\x1f]", lambda match: f"_x{ord(match[0]):04X}_", text)
    return escape(text)
