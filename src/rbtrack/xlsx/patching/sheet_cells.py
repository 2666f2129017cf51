"""The cells of a sheet that changes: found, or put in where they are missing."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence

from rbtrack.xlsx.addresses import Position, a1, corners_of, position_of
from rbtrack.xlsx.patching.package_parts import Element, tag, whole_number


def first_of_merged(root: Element, cells: Sequence[Position]) -> dict[Position, Position]:
    """For each of the (sorted) cells that is merged: the first cell of its range."""
    first = {}
    for merged in root.iterfind(f"{tag(root, 'mergeCells')}/{tag(root, 'mergeCell')}"):
        if corners := corners_of(merged.get("ref", "")):
            (top, left), (bottom, right) = corners
            for row, column in cells[bisect_left(cells, (top, left)) : bisect_left(cells, (bottom, right + 1))]:
                if left <= column <= right:
                    first[row, column] = top, left
    return first


def cells_at(root: Element, wanted: Iterable[Position]) -> dict[Position, Element]:
    """The cell elements at these positions; missing ones are put in, with the style of their row or column."""
    data = root.find(tag(root, "sheetData"))
    assert data is not None, "whoever asks for cells has seen that there are some"
    columns: dict[int, list[int]] = {}
    for row, column in wanted:
        columns.setdefault(row, []).append(column)
    defaults = _column_styles(root, {column for listed in columns.values() for column in listed})

    def new_row(number: int) -> Element:
        return root.makeelement(tag(root, "row"), {"r": str(number)})

    rows = _children_at(data, tag(root, "row"), columns, _row_number, new_row)
    return {
        (number, column): cell
        for number, row in rows.items()
        for column, cell in _row_cells_at(row, number, columns[number], defaults).items()
    }


def _row_cells_at(row: Element, number: int, columns: Iterable[int], defaults: Mapping[int, str]) -> dict[int, Element]:
    row_style = row.get("s") if row.get("customFormat") in ("1", "true") else None

    def new_cell(column: int) -> Element:
        # The row's range is a hint, which may no longer be true; it may be left out.
        row.attrib.pop("spans", "")
        style = row_style or defaults.get(column, "0")
        return row.makeelement(tag(row, "c"), {"r": a1(number, column), "s": style})

    return _children_at(row, tag(row, "c"), columns, _cell_column, new_cell)


def _children_at(
    parent: Element,
    name: str,
    wanted: Iterable[int],
    number_of: Callable[[Element, int], int],
    make: Callable[[int], Element],
) -> dict[int, Element]:
    """The children of these numbers (rows of a sheet, cells of a row); missing ones are put in where they belong.

    A child without a number follows the one before it.
    """
    children = parent.findall(name)
    numbers: list[int] = []
    for child in children:
        numbers.append(number_of(child, numbers[-1] if numbers else 0))
    found = dict(zip(reversed(numbers), reversed(children), strict=True))
    made = {number: make(number) for number in sorted(wanted) if number not in found}
    missing = list(reversed(made))
    for child, number in zip(children, numbers, strict=True):
        while missing and missing[-1] < number:
            child.addprevious(made[missing.pop()])
    end = parent.index(children[-1]) + 1 if children else 0
    parent[end:end] = [made[number] for number in reversed(missing)]
    return {number: (made if number in made else found)[number] for number in wanted}


def _row_number(row: Element, before: int) -> int:
    return whole_number(row.get("r"), before + 1)


def _cell_column(cell: Element, before: int) -> int:
    found = position_of(cell.get("r", ""))
    return found[1] if found else before + 1


def _column_styles(root: Element, wanted: set[int]) -> Mapping[int, str]:
    styles: dict[int, str] = {}
    for column in root.iterfind(f"{tag(root, 'cols')}/{tag(root, 'col')}"):
        first, last = whole_number(column.get("min")), whole_number(column.get("max"))
        styles |= {number: column.get("style", "0") for number in wanted if first <= number <= last}
    return styles


def extend_dimension(root: Element, cells: Iterable[Position]) -> None:
    """Make the range that the sheet states hold these cells too."""
    dimension = root.find(tag(root, "dimension"))
    corners = corners_of(dimension.get("ref", "")) if dimension is not None else None
    if dimension is not None and corners is not None:
        rows, columns = zip(*corners, *cells, strict=True)
        dimension.set("ref", f"{a1(min(rows), min(columns))}:{a1(max(rows), max(columns))}")
