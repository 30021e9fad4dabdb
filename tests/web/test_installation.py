"""An installation: migrations, rebuilding, the demonstration, the first administrator, imports from the command line."""

import os
import socket
import subprocess
import sys

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from web_stage import a_document, as_bytes, cell, import_document, write

from zhunsheng.documents.reading.refusal import Refused
from zhunsheng.web.accounts.models import User
from zhunsheng.web.data_folder import secret_key
from zhunsheng.web.database import database_settings
from zhunsheng.web.importing import import_files
from zhunsheng.web.records.models import IndicatorRow, Target
from zhunsheng.web.serve import address, check_port, first_administrator


def run(code, folder, **environment):
    """A Python of its own on a data folder of its own, always on the embedded database."""
    kept = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    told = subprocess.run(
        [sys.executable, "-c", code],
        env={**kept, "ZHUNSHENG_DATA": str(folder), **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 0, told.stderr
    return told.stdout


def test_migrations_say_all_that_models_say(db):
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


def test_the_demonstration_is_made_once_and_found_again(tmp_path):
    code = f"from zhunsheng.web.demo import make_demo; print('\\n'.join(make_demo({str(tmp_path / 'demo')!r})))"
    first = run(code, tmp_path / "demo")
    assert "用户名 clerk" in first
    assert run(code, tmp_path / "demo") == first
    check = (
        f"from zhunsheng.web.verifying import verify; assert verify({str(tmp_path / 'demo')!r}) == []\n"
        "from zhunsheng.web.records.models import *\n"
        "from zhunsheng.web.accounts.models import User\n"
        "from django.contrib.auth import authenticate\n"
        "of_year = Target.objects.filter(year=2020)\n"
        "print(of_year.count(), IndicatorRow.objects.filter(target__in=of_year).count(), User.objects.count())\n"
        "print(Target.objects.filter(year=2021).count(), ResultNote.objects.filter(what='rule').count())\n"
        "print(sorted(Rectification.objects.filter(steps__act='verify').values_list('title', flat=True)))\n"
        "print(User.objects.get(username='clerk').check_password('lingang-2020'))"
    )
    verified = ["上半年有3笔支出没有附验收单", "亮化设施巡查记录有两周缺签名", "四季度两张电费凭证没有附用电明细"]
    assert run(check, tmp_path / "demo") == f"9 54 13\n1 6\n{verified}\nTrue\n"


def test_the_demonstration_leaves_other_data_alone(tmp_path):
    run("from zhunsheng.web.serve import prepare; import os; prepare(os.environ['ZHUNSHENG_DATA'])", tmp_path)
    code = "from zhunsheng.web.demo import make_demo; import os\ntry: make_demo(os.environ['ZHUNSHENG_DATA'])\nexcept Exception as e: print(type(e).__name__, e)"
    assert run(code, tmp_path).startswith("Refused")


def test_an_installation_without_people_gets_an_administrator_once(db):
    assert "用户名 admin" in first_administrator()
    assert first_administrator() is None
    assert User.objects.get().is_superuser


def test_a_port_in_use_is_said_in_a_sentence():
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        port = busy.getsockname()[1]
        with pytest.raises(Refused, match="已被别的程序占用"):
            check_port("127.0.0.1", port)
    assert address("0.0.0.0", 80) == "http://127.0.0.1:80/"


def test_the_secret_key_is_made_once_and_only_for_its_owner(tmp_path):
    key = secret_key(tmp_path)
    assert len(key) > 60
    assert secret_key(tmp_path) == key
    assert (tmp_path / "secret_key").stat().st_mode & 0o077 == 0 or os.name == "nt"


def test_the_database_is_the_one_of_the_url_or_the_embedded_one(tmp_path):
    assert database_settings(None, tmp_path)["NAME"] == tmp_path / "zhunsheng.sqlite3"
    made = database_settings("postgresql://u%40x:p%3A@db:5433/n?sslmode=require", tmp_path)
    assert (made["USER"], made["PASSWORD"], made["HOST"], made["PORT"], made["NAME"]) == (
        "u@x",
        "p:",
        "db",
        "5433",
        "n",
    )
    assert made["OPTIONS"]["sslmode"] == "require"
    assert database_settings("postgresql:///n?host=/run/pg&port=1", tmp_path)["HOST"] == "/run/pg"
    with pytest.raises(ValueError, match="postgresql://"):
        database_settings("mysql://x", tmp_path)


def test_what_is_derived_can_be_rebuilt(target, cast, as_, capsys):
    write(as_(cast.clerk), target, cell(target, 0, "target"), "≥1套", "≥264套")
    before = (
        list(IndicatorRow.objects.values_list("target", "key", "value", "kind2")),
        list(Target.objects.values_list("search", "total_fen", "draft")),
    )
    IndicatorRow.objects.all().delete()
    Target.objects.update(search="", total_fen=None, error_count=77, reviewed_revision=None)
    call_command("rebuild")
    after = (
        list(IndicatorRow.objects.values_list("target", "key", "value", "kind2")),
        list(Target.objects.values_list("search", "total_fen", "draft")),
    )
    assert before == after
    assert "已重建2个项目" in capsys.readouterr().out
    assert not Target.objects.filter(error_count=77).exists()


def test_files_are_imported_from_the_command_line(cast, tmp_path, settings):
    good, bad = tmp_path / "好.json", tmp_path / "坏.docx"
    good.write_bytes(as_bytes(a_document()))
    bad.write_bytes(b"PK\x03\x04")
    lines = list(import_files(settings.DATA, [good, bad, tmp_path / "没有.docx", good], 2026))
    assert "新增2个项目" in lines[0]
    assert "没有读成" in lines[1]
    assert "打不开" in lines[2]
    assert "没有变化2个" in lines[3]
    assert not User.objects.get(username="import").is_active


def test_a_unit_above_an_imported_one_sees_it(cast, as_):
    import_document(cast.clerk, a_document())
    assert as_(cast.chief).get("/projects/").content.decode().count("教学楼护眼灯改造一期") >= 1


def test_people_are_added_and_their_passwords_reset(db, capsys):
    with pytest.raises(CommandError, match="--unit"):
        call_command("add_user", "zhang")
    call_command("add_user", "zhang", name="张三", unit="804002", unit_name="园区管委会")
    first = capsys.readouterr().out
    user = User.objects.get(username="zhang")
    assert (user.unit.code, user.unit.name, user.role, user.is_superuser) == ("804002", "园区管委会", "clerk", False)
    assert user.check_password(first.split("密码 ")[1].split("，")[0])
    call_command("add_user", "zhang")
    second = capsys.readouterr().out
    assert second != first
    user.refresh_from_db()
    assert user.check_password(second.split("密码 ")[1].split("，")[0])
    call_command("add_user", "boss", role="admin")
    assert User.objects.get(username="boss").is_superuser
    with pytest.raises(CommandError, match="单位编码"):
        call_command("add_user", "li", unit="八〇四")
