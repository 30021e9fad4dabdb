"""What is derived from a draft for search, totals and roll-ups; all of it can be rebuilt from the draft."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from zhunsheng.model.indicator import Indicator
from zhunsheng.model.project import Project
from zhunsheng.model.quantity import Quantity
from zhunsheng.model.spelling import half_width
from zhunsheng.web.records.models import IndicatorRow, Target

_LARGEST_FEN = 10**18
_LARGEST_VALUE = Decimal(10**17)


def target_columns(project: Project) -> dict[str, Any]:
    """The derived columns of a target table."""
    return {
        "code": (project.code or "")[:120],
        "name": (project.name or "").replace("\n", "")[:300],
        "total_fen": fen(project.budget.yuan()),
        "indicator_count": len(project.indicators),
        "search": search_text(project),
    }


def fen(yuan: Decimal | None) -> int | None:
    """An amount in 分, rounded half up; ``None`` for a blank one or one beyond any budget."""
    if yuan is None or abs(yuan) * 100 >= _LARGEST_FEN:
        return None
    return int((yuan * 100).quantize(Decimal(1), ROUND_HALF_UP))


def search_text(project: Project) -> str:
    """What the project search looks through: name, code, indicator names, one a line."""
    parts = [project.name, project.code, *(row.level3 for row in project.indicators)]
    return search_key("\n".join(part for part in parts if part))


def search_key(text: str) -> str:
    """Text as the search compares it: half-width, lower case."""
    return half_width(text).lower()


def rebuild_rows(target: Target, project: Project) -> None:
    """Make the indicator rows of a target anew."""
    IndicatorRow.objects.filter(target=target).delete()
    rows = [_row(target, number, row) for number, row in enumerate(project.indicators)]
    IndicatorRow.objects.bulk_create(rows)


def update_row(target: Target, project: Project, key: str) -> None:
    """Bring one indicator row up to date."""
    for number, row in enumerate(project.indicators):
        if row.key == key:
            made = _row(target, number, row)
            values = {name: getattr(made, name) for name in _COLUMNS}
            if not IndicatorRow.objects.filter(target=target, key=key).update(**values):
                made.save(force_insert=True)


_COLUMNS = (
    "position", "level1", "level2", "level3", "kind1", "kind2", "target_text", "operator", "value", "unit",
)  # fmt: skip


def _row(target: Target, number: int, row: Indicator) -> IndicatorRow:
    quantity = row.target or Quantity("")
    return IndicatorRow(
        target=target,
        key=row.key,
        position=number,
        level1=(row.level1 or "")[:200],
        level2=(row.level2 or "")[:200],
        level3=(row.level3 or "")[:500],
        kind1=row.kind1 or "",
        kind2=row.kind2 or "",
        target_text=quantity.text,
        operator=quantity.operator or "",
        value=_value(quantity),
        unit=(quantity.unit or "")[:40],
    )


def _value(quantity: Quantity) -> Decimal | None:
    """The number in the column's six decimals; ``None`` where it would not fit without loss."""
    number = quantity.number
    if number is None or abs(number) >= _LARGEST_VALUE:
        return None
    short = number.quantize(Decimal("0.000001"))
    return short if short == number else None
