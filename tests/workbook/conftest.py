"""What the tests of worksheets share."""

from __future__ import annotations

import pytest

from rbtrack.domain.rubric import Rubric
from tests.workbook.made_up import made_up_rubric


@pytest.fixture(scope="session")
def made_up() -> Rubric:
    """A rubric with names that repeat, kinds of answers mixed, and three depths."""
    return made_up_rubric()
