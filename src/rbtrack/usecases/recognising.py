"""Whose worksheet it is: asked for, mapped by file name, or named in the sheet; a near match is never assumed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from rapidfuzz import fuzz, process

from rbtrack.domain.evaluation import Office, as_text, plain_words
from rbtrack.errors import Place, Problem, RbtrackError
from rbtrack.lke.reading.layout import WorkTable, find_office
from rbtrack.lke.reading.titles import FoundText
from rbtrack.lke.vocabulary import vocabulary
from rbtrack.xlsx.cells import Workbook
from rbtrack.xlsx.flat_tables import TableEntry, TableForm, read_table

_NEAR = 60
"""Similarity (of 100) from which an office is worth suggesting."""


@dataclass(frozen=True, slots=True)
class OfficeMap:
    """Which file is whose: office codes by the parts of a file's path, folders first, in lower case."""

    offices: Mapping[tuple[str, ...], str] = field(default_factory=dict)

    def office_of(self, path: Path) -> str | None:
        """The office of a file, by as much of its path as the map names."""
        parts = tuple(part.casefold() for part in path.absolute().parts)
        fitting = [known for known in self.offices if parts[-len(known) :] == known]
        return self.offices[max(fitting, key=len)] if fitting else None


def read_map(path: Path, offices: Mapping[str, Office]) -> OfficeMap:
    """The table (CSV or .xlsx) that gives an office's code for each file.

    Raises RbtrackError with every row that names no known office, or a file that another row gives to another one.
    """
    problems: list[Problem] = []
    found: dict[tuple[str, ...], str] = {}
    form = TableForm(vocabulary().tables["files"], (("file",), ("office",)))
    for row in read_table(path, form).entries:
        parts = _parts(as_text(row.values["file"]))
        office = as_text(row.values["office"]).strip()
        if row.problems:
            problems += row.problems
        elif not parts or not office:
            column = "office" if parts else "file"
            parameters = {"heading": row.headings[column]}
            problems.append(Problem("cell-missing", place=row.places[column], parameters=parameters))
        elif isinstance(row.values["office"], float) and not row.values["office"].is_integer():
            problems.append(Problem("code-is-number", place=row.places["office"], value=office))
        elif office not in offices:
            problems.append(_unknown(row, office, offices))
        elif found.setdefault(parts, office) != office:
            problems.append(Problem("map-file-twice", place=row.place, value="/".join(parts)))
    if problems:
        raise RbtrackError(problems=tuple(problems))
    return OfficeMap(found)


def _unknown(row: TableEntry, office: str, offices: Mapping[str, Office]) -> Problem:
    parameters = {"office": office, "known": tuple(offices)}
    return Problem("office-unknown", place=row.places["office"], parameters=parameters)


def _parts(name: str) -> tuple[str, ...]:
    path = PurePosixPath(name.strip().replace("\\", "/").casefold())
    return tuple(part for part in path.parts if part not in ("/", "."))


def recognise_office(
    workbook: Workbook, tables: Sequence[WorkTable], told: str | None, offices: Mapping[str, Office] | None
) -> tuple[str, list[Problem]]:
    """The code of the office whose worksheet this is, and what is wrong or doubtful about it.

    `told` is the office that somebody named, else it is read from the sheet. `offices` is None where there is
    no database: then the office that the sheet names is taken as it is.
    """
    found = find_office(workbook, tables)
    if told is not None:
        return told, _doubts(told, found, offices, tables[0].place)
    if found is None:
        return "", [Problem("office-unstated", place=tables[0].place)]
    if offices is None:
        return found.text, []
    exact = [office.code for office in offices.values() if _names(found.text, office)]
    if len(exact) == 1:
        return exact[0], []
    parameters = {"near": tuple(exact) or _near(found.text, offices)}
    return "", [Problem("office-not-recognised", place=found.place, value=found.text, parameters=parameters)]


def _doubts(told: str, found: FoundText | None, offices: Mapping[str, Office] | None, place: Place) -> list[Problem]:
    if offices is None:
        return []
    if told not in offices:
        return [Problem("office-unknown", place=place, parameters={"office": told, "known": tuple(offices)})]
    if found and not _names(found.text, offices[told]):
        parameters = {"office": offices[told].name}
        return [Problem("office-differs", "warning", found.place, value=found.text, parameters=parameters)]
    return []


def _names(text: str, office: Office) -> bool:
    """Whether a text is the office's code, its name, or both (`53.01 KPU Kabupaten Kupang`)."""
    code, name, words = plain_words(office.code), plain_words(office.name), plain_words(text)
    rest = words.removeprefix(code).lstrip(" -–:")
    return words in (code, name) or (words.startswith(code) and rest == name)


def _near(text: str, offices: Mapping[str, Office]) -> tuple[str, ...]:
    names = {code: plain_words(office.name) for code, office in offices.items()}
    best = process.extract(plain_words(text), names, scorer=fuzz.token_sort_ratio, limit=3, score_cutoff=_NEAR)
    return tuple(f"{code} ({offices[code].name})" for _name, _score, code in best)
