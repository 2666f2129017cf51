"""Every language is complete, and nothing in them is stale."""

from __future__ import annotations

import string
from pathlib import Path

import pytest

from rbtrack import text
from tools.translations import read, texts_in_code, translation_files


def fields(message: str) -> set[str]:
    return {name for _text, name, _spec, _conversion in string.Formatter().parse(message) if name}


@pytest.mark.parametrize("path", translation_files(), ids=lambda path: path.parent.parent.name)
def test_every_text_has_its_translation_and_no_translation_is_stale(path: Path) -> None:
    catalog = read(path)
    translated = {message.id: message.string for message in catalog if message.id}
    assert set(translated) == texts_in_code(), "run: make translations"
    assert [original for original, translation in translated.items() if not translation] == []
    assert [message.id for message in catalog if message.fuzzy] == []


@pytest.mark.parametrize("path", translation_files(), ids=lambda path: path.parent.parent.name)
def test_a_translation_fills_in_the_same_values(path: Path) -> None:
    for message in read(path):
        if message.id:
            assert fields(str(message.string)) == fields(str(message.id)), message.id


def test_every_language_but_that_of_the_code_has_a_file_and_every_file_a_language() -> None:
    assert {path.parent.parent.name for path in translation_files()} == set(text.LANGUAGES) - {"en"}
    assert "id" in text.LANGUAGES


@pytest.mark.parametrize(
    ("asked", "environment", "expected"),
    [
        (None, {}, "id"),
        ("en", {"RBTRACK_LANG": "id"}, "en"),
        (None, {"RBTRACK_LANG": "en", "LANG": "id_ID.UTF-8"}, "en"),
        (None, {"LANG": "en_GB.UTF-8"}, "en"),
        (None, {"LANG": "id_ID"}, "id"),
        (None, {"LANG": "de_DE.UTF-8"}, "id"),
        (None, {"LANG": "C.UTF-8"}, "id"),
        (None, {"LANG": "id_ID", "LC_ALL": "en_US.UTF-8"}, "en"),
        (None, {"LANG": ""}, "id"),
    ],
)
def test_the_language_is_chosen_by_wish_then_system_then_indonesian(
    asked: str | None, environment: dict[str, str], expected: str
) -> None:
    assert text.choose_language(asked, environment) == expected
