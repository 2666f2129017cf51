"""Looks at a file before anything parses it: only a plain, harmless .xlsx gets through.

The limits are on the unpacked size, counted while unpacking, since a header can lie about it. What counts is content:
LibreOffice fills rows with styled empty cells to the last column, 70 MB for an official worksheet of 200 rows. Those
are dropped while a part is unpacked, piece by piece, and count only towards what may flow through. A package
that two programs could read differently (members twice, overlapping, or named differently in two places) is
damaged. External links are never followed; that a workbook has some is a warning.
"""

from __future__ import annotations

import hashlib
import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from rbtrack.errors import Place, Problem, WorkbookError
from rbtrack.files import reason

MEGABYTE = 1_000_000
MEBIBYTE = 1024 * 1024
MOST_BYTES = 20 * MEGABYTE
MOST_UNPACKED = 64 * MEBIBYTE
"""What is kept in memory of all members together."""

MOST_STREAMED = 192 * MEBIBYTE
"""What may come out of a file in all: LibreOffice's rows pack 8 to 1, so that a file of the largest size has 160 MB."""

THINNED_FROM = 16 * MEBIBYTE
"""A smaller part is kept as it is. A larger one is not marked either (see `patching`) unless thinning makes it small."""

MOST_MEMBERS = 2_000
MOST_RATIO = 100
RATIO_FROM = MEBIBYTE
"""A member is held to the ratio from this size on. Sheets of 1,000 to 100,000 rows padded with styled blank cells
pack 10 to 21 to 1 (XlsxWriter, openpyxl, LibreOffice: measured)."""

WORKBOOK = "xl/workbook.xml"
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_MARKUP = (".xml", ".rels", ".vml")
_MACROS = ("vbaproject.bin", "vbaprojectsignature.bin", "vbadata.xml")
_LOCAL_HEADER = struct.Struct("<4s2xHH16xHH")
_CHUNK = MEBIBYTE
_PACKED_CHUNK = 64 * 1024
_FAR_EMPTY = re.compile(rb'<c r="[A-Z]{3}[1-9][0-9]{0,6}"(?: s="[0-9]{1,6}")?(?: t="n")? ?/>')
"""A cell with nothing in it, right of column ZZ, as Excel and LibreOffice write it."""

_LONGEST_EMPTY = 100
"""More bytes than such a cell can take."""

_NAMED_UTF8 = 0x800
_STRANGE_NAME = re.compile(r"^[/~]|^[a-z]:|\\|(?:^|/)\.{1,2}(?:/|$)|[\x00-\x1f\x7f]", re.IGNORECASE)
_DECLARED = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._-]*)["']""")
_PLAIN_ENCODING = re.compile(rb"utf-?8|(?:us-)?ascii|utf-?16(?:[bl]e)?|iso-8859-\d+|windows-125\d", re.IGNORECASE)
"""Encodings in which a document type can be found by its letters."""


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
    # A file whose name is not valid Unicode can be opened, but its name can be neither shown nor stored.
    place = Place(file=path.name.encode("utf-8", "replace").decode())
    content = read_file(path, place)
    if content.startswith(_OLE):
        raise WorkbookError("file-encrypted" if _ENCRYPTED in content else "file-legacy", place=place)
    if not content.startswith(b"PK"):
        raise WorkbookError("file-not-workbook", place=place)
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, NotImplementedError, OverflowError, ValueError, struct.error) as error:
        raise WorkbookError("file-broken", place=place) from error
    infos = archive.infolist()
    _check_directory(infos, place)
    members = _unpack(content, infos, place)
    problems = tuple(_doubts([info.filename for info in infos], place))
    name = place.file or ""
    return Package(name, content, hashlib.sha256(content).hexdigest(), members, problems)


def _doubts(names: Sequence[str], place: Place) -> Iterator[Problem]:
    """Warnings about contents that do no harm as long as nobody opens them."""
    if any(name.startswith(("xl/externalLinks/", "xl/connections.xml", "xl/queryTables/")) for name in names):
        yield Problem("external-links", "warning", place)
    embedded = [name for name in names if name.startswith(("xl/embeddings/", "xl/activeX/")) and name[-1] != "/"]
    if embedded:
        yield Problem("embedded-objects", "warning", place, parameters={"count": len(embedded)})


def read_file(path: Path, place: Place) -> bytes:
    """The content of the file at `path`. Raises WorkbookError where there is none, it is too large, or no plain file:
    a pipe or a device may give bytes without end, or none for ever."""
    try:
        if not path.is_file():
            code = "file-is-folder" if path.is_dir() else "file-not-plain" if path.exists() else "file-missing"
            raise WorkbookError(code, place=place)
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise WorkbookError("file-unreadable", place=place, reason=reason(error)) from error
    if len(content) > MOST_BYTES:
        raise WorkbookError("file-too-large", place=place, limit=MOST_BYTES // MEGABYTE)
    if not content:
        raise WorkbookError("file-empty", place=place)
    return content


def _check_directory(infos: Sequence[zipfile.ZipInfo], place: Place) -> None:
    names = [info.filename for info in infos]
    folded = {name.casefold() for name in names}
    if len(names) > MOST_MEMBERS:
        raise WorkbookError("file-too-many-parts", place=place, limit=MOST_MEMBERS)
    if any(info.flag_bits & 1 for info in infos):
        raise WorkbookError("file-encrypted", place=place)
    if "xl/workbook.bin" in names:
        raise WorkbookError("file-legacy", place=place)
    if WORKBOOK not in names or "[Content_Types].xml" not in names:
        raise WorkbookError("file-not-workbook", place=place)
    if any(name.endswith(_MACROS) or name.startswith("xl/macrosheets/") for name in folded):
        raise WorkbookError("file-macros", place=place)
    # Names of parts are the same in capital and small letters; some programs write files to where a name says.
    if len(folded) < len(names) or any(_STRANGE_NAME.search(name) for name in names):
        raise WorkbookError("file-broken", place=place)
    if sum(info.file_size for info in infos) > MOST_STREAMED:
        raise _bomb(place)


def _unpack(content: bytes, infos: Sequence[zipfile.ZipInfo], place: Place) -> dict[str, bytes]:
    """The XML members, unpacked; the size of every member is counted, and what is kept of it."""
    streamed, kept = MOST_STREAMED, MOST_UNPACKED
    end = 0
    members: dict[str, bytes] = {}
    for info in sorted(infos, key=lambda info: info.header_offset):
        start = _data_start(content, info, place)
        if info.header_offset < end or start + info.compress_size > len(content):
            raise WorkbookError("file-broken", place=place)
        end = start + info.compress_size
        member = _Unpacking(info, min(streamed, max(RATIO_FROM, MOST_RATIO * info.compress_size)), kept)
        data = member.read(memoryview(content)[start:end], place)
        if member.size >= RATIO_FROM and member.size > MOST_RATIO * info.compress_size:
            raise _bomb(place)
        streamed -= member.size
        kept -= len(data)
        if info.filename.lower().endswith(_MARKUP):
            _check_markup(data, place)
            members[info.filename] = data
    if b"macroEnabled" in members["[Content_Types].xml"]:
        raise WorkbookError("file-macros", place=place)
    return members


def _data_start(content: bytes, info: zipfile.ZipInfo, place: Place) -> int:
    """Where the data of a member begins. Its own header must say the same name and packing as the directory."""
    try:
        signature, flags, packing, name_length, extra_length = _LOCAL_HEADER.unpack_from(content, info.header_offset)
        begin = info.header_offset + _LOCAL_HEADER.size
        name = content[begin : begin + name_length].decode("utf-8" if flags & _NAMED_UTF8 else "cp437")
    except (struct.error, UnicodeDecodeError) as error:
        raise WorkbookError("file-broken", place=place) from error
    if signature != b"PK\x03\x04" or name != info.orig_filename or packing != info.compress_type:
        raise WorkbookError("file-broken", place=place)
    return begin + int(name_length) + int(extra_length)


class _Unpacking:
    """A member while it is unpacked: at most `streamed` bytes of it, of which `kept` may remain.

    We unpack it ourselves: the library stops at the size that the header states, other readers do not.
    """

    def __init__(self, info: zipfile.ZipInfo, streamed: int, kept: int) -> None:
        self.info = info
        self.streamed = streamed
        self.kept = kept
        self.size = 0

    def read(self, packed: memoryview, place: Place) -> bytes:
        """The data without far empty cells. Raises WorkbookError where it is too much, or not what the header says."""
        is_thinned = self.info.file_size >= THINNED_FROM and self.info.filename.lower().endswith(_MARKUP)
        data = bytearray()
        checksum = start = 0
        try:
            for piece in self._pieces(packed, place):
                self.size += len(piece)
                checksum = zlib.crc32(piece, checksum)
                data += piece
                if is_thinned:
                    # What may be the beginning of a cell is looked at again with the next piece.
                    last = max(start, data.rfind(b"<", start))
                    data[start:last] = _FAR_EMPTY.sub(b"", data[start:last])
                    start = max(start, data.rfind(b"<", start), len(data) - _LONGEST_EMPTY)
                if self.size > self.streamed or len(data) > self.kept:
                    raise _bomb(place)
        except zlib.error as error:
            raise WorkbookError("file-broken", place=place) from error
        if self.size != self.info.file_size or checksum != self.info.CRC:
            raise WorkbookError("file-broken", place=place)
        return bytes(data)

    def _pieces(self, packed: memoryview, place: Place) -> Iterator[bytes]:
        if self.info.compress_type == zipfile.ZIP_STORED:
            yield bytes(packed)
        elif self.info.compress_type == zipfile.ZIP_DEFLATED:
            inflater = zlib.decompressobj(-zlib.MAX_WBITS)
            for start in range(0, len(packed), _PACKED_CHUNK):
                left: bytes | memoryview = packed[start : start + _PACKED_CHUNK]
                while piece := inflater.decompress(left, _CHUNK):
                    yield piece
                    left = inflater.unconsumed_tail
        else:
            raise WorkbookError("file-broken", place=place)


def _bomb(place: Place) -> WorkbookError:
    return WorkbookError("file-bomb", place=place, limit=MOST_UNPACKED // MEBIBYTE)


def _check_markup(data: bytes, place: Place) -> None:
    """Refuse a document type: entities are declared there, and no workbook needs one."""
    if b"\x00" in data[:4] or data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        data = data.replace(b"\x00", b"")
    declared = _DECLARED.search(data[:300])
    if declared is not None and not _PLAIN_ENCODING.fullmatch(declared[1]):
        raise WorkbookError("file-broken", place=place)
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise WorkbookError("file-entities", place=place)
