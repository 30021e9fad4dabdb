"""Whatever comes in as evidence, wherever: one check of its content, its size and its name; and it only goes out as a download."""

import io
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from ledger_stage import add, patrol
from web_stage import add_person
from year_stage import say

from zhunsheng.web.records.evidence_files import accepted
from zhunsheng.web.records.models import Attachment, StoredFile, YearNote
from zhunsheng.web.records.operations.attach_file import attach_file
from zhunsheng.web.records.operations.outcome import Invalid
from zhunsheng.web.records.operations.rectify import Problem, StepSaid, item_step, open_item
from zhunsheng.web.records.operations.state_value import state_value

PAGE = ("通报.pdf", b"<html><script>alert(1)</script></html>")
PROGRAM = ("通报.pdf", b"MZ\x90\0\3")


def by_ledger(cast, target, file):
    (receipt,) = add(cast.clerk, cast.school, patrol(), project=target)
    attach_file(cast.clerk, receipt.id, file[0], io.BytesIO(file[1]))


def by_statement(cast, target, file):
    key = target.draft["indicators"][0]["key"]
    state_value(target, key, cast.clerk, text="9", reason="通报", as_of=date(2024, 1, 1), files=[file])


def by_override(cast, target, file):
    say(cast, target, "override", target.draft["indicators"][0]["key"], files=[file], score="0", reason="文件为准")


def by_rectification(cast, target, file):
    finder = add_person("zhou", "周主管", "department", cast.department)
    item = open_item(target, finder, Problem("没有验收", "孙校长", date(2026, 5, 1)))
    item_step(item, finder, "", StepSaid("已提醒", [file]))


WAYS = (by_ledger, by_statement, by_override, by_rectification)


@pytest.mark.parametrize("file", [PAGE, PROGRAM], ids=["page", "program"])
@pytest.mark.parametrize("way", WAYS)
def test_what_could_run_is_refused_wherever_it_comes_in_and_nothing_is_kept(cast, target, way, file):
    before = StoredFile.objects.count()
    with pytest.raises(Invalid, match="可以上传：PDF"):
        way(cast, target, file)
    assert StoredFile.objects.count() == before
    assert not Attachment.objects.exists()
    assert not YearNote.objects.exists()


def test_how_large_a_file_may_be_is_set_in_one_place(settings):
    settings.EVIDENCE_LIMIT = 1024 * 1024
    assert accepted("a.pdf", b"%PDF" + b"0" * 1000) == "a.pdf"
    with pytest.raises(Invalid, match="超过1MB"):
        accepted("a.pdf", b"%PDF" + b"0" * 1024 * 1024)
    with pytest.raises(Invalid, match="空文件"):
        accepted("a.pdf", b"")


def test_a_file_goes_out_as_a_download_that_no_browser_guesses_at(cast, target, as_):
    (receipt,) = add(cast.clerk, cast.school, patrol(), project=target)
    browser = as_(cast.clerk)
    file = SimpleUploadedFile("现场\u202e.exe", b"%PDF-1.7 x")
    page = browser.post(f"/ledger/entries/{receipt.id}/files/", {"file": file}, follow=True).content.decode()
    assert "现场.exe.pdf" in page
    answer = browser.get(f"/ledger/files/{Attachment.objects.get().pk}/")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"].startswith("attachment")
