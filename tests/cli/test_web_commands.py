"""``demo``, ``import`` and ``verify``: the commands that work on a data folder."""

import os
import sqlite3
import subprocess
import sys

import pytest
from command_line import zhunsheng
from openpyxl import load_workbook


@pytest.fixture(autouse=True)
def _embedded(monkeypatch):
    """These commands are tried on the embedded database, whatever the tests' own database is."""
    monkeypatch.delenv("DATABASE_URL", raising=False)


def test_the_demo_is_made_with_its_logins_and_can_be_verified(tmp_path):
    data = tmp_path / "示例"
    made = zhunsheng("demo", "--data", data, "--no-server")
    assert made.status == 0
    assert "用户名" in made.out
    assert zhunsheng("demo", "--data", data, "--no-server").out == made.out, "made once, found again"
    verified = zhunsheng("verify", "--data", data)
    assert (verified.status, verified.out) == (0, "")
    assert "审计链完整" in verified.err


def test_a_folder_with_other_data_is_not_made_a_demo(example, tmp_path):
    data = tmp_path / "正式"
    zhunsheng("import", "--year", 2020, "--data", data, example)
    ran = zhunsheng("demo", "--data", data, "--no-server")
    assert ran.status == 2
    assert "已有别的数据" in ran.err


def test_importing_tells_what_became_of_every_file(example, letter, tmp_path):
    ran = zhunsheng("import", "--year", 2020, "--data", tmp_path / "数据", letter, example, tmp_path / "没有.docx")
    assert ran.status == 2
    assert "新增9个项目" in ran.out
    assert "没有读成" in ran.err
    assert "没有这个文件或文件夹" in ran.err


def test_a_changed_record_is_found(example, tmp_path):
    """Somebody with a database tool rewrites the audit trail."""
    data = tmp_path / "数据"
    zhunsheng("import", "--year", 2020, "--data", data, example)
    with sqlite3.connect(data / "zhunsheng.sqlite3") as database:
        tables = [name for (name,) in database.execute("select name from sqlite_master where type = 'table'")]
        (trail,) = [name for name in tables if "audit" in name]
        columns = [row[1] for row in database.execute(f"pragma table_info({trail})")]
        triggers = [n for (n,) in database.execute("select name from sqlite_master where type = 'trigger'")]
        for trigger in triggers:
            database.execute(f"drop trigger {trigger}")
        worded = next(
            column for column in columns if column in ("sentence", "text", "action", "act", "data", "payload")
        )
        database.execute(f"update {trail} set {worded} = {worded} || ' ' where rowid = 1")
    ran = zhunsheng("verify", "--data", data)
    assert ran.status == 1
    assert ran.out
    assert "处不一致" in ran.err


def test_a_data_folder_that_is_not_there_is_not_made_by_looking(tmp_path):
    ran = zhunsheng("verify", "--data", tmp_path / "没有")
    assert ran.status == 2
    assert "没有这个数据文件夹" in ran.err
    assert not (tmp_path / "没有").exists()


def test_a_port_that_is_taken_is_told(tmp_path):
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        ran = zhunsheng("serve", "--data", tmp_path, "--port", taken.getsockname()[1])
    assert ran.status == 2
    assert "已被别的程序占用" in ran.err


SETTINGS = """
from datetime import date
from zhunsheng.web.serve import prepare
prepare({data!r})
from zhunsheng.web.accounts.models import User
from zhunsheng.web.records.operations.set_rule import set_rule
from zhunsheng.web.records.operations.set_review_form import set_review_form
admin = User.objects.get(username="admin")
day = {{"since": date(2020, 1, 1), "reason": "县里的口径"}}
none = {{"enabled": None, "severity": "", "parameters": {{}}}}
set_rule(admin, "ZSG10", region="804", year=2020, **{{**none, "enabled": False}}, **day)
set_rule(admin, "ZSE01", region="", year=None, **{{**none, "severity": "info"}}, **day)
set_rule(admin, "ZSA08", region="", year=2020, **{{**none, "parameters": {{"minimum": "9"}}}}, **day)
set_review_form(admin, {{"review_points_clarity": "4", "review_points_standard_form": "16"}}, region="804", year=2020, **day)
"""


def test_a_review_keeps_to_the_settings_of_a_data_folder(example, tmp_path):
    data = tmp_path / "示例"
    zhunsheng("demo", "--data", data, "--no-server")
    script = tmp_path / "set.py"
    script.write_text(SETTINGS.format(data=str(data)), "utf-8")
    ran = subprocess.run([sys.executable, str(script)], env=os.environ.copy(), capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr

    def found(*more):
        findings = zhunsheng("review", "--fail-on", "never", "--format", "json", *more, example).json["findings"]
        return {(finding["rule"], finding["severity"]) for finding in findings}

    usual, local = found(), found("--data", data)
    assert ("ZSG10", "warning") in usual
    assert "ZSG10" not in {rule for rule, _ in local}
    assert ("ZSE01", "error") in usual
    assert ("ZSE01", "info") in local
    assert "ZSA08" not in {rule for rule, _ in usual}
    assert "ZSA08" in {rule for rule, _ in local}
    form = tmp_path / "form.xlsx"
    zhunsheng("review", "--fail-on", "never", "--data", data, "--form", form, example)
    words = [str(cell.value) for row in load_workbook(form).worksheets[1].iter_rows() for cell in row if cell.value]
    assert any("明确清晰性（4分）" in text for text in words)
    assert any("按本地设置" in text for text in words)


def test_a_folder_without_data_is_told(example, tmp_path):
    for folder in (tmp_path / "没有", tmp_path):
        ran = zhunsheng("review", "--data", folder, example)
        assert ran.status == 2
        assert "里面没有准绳的数据" in ran.err
