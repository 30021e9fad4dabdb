"""Write down what is known of a publication: when it was approved, and why something private may go out after all."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from zhunsheng.model.role import Role
from zhunsheng.web.accounts.models import User
from zhunsheng.web.records import audit
from zhunsheng.web.records.canonical import digest
from zhunsheng.web.records.cell_text import one_line
from zhunsheng.web.records.current_day import current_day
from zhunsheng.web.records.models import PublicationNote
from zhunsheng.web.records.operations.outcome import Forbidden, Invalid
from zhunsheng.web.records.publication_standing import Occasion, Standing, standing
from zhunsheng.web.records.publishing import draft
from zhunsheng.web.records.scope import sees

_OFFICES = {"approval": (Role.CLERK, Role.HEAD), "release": (Role.HEAD,), "secret": (Role.HEAD,)}
"""Who says what: only the head answers for what is released."""
_CLOSED = ("published", "withheld", "withdrawn")


def note_approval(occasion: Occasion, by: User, *, day: str, paper: str) -> PublicationNote:
    """When the budget or the accounts were approved, and by which paper. Raises ``Invalid`` or ``Forbidden``."""
    try:
        approved = date.fromisoformat(day.strip())
    except ValueError as error:
        raise Invalid(f"批复日期“{day[:20]}”不是日期，没有保存。请写成2020-02-18这样。") from error
    if approved > current_day():
        raise Invalid(f"批复日期{approved}还没有到，没有保存。请核对。")
    first = occasion.year - 1 if occasion.kind == "budget" else occasion.year
    if not first <= approved.year <= occasion.year + 3:
        raise Invalid(f"批复日期{approved}与{occasion.year}年度对不上，没有保存。请核对。")
    return _keep(occasion, by, "approval", "", {"day": approved.isoformat(), "paper": one_line(paper, 200)})


def note_release(
    occasion: Occasion, by: User, *, finding: str, reason: str, withdrawn: bool = False
) -> PublicationNote:
    """Why a finding about private data may go out, or that it may not after all. Raises ``Invalid`` or ``Forbidden``."""
    now = standing(occasion)
    held = now.held.get(("release", finding))
    if withdrawn:
        if held is None:
            raise Invalid("这一处没有放行过，不用撤回。")
        return _keep(occasion, by, "release", finding, held.content, withdrawn=True)
    why = one_line(reason, 400)
    if not why:
        raise Invalid("放行要写明可以公开的理由，没有保存。")
    found = next((one for one in draft(now).concerns if one.name == finding), None)
    if found is None:
        raise Invalid("这一处已经改好或不在了，没有保存。请刷新页面后再看。")
    if not found.private:
        raise Invalid("只有个人信息和涉密字样的提示可以写明理由放行；缺的内容要补齐。")
    return _keep(occasion, by, "release", finding, {"reason": why, "where": found.where, "title": found.title})


def note_secret(occasion: Occasion, by: User, *, project: str, reason: str, withdrawn: bool = False) -> PublicationNote:
    """Why a project is kept back by law, or that it is not any more. Raises ``Invalid`` or ``Forbidden``."""
    found = draft(standing(occasion))
    if withdrawn:
        held = next(((target, why) for target, why in found.secret if str(target.pk) == project), None)
        if held is None:
            raise Invalid("这个项目没有定为不公开，不用撤回。")
        return _keep(occasion, by, "secret", project, {"reason": held[1]}, withdrawn=True)
    why = one_line(reason, 400)
    if not why:
        raise Invalid("不公开一个项目要写明依据，如保密审查的批件，没有保存。")
    if project not in {str(target.pk) for target in found.targets}:
        raise Invalid("要公开的内容里没有这个项目，没有保存。请刷新页面后再看。")
    return _keep(occasion, by, "secret", project, {"reason": why})


def written(row: PublicationNote) -> dict[str, Any]:
    """What the audit trail keeps the digest of."""
    return {
        "unit": row.unit_id, "year": row.year, "kind": str(row.kind), "what": row.what, "key": row.key, "content": row.content,
        "withdrawn": row.withdrawn,
    }  # fmt: skip


def _keep(
    occasion: Occasion, by: User, what: str, key: str, content: dict[str, Any], withdrawn: bool = False
) -> PublicationNote:
    with transaction.atomic():
        audit.hold()
        now = standing(occasion)
        _may(now, by, what)
        row = PublicationNote(
            **occasion.key, what=what, key=key, content=content, withdrawn=withdrawn, by=by, at=timezone.now()
        )
        held = now.held.get((what, key))
        if held is not None and (held.content, held.withdrawn) == (content, withdrawn):
            return held
        row.save()
        detail = {
            "unit": occasion.unit.code, "year": occasion.year, "what": what, "withdrawn": withdrawn,
            "reason": content.get("reason") or content.get("day", ""), "written": {f"publication_note:{row.pk}": digest(written(row))},
        }  # fmt: skip
        audit.log("note_publication", by, row.at, occasion.object_name, detail)
    return row


def _may(now: Standing, by: User, what: str) -> None:
    if not sees(by, now.occasion.unit):
        raise Forbidden("这个单位不归您办理，没有保存。")
    own = by.unit_id == now.occasion.unit.pk
    if not own or not set(by.offices) & set(_OFFICES[what]):
        able = "、".join(role.label for role in _OFFICES[what])
        raise Forbidden(f"这一项由本单位的{able}填写，没有保存。")
    if now.state.name in _CLOSED:
        raise Forbidden(f"现在是“{now.state.label}”，不能改。要改请先办“更正”或“重新编制”。")
