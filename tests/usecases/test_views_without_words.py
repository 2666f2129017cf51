"""Use cases that show something return the same view to every reader, and leave words, pictures and files to others."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from rbtrack import catalog
from rbtrack.domain.evaluation import EvaluationKey, Office, Result
from rbtrack.store import Store
from rbtrack.store.schema import create
from rbtrack.text import LANGUAGES
from rbtrack.usecases.answers import show_answers
from rbtrack.usecases.charts import chart_areas, chart_heatmap, chart_rank, chart_trend
from rbtrack.usecases.combined import combine_scores
from rbtrack.usecases.comparing import compare_offices
from rbtrack.usecases.explaining import explain_score
from rbtrack.usecases.gaps import score_gap
from rbtrack.usecases.leadership import leadership
from rbtrack.usecases.panel import OfficeChoice
from rbtrack.usecases.priorities import score_priorities
from rbtrack.usecases.ranking import RankRequest, rank_offices
from rbtrack.usecases.scores import Selection, score_years
from rbtrack.usecases.showing import show_score
from rbtrack.usecases.summary import report_summary
from rbtrack.usecases.trends import score_trend
from rbtrack.usecases.workspace import Workspace
from rbtrack.views.scores import PublishedYear
from tests.answers import random_answers
from tests.panels import fill

ANY, EVERYONE = Selection(), OfficeChoice(everyone=True)
BELOW = OfficeChoice(below="53")
ASKED: dict[str, Callable[[Workspace], object]] = {
    "show_score": lambda space: show_score(space, "53", 2022, ANY),
    "published": lambda space: show_score(space, "53", 2020, ANY),
    "score_years": lambda space: score_years(space, "53", [2021, 2022], ANY),
    "compare_offices": lambda space: compare_offices(space, ["53", "53.1"], [2019, 2022], ANY),
    "score_trend": lambda space: score_trend(space, EVERYONE, ANY),
    "rank_offices": lambda space: rank_offices(space, RankRequest(2022, EVERYONE, ANY)),
    "score_gap": lambda space: score_gap(space, "53", 2022, ANY),
    "combine_scores": lambda space: combine_scores(space, "53", 2022, Selection(tier="self"), Fraction(3, 5)),
    "score_priorities": lambda space: score_priorities(space, "53", 2022, ANY),
    "explain_score": lambda space: explain_score(space, "53", 2022, None, ANY),
    "show_answers": lambda space: show_answers(space, "53", 2022, None, ANY),
    "chart_trend": lambda space: chart_trend(space, BELOW, [], ANY),
    "chart_heatmap": lambda space: chart_heatmap(space, 2022, EVERYONE, ANY),
    "chart_rank": lambda space: chart_rank(space, RankRequest(2022, BELOW, ANY, area="1")),
    "chart_areas": lambda space: chart_areas(space, ["53"], [2021, 2022], ANY),
    "report_summary": lambda space: report_summary(space, 2022, EVERYONE),
    "leadership": lambda space: leadership(space, "53"),
}


@pytest.fixture(scope="module")
def province(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A province and an office below it, on two rubrics, by two tiers, and with a published figure."""
    address = str(tmp_path_factory.mktemp("province") / "province.db")
    create(address)
    keys = [
        EvaluationKey("53", 2019, "rb-2014", "self"),
        EvaluationKey("53", 2021, "rb-2020", "self"),
        EvaluationKey("53", 2022, "rb-2020", "self"),
        EvaluationKey("53", 2022, "rb-2020", "evaluator"),
        EvaluationKey("53.1", 2019, "rb-2014", "self"),
        EvaluationKey("53.1", 2022, "rb-2020", "self"),
    ]
    offices = [Office("53", "Provinsi", "provinsi"), Office("53.1", "Kupang", "kabupaten", "53")]
    answered = ((key, random_answers(catalog.shipped_rubric(key.rubric), seed)) for seed, key in enumerate(keys))
    fill(address, offices, answered)
    with Store.open(address) as store, store.writing("tester") as writer:
        writer.set_result(Result("53", 2020, "rb", "external", score=Decimal("70.5"), grade="BB"))
        writer.set_result(Result("53", 2020, "sakip", "external", score=Decimal(65), grade="CC"))
    return address


@pytest.mark.parametrize("asked", ASKED)
def test_a_view_is_the_same_in_every_language_and_nothing_is_said_or_written(
    province: str, asked: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    views = []
    for language in LANGUAGES:
        with Workspace(province, "reader", language, clock=lambda: datetime(2026, 3, 20, tzinfo=UTC)) as workspace:
            views.append(ASKED[asked](workspace))
    assert views[0] == views[1]
    assert (capfd.readouterr(), list(tmp_path.iterdir())) == (("", ""), [])


def test_a_year_of_which_a_letter_alone_is_known_is_one(province: str) -> None:
    with Workspace(province, "reader") as workspace:
        found = show_score(workspace, "53", 2020, ANY)
    assert isinstance(found, PublishedYear)
    assert [result.grade for result in found.results] == ["BB"]


def test_a_report_says_when_from_which_database_and_on_which_rubrics(province: str) -> None:
    made = datetime(2026, 3, 20, 14, 5, tzinfo=UTC)
    with Workspace(province, "reader", clock=lambda: made) as workspace:
        origins = [leadership(workspace, "53").origin, report_summary(workspace, 2022, EVERYONE).origin]
    assert origins[0] == origins[1]
    origin = origins[0]
    assert (origin.made, origin.database) == (made, "province.db")
    assert [(used.rubric.id, used.sha256) for used in origin.rubrics] == [
        (name, catalog.digest(catalog.shipped_rubric(name))) for name in ("rb-2014", "rb-2020")
    ]


def test_offices_are_named_by_what_they_stand_below_only_where_no_other_is_asked_for(province: str) -> None:
    with Workspace(province, "reader") as workspace:
        below, named = (
            chart_trend(workspace, offices, [], ANY) for offices in (BELOW, OfficeChoice(("53",), below="53"))
        )
    assert below.below is not None
    assert (below.below.code, named.below) == ("53", None)


def test_a_tier_that_no_evaluation_has_narrows_to_published_figures(province: str) -> None:
    with Workspace(province, "reader") as workspace:
        found = score_trend(workspace, OfficeChoice(("53",)), Selection(tier="external"))
        page = leadership(workspace, "53", tier="external")
    assert [each.figure.year for series in found.offices[0].series for each in series.years] == [2020]
    assert (page.year, page.evaluated, page.parts) == (2020, None, ())
