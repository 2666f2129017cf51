"""Gives a user's own workbook back with its problems marked."""

from rbtrack.lke.marking.mark import Marked, mark_workbook

__all__ = ["Marked", "mark_workbook"]
