"""Rows, columns, sheets: moved, hidden, doubled, merged, lost."""

from __future__ import annotations

from benchmarks.gauntlet.book import position
from benchmarks.gauntlet.edit import NoPlaceError, Scene, edit
from rbtrack.domain.kinds import ChoiceScale


@edit("row inserted", harmless=True)
def row_inserted(scene: Scene) -> None:
    scene.page.insert_rows(scene.row(scene.item()))


@edit("three rows inserted above the headings", harmless=True)
def rows_above(scene: Scene) -> None:
    scene.page.insert_rows(2 if scene.is_issued else 1, 3)


@edit("column inserted before the answers", harmless=True)
def column_inserted(scene: Scene) -> None:
    scene.page.insert_column(scene.section.answer)


@edit("row deleted", places=2)
def row_deleted(scene: Scene) -> None:
    scene.page.delete_row(scene.row(scene.item()))


@edit("row of a group deleted", places=2)
def group_deleted(scene: Scene) -> None:
    rows = sorted(scene.section.groups.values())
    if not rows:
        raise NoPlaceError
    scene.page.delete_row(rows[(scene.spot * 3 + 1) % len(rows)])


@edit("row moved into another group", places=2)
def row_moved(scene: Scene) -> None:
    rows = sorted(scene.section.groups.values())
    item = scene.item()
    below = [row for row in rows if row > scene.row(item) + 1]
    if not below:
        raise NoPlaceError
    scene.page.move_row(scene.row(item), min(below[-1], below[0]) + 1)


@edit("row cut and pasted below its neighbour", places=1, harmless=True)
def row_pasted(scene: Scene) -> None:
    one, other = scene.pair()
    scene.page.move_row(scene.row(one), scene.row(other) + 1)


@edit("row doubled with another answer", places=2)
def row_doubled(scene: Scene) -> None:
    item = scene.choice()
    row = scene.row(item)
    scene.page.insert_rows(row + 1)
    for column in range(1, 40):
        scene.page.copy((row, column), (row + 1, column))
    scene.page.put(row + 1, scene.section.answer, scene.other(item))


@edit("row doubled below the table with another answer", places=1)
def doubled_below(scene: Scene) -> None:
    item = scene.choice()
    row, last = scene.row(item), max(int(each.get("r")) for each in scene.page.data) + 2
    for column in range(2 if scene.is_issued else 1, 40):
        scene.page.copy((row, column), (last, column))
    scene.page.put(last, scene.section.answer, scene.other(item))


@edit("row hidden", places=2)
def row_hidden(scene: Scene) -> None:
    scene.page.hide_row(scene.row(scene.item()))


@edit("row of height zero", places=1)
def row_flat(scene: Scene) -> None:
    row = scene.page.row(scene.row(scene.item()))
    row.set("ht", "0")
    row.set("customHeight", "1")


@edit("row of a group hidden")
def group_hidden(scene: Scene) -> None:
    rows = sorted(scene.section.groups.values())
    if not rows:
        raise NoPlaceError
    scene.page.hide_row(rows[-1])


@edit("column of answers hidden", places=1)
def answers_hidden(scene: Scene) -> None:
    scene.page.hide_column(scene.section.answer)


@edit("column of labels hidden", places=1)
def labels_hidden(scene: Scene) -> None:
    scene.page.hide_column(scene.section.label)


@edit("column of notes hidden", places=1)
def notes_hidden(scene: Scene) -> None:
    if "note" not in scene.section.columns:
        raise NoPlaceError
    scene.page.hide_column(scene.section.columns["note"])


@edit("sheet hidden", places=1)
def sheet_hidden(scene: Scene) -> None:
    page = scene.book.add_page("Lain", scene.section.sheet)
    page.data[:] = []
    page.put(1, 1, "Silakan isi")
    scene.book.entry(scene.section.sheet).set("state", "hidden")
    views = scene.book.tree("xl/workbook.xml").find("{*}bookViews")
    if views is not None:
        views[0].set("activeTab", str(len(scene.book.pages) - 1))
        views[0].attrib.pop("firstSheet", None)


@edit("sheet renamed", harmless=True)
def sheet_renamed(scene: Scene) -> None:
    scene.page.values_only()
    scene.book.entry(scene.section.sheet).set("name", "Isian")
    names = scene.book.tree("xl/workbook.xml").find("{*}definedNames")
    if names is not None:
        names.getparent().remove(names)


@edit("answers of two rows merged, the lower one under it", places=2)
def merged_answers(scene: Scene) -> None:
    one, other = scene.pair()
    scene.page.merge(scene.answer(one), scene.answer(other))


@edit("answer merged with the cell before it", places=2)
def merged_across(scene: Scene) -> None:
    row, column = scene.answer(scene.item())
    scene.page.merge((row, column - 1), (row, column))


@edit("answer merged with the cell behind it", places=1)
def merged_behind(scene: Scene) -> None:
    row, column = scene.answer(scene.choice())
    scene.page.merge((row, column), (row, column + 1))


@edit("labels of two rows merged", places=1)
def merged_labels(scene: Scene) -> None:
    one, other = scene.pair()
    scene.page.merge(scene.label(one), scene.label(other))


@edit("note merged over two rows", places=1)
def merged_notes(scene: Scene) -> None:
    one, other = scene.pair()
    scene.page.merge(scene.beside(one, "note"), scene.beside(other, "note"))


@edit("columns of answers and notes swapped", harmless=True)
def columns_swapped(scene: Scene) -> None:
    if "note" not in scene.section.columns:
        raise NoPlaceError
    scene.page.values_only()
    for row in range(1, max(scene.section.rows.values()) + 1):
        scene.page.swap((row, scene.section.answer), (row, scene.section.columns["note"]))


@edit("second column of answers", places=1)
def second_answers(scene: Scene) -> None:
    _added_column(
        scene, "Jawaban" if not scene.is_issued else scene.page.text(scene.section.heading_row, scene.section.answer)
    )


@edit("column of a verification", must_say=True)
def verification(scene: Scene) -> None:
    _added_column(scene, "Hasil Verifikasi")


@edit("column of last year's values", must_say=True)
def last_year(scene: Scene) -> None:
    _added_column(scene, "Nilai Tahun Lalu")


@edit("column of another tier", must_say=True)
def another_tier(scene: Scene) -> None:
    _added_column(scene, "Jawaban Evaluator")


@edit("column of the plenary", must_say=True)
def plenary(scene: Scene) -> None:
    _added_column(scene, "Hasil Pleno")


@edit("column of answers without a heading", must_say=True)
def headless(scene: Scene) -> None:
    _added_column(scene, None)


def _added_column(scene: Scene, heading: str | None) -> None:
    """A column of other answers right behind the answers."""
    after = scene.section.answer + 1
    scene.page.insert_column(after)
    scene.page.put(scene.section.heading_row, after, heading)
    for item in scene.items():
        if isinstance(item.answer, ChoiceScale):
            scene.page.put(scene.row(item), after, scene.other(item))
        else:
            scene.page.put(scene.row(item), after, 1.0)


@edit("marked column of answers twice", places=1)
def marked_twice(scene: Scene) -> None:
    if not scene.is_issued:
        raise NoPlaceError
    _added_column(scene, scene.page.text(scene.section.heading_row, scene.section.answer))
    scene.page.copy((1, scene.section.answer), (1, scene.section.answer + 1))


@edit("marked column of answers twice, the left one wrong", places=1)
def marked_twice_left(scene: Scene) -> None:
    if not scene.is_issued:
        raise NoPlaceError
    at = scene.section.answer
    scene.page.insert_column(at)
    for row in range(1, max(scene.section.rows.values()) + 1):
        scene.page.copy((row, at + 1), (row, at))
    for item in scene.items(ChoiceScale):
        scene.page.put(scene.row(item), at, scene.other(item))


@edit("column of answers deleted", places=1)
def answers_deleted(scene: Scene) -> None:
    scene.page.delete_column(scene.section.answer)


@edit("column of labels deleted", places=1)
def labels_deleted(scene: Scene) -> None:
    scene.page.delete_column(scene.section.label)


@edit("answers moved down by one row", places=1)
def answers_down(scene: Scene) -> None:
    """The cells of the answers alone, as when a cell was inserted above them."""
    items = [item for item in scene.items() if scene.row(item)]
    values = [scene.value(item) for item in items]
    for item, value in zip(items[1:], values, strict=False):
        scene.type(item, value or None)


@edit("pasted rows without their hidden codes", places=1)
def pasted(scene: Scene) -> None:
    if not scene.is_issued:
        raise NoPlaceError
    for item in scene.items()[2:5]:
        scene.page.put(scene.row(item), 1, None)


@edit("answer typed into the row of a group", must_say=True, places=2)
def group_answered(scene: Scene) -> None:
    rows = sorted(scene.section.groups.values())
    if not rows:
        raise NoPlaceError
    scene.page.put(rows[scene.spot * 3 % len(rows)], scene.section.answer, "A")


@edit("answer typed into an empty row", must_say=True)
def empty_row_answered(scene: Scene) -> None:
    row = scene.row(scene.item())
    scene.page.insert_rows(row)
    for cell in list(scene.page.row(row)):
        scene.page.row(row).remove(cell)
    scene.page.put(row, scene.section.answer, "A")


@edit("new question added to a group", must_say=True)
def question_added(scene: Scene) -> None:
    item = scene.choice()
    row = scene.row(item)
    scene.page.insert_rows(row + 1)
    for column in range(2 if scene.is_issued else 1, scene.section.answer + 1):
        scene.page.copy((row, column), (row + 1, column))
    scene.page.put(row + 1, scene.section.label, "Jumlah kendaraan dinas telah diperiksa")


@edit("remark far below the table", must_say=True)
def remark(scene: Scene) -> None:
    scene.page.put(
        max(int(each.get("r")) for each in scene.page.data) + 5, scene.section.answer, "Kupang, 3 Maret 2022"
    )


@edit("rows outlined and folded", places=1)
def folded(scene: Scene) -> None:
    for item in scene.items()[:3]:
        row = scene.page.row(scene.row(item))
        row.set("outlineLevel", "1")
        row.set("hidden", "1")


@edit("rows hidden by a filter", places=1)
def filtered(scene: Scene) -> None:
    for item in scene.items()[1::2]:
        scene.page.hide_row(scene.row(item))


@edit("all rows sorted by label", places=1)
def sorted_rows(scene: Scene) -> None:
    """The visible cells of all items sorted by their labels; hidden codes go along."""
    scene.page.values_only()
    items = scene.items()
    for row in scene.section.rows.values():
        scene.page.unmerge(row)
    rows = {scene.page.text(*scene.label(item)): scene.page.row(scene.row(item)) for item in items}
    if len(rows) < len(items):
        raise NoPlaceError
    numbers = sorted(scene.row(item) for item in items)
    for number, text in zip(numbers, sorted(rows), strict=True):
        row = rows[text]
        row.set("r", str(number))
        for cell in row:
            cell.set("r", f"{cell.get('r').rstrip('0123456789')}{number}")
    scene.page.data[:] = sorted(scene.page.data, key=lambda row: int(row.get("r")))
    assert position("B7") == (7, 2)


@edit("rows of two items swapped whole", harmless=True)
def whole_rows(scene: Scene) -> None:
    one, other = scene.pair()
    scene.page.move_row(scene.row(one), scene.row(other) + 1)


@edit("all cells of two rows swapped", places=2)
def whole_cells(scene: Scene) -> None:
    """Hidden codes included: only the order of the items differs."""
    one, other = scene.pair()
    for column in range(1, max(scene.section.columns.values(), default=scene.section.answer) + 1):
        scene.page.swap((scene.row(one), column), (scene.row(other), column))


@edit("sheet hidden from the menu too", places=1)
def very_hidden(scene: Scene) -> None:
    sheet_hidden(scene)
    scene.book.entry(scene.section.sheet).set("state", "veryHidden")


@edit("copy of the sheet with another answer", places=1)
def copied(scene: Scene) -> None:
    page = scene.book.add_page(f"{scene.section.sheet} (2)", scene.section.sheet)
    item = scene.choice()
    page.put(*scene.answer(item), scene.other(item))


@edit("copy of the sheet in front, the old one hidden", places=1)
def copied_and_hidden(scene: Scene) -> None:
    copied(scene)
    scene.book.entry(scene.section.sheet).set("state", "hidden")
    views = scene.book.tree("xl/workbook.xml").find("{*}bookViews")
    if views is not None:
        views[0].set("activeTab", str(len(scene.book.pages) - 1))
        views[0].attrib.pop("firstSheet", None)


@edit("column of hidden codes deleted", places=1)
def codes_deleted(scene: Scene) -> None:
    if not scene.is_issued:
        raise NoPlaceError
    scene.page.delete_column(1)


@edit("row of hidden marks deleted", places=1, harmless=True)
def marks_deleted(scene: Scene) -> None:
    if not scene.is_issued:
        raise NoPlaceError
    scene.page.delete_row(1)


@edit("row of headings deleted", places=1)
def headings_deleted(scene: Scene) -> None:
    scene.page.delete_row(scene.section.heading_row)


@edit("rows above the headings deleted", places=1)
def head_deleted(scene: Scene) -> None:
    first = 2 if scene.is_issued else 1
    for _row in range(first, scene.section.heading_row):
        scene.page.delete_row(first)


@edit("column of an earlier year without its heading's year", must_say=True)
def earlier_heading(scene: Scene) -> None:
    """The grey column of last year is headed as the answers are."""
    if not scene.is_issued:
        raise NoPlaceError
    at = next((column for column in range(1, 30) if scene.page.text(1, column) == "rbtrack:earlier"), None)
    if at is None:
        raise NoPlaceError
    row = scene.section.heading_row
    scene.page.put(row, at, scene.page.text(row, scene.section.answer))


@edit("answers pasted one column to the right", places=1)
def pasted_right(scene: Scene) -> None:
    scene.page.values_only()
    for item in scene.items():
        row, column = scene.answer(item)
        scene.page.copy((row, column), (row, column + 1))
        scene.page.put(row, column, None)


@edit("column narrowed to nothing", places=1)
def no_width(scene: Scene) -> None:
    scene.page.hide_column(scene.section.answer)
    for each in scene.page.tree.find("{*}cols"):
        if int(each.get("min")) == scene.section.answer:
            del each.attrib["hidden"]
            each.set("width", "0")
            each.set("customWidth", "1")


@edit("group of rows moved below another group", places=1)
def groups_moved(scene: Scene) -> None:
    """The first item of a group cut and put at the end of the next one."""
    rows = sorted(scene.section.groups.values())
    items = sorted(scene.section.rows.values())
    first = next((row for row in items if any(row < group for group in rows)), None)
    if first is None or len(rows) < 3:
        raise NoPlaceError
    scene.page.move_row(first, items[-1] + 1)


@edit("answer in a merged range that begins in an empty row", places=1)
def merged_from_group(scene: Scene) -> None:
    item = scene.item()
    row, column = scene.answer(item)
    if row - 1 not in scene.section.groups.values():
        first = scene.items()[0]
        row, column = scene.answer(first)
    scene.page.merge((row - 1, column), (row, column))
