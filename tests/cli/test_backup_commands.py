"""``zhunsheng backup`` and ``restore``: nothing is lost, nothing damaged is taken, nothing there is overwritten."""

import json
import os
import sqlite3
import stat
import threading
import zipfile

import pytest
from command_line import zhunsheng


@pytest.fixture
def data(example, tmp_path, monkeypatch):
    """The park's document in a folder of its own."""
    monkeypatch.delenv("DATABASE_URL", raising=False)
    folder = tmp_path / "数据"
    assert zhunsheng("import", "--year", 2020, "--data", folder, example).status == 0
    return folder


def rows(folder):
    with sqlite3.connect(folder / "zhunsheng.sqlite3") as database:
        return database.execute("select draft from records_target order by id").fetchall()


def test_what_was_backed_up_comes_back_and_verifies(data, tmp_path):
    out, new = tmp_path / "备份.zip", tmp_path / "新"
    ran = zhunsheng("backup", out, "--data", data)
    assert (ran.status, ran.out) == (0, "")
    assert "数据库和1个文件" in ran.err
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    ran = zhunsheng("restore", out, "--data", new)
    assert (ran.status, ran.out) == (0, "")
    assert "核验通过" in ran.err
    assert rows(new) == rows(data)
    assert zhunsheng("verify", "--data", new).status == 0
    assert (new / "secret_key").read_text() == (data / "secret_key").read_text()


def test_a_backup_taken_while_somebody_writes_is_of_one_moment(data, tmp_path):
    stop = threading.Event()

    def write():
        with sqlite3.connect(data / "zhunsheng.sqlite3", timeout=20) as database:
            number = 0
            while not stop.is_set():
                number += 1
                with database:
                    database.execute("insert into auth_group (name) values (?)", (f"甲{number}",))
                    database.execute("insert into auth_group (name) values (?)", (f"乙{number}",))

    writer = threading.Thread(target=write)
    writer.start()
    try:
        assert zhunsheng("backup", tmp_path / "b.zip", "--data", data).status == 0
    finally:
        stop.set()
        writer.join()
    assert zhunsheng("restore", tmp_path / "b.zip", "--data", tmp_path / "新").status == 0
    with sqlite3.connect(tmp_path / "新" / "zhunsheng.sqlite3") as database:
        names = [name for (name,) in database.execute("select name from auth_group")]
        assert database.execute("pragma integrity_check").fetchone() == ("ok",)
    assert names, "somebody did write"
    assert sum(name[0] == "甲" for name in names) == sum(name[0] == "乙" for name in names), "both halves or none"


def test_nothing_that_is_there_is_overwritten(data, tmp_path):
    out = tmp_path / "备份.zip"
    out.write_bytes(b"mine")
    ran = zhunsheng("backup", out, "--data", data)
    assert (ran.status, out.read_bytes()) == (2, b"mine")
    assert "没有覆盖" in ran.err
    zhunsheng("backup", tmp_path / "b.zip", "--data", data)
    ran = zhunsheng("restore", tmp_path / "b.zip", "--data", data)
    assert ran.status == 2
    assert "里已有数据" in ran.err


def test_what_is_damaged_or_no_backup_is_refused_and_leaves_nothing_behind(data, tmp_path):
    good = tmp_path / "b.zip"
    zhunsheng("backup", good, "--data", data)

    def spoiled(name, change):
        bad = tmp_path / name
        with zipfile.ZipFile(good) as source, zipfile.ZipFile(bad, "w") as target:
            for entry in source.namelist():
                change(target, entry, source.read(entry))
        return bad

    def swapped(target, entry, content):
        target.writestr(entry, content + b"x" if entry.startswith("files/") else content)

    def climbing(target, entry, content):
        if entry == "manifest.json":
            manifest = json.loads(content)
            manifest["entries"]["../逃出去"] = {"sha256": "", "size": 0}
            target.writestr("../逃出去", b"x")
            content = json.dumps(manifest).encode()
        target.writestr(entry, content)

    half = tmp_path / "half.zip"
    half.write_bytes(good.read_bytes()[:2000])
    cases = {
        half: "没有复制完整",
        spoiled("swapped.zip", swapped): "指纹不符",
        spoiled("climbing.zip", climbing): "对不上",
        tmp_path / "没有.zip": "没有这个文件",
    }
    for bad, words in cases.items():
        new = tmp_path / f"新{bad.stem}"
        ran = zhunsheng("restore", bad, "--data", new)
        assert ran.status == 2, bad
        assert words in ran.err, bad
        assert not (new / "zhunsheng.sqlite3").exists()
        assert list((new / "files").glob("??/*")) == []
    assert not (tmp_path / "逃出去").exists()


@pytest.mark.skipif(not os.environ.get("DATABASE_URL"), reason="needs a PostgreSQL of its own: tests/postgres.py")
def test_a_postgresql_comes_back_into_an_empty_one(example, tmp_path):
    import psycopg

    url = os.environ["DATABASE_URL"]

    def database(name):
        with psycopg.connect(url, autocommit=True) as there:
            there.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
            there.execute(f'CREATE DATABASE "{name}"')
        head, _, query = url.partition("?")
        return {"DATABASE_URL": f"{head.rpartition('/')[0]}/{name}{'?' + query if query else ''}"}

    old, new = database("backup_old"), database("backup_new")
    data, other, out = tmp_path / "数据", tmp_path / "新", tmp_path / "b.zip"
    assert zhunsheng("import", "--year", 2020, "--data", data, example, environment=old).status == 0
    assert zhunsheng("backup", out, "--data", data, environment=old).status == 0
    ran = zhunsheng("restore", out, "--data", other, environment=new)
    assert (ran.status, ran.out) == (0, "")
    assert "核验通过" in ran.err
    again = zhunsheng("import", "--year", 2020, "--data", other, example, environment=new)
    assert "没有变化9个" in again.out, "new rows are numbered after those that came back"
    assert zhunsheng("verify", "--data", other, environment=new).status == 0
    full = zhunsheng("restore", out, "--data", tmp_path / "三", environment=new)
    assert full.status == 2
    assert "已有数据" in full.err
