"""Brings damaged worksheets in, one after another, and keeps those that end in anything but a plain answer.

python -m benchmarks.fuzz_reader --count 10000 --seed 1
python -m benchmarks.fuzz_reader --minutes 30 --keep failing
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path

from benchmarks.measuring import memory
from tests.lke.fuzzing import Bench, check_files, check_rubric
from tests.lke.mutating import base_files, mutate

TOGETHER = 20


def main() -> int:
    """Print what became of the files; 1 where one of them failed."""
    options = _options()
    seen: Counter[str] = Counter()
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as name:
        bench = Bench.make(Path(name))
        bases = base_files(Path(name))
        for first in range(options.seed, options.seed + options.count, TOGETHER):
            if time.monotonic() - began > 60 * options.minutes:
                break
            seeds = range(first, min(first + TOGETHER, options.seed + options.count))
            paths = [Path(name, f"seed-{seed}.xlsx") for seed in seeds]
            for seed, path in zip(seeds, paths, strict=True):
                path.write_bytes(mutate(bases[seed % len(bases)], seed))
            if options.rubrics:
                seen.update(_kept(partial(check_rubric, path), path, options.keep) for path in paths)
            else:
                seen.update(_check(bench, paths, options.keep))
            for path in paths:
                path.unlink(missing_ok=True)
    said = [
        f"{seen.total()} files in {time.monotonic() - began:.0f} s{memory()}",
        *(f"{number:7} {became}" for became, number in seen.most_common()),
        *([f"Failing files are in {options.keep}"] if seen["failed"] else []),
    ]
    sys.stdout.write("\n".join(said) + "\n")
    return 1 if seen["failed"] else 0


def _check(bench: Bench, paths: list[Path], keep: Path) -> list[str]:
    """What became of the files. Where one of them fails, each is tried by itself to find it."""
    try:
        return check_files(bench, paths)
    except Exception:
        return [_check_one(bench, path, keep) for path in paths]


def _check_one(bench: Bench, path: Path, keep: Path) -> str:
    return _kept(lambda: check_files(bench, [path])[0], path, keep)


def _kept(check: Callable[[], str], path: Path, keep: Path) -> str:
    """What became of one file; a failing one is kept."""
    try:
        return check()
    except Exception:
        traceback.print_exc()
        keep.mkdir(parents=True, exist_ok=True)
        path.replace(keep / path.name)
        return "failed"


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--rubrics", action="store_true", help="read a rubric out of each, as `rubric import` does")
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--keep", type=Path, default=Path("failing"))
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
