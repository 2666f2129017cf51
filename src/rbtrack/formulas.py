"""Pieces of live formulas that issued worksheets and the auditors' trace share: the rules of `rbtrack.domain.scoring`
in functions that Excel 2010 and LibreOffice both know."""

from __future__ import annotations

from fractions import Fraction

from rbtrack.domain.kinds import RatioScale
from rbtrack.domain.numbers import exact_text


def exact(number: Fraction) -> str:
    """A fraction inside a formula: in decimals where they end soon, else as a division."""
    return exact_text(number) if 10**4 % number.denominator == 0 else f"({number})"


def rounded(cell: str) -> str:
    """Two decimals, half up; first to nine, so that the noise of binary fractions does not decide a half."""
    return f"ROUND(ROUND({cell},9),2)"


def total(cells: str, terms: str = "") -> str:
    """The sum of `terms` (the cells themselves unless told); an empty text, not 0, where no cell has a number."""
    return f'=IF(COUNT({cells})=0,"",SUM({terms or cells}))'


def ratio_parts(cell: str) -> tuple[str, str]:
    """Both counts of an answer such as 3/4."""
    return f'VALUE(LEFT({cell},FIND("/",{cell})-1))', f'VALUE(MID({cell},FIND("/",{cell})+1,9))'


def ratio_share(scale: RatioScale, cell: str) -> str:
    """What a ratio earns, by the rule of its scale."""
    first, second = ratio_parts(cell)
    if scale.rule == "part":
        return f"IF({second}=0,1,MIN(1,{first}/{second}))"
    return f"IF({first}=0,IF({second}=0,1,0),MAX(0,({first}-{second})/{first}))"
