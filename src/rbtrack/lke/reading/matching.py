"""Finds the node of a rubric for each row of a worksheet: by its number, else by its place and its wording.

A number that fits is certain, and so is a wording that is exactly the name of one node. Anything less gives a
warning with the cell, and an error where several nodes could be meant.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from typing import assert_never

from rapidfuzz import fuzz, process

from rbtrack.domain.evaluation import as_text
from rbtrack.domain.kinds import ChoiceScale, NumberScale, RatioScale
from rbtrack.domain.rubric import Node, Rubric
from rbtrack.errors import Place, Problem
from rbtrack.lke.reading.bands import TableBand
from rbtrack.lke.reading.headings import SUBTOTAL, TOTAL
from rbtrack.lke.reading.labels import offers, plain_label
from rbtrack.lke.reading.likeness import is_spelt_otherwise, words_of_names
from rbtrack.lke.reading.numbering import leading_number
from rbtrack.lke.reading.outline import OutlineRow, outline
from rbtrack.lke.reading.titles import texts_over
from rbtrack.xlsx.addresses import a1
from rbtrack.xlsx.ranges import ranges

NEAR = 85.0
"""How like a name a label must be, in percent, to be taken for it (with a warning)."""

CLEARLY_AHEAD = 7.0
"""By how much the nearest name must be nearer than the next one."""

_MOST_CANDIDATES = 5


@dataclass(frozen=True, slots=True)
class Match:
    """A row and its node. `is_settled`: the row has no node, and a problem says already what is wrong with it."""

    row: OutlineRow
    node: Node | None
    is_settled: bool = False


@dataclass
class _Matcher:
    """What is known while the rows are gone through from top to bottom. `still`: how many rows without a number that ask
    for an answer follow each other from here on; `in_order`: those that were taken in the order of the rubric."""

    rubric: Rubric
    names: Mapping[str, tuple[Node, ...]]
    plain: Mapping[str, str]
    words: frozenset[str]
    prefix: str | None = ""
    candidates: tuple[str, ...] = ()
    taken: dict[str, OutlineRow] = field(default_factory=dict)
    resolved: dict[str, Node] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    still: int = 0
    in_order: list[Place] = field(default_factory=list)

    def complain(
        self, code: str, row: OutlineRow, /, *, warning: bool = False, node: Node | None = None, **more: object
    ) -> None:
        parameters: dict[str, object] = dict(more)
        if node is not None:
            parameters |= {"item": node.code, "name": node.name}
        item = node.code if node is not None else None
        self.problems.append(Problem(code, "warning" if warning else "error", row.place(), item, row.label, parameters))


def match_rows(bands: Sequence[TableBand], rubric: Rubric) -> tuple[list[Match], list[Problem]]:
    """The rows of tables that together are one worksheet, each with its node, and what is doubtful in that."""
    plain = {node.code: plain_label(node.name) for node in rubric.walk()}
    names: dict[str, tuple[Node, ...]] = {}
    for node in rubric.walk():
        names[plain[node.code]] = (*names.get(plain[node.code], ()), node)
    matcher = _Matcher(rubric, names, plain, words_of_names(rubric))
    matches: list[Match] = []
    for rows in _groups(bands, rubric):
        matcher.prefix, matcher.candidates = _prefix(matcher, rows)
        matcher.resolved = {}
        for place, row in enumerate(rows):
            matcher.still = sum(1 for _row in takewhile(_is_asked_alone, rows[place:]))
            matches.append(_match(matcher, row))
    if matcher.in_order:
        matcher.problems.append(_told_in_order(matcher.in_order))
    return matches, matcher.problems


def _is_asked_alone(row: OutlineRow) -> bool:
    """Whether a row asks for an answer and has no number to tell of which item."""
    return not row.code and row.is_asked


def _told_in_order(places: Sequence[Place]) -> Problem:
    cells = tuple(place.cell or "" for place in places)
    parameters = {"count": len(cells), "ranges": ranges(cells), "cells": cells}
    return Problem("rows-in-order", "warning", places[0], parameters=parameters)


def _groups(bands: Sequence[TableBand], rubric: Rubric) -> list[tuple[OutlineRow, ...]]:
    """The rows of all tables as one outline, where all its numbers fit; else each table by itself."""
    together = outline(*bands)
    if len(bands) == 1:
        return [together]
    items = Counter(row.code for row in together if row.code in rubric.items)
    fits = all(row.code in rubric.nodes for row in together if row.code and row.is_numbered)
    if fits and all(times == 1 for times in items.values()):
        return [together]
    return [outline(band) for band in bands]


def _prefix(matcher: _Matcher, rows: Sequence[OutlineRow]) -> tuple[str | None, tuple[str, ...]]:
    """What stands before the numbers of a table whose numbering begins below the root, `A.` on a sheet for one
    area; None where more than one branch fits as well, with those that do.

    Numbers fit that lead to an item where nothing stands below, and to a branch where something does; names
    that are the same count double.
    """
    numbered = [row for row in rows if row.code and row.is_numbered]
    parents = {row.parent for row in rows}
    nodes = matcher.rubric.nodes

    def points(prefix: str) -> int:
        found = [(row, node) for row in numbered if (node := nodes.get(prefix + row.code)) is not None]
        fitting = sum(node.is_item == (row.code not in parents) for row, node in found)
        same = sum(matcher.plain[node.code] == plain_label(row.label) for row, node in found)
        return fitting + 2 * same

    if all(row.code in nodes and nodes[row.code].is_item == (row.code not in parents) for row in numbered):
        return "", ()
    scores = {prefix: points(prefix) for prefix in ("", *(f"{n.code}." for n in nodes.values() if n.children))}
    best = max(scores.values())
    if 2 * best < len(numbered) or scores[""] == best:
        return "", ()
    ahead = [prefix for prefix, score in scores.items() if score == best]
    if len(ahead) > 1:
        titles = _titles(rows[0].band)
        ahead = [prefix for prefix in ahead if matcher.plain[prefix.rstrip(".")] in titles] or ahead
    return (ahead[0], ()) if len(ahead) == 1 else (None, tuple(prefix.rstrip(".") for prefix in ahead))


def _titles(band: TableBand) -> set[str]:
    """What stands over a table and on its tab, without the numbers before it."""
    texts = (band.sheet.name, *texts_over(band.sheet, band.heading_row))
    return {plain_label(leading_number(text)[1]) for text in texts}


def _match(matcher: _Matcher, row: OutlineRow) -> Match:
    by_number = _by_number(matcher, row)
    if row.is_numbered and by_number is not None:
        match = _numbered(matcher, row, by_number)
    else:
        match = _worded(matcher, row, by_number)
    if match.node is not None:
        if row.code:
            matcher.resolved[row.code] = match.node
        matcher.taken.setdefault(match.node.code, row)
    return match


def _by_number(matcher: _Matcher, row: OutlineRow) -> Node | None:
    """The node that a row's number names: below the node of the row above it, else counted from the top."""
    nodes = matcher.rubric.nodes
    if not row.code:
        return None
    if (parent := matcher.resolved.get(row.parent)) is not None:
        return nodes.get(f"{parent.code}.{row.code.rpartition('.')[2]}")
    return None if matcher.prefix is None else nodes.get(matcher.prefix + row.code)


def _numbered(matcher: _Matcher, row: OutlineRow, node: Node) -> Match:
    """A row whose number fits: taken, unless it stood before or its wording is another node's."""
    other = _named_otherwise(matcher, row, node)
    if other is not None and _goes_on(matcher, row, node, other):
        return Match(row, other)
    if other is not None:
        matcher.complain("row-number-and-wording-differ", row, node=node, other=other.code, other_name=other.name)
    if (first := matcher.taken.get(node.code)) is None:
        return Match(row, node)
    if not node.is_item and not row.is_asked and plain_label(row.label) == plain_label(first.label):
        # A heading that is repeated on the next sheet or page: what follows goes on below it.
        matcher.resolved[row.code] = node
        return Match(row, None, is_settled=True)
    return _double(matcher, row, node, first)


def _goes_on(matcher: _Matcher, row: OutlineRow, node: Node, other: Node) -> bool:
    """Whether the number, as it is printed, is that of the node which the wording names, directly below the row
    before or beside it: where `1` stands below `1`, the number alone could be either's."""
    branch, _dot, step = other.code.rpartition(".")
    if other.code in matcher.taken or step != row.code.rpartition(".")[2] or not matcher.taken:
        return False
    last = next(reversed(matcher.taken))
    return branch in (last, last.rpartition(".")[0]) and node.code.count(".") < other.code.count(".")


def _double(matcher: _Matcher, row: OutlineRow, node: Node, first: OutlineRow) -> Match:
    matcher.complain("row-double", row, node=node, first=a1(first.number, first.label_column))
    return Match(row, None, is_settled=True)


def _named_otherwise(matcher: _Matcher, row: OutlineRow, node: Node) -> Node | None:
    """The node, other than the one that the number names, whose name the wording is: the only one of that name in the
    rubric, or among its neighbours."""
    label = plain_label(row.label)
    if not label or label == matcher.plain[node.code]:
        return None
    named = matcher.names.get(label, ())
    if len(named) > 1:
        parent = node.code.rpartition(".")[0]
        named = tuple(other for other in named if other.code.rpartition(".")[0] == parent)
    return named[0] if len(named) == 1 else None


def _worded(matcher: _Matcher, row: OutlineRow, by_place: Node | None) -> Match:
    """A row whose number is missing or leads nowhere."""
    label = plain_label(row.label)
    parent = _branch(matcher, row)
    if not label:
        return Match(row, None)
    scope = parent.children if parent is not None else tuple(matcher.rubric.walk())
    if (only := _only_item(row, parent)) is not None:
        return _numbered(matcher, row, only)
    exact = [node for node in scope if matcher.plain[node.code] == label]
    exact = [node for node in exact if node.code not in matcher.taken] or exact
    if len(exact) == 1:
        return _taken_once(matcher, row, exact[0])
    anywhere = matcher.names.get(label, ())
    if not exact and len(anywhere) == 1:
        return _taken_once(matcher, row, anywhere[0], is_certain=False)
    if (placed := _next_in_order(matcher, row, label, parent)) is not None:
        matcher.in_order.append(row.place())
        return Match(row, placed)
    if not (row.code or row.is_asked) and (TOTAL.fullmatch(row.label) or SUBTOTAL.fullmatch(row.label)):
        return Match(row, None)
    return _near(matcher, row, label, exact or scope, by_place)


def _branch(matcher: _Matcher, row: OutlineRow) -> Node | None:
    """The node that the row stands below: that of the row above it, or of the whole table."""
    if row.parent in matcher.resolved:
        parent: Node | None = matcher.resolved[row.parent]
    else:
        parent = matcher.rubric.nodes.get(f"{matcher.prefix or ''}{row.parent}".rstrip("."))
    while parent is not None and parent.is_item:
        parent = matcher.rubric.nodes.get(parent.code.rpartition(".")[0])
    return parent


def _only_item(row: OutlineRow, parent: Node | None) -> Node | None:
    """The only item of a branch, where a row without a number can be nothing else."""
    if row.code or parent is None or len(parent.children) != 1 or not row.is_asked:
        return None
    return parent.children[0] if parent.children[0].is_item else None


def _next_in_order(matcher: _Matcher, row: OutlineRow, label: str, parent: Node | None) -> Node | None:
    """The next item of a branch, where as many rows without a number follow each other as it has items left, and the
    row asks for what the item does. A label that is near to one name alone says more than
    its place."""
    left = [node for node in parent.children if node.code not in matcher.taken] if parent is not None else []
    if not row.is_asked or row.code or not left or len(left) != matcher.still or not left[0].is_item:
        return None
    nearest = _nearest(matcher, label, parent.children if parent is not None else ())
    is_open = not nearest or (len(nearest) > 1 and left[0] in nearest)
    return left[0] if is_open and _asks_for(row, left[0]) else None


def _asks_for(row: OutlineRow, item: Node) -> bool:
    """Whether a row is a share where the item has counts, and prints the item's choices if any."""
    printed = as_text(row.value("choices"))
    is_share = row.number in row.band.shares
    match item.answer:
        case ChoiceScale():
            return not is_share and (not printed.strip() or offers(item.answer, printed.split("/")))
        case NumberScale() | RatioScale():
            return is_share == bool(item.answer.count_names)
        case None:
            return not is_share
        case _:
            assert_never(item.answer)


def _taken_once(matcher: _Matcher, row: OutlineRow, node: Node, *, is_certain: bool = True) -> Match:
    """The node whose name the label is; it may not have had a row before."""
    if (first := matcher.taken.get(node.code)) is not None:
        if not row.is_asked and not node.is_item:
            return Match(row, None)  # a title that names the branch again
        return _double(matcher, row, node, first)
    if not is_certain:
        matcher.complain("row-matched-by-wording", row, warning=True, node=node)
    return Match(row, node)


def _near(matcher: _Matcher, row: OutlineRow, label: str, scope: Iterable[Node], by_place: Node | None) -> Match:
    """The node with the nearest name, where one is near enough and clearly ahead; else the one by place."""
    nearest = _nearest(matcher, label, scope)
    if len(nearest) == 1 and nearest[0].code not in matcher.taken and _is_meant(matcher, label, nearest[0]):
        matcher.complain("row-matched-by-wording", row, warning=True, node=nearest[0])
        return Match(row, nearest[0])
    if len(nearest) > 1 and (row.is_asked or row.code):
        names = tuple(f"{node.code} {node.name}" for node in nearest[:_MOST_CANDIDATES])
        matcher.complain("row-ambiguous", row, candidates=names)
        return Match(row, None, is_settled=True)
    if by_place is not None and not by_place.is_item and by_place.code not in matcher.taken:
        matcher.complain("row-matched-by-place", row, warning=True, node=by_place)
        return Match(row, by_place)
    if matcher.candidates and row.code and row.is_numbered:
        matcher.complain("row-ambiguous", row, candidates=tuple(f"{code}.{row.code}" for code in matcher.candidates))
        return Match(row, None, is_settled=True)
    return Match(row, None)


def _is_meant(matcher: _Matcher, label: str, node: Node) -> bool:
    """Whether a near label means the node: it differs from the node's name in no word that other names are known by."""
    return is_spelt_otherwise(label, matcher.plain[node.code], matcher.words)


def _nearest(matcher: _Matcher, label: str, scope: Iterable[Node]) -> list[Node]:
    """The nodes whose names are near, those that the best of them is not clearly ahead of; nearest first."""
    nodes = list(scope)
    found = process.extract(
        label,
        [matcher.plain[node.code] for node in nodes],
        scorer=fuzz.ratio,
        score_cutoff=NEAR - CLEARLY_AHEAD,
        limit=None,
    )
    if not found or found[0][1] < NEAR:
        return []
    return [nodes[index] for _name, score, index in found if score > found[0][1] - CLEARLY_AHEAD]
