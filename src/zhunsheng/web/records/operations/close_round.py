"""Close a round of review: the findings as they are and what was decided on each are frozen. No table moves by it."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from zhunsheng.model.address import cell_name
from zhunsheng.model.finding import Finding
from zhunsheng.usecases.review_form import ReviewForm
from zhunsheng.usecases.review_reports.form_words import points
from zhunsheng.web.accounts.models import User
from zhunsheng.web.records import audit
from zhunsheng.web.records.canonical import digest
from zhunsheng.web.records.cell_address import to_key
from zhunsheng.web.records.cell_text import one_line
from zhunsheng.web.records.decided import Decided
from zhunsheng.web.records.models import Round, Unit
from zhunsheng.web.records.operations.decide_findings import locked_plan, may_review
from zhunsheng.web.records.operations.outcome import Invalid, Moved
from zhunsheng.web.records.queries.review_forms import forms_of
from zhunsheng.web.records.reviewing import Reviewed, review_whole, whereabouts
from zhunsheng.web.records.standing import is_decided, last_round


def close_round(unit: Unit, year: int, by: User, number: int, summary: str) -> Round:
    """Close the round of this number. Raises ``Invalid`` without a sentence, ``Moved`` when it is closed already."""
    may_review(by, unit)
    words = one_line(summary, 1000)
    if not words:
        raise Invalid("还没有写给单位说的话，这一轮没有结束。请用一两句话说明要改什么。")
    with transaction.atomic():
        locked_plan(unit, year)
        last, _, before = last_round(unit, year)
        if number != last + 1:
            raise Moved(f"第{number}轮已经结束，没有再结束一次。请刷新页面看现在这一轮。")
        content = snapshot(unit, year, review_whole(unit, year), number, before)
        at = timezone.now()
        row = Round(
            unit=unit,
            year=year,
            number=number,
            summary=words,
            content=content,
            digest=digest([words, content]),
            by=by,
            at=at,
        )
        row.save()
        detail = {"round": number, "summary": words, "digest": row.digest, "written": {f"round:{row.pk}": row.digest}}
        audit.log("close_round", by, at, f"review:{unit.pk}/{year}", detail)
    return row


def snapshot(
    unit: Unit, year: int, reviewed: Reviewed, number: int, before: set[tuple[int | None, str]]
) -> dict[str, Any]:
    """Every finding with its decision, and every project's review form.

    ``since`` says whether the round before had the finding (``same``) or not (``new``).
    """
    items = []
    for finding in reviewed.findings:
        decision = reviewed.decisions.get(whereabouts(reviewed.year, finding))
        items.append(_item(reviewed, finding, decision if is_decided(decision, number) else None, number, before))
    items += [_item(reviewed, item.finding, item.decision, number, before) for item in reviewed.aside]
    return {"items": items, "forms": [_form(pk, form) for pk, form in forms_of(unit, year, reviewed)]}


def _form(pk: int, form: ReviewForm) -> dict[str, Any]:
    own = {item.mark.item.name: item.override for item in form.items if item.override is not None}
    return {
        "target": pk, "project": form.project.name or "", "grade": form.grade, "score": points(form.score),
        "items": {item.mark.item.name: points(item.score) for item in form.items},
        "overrides": {name: f"{given.reason}（{given.by}）" for name, given in own.items()}, "remark": form.remark,
    }  # fmt: skip


def _item(
    reviewed: Reviewed, finding: Finding, decision: Decided | None, number: int, before: set[tuple[int | None, str]]
) -> dict[str, Any]:
    target, name = where = whereabouts(reviewed.year, finding)
    document = reviewed.year.document
    noun = document.department if finding.project_no is None else document.projects[finding.project_no]
    since = ("same" if where in before else "new") if number > 1 else ""
    return {
        "target": target, "finding": name, "rule": finding.rule, "title": finding.title, "since": since,
        "severity": finding.severity.value, "message": finding.message, "quote": finding.quote,
        "address": to_key(noun, finding.address), "cell_name": cell_name(finding.address),
        "project": finding.project_name or "", "indicator": finding.indicator,
        "decision": {
            "kind": decision.kind, "reason": decision.reason, "by": decision.by, "at": decision.at.isoformat(),
            "until": decision.until.isoformat() if decision.until else None,
        } if decision else None,
    }  # fmt: skip
