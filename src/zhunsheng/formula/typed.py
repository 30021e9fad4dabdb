"""Typed expressions over one record: what they hold, in which unit, how they are said. The checker makes them; functions take them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from zhunsheng.formula.aggregate import Asked, filled
from zhunsheng.formula.conditions import Condition, Says
from zhunsheng.formula.problem import Place
from zhunsheng.formula.row import Cell, DayOfMoment, Expression, Whole
from zhunsheng.formula.sized import Sized
from zhunsheng.formula.storage import scale_of, slots
from zhunsheng.formula.units import PLAIN, RECORDS, YUAN, Unit, unit_of
from zhunsheng.model.record import Column, ColumnType, RecordKind


class RowType(StrEnum):
    """What a record holds there; the value is what a person is told."""

    NUMBER = "数"
    TEXT = "文字"
    TRUTH = "是或否"
    DAY = "日期"
    MOMENT = "时刻"

    @property
    def is_time(self) -> bool:
        """True for days and moments."""
        return self in (RowType.DAY, RowType.MOMENT)


@dataclass(frozen=True, slots=True)
class Typed:
    """Something over one record. ``expression`` is there for all but conditions; a number has ``sized`` and ``unit`` too.

    ``column`` is set for a column as it stands, ``literal`` for a text or yes-or-no that was written down.
    """

    type: RowType
    place: Place
    words: str
    expression: Expression | None = None
    sized: Sized | None = None
    unit: Unit = PLAIN
    condition: Condition | None = None
    asked: tuple[Asked, ...] = ()
    column: Column | None = None
    literal: str | bool | None = None
    written: str = ""
    """A number as it was written, for what to write instead."""

    @property
    def fixed(self) -> Fraction | None:
        """The value of a number that is the same for every record."""
        return self.sized.fixed if self.sized else None

    @property
    def is_fixed(self) -> bool:
        """True for what was written down rather than looked up."""
        return self.literal is not None or isinstance(self.expression, Whole)

    @property
    def must_be_filled(self) -> Asked:
        """That it is not blank."""
        return filled(self.needed, self.words)

    @property
    def needed(self) -> Expression:
        """The expression; raises ``TypeError`` for a condition, which has none."""
        if self.expression is None:
            raise TypeError(f"{self.words} is a condition")
        return self.expression

    @property
    def as_day(self) -> Expression:
        """A day, or the day of a moment."""
        return DayOfMoment(self.needed) if self.type is RowType.MOMENT else self.needed


_TYPES = {
    ColumnType.TEXT: RowType.TEXT,
    ColumnType.CHOICE: RowType.TEXT,
    ColumnType.DATE: RowType.DAY,
    ColumnType.MOMENT: RowType.MOMENT,
    ColumnType.BOOLEAN: RowType.TRUTH,
}


def unit_of_column(column: Column) -> Unit:
    """What the numbers of a column measure: 元 for money, things for counts without a unit."""
    if column.type is ColumnType.MONEY:
        return unit_of(column.unit) if column.unit else YUAN
    if column.type is ColumnType.COUNT and not column.unit:
        return RECORDS
    return unit_of(column.unit)


def of_column(column: Column, kind: RecordKind, place: Place) -> Typed:
    """A column of a kind as an expression."""
    cell, words = Cell(column.name, slots(kind)[column.name]), f"“{column.label}”"
    kind_of_value = _TYPES.get(column.type, RowType.NUMBER)
    if kind_of_value is RowType.TRUTH:
        says = Says(cell)
        return Typed(
            kind_of_value,
            place,
            f"{words}为是",
            cell,
            condition=says,
            asked=(Asked(says, f"{words}为是"),),
            column=column,
        )
    if kind_of_value is not RowType.NUMBER:
        return Typed(kind_of_value, place, words, cell, column=column)
    unit = unit_of_column(column)
    sized = Sized(cell, unit.size / 10 ** scale_of(column))
    return Typed(RowType.NUMBER, place, words, cell, sized, unit, column=column)


def of_number(sized: Sized, unit: Unit, place: Place, words: str) -> Typed:
    """A computed number."""
    return Typed(RowType.NUMBER, place, words, sized.whole, sized, unit)


def of_condition(condition: Condition, place: Place, words: str, asked: tuple[Asked, ...] = ()) -> Typed:
    """A condition; ``asked`` are its parts where all of them must hold."""
    return Typed(RowType.TRUTH, place, words, condition=condition, asked=asked or (Asked(condition, words),))
