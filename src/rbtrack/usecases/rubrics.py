"""Rubrics: list, show and check them, and move evaluations to a newer version."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from rbtrack import catalog
from rbtrack.domain.evaluation import EMPTY, Answer, EvaluationKey, read_value
from rbtrack.domain.merging import Change
from rbtrack.domain.numbers import exact_text
from rbtrack.domain.rubric import Rubric
from rbtrack.domain.scoring import Scored, score
from rbtrack.store import Store, Writer


def list_rubrics() -> tuple[tuple[Rubric, bool], ...]:
    """Every rubric, shipped ones first; the flag says whether it is the user's own.

    Raises CatalogError where a user's file does not hold.
    """
    own = set(catalog.own_rubrics())
    return tuple((catalog.find_rubric(name), name in own) for name in catalog.known_rubrics())


def show_rubric(rubric_id: str) -> Rubric:
    """The rubric of that id. Raises CatalogError where there is none."""
    return catalog.find_rubric(rubric_id)


def check_file(path: Path) -> Rubric:
    """The rubric in a file. Raises CatalogError with everything that is wrong, each with its line."""
    return catalog.read_rubric(path)


@dataclass(frozen=True, slots=True)
class Upgraded:
    """What became of one evaluation: its scores before and after, and the answers that the new version
    has no place for. Where there are such answers it is moved only when told to drop them."""

    key: EvaluationKey
    old_version: str
    new_version: str
    before: Scored
    after: Scored
    dropped: tuple[Change, ...]
    is_moved: bool


def upgrade_rubric(
    address: str, rubric_id: str, actor: str, *, drop: bool = False, dry_run: bool = False
) -> tuple[Upgraded, ...]:
    """Move every evaluation on an older version of a rubric to the version in its file.

    Raises CatalogError for an unknown rubric, StoreError where the version in the file was used
    before with another content.
    """
    latest = catalog.find_rubric(rubric_id)
    with Store.open(address) as store, store.writing(actor, dry_run) as writer:
        return tuple(_upgrade(writer, key, latest, drop) for key in writer.keys_on(rubric_id, latest.version))


def _upgrade(writer: Writer, key: EvaluationKey, latest: Rubric, drop: bool) -> Upgraded:
    stored, evaluation = writer.rubric_of(key), writer.evaluation(key)
    assert stored is not None
    assert evaluation is not None
    answers = evaluation.answers
    dropped = tuple(Change(item, answer, EMPTY) for item, answer in answers.items() if not _fits(latest, item, answer))
    kept = {item: answer for item, answer in answers.items() if item not in {change.item for change in dropped}}
    before = score(catalog.from_canonical(stored.content), answers)
    after = score(latest, kept)
    is_moved = drop or not dropped
    if is_moved:
        target = writer.use_rubric(latest, catalog.canonical(latest), catalog.digest(latest))
        details = {
            "from": stored.version,
            "to": latest.version,
            "index_before": None if before.points is None else exact_text(before.points),
            "index_after": None if after.points is None else exact_text(after.points),
        }
        writer.move_to(key, target, dropped, details)
    return Upgraded(key, stored.version, latest.version, before, after, dropped, is_moved)


def _fits(rubric: Rubric, item: str, answer: Answer) -> bool:
    """Whether an answer means the same under a version: the item is there, and offers it."""
    node = rubric.items.get(item)
    if node is None or (answer.not_applicable and not node.may_not_apply):
        return False
    return answer.value is None or read_value(node, answer.value) == (answer.value, None)
