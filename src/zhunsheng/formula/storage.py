"""How values lie in typed slots: the one mapping that the query generator, the rows in Python and the web's table share.

TEXT and CHOICE columns take the slots ``t1 … t8`` in the order of the kind, all others ``n1 … n12``. Numbers are whole:
COUNT as is, NUMBER and MONEY times ten to the power of the scale, BOOLEAN 0 or 1, DATE days since 1970-01-01, MOMENT minutes
since 1970-01-01 00:00 of the unit's own clock. A blank is ``None`` and nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import lru_cache

from zhunsheng.model.record import Column, ColumnType, Record, RecordKind, Value

NUMBER_SLOTS = tuple(f"n{n}" for n in range(1, 13))
TEXT_SLOTS = tuple(f"t{n}" for n in range(1, 9))
LARGEST = 10**15
"""No stored whole number is larger (or smaller than minus it): ten million million 元 in 分."""

_DAY_ZERO = date(1970, 1, 1)
_MINUTE_ZERO = datetime(1970, 1, 1)
_TEXTS = frozenset({ColumnType.TEXT, ColumnType.CHOICE})

Stored = int | str | None
"""What a slot holds."""


@lru_cache(maxsize=1024)
def slots(kind: RecordKind) -> Mapping[str, str]:
    """Column name → slot. Columns beyond the twelfth number or the eighth text have no slot: formulas cannot use them."""
    numbers, texts = iter(NUMBER_SLOTS), iter(TEXT_SLOTS)
    found: dict[str, str] = {}
    for column in kind.columns:
        slot = next(texts if column.type in _TEXTS else numbers, None)
        if slot is not None:
            found[column.name] = slot
    return found


def scale_of(column: Column) -> int:
    """How many decimals the stored whole number keeps: MONEY 2, NUMBER its own, all others 0."""
    if column.type is ColumnType.MONEY:
        return 2
    return column.scale if column.type is ColumnType.NUMBER else 0


def encode(column: Column, value: Value) -> Stored:
    """A value as its slot holds it. Raises ``ValueError`` with a Chinese sentence for one that the column cannot hold."""
    if value is None or value == "":
        return None
    if column.type in _TEXTS:
        if not isinstance(value, str):
            raise ValueError(f"“{column.label}”应当是文字。")
        return value
    if column.type is ColumnType.BOOLEAN:
        if not isinstance(value, bool):
            raise ValueError(f"“{column.label}”应当是“是”或“否”。")
        return int(value)
    if column.type is ColumnType.DATE:
        if not isinstance(value, date) or isinstance(value, datetime):
            raise ValueError(f"“{column.label}”应当是日期。")
        return (value - _DAY_ZERO).days
    if column.type is ColumnType.MOMENT:
        if not isinstance(value, datetime) or value.tzinfo is not None:
            raise ValueError(f"“{column.label}”应当是日期和时刻。")
        return (value - _MINUTE_ZERO) // timedelta(minutes=1)
    return _whole(column, value)


def _whole(column: Column, value: Value) -> int:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise ValueError(f"“{column.label}”应当是数。")
    scale = scale_of(column)
    exact = Decimal(value)
    if not exact.is_finite() or abs(exact) > LARGEST:
        raise ValueError(f"“{column.label}”的数太大。")
    sign, digits, exponent = exact.as_tuple()
    shift = min(int(exponent), 40) + scale  # a number too large is refused above
    number = int("".join(map(str, digits)))
    whole: int
    whole, rest = divmod(number * 10 ** max(shift, 0), 10 ** max(-shift, 0))
    if rest:
        raise ValueError(f"“{column.label}”最多 {scale} 位小数。" if scale else f"“{column.label}”应当是整数。")
    if whole > LARGEST:
        raise ValueError(f"“{column.label}”的数太大。")
    return -whole if sign else whole


def decode(column: Column, stored: Stored) -> Value:
    """What a slot holds as the column's value: the inverse of :func:`encode`."""
    if stored is None or isinstance(stored, str):
        return stored
    match column.type:
        case ColumnType.BOOLEAN:
            return bool(stored)
        case ColumnType.DATE:
            return _DAY_ZERO + timedelta(days=stored)
        case ColumnType.MOMENT:
            return _MINUTE_ZERO + timedelta(minutes=stored)
        case ColumnType.COUNT:
            return stored
    return Decimal(stored).scaleb(-scale_of(column))


def day_number(day: date) -> int:
    """Days since 1970-01-01."""
    return (day - _DAY_ZERO).days


def day_of_number(number: int) -> date:
    """The day so many days after 1970-01-01."""
    return _DAY_ZERO + timedelta(days=number)


def month_number(day: date) -> int:
    """The month as ``yyyymm``."""
    return day.year * 100 + day.month


def microseconds(moment: datetime) -> int:
    """Microseconds since 1970 in UTC, as ``recorded_at`` and ``superseded_at`` are stored; a naive moment is taken as UTC."""
    naive = moment.replace(tzinfo=None) - (moment.utcoffset() or timedelta())
    return (naive - _MINUTE_ZERO) // timedelta(microseconds=1)


def day_of(kind: RecordKind, values: Mapping[str, Value]) -> date | None:
    """The day that puts a record in a period: that of the kind's ``day`` column; ``None`` when it is blank."""
    column = kind.column(kind.day)
    value = values.get(column.name) if column else None
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else None


def stored_row(kind: RecordKind, record: Record) -> dict[str, Stored]:
    """The derived columns of a record's row: ``day``, ``month`` and every slot that the kind uses.

    Raises ``ValueError`` with a Chinese sentence for a value that its column cannot hold.
    """
    day = day_of(kind, record.values)
    row: dict[str, Stored] = {
        "day": None if day is None else day_number(day),
        "month": None if day is None else month_number(day),
    }
    places = slots(kind)
    for column in kind.columns:
        if column.name in places:
            row[places[column.name]] = encode(column, record.values.get(column.name))
    return row
