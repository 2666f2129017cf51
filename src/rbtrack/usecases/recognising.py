"""Whose worksheet it is: asked for, mapped by file name, or named in the sheet; a near match is never assumed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from rapidfuzz import fuzz, process

from rbtrack.domain.evaluation import Office, as_text, plain_words
from rbtrack.domain.office_names import compare_names, says_more
from rbtrack.errors import Place, Problem, RbtrackError
from rbtrack.lke.reading.layout import WorkTable
from rbtrack.lke.reading.titles import FoundText
from rbtrack.lke.vocabulary import vocabulary
from rbtrack.messages import where
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
    table: WorkTable, found: Sequence[FoundText], told: str | None, offices: Mapping[str, Office] | None
) -> tuple[str, list[Problem]]:
    """The code of the office whose table this is, and what is wrong or doubtful about it.

    `found` are the offices that the workbook names for it. `told` is the office that somebody named, else it is one of
    those. `offices` is None where there is no database: then the office that is found is taken as it is.
    """
    if told is not None:
        return told, _doubts(told, found, offices, table.place)
    if not found:
        return "", [Problem("office-unstated", place=table.place)]
    resolved = [_resolved(each, offices) for each in found]
    problems = [problem for _code, problem in resolved if problem is not None]
    code, first = resolved[0][0], found[0]
    for (other_code, _problem), each in zip(resolved, found, strict=True):
        if not problems and other_code != code:
            parameters = {"first": first.text, "at": where(replace(first.place, file=None))}
            problems = [Problem("offices-several", place=each.place, value=each.text, parameters=parameters)]
    return code, problems


def doubts_beside(code: str, beside: Sequence[FoundText], offices: Mapping[str, Office] | None) -> Iterator[Problem]:
    """Where another sheet, such as a cover, names another office than the one that the table is of."""
    if offices is not None and code in offices:
        yield from (problem for each in beside if (problem := _doubt(offices[code], each, offices)) is not None)


def _resolved(found: FoundText, offices: Mapping[str, Office] | None) -> tuple[str, Problem | None]:
    """The code of the office that a text names exactly, or what is wrong with it."""
    if offices is None:
        return found.text, None
    exact = [office.code for office in offices.values() if names_office(found.text, office)]
    if len(exact) == 1:
        return exact[0], None
    parameters = {"near": tuple(exact) or _near(found.text, offices)}
    return "", Problem("office-not-recognised", place=found.place, value=found.text, parameters=parameters)


def _doubts(told: str, found: Sequence[FoundText], offices: Mapping[str, Office] | None, place: Place) -> list[Problem]:
    if offices is None:
        return []
    if told not in offices:
        return [Problem("office-unknown", place=place, parameters={"office": told, "known": tuple(offices)})]
    return [problem for each in found if (problem := _doubt(offices[told], each, offices)) is not None]


def _doubt(told: Office, found: FoundText, offices: Mapping[str, Office]) -> Problem | None:
    """A sheet that names one of the other offices is not of this one, unless the other stands above it: many a form
    has the name of the whole institution over it."""
    if names_office(found.text, told):
        return None
    other = other_office(found.text, told.code, offices)
    if other is None and compare_names(found.text, told.name) != "other" and not says_more(found.text, told.name):
        return None
    if other is None or other.code in _above(told, offices):
        return Problem("office-differs", "warning", found.place, value=found.text, parameters={"office": told.name})
    parameters = {"office": f"{told.name} ({told.code})", "other": f"{other.name} ({other.code})"}
    return Problem("office-contradicts", place=found.place, value=found.text, parameters=parameters)


def _above(office: Office, offices: Mapping[str, Office]) -> list[str]:
    """The offices above one, nearest first."""
    found: list[str] = []
    while office.parent is not None and office.parent in offices and office.parent not in found:
        found.append(office.parent)
        office = offices[office.parent]
    return found


def other_office(text: str, own: str, offices: Mapping[str, Office] | None) -> Office | None:
    """The one other office than `own` that a text names exactly; None where it names none or several."""
    exact = [office for office in (offices or {}).values() if names_office(text, office)]
    return exact[0] if len(exact) == 1 and exact[0].code != own else None


def names_office(text: str, office: Office) -> bool:
    """Whether a text is the office's code, its name, or both (`53.01 KPU Kabupaten Kupang`)."""
    code, name, words = plain_words(office.code), plain_words(office.name), plain_words(text)
    rest = words.removeprefix(code).lstrip(" -–:")
    return words in (code, name) or (words.startswith(code) and rest == name)


def _near(text: str, offices: Mapping[str, Office]) -> tuple[str, ...]:
    names = {code: plain_words(office.name) for code, office in offices.items()}
    best = process.extract(plain_words(text), names, scorer=fuzz.token_sort_ratio, limit=3, score_cutoff=_NEAR)
    return tuple(f"{code} ({offices[code].name})" for _name, _score, code in best)
