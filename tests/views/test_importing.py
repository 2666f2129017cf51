"""What became of a file: its evaluations, and every problem once."""

from __future__ import annotations

from pathlib import Path

from rbtrack.errors import Problem
from rbtrack.views.importing import ImportedEvaluation, ImportedFile

PATH = Path("rusak.xlsx")


def test_a_file_that_could_not_be_read_has_no_evaluation_and_no_figures() -> None:
    refused = ImportedEvaluation(PATH, "rusak.xlsx", "refused")
    assert refused.is_refused
    assert (refused.key, refused.merge, refused.sheet_total, refused.computed_total) == (None, None, None, None)


def test_a_problem_that_several_evaluations_of_a_file_have_is_said_once() -> None:
    shared, own = Problem("office-differs", "warning"), Problem("answers-blank", "warning")
    found = ImportedFile(
        PATH,
        (
            ImportedEvaluation(PATH, "rusak.xlsx", "stored", problems=(shared,)),
            ImportedEvaluation(PATH, "rusak.xlsx", "stored", problems=(shared, own)),
        ),
    )
    assert found.problems == (shared, own)
