"""The auditors' workbook: it calculates to our figures, names what is missing, and holds foreign text as text."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from rbtrack import catalog
from rbtrack.domain.evaluation import EMPTY, Answer, EvaluationKey, Office
from rbtrack.domain.merging import Change
from rbtrack.domain.rubric import Rubric
from rbtrack.store import Store
from rbtrack.usecases.summary import report_summary
from tests.answers import best_answers, random_answers
from tests.reports.recalculating import formulas, recalculated, values

YEAR = 2022


def add_office(address: str, office: Office) -> None:
    with Store.open(address) as store, store.writing("tester") as writer:
        writer.add_office(office)


def save(address: str, key: EvaluationKey, rubric: Rubric, answers: Mapping[str, Answer]) -> None:
    with Store.open(address) as store, store.writing("tester") as writer:
        kept = writer.use_rubric(rubric, catalog.canonical(rubric), catalog.digest(rubric))
        changes = tuple(Change(code, EMPTY, answer) for code, answer in answers.items() if answer != EMPTY)
        writer.save_answers(key, kept, changes, action="test", details={})


def corrected(rubric: Rubric, seed: int) -> dict[str, Answer]:
    """Random answers, with every correction as well."""
    corrections = {code: Answer("1.5") for code, item in rubric.items.items() if item.corrects}
    return {**random_answers(rubric, seed), **corrections}


def apart(rubric: Rubric) -> dict[str, Answer]:
    """Whatever may not apply does not, all else at its best."""
    return {
        code: Answer(not_applicable=True) if rubric.items[code].may_not_apply else answer
        for code, answer in best_answers(rubric).items()
    }


@pytest.mark.libreoffice
def test_libreoffice_calculates_the_stored_figures_for_every_shipped_rubric(address: str, tmp_path: Path) -> None:
    """Random answers with blanks and not applicable, corrections, the best answers, nothing at all."""
    rubrics = [catalog.find_rubric(name) for name in catalog.shipped_rubrics()]
    for number in range(7):
        add_office(address, Office(f"o{number}", f"Kantor {number}", "lembaga"))
        for rubric in rubrics:
            answers = (
                best_answers(rubric) if number == 4 else apart(rubric) if number == 5 else {} if number == 6
                else corrected(rubric, number) if number == 3 else random_answers(rubric, number)
            )  # fmt: skip
            save(address, EvaluationKey(f"o{number}", YEAR, rubric.id, "self"), rubric, answers)
    path = tmp_path / "rekap.xlsx"
    report_summary(address, YEAR, path)
    stored, found, written = values(path), values(recalculated(path)), formulas(path)
    traced = [place for place in written if place[0].startswith("Trace")]
    assert len(traced) > 7 * sum(len(rubric.nodes) for rubric in rubrics)
    for place in written:
        ours, theirs = stored.get(place, ""), found.get(place, "")
        if isinstance(ours, (int, float)):
            assert theirs == pytest.approx(ours, abs=1e-9), (place, written[place])
        else:
            assert (theirs or "") == (ours or ""), (place, written[place])
    grades = {found[place] for place in traced if isinstance(found.get(place), str)}
    assert {"AA", "A", "A-"} < grades
