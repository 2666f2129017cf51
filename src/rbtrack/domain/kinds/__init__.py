"""The kinds of answers: one file for each, with everything that the domain knows of it."""

from __future__ import annotations

from rbtrack.domain.kinds.choice import ChoiceScale
from rbtrack.domain.kinds.number import NumberScale
from rbtrack.domain.kinds.options import Option
from rbtrack.domain.kinds.ratio import RatioScale

AnswerScale = ChoiceScale | NumberScale | RatioScale

__all__ = ["AnswerScale", "ChoiceScale", "NumberScale", "Option", "RatioScale"]
