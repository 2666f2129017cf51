"""The outcome of importing a worksheet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from rbtrack.domain.evaluation import EvaluationKey
from rbtrack.domain.merging import Merge
from rbtrack.errors import Place, Problem

Status = Literal["stored", "unchanged", "refused", "checked"]


@dataclass(frozen=True, slots=True)
class Imported:
    """The outcome for one evaluation of a file.

    Without `key` the file as a whole was refused; without `merge` the evaluation was refused before it
    was compared with what is stored. `places` are the cells of the answers by item. The totals are indices: the
    one that the sheet states, and the one that its answers give. `path` is where the file was found,
    `marked` where its copy with marked cells is.
    """

    file: str
    status: Status
    sha256: str = ""
    key: EvaluationKey | None = None
    merge: Merge | None = None
    places: Mapping[str, Place] = field(default_factory=dict)
    sheet_total: Fraction | None = None
    computed_total: Fraction | None = None
    problems: tuple[Problem, ...] = ()
    path: str = ""
    marked: str | None = None
