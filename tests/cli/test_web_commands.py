"""``demo``, ``import`` and ``verify``: the commands that work on a data folder."""

import sqlite3

import pytest
from command_line import zhunsheng


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
