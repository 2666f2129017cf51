"""What is installed is what runs: the built wheel, in a clean environment, with the sources out of reach."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

from tests.lke.official import write_sample_worksheet

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel built from a copy of what is in the repository, without anything that was made on the way."""
    source = tmp_path_factory.mktemp("source") / "rbtrack"
    shutil.copytree(ROOT / "src", source / "src", ignore=shutil.ignore_patterns("*.mo", "__pycache__"))
    for name in ("pyproject.toml", "hatch_build.py", "README.md", "README.id.md", "CHANGELOG.md", "LICENSE"):
        shutil.copy(ROOT / name, source / name)
    target = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(target), str(source)]
    subprocess.run(command, check=True, capture_output=True)
    (built,) = target.glob("*.whl")
    return built


def test_the_wheel_carries_rubrics_translations_migrations_and_sample(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    assert {
        "rbtrack/rubrics/rb-2014.yaml",
        "rbtrack/rubrics/answer_types.yaml",
        "rbtrack/rubrics/instruments/sakip.yaml",
        "rbtrack/lke/vocabulary.yaml",
        "rbtrack/locale/id/LC_MESSAGES/rbtrack.mo",
        "rbtrack/store/migrations/versions/0001_first.py",
        "rbtrack/store/migrations/versions/0002_register.py",
        "rbtrack/store/migrations/versions/0003_year_evaluated.py",
        "rbtrack/sample/bps.csv",
        "rbtrack/reports/page/leadership.html.j2",
        "rbtrack/reports/page/page.css",
        "rbtrack/reports/page/sort.js",
    } <= names
    assert not [name for name in names if name.startswith(("tests", "tools"))]


def test_the_installed_wheel_goes_the_journey(wheel: Path, tmp_path: Path) -> None:
    """A new environment sees the dependencies of this one (nothing is downloaded), and none of the sources."""
    place = tmp_path / "clean"
    venv.create(place, with_pip=False, symlinks=os.name != "nt")
    python = place / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    site = Path(
        subprocess.check_output([python, "-c", "import site; print(site.getsitepackages()[0])"], text=True).strip()
    )
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    # A path in a .pth file is searched last, and the .pth files in it (the link to our sources) are not followed.
    libraries = [entry for entry in sys.path if entry.endswith("site-packages")]
    site.joinpath("libraries.pth").write_text("\n".join(libraries), encoding="utf-8")
    work = tmp_path / "work"
    work.mkdir()
    write_sample_worksheet(work / "lke.xlsx")
    flags = ["--office", "bps", "--rubric", "rb-2014", "--tier", "evaluator"]
    environment = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8"}
    if os.name == "nt":
        environment["SYSTEMROOT"] = os.environ["SYSTEMROOT"]

    def run(*arguments: str) -> str:
        ran = subprocess.run(
            [python, "-I", "-m", "rbtrack", *arguments], cwd=work, env=environment, capture_output=True, check=False
        )
        assert ran.returncode == 0, ran.stderr.decode()
        return ran.stdout.decode() + ran.stderr.decode()

    where = subprocess.check_output(
        [python, "-I", "-c", "import rbtrack; print(rbtrack.__file__)"], text=True, cwd=work
    )
    assert Path(where.strip()).is_relative_to(place)
    assert "Dibuat: data" in run("init")
    run("office", "add", "bps", "Badan Pusat Statistik", "--kind", "lembaga")
    assert "tersimpan" in run("lke", "import", "lke.xlsx", *flags)
    assert "Indeks 71,41, predikat BB" in run("score", "show", "bps", "2015")
    assert "+10,55" in run("score", "compare", "bps", "--years", "2014,2015")
    run("chart", "areas", "bps", "--years", "2014,2015", "-o", "areas.png")
    assert (work / "areas.png").stat().st_size > 10_000
