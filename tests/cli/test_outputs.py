"""What goes out: nothing is written over that somebody may need, and what could not go out is said."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from rbtrack import files
from rbtrack.cli.demo_folder import MARKER, finish, make_demo_folder
from rbtrack.errors import RbtrackError
from tests.conftest import Ran, Run, require_tool, run_apart

FLAGS = ("--office", "bps", "--rubric", "rb-2014", "--tier", "evaluator", "--year", "2015")
FULL = Path("/dev/full")
needs_full = pytest.mark.skipif(not FULL.exists(), reason="needs a file that is always full")
needs_links = pytest.mark.skipif(os.name == "nt", reason="links need a right on Windows")


def stored(run: Run) -> int:
    return len(json.loads(run("journal", "show", "--json").out)["entries"])


def refusal(ended: pytest.ExceptionInfo[RbtrackError]) -> str:
    return ended.value.problems[0].code


@needs_links
def test_an_output_never_goes_over_an_input(bps: Run, worksheet: Path) -> None:
    Path("masuk").mkdir()
    worksheet.rename("masuk/lke.xlsx")
    Path("link.xlsx").symlink_to("masuk/lke.xlsx")
    Path("hard.xlsx").hardlink_to("masuk/lke.xlsx")
    Path("peta.csv").write_text("file,office\nlke.xlsx,bps\n")
    Path("hasil.csv").write_text("kode,tahun,instrumen,nilai\nbps,2015,rb,60\n")
    before = {
        path: path.read_bytes() for path in Path().rglob("*") if path.is_file() and path.suffix in (".xlsx", ".csv")
    }
    lke = ("lke", "import", "masuk", *FLAGS)
    entries = stored(bps)
    for arguments in (
        (*lke, "-o", "masuk/lke.xlsx"), (*lke, "-o", "./masuk/../masuk/lke.xlsx"), (*lke, "-o", "link.xlsx"),
        (*lke, "-o", "hard.xlsx"), ("lke", "import", "link.xlsx", *FLAGS, "-o", "masuk/lke.xlsx"),
        ("lke", "check", "masuk", "--map", "peta.csv", "-o", "peta.csv"), ("lke", "diff", "masuk/lke.xlsx", "-o", "link.xlsx"),
        ("result", "import", "hasil.csv", "-o", "./hasil.csv"),
    ):  # fmt: skip
        ran = bps(*arguments)
        assert (ran.code, "This file is one of those that the command reads." in ran.err) == (1, True), arguments
    Path("rubrik.yaml").symlink_to("masuk/lke.xlsx")
    ran = bps("rubric", "import", "masuk/lke.xlsx", "-o", "rubrik.yaml")
    assert "This file is one of those that the command reads." in ran.err
    assert stored(bps) == entries
    assert {path: path.read_bytes() for path in before} == before


@pytest.mark.parametrize(
    "arguments",
    [
        ("office", "list", "-o", "basis.csv"),
        ("lke", "check", "lke-bps.xlsx", *FLAGS, "-o", "basis.csv"),
        ("chart", "rank", "--years", "2014,2015", "-o", "basis.png"),
    ],
)
def test_no_database_is_written_over_whatever_its_name(bps: Run, worksheet: Path, arguments: tuple[str, ...]) -> None:
    name = arguments[-1]
    Path("data/rbtrack.db").rename(name)
    content = Path(name).read_bytes()
    ran = bps("--db", name, *arguments)
    assert (ran.code, "There is a database at this place. It is not written over." in ran.err) == (1, True), ran.err
    assert Path(name).read_bytes() == content


@pytest.mark.parametrize("suffix", files.WORKED_IN)
def test_a_file_that_somebody_may_have_worked_in_goes_aside(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"daftar{suffix}"
    assert files.write_text(path, "1") is None
    assert files.write_text(path, "1") is None
    assert files.write_text(path, "2") == tmp_path / f"daftar{suffix}.bak1"
    assert files.write_text(path, "3") == tmp_path / f"daftar{suffix}.bak2"
    assert [each.read_text() for each in sorted(tmp_path.iterdir())] == ["3", "1", "2"]


def test_what_the_program_makes_anew_at_any_time_is_replaced(tmp_path: Path) -> None:
    for suffix in (".json", ".md", ".png", ".html"):
        assert files.write_text(tmp_path / f"x{suffix}", "1") is None
        assert files.write_text(tmp_path / f"x{suffix}", "2") is None
    assert [each.read_text() for each in tmp_path.iterdir()] == ["2"] * 4


def test_a_file_goes_aside_where_the_disk_has_no_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_paths: Path) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "link", refuse)
    path = tmp_path / "x.csv"
    files.write_text(path, "1")
    assert files.write_text(path, "2") == tmp_path / "x.csv.bak1"
    assert ((tmp_path / "x.csv.bak1").read_text(), path.read_text()) == ("1", "2")


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_a_list_that_was_written_over_is_kept_and_that_is_said(bps: Run, suffix: str) -> None:
    name = f"daftar.{suffix}"
    write = ("office", "list", "-o", name)
    assert "kept" not in bps(*write).err + bps(*write).err
    first = Path(name).read_bytes()
    assert bps("office", "add", "x", "X", "--kind", "y").code == 0
    assert bps(*write).err == f"The file that was there is kept as {name}.bak1.\nWritten: {name}\n"
    assert Path(f"{name}.bak1").read_bytes() == first


OTHER = ("--office", "x", *FLAGS[2:])
"""Whose name is not the one in the worksheet."""


def test_a_marked_copy_that_was_worked_in_is_kept(bps: Run, worksheet: Path) -> None:
    assert bps("office", "add", "x", "Kantor Lain", "--kind", "y").code == 0
    mark = ("lke", "check", str(worksheet), *OTHER, "--mark", "diperiksa")
    assert "kept" not in bps(*mark).err
    Path("diperiksa/lke-bps.xlsx").write_bytes(b"worked in")
    assert "is kept as diperiksa/lke-bps.xlsx.bak1" in bps(*mark).err.replace("\\", "/")
    assert Path("diperiksa/lke-bps.xlsx.bak1").read_bytes() == b"worked in"


def test_only_plain_files_are_written_over(bps: Run, tmp_path: Path) -> None:
    Path("folder.csv").mkdir()
    ran = bps("office", "list", "-o", "folder.csv")
    assert (ran.code, "cannot be written (it is a folder)" in ran.err) == (1, True)
    if hasattr(os, "mkfifo"):
        os.mkfifo("pipe.csv")
        ran = bps("office", "list", "-o", "pipe.csv")
        assert (ran.code, "cannot be written (it is a device or a pipe)" in ran.err) == (1, True)
        assert Path("pipe.csv").is_fifo()


def shell(command: str, folder: Path) -> Ran:
    """A command of a shell, in which `rbtrack` is this program."""
    program = f'"{sys.executable}" -m rbtrack'
    environment = {**os.environ, "RBTRACK_LANG": "en", "RBTRACK_ACTOR": "tester"}
    ended = subprocess.run(
        [require_tool("bash"), "-c", f"set -o pipefail; rbtrack() {{ {program} \"$@\"; }}; {command}"],
        cwd=folder, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return Ran(ended.returncode, ended.stdout, ended.stderr)


@pytest.fixture
def folder(bps: Run, worksheet: Path) -> Path:
    Path("hasil.csv").write_text("kode,tahun,instrumen,nilai\nbps,2015,rb,60\n")
    return worksheet.parent


@needs_full
@pytest.mark.parametrize("flags", ["", " --json"])
def test_what_was_stored_is_said_where_it_cannot_be_shown(folder: Path, flags: str) -> None:
    ran = shell(f"rbtrack lke import lke-bps.xlsx {' '.join(FLAGS)}{flags} > /dev/full", folder)
    lines = ran.err.splitlines()
    assert (ran.code, lines[-2:]) == (
        1,
        ["In all: 1 (1 stored)", "error: The output cannot be written (the disk is full)."],
    )
    ran = shell(f"rbtrack result import hasil.csv{flags} > /dev/full", folder)
    assert (ran.code, ran.err) == (1, "1 stored\nerror: The output cannot be written (the disk is full).\n")
    ran = shell(f"rbtrack result import hasil.csv{flags} >&-", folder)
    assert (ran.code, ran.err) == (1, "1 unchanged\nerror: The output cannot be written (it is closed).\n")


def test_closed_streams_end_in_one_line_or_in_none(folder: Path) -> None:
    assert shell("rbtrack office list >&-", folder) == Ran(
        1, "", "error: The output cannot be written (it is closed).\n"
    )
    assert shell("rbtrack office add a A --kind b >&-", folder).code == 0
    assert shell("rbtrack office list <&- >&- 2>&-", folder) == Ran(1, "", "")
    assert shell("rbtrack office list 2>&-", folder).code == 0
    ran = shell("rbtrack rubric show rb-2014 | head -n 1", folder)
    assert (ran.code, ran.out.startswith("rb-2014"), ran.err) == (1, True, "")


@needs_full
def test_talk_that_nobody_can_hear_stops_nothing(folder: Path) -> None:
    assert shell("rbtrack office add a A --kind b 2> /dev/full", folder) == Ran(0, "", "")
    assert shell("rbtrack lke check missing.xlsx 2> /dev/full > /dev/full", folder) == Ran(1, "", "")


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Path]:
    """A disk of 300 kB."""
    place = tmp_path / "small"
    place.mkdir()
    try:
        mounted = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=300k", "tmpfs", str(place)], check=False, capture_output=True
        )
    except OSError:
        pytest.skip("needs mount")
    if mounted.returncode:
        pytest.skip("needs the right to mount a disk")
    try:
        yield place
    finally:
        subprocess.run(["umount", "--lazy", str(place)], check=True)


def fill(place: Path) -> None:
    """Leave no room on a disk."""
    try:
        with (place / "fill").open("wb", buffering=0) as file:
            while file.write(b"x" * 4096):
                pass
    except OSError:
        pass


def test_a_full_disk_is_named_and_leaves_nothing_behind(folder: Path, small: Path) -> None:
    database = str(small / "d.db")
    assert run_apart("--db", database, "init", folder=folder, RBTRACK_LANG="en").code == 0
    before = Path(database).read_bytes()
    fill(small)
    for arguments in (
        ("rubric", "show", "rb-2014", "-o", str(small / "x.csv")),
        ("rubric", "show", "rb-2014", "-o", str(small / "x.xlsx")),
        ("lke", "new", "bps", "--year", "2022", "--rubric", "rb-2020", "-o", str(small)),
    ):
        ran = run_apart(*arguments, folder=folder, RBTRACK_LANG="en")
        assert (ran.code, ran.err.count("\n"), "(the disk is full). Make room there" in ran.err) == (1, 1, True), (
            ran.err
        )
    for command in (f"--db {database} office add a A --kind b", f"--db {small / 'new.db'} init"):
        ran = run_apart(*command.split(), folder=folder, RBTRACK_LANG="en")
        assert (ran.code, "is full or does not answer. Nothing was stored." in ran.err) == (1, True), ran.err
    # SQLite itself leaves the files that it could not end.
    assert {path.name for path in small.iterdir()} - {"d.db-wal", "d.db-shm"} == {"d.db", "fill"}
    assert Path(database).read_bytes() == before


def test_a_lost_marked_copy_stops_no_other_file(bps: Run, worksheet: Path) -> None:
    assert bps("office", "add", "x", "Kantor Lain", "--kind", "y").code == 0
    Path("diperiksa", worksheet.name).mkdir(parents=True)
    second = worksheet.with_name("lke-kedua.xlsx")
    second.write_bytes(worksheet.read_bytes())
    ran = bps("lke", "check", worksheet.name, second.name, *OTHER, "--mark", "diperiksa", "--json")
    entries: list[dict[str, Any]] = json.loads(ran.out)["files"]
    assert [entry["marked"] for entry in entries] == [None, str(Path("diperiksa", second.name))]
    assert (ran.code, "cannot be written (it is a folder)" in ran.err) == (1, True)


def test_the_demo_makes_its_folder_and_knows_it_again(tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    assert make_demo_folder(folder) is None
    assert [path.name for path in folder.iterdir()] == [MARKER]
    (folder / "data").mkdir()
    (folder / "data" / "rbtrack.db").write_bytes(b"x")
    finish(folder)
    assert make_demo_folder(folder) is None
    assert [path.name for path in folder.iterdir()] == [MARKER]


@pytest.mark.parametrize("work", ["changed", "added", "removed", "folder", "unfinished"])
def test_a_demo_that_was_worked_in_is_put_aside(tmp_path: Path, work: str) -> None:
    folder = tmp_path / "demo"
    make_demo_folder(folder)
    made = folder / "rbtrack.db"
    made.write_bytes(b"x")
    if work != "unfinished":
        finish(folder)
    if work == "changed":
        made.write_bytes(b"y")
    elif work == "added":
        (folder / "mine.csv").write_text("mine")
    elif work == "removed":
        made.unlink()
    elif work == "folder":
        (folder / "mine").mkdir()
    there = {path.name for path in folder.iterdir()}
    assert make_demo_folder(folder) == tmp_path / "demo.bak1"
    assert {path.name for path in (tmp_path / "demo.bak1").iterdir()} == there
    assert [path.name for path in folder.iterdir()] == [MARKER]


@pytest.mark.parametrize("other", ["empty", "data", "file", "link", "marker"])
def test_no_other_folder_is_touched_by_the_demo(bps: Run, other: str) -> None:
    folder = Path("rbtrack-demo")
    if other == "file":
        folder.write_text("mine")
    elif other == "link":
        make_demo_folder(Path("elsewhere"))
        folder.symlink_to("elsewhere")
    else:
        folder.mkdir()
        if other == "data":
            (folder / "mine.csv").write_text("mine")
        elif other == "marker":
            (folder / MARKER).mkdir()
    there = sorted(path.name for path in Path().rglob("*"))
    ran = bps("demo")
    assert (ran.code, "It was left as it is. Name another folder with -o." in ran.err) == (1, True)
    assert sorted(path.name for path in Path().rglob("*")) == there


@pytest.mark.parametrize("name", [".", "..", "../.."])
def test_the_demo_does_not_take_the_folder_away_that_one_is_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    folder = tmp_path / "demo"
    make_demo_folder(folder)
    finish(folder)
    inside = folder / "data" / "rubrics"
    inside.mkdir(parents=True)
    monkeypatch.chdir({".": folder, "..": folder / "data", "../..": inside}[name])
    with pytest.raises(RbtrackError) as refused:
        make_demo_folder(Path(name))
    assert refused.value.problems[0].code == "demo-folder-taken"
    assert (folder / MARKER).is_file()
