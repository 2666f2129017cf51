"""Workbooks that are written from nothing. Text in them is text, whatever it begins with."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

import xlsxwriter


@contextmanager
def new_book(path: Path, *, by_rows: bool = False) -> Iterator[xlsxwriter.Workbook]:
    """A workbook to be filled, which is at `path` when the block ends. With `by_rows` rows go to the disk as they come,
    so that size costs no memory."""
    # Packed in memory: on a full disk the library's archive would complain once more, past every error message.
    packed = BytesIO()
    options = {"constant_memory": by_rows, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(packed, options) as book:
        yield book
    path.write_bytes(packed.getbuffer())
