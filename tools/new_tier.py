"""Adds a tier to a copy of the sources, in three files, and tries whether everything follows: order, command line,
words, worksheets, and databases, those included that were made before."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from hatch_build import compile_translations
from tools.copies import change, copy_sources, run_on

DOMAIN = """
from dataclasses import replace
from fractions import Fraction
from rbtrack.domain.tiers import RESULT_TIERS, TIERS
from rbtrack.domain.trend import Figure, all_series, headline_of

assert TIERS == ("kementerian", "final", "evaluator", "self"), TIERS
assert RESULT_TIERS == ("external", *TIERS), RESULT_TIERS
one = Figure(2020, Fraction(70), "B", "final", "", "rb-2020", "rb-2014", "computed")
figures = [one, replace(one, tier="kementerian"), replace(one, tier="self")]
assert headline_of(figures) == figures[1]
assert [series.tier for series in all_series(figures)] == ["kementerian", "final", "self"]
"""

WORDS = """
from rbtrack.domain.evaluation import EvaluationKey
from rbtrack.messages.tiers import tier_name, tier_word
from rbtrack.reports.summary.figure_cells import key_words
from rbtrack.text import speaking

for language, word in (("en", "ministry"), ("id", "kementerian")):
    with speaking(language):
        assert (tier_word("kementerian"), tier_name("kementerian", "X")) == (word, f"{word} (X)")
        assert key_words(EvaluationKey("53", 2020, "rb-2020", "kementerian")) == word
"""

FLAGS = {
    ("score", "show", "53", "2022", "--tier"): "self, evaluator, final, kementerian",
    ("lke", "check", "x.xlsx", "--tier"): "self, evaluator, final, kementerian",
    ("score", "gap", "53", "2022", "--against"): "evaluator, final, kementerian",
    ("result", "set", "53", "2022", "rb", "70", "--tier"): "self, evaluator, final, kementerian, external",
}

BEFORE = (("init",), ("office", "add", "53", "KPU", "--kind", "provinsi"))
"""What was done before there was such a tier: databases that are there take it in too."""

STORED = (
    ("lke", "new", "53", "--year", "2022", "--rubric", "sakip-2021", "--tier", "kementerian", "-o", "out"),
    ("answer", "set", "53", "2022", "1.a", "AA", "--rubric", "sakip-2021", "--tier", "kementerian"),
    ("result", "set", "53", "2021", "rb", "70.5", "--tier", "kementerian"),
)

SHOWN = (
    ("score", "show", "53", "2022", "--instrument", "sakip"),
    ("score", "trend", "53"),
)
"""What must name the ministry afterwards."""

WORKSHEET = """
from pathlib import Path
from rbtrack.lke.identity import find_hidden
from rbtrack.xlsx.cells import open_workbook

(path,) = Path("out").glob("*.xlsx")
hidden = find_hidden(open_workbook(path))
assert hidden is not None and hidden.identity.tier == "kementerian"
"""


def add_tier(source: Path) -> None:
    """What a colleague does to add the ministry's own evaluation between the plenary and what is only published."""
    package = source / "rbtrack"
    change(package / "domain" / "tiers.py", r'^(EvaluatedTier = .*"final")\]$', r'\1, "kementerian"]')
    change(
        package / "messages" / "tiers.py",
        r'^(    "external": TierWords)',
        r'    "kementerian": TierWords(N_("ministry"), N_("ministry")),\n\1',
    )
    translations = package / "locale" / "id" / "LC_MESSAGES" / "rbtrack.po"
    with translations.open("a", encoding="utf-8") as file:
        file.write('\nmsgid "ministry"\nmsgstr "kementerian"\n')
    compile_translations(source.parent)


def wrong(source: Path) -> Iterator[str]:
    """What does not follow."""
    for command, known in FLAGS.items():
        ran = run_on(source, "-m", "rbtrack", *command, "nobody")
        if f"must be one of: {known}." not in ran.stderr:
            yield f"{' '.join(command)} does not take {known}: {ran.stderr}"
    for command in STORED:
        yield from failed(source, *command)
    for command in SHOWN:
        ran = run_on(source, "-m", "rbtrack", *command)
        if "ministry" not in ran.stdout:
            yield f"{' '.join(command)} does not name the ministry: {ran.stdout}{ran.stderr}"
    for name, code in (("domain", DOMAIN), ("words", WORDS), ("worksheet", WORKSHEET)):
        ran = run_on(source, "-c", code)
        if ran.returncode:
            yield f"{name}: {ran.stderr}"


def failed(source: Path, *command: str) -> Iterator[str]:
    """What a command says that does not succeed."""
    ran = run_on(source, "-m", "rbtrack", *command)
    if ran.returncode:
        yield f"{' '.join(command)}: {ran.stdout}{ran.stderr}"


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        source = copy_sources(Path(folder))
        found = [fault for command in BEFORE for fault in failed(source, *command)]
        add_tier(source)
        found += wrong(source)
    if found:
        sys.exit("\n".join(found))


if __name__ == "__main__":
    main()
