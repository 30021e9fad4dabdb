"""Reviewing, summing up, and the mends that are certain."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from zhunsheng.law.review_form import review_items
from zhunsheng.model.finding import Category, Finding, Fix, Severity
from zhunsheng.model.project import Project
from zhunsheng.rules.engine import run
from zhunsheng.rules.examples import document, good
from zhunsheng.rules.grade import QUALITIES, grade, item_of_rule, marks, scheme_on
from zhunsheng.rules.registry import rules
from zhunsheng.rules.rule import Remark
from zhunsheng.usecases import review as reviewing
from zhunsheng.usecases.review import UnknownRule, apply_fixes, choose_rules, mend, mend_all, review_document, summary


def remark(severity=Severity.WARNING, rule="ZSX01", category=Category.RELEVANCE, project_no=0, **more) -> Finding:
    return Finding(rule, "试题", category, severity, "说明", more.pop("address", "goal"), project_no=project_no, **more)


def test_a_document_without_findings_is_excellent():
    total = summary(document(), ())
    assert (total.projects, total.indicators, total.grade.grade, total.grade.score) == (1, 6, "优", 100)
    assert list(total.grade.qualities) == list(QUALITIES)


def test_findings_take_points_from_the_quality_they_are_about():
    found = grade(replace(document(), department=document().department.__class__()), [remark(Severity.ERROR)])
    assert (found.qualities["相关性"], found.qualities["完整性"], found.score) == (26, 20, 96)


def test_one_habit_is_not_many_faults():
    """The same rule costs points at most twice in one table."""
    two, many = [remark(quote=str(n)) for n in range(2)], [remark(quote=str(n)) for n in range(20)]
    assert grade(document(), many).score == grade(document(), two).score


def test_a_table_full_of_faults_has_no_negative_points():
    faults = [remark(Severity.ERROR, rule.code, rule.category) for rule in rules() for _ in range(9)]
    found = grade(document(), faults)
    assert found.tables[0] == 0
    assert found.tables[None] == 100


def test_each_finding_weighs_on_one_item_of_the_form():
    found = marks([remark(Severity.WARNING, "ZSF10", Category.CONSISTENCY), remark(Severity.INFO, "ZSD10")])
    left = {mark.item.name: (mark.score, mark.full) for mark in found if mark.costs}
    assert left == {"资金匹配性": (13, 15), "条件充分性": (Decimal("9.5"), 10)}
    assert [mark.full for mark in found] == [10, 10, 15, 15, 15, 15, 10, 10]


def test_every_rule_weighs_on_an_item_of_its_own_choice():
    assert set(item_of_rule()) == {rule.code for rule in rules() if rule.stage == "target"}
    assert set(item_of_rule().values()) == {item.key for item in review_items()}


def test_grades_begin_at_90_80_and_60_and_are_settings_of_a_day():
    scheme = scheme_on(date(2026, 3, 1))
    assert [scheme.grade_of(Decimal(points)) for points in ("90", "89.99", "80", "60", "59.99")] == list("优良良中差")
    assert scheme.grade_of(Decimal("13.5"), Decimal(15)) == "优"
    with pytest.raises(LookupError):
        scheme_on(date(2010, 1, 1))


def test_a_document_without_projects_gets_no_grade():
    assert summary(replace(document(), projects=()), ()).grade is None


def test_rules_are_chosen_by_code_beginning_and_name():
    assert [rule.code for rule in choose_rules(["unpaired-bracket"])] == ["ZSG10"]
    assert "ZSG10" not in [rule.code for rule in choose_rules(ignore=["ZSG"])]
    with pytest.raises(UnknownRule, match="没有编号或名称"):
        choose_rules(["ZS999"])


BROKEN = good({"indicators[0].level3": "更换灯具数量（套", "indicators[1].level3": "安装验收合格率（%"})


def test_every_certain_mend_is_made():
    whole = document(BROKEN)
    mended = mend(whole, review_document(whole, select=["ZSG10"]).findings)
    assert [row.level3 for row in mended.document.projects[0].indicators[:2]] == [
        "更换灯具数量（套）",
        "安装验收合格率（%）",
    ]
    assert len(mended.fixed) == 2
    assert review_document(mended.document, select=["ZSG10"]).findings == ()


def test_only_the_given_findings_are_mended():
    whole = document(BROKEN)
    first = review_document(whole, select=["ZSG10"]).findings[:1]
    names = [row.level3 for row in apply_fixes(whole, first).projects[0].indicators[:2]]
    assert names == ["更换灯具数量（套）", "安装验收合格率（%"]


@pytest.mark.parametrize("text", ["≥365套", "≥264.0套", "≥二百套", "≥套"])
def test_a_mend_never_changes_a_number(text):
    whole = document()
    finding = remark(address="indicators[0].target", fix=Fix("indicators[0].target", text))
    assert apply_fixes(whole, [finding]) == whole


def test_a_mend_of_a_cell_that_is_not_there_is_left_out():
    whole = document()
    assert apply_fixes(whole, [remark(fix=Fix("indicators[99].level3", "x")), remark(fix=Fix("?", "x"))]) == whole


def doubled(project, context):
    """A rule for this test: each doubled word is a remark of its own that brings the whole cell."""
    text = project.indicators[0].basis or ""
    for word in ("全全", "职责职责"):
        if word in text:
            mended = text.replace(word, word[: len(word) // 2])
            yield Remark("indicators[0].basis", f"“{word}”重复。", word, fix=Fix("indicators[0].basis", mended))


def test_two_mends_of_one_cell_are_made_one_after_the_other(monkeypatch):
    """Each mend brings the whole cell, so making both as they stand would lose the first."""
    rule = replace(choose_rules(["ZSG10"])[0], code="ZSX11", check_project=doubled)
    monkeypatch.setattr(reviewing, "rules_by_code", lambda: {"ZSX11": rule})
    whole = document(good({"indicators[0].basis": "全全县综合管理职责职责"}))
    mended = mend(whole, run(whole, [rule]).findings)
    assert mended.document.projects[0].indicators[0].basis == "全县综合管理职责"
    assert [finding.quote for finding in mended.fixed] == ["全全", "职责职责"]


def test_mends_that_undo_each_other_come_to_an_end(monkeypatch):
    def there_and_back(project, context):
        text = "乙" if project.goal == "甲" else "甲"
        yield Remark("goal", "换一个字。", fix=Fix("goal", text))

    rule = replace(choose_rules(["ZSG10"])[0], code="ZSX12", check_project=there_and_back)
    monkeypatch.setattr(reviewing, "rules_by_code", lambda: {"ZSX12": rule})
    whole = document(good({"goal": "甲"}))
    assert mend(whole, run(whole, [rule]).findings).document.projects[0].goal == "乙"


def test_mending_all_goes_on_where_one_finding_stood_for_several_cells(monkeypatch):
    """A rule that speaks once a table, at the first cell that has the slip."""

    def first_only(project, context):
        for number, row in enumerate(project.indicators):
            if row.basis and "文文" in row.basis:
                address = f"indicators[{number}].basis"
                yield Remark(address, "叠字。", "文文", fix=Fix(address, row.basis.replace("文文", "文")))
                return

    rule = replace(choose_rules(["ZSG10"])[0], code="ZSX13", check_project=first_only)
    monkeypatch.setattr(reviewing, "rules_by_code", lambda: {"ZSX13": rule})
    monkeypatch.setattr(reviewing, "choose_rules", lambda select, ignore: (rule,))
    whole = document(good({f"indicators[{number}].basis": "某文文" for number in range(6)}))
    mended = mend_all(whole)
    assert {row.basis for row in mended.document.projects[0].indicators} == {"某文"}
    assert len(mended.fixed) == 6


def test_the_department_part_is_mended_too():
    plan = replace(document().department, sub_goal="1.做好全全县工作。")
    whole = replace(document(), department=plan)
    finding = remark(project_no=None, address="sub_goal", fix=Fix("sub_goal", "1.做好全县工作。"))
    assert apply_fixes(whole, [finding]).department.sub_goal == "1.做好全县工作。"


def test_mending_keeps_everything_else():
    whole = document(BROKEN)
    mended = apply_fixes(whole, review_document(whole, select=["ZSG10"]).findings).projects[0]
    assert isinstance(mended, Project)
    assert replace(mended, indicators=()) == replace(BROKEN, indicators=())
