"""Takes the texts of the code over into the translations: new ones empty, stale ones gone. Fill in by hand."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "rbtrack"
KEYWORDS = {"_": None, "N_": None}
KINDS = [("**.py", "python"), ("**.j2", "jinja2")]
"""Where texts stand: in code, and in the templates of pages."""
OPTIONS = {"**.j2": {"silent": "false"}}
FIXED_DATE = datetime(2026, 1, 1, tzinfo=UTC)
"""The files change only where a text does."""


def texts_in_code() -> set[str]:
    """Every English text that is marked for translation (of plurals, the singular)."""
    found = extract_from_dir(SOURCE, method_map=KINDS, options_map=OPTIONS, keywords=KEYWORDS)
    return {message if isinstance(message, str) else message[0] for _file, _line, message, _comments, _context in found}


def translation_files() -> list[Path]:
    return sorted(SOURCE.glob("locale/*/LC_MESSAGES/*.po"))


def read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=path.parent.parent.name)


def update(path: Path) -> int:
    """Bring one file up to date; return how many texts want a translation."""
    old = read(path)
    new = Catalog(
        locale=old.locale,
        project="rbtrack",
        version="-",
        copyright_holder="The rbtrack maintainers",
        msgid_bugs_address="-",
        last_translator="The rbtrack maintainers",
        language_team="-",
        header_comment="# Translations of rbtrack. English is in the code.",
        creation_date=FIXED_DATE,
        revision_date=FIXED_DATE,
        fuzzy=False,
    )
    for found in extract_from_dir(SOURCE, method_map=KINDS, options_map=OPTIONS, keywords=KEYWORDS):
        message = found[2]
        known = old.get(message)
        new.add(message, known.string if known else "")
    with path.open("wb") as file:
        write_po(file, new, sort_output=True, width=0, no_location=True)
    return sum(1 for message in new if message.id and not message.string)


if __name__ == "__main__":
    empty = sum(update(path) for path in translation_files())
    sys.exit(f"{empty} texts want a translation" if empty else None)
