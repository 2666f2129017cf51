"""Tables on screens of any width: nothing is cut off, and what is left out is known."""

from __future__ import annotations

import pytest

from rbtrack.cli.screen import BESIDE, fit
from rbtrack.reports.table import Column, Row, Table

COLUMNS = (
    Column("code", "Code", "code"),
    Column("name", "Name"),
    *(Column(f"n{each}", f"Points {each}", "figure") for each in range(6)),
    Column("judge", "Judge", spare=True),
    Column("scale", "Scale", "code", spare=True),
)
CELLS = ["A.III.8.ii.a", "Peningkatan Kualitas Pelayanan Publik", *["100.00"] * 6, "Inspektorat", "rb-2014"]


def table(stub: int) -> Table:
    return Table("t", COLUMNS, (Row(tuple(CELLS)),), stub=stub)


def test_where_there_is_room_nothing_is_left_out_or_broken() -> None:
    fitted = fit(table(2), [CELLS], 200)
    assert [block.positions for block in fitted.blocks] == [tuple(range(10))]
    assert fitted.left_out == ()
    assert fitted.blocks[0].widths[1] == len(CELLS[1])


@pytest.mark.parametrize("width", range(60, 160, 7))
def test_blocks_fit_hold_every_column_and_repeat_the_names(width: int) -> None:
    fitted = fit(table(2), [CELLS], width)
    for block in fitted.blocks:
        assert block.has_room
        assert block.positions[:2] == (0, 1)
        assert sum(each + BESIDE for each in block.widths) <= width
    shown = {position for block in fitted.blocks for position in block.positions}
    assert shown | set(fitted.left_out) == set(range(10))
    assert not shown & set(fitted.left_out)


def test_the_last_spare_column_goes_first() -> None:
    widths = range(60, 160)
    left_out = {fit(table(2), [CELLS], width).left_out for width in widths}
    assert left_out == {(), (9,), (8, 9)}


def test_without_names_to_repeat_a_table_stays_in_one_block() -> None:
    fitted = fit(table(0), [CELLS], 40)
    assert len(fitted.blocks) == 1
    assert not fitted.blocks[0].has_room
    assert fitted.blocks[0].widths[2] == len("Points")
