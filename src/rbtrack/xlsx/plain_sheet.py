"""What every sheet that we write with live formulas shares."""

from __future__ import annotations

from xlsxwriter.worksheet import Worksheet


class PlainSheet(Worksheet):  # type: ignore[misc]  # XlsxWriter is not typed
    """A sheet whose formulas use old functions only, and stay as they are written.

    XlsxWriter looks for thirty newer functions in each of them, which takes half the time of a trace,
    and has no public way to leave that out. So its version has an upper bound in pyproject.toml, and
    a test fails where this method is asked no more.
    """

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:  # noqa: ARG002 (its signature)
        return formula.removeprefix("=")
