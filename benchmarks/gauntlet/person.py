"""Reads a worksheet as a person does: by the words of its headings and labels, and by nothing that is hidden.

It shares no code with the readers of rbtrack. What each label and heading means it knows from the sheet before
it was edited.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from benchmarks.gauntlet.seeing import Seen, SeenSheet
from rbtrack.domain.evaluation import Answer, EvaluationKey
from rbtrack.domain.kinds import ChoiceScale, NumberScale, RatioScale
from rbtrack.domain.rubric import Node, Rubric

Cell = tuple[str, int, int]
"""Sheet, row and column."""

NOTE_HEADINGS = ("catatan", "catatan unit", "note")
EVIDENCE_HEADINGS = ("bukti dukung", "bukti", "evidence", "eviden link")
_OFFICE_LABELS = ("instansi", "office", "nama satker")
_YEAR_LABELS = ("tahun", "year")
_TIER_LABELS = ("tahap", "tier")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_NUMBER = re.compile(r"([+-]?\d+(?:\.\d+)?)(E[+-]\d+)?(%?)")
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_LONG_NUMBER = re.compile(r"\d\.\d+E\+\d+")
_FRACTION = re.compile(r"(?:(\d+) )?(\d+)/(\d+)")
_WEIGHT = re.compile(r"\([\d.,]+\)\s*$")
_ALIKE = str.maketrans("АВЕКМНОРСТХаеорсух", "ABEKMHOPCTXaeopcyx")
"""Cyrillic letters that look like Latin ones."""

_BLANK = {"blm diisi", "belum diisi", "blm di isi", "belum di isi", "blm terisi", "belum terisi", "kosong"}
_NOT_APPLICABLE = {"n a", "na", "tidak berlaku", "not applicable"}


def plain(text: str) -> str:
    """A text as a person compares it: letters and digits, whatever case, width and alphabet they are in."""
    looks = unicodedata.normalize("NFKC", text).translate(_ALIKE)
    words = "".join(sign if sign.isalnum() else " " for sign in looks if unicodedata.category(sign) != "Cf")
    return " ".join(words.split()).casefold()


def plain_label(text: str) -> str:
    return plain(_WEIGHT.sub("", text))


@dataclass(frozen=True)
class Section:
    """The table of one evaluation on one sheet: its columns and rows by what they mean."""

    key: EvaluationKey
    sheet: str
    heading_row: int
    label: int
    answer: int
    columns: Mapping[str, int]
    rows: Mapping[str, int]
    groups: Mapping[str, int]


@dataclass(frozen=True)
class Known:
    """What a person knows of a worksheet: what its labels and headings stand for, and what is said over them."""

    rubric: Rubric
    labels: Mapping[str, Sequence[str]]
    answers: Mapping[tuple[str, int], EvaluationKey]
    """The heading of each column of answers, and which of those with this heading it is."""

    headings: frozenset[str]
    said: Mapping[str, frozenset[str]]
    """What stands beside the labels for office, year and tier."""


@dataclass
class Sight:
    """What a person sees of one evaluation: the cells of each item, and what stands in them."""

    answers: dict[str, list[tuple[Cell, str]]] = field(default_factory=lambda: defaultdict(list))
    notes: dict[str, list[tuple[Cell, str]]] = field(default_factory=lambda: defaultdict(list))
    evidence: dict[str, list[tuple[Cell, str]]] = field(default_factory=lambda: defaultdict(list))
    years: set[str] = field(default_factory=set)


@dataclass
class Overview:
    """All that a person sees."""

    tables: dict[EvaluationKey, Sight] = field(default_factory=dict)
    head: dict[str, frozenset[str]] = field(default_factory=dict)
    extra_columns: list[Cell] = field(default_factory=list)


def look(seen: Seen, known: Known, sections: Sequence[Section]) -> Overview:
    """What a person who knows the sheet finds on it."""
    found = Overview({key: Sight() for key in known.answers.values()})
    for sheet in seen:
        rows = sheet.rows()
        heading_row, columns = _answer_columns(sheet, rows, known, sections, found)
        ends = [*sorted(columns), 10_000]
        for place, column in enumerate(sorted(columns)):
            sight = found.tables[columns[column]]
            sight.years |= _years_over(rows, heading_row, column)
            roles = {"answer": column, **_beside(rows.get(heading_row, {}), column, ends[place + 1])}
            for code, row in _items(rows, heading_row, column, known):
                for role, into in (("answer", sight.answers), ("note", sight.notes), ("evidence", sight.evidence)):
                    if role in roles:
                        at = (sheet.name, row, roles[role])
                        into[code].append((at, rows[row].get(roles[role], "")))
    found.head = head_of(seen)
    return found


def head_of(seen: Seen) -> dict[str, frozenset[str]]:
    """What stands beside the labels for office, year and tier, on all sheets."""
    said: dict[str, set[str]] = {"office": set(), "year": set(), "tier": set()}
    names = {"office": _OFFICE_LABELS, "year": _YEAR_LABELS, "tier": _TIER_LABELS}
    for sheet in seen:
        for row in sheet.rows().values():
            for column, text in row.items():
                label, colon, inside = text.partition(":")
                for role, labels in names.items():
                    if plain(label) in labels and (colon or column < 10):
                        beside = next((each for at, each in row.items() if at > column), "")
                        value = plain(inside) or plain(beside)
                        if value and len(row) <= 8:
                            said[role].add(value)
    return {role: frozenset(values) for role, values in said.items()}


def _answer_columns(
    sheet: SeenSheet,
    rows: Mapping[int, Mapping[int, str]],
    known: Known,
    sections: Sequence[Section],
    found: Overview,
) -> tuple[int, dict[int, EvaluationKey]]:
    """The row of headings and the columns of answers below it; where no heading is left, those of old."""
    wanted = {heading for heading, _nth in known.answers}
    for number, row in rows.items():
        texts = {column: plain(text) for column, text in row.items()}
        if wanted & set(texts.values()) and len(known.headings & set(texts.values())) >= 2:
            count: dict[str, int] = defaultdict(int)
            columns = {}
            for column, text in texts.items():
                if text in wanted:
                    key = known.answers.get((text, count[text]))
                    count[text] += 1
                    if key is None:
                        found.extra_columns.append((sheet.name, number, column))
                    else:
                        columns[column] = key
            return number, columns
    own = [section for section in sections if section.sheet == sheet.name]
    return (own[0].heading_row, {section.answer: section.key for section in own}) if own else (0, {})


def _beside(headings: Mapping[int, str], answer: int, end: int) -> dict[str, int]:
    """The first columns of notes and evidence behind an answer."""
    found: dict[str, int] = {}
    for column, text in headings.items():
        if answer < column < end:
            for role, names in (("note", NOTE_HEADINGS), ("evidence", EVIDENCE_HEADINGS)):
                if plain(text) in names:
                    found.setdefault(role, column)
    return found


def _years_over(rows: Mapping[int, Mapping[int, str]], heading_row: int, answer: int) -> set[str]:
    """The years of the nearest title over a table, of no regulation: the last one that begins left of its answers."""
    for number in range(heading_row - 1, 0, -1):
        texts = [text for at, text in sorted(rows.get(number, {}).items(), reverse=True) if at <= answer]
        for text in texts:
            if "permen" not in text.casefold() and (years := set(_YEAR.findall(text))):
                return years
    return set()


def _items(
    rows: Mapping[int, Mapping[int, str]], heading_row: int, answer: int, known: Known
) -> Iterator[tuple[str, int]]:
    """Each item that is seen, with its row: by its label, and under the labels above it where several share one."""
    opened: tuple[str, ...] = ()
    for number, row in rows.items():
        if number <= heading_row:
            continue
        item = None
        for column in sorted(column for column in row if column < answer):
            code = _code(row[column], known, opened)
            if code is None:
                continue
            if known.rubric.nodes[code].is_item:
                item = code
            else:
                opened = (*_above(known.rubric, code), code)
        if item is not None:
            yield item, number


def _code(text: str, known: Known, opened: tuple[str, ...]) -> str | None:
    """The node that a label stands for."""
    codes = known.labels.get(plain_label(text), ())
    depths = {code: len(above) for code in codes if (above := _above(known.rubric, code)) and above[-1] in opened}
    if depths:
        return max(depths, key=depths.__getitem__)
    if len(codes) == 1:
        return codes[0]
    return next((code for code in codes if code not in known.rubric.parents), None)


def _above(rubric: Rubric, code: str) -> tuple[str, ...]:
    """The codes of all nodes above one, from the top."""
    parent = rubric.parents.get(code)
    return () if parent is None else (*_above(rubric, parent.code), parent.code)


# What a shown text says


def agrees(item: Node, shown: str, stored: Answer) -> bool:
    """Whether the stored answer is what a person reads in the text."""
    said = plain(shown)
    if said in _BLANK or not shown.strip(" -–—\u00a0\n"):
        return stored.value is None and not stored.not_applicable
    if said in _NOT_APPLICABLE:
        return stored.not_applicable
    if stored.value is None or stored.not_applicable:
        return False
    match item.answer:
        case ChoiceScale(options=options):
            names = [name for option in options if option.letter == stored.value for name in option.names]
            return said in {plain(name) for name in names}
        case NumberScale(words=words, minimum=minimum, maximum=maximum):
            names = [name for word in words if word.letter == stored.value for name in word.names]
            if names:
                return said in {plain(name) for name in names}
            return _is_number(shown, Fraction(stored.value), maximum - minimum)
        case RatioScale():
            return "".join(unicodedata.normalize("NFKC", shown).split()) == stored.value
    raise AssertionError(item)


def _is_number(shown: str, stored: Fraction, span: Fraction) -> bool:
    """Whether a number is shown as it is stored, but for the last decimals, which a format may round away."""
    if fraction := _FRACTION.fullmatch(shown.strip()):
        whole, above, below = (int(part or 0) for part in fraction.groups())
        return abs(whole + Fraction(above, below) - stored) <= span / 100
    text = "".join(unicodedata.normalize("NFKC", shown).replace("−", "-").split())
    for reading in {text, text.replace(",", "."), text.replace(",", ""), text.replace(".", "").replace(",", ".")}:
        match = _NUMBER.fullmatch(reading)
        if match is None or (match[3] and span != 100):
            continue
        number, decimals = Fraction(match[1] + (match[2] or "")), len(match[1].partition(".")[2])
        if number == stored:
            return True
        if abs(number - stored) <= Fraction(1, 2 * 10**decimals) and abs(number - stored) <= span / 100:
            return True
    return False


def same_words(shown: str, stored: str) -> bool:
    """Whether a note is stored as it is shown; spaces do not count, nor the order of a date's parts or the exponent of
    a long number."""
    if " ".join(shown.split()) == " ".join(stored.split()):
        return True
    if _DATE.fullmatch(stored):
        return sorted(map(int, re.findall(r"\d+", shown))) == sorted(map(int, stored.split("-")))
    long = _LONG_NUMBER.fullmatch(shown)
    return long is not None and stored.isdecimal() and abs(float(shown) - float(stored)) <= float(stored) * 1e-12
