"""Kills the import of the sample worksheet at random moments: the database must hold all of it or nothing.

python -m benchmarks.kill_import --count 200 --seed 0
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from tests.cli.test_killed import kill_again_and_again
from tests.lke.official import write_sample_worksheet


def main() -> None:
    """Say how often nothing and how often everything was stored; break off where it was anything else."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        worksheet = Path(name, "lke.xlsx")
        write_sample_worksheet(worksheet)
        seen = kill_again_and_again(Path(name), worksheet, range(options.seed, options.seed + options.count))
    for years, times in sorted(seen.items()):
        sys.stdout.write(f"{times} times {years} years were stored\n")


if __name__ == "__main__":
    main()
