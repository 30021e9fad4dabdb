"""Who stands in for whom, as the pages show it: colleagues to choose from, arrangements, what a hand-over moves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from zhunsheng.web.accounts.models import LENDABLE, WITHOUT_UNIT, Role, User
from zhunsheng.web.records.current_day import current_day
from zhunsheng.web.records.models import (
    Arrangement,
    ArrangementSort,
    ImportJob,
    ImportState,
    Reading,
    ReadingStatus,
    Target,
    Thread,
    YearNote,
)
from zhunsheng.web.records.queries.listing import owed_rows
from zhunsheng.web.records.scope import scoped, units
from zhunsheng.web.records.standing_in import in_force

SHOWN = 200
"""How many arrangements or colleagues a page lists."""


@dataclass(frozen=True, slots=True)
class ArrangementView:
    """One arrangement: what, of whom, with whom, when; ``state`` is 未开始, 生效中, 已结束 or 已撤销."""

    id: int
    sort: str
    label: str
    person: str
    other: str
    seat: str
    since: date | None
    until: date | None
    reason: str
    by: str
    at: datetime
    state: str
    mine: bool
    taken: bool
    moved: tuple[str, ...]
    may_revoke: bool

    @property
    def is_open(self) -> bool:
        """True while it holds or will hold."""
        return self.state in ("未开始", "生效中")


@dataclass(frozen=True, slots=True)
class Moving:
    """One thing that goes along with a hand-over: ``sort`` is what it is, ``name`` which one, ``url`` where it is seen."""

    sort: str
    name: str
    url: str = ""

    def __str__(self) -> str:
        return f"{self.sort}：{self.name}"


def covers(taker: User, giver: User) -> bool:
    """True when one sees at least what the other one sees."""
    if taker.sees_everything:
        return True
    if giver.unit is None or taker.unit is None or (taker.role == Role.BUREAU_SECTION and taker.charges):
        return bool(taker.charges) and taker.charges == giver.charges and taker.unit_id == giver.unit_id
    return giver.unit.path.startswith(taker.unit.path)


def colleagues(person: User) -> tuple[User, ...]:
    """Those who may stand in for a person: at the same unit first, then above."""
    rows = User.objects.filter(is_active=True, role__in=LENDABLE).exclude(pk=person.pk).exclude(password="!")
    free = Q(unit=None, role__in=WITHOUT_UNIT)
    if person.unit is not None:
        above = [int(part) for part in person.unit.path.strip("/").split("/") if part]
        free |= Q(unit__in=above)
    found = [user for user in rows.filter(free).select_related("unit") if covers(user, person)]
    return tuple(sorted(found, key=lambda user: (user.unit_id != person.unit_id, user.name, user.pk))[:SHOWN])


def arrangements(user: User) -> tuple[ArrangementView, ...]:
    """One's own arrangements, and for an administrator those of the people they manage, the newest first."""
    rows = Arrangement.objects.exclude(sort=ArrangementSort.REVOCATION)
    return tuple(_view(user, row) for row in _seen(user, rows).order_by("-pk")[:SHOWN])


def arrangement(user: User, pk: int) -> Arrangement | None:
    """One of them by its number."""
    rows = Arrangement.objects.exclude(sort=ArrangementSort.REVOCATION)
    found: Arrangement | None = _seen(user, rows).filter(pk=pk).first()
    return found


def moving(person: User) -> tuple[Moving, ...]:
    """Everything open that goes along when a person hands over."""
    return tuple(_moving(person))


def _moving(person: User) -> Iterator[Moving]:
    rows = owed_rows(person, scoped(Target.objects.filter(archived=False), person)).select_related("unit")
    yield Moving("任职", f"{Role(person.role).label}，{person.unit or '全部单位'}")
    for target in rows.defer("draft", "search").order_by("unit__code", "year", "position"):
        yield Moving("待办", f"{target.year}年{target.name or '未命名项目'}", f"/projects/{target.pk}/")
    for reading in Reading.objects.filter(uploaded_by=person, status=ReadingStatus.READ).defer("document"):
        yield Moving("待确认的文件", reading.name, f"/readings/{reading.pk}/")
    for job in ImportJob.objects.filter(by=person, state=ImportState.ASKED):
        yield Moving("待确认的导入", job.name, f"/ledger/imports/{job.pk}/")
    for thread in Thread.objects.filter(asked_by=person, open=True, target__isnull=False).select_related("target"):
        yield Moving("没有了结的询问", thread.target.name or "未命名项目", f"/projects/{thread.target_id}/")
    yield from _named(person)
    lent = Arrangement.objects.filter(sort=ArrangementSort.DELEGATION, other=person)
    for row in in_force(lent, current_day()).select_related("person"):
        yield Moving("终止的代办", f"替{row.person}代办到{row.until}，请{row.person}另选人")
    taken = Arrangement.objects.filter(sort=ArrangementSort.HAND_OVER, other=person)
    for row in in_force(taken, current_day()).select_related("person", "unit"):
        yield Moving("接任的任职", f"{Role(row.role).label}，{row.unit or '全部单位'}（原{row.person}）")


def _named(person: User) -> Iterator[Moving]:
    """Corrective acts that name the person as their owner and are not done: names in text stay as they were written."""
    rows = scoped(YearNote.objects.filter(what="act", content__owner=person.name), person, "target__unit")
    newest: dict[tuple[int, str], YearNote] = {}
    for row in rows.select_related("target").order_by("pk"):
        newest[(row.target_id, row.key)] = row
    for row in newest.values():
        if not row.withdrawn and not row.content.get("done_on"):
            name = f"{row.target.name}：{row.content.get('what', '')[:40]}"
            yield Moving("责任人要改的整改措施", name, f"/monitoring/{row.target_id}/?month={row.month}")


def _seen(user: User, rows: QuerySet[Arrangement]) -> QuerySet[Arrangement]:
    rows = rows.select_related("person__unit", "other", "unit", "by", "revocation")
    if user.runs_installation:
        return rows
    mine = Q(person=user) | Q(other=user)
    if user.may_manage:
        mine |= Q(person__unit__in=units(user).values("pk"))
    return rows.filter(mine)


def _view(user: User, row: Arrangement) -> ArrangementView:
    own = user.pk in (row.person_id, row.other_id)
    state = _state(row)
    may = user.may_manage or (own and row.sort != ArrangementSort.HAND_OVER)
    role, unit = (row.role, row.unit) if row.sort == ArrangementSort.HAND_OVER else (row.person.role, row.person.unit)
    return ArrangementView(
        row.pk, str(row.sort), ArrangementSort(row.sort).label, str(row.person), str(row.other or ""),
        f"{Role(role).label}，{unit or '全部单位'}", row.since, row.until, row.reason, str(row.by), row.at, state,
        row.person_id == user.pk, row.other_id == user.pk, tuple(row.moved), may and state in ("未开始", "生效中"),
    )  # fmt: skip


def _state(row: Arrangement) -> str:
    today = current_day()
    if hasattr(row, "revocation"):
        return "已撤销"
    if row.since and row.since > today:
        return "未开始"
    return "已结束" if row.until and row.until < today else "生效中"
