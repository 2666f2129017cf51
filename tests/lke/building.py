"""Small workbooks written by hand, for tests: exactly this XML, whatever a program would make of it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"

CONTENT_TYPES = f'<Types xmlns="{_PACKAGE}/content-types"/>'
ROOT_RELATIONS = (
    f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
)
WORKBOOK = (
    f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}"><sheets>'
    '<sheet name="LKE" sheetId="1" r:id="rId1"/></sheets></workbook>'
)


def relation(identifier: str, kind: str, target: str, more: str = "") -> str:
    return f'<Relationship Id="{identifier}" Type="{_RELATIONS}/{kind}" Target="{target}" {more}/>'


def relations(*each: str) -> str:
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{"".join(each)}</Relationships>'


SHEET_RELATIONS = relations(
    relation("rId1", "worksheet", "worksheets/sheet1.xml"),
    relation("rId2", "sharedStrings", "sharedStrings.xml"),
    relation("rId3", "styles", "styles.xml"),
)


def sheet_of(rows: str, after: str = "") -> str:
    return f'<worksheet xmlns="{_MAIN}"><sheetData>{rows}</sheetData>{after}</worksheet>'


def row_of_cells(*cells: str) -> str:
    return sheet_of(f'<row r="1">{"".join(cells)}</row>')


def texts_of(*texts: str) -> str:
    return f'<sst xmlns="{_MAIN}">{"".join(f"<si><t>{text}</t></si>" for text in texts)}</sst>'


def styles_of(*numbers: int, formats: str = "") -> str:
    """Cell styles with these number formats, in this order."""
    styles = "".join(f'<xf numFmtId="{number}"/>' for number in numbers)
    return f'<styleSheet xmlns="{_MAIN}"><numFmts>{formats}</numFmts><cellXfs>{styles}</cellXfs></styleSheet>'


def build(path: Path, sheet: str | bytes, members: Mapping[str, str | bytes | None] | None = None) -> Path:
    """Write a workbook of one sheet; `members` are added to it, replaced or (None) left out."""
    parts: dict[str, str | bytes | None] = {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": ROOT_RELATIONS,
        "xl/workbook.xml": WORKBOOK,
        "xl/_rels/workbook.xml.rels": SHEET_RELATIONS,
        "xl/worksheets/sheet1.xml": sheet,
        "xl/sharedStrings.xml": texts_of("first", "second"),
        "xl/styles.xml": styles_of(0, 14, 22),
        **(members or {}),
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, data in parts.items():
            if data is not None:
                archive.writestr(name, data)
    path.write_bytes(buffer.getvalue())
    return path
