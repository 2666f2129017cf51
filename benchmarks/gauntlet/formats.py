"""Number formats: the cell shows something else than the number in it."""

from __future__ import annotations

from benchmarks.gauntlet.edit import Scene, edit
from rbtrack.domain.kinds import NumberScale


def _show(scene: Scene, number: float, code: str) -> None:
    item = scene.number()
    scene.type(item, number)
    scene.page.show_as(*scene.answer(item), code)


def _stored(scene: Scene, code: str) -> None:
    """Another format over a number that fits the scale."""
    item = scene.number()
    assert isinstance(item.answer, NumberScale)
    low, high = (float(end) for end in item.answer.ends)
    _show(scene, round(low + (high - low) * 0.62, 2), code)


@edit("0.8 shown as 80%", places=2)
def percent(scene: Scene) -> None:
    _show(scene, 0.8, "0%")


@edit("0.805 shown as 80.50%", places=2)
def percent_with_decimals(scene: Scene) -> None:
    _show(scene, 0.805, "0.00%")


@edit("number shown as percent", places=2)
def whole_percent(scene: Scene) -> None:
    _stored(scene, "0%")


@edit("thousands left out", places=2)
def thousands(scene: Scene) -> None:
    _stored(scene, "0.000,")


@edit("hidden by ;;;", places=2)
def hidden(scene: Scene) -> None:
    _stored(scene, ";;;")


@edit("hidden by an empty text", places=2)
def empty_text(scene: Scene) -> None:
    _stored(scene, '""')


@edit("another number as text in the format", places=2)
def replaced(scene: Scene) -> None:
    _stored(scene, '"1.5"')


@edit("number before a digit of the format", places=2)
def digit_before(scene: Scene) -> None:
    _stored(scene, '"1"0.00')


@edit("number with a zero behind it", places=2)
def digit_behind(scene: Scene) -> None:
    _stored(scene, '0"0"')


@edit("number shown as a date", places=2)
def as_date(scene: Scene) -> None:
    _stored(scene, "dd/mm/yyyy")


@edit("number shown as d.m", places=2)
def as_day_and_month(scene: Scene) -> None:
    _show(scene, 3.0, "d.m")


@edit("number shown as a time", places=1)
def as_time(scene: Scene) -> None:
    _stored(scene, "[h]:mm")


@edit("number shown in another base by exponent", places=1)
def exponent(scene: Scene) -> None:
    _stored(scene, "0.00E+00")


@edit("number shown as a fraction", places=1)
def fraction(scene: Scene) -> None:
    _stored(scene, "# ?/?")


@edit("decimals rounded away", places=2)
def rounded(scene: Scene) -> None:
    item = scene.number()
    assert isinstance(item.answer, NumberScale)
    scene.type(item, float(item.answer.maximum) * 0.146)
    scene.page.show_as(*scene.answer(item), "0")


@edit("number shown by a section for zero", places=1)
def zero_section(scene: Scene) -> None:
    _show(scene, 0.0, '0;-0;"3"')


@edit("negative sign left out", places=1)
def no_sign(scene: Scene) -> None:
    _show(scene, -2.0, "0;0")


@edit("condition in the format", places=1)
def condition(scene: Scene) -> None:
    _stored(scene, '[>1]"1";0.00')


@edit("text replaced by the format", places=2)
def text_section(scene: Scene) -> None:
    item = scene.choice()
    scene.page.show_as(*scene.answer(item), f'General;General;General;"{scene.other(item)}"')


@edit("text hidden by the format", places=2)
def text_hidden(scene: Scene) -> None:
    item = scene.choice()
    scene.page.show_as(*scene.answer(item), ";;;")


@edit("text with a letter before it", places=1)
def text_before(scene: Scene) -> None:
    item = scene.choice()
    scene.page.show_as(*scene.answer(item), '"bukan "@')


@edit("two decimals", places=2, harmless=True)
def two_decimals(scene: Scene) -> None:
    _stored(scene, "0.00")


@edit("colour in the format", places=1, harmless=True)
def coloured(scene: Scene) -> None:
    _stored(scene, "[Red]0.00;[Blue]-0.00")


@edit("text format over a letter", places=1, harmless=True)
def text_format(scene: Scene) -> None:
    scene.page.show_as(*scene.answer(scene.choice()), "@")


@edit("unit behind the number", places=1)
def unit(scene: Scene) -> None:
    _stored(scene, '0.00" %"')
