"""Edits worksheets so that a person sees something else, and compares what is seen with what is stored.

python -m benchmarks.gauntlet --official lke-rb-2015.xlsx
python -m benchmarks.gauntlet --only sample rb-2014-filled --edits formats "row hidden" --keep edited
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from benchmarks.gauntlet.judging import WORDS, Verdict
from benchmarks.gauntlet.run import run


def main() -> int:
    """Print what became of every edit; 1 where one of them was silent or crashed."""
    options = _options()
    verdicts = []
    with tempfile.TemporaryDirectory() as name:
        for verdict in run(Path(name), options.official, options.only, options.edits, options.keep, all_=options.all):
            verdicts.append(verdict)
            if verdict.word in options.show:
                _explain(verdict)
    sys.stdout.write(_table(verdicts))
    return 1 if any(verdict.word in ("silent", "crash") for verdict in verdicts) else 0


def _explain(verdict: Verdict) -> None:
    sys.stdout.write(f"{verdict.word:7}{verdict.target:24} {verdict.edit} {' '.join(verdict.codes)}\n")
    for reason in verdict.reasons[:3]:
        sys.stdout.write(f"         {' '.join(reason.split())[:300]}\n")
    sys.stdout.flush()


def _table(verdicts: Sequence[Verdict]) -> str:
    """How often each verdict was given: by edit, by worksheet, and of all."""
    lines = [_line("edit", WORDS)]
    for name in dict.fromkeys(name for verdict in verdicts for name in (verdict.edit, verdict.target)):
        counts = Counter(verdict.word for verdict in verdicts if name in (verdict.edit, verdict.target))
        lines.append(_line(name, [counts[word] or "" for word in WORDS]))
    counts = Counter(verdict.word for verdict in verdicts)
    lines.append(_line(f"{len(verdicts)} edits", [counts[word] for word in WORDS]))
    return "\n".join(lines) + "\n"


def _line(name: str, cells: Sequence[object]) -> str:
    return f"{name:58}" + "".join(f"{cell:>8}" for cell in cells)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--official", type=Path, help="the official worksheet of PermenPANRB 14/2014, filled")
    parser.add_argument("--only", nargs="+", default=[], help="names of worksheets")
    parser.add_argument("--edits", nargs="+", default=[], help="names of edits or of their topics")
    parser.add_argument("--all", action="store_true", help="every edit on every worksheet")
    parser.add_argument("--keep", type=Path, help="where edited files are kept that were silent or crashed")
    parser.add_argument("--show", nargs="+", default=["silent", "crash", "alarm"], help="verdicts that are explained")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
