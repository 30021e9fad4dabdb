"""Set down something about the use of results, the department as a whole or the library; what was said before stays."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils import timezone

from zhunsheng.model.project import Project
from zhunsheng.web.accounts.models import User
from zhunsheng.web.records import audit
from zhunsheng.web.records.canonical import digest
from zhunsheng.web.records.changes import noun_of
from zhunsheng.web.records.models import Plan, ResultNote, Target, Unit
from zhunsheng.web.records.note_sorts import Typed, new_key
from zhunsheng.web.records.operations.outcome import Forbidden, Invalid, Moved
from zhunsheng.web.records.result_sorts import SORTS, ResultSort
from zhunsheng.web.records.scope import sees

Owner = Target | Plan | Unit | None
_KEYED = ("rule",)
"""Sorts whose notes get a key of their own when they are new."""


@dataclass(frozen=True, slots=True)
class ResultSaid:
    """What somebody wants to set down. ``base`` is the number of the note they saw (0: none), ``None`` asks not."""

    what: str
    key: str = ""
    year: int = 0
    cells: Mapping[str, str] = field(default_factory=dict)
    base: int | None = None
    withdrawn: bool = False


def note_result(owner: Owner, by: User, said: ResultSaid) -> ResultNote:
    """Write one note. Raises ``Invalid``, ``Forbidden`` or ``Moved``; then nothing is written."""
    sort = SORTS.get(said.what)
    if sort is None or sort.about != _kind(owner):
        raise Invalid("没有这一项可填，没有保存。请刷新页面后再试。")
    _permitted(owner, by, sort)
    with transaction.atomic():
        audit.hold()
        key = said.key or (new_key() if said.what in _KEYED else "")
        about = {sort.about: owner} if sort.about else {"target": None, "plan": None, "unit": None}
        rows = ResultNote.objects.filter(**about, year=said.year, what=said.what, key=key)
        last = rows.select_related("by").order_by("-pk").first()
        if said.base is not None and said.base != (last.pk if last else 0):
            raise Moved(f"这一项刚被{last.by if last else '别人'}改过，没有保存。请看过再改。")
        content = _content(owner, sort, said, key, last)
        if last is not None and (last.content, last.withdrawn) == (content, said.withdrawn):
            return last
        return set_down(owner, by, said.what, key, content, year=said.year, withdrawn=said.withdrawn)


def set_down(
    owner: Owner, by: User, what: str, key: str, content: dict[str, Any], *, year: int = 0, withdrawn: bool = False
) -> ResultNote:
    """Write a note that has been checked, with its audit entry; inside the transaction of the act."""
    kind = _kind(owner)
    row = ResultNote(
        **({kind: owner} if kind else {}), year=year, what=what, key=key, content=content, withdrawn=withdrawn, by=by,
        at=timezone.now(),
    )  # fmt: skip
    row.save()
    detail: dict[str, Any] = {
        "what": row.what, "key": row.key, "year": row.year, "withdrawn": row.withdrawn,
        "written": {f"result_note:{row.pk}": digest(written(row))},
    }  # fmt: skip
    if isinstance(owner, Unit):
        detail["unit"] = owner.code
    audit.log("note_result", by, row.at, f"{kind}:{owner.pk}" if owner is not None else f"results:{year}", detail)
    return row


def may_say(owner: Owner, by: User, what: str) -> bool:
    """Whether the person may set this down: by role, and only inside what they see."""
    sort = SORTS[what]
    return bool(set(by.offices) & set(sort.roles)) and _inside(owner, by)


def written(row: ResultNote) -> dict[str, Any]:
    """What the audit trail keeps the digest of."""
    return {
        "target": row.target_id, "plan": row.plan_id, "unit": row.unit_id, "year": row.year, "what": row.what, "key": row.key,
        "content": row.content, "files": row.files, "withdrawn": row.withdrawn,
    }  # fmt: skip


def _kind(owner: Owner) -> str:
    return "" if owner is None else {Target: "target", Plan: "plan", Unit: "unit"}[type(owner)]


def _inside(owner: Owner, by: User) -> bool:
    if owner is None:
        return by.unit_id is None
    return sees(by, owner if isinstance(owner, Unit) else owner.unit)


def _permitted(owner: Owner, by: User, sort: ResultSort) -> None:
    if not set(by.offices) & set(sort.roles):
        able = "、".join(role.label for role in sort.roles)
        raise Forbidden(f"{sort.label}由{able}填写，您现在的角色不能填，没有保存。")
    if not _inside(owner, by):
        raise Forbidden("这不在您负责的范围内，没有保存。")


def _content(owner: Owner, sort: ResultSort, said: ResultSaid, key: str, last: ResultNote | None) -> dict[str, Any]:
    if said.withdrawn:
        if last is None or last.withdrawn:
            raise Invalid("这一项还没有填过，不用撤回。")
        held: dict[str, Any] = last.content
        return held
    if len(key) > 160:
        raise Invalid("这一项的名称太长，没有保存。请刷新页面后再试。")
    noun = noun_of(owner.draft) if isinstance(owner, Target) else None
    project = noun if isinstance(noun, Project) else Project()
    return sort.read(Typed(project=project, key=key, cells=said.cells, many=lambda _: ()))
