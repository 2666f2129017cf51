"""Use cases work in an open workspace: two of them in one process, and what no use case does itself."""

from __future__ import annotations

import ast
import importlib
import inspect
import json
import pkgutil
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType

import pytest

from rbtrack import messages, usecases
from rbtrack.domain.evaluation import Office
from rbtrack.errors import RbtrackError, StoreError
from rbtrack.reports.imports import import_report, status_counts
from rbtrack.reports.lists import journal_report, office_report
from rbtrack.reports.saving import as_markdown
from rbtrack.reports.worksheets import diff_report, issued_report
from rbtrack.store.schema import create
from rbtrack.text import language
from rbtrack.usecases.differences import compare_worksheets
from rbtrack.usecases.intake import ImportOptions
from rbtrack.usecases.issuing import IssueRequest, issue_worksheets
from rbtrack.usecases.journal import show_journal
from rbtrack.usecases.offices import add_office, list_offices
from rbtrack.usecases.worksheets import ImportRequest, check_worksheets, import_worksheets
from rbtrack.usecases.workspace import Workspace
from rbtrack.views.issuing import WrittenWorksheet

NOON = datetime(2031, 2, 3, 12, 0, 0, 5_000, UTC)

# Two workspaces in one process


@dataclass
class Reader:
    """Somebody at work in a language of their own, who waits for the other one after every step."""

    folder: Path
    language: str
    worksheet: Path
    meeting: threading.Barrier
    seen: dict[str, str] = field(default_factory=dict)
    failure: BaseException | None = None

    def work(self) -> None:
        try:
            database = str(self.folder / "own.db")
            create(database)
            with Workspace(database, f"actor {self.language}", self.language) as workspace:
                for step, shown in self._steps(workspace):
                    self.seen[step] = shown
                    self.meeting.wait(60)
        except BaseException as error:
            self.failure = error
            self.meeting.abort()

    def _steps(self, workspace: Workspace) -> Iterator[tuple[str, str]]:
        add_office(workspace, Office("bps", "Badan Pusat Statistik", "lembaga"))
        yield "offices", as_markdown(office_report(list_offices(workspace)).table)
        with pytest.raises(RbtrackError) as refused:
            add_office(workspace, Office("a b", "X", "lembaga"))
        yield "refusal", said(refused.value)
        (sheet,) = issue_worksheets(workspace, IssueRequest(2022, "rb-2014", ("bps",)))
        yield "doubt", messages.message(sheet.problems[0])
        assert sheet.content is not None
        path = self.folder / sheet.name
        path.write_bytes(sheet.content)
        yield "issued", as_markdown(issued_report([WrittenWorksheet(sheet.office, sheet.key, path)]).table)
        options = ImportOptions("bps", "rb-2014", ("self",))
        for name, paths in (("one", [self.worksheet]), ("other", [self.folder / "none.xlsx"])):
            found = [
                each
                for file in import_worksheets(workspace, paths, ImportRequest(options))
                for each in file.evaluations
            ]
            yield name, as_markdown(import_report(found).table) + status_counts(found)
            yield f"{name} problems", "".join(messages.message(problem) for each in found for problem in each.problems)
        found = [each for file in check_worksheets(workspace, [path], ImportRequest()) for each in file.evaluations]
        yield "problems", json.dumps(import_report(found).document["files"][0]["problems"], ensure_ascii=False)
        compared = compare_worksheets(workspace, path, path, ImportOptions())
        yield "differences", as_markdown(diff_report(compared).table)
        yield "journal", as_markdown(journal_report(show_journal(workspace, None)).table)


def said(error: RbtrackError) -> str:
    return " ".join(f"{messages.message(problem)} {messages.hint(problem)}" for problem in error.problems)


WORDS = {
    "offices": ("Offices", "Instansi"),
    "refusal": ("cannot be the code of an office", "tidak dapat menjadi kode instansi"),
    "doubt": ("was in force", "berlaku"),
    "issued": ("Worksheets issued", "Lembar kerja yang diterbitkan"),
    "one": ("stored", "tersimpan"),
    "other": ("refused", "ditolak"),
    "other problems": ("The file does not exist.", "Berkas tidak ada."),
    "problems": ("was in force", "berlaku"),
    "differences": ("There is no difference.", "Tidak ada perbedaan."),
    "journal": ("Journal", "Jurnal"),
}
"""What a step shows in English and in Indonesian."""


def test_two_workspaces_in_one_process_each_speak_their_own_language(tmp_path: Path, worksheet: Path) -> None:
    meeting = threading.Barrier(2)
    readers = [Reader(tmp_path / name, name, worksheet, meeting) for name in ("en", "id")]
    threads = [threading.Thread(target=reader.work) for reader in readers]
    for reader, thread in zip(readers, threads, strict=True):
        reader.folder.mkdir()
        thread.start()
    for thread in threads:
        thread.join()
    english, indonesian = readers
    assert [reader.failure for reader in readers] == [None, None]
    assert list(english.seen) == list(indonesian.seen)
    for step, (word, kata) in WORDS.items():
        assert word in english.seen[step], (step, english.seen[step])
        assert kata not in english.seen[step]
        assert kata in indonesian.seen[step], (step, indonesian.seen[step])
        assert word not in indonesian.seen[step]
    assert ("71.41" in english.seen["one"], "71,41" in indonesian.seen["one"]) == (True, True)
    assert "actor en" in english.seen["journal"]
    assert "actor id" in indonesian.seen["journal"]


def test_the_language_of_a_workspace_ends_with_it(tmp_path: Path) -> None:
    with Workspace(str(tmp_path / "none.db"), "tester", "id"):
        assert language() == "id"
        with Workspace(str(tmp_path / "none.db"), "tester", "en"):
            assert language() == "en"
        assert language() == "id"
    assert language() == "en"


def test_a_workspace_on_another_database_leaves_the_first_one_open(address: str, tmp_path: Path) -> None:
    create(str(tmp_path / "other.db"))
    with Workspace(address, "siti", "id") as workspace:
        add_office(workspace, Office("bps", "Badan Pusat Statistik", "lembaga"))
        opened = workspace.store
        with replace(workspace, database=str(tmp_path / "other.db")) as other:
            assert (list_offices(other), other.actor, language()) == ((), "siti", "id")
        assert language() == "id"
        assert workspace.store is opened
        assert [office.code for office in list_offices(workspace)] == ["bps"]


# What a workspace gives


def test_the_journal_is_written_by_the_clock_of_the_workspace(address: str) -> None:
    with Workspace(address, "siti", "en", clock=lambda: NOON) as workspace:
        add_office(workspace, Office("bps", "Badan Pusat Statistik", "lembaga"))
        (entry,) = show_journal(workspace, None)
    assert (entry.at, entry.actor) == ("2031-02-03T12:00:00.005+00:00", "siti")


def test_a_database_is_missing_or_there_or_cannot_be_used(address: str, tmp_path: Path) -> None:
    assert not Workspace(str(tmp_path / "none.db"), "tester", "en").has_database
    with Workspace(address, "tester", "en") as workspace:
        assert workspace.has_database
    (tmp_path / "letter.db").write_text("not a database")
    with pytest.raises(StoreError):
        _ = Workspace(str(tmp_path / "letter.db"), "tester", "en").has_database


def test_own_rubrics_are_those_of_the_workspace(address: str, tmp_path: Path) -> None:
    own = tmp_path / "elsewhere"
    own.mkdir()
    (own / "annex.yaml").write_text(
        "id: annex\nversion: 1\nbased_on: rb-2020\nprovenance: annex\nconfidence: primary\n"
    )
    request = IssueRequest(2022, "annex", ("bps",), dry_run=True)
    with Workspace(address, "tester", "en", own_rubrics=own) as workspace:
        add_office(workspace, Office("bps", "Badan Pusat Statistik", "lembaga"))
        (sheet,) = issue_worksheets(workspace, request)
        assert (sheet.key.rubric, sheet.content) == ("annex", None)
    with Workspace(address, "tester", "en", own_rubrics=tmp_path / "none") as workspace, pytest.raises(RbtrackError):
        list(issue_worksheets(workspace, request))


# What no use case does itself


def modules() -> list[ModuleType]:
    return [
        importlib.import_module(f"rbtrack.usecases.{found.name}") for found in pkgutil.iter_modules(usecases.__path__)
    ]


def functions(module: ModuleType) -> list[ast.FunctionDef]:
    tree = ast.parse(inspect.getsource(module))
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]


def test_no_use_case_takes_an_address_or_an_actor() -> None:
    assert modules()
    taking = [
        f"{module.__name__}.{function.name}"
        for module in modules()
        for function in functions(module)
        for argument in (*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs)
        if argument.arg in {"address", "actor"}
    ]
    assert taking == []


def test_only_the_workspace_opens_a_database_and_nobody_prints() -> None:
    opening = [
        module.__name__
        for module in modules()
        for node in ast.walk(ast.parse(inspect.getsource(module)))
        if (isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "Store")
        or (isinstance(node, ast.Name) and node.id == "print")
    ]
    assert opening == ["rbtrack.usecases.workspace"]
