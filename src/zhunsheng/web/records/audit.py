"""The audit trail: adding an entry inside the transaction of the act it records."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from typing import Any

from django.db import connection

from zhunsheng.web.accounts.models import User
from zhunsheng.web.records.canonical import canonical
from zhunsheng.web.records.models import AuditEntry, ChainHead

FIRST = "0" * 64
"""What stands before the first entry."""

ACTS = {
    "upload_file": "上传文件", "confirm_reading": "确认读入", "discard_reading": "放弃读入", "edit_cell": "修改",
    "insert_indicator": "增加指标", "remove_indicator": "删除指标", "move_indicator": "移动指标", "undo_edit": "撤销",
    "redo_edit": "重做", "save_version": "存版", "restore_version": "恢复版本", "archive_target": "移出项目",
    "unarchive_target": "移回项目", "import_target": "读入项目", "import_plan": "读入部门整体目标", "create_unit": "建立单位",
    "accept_finding": "采纳意见", "dismiss_finding": "驳回意见", "waive_finding": "豁免意见", "ask_about_finding": "询问",
    "withdraw_decision": "撤回审核决定", "close_round": "结束一轮审核", "add_comment": "在格上留言", "resolve_thread": "了结询问",
    "set_rule": "设置规则", "bind_formula": "定取数办法", "state_value": "自述完成值", "note_evaluation": "填自评", "note_monitoring": "填监控", "add_entries": "记台账", "import_entries": "导入台账", "correct_entry": "更正记录",
    "withdraw_entry": "撤回记录", "attach_file": "加附件", "define_kind": "定义台账", "retire_kind": "停用台账",
    "save_survey": "编辑问卷", "publish_survey": "发布问卷", "end_survey": "结束问卷", "answer_survey": "答问卷",
    "make_token": "建立接口口令", "revoke_token": "停用接口口令",
    "set_review_form": "设置审核表", "mark_form": "改审核表", "unmark_form": "撤回审核表改动",
    "export": "导出", "sign_in": "登录", "change_password": "修改密码", "reset_password": "重设密码", "add_person": "增加人员",
    "change_person": "修改人员", "change_unit": "修改单位", "create_target": "新建项目", "cancel_upload": "取消上传",
    "take_step": "办理流转", "publication_step": "办理公开", "note_publication": "填公开", "publish_edition": "公开一版", "withdraw_edition": "撤下公开",
    "open_appraisal": "立项评价", "note_appraisal": "填评价", "set_amount": "设定数额",
    "note_result": "填结果应用", "open_item": "开问题单", "item_step": "办理问题单", "carry_over": "结转到下一年",
    "lend_seat": "设代办", "take_leave": "请假", "hand_over": "交接", "revoke_arrangement": "撤销代办或请假",
    "import_units": "导入单位", "import_people": "导入人员", "set_calendar": "设年历", "send_reminders": "发送提醒", "test_mail": "发送测试邮件",
    "make_backup": "备份", "restore_backup": "从备份恢复",
}  # fmt: skip
"""Every act and what people call it."""


def log(act: str, who: User | None, at: datetime, obj: str, detail: dict[str, Any]) -> AuditEntry:
    """Add one entry to the end of the chain. Must run inside the transaction of the act: they commit together."""
    if act not in ACTS:
        raise ValueError(f"unknown act {act}")
    if not connection.in_atomic_block:
        raise RuntimeError("an audit entry belongs into the transaction of its act")
    giver = _stands_in_for(who, act) if who is not None else ""
    if giver:
        detail = {**detail, "for": giver}
    head = _locked_head()
    name = who.username if who else ""
    number = head.number + 1
    value = entry_hash(number, head.hash, act, name, at, obj, detail)
    entry = AuditEntry(
        number=number, act=act, who=who, who_name=name, at=at, object=obj, detail=detail, previous=head.hash, hash=value
    )
    entry.save()
    ChainHead.objects.filter(pk=1).update(number=number, hash=value)
    return entry


def hold() -> None:
    """Wait until no other act is being written, and keep it so to the end of the transaction: for acts that look first."""
    _locked_head()


def entry_hash(number: int, previous: str, act: str, who: str, at: datetime, obj: str, detail: dict[str, Any]) -> str:
    """The hash of one entry: SHA-256 over all of it and the hash before it."""
    moment = at.astimezone(UTC).isoformat(timespec="microseconds")
    return hashlib.sha256(canonical([number, previous, act, who, moment, obj, detail]).encode("utf-8")).hexdigest()


def _stands_in_for(who: User, act: str) -> str:
    from zhunsheng.web.records.standing_in import stands_in_for

    return stands_in_for(who, act)


def _locked_head() -> ChainHead:
    head = ChainHead.objects.select_for_update().filter(pk=1).first()
    if head is None:
        ChainHead.objects.get_or_create(pk=1)
        head = ChainHead.objects.select_for_update().get(pk=1)
    return head
