"""What may be entered into an answer cell: drop-downs, ranges, counts, each with a word on what is wanted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rbtrack.domain.evaluation import NOT_APPLICABLE
from rbtrack.domain.kinds import ChoiceScale, NumberScale
from rbtrack.domain.rubric import Node, Rubric
from rbtrack.formulas import exact
from rbtrack.lke.identity import LISTS
from rbtrack.lke.issuing.table_formulas import quoted
from rbtrack.text import _, listed, unrounded
from rbtrack.xlsx.addresses import a1

_LONGEST_LIST = 255
_LONGEST_TITLE = 32
_LONGEST_MESSAGE = 255


def offered(item: Node) -> tuple[str, ...]:
    """The words that may stand in an answer cell."""
    scale = item.answer
    options = scale.options if isinstance(scale, ChoiceScale) else scale.words if isinstance(scale, NumberScale) else ()
    words = tuple(option.letter for option in options)
    return (*words, NOT_APPLICABLE) if item.may_not_apply else words


def long_lists(rubric: Rubric) -> list[tuple[str, ...]]:
    """The lists that a drop-down cannot hold itself: too long, or with a comma or quote in a word."""
    found = {offered(item) for item in rubric.items.values() if isinstance(item.answer, ChoiceScale) and _is_long(item)}
    return sorted(found)


def validation(item: Node, cell: str, lists: list[tuple[str, ...]]) -> dict[str, Any]:
    """The rule of one answer cell, as XlsxWriter takes it. `lists` are those on the sheet of lists."""
    if isinstance(item.answer, ChoiceScale):
        rule = _choice(item, lists)
        wanted = _("Choose one of: {options}.").format(options=listed(offered(item)))
    elif isinstance(item.answer, NumberScale):
        rule, wanted = _number(item, item.answer, cell)
        rule["input_title"], rule["input_message"] = _title(item), _cut(wanted, _LONGEST_MESSAGE)
    else:
        rule, wanted = _ratio(item, cell)
        rule["input_title"], rule["input_message"] = _title(item), _cut(wanted, _LONGEST_MESSAGE)
    return {**rule, "error_title": _title(item), "error_message": _cut(wanted, _LONGEST_MESSAGE)}


def _is_long(item: Node) -> bool:
    words = offered(item)
    return len(",".join(words)) > _LONGEST_LIST or any(set(word) & set(',;"') or word[0] == "=" for word in words)


def _choice(item: Node, lists: list[tuple[str, ...]]) -> dict[str, Any]:
    words = offered(item)
    if words not in lists:
        return {"validate": "list", "source": list(words)}
    column = a1(1, lists.index(words) + 1)[:-1]
    return {"validate": "list", "source": f"={LISTS}!${column}$1:${column}${len(words)}"}


def _number(item: Node, scale: NumberScale, cell: str) -> tuple[dict[str, Any], str]:
    ends = {"minimum": unrounded(scale.minimum), "maximum": unrounded(scale.maximum)}
    words = offered(item)
    if not words:
        wanted = _("Enter a number from {minimum} to {maximum}.").format(**ends)
        numbers = {"minimum": float(scale.minimum), "maximum": float(scale.maximum)}
        return {"validate": "decimal", "criteria": "between", **numbers}, wanted
    wanted = _("Enter a number from {minimum} to {maximum}, or: {words}.").format(**ends, words=listed(words))
    named = "".join(f",{cell}={quoted(word)}" for word in words)
    within = f"AND(ISNUMBER({cell}),{cell}>={exact(scale.minimum)},{cell}<={exact(scale.maximum)})"
    return {"validate": "custom", "value": f"=OR({within}{named})"}, wanted


def _ratio(item: Node, cell: str) -> tuple[dict[str, Any], str]:
    scale = item.answer
    assert scale is not None
    assert not isinstance(scale, (ChoiceScale, NumberScale)), item.code
    first, second = scale.counts
    wanted = _('Enter two counts, such as 3/4: "{first}" and "{second}".').format(first=first, second=second)
    slash = f'FIND("/",{cell})'
    counts = f"ISNUMBER(VALUE(LEFT({cell},{slash}-1))),ISNUMBER(VALUE(MID({cell},{slash}+1,9)))"
    test = f"AND(ISTEXT({cell}),{counts})"
    if item.may_not_apply:
        wanted = f"{wanted} {_('Or {word}, where it does not apply.').format(word=NOT_APPLICABLE)}"
        test = f"IF({cell}={quoted(NOT_APPLICABLE)},TRUE,{test})"
    return {"validate": "custom", "value": f"={test}"}, wanted


def _title(item: Node) -> str:
    return _cut(item.code, _LONGEST_TITLE)


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"


def printed_choices(item: Node) -> str:
    """What the column of choices says: A/B/C, 0-100, or which two counts."""
    scale = item.answer
    if isinstance(scale, ChoiceScale):
        return "/".join(option.letter for option in scale.options)
    if isinstance(scale, NumberScale):
        ends = f"{unrounded(scale.minimum)}-{unrounded(scale.maximum)}"
        words = "/".join(word.letter for word in scale.words)
        return f"{ends} ({words})" if words else ends
    assert scale is not None, item.code
    return f"{scale.counts[0]} / {scale.counts[1]}"


def kinds(rubric: Rubric) -> Iterator[str]:
    """How each kind of item that the rubric has is answered, in a sentence."""
    items = tuple(rubric.items.values())
    scales = tuple(item.answer for item in items)
    if any(isinstance(scale, ChoiceScale) for scale in scales):
        yield _("Choices (such as A/B/C or Ya/Tidak): choose from the list in the cell.")
    if any(isinstance(scale, NumberScale) for scale in scales):
        yield _("Numbers (such as 0-100): enter a number within the range beside it.")
    if any(isinstance(scale, NumberScale) and scale.words for scale in scales):
        yield _("Letters in brackets behind a range may be chosen instead of a number.")
    if any(scale is not None and not isinstance(scale, (ChoiceScale, NumberScale)) for scale in scales):
        yield _("Two counts: enter them with a slash between, such as 3/4, in the order that is named beside them.")
    if any(item.may_not_apply for item in items):
        yield _("Enter {word} where an item does not apply to the office; it then leaves the calculation.").format(
            word=NOT_APPLICABLE
        )
    if any(item.corrects for item in items):
        yield _("Leave a correction blank where there is nothing to correct.")
