"""Checking again after an edit: only what can have changed runs, and the answer is that of a whole review."""

from dataclasses import replace
from datetime import date

import pytest
from good_tables import PARK_PLAN, TABLES
from good_work import WORK
from hypothesis import given, settings
from hypothesis import strategies as st

from zhunsheng.model.address import DEPARTMENT_CELLS, cells, put_cell, put_department_cell
from zhunsheng.model.document import Document
from zhunsheng.model.finding import Severity
from zhunsheng.rules.engine import rerun, run
from zhunsheng.rules.examples import document, good
from zhunsheng.rules.registry import rules
from zhunsheng.rules.rule import READABLE
from zhunsheng.rules.waiver import Waiver

WORDS = (
    "每人每月工资1680元", "共20人", "全年合计40.5万元", "3510㎡", "约15万左右", "每季度拨付41500元", "6个进出口", "满意度达到97%", "≥95百分比",
    "≤3起", "交通事故零发生", "次年3月底前完成", "2019年绩效目标", "【2012】154号文", "“十三五”教育规划", "分包给青禾县绿源园林有限公司",
    "安装", "……", "社会影响力", "争取签约几个项目", "产出指标", "质量指标", "时效指标", "社会效益指标", "满意度指标", "生态效益指标", "经济效益指标",
    "覆盖率", "发放率", "群众满意度", "5.00", "0", "1000.00", "秘密★", "基本公共卫生服务", "补助对象王小明", "2025年为120%", "现有路灯220盏",
)  # fmt: skip
TEXT = st.one_of(st.none(), st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map("".join))
FAULTY = tuple(
    example.noun
    for rule in rules()
    for example in rule.bad
    if not isinstance(example.noun, Document) and example.noun.code == good().code
)
TABLE = st.sampled_from((*TABLES, *WORK, *FAULTY))


@st.composite
def edited(draw):
    """A document, and one that differs from it in a few cells of one project or of the department part."""
    before = document(
        *draw(st.lists(TABLE, min_size=1, max_size=3)), plan=PARK_PLAN, year=draw(st.sampled_from([None, 2026]))
    )
    number = draw(st.one_of(st.none(), st.integers(0, len(before.projects) - 1)))
    if number is None:
        addresses = draw(st.sets(st.sampled_from(DEPARTMENT_CELLS), min_size=1))
        plan = before.department
        for address in sorted(addresses):
            plan = put_department_cell(plan, address, draw(TEXT))
        return before, replace(before, department=plan), None, addresses
    project = before.projects[number]
    addresses = draw(st.sets(st.sampled_from([*cells(project), "heading"]), min_size=1, max_size=3))
    for address in sorted(addresses):
        project = put_cell(project, address, draw(TEXT))
    if draw(st.booleans()) and len(project.indicators) > 1:
        row = draw(st.integers(0, len(project.indicators) - 1))
        project = replace(project, indicators=(*project.indicators[:row], *project.indicators[row + 1 :]))
        addresses = {*addresses, "indicators"}
    projects = list(before.projects)
    projects[number] = project
    return before, replace(before, projects=tuple(projects)), number, addresses


@given(edited())
@settings(max_examples=150)
def test_checking_again_says_what_a_whole_review_says(edit):
    before, after, number, addresses = edit
    assert rerun(after, run(before), number, addresses) == run(after)


@given(edited(), st.integers(0, 2))
@settings(max_examples=60)
def test_checking_one_project_again_says_what_its_own_review_says(edit, wanted):
    """Whichever project changed, and with another severity than the rule's own."""
    before, after, number, addresses = edit
    only = wanted % len(after.projects)
    chosen = {"only_project": only, "severities": {"ZSG01": Severity.ERROR, "ZSB17": Severity.INFO}}
    assert rerun(after, run(before, **chosen), number, addresses, **chosen) == run(after, **chosen)


def test_changes_in_several_projects_are_checked_one_after_the_other():
    before = document(*TABLES[:3], plan=PARK_PLAN)
    first, second, third = before.projects
    changed = (put_cell(first, "goal", WORDS[0]), second, put_cell(third, "purpose", WORDS[2]))
    after = replace(before, projects=changed)
    step = rerun(after, run(before), 0, ["goal"])
    assert rerun(after, step, 2, ["purpose"]) == run(after)


def test_the_document_check_of_a_rule_with_both_speaks_of_the_department_alone():
    both = [rule for rule in rules() if rule.check_project and rule.check_document]
    assert both
    for rule in both:
        for example in (*rule.bad, *rule.good):
            noun = example.noun if isinstance(example.noun, Document) else document(example.noun)
            assert {f.project_no for f in run(noun, [replace(rule, check_project=None)]).findings} <= {None}


def test_waived_findings_stay_waived():
    before = document(good({"goal": "1、争取改善照明，再上新台阶。"}))
    waiver = Waiver("ZSG01", before.projects[0].code, "上级文件原文", date(2026, 12, 31))
    settings_ = {"on": date(2026, 3, 1), "waivers": [waiver]}
    first = run(before, **settings_)
    assert first.waived
    after = replace(before, projects=(put_cell(before.projects[0], "purpose", "用于照明，合计17万元。"),))
    again = rerun(after, first, 0, ["purpose"], **settings_)
    assert again == run(after, **settings_)
    assert again.waived == first.waived


def test_a_rule_that_reads_nothing_of_the_cell_does_not_run():
    def fail(project, context):
        raise AssertionError("this rule has nothing to do with the cell")
        yield

    before = document()
    first = run(before)
    chosen = [
        replace(rule, check_project=fail) if rule.check_project and "fund_plan" not in rule.reads else rule
        for rule in rules()
    ]
    after = replace(before, projects=(put_cell(before.projects[0], "fund_plan.6", "99.00"),))
    assert rerun(after, first, 0, ["fund_plan.6"], chosen) == run(after)


def test_of_a_rule_with_both_checks_the_one_on_the_document_speaks_of_the_department_part_alone():
    whole = [example.noun for rule in rules() for example in rule.bad if isinstance(example.noun, Document)]
    for rule in rules():
        if rule.check_project and rule.check_document:
            found = [one for noun in whole for one in run(noun, [replace(rule, check_project=None)]).findings]
            assert {one.project_no for one in found} <= {None}, rule.code


NARROW = [pytest.param(rule, id=rule.code) for rule in rules() if rule.reads != READABLE]


def _told(rule, noun):
    return [(f.project_no, f.address, f.quote, f.message, f.suggestion, f.related) for f in run(noun, [rule]).findings]


@pytest.mark.parametrize("rule", NARROW)
def test_a_rule_reads_no_more_than_it_says(rule):
    """Whatever stands in the cells that it does not name, its findings are the same."""
    assert set(rule.reads) <= set(READABLE)
    for example in (*rule.bad, *rule.good):
        whole = example.noun if isinstance(example.noun, Document) else document(example.noun)
        told = _told(rule, whole)
        for number, project in enumerate(whole.projects):
            for address in cells(project):
                name = address.rpartition("].")[2].partition(".")[0]
                if name in rule.reads or name == "code":
                    continue
                for text in (None, WORDS[0], WORDS[8], WORDS[21]):
                    projects = list(whole.projects)
                    projects[number] = put_cell(project, address, text)
                    assert _told(rule, replace(whole, projects=tuple(projects))) == told, (example.note, address, text)


def test_a_rule_reads_what_it_needs():
    for rule in rules():
        assert set(rule.needs) <= {*READABLE, "fiscal_year"}
        assert set(rule.needs) - {"fiscal_year", "code"} <= set(rule.reads)
