"""Comments on cells: new ones, and words added below what a comment said before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lxml import etree

from rbtrack.xlsx.addresses import Position, a1, position_of
from rbtrack.xlsx.patching.boxes import Grid
from rbtrack.xlsx.patching.drawing import is_drawing, next_block, with_boxes
from rbtrack.xlsx.patching.package_parts import (
    Element,
    PackageParts,
    Relation,
    insert_before,
    main_namespace,
    relation_id,
    relation_namespace,
    tag,
)
from rbtrack.xlsx.patching.safe_texts import safe_text

_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_DRAWING_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_AFTER_DRAWING = (
    "legacyDrawingHF",
    "drawingHF",
    "picture",
    "oleObjects",
    "controls",
    "AlternateContent",
    "webPublishItems",
    "tableParts",
    "extLst",
)
"""What a sheet says after its reference to the boxes of comments; controls are wrapped in alternatives."""

Run = tuple[str, bool]
"""A piece of text, and whether it is bold."""

Texts = Mapping[Position, Sequence[Run]]
"""What is to be said at each cell."""


def threaded_cells(parts: PackageParts, sheet: str) -> set[Position]:
    """The cells with a conversation of the newer kind. Nothing is added to those: it would look like a person's words."""
    trees = [parts.tree(relation.target) for relation in parts.relations(sheet) if relation.kind == "threadedComment"]
    cells = [position_of(comment.get("ref", "")) for root in trees if root is not None for comment in root]
    return {cell for cell in cells if cell is not None}


def add_comments(parts: PackageParts, sheet: str, root: Element, said: Texts, author: str) -> bool:
    """Say something at cells of a sheet; `root` is its tree, which the caller writes.

    False where the comments that are there are damaged: then nothing is changed.
    """
    relations = list(parts.relations(sheet))
    reference = root.find(tag(root, "legacyDrawing"))
    drawing_id = "" if reference is None else relation_id(reference)
    old_comments = next((relation for relation in relations if relation.kind == "comments"), None)
    old_drawing = next((relation for relation in relations if drawing_id and relation.id == drawing_id), None)
    comments = _comments_tree(parts, root, old_comments)
    markup = parts.read(old_drawing.target) if old_drawing else None
    is_lost = reference is not None and (markup is None or not is_drawing(markup))
    if comments is None or is_lost or not parts.can_relate(sheet):
        return False
    texts = _write_texts(comments, said, author)
    grid = Grid(root, max(row for row, _column in said))
    boxes = {cell: grid.box(cell, text) for cell, text in texts.items()}
    block = next_block(parts.read(name) or b"" for name in parts.names() if name.lower().endswith(".vml"))
    _write_comments(parts, sheet, root, old_comments, comments)
    _write_drawing(parts, sheet, root, old_drawing, with_boxes(markup, boxes, block))
    return True


def _comments_tree(parts: PackageParts, root: Element, old: Relation | None) -> Element | None:
    if old is not None:
        return parts.tree(old.target)
    return etree.fromstring(f'<comments xmlns="{main_namespace(root)}"><authors/><commentList/></comments>'.encode())


def _write_comments(parts: PackageParts, sheet: str, root: Element, old: Relation | None, comments: Element) -> None:
    name = old.target if old else parts.free_name("xl/comments{}.xml")
    parts.write(name, comments)
    if old is None:
        parts.declare(name, _COMMENTS_TYPE)
        parts.relate(sheet, f"{relation_namespace(root)}/comments", name)


def _write_drawing(parts: PackageParts, sheet: str, root: Element, old: Relation | None, markup: bytes) -> None:
    name = old.target if old else parts.free_name("xl/drawings/vmlDrawing{}.vml")
    parts.write(name, markup)
    if old is None:
        parts.declare(name, _DRAWING_TYPE)
        namespace = relation_namespace(root)
        reference = parts.relate(sheet, f"{namespace}/vmlDrawing", name)
        attributes = {f"{{{namespace}}}id": reference}
        element = root.makeelement(tag(root, "legacyDrawing"), attributes, {"r": namespace})
        insert_before(root, element, _AFTER_DRAWING)


def _write_texts(comments: Element, said: Texts, author: str) -> dict[Position, str]:
    """Put the texts into the comments; returns the whole text of each cell's comment."""
    author_id = str(_author(comments, author))
    listed = comments.find(tag(comments, "commentList"))
    if listed is None:
        listed = etree.SubElement(comments, tag(comments, "commentList"))
    there = {comment.get("ref"): comment for comment in reversed(listed.findall(tag(comments, "comment")))}
    texts = {}
    for cell, runs in said.items():
        comment = there.get(a1(*cell))
        if comment is None:
            comment = etree.SubElement(listed, tag(comments, "comment"), {"ref": a1(*cell), "authorId": author_id})
        texts[cell] = _append(comment, runs)
    return texts


def _author(comments: Element, author: str) -> int:
    authors = comments.find(tag(comments, "authors"))
    if authors is None:
        authors = comments.makeelement(tag(comments, "authors"))
        comments.insert(0, authors)
    names = [name.text for name in authors.findall(tag(comments, "author"))]
    if author not in names:
        etree.SubElement(authors, tag(comments, "author")).text = author
        names.append(author)
    return names.index(author)


def _append(comment: Element, runs: Sequence[Run]) -> str:
    """Add runs at the end of a comment's text, and give the whole text."""
    text = comment.find(tag(comment, "text"))
    if text is None:
        text = etree.SubElement(comment, tag(comment, "text"))
    plain = text.find(tag(comment, "t"))
    if plain is not None:
        # Plain text and runs do not go together: the text becomes a run as it is.
        wrapped = text.makeelement(tag(comment, "r"))
        text.replace(plain, wrapped)
        wrapped.append(plain)
    old = text.findall(tag(comment, "r"))
    before = "".join(run.findtext(tag(comment, "t")) or "" for run in old)
    if before:
        runs = [("\n\n", False), *runs]
    at = text.index(old[-1]) + 1 if old else 0
    text[at:at] = [_run_element(comment, run) for run in runs]
    return before + "".join(words for words, _bold in runs)


def _run_element(comment: Element, run: Run) -> Element:
    words, bold = run
    element = comment.makeelement(tag(comment, "r"))
    look = etree.SubElement(element, tag(comment, "rPr"))
    properties = (("sz", "9"), ("color", "81"), ("rFont", "Tahoma"), ("family", "2"))
    if bold:
        etree.SubElement(look, tag(comment, "b"))
    for name, value in properties:
        etree.SubElement(look, tag(comment, name), {"indexed" if name == "color" else "val": value})
    text = etree.SubElement(element, tag(comment, "t"))
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    text.text = safe_text(words)
    return element
