"""Which part of one rubric continues in which of another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from rbtrack.domain.confidence import Confidence
from rbtrack.domain.rubric import Rubric

LinkKind = Literal["same", "rescaled", "merged", "split", "new", "dropped"]
AREA = "area:"


@dataclass(frozen=True, slots=True)
class Link:
    """Parts of the older rubric (`old`) that continue in parts of the newer one (`new`).

    `same`: one part, measured and weighed as before; `rescaled`: one part, weighed or measured
    differently; `merged` and `split`: several into one, one into several; `new` has no old part,
    `dropped` no new one. A part is a node's code, or `area:` and the id of an area.
    """

    kind: LinkKind
    old: tuple[str, ...]
    new: tuple[str, ...]

    @property
    def is_comparable(self) -> bool:
        return bool(self.old and self.new)


@dataclass(frozen=True, slots=True)
class Crosswalk:
    """All links from one rubric to a later one."""

    old: str
    new: str
    links: tuple[Link, ...]
    confidence: Confidence


def check_crosswalk(crosswalk: Crosswalk, old: Rubric, new: Rubric) -> Iterator[tuple[int, str]]:
    """The position of every link that names a part that its rubric lacks, and that part."""
    for position, link in enumerate(crosswalk.links):
        for rubric, parts in ((old, link.old), (new, link.new)):
            known = {*rubric.nodes, *(AREA + area.id for area in rubric.areas)}
            yield from ((position, part) for part in parts if part not in known)
