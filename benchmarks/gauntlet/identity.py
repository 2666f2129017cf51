"""Whose evaluation it is, and of which year and tier."""

from __future__ import annotations

import json
from collections.abc import Callable

from benchmarks.gauntlet.book import Page, position
from benchmarks.gauntlet.edit import NoPlaceError, Scene, edit
from benchmarks.gauntlet.person import plain

_OFFICE = ("instansi", "office", "nama satker")
_YEAR = ("tahun", "year")
_TIER = ("tahap", "tier")


def _value_beside(scene: Scene, labels: tuple[str, ...]) -> tuple[Page, int, int]:
    """The cell beside a label in the head of a sheet."""
    for name, page in scene.book.pages.items():
        if name.startswith("_"):
            continue
        for row in list(page.data)[:8]:
            texts = {position(cell.get("r")): page.text(*position(cell.get("r"))) for cell in row}
            for (number, column), text in texts.items():
                if plain(text.partition(":")[0]) in labels:
                    beside = [at for at, each in texts.items() if at[1] > column and plain(each)]
                    if beside:
                        return page, number, beside[0][1]
    raise NoPlaceError


def _head(scene: Scene, labels: tuple[str, ...], text: str | float) -> None:
    page, row, column = _value_beside(scene, labels)
    page.put(row, column, text)


@edit("another office in the head")
def another_office(scene: Scene) -> None:
    _head(scene, _OFFICE, "KPU Kabupaten Alor")


@edit("another known office in the head")
def known_office(scene: Scene) -> None:
    _head(scene, _OFFICE, "KPU Provinsi Nusa Tenggara Timur")


@edit("office in the head with one other word", places=1)
def office_word(scene: Scene) -> None:
    page, row, column = _value_beside(scene, _OFFICE)
    page.put(row, column, f"{page.text(row, column)} Utara")


@edit("code of another office in the head")
def office_code(scene: Scene) -> None:
    _head(scene, _OFFICE, "53")


@edit("office in capitals", harmless=True)
def office_capitals(scene: Scene) -> None:
    page, row, column = _value_beside(scene, _OFFICE)
    page.put(row, column, page.text(row, column).upper())


@edit("office in the head as a number shown as text")
def office_number(scene: Scene) -> None:
    page, row, column = _value_beside(scene, _OFFICE)
    page.put(row, column, 53.0)
    page.show_as(row, column, '"KPU Kabupaten Alor"')


@edit("another year in the head")
def another_year(scene: Scene) -> None:
    _head(scene, _YEAR, "2019")


@edit("another year in the head as a number")
def another_year_number(scene: Scene) -> None:
    _head(scene, _YEAR, 2019.0)


@edit("year in the head shown otherwise by its format")
def year_format(scene: Scene) -> None:
    page, row, column = _value_beside(scene, _YEAR)
    page.put(row, column, float(page.text(row, column).lstrip(": ")))
    page.show_as(row, column, '"2019"')


@edit("year in the head as a date")
def year_date(scene: Scene) -> None:
    page, row, column = _value_beside(scene, _YEAR)
    page.put(row, column, 43831.0)
    page.show_as(row, column, "yyyy")


@edit("year in the head emptied")
def year_emptied(scene: Scene) -> None:
    page, row, column = _value_beside(scene, _YEAR)
    page.put(row, column, None)


@edit("another tier in the head")
def another_tier(scene: Scene) -> None:
    _head(scene, _TIER, "Nilai akhir")


@edit("another tier in the head, in English")
def another_tier_english(scene: Scene) -> None:
    _head(scene, _TIER, "Final")


@edit("year over a table changed", places=1)
def band_year(scene: Scene) -> None:
    page = scene.page
    for row in range(1, scene.section.heading_row):
        for cell in page.row(row):
            at = position(cell.get("r"))
            text = page.text(*at)
            if "TAHUN 20" in text.upper() and len(text) > 8:
                page.put(*at, text.replace("2015", "2013").replace("2014", "2012"))
                return
    raise NoPlaceError


@edit("years of two tables swapped", places=1)
def years_swapped(scene: Scene) -> None:
    page, found = scene.page, []
    for row in range(1, scene.section.heading_row):
        for cell in page.row(row):
            at = position(cell.get("r"))
            if "PENILAIAN TAHUN 20" in page.text(*at).upper():
                found.append(at)
    if len(found) != 2:
        raise NoPlaceError
    one, other = (page.text(*at) for at in found)
    page.put(*found[0], other)
    page.put(*found[1], one)


def _hidden(scene: Scene, key: str, change: Callable[[object], object]) -> None:
    """Change one value of the hidden sheet."""
    if not scene.is_issued:
        raise NoPlaceError
    page = scene.book.pages["_rbtrack"]
    for row in page.data:
        number = int(row.get("r"))
        for column in (1, 2, 3):
            if page.text(number, column) == key:
                now = json.loads(page.text(number, column + 1))
                page.put(number, column + 1, json.dumps(change(now)))
                return
    raise NoPlaceError


@edit("hidden office changed")
def hidden_office(scene: Scene) -> None:
    _hidden(scene, "office", lambda _now: "53")


@edit("hidden office and its name changed")
def hidden_office_and_name(scene: Scene) -> None:
    _hidden(scene, "office", lambda _now: "53")
    _hidden(scene, "office_name", lambda _now: "KPU Provinsi Nusa Tenggara Timur")


@edit("hidden year changed")
def hidden_year(scene: Scene) -> None:
    _hidden(scene, "year", lambda now: int(str(now)) - 1)


@edit("hidden tier changed")
def hidden_tier(scene: Scene) -> None:
    _hidden(scene, "tier", lambda _now: "final")


@edit("hidden judge added")
def hidden_judge(scene: Scene) -> None:
    _hidden(scene, "judge", lambda _now: "Kementerian PANRB")


@edit("hidden identity and head changed alike")
def hidden_and_head(scene: Scene) -> None:
    _hidden(scene, "year", lambda now: int(str(now)) - 1)
    page, row, column = _value_beside(scene, _YEAR)
    page.put(row, column, str(int(page.text(row, column)) - 1))


@edit("hidden rubric changed")
def hidden_rubric(scene: Scene) -> None:
    _hidden(scene, "rubric", lambda now: "rb-2020" if now == "rb-2014" else "rb-2014")


@edit("hidden list of prefilled answers emptied", must_say=True)
def hidden_prefilled(scene: Scene) -> None:
    def emptied(now: object) -> object:
        if not now:
            raise NoPlaceError
        return []

    _hidden(scene, "prefilled", emptied)


@edit("hidden codes of two rows swapped", places=2)
def hidden_codes(scene: Scene) -> None:
    if not scene.is_issued:
        raise NoPlaceError
    one, other = scene.pair()
    scene.page.swap((scene.row(one), 1), (scene.row(other), 1))


@edit("hidden code changed to another item's", places=1)
def hidden_code(scene: Scene) -> None:
    if not scene.is_issued:
        raise NoPlaceError
    one, other = scene.pair()
    scene.page.copy((scene.row(other), 1), (scene.row(one), 1))


@edit("hidden codes moved down by one", places=1)
def hidden_codes_moved(scene: Scene) -> None:
    if not scene.is_issued:
        raise NoPlaceError
    items = scene.items()
    rows = [scene.row(item) for item in items]
    codes = [scene.page.text(row, 1) for row in rows]
    for row, code in zip(rows, [codes[-1], *codes[:-1]], strict=True):
        scene.page.put(row, 1, code)


@edit("hidden marks of answers and notes swapped", places=1)
def hidden_marks(scene: Scene) -> None:
    if not scene.is_issued or "note" not in scene.section.columns:
        raise NoPlaceError
    scene.page.swap((1, scene.section.answer), (1, scene.section.columns["note"]))


@edit("hidden mark of answers moved to the earlier year", places=1)
def hidden_mark_earlier(scene: Scene) -> None:
    if not scene.is_issued:
        raise NoPlaceError
    earlier = next((column for column in range(1, 30) if scene.page.text(1, column) == "rbtrack:earlier"), None)
    if earlier is None:
        raise NoPlaceError
    scene.page.swap((1, scene.section.answer), (1, earlier))


@edit("another office named on a second sheet", places=1)
def second_sheet_office(scene: Scene) -> None:
    page = scene.book.add_page("Sampul", scene.section.sheet)
    page.data[:] = []
    page.put(2, 2, "INSTANSI :")
    page.put(2, 3, "KPU Kabupaten Alor")


@edit("the table again on a second sheet for another office", places=1)
def second_table(scene: Scene) -> None:
    page = scene.book.add_page("LKE Alor", scene.section.sheet)
    first = scene.page
    scene.page = page
    try:
        for row in range(1, scene.section.heading_row):
            for cell in list(page.row(row)):
                at = position(cell.get("r"))
                if page.text(*at) in ("Badan Pusat Statistik", "KPU Kabupaten Kupang"):
                    page.put(*at, "KPU Kabupaten Alor")
                elif "2015" in page.text(*at):
                    page.put(*at, page.text(*at).replace("2015", "2012").replace("2014", "2011"))
        item = scene.choice()
        scene.type(item, scene.other(item))
    finally:
        scene.page = first


@edit("office in the head emptied")
def office_emptied(scene: Scene) -> None:
    page, row, column = _value_beside(scene, _OFFICE)
    page.put(row, column, None)


@edit("the shown office under a merged cell", places=1)
def office_merged(scene: Scene) -> None:
    page, row, column = _value_beside(scene, _OFFICE)
    page.put(row, column - 1, "INSTANSI : KPU Kabupaten Alor")
    page.merge((row, column - 1), (row, column))


@edit("hidden sheet deleted", places=1)
def hidden_deleted(scene: Scene) -> None:
    if not scene.is_issued:
        raise NoPlaceError
    page = scene.book.pages["_rbtrack"]
    page.data[:] = []
    scene.book.entry("_rbtrack").set("name", "Sheet9")


@edit("hidden digest of the rubric changed", places=1)
def hidden_digest(scene: Scene) -> None:
    _hidden(scene, "sha256", lambda now: str(now)[::-1])


@edit("hidden version of the rubric changed", must_say=True)
def hidden_version(scene: Scene) -> None:
    _hidden(scene, "version", lambda _now: "0")


@edit("hidden form changed", places=1)
def hidden_form(scene: Scene) -> None:
    _hidden(scene, "rbtrack:worksheet", lambda _now: 1)


@edit("hidden office with a sign that ends lines", places=1)
def hidden_signs(scene: Scene) -> None:
    _hidden(scene, "judge", lambda _now: "x\ud800")


@edit("hidden texts of notes changed", places=1)
def hidden_texts(scene: Scene) -> None:
    item = scene.item()
    if not scene.is_issued or "note" not in scene.section.columns:
        raise NoPlaceError
    _hidden(scene, "texts", lambda _now: {item.code: {"note": "catatan lain"}})


@edit("token of the hidden sheet changed", must_say=True)
def hidden_token(scene: Scene) -> None:
    _hidden(scene, "token", lambda now: f"{str(now)[1:]}0")


@edit("revision of the hidden sheet changed", places=1)
def hidden_revision(scene: Scene) -> None:
    _hidden(scene, "revision", lambda _now: 7)
