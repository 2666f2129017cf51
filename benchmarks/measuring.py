"""What a process took of the machine, as far as the system tells."""

from __future__ import annotations

import sys


def memory() -> str:
    """How much memory this process had at most, as a clause of a sentence; empty where nobody counts it."""
    peak = peak_memory()
    return f"; at most {peak} MB of memory" if peak else ""


def peak_memory() -> int:
    """How much memory this process had at most, in MB; 0 where nobody counts it."""
    if sys.platform == "win32":
        return 0
    import resource  # noqa: PLC0415 - Windows has no such module

    counted_in = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * counted_in // 1_000_000
