"""The audit trail and what ``zhunsheng verify`` finds when somebody tampers behind the program's back."""

from importlib import import_module

import pytest
from web_stage import Sql, ask, cell, keys, write

from zhunsheng.web.records import audit, stored_files
from zhunsheng.web.records.models import AuditEntry, StoredFile, Target
from zhunsheng.web.records.verification import faults

TRIGGERS = import_module("zhunsheng.web.records.migrations.0002_written_once")


@pytest.fixture
def history(target, cast, as_):
    """A little work on one project, all of it in order."""
    browser = as_(cast.clerk)
    write(browser, target, cell(target, 0, "target"), "≥1套", "≥264套")
    ask(browser, f"/projects/{target.pk}/rows/", act="remove", key=keys(target)[1])
    ask(browser, f"/projects/{target.pk}/versions/", note="定稿")
    ask(browser, f"/projects/{target.pk}/undo/")
    return target


@pytest.fixture
def tamper(history):
    """SQL as somebody with access to the database would run it, past the triggers."""

    def run(*statements):
        TRIGGERS.remove(None, Sql)
        for statement in statements:
            Sql.execute(statement)
        return list(faults())

    return run


def test_all_is_well_after_honest_work(history):
    assert list(faults()) == []
    first, *_, last = AuditEntry.objects.all()
    assert (first.number, first.previous) == (1, audit.FIRST)
    assert last.number == AuditEntry.objects.count()


def test_every_act_has_a_chinese_name(history):
    assert all(entry.act in audit.ACTS for entry in AuditEntry.objects.all())


def test_a_changed_entry_is_found(tamper):
    (fault,) = tamper("UPDATE records_auditentry SET who_name = 'somebody' WHERE number = 7")
    assert fault.startswith("审计记录第7条")
    assert "被改动过" in fault


def test_a_removed_entry_is_found(tamper):
    found = tamper("DELETE FROM records_auditentry WHERE number = 3")
    assert found[0] == "审计记录第3条到第3条不见了。"


def test_entries_cut_off_at_the_end_are_found(tamper):
    number = AuditEntry.objects.latest("number").number
    found = tamper(f"DELETE FROM records_auditentry WHERE number = {number}")
    assert f"审计链应到第{number}条，实有{number - 1}条" in found[0]


def test_a_changed_draft_is_found(tamper, history):
    found = tamper(f"UPDATE records_target SET revision = revision - 1 WHERE id = {history.pk}")
    assert found == [f"项目表{history.pk}号现在的内容与它的版本和修改记录对不上：有改动没有留下记录。"]


def test_a_quietly_rewritten_draft_is_found(history):
    draft = history.draft
    draft["goal"] = "悄悄改的"
    Target.objects.filter(pk=history.pk).update(draft=draft)
    assert len(list(faults())) == 1


def test_a_changed_version_is_found(tamper, history):
    found = tamper(f"UPDATE records_version SET digest = '{'0' * 64}' WHERE target_id = {history.pk} AND number = 2")
    assert found == [f"项目表{history.pk}号的第2版内容与它的摘要不符：被改动过。"]


def test_a_changed_or_removed_edit_is_found(tamper, history):
    found = tamper(f"UPDATE records_edit SET kind = 'move' WHERE target_id = {history.pk} AND revision = 2")
    assert f"项目表{history.pk}号的第2次修改与审计记录不符：内容被改动过。" in found
    found = tamper(f"DELETE FROM records_edit WHERE target_id = {history.pk} AND revision = 3")
    assert f"项目表{history.pk}号的第3次修改不见了，审计记录里有它。" in found


def test_a_changed_or_missing_file_is_found(history):
    path = stored_files.path_of(StoredFile.objects.get().sha256)
    data = path.read_bytes()
    try:
        path.write_bytes(data + b" ")
        assert list(faults()) == ["上传的文件“绩效文本.json”：文件内容与登记的摘要不符。"]
        path.unlink()
        assert list(faults()) == ["上传的文件“绩效文本.json”：文件不见了。"]
    finally:
        path.write_bytes(data)
