"""What the documents say is true: their commands run, generated pages are up to date."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.test_worksheets import FIRST, answer
from tests.conftest import Run
from tests.gallery import CASES
from tests.gallery.showing import line_pattern
from tests.lke.official import write_sample_worksheet
from tools.problems import PAGE, assembled, lines_of

ROOT = Path(__file__).parent.parent
READMES = ("README.md", "README.id.md")


def commands(readme: str) -> list[list[str]]:
    """The rbtrack commands of the blocks marked `sh`, in their order."""
    text = ROOT.joinpath(readme).read_text(encoding="utf-8")
    blocks = re.findall(r"```sh\n(.*?)```", text, re.DOTALL)
    lines = [line for block in blocks for line in block.splitlines()]
    return [shlex.split(line, comments=True)[1:] for line in lines if line.startswith("rbtrack ")]


@pytest.mark.slow
def test_the_commands_of_the_readme_run_in_an_empty_folder(run: Run, tmp_path: Path) -> None:
    """Those of one README: the other one has the same, which a test below holds."""
    write_sample_worksheet(tmp_path / "bps-lke-rb-2015.xlsx")
    (tmp_path / "hasil.csv").write_text('kode,nama,nilai,predikat\nbps,Badan Pusat Statistik,"70,05",BB\n')
    found = commands(READMES[0])
    assert len(found) >= 8
    for arguments in found:
        ran = run(*arguments)
        assert ran.code == 0, (arguments, ran.err)
        if list(arguments[:2]) == ["lke", "new"]:
            for path in (tmp_path / arguments[-1]).iterdir():
                answer(path, {FIRST: "A"})  # as the offices do before they send them back


@pytest.mark.parametrize("readme", READMES)
def test_links_and_pictures_of_the_readme_are_there(readme: str) -> None:
    targets = re.findall(r"\]\(([^)#]+)\)", ROOT.joinpath(readme).read_text(encoding="utf-8"))
    assert targets
    for target in targets:
        assert target.startswith("https://") or ROOT.joinpath(target).exists(), target


def test_generated_pages_are_up_to_date() -> None:
    code = "from tools.docs import PAGES, DOCS\nfor n, p in PAGES.items():\n assert (DOCS / n).read_text(encoding='utf-8') == p(), n"
    environment = {**os.environ, "RBTRACK_LANG": "en"}
    ran = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, "run: make docs\n" + ran.stderr


def test_the_generated_page_of_problems_has_every_rule_in_the_words_of_today() -> None:
    """Without running a case: tests/test_gallery.py does that, and holds each line against what is shown."""
    page = PAGE.read_text(encoding="utf-8")
    lines = lines_of(page)
    assert list(lines) == [case.code for case in CASES], "run: make docs"
    for case in CASES:
        for spoken in ("en", "id"):
            assert line_pattern(case, spoken).fullmatch(lines[case.code][spoken]), f"{case.code}: run make docs"
    assert page == assembled(lines), "run: make docs"


def test_both_readmes_tell_the_same_journey() -> None:
    assert commands("README.md") == commands("README.id.md")


def test_nothing_of_the_workplace_is_in_the_repository() -> None:
    if shutil.which("git") is None or not ROOT.joinpath(".git").exists():
        pytest.skip("needs a git checkout")
    names = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\n")
    for name in names:
        path = ROOT / name
        if path.suffix in {".py", ".md", ".toml", ".yaml", ".txt", ".cfg", ".po", ""} and path.is_file():
            text = path.read_text(encoding="utf-8")
            assert not re.search(r"(?<![\w.])/(?:home|root|work)/\w", text), name
            assert "--index-url" not in text or name.startswith("tests/"), name
