"""The worksheet of PermenPANRB 90/2021 as a unit fills it in: its rows, its formulas and their results, in wording that
is not that of the rubric. One formula leaves a part out, as in a copy that was found in use."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from pathlib import Path

from rbtrack import catalog
from rbtrack.domain.evaluation import Answer
from rbtrack.domain.kinds import ChoiceScale, NumberScale, RatioScale
from rbtrack.domain.rubric import Node
from rbtrack.domain.scoring import score
from rbtrack.xlsx.addresses import a1
from tests.lke.variants import Page, save
from tests.zona_integritas import RUBRIC, answers_of_the_form

UNIT = "Kelurahan Contoh"
HEADING_ROW = 3
WEIGHT, EXPLANATION, CHOICES, ANSWER, VALUE, PERCENT, NOTE = 8, 9, 10, 11, 12, 13, 15
DASH = "-"

ZI = catalog.shipped_rubric(RUBRIC)
_RANGES = (
    "8-9 11-13 15-17 19-22 25-27 29-32 34-35 38-40 42-44 46-51 53-56 58 60 63-65 67-74 77-78 80-83 85-88 91-93 95-99 102-105 "
    "107-112 114-116 118-120 122-124 128 131 135 137 140 142-143 145-147 150 152 154 160 164 166 169 171 177 184 192-193 197 "
    "202-203 205"
)
_OTHER_ROWS = {"A.I.5.iv": 89, "A.II.5.iii": 175, "A": 4, "B": 200}
TOTALS = {198: ("TOTAL PENGUNGKIT", "A"), 206: ("TOTAL HASIL", "B")}
TOTAL_ROW = 207
SLIP, LEFT_OUT = "A.II.5.iii", "A.II.5.iii.b"
"""The branch whose formula leaves a part of it out."""

Count = tuple[int, str, object]
"""The row, the label and what is entered: a number or a formula."""

COUNTS: Mapping[str, tuple[Count, ...]] = {
    "A.II.1.i.a": ((129, "Jumlah Agen Perubahan", 5), (130, "Jumlah Perubahan yang dibuat", 12)),
    "A.II.1.i.b": ((132, "Jumlah Perubahan yang dibuat", 12), (133, "Jumlah Perubahan yang sudah masuk sistem", 12)),
    "A.II.3.iii.a": (
        (155, "Jumlah pelanggaran tahun sebelumnya", 2), (156, "Jumlah pelanggaran tahun ini", 0),
        (157, "Jumlah pelanggaran yang telah diberi sanksi", 2),
    ),
    "A.II.4.i.a": ((161, "Jumlah Sasaran Kinerja", 6), (162, "Jumlah Sasaran Kinerja 100% atau lebih", 6)),
    "A.II.5.ii.a": (
        (172, "Jumlah pengaduan yang wajib ditangani", 7), (173, "Jumlah pengaduan dalam proses", 2),
        (174, "Jumlah pengaduan yang tuntas", 5),
    ),
    "A.II.5.iii.a.1": (
        (178, "Jumlah yang harus melapor", "=SUM(K179:K181)"), (179, "Kepala satuan kerja", 1), (180, "Pejabat yang wajib", 9),
        (181, "Lainnya", 5), (182, "Jumlah yang sudah melapor", 13),
    ),
    "A.II.5.iii.b.1": (
        (185, "Jumlah yang harus melapor", 12), (186, "Eselon III", 1), (187, "Eselon IV", 2), (188, "Fungsional dan pelaksana", 10),
        (189, "Jumlah yang sudah melapor", 13),
    ),
    "A.II.6.i.b": ((194, "Jumlah layanan terdaftar", 4), (195, "Jumlah layanan yang dipermudah", 4)),
}  # fmt: skip
SHARES = {
    "A.II.1.i.a": (130, 129), "A.II.1.i.b": (133, 132), "A.II.3.iii.a": (155, 156), "A.II.4.i.a": (162, 161),
    "A.II.5.ii.a": (174, 172), "A.II.5.iii.a.1": (182, 178), "A.II.5.iii.b.1": (189, 185), "A.II.6.i.b": (195, 194),
}  # fmt: skip
"""The rows of the two counts of which each share is made."""

Wording = Callable[[Node], str]


def question(node: Node) -> str:
    """Wording that says more than the rubric's."""
    name = node.name[0].lower() + node.name[1:]
    return f"Apakah {name} sudah berjalan sebagaimana mestinya di unit kerja?"


def numbered(node: Node) -> str:
    """Wording that has nothing in common with the rubric's."""
    return f"Pertanyaan ke-{list(ZI.items).index(node.code) + 1}"


def form(*, wording: Wording = question, is_lettered: bool = False, bullets_apart: bool = True) -> Page:
    """The form as it was filled in. Items of Reform are lettered, or stand under a dash; dashes have cells of their own,
    or stand before the labels."""
    return _Form(wording, is_lettered=is_lettered, bullets_apart=bullets_apart).page


def write_form(path: Path, page: Page | None = None) -> Path:
    return save(path, [page or form()])


class _Form:
    def __init__(self, wording: Wording, *, is_lettered: bool, bullets_apart: bool) -> None:
        self.wording, self.is_lettered, self.bullets_apart = wording, is_lettered, bullets_apart
        self.answers = answers_of_the_form()
        self.figures = _figures(self.answers)
        self.page = Page("LKE ZI")
        self.page.rows.update(_rows())
        self._write_head()
        for node in ZI.walk():
            self._write_node(node)
        self._formula(90, VALUE, _choice_formula(90), "-")  # a row that was left over
        for row, (label, code) in TOTALS.items():
            self.page.put(row, 1, label)
            self._formula(row, VALUE, f"={self._at(code, VALUE)}", self.figures[code])
        self.page.put(TOTAL_ROW, 1, "NILAI EVALUASI ZONA INTEGRITAS")
        self._formula(TOTAL_ROW, VALUE, f"={self._at('A', VALUE)}+{self._at('B', VALUE)}", self.figures[""])
        self.page.put(8, CHOICES, "Ya")  # a slip of the copy: Ya/Tidak was meant
        self._formula(8, VALUE, _choice_formula(8), "-")

    def _write_head(self) -> None:
        self.page.put(1, 1, "LEMBAR KERJA EVALUASI ZONA INTEGRITAS")
        self.page.put(2, 1, "UNIT KERJA :")
        self.page.put(2, 6, UNIT)
        self.page.put(2, EXPLANATION, "TAHUN :", 2024)
        self.page.put(HEADING_ROW, 1, "PENILAIAN")
        headings = ("Bobot", "Penjelasan", "Pilihan Jawaban", "Jawaban", "Nilai", "%", None, "Catatan")
        self.page.put(HEADING_ROW, WEIGHT, *headings)

    def _write_node(self, node: Node) -> None:
        row, depth = self.page.rows[node.code], node.code.count(".")
        step = node.code.rpartition(".")[2]
        has_dash = node.is_item and node.code.startswith("A.II.") and (not self.is_lettered or depth == 5)
        weight = "" if node.weight is None else f" ({_number(node.weight)})"
        label = self.wording(node) if node.is_item else f"{node.name.upper() if depth < 3 else node.name}{weight}"
        self._write_label(row, 1 + depth, DASH if has_dash else f"{step}.", label)
        if node.weight is not None:
            self.page.put(row, WEIGHT, float(node.weight))
        value = self.figures[node.code]
        if node.is_item:
            self._write_item(node, row, value)
        else:
            self._formula(row, VALUE, self._branch_formula(node, row), value)
        if node.weight is not None and not node.is_item:
            self._formula(row, PERCENT, f"={a1(row, VALUE)}/{a1(row, WEIGHT)}", value / node.weight)

    def _write_label(self, row: int, column: int, number: str, label: str) -> None:
        if number == DASH and not self.bullets_apart:
            self.page.put(row, column + 1, f"- {label}")
        else:
            self.page.put(row, column, number, label)

    def _write_item(self, item: Node, row: int, value: Fraction) -> None:
        self.page.put(row, EXPLANATION, "Diisi sesuai keadaan di unit kerja")
        cell, weight = a1(row, ANSWER), "" if item.weight is None else f"*{a1(row, WEIGHT)}"
        match item.answer:
            case ChoiceScale():
                self.page.put(row, CHOICES, "/".join(option.letter for option in item.answer.options))
                self.page.put(row, ANSWER, self.answers[item.code].value)
                self._formula(row, VALUE, _choice_formula(row) + weight, value)
            case NumberScale():
                self.page.put(row, CHOICES, "Nilai (0-4)", float(self.answers[item.code].value or 0))
                self._formula(row, VALUE, f"={cell}/4{weight}", value)
            case RatioScale():
                self.page.put(row, CHOICES, "%")
                self._formula(row, ANSWER, _share_formula(item.answer, *SHARES[item.code]), value)
                self._formula(row, VALUE, f"={cell}", value)
                for count in COUNTS[item.code]:
                    self._write_count(1 + item.code.count("."), *count)
        self.page.put(row, NOTE, f"Catatan {row}")

    def _write_count(self, column: int, row: int, label: str, entered: object) -> None:
        self._write_label(row, column, DASH, label)
        self.page.put(row, CHOICES, "Jumlah")
        if isinstance(entered, str):
            self._formula(row, ANSWER, entered, 15)
        else:
            self.page.put(row, ANSWER, entered)
        self._formula(row, VALUE, f'=IF({a1(row, CHOICES)}="Jumlah","","Blm Diisi")', "")

    def _branch_formula(self, node: Node, row: int) -> str:
        below = [self.page.rows[child.code] for child in node.children]
        if node.code == SLIP:
            return f"=AVERAGE({a1(176, VALUE)}:{a1(179, VALUE)})*{a1(row, WEIGHT)}"
        if node.takes_mean:
            last = max([below[-1], *(count[0] for count in COUNTS.get(node.children[-1].code, ()))])
            return f"=AVERAGE({a1(row + 1, VALUE)}:{a1(last, VALUE)})*{a1(row, WEIGHT)}"
        return f"={'+'.join(a1(each, VALUE) for each in below)}"

    def _at(self, code: str, column: int) -> str:
        return a1(self.page.rows[code], column)

    def _formula(self, row: int, column: int, formula: str, result: Fraction | str | float) -> None:
        self.page.formulas[row, column] = formula, float(result) if isinstance(result, Fraction) else result


def _figures(answers: Mapping[str, Answer]) -> dict[str, Fraction]:
    """What the form states: by the rules, but for the part that is left out. The whole stands under ``."""
    scored = score(ZI, answers)
    found = {node.node.code: node.stated or Fraction(0) for node in scored.walk()}
    found[""] = scored.points or Fraction(0)
    left_out = found["A.II.5.iii.a"] * 2 - found[SLIP]
    for code in ("", *(SLIP[:end] for end in (1, 4, 6, len(SLIP)))):
        found[code] += left_out
    return found


def _rows() -> dict[str, int]:
    ends = [[int(end) for end in each.split("-")] for each in _RANGES.split()]
    rows = dict(zip(ZI.items, (row for each in ends for row in range(each[0], each[-1] + 1)), strict=True))
    for node in reversed(list(ZI.walk())):
        if not node.is_item:
            rows[node.code] = _OTHER_ROWS.get(node.code, rows[node.children[0].code] - 1)
    return rows


def _choice_formula(row: int) -> str:
    choices, answer = a1(row, CHOICES), a1(row, ANSWER)
    shares = {
        "Ya/Tidak": {"Ya": "1", "Tidak": "0"}, "A/B/C": {"A": "1", "B": "0.5", "C": "0"},
        "A/B/C/D": {"A": "1", "B": "0.67", "C": "0.33", "D": "0"},
        "A/B/C/D/E": {"A": "1", "B": "0.75", "C": "0.5", "D": "0.25", "E": "0"},
    }  # fmt: skip
    formula = '"-"'
    for printed, letters in reversed(shares.items()):
        chosen = '"Blm Diisi"'
        for letter, share in reversed(letters.items()):
            chosen = f'IF({answer}="{letter}",{share},{chosen})'
        formula = f'IF({choices}="{printed}",{chosen},{formula})'
    return f"={formula}"


def _share_formula(scale: RatioScale, first: int, second: int) -> str:
    one, other = a1(first, ANSWER), a1(second, ANSWER)
    if scale.rule == "decrease":
        share = f"({one}-{other})/{one}"
        return f"=IF(AND({one}=0,{other}=0),1,IF({share}<0,0,{share}))"
    return f"=IF({one}/{other}>1,1,{one}/{other})"


def _number(weight: Fraction) -> str:
    return f"{float(weight):g}".replace(".", ",")
