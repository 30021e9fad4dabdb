"""The target tables that wait for a person, by state: the part of what they have to do that the project list shows too."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count

from zhunsheng.web.accounts.models import User
from zhunsheng.web.records.course import the_process
from zhunsheng.web.records.matters import target_tables
from zhunsheng.web.records.matters.matter import Asking, Matter
from zhunsheng.web.records.matters.seam import in_order
from zhunsheng.web.records.models import Target
from zhunsheng.web.records.queries.listing import owed_rows
from zhunsheng.web.records.scope import scoped


@dataclass(frozen=True, slots=True)
class OwedGroup:
    """How many projects wait in one state."""

    state: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class OwedList:
    """What waits for a person: how many in each state, and the most pressing."""

    groups: tuple[OwedGroup, ...] = ()
    rows: tuple[Matter, ...] = ()

    @property
    def count(self) -> int:
        """How many there are in all."""
        return sum(group.count for group in self.groups)


def owed_by(user: User) -> OwedList:
    """The tables that a person owes an act on now."""
    asking = Asking(user)
    return owed_of(asking, in_order(target_tables.matters(asking)))


def owed_of(asking: Asking, rows: Sequence[Matter]) -> OwedList:
    """The tables among a person's matters; where not all were looked at, they are counted."""
    tables = tuple(row for row in rows if row.key.startswith("target:"))
    if asking.is_cut and tables:
        seen = owed_rows(asking.user, scoped(Target.objects.filter(archived=False), asking.user))
        counts = dict(seen.order_by().values_list("state").annotate(Count("pk")))
    else:
        counts = dict(Counter(row.state_name for row in tables))
    groups = (OwedGroup(s.name, s.label, counts[s.name]) for s in the_process().states if s.name in counts)
    return OwedList(tuple(groups), tables)
