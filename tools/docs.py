"""Writes the generated pages of docs/: what they say comes from the program itself."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"


def cli_page() -> str:
    """docs/cli.md: every command with its help, as a terminal of 100 columns without colour shows it."""
    os.environ |= {"COLUMNS": "100", "NO_COLOR": "1", "TERM": "dumb"}
    from rbtrack.text import set_language

    set_language("en")
    from rbtrack.cli.app import build

    lines = ["# The command line", "", "Generated from the program: `make docs`.", ""]
    for path, command in walk(build(), "rbtrack"):
        lines += [f"## {path}", "", "```", help_text(command, path), "```", ""]
    return "\n".join(lines)


def walk(command: object, path: str) -> list[tuple[str, object]]:
    below = getattr(command, "commands", {})
    return [(path, command), *(found for name, child in below.items() for found in walk(child, f"{path} {name}"))]


def help_text(command: object, path: str) -> str:
    import contextlib
    import io

    text = io.StringIO()
    with contextlib.redirect_stdout(text):
        command.main(args=["--help"], prog_name=path, standalone_mode=False)  # type: ignore[attr-defined]
    return re.sub(r"[ \t]+\n", "\n", text.getvalue()).strip("\n")


def rubrics_page() -> str:
    """docs/rubrics.md: every shipped rubric with what it rests on, from the files themselves."""
    from rbtrack import catalog
    from rbtrack.reports.rubrics import (
        confidence_text,
        rubric_list_report,
        rubric_report,
        source_words,
        sources_legend,
        years_text,
    )
    from rbtrack.reports.saving import as_markdown
    from rbtrack.text import set_language
    from rbtrack.views.rubrics import ListedRubric

    set_language("en")
    rubrics = [catalog.shipped_rubric(name) for name in catalog.shipped_ids()]
    lines = ["# Rubrics", "", "Generated from the rubric files: `make docs`.", ""]
    lines += as_markdown(
        rubric_list_report([ListedRubric(rubric, is_own=False) for rubric in rubrics]).table
    ).splitlines()[2:]
    for rubric in rubrics:
        lines += [
            "",
            f"## {rubric.id}",
            "",
            f"{rubric.name}. {rubric.regulation}, {years_text(rubric.years)}, {rubric.level}.",
        ]
        lines += ["", f"Confidence: {confidence_text(rubric)}. {' '.join(rubric.provenance.split())}", ""]
        lines += as_markdown(rubric_report(rubric).table).split("\n\n")[1].splitlines()
        notes = [f"- {node.code}: {' '.join(node.note.split())}" for node in rubric.walk() if node.note]
        lines += ["", *notes] if notes else []
        for table in rubric_report(rubric).more:
            lines += ["", *as_markdown(table).splitlines()[2:]]
    lines += ["", "## Grade scales", "", sources_legend(), ""]
    for scale in catalog.shared().grade_scales.values():
        between = "{} above {:g} to {:g}" if scale.closed == "upper" else "{} from {:g} to below {:g}"
        bands = ", ".join(between.format(band.grade, float(band.above), float(band.up_to)) for band in scale.bands)
        bands = bands or f"{', '.join(scale.ranks)}, the best first, without scores"
        if scale.open_end is not None:
            bands += f"; {float(scale.open_end):g} itself is graded too"
        said = f"{scale.regulation}, {years_text(scale.years)}; source: {source_words()[scale.source]}"
        lines.append(f"- {scale.id} ({said}): {bands}")
    return "\n".join(lines) + "\n"


# docs/problems.md, for which every case of the gallery is run, is compared case by case by its own test.
PAGES = {"cli.md": cli_page, "rubrics.md": rubrics_page}

if __name__ == "__main__":
    from tools.problems import problems_page

    DOCS.mkdir(exist_ok=True)
    pages = {**PAGES, "problems.md": problems_page}
    for name, page in pages.items():
        DOCS.joinpath(name).write_text(page(), encoding="utf-8")
    sys.stderr.write(f"written: {', '.join(pages)}\n")
