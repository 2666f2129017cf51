"""Where the figures of a rubric come from."""

from __future__ import annotations

from rbtrack.domain.sources import FIGURE_KINDS, Sources


def test_each_kind_of_figure_has_a_source_of_its_own_and_none_is_known_unless_said() -> None:
    assert {Sources().of(kind) for kind in FIGURE_KINDS} == {"unknown"}
    said = Sources(weights="regulation", levels="paraphrase")
    assert [said.of(kind) for kind in FIGURE_KINDS] == [
        "regulation", "unknown", "unknown", "unknown", "paraphrase", "unknown",
    ]  # fmt: skip
