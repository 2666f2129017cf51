"""Databases with many offices and years, made in one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rbtrack import catalog
from rbtrack.domain.evaluation import Answer, EvaluationKey, Office, Result
from rbtrack.domain.merging import Change
from rbtrack.store import Store
from rbtrack.store.queries import StoredRubric

BLANK = Answer()


def fill(
    address: str, offices: Iterable[Office], evaluations: Iterable[tuple[EvaluationKey, Mapping[str, Answer]]]
) -> None:
    """Add offices (parents first) and evaluations to an empty database."""
    with Store.open(address) as store, store.writing("tester") as writer:
        for office in offices:
            writer.add_office(office)
        used: dict[str, StoredRubric] = {}
        for key, answers in evaluations:
            if key.rubric not in used:
                rubric = catalog.shipped_rubric(key.rubric)
                used[key.rubric] = writer.use_rubric(rubric, catalog.canonical(rubric), catalog.digest(rubric))
            changes = tuple(Change(item, BLANK, answer) for item, answer in answers.items() if answer != BLANK)
            writer.save_answers(key, used[key.rubric], changes, action="sample", details={})


def add_office(address: str, office: Office, actor: str) -> None:
    """Add one office to a database."""
    with Store.open(address) as store, store.writing(actor) as writer:
        writer.add_office(office)


def set_result(address: str, result: Result, actor: str) -> None:
    """Store one published figure."""
    with Store.open(address) as store, store.writing(actor) as writer:
        writer.set_result(result)
