"""Adds a kind of answer to a copy of the sources: the domain takes it as it is, and everywhere else where kinds
are told apart the type checker must say that it is missing."""

from __future__ import annotations

import ast
import re
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from rbtrack.domain.kinds import AnswerScale
from tools.copies import ROOT, change, copy_sources, run_on

KINDS = {kind.__name__ for kind in get_args(AnswerScale)}

MADE_UP = '''
"""A kind of answer that is only there to be missed elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from rbtrack.domain.evaluation import RawValue, as_text
from rbtrack.domain.kinds.kind import AnswerKind
from rbtrack.errors import Problem


@dataclass(frozen=True)
class MadeUpScale(AnswerKind):
    """Any text earns a half, the best one everything."""

    best: str

    def read(self, raw: RawValue) -> str | Problem:
        return as_text(raw)

    def share(self, value: str) -> Fraction:
        return Fraction(1) if value == self.best else Fraction(1, 2)

    def better(self, value: str | None) -> tuple[str, ...]:
        return () if value == self.best else (self.best,)

    def finer(self, value: str | None) -> tuple[str, ...]:
        return self.better(value)

    def earning(self, share: float) -> str:
        return self.best if share > 0.75 else "-"

    def faults(self) -> Iterator[str]:
        yield from ()
'''

USED = """
from fractions import Fraction
from rbtrack.domain.evaluation import Answer, RawAnswer
from rbtrack.domain.kinds.made_up import MadeUpScale
from rbtrack.domain.priorities import priorities
from rbtrack.domain.rubric import Node, Rubric, Years, check_rubric
from rbtrack.domain.scoring import score
from rbtrack.domain.validating import AnswerWords, validate
from rbtrack.errors import NOWHERE
from rbtrack.sample import invented_answers

item = Node("a", "A", Fraction(10), answer=MadeUpScale("x"))
rubric = Rubric("r", "1", "R", "rb", "", Years(None, None), "", "skip", "primary", "", (item,))
assert check_rubric(rubric) == []
answers, problems = validate(rubric, {"a": RawAnswer("y")}, NOWHERE, AnswerWords(frozenset(), frozenset()))
assert (answers, problems) == ({"a": Answer("y")}, [])
scored = score(rubric, answers)
assert scored.points == 5
assert [each.best_gain for each in priorities(scored, answers).items] == [5]
assert score(rubric, invented_answers(rubric, "53", 2022)).points is not None
"""


@dataclass(frozen=True, slots=True)
class Branch:
    """A function that tells kinds of answers apart."""

    file: str
    name: str
    first: int
    last: int


def branches(source: Path) -> Iterator[Branch]:
    """Every function outside of the domain that tells kinds apart, be it by `match` or by `isinstance`."""
    for path in sorted(source.rglob("*.py")):
        file = path.relative_to(source.parent).as_posix()
        if "/domain/" not in file:
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.FunctionDef) and any(_tells_apart(below) for below in ast.walk(node)):
                    yield Branch(file, node.name, node.lineno, node.end_lineno or node.lineno)


def _tells_apart(node: ast.AST) -> bool:
    match node:
        case ast.MatchClass(cls=ast.Name(id=name)):
            return name in KINDS
        case ast.Call(func=ast.Name(id="isinstance"), args=[_, kinds]):
            return any(isinstance(each, ast.Name) and each.id in KINDS for each in ast.walk(kinds))
    return False


def missing(source: Path) -> Iterator[str]:
    """What is wrong: a place that the type checker passes over, or one inside of the domain that it does not."""
    found = list(branches(source))
    files = sorted({branch.file for branch in found})
    flags = ("--config-file", str(ROOT / "pyproject.toml"), "--no-error-summary", "--cache-dir", ".mypy_cache")
    ran = run_on(source, "-m", "mypy", *flags, "src/rbtrack/domain", *files)
    errors = re.findall(r"^(.+?):(\d+): error: (.*)$", ran.stdout, re.MULTILINE)
    if not errors:
        yield f"mypy found nothing\n{ran.stdout}{ran.stderr}"
        return
    for branch in found:
        if not any(file == branch.file and branch.first <= int(line) <= branch.last for file, line, _what in errors):
            yield f"{branch.file}:{branch.first}: {branch.name} does not notice that a kind of answer is missing"
    for file, line, what in errors:
        if "/domain/" in file:
            yield f"{file}:{line}: the domain should ask every kind alike: {what}"


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        source = copy_sources(Path(folder))
        kinds = source / "rbtrack" / "domain" / "kinds"
        (kinds / "made_up.py").write_text(MADE_UP.lstrip(), encoding="utf-8")
        change(kinds / "__init__.py", r"^AnswerScale = (.*)$", r"AnswerScale = \1 | MadeUpScale")
        change(
            kinds / "__init__.py",
            r"^(from rbtrack\.domain\.kinds\.number)",
            r"from rbtrack.domain.kinds.made_up import MadeUpScale\n\1",
        )
        used = run_on(source, "-c", USED)
        wrong = [*([used.stderr] if used.returncode else []), *missing(source)]
    if wrong:
        sys.exit("\n".join(wrong))


if __name__ == "__main__":
    main()
