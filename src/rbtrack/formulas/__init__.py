"""The rules of `rbtrack.domain.scoring` as cell formulas, for any sheet that says where its figures stand.

`score_cells.py` is what such a sheet tells; `answers.py` what an answer earns by itself, `scores.py` the way from
there to the index, `grades.py` from the index to the grade. Every function gives a term, without the sign of
equality before it. A blank is an empty text, never 0. LibreOffice holds each of them to the domain in the tests.
"""
