"""Open an evaluation or an assessment beforehand, take its steps, write down what is said in it, set the amount that asks for one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone

from zhunsheng.law.evaluation import evaluation_frames, ex_ante_frames
from zhunsheng.law.parameters import legal_numbers
from zhunsheng.lifecycle.process import Effect, Refusal, act
from zhunsheng.lifecycle.registry import processes
from zhunsheng.model.project import Project
from zhunsheng.model.role import Role as Office
from zhunsheng.model.spelling import half_width
from zhunsheng.usecases.printed_values import value_text
from zhunsheng.web.accounts.models import User
from zhunsheng.web.records import audit
from zhunsheng.web.records.appraisal_course import (
    allowed,
    assessing_refusal,
    facts_of,
    hindrance,
    may_open,
    objecting_ends,
    process_of,
    state_of,
    steps_of,
)
from zhunsheng.web.records.appraisal_notes import CaseNotes, names_of, notes_of
from zhunsheng.web.records.appraisal_result import evaluation_of
from zhunsheng.web.records.appraisal_sorts import SORTS, Typed
from zhunsheng.web.records.canonical import digest
from zhunsheng.web.records.cell_text import one_line
from zhunsheng.web.records.changes import noun_of
from zhunsheng.web.records.current_day import current_day
from zhunsheng.web.records.measured import measures
from zhunsheng.web.records.models import (
    AmountSetting,
    Appraisal,
    AppraisalKind,
    AppraisalNote,
    ItemSource,
    ProcessStep,
    Target,
)
from zhunsheng.web.records.note_sorts import new_key
from zhunsheng.web.records.operations.outcome import Forbidden, Invalid, Moved
from zhunsheng.web.records.operations.rectify import Problem, StepSaid, item_step, open_item
from zhunsheng.web.records.operations.state_value import kept_files
from zhunsheng.web.records.operations.take_step import written as step_written

_KEYED = ("objection", "measure")
"""Sorts whose every new note is a thing of its own."""
_FED_BACK = ("feedback", "reply")
"""States in which what is to be mended has been told to the unit."""
_SINGLE = ("scheme", "term", "scoring_term")
"""Sorts of which a case has one."""
_TERMS = ("term", "scoring_term")
"""Sorts that set a day."""
_SUMS_UP = ("finish", "sum_up", "consult")


def _none(_: str) -> Sequence[str]:
    return ()


@dataclass(frozen=True, slots=True)
class CaseSaid:
    """What somebody wants to be written down in a case. ``base`` is the number of the note they saw (0: none), ``None``
    asks not. A ``withdrawn`` note takes the last one back; without new files the note keeps those it had."""

    what: str
    key: str = ""
    cells: Mapping[str, str] = field(default_factory=dict)
    many: Callable[[str], Sequence[str]] = _none
    files: Sequence[tuple[str, bytes]] = ()
    base: int | None = None
    withdrawn: bool = False


def open_case(target: Target, by: User, process: str, reason: str, frame: str = "") -> Appraisal:
    """Open a case about a project-year. Raises ``Forbidden`` or ``Invalid``; then nothing is written."""
    why = one_line(reason, 400)
    frames = [one["key"] for one in (evaluation_frames() if process == AppraisalKind.EVALUATION else ex_ante_frames())]
    label = AppraisalKind(process).label
    with transaction.atomic():
        held = Target.objects.select_for_update(of=("self",)).select_related("unit").get(pk=target.pk)
        if not may_open(by, process, held.unit):
            who = "主管部门或绩效股组织" if process == AppraisalKind.EVALUATION else "项目单位申报"
            raise Forbidden(f"{label}由{who}，您的角色不能办。")
        if held.archived:
            raise Forbidden("这个项目已移出，没有办理。请先移回。")
        if not why:
            raise Invalid(f"还没有写为什么做{label}，没有办理。请写明缘由，如文件或计划名称。")
        if frame and frame not in frames:
            raise Invalid("没有这种指标体系，没有办理。请从列表里选。")
        if process == AppraisalKind.EX_ANTE and (refusal := assessing_refusal(held)):
            raise Invalid(refusal)
        if Appraisal.objects.filter(target=held, process=process, is_open=True).exists():
            raise Invalid(f"这个项目已有一件{label}在办，没有另开。")
        before = ProcessStep.objects.filter(target=held, process=process).aggregate(Max("number"))["number__max"] or 0
        at = timezone.now()
        case = Appraisal(
            process=process, target=held, frame=frame or frames[0], reason=why, state=process_start(process), entered_at=at, steps_before=before,
            opened_by=by, opened_as=by.offices[0].value, opened_at=at,
        )  # fmt: skip
        try:
            with transaction.atomic():
                case.save()
        except IntegrityError as error:
            raise Invalid(f"这个项目已有一件{label}在办，没有另开。") from error
        detail = {"process": process, "target": held.pk, "frame": case.frame, "reason": why, "role": case.opened_as}
        audit.log("open_appraisal", by, at, object_name(case), detail)
    return case


def process_start(process: str) -> str:
    """The first state of a process."""
    return processes()[process].start.name


def note_case(case: Appraisal, by: User, said: CaseSaid) -> AppraisalNote:
    """Write one note. Raises ``Invalid``, ``Forbidden`` or ``Moved``; then nothing is written."""
    (row,) = note_many(case, by, [said])
    return row


def note_many(case: Appraisal, by: User, many: Sequence[CaseSaid]) -> list[AppraisalNote]:
    """Write several notes, all or none. What says the same as before is not written again."""
    with transaction.atomic():
        notes = _held(case)
        project = noun_of(notes.case.target.draft)
        assert isinstance(project, Project)
        rows, changed, at = [], [], timezone.now()
        for said in many:
            row, is_new = _row(notes, project, by, said, at)
            if is_new:
                row.save()
                changed.append(row)
                notes = CaseNotes(notes.case, (*notes.history, row), notes.items)
            rows.append(row)
        if any(row.what == "measure" for row in changed) and notes.case.state in _FED_BACK:
            _open_items(notes, by)
        if changed:
            detail = {
                "what": changed[0].what, "key": changed[0].key, "rows": len(changed), "withdrawn": changed[0].withdrawn,
                "written": {f"appraisal_note:{row.pk}": digest(written(row)) for row in changed},
            }  # fmt: skip
            audit.log("note_appraisal", by, at, object_name(notes.case), detail)
    return rows


def step_case(case: Appraisal, by: User, name: str, opinion: str = "", *, state: str | None = None) -> ProcessStep:
    """Do an act of the process. ``state`` is what the person saw; ``None`` asks not.

    Raises ``Forbidden`` for whoever may not, ``Invalid`` where a condition is not met, ``Moved`` where somebody was faster.
    """
    said = one_line(opinion, 1000)
    with transaction.atomic():
        notes = _held(case)
        held, here = notes.case, state_of(notes.case)
        if state is not None and state != held.state:
            raise Moved(f"没有办理：状态已经变成“{here.label}”。请看过再办。")
        if not any(row.name == name for row in process_of(held).acts):
            raise Invalid("没有这个动作，没有办理。请刷新页面后再试。")
        permission = allowed(by, name, notes)
        if isinstance(permission, Refusal):
            raise Forbidden(f"没有办理。{permission.sentence}")
        if permission.role is Office.THIRD_PARTY and not notes.independent(by.pk):
            raise Forbidden("没有办理。还没有声明回避情况，请先声明。")
        answer = act(process_of(held), held.state, name, permission.role, facts_of(notes, said, permission.who))
        if isinstance(answer, Refusal):
            raise Invalid(f"没有办理。{answer.sentence}")
        _check(notes, name)
        if any(row.effect is Effect.OPEN_ITEMS for row in process_of(held).acts_from(held.state) if row.name == name):
            _open_items(notes, by)
        return _stepped(notes, by, name, answer.state, answer.sentence, said, permission.role.value)


def set_amount(by: User, name: str, value: str, since: date | None, basis: str) -> AmountSetting:
    """Set a settable number of the law for this installation from a day on. Raises ``Forbidden`` or ``Invalid``."""
    if not by.may_set_rules:
        raise Forbidden("数额由绩效股或管理员设定，没有改动。")
    law = legal_numbers().get(name)
    if law is None or not law.settable:
        raise Invalid("这个数不能在这里设，没有改动。")
    said = half_width(value).strip().replace(",", "").removesuffix("万元").removesuffix("万").strip()
    if not said:
        raise Invalid("还没有写数额，没有改动。请写多少万元，如 500。")
    try:
        number = Decimal(said)
    except InvalidOperation as error:
        raise Invalid(f"“{value[:20]}”不是数，没有改动。请只写数字，如 500。") from error
    if not number.is_finite() or not 0 <= number <= Decimal(10) ** 10 or number != round(number, 4):
        raise Invalid(f"“{value[:20]}”不是能用的数，没有改动。")
    why = one_line(basis, 400)
    if not why or since is None:
        raise Invalid("要写明依据和从哪天起，没有改动。依据如当地文件名称、文号。")
    with transaction.atomic():
        row = AmountSetting(name=name, value=number, since=since, basis=why, by=by, at=timezone.now())
        row.save()
        detail = {**amount_written(row), "written": {f"amount_setting:{row.pk}": digest(amount_written(row))}}
        audit.log("set_amount", by, row.at, f"number:{name}", detail)
    return row


def written(row: AppraisalNote) -> dict[str, Any]:
    """What the audit trail keeps the digest of."""
    return {
        "appraisal": row.appraisal_id, "what": row.what, "key": row.key, "content": row.content, "files": row.files,
        "withdrawn": row.withdrawn, "by": row.by_id,
    }  # fmt: skip


def amount_written(row: AmountSetting) -> dict[str, Any]:
    """What the audit trail keeps of a setting."""
    return {"name": row.name, "value": f"{Decimal(row.value):.4f}", "since": row.since.isoformat(), "basis": row.basis}


def object_name(case: Appraisal) -> str:
    """What the audit trail calls a case."""
    return f"appraisal:{case.pk}"


def _held(case: Appraisal) -> CaseNotes:
    """The case as it is now with its notes, locked to the end of the transaction."""
    rows = Appraisal.objects.select_for_update(of=("self",)).select_related("target__unit", "opened_by")
    held = rows.get(pk=case.pk)
    return notes_of([held])[held.pk]


def _row(notes: CaseNotes, project: Project, by: User, said: CaseSaid, at: Any) -> tuple[AppraisalNote, bool]:
    sort = SORTS.get(said.what)
    if sort is None or notes.case.process not in sort.states:
        raise Invalid("没有这一项可填，没有保存。请刷新页面后再试。")
    key = "" if said.what in _SINGLE else said.key or (new_key() if said.what in _KEYED else "")
    refusal = hindrance(by, sort, notes, key)
    if refusal:
        raise Forbidden(f"没有保存。{refusal}")
    last = notes.last(said.what, key)
    if said.base is not None and said.base != (last.pk if last else 0):
        raise Moved(f"{sort.words}刚被{last.by if last else '别人'}改过，没有保存。请看过再改。")
    _about(notes, said, key, by)
    content, files = _content(notes, project, said, key, last)
    row = AppraisalNote(
        appraisal=notes.case, what=said.what, key=key, content=content, files=files, withdrawn=said.withdrawn, by=by, at=at
    )  # fmt: skip
    if last is not None and (last.content, last.files, last.withdrawn) == (content, files, said.withdrawn):
        return last, False
    return row, True


def _content(
    notes: CaseNotes, project: Project, said: CaseSaid, key: str, last: AppraisalNote | None
) -> tuple[dict[str, Any], list[dict[str, str]]]:
    if said.withdrawn:
        if last is None or last.withdrawn:
            raise Invalid("这一项还没有填过，不用撤回。")
        return last.content, last.files
    held = last.files if last is not None and not last.withdrawn else []
    typed = Typed(
        process=notes.case.process,
        project=project,
        scheme=notes.scheme,
        key=key,
        cells=said.cells,
        many=said.many,
        has_files=bool(said.files or held),
    )
    content = SORTS[said.what].check(typed)
    if said.what == "paper":
        content["values"] = _values(notes.case.target, content["indicators"])
    return content, kept_files(said.files) if said.files else held


def _values(target: Target, keys: Sequence[str]) -> dict[str, dict[str, Any]]:
    """The measured values that a working paper rests on, as they were when it was written."""
    found = {key: one for (_, _, key), one in measures([target]).items()} if keys else {}
    return {
        key: {"text": value_text(one) or "", "records": one.records, "digest": one.digest, "as_of": one.as_of.isoformat()}
        for key in keys
        if (one := found.get(key)) is not None
    }  # fmt: skip


def _about(notes: CaseNotes, said: CaseSaid, key: str, by: User) -> None:
    """What a note is about must be there: a person who may take part, a sheet that is full, an objection to answer."""
    if said.what == "member" and not said.withdrawn:
        _invitable(notes, key)
    if said.what == "sheet" and not said.withdrawn:
        marks = notes.marks_of(by.pk)
        missing = [item.name for item in notes.scheme.items if item.key not in marks]
        if missing:
            raise Invalid(f"还有{len(missing)}项没有打分：{'、'.join(missing[:5])}，没有交。")
    if said.what == "answer":
        objection = notes.one("objection", key)
        if objection is None:
            raise Invalid("没有这条意见了，没有保存。请刷新页面后再试。")
        score, item = said.cells.get("score", "").strip(), objection.content["item"]
        if score and not said.withdrawn:
            _within(notes, item, score)
    if said.what in _TERMS and said.cells.get("until", "") < current_day().isoformat() and not said.withdrawn:
        raise Invalid(f"{SORTS[said.what].words}要在今天以后，没有保存。")
    if said.what == "mended" and notes.one("measure", key) is None:
        raise Invalid("没有这条整改事项了，没有保存。请刷新页面后再试。")
    if said.what in ("measure", "mended") and key in notes.items:
        raise Invalid("这条整改事项已开问题单，没有保存。请在“问题整改”里办理。")


def _open_items(notes: CaseNotes, by: User) -> None:
    """What the evaluation put down to be mended becomes rectification items, confirmed by whoever feeds it back."""
    for row in notes.of("measure"):
        if row.key not in notes.items:
            said, about = row.content, f"{notes.case.target.year}年{notes.case.get_process_display()}"
            reference = {"appraisal": notes.case.pk, "measure": row.key, "words": about}
            problem = Problem(
                said["task"], said["owner"], date.fromisoformat(said["due"]), f"{about}提出的整改事项", ItemSource.EVALUATION, reference
            )  # fmt: skip
            item_step(open_item(notes.case.target, by, problem), by, "confirm", StepSaid())


def _within(notes: CaseNotes, key: str, score: str) -> None:
    item = next((one for one in notes.scheme.items if one.key == key), None)
    if item is None:
        raise Invalid("这条意见没有指明指标，不能调整得分，没有保存。")
    try:
        number = Decimal(score)
    except InvalidOperation as error:
        raise Invalid(f"调整后的得分“{score[:20]}”不是数，没有保存。") from error
    if not number.is_finite() or not 0 <= number <= item.weight or number != round(number, 2):
        raise Invalid(f"“{item.name}”调整为{score[:20]}分，应在0到{item.weight:f}分之间、最多两位小数，没有保存。")


def _invitable(notes: CaseNotes, key: str) -> None:
    person = (
        User.objects.filter(pk=int(key), is_active=True).first()
        if key.isascii() and key.isdecimal() and len(key) < 16
        else None
    )
    if person is None or not set(person.offices) & {Office.THIRD_PARTY, Office.PERFORMANCE, Office.DEPARTMENT}:
        raise Invalid("没有这个人，或他的角色不能评分，没有保存。请从列表里选。")
    if person.unit_id is not None and person.unit_id == notes.case.target.unit_id:
        raise Invalid(f"{person}是被评价单位的人，应当回避，没有邀请。")


def _check(notes: CaseNotes, name: str) -> None:
    """What the table's guards cannot see: every row has a mark that counts; an objection comes in time."""
    if name in _SUMS_UP:
        found = evaluation_of(notes, names_of([notes]))
        empty = [one.item.name for one in found.items if one.score is None]
        if empty:
            raise Invalid(f"没有办理。{'、'.join(empty[:5])}没有有效的打分，不能汇总。请另请专家打分。")
    until = objecting_ends(notes)
    if name == "object":
        if until is not None and current_day() > until:
            raise Invalid(f"没有办理。反馈期限{until}已过。请与组织评价的一方联系延长期限。")
        if not notes.of("objection"):
            raise Invalid("没有办理。还没有写反馈意见。请先逐条写明，没有意见的请办“无意见”。")
    if name == "agree" and notes.of("objection"):
        raise Invalid(f"没有办理。已写了{len(notes.of('objection'))}条反馈意见。请办“提出意见”，或先撤回各条。")
    if name == "lapse" and until is not None and current_day() <= until:
        raise Invalid(f"没有办理。反馈期限{until}还没有过。")


def _stepped(notes: CaseNotes, by: User, name: str, reached: str, sentence: str, reason: str, role: str) -> ProcessStep:
    case, at = notes.case, timezone.now()
    done = steps_of(case)
    number = (done[-1].number if done else case.steps_before) + 1
    step = ProcessStep(
        target=case.target, process=case.process, number=number, act=name, source=case.state, reached=reached, role=role, sentence=sentence,
        reason=reason, revision=case.target.revision, by=by, at=at,
    )  # fmt: skip
    step.save()
    source, is_open = case.state, not process_of(case).state(reached).ends
    if (
        is_open
        and not case.is_open
        and Appraisal.objects.filter(target=case.target, process=case.process, is_open=True).exists()
    ):
        raise Invalid("没有办理。这个项目已另有一件在办。")
    if Appraisal.objects.filter(pk=case.pk, state=source).update(state=reached, entered_at=at, is_open=is_open) != 1:
        raise Moved("没有办理：刚被别人办过。请刷新页面后再看。")
    detail = {
        "process": case.process, "case": case.pk, "step": number, "act": name, "from": source, "to": reached, "role": role,
        "sentence": sentence, "written": {f"process_step:{step.pk}": digest(step_written(step))},
    }  # fmt: skip
    audit.log("take_step", by, at, object_name(case), detail)
    return step
