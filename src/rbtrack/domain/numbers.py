"""Numbers as offices write them and as they are shown. Nothing is rounded in between."""

from __future__ import annotations

import re
from decimal import Context, Decimal, Inexact
from fractions import Fraction

_WHOLE = re.compile(r"[+-]?\d+", re.ASCII)
_DECIMAL = re.compile(r"([+-]?\d+)[.,](\d+)", re.ASCII)
_GROUPED = tuple(
    (mark, re.compile(rf"([+-]?[1-9]\d{{0,2}}(?:[{mark}]\d{{3}})+)(?:[{decimal}](\d+))?", re.ASCII))
    for mark, decimal in (".,", ",.")
)

EXACT_DIGITS = 28

SAME_FIGURE = Fraction(1, 10**9)
"""Worksheets calculate in binary floating point: a figure that differs by less than this is the same figure."""


def readings(text: str) -> tuple[Decimal, ...]:
    """Every number that `text` can mean: none, one, or two where a mark may group thousands.

    A single comma or point is read as the decimal mark (`66,67` is 66.67); followed by exactly
    three digits it may as well group thousands (`1.234` is 1.234 or 1234).
    """
    text = text.strip()
    if _WHOLE.fullmatch(text):
        return (Decimal(text),)
    found: list[Decimal] = []
    if match := _DECIMAL.fullmatch(text):
        found.append(Decimal(".".join(match.groups())))
    for mark, pattern in _GROUPED:
        if match := pattern.fullmatch(text):
            whole, decimals = match.groups()
            found.append(Decimal(f"{whole.replace(mark, '')}.{decimals or 0}"))
    return tuple(tidy(number) for number in found)


def from_cell(number: float) -> Decimal:
    """The decimal that a number cell shows: the shortest one that the stored binary number stands for."""
    return tidy(Decimal(repr(number)))


def tidy(number: Decimal) -> Decimal:
    """The same number without a trailing `.0` or an exponent."""
    return number.to_integral_value() + 0 if number == number.to_integral_value() else number.normalize()


def rounded(number: Fraction, places: int = 2) -> Decimal:
    """`number` as it is printed: rounded once, half away from zero (half up, as the regulations print it)."""
    scaled = abs(number) * 10**places
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return Decimal(whole if number >= 0 else -whole).scaleb(-places)


def exact_text(number: Fraction) -> str:
    """All digits of `number` where they end, else the first 28, with a decimal point."""
    context = Context(prec=EXACT_DIGITS)
    quotient = context.divide(Decimal(number.numerator), Decimal(number.denominator))
    return format(quotient if context.flags[Inexact] else tidy(quotient), "f")
