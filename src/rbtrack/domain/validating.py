"""From the cells of a worksheet to answers, with everything that is wrong or doubtful in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from rbtrack.domain.evaluation import Answer, RawAnswer, RawValue, plain_words
from rbtrack.domain.rubric import Node, Rubric
from rbtrack.errors import Place, Problem


@dataclass(frozen=True, slots=True)
class AnswerWords:
    """What offices write where there is no answer, each text as `plain_words` makes it."""

    not_applicable: frozenset[str]
    blank: frozenset[str]


def validate(
    rubric: Rubric, raw: Mapping[str, RawAnswer], sheet: Place, words: AnswerWords
) -> tuple[dict[str, Answer], list[Problem]]:
    """The answers that `raw` stands for, and everything that is wrong with it.

    Wrong are values that an item does not offer, rows that the rubric lacks, and items of the rubric
    for which `raw` has no row at all (`sheet` is where they were looked for). A row without a value
    is a blank, and no mistake; one that says in `words` that it is blank is a blank with a warning.
    "Not applicable" is taken where the rubric lets the item not apply.
    """
    answers: dict[str, Answer] = {}
    problems: list[Problem] = []
    for code, item in rubric.items.items():
        if code not in raw:
            if item.corrects:
                continue  # a correction that nobody made needs no row
            problems.append(
                Problem("item-missing", place=sheet, item=code, parameters={"item": code, "name": item.name})
            )
            continue
        answers[code], problem = _read_answer(item, raw[code], words)
        if problem is not None:
            problems.append(replace(problem, place=raw[code].place))
    problems.extend(
        Problem("item-unknown", place=raw[code].place, item=code, parameters={"item": code, "rubric": rubric.id})
        for code in sorted(raw.keys() - rubric.items.keys())
    )
    return answers, problems


def read_value(item: Node, raw: RawValue) -> tuple[str | None, Problem | None]:
    """The answer to `item` that `raw` stands for, or what is wrong with it; (None, None) for a blank."""
    if raw is None or (isinstance(raw, str) and not raw.strip()):
        return None, None
    assert item.answer is not None, item.code
    read = item.answer.read(raw)
    if isinstance(read, Problem):
        return None, replace(read, item=item.code, parameters={"item": item.code, **read.parameters})
    return read, None


def _doubt(item: Node, value: str | None) -> Problem | None:
    """What is doubtful in an answer that is taken."""
    found = item.answer.doubt(value) if item.answer is not None and value is not None else None
    return found and replace(found, item=item.code, parameters={"item": item.code, **found.parameters})


def means_the_same(old: Rubric, new: Rubric, item: str, answer: Answer) -> bool:
    """Whether an answer under one version of a rubric says the same under another: the item is still there, offers it,
    and measures numbers on the same range (80 of 100 percent is not 80 of 410 points)."""
    before, after = (rubric.items[item].answer if item in rubric.items else None for rubric in (old, new))
    if answer.value is not None and before is not None and after is not None and before.ends != after.ends:
        return False
    return still_offered(new, item, answer)


def still_offered(rubric: Rubric, item: str, answer: Answer) -> bool:
    """Whether an answer may stand under a rubric, or a version of one: the item is there, and offers it."""
    node = rubric.items.get(item)
    if node is None or (answer.not_applicable and not node.may_not_apply):
        return False
    return answer.value is None or read_value(node, answer.value) == (answer.value, None)


def _read_answer(item: Node, raw: RawAnswer, words: AnswerWords) -> tuple[Answer, Problem | None]:
    """The answer that a row of a worksheet gives, with what is wrong or doubtful in it."""
    value, problem = read_value(item, raw.value)
    not_applicable = False
    if problem is not None and isinstance(raw.value, str):
        parameters = {"item": item.code}
        said = plain_words(raw.value)
        if said in words.not_applicable:
            not_applicable = item.may_not_apply
            refused = Problem("not-applicable-not-allowed", item=item.code, value=raw.value, parameters=parameters)
            problem = None if not_applicable else refused
        elif said in words.blank:
            problem = Problem("answer-says-blank", "warning", item=item.code, value=raw.value, parameters=parameters)
    problem = problem or _doubt(item, value)
    is_unreviewed = raw.unreviewed and (value is not None or not_applicable)
    return Answer(value, not_applicable, raw.note, raw.evidence, is_unreviewed), problem
