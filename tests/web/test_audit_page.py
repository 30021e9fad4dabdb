"""The page of the audit trail: everybody sees the acts on what they see, nobody sees others'."""

import ast
import re
from pathlib import Path

from django.db import transaction
from django.utils import timezone
from ledger_stage import add, patrol

from zhunsheng import web
from zhunsheng.web.records import audit
from zhunsheng.web.records.models import Reading
from zhunsheng.web.records.operations.bind_formula import Wanted, bind_formula
from zhunsheng.web.records.queries.audit_objects import KINDS


def test_an_act_is_told_with_who_when_and_what(as_, cast, target):
    bind_formula(target, target.draft["indicators"][0]["key"], cast.clerk, Wanted("计数(巡查)"))
    page = as_(cast.clerk).get(f"/audit/?object=target:{target.pk}").content.decode()
    assert "定取数办法" in page
    assert "计数(巡查)" in page
    assert "钱经办" in page


def test_nobody_sees_acts_of_units_they_do_not_see(as_, cast, target):
    bind_formula(target, target.draft["indicators"][0]["key"], cast.clerk, Wanted("计数(巡查)"))
    assert as_(cast.outsider).get(f"/audit/?object=target:{target.pk}").status_code == 404
    assert target.name not in as_(cast.outsider).get("/audit/").content.decode()
    assert target.name in as_(cast.chief).get("/audit/").content.decode()
    assert as_(cast.clerk).get("/audit/?object=file:1").status_code == 404


def test_acts_can_be_narrowed_and_turned_over(as_, cast, target, django_assert_max_num_queries):
    browser = as_(cast.admin)
    with django_assert_max_num_queries(15):
        page = browser.get("/audit/?act=confirm_reading&page=1").content.decode()
    assert "确认读入" in page
    assert browser.get("/audit/?act=nonsense&page=zzz&object=%00").status_code == 200


def details_of(page, act):
    """The row of the newest entry of an act, as text."""
    rows = re.findall(r"<tr>(.*?)</tr>", page, re.S)
    row = next(row for row in rows if re.search(rf'data-label="做了什么">{act}<', row))
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", row)).strip()


def test_every_kind_of_object_that_an_act_can_name_has_words_in_the_trail():
    """Whoever logs a new kind of object gives it a name: no page shows its key."""
    logged = set()
    for path in Path(web.__path__[0]).rglob("*.py"):
        for call in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(call, ast.Call) and ast.unparse(call.func) == "audit.log":
                about = call.args[3]
                text = about.values[0] if isinstance(about, ast.JoinedStr) else about
                if isinstance(text, ast.Constant) and isinstance(text.value, str):
                    logged.add(text.value.partition(":")[0])
    assert {"user", "rule", "ledger", "backup", "review_form"} <= logged
    assert logged <= set(KINDS)


def test_a_person_a_publication_and_a_ledger_are_named_in_chinese(as_, cast, target):
    now = timezone.now()
    with transaction.atomic():
        audit.log("sign_in", cast.clerk, now, f"user:{cast.clerk.pk}", {})
        audit.log(
            "note_publication",
            cast.clerk,
            now,
            f"publication:{cast.school.pk}:2026:budget",
            {"what": "approval", "reason": "2026-02-18"},
        )
        audit.log(
            "import_entries",
            cast.clerk,
            now,
            "ledger:patrol",
            {"rows": 3, "unit": "219001", "source": "import", "kind": "patrol"},
        )
        audit.log("set_rule", cast.admin, now, "rule:ZSG11", {})
        audit.log("make_backup", cast.admin, now, "backup:", {})
        audit.log("edit_cell", cast.clerk, now, f"target:{target.pk}", {"address": "budget.total", "kind": "set"})
        audit.log("save_version", cast.clerk, now, "target:999999", {})
    page = as_(cast.admin).get("/audit/").content.decode()
    assert f'<a href="/settings/people/{cast.clerk.pk}/">用户 钱经办</a>' in page
    assert '<a href="/publications/219001/2026/budget/">公开件 青禾县第二小学2026年（随部门预算公开）</a>' in page
    assert '<a href="/ledger/patrol/">台账 巡查</a>' in page
    assert '<a href="/rules/ZSG11/">规则 G11 叠字或错别字</a>' in page
    assert '<a href="/settings/backups/">整个系统的备份</a>' in page
    assert details_of(page, "填公开").endswith("事项 批复情况 批复日期 2026-02-18")
    assert "记录 3条 单位 青禾县第二小学 来源 表格导入" in details_of(page, "导入台账")
    assert "格 预算数" in details_of(page, "修改")
    assert "已不在的对象" in details_of(page, "存版")
    mine = as_(cast.clerk).get("/audit/").content.decode()
    assert "用户 钱经办" in mine, "one reads one's own sign-in"
    assert "/settings/people/" not in mine, "and is led nowhere where one may not go"
    for shown in (page, mine):
        assert not re.search(r"(user|publication|ledger|rule|target|backup):", re.sub(r'href="[^"]*"', "", shown))


def test_the_trail_says_what_was_exported_for_whom_in_which_format_and_how_many(as_, cast, target):
    browser = as_(cast.clerk)
    assert browser.get(f"/projects/{target.pk}/export/docx/").status_code == 200
    told = details_of(browser.get("/audit/").content.decode(), "导出")
    assert target.name in told
    assert told.endswith("导出 绩效目标表 格式 Word 记录 1条 年度 2026年")
    browser.get("/export/xlsx/?unit=219001&year=2026")
    told = details_of(browser.get("/audit/").content.decode(), "导出")
    assert "单位 青禾县第二小学" in told
    assert told.endswith("导出 部门预算绩效文本 格式 Excel 记录 2条 单位 青禾县第二小学 年度 2026年")
    browser.get("/ledger/patrol/export/csv/?since=2026-01-01&q=路灯")
    told = details_of(browser.get("/audit/").content.decode(), "导出")
    assert told.endswith("台账 巡查 导出 台账记录 格式 CSV 记录 0条 条件 2026-01-01至、含“路灯”")
    browser.get("/overview/export/csv/?year=2026")
    told = details_of(browser.get("/audit/").content.decode(), "导出")
    assert told.endswith("— 导出 项目绩效总览 格式 CSV 记录 2条 条件 2026年")
    browser.get("/scores/export/?unit=219001&year=2026")
    assert "导出 自评得分 格式 JSON 记录 2条" in details_of(browser.get("/audit/").content.decode(), "导出")


def test_a_page_with_every_kind_of_object_asks_one_question_a_kind(as_, cast, target, django_assert_max_num_queries):
    now = timezone.now()
    with transaction.atomic():
        for kind in KINDS:
            audit.log("edit_cell", cast.admin, now, f"{kind}:1", {})
    browser = as_(cast.admin)
    with django_assert_max_num_queries(21):
        assert browser.get("/audit/").status_code == 200


def test_entries_imports_surveys_and_calls_of_other_sorts_are_named_too(as_, cast, target, plan):
    (receipt,) = add(cast.clerk, cast.school, patrol())
    now = timezone.now()
    with transaction.atomic():
        audit.log("confirm_reading", cast.clerk, now, f"reading:{Reading.objects.latest('pk').pk}", {})
        audit.log("save_version", cast.clerk, now, f"plan:{plan.pk}", {"version": 2})
        audit.log("close_round", cast.admin, now, f"review:{cast.school.pk}/2026", {"round": 1})
        audit.log("set_calendar", cast.admin, now, "calendar:219", {"what": "days", "year": 2026})
        audit.log("change_unit", cast.admin, now, f"unit:{cast.school.pk}", {"code": "219001"})
    page = as_(cast.clerk).get("/audit/").content.decode()
    assert f'<a href="/ledger/entries/{receipt.id}/">巡查 2024-05-08</a>' in page
    assert '<a href="/department/219001/2026/">青禾县第二小学2026年部门整体目标</a>' in page
    assert re.search(r'<a href="/readings/\d+/">文件 绩效文本.json</a>', page)
    everything = as_(cast.admin).get("/audit/").content.decode()
    assert '<a href="/review/219001/2026/">审核 青禾县第二小学2026年</a>' in everything
    assert '<a href="/calendar/">年历 青禾县教育局</a>' in everything
    assert f'<a href="/settings/units/{cast.school.pk}/">单位 青禾县第二小学</a>' in everything
    assert "事项 放假和调休" in details_of(everything, "设年历")
    assert page.count("已不在的对象") == everything.count("已不在的对象") == 0
