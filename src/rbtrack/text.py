"""What a reader sees: the language, numbers as that language writes them, and foreign text made harmless.

English is the language of the code, Indonesian the default one of the program.
"""

from __future__ import annotations

import gettext
import locale
import re
import sys
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from decimal import Decimal
from fractions import Fraction
from functools import cache
from importlib.resources import files

from rbtrack.domain.numbers import readings, rounded, tidy

LANGUAGES: Mapping[str, str] = {"id": ",", "en": "."}
"""Each language with its decimal mark. Its texts stand in `locale/`; English ones in the code."""

DEFAULT_LANGUAGE = "id"
MISSING = "–"
"""How a figure that is not there looks, everywhere: never 0, never nothing."""

_NUMBER = re.compile(r"-?[0-9]+\.[0-9]+")
TEXT_DOMAIN = "rbtrack"
LOCALE_FOLDER = str(files("rbtrack").joinpath("locale"))


def choose_language(asked: str | None, environment: Mapping[str, str]) -> str:
    """`asked`, else RBTRACK_LANG, else the system's language, where it is one of `LANGUAGES`; else Indonesian."""
    for wish in (asked, environment.get("RBTRACK_LANG"), _system_language(environment)):
        if wish and (short := wish.lower().replace("-", "_").split("_")[0].split(".")[0]) in LANGUAGES:
            return short
    return DEFAULT_LANGUAGE


def _system_language(environment: Mapping[str, str]) -> str | None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if environment.get(name):
            return environment[name]
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 (only there, and only asked once)

        return locale.windows_locale.get(ctypes.windll.kernel32.GetUserDefaultUILanguage())
    return None


_LANGUAGE: ContextVar[str] = ContextVar("language", default=DEFAULT_LANGUAGE)
"""Each thread and task has a language of its own: two readers of one process may differ."""


def set_language(language: str) -> None:
    """Use `language`, one of `LANGUAGES`, from now on in this context (a thread, a task)."""
    _LANGUAGE.set(language)


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Use `language` inside the block; the one before it comes back at the end."""
    before = _LANGUAGE.set(language)
    try:
        yield
    finally:
        _LANGUAGE.reset(before)


def language() -> str:
    """The language in use."""
    return _LANGUAGE.get()


def _(message: str) -> str:
    """`message` in the reader's language."""
    return _translations(language()).gettext(message)


def in_every_language(message: str) -> frozenset[str]:
    """`message` in each of the languages: what another reader's program may have written."""
    return frozenset(_translations(each).gettext(message) for each in LANGUAGES)


@cache
def _translations(spoken: str) -> gettext.NullTranslations:
    """The translations into a language, read once: asking gettext anew looks for the file every time."""
    return gettext.translation(TEXT_DOMAIN, LOCALE_FOLDER, [spoken], fallback=True)


def N_(message: str) -> str:  # noqa: N802 (gettext's own name for it)
    """Marks `message` for translation where it stands; it is translated where it is shown."""
    return message


def number(value: Decimal | Fraction | int | None, places: int = 2) -> str:
    """A figure rounded half up to `places`, with the reader's decimal mark; an en dash where there is none."""
    if value is None:
        return MISSING
    return _mark(format(rounded(Fraction(value), places), "f"))


PRECISE_PLACES = 6


def precise(value: Decimal | Fraction | int | None) -> str:
    """A figure with up to six decimals, as many as it has; an en dash where there is none."""
    if value is None:
        return MISSING
    return _mark(format(tidy(rounded(Fraction(value), PRECISE_PLACES)), "f"))


def signed(value: Decimal | Fraction | int | None, places: int = 2) -> str:
    """A difference: like `number`, with its sign."""
    shown = number(value, places)
    return f"+{shown}" if value is not None and rounded(Fraction(value), places) > 0 else shown


def unrounded(value: Decimal | Fraction) -> str:
    """A figure in all its digits, as it was entered, with the reader's decimal mark."""
    if isinstance(value, Fraction):
        exact = Decimal(value.numerator) / Decimal(value.denominator)
        if Fraction(exact) == value:
            return _mark(format(exact.normalize() + 0, "f"))
        # A third is written as 1/3; a number of thousands of digits, which only a hostile file holds, in short.
        return str(value) if max(abs(value.numerator), value.denominator) < 10**12 else _mark(f"{exact:.6E}")
    return _mark(format(value, "f"))


def as_written(answer: str) -> str:
    """An answer as the reader writes it: a number with the reader's decimal mark, letters and counts as they are."""
    return _mark(answer) if _NUMBER.fullmatch(answer) else answer


def _mark(digits: str) -> str:
    return digits.replace(".", LANGUAGES[language()])


def harmless(text: str) -> str:
    """`text` without the power to move a cursor, ring a bell, reverse a line or break one.

    Line breaks and tabs become spaces; control and direction characters become U+FFFD.
    """
    # Nothing printable has such a power: most text need not be looked at character by character.
    return text if text.isprintable() else "".join(_harmless(character) for character in text)


def _harmless(character: str) -> str:
    if character in "\n\r\t\v\f\x85\u2028\u2029":
        return " "
    category = unicodedata.category(character)
    return "\ufffd" if category in ("Cc", "Cs") or character in _DIRECTIONS else character


_DIRECTIONS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c"


_RUNNING = re.compile(r"(^[\s\ufeff\u200b\0]*|[;\t\r\n][\s\ufeff\u200b\0]*)('*)([=+\-@\uff1d\uff0b\uff0d\uff20]?)")
"""Where a cell of a text file may begin in a spreadsheet, whatever separator it takes, and the sign that makes it run
what follows (an East Asian one does the same)."""


def unrunnable(text: str, mark: str = "'") -> str:
    """`text` with a mark before every sign that would make a spreadsheet run it as a formula; numbers as they are."""
    if readings(text):
        return text
    return _RUNNING.sub(lambda found: f"{found[1]}{mark if found[3] else ''}{found[2]}{found[3]}", text)


def as_entered(text: str) -> str:
    """`text` without the marks that `unrunnable` sets."""
    return _RUNNING.sub(lambda found: f"{found[1]}{found[2][1:] if found[3] else found[2]}{found[3]}", text)


def shorten(text: str, most: int = 80) -> str:
    """The beginning of `text`, harmless, with an ellipsis where it was cut."""
    text = harmless(text)
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def listed(words: Sequence[object]) -> str:
    """Words one after the other, separated by commas."""
    return ", ".join(str(word) for word in words)
