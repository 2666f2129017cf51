"""Builds a rubric out of a filled or empty official worksheet: tree, weights, answers, and the gates and fixed
points that stand only in formulas. Where something is not sure, a problem says so, with its cell."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from rbtrack.domain.evaluation import plain_words
from rbtrack.domain.kinds import AnswerScale, ChoiceScale, NumberScale, Option
from rbtrack.domain.rubric import Area, BlankRule, Node
from rbtrack.errors import Place, Problem
from rbtrack.lke.reading.bands import TableBand
from rbtrack.lke.reading.headings import Role
from rbtrack.lke.reading.labels import (
    listed_options,
    name_alone,
    offers,
    plain_label,
    printed_range,
    weight_in_label,
    weights_beside,
)
from rbtrack.lke.reading.layout import WorkTable
from rbtrack.lke.reading.numbering import leading_number, written
from rbtrack.lke.reading.outline import OutlineRow, outline
from rbtrack.lke.vocabulary import vocabulary
from rbtrack.xlsx.addresses import Position, a1, column_number
from rbtrack.xlsx.cell_formulas import Formulas
from rbtrack.xlsx.cells import Sheet

# Each of them takes linear time and no number of any length: formulas are foreign text.
_PAIR = re.compile(r'\$?([A-Z]{1,3})\$?(\d{1,7})\s*=\s*"([^"]{1,400})"\s*,\s*(\d{1,9}(?:\.\d{1,15})?)(?![\d.])')
_CHOICE_LITERAL = re.compile(r'"([^"/]*/[^"]*)"')
_GATE = re.compile(r"\*\s*\$?([A-Z]{1,3})\$?(\d{1,7})(?!\d)")


MOST_DEPTH = 20
"""Official worksheets have four or five levels: so many are a mistake of the numbering, or made to do harm."""


@dataclass(frozen=True)
class Draft:
    """What a worksheet says of its rubric, and the cell of each node. It cannot be used where one of
    the problems is an error."""

    roots: tuple[Node, ...]
    areas: tuple[Area, ...]
    blank_items: BlankRule
    problems: tuple[Problem, ...]
    places: Mapping[str, Place]


@dataclass
class _Source:
    """A worksheet while a rubric is read from it."""

    known: Sequence[ChoiceScale]
    rows: dict[str, OutlineRow] = field(default_factory=dict)
    children: dict[str, list[str]] = field(default_factory=dict)
    codes: dict[tuple[int, int], str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def add(self, code: str, row: OutlineRow) -> None:
        self.rows[code] = row
        self.codes[id(row.band), row.number] = code
        self.children.setdefault(code.rpartition(".")[0], []).append(code)

    def code_at(self, band: TableBand, row: int) -> str:
        """The code of a row of that table; empty where none has it."""
        return self.codes.get((id(band), row), "")

    def position(self, row: OutlineRow, role: Role) -> Position | None:
        column = row.band.columns.get(role)
        return None if column is None or row.is_beside else (row.number, column)

    def text(self, row: OutlineRow, role: Role) -> str:
        value = row.value(role)
        return value.strip() if isinstance(value, str) else ""

    def formula(self, row: OutlineRow) -> str:
        position = self.position(row, "value")
        return _formulas(row.band.sheet).formula(position) if position else ""

    def offered(self, row: OutlineRow) -> tuple[str, ...]:
        """The drop-down list of the row's answer."""
        position = self.position(row, "answer")
        return _formulas(row.band.sheet).choices(position) if position else ()

    def complain(
        self, code: str, row: OutlineRow, role: Role | None = None, *, warning: bool = False, **parameters: object
    ) -> None:
        is_there = role is not None and self.position(row, role) is not None
        place = row.place(role if is_there else None)
        self.problems.append(Problem(code, "warning" if warning else "error", place, parameters=parameters))


def _formulas(sheet: Sheet) -> Formulas:
    """The formulas of a sheet whose workbook was opened with them."""
    assert sheet.formulas is not None
    return sheet.formulas


def draft_rubric(table: WorkTable, known: Sequence[ChoiceScale]) -> Draft:
    """Read the rubric that `table` is laid out for; its workbook must have been opened with formulas.

    `known` are answer types to recognise by letters and shares. Sheets whose numbering begins anew each
    become a component of their own, named by the sheet.
    """
    source = _Source(known)
    sheets = _read_rows(source, table)
    if not source.rows:
        source.problems.append(Problem("draft-no-rows", place=table.place))
    if sheets:
        roots = tuple(_component(source, sheet) for sheet in sheets)
    else:
        roots = tuple(_node(source, code) for code in source.children.get("", []))
    roots, areas = _tag_areas(roots)
    places = {code: row.place() for code, row in source.rows.items()}
    return Draft(roots, areas, _blank_rule(source), tuple(source.problems), places)


def differing(one: Draft, other: Draft) -> tuple[str, ...]:
    """The codes of nodes that two drafts read otherwise (names aside)."""
    first, second = (
        {node.code: _shape(node) for root in draft.roots for node in root.walk()} for draft in (one, other)
    )
    return tuple(code for code in {**first, **second} if first.get(code) != second.get(code))


def _shape(node: Node) -> tuple[object, ...]:
    return node.weight, node.answer, node.multiplied_by, tuple(child.code for child in node.children)


@dataclass(frozen=True)
class _Component:
    """A sheet that becomes a component: its code and its name."""

    code: str
    name: str


def _read_rows(source: _Source, table: WorkTable) -> list[_Component]:
    """Every row with its code; the components that sheets become, where each of them numbers its rows anew."""
    together = outline(*table.bands)
    if not _collide(together):
        _read_outline(source, together, "")
        return []
    components = []
    for number, band in enumerate(table.bands, start=1):
        code = written("I", number)
        name = leading_number(band.sheet.name)[1]
        components.append(_Component(code, name))
        _read_outline(source, outline(band), f"{code}.")
    return components


def _collide(rows: Sequence[OutlineRow]) -> bool:
    """Whether two sheets give one number to rows with different labels."""
    seen: dict[str, OutlineRow] = {}
    return any(
        first.band is not row.band and plain_label(first.label) != plain_label(row.label)
        for row in rows
        if row.code and (first := seen.setdefault(row.code, row)) is not row
    )


def _read_outline(source: _Source, rows: Sequence[OutlineRow], prefix: str) -> None:
    """Every row with its code; a row without a number of its own becomes the first item of its group."""
    numbered = {prefix + row.code for row in rows if row.code}
    for row in rows:
        code = prefix + row.code if row.code else ""
        if row.code and not row.is_numbered:
            source.complain("draft-row-lettered", row, warning=True, label=row.label, item=code)
        if not code and row.parent and _is_item_row(source, row):
            code = f"{prefix}{row.parent}.a"
            if code in numbered:
                source.complain("draft-row-unnumbered", row, label=row.label)
                continue
            source.complain("draft-row-lettered", row, warning=True, label=row.label, item=code)
        if not code:
            continue
        if code.count(".") >= MOST_DEPTH:
            source.complain("draft-too-deep", row, item=code, limit=MOST_DEPTH)
            continue
        if (first := source.rows.get(code)) is not None:
            if row.is_asked or plain_label(first.label) != plain_label(row.label):
                source.complain("row-double", row, item=code, first=a1(first.number, first.label_column))
            continue
        source.add(code, row)


def _component(source: _Source, sheet: _Component) -> Node:
    """The component that a sheet is; it weighs what its parts weigh together."""
    children = tuple(_node(source, code) for code in source.children.get(sheet.code, []))
    weights = [child.weight for child in children if child.weight is not None]
    if len(weights) < len(children) or not children:
        first = source.rows[children[0].code] if children else None
        if first is not None:
            source.complain("draft-weight-missing", first, node=sheet.code)
    return Node(sheet.code, sheet.name, sum(weights, Fraction(0)) or None, children)


def _is_item_row(source: _Source, row: OutlineRow) -> bool:
    return bool(source.text(row, "choices") or source.text(row, "answer") or source.offered(row))


def _node(source: _Source, code: str) -> Node:
    row = source.rows[code]
    below = source.children.get(code, [])
    name = name_alone(row.label)
    weight = _weight(source, row)
    children = tuple(_node(source, child) for child in below)
    if children:
        if weight is None:
            source.complain("draft-weight-missing", row, node=code)
        return Node(code, name, weight, children)
    if "." not in code:
        source.complain("draft-empty", row, node=code)
    formula = source.formula(row)
    answer = _answer(source, row, code, weight, formula)
    return Node(code, name, weight, answer=answer, multiplied_by=_gate(source, row, code, formula))


def _weight(source: _Source, row: OutlineRow) -> Fraction | None:
    """From the label, "(2,5)", and from a number beside it; where they differ, the number is taken, with a warning."""
    printed = weight_in_label(row.label)
    beside = next((weight for _column, weight in weights_beside(row)), None)
    if printed is not None and beside is not None and printed != beside:
        source.complain("draft-weights-differ", row, warning=True, label=printed, number=beside)
    return printed if beside is None else beside


def _answer(source: _Source, row: OutlineRow, code: str, weight: Fraction | None, formula: str) -> AnswerScale | None:
    printed = source.text(row, "choices")
    if ends := printed_range(printed):
        return NumberScale(*ends)
    words = _words(source, row, printed)
    if not words:
        source.complain("draft-answer-unknown", row, "answer", item=code)
        return None
    pairs = _pairs(formula, printed, source.position(row, "answer"))
    standard = next((scale for scale in source.known if offers(scale, words)), None)
    if standard is None or (pairs and not _agrees(standard, pairs)):
        return _from_formula(source, row, code, weight, words, pairs)
    return standard


def _words(source: _Source, row: OutlineRow, printed: str) -> tuple[str, ...]:
    """The letters offered: from the column of choices, else the drop-down list, else the explanation's a. b. c."""
    if "/" in printed:
        return tuple(word.strip() for word in printed.split("/"))
    if offered := source.offered(row):
        return offered
    explanation = source.text(row, "explanation")
    letters = tuple(listed_options(explanation))
    if len(letters) > 1:
        source.complain("draft-answer-from-explanation", row, "explanation", warning=True, letters=letters)
        return letters
    yes_and_no = vocabulary().yes_and_no
    is_yes_or_no = explanation.lower().startswith(f"{yes_and_no[0]},")
    return tuple(word.capitalize() for word in yes_and_no) if is_yes_or_no else ()


def _pairs(formula: str, printed: str, answer: Position | None) -> tuple[tuple[str, Fraction], ...]:
    """Answer and points as the formula has them: of the branch for these choices, where it tells several apart.

    Only what is asked of the row's own answer counts: formulas of official sheets point at wrong rows.
    """
    for match in _CHOICE_LITERAL.finditer(formula):
        if match[1] == printed:
            after = _CHOICE_LITERAL.search(formula, match.end())
            formula = formula[match.end() : after.start() if after else len(formula)]
            break
    else:
        if _CHOICE_LITERAL.search(formula):
            return ()
    return tuple(
        (word, Fraction(points))
        for letters, number, word, points in _PAIR.findall(formula)
        if (int(number), column_number(letters)) == answer
    )


def _agrees(scale: ChoiceScale, pairs: Sequence[tuple[str, Fraction]]) -> bool:
    """Whether the formula gives each letter the share that the type gives it; words of other types are passed over."""
    shares = {plain_words(word): option.share for option in scale.options for word in (option.letter, *option.aliases)}
    return all(shares.get(plain_words(word), points) == points for word, points in pairs)


def _from_formula(
    source: _Source,
    row: OutlineRow,
    code: str,
    weight: Fraction | None,
    words: Sequence[str],
    pairs: Sequence[tuple[str, Fraction]],
) -> AnswerScale | None:
    """Fixed points that stand only in the formula: as a share of the weight, or of one for an item without."""
    if len(pairs) != len(words) or not pairs:
        source.complain("draft-points-unknown", row, "value", item=code, options=tuple(words))
        return None
    whole = weight or Fraction(1)
    options = tuple(
        Option(word, points / whole, (written,) if plain_words(written) != plain_words(word) else ())
        for word, (written, points) in zip(words, pairs, strict=True)
    )
    if all(plain_words(word) == plain_words(written) for word, (written, _points) in zip(words, pairs, strict=True)):
        source.complain(
            "draft-shares-own", row, "value", warning=True, item=code, shares=tuple(points for _word, points in pairs)
        )
    return ChoiceScale("/".join(words), options)


def _gate(source: _Source, row: OutlineRow, code: str, formula: str) -> str | None:
    """The item whose value multiplies this one's in the formula."""
    column = row.band.columns.get("value")
    numbers = {
        int(number)
        for letters, number in _GATE.findall(formula)
        if column_number(letters) == column and int(number) != row.number
    }
    found = {source.code_at(row.band, number) for number in numbers} - {""}
    if len(found) > 1:
        source.complain("draft-gates-several", row, "value", item=code, gates=tuple(sorted(found)))
    return min(found) if found else None


def _tag_areas(roots: tuple[Node, ...]) -> tuple[tuple[Node, ...], tuple[Area, ...]]:
    """The change areas, where one component has as many branches as there are areas."""
    for root in roots:
        if len(root.children) == vocabulary().change_areas and all(child.children for child in root.children):
            areas = tuple(Area(str(number), child.name) for number, child in enumerate(root.children, start=1))
            tagged = tuple(_tagged(child, area.id) for child, area in zip(root.children, areas, strict=True))
            done: Mapping[str, Node] = {root.code: replace(root, children=tagged)}
            return tuple(done.get(other.code, other) for other in roots), areas
    return roots, ()


def _tagged(node: Node, area: str) -> Node:
    return replace(node, area=area, children=tuple(_tagged(child, area) for child in node.children))


def _blank_rule(source: _Source) -> BlankRule:
    """`skip` where groups divide by the number of values that are there; else blanks count."""
    formulas = [source.formula(row) for code, row in source.rows.items() if source.children.get(code)]
    means = [formula for formula in formulas if "/" in formula or "AVERAGE" in formula.upper()]
    skips = [formula for formula in means if re.search(r"COUNT\(|AVERAGE\(", formula, re.IGNORECASE)]
    return "skip" if skips or not means else "zero"
