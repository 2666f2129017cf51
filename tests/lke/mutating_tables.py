"""Tables of results that went wrong, by chance: the same seed always makes the same file, and asks for it in the same way.

Odd contents of cells, rows and columns in another order, every way in which programs write such a table, and damage
to the bytes.
"""

from __future__ import annotations

import codecs
import csv
import io
import random
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Literal

import xlsxwriter

from rbtrack.usecases.result_tables import ResultImport
from tests.lke.mutating import TEXTS, mutate, spoil

Rows = list[list[Any]]

_NAMES = {"bps": "Badan Pusat Statistik", "53": "KPU Provinsi NTT", "53.01": "KPU Kabupaten Kupang", "35": "KPU Jatim"}
_LONG = ("Kode", "Nama", "Tahun", "Instrumen", "Tahap", "Penilai", "Nilai", "Predikat", "Skala", "Sumber", "Catatan")
_WITH_OFFICES = ("code", "office", "kind", "parent", "year", "instrument", "score", "source")
_SHORT = ("No.", "Kode Satker", "Nama Satker", "Nilai", "Keterangan")
_LETTERS = ("kode", "tahun", "instrumen", "predikat")
_SHAPES = (_LONG, _WITH_OFFICES, _SHORT, _LETTERS)
_ROWS = 8
_MADE = datetime(2021, 1, 1, tzinfo=UTC)

_SCORES = (
    "66,67", "66.67", 66.67, "060,50", "1.234", "0,066", "1e2", "1e400", 1e300, "-0", "+5", "- 5", "120", "120,01", "NaN",
    "inf", "6O", "٦٦", "６６", "66,67 ", "\u00a066,67", "66%", 0.66, "1_0", "0x10", "66,6,7", ",5", "5,", ".", "70.51/BB",
    "BB (70,51)", "cc/65", "AA-/90", 66.66666666666667, True, 45_000.0, "9" * 400, "0." + "3" * 400,
)  # fmt: skip
_YEARS = (
    "2014",
    2021,
    2021.0,
    "2021.0",
    2021.5,
    "'2020",
    "20l9",
    "２０２１",
    "0000",
    "99999",
    date(2021, 3, 1),
    "31/12/2020",
    "",
)
_CODES = (
    "bps",
    "53",
    53,
    "53.1",
    53.1,
    "53.10",
    "053",
    "53,1",
    "BPS",
    "bps ",
    "53.01.",
    "5\u202e3",
    "",
    "-",
    "35",
    "x" * 50,
)
_WORDS = ("rb", "SAKIP", "Sakip", "pmprb", "self", "external", "boss", "panel", "pleno", "-", "sakip-2015", "rb-2023")
_ODD = ("=cmd|'/c calc'!A0", "'=1+1", "@SUM(1)", "a\tb", 'a"b', "a;b", "a,b", "a\nb", "a\r\nb", "\x00", "\x1b[2J", "\ufeff", "\u2028",
        "\u200f", "“x”", "é", "<b>", "[red]x", "%s{0}", "a" * 140_000)  # fmt: skip
_FORMATS = (
    "General",
    "0",
    "0.00",
    "0%",
    "0,",
    "yyyy",
    ";;;",
    '"65"',
    "@",
    "[>50]0;0.0",
    '0.0 "%"',
    "[$-421]d mmm yyyy",
)
_JUNK = (
    b"\x00",
    b'"',
    b"\r",
    b"\xff",
    b"\xfe\xff",
    b"\xed\xa0\x80",
    b"\xe2\x80\xae",
    b";;;;",
    b"\n\n",
    b"\x1a",
    b"," * 300,
)
_ENCODINGS = ("utf-8", "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-7", "cp1252", "cp437")


def write_mutant(folder: Path, seed: int) -> ResultImport:
    """Write the table of this seed into `folder`; return how it is to be brought in."""
    chance = random.Random(seed)
    headings = chance.choice(_SHAPES)
    rows = _table(headings, chance)
    for _ in range(chance.choice((0, 1, 1, 2, 5))):
        chance.choices(_MUTATIONS, (60, 8, 8, 8, 8, 4, 4))[0](rows, chance)
    is_workbook = chance.random() < 0.4
    path = folder / f"seed-{seed}{'.xlsx' if is_workbook else '.csv'}"
    if is_workbook:
        content = _workbook(rows, chance)
        path.write_bytes(mutate(content, seed) if chance.random() < 0.5 else content)
    else:
        content = _text(rows, chance)
        path.write_bytes(_damaged(content, chance) if chance.random() < 0.4 else content)
    is_told = headings is _SHORT or chance.random() < 0.1
    return ResultImport(
        path,
        year=2021 if is_told else None,
        instrument="sakip" if is_told else None,
        create_offices=chance.random() < 0.5,
        replace=chance.random() < 0.3,
    )


def _table(headings: tuple[str, ...], chance: random.Random) -> Rows:
    """A table as an office fills it in, now and then below a title."""
    rows: Rows = [[f"Hasil evaluasi {chance.choice(('RB', 'SAKIP'))}", ""], []] if chance.random() < 0.2 else []
    rows.append(list(headings))
    for number in range(_ROWS):
        code = chance.choice(list(_NAMES))
        score: Any = f"{chance.randrange(40, 100)}{chance.choice(('', ',5', '.25'))}"
        cells: dict[str, Any] = {
            "no.": number + 1, "kode": code, "tahun": chance.choice((2020, "2021")), "instrumen": chance.choice(("rb", "sakip")),
            "nama": _NAMES[code], "jenis": "kantor", "induk": "53" if "." in code else "", "tahap": "external",
            "penilai": f"tim {number}", "nilai": score, "predikat": chance.choice(("BB", "CC/65", "B (60,01)")) if "nilai" not in
            map(str.casefold, headings) else "", "skala": "", "sumber": "LHE, lampiran", "catatan": "",
        }  # fmt: skip
        cells |= {ours: cells[theirs] for ours, theirs in _OTHER_WORDS.items()}
        rows.append([cells[heading.casefold()] for heading in headings])
    return rows


_OTHER_WORDS = {
    "code": "kode", "kode satker": "kode", "office": "nama", "nama satker": "nama", "kind": "jenis", "parent": "induk",
    "year": "tahun", "instrument": "instrumen", "score": "nilai", "source": "sumber", "keterangan": "catatan",
}  # fmt: skip


# In the table


def _change_cell(rows: Rows, chance: random.Random) -> None:
    filled = [row for row in rows if row]
    row = chance.choice(filled[1:] if len(filled) > 1 and chance.random() < 0.9 else filled)
    row[chance.randrange(len(row))] = chance.choice(
        chance.choice((_SCORES, _SCORES, _YEARS, _CODES, _WORDS, _ODD, TEXTS))
    )


def _double_row(rows: Rows, chance: random.Random) -> None:
    rows.insert(chance.randrange(len(rows) + 1), list(chance.choice(rows)))


def _drop_row(rows: Rows, chance: random.Random) -> None:
    if len(rows) > 1:
        rows.pop(chance.randrange(len(rows)))


def _swap_columns(rows: Rows, chance: random.Random) -> None:
    """In one row, or with their headings."""
    first, second = chance.randrange(len(_LETTERS)), chance.randrange(len(_LETTERS))
    for row in rows if chance.random() < 0.5 else [chance.choice(rows)]:
        if len(row) > max(first, second):
            row[first], row[second] = row[second], row[first]


def _cut_row(rows: Rows, chance: random.Random) -> None:
    row = chance.choice(rows)
    del row[chance.randrange(len(row) + 1) :]


def _lengthen_row(rows: Rows, chance: random.Random) -> None:
    chance.choice(rows).extend([chance.choice(("x", "", 5))] * chance.choice((1, 3, 300)))


def _move_row(rows: Rows, chance: random.Random) -> None:
    rows.insert(chance.randrange(len(rows)), rows.pop(chance.randrange(len(rows))))


_MUTATIONS: tuple[Callable[[Rows, random.Random], None], ...] = (
    _change_cell,
    _double_row,
    _drop_row,
    _swap_columns,
    _cut_row,
    _lengthen_row,
    _move_row,
)


# In the file


def _text(rows: Rows, chance: random.Random) -> bytes:
    """The table as a text, in one of the ways in which programs write it, and some in which none should."""
    out = io.StringIO()
    styles: tuple[Literal[0, 1, 3], ...] = (csv.QUOTE_MINIMAL, csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONE)
    quoting = chance.choice(styles)
    csv.writer(
        out,
        delimiter=chance.choice(",;\t|"),
        quoting=quoting,
        escapechar="\\" if quoting == csv.QUOTE_NONE else None,
        lineterminator=chance.choice(("\r\n", "\n", "\r", "\n\r")),
    ).writerows(rows)
    text = out.getvalue()
    if chance.random() < 0.05:
        text = f"sep=;\n{text}"
    mark = codecs.BOM_UTF16_BE if chance.random() < 0.05 else b""
    return mark + text.encode(chance.choice(_ENCODINGS), chance.choice(("replace", "ignore")))


def _damaged(content: bytes, chance: random.Random) -> bytes:
    if chance.random() < 0.5:
        return spoil(content, chance)
    place = chance.randrange(len(content) + 1)
    return content[:place] + chance.choice(_JUNK) + content[place:]


def _workbook(rows: Rows, chance: random.Random) -> bytes:
    """The table as a workbook, with number formats, hidden and merged cells."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"strings_to_urls": False, "nan_inf_to_errors": True}) as book:
        book.set_properties({"created": _MADE})
        sheet = book.add_worksheet("Hasil")
        dated = book.add_format({"num_format": "d/m/yyyy"})
        odd = [book.add_format({"num_format": code}) for code in _FORMATS]
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                style = dated if isinstance(value, date) else chance.choice(odd) if chance.random() < 0.02 else None
                sheet.write(number, column, value[:32_767] if isinstance(value, str) else value, style)
        if chance.random() < 0.1:
            sheet.merge_range(chance.randrange(5), 0, 5 + chance.randrange(3), chance.randrange(1, 4), "x")
        if chance.random() < 0.1:
            sheet.set_row(chance.randrange(1, len(rows) + 1), None, None, {"hidden": True})
        if chance.random() < 0.1:
            book.add_worksheet("Lain").write(0, 0, chance.choice(("x", "Kode")))
    return out.getvalue()
