"""Builds a rubric out of a filled or empty official worksheet: tree, weights, answers, and the gates and fixed
points that stand only in formulas. Where something is not sure, a problem says so, with its cell."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property

from rbtrack.domain.evaluation import plain_words
from rbtrack.domain.kinds import AnswerScale, ChoiceScale, NumberScale, Option
from rbtrack.domain.rubric import Area, BlankRule, Node, ZeroGate
from rbtrack.errors import Place, Problem
from rbtrack.lke.reading.group_formulas import GroupFormulas
from rbtrack.lke.reading.headings import Role
from rbtrack.lke.reading.item_formulas import AskedItem, FormulaMeaning, ItemFormulas, ZeroCondition
from rbtrack.lke.reading.labels import (
    listed_options,
    name_alone,
    offers,
    plain_label,
    printed_range,
    printed_weight,
    weights_beside,
)
from rbtrack.lke.reading.layout import WorkTable
from rbtrack.lke.reading.numbering import follows, leading_number, written
from rbtrack.lke.reading.outline import OutlineRow, outline
from rbtrack.lke.vocabulary import vocabulary
from rbtrack.xlsx.addresses import Position, a1
from rbtrack.xlsx.cell_formulas import Formulas
from rbtrack.xlsx.cells import Sheet
from rbtrack.xlsx.formula_trees import UnknownFormulaError

_COUNTING = re.compile(r"COUNT\(|AVERAGE\(", re.IGNORECASE)

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


@dataclass(frozen=True)
class _Choices:
    """The words that are offered, and the known type that they are of."""

    words: tuple[str, ...]
    standard: ChoiceScale | None

    @property
    def names(self) -> tuple[tuple[str, ...], ...]:
        """What may be written for each of the words."""
        if self.standard is None:
            return tuple((word,) for word in self.words)
        return tuple(tuple(option.names) for option in self.standard.options)


_Offer = NumberScale | _Choices | None


@dataclass
class _Source:
    """A worksheet while a rubric is read from it. `accepts_unread`: what formulas say beyond a rubric is a warning."""

    known: Sequence[ChoiceScale]
    accepts_unread: bool = False
    rows: dict[str, OutlineRow] = field(default_factory=dict)
    children: dict[str, list[str]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    offers: dict[str, _Offer] = field(default_factory=dict)
    formulas: ItemFormulas | None = None
    zeros: dict[str, tuple[ZeroCondition, ...]] = field(default_factory=dict)

    def add(self, code: str, row: OutlineRow) -> None:
        self.rows[code] = row
        self.children.setdefault(code.rpartition(".")[0], []).append(code)

    def is_item(self, code: str) -> bool:
        return not self.children.get(code)

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

    @cached_property
    def calculates(self) -> bool:
        """Whether three quarters of the items have a formula: one without it is then an exception."""
        items = [bool(self.formula(row)) for code, row in self.rows.items() if self.is_item(code)]
        return 4 * sum(items) >= 3 * len(items)

    def unread(self, code: str, row: OutlineRow, **parameters: object) -> None:
        """Complain of a formula that says what the draft does not."""
        self.complain(code, row, "value", warning=self.accepts_unread, **parameters)


def _formulas(sheet: Sheet) -> Formulas:
    """The formulas of a sheet whose workbook was opened with them."""
    assert sheet.formulas is not None
    return sheet.formulas


def draft_rubric(
    table: WorkTable, known: Sequence[ChoiceScale], sheets: Sequence[Sheet] = (), *, accept_unread: bool = False
) -> Draft:
    """Read the rubric that `table` is laid out for; its workbook must have been opened with formulas.

    `known` are answer types to recognise by letters and shares, `sheets` all sheets that formulas may look at. Sheets
    whose numbering begins anew each become a component of their own, named by the sheet. What a formula says beyond
    what the draft can hold is an error, with `accept_unread` a warning.
    """
    source = _Source(known, accept_unread)
    components = _read_rows(source, table)
    if not source.rows:
        source.problems.append(Problem("draft-no-rows", place=table.place))
    source.offers = {code: _offers(source, row, code) for code, row in source.rows.items() if source.is_item(code)}
    source.formulas = _item_formulas(source, sheets or [band.sheet for band in table.bands])
    if components:
        roots = tuple(_component(source, component) for component in components)
    else:
        _check_gaps(source, source.children.get("", []))
        roots = tuple(_node(source, code) for code in source.children.get("", []))
    for root in roots:
        _check_groups(source, GroupFormulas(source.formulas), root)
    scales = {node.code: node.answer for root in roots for node in root.walk()}
    zeros = {code: gates for code in source.zeros if (gates := _zero_gates(source, code, scales))}
    roots, areas = _tag_areas(tuple(_with_zero_gates(root, zeros) for root in roots))
    places = {code: row.place() for code, row in source.rows.items()}
    return Draft(roots, areas, _blank_rule(source), tuple(source.problems), places)


def differing(one: Draft, other: Draft) -> tuple[str, ...]:
    """The codes of nodes that two drafts read otherwise (names aside)."""
    first, second = (
        {node.code: _shape(node) for root in draft.roots for node in root.walk()} for draft in (one, other)
    )
    return tuple(code for code in {**first, **second} if first.get(code) != second.get(code))


def _shape(node: Node) -> tuple[object, ...]:
    return node.weight, node.answer, node.multiplied_by, node.zero_where, tuple(child.code for child in node.children)


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
    _check_gaps(source, below)
    children = tuple(_node(source, child) for child in below)
    if children:
        if weight is None:
            source.complain("draft-weight-missing", row, node=code)
        return Node(code, name, weight, children)
    if "." not in code:
        source.complain("draft-empty", row, node=code)
    answer, gate = _answer(source, row, code, weight)
    return Node(code, name, weight, answer=answer, multiplied_by=gate)


def _check_groups(source: _Source, formulas: GroupFormulas, node: Node) -> bool:
    """Whether the formulas of a group and of those below it are a mean or a sum; the lowest that is not is named."""
    if node.is_item:
        return True
    below = [_check_groups(source, formulas, child) for child in node.children]
    row = source.rows.get(node.code)
    if not all(below) or row is None or not source.formula(row):
        return all(below)
    position = source.position(row, "value")
    assert position is not None
    try:
        cells = formulas.conditions(node, row.band.sheet, position)
    except UnknownFormulaError as error:
        source.unread("draft-formula-unknown", row, item=node.code, part=error.part)
        return False
    if cells:
        source.unread("draft-condition-unknown", row, item=node.code, cells=cells)
    return not cells


def _check_gaps(source: _Source, codes: Sequence[str]) -> None:
    """Rows count without a gap: a, b, d is a row lost."""
    before = ""
    for code in codes:
        step, last = code.rpartition(".")[2], before.rpartition(".")[2]
        if not follows(step, last):
            source.complain("draft-row-gap", source.rows[code], warning=True, item=code)
        before = code


def _weight(source: _Source, row: OutlineRow) -> Fraction | None:
    """From the label, "(2,5)", and from a number beside it; where they differ, the number is taken, with a warning."""
    printed = printed_weight(row)
    beside = next((weight for _column, weight in weights_beside(row)), None)
    if printed is not None and beside is not None and printed != beside:
        source.complain("draft-weights-differ", row, warning=True, label=printed, number=beside)
    return printed if beside is None else beside


def _offers(source: _Source, row: OutlineRow, code: str) -> _Offer:
    """What may be answered to an item."""
    printed = source.text(row, "choices")
    if ends := printed_range(printed):
        return NumberScale(*ends)
    words = _words(source, row, printed)
    if not words:
        source.complain("draft-answer-unknown", row, "answer", item=code)
        return None
    standard = next((scale for scale in source.known if offers(scale, words)), None)
    return _Choices(words, standard)


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


def _item_formulas(source: _Source, sheets: Sequence[Sheet]) -> ItemFormulas:
    """The formulas of all items, with what may be answered to each."""
    asked = {}
    for code, offer in source.offers.items():
        row = source.rows[code]
        answers: tuple[str | Fraction, ...] = ()
        if isinstance(offer, _Choices):
            answers = tuple(dict.fromkeys(name for names in offer.names for name in names))
        elif offer is not None:
            answers = _tried_numbers(offer)
        asked[code] = AskedItem(
            code,
            row.band.sheet,
            source.position(row, "answer"),
            source.position(row, "value"),
            answers,
        )
    return ItemFormulas(sheets, asked)


def _tried_numbers(scale: NumberScale) -> tuple[Fraction, ...]:
    """Numbers that a formula is tried with: both ends, and some between them."""
    low, high = scale.ends
    return (high, low, *(low + (high - low) * part for part in (Fraction(1, 7), Fraction(1, 2), Fraction(9, 10))))


def _answer(
    source: _Source, row: OutlineRow, code: str, weight: Fraction | None
) -> tuple[AnswerScale | None, str | None]:
    """What an item offers, with the points that its formula gives, and the item that multiplies it."""
    offer = source.offers[code]
    if offer is None:
        return None, None
    standard = offer.standard if isinstance(offer, _Choices) else offer
    if not source.formula(row):
        if standard is None:
            _no_points(source, row, code, offer)
        elif source.calculates:
            source.complain("draft-formula-missing", row, "value", warning=True, item=code)
        return standard, None
    assert source.formulas is not None
    try:
        meaning = source.formulas.meaning(code)
    except UnknownFormulaError as error:
        source.unread("draft-formula-unknown", row, item=code, part=error.part)
        return standard, None
    if meaning.conditions and meaning.uses_answer:
        source.unread("draft-condition-unknown", row, item=code, cells=meaning.conditions)
    if len(meaning.gates) > 1:
        source.complain("draft-gates-several", row, "value", item=code, gates=tuple(sorted(meaning.gates)))
    gate = min(meaning.gates, default=None)
    if not meaning.uses_answer:
        source.unread("draft-answer-unused", row, item=code)
        return standard, gate
    source.zeros[code] = meaning.zeros
    if isinstance(offer, _Choices):
        return _choice(source, row, code, weight, offer, meaning), gate
    _check_number(source, row, code, offer, weight, meaning)
    return offer, gate


def _zero_gates(source: _Source, code: str, scales: Mapping[str, AnswerScale | None]) -> tuple[ZeroGate, ...]:
    """What makes an item zero, in the letters of the other items. What cannot be said in them is complained of."""
    letters: dict[str, set[str]] = {}
    unsaid: list[str] = []
    for zero in source.zeros[code]:
        found = _letters_of(zero, scales[zero.code])
        if found is None:
            unsaid.append(zero.cell)
        elif found:
            letters.setdefault(zero.code, set()).update(found)
    if unsaid:
        cells = tuple(dict.fromkeys(unsaid))
        source.unread("draft-condition-unknown", source.rows[code], item=code, cells=cells)
    return tuple(ZeroGate(item, _in_order(scales[item], letters[item])) for item in sorted(letters))


def _letters_of(zero: ZeroCondition, scale: AnswerScale | None) -> set[str] | None:
    """The letters with which another item makes one zero; None where one does so only under one of the names that its
    formula knows. Words that are no letter of it cannot be answered."""
    if scale is None or scale.is_number or not scale.offered:
        return None
    answers = {plain_words(answer) for answer in zero.answers if isinstance(answer, str)}
    letters = set()
    for option in scale.offered:
        names = set(map(plain_words, option.names))
        known = names & zero.known
        if known & answers and not known <= answers:
            return None
        if (known or names) & answers:
            letters.add(option.letter)
    return letters


def _in_order(scale: AnswerScale | None, letters: Set[str]) -> tuple[str, ...]:
    return tuple(option.letter for option in (scale.offered if scale else ()) if option.letter in letters)


def _with_zero_gates(node: Node, zeros: Mapping[str, tuple[ZeroGate, ...]]) -> Node:
    children = tuple(_with_zero_gates(child, zeros) for child in node.children)
    return replace(node, children=children, zero_where=zeros.get(node.code, ()))


def _no_points(source: _Source, row: OutlineRow, code: str, offer: _Offer) -> None:
    words = offer.words if isinstance(offer, _Choices) else ()
    source.complain("draft-points-unknown", row, "value", item=code, options=words)


def _check_number(
    source: _Source, row: OutlineRow, code: str, scale: NumberScale, weight: Fraction | None, meaning: FormulaMeaning
) -> None:
    """A number earns the part of the weight that it is of the highest one: a formula that says otherwise is no draft's."""
    wholes = {Fraction(1), weight or Fraction(1)}
    top = meaning.figures[scale.maximum]
    if top not in wholes or any(
        figure != answer / scale.maximum * top
        for answer, figure in meaning.figures.items()
        if isinstance(answer, Fraction) and isinstance(top, Fraction)
    ):
        source.unread("draft-number-otherwise", row, item=code, maximum=scale.maximum, weight=weight or Fraction(1))


def _choice(
    source: _Source, row: OutlineRow, code: str, weight: Fraction | None, offer: _Choices, meaning: FormulaMeaning
) -> ChoiceScale | None:
    """The options with the points that the formula gives them, as shares; those of a known type where they are the same."""
    texts = _as_compared(source, row, code, offer, meaning)
    points = [meaning.figures.get(text) for text in texts]
    found = [each for each in points if isinstance(each, Fraction)]
    if not found or len(found) < len(offer.words):
        if offer.standard is not None and source.accepts_unread:
            source.unread("draft-points-unread", row, item=code, options=offer.words)
            return offer.standard
        _no_points(source, row, code, offer)
        return None
    whole = _whole(weight, max(found))
    shares = [each / whole for each in found]
    if offer.standard is not None and shares == [option.share for option in offer.standard.options]:
        return offer.standard
    options = tuple(
        Option(word, share, () if plain_words(text) == plain_words(word) else (text,))
        for word, text, share in zip(offer.words, texts, shares, strict=True)
    )
    if not any(option.aliases for option in options):
        source.complain("draft-shares-own", row, "value", warning=True, item=code, shares=tuple(found))
    return ChoiceScale("/".join(offer.words), options)


def _whole(weight: Fraction | None, top: Fraction) -> Fraction:
    """What the best answer earns: the weight itself, or one where the formula gives shares of it."""
    return Fraction(1) if not weight or top == 1 else weight


def _as_compared(
    source: _Source, row: OutlineRow, code: str, offer: _Choices, meaning: FormulaMeaning
) -> tuple[str, ...]:
    """Each option in the words in which the formula knows it. Words that are only the formula's stand for those that are
    only printed, in the same order, where there are as many of them: which is said."""
    known = {plain_words(text): text for text in meaning.compared}
    own = [
        next((known[plain_words(name)] for name in names if plain_words(name) in known), None) for names in offer.names
    ]
    left = [
        text for text in meaning.compared if plain_words(text) not in {plain_words(n) for ns in offer.names for n in ns}
    ]
    missing = [word for word, text in zip(offer.words, own, strict=True) if text is None]
    if not missing or not left:
        return tuple(text or word for word, text in zip(offer.words, own, strict=True))
    if len(missing) != len(left) or offer.standard is not None:
        return ()
    pairs = dict(zip(missing, left, strict=True))
    listed = tuple(f"{word} = {text}" for word, text in pairs.items())
    source.complain("draft-words-paired", row, "value", warning=True, item=code, pairs=listed)
    return tuple(text or pairs[word] for word, text in zip(offer.words, own, strict=True))


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
    groups = {code: source.formula(row) for code, row in source.rows.items() if source.children.get(code)}
    means = {code: text for code, text in groups.items() if "/" in text or "AVERAGE" in text.upper()}
    skips = any(_COUNTING.search(text) and not _all_count_blank(source, code) for code, text in means.items())
    return "skip" if skips or not means else "zero"


def _all_count_blank(source: _Source, group: str) -> bool:
    """Whether every item of a group has a value even where it is not answered: then a mean leaves none out."""
    items = [code for code in source.children[group] if source.is_item(code)]
    assert source.formulas is not None
    return bool(items) and all(map(source.formulas.counts_blank, items))
