"""The demo: offices play their part, and fill in the worksheets that the program issues and takes back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from shutil import rmtree

from rbtrack import catalog, sample
from rbtrack.domain.evaluation import Answer, EvaluationKey, Office
from rbtrack.files import make_folder, remove, write_whole
from rbtrack.lke.issuing import IssuedSheet, write_issued
from rbtrack.usecases.issuing import file_name, identity

YEAR = 2022
RUBRIC = "rb-2020"
EARLIER = {2019: "rb-2014", 2020: RUBRIC, 2021: RUBRIC}
BPS_YEARS = (2014, 2015)
BPS_RUBRIC = "rb-2014"
MISTAKEN = "53.07"
"""The office that makes a mistake in its worksheet, so that one is to be seen."""


@dataclass(frozen=True, slots=True)
class DemoFolder:
    """Where the demo keeps what it makes: the database, and below `reports` the worksheets of each step."""

    database: Path
    reports: Path

    @property
    def archive(self) -> Path:
        return self.reports / "lke" / "arsip"

    @property
    def sent(self) -> Path:
        return self.reports / "lke" / "kirim"

    @property
    def returned(self) -> Path:
        return self.reports / "lke" / "terkirim"

    @property
    def marked(self) -> Path:
        return self.reports / "lke" / "diperiksa"

    @property
    def corrected(self) -> Path:
        return self.reports / "lke" / "perbaikan"


def prepare(data: Path, reports: Path, actor: str) -> DemoFolder:
    """An empty demo database with the sample offices, in place of that of an earlier demo."""
    from rbtrack.store import Store
    from rbtrack.store.schema import create

    folder = DemoFolder(data / "demo.db", reports)
    for suffix in ("", "-wal", "-shm"):
        remove(Path(f"{folder.database}{suffix}"))
    rmtree(reports / "lke", ignore_errors=True)
    make_folder(reports)
    create(str(folder.database))
    with Store.open(str(folder.database)) as store, store.writing(actor) as writer:
        for office in (*sample.offices(), sample.BPS):
            writer.add_office(office)
    return folder


def fill_archive(folder: DemoFolder) -> int:
    """The worksheets of the years before, as the offices filled them in; return how many.

    Of the province 2021 only a published figure is known.
    """
    count = 0
    for office, key, answers in _archive():
        _fill(folder.archive, office, key, answers)
        count += 1
    return count


def fill_returned(folder: DemoFolder) -> None:
    """The worksheets of this year as they come back, one of them with mistakes; and its correction.

    The evaluation of the province by its inspectorate comes with them.
    """
    for office in sample.offices():
        key = EvaluationKey(office.code, YEAR, RUBRIC, "self")
        answers = sample.invented_answers(catalog.Catalogue().rubric(RUBRIC), office.code, YEAR)
        if office.code == MISTAKEN:
            _fill(folder.corrected, office, key, answers)
            answers = _mistaken(answers)
        _fill(folder.returned, office, key, answers)
        if office.code == sample.PROVINCE:
            evaluated = sample.invented_answers(catalog.Catalogue().rubric(RUBRIC), office.code, YEAR, severity=0.5)
            _fill(folder.returned, office, replace(key, tier="evaluator"), evaluated)


def _archive() -> Iterator[tuple[Office, EvaluationKey, Mapping[str, Answer]]]:
    for year in BPS_YEARS:
        key = EvaluationKey(sample.BPS.code, year, BPS_RUBRIC, "evaluator")
        yield sample.BPS, key, sample.published_answers(year)
    for office in sample.offices():
        for year, rubric in EARLIER.items():
            if (office.code, year) != (sample.PROVINCE, 2021):
                answers = sample.invented_answers(catalog.Catalogue().rubric(rubric), office.code, year)
                yield office, EvaluationKey(office.code, year, rubric, "self"), answers


def _fill(folder: Path, office: Office, key: EvaluationKey, answers: Mapping[str, Answer]) -> None:
    rubric = catalog.Catalogue().rubric(key.rubric)
    sheet = IssuedSheet(identity(rubric, office, key), office, rubric, answers=answers)
    write_whole(folder / file_name(office, key), lambda temporary: write_issued(temporary, sheet))


def _mistaken(answers: Mapping[str, Answer]) -> dict[str, Answer]:
    """The answers with a number beyond its range, and an item that is said not to apply."""
    items = catalog.Catalogue().rubric(RUBRIC).items
    numbers = [code for code, item in items.items() if item.answer and item.answer.is_number]
    others = [code for code in items if code not in numbers]
    return {**answers, numbers[0]: Answer("105"), others[0]: Answer(not_applicable=True)}
