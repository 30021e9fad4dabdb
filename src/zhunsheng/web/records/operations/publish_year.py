"""Take a step of a publication: send it in, check it for secrets, let it go out, correct it, take it down."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from zhunsheng.documents.writing.unwritable import Unwritable
from zhunsheng.lifecycle.process import Act, Effect, Outcome, Refusal, act
from zhunsheng.usecases.open_data.files import PublicFiles, public_files
from zhunsheng.web.accounts.models import User
from zhunsheng.web.records import audit, stored_files
from zhunsheng.web.records.canonical import digest
from zhunsheng.web.records.cell_text import one_line
from zhunsheng.web.records.current_day import current_day
from zhunsheng.web.records.models import OpenEdition, PublicationStep, PublishedEdition, StoredFile
from zhunsheng.web.records.open_index import index_year
from zhunsheng.web.records.operations.outcome import Forbidden, Invalid, Moved
from zhunsheng.web.records.publication_standing import Occasion, Standing, standing, the_process
from zhunsheng.web.records.publishing import Draft, allowed, draft, facts_of
from zhunsheng.web.records.scope import sees

_CHECKS = ("clear", "clear_alone")
_SECRET = "withhold"


def take(
    occasion: Occasion, by: User, name: str, *, opinion: str = "", not_secret: bool = False, state: str | None = None,
    on: date | None = None,
) -> PublicationStep:  # fmt: skip
    """Do an act of the process. ``not_secret`` is the declaration of whoever checked for secrets, ``state`` what the person
    saw, ``on`` the day of the act (today).

    Raises ``Forbidden`` for whoever may not, ``Invalid`` where a condition is not met, ``Moved`` where somebody was faster.
    """
    said, day = one_line(opinion, 1000), on or current_day()
    ready = _prepared(occasion, by, name, day)
    with transaction.atomic():
        audit.hold()
        now = standing(occasion)
        _unmoved(now, by, state)
        row = next((one for one in the_process().acts_from(now.state.name) if one.name == name), None)
        if not any(one.name == name for one in the_process().acts):
            raise Invalid("没有这个动作，没有办理。请刷新页面后再试。")
        permission = allowed(by, name, now)
        if isinstance(permission, Refusal):
            raise Forbidden(f"没有办理。{permission.sentence}")
        found = draft(now, day)
        secret = _secret(now, name, not_secret)
        facts = facts_of(now, found, who=permission.who, opinion=said, secret=secret)
        answer = act(the_process(), now.state.name, name, permission.role, facts)
        if isinstance(answer, Refusal):
            raise Invalid(f"没有办理。{answer.sentence}{_first_hindrance(found, row)}")
        step = _kept(now, by, answer, said, permission.role.value, day)
        if answer.act.effect is Effect.PUBLISH:
            _publish(now, by, found, ready, step.at)
        return step


def written(row: PublicationStep) -> dict[str, Any]:
    """What the audit trail's digest of a step covers."""
    return {
        "unit": row.unit_id, "year": row.year, "kind": str(row.kind), "number": row.number, "act": row.act, "from": row.source,
        "to": row.reached, "role": row.role, "reason": row.reason, "sentence": row.sentence, "on": row.on.isoformat(), "by": row.by_id,
    }  # fmt: skip


def written_edition(row: PublishedEdition) -> dict[str, Any]:
    """What the audit trail's digest of an edition covers: content and files by their digests."""
    return {
        "unit": row.unit_id, "year": row.year, "kind": str(row.kind), "number": row.number, "title": row.title,
        "approved_on": row.approved_on.isoformat() if row.approved_on else None, "published_on": row.published_on.isoformat(),
        "reason": row.reason, "content": digest(row.content), "files": row.files, "by": row.by_id,
    }  # fmt: skip


def _unmoved(now: Standing, by: User, state: str | None) -> None:
    if not sees(by, now.occasion.unit):
        raise Forbidden("这个单位不属于您能看到的单位，没有办理。")
    if state is not None and state != now.state.name:
        last = f"{now.steps[-1].sentence.rstrip('。')}。" if now.steps else ""
        raise Moved(f"没有办理：状态已经变成“{now.state.label}”。{last}请看过再办。")


def _secret(now: Standing, name: str, not_secret: bool) -> bool | None:
    """What is known of secrecy: the checker says so with the act; what passed the check is known not to be secret."""
    if name == _SECRET:
        return True
    if name in _CHECKS:
        return False if not_secret else None
    return False if any(step.act in _CHECKS for step in now.steps) else None


def _first_hindrance(found: Draft, row: Act | None) -> str:
    """The first thing in the way with its place, where an act failed because of what would go out."""
    asked = [one for one in found.concerns if one.asks] if row is not None and row.guards else []
    return f"第一处：{asked[0].where}，{asked[0].message}" if asked else ""


def _kept(now: Standing, by: User, done: Outcome, said: str, role: str, day: date) -> PublicationStep:
    occasion, at = now.occasion, timezone.now()
    if now.steps and day < now.steps[-1].on:
        raise Invalid(f"没有办理：办理日期{day}早于上一步的{now.steps[-1].on}。")
    step = PublicationStep(
        **occasion.key, number=len(now.steps) + 1, act=done.act.name, source=now.state.name, reached=done.state, role=role,
        sentence=done.sentence, reason=said, on=day, by=by, at=at,
    )  # fmt: skip
    step.save()
    detail = {
        "unit": occasion.unit.code, "year": occasion.year, "act": step.act, "from": step.source, "to": step.reached, "role": role,
        "sentence": step.sentence, "written": {f"publication_step:{step.pk}": digest(written(step))},
    }  # fmt: skip
    audit.log("publication_step", by, at, occasion.object_name, detail)
    if done.act.effect is Effect.WITHDRAW:
        OpenEdition.objects.filter(**occasion.key).delete()
        index_year(occasion.unit, occasion.year)
        detail = {"unit": occasion.unit.code, "year": occasion.year, "number": now.open_number, "reason": said}
        audit.log("withdraw_edition", by, at, occasion.object_name, detail)
    return step


def _prepared(occasion: Occasion, by: User, name: str, day: date) -> tuple[Draft, PublicFiles] | None:
    """The files of what would go out, made before anybody has to wait for the trail; ``None`` for other acts."""
    rows = [row for row in the_process().acts if row.name == name and row.effect is Effect.PUBLISH]
    now = standing(occasion) if rows and sees(by, occasion.unit) else None
    if now is None or now.state.name not in {row.source for row in rows}:
        return None
    found = draft(now, day)
    return (found, _made(found)) if not found.stopping else None


def _made(found: Draft) -> PublicFiles:
    try:
        return public_files(found.year, found.about)
    except Unwritable as trouble:
        raise Invalid(f"没有公开：{trouble}") from trouble


def _publish(now: Standing, by: User, found: Draft, ready: tuple[Draft, PublicFiles] | None, at: datetime) -> None:
    """Keep the files by digest and put them on the portal. They are made anew where something changed meanwhile."""
    occasion, year = now.occasion, found.year
    made = ready[1] if ready and (ready[0].year, ready[0].about) == (year, found.about) else _made(found)
    if made.residues:
        raise Invalid(f"没有公开：文件里还有{made.residues}处作者信息、批注、修订或隐藏内容。请告诉管理员。")
    edition = PublishedEdition(
        **occasion.key, number=year.edition, title=occasion.words, approved_on=year.approved_on, published_on=year.published_on,
        reason=_why(now), content=made.content, digest=digest(made.content), files=_kept_files(made), by=by, at=at,
    )  # fmt: skip
    edition.save()
    OpenEdition.objects.filter(**occasion.key).delete()
    OpenEdition.objects.create(**occasion.key, edition=edition, unit_name=year.unit_name)
    index_year(occasion.unit, occasion.year)
    detail = {
        "unit": occasion.unit.code, "year": occasion.year, "number": edition.number, "digest": edition.digest,
        "files": {file["name"]: file["sha256"] for file in edition.files},
        "written": {f"published_edition:{edition.pk}": digest(written_edition(edition))},
    }  # fmt: skip
    audit.log("publish_edition", by, at, occasion.object_name, detail)


def _why(now: Standing) -> str:
    """Why there is another edition: what was said when the correction began, or when the last one was taken down."""
    if not now.editions:
        return ""
    return next(
        (step.reason for step in reversed(now.steps) if step.act in ("correct", "withdraw") and step.reason), ""
    )


def _kept_files(made: PublicFiles) -> list[dict[str, Any]]:
    kept = []
    for file in made.files:
        sha256 = stored_files.keep(file.data)
        StoredFile.objects.get_or_create(sha256=sha256, defaults={"size": len(file.data), "name": file.saved_as})
        kept.append(
            {"name": file.name, "saved_as": file.saved_as, "sha256": sha256, "size": len(file.data), "sentence": file.sentence}
        )  # fmt: skip
    return kept
