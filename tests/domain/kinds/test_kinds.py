"""What holds for every kind of answer."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rbtrack.domain.kinds import AnswerScale, ChoiceScale, NumberScale, Option, RatioScale

LETTERS = tuple(Option(letter, Fraction(share)) for letter, share in (("A", "1"), ("B", "0.67"), ("C", "0")))
EXAMPLES: tuple[AnswerScale, ...] = (
    ChoiceScale("abc", LETTERS),
    NumberScale(Fraction(0), Fraction(5)),
    NumberScale(Fraction(0), Fraction(100), LETTERS),
    RatioScale("part", ("selesai", "jumlah")),
    RatioScale("decrease", ("tahun lalu", "tahun ini")),
)


def test_every_kind_has_an_example() -> None:
    assert {type(example) for example in EXAMPLES} == set(get_args(AnswerScale))


@pytest.mark.parametrize("scale", EXAMPLES, ids=repr)
@given(share=st.floats(0, 1))
def test_an_answer_is_stored_as_it_is_read_and_earns_between_nothing_and_all(scale: AnswerScale, share: float) -> None:
    """Of two letters 0.67 and 1 an invented answer can be half a step away, of twenty cases half a case."""
    read = scale.read(scale.earning(share))
    assert isinstance(read, str)
    assert scale.read(read) == read
    assert 0 <= scale.share(read) <= 1
    assert abs(float(scale.share(read)) - share) <= 0.34


@pytest.mark.parametrize("scale", EXAMPLES, ids=repr)
@given(share=st.floats(0, 1))
def test_better_answers_rise_and_end_where_nothing_is_better(scale: AnswerScale, share: float) -> None:
    value = scale.read(scale.earning(share))
    assert isinstance(value, str)
    shares = [scale.share(each) for each in (value, *scale.better(value))]
    assert all(one < other for one, other in pairwise(shares))
    assert shares[-1] == 1


@pytest.mark.parametrize("scale", EXAMPLES, ids=repr)
def test_to_a_blank_the_best_answer_alone_is_better(scale: AnswerScale) -> None:
    (best,) = scale.better(None)
    assert scale.share(best) == 1


def test_only_answers_of_counts_name_what_is_counted() -> None:
    assert [scale.count_names for scale in EXAMPLES] == [(), (), (), ("selesai", "jumlah"), ("tahun lalu", "tahun ini")]


def test_answers_of_a_choice_come_no_finer_than_its_letters() -> None:
    scale = EXAMPLES[0]
    assert scale.finer("C") == scale.better("C") == ("B", "A")
