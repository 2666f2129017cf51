"""Files that are no workbook, or one that nobody should open."""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from pathlib import Path

from rbtrack.xlsx import guard
from tests.gallery.case import Build, Case, Command, error, warning
from tests.gallery.making import check, good, patched, write

OLE = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600
ENDLESS = Path("/proc/self/mem")
"""A file of Linux that everybody may open and nobody can read, not even the superuser."""


def holding(name: str, content: Callable[[], bytes]) -> Build:
    """A file with this content."""

    def build(folder: Path) -> tuple[Command, ...]:
        folder.joinpath(name).write_bytes(content())
        return (check(name),)

    return build


def nothing(_folder: Path) -> tuple[Command, ...]:
    return (check("LKE KPU Ende 2022.xlsx"),)


def empty_folder(folder: Path) -> tuple[Command, ...]:
    folder.joinpath("LKE masuk").mkdir()
    return (check("LKE masuk"),)


def unreadable(folder: Path) -> tuple[Command, ...]:
    path = folder / "LKE dari flashdisk.xlsx"
    if ENDLESS.exists():
        path.symlink_to(ENDLESS)
    else:
        path.write_bytes(b"PK")
        path.chmod(0)
    return (check(path.name),)


def device(folder: Path) -> tuple[Command, ...]:
    path = folder / "LKE dari pipa.xlsx"
    path.symlink_to(os.devnull)
    return (check(path.name),)


def cut_off(folder: Path) -> tuple[Command, ...]:
    path = write(folder, "LKE unduhan terputus.xlsx", good())
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])
    return (check(path.name),)


CASES: tuple[Case, ...] = (
    error("file-missing", "No file of that name is in that folder: it was moved, renamed or mistyped.", nothing),
    error("file-is-folder", "A folder was named in which no workbook is.", empty_folder),
    error(
        "file-not-plain", "What was named is no file but a device, or a pipe through which another program sends something.",
        device,
    ),
    error(
        "file-unreadable",
        "The system refused to read the file: another program holds it, the disk or memory stick is damaged, or the "
        "right to read it is missing.",
        unreadable,
    ),
    error(
        "file-empty", "The file is there, but holds nothing: copying or downloading it broke off at its beginning.",
        holding("LKE kosong.xlsx", bytes),
    ),
    error(
        "file-not-workbook",
        "The file is something else (a text, a web page, a picture) that was only named .xlsx, or a workbook of another "
        "program (.ods).",
        holding("LKE ekspor.xlsx", lambda: b"kode;nama\r\n53;KPU\r\n"),
    ),
    error("file-legacy", "The workbook was saved in the format of Excel 97 to 2003, or in the binary one of today.",
          holding("LKE lama.xls", lambda: OLE)),
    error(
        "file-encrypted", "Whoever saved the workbook gave it a password to open it. Without it nothing can be read.",
        holding("LKE berkata sandi.xlsx", lambda: OLE + "EncryptedPackage".encode("utf-16-le")),
    ),
    error("file-macros", "The workbook carries programs (VBA). They are never run here, and such files are not taken.",
          patched("LKE makro.xlsm", {"xl/vbaProject.bin": b"x"})),
    error(
        "file-broken",
        "The file cannot be read as a workbook: it was cut off while being copied, or something in it is damaged or "
        "contradicts itself.",
        cut_off,
    ),
    error("file-too-large", "Pictures or scans were pasted into the workbook, which make it larger than is taken.",
          holding("LKE dengan foto.xlsx", lambda: b"PK" + b"\0" * guard.MOST_BYTES)),
    error(
        "file-too-many-parts", "The workbook consists of thousands of pieces, as after years of copying pictures and "
        "sheets into it.",
        patched("LKE banyak gambar.xlsx", {f"xl/media/image{number}.png": b"" for number in range(guard.MOST_MEMBERS)}),
    ),
    error(
        "file-bomb", "The file is small, but would fill the memory once unpacked: it was made to do harm, or sheets were "
        "filled to their very end.",
        patched("LKE tak dikenal.xlsx", {"xl/media/image1.bin": b"\0" * (5 * guard.MEBIBYTE)}),
    ),
    error(
        "file-entities", "Something in the file tells programs to fetch or multiply text. No program for workbooks writes "
        "that; it is a known way of attack.",
        patched("LKE mencurigakan.xlsx", {"customXml/item1.xml": b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'}),
    ),
    warning(
        "external-links", "Formulas of the workbook look values up in other workbooks, or it fetches data from elsewhere.",
        patched("LKE dengan tautan.xlsx", {"xl/externalLinks/externalLink1.xml": b"<externalLink/>"}),
    ),
    warning(
        "embedded-objects", "Somebody inserted whole files (Word, PDF) or buttons into the sheet.",
        patched("LKE dengan lampiran.xlsx", {"xl/embeddings/bukti.docx": random.Random(1).randbytes(200)}),
    ),
)  # fmt: skip
