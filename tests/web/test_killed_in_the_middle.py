"""A process that dies in the middle of an act leaves no half of it: the draft, its rows, the edit and the log go together."""

import os
import signal
import subprocess
import sys
from unittest import mock

import pytest
from django.conf import settings
from web_stage import a_document, as_bytes, cell, import_document

from zhunsheng.web.records import audit, stored_files
from zhunsheng.web.records.models import AuditEntry, Edit, IndicatorRow, Reading, Target, Version
from zhunsheng.web.records.operations.confirm_reading import confirm_reading
from zhunsheng.web.records.operations.edit_cell import CellText, edit_cells
from zhunsheng.web.records.operations.upload_file import upload_file
from zhunsheng.web.records.verification import faults

KILLED = """
import os, signal
import django
from django.conf import settings
django.setup()
settings.DATABASES["default"]["NAME"] = {name!r}
from django.db import connection
connection.settings_dict["NAME"] = {name!r}
from zhunsheng.web.accounts.models import User
from zhunsheng.web.records import audit
from zhunsheng.web.records.models import Target
from zhunsheng.web.records.operations.edit_cell import CellText, edit_cells
log = audit.log
def dying(*arguments):
    log(*arguments)
    os.kill(os.getpid(), signal.SIGKILL)
audit.log = dying
edit_cells(Target.objects.get(pk={pk}), User.objects.get(username="clerk"), [CellText({address!r}, "半截", "≥264套")])
"""


def everything():
    """What the tables hold, as far as an act could leave a half behind."""
    return (
        list(Target.objects.order_by("pk").values("draft", "revision", "total_fen", "search")),
        list(IndicatorRow.objects.order_by("pk").values_list("key", "target_text")),
        [model.objects.count() for model in (Edit, Version, AuditEntry, Reading)],
    )


@pytest.mark.parametrize(
    "step",
    [
        "zhunsheng.web.records.audit.log",
        "zhunsheng.web.records.derived.update_row",
        "zhunsheng.web.records.models.Edit.save",
    ],
)
def test_an_edit_that_fails_at_any_step_leaves_nothing(live, step):
    import_document(live.clerk, a_document())
    target = Target.objects.order_by("position").first()
    before = everything()
    with mock.patch(step, side_effect=RuntimeError("power cut")), pytest.raises(RuntimeError):
        edit_cells(target, live.clerk, [CellText(cell(target, 0, "target"), "半截", "≥264套")])
    assert everything() == before


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="这个系统没有 SIGKILL")
def test_a_killed_process_leaves_nothing(live):
    import_document(live.clerk, a_document())
    target = Target.objects.order_by("position").first()
    before = everything()
    from django.db import connection

    code = KILLED.format(name=str(connection.settings_dict["NAME"]), pk=target.pk, address=cell(target, 0, "target"))
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "zhunsheng.web.settings",
        "ZHUNSHENG_DATA": str(settings.DATA),
    }
    told = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False)
    assert told.returncode == -signal.SIGKILL, told.stderr
    assert everything() == before
    assert list(faults()) == []
    edit_cells(target, live.clerk, [CellText(cell(target, 0, "target"), "≥1套", "≥264套")])
    assert list(faults()) == []


def test_an_import_that_fails_on_its_last_project_takes_nothing_in(live):
    reading = upload_file(live.clerk, "绩效文本.json", as_bytes(a_document(3)))
    before = everything()
    made = []

    def third_time(*arguments):
        made.append(arguments)
        if len(made) == 3:
            raise RuntimeError("disk full")

    with mock.patch("zhunsheng.web.records.derived.rebuild_rows", third_time), pytest.raises(RuntimeError):
        confirm_reading(reading, live.clerk, year=2026)
    assert len(made) == 3
    assert everything() == before
    reading.refresh_from_db()
    assert reading.status == "read"


def test_a_file_is_there_whole_or_not_at_all(live):
    before = set(settings.FILES.rglob("*.part"))
    with mock.patch("os.fsync", side_effect=OSError("disk full")), pytest.raises(OSError, match="disk full"):
        stored_files.keep(b"half a file")
    assert set(settings.FILES.rglob("*.part")) == before
    sha256 = stored_files.keep(b"half a file")
    assert stored_files.problem_of(sha256) is None


def test_an_entry_outside_a_transaction_is_refused(live):
    with pytest.raises(RuntimeError, match="transaction"):
        audit.log("edit_cell", live.clerk, None, "", {})
    with pytest.raises(ValueError, match="unknown act"):
        audit.log("dance", live.clerk, None, "", {})
