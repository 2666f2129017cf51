"""What is not a plain, harmless .xlsx goes no further, and the reason is said."""

from __future__ import annotations

import struct
import zipfile
import zlib
from pathlib import Path

import pytest

from rbtrack.errors import WorkbookError
from rbtrack.xlsx import guard
from rbtrack.xlsx.cells import open_workbook
from rbtrack.xlsx.guard import open_package
from tests.lke.breaking import patch, sheet_xml

OLE = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600


def refusal(path: Path) -> str:
    with pytest.raises(WorkbookError) as error:
        open_workbook(path)
    assert error.value.problems[0].place.file == path.name
    return error.value.problems[0].code


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file-empty"),
        (b"kode;nama\r\n53;KPU\r\n", "file-not-workbook"),
        (b"<html></html>", "file-not-workbook"),
        (b"PK\x03\x04 and then nothing", "file-broken"),
        (OLE, "file-legacy"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "file-encrypted"),
    ],
)
def test_files_that_are_no_workbook(tmp_path: Path, content: bytes, code: str) -> None:
    path = tmp_path / "x.xlsx"
    path.write_bytes(content)
    assert refusal(path) == code


def test_missing_files_and_folders(tmp_path: Path) -> None:
    assert refusal(tmp_path / "nowhere.xlsx") == "file-missing"
    assert refusal(tmp_path) == "file-is-folder"


def test_files_that_are_too_large(worksheet: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "MOST_BYTES", 1000)
    assert refusal(worksheet) == "file-too-large"


@pytest.mark.parametrize(
    ("members", "code"),
    [
        ({"xl/vbaProject.bin": b"x"}, "file-macros"),
        (
            {"[Content_Types].xml": b"<Types>application/vnd.ms-excel.sheet.macroEnabled.main+xml</Types>"},
            "file-macros",
        ),
        ({"xl/workbook.xml": None}, "file-not-workbook"),
        ({"[Content_Types].xml": None}, "file-not-workbook"),
        ({"xl/workbook.bin": b"x"}, "file-legacy"),
        ({"xl/styles.xml": b'<!DOCTYPE x [<!ENTITY a "b">]><styleSheet>&a;</styleSheet>'}, "file-entities"),
        ({"xl/styles.xml": '<!DOCTYPE x [<!ENTITY a "b">]><x/>'.encode("utf-16")}, "file-entities"),
        ({"docProps/custom.xml": b'<x>\n<!ENTITY a SYSTEM "file:///etc/passwd"></x>'}, "file-entities"),
        ({"xl/workbook.xml": b"<workbook"}, "file-broken"),
        ({"xl/worksheets/sheet1.xml": b"<worksheet><sheetData><row><c"}, "file-broken"),
        ({f"xl/media/{number}.png": b"" for number in range(2_001)}, "file-too-many-parts"),
        ({"xl/media/big.bin": b"\0" * (5 * guard.MEBIBYTE)}, "file-bomb"),
    ],
)
def test_packages_that_are_refused(worksheet: Path, members: dict[str, bytes | None], code: str) -> None:
    assert refusal(patch(worksheet, members)) == code


def test_a_bomb_is_found_by_its_stated_size(worksheet: Path) -> None:
    path = patch(worksheet, {"xl/media/big.bin": b"\0" * (guard.MOST_UNPACKED + 1)})
    assert refusal(path) == "file-bomb"


def test_a_bomb_whose_header_lies_is_found_while_unpacking(worksheet: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The size in the header is the sender's word; what comes out is counted."""
    path = patch(worksheet, {"xl/media/big.bin": bytes(range(256)) * 4096})
    data = path.read_bytes()
    size = struct.pack("<I", 256 * 4096)
    with zipfile.ZipFile(path) as archive:
        local = archive.getinfo("xl/media/big.bin").header_offset + 22
    central = data.rindex(b"xl/media/big.bin") - 22
    assert data[local : local + 4] == data[central : central + 4] == size
    lie = struct.pack("<I", 10)
    path.write_bytes(data[:local] + lie + data[local + 4 : central] + lie + data[central + 4 :])
    monkeypatch.setattr(guard, "MOST_UNPACKED", 600_000)
    assert refusal(path) == "file-bomb"
    monkeypatch.setattr(guard, "MOST_UNPACKED", 64 * guard.MEBIBYTE)
    assert refusal(path) == "file-broken"


def test_damaged_data_is_found(worksheet: Path) -> None:
    data = worksheet.read_bytes()
    with zipfile.ZipFile(worksheet) as archive:
        info = archive.getinfo("xl/worksheets/sheet1.xml")
    middle = info.header_offset + 200
    worksheet.write_bytes(
        data[:middle] + bytes(byte ^ 255 for byte in data[middle : middle + 40]) + data[middle + 40 :]
    )
    assert refusal(worksheet) == "file-broken"


def test_other_ways_of_packing_are_refused(worksheet: Path) -> None:
    with zipfile.ZipFile(worksheet, "a", zipfile.ZIP_BZIP2) as archive:
        archive.writestr("xl/other.xml", "<x/>")
    assert refusal(worksheet) == "file-broken"


def test_a_member_that_stands_twice_is_refused(worksheet: Path) -> None:
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(worksheet, "a") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    assert refusal(worksheet) == "file-broken"


def test_encrypted_members_are_told_from_damaged_ones(worksheet: Path) -> None:
    data = worksheet.read_bytes()
    directory = data.index(b"PK\x01\x02")
    flagged = data[: directory + 8] + b"\x01\x00" + data[directory + 10 :]
    worksheet.write_bytes(flagged)
    assert refusal(worksheet) == "file-encrypted"


def test_external_links_are_not_followed_but_named(worksheet: Path) -> None:
    path = patch(worksheet, {"xl/externalLinks/externalLink1.xml": b"<externalLink/>"})
    problems = open_package(path).problems
    assert [(problem.code, problem.severity) for problem in problems] == [("external-links", "warning")]


def test_a_stray_cell_far_out_is_named_before_it_costs_memory(worksheet: Path) -> None:
    markup = sheet_xml(worksheet).replace(
        b"</sheetData>", b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    )
    path = patch(worksheet, {"xl/worksheets/sheet1.xml": markup})
    with pytest.raises(WorkbookError) as error:
        open_workbook(path)
    problem = error.value.problems[0]
    assert (problem.code, problem.place.cell, problem.place.sheet) == ("sheet-too-large", "XFD1048576", "LKE")


def test_a_thousand_padded_rows_are_no_harm(worksheet: Path) -> None:
    rows = b"".join(b'<row r="%d"><c r="A%d" s="1"/></row>' % (row, row) for row in range(300, 1300))
    path = patch(
        worksheet, {"xl/worksheets/sheet1.xml": sheet_xml(worksheet).replace(b"</sheetData>", rows + b"</sheetData>")}
    )
    assert len(open_workbook(path).sheets[0].rows) < 300


def test_unclosed_cells_are_scanned_in_one_pass(worksheet: Path) -> None:
    """A hostile sheet must not make the scan run to its end from every cell."""
    markup = b"<worksheet><sheetData>" + b'<c r="A1"><v>1' * 60_000
    path = patch(worksheet, {"xl/worksheets/sheet1.xml": markup})
    assert refusal(path) == "file-broken"


def test_the_hash_is_of_the_whole_file(worksheet: Path) -> None:
    import hashlib

    package = open_package(worksheet)
    assert package.sha256 == hashlib.sha256(worksheet.read_bytes()).hexdigest()
    assert zlib.crc32(package.content) == zlib.crc32(worksheet.read_bytes())


def test_one_long_text_shared_by_many_cells_is_a_bomb(worksheet: Path) -> None:
    """Forty kilobytes on disk, gigabytes once every cell has its copy."""
    cells = b"".join(b'<row r="%d"><c r="A%d" t="s"><v>0</v></c></row>' % (row, row) for row in range(1, 2001))
    texts = b"<sst><si><t>" + b"x" * 32_000 + b"</t></si></sst>"
    path = patch(
        worksheet,
        {
            "xl/worksheets/sheet1.xml": b"<worksheet><sheetData>" + cells + b"</sheetData></worksheet>",
            "xl/sharedStrings.xml": texts,
        },
    )
    assert refusal(path) == "sheet-too-much-text"


def test_references_in_small_letters_count_too(worksheet: Path) -> None:
    markup = sheet_xml(worksheet).replace(
        b"</sheetData>", b'<row r="20000"><c r="aaa20000"><v>1</v></c></row></sheetData>'
    )
    assert refusal(patch(worksheet, {"xl/worksheets/sheet1.xml": markup})) == "sheet-too-large"


def test_cells_that_do_not_say_where_they_stand_are_refused(worksheet: Path) -> None:
    """They would escape the search for errors and formulas without a value."""
    markup = sheet_xml(worksheet).replace(b"</sheetData>", b"<row><c><v>1</v></c></row></sheetData>")
    assert refusal(patch(worksheet, {"xl/worksheets/sheet1.xml": markup})) == "cells-without-place"
