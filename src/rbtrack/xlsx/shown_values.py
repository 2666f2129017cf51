"""What a cell shows of the number or text that it holds, and which number a reader takes from that.

Numbers are written with a decimal point and a comma between thousands; the reader's own program may use other marks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache

from rbtrack.domain.numbers import from_cell
from rbtrack.xlsx.number_formats import FormatSection, FormatToken, parsed

UNKNOWN = "###"
"""Shown where a format has nothing for a value, or is beyond us."""

_DIGITS = Context(prec=2_000)
"""More than a number below 10**309 has in a format of the longest kind."""

_NOISE = Decimal("1e-9")
_ALL_PLACES = 400
_GROUPED = re.compile(r"\d{1,3}(?:\s\d{3})*(?:\.\d*)?")
_LIKE_DIGITS = re.compile(r"[\d.,/‰×^]")
_MINUS = frozenset("-−(")
_DASHES = frozenset("-–—")
_NO_WORDS = re.compile(r"[\s%()−-]*")


@dataclass(frozen=True, slots=True)
class Shown:
    """What a cell shows. `number` is what a reader takes from `text` (the 80 of `80%`), None where that is no number.

    `held` is the same number as the cell holds it, in all its digits. Where the two differ by more than rounding,
    `number` is None. `has_words`: beside the number stands something that is no part of it, such as a unit.
    """

    text: str
    number: Decimal | None = None
    held: Decimal | None = None
    is_percent: bool = False
    has_words: bool = False

    @property
    def is_rounded(self) -> bool:
        """Whether the cell holds more digits than it shows, the noise of binary fractions left out."""
        return self.number is not None and self.held is not None and abs(self.number - self.held) > _NOISE


def shown_text(code: str, text: str) -> str:
    """What a cell with this number format shows of a text."""
    found = parsed(code)
    if found is None:
        return UNKNOWN
    if found.text is None:
        return text
    return "".join(text if token.text == "@" else token.text for token in found.text.tokens)


@lru_cache(maxsize=4_096)  # a sheet has few different weights, answers and points
def shown_number(code: str, number: float) -> Shown:
    """What a cell with this number format shows of a number. Dates are no numbers here."""
    found = parsed(code)
    value = from_cell(number)
    chosen = None if found is None else found.section(value)
    if chosen is None:
        return Shown(UNKNOWN)
    section, has_own_sign = chosen
    if section.shows_date or (section.condition is not None and value < 0):
        return Shown(UNKNOWN)
    written = _written(section, value.copy_abs())
    if has_own_sign and value < 0:
        written = replace(written, pieces=[("-", True), *written.pieces])
    return _read(written, value)


@dataclass(frozen=True, slots=True)
class _Written:
    """A number as a section writes it: `pieces` in their order, the digits and the words apart (`is_word`).

    `value` is what is written before it was rounded to `places` decimals: a hundred times the number for a percentage.
    """

    pieces: Sequence[tuple[str, bool]]
    value: Decimal
    places: int


def _written(section: FormatSection, value: Decimal) -> _Written:
    tokens = section.tokens
    codes = [token.text for token in tokens if token.kind == "code"]
    value = value.scaleb(2 * codes.count("%"), _DIGITS)
    if any(_is_value(token) for token in tokens):
        whole = format(value, "f")
        return _Written([(whole, False) if _is_value(token) else _word(token) for token in tokens], value, _ALL_PLACES)
    if "/" in codes:
        return _fraction(tokens, value)
    if any(token.kind == "exponent" for token in tokens):
        return _exponent(tokens, value)
    return _decimal(tokens, value)


def _is_value(token: FormatToken) -> bool:
    return token.kind == "general" or token == FormatToken("code", "@")


def _word(token: FormatToken) -> tuple[str, bool]:
    return token.text, True


def _is_code(token: FormatToken, signs: str) -> bool:
    return token.kind == "code" and token.text in signs


def _decimal(tokens: Sequence[FormatToken], value: Decimal) -> _Written:
    """Digits in their places: the first place takes all that are left, words stand between them as in the format."""
    places = [index for index, token in enumerate(tokens) if _is_code(token, "0#?")]
    if not places:
        return _Written([_word(token) for token in tokens if not _is_code(token, ",.")], value, 0)
    point = next((index for index, token in enumerate(tokens) if _is_code(token, ".")), len(tokens))
    whole, part = [index for index in places if index < point], [index for index in places if index > point]
    commas = [index for index, token in enumerate(tokens) if _is_code(token, ",")]
    thousands = sum(not any(comma < place for place in (part if comma > point else whole)) for comma in commas)
    digits, decimals = _digits(value.scaleb(-3 * thousands, _DIGITS), len(part))
    digits = digits.lstrip("0").rjust(sum(tokens[index].text == "0" for index in whole), "0")
    is_grouped = any(whole[0] < comma < whole[-1] for comma in commas) if whole else False
    shown = _in_places(digits, whole, is_grouped=is_grouped)
    shown |= dict(zip(part, _without_end(decimals, [tokens[index].text for index in part]), strict=True))
    pieces: list[tuple[str, bool]] = []
    for index, token in enumerate(tokens):
        if index == point:
            pieces.append(("." if whole else f"{digits}.", False))
        elif index in shown:
            pieces.append((shown[index], False))
        elif not _is_code(token, ","):
            pieces.append(_word(token))
    return _Written(pieces, value, len(part))


def _digits(value: Decimal, places: int) -> tuple[str, str]:
    """The digits before and behind the point, rounded as programs round what they show."""
    rounded = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, _DIGITS)
    whole, _point, decimals = format(rounded, "f").partition(".")
    return whole, decimals


def _in_places(digits: str, places: Sequence[int], *, is_grouped: bool) -> dict[int, str]:
    """The digits for each place before the point."""
    shown = dict.fromkeys(places, "")
    if is_grouped:
        return {**shown, places[-1]: f"{int(digits):,}" if digits else ""}
    for place in reversed(places[1:]):
        shown[place], digits = digits[-1:], digits[:-1]
    return {**shown, places[0]: digits} if places else {}


def _without_end(decimals: str, places: Sequence[str]) -> list[str]:
    """The digits behind the point; zeros at the end that the format does not ask for are not shown."""
    shown = list(decimals)
    for index in reversed(range(len(shown))):
        if shown[index] != "0" or places[index] == "0":
            break
        shown[index] = ""
    return shown


def _fraction(tokens: Sequence[FormatToken], value: Decimal) -> _Written:
    """A whole number is shown as one. The fraction of any other is not worked out: it is no number for a reader."""
    is_whole = value == value.to_integral_value() and not any(_is_code(token, "%") for token in tokens)
    return _Written([(format(value, "f"), not is_whole)], value, 0)


def _exponent(tokens: Sequence[FormatToken], value: Decimal) -> _Written:
    """One digit with its decimals and an exponent; of several digits before the point all but one count as decimals."""
    mantissa = tokens[: next(index for index, token in enumerate(tokens) if token.kind == "exponent")]
    places = max(0, sum(_is_code(token, "0#?") for token in mantissa) - 1)
    shown = format(value, f".{places}E")
    after = [_word(token) for token in tokens if token.kind == "words" or _is_code(token, "%")]
    return _Written([(shown, False), *after], value, places - int(shown.partition("E")[2]))


def _read(written: _Written, value: Decimal) -> Shown:
    """What a reader takes from the pieces of a number."""
    text = "".join(piece for piece, _is_word in written.pieces)
    numeric = [index for index, (piece, is_word) in enumerate(written.pieces) if piece and not is_word]
    digits = "".join(written.pieces[index][0] for index in numeric)
    if not any(sign.isdigit() for sign in digits):
        is_dash = value == 0 and bool(text.strip()) and set(text.strip()) <= _DASHES
        return Shown(text, value, value, has_words=True) if is_dash else Shown(text)
    before, after = _joined(written.pieces[: numeric[0]]), _joined(written.pieces[numeric[-1] + 1 :])
    between = written.pieces[numeric[0] : numeric[-1] + 1]
    has_gaps = any(is_word for _piece, is_word in between)
    is_split = has_gaps and not (
        all(piece.isspace() or not is_word for piece, is_word in between) and _GROUPED.fullmatch(_joined(between))
    )
    words = before + ("" if after.strip() == "." else after)
    is_negative = not _MINUS.isdisjoint(before)
    if is_split or _LIKE_DIGITS.search(words) or words.count("%") > 1 or (value != 0 and is_negative != (value < 0)):
        return Shown(text)
    number = Decimal(digits.replace(",", ""))
    if abs(number - written.value) > Decimal(5).scaleb(-written.places - 1) + _NOISE:
        return Shown(text)
    sign = -1 if is_negative else 1
    has_words = _NO_WORDS.fullmatch(words) is None
    return Shown(text, sign * number, sign * written.value, "%" in words, has_words)


def _joined(pieces: Sequence[tuple[str, bool]]) -> str:
    return "".join(piece for piece, _is_word in pieces)
