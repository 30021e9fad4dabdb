"""Whether two numbers may stand together, and the sentence when not: 元 is not 万元, a share is no count, 金额 wants a unit."""

from __future__ import annotations

from decimal import Decimal
from typing import Protocol

from zhunsheng.formula.problem import Place, Problem
from zhunsheng.formula.units import Unit, name_of, together


class Side(Protocol):
    """One side of an operation: a number of a record or of the whole."""

    @property
    def unit(self) -> Unit:
        """What it is measured in."""
        ...

    @property
    def words(self) -> str:
        """What it is, in words."""
        ...

    @property
    def place(self) -> Place:
        """Where it stands."""
        ...

    @property
    def written(self) -> str:
        """The number as it was written, for one that was; else empty."""
        ...


def common_unit(left: Side, right: Side, place: Place) -> Unit:
    """The unit in which both stand. A written 0 fits everything. Raises :class:`Problem`."""
    unit = together(left.unit, right.unit)
    if unit is not None:
        return unit
    for one, other in ((left, right), (right, left)):
        if one.unit.is_plain and one.written:
            if not one.written.strip("0."):
                return other.unit
            said = "%" if other.unit.is_share else other.unit.text
            instead = _hundredfold(one.written) if other.unit.is_share else f"{one.written}{said}"
            raise Problem(f"{other.words}以“{said}”计，{one.written} 要写单位，如 {instead}。", one.place, instead)
    raise Problem(
        f"{left.words}（{name_of(left.unit)}）和{right.words}（{name_of(right.unit)}）不是一类数，不能放在一起算。",
        place,
    )


def no_hundred(left: Side, right: Side) -> None:
    """A share times a plain 100 would be a hundred times too large: it is shown in % already. Raises :class:`Problem`."""
    for one, other in ((left, right), (right, left)):
        if one.unit.is_share and other.unit.is_plain and other.written in ("100", "100.0", "100.00"):
            raise Problem("比率本来就按百分比显示，乘 100 会大一百倍；要写就写 × 100%。", other.place, "100%")


def number_words(side: Side) -> str:
    """A side's words for a product: in brackets when it is a sum."""
    return f"（{side.words}）" if " + " in side.words or " - " in side.words else side.words


def _hundredfold(written: str) -> str:
    """``0.95`` → ``95%``, ``1`` → ``100%``."""
    hundred = Decimal(written) * 100
    return f"{hundred.normalize():f}%"
