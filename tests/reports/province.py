"""A province with offices below it, over years with gaps, breaks and hostile names: what the page is tried on."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from rbtrack import catalog
from rbtrack.domain.evaluation import EMPTY, Answer, EvaluationKey, Office, Result
from rbtrack.domain.merging import Change
from rbtrack.domain.tiers import Tier
from rbtrack.store import Store
from rbtrack.usecases.offices import add_office
from rbtrack.usecases.results import set_result
from tests.answers import best_answers, random_answers

PROVINCE = Office("53", "KPU Provinsi Contoh", "provinsi")
HOSTILE = (
    '<script>document.title="taken"</script>',
    '<img src="http://127.0.0.1:9/x" onerror="document.title=1">',
    "</style></title><b>{{7*7}}</b>${7*7}\"'",
    "${7*7} & {% raw %} $\\frac{",
)
NOTE = HOSTILE[0] + "\u202e terbalik"
BELOW = tuple(Office(f"53.{number:02}", name, "kabupaten", "53") for number, name in enumerate(HOSTILE, 1))
LAST = Office("53.09", "KPU Kabupaten Tanpa Data", "kabupaten", "53")


def fill(address: str) -> None:
    """The province 2019 on rb-2014, 2021 as published, 2022 by self and evaluator; 2020 is missing. Of the
    offices below, the last has nothing."""
    for office in (PROVINCE, *BELOW, LAST):
        add_office(address, office, "tester")
    save(address, "53", 2019, "rb-2014", "self", best_answers(catalog.shipped_rubric("rb-2014")))
    save(address, "53", 2022, "rb-2020", "self", random_answers(catalog.shipped_rubric("rb-2020"), 1))
    save(address, "53", 2022, "rb-2020", "evaluator", noted(random_answers(catalog.shipped_rubric("rb-2020"), 2)))
    for seed, office in enumerate(BELOW):
        for year in (2021, 2022):
            rubric = catalog.shipped_rubric("rb-2020")
            save(address, office.code, year, "rb-2020", "self", random_answers(rubric, 10 * year + seed))
    source = HOSTILE[1]
    set_result(address, Result("53", 2021, "rb", "self", "pleno", Decimal("86.5"), source=source), "tester")
    set_result(address, Result("53", 2020, "sakip", "external", "", Decimal(65), "CC", source=source), "tester")


def noted(answers: Mapping[str, Answer]) -> dict[str, Answer]:
    """The same answers, each with a hostile note."""
    return {code: Answer(each.value, each.not_applicable, note=NOTE) for code, each in answers.items()}


def save(
    address: str, office: str, year: int, rubric_id: str, tier: Tier, answers: Mapping[str, Answer], judge: str = ""
) -> None:
    rubric = catalog.shipped_rubric(rubric_id)
    changes = tuple(Change(code, EMPTY, answer) for code, answer in answers.items() if answer != EMPTY)
    with Store.open(address) as store, store.writing("tester") as writer:
        kept = writer.use_rubric(rubric, catalog.canonical(rubric), catalog.digest(rubric))
        key = EvaluationKey(office, year, rubric.id, tier, judge)
        writer.save_answers(key, kept, changes, action="lke.import", details={})
