"""What a trace shows of each kind of answer: the answer itself, what is asked, and how it earns its share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import assert_never

from rbtrack.domain.evaluation import NOT_APPLICABLE, Answer
from rbtrack.domain.kinds import ChoiceScale, NumberScale, Option, RatioScale
from rbtrack.domain.rubric import Node
from rbtrack.reports.summary.look import Value
from rbtrack.text import _, unrounded


@dataclass(frozen=True, slots=True)
class ItemWording:
    """What is asked and how that earns a share, in a few words; `looked_up` stand on the sheet of scales."""

    asked: str
    earning: str
    looked_up: tuple[Option, ...] = ()


def item_wording(item: Node) -> ItemWording:
    scale = item.answer
    match scale:
        case ChoiceScale(options=options):
            asked = "/".join(option.letter for option in options)
            return ItemWording(asked, _("looked up under Scales"), options)
        case NumberScale():
            asked = f"{unrounded(scale.minimum)}–{unrounded(scale.maximum)}"
            return ItemWording(asked, _("answer / {maximum}").format(maximum=unrounded(scale.maximum)), scale.words)
        case RatioScale(rule="part" | "capped" | "rate"):
            return ItemWording(" / ".join(scale.counts), _("part of the second count"))
        case RatioScale():
            return ItemWording(" / ".join(scale.counts), _("decrease from the first count"))
        case None:
            raise ValueError(item.code)
        case _:
            assert_never(scale)


def answer_value(item: Node, answer: Answer) -> Value:
    """An answer as a cell holds it: a number as a number, all else as text, a blank as None."""
    if answer.not_applicable:
        return NOT_APPLICABLE
    if answer.value is None or not item.takes_number:
        return answer.value
    try:
        return float(answer.value)
    except ValueError:
        return answer.value  # a word in the place of a number


def gates_words(item: Node) -> str:
    """How what is left of an item's own share comes about; without gates, how the answer earns it."""
    if not item.is_gated:
        return item_wording(item).earning
    zero = [
        _("0 where {code} is {answers}").format(code=each.item, answers="/".join(each.answers))
        for each in item.zero_where
    ]
    factor = [_("× share of {code}").format(code=item.multiplied_by)] if item.multiplied_by else []
    return "; ".join((*zero, *factor))


def adding_words(node: Node) -> str:
    """How the points of a node come about."""
    if node.corrects:
        return _("as entered")
    if node.is_item:
        return _("share × weight") if node.weight is not None else _("share × its part of the mean")
    if node.takes_mean:
        return _("mean of the shares × weight")
    return _("sum × weight / weight that applies") if node.rescales else _("sum")
