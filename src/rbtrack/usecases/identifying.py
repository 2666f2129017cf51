"""Whether an issued worksheet is still for whom it was issued: its hidden sheet, its head and the register must agree."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from rbtrack.domain.evaluation import EvaluationKey, Office, plain_words
from rbtrack.domain.office_names import Agreement, compare_names
from rbtrack.errors import Place, Problem, Severity
from rbtrack.lke.identity import Identity, find_hidden, hidden_place
from rbtrack.lke.reading.issued_head import Head, HeadFact, heads
from rbtrack.lke.reading.layout import offices_on
from rbtrack.messages.tiers import tier_name
from rbtrack.store import RegisteredWorksheet
from rbtrack.text import LANGUAGES, speaking
from rbtrack.usecases.recognising import names_office, other_office
from rbtrack.xlsx.cells import Workbook

_RUBRIC_ID = re.compile(r"\(([^\s,()]+),[^()]*\)$")
_PARTS = {name: name for name in ("office", "year", "rubric", "tier", "judge")} | {"evaluated": "year_evaluated"}
"""For what a worksheet was issued: fields of the hidden sheet, each as an evaluation says it."""


@dataclass(frozen=True)
class IssuedFor:
    """An issued worksheet, for whom its hidden sheet says that it is, and what is known of that here.

    `registered` is its entry in the register, None where there is none or no database; `offices` are those of the
    database, None without one.
    """

    workbook: Workbook
    identity: Identity
    registered: RegisteredWorksheet | None = None
    offices: Mapping[str, Office] | None = None

    @cached_property
    def sheets(self) -> tuple[str, ...]:
        """The names of the sheets that it was issued with; none where it does not say."""
        hidden = find_hidden(self.workbook)
        return hidden.sheets if hidden else ()

    @property
    def key(self) -> EvaluationKey:
        return self.identity.key

    @property
    def office(self) -> str:
        """The office's name and code by the hidden sheet."""
        return f"{self.identity.office_name} ({self.identity.office})"

    @property
    def names(self) -> tuple[str, ...]:
        """What the office is called: in the hidden sheet, and here."""
        stored = self.offices.get(self.identity.office) if self.offices else None
        return (self.identity.office_name, *([stored.name] if stored else []))

    @property
    def tier_words(self) -> tuple[str, ...]:
        """What the tier with its judge is called in a head, in every language; the reader's first."""
        found = [tier_name(self.identity.tier, self.identity.judge)]
        for each in LANGUAGES:
            with speaking(each):
                found.append(tier_name(self.identity.tier, self.identity.judge))
        return tuple(found)


def contradictions(issued: IssuedFor) -> Iterator[Problem]:
    """Where the register or the head say otherwise than the hidden sheet, by which the worksheet would be stored."""
    yield from _register_doubts(issued)
    for head in heads(issued.workbook, issued.sheets):
        yield from _head_doubts(issued, head)
    for named in offices_on(sheet for sheet in issued.workbook.sheets if sheet.name not in issued.sheets):
        if issued.sheets and _office_agreement(issued, named.text) == "other":
            yield Problem(
                "office-differs", "warning", named.place, value=named.text, parameters={"office": issued.office}
            )
    yield from _name_doubts(issued)


def _head_doubts(issued: IssuedFor, head: Head) -> Iterator[Problem]:
    for fact in head.facts:
        if (expected := _denied(issued, fact)) is not None:
            yield _head_problem(issued, fact, "issued-head-differs", expected)
        elif fact.part == "office" and _office_agreement(issued, fact.said.text) == "similar":
            yield _head_problem(issued, fact, "issued-head-similar", issued.office, "warning")
    evaluated = issued.identity.evaluated
    if not head.is_whole or (evaluated is not None and not head.says("evaluated")):
        said = (issued.office, issued.identity.year, issued.tier_words[0], evaluated)
        parameters = {"issued": ", ".join(str(each) for each in said if each is not None)}
        yield Problem("issued-head-emptied", "warning", head.place, parameters=parameters)


def _head_problem(issued: IssuedFor, fact: HeadFact, code: str, expected: str, severity: Severity = "error") -> Problem:
    hidden = hidden_place(issued.workbook, "office_name" if fact.part == "office" else fact.part)
    parameters = {"issued": expected, "hidden": _cell(hidden)}
    return Problem(code, severity, fact.said.place, value=fact.said.text, parameters=parameters)


def _register_doubts(issued: IssuedFor) -> Iterator[Problem]:
    """One that was never entered here comes from another computer, or from a time before there was a register."""
    if issued.offices is None:
        return
    entry = issued.registered
    if entry is None:
        place = Place(issued.workbook.package.file)
        yield Problem("issued-not-registered", "warning", place)
        return
    for part, name in _PARTS.items():
        told, known = getattr(issued.key, name), getattr(entry.key, name)
        if told != known:
            place = hidden_place(issued.workbook, part)
            parameters = {"issued": known or "-", "evaluation": f"{entry.key.office} {entry.key.label}"}
            yield Problem("issued-register-differs", place=place, value=str(told) or "-", parameters=parameters)


def _denied(issued: IssuedFor, fact: HeadFact) -> str | None:
    """What the head should say by the hidden sheet, where it says something else."""
    text, identity = fact.said.text, issued.identity
    if fact.part == "office":
        return None if _office_agreement(issued, text) != "other" else issued.office
    if fact.part == "year":
        return None if text == str(identity.year) else str(identity.year)
    if fact.part == "evaluated":
        year = str(issued.key.year_evaluated)
        return None if text == year else year
    if fact.part == "tier":
        words = issued.tier_words
        return None if plain_words(text) in {plain_words(each) for each in words} else words[0]
    named = _RUBRIC_ID.search(text)
    return identity.rubric if named and named[1] != identity.rubric else None


def _office_agreement(issued: IssuedFor, text: str) -> Agreement:
    """Whether a name in the head, perhaps with a code behind it, is that of the office, or like it."""
    own = issued.identity.office
    if any(names_office(text, Office(own, name, "")) for name in issued.names):
        return "same"
    called, code = _with_code(text)
    if code and plain_words(code) == plain_words(own):
        text = called
        if any(plain_words(text) == plain_words(name) for name in issued.names):
            return "same"
    if code and code != own and code in (issued.offices or {}):
        return "other"
    if other_office(text, own, issued.offices) is not None:
        return "other"
    found = {compare_names(text, name) for name in issued.names}
    return "same" if "same" in found else "similar" if "similar" in found else "other"


def _with_code(text: str) -> tuple[str, str]:
    """A name, and the code in brackets behind it: `KPU Kupang (53.01)`. The code is empty where there is none."""
    called, bracket, code = text.removesuffix(")").rpartition("(")
    has_code = text.endswith(")") and bracket and called.strip() and not set("()") & set(code)
    return (called.rstrip(), code) if has_code else (text, "")


def _name_doubts(issued: IssuedFor) -> Iterator[Problem]:
    """Where the office is called otherwise here: of a registered worksheet it was renamed, of any other one the code
    may be of another office."""
    stored = issued.offices.get(issued.identity.office) if issued.offices else None
    name = issued.identity.office_name
    if stored is None or issued.registered is not None or compare_names(name, stored.name) != "other":
        return
    place = hidden_place(issued.workbook, "office_name")
    other = other_office(name, stored.code, issued.offices)
    if other is None:
        yield Problem("office-differs", "warning", place, value=name, parameters={"office": stored.name})
    else:
        parameters = {"office": f"{stored.name} ({stored.code})", "other": f"{other.name} ({other.code})"}
        yield Problem("office-contradicts", place=place, value=name, parameters=parameters)


def _cell(place: Place) -> str:
    return "!".join(part for part in (place.sheet, place.cell) if part)
