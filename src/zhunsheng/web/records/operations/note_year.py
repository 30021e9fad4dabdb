"""Write down what somebody says of a project's year; what was said before stays in the history."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from zhunsheng.lifecycle.rights import rights
from zhunsheng.model.monitoring import Checkpoint
from zhunsheng.model.project import Project
from zhunsheng.scoring.exact import plain
from zhunsheng.web.accounts.models import User
from zhunsheng.web.records import audit
from zhunsheng.web.records.canonical import digest
from zhunsheng.web.records.course import watch_refusal
from zhunsheng.web.records.current_day import current_day
from zhunsheng.web.records.evaluated import evaluate_targets
from zhunsheng.web.records.kept_readings import READING, readings
from zhunsheng.web.records.models import NoteStage, ProjectStanding, Target, YearNote
from zhunsheng.web.records.note_sorts import EVALUATION, MONITORING, Typed, new_key
from zhunsheng.web.records.operations.outcome import Forbidden, Invalid, Moved
from zhunsheng.web.records.operations.recording import locked, noun, object_name
from zhunsheng.web.records.operations.state_value import kept_files
from zhunsheng.web.records.operations.take_year_step import begin_with_a_note
from zhunsheng.web.records.year_course import STAGES, Place, course_at, note_refusal

_SORTS = {NoteStage.EVALUATION: EVALUATION, NoteStage.MONITORING: MONITORING}


def _none(_: str) -> Sequence[str]:
    return ()


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody wants to be written down. ``base`` is the number of the note they saw (0: none), ``None`` asks not.

    A ``withdrawn`` note takes the last one back. ``files`` are the papers: name and content; without new ones an override keeps those
    it had.
    """

    stage: NoteStage
    what: str
    key: str = ""
    month: int = 0
    cells: Mapping[str, str] = field(default_factory=dict)
    many: Callable[[str], Sequence[str]] = _none
    files: Sequence[tuple[str, bytes]] = ()
    base: int | None = None
    withdrawn: bool = False


def note_year(target: Target, by: User, said: Said) -> YearNote:
    """Write one note. Raises ``Invalid``, ``Forbidden`` or ``Moved``; then nothing is written."""
    sort = _SORTS[said.stage].get(said.what)
    if sort is None:
        raise Invalid("没有这一项可填，没有保存。请刷新页面后再试。")
    if said.stage is NoteStage.MONITORING and not 1 <= said.month <= 12:
        raise Invalid("监控的月份应在1到12之间，没有保存。")
    with transaction.atomic():
        _decides(by, said)
        sheet = locked(target, by, may_note(by, said.stage, said.what))
        assert isinstance(sheet, Target)
        if said.stage is NoteStage.MONITORING and (refusal := watch_refusal(sheet)):
            raise Invalid(f"没有保存。{refusal}")
        place = Place(sheet, STAGES[said.stage], said.month)
        if refusal := note_refusal(place, course_at(place), by, said.what, said.key):
            raise Forbidden(refusal)
        key = said.key or (new_key() if said.what == "act" else "")
        last = _last(sheet, said, key)
        if said.base is not None and said.base != (last.pk if last else 0):
            raise Moved(f"这一项刚被{last.by if last else '别人'}改过，没有保存。请看过再改。")
        row = YearNote(
            target=sheet, stage=said.stage, month=said.month, what=said.what, key=key, by=by, at=timezone.now(), **_content(sheet, said, key, last)
        )  # fmt: skip
        if last is not None and (last.content, last.files, last.withdrawn) == (row.content, row.files, row.withdrawn):
            return last
        begin_with_a_note(place, by)
        row.save()
        detail = {
            "what": row.what, "key": row.key, "month": row.month, "withdrawn": row.withdrawn,
            "written": {f"year_note:{row.pk}": digest(written(row))},
        }  # fmt: skip
        audit.log(f"note_{said.stage.value}", by, row.at, object_name(sheet), detail)
        ProjectStanding.objects.filter(target=sheet, stale=False).update(stale=True)
        if said.what == "decision" and not said.withdrawn and _last(sheet, replace(said, what=READING), "") is None:
            settle_readings(sheet, by, said.month)  # a decision rests on what it was taken on
    return row


def settle_readings(target: Target, by: User, month: int) -> YearNote:
    """Keep the readings of a checkpoint as they are now."""
    return note_year(target, by, Said(NoteStage.MONITORING, READING, month=month))


def _decides(by: User, said: Said) -> None:
    """Tell who edits that they propose and others decide. Raises ``Forbidden``."""
    if said.what == "decision" and by.may_edit and not may_note(by, said.stage, said.what):
        able = "、".join(role.label for role in rights()["watch.decide"].roles)
        raise Forbidden(f"处置决定由{able}作，没有保存。单位请填“处置建议”。")


def may_note(by: User, stage: NoteStage, what: str) -> bool:
    """True for who edits; what follows from monitoring is for those above the unit alone to decide, the unit proposes it."""
    above = stage is NoteStage.MONITORING and bool(set(by.offices) & set(rights()["watch.decide"].roles))
    if stage is NoteStage.MONITORING and what == "decision":
        return above
    return by.may_edit or (above and what == READING)


def written(row: YearNote) -> dict[str, Any]:
    """What the audit trail keeps the digest of."""
    return {
        "target": row.target_id, "stage": str(row.stage), "month": row.month, "what": row.what, "key": row.key, "content": row.content,
        "files": row.files, "withdrawn": row.withdrawn,
    }  # fmt: skip


def _last(target: Target, said: Said, key: str) -> YearNote | None:
    rows = YearNote.objects.filter(target=target, stage=said.stage, month=said.month, what=said.what, key=key)
    found: YearNote | None = rows.select_related("by").order_by("-pk").first()
    return found


def _readings(target: Target, month: int) -> dict[str, Any]:
    checkpoint = Checkpoint(target.year, month)
    if checkpoint.as_of > current_day():
        raise Invalid(f"{target.year}年{month}月还没有过完，没有保存。请到月底以后再定下监控值。")
    return readings(target, checkpoint)


def _within_points(target: Target, said: Said, key: str, content: Mapping[str, Any]) -> None:
    """Refuse a score above the points of its row, and points below a score that somebody set. Raises ``Invalid``."""
    if said.stage is not NoteStage.EVALUATION or said.what not in ("override", "weight"):
        return
    (found,) = evaluate_targets([target], with_money=False)
    rows = zip(found.evaluated.case.project.indicators, found.evaluated.evaluation.indicators, strict=True)
    name, most = next((one.name, one.weight) for indicator, one in rows if indicator.key == key)
    if said.what == "override" and content.get("score") and Decimal(content["score"]) > most:
        raise Invalid(
            f"“{name}”的分值是{plain(most)}分，得分不能改为{content['score']}分，没有保存。请填0到{plain(most)}之间的数。"
        )
    held = found.notes.one("override", key)
    score = held.content.get("score") if held else None
    if said.what == "weight" and score and content.get("points") and Decimal(content["points"]) < Decimal(score):
        raise Invalid(f"“{name}”的得分已由人改为{score}分，分值不能低于它，没有保存。请先改或撤回人工改动。")


def _content(target: Target, said: Said, key: str, last: YearNote | None) -> dict[str, Any]:
    if said.withdrawn:
        if last is None or last.withdrawn:
            raise Invalid("这一项还没有填过，不用撤回。")
        return {"content": last.content, "files": last.files, "withdrawn": True}
    project = noun(target)
    assert isinstance(project, Project)
    held = last.files if last is not None and not last.withdrawn else []
    if said.what == READING:
        return {"content": _readings(target, said.month), "files": []}
    typed = Typed(project=project, key=key, cells=said.cells, many=said.many, has_files=bool(said.files or held))
    content = _SORTS[said.stage][said.what](typed)
    _within_points(target, said, key, content)
    return {"content": content, "files": kept_files(said.files) if said.files else held}
