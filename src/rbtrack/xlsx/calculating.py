"""Calculates formulas as office programs do, exactly, as far as worksheets use them. What is not known is never guessed.

Numbers are fractions: 0.67 is 67/100, and 1/3 stays 1/3. A cell's value comes from whoever asks, so that it can be
asked what a formula would give for another answer.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from rbtrack.xlsx.addresses import a1
from rbtrack.xlsx.formula_trees import (
    Call,
    CellRange,
    Constant,
    ConstantRows,
    ExcelError,
    Signed,
    Tree,
    UnknownFormulaError,
)

MOST_STEPS = 20_000
"""So many parts of formulas are calculated for one figure."""

MOST_RANGE = 2_000
"""Cells of one range."""

MOST_BITS = 2_048
"""The digits of a number: programs end at 10**308, and `2^9^9^9^9` is a short text."""

_NO_VALUE, _NOT_FOUND, _NO_DIVISION, _NO_REFERENCE = (
    ExcelError(name) for name in ("#VALUE!", "#N/A", "#DIV/0!", "#REF!")
)

_WHOLE = re.compile(r"[+-]?[0-9]{1,15}")

Value = Fraction | str | bool | None | ExcelError
Rows = list[list[Value]]


class Probe(str):
    """A text that stands for an answer which is none of those that a formula knows: it takes down what it is compared
    with."""

    __slots__ = ("compared",)

    compared: list[str]

    def __new__(cls, compared: list[str]) -> Probe:
        probe = super().__new__(cls, "\0")
        probe.compared = compared
        return probe


CellValue = Callable[[str, int, int], Value]
"""The value of a cell, by sheet (empty for the formula's own), row and column."""


@dataclass
class Calculator:
    """Calculates trees, with the values of cells as `cell` says. Raises UnknownFormulaError for what is not known."""

    cell: CellValue
    steps: int = field(default=MOST_STEPS)

    def value(self, tree: Tree | None) -> Value:
        """The value of a formula or of one of its parts."""
        self.steps -= 1
        if self.steps < 0:
            raise UnknownFormulaError("…")
        if tree is None:
            return None
        if isinstance(tree, Constant):
            return tree.value
        if isinstance(tree, ExcelError):
            return tree
        if isinstance(tree, CellRange):
            if tree.first != tree.last:
                raise UnknownFormulaError(":")
            return self.cell(tree.sheet, *tree.first)
        if isinstance(tree, Signed):
            return self._chain(tree)
        if isinstance(tree, Call):
            function = _FUNCTIONS.get(tree.name)
            if function is None:
                raise UnknownFormulaError(tree.name)
            try:
                return function(self, tree.arguments)
            except (IndexError, _WrongArgumentsError) as error:
                raise UnknownFormulaError(tree.name) from error
        raise UnknownFormulaError("{")

    def rows(self, tree: Tree | None) -> Rows:
        """The values of a range or a table; of anything else, its one value."""
        if isinstance(tree, ConstantRows):
            return [[self.value(each) for each in row] for row in tree.rows]
        if not isinstance(tree, CellRange):
            return [[self.value(tree)]]
        (top, left), (bottom, right) = tree.first, tree.last
        size = (bottom - top + 1) * (right - left + 1)
        self.steps -= size
        if size > MOST_RANGE or self.steps < 0:
            raise UnknownFormulaError(":")
        columns = range(left, right + 1)
        return [[self.cell(tree.sheet, row, column) for column in columns] for row in range(top, bottom + 1)]

    def _chain(self, tree: Signed) -> Value:
        """`A1+A2+A3` is a tree as deep as it is long: it is climbed down by its left side, not by calls."""
        chain = [tree]
        while isinstance(below := chain[-1].operands[0], Signed):
            chain.append(below)
        value = self.value(chain[-1].operands[0])
        for each in reversed(chain):
            self.steps -= 1
            value = _signed(each.sign, [value, *(self.value(other) for other in each.operands[1:])])
        return value


class _WrongArgumentsError(Exception):
    """A function with arguments that it does not take."""


def _signed(sign: str, values: Sequence[Value]) -> Value:
    if wrong := _first_error(values):
        return wrong
    if sign in _COMPARISONS:
        return _compare(sign, values[0], values[1])
    if sign == "&":
        return "".join(_text(each) for each in values)
    numbers = [_number(each) for each in values]
    if wrong := _first_error(numbers):
        return wrong
    first, *more = (each for each in numbers if isinstance(each, Fraction))
    if not more:
        return first / 100 if sign == "%" else -first
    return _calculate(sign, first, more[0])


def _first_error(values: Sequence[Value]) -> ExcelError | None:
    return next((each for each in values if isinstance(each, ExcelError)), None)


def _number(value: Value) -> Fraction | ExcelError:
    """A value where a number is wanted: nothing is 0, a text of digits their number. What a program makes of `0.5`,
    `50%` or `1/2` as text depends on its language."""
    if isinstance(value, Fraction | ExcelError):
        return value
    if value is None or isinstance(value, bool):
        return Fraction(int(value or False))
    if not any(map(str.isdigit, value)):
        return _NO_VALUE
    if not _WHOLE.fullmatch(value.strip()):
        raise UnknownFormulaError(value[:20])
    return Fraction(value.strip())


def _text(value: Value) -> str:
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, Fraction):
        if value.denominator != 1:
            raise UnknownFormulaError("&")  # how many digits are shown is the program's choice
        return str(value.numerator)
    return value if isinstance(value, str) else ""


def _truth(value: Value) -> bool | ExcelError:
    if isinstance(value, str):
        return {"true": True, "false": False}.get(value.casefold(), _NO_VALUE)
    number = _number(value)
    return number if isinstance(number, ExcelError) else number != 0


def _calculate(sign: str, one: Fraction, other: Fraction) -> Value:
    if sign == "/":
        return _in_bounds(one / other) if other else _NO_DIVISION
    if sign != "^":
        return _in_bounds({"+": operator.add, "-": operator.sub, "*": operator.mul}[sign](one, other))
    largest = 9
    if other.denominator != 1 or abs(other) > largest or (one == 0 and other <= 0):
        raise UnknownFormulaError("^")
    return _in_bounds(Fraction(one ** int(other)))


def _in_bounds(number: Fraction) -> Fraction:
    """The number. Raises UnknownFormulaError for one that has so many digits that it was written to do harm."""
    if max(number.numerator.bit_length(), number.denominator.bit_length()) > MOST_BITS:
        raise UnknownFormulaError("…")
    return number


_COMPARISONS: Mapping[str, Callable[[int], bool]] = {
    "=": lambda order: order == 0,
    "<>": lambda order: order != 0,
    "<": lambda order: order < 0,
    ">": lambda order: order > 0,
    "<=": lambda order: order <= 0,
    ">=": lambda order: order >= 0,
}


def _compare(sign: str, one: Value, other: Value) -> bool:
    return _COMPARISONS[sign](_order(one, other))


def _order(one: Value, other: Value) -> int:
    """-1, 0 or 1: numbers stand before texts, and those before truths; texts are compared without case."""
    for probe, text in ((one, other), (other, one)):
        if isinstance(probe, Probe) and isinstance(text, str) and text:
            probe.compared.append(text)
    if isinstance(one, ExcelError) or isinstance(other, ExcelError):
        return 1  # in a list that is searched: an error is like nothing else
    first, second = _rank(one, other), _rank(other, one)
    return (first > second) - (first < second)


def _rank(value: Value, beside: Value) -> tuple[int, Fraction, str]:
    if value is None:  # nothing is what it is compared with, if that is nothing much
        value = "" if isinstance(beside, str) else False if isinstance(beside, bool) else Fraction(0)
    if isinstance(value, bool):
        return 2, Fraction(int(value)), ""
    if isinstance(value, str):
        return 1, Fraction(0), value.casefold()
    return 0, value if isinstance(value, Fraction) else Fraction(0), ""


# Functions

Arguments = Sequence[Tree | None]
_Function = Callable[[Calculator, Arguments], Value]


def _between(arguments: Arguments, least: int, most: int) -> None:
    if not least <= len(arguments) <= most:
        raise _WrongArgumentsError


def _if(calculator: Calculator, arguments: Arguments) -> Value:
    _between(arguments, 2, 3)
    truth = _truth_or_error(calculator.value(arguments[0]))
    if isinstance(truth, ExcelError):
        return truth
    if truth:
        return _zero_for_nothing(calculator, arguments[1])
    return _zero_for_nothing(calculator, arguments[2]) if len(arguments) > 2 else False


def _truth_or_error(value: Value) -> bool | ExcelError:
    return value if isinstance(value, ExcelError) else _truth(value)


def _zero_for_nothing(calculator: Calculator, argument: Tree | None) -> Value:
    """`IF(A1,,1)` gives 0, and so does a cell that is blank."""
    value = calculator.value(argument)
    return Fraction(0) if value is None else value


def _ifs(calculator: Calculator, arguments: Arguments) -> Value:
    if len(arguments) % 2:
        raise _WrongArgumentsError
    for place in range(0, len(arguments), 2):
        truth = _truth_or_error(calculator.value(arguments[place]))
        if isinstance(truth, ExcelError):
            return truth
        if truth:
            return _zero_for_nothing(calculator, arguments[place + 1])
    return _NOT_FOUND


def _switch(calculator: Calculator, arguments: Arguments) -> Value:
    _between(arguments, 3, 254)
    wanted = calculator.value(arguments[0])
    if isinstance(wanted, ExcelError):
        return wanted
    pairs, rest = divmod(len(arguments) - 1, 2)
    for pair in range(pairs):
        offered = calculator.value(arguments[1 + 2 * pair])
        if isinstance(offered, ExcelError):
            return offered
        if _compare("=", wanted, offered):
            return _zero_for_nothing(calculator, arguments[2 + 2 * pair])
    return _zero_for_nothing(calculator, arguments[-1]) if rest else _NOT_FOUND


def _choose(calculator: Calculator, arguments: Arguments) -> Value:
    number = _number(calculator.value(arguments[0]))
    if isinstance(number, ExcelError):
        return number
    place = int(number)
    return _zero_for_nothing(calculator, arguments[place]) if 1 <= place < len(arguments) else _NO_VALUE


def _all_truths(calculator: Calculator, arguments: Arguments) -> list[bool | ExcelError]:
    """The arguments of AND and OR. Cells that are blank or hold text are passed over there, which is not known here."""
    _between(arguments, 1, 255)
    values = [calculator.value(each) for each in arguments]
    for argument, value in zip(arguments, values, strict=True):
        if isinstance(argument, CellRange) and (value is None or isinstance(value, str)):
            raise UnknownFormulaError(a1(*argument.first))
    return [_truth_or_error(value) for value in values]


def _and(calculator: Calculator, arguments: Arguments) -> Value:
    found = _all_truths(calculator, arguments)
    return _first_error(found) or all(found)


def _or(calculator: Calculator, arguments: Arguments) -> Value:
    found = _all_truths(calculator, arguments)
    return _first_error(found) or any(found)


def _not(calculator: Calculator, arguments: Arguments) -> Value:
    _between(arguments, 1, 1)
    found = _truth_or_error(calculator.value(arguments[0]))
    return found if isinstance(found, ExcelError) else not found


def _if_error(calculator: Calculator, arguments: Arguments) -> Value:
    _between(arguments, 2, 2)
    value = calculator.value(arguments[0])
    return _zero_for_nothing(calculator, arguments[1]) if isinstance(value, ExcelError) else value


def _if_missing(calculator: Calculator, arguments: Arguments) -> Value:
    _between(arguments, 2, 2)
    value = calculator.value(arguments[0])
    return _zero_for_nothing(calculator, arguments[1]) if value == _NOT_FOUND else value


def _on_text(change: Callable[[str], str]) -> _Function:
    def function(calculator: Calculator, arguments: Arguments) -> Value:
        _between(arguments, 1, 1)
        value = calculator.value(arguments[0])
        return value if isinstance(value, Probe | ExcelError) else change(_text(value))

    return function


def _exact(calculator: Calculator, arguments: Arguments) -> Value:
    _between(arguments, 2, 2)
    one, other = (calculator.value(each) for each in arguments)
    if wrong := _first_error([one, other]):
        return wrong
    return _order(one, other) == 0 and _text(one) == _text(other)


def _is(kind: Callable[[Value], bool]) -> _Function:
    def function(calculator: Calculator, arguments: Arguments) -> Value:
        _between(arguments, 1, 1)
        return kind(calculator.value(arguments[0]))

    return function


def _numbers(calculator: Calculator, arguments: Arguments) -> Iterator[Fraction | ExcelError]:
    """All numbers of some arguments: in ranges only what is a number, in other arguments whatever can be read as one."""
    for argument in arguments:
        if isinstance(argument, CellRange | ConstantRows):
            for row in calculator.rows(argument):
                yield from (each for each in row if isinstance(each, Fraction | ExcelError))
        else:
            yield _number(calculator.value(argument))


def _over(total: Callable[[list[Fraction]], Value]) -> _Function:
    def function(calculator: Calculator, arguments: Arguments) -> Value:
        _between(arguments, 1, 255)
        found = list(_numbers(calculator, arguments))
        return _first_error(found) or total([each for each in found if isinstance(each, Fraction)])

    return function


def _sum(numbers: list[Fraction]) -> Fraction:
    found = Fraction(0)
    for number in numbers:
        found = _in_bounds(found + number)
    return found


def _product(numbers: list[Fraction]) -> Value:
    found = Fraction(1)
    for number in numbers:
        found = _in_bounds(found * number)
    return found if numbers else Fraction(0)


def _average(numbers: list[Fraction]) -> Value:
    return _sum(numbers) / len(numbers) if numbers else _NO_DIVISION


def _count(calculator: Calculator, arguments: Arguments) -> Value:
    _between(arguments, 1, 255)
    return Fraction(sum(isinstance(each, Fraction) for each in _numbers(calculator, arguments)))


def _round(calculator: Calculator, arguments: Arguments) -> Value:
    _between(arguments, 2, 2)
    values = [_number(calculator.value(each)) for each in arguments]
    if wrong := _first_error(values):
        return wrong
    number, places = (each for each in values if isinstance(each, Fraction))
    most = 15
    if places.denominator != 1 or not 0 <= places <= most:
        raise _WrongArgumentsError
    scaled = abs(number) * 10 ** int(places)
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return Fraction(whole if number >= 0 else -whole, 10 ** int(places))


def _place_of(wanted: Value, among: Sequence[Value]) -> int | None:
    """Where a value stands; blank cells are never found, and signs that stand for any text are not known here."""
    if isinstance(wanted, str) and not isinstance(wanted, Probe) and set(wanted) & set("*?~"):
        raise UnknownFormulaError(wanted[:20])
    found = (place for place, each in enumerate(among) if each is not None and _compare("=", wanted, each))
    return next(found, None)


def _looked_up(calculator: Calculator, arguments: Arguments, *, across: bool) -> Value:
    _between(arguments, 4, 4)  # without the fourth, the nearest counts, which needs an order
    wanted, exact = calculator.value(arguments[0]), _truth(calculator.value(arguments[3]))
    if exact is not False:
        raise _WrongArgumentsError
    rows = calculator.rows(arguments[1])
    lines = [list(column) for column in zip(*rows, strict=True)] if not across else rows
    number = _number(calculator.value(arguments[2]))
    if isinstance(number, ExcelError) or isinstance(wanted, ExcelError):
        return wanted if isinstance(wanted, ExcelError) else number
    if not 1 <= int(number) <= len(lines):
        return _NO_REFERENCE
    place = _place_of(wanted, lines[0])
    return _NOT_FOUND if place is None else _or_zero(lines[int(number) - 1][place])


def _or_zero(value: Value) -> Value:
    return Fraction(0) if value is None else value


def _line(rows: Rows) -> list[Value]:
    """The values of a single row or column."""
    if len(rows) == 1:
        return rows[0]
    if len(rows[0]) != 1:
        raise _WrongArgumentsError
    return [row[0] for row in rows]


def _match(calculator: Calculator, arguments: Arguments) -> Value:
    _between(arguments, 3, 3)
    wanted = calculator.value(arguments[0])
    if _number(calculator.value(arguments[2])) != 0:
        raise _WrongArgumentsError
    if isinstance(wanted, ExcelError):
        return wanted
    place = _place_of(wanted, _line(calculator.rows(arguments[1])))
    return _NOT_FOUND if place is None else Fraction(place + 1)


def _index(calculator: Calculator, arguments: Arguments) -> Value:
    _between(arguments, 2, 3)
    rows = calculator.rows(arguments[0])
    places = [_number(calculator.value(each)) for each in arguments[1:]]
    if wrong := _first_error(places):
        return wrong
    numbers = [int(each) for each in places if isinstance(each, Fraction)]
    if 0 in numbers:
        raise _WrongArgumentsError  # a whole row or column
    if len(numbers) == 1:
        line = _line(rows)
        return _or_zero(line[numbers[0] - 1]) if 1 <= numbers[0] <= len(line) else _NO_REFERENCE
    row, column = numbers
    if not (1 <= row <= len(rows) and 1 <= column <= len(rows[0])):
        return _NO_REFERENCE
    return _or_zero(rows[row - 1][column - 1])


def _left(calculator: Calculator, arguments: Arguments) -> Value:
    _between(arguments, 1, 2)
    value = calculator.value(arguments[0])
    count = _number(calculator.value(arguments[1])) if len(arguments) > 1 else Fraction(1)
    if isinstance(value, ExcelError | Probe):
        return value
    if isinstance(count, ExcelError):
        return count
    return _text(value)[: int(count)] if count >= 0 else _NO_VALUE


_FUNCTIONS: Mapping[str, _Function] = {
    "IF": _if,
    "IFS": _ifs,
    "SWITCH": _switch,
    "CHOOSE": _choose,
    "AND": _and,
    "OR": _or,
    "NOT": _not,
    "IFERROR": _if_error,
    "IFNA": _if_missing,
    "UPPER": _on_text(str.upper),
    "LOWER": _on_text(str.lower),
    "TRIM": _on_text(lambda text: " ".join(word for word in text.split(" ") if word)),
    "EXACT": _exact,
    "LEFT": _left,
    "ISBLANK": _is(lambda value: value is None),
    "ISNUMBER": _is(lambda value: isinstance(value, Fraction)),
    "ISTEXT": _is(lambda value: isinstance(value, str)),
    "ISERROR": _is(lambda value: isinstance(value, ExcelError)),
    "SUM": _over(_sum),
    "PRODUCT": _over(_product),
    "AVERAGE": _over(_average),
    "MIN": _over(lambda numbers: min(numbers, default=Fraction(0))),
    "MAX": _over(lambda numbers: max(numbers, default=Fraction(0))),
    "COUNT": _count,
    "ROUND": _round,
    "VLOOKUP": lambda calculator, arguments: _looked_up(calculator, arguments, across=False),
    "HLOOKUP": lambda calculator, arguments: _looked_up(calculator, arguments, across=True),
    "MATCH": _match,
    "INDEX": _index,
}
