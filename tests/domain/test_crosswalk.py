"""Which part continues where: only what is there can be linked."""

from __future__ import annotations

import pytest

from rbtrack.domain.crosswalk import Crosswalk, Link, check_crosswalk
from tests.domain.trees import ONE, group, item, rubric

OLD = rubric(group("g", 10, item("g.1", 10)), areas=(ONE,))
NEW = rubric(group("h", 10, item("h.1", 10)))


def test_links_of_both_sides_are_looked_up_each_in_its_own_rubric() -> None:
    """Nodes, items and areas are parts; every part that is not there is named with the position of its link."""
    links = (
        Link("same", ("g",), ("h",)),
        Link("merged", ("g", "area:1", "g.1"), ("h.1",)),
        Link("same", ("h",), ("g",)),
        Link("rescaled", ("area:2", "g", "x"), ("area:1",)),
        Link("dropped", ("area:1",), ()),
        Link("new", (), ("y",)),
    )
    assert list(check_crosswalk(Crosswalk("old", "new", links, "primary"), OLD, NEW)) == [
        (2, "h"),
        (2, "g"),
        (3, "area:2"),
        (3, "x"),
        (3, "area:1"),
        (5, "y"),
    ]


@pytest.mark.parametrize(
    ("old", "new", "comparable"),
    [(("a",), ("b",), True), (("a", "b"), ("c",), True), (("a",), (), False), ((), ("b",), False), ((), (), False)],
)
def test_only_what_continues_from_something_can_be_compared(
    old: tuple[str, ...], new: tuple[str, ...], comparable: bool
) -> None:
    assert Link("same", old, new).is_comparable is comparable
