"""Marked copies: what could not be marked or kept in them."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from pathlib import Path

from rbtrack.lke.marking.mark import MOST_PROBLEMS
from rbtrack.xlsx.patching.package_parts import MOST_MARKUP
from tests.gallery.case import Build, Case, Command, error, warning
from tests.gallery.making import SHEET, answer, check, good, write
from tests.lke.breaking import patch
from tests.lke.rich import PACKAGE_RELATIONS, members
from tests.lke.variants import ANSWER

Members = Mapping[str, bytes]
MARK = ("--mark", "diperiksa")
RELATIONS = "xl/worksheets/_rels/sheet1.xml.rels"
DOUBT = answer("B.1.a", "80%")
"""What is to be marked: a warning, so that nothing is refused."""

SEEN = ("answer-percent-sign",)
SIGNED = "LKE bertanda tangan digital.xlsx"


def marked(name: str, damage: Callable[[Members], Mapping[str, bytes | None]]) -> Build:
    """The good worksheet with a doubtful answer, its package damaged; checked, and to be marked."""

    def build(folder: Path) -> tuple[Command, ...]:
        page = good()
        DOUBT(page)
        path = write(folder, name, page)
        patch(path, damage(members(path.read_bytes())))
        return (check(name, *MARK),)

    return build


def many(folder: Path) -> tuple[Command, ...]:
    """More texts below the table than anybody could work through."""
    page = good()
    for row in range(30, 30 + MOST_PROBLEMS + 1):
        page.put(row, ANSWER, "lihat lampiran")
    write(folder, "LKE banyak catatan.xlsx", page)
    return (check("LKE banyak catatan.xlsx", *MARK),)


def over_itself(folder: Path) -> tuple[Command, ...]:
    page = good()
    DOUBT(page)
    write(folder, "LKE Ende.xlsx", page)
    return (check("LKE Ende.xlsx", "--mark", "."),)


def no_workbook(folder: Path) -> tuple[Command, ...]:
    folder.joinpath("LKE kosong.xlsx").write_bytes(b"")
    return (check("LKE kosong.xlsx", *MARK),)


def signed(found: Members) -> Mapping[str, bytes | None]:
    relation = (
        '<Relationship Id="rId77" Target="_xmlsignatures/origin.sigs" '
        f'Type="{PACKAGE_RELATIONS}/digital-signature/origin"/></Relationships>'
    )
    return {
        "_rels/.rels": found["_rels/.rels"].replace(b"</Relationships>", relation.encode()),
        "_xmlsignatures/origin.sigs": b"",
        "_xmlsignatures/sig1.xml": b"<Signature/>",
    }


def large(found: Members) -> Mapping[str, bytes | None]:
    part = "xl/worksheets/sheet1.xml"
    piece = 4096
    noise = random.Random(1).randbytes(MOST_MARKUP // 2).hex().encode()
    filling = [b"<!--%b-->" % noise[start : start + piece] for start in range(0, len(noise), piece)]
    return {part: found[part].replace(b"<sheetData>", b"".join(filling) + b"<sheetData>")}


def related(*relations: tuple[str, str]) -> bytes:
    """Relations of the sheet: the kind of each, and the part that it leads to."""
    each = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="../{target}"/>'
        for number, (kind, target) in enumerate(relations, start=1)
    )
    return f'<Relationships xmlns="{PACKAGE_RELATIONS}">{each}</Relationships>'.encode()


def broken_comments(_found: Members) -> Mapping[str, bytes | None]:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
    return {RELATIONS: related((kind, "comments1.xml")), "xl/comments1.xml": b"<broken"}


def conversation(_found: Members) -> Mapping[str, bytes | None]:
    kind = "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment"
    threads = (
        '<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments">'
        '<threadedComment ref="G16" dT="2023-01-31T00:00:00.00" personId="{1}" id="{2}"><text>Mohon dicek</text>'
        "</threadedComment></ThreadedComments>"
    )
    return {
        RELATIONS: related((kind, "threadedComments/threadedComment1.xml")),
        "xl/threadedComments/threadedComment1.xml": threads.encode(),
    }


CASES: tuple[Case, ...] = (
    warning("mark-unopened", "The file could not be opened at all, so that there is nothing to mark.", no_workbook, None, None, "file-empty"),
    error("mark-over-input", "The folder for the marked copies is the one in which the workbooks are.", over_itself, None, None, *SEEN),
    warning("mark-impossible", "What ties the parts of the workbook together is damaged.",
            marked("LKE rusak di dalam.xlsx", lambda _found: {"[Content_Types].xml": b"<broken"}), None, None, *SEEN),
    warning("mark-cut", "There are more problems than a list of use could hold.", many, None, None, "text-below-table"),
    warning("mark-signature-removed", "The workbook was signed digitally. A signature holds for the very file that was "
            "signed, and the marked copy is another one.", marked(SIGNED, signed), None, None, *SEEN),
    warning("mark-colours-missing", "The part of the workbook that holds its colours and fonts is missing or damaged.",
            marked("LKE tanpa gaya.xlsx", lambda _found: {"xl/styles.xml": b"<styleSheet/>"}), None, None, *SEEN),
    warning("mark-sheet-damaged", "The sheet takes far more room in the file than its cells need.",
            marked("LKE lembar bengkak.xlsx", large), SHEET, None, *SEEN),
    warning("mark-comments-damaged", "The part of the workbook that holds the comments of the sheet cannot be read.",
            marked("LKE komentar rusak.xlsx", broken_comments), SHEET, None, *SEEN),
    warning("mark-comment-kept", "In the bad cell colleagues have a conversation, into which no note can be put.",
            marked("LKE dengan percakapan.xlsx", conversation), SHEET, "G16", *SEEN),
)  # fmt: skip
