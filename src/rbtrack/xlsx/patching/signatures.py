"""Digital signatures: they vouch for the workbook as it was, so they are removed from one that was changed."""

from __future__ import annotations

from rbtrack.xlsx.patching.package_parts import PackageParts

_FOLDER = "_xmlsignatures/"


def remove_signatures(parts: PackageParts) -> bool:
    """Take the signatures out, with all that refers to them. True where there were any."""
    origins = [relation for relation in parts.relations("") if relation.kind == "origin"]
    signed = [name for name in parts.names() if name.lower().startswith(_FOLDER)]
    for relation in origins:
        parts.unrelate("", relation.id)
    for name in {*signed, *(relation.target for relation in origins if relation.target)}:
        parts.remove(name)
    return bool(origins or signed)
