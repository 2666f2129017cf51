"""How much longer a text of four times the length takes, for everything that takes foreign text apart.

python -m benchmarks.text_growth

Linear work takes four times as long, quadratic work sixteen times, exponential work does not come back. Ends with 1
where something takes more than nine times as long.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Mapping

from rbtrack.domain.evaluation import plain_words
from rbtrack.domain.numbers import readings
from rbtrack.domain.reported import parse_reported
from rbtrack.lke.reading.headings import OFFICE_LABEL, SUBTOTAL, TOTAL, YEAR, heading_of
from rbtrack.lke.reading.labels import listed_options, name_alone, plain_text, printed_range, weight_in_label
from rbtrack.lke.reading.numbering import leading_number, number_of
from rbtrack.xlsx.number_formats import shows_date
from rbtrack.xlsx.shared_formulas import moved

LENGTH = 100_000
LONGER = 4
MOST = 9.0
TIMES = 5

TAKEN_APART: Mapping[str, Callable[[str], object]] = {
    "number of a row": number_of,
    "number before a label": leading_number,
    "label without its weight": name_alone,
    "weight in a label": weight_in_label,
    "wording": plain_text.__wrapped__,
    "range": printed_range,
    "letters in an explanation": listed_options,
    "heading": heading_of.__wrapped__,
    "year in a title": YEAR.findall,
    "office": OFFICE_LABEL.fullmatch,
    "total": TOTAL.fullmatch,
    "subtotal": SUBTOTAL.fullmatch,
    "words of an answer": plain_words,
    "number": lambda text: readings(text[:30_000]),
    "published figure": parse_reported,
    "number format": lambda text: shows_date(text, 1.0),
    "formula": lambda text: moved(text, 1, 1),
}
PIECES = (
    "i.", "a.", "1.", "I.", " ", "\n", "(", "((1", "[", "'", '"', "1", "1,", "a/", "; a. ", "A ", ") ", "tahun ",
    "instansi: ", "unit ", "total ", "total\n", "A1", "$", "(2) ", "BB ",
)  # fmt: skip


def main() -> int:
    """Print the worst text for each; 1 where one of them grows faster than it may."""
    worst = {name: max((growth(take, piece), piece) for piece in PIECES) for name, take in TAKEN_APART.items()}
    for name, (ratio, piece) in worst.items():
        sys.stdout.write(f"{name}: {ratio:.1f} times for {LONGER} times the length of {piece!r}\n")
    return 1 if any(ratio > MOST for ratio, _piece in worst.values()) else 0


def growth(take: Callable[[str], object], piece: str) -> float:
    """How much longer the longer text takes; below a millisecond nothing is measured."""
    times = LENGTH // len(piece)
    short, long = (piece * times + "!\nx", piece * LONGER * times + "!\nx")
    base = _seconds(take, short)
    return _seconds(take, long) / base if base > 1e-3 else 0.0


def _seconds(take: Callable[[str], object], text: str) -> float:
    """The shortest of some runs; one that takes a second is not run again."""
    taken = []
    for _ in range(TIMES):
        start = time.perf_counter()
        take(text)
        taken.append(time.perf_counter() - start)
        if taken[-1] > 1:
            break
    return min(taken)


if __name__ == "__main__":
    sys.exit(main())
