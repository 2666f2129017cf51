"""What the demo is made of: offices and published letters as they are, and invented answers for the rest."""

from __future__ import annotations

import csv
import random
from importlib.resources import files

from rbtrack.domain.evaluation import Answer, Office
from rbtrack.domain.rubric import Node, Rubric

BPS = Office("bps", "Badan Pusat Statistik", "lembaga")
PROVINCE = "53"
SAMPLE = "(contoh)"
"""Stands behind the name of every office whose figures are invented, so that it shows wherever they do."""


def offices() -> tuple[Office, ...]:
    """KPU Provinsi NTT and its 22 offices, named as samples."""
    rows = csv.DictReader(_text("offices.csv").splitlines())
    return tuple(Office(row["code"], f"{row['name']} {SAMPLE}", row["kind"], row["parent"] or None) for row in rows)


def published_answers(year: int) -> dict[str, Answer]:
    """The published letters of BPS for 2014 or 2015, by item."""
    return {row["item"]: Answer(row[str(year)]) for row in csv.DictReader(_text("bps.csv").splitlines())}


def invented_answers(rubric: Rubric, office: str, year: int, *, severity: float = 0.0) -> dict[str, Answer]:
    """Plausible answers of an office for a year: always the same ones. Most offices improve over the years, some
    leave items blank or answer without evidence; `severity` (0 to 1) is by how much an evaluator is stricter."""
    is_province = office == PROVINCE
    talent = 0.62 if is_province else _seeded(f"rbtrack {office}").gauss(0.52, 0.10)
    careless = 0.0 if is_province else _seeded(f"rbtrack careless {office}").choice((0.0, 0.0, 0.0, 0.02, 0.06))
    diligence = 1.0 if is_province else _seeded(f"rbtrack evidence {office}").choice((1.0, 1.0, 1.0, 0.9, 0.0))
    chance = _seeded(f"rbtrack {office} {year} {severity}")
    level = talent + 0.05 * (year - 2019) + chance.gauss(0, 0.02) - 0.12 * severity
    return {
        code: Answer() if chance.random() < careless else _invented(item, level, year, diligence, chance)
        for code, item in rubric.items.items()
        if not item.corrects
    }


def _seeded(word: str) -> random.Random:
    return random.Random(word)  # noqa: S311 (the same figures each time, and no secret)


def _invented(item: Node, level: float, year: int, diligence: float, chance: random.Random) -> Answer:
    wanted = min(max(chance.gauss(level, 0.22), 0.0), 1.0)
    evidence = f"SK Nomor {chance.randint(1, 200)}/{year} (contoh)" if chance.random() < diligence else ""
    assert item.answer is not None, item.code
    return Answer(item.answer.earning(wanted), evidence=evidence)


def _text(name: str) -> str:
    return files("rbtrack.sample").joinpath(name).read_text(encoding="utf-8")
