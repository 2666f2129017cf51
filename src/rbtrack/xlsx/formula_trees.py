"""Formulas taken apart: what stands in a cell as text becomes a tree of constants, cells, signs and functions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from rbtrack.xlsx.addresses import LAST_COLUMN, LAST_ROW, column_number

MOST_NESTING = 64
"""Excel nests functions so deep and no deeper."""

_TOKEN = re.compile(
    r"""
      (?P<text>"(?:[^"]|"")*+")
    | (?P<cells>(?:(?P<sheet>'(?:[^']|'')++'|[A-Za-z_][\w.]*+)!)?
        \$?(?P<column>[A-Za-z]{1,3})\$?(?P<row>[0-9]{1,7})
        (?::\$?(?P<last_column>[A-Za-z]{1,3})\$?(?P<last_row>[0-9]{1,7}))?)(?![\w.(!:])
    | (?P<number>[0-9]{1,15}+(?:\.[0-9]{0,15}+)?+(?![\w.]))
    | (?P<name>[A-Za-z_][\w.]*+)
    | (?P<error>\#(?:N/A|VALUE!|REF!|DIV/0!|NUM!|NAME\?|NULL!))
    | (?P<sign><=|>=|<>|[-+*/^&=<>(),;{}%])
    """,
    re.VERBOSE | re.ASCII,
)
_SPACE = re.compile(r"\s*+")
_NEW = "_xlfn."
"""Stands in files before the names of functions that came after Excel 2007."""

# From the loosest to the closest; signs of one level are taken from left to right.
_LEVELS = (("=", "<>", "<", ">", "<=", ">="), ("&",), ("+", "-"), ("*", "/"), ("^",))


class UnknownFormulaError(Exception):
    """A formula, or a part of it, that is not known here. `part` is what it is."""

    def __init__(self, part: str) -> None:
        self.part = part
        super().__init__(part)


@dataclass(frozen=True, slots=True)
class Constant:
    value: Fraction | str | bool


@dataclass(frozen=True, slots=True)
class ExcelError:
    """What a cell shows where a formula cannot be calculated: `#N/A`."""

    name: str


@dataclass(frozen=True, slots=True)
class CellRange:
    """Cells from the first to the last, which may be one; `sheet` is empty for the formula's own sheet."""

    sheet: str
    first: tuple[int, int]
    last: tuple[int, int]


@dataclass(frozen=True, slots=True)
class ConstantRows:
    """Constants written into a formula: `{"A",1;"B",0.5}`."""

    rows: tuple[tuple[Tree, ...], ...]


@dataclass(frozen=True, slots=True)
class Signed:
    """One or two operands: `-A1`, `A1%`, `A1+B1`."""

    sign: str
    operands: tuple[Tree, ...]


@dataclass(frozen=True, slots=True)
class Call:
    """A function; an argument that is left out is None."""

    name: str
    arguments: tuple[Tree | None, ...]


Tree = Constant | ExcelError | CellRange | ConstantRows | Signed | Call


def tree_of(formula: str) -> Tree:
    """The tree of a formula, which begins with `=`. Raises UnknownFormulaError."""
    parser = _Parser(formula.removeprefix("="))
    tree = parser.expression(0)
    if parser.kind:
        raise UnknownFormulaError(parser.text)
    return tree


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    match: re.Match[str]


def _tokens(formula: str) -> Iterator[_Token]:
    place = 0
    while True:
        space = _SPACE.match(formula, place)
        place = space.end() if space else place
        if place == len(formula):
            return
        match = _TOKEN.match(formula, place)
        if match is None:
            raise UnknownFormulaError(formula[place : place + 20])
        kind = next(kind for kind in ("text", "cells", "number", "name", "error", "sign") if match[kind] is not None)
        yield _Token(kind, match[0], match)
        place = match.end()


class _Parser:
    def __init__(self, formula: str) -> None:
        self._rest = _tokens(formula)
        self._depth = 0
        self._advance()

    def _advance(self) -> None:
        self._token = next(self._rest, None)
        self.kind = self._token.kind if self._token else ""
        self.text = self._token.text if self._token else ""

    def _take(self, sign: str) -> bool:
        if self.kind == "sign" and self.text == sign:
            self._advance()
            return True
        return False

    def _expect(self, sign: str) -> None:
        if not self._take(sign):
            raise UnknownFormulaError(self.text)

    def expression(self, level: int) -> Tree:
        if level == len(_LEVELS):
            return self._signed()
        found = self.expression(level + 1)
        while self.kind == "sign" and self.text in _LEVELS[level]:
            sign = self.text
            self._advance()
            found = Signed(sign, (found, self.expression(level + 1)))
        return found

    def _signed(self) -> Tree:
        minus = 0
        while self.kind == "sign" and self.text in "+-":
            minus += self.text == "-"
            self._advance()
        found = self._plain()
        if self._take("%"):
            found = Signed("%", (found,))
        # Two signs are not none: they make a number of a truth. As many as a text holds are no more than that.
        for _each in range(2 - minus % 2 if minus else 0):
            found = Signed("-", (found,))
        return found

    def _plain(self) -> Tree:
        token = self._token
        if token is None:
            raise UnknownFormulaError("")
        self._advance()
        if token.kind == "text":
            return Constant(token.text[1:-1].replace('""', '"'))
        if token.kind == "number":
            return Constant(Fraction(token.text))
        if token.kind == "cells":
            return _cells(token.match)
        if token.kind == "error":
            return ExcelError(token.text)
        self._depth += 1
        if self._depth > MOST_NESTING:
            raise UnknownFormulaError("(((")
        found = self._named(token.text) if token.kind == "name" else self._bracketed(token.text)
        self._depth -= 1
        return found

    def _named(self, name: str) -> Tree:
        plain = name.removeprefix(_NEW).upper()
        if not self._take("("):
            if plain in ("TRUE", "FALSE"):
                return Constant(plain == "TRUE")
            raise UnknownFormulaError(name)
        arguments: list[Tree | None] = []
        while not self._take(")"):
            is_left_out = self.kind == "sign" and self.text == ","
            arguments.append(None if is_left_out else self.expression(0))
            if self._take(","):
                if self.kind == "sign" and self.text == ")":
                    arguments.append(None)
                continue
            self._expect(")")
            break
        if plain in ("TRUE", "FALSE") and not arguments:
            return Constant(plain == "TRUE")  # LibreOffice writes TRUE()
        return Call(plain, tuple(arguments))

    def _bracketed(self, sign: str) -> Tree:
        if sign == "(":
            found = self.expression(0)
            self._expect(")")
            return found
        if sign != "{":
            raise UnknownFormulaError(sign)
        rows: list[tuple[Tree, ...]] = []
        row: list[Tree] = []
        while True:
            row.append(self._signed())
            if self._take(","):
                continue
            rows.append(tuple(row))
            row = []
            if not self._take(";"):
                self._expect("}")
                break
        if len({len(each) for each in rows}) != 1:
            raise UnknownFormulaError("{")
        return ConstantRows(tuple(rows))


def _cells(match: re.Match[str]) -> CellRange:
    first = _position(match["row"], match["column"])
    last = _position(match["last_row"], match["last_column"]) if match["last_row"] else first
    if first > last or first[1] > last[1]:
        raise UnknownFormulaError(match[0])
    sheet = match["sheet"] or ""
    if sheet.startswith("'"):
        sheet = sheet[1:-1].replace("''", "'")
    return CellRange(sheet, first, last)


def _position(row: str, column: str) -> tuple[int, int]:
    found = int(row), column_number(column.upper())
    if not (1 <= found[0] <= LAST_ROW and found[1] <= LAST_COLUMN):
        raise UnknownFormulaError(f"{column}{row}")
    return found
