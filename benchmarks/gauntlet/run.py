"""Runs edits over worksheets."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.gauntlet import formats, identity, labels, layout, package, values
from benchmarks.gauntlet.edit import EDITS, Edit, NoPlaceError, Scene
from benchmarks.gauntlet.judging import Verdict, judge
from benchmarks.gauntlet.seeing import see
from benchmarks.gauntlet.targets import Make, Target, all_targets

TOPICS = (formats, identity, labels, layout, package, values)
"""Each of them lists its edits when it is imported."""

MAIN = ("official", "sample", "rb-2014-filled")
"""Every edit is made in these; each of the others gets its share of them."""

_SHARE = 12


def all_edits() -> dict[str, Edit]:
    """Every kind of edit, by its name."""
    return {each.name: each for each in EDITS}


def run(
    folder: Path,
    official: Path | None = None,
    only: Sequence[str] = (),
    edits: Sequence[str] = (),
    keep: Path | None = None,
    *,
    all_: bool = False,
) -> Iterator[Verdict]:
    """Make every edit that is wanted in every worksheet that is wanted, and judge it."""
    chosen = [each for each in all_edits().values() if not edits or each.name in edits or each.topic in edits]
    for place, (name, make) in enumerate(all_targets(official).items()):
        if only and name not in only:
            continue
        is_whole = all_ or bool(only) or bool(edits) or name in MAIN
        yield from run_on(
            folder, make, [each for nth, each in enumerate(chosen) if is_whole or nth % _SHARE == place % _SHARE], keep
        )


def run_on(folder: Path, make: Make, edits: Sequence[Edit], keep: Path | None = None) -> Iterator[Verdict]:
    """Make the edits in one worksheet; LibreOffice is started once for many of them."""
    target = make(folder)
    made: list[tuple[Edit, Path]] = []
    for number, each in enumerate(edits):
        for spot in range(each.places):
            path = folder / f"{target.name}-{number}-{spot}.xlsx"
            if _make(target, each, spot, path):
                made.append((each, path))
    for (each, path), seen in zip(made, see([path for _each, path in made], folder), strict=True):
        verdict = judge(target, each, path, seen)
        if keep is not None and verdict.word in ("silent", "crash", "alarm"):
            keep.mkdir(parents=True, exist_ok=True)
            shutil.copy(
                path, keep / f"{target.name}--{each.name.replace(' ', '-').replace('/', '-')}-{path.stem[-1]}.xlsx"
            )
        path.unlink()
        yield verdict


def _make(target: Target, each: Edit, spot: int, path: Path) -> bool:
    scene = Scene(target, spot)
    try:
        each.change(scene)
    except NoPlaceError:
        return False
    scene.save(path)
    return True
