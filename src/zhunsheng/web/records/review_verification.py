"""Decisions, comments, rounds, own kinds and surveys checked against what the audit trail says of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from zhunsheng.web.records.canonical import digest
from zhunsheng.web.records.models import (
    AmountSetting,
    AppraisalNote,
    Arrangement,
    AuditEntry,
    CalendarChange,
    Comment,
    Decision,
    FormMark,
    FormulaBinding,
    OwnKind,
    ProcessStep,
    PublicationNote,
    PublicationStep,
    PublishedEdition,
    ReadForm,
    Rectification,
    RectificationStep,
    ResultNote,
    Round,
    RuleSetting,
    StatedValue,
    Survey,
    YearNote,
)
from zhunsheng.web.records.operations import (
    add_comment,
    appraise,
    arrange,
    bind_formula,
    decide_findings,
    define_kind,
    mark_form,
    note_publication,
    note_result,
    note_year,
    publish_year,
    rectify,
    save_survey,
    set_calendar,
    set_rule,
    state_value,
    take_step,
)

_CHUNK = 200
_KINDS: dict[str, tuple[str, Any, Callable[[Any], str]]] = {
    "decision": ("审核决定", Decision, lambda row: digest(decide_findings.written(row))),
    "comment": ("留言", Comment, lambda row: digest(add_comment.written(row))),
    "round": ("审核轮次", Round, lambda row: digest([row.summary, row.content])),
    "form_mark": ("审核表改动", FormMark, lambda row: digest(mark_form.written(row))),
    "own_kind": ("自建台账", OwnKind, lambda row: digest(define_kind.written(row))),
    "survey": ("问卷", Survey, lambda row: digest(save_survey.written(row))),
    "formula_binding": ("取数办法", FormulaBinding, lambda row: digest(bind_formula.written(row))),
    "stated_value": ("自述完成值", StatedValue, lambda row: digest(state_value.written(row))),
    "process_step": ("流转", ProcessStep, lambda row: digest(take_step.written(row))),
    "rule_setting": ("规则设置", RuleSetting, lambda row: digest(set_rule.written(row))),
    "publication_step": ("公开的流转", PublicationStep, lambda row: digest(publish_year.written(row))),
    "publication_note": ("公开的填写", PublicationNote, lambda row: digest(note_publication.written(row))),
    "published_edition": ("公开的版本", PublishedEdition, lambda row: digest(publish_year.written_edition(row))),
    "appraisal_note": ("评价的填写", AppraisalNote, lambda row: digest(appraise.written(row))),
    "amount_setting": ("数额设定", AmountSetting, lambda row: digest(appraise.amount_written(row))),
    "result_note": ("结果应用的填写", ResultNote, lambda row: digest(note_result.written(row))),
    "rectification": ("问题单", Rectification, lambda row: digest(rectify.written(row))),
    "rectification_step": ("问题单的办理", RectificationStep, lambda row: digest(rectify.written_step(row))),
    "arrangement": ("代办和请假", Arrangement, lambda row: digest(arrange.written(row))),
    "calendar_change": ("年历", CalendarChange, lambda row: digest(set_calendar.written(row))),
    "read_form": ("读入的自评表或监控表", ReadForm, lambda row: digest(row.content)),
    "year_note": ("自评或监控的填写", YearNote, lambda row: digest(note_year.written(row))),
}


def review_faults() -> Iterator[str]:
    """Rows that differ from the audit trail, that it does not know, or that are gone."""
    logged: dict[str, str] = {}
    entries = AuditEntry.objects.exclude(detail__written=None).order_by("number").values_list("detail", flat=True)
    for detail in entries.iterator(chunk_size=_CHUNK):
        logged.update(detail.get("written", {}))
    for kind, (words, model, of) in _KINDS.items():
        for row in model.objects.order_by("pk").iterator(chunk_size=_CHUNK):
            expected = logged.pop(f"{kind}:{row.pk}", None)
            if expected is None:
                yield f"{words}{row.pk}号在审计记录里没有。"
            elif expected != of(row):
                yield f"{words}{row.pk}号与审计记录不符：内容被改动过。"
    for name in logged:
        kind, _, number = name.partition(":")
        yield f"{_KINDS[kind][0] if kind in _KINDS else kind}{number}号不见了，审计记录里有它。"
