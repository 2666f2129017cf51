"""Puts a ZIP file together anew: members that did not change keep their compressed bytes.

The standard library cannot copy compressed bytes. Members are found as the guard found them, so that
what passed the guard is copied without being unpacked again.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

CONTENT_TYPES = "[Content_Types].xml"

_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_FROM_DISK = struct.Struct("<4s22xHH")
_VERSION = 20
_UTF8_NAME = 0x800
_FIRST_DATE = (1980, 1, 1, 0, 0, 0)
"""What is new carries the first date that the format has: the same input gives the same bytes."""


@dataclass(frozen=True, slots=True)
class _Member:
    name: bytes
    method: int
    date: tuple[int, ...]
    crc: int
    size: int
    packed: bytes
    attributes: int = 0

    def fields(self) -> tuple[int, ...]:
        """What both headers of a member say, from the version needed to the unpacked size."""
        year, month, day, hour, minute, second = self.date
        flags = 0 if self.name.isascii() else _UTF8_NAME
        clock, calendar = hour << 11 | minute << 5 | second // 2, (year - 1980) << 9 | month << 5 | day
        return _VERSION, flags, self.method, clock, calendar, self.crc, len(self.packed), self.size


def repack(content: bytes, changes: Mapping[str, bytes | None]) -> bytes:
    """The archive `content` with members replaced, added at the end or (None) left out; the rest as it was."""
    infos = zipfile.ZipFile(io.BytesIO(content)).infolist()
    infos.sort(key=lambda info: info.filename != CONTENT_TYPES)
    members = []
    for info in infos:
        data = changes.get(info.filename, b"")
        if info.filename not in changes:
            members.append(_copied(content, info))
        elif data is not None:
            members.append(_packed(info.filename, data, info.date_time))
    known = {info.filename for info in infos}
    members += [
        _packed(name, data, _FIRST_DATE) for name, data in changes.items() if name not in known and data is not None
    ]
    return _joined(members)


def _copied(content: bytes, info: zipfile.ZipInfo) -> _Member:
    _signature, name_length, extra_length = _FROM_DISK.unpack_from(content, info.header_offset)
    start = info.header_offset + _FROM_DISK.size + name_length + extra_length
    packed = content[start : start + info.compress_size]
    name = info.filename.encode()
    return _Member(name, info.compress_type, info.date_time, info.CRC, info.file_size, packed, info.external_attr)


def _packed(name: str, data: bytes, date: tuple[int, ...]) -> _Member:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    packed = packer.compress(data) + packer.flush()
    return _Member(name.encode(), zipfile.ZIP_DEFLATED, date, zlib.crc32(data), len(data), packed)


def _joined(members: Iterable[_Member]) -> bytes:
    body, directory, count = io.BytesIO(), io.BytesIO(), 0
    for member in members:
        offset = body.tell()
        fields = member.fields()
        body.write(_LOCAL.pack(b"PK\x03\x04", *fields, len(member.name), 0) + member.name + member.packed)
        tail = (len(member.name), 0, 0, 0, 0, member.attributes, offset)
        directory.write(_CENTRAL.pack(b"PK\x01\x02", _VERSION, *fields, *tail) + member.name)
        count += 1
    start, size = body.tell(), directory.tell()
    return body.getvalue() + directory.getvalue() + _END.pack(b"PK\x05\x06", 0, 0, count, count, size, start, 0)
