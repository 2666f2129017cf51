"""Worksheets in: our own ones by their marks, all others by headings, numbering and wording."""
