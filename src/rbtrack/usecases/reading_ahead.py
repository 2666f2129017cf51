"""Reading all files of a run before the first is stored: of two that are for the same evaluation, neither may be."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from rbtrack.domain.evaluation import EvaluationKey
from rbtrack.errors import Problem
from rbtrack.usecases.intake import Candidate, Intake

Watch = Callable[[Sequence[Path]], Iterable[Path]]
"""How a front end follows the reading: it hands on each file when it comes to it."""

MOST_KEPT = 300
MOST_BYTES = 64 << 20
"""So much is kept of what was read, whatever the number of files; the files beyond it are read again when their turn
comes."""


@dataclass(frozen=True, slots=True)
class Rivals:
    """The files of each evaluation for which there is more than one."""

    files: Mapping[EvaluationKey, tuple[Path, ...]]

    def of(self, candidate: Candidate, path: Path) -> tuple[str, ...]:
        """The other files that are of the same evaluation."""
        others = list(self.files.get(candidate.key, ()))
        if path in others:
            others.remove(path)
        return tuple(str(each) for each in others)


def read_ahead(
    paths: Sequence[Path], read: Callable[[Path], Intake], watch: Watch = iter
) -> Iterator[tuple[Intake, Rivals]]:
    """Each file as it was read, in the order of `paths`, once all of them were read.

    Raises whatever `read` does, before the first.
    """
    kept: dict[int, Intake] = {}
    files: dict[EvaluationKey, list[Path]] = {}
    size = 0
    for number, path in enumerate(watch(paths)):
        intake = read(path)
        for key in dict.fromkeys(candidate.key for candidate in intake.candidates):
            files.setdefault(key, []).append(path)
        size += len(intake.package.content) if intake.package else 0
        if len(kept) < MOST_KEPT and size <= MOST_BYTES:
            kept[number] = intake
    rivals = Rivals({key: tuple(found) for key, found in files.items() if len(found) > 1})
    for number, path in enumerate(paths):
        yield kept.pop(number) if number in kept else read(path), rivals


def with_rivals(intake: Intake, rivals: Rivals) -> Intake:
    """The same, each evaluation refused for which another file of the run is there as well."""
    return replace(intake, candidates=tuple(_against(each, rivals.of(each, intake.path)) for each in intake.candidates))


def _against(candidate: Candidate, others: tuple[str, ...]) -> Candidate:
    if not others:
        return candidate
    twice = Problem("evaluation-twice", place=candidate.reading.place, parameters={"others": others})
    return replace(candidate, problems=(*candidate.problems, twice))
