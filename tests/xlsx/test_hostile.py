"""Files made to harm or to deceive: refused in time and in little memory, with the cell where there is one."""

from __future__ import annotations

import random
import struct
import subprocess
import time
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest

from rbtrack.errors import Place, Problem, WorkbookError
from rbtrack.xlsx import guard
from rbtrack.xlsx.cells import open_workbook
from tests.conftest import require_tool
from tests.lke.building import (
    ROOT_RELATIONS,
    SHEET_RELATIONS,
    WORKBOOK,
    build,
    relation,
    relations,
    row_of_cells,
    sheet_of,
)

GOOD = row_of_cells('<c r="A1"><v>1</v></c>')


def refusal(path: Path) -> Problem:
    with pytest.raises(WorkbookError) as error:
        open_workbook(path)
    (problem,) = error.value.problems
    assert problem.place.file == path.name
    return problem


# The package


@pytest.mark.parametrize("share", [0.001, 0.1, 0.5, 0.9, 0.99, 0.9999])
def test_files_that_end_too_early(worksheet: Path, share: float) -> None:
    content = worksheet.read_bytes()
    worksheet.write_bytes(content[: int(len(content) * share)])
    assert refusal(worksheet).code == "file-broken"


@pytest.mark.parametrize(
    "name",
    [
        "../../evil.xml",
        "xl/../../evil.xml",
        "/etc/evil.xml",
        "C:/evil.xml",
        "xl\\evil.xml",
        "xl/./evil.xml",
        "~/evil.xml",
        "xl/a\x1bb.xml",
        "XL/WORKBOOK.XML",
    ],
)
def test_names_that_lead_elsewhere_or_mean_another_part(tmp_path: Path, name: str) -> None:
    assert refusal(build(tmp_path / "x.xlsx", GOOD, {name: "<x/>"})).code == "file-broken"


def test_folders_as_members_are_no_harm(tmp_path: Path) -> None:
    assert open_workbook(build(tmp_path / "x.xlsx", GOOD, {"xl/": b"", "xl/worksheets/": b""})).sheets


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("xl/macrosheets/sheet1.xml", "file-macros"),
        ("xl/vbaProject.bin", "file-macros"),
        ("xl/vbaProjectSignature.bin", "file-macros"),
        ("XL/VBAPROJECT.BIN", "file-macros"),
    ],
)
def test_macros_of_every_kind(tmp_path: Path, name: str, code: str) -> None:
    assert refusal(build(tmp_path / "x.xlsx", GOOD, {name: "x"})).code == code


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("xl/externalLinks/externalLink1.xml", "external-links"),
        ("xl/connections.xml", "external-links"),
        ("xl/queryTables/queryTable1.xml", "external-links"),
        ("xl/embeddings/oleObject1.bin", "embedded-objects"),
        ("xl/embeddings/bukti.docx", "embedded-objects"),
        ("xl/activeX/activeX1.xml", "embedded-objects"),
    ],
)
def test_what_nobody_opens_is_a_warning(tmp_path: Path, name: str, code: str) -> None:
    (problem,) = open_workbook(build(tmp_path / "x.xlsx", GOOD, {name: "<x/>"})).package.problems
    assert (problem.code, problem.severity) == (code, "warning")


def test_a_header_that_names_another_member_than_the_directory(tmp_path: Path) -> None:
    """One program would read the one, another program the other."""
    path = build(tmp_path / "x.xlsx", GOOD)
    content = path.read_bytes()
    place = content.index(b"xl/worksheets/sheet1.xml")
    path.write_bytes(content[:place] + b"xl/worksheets/sheet2.xml" + content[place + 24 :])
    assert refusal(path).code == "file-broken"


def test_members_that_share_their_data(tmp_path: Path) -> None:
    """The directory names the same bytes twice: so bombs of many gigabytes are made out of kilobytes."""
    path = build(tmp_path / "x.xlsx", GOOD, {"xl/one.xml": "<x/>", "xl/two.xml": "<x/>"})
    with zipfile.ZipFile(path) as archive:
        one, two = (archive.getinfo(name).header_offset for name in ("xl/one.xml", "xl/two.xml"))
    content = bytearray(path.read_bytes())
    place = content.rindex(b"xl/two.xml") - 4
    assert content[place : place + 4] == struct.pack("<I", two)
    content[place : place + 4] = struct.pack("<I", one)
    content[one:two] = content[one:two].replace(b"xl/one.xml", b"xl/two.xml")
    path.write_bytes(content)
    assert refusal(path).code == "file-broken"


def test_something_before_the_package(worksheet: Path) -> None:
    worksheet.write_bytes(b"#!/bin/sh\n" + worksheet.read_bytes())
    assert refusal(worksheet).code == "file-not-workbook"


def test_exactly_as_large_as_allowed_and_one_byte_more(tmp_path: Path) -> None:
    path = build(tmp_path / "x.xlsx", GOOD)
    empty = len(path.read_bytes())
    with zipfile.ZipFile(path, "a", zipfile.ZIP_STORED) as archive:
        archive.writestr("xl/media/image1.png", b"")
    rest = guard.MOST_BYTES - (len(path.read_bytes()) - empty) - empty
    for more, refused in ((0, False), (1, True)):
        build(path, GOOD)
        with zipfile.ZipFile(path, "a", zipfile.ZIP_STORED) as archive:
            archive.writestr("xl/media/image1.png", random.Random(1).randbytes(rest + more))
        assert path.stat().st_size == 20_000_000 + more
        if refused:
            problem = refusal(path)
            assert (problem.code, problem.parameters["limit"]) == ("file-too-large", 20)
        else:
            assert open_workbook(path).sheets[0].value(1, 1) == 1


def test_a_member_may_pack_a_hundred_to_one(tmp_path: Path) -> None:
    noise = random.Random(1).randbytes(20_000)
    assert open_workbook(build(tmp_path / "x.xlsx", GOOD, {"xl/media/a.bin": noise + b"\0" * 1_500_000})).sheets
    assert refusal(build(tmp_path / "x.xlsx", GOOD, {"xl/media/a.bin": b"\0" * 2_500_000})).code == "file-bomb"


@pytest.mark.libreoffice
@pytest.mark.parametrize(
    ("ending", "code"),
    [("xls", "file-legacy"), ("ods", "file-not-workbook"), ("pdf", "file-not-workbook"), ("html", "file-not-workbook")],
)
def test_other_kinds_of_files_under_a_false_name(worksheet: Path, tmp_path: Path, ending: str, code: str) -> None:
    program = require_tool("soffice", "libreoffice")
    profile = (tmp_path / "profile").as_uri()
    command = [program, f"-env:UserInstallation={profile}", "--headless", "--convert-to", ending, "--outdir", "saved"]
    subprocess.run([*command, str(worksheet)], cwd=tmp_path, check=True, capture_output=True, timeout=120)
    saved = tmp_path / "saved" / f"{worksheet.stem}.{ending}"
    assert refusal(saved.rename(tmp_path / "renamed.xlsx")).code == code


def test_a_binary_workbook_under_a_false_name(tmp_path: Path) -> None:
    path = build(tmp_path / "x.xlsx", GOOD, {"xl/workbook.xml": None, "xl/workbook.bin": b"\x83\x01\x00"})
    assert refusal(path).code == "file-legacy"


# Its parts


@pytest.mark.parametrize(
    ("members", "code"),
    [
        ({"xl/workbook.xml": WORKBOOK.replace("workbook", "document")}, "file-not-workbook"),
        ({"xl/workbook.xml": "<workbook/>"}, "file-broken"),
        ({"xl/worksheets/sheet1.xml": None}, "file-broken"),
        ({"xl/sharedStrings.xml": None}, "file-broken"),
        ({"xl/styles.xml": None}, "file-broken"),
        ({"xl/_rels/workbook.xml.rels": None}, "file-broken"),
        ({"_rels/.rels": None}, "file-broken"),
        ({"_rels/.rels": ROOT_RELATIONS.replace("xl/workbook.xml", "xl/other.xml")}, "file-broken"),
        (
            {"xl/_rels/workbook.xml.rels": relations(relation("rId1", "worksheet", "../../../etc/passwd"))},
            "file-broken",
        ),
        (
            {
                "xl/_rels/workbook.xml.rels": relations(
                    relation("rId1", "worksheet", "file:///etc/passwd", 'TargetMode="External"')
                )
            },
            "file-broken",
        ),
        (
            {"xl/_rels/workbook.xml.rels": relations(relation("rId9", "worksheet", "worksheets/sheet1.xml"))},
            "file-broken",
        ),
        (
            {"xl/_rels/workbook.xml.rels": relations(*[relation("rId1", "worksheet", "worksheets/sheet1.xml")] * 2)},
            "file-broken",
        ),
        (
            {"xl/_rels/workbook.xml.rels": relations(relation("rId1", "xlMacrosheet", "worksheets/sheet1.xml"))},
            "file-macros",
        ),
        ({"xl/_rels/workbook.xml.rels": relations(relation("rId1", "secret", "worksheets/sheet1.xml"))}, "file-broken"),
        (
            {"xl/workbook.xml": WORKBOOK.replace("</sheets>", '<sheet name="lke" sheetId="2" r:id="rId1"/></sheets>')},
            "file-broken",
        ),
        (
            {"xl/workbook.xml": WORKBOOK.replace("</sheets>", '<sheet name="B" sheetId="2" r:id="rId1"/></sheets>')},
            "file-broken",
        ),
        (
            {
                "xl/_rels/workbook.xml.rels": SHEET_RELATIONS.replace(
                    "</Relationships>", relation("rId7", "sharedStrings", "styles.xml") + "</Relationships>"
                )
            },
            "file-broken",
        ),
    ],
)
def test_parts_that_are_not_there_or_not_what_they_should_be(
    tmp_path: Path, members: dict[str, str | None], code: str
) -> None:
    assert refusal(build(tmp_path / "x.xlsx", GOOD, members)).code == code


# Its XML


@pytest.mark.parametrize(
    "markup",
    [
        ('<?xml version="1.0" encoding="utf-8"?>' + GOOD).encode("utf-16"),
        b'<?xml version="1.0" encoding="utf-16"?>' + GOOD.encode(),
        GOOD.encode("utf-32"),
        b'<?xml version="1.0" encoding="utf-7"?>' + GOOD.encode(),
        b'<?xml version="1.0" encoding="iso-8859-1"?>' + GOOD.encode(),
        GOOD.encode("cp037"),
        GOOD.replace("<v>1", "<v><![CDATA[1]]>").encode(),
        GOOD.replace("<v>1", "<v>&nbsp;1").encode(),
        GOOD.replace("<v>1", "<v>\x01").encode(),
        GOOD.replace("<v>1", "<v>&#xD800;").encode(),
        GOOD.replace("<v>1", "<v>\xff").encode("latin-1"),
        GOOD.replace("</worksheet>", "").encode(),
        GOOD.encode() * 2,
        b"",
        b"\x00" * 100,
        b"<a>" * 200 + b"</a>" * 200,
        b"<worksheet>" + b"".join(b"<a%d/>" % number for number in range(2_000)) + b"</worksheet>",
        b"<worksheet>" + b"".join(b'<a x%d=""/>' % number for number in range(2_000)) + b"</worksheet>",
        b"<worksheet><a " + b" ".join(b'x%d=""' % number for number in range(200_000)) + b"/></worksheet>",
        b'<worksheet><a x="' + random.Random(1).randbytes(600_000).hex().encode() + b'"/></worksheet>',
    ],
)
def test_xml_that_no_workbook_needs(tmp_path: Path, markup: bytes) -> None:
    assert refusal(build(tmp_path / "x.xlsx", markup)).code == "file-broken"


def test_a_document_type_in_another_encoding_is_found_in_parts_that_nobody_reads(tmp_path: Path) -> None:
    entity = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'
    for encoding in ("utf-16", "utf-16-le", "utf-16-be", "utf-32"):
        path = build(tmp_path / "x.xlsx", GOOD, {"customXml/item1.xml": entity.encode(encoding)})
        assert refusal(path).code == "file-entities"
    hidden = '<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE x+AD4-<x/>'
    assert refusal(build(tmp_path / "x.xlsx", GOOD, {"customXml/item1.xml": hidden})).code == "file-broken"


def test_a_comment_does_not_hide_a_cell_from_the_limits(tmp_path: Path) -> None:
    """What looks through XML by pattern would not see this cell; the reader would fill gigabytes up to it."""
    hidden = '<row r="1048576"><c r="XFD1048576"><!-- <c r="B1"/> --><v>1</v></c></row>'
    problem = refusal(build(tmp_path / "x.xlsx", sheet_of(hidden)))
    assert (problem.code, problem.place.cell) == ("sheet-too-large", "XFD1048576")


@pytest.mark.parametrize(
    "markup",
    [
        b'<worksheet><sheetData><row r="1">' + b'<c r="A1"><v>1' * 400_000,
        b"<worksheet>" + b"<c " * 1_000_000,
        b"<worksheet>" + b"<!--" * 1_000_000,
        b"<worksheet>" + b"<![CDATA[" * 500_000,
        b"<worksheet>" + b"<" * 5_000_000,
        b"<worksheet " + b'a="' * 1_000_000,
        b"<worksheet>" + b"<c r='" * 800_000,
        b"<worksheet>" + b"&" * 4_000_000,
        b"<worksheet>" + b"&#65;" * 800_000,
        b"<worksheet>" + b'<c r="A1"><!-- <c -->' * 200_000 + b"</worksheet>",
        b'<?xml version="1.0" ' + b"encoding " * 500_000,
        b"<worksheet><sheetData>" + b"<v>1</v>" * 500_000 + b"</sheetData></worksheet>",
    ],
    ids=range(12),
)
def test_several_megabytes_of_malice_take_no_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, markup: bytes
) -> None:
    """Linear time; the ratio is lifted, since such files pack well and would not come this far."""
    monkeypatch.setattr(guard, "MOST_RATIO", 10_000)
    path = build(tmp_path / "x.xlsx", markup)
    start = time.process_time()
    with suppress(WorkbookError):
        open_workbook(path)
    assert time.process_time() - start < 3


# Its cells


@pytest.mark.parametrize(
    ("cells", "cell"),
    [
        ('<c r="A1"><v>satu</v></c>', "A1"),
        ('<c r="A1"><v>1_000</v></c>', "A1"),
        ('<c r="A1"><v>１</v></c>', "A1"),
        ('<c r="A1"><v>0x10</v></c>', "A1"),
        ('<c r="A1"><v>1,5</v></c>', "A1"),
        ('<c r="A1" t="s"><v>2</v></c>', "A1"),
        ('<c r="A1" t="s"><v>-1</v></c>', "A1"),
        ('<c r="A1" t="s"><v>satu</v></c>', "A1"),
        ('<c r="A1" t="s"><v>99999999999999999999</v></c>', "A1"),
        ('<c r="A1" t="b"><v>2</v></c>', "A1"),
        ('<c r="A1" t="zz"><v>1</v></c>', "A1"),
        ('<c r="A1" t=""><v>1</v></c>', "A1"),
        ('<c r="A1" t="inlineStr"><v>1</v></c>', "A1"),
        ('<c r="A1" t="n"><is><t>1</t></is></c>', "A1"),
        ('<c r="A1"><v>1</v><v>2</v></c>', "A1"),
        ('<c r="A1"><v>1</v><c r="B1"><v>1</v></c></c>', "A1"),
        ('<c r="B1"><v>1</v></c><c r="A1"><v>1</v></c>', "A1"),
        ('<c r="B1"><v>1</v></c><c r="B1"><v>2</v></c>', "B1"),
        ('<c r="A0"><v>1</v></c>', None),
        ('<c r="A1048577"><v>1</v></c>', None),
        ('<c r="XFE1"><v>1</v></c>', None),
        ('<c r="ZZZZ1"><v>1</v></c>', None),
        ('<c r="$A$1"><v>1</v></c>', None),
        ('<c r="A1:B2"><v>1</v></c>', None),
        ('<c r="R1C1"><v>1</v></c>', None),
        ('<c r="A٣"><v>1</v></c>', None),
        ('<c r="A9999999999999999999999"><v>1</v></c>', None),
        ('<c r=""><v>1</v></c>', None),
    ],
)
def test_cells_that_contradict_themselves_are_named(tmp_path: Path, cells: str, cell: str | None) -> None:
    """Each of them would be read by some program, as something else."""
    problem = refusal(build(tmp_path / "x.xlsx", row_of_cells(cells)))
    assert (problem.code, problem.place) == ("file-broken", Place("x.xlsx", "LKE", cell))


@pytest.mark.parametrize("reference", ["", "A", "A1:", ":B2", "B2:A1", "A1:B2:C3", "A0:B1", "A1:XFE9", "A1:B1048577"])
def test_merged_ranges_that_are_none(tmp_path: Path, reference: str) -> None:
    merged = f'<mergeCells><mergeCell ref="{reference}"/></mergeCells>'
    assert refusal(build(tmp_path / "x.xlsx", sheet_of("", merged))).code == "file-broken"
