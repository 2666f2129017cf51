"""The benchmarks' country: invented, and the same every time."""

from __future__ import annotations

from pathlib import Path

from benchmarks.make_country import make_country
from rbtrack.domain.evaluation import Evaluation
from rbtrack.store import Store


def stored(path: Path) -> list[Evaluation]:
    with Store.open(str(path)) as store, store.reading() as reader:
        codes = [office.code for office in reader.offices()]
        return [found.evaluation for found in reader.evaluations(codes, "rb")]


def test_the_same_numbers_give_the_same_country(tmp_path: Path) -> None:
    made = [make_country(tmp_path / f"{name}.db", offices=45, years=2) for name in ("one", "other")]
    one, other = stored(tmp_path / "one.db"), stored(tmp_path / "other.db")
    assert one == other
    assert made == [len(one), len(other)]
    assert {each.key.tier for each in one} == {"self", "evaluator"}
    assert len({each.key.office for each in one}) == 45
