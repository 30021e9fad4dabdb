"""Short ways to write down the columns of a kind."""

from __future__ import annotations

from decimal import Decimal

from zhunsheng.model.record import Column, ColumnType

_ZERO = Decimal(0)


def text(name: str, label: str, *, required: bool = False, names_thing: bool = False, help: str = "") -> Column:
    """A column of words."""
    return Column(name, label, ColumnType.TEXT, required=required, names_thing=names_thing, help=help)


def choice(name: str, label: str, *choices: str, required: bool = False, help: str = "") -> Column:
    """A column with one of these words."""
    return Column(name, label, ColumnType.CHOICE, required=required, choices=choices, help=help)


def count(name: str, label: str, unit: str, *, required: bool = False, help: str = "") -> Column:
    """A whole number of things, not below 0."""
    return Column(name, label, ColumnType.COUNT, unit, required=required, minimum=_ZERO, help=help)


def number(
    name: str,
    label: str,
    unit: str | None,
    scale: int = 2,
    *,
    required: bool = False,
    minimum: Decimal | None = _ZERO,
    maximum: Decimal | None = None,
    help: str = "",
) -> Column:
    """A number with ``scale`` decimals in ``unit``; not below 0 unless told."""
    return Column(name, label, ColumnType.NUMBER, unit, scale, required, (), minimum, maximum, False, help)


def money(name: str, label: str, *, required: bool = False, help: str = "") -> Column:
    """An amount in 元 with two decimals, not below 0."""
    return Column(name, label, ColumnType.MONEY, "元", 2, required, minimum=_ZERO, help=help)


def day(name: str, label: str, *, required: bool = False, help: str = "") -> Column:
    """A day."""
    return Column(name, label, ColumnType.DATE, required=required, help=help)


def moment(name: str, label: str, *, required: bool = False, help: str = "") -> Column:
    """A day with the time of day."""
    return Column(name, label, ColumnType.MOMENT, required=required, help=help)


def yes_no(name: str, label: str, *, required: bool = False, help: str = "") -> Column:
    """是 or 否; blank is neither."""
    return Column(name, label, ColumnType.BOOLEAN, required=required, help=help)
