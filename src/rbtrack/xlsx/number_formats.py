"""Number formats as code: which of them the styles of a workbook use, and what the sections of one say."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from rbtrack.domain.numbers import from_cell
from rbtrack.errors import Place, WorkbookError
from rbtrack.xlsx.markup import walk

GENERAL = "General"
MOST_STYLES = 100_000
"""Excel itself stops at 65,490 styles of cells."""

MOST_CODE = 1_000
"""Characters of a number format; Excel stops at 255. What a longer one shows is not known."""

_BUILT_IN: Mapping[str, str] = {
    "1": "0", "2": "0.00", "3": "#,##0", "4": "#,##0.00",
    "5": '"$"#,##0_);\\("$"#,##0\\)', "6": '"$"#,##0_);[Red]\\("$"#,##0\\)',
    "7": '"$"#,##0.00_);\\("$"#,##0.00\\)', "8": '"$"#,##0.00_);[Red]\\("$"#,##0.00\\)',
    "9": "0%", "10": "0.00%", "11": "0.00E+00", "12": "# ?/?", "13": "# ??/??",
    "37": "#,##0_);(#,##0)", "38": "#,##0_);[Red](#,##0)", "39": "#,##0.00_);(#,##0.00)",
    "40": "#,##0.00_);[Red](#,##0.00)", "41": '_(* #,##0_);_(* \\(#,##0\\);_(* "-"_);_(@_)',
    "42": '_("$"* #,##0_);_("$"* \\(#,##0\\);_("$"* "-"_);_(@_)',
    "43": '_(* #,##0.00_);_(* \\(#,##0.00\\);_(* "-"??_);_(@_)',
    "44": '_("$"* #,##0.00_);_("$"* \\(#,##0.00\\);_("$"* "-"??_);_(@_)',
    "48": "##0.0E+0", "49": "@",
    **{str(number): "d/m/yyyy h:mm" for number in (*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59))},
}  # fmt: skip
"""The formats that are not written out in a file. Those of dates and times depend on the language: one stands for all."""

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.?)|_(?P<room>.?)|\*(?P<fill>.?)|\[(?P<bracket>[^\]]*)\]?'
    r"|(?P<general>General)|(?P<exponent>E[+-])|(?P<clock>AM/PM|A/P|[dmyhs])|(?P<code>[0#?.,%/@;])|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?\d{1,20}(?:\.\d{1,20})?)", re.ASCII)
_DURATION = re.compile("h+|m+|s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FormatToken:
    """A piece of a section: `code` one sign with a meaning (`0 # ? . , % / @`), `words` text that is shown as it is,
    `general`, `exponent` or `clock` (dates, times of day, durations)."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class FormatSection:
    """What a format shows for some values: those that fulfil `condition`, or by its place where that is None."""

    tokens: tuple[FormatToken, ...]
    condition: tuple[str, Decimal] | None = None

    @property
    def shows_date(self) -> bool:
        return any(token.kind == "clock" for token in self.tokens)

    @property
    def is_for_text(self) -> bool:
        return FormatToken("code", "@") in self.tokens


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """The sections of a format: up to three for numbers, perhaps one for texts."""

    numbers: tuple[FormatSection, ...]
    text: FormatSection | None

    def section(self, value: Decimal) -> tuple[FormatSection, bool] | None:
        """The section for a number, and whether it writes the sign by itself; None where no section is meant for it."""
        for place, section in enumerate(self.numbers):
            if section.condition is not None:
                fits = _holds(section.condition, value)
            elif place == 0:
                fits = len(self.numbers) == 1 or (value > 0 if len(self.numbers) > 2 else value >= 0)
            elif place == 1:
                fits = len(self.numbers) == 2 or value < 0
            else:
                fits = True
            if fits:
                return section, place == 0
        return None


def cell_formats(styles: bytes, place: Place) -> Mapping[str, str]:
    """The number formats of cell styles by their numbers, as cells write them (`s="12"`); General ones left out.

    Raises WorkbookError for a part that is not a list of styles, and for more styles than a workbook can have.
    """
    codes: dict[str, str] = dict(_BUILT_IN)
    used: list[str] = []
    path: list[str] = []
    written = 0

    def start(name: str, attributes: Mapping[str, str]) -> None:
        nonlocal written
        path.append(name)
        if name == "numFmt" and path[-2:-1] == ["numFmts"]:
            codes[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
            written += 1
        elif name == "xf" and path[-2:-1] == ["cellXfs"]:
            used.append(attributes.get("numFmtId", ""))
        if max(written, len(used)) > MOST_STYLES:
            raise WorkbookError("file-broken", place=place)

    if styles:
        walk(styles, place, start, lambda _name: path.pop())
    found = ((str(index), codes.get(number, "")) for index, number in enumerate(used))
    return {index: code for index, code in found if code and code.casefold() != GENERAL.casefold()}


@lru_cache(maxsize=1024)
def parsed(code: str) -> NumberFormat | None:
    """The sections of a format; None where it is too long to be one."""
    if len(code) > MOST_CODE:
        return None
    sections = list(_sections(code))
    if len(sections) > 3:
        return NumberFormat(tuple(sections[:3]), sections[3])
    if len(sections) > 1 and sections[-1].is_for_text:
        return NumberFormat(tuple(sections[:-1]), sections[-1])
    is_text = len(sections) == 1 and sections[0].is_for_text
    return NumberFormat(tuple(sections), sections[0] if is_text else None)


def shows_date(code: str, number: float) -> bool:
    """Whether a cell with this number format shows a number as a date, a time of day or a duration."""
    found = parsed(code)
    chosen = None if found is None else found.section(from_cell(number))
    return chosen is not None and chosen[0].shows_date


def _sections(code: str) -> list[FormatSection]:
    found: list[FormatSection] = []
    tokens: list[FormatToken] = []
    condition: tuple[str, Decimal] | None = None
    for match in _TOKEN.finditer(code):
        kind, text = match.lastgroup or "other", match[match.lastgroup or 0]
        if kind == "code" and text == ";":
            found.append(FormatSection(tuple(tokens), condition))
            tokens, condition = [], None
        elif kind == "bracket" and (limit := _CONDITION.fullmatch(text.strip())):
            condition = limit[1], Decimal(limit[2])
        elif (token := _token(kind, text)) is not None:
            tokens.append(token)
    return [*found, FormatSection(tuple(tokens), condition)]


def _token(kind: str, text: str) -> FormatToken | None:
    """A token that is shown; None for colours, languages and fills."""
    if kind == "bracket":
        if _DURATION.fullmatch(text):
            return FormatToken("clock", text)
        return FormatToken("words", text[1:].partition("-")[0]) if text.startswith("$") else None
    if kind == "room":
        return FormatToken("words", " ")
    if kind in ("quoted", "escaped", "other"):
        return FormatToken("words", text)
    return None if kind == "fill" else FormatToken(kind, text)


def _holds(condition: tuple[str, Decimal], value: Decimal) -> bool:
    sign, limit = condition
    return {
        "<": value < limit,
        ">": value > limit,
        "=": value == limit,
        "<=": value <= limit,
        ">=": value >= limit,
        "<>": value != limit,
    }[sign]
