"""What a person owes and by when, of all sorts, in one list: acts of the process, monitoring, decisions, corrective acts,
reasons of the self-evaluation, files and threads that wait."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from zhunsheng.law.deadlines import WorkingDays, YearCalendar
from zhunsheng.model.monitoring import Checkpoint
from zhunsheng.web.accounts.models import Role, User
from zhunsheng.web.records.current_day import current_day
from zhunsheng.web.records.queries.overview_list import ProjectRow
from zhunsheng.web.records.queries.owed import OwedList

_FILLS = (Role.CLERK,)
_DECIDES = (Role.HEAD,)
_SEES_TO = (Role.CLERK, Role.HEAD)
_DECIDE_WITHIN = 10
"""Working days after a checkpoint in which a decision is due, unless the region says otherwise."""
SHOWN = 12


@dataclass(frozen=True, slots=True)
class Duty:
    """One thing to do: the verb, what it is about, by when."""

    act: str
    name: str
    about: str
    url: str
    due: date | None
    today: date

    @property
    def is_late(self) -> bool:
        """True once its day is over."""
        return self.due is not None and self.due < self.today

    @property
    def is_near(self) -> bool:
        """True in its last week."""
        return self.due is not None and 0 <= (self.due - self.today).days <= 7

    @property
    def words(self) -> str:
        """How it stands today."""
        if self.due is None:
            return "没有设期限"
        left = (self.due - self.today).days
        return f"还有{left}天" if left > 0 else "今天到期" if left == 0 else f"已逾期{-left}天"


def duties_of(
    user: User, year: int, rows: Sequence[tuple[ProjectRow, dict[str, object]]], owed: OwedList
) -> tuple[Duty, ...]:
    """Everything that a person owes, what is overdue first; ``rows`` are how the year's projects stand."""
    today = current_day()
    found = [
        Duty(row.act, row.name, f"{row.unit_name} {row.year}年", f"/projects/{row.id}/", row.due, today)
        for row in owed.rows
    ]
    found += _of_standings(user, year, rows, today)
    return tuple(sorted(found, key=lambda duty: (duty.due is None, duty.due or today)))


def _of_standings(
    user: User, year: int, rows: Sequence[tuple[ProjectRow, dict[str, object]]], today: date
) -> Iterator[Duty]:
    own = user.unit.code if user.unit else ""
    for row, said in rows:
        if row.unit_code != own:
            continue  # these are the unit's own people's to do
        if user.role in _FILLS and said["unfilled"]:
            yield Duty(
                "填监控",
                row.name,
                f"{row.month}月底还有{said['unfilled']}条",
                row.url,
                _monitoring_due(year, row.month),
                today,
            )
        if user.role in _DECIDES and said["needs_decision"]:
            yield Duty(
                "作处置决定",
                row.name,
                str((said["warnings"] or [row.why])[0]),  # type: ignore[index]
                f"{row.url}#decision",
                _decision_due(year, row.month),
                today,
            )
        if user.role in _SEES_TO:
            for act in said["acts"]:  # type: ignore[attr-defined]
                due = date.fromisoformat(act["due"])
                yield Duty("整改", row.name, f"{act['what']}（{act['owner']}）", f"{row.url}#acts-head", due, today)
        if user.role in _FILLS and said["unexplained"]:
            due = YearCalendar().due("self_evaluation", year)
            words = f"自评还有{said['unexplained']}处偏差没有写原因"
            yield Duty("写偏差原因", row.name, words, f"/scores/{row.id}/", due.day if due else None, today)


def _monitoring_due(year: int, month: int) -> date | None:
    """When the form of a checkpoint is due; ``None`` where nobody asks for that checkpoint."""
    try:
        due = YearCalendar().due(f"monitoring_{month}", year)
    except KeyError:
        return None
    return due.day if due else None


def _decision_due(year: int, month: int) -> date:
    return WorkingDays().after(Checkpoint(year, month).as_of, _DECIDE_WITHIN)
