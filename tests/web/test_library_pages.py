"""The indicator library on screen: search, favourites, who uses the like, and filling a row of a table."""

from __future__ import annotations

import pytest
from course_stage import put
from django.db import connection
from django.test.utils import CaptureQueriesContext
from web_stage import a_document, import_document, write

from zhunsheng.web.records.models import FormulaBinding, ResultNote, Target
from zhunsheng.web.records.operations.create_target import create_target
from zhunsheng.web.records.operations.fill_from_library import Filling, fill_from_library
from zhunsheng.web.records.operations.outcome import Forbidden, Invalid
from zhunsheng.web.records.operations.recording import noun
from zhunsheng.web.records.verification import faults


def text(answer):
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


@pytest.fixture
def blank(cast, target):
    """A new project with blank rows."""
    return create_target(cast.clerk, cast.school, 2026, "操场改造")


def blank_key(target, level2):
    return next(row.key for row in noun(Target.objects.get(pk=target.pk)).indicators if row.level2 == level2)


def test_indicators_are_found_by_words_kind_and_sector(as_, cast, target):
    page = text(as_(cast.clerk).get("/library/?q=亮灯率"))
    assert "设备完好率" in page
    assert "台账：设施数量" in page
    page = text(as_(cast.clerk).get("/library/?sector=道路交通"))
    assert "路面病害处置及时率" in page
    assert "医护人员培训人次" not in page
    assert "没有找到" in text(as_(cast.clerk).get("/library/?q=古籍缩微胶片拷贝"))


def test_an_entry_says_what_proves_it_and_who_uses_the_like_as_far_as_one_sees(as_, cast, target):
    page = text(as_(cast.clerk).get("/library/like/?name=教师满意度"))
    assert "本单位用过的" in page
    foreign = text(as_(cast.outsider).get("/library/like/?name=教师满意度"))
    assert "护眼灯" not in foreign
    assert "您能看到的表里没有相似的指标" in foreign
    assert as_(cast.clerk).get("/library/entry/?name=没有").status_code == 404


def test_favourites_are_the_units_own(as_, cast, target):
    browser = as_(cast.clerk)
    send = {"name": "设备完好率", "back": "/library/?sector=通用"}
    page = text(browser.post("/library/favourite/", send, follow=True))
    assert "已保存" in page
    assert "只看本单位常用（1）" in text(as_(cast.head).get("/library/"))
    mine = text(browser.get("/library/?mine=1"))
    assert "设备完好率" in mine
    assert "渠道清淤完成量" not in mine
    assert "只看本单位常用" not in text(as_(cast.outsider).get("/library/"))
    browser.post("/library/favourite/", {**send, "withdraw": "1"})
    assert "只看本单位常用" not in text(browser.get("/library/"))
    assert list(faults()) == []


def test_a_favourite_leads_back_to_the_library_only(as_, cast, target):
    answer = as_(cast.clerk).post("/library/favourite/", {"name": "设备完好率", "back": "//elsewhere.example/x"})
    assert answer.url == "/library/"
    viewer = as_(cast.viewer).post("/library/favourite/", {"name": "设备完好率"}, follow=True)
    assert "不能填" in text(viewer)
    assert ResultNote.objects.count() == 1


def test_an_entry_fills_a_blank_row_with_its_target_and_formula(as_, cast, blank):
    key = blank_key(blank, "质量指标")
    page = text(as_(cast.clerk).get(f"/library/entry/?name=工程验收合格率&for={blank.pk}"))
    assert "填进“操场改造”" in page
    send = {"for": blank.pk, "name": "工程验收合格率", "row": key, "value": "98", "bind": "1"}
    page = text(as_(cast.clerk).post("/library/fill/", send, follow=True))
    assert "已把“工程验收合格率”填进表里" in page
    row = next(one for one in noun(Target.objects.get(pk=blank.pk)).indicators if one.key == key)
    assert (row.level1, row.level2, row.level3) == ("产出指标", "质量指标", "工程验收合格率")
    assert row.target.number == 98
    bound = FormulaBinding.objects.get(target=blank, key=key)
    assert bound.formula == "求和(工程验收.合格工程量) ÷ 求和(工程验收.工程量)"
    assert list(faults()) == []


def test_a_row_in_use_is_not_overwritten_and_a_new_one_is_added_instead(cast, blank):
    key = blank_key(blank, "质量指标")
    fill_from_library(blank, cast.clerk, Filling("质量达标率", key))
    with pytest.raises(Invalid, match="已经有内容"):
        fill_from_library(blank, cast.clerk, Filling("设备完好率", key))
    before = len(noun(Target.objects.get(pk=blank.pk)).indicators)
    fill_from_library(blank, cast.clerk, Filling("设备完好率", value="95"))
    rows = noun(Target.objects.get(pk=blank.pk)).indicators
    assert len(rows) == before + 1
    assert rows[-1].level3 == "设备完好率"


def test_a_formula_with_a_gap_asks_for_the_word(cast, blank):
    with pytest.raises(Invalid, match="换成您自己的词"):
        fill_from_library(blank, cast.clerk, Filling("设备完好率", bind=True))
    saved = fill_from_library(blank, cast.clerk, Filling("设备完好率", bind=True, word="路灯"))
    assert 'in ("路灯"' not in FormulaBinding.objects.get(target=blank, key=saved.edit.key).formula
    assert "“…”" not in FormulaBinding.objects.get(target=blank, key=saved.edit.key).formula
    assert '设施 = "路灯"' in FormulaBinding.objects.get(target=blank, key=saved.edit.key).formula


def test_levels_are_written_as_the_table_writes_them(as_, cast, blank):
    project = noun(blank)
    benefit = next(row for row in project.indicators if row.level2 == "社会效益指标")
    write(as_(cast.clerk), blank, f"indicators.{benefit.key}.level1", "效果指标", "效益指标")
    fill_from_library(blank, cast.clerk, Filling("隐患消除率"))
    assert noun(Target.objects.get(pk=blank.pk)).indicators[-1].level1 == "效果指标"


def test_who_only_looks_fills_nothing_and_neither_does_anybody_once_it_is_approved(as_, cast, blank):
    with pytest.raises(Forbidden):
        fill_from_library(blank, cast.viewer, Filling("设备完好率"))
    put(blank, "approved", cast.head)
    with pytest.raises(Forbidden):
        fill_from_library(Target.objects.get(pk=blank.pk), cast.clerk, Filling("设备完好率"))
    assert as_(cast.outsider).post("/library/fill/", {"for": blank.pk, "name": "设备完好率"}).status_code == 404


@pytest.mark.parametrize(
    "url", ["/library/", "/library/entry/?name=设备完好率&for={pk}", "/library/like/?name=满意度", "/library/trees/"]
)
def test_pages_ask_few_queries(as_, cast, blank, url):
    import_document(cast.clerk, a_document(20, year=2025))
    browser, url = as_(cast.clerk), url.format(pk=blank.pk)
    browser.get(url)
    with CaptureQueriesContext(connection) as asked:
        assert browser.get(url).status_code == 200
    assert len(asked) <= 15
