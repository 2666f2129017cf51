"""What rows of other people's worksheets say, against the rubric's names and the regulation's wording: a number alone
does not tell that the answer beside it is one to this item."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from rbtrack.domain.evaluation import as_text
from rbtrack.domain.rubric import Node, Rubric
from rbtrack.errors import Place
from rbtrack.lke.reading.collecting import Collected
from rbtrack.lke.reading.labels import name_alone, plain_label
from rbtrack.lke.reading.likeness import denials, denies, is_spelt_otherwise, likeness, words_of, words_of_names
from rbtrack.lke.reading.matching import Match
from rbtrack.lke.reading.official_wordings import Fingerprint, OfficialWordings, fingerprint, official_wordings
from rbtrack.lke.reading.outline import OutlineRow
from rbtrack.xlsx.ranges import ranges

NEARLY = 0.6
"""From this likeness on a text is taken for a changed wording of another, and not for words of its own."""

NEARLY_LONG = 0.8
"""The same for explanations, which have many words in common that say little: `a. Seluruh ... b. Sebagian ...`."""

ANOTHERS = 0.8
CLEARLY_LIKER = 0.25
"""A text is another item's from `ANOTHERS` on, where it is so much less like the text of its own row's item."""


@dataclass(frozen=True)
class _Wordings:
    """All that is known of a rubric's wording."""

    rubric: Rubric

    @cached_property
    def official(self) -> OfficialWordings:
        return official_wordings(self.rubric.id)

    @cached_property
    def names(self) -> frozenset[str]:
        return words_of_names(self.rubric)

    def labels_of(self, node: Node) -> Sequence[Fingerprint]:
        return (*self.official.labels.get(node.code, ()), fingerprint(words_of(node.name)))

    def is_named(self, label: str, node: Node) -> bool:
        return is_spelt_otherwise(plain_label(label), plain_label(node.name), self.names)


def check_wordings(found: Collected, matches: Sequence[Match]) -> None:
    """An error where label or explanation are those of another item or deny what the item says; a warning for each
    other change of wording that was noticed."""
    wordings = _Wordings(found.rubric)
    changed: dict[str, list[Place]] = {"labels-differ": [], "labels-missing": [], "explanations-differ": []}
    told = {problem.place for problem in found.problems if problem.code == "row-number-and-wording-differ"}
    items = [match.row for match in matches if match.node is not None and match.node.is_item]
    nameless = [row.place() for row in items if not row.label]
    if 2 * len(nameless) < len(items):  # some worksheets leave all names out
        changed["labels-missing"] += nameless
    for match in matches:
        if match.node is None or match.row.place() in told:
            continue
        if match.row.label and _is_label_changed(found, wordings, match.row, match.node):
            changed["labels-differ"].append(match.row.place())
        if match.node.is_item and _is_explanation_changed(found, wordings, match.row, match.node):
            changed["explanations-differ"].append(match.row.place("explanation"))
    for code, places in changed.items():
        if places:
            cells = tuple(place.cell or "" for place in places)
            found.complain(
                code,
                places[0],
                warning=True,
                rubric=found.rubric.id,
                count=len(places),
                ranges=ranges(cells),
                cells=cells,
            )


def _is_label_changed(found: Collected, wordings: _Wordings, row: OutlineRow, node: Node) -> bool:
    """Whether a label is worded otherwise, and nothing worse is wrong with it."""
    label = fingerprint(words_of(name_alone(row.label)))
    own = wordings.labels_of(node)
    if not label or label in own or wordings.is_named(row.label, node):
        return False
    other = _another(label, own, wordings.official.labels, node.code)
    if other is not None:
        name = found.rubric.nodes[other].name
        found.complain("row-number-and-wording-differ", row.place(), value=row.label, item=node.code, name=node.name,
                       other=other, other_name=name)  # fmt: skip
        return False
    nearest = max(own, key=lambda each: likeness(label, each))
    is_near = likeness(label, nearest) >= NEARLY
    if is_near and denies(label, nearest, frozenset(fingerprint(sorted(denials())))):
        found.complain("label-denies", row.place(), value=row.label, item=node.code, name=node.name)
        return False
    # Where the regulation's wording is not known, a label may say more than the name, as most regulations do.
    is_replaced = bool(Counter(nearest) - Counter(label))
    return node.code in wordings.official.labels or (is_near and is_replaced)


def _is_explanation_changed(found: Collected, wordings: _Wordings, row: OutlineRow, node: Node) -> bool:
    """The same for the explanation, where the regulation's is known."""
    text = fingerprint(words_of(as_text(row.value("explanation"))))
    own = wordings.official.explanations.get(node.code, ())
    if not text or not own or text in own:
        return False
    if (other := _another(text, own, wordings.official.explanations, node.code)) is not None:
        found.complain_of_explanation(row.place("explanation"), node, found.rubric.nodes[other])
        return False
    return max(likeness(text, each) for each in own) >= NEARLY_LONG


def _another(
    text: Fingerprint, own: Sequence[Fingerprint], all_known: Mapping[str, Sequence[Fingerprint]], code: str
) -> str | None:
    """The code of another node whose text this is: exactly, or much more than it is the own node's."""
    likest, most = None, 0.0
    for other, texts in all_known.items():
        for each in texts if other != code else ():
            if each == text:
                return other
            if (like := likeness(text, each)) > most:
                likest, most = other, like
    is_theirs = most >= ANOTHERS and most - max(likeness(text, each) for each in own) >= CLEARLY_LIKER
    return likest if is_theirs else None
