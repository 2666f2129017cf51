"""Looks at a file before anything parses it: what is not a plain, harmless .xlsx goes no further.

Limits are on what the file unpacks to, counted while unpacking, since a header can lie about it.
External links are never followed; that a workbook has some is a warning.
"""

from __future__ import annotations

import hashlib
import io
import struct
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from rbtrack.errors import Place, Problem, WorkbookError
from rbtrack.files import reason

MEBIBYTE = 1024 * 1024
MOST_BYTES = 32 * MEBIBYTE
MOST_UNPACKED = 64 * MEBIBYTE
MOST_MEMBERS = 2_000
MOST_RATIO = 200
RATIO_FROM = 4 * MEBIBYTE
"""A member is held to the ratio from this size on: small ones of blank cells pack better than that."""

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_MARKUP = (".xml", ".rels", ".vml")
_LOCAL_HEADER = struct.Struct("<4s22xHH")


@dataclass(frozen=True, slots=True)
class Package:
    """A workbook file that passed: its bytes, their SHA-256, its XML members, and warnings."""

    file: str
    content: bytes
    sha256: str
    members: Mapping[str, bytes]
    problems: tuple[Problem, ...]


def open_package(path: Path) -> Package:
    """Read and check the file at `path`. Raises WorkbookError with the plain reason why it is refused."""
    # A name that is no Unicode can be opened, but neither shown nor stored.
    place = Place(file=path.name.encode("utf-8", "replace").decode())
    content = _read(path, place)
    if content.startswith(_OLE):
        raise WorkbookError("file-encrypted" if _ENCRYPTED in content else "file-legacy", place=place)
    if not content.startswith(b"PK"):
        raise WorkbookError("file-not-workbook", place=place)
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, ValueError, struct.error) as error:
        raise WorkbookError("file-broken", place=place) from error
    infos = archive.infolist()
    _check_directory(infos, place)
    members = _unpack(content, infos, place)
    external = any(name.startswith("xl/externalLinks/") for name in members)
    problems = (Problem("external-links", "warning", place),) if external else ()
    name = place.file or ""
    return Package(name, content, hashlib.sha256(content).hexdigest(), members, problems)


def _read(path: Path, place: Place) -> bytes:
    try:
        if not path.is_file():
            raise WorkbookError("file-is-folder" if path.is_dir() else "file-missing", place=place)
        if path.stat().st_size > MOST_BYTES:
            raise WorkbookError("file-too-large", place=place, limit=MOST_BYTES // MEBIBYTE)
        content = path.read_bytes()
    except OSError as error:
        raise WorkbookError("file-unreadable", place=place, reason=reason(error)) from error
    if not content:
        raise WorkbookError("file-empty", place=place)
    return content


def _check_directory(infos: list[zipfile.ZipInfo], place: Place) -> None:
    names = [info.filename for info in infos]
    if len(names) > MOST_MEMBERS:
        raise WorkbookError("file-too-many-parts", place=place, limit=MOST_MEMBERS)
    if any(info.flag_bits & 1 for info in infos):
        raise WorkbookError("file-encrypted", place=place)
    if "xl/workbook.bin" in names:
        raise WorkbookError("file-legacy", place=place)
    if "xl/workbook.xml" not in names or "[Content_Types].xml" not in names:
        raise WorkbookError("file-not-workbook", place=place)
    if len(set(names)) < len(names):
        raise WorkbookError("file-broken", place=place)
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise WorkbookError("file-macros", place=place)
    if sum(info.file_size for info in infos) > MOST_UNPACKED:
        raise WorkbookError("file-bomb", place=place, limit=MOST_UNPACKED // MEBIBYTE)


def _unpack(content: bytes, infos: list[zipfile.ZipInfo], place: Place) -> dict[str, bytes]:
    """The XML members, unpacked; the size of every member is counted."""
    left = MOST_UNPACKED
    members: dict[str, bytes] = {}
    for info in infos:
        data = _inflate(content, info, left, place)
        left -= len(data)
        if len(data) >= RATIO_FROM and len(data) > MOST_RATIO * info.compress_size:
            raise WorkbookError("file-bomb", place=place, limit=MOST_UNPACKED // MEBIBYTE)
        if info.filename.lower().endswith(_MARKUP):
            _check_markup(data, place)
            members[info.filename] = data
    if b"macroEnabled" in members["[Content_Types].xml"]:
        raise WorkbookError("file-macros", place=place)
    return members


def _inflate(content: bytes, info: zipfile.ZipInfo, most: int, place: Place) -> bytes:
    """Unpack one member by hand: the library stops at the size that the header states, other readers do not."""
    start = info.header_offset
    try:
        signature, name_length, extra_length = _LOCAL_HEADER.unpack_from(content, start)
        start += _LOCAL_HEADER.size + name_length + extra_length
        packed = content[start : start + info.compress_size]
        if signature != b"PK\x03\x04" or info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise WorkbookError("file-broken", place=place)
        if info.compress_type == zipfile.ZIP_STORED:
            data = packed
        else:
            data = zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed, most + 1)
    except (struct.error, zlib.error) as error:
        raise WorkbookError("file-broken", place=place) from error
    if len(data) > most:
        raise WorkbookError("file-bomb", place=place, limit=MOST_UNPACKED // MEBIBYTE)
    if len(data) != info.file_size or zlib.crc32(data) != info.CRC:
        raise WorkbookError("file-broken", place=place)
    return data


def _check_markup(data: bytes, place: Place) -> None:
    """No document type: that is where entities are declared, and no workbook needs one."""
    head = data[:4]
    if head.startswith((b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<")):
        data = data.replace(b"\x00", b"")
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise WorkbookError("file-entities", place=place)
