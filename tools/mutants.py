"""Changes the rules by hand, one at a time, and names the changes that no test notices (`make mutants`).

Which changes are made is mutmut's choice. They are run here, because mutmut leaves out what this program keeps its
rules in: constants at the top of a module (`NEAR = 85.0`), properties, and functions that keep their results.
The tests are collected once, and run once to learn which lines each of them reaches. Then a process is forked for each
change: it swaps the code of one function, or one constant, and runs the tests that reach it, the quickest first, until
one fails.

    python -m tools.mutants                                    everything, against the limits below
    python -m tools.mutants rbtrack.lke.reading.matching       one module
    python -m tools.mutants rbtrack.lke.reading.matching._near one function, method (Class.method) or constant
    python -m tools.mutants rbtrack.domain.grades --tests tests/domain/test_grades.py

Left out: defaults of the fields of a class, arguments of decorators, and `strict=` of a zip.
"""

from __future__ import annotations

import argparse
import ast
import difflib
import functools
import gc
import importlib
import os
import re
import signal
import sys
import textwrap
import time
import traceback
import types
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import coverage
import libcst as cst
import pytest
from _pytest.runner import runtestprotocol
from libcst.metadata import MetadataWrapper, PositionProvider
from mutmut.mutation.file_mutation import Mutation, create_mutations, deep_replace

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src"
ACCEPTED = Path(__file__).with_name("mutants_accepted.txt")
FUTURE = "from __future__ import annotations\n"
_STRICT = re.compile(r",\s*strict=\w+|,\s*(?=\))")
"""`strict=True` of a zip states what holds anyway, as an assertion does: it is left alone."""
SURVIVED, KILLED, TIMED_OUT = "survived", "killed", "timed out"


BROKEN = 3


class NotPutInError(Exception):
    """A change of a function that this tool cannot make: its own fault, and no sign of a test."""


@dataclass(frozen=True)
class Room:
    """A package whose rules are changed, the tests that must notice it, and how many percent of the changes
    may stay unnoticed."""

    package: str
    tests: tuple[str, ...]
    limit: float

    @property
    def folder(self) -> Path:
        return SOURCE.joinpath(*self.package.split("."))


ROOMS = (
    Room("rbtrack.domain", ("tests/domain",), 2.0),
    Room(
        "rbtrack.lke.reading",
        ("tests/lke/reading", "tests/lke/test_numbering.py", "tests/lke/test_shown.py", "tests/lke/test_wordings.py"),
        5.0,
    ),
)


@dataclass(frozen=True)
class Mutant:
    """One change. `where` is the function, the method or the constant; `code` its whole text, changed;
    `lines` the lines of the file that belong to the changed statement, None for a constant."""

    module: str
    where: str
    line: int
    diff: tuple[str, ...]
    code: str
    lines: range | None

    @property
    def key(self) -> tuple[str, ...]:
        """What the change is called in the list of accepted ones: a line moved within the module keeps its name."""
        return f"{self.module} {self.where}", *self.diff


# Making the changes


def mutants_of(path: Path) -> Iterator[Mutant]:
    """Every change of a module, from top to bottom."""
    module = ".".join(path.relative_to(SOURCE).with_suffix("").parts)
    source = _without_decorators(path.read_text(encoding="utf-8"))
    tree, mutations, _classes, _functions = create_mutations(str(path), source)
    positions = MetadataWrapper(tree, unsafe_skip_copy=True).resolve(PositionProvider)
    owners = _owners(tree)
    statements = _statements(ast.parse(source))
    for mutation in mutations:
        owner = _owner_of(mutation, owners, tree)
        if owner is None:
            continue
        where, node = owner
        before = tree.code_for_node(node)
        changed = deep_replace(node, mutation.original_node, mutation.mutated_node)
        if not isinstance(changed, cst.CSTNode):
            continue
        after = tree.code_for_node(changed)
        if _STRICT.sub("", before) == _STRICT.sub("", after):
            continue
        diff = tuple(
            f"{line[0]} {line[1:].strip()}"
            for line in difflib.unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm="")
            if line[0] in "+-" and not line.startswith(("+++", "---"))
        )
        found = positions.get(mutation.original_node) or positions[node]
        line = found.start.line
        lines = _lines_of(statements, line) if isinstance(node, cst.FunctionDef) else None
        if diff:
            yield Mutant(module, where, line, diff, after, lines)


def _without_decorators(source: str) -> str:
    """The same lines with the decorators blank: mutmut passes over decorated functions."""
    lines = source.splitlines(keepends=True)
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef):
            for decorator in node.decorator_list:
                for number in range(decorator.lineno - 1, decorator.end_lineno or decorator.lineno):
                    lines[number] = "\n"
    return "".join(lines)


def _owners(tree: cst.Module) -> dict[cst.CSTNode, str]:
    """The functions, methods and constants of a module, with their names."""
    owners: dict[cst.CSTNode, str] = {}
    for statement in tree.body:
        if isinstance(statement, cst.FunctionDef):
            owners[statement] = statement.name.value
        elif isinstance(statement, cst.ClassDef):
            for each in statement.body.body:
                if isinstance(each, cst.FunctionDef):
                    owners[each] = f"{statement.name.value}.{each.name.value}"
        elif isinstance(statement, cst.SimpleStatementLine) and (name := _constant(tree, statement)):
            owners[statement] = name
    return owners


def _constant(tree: cst.Module, statement: cst.SimpleStatementLine) -> str | None:
    """The name of the constant that a line defines; None for imports, texts about it, and names of types."""
    (node,) = ast.parse(tree.code_for_node(statement)).body[:1]
    targets = _targets(node)
    value = getattr(node, "value", None)
    is_type = isinstance(value, ast.Subscript) or (isinstance(value, ast.Call) and "Var" in ast.unparse(value.func))
    is_union = isinstance(value, ast.BinOp) and isinstance(value.op, ast.BitOr)
    return targets[0] if targets and not (is_type or is_union or targets[0] == "__all__") else None


def _owner_of(
    mutation: Mutation, owners: Mapping[cst.CSTNode, str], tree: cst.Module
) -> tuple[str, cst.CSTNode] | None:
    node: cst.CSTNode | None = mutation.contained_by_top_level_function
    if node is None:
        node = next((each for each in tree.body if each in owners and _holds(each, mutation.original_node)), None)
    return (owners[node], node) if node is not None and node in owners else None


def _holds(node: cst.CSTNode, inner: cst.CSTNode) -> bool:
    return node is inner or any(_holds(child, inner) for child in node.children)


def _statements(tree: ast.Module) -> list[range]:
    """The lines of each statement, of one with a body those of its head alone."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.stmt):
            body = [] if isinstance(node, ast.FunctionDef) else getattr(node, "body", [])
            # What a function's head says holds for all of it.
            end = body[0].lineno if body else (node.end_lineno or node.lineno) + 1
            found.append(range(node.lineno, max(end, node.lineno + 1)))
    return found


def _lines_of(statements: Iterable[range], line: int) -> range:
    return min((each for each in statements if line in each), key=len, default=range(line, line + 1))


# Putting a change into a running process


def put_in(mutant: Mutant) -> None:
    """Change the running program. Raises whatever the changed text raises where it defines a constant."""
    module = importlib.import_module(mutant.module)
    if mutant.lines is None:
        _change_constant(module, mutant)
    else:
        _change_function(module, mutant)
    forget_results()


def _change_function(module: types.ModuleType, mutant: Mutant) -> None:
    """Give a function another code, whoever holds it."""
    scratch: dict[str, Any] = dict(vars(module))
    name = mutant.where.rpartition(".")[2]
    try:
        target = _function(module, mutant.where)
        code = _within_class(mutant.code, name) if "__class__" in target.__code__.co_freevars else mutant.code
        exec(compile(FUTURE + code, module.__file__ or "", "exec"), scratch)
        changed = scratch[name]
        target.__code__ = changed.__code__
        target.__defaults__, target.__kwdefaults__ = changed.__defaults__, changed.__kwdefaults__
    except Exception as error:
        raise NotPutInError(" ".join(mutant.key)) from error


def _within_class(code: str, name: str) -> str:
    """The text of a method that says `super()`, which Python understands only where there is a class around it."""
    return f"def _method(__class__):\n{textwrap.indent(code, '    ')}\n    return {name}\n{name} = _method(None)\n"


def _function(module: types.ModuleType, where: str) -> types.FunctionType:
    owner, _dot, name = where.rpartition(".")
    found: Any = vars(getattr(module, owner) if owner else module)[name]
    for inner in ("fget", "func", "__func__", "__wrapped__"):
        found = getattr(found, inner, None) or found
    assert isinstance(found, types.FunctionType), where
    return found


def _change_constant(module: types.ModuleType, mutant: Mutant) -> None:
    """Define a constant anew, and what is made from it; other modules that import it get the new one."""
    old = dict(vars(module))
    assert module.__file__ is not None
    names = {mutant.where}
    exec(compile(FUTURE + mutant.code, module.__file__, "exec"), vars(module))
    statements = ast.parse(Path(module.__file__).read_text(encoding="utf-8")).body
    is_after = False
    for statement in statements:
        targets = _targets(statement)
        uses = {node.id for node in ast.walk(statement) if isinstance(node, ast.Name)}
        if is_after and targets and uses & names:
            names.update(targets)
            exec(compile(FUTURE + ast.unparse(statement), module.__file__, "exec"), vars(module))
        is_after = is_after or mutant.where in targets
    for other in _ours("rbtrack", "tests"):
        for name in names:
            if vars(other).get(name, _NOTHING) is old.get(name):
                setattr(other, name, getattr(module, name))


_NOTHING = object()


def _targets(statement: ast.stmt) -> tuple[str, ...]:
    if isinstance(statement, ast.Assign):
        return tuple(each.id for each in statement.targets if isinstance(each, ast.Name))
    if isinstance(statement, ast.AnnAssign) and statement.value and isinstance(statement.target, ast.Name):
        return (statement.target.id,)
    return ()


def _ours(*packages: str) -> list[types.ModuleType]:
    return [module for name, module in list(sys.modules.items()) if module and name.partition(".")[0] in packages]


def forget_results() -> None:
    """Empty what functions keep: a changed one must be asked again."""
    for module in _ours("rbtrack", "tests"):
        for value in list(vars(module).values()):
            if isinstance(value, functools._lru_cache_wrapper):
                value.cache_clear()


# Running the tests


@dataclass
class Runner:
    """Runs in pytest in the place of its own loop: all tests once, then for each change those that reach it."""

    room: Room
    mutants: Sequence[Mutant]
    jobs: int
    durations: dict[str, float] = field(default_factory=dict)
    reached: dict[tuple[str, int], set[str]] = field(default_factory=dict)
    outcomes: dict[Mutant, str] = field(default_factory=dict)
    has_failed: bool = False

    def pytest_sessionstart(self) -> None:
        import hypothesis

        quick = hypothesis.settings(
            deadline=None,
            database=None,
            derandomize=True,
            phases=(hypothesis.Phase.explicit, hypothesis.Phase.generate),
        )
        hypothesis.settings.register_profile("mutants", quick)
        hypothesis.settings.load_profile("mutants")

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        if session.testsfailed:
            self.has_failed = True
            return True
        self._run_all(session.items)
        if not self.has_failed:
            self._try_all({item.nodeid: item for item in session.items})
        return True

    def _run_all(self, items: Sequence[pytest.Item]) -> None:
        """Every test once, unchanged: how long it takes and which lines it reaches."""
        measured = coverage.Coverage(data_file=None, config_file=False, include=[f"{self.room.folder}/*"])
        measured.start()
        for item, after in zip(items, [*items[1:], None], strict=True):
            forget_results()
            measured.switch_context(item.nodeid)
            start = time.process_time()
            if not _passes(item, after):
                print(f"fails without any change: {item.nodeid}")
                self.has_failed = True
            self.durations[item.nodeid] = time.process_time() - start
        measured.stop()
        data = measured.get_data()
        for file in data.measured_files():
            for line, tests in data.contexts_by_lineno(file).items():
                self.reached[file, line] = set(tests) & self.durations.keys()

    def _try_all(self, items: Mapping[str, pytest.Item]) -> None:
        running: dict[int, Mutant] = {}
        gc.collect()
        gc.freeze()  # what is there by now stays shared between the processes
        unchanged = _forked(None, list(items.values()), 10 + 5 * sum(self.durations.values()))
        if os.waitpid(unchanged, 0)[1] != 0:
            print("the tests fail in a process of their own, without any change")
            self.has_failed = True
            return
        for number, mutant in enumerate(self.mutants, start=1):
            tests = [items[test] for test in self._tests_of(mutant)]
            if not tests:
                self.outcomes[mutant] = SURVIVED
                continue
            if len(running) == self.jobs:
                self._wait(running)
            limit = 2.0 + 5 * sum(self.durations[test.nodeid] for test in tests)
            running[_forked(mutant, tests, limit)] = mutant
            if sys.stderr.isatty():
                sys.stderr.write(f"\r{number} of {len(self.mutants)}  ")
        while running:
            self._wait(running)

    def _wait(self, running: dict[int, Mutant]) -> None:
        process, status = os.wait()
        mutant = running.pop(process)
        if os.WIFEXITED(status) and os.WEXITSTATUS(status) == BROKEN:
            raise NotPutInError(" ".join(mutant.key))
        if os.WIFSIGNALED(status):
            self.outcomes[mutant] = TIMED_OUT if os.WTERMSIG(status) == signal.SIGPROF else KILLED
        else:
            self.outcomes[mutant] = KILLED if os.WEXITSTATUS(status) else SURVIVED

    def _tests_of(self, mutant: Mutant) -> list[str]:
        """The tests that reach the changed statement, the quickest first. Of a constant those that reach a module
        which has it, or which have it themselves."""
        changed = importlib.import_module(mutant.module)
        having = [changed]
        if mutant.lines is None:
            value = getattr(changed, mutant.where)
            having += [each for each in _ours("rbtrack", "tests") if vars(each).get(mutant.where, _NOTHING) is value]
        files = {each.__file__ for each in having}
        found = {test for test in self.durations if str(ROOT / test.partition("::")[0]) in files}
        for (measured, line), tests in self.reached.items():
            if measured in files and (mutant.lines is None or line in mutant.lines):
                found |= tests
        return sorted(found, key=lambda test: (self.durations[test], test))


def _passes(item: pytest.Item, after: pytest.Item | None) -> bool:
    return not any(report.failed for report in runtestprotocol(item, nextitem=after, log=False))


def _forked(mutant: Mutant | None, tests: Sequence[pytest.Item], limit: float) -> int:
    """The number of a process that changes the program, or leaves it as it is, and ends with 1 when a test fails; it
    may use `limit` seconds of a processor."""
    process = os.fork()
    if process:
        return process
    try:
        signal.setitimer(signal.ITIMER_PROF, limit)
        if mutant is not None:
            put_in(mutant)
        is_killed = not all(_passes(item, after) for item, after in zip(tests, [*tests[1:], None], strict=True))
    except NotPutInError:
        traceback.print_exc()
        os._exit(BROKEN)
    except BaseException:  # whatever a change makes of the program, it was noticed
        is_killed = True
    os._exit(int(is_killed))


# Judging the outcome


def accepted() -> Counter[tuple[str, ...]]:
    """The changes that are no fault: blocks of where, the diff, and `= reason`; so many of each as there are blocks."""
    found: Counter[tuple[str, ...]] = Counter()
    for block in re.split(r"\n\s*\n", ACCEPTED.read_text(encoding="utf-8")):
        lines = [line.strip() for line in block.splitlines() if line.strip() and not line.startswith("#")]
        if not lines:
            continue
        if len(lines) < 3 or not lines[-1].startswith("= "):
            raise SystemExit(f"{ACCEPTED.name}: a block wants a place, a diff and a reason: {lines}")
        found[tuple(lines[:-1])] += 1
    return found


def judge(room: Room, outcomes: Mapping[Mutant, str], known: Counter[tuple[str, ...]], *, is_whole: bool) -> bool:
    """Print what survived, and the figures of each module; whether the room is within its limit."""
    left = Counter({key: times for key, times in known.items() if key[0].startswith(f"{room.package}.")})
    totals: Counter[tuple[str, str]] = Counter()
    for mutant, outcome in outcomes.items():
        kind = SURVIVED if outcome == SURVIVED else KILLED
        if kind == SURVIVED and left[mutant.key]:
            left[mutant.key] -= 1
            kind = ACCEPTED.name
        elif kind == SURVIVED:
            print(f"\nsrc/{mutant.module.replace('.', '/')}.py:{mutant.line}")
            print("\n".join(mutant.key))
        totals[mutant.module, kind] += 1
    print(f"\n{'module':42}{'mutants':>8}{'killed':>8}{'survived':>10}{'accepted':>10}")
    for module in sorted({mutant.module for mutant in outcomes}):
        killed, survived, excused = (totals[module, kind] for kind in (KILLED, SURVIVED, ACCEPTED.name))
        print(f"{module:42}{killed + survived + excused:8}{killed:8}{survived:10}{excused:10}")
    unnoticed = sum(times for (_module, kind), times in totals.items() if kind == SURVIVED)
    share = 100 * unnoticed / max(1, len(outcomes))
    print(f"{room.package}: {unnoticed} of {len(outcomes)} unnoticed, {share:.1f} % (at most {room.limit} %)")
    for key in left.elements() if is_whole else ():
        print(f"no longer needed in {ACCEPTED.name}: {' | '.join(key)}")
    return share <= room.limit


def run_room(room: Room, wanted: str | None, jobs: int) -> bool:
    """Try every change of a room, or of the module or function `wanted`."""
    files = sorted(room.folder.rglob("*.py"))
    mutants = [mutant for file in files for mutant in mutants_of(file) if _is_wanted(mutant, wanted)]
    runner = Runner(room, mutants, jobs)
    arguments = ["-q", "-p", "no:cacheprovider", "-p", "no:cov", "-p", "no:xdist", "--no-header", *room.tests]
    if pytest.main(arguments, plugins=[runner]) != pytest.ExitCode.OK or runner.has_failed:
        return False
    outcomes = {mutant: runner.outcomes[mutant] for mutant in mutants}
    return judge(room, outcomes, accepted(), is_whole=wanted is None)


def _is_wanted(mutant: Mutant, wanted: str | None) -> bool:
    name = f"{mutant.module}.{mutant.where}"
    return wanted is None or name == wanted or name.startswith(f"{wanted}.")


def _apart(function: Callable[[], bool]) -> bool:
    """Run in a process of its own: pytest wants to be run once in a process."""
    process = os.fork()
    if process:
        return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]) == 0
    code = 1
    try:
        code = 0 if function() else 1
    except Exception:
        traceback.print_exc()
    sys.stdout.flush()
    os._exit(code)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tools.mutants", description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("wanted", nargs="?", help="a package, module, function or constant, by its dotted name")
    parser.add_argument("--tests", nargs="+", help="only these tests, in the place of all of the room")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="so many changes at once")
    options = parser.parse_args(arguments)
    wanted: str | None = options.wanted
    rooms = [room for room in ROOMS if wanted is None or f"{wanted}.".startswith(f"{room.package}.")]
    if not rooms:
        parser.error(f"not in {', '.join(room.package for room in ROOMS)}: {wanted}")
    if wanted in {room.package for room in rooms}:
        wanted = None
    if options.tests:
        rooms = [replace(room, tests=tuple(options.tests)) for room in rooms]
    fits = [_apart(lambda room=room: run_room(room, wanted, options.jobs)) for room in rooms]  # type: ignore[misc]
    return 0 if all(fits) else 1


if __name__ == "__main__":
    raise SystemExit(main())
