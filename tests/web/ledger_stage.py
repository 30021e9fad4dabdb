"""How tests of ledgers set things up: entries of the school, as the operations write them."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from typing import Any

from zhunsheng.web.accounts.models import User
from zhunsheng.web.records.kinds_in_force import kinds_of
from zhunsheng.web.records.models import EntrySource, Target, Unit
from zhunsheng.web.records.operations.add_entries import NewEntry, Receipt, add_entries

YEAR = 2024
"""The year of all entries: past, whatever the clock of the machine says."""
PATROL = {
    "moment": datetime(2024, 5, 8, 19, 30),
    "object": "路灯",
    "present": True,
    "result": "正常",
    "person": "马会民",
}
"""A patrol as values."""
PATROL_TYPED = {"moment": "2024-05-08 19:30", "object": "路灯", "present": "是", "result": "正常", "person": "马会民"}
"""The same patrol as typed."""


def new_id() -> str:
    """A fresh id as a browser makes it."""
    return str(uuid.uuid4())


def patrol(*, day: date | None = None, **cells: Any) -> dict[str, Any]:
    """The values of a patrol, with some of them changed."""
    moment = datetime(day.year, day.month, day.day, 19, 30) if day else PATROL["moment"]
    return {**PATROL, "moment": moment, **cells}


def add(
    by: User, unit: Unit, *values: dict[str, Any], kind: str = "patrol", project: Target | None = None
) -> list[Receipt]:
    """Write entries of one kind."""
    entries = [NewEntry(new_id(), row, project) for row in values]
    return list(add_entries(by, unit, kinds_of(unit)[kind], entries, EntrySource.DESK))
