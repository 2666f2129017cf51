"""What a process took of the machine, as far as the system tells."""

from __future__ import annotations

import sys


def memory() -> str:
    """How much memory this process had at most, as a clause of a sentence; empty where nobody counts it."""
    if sys.platform == "win32":
        return ""
    import resource  # noqa: PLC0415 - Windows has no such module

    return f"; at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MiB of memory"
