"""The leadership page: what it says, and what a browser makes of it."""

from __future__ import annotations

import os
import re
import subprocess
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from rbtrack.charts.leadership import parts_pictures, trend_picture
from rbtrack.domain.evaluation import Office, Result
from rbtrack.domain.numbers import printed_change
from rbtrack.errors import RbtrackError
from rbtrack.reports.page.printing import find_browser, print_pdf
from rbtrack.reports.page.rendering import leadership_page
from rbtrack.store.schema import create
from rbtrack.text import number, set_language
from rbtrack.usecases.leadership import leadership
from rbtrack.usecases.scores import Selection, score_years
from rbtrack.usecases.workspace import Workspace
from rbtrack.views.leadership import Leadership
from rbtrack.views.scores import OfficeScore
from tests.answers import best_answers, random_answers
from tests.conftest import Run, require_tool
from tests.panels import add_office, set_result
from tests.reports.province import BELOW, HOSTILE, fill, save


def leadership_of(address: str, office: str, years: Sequence[int] | None = None, tier: str | None = None) -> Leadership:
    with Workspace(address, "tester", "en", clock=lambda: MADE) as workspace:
        return leadership(workspace, office, years, tier)


def score_of(address: str, office: str, year: int, tier: str | None = None) -> OfficeScore:
    with Workspace(address, "tester", "en") as workspace:
        (found,) = score_years(workspace, office, [year], Selection(tier=tier))
        return found


def html(page: Leadership) -> str:
    """The page with its charts, as the command puts it together."""
    return leadership_page(page, trend_picture(page), parts_pictures(page))


MADE = datetime(2026, 3, 20, 14, 5, tzinfo=UTC)
FLAGS = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"]


@pytest.fixture(scope="module")
def province(tmp_path_factory: pytest.TempPathFactory) -> str:
    address = str(tmp_path_factory.mktemp("province") / "test.db")
    create(address)
    fill(address)
    return address


@pytest.fixture(scope="module")
def content(province: str) -> Leadership:
    set_language("en")
    return leadership_of(province, "53", [2019, 2020, 2021, 2022])


@pytest.fixture(scope="module")
def file(content: Leadership, tmp_path_factory: pytest.TempPathFactory) -> Path:
    set_language("en")
    path = tmp_path_factory.mktemp("page") / "page.html"
    path.write_text(html(content), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    path = require_tool("chromium", "chromium-browser", "google-chrome", "chrome", "msedge")
    as_root = hasattr(os, "geteuid") and os.geteuid() == 0
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=[*FLAGS, *(["--no-sandbox"] if as_root else [])])
        yield opened
        opened.close()


@pytest.fixture
def page(browser: Browser, file: Path) -> Iterator[Page]:
    """The page opened on a desk; a word in the console or a request to anywhere fails the test."""
    said: list[str] = []
    opened = browser.new_page(viewport={"width": 1200, "height": 900})
    opened.on("console", lambda message: said.append(f"console: {message.text}"))
    opened.on("pageerror", lambda error: said.append(f"error: {error}"))
    opened.on("request", lambda request: said.append(request.url) if request.url != file.as_uri() else None)
    opened.goto(file.as_uri())
    yield opened
    opened.close()
    assert said == []


def texts(page: Page, selector: str) -> list[str]:
    return [" ".join(text.split()) for text in page.locator(selector).all_inner_texts()]


# What it says


def test_the_headline_is_the_figure_of_the_evaluation_and_the_change_says_why_it_is_none(
    page: Page, province: str
) -> None:
    found = score_of(province, "53", 2022, "evaluator")
    cards = texts(page, ".card")
    assert found.scored.band is not None
    assert cards[0] == f"RB index 2022 ({number(found.scored.points)}) evaluator, rb-2020 provisional"
    assert f"({found.scored.band.grade})" in cards[1]
    assert cards[2] == "Change – no earlier figure of this tier and judge is known"
    assert cards[3] == "Place among its peers – no peer to compare with"


def test_every_area_stands_with_its_percent_and_a_year_without_answers_is_empty(page: Page, province: str) -> None:
    old, new = (score_of(province, "53", year, tier).scored for year, tier in ((2019, "self"), (2022, "evaluator")))
    rows = page.locator("section[aria-labelledby=h-parts] tbody tr")
    assert rows.count() == 9
    for position, (before, after) in enumerate(zip(old.areas, new.areas, strict=True)):
        cells = rows.nth(position).locator("td").all_inner_texts()
        shown = number(after.percent) if after.coverage.is_complete else f"({number(after.percent)})"
        assert cells == [number(after.weight), number(before.percent), "–", "–", shown]


def test_a_missing_year_is_said_to_be_missing_and_a_published_one_is_marked(page: Page) -> None:
    rows = texts(page, "section[aria-labelledby=h-trend] tbody tr")
    assert [row.split()[0] for row in rows] == ["2022", "2022", "2021", "2020", "2019"]
    assert "evaluator" in rows[0]
    assert re.match(r"2022 \S+ \S+ self-assessment rb-2020 not comparable: another rubric", rows[1])
    assert rows[2].startswith("2021 86.5 * – self-assessment (pleno) as reported –")
    assert rows[3] == "2020 – nothing is known"
    caveats = " ".join(texts(page, ".caveats li"))
    for words in (
        "Nothing is known of 2020: that is missing, not zero.",
        "self-assessment: 2019 and 2022 cannot be compared: another rubric (rb-2014, then rb-2020)",
        "Figures with * are as reported",
        "The weights of rubric rb-2020 are not yet checked",
        '"CC" fits sakip-2010',
        "items filled in",
    ):
        assert words in caveats


def test_priorities_bring_what_the_domain_says(page: Page, content: Leadership) -> None:
    assert content.priorities is not None
    first = texts(page, "section[aria-labelledby=h-priorities] tbody tr")[0]
    assert first.endswith(f"{content.priorities.items[0].best_answer} +{number(content.priorities.items[0].best_gain)}")


def test_the_foot_says_when_from_which_state_and_on_which_rubrics(page: Page, content: Leadership) -> None:
    foot = page.locator("footer").inner_text()
    assert f"entry {content.origin.entry} of the journal, {content.origin.hash}" in foot
    assert [used.rubric.id for used in content.origin.rubrics] == ["rb-2014", "rb-2020"]
    assert all(used.sha256 in foot for used in content.origin.rubrics)


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="Windows sets the zone elsewhere")
def test_the_time_is_that_of_the_clock_on_the_wall(content: Leadership, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patched:
        patched.setenv("TZ", "WIB-7")
        time.tzset()
        said = html(content)
    time.tzset()
    assert "2026-03-20 21:05 (UTC+07:00)" in said


def test_a_place_is_taken_among_the_offices_with_the_same_parent(province: str) -> None:
    found = leadership_of(province, "53.01")
    points = {office.code: score_of(province, office.code, 2022).scored.points or Fraction(0) for office in BELOW}
    assert found.among is not None
    assert found.among.place.place == 1 + sum(other > points["53.01"] for other in points.values())
    assert (found.among.ranked, found.among.offices, found.below) == (4, 5, ())
    assert found.change == printed_change(points["53.01"], score_of(province, "53.01", 2021).scored.points)
    said = html(found)
    assert "1 of the 5 offices compared have no figure for 2022" in said
    assert "KPU Provinsi Contoh" in said


def test_where_only_a_published_figure_is_known_no_area_is_shown(province: str) -> None:
    found = leadership_of(province, "53", [2021])
    assert (found.parts, found.evaluated, found.priorities) == ((), None, None)
    said = html(found)
    assert "86.5 *" in said
    assert "Of 2021 only a published figure is known." in said
    assert "What to improve first" not in said


def test_a_published_headline_says_that_areas_rest_on_other_figures(address: str) -> None:
    from rbtrack import catalog

    add_office(address, Office("x", "Lembaga", "lembaga"), "tester")
    save(address, "x", 2019, "rb-2014", "self", best_answers(catalog.shipped_rubric("rb-2014")))
    words = "Areas and priorities rest on the answers there are (self-assessment), whose index is 100.00."
    assert words not in html(leadership_of(address, "x"))
    set_result(address, Result("x", 2019, "rb", "external", score=Decimal("71.5"), grade="BB"), "tester")
    assert words in html(leadership_of(address, "x"))


def test_one_tier_alone_can_be_asked_for(province: str) -> None:
    assert {series.tier for series in leadership_of(province, "53", tier="self").trend.series} == {"self"}
    with pytest.raises(RbtrackError) as refused:
        leadership_of(province, "53.01", tier="external")
    assert refused.value.problems[0].code == "report-nothing-known"


def test_an_office_without_figures_shows_those_below_it(address: str) -> None:
    add_office(address, Office("1", "Pusat", "pusat"), "tester")
    add_office(address, Office("1.1", "Daerah", "daerah", "1"), "tester")
    with pytest.raises(RbtrackError):
        leadership_of(address, "1")
    from rbtrack import catalog

    save(address, "1.1", 2024, "rb-2024-kl", "self", random_answers(catalog.shipped_rubric("rb-2024-kl"), 1))
    said = html(leadership_of(address, "1"))
    assert "Nothing is known of this office itself" in said
    assert "Daerah" in said


def test_a_full_score_leaves_nothing_to_improve_and_a_rubric_without_areas_shows_its_branches(address: str) -> None:
    from rbtrack import catalog

    add_office(address, Office("x", "Lembaga", "lembaga"), "tester")
    save(address, "x", 2019, "rb-2014", "final", best_answers(catalog.shipped_rubric("rb-2014")))
    save(address, "x", 2024, "rb-2024-kl", "final", random_answers(catalog.shipped_rubric("rb-2024-kl"), 1))
    found = leadership_of(address, "x")
    assert [block.table.years for block in found.parts] == [(2024,), (2019,)]
    drawn = parts_pictures(found)
    assert (drawn[0], str(drawn[1])[:5]) == (None, "<svg ")
    assert "Every item has its best answer." in html(leadership_of(address, "x", [2019]))


def test_the_page_speaks_indonesian(content: Leadership) -> None:
    set_language("id")
    said = html(content)
    assert '<html lang="id">' in said
    assert "86,5 *" in said


def test_the_same_state_gives_the_same_page(province: str, content: Leadership) -> None:
    again = leadership_of(province, "53", [2019, 2020, 2021, 2022])
    assert html(again) == html(content)


# What a browser makes of it


def test_foreign_names_and_notes_are_text_and_nothing_else(page: Page) -> None:
    """The names stand as they were given, direction marks apart; nothing of them runs or loads."""
    names = page.locator("#below tbody th span").all_inner_texts()
    assert set(HOSTILE) <= set(names)
    notes = page.locator("section[aria-labelledby=h-priorities]").inner_text()
    assert f"{HOSTILE[0]}\ufffd terbalik" in notes
    assert HOSTILE[1] in page.locator("section[aria-labelledby=h-sakip]").inner_text()
    assert page.title() == "KPU Provinsi Contoh: Reformasi Birokrasi 2019–2022"
    assert page.locator("img").count() == 0
    assert page.locator("script").count() == 1


def test_a_hostile_office_name_cannot_leave_the_heading_or_the_foot_of_the_sheets(
    browser: Browser, province: str, tmp_path: Path
) -> None:
    path = tmp_path / "hostile.html"
    path.write_text(html(leadership_of(province, "53.03")), encoding="utf-8")
    opened = browser.new_page()
    opened.goto(path.as_uri())
    assert opened.locator("h1").inner_text() == HOSTILE[2]
    assert opened.evaluate("getComputedStyle(document.body).maxWidth") != "none"
    assert opened.locator("style").count() == 1
    opened.close()


def test_the_policy_lets_nothing_be_loaded_or_run(browser: Browser, file: Path, tmp_path: Path) -> None:
    """Were escaping to fail, the policy would still hold."""
    path = tmp_path / "injected.html"
    attack = '<script>document.title="taken"</script><img src="http://127.0.0.1:9/x" onerror="document.title=1">'
    path.write_text(file.read_text(encoding="utf-8").replace("</main>", f"{attack}</main>"), encoding="utf-8")
    opened = browser.new_page()
    asked: list[str] = []
    opened.on("requestfinished", lambda request: asked.append(request.url))
    opened.goto(path.as_uri())
    assert opened.title().startswith("KPU Provinsi Contoh")
    assert [url for url in asked if not url.startswith("file:")] == []
    opened.close()


def test_the_table_is_sorted_with_the_keyboard_and_what_is_missing_stays_last(page: Page) -> None:
    heading = page.get_by_role("button", name="Index", exact=True).first
    heading.focus()
    for key, order in (("Enter", "ascending"), (" ", "descending")):
        page.keyboard.press(key)
        assert page.locator(f"#below th[aria-sort={order}]").count() == 1
        shown = page.locator("#below tbody tr td:nth-child(3)").all_inner_texts()
        figures = [float(text.strip("()")) for text in shown[:-1]]
        assert figures == sorted(figures, reverse=order == "descending")
        assert shown[-1] == "–"


def test_it_is_read_without_scripts(browser: Browser, file: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    opened = context.new_page()
    opened.goto(file.as_uri())
    assert opened.locator("#below tbody tr").count() == 5
    assert opened.locator("th [role=button]").count() == 0
    context.close()


def test_headings_captions_and_charts_speak_to_screen_readers(page: Page) -> None:
    levels = page.evaluate("[...document.querySelectorAll('h1,h2,h3')].map(each => +each.tagName[1])")
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert page.evaluate("[...document.querySelectorAll('table')].every(each => each.caption.textContent.trim())")
    assert page.evaluate("[...document.querySelectorAll('th')].every(each => each.scope)")
    charts = page.locator("figure svg[role=img]")
    assert charts.count() == 2
    assert all(charts.nth(position).locator("title, desc").count() == 2 for position in range(2))
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(each => each.id)")
    assert len(ids) == len(set(ids))


CONTRAST = """
() => {
  const channels = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const light = (colour) => {
    const [r, g, b] = channels(colour).map((c) => (c / 255 <= 0.03928 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (element) => {
    for (let each = element; each; each = each.parentElement) {
      const colour = getComputedStyle(each).backgroundColor;
      if ((channels(colour)[3] ?? 1) > 0) return colour;
    }
    return "rgb(255, 255, 255)";
  };
  const found = [];
  for (const element of document.querySelectorAll("body *:not(svg, svg *, script)")) {
    if (![...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim())) continue;
    const [one, other] = [light(getComputedStyle(element).color), light(behind(element))].sort((a, b) => b - a);
    found.push((one + 0.05) / (other + 0.05));
  }
  return found;
}
"""


def test_text_stands_out_from_what_is_behind_it(page: Page) -> None:
    found = page.evaluate(CONTRAST)
    assert len(found) > 100
    assert min(found) >= 4.5


@pytest.mark.parametrize("width", [320, 390, 768])
def test_nothing_is_wider_than_a_phone(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= width


# On paper


def pages_of(pdf: Path) -> list[str]:
    tool = require_tool("pdftotext")
    text = subprocess.run([tool, "-layout", str(pdf), "-"], check=True, capture_output=True).stdout.decode()
    return text.split("\f")[:-1]


def test_printed_it_has_page_numbers_repeated_headings_and_a_place_to_sign(
    address: str, browser: Browser, tmp_path: Path
) -> None:
    """A table that is longer than a sheet repeats its headings on each; every row is on one sheet."""
    from rbtrack import catalog

    add_office(address, Office("53", "KPU Provinsi Contoh", "provinsi"), "tester")
    rubric = catalog.shipped_rubric("rb-2020")
    for position in range(1, 61):
        add_office(address, Office(f"53.{position:02}", f"KPU Nomor {position:02}x", "kabupaten", "53"), "tester")
    for position in range(1, 4):
        save(address, f"53.{position:02}", 2022, "rb-2020", "self", random_answers(rubric, position))
    source, printed = tmp_path / "laporan.html", tmp_path / "laporan.pdf"
    source.write_text(html(leadership_of(address, "53")), encoding="utf-8")
    print_pdf(find_browser(), source, printed)
    sheets = pages_of(printed)
    assert len(sheets) > 2
    for position, sheet in enumerate(sheets, 1):
        assert f"Page {position} / {len(sheets)}" in sheet
        assert "KPU Provinsi Contoh · 2022" in sheet
    rows = [(position, name) for position, sheet in enumerate(sheets) for name in re.findall(r"KPU Nomor \d\dx", sheet)]
    table = {position for position, _name in rows if "nothing known" in sheets[position]}
    assert len(table) > 1
    assert all("Whose figure" in sheets[position] for position in table)
    assert {name for _position, name in rows} == {f"KPU Nomor {position:02}x" for position in range(1, 61)}
    assert "Seen by," in sheets[-1]
    assert sorted(each.name for each in tmp_path.iterdir()) == ["laporan.html", "laporan.pdf", "test.db"]


# The command


def test_the_command_writes_the_page_and_the_pdf(run: Run, province: str) -> None:
    require_tool("chromium", "chromium-browser", "google-chrome", "chrome", "msedge")
    ran = run("report", "trend", "53", "--years", "2019,2022", "-o", "out/laporan.html", "--pdf", "--db", province)
    assert (ran.code, ran.out) == (0, "")
    assert "Written: out/laporan.pdf" in ran.err.replace("\\", "/")
    assert Path("out/laporan.pdf").read_bytes().startswith(b"%PDF")
    assert "2019–2022" in Path("out/laporan.html").read_text(encoding="utf-8")


def test_without_a_browser_the_command_says_what_to_install_and_writes_nothing(
    run: Run, province: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for variable in ("PATH", "PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"):
        monkeypatch.setenv(variable, str(tmp_path))
    if Path("/Applications").exists():
        pytest.skip("a browser may stand in the usual place of macOS")
    ran = run("report", "trend", "53", "-o", "laporan.html", "--pdf", "--db", province)
    assert (ran.code, Path("laporan.html").exists()) == (1, False)
    assert "Install Chromium, Google Chrome or Microsoft Edge." in ran.err


def test_a_browser_that_makes_no_pdf_is_named(tmp_path: Path, file: Path) -> None:
    with pytest.raises(RbtrackError) as failed:
        print_pdf(tmp_path / "no-browser", file, tmp_path / "laporan.pdf")
    assert failed.value.problems[0].code == "browser-failed"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("54", "-o", "x.html"), 1, 'There is no office with the code "54".'),
        (("53", "-o", "x.pdf"), 1, "Choose one of: .html, .htm."),
        (("53", "--years", "1999", "-o", "x.html"), 1, "Nothing is known of KPU Provinsi Contoh"),
        (("53", "--years", "99", "-o", "x.html"), 2, "four digits"),
        (("53",), 2, "--output"),
    ],
)
def test_what_cannot_be_done_is_said(
    run: Run, province: str, arguments: tuple[str, ...], code: int, words: str
) -> None:
    ran = run("report", "trend", *arguments, "--db", province)
    assert (ran.code, words in ran.err) == (code, True), ran.err
