"""Settable numbers of the law as a bureau has set them: its own value from a day on, else the law's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from zhunsheng.law.parameters import legal_number
from zhunsheng.web.records.models import AmountSetting

EX_ANTE_MINIMUM = "ex_ante_assessment_minimum_wan"
"""From how many 万元 a new project has to be assessed beforehand."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A number in force: its value and unit, since when, by what it is so, and whether somebody set it here."""

    value: Decimal
    unit: str
    since: date
    basis: str
    is_own: bool


def amount_on(name: str, day: date) -> Amount:
    """The number in force on a day. Raises ``KeyError`` for a name that the law does not have."""
    law = legal_number(name)
    row = AmountSetting.objects.filter(name=name, since__lte=day).order_by("since", "pk").last()
    if row is not None:
        return Amount(row.value.normalize() + 0, law.unit, row.since, row.basis, True)
    dated = next((one for one in reversed(law.values) if one.since <= day), law.values[0])
    return Amount(dated.value, law.unit, dated.since, f"系统默认，未核：{dated.basis.note}", False)
