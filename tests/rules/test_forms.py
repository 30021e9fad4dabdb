"""Self-evaluation and monitoring forms under the rules: good ones pass, published ones are told at their cells."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from zhunsheng.documents.page import Cell, PageTree, Paragraph, Table
from zhunsheng.model.address import cell_of
from zhunsheng.model.figure import figure
from zhunsheng.model.finding import Severity
from zhunsheng.model.form_address import form_address, form_cells, put_form_cell
from zhunsheng.model.place import Place
from zhunsheng.model.publication import Publication
from zhunsheng.model.self_evaluation_form import EvaluatedIndicator
from zhunsheng.rules.engine import run
from zhunsheng.rules.examples import GOOD, document
from zhunsheng.rules.form_arithmetic import completion_score, execution_rate, is_met
from zhunsheng.rules.form_examples import (
    GOOD_DEPARTMENT,
    GOOD_EVALUATION,
    GOOD_MONITORING,
    evaluation,
    monitoring,
    papers,
)
from zhunsheng.rules.grade import grade
from zhunsheng.rules.outside import Outside
from zhunsheng.rules.private_data import find_private, scan_tree
from zhunsheng.rules.registry import rules

FORM_RULES = [rule for rule in rules() if rule.stage != "target"]


def test_good_forms_pass_every_rule() -> None:
    assert run(papers(GOOD, GOOD_EVALUATION, GOOD_MONITORING, GOOD_DEPARTMENT), FORM_RULES).findings == ()


def test_every_stage_has_its_rules() -> None:
    stages = {
        stage: {rule.code for rule in FORM_RULES if rule.stage == stage}
        for stage in ("self_evaluation", "monitoring", "publication")
    }
    assert len(stages["self_evaluation"]) >= 25
    assert stages["monitoring"] == {"ZSA22", "ZSA23", "ZSE09"}
    assert {f"ZSI{number:02}" for number in (6, 7, 8, 9, 11, 12, 13, 14)} == stages["publication"]


def test_what_compares_with_other_papers_stays_open_without_them() -> None:
    open_checks = {check.rule: check for check in run(papers(GOOD_EVALUATION, GOOD_MONITORING)).undecided}
    assert open_checks["ZSE10"].missing == "批复的绩效目标表"
    assert open_checks["ZSE11"].address == "self_evaluations[0].funds[0].adjusted"
    assert "ZSI06" not in open_checks, "nobody said that the document is to be published"
    closed = run(
        papers(GOOD_EVALUATION), outside=Outside(targets=(document(),), adjusted={GOOD.code or "": Decimal(180_000)})
    )
    assert {"ZSE10", "ZSE11"} & {check.rule for check in closed.undecided} == set()


def test_a_document_without_forms_is_judged_as_before() -> None:
    assert {finding.rule for finding in run(document()).findings} & {rule.code for rule in FORM_RULES} == set()
    assert {check.rule for check in run(document()).undecided} & {rule.code for rule in FORM_RULES} == set()


def test_findings_say_whose_form_which_row_and_where_in_the_file() -> None:
    place = Place(table=3, row=12, cell=7)
    rows = list(GOOD_EVALUATION.indicators)
    rows[0] = replace(rows[0], cause=None, places={"cause": place})
    (finding,) = run(papers(GOOD_MONITORING, evaluation(indicators=tuple(rows))), FORM_RULES).findings
    assert (finding.rule, finding.address) == ("ZSA21", "self_evaluations[0].indicators[0].cause")
    assert (finding.project, finding.project_name, finding.indicator) == (GOOD.code, GOOD.name, "更换灯具数量")
    assert finding.place == place


def test_findings_stand_in_reading_order_projects_before_forms() -> None:
    late = evaluation({"total_score": "90", "indicators[3].actual": None, "funds[0].rate": "1%"})
    spoiled = papers(replace(GOOD, purpose=None), late, monitoring({"indicators[1].outlook_certain": None}))
    told = [finding.address for finding in run(spoiled).findings]
    forms = [address for address in told if form_address(address)]
    assert told[-len(forms) :] == forms
    assert forms[0] == "self_evaluations[0].funds[0].rate"
    assert forms[-1].startswith("monitorings[0]")
    assert forms.index("self_evaluations[0].indicators[3].actual") < forms.index("self_evaluations[0].total_score")


def test_findings_of_forms_do_not_weigh_on_the_grade_of_targets() -> None:
    spoiled = papers(GOOD, evaluation({"total_score": "1", "indicators[0].cause": None}))
    findings = run(spoiled).findings
    assert any(form_address(finding.address) for finding in findings)
    only_targets = [finding for finding in findings if not form_address(finding.address)]
    assert grade(spoiled, findings) == grade(spoiled, only_targets)


def test_late_publication_is_counted_to_the_day_of_the_review_while_it_is_missing() -> None:
    about = Outside(publication=Publication(approved_on=date(2026, 2, 10)))
    assert [f.rule for f in run(papers(), FORM_RULES, on=date(2026, 3, 2), outside=about).findings] == []
    (finding,) = run(papers(), FORM_RULES, on=date(2026, 3, 5), outside=about).findings
    assert "到2026-03-05还没有公开" in finding.message


def row(target: str, actual: str, points: str = "10", **cells: str) -> EvaluatedIndicator:
    return EvaluatedIndicator(
        cells.pop("level1", "产出指标"),
        None,
        cells.pop("level3", "某数"),
        target=target,
        actual=actual,
        points=figure(points),
        **cells,
    )


@pytest.mark.parametrize(
    ("target", "actual", "met", "score"),
    [
        ("≥100个", "86个", False, "8.60"), ("≥100个", "100个", True, "10"), ("≥100个", "130个", True, "10"), ("≤10天", "12天", False, "8.33"),
        ("≤10天", "9天", True, "10"), ("≤0起", "1起", False, "0"), ("≤0起", "0起", True, "10"), ("=5座", "4座", False, "8.00"),
        ("80-90分", "85分", True, "10"), ("80-90分", "95分", False, None), ("100个", "99个", False, "9.90"), ("≤2万元", "15000元", True, "10"),
        ("≤2万元", "2.5万元", False, "8.00"), ("≥95%", "91.7百分比", False, "9.65"), ("优良", "优", None, None), ("11月底前", "12月", None, None),
        ("≥10个", "10台", None, None), ("≥0个", "5个", True, "10"),
    ],
)  # fmt: skip
def test_scores_by_the_share_reached(target: str, actual: str, met: bool | None, score: str | None) -> None:
    one = row(target, actual)
    assert is_met(one) is met
    expected = completion_score(one)
    assert (expected.value if expected else None) == (Decimal(score) if score else None)


def test_satisfaction_is_not_scored_by_its_share() -> None:
    assert completion_score(row("≥95%", "90%", level1="满意度指标")) is None


@pytest.mark.parametrize(
    ("paid", "budget", "right", "wrong"),
    [("215,457.60", "250,000.00", "86.18%", "86.19%"), ("37.24", "43.2", "86%", "87%"), ("0.50", "0.52", "96.10%", "98.50%"),
     ("89.974", "90", "99.97%", "100.00%"), ("0", "5.00", "0", "1%")],
)  # fmt: skip
def test_a_rate_is_wrong_only_outside_of_what_rounding_allows(paid: str, budget: str, right: str, wrong: str) -> None:
    expected = execution_rate(figure(paid), figure(budget))
    assert expected is not None
    assert expected.allows(figure(right))
    assert not expected.allows(figure(wrong))


@pytest.mark.parametrize(("paid", "budget"), [("1.00", "0"), ("1.00", None), (None, "1.00"), ("约1万", "2")])
def test_a_rate_that_cannot_be_reckoned_is_none(paid: str | None, budget: str | None) -> None:
    assert execution_rate(figure(paid), figure(budget)) is None


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("经办人身份证11010519491231002X", "身份证号", "11010519491231002X"),
        ("联系１３９１２３４５６７８", "手机号", "１３９１２３４５６７８"),
        ("汇至账号：5000 1234 5678 901", "银行账号", "5000 1234 5678 901"),
        ("卡6222021234567890128", "银行卡号", "6222021234567890128"),
        ("家住青禾县北关村三组12号", "家庭住址", "青禾县北关村三组12号"),
        ("慰问幸福小区3号楼2单元501室", "家庭住址", "幸福小区3号楼2单元501室"),
        ("患者张建国等5人", "个人姓名", "张建国"),
        ("受助学生：李红梅、王强", "个人姓名", "李红梅"),
        ("秘密★1年", "涉密或内部字样", "秘密★"),
    ],
)  # fmt: skip
def test_private_and_secret_words_are_found_where_they_stand(text: str, kind: str, words: str) -> None:
    (hit,) = find_private(text)
    assert (hit.kind, text[hit.start : hit.end]) == (kind, words)


@pytest.mark.parametrize(
    "text",
    [
        "联系电话0319-1234567", "完成人民路、建设路5条路灯改造", "学生平均满意度95%", "患者管理率90%", "为3号楼5单元加装电梯", "地址：青禾县人民路12号",
        "项目代码51000021R000000019951", "保密培训2场", "139****5678", "困难学生5人", "北关村、南关村道路硬化", "",
    ],
)  # fmt: skip
def test_ordinary_words_are_left_alone(text: str) -> None:
    assert find_private(text) == []


def test_a_number_that_fails_its_check_digit_is_only_a_warning() -> None:
    assert [hit.severity for hit in find_private("编号110105194912310021")] == [Severity.WARNING]
    assert [hit.severity for hit in find_private("编号11010519491231002X")] == [Severity.ERROR]


def test_a_whole_tree_is_scanned_with_places() -> None:
    spot = Place(table=1, row=2, cell=3)
    tree = PageTree([Paragraph("机密★", Place(line=1)), Table([[Cell("甲"), Cell("电话13912345678", spot)]])])
    assert [(found.hit.kind, found.words, found.place) for found in scan_tree(tree)] == [
        ("涉密或内部字样", "机密★", Place(line=1)),
        ("手机号", "13912345678", spot),
    ]


FRAGMENTS = ("0", "100%", "≥", "15.00", "—", "无", "√", "□", "确定能", "全部完成", "**", "1e9", "9999999999999999999", "-3", "达成预期指标", "万元",
             "产出指标(50分)", "\n", "13912345678", "学生王小明、", "2022年", "8月底前")  # fmt: skip
TEXT = st.one_of(st.none(), st.lists(st.sampled_from(FRAGMENTS), max_size=3).map("".join), st.text(max_size=12))
NOT_WORDS = ("year", "until_month", "money_unit")


@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_whatever_stands_in_the_cells_a_review_ends_and_quotes_its_cells(data: st.DataObject) -> None:
    first, second = GOOD_EVALUATION, GOOD_MONITORING
    for _ in range(data.draw(st.integers(1, 8))):
        if data.draw(st.booleans()):
            address = data.draw(st.sampled_from([a for a in form_cells(first) if a not in NOT_WORDS]))
            first = put_form_cell(first, address, data.draw(TEXT))
        else:
            address = data.draw(st.sampled_from([a for a in form_cells(second) if a not in NOT_WORDS]))
            second = put_form_cell(second, address, data.draw(TEXT))
    whole = papers(GOOD, first, second)
    findings = run(whole, FORM_RULES).findings
    for finding in findings:
        if finding.quote:
            assert finding.quote in (cell_of(whole, finding.project_no, finding.address) or "")
        assert len(finding.message) <= 110
    assert run(whole, list(reversed(FORM_RULES))).findings == findings
