"""Makes a database like that of a whole country: `python -m benchmarks.make_country --offices 549 --years 5 --db FILE`.

Offices, answers, evaluators' answers and published figures are invented and seeded: the same
numbers give the same database, but for the times in its journal.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from rbtrack import catalog
from rbtrack.domain.evaluation import EMPTY, Answer, EvaluationKey, Office, Result
from rbtrack.domain.kinds import ChoiceScale, NumberScale, RatioScale
from rbtrack.domain.merging import Change
from rbtrack.domain.rubric import Node, Rubric
from rbtrack.domain.scoring import own_share
from rbtrack.store import Store, Writer
from rbtrack.store.queries import StoredRubric
from rbtrack.store.schema import create

CENTRE = Office("00", "KPU Republik Indonesia (contoh)", "pusat")
PROVINCES = 38
LAST_YEAR = 2024
RUBRIC_SINCE_2020, RUBRIC_BEFORE = "rb-2020", "rb-2014"


def make_country(path: Path, offices: int, years: int, seed: int = 1, evaluators: int = 5) -> int:
    """Make the database at `path`; return how many evaluations it holds.

    One in `evaluators` offices is also evaluated; one in fifty of the years of an office is missing.
    """
    create(str(path))
    chance = random.Random(seed)  # noqa: S311 (invented figures, no secrets)
    made = 0
    with Store.open(str(path)) as store, store.writing("benchmark") as writer:
        listed = list(_offices(offices))
        for office in listed:
            writer.add_office(office)
        for year in range(LAST_YEAR - years + 1, LAST_YEAR + 1):
            rubric = catalog.shipped_rubric(RUBRIC_SINCE_2020 if year >= 2020 else RUBRIC_BEFORE)
            kept = writer.use_rubric(rubric, catalog.canonical(rubric), catalog.digest(rubric))
            for number, office in enumerate(listed):
                if chance.random() < 0.02:
                    continue
                skill = min(0.95, 0.45 + 0.4 * chance.random() + 0.03 * (year - LAST_YEAR + years))
                answers = _answers(rubric, skill, chance)
                _save(writer, kept, EvaluationKey(office.code, year, rubric.id, "self"), answers)
                made += 1
                if number % evaluators == 0:
                    _save(
                        writer,
                        kept,
                        EvaluationKey(office.code, year, rubric.id, "evaluator"),
                        _judged(rubric, answers, chance),
                    )
                    made += 1
                writer.set_result(_sakip(office, year, skill, chance))
    return made


def _offices(count: int) -> Iterator[Office]:
    """The centre, provinces below it, and the regencies spread over the provinces."""
    yield CENTRE
    provinces = min(PROVINCES, max(1, count - 1))
    for number in range(1, count):
        if number <= provinces:
            yield Office(f"{10 + number}", f"KPU Provinsi Contoh {number}", "provinsi", CENTRE.code)
        else:
            province, order = 11 + number % provinces, number // provinces
            yield Office(
                f"{province}.{order:02}", f"KPU Kabupaten Contoh {province}-{order}", "kabupaten", f"{province}"
            )


def _answers(rubric: Rubric, skill: float, chance: random.Random) -> dict[str, Answer]:
    answers = {}
    for code, item in rubric.items.items():
        if item.corrects or chance.random() < 0.02:
            continue
        note = "Dokumen terlampir, lihat lampiran." if chance.random() < 0.3 else ""
        evidence = f"https://contoh.example/bukti/{code}" if chance.random() < 0.9 else ""
        answers[code] = Answer(_value(item, skill, chance), note=note, evidence=evidence)
    return answers


def _value(item: Node, skill: float, chance: random.Random) -> str:
    aim = max(0.0, min(1.0, chance.gauss(skill, 0.25)))
    match item.answer:
        case ChoiceScale(options=options):
            return min(options, key=lambda option: abs(float(option.share) - aim)).letter
        case NumberScale(minimum=minimum, maximum=maximum):
            return f"{max(float(minimum), aim * float(maximum)):.2f}"
        case RatioScale():
            return f"{round(aim * 10)}/10"
    raise AssertionError(item.code)


def _judged(rubric: Rubric, answers: dict[str, Answer], chance: random.Random) -> dict[str, Answer]:
    """What an evaluator makes of a self-assessment: one answer in ten is a step worse."""
    judged = dict(answers)
    for code, answer in answers.items():
        scale = rubric.items[code].answer
        if isinstance(scale, ChoiceScale) and chance.random() < 0.1:
            share = own_share(rubric.items[code], answer)
            worse = [option for option in scale.options if share is not None and option.share < share]
            if worse:
                letter = max(worse, key=lambda option: option.share).letter
                judged[code] = Answer(letter, note="Bukti belum cukup.", evidence=answer.evidence)
    return judged


def _save(writer: Writer, rubric: StoredRubric, key: EvaluationKey, answers: dict[str, Answer]) -> None:
    changes = tuple(Change(code, EMPTY, answer) for code, answer in answers.items())
    writer.save_answers(key, rubric, changes, action="benchmark", details={})


def _sakip(office: Office, year: int, skill: float, chance: random.Random) -> Result:
    score = Decimal(round(100 * min(0.95, max(0.3, chance.gauss(skill, 0.05))) * 100)) / 100
    return Result(office.code, year, "sakip", "external", score=score, source="contoh")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--offices", type=int, default=549)
    parser.add_argument("--years", type=int, default=5)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--db", type=Path, required=True)
    asked = parser.parse_args()
    made = make_country(asked.db, asked.offices, asked.years, asked.seed)
    sys.stderr.write(f"{asked.db}: {asked.offices} offices, {made} evaluations\n")


if __name__ == "__main__":
    main()
