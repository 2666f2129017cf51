"""Instruments that do not come with the program, judged from 1 to 5 and from 0 to 5: two files each in the folder of own
rubrics."""

from __future__ import annotations

from pathlib import Path

from rbtrack import catalog
from rbtrack.catalog.instruments import parse_instrument
from rbtrack.catalog.reading import Shared, parse
from rbtrack.domain.instrument import Instrument
from rbtrack.domain.rubric import Rubric

MATURITY = """\
code: maturity
name: {id: Indeks Kematangan, en: Maturity index}
full_name: Kematangan Layanan Digital
order: 4
titles: {with: [Kematangan]}
grade_scales:
- id: maturity-2021
  regulation: made for a test
  years: [2021, null]
  closed: lower
  bands:
  - [Memuaskan, 4.2, 5, sudah optimum]
  - [Sangat Baik, 3.5, 4.2, terintegrasi]
  - [Baik, 2.6, 3.5, terdefinisi]
  - [Cukup, 1.8, 2.6, terkelola]
  - [Kurang, 1, 1.8, rintisan]
- id: maturity-2018
  regulation: made for a test
  years: [2018, 2020]
  bands:
  - [Matang, 3, 5, matang]
  - [Belum Matang, 1, 3, belum matang]
"""

RUBRIC = """\
id: maturity-2021
version: 1
name: Tingkat kematangan layanan digital
instrument: maturity
regulation: made for a test
years: [2021, null]
level: any
grade_scale: maturity-2021
blank_items: skip
confidence: primary
provenance: made for a test
areas: {1: Kebijakan, 2: Layanan}
nodes:
- code: A
  name: Kebijakan internal
  weight: 2
  area: 1
  items:
  - {code: A.1, name: Arsitektur, answer: {range: [1, 5]}}
  - {code: A.2, name: Peta rencana, answer: {range: [1, 5]}}
  - {code: A.3, name: Manajemen data, answer: {range: [1, 5]}}
- code: B
  name: Layanan
  weight: 3
  area: 2
  items:
  - {code: B.1, name: Layanan administrasi, weight: 1, answer: {range: [1, 5]}}
  - {code: B.2, name: Layanan publik, weight: 2, answer: {range: [1, 5]}}
"""


CAPACITY = """\
code: capacity
name: {id: Indeks Kapasitas, en: Capacity index}
full_name: Kapasitas Pengawasan
order: 5
titles: {with: [Kapasitas]}
grade_scales:
- id: capacity-2022
  regulation: made for a test
  years: [2022, null]
  closed: lower
  bands:
  - [Utama, 4, 5, utama]
  - [Cukup, 2, 4, cukup]
  - [Kurang, 0, 2, kurang]
- id: capacity-2020
  regulation: made for a test
  years: [2020, 2021]
  bands:
  - [Utama, 4, 5, utama]
  - [Cukup, 2, 4, cukup]
  - [Kurang, 0, 2, kurang]
"""

CAPACITY_RUBRIC = """\
id: capacity-2022
version: 1
name: Kapasitas pengawasan intern
instrument: capacity
regulation: made for a test
years: [2020, null]
level: any
grade_scale: capacity-2022
blank_items: zero
confidence: primary
provenance: made for a test
areas: {1: Mandat, 2: Hasil}
nodes:
- code: A
  name: Mandat
  weight: 2
  area: 1
  items:
  - {code: A.1, name: Piagam, answer: {range: [0, 5]}}
  - {code: A.2, name: Kedudukan, answer: {range: [0, 5]}}
- code: B
  name: Hasil
  weight: 3
  area: 2
  items:
  - {code: B.1, name: Cakupan, weight: 1, answer: {range: [0, 5]}}
  - {code: B.2, name: Mutu, weight: 2, answer: {range: [0, 5]}}
"""


def add_maturity(folder: Path) -> None:
    """Put the two files where a user in `folder` puts them."""
    _add(folder, "maturity", MATURITY, "maturity-2021", RUBRIC)


def add_capacity(folder: Path) -> None:
    """The same of the one from 0 to 5."""
    _add(folder, "capacity", CAPACITY, "capacity-2022", CAPACITY_RUBRIC)


def _add(folder: Path, code: str, instrument: str, rubric_id: str, rubric: str) -> None:
    rubrics = folder / "data" / "rubrics"
    (rubrics / "instruments").mkdir(parents=True)
    (rubrics / "instruments" / f"{code}.yaml").write_text(instrument, encoding="utf-8")
    (rubrics / f"{rubric_id}.yaml").write_text(rubric, encoding="utf-8")


def maturity() -> Instrument:
    return parse_instrument(MATURITY, "maturity.yaml")


def maturity_rubric() -> Rubric:
    known = {**catalog.shared().instruments, "maturity": maturity()}
    return parse(RUBRIC, "maturity-2021.yaml", Shared(catalog.shared().answer_types, known))
