"""The worksheets that are edited, each with the database that it comes home to."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.gauntlet.book import Book, position
from benchmarks.gauntlet.person import Known, Section, head_of, plain, plain_label
from benchmarks.gauntlet.seeing import Seen, see
from benchmarks.gauntlet.storing import Home, Outcome, bring_home
from rbtrack import catalog
from rbtrack.domain.evaluation import EvaluationKey, Office
from rbtrack.domain.kinds import ChoiceScale, NumberScale
from rbtrack.domain.rubric import Node, Rubric
from rbtrack.domain.tiers import Tier
from rbtrack.usecases.intake import ImportOptions
from rbtrack.usecases.issuing import IssueRequest, issue_worksheets
from rbtrack.usecases.offices import add_office
from rbtrack.usecases.workspace import Workspace
from rbtrack.xlsx.cells import Sheet, open_workbook
from tests.lke import variants
from tests.lke.made_up import as_cells
from tests.lke.official import sample_answers, write_sample_worksheet

OFFICES = (
    Office("bps", "Badan Pusat Statistik", "lembaga"),
    Office("53", "KPU Provinsi Nusa Tenggara Timur", "provinsi"),
    Office("53.01", "KPU Kabupaten Kupang", "kabupaten", "53"),
)
OWNERS = {"dashboard": "53"}
"""Whose those worksheets of others are that name an office themselves."""
_ROLES = {
    "choices": ("pilihan jawaban", "choices"), "value": ("nilai", "value"), "weight": ("bobot", "weight"),
    "note": ("catatan", "note"), "evidence": ("bukti dukung", "evidence"), "explanation": ("penjelasan", "explanation"),
    "reviewed": ("ditinjau", "sudah ditinjau", "reviewed"),
}  # fmt: skip


@dataclass(frozen=True)
class Target:
    """A worksheet before it is edited, what a person knows of it, and what rbtrack says of it as it is."""

    name: str
    path: Path
    home: Home
    rubric: Rubric
    sections: Sequence[Section]
    known: Known
    outcome: Outcome


Make = Callable[[Path], Target]


def official(path: Path) -> Make:
    """The official worksheet at `path`."""
    options = ImportOptions("bps", "rb-2014", ("evaluator",))
    return lambda folder: _made("official", path, _home(folder, "official", options), "rb-2014")


def sample(folder: Path) -> Target:
    """The sheet that stands for the official one in the tests."""
    path = folder / "sample.xlsx"
    write_sample_worksheet(path)
    home = _home(folder, "sample", ImportOptions("bps", "rb-2014", ("evaluator",)))
    return _made("sample", path, home, "rb-2014")


def issued(rubric_id: str, state: str) -> Make:
    """An issued worksheet: `blank`, `filled` by a person, or `prefilled` from the year before."""

    def make(folder: Path) -> Target:
        name = f"{rubric_id}-{state}"
        rubric = catalog.shipped_rubric(rubric_id)
        home = _home(folder, name, ImportOptions())
        year = rubric.years.last or rubric.years.first or 2020
        path = folder / f"{name}.xlsx"
        request = IssueRequest(year, rubric_id, ("53.01",))
        if state == "prefilled":
            earlier = folder / f"{name}-earlier.xlsx"
            _issue(home, IssueRequest(year - 1, rubric_id, ("53.01",)), earlier)
            fill(earlier, rubric)
            assert bring_home(home, earlier, home.database).stored
            request = IssueRequest(year, rubric_id, ("53.01",), from_year=year - 1, prefill=True)
        _issue(home, request, path)
        if state == "filled":
            fill(path, rubric)
        return _made(name, path, home, rubric_id)

    return make


def foreign(name: str) -> Make:
    """A worksheet as others lay it out (see tests/lke/variants.py)."""

    def make(folder: Path) -> Target:
        rubric = catalog.shipped_rubric("rb-2014")
        answers = as_cells(rubric, {code: answer.value for code, answer in sample_answers(2015).items()})
        path = variants.save(folder / f"{name}.xlsx", FOREIGN[name](rubric, answers))
        tiers: tuple[Tier, ...] = ("self", "evaluator") if name in TWO_TIERS else ("self",)
        return _made(
            name, path, _home(folder, name, ImportOptions(OWNERS.get(name, "bps"), "rb-2014", tiers)), "rb-2014"
        )

    return make


TWO_TIERS = {"side-by-side", "grouped"}
FOREIGN: Mapping[str, Callable[[Rubric, variants.Answers], list[variants.Page]]] = {
    "one-column": variants.one_column,
    "bracketed": lambda rubric, answers: variants.one_column(rubric, answers, variants.bracketed),
    "compound": lambda rubric, answers: variants.one_column(rubric, answers, variants.compound),
    "full": lambda rubric, answers: variants.one_column(rubric, answers, variants.full),
    "numbered-labels": variants.numbered_labels,
    "depth-columns": variants.depth_columns,
    "dashboard": variants.behind_dashboard,
    "areas-on-sheets": variants.areas_on_sheets,
    "merged-groups": variants.merged_groups,
    "printed": variants.printed,
    "side-by-side": lambda rubric, answers: variants.side_by_side(rubric, answers, answers),
    "grouped": lambda rubric, answers: variants.grouped(rubric, answers, answers),
}


def all_targets(official_path: Path | None) -> dict[str, Make]:
    """Every worksheet, by its name."""
    found: dict[str, Make] = {"sample": sample}
    if official_path is not None:
        found = {"official": official(official_path), **found}
    for rubric_id in catalog.shipped_ids():
        for state in ("filled", "blank", "prefilled"):
            found[f"{rubric_id}-{state}"] = issued(rubric_id, state)
    return {**found, **{name: foreign(name) for name in FOREIGN}}


def fill(path: Path, rubric: Rubric) -> None:
    """Answer every item of an issued worksheet as a person would, with notes and evidence."""
    book = Book(path)
    page = book.pages["LKE"]
    marks = {page.text(1, column).removeprefix("rbtrack:"): column for column in range(1, 40) if page.text(1, column)}
    rows = {page.text(int(row.get("r")), 1): int(row.get("r")) for row in page.data}
    for place, (code, item) in enumerate(rubric.items.items()):
        if item.corrects:
            continue
        page.put(rows[code], marks["answer"], answer_for(item, place))
        page.put(rows[code], marks["note"], f"catatan {code}")
        page.put(rows[code], marks["evidence"], f"bukti {code}.pdf")
    book.save(path)


def answer_for(item: Node, place: int) -> str | float:
    """An answer that differs from item to item, and that is not at the ends of a scale."""
    match item.answer:
        case ChoiceScale(options=options):
            return options[place % len(options)].letter
        case NumberScale(minimum=minimum, maximum=maximum):
            return round(float(minimum + (maximum - minimum) * (60 + place % 30) / 100), 2)
        case _:
            return f"{3 + place % 4}/{8 + place % 3}"


def _issue(home: Home, request: IssueRequest, path: Path) -> None:
    with Workspace(home.database, "tester", "id") as workspace:
        (sheet,) = issue_worksheets(workspace, request)
    assert sheet.content is not None
    path.write_bytes(sheet.content)


def _home(folder: Path, name: str, options: ImportOptions) -> Home:
    home = Home.make(folder / f"{name}.db", options)
    with Workspace(home.database, "tester", "id") as workspace:
        for office in OFFICES:
            add_office(workspace, office)
    return home


def _made(name: str, path: Path, home: Home, rubric_id: str) -> Target:
    rubric = catalog.shipped_rubric(rubric_id)
    outcome = bring_home(home, path)
    assert outcome.places, (name, [(each.code, each.place) for each in outcome.problems if each.is_error])
    (seen,) = see([path], path.parent)
    assert seen is not None
    sections = list(_sections(path, rubric, outcome))
    known = Known(rubric, _labels(sections, seen, rubric), *_headings(sections, seen), head_of(seen))
    return Target(name, path, home, rubric, sections, known, outcome)


def _sections(path: Path, rubric: Rubric, outcome: Outcome) -> Iterator[Section]:
    """The tables of the sheet as it was made, one of each evaluation on each sheet."""
    workbook = open_workbook(path)
    for key, places in outcome.places.items():
        for sheet in workbook.sheets:
            cells = {
                code: position(place.cell) for code, place in places.items() if place.cell and place.sheet == sheet.name
            }
            if not cells:
                continue
            rows = {code: row for code, (row, _column) in cells.items()}
            answer = next(iter(cells.values()))[1]
            heading_row = next(row for row in range(min(rows.values()) - 1, 0, -1) if sheet.text(row, answer))
            while (
                len([at for at in range(1, sheet.width + 1) if sheet.text(heading_row, at)]) < 3
                or plain(sheet.text(heading_row, answer)).isdecimal()
            ):
                heading_row -= 1
            texts = {
                at: plain(sheet.text(heading_row, at) or sheet.text(heading_row - 1, at))
                for at in range(1, sheet.width + 1)
            }
            label = _label_column(sheet, rows, texts, answer)
            columns = {}
            for role, names in _ROLES.items():
                fitting = [at for at, text in texts.items() if text in names and at > label]
                if fitting:
                    columns[role] = min(fitting, key=lambda at: abs(at - answer))
            yield Section(key, sheet.name, heading_row, label, answer, columns, rows, _groups(sheet, rubric, rows))


def _label_column(sheet: Sheet, rows: Mapping[str, int], headings: Mapping[int, str], answer: int) -> int:
    """The column with a text in most rows, the one nearest to the answers; it is no column of another heading."""
    others = {name for names in _ROLES.values() for name in names}

    def filled(column: int) -> int:
        return sum(len(sheet.text(row, column)) > 6 for row in rows.values())

    columns = (column for column in range(1, answer) if headings[column] not in others)
    return max(columns, key=lambda column: (filled(column), column))


def _groups(sheet: Sheet, rubric: Rubric, rows: Mapping[str, int]) -> dict[str, int]:
    """The row of each node above an item: that of its first item where its name stands there, else one row each right
    above."""
    found: dict[str, int] = {}
    taken = set(rows.values())
    for code, row in sorted(rows.items(), key=lambda each: each[1]):
        node, above = rubric.parents.get(code), row - 1
        while node is not None and node.code not in found and above > 0:
            said = {plain_label(text) for text in sheet.rows[row - 1] if isinstance(text, str)}
            if plain(node.name) in said - {plain(rubric.nodes[code].name)}:
                found[node.code] = row
            elif above in taken:
                break
            else:
                found[node.code] = above
                taken.add(above)
                above -= 1
            node = rubric.parents.get(node.code)
    return found


def _labels(sections: Sequence[Section], seen: Seen, rubric: Rubric) -> dict[str, list[str]]:
    """The nodes that each visible label stands for."""
    found: dict[str, list[str]] = {}
    sheets = {sheet.name: sheet.rows() for sheet in seen}
    for section in sections:
        for code, row in (*section.groups.items(), *section.rows.items()):
            texts = sheets[section.sheet].get(row, {})
            named = [each for each in texts.values() if plain_label(each) == plain(rubric.nodes[code].name)]
            text = (
                (named[0] if named else "")
                or texts.get(section.label)
                or max(
                    (each for at, each in texts.items() if section.label - 6 < at < section.label), key=len, default=""
                )
            )
            _add(found, text, code)
        for node in rubric.walk():
            if not node.is_item and not any(node.code in each.groups for each in sections):
                _add(found, node.name, node.code)
    return found


def _add(labels: dict[str, list[str]], text: str, code: str) -> None:
    codes = labels.setdefault(plain_label(text), []) if len(text) > 3 else []
    if code not in codes:
        codes.append(code)


def _headings(sections: Sequence[Section], seen: Seen) -> tuple[dict[tuple[str, int], EvaluationKey], frozenset[str]]:
    """The heading of each column of answers with its number among those that share it, and all headings."""
    answers: dict[tuple[str, int], EvaluationKey] = {}
    headings: set[str] = set()
    sheets = {sheet.name: sheet.rows() for sheet in seen}
    for section in sections:
        texts = {at: plain(text) for at, text in sheets[section.sheet][section.heading_row].items()}
        headings |= set(texts.values())
        own = texts[section.answer]
        answers[own, sum(at < section.answer and text == own for at, text in texts.items())] = section.key
    return answers, frozenset(headings)
