"""Whose a worksheet is: its hidden sheet, its head, the register and the database must agree, or it is refused."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl import Workbook

from rbtrack.usecases import intake
from tests.cli.test_worksheets import answer, document, entries, ntt  # noqa: F401 (a fixture)
from tests.conftest import Run, raw_database
from tests.gallery.making import hidden_value
from tests.lke import variants

KUPANG = Path("kirim", "LKE_2022_53.01_KPU-Kabupaten-Kupang_sakip-2021.xlsx")
KOTA = Path("kirim", "LKE_2022_53.71_KPU-Kota-Kupang_sakip-2021.xlsx")
NEW = ("lke", "new", "53.01", "53.71", "--year", "2022", "--rubric", "sakip-2021", "-o", "kirim")
HIDDEN = "_rbtrack"
Edit = Callable[[Workbook], object]


@pytest.fixture
def sent(ntt: Run) -> Run:  # noqa: F811
    """Two worksheets were issued, and one answer is in each of them."""
    assert ntt(*NEW).code == 0
    for path in (KUPANG, KOTA):
        answer(path, {"1.a": "BB"})
    return ntt


def edit(path: Path, *edits: Edit) -> None:
    book = openpyxl.load_workbook(path)
    for each in edits:
        each(book)
    book.save(path)


def at(sheet: str, cell: str, value: object) -> Edit:
    return lambda book: book[sheet].__setitem__(cell, value)  # type: ignore[assignment]


def heads(row: int, value: object) -> tuple[Edit, ...]:
    """The same in the head over the table, in the guide and in the summary."""
    return at("LKE", f"D{row}", value), at("Guide", f"C{row}", value), at("Summary", f"C{row}", value)


def found(run: Run, path: Path, *flags: str, code: int = 0) -> dict[str, tuple[str, str, str]]:
    """Where each problem is, but for what is missing still."""
    (entry,) = entries(run, "lke", "import", str(path), *flags, code=code)
    assert (entry["status"] == "refused") == bool(code)
    return {
        problem["code"]: (problem["sheet"], problem["cell"], problem["severity"])
        for problem in entry["problems"]
        if problem["code"] not in ("answers-blank", "evidence-missing", "figures-unreadable")
    }


def test_a_good_worksheet_comes_in_without_a_word(sent: Run) -> None:
    assert found(sent, KUPANG) == {}
    assert document(sent, "lke", "import", "kirim", "--lang", "id")["files"][0]["status"] == "unchanged"


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_head_in_another_language_is_the_same_head(sent: Run, language: str) -> None:
    assert sent(*NEW, "--lang", language, "--tier", "evaluator", "--judge", "Tim (inti)").code == 0
    path = KUPANG.with_name(KUPANG.stem + "_evaluator_Tim-inti.xlsx")
    answer(path, {"1.a": "BB"})
    assert found(sent, path, "--lang", "en" if language == "id" else "id") == {}


@pytest.mark.parametrize(
    ("sheet", "cell", "value"),
    [
        ("LKE", "D4", "KPU Kota Kupang"),
        ("LKE", "D4", "53.71"),
        ("LKE", "D4", "Dinas Pendidikan"),
        ("LKE", "D5", 2021),
        ("LKE", "D5", "2021"),
        ("LKE", "D6", "final"),
        ("LKE", "D6", "self-assessment (Inspektorat)"),
        ("LKE", "B4", "OFFICE : KPU Kota Kupang"),
        ("Guide", "C4", "KPU Kota Kupang (53.71)"),
        ("Guide", "C4", "KPU Kabupaten Kupang (53.71)"),
        ("Guide", "C5", "2023"),
        ("Guide", "C7", "RB 2020 (rb-2020, version 1)"),
        ("Summary", "C4", "KPU Kota Kupang"),
        ("Summary", "C6", "evaluator"),
    ],
)
def test_another_head_than_it_was_issued_with_is_refused(sent: Run, sheet: str, cell: str, value: object) -> None:
    edit(KUPANG, at(sheet, cell, value))
    assert found(sent, KUPANG, code=1) == {"issued-head-differs": (sheet, cell, "error")}


def test_a_note_that_begins_like_a_head_is_a_note(sent: Run) -> None:
    edit(KUPANG, at("LKE", "K10", "Tahun: 2021, dengan SK Bupati"))
    assert found(sent, KUPANG, "--dry-run", "--replace") == {}


def test_the_name_of_another_office_is_that_office_however_similar(sent: Run) -> None:
    edit(KUPANG, at("LKE", "D4", "KPU Kupang"))
    assert found(sent, KUPANG, "--dry-run") == {"issued-head-similar": ("LKE", "D4", "warning")}
    assert sent("office", "add", "53.99", "KPU Kupang", "--kind", "kpu").code == 0
    assert set(found(sent, KUPANG, code=1)) == {"issued-head-differs"}


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("D4", "KPU KABUPATEN  KUPANG."),
        ("D4", "KPU Kab. Kupang"),
        ("D4", "53.01 KPU Kabupaten Kupang"),
        ("D5", 2022),
        ("D6", "Self-Assessment"),
        ("D6", "penilaian mandiri"),
    ],
)
def test_the_same_in_other_words_is_no_other_head(sent: Run, cell: str, value: object) -> None:
    edit(KUPANG, at("LKE", cell, value))
    assert found(sent, KUPANG) == {}


@pytest.mark.parametrize(
    ("sheet", "cell"), [("LKE", "D4"), ("LKE", "D5"), ("LKE", "D6"), ("LKE", "B4"), ("Guide", "C4"), ("Summary", "C5")]
)
def test_a_head_that_says_less_is_named(sent: Run, sheet: str, cell: str) -> None:
    edit(KUPANG, at(sheet, cell, None))
    assert found(sent, KUPANG) == {"issued-head-emptied": (sheet, None, "warning")}


def test_without_the_row_of_marks_the_head_is_where_it_was(sent: Run) -> None:
    edit(KUPANG, lambda book: book["LKE"].delete_rows(1))
    assert found(sent, KUPANG) == {}
    edit(KUPANG, at("LKE", "D3", None))
    assert found(sent, KUPANG) == {"issued-head-emptied": ("LKE", None, "warning")}


@pytest.mark.parametrize(
    ("name", "is_named"), [("KPU Kota Kupang", True), ("Dinas Pendidikan", True), ("KPU Kab. Kupang", False)]
)
def test_an_added_sheet_that_names_another_office_is_named(sent: Run, name: str, *, is_named: bool) -> None:
    edit(KUPANG, lambda book: book.create_sheet("Sampul").append(["INSTANSI :", name]))
    assert found(sent, KUPANG) == ({"office-differs": ("Sampul", "B1", "warning")} if is_named else {})


@pytest.mark.parametrize("name", ["KPU Kabupaten Kupang Utara", "KPU Kupang", "Kabupaten Kupang"])
def test_an_office_with_nearly_the_same_name_is_named(sent: Run, name: str) -> None:
    edit(KUPANG, at("LKE", "D4", name))
    assert found(sent, KUPANG) == {"issued-head-similar": ("LKE", "D4", "warning")}


@pytest.mark.parametrize(
    ("key", "value", "row", "head"),
    [
        ("office", "53.71", 4, "KPU Kota Kupang"),
        ("year", 2023, 5, "2023"),
        ("tier", "final", 6, "final"),
        ("judge", "Inspektorat", 6, "self-assessment (Inspektorat)"),
    ],
)
def test_a_hidden_sheet_that_says_otherwise_is_refused(sent: Run, key: str, value: object, row: int, head: str) -> None:
    """By the head, and where that was changed as well, by the register."""
    edit(KUPANG, hidden_value(key, json.dumps(value)))
    alone = found(sent, KUPANG, code=1)
    assert alone["issued-register-differs"][::2] == (HIDDEN, "error")
    assert "issued-head-differs" in alone
    more = [at("Guide", "C4", f"{head} (53.71)")] if key == "office" else []
    edit(KUPANG, *heads(row, head), *more, *([hidden_value("office_name", f'"{head}"')] if key == "office" else []))
    assert set(found(sent, KUPANG, code=1)) == {"issued-register-differs"}
    assert sent("score", "show", "53.71", "2022").code == 1


def test_the_rubric_of_the_hidden_sheet_is_that_of_the_register(sent: Run) -> None:
    edit(KUPANG, hidden_value("rubric", '"rb-2020"'))
    assert {"issued-register-differs", "issued-head-differs"} <= set(found(sent, KUPANG, code=1))


@pytest.mark.parametrize("value", ['"0123"', '""'])
def test_a_worksheet_of_another_register_is_a_warning(sent: Run, value: str) -> None:
    edit(KUPANG, hidden_value("token", value))
    assert found(sent, KUPANG) == {"issued-not-registered": (None, None, "warning")}


def test_a_worksheet_of_the_first_form_is_a_warning(sent: Run) -> None:
    edit(KUPANG, hidden_value("rbtrack:worksheet", "1"))
    assert set(found(sent, KUPANG)) == {"issued-not-registered"}


def test_a_foreign_code_with_the_name_of_another_office_is_refused(sent: Run) -> None:
    """Of another register the code may be of another office."""
    edit(KUPANG, hidden_value("token", '""'), hidden_value("office_name", '"KPU Kota Kupang"'))
    edit(KUPANG, *heads(4, "KPU Kota Kupang"))
    assert found(sent, KUPANG, code=1)["office-contradicts"] == (HIDDEN, "B6", "error")
    edit(KUPANG, hidden_value("office_name", '"Dinas Kota"'), *heads(4, "Dinas Kota"))
    assert found(sent, KUPANG)["office-differs"] == (HIDDEN, "B6", "warning")


def test_an_office_that_was_renamed_since_is_still_the_same(sent: Run, tmp_path: Path) -> None:
    """The register says whose the worksheet is, whatever the office is called now."""
    with raw_database(tmp_path / "data" / "rbtrack.db") as raw:
        raw.execute("UPDATE office SET name = 'Sekretariat Daerah' WHERE code = '53.01'")
    assert found(sent, KUPANG) == {}


def test_without_a_database_the_head_is_still_compared(sent: Run, tmp_path: Path) -> None:
    away = ("--db", str(tmp_path / "none.db"))
    (entry,) = entries(sent, "lke", "check", str(KUPANG), *away)
    assert {problem["severity"] for problem in entry["problems"]} == {"warning"}
    edit(KUPANG, hidden_value("year", "2023"))
    (entry,) = entries(sent, "lke", "check", str(KUPANG), *away, code=1)
    assert {problem["code"] for problem in entry["problems"]} == {"issued-head-differs"}


def test_a_sheet_of_ones_own_with_a_year_is_no_head(sent: Run) -> None:
    def add(book: Workbook) -> None:
        book.create_sheet("Kertas kerja").append(["Year", 2019])

    edit(KUPANG, add)
    assert found(sent, KUPANG) == {}


@pytest.mark.parametrize("key", ["judge", "office_name", "texts"])
@pytest.mark.parametrize("value", ['"x\\ud800"', '"a\\nb"', '" x"'])
def test_a_hidden_name_that_nobody_could_type_stops_its_own_file_only(sent: Run, key: str, value: str) -> None:
    text = f'{{"1.a":{{"note":{value}}}}}' if key == "texts" else value
    edit(KUPANG, hidden_value(key, text))
    ran = sent("lke", "import", "kirim", "--json")
    statuses = [entry["status"] for entry in json.loads(ran.out)["files"]]
    assert statuses[1] == "stored"
    assert statuses[0] == "refused" or key == "texts"


def test_whatever_happens_in_a_file_is_its_own_problem(sent: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """What no rule foresees, at any step: nothing of that file is stored, and the others are."""
    find = intake.find_identity  # type: ignore[attr-defined]

    def broken(workbook: object) -> object:
        if workbook.package.file == KUPANG.name:  # type: ignore[attr-defined]
            raise RecursionError("too deep")
        return find(workbook)  # type: ignore[arg-type]

    monkeypatch.setattr(intake, "find_identity", broken)
    ran = sent("lke", "import", "kirim", "--mark", "salinan", "--json")
    one, other = json.loads(ran.out)["files"]
    assert (ran.code, one["status"], other["status"]) == (1, "refused", "stored")
    assert [(each["code"], each["value"]) for each in one["problems"]] == [("file-failed", "RecursionError: too deep")]
    assert "Traceback" not in ran.err


def test_the_same_while_it_is_stored(sent: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    from rbtrack.store import Writer

    save = Writer.save_answers

    def broken(self: Writer, key: object, *more: object, **other: object) -> int:
        revision = save(self, key, *more, **other)  # type: ignore[arg-type]
        if key.office == "53.01":  # type: ignore[attr-defined]
            raise ValueError("unforeseen")
        return revision

    monkeypatch.setattr(Writer, "save_answers", broken)
    ran = sent("lke", "import", "kirim", "--json")
    assert [entry["status"] for entry in json.loads(ran.out)["files"]] == ["refused", "stored"]
    assert sent("score", "show", "53.01", "2022").code == 1, "what was begun was undone"


def test_what_the_database_refuses_of_one_evaluation_stops_no_other(sent: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    from rbtrack.errors import StoreError
    from rbtrack.store import Writer

    use = Writer.use_rubric
    codes = ["rubric-changed", "store-damaged"]

    def refused(self: Writer, *rubric: object) -> object:
        if codes:
            raise StoreError(codes.pop(0), rubric="sakip-2021", version="1")
        return use(self, *rubric)  # type: ignore[arg-type]

    monkeypatch.setattr(Writer, "use_rubric", refused)
    ran = sent("lke", "import", str(KUPANG), "--json")
    (entry,) = json.loads(ran.out)["files"]
    assert (ran.code, entry["status"], entry["problems"][-1]["code"]) == (1, "refused", "rubric-changed")
    ended = sent("lke", "import", "kirim", "--json")
    assert (ended.code, ended.out) == (1, ""), "a damaged database will not take the others either"
    assert "damaged" in ended.err


# Several files


def test_of_two_files_for_one_evaluation_neither_is_stored(sent: Run) -> None:
    shutil.copy(KUPANG, Path("kirim", "A_lama.xlsx"))
    for command in ("check", "import"):
        one, other, good = entries(sent, "lke", command, "kirim", code=1)
        assert [entry["file"] for entry in (one, other)] == ["A_lama.xlsx", KUPANG.name]
        assert [entry["status"] for entry in (one, other)] == ["refused", "refused"]
        assert good["status"] == ("stored" if command == "import" else "checked")
        for entry, rival in ((one, other), (other, one)):
            (twice,) = [problem for problem in entry["problems"] if problem["code"] == "evaluation-twice"]
            assert rival["file"] in twice["message"]
            assert entry["file"] not in twice["message"]
    (entry,) = entries(sent, "lke", "import", str(KUPANG))
    assert entry["status"] == "stored", "alone it comes in"


def test_a_broken_file_of_the_same_evaluation_counts_too(sent: Run) -> None:
    """Which of the two is meant is not known, be one of them wrong or not."""
    wrong = Path("kirim", "A_salah.xlsx")
    shutil.copy(KUPANG, wrong)
    answer(wrong, {"1.a": "Z"})
    one, other, _good = entries(sent, "lke", "import", "kirim", code=1)
    assert [entry["status"] for entry in (one, other)] == ["refused", "refused"]


@pytest.mark.parametrize("limit", ["MOST_KEPT", "MOST_BYTES"])
def test_files_that_are_not_kept_are_read_again(sent: Run, monkeypatch: pytest.MonkeyPatch, limit: str) -> None:
    """However many they are and however large, what is kept of them is bounded."""
    most = {"MOST_KEPT": 1, "MOST_BYTES": KUPANG.stat().st_size}[limit]
    monkeypatch.setattr(f"rbtrack.usecases.reading_ahead.{limit}", most)
    read: list[Path] = []
    take = intake.take_in

    def counted(path: Path, *more: object) -> object:
        read.append(path)
        return take(path, *more)  # type: ignore[arg-type]

    monkeypatch.setattr("rbtrack.usecases.worksheets.take_in", counted)
    assert {entry["status"] for entry in entries(sent, "lke", "import", "kirim")} == {"stored"}
    assert [path.name for path in read] == [KUPANG.name, KOTA.name, KOTA.name]


@pytest.mark.parametrize("name", ["", " "])
def test_an_empty_name_is_no_folder(sent: Run, name: str) -> None:
    ran = sent("lke", "import", name)
    assert (ran.code, ran.out) == (2, "")
    assert "empty" in ran.err


# Worksheets of others


def foreign(name: str, *offices: str, years: tuple[int, ...] = (2022, 2022)) -> Path:
    """A workbook with a sheet for each office."""
    from tests.gallery.making import ANSWERS, rubric, write_rubric

    write_rubric(Path())
    pages: list[variants.Page] = []
    for office, year in zip(offices, years, strict=False):
        page = variants.headed(variants.HEADINGS[:7], office=office, year=year)
        page.name = f"LKE {len(pages) + 1}"
        pages.append(variants.fill(page, rubric().walk(), ANSWERS))
    return variants.save(Path(name), pages)


FOREIGN = ("--rubric", "lke-contoh", "--tier", "self")


def test_each_table_is_stored_for_the_office_over_it(ntt: Run) -> None:  # noqa: F811
    path = foreign("dua.xlsx", "KPU Kabupaten Kupang", "KPU Kota Kupang", years=(2021, 2022))
    found = entries(ntt, "lke", "import", str(path), *FOREIGN)
    assert [(entry["office"], entry["year"], entry["status"]) for entry in found] == [
        ("53.01", 2021, "stored"),
        ("53.71", 2022, "stored"),
    ]
    (entry,) = entries(ntt, "lke", "import", str(path), *FOREIGN, "--year", "2022", "--replace")
    assert (entry["office"], entry["status"]) == ("53.71", "unchanged")


@pytest.mark.parametrize(
    ("named", "problem"),
    [
        ("KPU Kota Kupang", "office-contradicts"),
        ("53.71", "office-contradicts"),
        ("Dinas Pendidikan", "office-differs"),
        ("KPU Provinsi NTT", "office-differs"),
        ("KPU Kabupaten Kupang Utara", "office-differs"),
        ("Kabupaten Kupang", None),
        ("KPU Kab. Kupang", None),
        ("kpu kabupaten kupang", None),
        ("53.01 - KPU Kabupaten Kupang", None),
    ],
)
@pytest.mark.parametrize("way", ["--office", "--map"])
def test_a_name_over_the_table_is_held_against_the_office_that_was_named(
    ntt: Run,  # noqa: F811
    named: str,
    problem: str | None,
    way: str,
) -> None:
    """Over many a form stands the institution above the office: that is a warning only."""
    path = foreign("LKE.xlsx", named)
    Path("peta.csv").write_text("file,office\nLKE.xlsx,53.01\n")
    told = ("--office", "53.01") if way == "--office" else ("--map", "peta.csv")
    is_refused = problem == "office-contradicts"
    (entry,) = entries(ntt, "lke", "import", str(path), *FOREIGN, *told, code=int(is_refused))
    assert entry["status"] == ("refused" if is_refused else "stored")
    assert [each["code"] for each in entry["problems"]] == ([problem] if problem else [])


@pytest.mark.parametrize(
    ("cover", "problem"),
    [
        ("KPU Kota Kupang", "office-contradicts"),
        ("Dinas Pendidikan", "office-differs"),
        ("KPU Provinsi NTT", "office-differs"),
        ("KPU Kab. Kupang", None),
    ],
)
def test_a_cover_is_held_against_the_office_over_the_table(
    ntt: Run,  # noqa: F811
    cover: str,
    problem: str | None,
) -> None:
    path = foreign("LKE.xlsx", "KPU Kabupaten Kupang")
    edit(path, lambda book: book.create_sheet("Sampul").append(["INSTANSI :", cover]))
    is_refused = problem == "office-contradicts"
    (entry,) = entries(ntt, "lke", "import", str(path), *FOREIGN, code=int(is_refused))
    assert [(each["code"], each["sheet"], each["cell"]) for each in entry["problems"]] == (
        [(problem, "Sampul", "B1")] if problem else []
    )
