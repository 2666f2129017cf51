"""Numbers, labels, weights and headings beside the answers."""

from __future__ import annotations

from benchmarks.gauntlet.edit import NoPlaceError, Scene, edit
from rbtrack.domain.rubric import Node


def _labels(scene: Scene, item: Node) -> list[tuple[int, int]]:
    """The cells of number and label of an item."""
    row, label = scene.label(item)
    found = [(row, column) for column in range(max(1, label - 5), label + 1)]
    hidden_code = scene.is_issued and found[0][1] == 1
    return found[1:] if hidden_code else found


def _swap(scene: Scene, *columns: int) -> None:
    one, other = scene.pair()
    for column in columns:
        scene.page.swap((scene.row(one), column), (scene.row(other), column))


@edit("labels of two rows swapped", places=2)
def swap_labels(scene: Scene) -> None:
    _swap(scene, scene.section.label)


@edit("numbers of two rows swapped", places=2)
def swap_numbers(scene: Scene) -> None:
    _swap(scene, scene.section.label - 1)


@edit("numbers and labels of two rows swapped", places=2)
def swap_both(scene: Scene) -> None:
    _swap(scene, scene.section.label - 1, scene.section.label)


@edit("answers of two rows swapped", places=2)
def swap_answers(scene: Scene) -> None:
    _swap(scene, scene.section.answer)


@edit("labels to answers of two rows swapped, numbers left", places=2)
def swap_all_but_numbers(scene: Scene) -> None:
    _swap(scene, *range(scene.section.label, scene.section.answer + 1))


@edit("visible cells of two rows swapped", places=2)
def swap_visible(scene: Scene) -> None:
    _swap(scene, *range(2, scene.section.answer + 1))


@edit("visible cells of two distant rows swapped", places=2)
def swap_distant(scene: Scene) -> None:
    items = scene.items()
    one = scene.item()
    other = next((each for each in items if each.answer == one.answer and scene.value(each) != scene.value(one)), None)
    if other is None:
        raise NoPlaceError
    for column in range(2, scene.section.answer + 1):
        scene.page.swap((scene.row(one), column), (scene.row(other), column))


@edit("label replaced by its opposite", places=2)
def opposite(scene: Scene) -> None:
    at = scene.label(scene.item())
    scene.page.put(*at, f"Tidak {scene.page.text(*at)[:1].lower()}{scene.page.text(*at)[1:]}")


@edit("word of denial put into a label", places=2)
def denied(scene: Scene) -> None:
    at = scene.label(scene.item())
    words = scene.page.text(*at).split()
    scene.page.put(*at, " ".join([*words[:2], "belum", *words[2:]]))


@edit("label replaced by another question", places=2)
def another_question(scene: Scene) -> None:
    scene.page.put(*scene.label(scene.item()), "Jumlah kendaraan dinas telah diperiksa")


@edit("label replaced by another item's", places=2)
def anothers_label(scene: Scene) -> None:
    one, other = scene.pair()
    scene.page.put(*scene.label(one), scene.page.text(*scene.label(other)))


@edit("label emptied", places=1)
def no_label(scene: Scene) -> None:
    for row, column in _labels(scene, scene.item()):
        scene.page.put(row, column, None)


@edit("label alone emptied", places=1)
def label_emptied(scene: Scene) -> None:
    scene.page.put(*scene.label(scene.item()), None)


@edit("deciding word of a label replaced", places=2)
def deciding_word(scene: Scene) -> None:
    at = scene.label(scene.item())
    words = scene.page.text(*at).split()
    longest = max(range(len(words)), key=lambda place: len(words[place]))
    words[longest] = "kendaraan"
    scene.page.put(*at, " ".join(words))


@edit("label in capitals", harmless=True)
def capitals(scene: Scene) -> None:
    at = scene.label(scene.item())
    scene.page.put(*at, scene.page.text(*at).upper())


@edit("label with more spaces", harmless=True)
def spaced(scene: Scene) -> None:
    at = scene.label(scene.item())
    scene.page.put(*at, "  " + scene.page.text(*at).replace(" ", "  ") + " ")


@edit("label as shared rich text", harmless=True)
def rich_label(scene: Scene) -> None:
    from benchmarks.gauntlet.book import rich_element  # noqa: PLC0415

    at = scene.label(scene.item())
    text = scene.page.text(*at)
    scene.page.put_raw(*at, scene.book.shared(rich_element("si", text[:5], text[5:])), kind="s")


@edit("label with Cyrillic letters")
def cyrillic_label(scene: Scene) -> None:
    at = scene.label(scene.item())
    scene.page.put(*at, scene.page.text(*at).replace("a", "а").replace("o", "о"))


@edit("number of an item changed", places=2)
def number_changed(scene: Scene) -> None:
    row, label = scene.label(scene.item())
    if not scene.page.text(row, label - 1):
        raise NoPlaceError
    scene.page.put(row, label - 1, "z.")


@edit("weight beside a group changed", must_say=True, places=2)
def weight_changed(scene: Scene) -> None:
    if "weight" not in scene.section.columns:
        raise NoPlaceError
    groups = [row for row in scene.section.groups.values() if scene.page.number(row, scene.section.columns["weight"])]
    if not groups:
        raise NoPlaceError
    row = groups[scene.spot * 3 % len(groups)]
    scene.page.put(row, scene.section.columns["weight"], 99.0)


@edit("offered options changed", must_say=True)
def options_changed(scene: Scene) -> None:
    scene.page.put(*scene.beside(scene.choice(), "choices"), "A/B/C/D/E/F")


@edit("printed range changed", must_say=True)
def range_changed(scene: Scene) -> None:
    scene.page.put(*scene.beside(scene.number(), "choices"), "0-7")


@edit("labels of two groups swapped", must_say=True, places=2)
def swap_groups(scene: Scene) -> None:
    groups = [
        (one, other)
        for one in scene.section.groups
        for other in scene.section.groups
        if one < other and one.count(".") == other.count(".")
        and scene.target.rubric.parents.get(one) is scene.target.rubric.parents.get(other)
    ]  # fmt: skip
    if not groups:
        raise NoPlaceError
    one, other = groups[scene.spot * 5 % len(groups)]
    rows = scene.section.groups[one], scene.section.groups[other]
    for column in range(max(2, scene.section.label - 3), scene.section.label + 1):
        if len(scene.page.text(rows[0], column)) > 3 or len(scene.page.text(rows[1], column)) > 3:
            scene.page.swap((rows[0], column), (rows[1], column))


@edit("heading of the answers renamed", must_say=True)
def heading_renamed(scene: Scene) -> None:
    scene.page.put(scene.section.heading_row, scene.section.answer, "Nilai Tahun Lalu")


@edit("headings of answers and notes swapped", places=1)
def headings_swapped(scene: Scene) -> None:
    if "note" not in scene.section.columns:
        raise NoPlaceError
    row = scene.section.heading_row
    scene.page.swap((row, scene.section.answer), (row, scene.section.columns["note"]))


@edit("headings of notes and evidence swapped", places=1)
def texts_swapped(scene: Scene) -> None:
    columns = scene.section.columns
    if not {"note", "evidence"} <= columns.keys():
        raise NoPlaceError
    row = scene.section.heading_row
    scene.page.swap((row, columns["note"]), (row, columns["evidence"]))


@edit("headings of answers and own values swapped", places=1)
def values_swapped(scene: Scene) -> None:
    if "value" not in scene.section.columns:
        raise NoPlaceError
    row = scene.section.heading_row
    scene.page.swap((row, scene.section.answer), (row, scene.section.columns["value"]))
