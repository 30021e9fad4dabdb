"""Files out of the records: each format, whole documents, chosen projects; read back they say the same."""

import io
import json
import zipfile
from dataclasses import replace
from urllib.parse import unquote

import pytest
from web_stage import a_document, acts, as_bytes, cell, import_document, write

from zhunsheng.usecases.read_document import read_bytes
from zhunsheng.web.desk.formats import FORMATS
from zhunsheng.web.records.models import Reading, Target
from zhunsheng.web.records.operations.recording import noun

SUFFIXES = [item.suffix for item in FORMATS]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_one_project_in_every_format(target, cast, as_, suffix):
    answer = as_(cast.clerk).get(f"/projects/{target.pk}/export/{suffix}/")
    assert answer.status_code == 200
    assert answer.content
    assert f"2026年{target.name}绩效目标表.{suffix}" in unquote(answer["Content-Disposition"])


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_whole_document_in_every_format(target, cast, as_, suffix):
    answer = as_(cast.clerk).get(f"/export/{suffix}/?unit=219001&year=2026")
    assert answer.status_code == 200
    assert f"219001青禾县第二小学2026年部门预算绩效文本.{suffix}" in unquote(answer["Content-Disposition"])


@pytest.mark.parametrize("suffix", ["docx", "json", "html"])
def test_what_was_edited_is_in_the_file(target, cast, as_, suffix):
    browser = as_(cast.clerk)
    write(browser, target, cell(target, 0, "target"), "≥277套", "≥264套")
    target.refresh_from_db()
    document = read_bytes(browser.get(f"/export/{suffix}/?unit=219001&year=2026").content)
    assert document.fiscal_year == 2026
    assert document.projects[0] == noun(target)
    assert len(document.projects) == 2
    assert document.department.sub_goal


def test_chosen_projects_come_in_one_archive(target, cast, as_):
    ids = list(Target.objects.values_list("pk", flat=True))
    answer = as_(cast.clerk).post("/projects/export/", {"id": ids, "format": "json", "as": "each"})
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        names = archive.namelist()
        found = [json.loads(archive.read(name))["projects"][0]["name"] for name in names]
    assert names == ["219-0301-YBN-0000 教学楼护眼灯改造一期.json", "219-0301-YBN-0001 教学楼护眼灯改造二期.json"]
    assert found == ["教学楼护眼灯改造一期", "教学楼护眼灯改造二期"]


def test_chosen_projects_come_as_one_document(target, cast, as_):
    ids = list(Target.objects.values_list("pk", flat=True))
    answer = as_(cast.clerk).post("/projects/export/", {"id": ids, "format": "docx", "as": "document"})
    assert "219001青禾县第二小学2026年绩效文本.docx" in unquote(answer["Content-Disposition"])
    assert len(read_bytes(answer.content).projects) == 2


def test_projects_with_one_name_do_not_overwrite_each_other(cast, as_):
    twice = replace(a_document(1), projects=(a_document(1).projects[0],) * 2)
    import_document(cast.clerk, twice)
    ids = list(Target.objects.values_list("pk", flat=True))
    answer = as_(cast.clerk).post("/projects/export/", {"id": ids, "format": "csv"})
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert len(set(archive.namelist())) == 2


def test_only_what_one_may_see_comes_out(target, cast, as_):
    browser = as_(cast.outsider)
    assert browser.get(f"/projects/{target.pk}/export/docx/").status_code == 404
    assert browser.get("/export/docx/?unit=219001&year=2026").status_code == 404
    answer = browser.post("/projects/export/", {"id": [target.pk], "format": "json"}, follow=True)
    assert "还没有选中项目" in answer.content.decode()
    assert target.name not in answer.content.decode()


def test_senseless_requests_are_refused(target, cast, as_):
    browser = as_(cast.clerk)
    for url in (f"/projects/{target.pk}/export/exe/", "/export/docx/", "/export/docx/?unit=219001&year=x", "/export/exe/?unit=219001&year=2026",
                "/export/docx/?unit=%00&year=2026", "/export/docx/?unit=219001&year=1999"):  # fmt: skip
        assert browser.get(url).status_code == 404, url
    assert browser.post("/projects/export/", {"id": [target.pk], "format": "exe"}).status_code == 404
    answer = browser.post("/projects/export/", {"id": ["x", "-1", "9" * 30], "format": "docx"})
    assert answer.status_code == 302


def test_an_archived_project_can_still_be_taken_out(target, cast, as_):
    browser = as_(cast.clerk)
    browser.post(f"/projects/{target.pk}/archive/")
    document = read_bytes(browser.get(f"/projects/{target.pk}/export/json/").content)
    assert document.projects[0].name == target.name


def test_it_is_logged(target, cast, as_):
    count = len(acts())
    as_(cast.viewer).get(f"/projects/{target.pk}/export/json/")
    as_(cast.viewer).get("/export/json/?unit=219001&year=2026")
    as_(cast.viewer).post("/projects/export/", {"id": [target.pk], "format": "json"})
    assert acts()[count:] == ["export"] * 3


def test_the_original_file_comes_back_byte_for_byte(target, cast, as_):
    browser = as_(cast.clerk)
    url = f"/readings/{Reading.objects.get().pk}/file/"
    answer = browser.get(url)
    assert b"".join(answer.streaming_content) == as_bytes(a_document())
    assert as_(cast.outsider).get(url).status_code == 404
