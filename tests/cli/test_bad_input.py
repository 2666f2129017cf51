"""Bad input: a clear message, exit code 1, and nothing stored."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.conftest import Run, raw_database, run_apart
from tests.lke.breaking import ANSWER, edit, patch, row_of, sheet_xml
from tests.lke.fuzzing import harmful

FLAGS = ("--office", "bps", "--rubric", "rb-2014", "--tier", "evaluator", "--year", "2015")
OLE = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600


def stored() -> int:
    with raw_database("data/rbtrack.db") as raw:
        return sum(
            int(raw.execute(f"SELECT COUNT(*) FROM {table}").fetchone()[0])
            for table in ("evaluation", "answer", "rubric")
        )


@pytest.mark.parametrize(
    "arguments",
    [
        ("office", "list"),
        ("office", "add", "x", "X"),
        ("lke", "import", "x.xlsx", *FLAGS),
        ("score", "show", "bps", "2015"),
        ("score", "compare", "bps", "--years", "2014,2015"),
        ("chart", "areas", "bps", "--years", "2014", "-o", "x.png"),
        ("journal", "show"),
        ("journal", "verify"),
        ("journal", "head"),
    ],
)
def test_without_a_database_every_command_says_how_to_make_one(
    run: Run, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    ran = run(*arguments)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("error: ")
    assert 'There is no database yet. Make one with "rbtrack init"' in ran.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ("--office", "xyz", "--rubric", "rb-2014", "--tier", "self"),
            'There is no office with the code "xyz". Known are: bps.',
        ),
        (
            ("--office", "bps", "--rubric", "rb-1999", "--tier", "self"),
            'There is no rubric "rb-1999". Known are: ',
        ),
        (
            ("--office", "bps", "--rubric", "rb-2014", "--tier", "self", "--year", "2013"),
            "no table for 2013. It has: 2014, 2015.",
        ),
    ],
)
def test_unknown_offices_rubrics_and_years(bps: Run, worksheet: Path, arguments: tuple[str, ...], message: str) -> None:
    ran = bps("lke", "import", str(worksheet), *arguments)
    assert ran.code == 1
    assert message in ran.err
    assert stored() == 0


def text_file(path: Path) -> None:
    path.write_text("kode;nilai\n53;86,5\n", encoding="utf-8")


def entity_bomb(path: Path) -> None:
    patch(path, {"xl/styles.xml": b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>'})


def zip_bomb(path: Path) -> None:
    patch(path, {"xl/media/x.bin": b"\0" * (65 * 1024 * 1024)})


def macros(path: Path) -> None:
    patch(path, {"xl/vbaProject.bin": b"x"})


def without_headings(path: Path) -> None:
    edit(path, lambda sheet: sheet.delete_rows(6))


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (text_file, "file-not-workbook"),
        (lambda path: path.write_bytes(b""), "file-empty"),
        (lambda path: path.write_bytes(OLE + "EncryptedPackage".encode("utf-16-le")), "file-encrypted"),
        (lambda path: path.write_bytes(OLE), "file-legacy"),
        (zip_bomb, "file-bomb"),
        (macros, "file-macros"),
        (entity_bomb, "file-entities"),
        (without_headings, "headings-missing"),
        (lambda path: path.unlink(), "file-missing"),
    ],
)
def test_files_that_are_refused(bps: Run, worksheet: Path, spoil: Callable[[Path], object], code: str) -> None:
    spoil(worksheet)
    ran = bps("lke", "import", str(worksheet), *FLAGS, "--json")
    (entry,) = json.loads(ran.out)["files"]
    assert (ran.code, entry["status"]) == (1, "refused")
    assert [problem["code"] for problem in entry["problems"]] == [code]
    assert entry["problems"][0]["hint"]
    assert ran.err.startswith("error: lke-bps.xlsx: ")
    assert stored() == 0


def test_all_problems_of_a_file_come_in_one_pass_with_their_cells(bps: Run, worksheet: Path) -> None:
    def spoil(sheet: Any) -> None:
        sheet.cell(row_of(sheet, "Pembentukan tim RB"), ANSWER).value = "E"
        sheet.cell(row_of(sheet, "Dokumen road map resmi"), ANSWER).value = '=IF(1=1,"Ya","")'
        row = row_of(sheet, "Muatan quick win")
        sheet.cell(row, 5).value, sheet.cell(row, 6).value = "x.", "Kegiatan lain"
        sheet.cell(row_of(sheet, "Nilai akuntabilitas kinerja (SAKIP) (14)"), ANSWER).value = "101,5"
        sheet.cell(row_of(sheet, "Kapasitas organisasi (survei internal) (6)"), ANSWER).value = "banyak"

    ran = bps("lke", "import", str(edit(worksheet, spoil)), *FLAGS, "--json")
    problems = [problem for problem in json.loads(ran.out)["files"][0]["problems"] if problem["severity"] == "error"]
    assert {(problem["code"], problem["cell"], problem["item"]) for problem in problems} == {
        ("answer-not-offered", "I10", "A.I.1.a"),
        ("formula-without-value", "I14", "A.I.2.a"),
        ("row-unknown", "F16", None),
        ("item-missing", None, "A.I.2.c"),
        ("answer-outside-range", "I197", "B.I.1"),
        ("answer-not-a-number", "I198", "B.I.2"),
    }
    assert len([line for line in ran.err.splitlines() if line.startswith("error: ")]) == len(problems)
    assert {problem["value"] for problem in problems} >= {"E", "101,5", "banyak"}
    assert stored() == 0


def test_a_text_of_which_one_reading_fits_is_read_as_that(bps: Run, worksheet: Path) -> None:
    """On the scales of 2014 one reading of 1.234 always falls out; that one is said to be what was read."""

    def spoil(sheet: Any) -> None:
        sheet.cell(row_of(sheet, "Kapasitas organisasi (survei internal) (6)"), ANSWER).value = "3.117"

    assert bps("lke", "import", str(edit(worksheet, spoil)), *FLAGS).code == 0
    nodes = json.loads(bps("score", "show", "bps", "2015", "--items", "--json").out)["nodes"]
    assert next(node for node in nodes if node["code"] == "B.I.2")["answer"] == "3.117"


def test_a_bad_file_does_not_stop_the_others(bps: Run, worksheet: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.xlsx"
    bad.write_bytes(b"x")
    ran = bps("lke", "import", str(bad), str(worksheet), *FLAGS, "--json")
    assert ran.code == 1
    assert [entry["status"] for entry in json.loads(ran.out)["files"]] == ["refused", "stored"]


def test_one_bad_year_refuses_the_whole_workbook(bps: Run, worksheet: Path) -> None:
    def spoil(sheet: Any) -> None:
        sheet.cell(10, 21).value = "E"

    ran = bps("lke", "import", str(edit(worksheet, spoil)), *FLAGS[:6], "--json")
    assert [entry["status"] for entry in json.loads(ran.out)["files"]] == ["refused", "refused"]
    assert stored() == 0


def test_another_office_in_the_sheet_and_a_year_outside_the_rubric_are_doubts(bps: Run, worksheet: Path) -> None:
    def spoil(sheet: Any) -> None:
        sheet["F2"] = "Kementerian [bold]Lain[/bold]"
        sheet["B5"] = "PENILAIAN TAHUN 2021"

    ran = bps("lke", "import", str(edit(worksheet, spoil)), *FLAGS[:6], "--year", "2021")
    assert ran.code == 0
    assert 'warning: lke-bps.xlsx, LKE!F2: The worksheet names "Kementerian [bold]Lain[/bold]"' in ran.err
    assert "rb-2014 was in force 2014–2019, not for 2021." in ran.err


def test_hostile_text_is_inert_on_the_screen(run: Run) -> None:
    run("init")
    assert run("office", "add", "x", "[red]Kantor[/red] :smile:").code == 0
    assert "[red]Kantor[/red] :smile:" in run("office", "list").out
    for arguments in (("y", "Kantor\x1b[2J"), ("y", "Kantor", "--kind", "a\nb"), ("y", "Kantor", "--kind", "")):
        refused = run("office", "add", *arguments)
        assert refused.code == 1
        assert "\x1b" not in refused.err


def make_hostile(path: Path) -> Path:
    """Every text that a reader sees, out to reach the terminal, the spreadsheet or the eye."""
    edit(path, hostile_texts)
    with zipfile.ZipFile(path) as archive:
        book = archive.read("xl/workbook.xml")
    return patch(path, {"xl/workbook.xml": book.replace(b'name="LKE"', 'name="[red]L[/red]\u202eK&#10;E"'.encode())})


def hostile_texts(sheet: Any) -> None:
    sheet["F2"] = "=cmd|'/c calc'!A0 \u202e[bold]Kantor[/bold]"
    sheet["F2"].data_type = "s"
    sheet.cell(row_of(sheet, "Pembentukan tim RB"), ANSWER).value = "[link=file:///etc/passwd]x[/link]_x001b_[2J\u202e"
    row = row_of(sheet, "Muatan quick win")
    sheet.cell(row, 6).value = "[blink]Muatan[/blink] _x009b_31m |`*<b>\u2066"
    sheet.cell(row, 5).value = "x."


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("name", [None, "out.csv", "out.md", "out.json", "out.xlsx"])
def test_hostile_texts_of_a_worksheet_are_inert(
    bps: Run, worksheet: Path, tmp_path: Path, language: str, name: str | None
) -> None:
    make_hostile(worksheet)
    output = () if name is None else ("-o", name)
    hostile = worksheet.rename(tmp_path / "[red]=1+1\u202e.xlsx")
    ran = bps("lke", "import", str(hostile), *FLAGS, *output, "--lang", language)
    assert (ran.code, stored()) == (1, 0)
    shown = ran.out + ran.err
    assert "[red]" in shown
    assert "[link=file:///etc/passwd]x[/link]" in shown
    assert not harmful(shown.replace("\n", ""))
    if name == "out.json":
        assert json.loads(Path(name).read_text(encoding="utf-8"))["files"]
    elif name == "out.xlsx":
        (sheet,) = openpyxl.load_workbook(name).worksheets
        assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    elif name is not None:
        text = Path(name).read_text(encoding="utf-8-sig")
        assert not re.search(r"[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f]", text)


@pytest.mark.parametrize("language", ["en", "id"])
def test_a_report_for_programs_is_json_whatever_the_worksheet_says(bps: Run, worksheet: Path, language: str) -> None:
    ran = bps("lke", "import", str(make_hostile(worksheet)), *FLAGS, "--json", "--lang", language)
    problems = json.loads(ran.out)["files"][0]["problems"]
    assert "[link=file:///etc/passwd]x[/link]\x1b[2J\u202e" in {problem["value"] for problem in problems}
    assert "\x1b" not in ran.out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("office", "add", "a b", "X"), '"a b" cannot be the code of an office.'),
        (("office", "add", "../x", "X"), '"../x" cannot be the code of an office.'),
        (("office", "add", "bps", "Again"), 'There is an office with the code "bps" already.'),
        (("office", "add", "x", "  "), "An office needs a name and a kind."),
        (("office", "add", "x", "X", "--parent", "y"), 'There is no office with the code "y".'),
        (("score", "show", "xyz", "2015"), 'There is no office with the code "xyz".'),
        (
            ("score", "show", "bps", "2015"),
            "There is no evaluation of Badan Pusat Statistik for 2015 that fits. There are: none.",
        ),
        (
            ("office", "list", "-o", "x.docx"),
            'Files ending in ".docx" cannot be made here. Choose one of: .csv, .json, .md, .xlsx.',
        ),
        (("chart", "areas", "bps", "--years", "2015", "-o", "x.jpg"), "Choose one of: .png, .svg, .pdf."),
    ],
)
def test_requests_that_cannot_be_met(bps: Run, arguments: tuple[str, ...], message: str) -> None:
    ran = bps(*arguments)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("error: ")
    assert message in ran.err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("foo",), 'There is no command "foo". See "rbtrack --help".'),
        (("office", "ad"), 'There is no command "ad". Did you mean add?'),
        (("office", "add"), "CODE is missing."),
        (("lke", "new", "bps", "--year", "2015"), "--rubric is missing."),
        (("lke", "new", "--rubric", "rb-2014", "--year", "2015"), "Name offices, or give --children-of or --all."),
        (("lke", "new", "bps", "--rubric", "rb-2014", "--year", "2015", "--prefill"), "--prefill wants --from-year"),
        (("score", "show", "bps", "abc"), "The value of YEAR must be a whole number from 1990 to 2100."),
        (("score", "show", "bps", "9" * 30), "The value of YEAR must be a whole number from 1990 to 2100."),
        (("journal", "show", "--last", "0"), "The value of --last must be a whole number from 1 to 1000000."),
        (("score", "show", "bps", "2015", "--itms"), "There is no option --itms. Did you mean --items?"),
        (
            ("score", "show", "bps", "2015", "--tier", "x"),
            "The value of --tier must be one of: self, evaluator, final.",
        ),
        (("score", "show", "bps", "2015", "--tier"), "The option --tier needs a value."),
        (("score", "show", "bps", "2015", "--json=1"), "The option --json takes no value."),
        (("score", "show", "bps", "2015", "4"), "Too many arguments: 4."),
        (("score", "compare", "bps", "--years", "20"), "Years are written with four digits"),
        (("office", "list", "--db"), "The option --db needs a value."),
        (("office", "list", "--lang", "fr"), "The value of --lang must be one of: id, en."),
    ],
)
def test_wrong_flags_end_with_2_in_our_own_words(run: Run, arguments: tuple[str, ...], message: str) -> None:
    ran = run(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("error: ")
    assert message in ran.err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("foo",), 'galat: Tidak ada perintah "foo". Lihat "rbtrack --help".'),
        (("office", "add"), "galat: CODE belum diisi."),
        (("score", "show", "x", "y"), "galat: Nilai YEAR harus bilangan bulat"),
        (("score", "show", "x", "2015", "--q"), "galat: Tidak ada opsi --q."),
        (("office", "list"), "Belum ada basis data. Buat dengan"),
        (("office", "--help"), "Pemakaian: rbtrack office [OPSI] PERINTAH [ARGUMEN]..."),
    ],
)
def test_usage_errors_and_help_are_indonesian_by_default(
    tmp_path: Path, arguments: tuple[str, ...], message: str
) -> None:
    ran = run_apart(*arguments, folder=tmp_path)
    assert message in ran.out + ran.err


def test_nothing_dies_on_a_terminal_of_cp1252(tmp_path: Path) -> None:
    environment = {"PYTHONIOENCODING": "cp1252", "RBTRACK_LANG": "en", "COLUMNS": "60"}
    assert run_apart("init", folder=tmp_path, **environment).code == 0
    assert run_apart("office", "add", "x", "Kantor “Ω” 統計 –", folder=tmp_path, **environment).code == 0
    for arguments in (("office", "list"), ("office", "list", "--json"), ("--help",)):
        ran = run_apart(*arguments, folder=tmp_path, **environment)
        assert (ran.code, ran.err) == (0, "")


def test_a_file_that_another_program_holds_is_named(bps: Run, tmp_path: Path) -> None:
    (tmp_path / "taken").mkdir()
    ran = bps("office", "list", "-o", str(tmp_path / "taken" / ".." / "taken.csv" / "x.csv"))
    assert ran.code == 0
    (tmp_path / "folder.csv").mkdir()
    ran = bps("office", "list", "-o", str(tmp_path / "folder.csv"))
    assert ran.code == 1
    assert "The file cannot be written" in ran.err
    assert "close it and try again" in ran.err


FULL = Path("/dev/full")


@pytest.mark.skipif(not FULL.exists(), reason="needs a file that is always full")
@pytest.mark.parametrize(
    "arguments", [("office", "list"), ("office", "list", "--json"), ("journal", "head"), ("--help",), ("--version",)]
)
def test_what_cannot_be_printed_is_said_to_be_the_output(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    assert run_apart("init", folder=tmp_path).code == 0
    with FULL.open("w") as full:
        ended = subprocess.run(
            [sys.executable, "-m", "rbtrack", *arguments, "--lang", "en"],
            cwd=tmp_path, stdout=full, stderr=subprocess.PIPE, text=True, check=False,
        )  # fmt: skip
    assert (ended.returncode, ended.stderr) == (1, "error: The output cannot be written (the disk is full).\n")


def test_what_the_system_refuses_elsewhere_is_named_as_what_it_is(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "masuk").mkdir()
    name = "x" * 300
    ran = run("lke", "check", f"*/{name}/*.xlsx")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("error: masuk/xxx")
    assert "The system refused this (the name is too long). Check that the file or folder is there" in ran.err
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    ran = run("lke", "check", "x.xlsx")
    assert ran.code == 1
    assert ran.err.startswith("error: The system refused this (there is no such file or folder).")


def test_a_stray_cell_far_out_is_named(bps: Run, worksheet: Path) -> None:
    markup = sheet_xml(worksheet).replace(
        b"</sheetData>", b'<row r="1048576"><c r="AA1048576"><v>1</v></c></row></sheetData>'
    )
    ran = bps("lke", "import", str(patch(worksheet, {"xl/worksheets/sheet1.xml": markup})), *FLAGS)
    assert ran.code == 1
    assert "LKE!AA1048576: The sheet reaches as far as this cell" in ran.err


@pytest.mark.parametrize("output", ["out.txt", "folder.csv"])
def test_where_the_report_cannot_go_nothing_is_stored(bps: Run, worksheet: Path, tmp_path: Path, output: str) -> None:
    (tmp_path / "folder.csv").mkdir()
    ran = bps("lke", "import", str(worksheet), *FLAGS, "-o", output)
    assert (ran.code, stored()) == (1, 0)


@pytest.mark.parametrize("judge", ["-", "a\nb", " x"])
def test_judges_have_names_that_can_be_told_apart(bps: Run, worksheet: Path, judge: str) -> None:
    ran = bps("lke", "import", str(worksheet), *FLAGS, "--judge", judge)
    assert (ran.code, stored()) == (1, 0)
    assert "cannot be used as a name here" in ran.err


def test_bytes_that_are_no_unicode_end_in_no_traceback(tmp_path: Path) -> None:
    environment = {"RBTRACK_LANG": "en"}
    assert run_apart("init", folder=tmp_path, **environment).code == 0
    for arguments in (
        ("office", "add", "x", "\udcff\udcfe"),
        ("office", "list", "--as", "\udcff"),
        ("lke", "import", "\udcff.xlsx", *FLAGS),
    ):
        assert "Traceback" not in run_apart(*arguments, folder=tmp_path, **environment).err


def test_long_words_are_cut_in_messages(bps: Run, worksheet: Path) -> None:
    def spoil(sheet: Any) -> None:
        sheet.cell(row_of(sheet, "Pembentukan tim RB"), ANSWER).value = "x" * 30_000

    ran = bps("lke", "import", str(edit(worksheet, spoil)), *FLAGS)
    assert ran.code == 1
    assert max(map(len, ran.err.splitlines())) < 600
