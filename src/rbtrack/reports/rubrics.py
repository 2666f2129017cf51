"""Rubrics as reports: the list of them, and the tree of one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, assert_never

from rbtrack.domain.kinds import ChoiceScale, NumberScale, RatioScale
from rbtrack.domain.numbers import exact_text
from rbtrack.domain.rubric import Node, Rubric, Years
from rbtrack.domain.sources import FIGURE_KINDS, NODE_KINDS, FigureKind, Source
from rbtrack.reports.combined import shares_document, shares_lines
from rbtrack.reports.levels import rules_document, rules_table
from rbtrack.reports.table import Column, Report, Row, Table
from rbtrack.text import _, unrounded
from rbtrack.views.rubrics import ListedRubric


def rubric_list_report(rubrics: Sequence[ListedRubric]) -> Report:
    """A row for each rubric: version, regulation, years, level, scale, and how sure it is down to its least sure part."""
    columns = (
        Column("id", _("Rubric"), "code"),
        Column("version", _("Version"), "code"),
        Column("regulation", _("Regulation")),
        Column("years", _("Years"), "code"),
        Column("level", _("Level")),
        Column("items", _("Items"), "count"),
        Column("maximum", _("Maximum"), "figure"),
        Column("scale", _("Scale"), "code"),
        Column("confidence", _("Confidence")),
    )
    rows = tuple(
        Row(
            (
                rubric.id,
                rubric.version,
                rubric.regulation,
                years_text(rubric.years),
                rubric.level,
                len(rubric.items),
                rubric.maximum,
                rubric.grade_scale.id if rubric.grade_scale else None,
                confidence_text(rubric),
            )
        )
        for rubric in (each.rubric for each in rubrics)
    )
    document = {
        "schema": "rbtrack.rubrics/1",
        "rubrics": [{**_summary(each.rubric), "own": each.is_own} for each in rubrics],
    }
    return Report(Table(_("Rubrics"), columns, rows), document)


def rubric_report(rubric: Rubric) -> Report:
    """The tree: weight, answers offered, what multiplies or makes zero, and where a node is less sure than the rest."""
    has_zero_gates = any(node.zero_where for node in rubric.walk())
    columns = (
        Column("code", _("Code"), "code"),
        Column("name", _("Name")),
        Column("weight", _("Weight"), "entered"),
        Column("answer", _("Answers")),
        Column("multiplied_by", _("Multiplied by"), "code"),
        *([Column("zero_where", _("Zero where"))] if has_zero_gates else []),
        Column("confidence", _("Confidence"), "code"),
        Column("source", _("Source")),
    )
    rows = tuple(
        Row(
            (
                *(node.code, node.name, node.weight, answer_text(node), node.multiplied_by),
                *([zero_text(node)] if has_zero_gates else []),
                node.confidence,
                source_text(node),
            ),
            depth=depth,
            strong=depth == 0,
        )
        for root in rubric.roots
        for node, depth in _levels(root, 0)
    )
    version = _("version {version}").format(version=rubric.version)
    notes = [
        f"{rubric.regulation}, {years_text(rubric.years)}, {rubric.level}; {version}",
        _("Confidence: {confidence}.").format(confidence=confidence_text(rubric)) + " " + rubric.provenance,
        *(f"{node.code}: {node.note}" for node in rubric.walk() if node.note),
        *shares_lines(rubric),
    ]
    document = {
        "schema": "rbtrack.rubric/1",
        **_summary(rubric),
        "name": rubric.name,
        "provenance": rubric.provenance,
        "sources": {kind: rubric.sources.of(kind) for kind in FIGURE_KINDS if _has(rubric, kind)},
        "scale_source": rubric.grade_scale.source if rubric.grade_scale else None,
        "nodes": [_node(node) for node in rubric.walk()],
        "levels": rules_document(rubric),
        "combined": shares_document(rubric),
    }
    more = (*((rules_table(rubric),) if rubric.levels else ()), sources_table(rubric))
    return Report(Table(f"{rubric.id}: {rubric.name}", columns, rows, tuple(notes)), document, more)


def sources_table(rubric: Rubric) -> Table:
    """Where each kind of figures comes from as a whole, with what is otherwise said of parts."""
    titles = {
        "weights": _("Weights"),
        "answers": _("Values of answers, ends of numbers"),
        "targets": _("Targets"),
        "rules": _("Formula: means, sums, multipliers, conditions, blanks"),
        "levels": _("Lines of levels"),
        "combined": _("What units count for"),
    }
    found = [(titles[kind], _kind_text(rubric, kind)) for kind in FIGURE_KINDS if _has(rubric, kind)]
    if rubric.grade_scale:
        scale = _("Grade scale {scale}").format(scale=rubric.grade_scale.id)
        found.append((scale, source_words()[rubric.grade_scale.source]))
    columns = (Column("figures", _("Figures")), Column("source", _("Source")))
    rows = tuple(Row(row) for row in found)
    title = _("Where the figures come from")
    return Table(title, columns, rows, (sources_legend(),), key="sources", tab=_("Sources"))


def source_words() -> Mapping[Source, str]:
    return {
        "regulation": _("regulation"),
        "ministry": _("ministry"),
        "paraphrase": _("paraphrase"),
        "unknown": _("unknown"),
    }


def sources_legend() -> str:
    return _(
        "Source: where a figure comes from. Regulation: its text. Ministry: its own tables, worksheet or formula."
        " Paraphrase: what others say of them. Unknown: it is not known."
    )


def source_text(node: Node) -> str | None:
    """Where the figures of a node come from: one word where they have one source, else each by itself."""
    kinds = {
        "weights": _("weight {source}"),
        "answers": _("answers {source}"),
        "targets": _("target {source}"),
        "rules": _("formula {source}"),
    }
    words = source_words()
    found = {kind: words[source] for kind, source in _sources(node).items()}
    if len(set(found.values())) < 2:
        return next(iter(found.values()), None)
    return ", ".join(kinds[kind].format(source=word) for kind, word in found.items())


def _sources(node: Node) -> dict[FigureKind, Source]:
    """The sources of the figures that a node has."""
    return {kind: node.sources.of(kind) for kind in NODE_KINDS if _has_figure(node, kind)}


def _has_figure(node: Node, kind: FigureKind) -> bool:
    return {
        "weights": node.weight is not None,
        "answers": node.answer is not None,
        "targets": node.target is not None,
        "rules": bool(node.children) or node.is_gated or node.corrects,
    }.get(kind, False)


def _has(rubric: Rubric, kind: FigureKind) -> bool:
    if kind in NODE_KINDS:
        return any(_has_figure(node, kind) for node in rubric.walk())
    return bool(rubric.levels) if kind == "levels" else rubric.combined is not None


def _kind_text(rubric: Rubric, kind: FigureKind) -> str:
    words = source_words()
    whole = rubric.sources.of(kind)
    others = dict.fromkeys(
        words[node.sources.of(kind)]
        for node in rubric.walk()
        if _has_figure(node, kind) and node.sources.of(kind) != whole
    )
    return _("{whole}, parts {least}").format(whole=words[whole], least=", ".join(others)) if others else words[whole]


def years_text(years: Years) -> str:
    if years.first is not None and years.first == years.last:
        return str(years.first)
    return f"{years.first or '…'}–{years.last or '…'}"


def confidence_text(rubric: Rubric) -> str:
    """How sure the rubric is, and its least sure part where that is less."""
    names = {"primary": _("primary"), "secondary": _("secondary"), "unverified": _("unverified")}
    whole, least = names[rubric.confidence], names[rubric.least_confidence]
    return whole if whole == least else _("{whole}, parts {least}").format(whole=whole, least=least)


def answer_text(node: Node) -> str | None:
    """What an item offers, in short."""
    match node.answer:
        case ChoiceScale(options=options):
            return "/".join(option.letter for option in options)
        case NumberScale(minimum=minimum, maximum=maximum, words=words):
            letters = " / " + "/".join(word.letter for word in words) if words else ""
            return f"{unrounded(minimum)}–{unrounded(maximum)}{letters}"
        case RatioScale(counts=(first, second)):
            return f"{first} / {second}"
        case None:
            return None
        case _:
            assert_never(node.answer)


def zero_text(node: Node) -> str | None:
    """Which answers to other items make an item zero: `A.I.1.a = C`."""
    return "; ".join(f"{zero.item} = {'/'.join(zero.answers)}" for zero in node.zero_where) or None


def _levels(node: Node, depth: int) -> Iterator[tuple[Node, int]]:
    yield node, depth
    for child in node.children:
        yield from _levels(child, depth + 1)


def _summary(rubric: Rubric) -> dict[str, Any]:
    return {
        "id": rubric.id,
        "version": rubric.version,
        "regulation": rubric.regulation,
        "instrument": rubric.instrument,
        "years": [rubric.years.first, rubric.years.last],
        "level": rubric.level,
        "scale": rubric.grade_scale.id if rubric.grade_scale else None,
        "blank_items": rubric.blank_items,
        "confidence": rubric.confidence,
        "least_confidence": rubric.least_confidence,
        "based_on": rubric.based_on,
        "items": len(rubric.items),
        "criteria": sum(len(item.criteria) for item in rubric.items.values()),
        "maximum": exact_text(rubric.maximum),
    }


def _node(node: Node) -> dict[str, Any]:
    return {
        "code": node.code,
        "name": node.name,
        "weight": None if node.weight is None else exact_text(node.weight),
        "area": node.area,
        "item": node.is_item,
        "answer": answer_text(node),
        "multiplied_by": node.multiplied_by,
        "zero_where": {zero.item: list(zero.answers) for zero in node.zero_where},
        "may_not_apply": node.may_not_apply,
        "corrects": node.corrects,
        "target": None if node.target is None else exact_text(node.target),
        "criteria": list(node.criteria),
        "confidence": node.confidence,
        "sources": _sources(node),
        "note": node.note,
    }
