"""The worksheet's round trip on the command line: issue, fill in, check, bring in, give back, compare."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from rbtrack import catalog
from rbtrack.cli.workbooks import find_workbooks
from rbtrack.domain.evaluation import EvaluationKey, Office
from rbtrack.usecases.issuing import file_name
from tests.answers import best_answers
from tests.conftest import Run
from tests.lke import variants
from tests.lke.breaking import edit

FIRST = next(iter(catalog.shipped_rubric("rb-2020").items))
KUPANG = "LKE_2022_53.01_KPU-Kabupaten-Kupang_rb-2020.xlsx"


@pytest.fixture
def ntt(run: Run) -> Run:
    """A province and two of its offices."""
    assert run("init").code == 0
    for code, name, *more in (
        ("53", "KPU Provinsi NTT"),
        ("53.01", "KPU Kabupaten Kupang", "--parent", "53"),
        ("53.71", "KPU Kota Kupang", "--parent", "53"),
    ):
        assert run("office", "add", code, name, "--kind", "kpu", *more).code == 0
    return run


def document(run: Run, *arguments: str, code: int = 0) -> dict[str, Any]:
    ran = run(*arguments, "--json")
    assert ran.code == code, ran.err
    return dict(json.loads(ran.out))


def entries(run: Run, *arguments: str, code: int = 0) -> list[dict[str, Any]]:
    return list(document(run, *arguments, code=code)["files"])


def answer(path: Path, answers: dict[str, object]) -> None:
    """Fill in a worksheet as an operator does: in the column of answers, beside the codes."""
    book = openpyxl.load_workbook(path)
    sheet = book["LKE"]
    columns = {str(cell.value): cell.column for cell in sheet[1] if cell.value}
    for row in range(2, sheet.max_row + 1):
        item = str(sheet.cell(row, columns["rbtrack:code"]).value)
        if item in answers:
            sheet.cell(row, columns["rbtrack:answer"]).value = answers[item]  # type: ignore[assignment]
    book.save(path)


def test_worksheets_are_issued_filled_in_and_brought_in_by_one_command(ntt: Run) -> None:
    issued = entries(ntt, "lke", "new", "--children-of", "53", "--year", "2022", "--rubric", "rb-2020", "-o", "kirim")
    assert [entry["office"] for entry in issued] == ["53.01", "53.71"]
    assert Path(issued[0]["file"]) == Path("kirim") / KUPANG
    for entry in issued:
        answer(Path(entry["file"]), {FIRST: "A"})
    found = entries(ntt, "lke", "import", "kirim")
    assert [(entry["office"], entry["year"], entry["tier"], entry["status"]) for entry in found] == [
        ("53.01", 2022, "self", "stored"),
        ("53.71", 2022, "self", "stored"),
    ]
    assert {entry["answers"]["new"] for entry in found} == {1}
    blank = next(problem for problem in found[0]["problems"] if problem["code"] == "answers-blank")
    assert blank["severity"] == "warning"
    assert blank["cell"]
    assert ntt("score", "show", "53.01", "2022").code == 0


def test_the_same_worksheet_again_is_not_written_over(ntt: Run) -> None:
    """A worksheet that somebody filled in goes aside; one that nobody touched stays."""
    new = ("lke", "new", "53.01", "--year", "2022", "--rubric", "rb-2020", "-o", "kirim")
    assert entries(ntt, *new)[0]["kept"] is None
    assert entries(ntt, *new)[0]["kept"] is None
    answer(Path("kirim", KUPANG), {FIRST: "A"})
    kept = Path(entries(ntt, *new)[0]["kept"])
    assert kept.name == f"{KUPANG}.bak1"
    assert openpyxl.load_workbook(shutil.copy(kept, "kept.xlsx"))["LKE"].max_row > 100


@pytest.mark.parametrize(
    ("flags", "code"),
    [
        (("--office", "53.71"), "issued-office-differs"),
        (("--year", "2021"), "issued-year-differs"),
        (("--rubric", "rb-2014"), "issued-rubric-differs"),
        (("--tier", "evaluator"), "issued-tier-differs"),
        (("--judge", "Inspektorat"), "issued-judge-differs"),
    ],
)
def test_a_worksheet_of_ours_is_refused_for_anything_else_than_it_was_issued_for(
    ntt: Run, flags: tuple[str, ...], code: str
) -> None:
    ntt("lke", "new", "53.01", "--year", "2022", "--rubric", "rb-2020", "-o", "kirim")
    (entry,) = entries(ntt, "lke", "import", "kirim", *flags, code=1)
    assert (entry["status"], [problem["code"] for problem in entry["problems"]]) == ("refused", [code])


def test_a_worksheet_of_an_older_version_says_so_and_comes_in(ntt: Run, tmp_path: Path) -> None:
    own = tmp_path / "data" / "rubrics" / "annex.yaml"
    own.parent.mkdir(parents=True)
    own.write_text("id: annex\nversion: 1\nbased_on: rb-2020\nprovenance: annex\nconfidence: primary\n")
    ntt("lke", "new", "53.01", "--year", "2022", "--rubric", "annex", "-o", "kirim")
    own.write_text(own.read_text().replace("provenance: annex", "provenance: annex, corrected"))
    (entry,) = entries(ntt, "lke", "check", "kirim", code=1)
    assert [problem["code"] for problem in entry["problems"]] == ["issued-rubric-changed"]
    own.write_text(own.read_text().replace("version: 1", "version: 2"))
    (entry,) = entries(ntt, "lke", "import", "kirim", "--allow-blank")
    assert entry["status"] == "stored"
    assert "issued-version-differs" in {problem["code"] for problem in entry["problems"]}


def test_answers_of_the_year_before_stand_beside_and_are_filled_in_to_be_reviewed(ntt: Run) -> None:
    ntt("answer", "set", "53.01", "2021", FIRST, "A", "--rubric", "rb-2020", "--tier", "self", "--note", "SK 1")
    new = (
        "lke",
        "new",
        "53.01",
        "53.71",
        "--year",
        "2022",
        "--rubric",
        "rb-2020",
        "-o",
        "kirim",
        "--from-year",
        "2021",
    )
    ran = ntt(*new, "--prefill")
    assert ran.code == 0
    assert "KPU Kota Kupang has no answers for 2021 on rb-2020" in ran.err
    values = [cell.value for row in openpyxl.load_workbook(Path("kirim", KUPANG))["LKE"].iter_rows() for cell in row]
    assert "Answer 2021" in values
    (entry,) = entries(ntt, "lke", "import", str(Path("kirim", KUPANG)))
    assert entry["answers"]["new"] == 1
    assert "answers-not-reviewed" in {problem["code"] for problem in entry["problems"]}
    items = document(ntt, "answer", "show", "53.01", "2022")["items"]
    assert next(item for item in items if item["code"] == FIRST)["note"] == "SK 1"


def test_check_needs_no_database_and_stores_nothing(ntt: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ntt("lke", "new", "53.01", "--year", "2022", "--rubric", "rb-2020", "-o", "kirim")
    answer(Path("kirim", KUPANG), {FIRST: "Z"})
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    (entry,) = entries(ntt, "lke", "check", str(tmp_path / "kirim"), code=1)
    problem = next(problem for problem in entry["problems"] if problem["severity"] == "error")
    assert (problem["code"], problem["item"], problem["value"]) == ("answer-not-offered", FIRST, "Z")
    assert not Path("data").exists()


def test_the_bad_files_of_a_folder_do_not_stop_the_good_ones_and_come_back_marked(ntt: Run) -> None:
    ntt("lke", "new", "--all", "--year", "2022", "--rubric", "rb-2020", "-o", "kirim")
    for path in Path("kirim").iterdir():
        answer(path, {FIRST: "Z" if path.name == KUPANG else "A"})
    before = {path.name: path.read_bytes() for path in Path("kirim").iterdir()}
    bad = Path("kirim", KUPANG).read_bytes()
    Path("kirim", "rusak.xlsx").write_bytes(b"PK\x03\x04")
    Path("kirim", "surat.pdf").write_bytes(b"%PDF")
    ran = ntt("lke", "import", "kirim", "--mark", "diperiksa", "--json")
    assert ran.code == 1
    found = {Path(entry["path"]).name: entry for entry in json.loads(ran.out)["files"]}
    assert {name: entry["status"] for name, entry in found.items()} == {
        KUPANG: "refused",
        "LKE_2022_53.71_KPU-Kota-Kupang_rb-2020.xlsx": "stored",
        "LKE_2022_53_KPU-Provinsi-NTT_rb-2020.xlsx": "stored",
        "rusak.xlsx": "refused",
    }
    assert "passed over: 1" in ran.err
    assert found["rusak.xlsx"]["marked"] is None
    marked = openpyxl.load_workbook(found[KUPANG]["marked"])
    assert marked.sheetnames[0] == "Problems"
    assert "does not offer" in str([cell.value for row in marked["Problems"].iter_rows() for cell in row])
    assert Path("kirim", KUPANG).read_bytes() == bad
    assert all(Path("kirim", name).read_bytes() == data for name, data in before.items() if name != KUPANG)


def test_marks_never_go_over_the_worksheets_themselves(ntt: Run) -> None:
    ntt("lke", "new", "53.01", "--year", "2022", "--rubric", "rb-2020", "-o", "kirim")
    before = Path("kirim", KUPANG).read_bytes()
    ran = ntt("lke", "check", "kirim", "--mark", "kirim")
    assert ran.code == 1
    assert "would replace the workbook itself" in ran.err
    assert Path("kirim", KUPANG).read_bytes() == before


def test_what_was_stored_before_a_copy_could_not_be_written_is_shown(ntt: Run) -> None:
    """A worksheet with doubts is stored; that its marked copy has no place does not hide that."""
    ntt("lke", "new", "53.01", "--year", "2022", "--rubric", "rb-2020", "-o", "kirim")
    answer(Path("kirim", KUPANG), {FIRST: "A"})
    ran = ntt("lke", "import", "kirim", "--mark", "kirim", "--json")
    assert ran.code == 1
    assert "would replace the workbook itself" in ran.err
    (entry,) = json.loads(ran.out)["files"]
    assert (entry["status"], entry["marked"]) == ("stored", None)
    assert ntt("score", "show", "53.01", "2022").code == 0


def test_two_files_of_one_name_get_a_marked_copy_each(ntt: Run) -> None:
    ntt("lke", "new", "53.01", "53.71", "--year", "2022", "--rubric", "rb-2020", "-o", "kirim")
    for number, path in enumerate(sorted(Path("kirim").iterdir())):
        Path(f"masuk-{number}").mkdir()
        path.rename(Path(f"masuk-{number}", "lke.xlsx"))
    found = entries(ntt, "lke", "check", "masuk-0", "masuk-1", "--mark", "diperiksa", code=1)
    assert [entry["marked"] for entry in found] == [str(Path("diperiksa", name)) for name in ("lke.xlsx", "lke-2.xlsx")]
    assert len({Path(entry["marked"]).read_bytes() for entry in found}) == 2


def foreign(path: Path, office: str) -> Path:
    """A worksheet that another program made, for an office."""
    rubric = catalog.shipped_rubric("rb-2014")
    answers: dict[str, object] = {code: answer.value for code, answer in best_answers(rubric).items()}
    path.parent.mkdir(exist_ok=True)
    variants.save(path, variants.one_column(rubric, answers))
    return edit(path, lambda sheet: sheet.__setitem__("A1", f"INSTANSI : {office}"))


def test_the_office_of_a_foreign_worksheet_is_read_from_it_but_never_guessed(ntt: Run) -> None:
    flags = ("--rubric", "rb-2014", "--tier", "self", "--year", "2015")
    foreign(Path("masuk", "a.xlsx"), "KPU KABUPATEN KUPANG")
    foreign(Path("masuk", "b.xlsx"), "KPU Kab. Kupang")
    foreign(Path("masuk", "c.xlsx"), "53.71")
    found = {entry["file"]: entry for entry in entries(ntt, "lke", "import", "masuk", *flags, code=1)}
    assert {name: (entry["status"], entry["office"]) for name, entry in found.items()} == {
        "a.xlsx": ("stored", "53.01"),
        "b.xlsx": ("refused", None),
        "c.xlsx": ("stored", "53.71"),
    }
    problem = found["b.xlsx"]["problems"][0]
    assert (problem["code"], problem["cell"]) == ("office-not-recognised", "A1")
    assert "53.01 (KPU Kabupaten Kupang)" in problem["message"]


def test_a_table_says_whose_the_files_are(ntt: Run) -> None:
    flags = ("--rubric", "rb-2014", "--tier", "self", "--year", "2015", "--map", "peta.csv")
    foreign(Path("masuk", "b.xlsx"), "KPU Kab. Kupang")
    Path("peta.csv").write_text("berkas;kantor\nmasuk\\B.xlsx;53.01\n")
    (entry,) = entries(ntt, "lke", "import", "masuk", *flags)
    assert (entry["office"], entry["status"]) == ("53.01", "stored")
    Path("peta.csv").write_text("file,office\nb.xlsx,99\nb.xlsx,53\nb.xlsx,53.01\n,53\n")
    ran = ntt("lke", "import", "masuk", *flags)
    assert ran.code == 1
    assert [line.split(": ")[1] for line in ran.err.splitlines()] == ["peta.csv:2", "peta.csv:4", "peta.csv:5"]


def test_two_columns_come_in_as_two_tiers_in_one_run(ntt: Run) -> None:
    rubric = catalog.shipped_rubric("rb-2014")
    own: dict[str, object] = {"A.I.1.a": "A"}
    variants.save(Path("dua.xlsx"), variants.side_by_side(rubric, own, {"A.I.1.a": "B"}))
    flags = ("--office", "53", "--rubric", "rb-2014", "--year", "2015")
    (entry,) = entries(ntt, "lke", "import", "dua.xlsx", *flags, code=1)
    assert [problem["code"] for problem in entry["problems"] if problem["severity"] == "error"] == ["tier-needed"]
    found = entries(ntt, "lke", "import", "dua.xlsx", *flags, "--tier", "self", "--tier", "evaluator")
    assert {entry["tier"]: entry["status"] for entry in found} == {"self": "stored", "evaluator": "stored"}
    for tier, letter in (("self", "A"), ("evaluator", "B")):
        items = document(ntt, "answer", "show", "53", "2015", "A.I.1.a", "--tier", tier)["items"]
        assert [item["answer"] for item in items] == [letter]
    (entry,) = entries(ntt, "lke", "import", "dua.xlsx", *flags, "--tier", "final", code=1)
    assert "tier-columns-missing" in {problem["code"] for problem in entry["problems"]}


def test_a_foreign_worksheet_needs_its_rubric_and_tier_named(ntt: Run) -> None:
    foreign(Path("masuk", "a.xlsx"), "KPU Kabupaten Kupang")
    (entry,) = entries(ntt, "lke", "import", "masuk", "--year", "2015", code=1)
    assert {problem["code"] for problem in entry["problems"]} == {"rubric-needed", "tier-needed"}


def test_an_export_comes_in_again_as_nothing_changed(ntt: Run) -> None:
    texts = ["=1+1", '+a "b"', "-", "@x", "baris\nbaru\r\nlagi\r", " spasi ", "\u202e\x1b[31m", "x" * 40_000, "_x0041_"]
    items = list(catalog.shipped_rubric("rb-2014").items)
    for item, text in zip(items, texts, strict=False):
        flags = ("--rubric", "rb-2014", "--tier", "final", "--judge", "Tim / Pleno", f"--note={text}")
        assert ntt("answer", "set", "53", "2015", item, "--evidence", text, *flags).code == 0
    ran = ntt("lke", "export", "53", "2015", "-o", "arsip")
    assert ran.code == 0, ran.err
    (entry,) = entries(ntt, "lke", "import", "arsip", "--allow-blank")
    assert (entry["status"], entry["tier"], entry["judge"]) == ("unchanged", "final", "Tim / Pleno")
    assert document(ntt, "lke", "diff", *map(str, Path("arsip").iterdir()))["differences"] == []


def test_a_difference_is_named_with_both_cells(ntt: Run) -> None:
    ntt("answer", "set", "53", "2015", "A.I.1.a", "B", "--rubric", "rb-2014", "--tier", "self", "--note", "lama")
    ntt("lke", "export", "53", "2015", "-o", "arsip")
    (path,) = Path("arsip").iterdir()
    other = Path(shutil.copy(path, "baru.xlsx"))
    answer(other, {"A.I.1.a": "A"})
    (found,) = document(ntt, "lke", "diff", str(path), str(other))["differences"]
    assert (found["item"], found["what"], found["left"], found["right"]) == ("A.I.1.a", "answer", "B", "A")
    assert found["left_cell"] == found["right_cell"]
    stored = document(ntt, "lke", "diff", str(other))
    assert [(each["left"], each["right"], each["right_cell"]) for each in stored["differences"]] == [("A", "B", None)]
    assert stored["right"]["file"] is None
    ran = ntt("lke", "diff", str(path), "-o", "beda.csv")
    assert ran.code == 0
    assert Path("beda.csv").read_text("utf-8-sig").startswith("item,name,what")


def test_folders_patterns_and_lock_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder means all workbooks below it, also those of kinds that are refused; locks and hidden files are none."""
    monkeypatch.chdir(tmp_path)
    for name in ("a/b/2.xlsx", "a/1.XLSX", "a/~$1.xlsx", "a/.x.xlsx", "a/alt.xls", "a/surat.docx", "c.xlsx"):
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    found = find_workbooks([Path("a"), Path("*.xlsx"), Path("c.xlsx"), Path("tiada.xlsx"), Path("x**y*.xlsx")])
    assert [path.as_posix() for path in found.files] == [
        "a/1.XLSX", "a/alt.xls", "a/b/2.xlsx", "c.xlsx", "tiada.xlsx", "x**y*.xlsx",
    ]  # fmt: skip
    assert found.others == 1


def test_the_name_of_a_worksheet_is_safe_on_every_system() -> None:
    office = Office("53", 'KPU: "Kab/Kota" <x>|?*. ', "kpu")
    key = EvaluationKey("53", 2022, "rb-2020", "evaluator", "Tim\\1")
    assert file_name(office, key) == "LKE_2022_53_KPU-Kab-Kota-x_rb-2020_evaluator_Tim-1.xlsx"
    assert len(file_name(Office("53", "x" * 500, "kpu"), key)) < 150
