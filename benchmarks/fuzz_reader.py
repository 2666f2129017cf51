"""Brings damaged worksheets in, one after another, and keeps those that end in anything but a plain answer.

python -m benchmarks.fuzz_reader --count 10000 --seed 1
python -m benchmarks.fuzz_reader --minutes 30 --keep /tmp/failing
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
import traceback
from collections import Counter
from itertools import count
from pathlib import Path

from benchmarks.measuring import memory
from tests.workbook.fuzzing import Bench, check_file
from tests.workbook.mutating import base_files, mutate


def main() -> int:
    """Print what became of the files; 1 where one of them failed."""
    options = _options()
    seen: Counter[str] = Counter()
    slowest = 0.0
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as name:
        bench = Bench.make(Path(name))
        bases = base_files(Path(name))
        for seed in count(options.seed):
            if seed >= options.seed + options.count or time.monotonic() - began > 60 * options.minutes:
                break
            path = Path(name, "fuzzed.xlsx")
            path.write_bytes(mutate(bases[seed % len(bases)], seed))
            start = time.monotonic()
            try:
                seen[check_file(bench, path)] += 1
            except BaseException as error:
                if isinstance(error, KeyboardInterrupt):
                    raise
                seen["failed"] += 1
                options.keep.mkdir(parents=True, exist_ok=True)
                path.replace(options.keep / f"seed-{seed}.xlsx")
                traceback.print_exc()
            slowest = max(slowest, time.monotonic() - start)
    said = [
        f"{seen.total()} files in {time.monotonic() - began:.0f} s, the slowest in {slowest:.2f} s{memory()}",
        *(f"{number:7} {became}" for became, number in seen.most_common()),
        *([f"Failing files are in {options.keep}"] if seen["failed"] else []),
    ]
    sys.stdout.write("\n".join(said) + "\n")
    return 1 if seen["failed"] else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--keep", type=Path, default=Path("failing"))
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
