"""Builds a rubric out of a filled or empty official worksheet: tree, weights, answers, and the gates and fixed
points that stand in nothing but formulas. What it is not sure of it names by its cell."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from rbtrack.domain.evaluation import plain_words
from rbtrack.domain.rubric import AnswerScale, Area, BlankRule, ChoiceScale, Node, NumberScale, Option
from rbtrack.errors import Place, Problem
from rbtrack.workbook.cells import Position, a1, column_number
from rbtrack.workbook.formulas import Formulas
from rbtrack.workbook.headings import Role
from rbtrack.workbook.labels import name_alone, offers, printed_range, weight_in_label, weights_beside
from rbtrack.workbook.layout import Band
from rbtrack.workbook.outline import Row, outline

_PAIR = re.compile(r'\$?([A-Z]{1,3})\$?(\d+)\s*=\s*"([^"]+)"\s*,\s*(\d+(?:\.\d+)?)')
_CHOICE_LITERAL = re.compile(r'"([^"]*/[^"]*)"')
_GATE = re.compile(r"\*\s*\$?([A-Z]{1,3})\$?(\d+)")
_LISTED = re.compile(r"(?:^|\n)\s*([a-e])\.", re.IGNORECASE)
AREAS = 8
"""A component of so many branches holds the change areas."""


@dataclass(frozen=True)
class Draft:
    """What a worksheet says of its rubric, and the cell of each node. Problems that are errors stand in the
    way of using it."""

    roots: tuple[Node, ...]
    areas: tuple[Area, ...]
    blank_items: BlankRule
    problems: tuple[Problem, ...]
    places: Mapping[str, Place]


@dataclass
class _Sheet:
    """A band while a rubric is read from it."""

    band: Band
    formulas: Formulas
    known: Sequence[ChoiceScale]
    rows: dict[str, Row] = field(default_factory=dict)
    children: dict[str, list[str]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def position(self, row: Row, role: Role) -> Position | None:
        column = self.band.columns.get(role)
        return None if column is None else (row.number, column)

    def text(self, row: Row, role: Role) -> str:
        position = self.position(row, role)
        return self.band.sheet.text(*position) if position else ""

    def formula(self, row: Row) -> str:
        position = self.position(row, "value")
        return self.formulas.text.get(position, "") if position else ""

    def complain(
        self, code: str, row: Row, role: Role | None = None, *, warning: bool = False, **parameters: object
    ) -> None:
        position = self.position(row, role) if role else None
        place = self.band.sheet.place(*(position or (row.number, row.label_column)))
        self.problems.append(Problem(code, "warning" if warning else "error", place, parameters=parameters))


def draft_rubric(band: Band, formulas: Formulas, known: Sequence[ChoiceScale]) -> Draft:
    """Read the rubric that `band` is laid out for. `known` are answer types to recognise by letters and shares."""
    sheet = _Sheet(band, formulas, known)
    _read_rows(sheet)
    roots = tuple(_node(sheet, code) for code in sheet.children.get("", []))
    roots, areas = _tag_areas(roots)
    places = {code: band.sheet.place(row.number, row.label_column) for code, row in sheet.rows.items()}
    return Draft(roots, areas, _blank_rule(sheet), tuple(sheet.problems), places)


def differing(one: Draft, other: Draft) -> tuple[str, ...]:
    """The codes of nodes that two drafts read otherwise (names aside)."""
    first, second = (
        {node.code: _shape(node) for root in draft.roots for node in root.walk()} for draft in (one, other)
    )
    return tuple(code for code in {**first, **second} if first.get(code) != second.get(code))


def _shape(node: Node) -> tuple[object, ...]:
    return node.weight, node.answer, node.multiplied_by, tuple(child.code for child in node.children)


def _read_rows(sheet: _Sheet) -> None:
    """Every row with its code; a row without a number of its own becomes the first item of its group."""
    last = 0
    rows = list(outline(sheet.band))
    numbered = {row.code for row in rows if row.code}
    for row in rows:
        code = row.code
        if not code and row.parent and _is_item_row(sheet, row):
            code = f"{row.parent}.a"
            if code in numbered:
                sheet.complain("draft-row-unnumbered", row, label=row.label)
                continue
            sheet.complain("draft-row-lettered", row, warning=True, label=row.label, item=code)
        if not code:
            continue
        if code in sheet.rows:
            sheet.complain(
                "row-double", row, item=code, first=a1(sheet.rows[code].number, sheet.rows[code].label_column)
            )
            continue
        sheet.rows[code] = row
        sheet.children.setdefault(code.rpartition(".")[0], []).append(code)
        last = row.number
    if not last:
        place = Place(sheet.band.sheet.file, sheet.band.sheet.name)
        sheet.problems.append(Problem("draft-no-rows", place=place))


def _is_item_row(sheet: _Sheet, row: Row) -> bool:
    position = sheet.position(row, "answer")
    return bool(sheet.text(row, "choices") or sheet.text(row, "answer")) or position in sheet.formulas.choices


def _node(sheet: _Sheet, code: str) -> Node:
    row = sheet.rows[code]
    below = sheet.children.get(code, [])
    name = name_alone(row.label)
    weight = _weight(sheet, row)
    children = tuple(_node(sheet, child) for child in below)
    if children:
        if weight is None:
            sheet.complain("draft-weight-missing", row, node=code)
        return Node(code, name, weight, children)
    if "." not in code:
        sheet.complain("draft-empty", row, node=code)
    answer = _answer(sheet, row, code, weight)
    return Node(code, name, weight, answer=answer, multiplied_by=_gate(sheet, row, code))


def _weight(sheet: _Sheet, row: Row) -> Fraction | None:
    """From the label, "(2,5)", and from a number beside it; where they differ, the number is taken and it is said."""
    printed = weight_in_label(row.label)
    beside = next((weight for _column, weight in weights_beside(sheet.band, row)), None)
    if printed is not None and beside is not None and printed != beside:
        sheet.complain("draft-weights-differ", row, warning=True, label=printed, number=beside)
    return printed if beside is None else beside


def _answer(sheet: _Sheet, row: Row, code: str, weight: Fraction | None) -> AnswerScale | None:
    printed = sheet.text(row, "choices")
    if ends := printed_range(printed):
        return NumberScale(*ends)
    words = _words(sheet, row, printed)
    if not words:
        sheet.complain("draft-answer-unknown", row, "answer", item=code)
        return None
    formula = sheet.formula(row)
    pairs = _pairs(formula, printed, sheet.position(row, "answer"))
    standard = next((scale for scale in sheet.known if offers(scale, words)), None)
    if standard is None or (pairs and not _agrees(standard, pairs)):
        return _from_formula(sheet, row, code, weight, words, pairs)
    return standard


def _words(sheet: _Sheet, row: Row, printed: str) -> tuple[str, ...]:
    """The letters offered: from the column of choices, else the drop-down list, else the explanation's a. b. c."""
    if "/" in printed:
        return tuple(word.strip() for word in printed.split("/"))
    position = sheet.position(row, "answer")
    if position is not None and position in sheet.formulas.choices:
        return sheet.formulas.choices[position]
    explanation = sheet.text(row, "explanation")
    letters = tuple(dict.fromkeys(letter.upper() for letter in _LISTED.findall(explanation)))
    if letters == tuple("ABCDE"[: len(letters)]) and len(letters) > 1:
        sheet.complain("draft-answer-from-explanation", row, "explanation", warning=True, letters=letters)
        return letters
    return ("Ya", "Tidak") if explanation.lower().startswith("ya,") else ()


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
    sheet: _Sheet,
    row: Row,
    code: str,
    weight: Fraction | None,
    words: Sequence[str],
    pairs: Sequence[tuple[str, Fraction]],
) -> AnswerScale | None:
    """Fixed points that stand only in the formula: as a share of the weight, or of one for an item without."""
    if len(pairs) != len(words) or not pairs:
        sheet.complain("draft-points-unknown", row, "value", item=code, options=tuple(words))
        return None
    whole = weight or Fraction(1)
    options = tuple(
        Option(word, points / whole, (written,) if plain_words(written) != plain_words(word) else ())
        for word, (written, points) in zip(words, pairs, strict=True)
    )
    if all(plain_words(word) == plain_words(written) for word, (written, _points) in zip(words, pairs, strict=True)):
        sheet.complain(
            "draft-shares-own", row, "value", warning=True, item=code, shares=tuple(points for _word, points in pairs)
        )
    return ChoiceScale("/".join(words), options)


def _gate(sheet: _Sheet, row: Row, code: str) -> str | None:
    """The item whose value multiplies this one's in the formula."""
    column = sheet.band.columns.get("value")
    by_row = {other.number: other_code for other_code, other in sheet.rows.items()}
    found = {
        by_row[int(number)]
        for letters, number in _GATE.findall(sheet.formula(row))
        if column_number(letters) == column and int(number) in by_row and int(number) != row.number
    }
    if len(found) > 1:
        sheet.complain("draft-gates-several", row, "value", item=code, gates=tuple(sorted(found)))
    return min(found) if found else None


def _tag_areas(roots: tuple[Node, ...]) -> tuple[tuple[Node, ...], tuple[Area, ...]]:
    """The change areas, where one component has as many branches as there are areas."""
    for root in roots:
        if len(root.children) == AREAS and all(child.children for child in root.children):
            areas = tuple(Area(str(number), child.name) for number, child in enumerate(root.children, start=1))
            tagged = tuple(_tagged(child, area.id) for child, area in zip(root.children, areas, strict=True))
            done: Mapping[str, Node] = {root.code: replace(root, children=tagged)}
            return tuple(done.get(other.code, other) for other in roots), areas
    return roots, ()


def _tagged(node: Node, area: str) -> Node:
    return replace(node, area=area, children=tuple(_tagged(child, area) for child in node.children))


def _blank_rule(sheet: _Sheet) -> BlankRule:
    """`skip` where groups divide by the number of values that are there; else blanks count."""
    formulas = [sheet.formula(row) for code, row in sheet.rows.items() if sheet.children.get(code)]
    means = [formula for formula in formulas if "/" in formula or "AVERAGE" in formula.upper()]
    skips = [formula for formula in means if re.search(r"COUNT\(|AVERAGE\(", formula, re.IGNORECASE)]
    return "skip" if skips or not means else "zero"
