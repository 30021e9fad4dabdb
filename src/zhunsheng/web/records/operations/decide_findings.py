"""Decide on findings: accept, dismiss, waive, ask about them, or take a decision back."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from zhunsheng.model.finding import Finding
from zhunsheng.web.accounts.models import User
from zhunsheng.web.records import audit
from zhunsheng.web.records.canonical import digest
from zhunsheng.web.records.cell_address import to_key
from zhunsheng.web.records.cell_text import one_line
from zhunsheng.web.records.current_day import current_day
from zhunsheng.web.records.decided import WHERE
from zhunsheng.web.records.models import Decision, DecisionKind, Plan, Unit
from zhunsheng.web.records.operations.add_comment import add_comment_to
from zhunsheng.web.records.operations.outcome import Forbidden, Invalid
from zhunsheng.web.records.reviewing import Reviewed, review_whole, whereabouts
from zhunsheng.web.records.scope import sees
from zhunsheng.web.records.standing import last_round

ACTS = {
    "accept": "accept_finding", "dismiss": "dismiss_finding", "waive": "waive_finding", "ask": "ask_about_finding",
    "withdraw": "withdraw_decision",
}  # fmt: skip
"""What the audit trail calls each kind."""
LONGEST_WAIVER = timedelta(days=3 * 366)
"""A waiver ends: somebody looks at the matter again."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a reviewer decided: the kind, why, and for a waiver its last day."""

    kind: str
    reason: str = ""
    until: date | None = None


def decide_findings(
    unit: Unit, year: int, by: User, findings: Collection[WHERE], wanted: Wanted, *, client_id: str | None = None
) -> int:
    """Keep one decision on each of these findings; how many there are. Findings that are gone meanwhile are left out.

    Raises ``Invalid`` or ``Forbidden``. Repeating a ``client_id`` changes nothing.
    """
    may_review(by, unit)
    wanted = _checked(wanted)
    if client_id is not None and not 0 < len(client_id) <= 64:
        raise Invalid("请求的编号（client_id）应为64个字符以内。")
    with transaction.atomic():
        plan = locked_plan(unit, year)
        done = Decision.objects.filter(client_id=client_id, by=by).count() if client_id else 0
        if done:
            return done
        reviewed = review_whole(unit, year)
        chosen = [f for f in _all(reviewed) if whereabouts(reviewed.year, f) in findings]
        unique = list({whereabouts(reviewed.year, finding): finding for finding in chosen}.values())
        if wanted.kind == DecisionKind.WITHDRAW:
            unique = [finding for finding in unique if whereabouts(reviewed.year, finding) in reviewed.decisions]
        if not unique:
            raise Invalid("这些意见已经不在：文本刚被改过，或决定已撤回。请刷新页面。")
        number = last_round(unit, year)[0] + 1
        _keep(plan, by, number, reviewed, unique, wanted, client_id)
    return len(unique)


def may_review(by: User, unit: Unit) -> None:
    """Raise ``Forbidden`` unless the person may review this unit."""
    if not by.may_review:
        raise Forbidden("您的角色不能审核，没有记下。如需审核，请联系管理员。")
    if not sees(by, unit):
        raise Forbidden("这个单位不在您的审核范围内，没有记下。")


def locked_plan(unit: Unit, year: int) -> Plan:
    """The plan of a unit's year, locked: one decision or closing at a time. Raises ``Invalid``."""
    plan = Plan.objects.select_for_update(of=("self",)).filter(unit=unit, year=year).first()
    if plan is None:
        raise Invalid("这个单位这一年还没有文本，没有可审核的内容。")
    return plan


def written(row: Decision) -> dict[str, Any]:
    """What the audit trail's digest of a decision covers."""
    return {
        "sheet": row.target_id or -row.plan_id, "round": row.round, "finding": row.finding, "kind": row.kind,
        "reason": row.reason, "until": row.until.isoformat() if row.until else None,
    }  # fmt: skip


def _checked(wanted: Wanted) -> Wanted:
    if wanted.kind not in ACTS:
        raise Invalid("不认识的审核决定，没有记下。请刷新页面后再试。")
    reason = one_line(wanted.reason, 400)
    if wanted.kind in (DecisionKind.DISMISS, DecisionKind.WAIVE) and not reason:
        raise Invalid(f"{DecisionKind(wanted.kind).label}要写理由，没有记下。请写明为什么这样决定。")
    if wanted.kind == DecisionKind.ASK and not reason:
        raise Invalid("还没有写要问什么，没有记下。请写明问题。")
    until = wanted.until if wanted.kind == DecisionKind.WAIVE else None
    if wanted.kind == DecisionKind.WAIVE:
        today = current_day()
        if until is None:
            raise Invalid("豁免要有截止日期，没有记下。请选一个日期，例如年底。")
        if not today <= until <= today + LONGEST_WAIVER:
            raise Invalid("豁免的截止日期应在今天以后、三年以内，没有记下。请改日期。")
    return Wanted(wanted.kind, reason, until)


def _all(reviewed: Reviewed) -> list[Finding]:
    return [*reviewed.findings, *(item.finding for item in reviewed.aside)]


def _keep(
    plan: Plan,
    by: User,
    number: int,
    reviewed: Reviewed,
    findings: list[Finding],
    wanted: Wanted,
    client_id: str | None,
) -> None:
    at, rows = timezone.now(), []
    for finding in findings:
        target, name = whereabouts(reviewed.year, finding)
        noun = reviewed.year.document.department
        if finding.project_no is not None:
            noun = reviewed.year.document.projects[finding.project_no]  # type: ignore[assignment]
        decision = Decision(
            target_id=target, plan=None if target else plan, unit_id=plan.unit_id, year=plan.year, round=number, finding=name,
            rule=finding.rule, address=to_key(noun, finding.address)[:80], quote=finding.quote, message=finding.message,
            kind=wanted.kind, reason=wanted.reason, until=wanted.until, by=by, at=at, client_id=client_id,
        )  # fmt: skip
        decision.save()
        rows.append(decision)
        if wanted.kind == DecisionKind.ASK:
            where = {"target_id": target} if target else {"plan_id": plan.pk}
            add_comment_to(where, decision.address, by, wanted.reason, at)
    detail = {
        "round": number, "reason": wanted.reason, "until": wanted.until.isoformat() if wanted.until else None,
        "written": {f"decision:{row.pk}": digest(written(row)) for row in rows},
    }  # fmt: skip
    audit.log(ACTS[wanted.kind], by, at, f"review:{plan.unit_id}/{plan.year}", detail)
