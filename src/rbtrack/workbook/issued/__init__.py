"""Worksheets that rbtrack issues itself: written from a rubric, recognised and read back by marks of our own.

A hidden sheet says for whom a worksheet is, a hidden row what each column holds, and a hidden column
which item a row is for. So offices may rename, move, hide, filter and sort what they like.
"""

from __future__ import annotations

from rbtrack.workbook.issued.identity import FORMAT, Identity, find_identity
from rbtrack.workbook.issued.reader import read_issued
from rbtrack.workbook.issued.sheet import IssuedSheet
from rbtrack.workbook.issued.writer import write_issued

__all__ = ["FORMAT", "Identity", "IssuedSheet", "find_identity", "read_issued", "write_issued"]
