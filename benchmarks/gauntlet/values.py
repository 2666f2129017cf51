"""What is typed into the cell of an answer, and how it is kept there."""

from __future__ import annotations

from benchmarks.gauntlet.book import rich_element, tag, text_element
from benchmarks.gauntlet.edit import NoPlaceError, Scene, edit
from rbtrack.domain.kinds import NumberScale

CYRILLIC = str.maketrans("ABCETY", "АВСЕТУ")


@edit("another option", places=2)
def another(scene: Scene) -> None:
    item = scene.choice()
    scene.type(item, scene.other(item))


@edit("cell emptied", places=2)
def emptied(scene: Scene) -> None:
    scene.type(scene.item(), None)


@edit("small letter", places=1)
def small(scene: Scene) -> None:
    item = scene.choice()
    scene.type(item, scene.other(item).lower())


@edit("spaces around", places=1)
def spaces(scene: Scene) -> None:
    item = scene.choice()
    scene.type(item, f"  {scene.other(item)}   ")


@edit("non-breaking space", places=1)
def hard_space(scene: Scene) -> None:
    item = scene.choice()
    scene.type(item, f"\u00a0{scene.other(item)}\u00a0")


@edit("Cyrillic letter", places=2)
def cyrillic(scene: Scene) -> None:
    item = scene.choice()
    scene.type(item, scene.other(item).translate(CYRILLIC))


@edit("fullwidth letter", places=1)
def fullwidth(scene: Scene) -> None:
    item = scene.choice()
    scene.type(item, "".join(chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" else sign for sign in scene.other(item)))


@edit("option with a full stop", places=1)
def full_stop(scene: Scene) -> None:
    item = scene.choice()
    scene.type(item, f"{scene.other(item)}.")


@edit("two options", places=1)
def two_options(scene: Scene) -> None:
    item = scene.choice()
    scene.type(item, f"{scene.value(item)}/{scene.other(item)}")


@edit("not an option", places=1)
def no_option(scene: Scene) -> None:
    scene.type(scene.choice(), "Z")


@edit("number for a letter", places=1)
def number_for_letter(scene: Scene) -> None:
    scene.type(scene.choice(), 1.0)


@edit("boolean for an answer", places=2)
def boolean(scene: Scene) -> None:
    scene.page.put_raw(*scene.answer(scene.item()), "1", kind="b")


@edit("error for an answer", places=2)
def error(scene: Scene) -> None:
    scene.page.put_raw(*scene.answer(scene.item()), "#N/A", kind="e")


@edit("word for not applicable", places=2)
def not_applicable(scene: Scene) -> None:
    scene.type(scene.item(), "tidak berlaku")


@edit("N/A", places=2)
def slashed(scene: Scene) -> None:
    scene.type(scene.item(), "N/A")


@edit("word for a blank", places=1)
def not_filled(scene: Scene) -> None:
    scene.type(scene.item(), "Blm Diisi")


@edit("dash for a blank", places=1)
def dash(scene: Scene) -> None:
    scene.type(scene.item(), "-")


def _number(scene: Scene, text: str) -> None:
    scene.type(scene.number(), text)


@edit("number as text with a comma", places=2)
def comma(scene: Scene) -> None:
    _number(scene, "2,61")


@edit("number as text with a point", places=1)
def point(scene: Scene) -> None:
    _number(scene, "2.61")


@edit("number with three decimals", places=2)
def three_decimals(scene: Scene) -> None:
    _number(scene, "2,613")


@edit("number with thousands", places=1)
def grouped(scene: Scene) -> None:
    _number(scene, "1.234,5")


@edit("number with a percent sign", places=2)
def percent_text(scene: Scene) -> None:
    _number(scene, "80%")


@edit("number with blanks", places=1)
def blanks(scene: Scene) -> None:
    _number(scene, " 2,5 ")


@edit("number with a blank inside", places=1)
def blank_inside(scene: Scene) -> None:
    _number(scene, "3 1")


@edit("number with hard spaces", places=1)
def hard_spaces(scene: Scene) -> None:
    _number(scene, "\u00a02,5\u00a0")


@edit("number in fullwidth digits", places=1)
def fullwidth_digits(scene: Scene) -> None:
    _number(scene, "３．１")


@edit("number in Arabic digits", places=1)
def arabic_digits(scene: Scene) -> None:
    _number(scene, "٣")


@edit("number with words", places=1)
def words(scene: Scene) -> None:
    _number(scene, "3,1 (baik)")


@edit("range of numbers", places=1)
def number_range(scene: Scene) -> None:
    _number(scene, "3-4")


@edit("number beyond the scale", places=2)
def beyond(scene: Scene) -> None:
    scene.type(scene.number(), 1000.0)


@edit("index level on a scale to 100", must_say=True)
def implausible(scene: Scene) -> None:
    found = [
        item for item in scene.items(NumberScale) if isinstance(item.answer, NumberScale) and item.answer.maximum == 100
    ]
    if not found:
        raise NoPlaceError
    scene.type(found[0], 2.61)


@edit("3/4 typed, kept as a date", places=2)
def typed_date(scene: Scene) -> None:
    at = scene.answer(scene.number())
    scene.page.put(*at, 45385.0)
    scene.page.show_as(*at, "d-mmm")


@edit("1.2 typed, kept as a date", places=1)
def typed_month(scene: Scene) -> None:
    at = scene.answer(scene.number())
    scene.page.put(*at, 45293.0)
    scene.page.show_as(*at, "dd.mm")


@edit("ISO date cell", places=1)
def iso_date(scene: Scene) -> None:
    scene.page.put_raw(*scene.answer(scene.number()), "2024-03-04T00:00:00", kind="d")


@edit("impossible ratio 5/4", must_say=True)
def ratio_above(scene: Scene) -> None:
    scene.type(scene.ratio(), "5/4")


@edit("impossible ratio 3/0", must_say=True)
def ratio_of_none(scene: Scene) -> None:
    scene.type(scene.ratio(), "3/0")


@edit("ratio kept as a date", places=1)
def ratio_date(scene: Scene) -> None:
    at = scene.answer(scene.ratio())
    scene.page.put(*at, 45385.0)
    scene.page.show_as(*at, "d/m")


@edit("ratio as a number", places=1)
def ratio_number(scene: Scene) -> None:
    scene.type(scene.ratio(), 0.75)


@edit("ratio as a fraction", places=1)
def ratio_fraction(scene: Scene) -> None:
    at = scene.answer(scene.ratio())
    scene.page.put(*at, 0.75)
    scene.page.show_as(*at, "?/?")


@edit("shared text", places=1, harmless=True)
def shared(scene: Scene) -> None:
    item = scene.choice()
    scene.page.put_raw(*scene.answer(item), scene.book.shared(scene.value(item) or scene.other(item)), kind="s")


@edit("rich text in parts", places=2)
def rich(scene: Scene) -> None:
    item = scene.choice()
    other = scene.other(item)
    cell = scene.page.put_raw(*scene.answer(item), kind="inlineStr")
    cell.append(rich_element("is", other[:1], other[1:]))


@edit("shared rich text with a reading aid", places=2)
def reading_aid(scene: Scene) -> None:
    item = scene.choice()
    number = scene.book.shared(rich_element("si", scene.other(item), phonetic=scene.value(item) or "B"))
    scene.page.put_raw(*scene.answer(item), number, kind="s")


@edit("text in parts that say two options", places=1)
def parts(scene: Scene) -> None:
    item = scene.choice()
    cell = scene.page.put_raw(*scene.answer(item), kind="inlineStr")
    cell.append(rich_element("is", scene.value(item) or "A", scene.other(item)))


@edit("inline text beside a value", places=2)
def inline_and_value(scene: Scene) -> None:
    """A cell with an inline text and a `v` with another one."""
    item = scene.choice()
    at = scene.answer(item)
    shared_number = scene.book.shared(scene.other(item))
    cell = scene.page.put_raw(*at, shared_number, kind="inlineStr")
    cell.append(text_element("is", scene.value(item) or "A"))


@edit("formula with a stale result", places=2)
def stale(scene: Scene) -> None:
    item = scene.choice()
    scene.page.put_raw(*scene.answer(item), scene.value(item) or "A", kind="str", formula=f'"{scene.other(item)}"')


@edit("formula without a result", places=2)
def no_result(scene: Scene) -> None:
    item = scene.choice()
    scene.page.put_raw(*scene.answer(item), formula=f'"{scene.other(item)}"')


@edit("number formula with a stale result", places=1)
def stale_number(scene: Scene) -> None:
    scene.page.put_raw(*scene.answer(scene.number()), "2", formula="1+0.5")


@edit("number formula that gives an error", places=1)
def formula_error(scene: Scene) -> None:
    scene.page.put_raw(*scene.answer(scene.number()), "#DIV/0!", kind="e", formula="1/0")


@edit("formula with an empty result", places=1)
def empty_result(scene: Scene) -> None:
    scene.page.put_raw(*scene.answer(scene.item()), "", kind="str", formula='""')


@edit("apostrophe before a number", places=1)
def apostrophe(scene: Scene) -> None:
    _number(scene, "'2,5")


@edit("note replaced", places=1)
def note(scene: Scene) -> None:
    scene.page.put(*scene.beside(scene.item(), "note"), "catatan lain")


@edit("note of a number shown as percent", places=1)
def note_percent(scene: Scene) -> None:
    at = scene.beside(scene.item(), "note")
    scene.page.put(*at, 0.8)
    scene.page.show_as(*at, "0%")


@edit("note of a date", places=1)
def note_date(scene: Scene) -> None:
    at = scene.beside(scene.item(), "note")
    scene.page.put(*at, 45385.0)
    scene.page.show_as(*at, "dd/mm/yyyy")


@edit("note with a number of many digits", places=1)
def note_number(scene: Scene) -> None:
    scene.page.put(*scene.beside(scene.item(), "note"), 1234567890123456.0)


@edit("evidence as a link without its text", places=1)
def evidence_link(scene: Scene) -> None:
    scene.page.put_raw(
        *scene.beside(scene.item(), "evidence"),
        "Bukti",
        kind="str",
        formula='HYPERLINK("https://contoh.example/x","Bukti")',
    )


@edit("answer beside its cell", places=1)
def beside(scene: Scene) -> None:
    """Typed into the column of the sheet's own values, the answer emptied."""
    item = scene.choice()
    scene.page.put(*scene.beside(item, "value"), scene.value(item) or "A")
    scene.type(item, None)


@edit("type of a number cell without a number", places=1)
def bad_number(scene: Scene) -> None:
    scene.page.put_raw(*scene.answer(scene.number()), "abc", kind="n")


@edit("number with an exponent in its XML", places=1)
def exponent(scene: Scene) -> None:
    scene.page.put_raw(*scene.answer(scene.number()), "2.5E0")


@edit("spaces around a number in its XML", places=1)
def xml_spaces(scene: Scene) -> None:
    scene.page.put_raw(*scene.answer(scene.number()), " 2.5 ")


@edit("escaped text", places=2)
def escaped(scene: Scene) -> None:
    """`_x0042_` is shown as B by some programs, and as it is by others."""
    item = scene.choice()
    text = "".join(f"_x{ord(sign):04X}_" for sign in scene.other(item))
    scene.page.put_raw(*scene.answer(item), scene.book.shared(text), kind="s")


@edit("text with a line break", places=1)
def line_break(scene: Scene) -> None:
    item = scene.choice()
    scene.type(item, f"{scene.value(item)}\n{scene.other(item)}")


@edit("invisible sign in an option", places=1)
def invisible(scene: Scene) -> None:
    item = scene.choice()
    scene.type(item, f"\u200b{scene.other(item)}\u200e")


@edit("value of a shared text that is not there", places=1)
def shared_missing(scene: Scene) -> None:
    scene.page.put_raw(*scene.answer(scene.choice()), "99999", kind="s")


@edit("cell with a text but the type of a number", places=1)
def text_as_number(scene: Scene) -> None:
    item = scene.choice()
    cell = scene.page.put_raw(*scene.answer(item))
    cell.append(text_element("is", scene.other(item)))
    assert cell.find(tag("is")) is not None


@edit("answer marked as reviewed, but another", places=1)
def reviewed(scene: Scene) -> None:
    item = scene.choice()
    scene.page.put(*scene.beside(item, "reviewed"), "Ya")
    scene.type(item, scene.other(item))


@edit("letter of another scale", places=1)
def other_scale(scene: Scene) -> None:
    scene.type(scene.choice(), "AA")


@edit("option in words", places=1)
def in_words(scene: Scene) -> None:
    item = scene.choice()
    scene.type(item, f"{scene.other(item)} (sudah)")


@edit("question mark behind an option", places=1)
def doubtful(scene: Scene) -> None:
    item = scene.choice()
    scene.type(item, f"{scene.other(item)}?")


@edit("option struck through and another behind it", places=1)
def corrected(scene: Scene) -> None:
    item = scene.choice()
    scene.type(item, f"{scene.value(item)} -> {scene.other(item)}")


@edit("negative number", places=1)
def negative(scene: Scene) -> None:
    scene.type(scene.number(), -1.0)


@edit("number in accounting brackets", places=1)
def brackets(scene: Scene) -> None:
    _number(scene, "(2,5)")


@edit("number with two commas", places=1)
def two_commas(scene: Scene) -> None:
    _number(scene, "2,5,1")


@edit("number with a minus behind it", places=1)
def minus_behind(scene: Scene) -> None:
    _number(scene, "2,5-")


@edit("number with a superscript", places=1)
def superscript(scene: Scene) -> None:
    _number(scene, "3²")


@edit("number of the scale, 3,1/4", places=1)
def of_scale(scene: Scene) -> None:
    _number(scene, "3,1/4")


@edit("number in words", places=1)
def number_words(scene: Scene) -> None:
    _number(scene, "tiga")


@edit("Roman number", places=1)
def roman(scene: Scene) -> None:
    _number(scene, "Ⅲ")


@edit("number with all its binary digits", places=1, harmless=True)
def binary_digits(scene: Scene) -> None:
    item = scene.number()
    assert isinstance(item.answer, NumberScale)
    scene.page.put_raw(*scene.answer(item), "2.6099999999999999")
    scene.page.show_as(*scene.answer(item), "0.00")


@edit("number that is not finite", places=1)
def infinite(scene: Scene) -> None:
    scene.page.put_raw(*scene.answer(scene.number()), "1E999")


@edit("number with a comma in its XML", places=1)
def xml_comma(scene: Scene) -> None:
    scene.page.put_raw(*scene.answer(scene.number()), "2,5")


@edit("boolean of a word", places=1)
def boolean_word(scene: Scene) -> None:
    scene.page.put_raw(*scene.answer(scene.item()), "TRUE", kind="b")


@edit("note emptied", places=1)
def note_emptied(scene: Scene) -> None:
    scene.page.put(*scene.beside(scene.item(), "note"), None)


@edit("note hidden by its format", places=1)
def note_hidden(scene: Scene) -> None:
    scene.page.show_as(*scene.beside(scene.item(), "note"), ";;;")


@edit("note replaced by its format", places=1)
def note_format(scene: Scene) -> None:
    scene.page.show_as(*scene.beside(scene.item(), "note"), '@" (belum)"')


@edit("note of an error", places=1)
def note_error(scene: Scene) -> None:
    scene.page.put_raw(*scene.beside(scene.item(), "note"), "#REF!", kind="e")


@edit("evidence replaced", places=1)
def evidence(scene: Scene) -> None:
    scene.page.put(*scene.beside(scene.item(), "evidence"), "bukti lain.pdf")


@edit("evidence without an answer", must_say=True)
def evidence_alone(scene: Scene) -> None:
    item = scene.item()
    scene.page.put(*scene.beside(item, "evidence"), "bukti lain.pdf")
    scene.type(item, None)


@edit("all answers emptied", must_say=True)
def all_emptied(scene: Scene) -> None:
    for item in scene.items():
        scene.type(item, None)


@edit("ratio with spaces", places=1)
def ratio_spaces(scene: Scene) -> None:
    scene.type(scene.ratio(), " 3 / 4 ")


@edit("ratio with a colon", places=1)
def ratio_colon(scene: Scene) -> None:
    scene.type(scene.ratio(), "3:4")


@edit("ratio with a fraction sign", places=1)
def ratio_sign(scene: Scene) -> None:
    scene.type(scene.ratio(), "3⁄4")


@edit("ratio of one sign", places=1)
def ratio_one_sign(scene: Scene) -> None:
    scene.type(scene.ratio(), "¾")
