"""Bring in a list of units or of people: all of it or nothing, as it was shown beforehand."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from pathlib import Path

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Concat, Substr
from django.utils import timezone

from zhunsheng.lifecycle.list_kind import ListKind
from zhunsheng.web.accounts.models import Role, User
from zhunsheng.web.records import audit, deadline_tallies, stored_files
from zhunsheng.web.records.canonical import digest
from zhunsheng.web.records.cell_text import one_line
from zhunsheng.web.records.list_plan import ListPlan, PersonChange, UnitChange, plan_of
from zhunsheng.web.records.models import Plan, StoredFile, Unit
from zhunsheng.web.records.operations.outcome import Forbidden, Invalid, Moved

MAX_BYTES = 8 * 1024 * 1024
"""The largest list."""
MOST_NEW = 300
"""New people in one go: each gets a password of their own."""


@dataclass(frozen=True, slots=True)
class Brought:
    """What came of a list; ``passwords`` are those of new people by login name, told this once."""

    kind: ListKind
    made: int
    changed: int
    same: int
    passwords: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Shown:
    """A list that was looked at: its file, what it would do, and a mark that tells when that has changed."""

    name: str
    sha256: str
    plan: ListPlan
    mark: str


def look_at(by: User, name: str, data: bytes) -> Shown:
    """Keep a list and say what it would do. Raises ``Invalid`` or ``Forbidden``."""
    _may(by)
    name = one_line(name.replace("\\", "/").rpartition("/")[2], 200) or "未命名文件"
    if not data:
        raise Invalid(f"“{name}”是空文件，没有接收。请确认选对了文件。")
    if len(data) > MAX_BYTES:
        raise Invalid(f"“{name}”超过{MAX_BYTES // 1024 // 1024}MB，没有接收。请确认选对了文件。")
    plan = plan_of(by, data)
    sha256 = stored_files.keep(data)
    StoredFile.objects.get_or_create(sha256=sha256, defaults={"size": len(data), "name": name})
    return Shown(name, sha256, plan, mark_of(plan))


def bring_in(by: User, name: str, sha256: str, mark: str) -> Brought:
    """Bring a list in that was looked at. Raises ``Invalid``, ``Forbidden``, or ``Moved`` when it would now do something else."""
    _may(by)
    file = StoredFile.objects.filter(sha256=sha256).first()
    path = stored_files.path_of(sha256) if file else Path("-")
    if file is None or not path.exists():
        raise Invalid("没有找到刚才的文件，没有导入。请重新选择文件。")
    data = path.read_bytes()
    ahead = plan_of(by, data)
    words = _passwords(ahead)
    with transaction.atomic():
        audit.hold()
        plan = plan_of(by, data)
        if plan.problems:
            raise Invalid(f"有{len(plan.problems)}处要改，没有导入。{plan.problems[0]}")
        if mark_of(plan) != mark:
            raise Moved("单位或人员刚被别人改过，没有导入。请再核对一遍。")
        if plan.kind is ListKind.UNITS:
            _keep_units(plan)
        else:
            _keep_people(plan, words)
        detail = {
            "file": sha256, "name": one_line(name, 200), "made": [one.code for one in plan.made],
            "changed": [f"{one.code}：{'；'.join(one.what)}" for one in plan.changed],
        }  # fmt: skip
        audit.log(f"import_{plan.kind.value}", by, timezone.now(), f"list:{plan.kind.value}", detail)
    told = tuple((one.login, one.name, words[one.login][0]) for one in plan.made if isinstance(one, PersonChange))
    return Brought(plan.kind, len(plan.made), len(plan.changed), plan.same, told)


def mark_of(plan: ListPlan) -> str:
    """What the plan comes to, in short."""
    made = [[one.code, str(one)] for one in plan.made]
    return digest([plan.kind.value, made, [[one.code, list(one.what)] for one in plan.changed], plan.same])


def _may(by: User) -> None:
    if not by.may_manage:
        raise Forbidden("只有管理员能导入单位和人员，没有改动。")


def _passwords(plan: ListPlan) -> dict[str, tuple[str, str]]:
    """A password for each new person with its hash, made before the transaction: hashing takes its time on purpose."""
    new = [one.login for one in plan.made if isinstance(one, PersonChange)]
    if len(new) > MOST_NEW:
        raise Invalid(f"一次最多新增{MOST_NEW}人，这张表有{len(new)}人，没有导入。请拆成几个文件。")
    words = {login: secrets.token_urlsafe(9) for login in new}
    return {login: (word, make_password(word)) for login, word in words.items()}


def _keep_units(plan: ListPlan) -> None:
    there = {unit.code: unit for unit in Unit.objects.select_for_update(of=("self",)).order_by("pk")}
    moved: list[Unit] = []
    # Parents come before what hangs under them: the plan lists what is nearest to the top first.
    for change in sorted((*plan.made, *plan.changed), key=lambda one: _depth(one, plan)):
        assert isinstance(change, UnitChange)
        place = change.place
        parent = there[place.parent] if place.parent else None
        if change.unit is None:
            unit = Unit(code=place.code, name=place.name, kind=place.kind.value, parent=parent)
            unit.save()
            unit.path = f"{parent.path if parent else '/'}{unit.pk}/"
            unit.save(update_fields=("path",))
            there[place.code] = unit
        else:
            unit = there[place.code]
            moved += [unit] if unit.parent_id != (parent.pk if parent else None) else []
            _renew(there, unit, change, parent)
    for unit in moved:
        deadline_tallies.rebuild(unit.path)


def _depth(change: UnitChange | PersonChange, plan: ListPlan) -> tuple[int, str]:
    """How far below the list's own tops a unit stands."""
    parents = {one.place.code: one.place.parent for one in (*plan.made, *plan.changed) if isinstance(one, UnitChange)}
    depth, at = 0, parents.get(change.code)
    while at is not None and at in parents:
        depth, at = depth + 1, parents[at]
    return depth, change.code


def _renew(there: dict[str, Unit], unit: Unit, change: UnitChange, parent: Unit | None) -> None:
    place = change.place
    if unit.parent_id != (parent.pk if parent else None):
        before, after = unit.path, f"{parent.path if parent else '/'}{unit.pk}/"
        rest = Substr(F("path"), len(before) + 1)
        Unit.objects.filter(path__startswith=before).update(path=Concat(Value(after), rest))
        for other in there.values():
            if other.path.startswith(before):
                other.path = after + other.path[len(before) :]
    if unit.name != place.name:
        Plan.objects.filter(unit=unit).update(stale=True)  # rules read the unit's name
    unit.name, unit.kind, unit.parent = place.name, place.kind.value, parent
    unit.save(update_fields=("name", "kind", "parent"))


def _keep_people(plan: ListPlan, words: dict[str, tuple[str, str]]) -> None:
    for change in (*plan.made, *plan.changed):
        assert isinstance(change, PersonChange)
        user = change.user or User(username=change.login, password=words[change.login][1])
        user.name, user.role, user.unit = change.name, change.role, change.unit
        user.since, user.until, user.charges = change.since, change.until, list(change.charges)
        user.email = change.email or user.email
        user.is_superuser = user.is_staff = change.role == Role.ADMIN and change.unit is None
        user.save()
