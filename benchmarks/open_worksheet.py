"""How long it takes to guard and read the sample worksheet.

python -m benchmarks.open_worksheet
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.measuring import memory
from rbtrack.xlsx.cells import open_workbook
from rbtrack.xlsx.guard import open_package
from tests.lke.official import write_sample_worksheet

TIMES = 50


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "lke.xlsx")
        write_sample_worksheet(path)
        for action in (open_package, open_workbook):
            sys.stdout.write(f"{action.__name__}: {_milliseconds(action, path):.1f} ms{memory()}\n")


def _milliseconds(action: Callable[[Path], object], path: Path) -> float:
    """The median of many runs."""
    taken = []
    for _ in range(TIMES):
        start = time.perf_counter()
        action(path)
        taken.append(time.perf_counter() - start)
    return 1000 * statistics.median(taken)


if __name__ == "__main__":
    main()
