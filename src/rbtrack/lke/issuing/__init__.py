"""Worksheets that rbtrack issues itself, written from a rubric.

A hidden sheet says for whom a worksheet is, a hidden row what each column holds, and a hidden column
which item a row is for. So offices may rename, move, hide, filter and sort what they like.
"""

from __future__ import annotations

from rbtrack.lke.issuing.worksheet_plan import IssuedSheet
from rbtrack.lke.issuing.writer import write_issued

__all__ = ["IssuedSheet", "write_issued"]
