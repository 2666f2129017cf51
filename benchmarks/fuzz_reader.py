"""Brings damaged files in, one after another, and keeps those that end in anything but a plain answer.

python -m benchmarks.fuzz_reader --count 10000 --seed 1
python -m benchmarks.fuzz_reader --rubrics --count 5000 --keep failing
python -m benchmarks.fuzz_reader --results --count 5000
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.watching import DIED, FAILED, HUNG, Check, Watched, watch
from tests.lke.fuzzing import Bench, check_files, check_results, check_rubric
from tests.lke.mutating import base_files, mutate
from tests.lke.mutating_tables import write_mutant

MOST_SECONDS = 20
"""For one file, with all that is checked of it. A whole worksheet takes less than one."""

MOST_MEGABYTES = 500


def main() -> int:
    """Print what became of the files; 1 where one of them failed."""
    options = _options()
    began = time.monotonic()
    found: list[Watched] = []
    with tempfile.TemporaryDirectory() as name:
        seeds = range(options.seed, options.seed + options.count)
        for watched in watch(options.check, seeds, Path(name), MOST_SECONDS, MOST_MEGABYTES):
            found.append(watched)
            if _is_bad(watched):
                _keep(watched.number, Path(name), options.keep)
            if time.monotonic() - began > 60 * options.minutes:
                break
    sys.stdout.write("\n".join(_said(found, time.monotonic() - began)) + "\n")
    return 1 if any(map(_is_bad, found)) else 0


def _is_bad(watched: Watched) -> bool:
    return watched.became in (FAILED, HUNG, DIED) or watched.peak > MOST_MEGABYTES


def _keep(seed: int, folder: Path, keep: Path) -> None:
    keep.mkdir(parents=True, exist_ok=True)
    for path in folder.rglob(f"seed-{seed}.*"):
        keep.joinpath(path.name).write_bytes(path.read_bytes())
    sys.stdout.write(f"seed {seed} is kept in {keep}\n")


def _said(found: Sequence[Watched], seconds: float) -> list[str]:
    """The verdicts, then what must be 0, and what was the most."""
    verdicts = Counter(watched.became for watched in found)
    bad = {
        "tracebacks and failed checks": verdicts.pop(FAILED, 0),
        f"hangs (over {MOST_SECONDS} s)": verdicts.pop(HUNG, 0),
        "processes that died": verdicts.pop(DIED, 0),
        f"over {MOST_MEGABYTES} MB": sum(watched.peak > MOST_MEGABYTES for watched in found),
    }
    slowest = max(found, key=lambda watched: watched.seconds)
    return [
        f"{len(found):7} files in {seconds:.0f} s, seeds {found[0].number} to {found[-1].number}",
        *(f"{number:7}   {became}" for became, number in verdicts.most_common()),
        *(f"{number:7} {what}" for what, number in bad.items()),
        f"{max(watched.peak for watched in found):7} MB of memory at most",
        f"{slowest.seconds:7.1f} s for the slowest file (seed {slowest.number})",
    ]


# What is checked, each in a process of its own


def _worksheets(folder: Path) -> Check:
    bench = Bench.make(folder)
    return _damaged(folder, lambda path: check_files(bench, [path])[0])


def _rubrics(folder: Path) -> Check:
    return _damaged(folder, check_rubric)


def _damaged(folder: Path, check: Callable[[Path], str]) -> Check:
    """Damages a worksheet and checks it; what could not be checked is left in the folder."""
    bases = base_files(folder)

    def check_seed(seed: int) -> str:
        path = folder / f"seed-{seed}.xlsx"
        path.write_bytes(mutate(bases[seed % len(bases)], seed))
        became = check(path)
        path.unlink()
        return became

    return check_seed


def _results(folder: Path) -> Check:
    bench = Bench.make_for_results(folder)

    def check_seed(seed: int) -> str:
        request = write_mutant(folder, seed)
        became = check_results(bench, request)
        request.path.unlink()
        return became

    return check_seed


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=0)
    what = parser.add_mutually_exclusive_group()
    what.add_argument(
        "--rubrics", dest="check", action="store_const", const=_rubrics,
        help="read a rubric out of each worksheet, as `rubric import` does",
    )  # fmt: skip
    what.add_argument(
        "--results",
        dest="check",
        action="store_const",
        const=_results,
        help="tables of results, as `result import` does",
    )
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--keep", type=Path, default=Path("failing"))
    parser.set_defaults(check=_worksheets)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
