"""A backup to download: whole, on the trail, and only for who runs the installation."""

from __future__ import annotations

import io
import json
import zipfile

from django.conf import settings
from django.db import connection

from zhunsheng.web.accounts.models import User
from zhunsheng.web.records.models import AuditEntry


def test_a_backup_holds_the_database_and_every_file_and_says_so_on_the_trail(live, as_):
    stored = settings.FILES / "ab" / ("c" * 62)
    stored.parent.mkdir(parents=True, exist_ok=True)
    stored.write_bytes("一份材料".encode())
    (settings.FILES / "ab" / ".half.part").write_bytes(b"half")
    answer = as_(live.admin).post("/settings/backups/download/")
    assert answer["Content-Disposition"].startswith("attachment")
    package = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))
    manifest = json.loads(package.read("manifest.json"))
    names = set(package.namelist())
    assert f"files/ab/{'c' * 62}" in names
    assert not any("part" in name for name in names), "a write that was cut off is no file"
    assert ("database.sqlite3" in names) is (connection.vendor == "sqlite")
    assert ("tables/accounts_user.csv" in names) is (connection.vendor == "postgresql")
    entry = AuditEntry.objects.get(act="make_backup")
    assert (entry.who, manifest["audit"]) == (live.admin, {"number": entry.number, "hash": entry.hash})
    assert "王管理" in as_(live.admin).get("/settings/backups/").content.decode()
    stored.unlink()


def test_nobody_else_may(cast, as_):
    below = User.objects.create_user("deptadmin", name="部门管理", role="admin", unit=cast.department)
    for who in (cast.clerk, cast.chief, cast.viewer, below):
        assert as_(who).get("/settings/backups/").status_code == 403
        assert as_(who).post("/settings/backups/download/").status_code == 403
    assert AuditEntry.objects.filter(act="make_backup").count() == 0
