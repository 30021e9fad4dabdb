"""Self-evaluation and monitoring forms that others publish: read by their words, whatever the file format."""

from __future__ import annotations

import io
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from foreign_forms import (
    ABLE_OR_NOT,
    HALF_YEAR,
    HEBEI,
    HEBEI_BARE,
    MONITORING,
    NATIONAL,
    SICHUAN,
    THREE_QUARTERS,
    TRAINING,
    WIDE,
    Rows,
    as_docx,
    as_html,
    as_text,
    as_xlsx,
)

from zhunsheng.model.figure import figure
from zhunsheng.model.form_address import form_cell, form_cells
from zhunsheng.model.fund_line import FundSource, figure_in_yuan
from zhunsheng.model.indicator import Level1, Level2
from zhunsheng.model.monitoring_form import DeviationCause, Outlook, is_ticked, outlook_of
from zhunsheng.model.self_evaluation_form import FormSubject, SelfEvaluationForm
from zhunsheng.usecases.read_document import read_bytes, read_file
from zhunsheng.usecases.write_document import all_blocks, write_document

FORMS = (
    ("2022年度项目支出绩效自评表", NATIONAL),
    ("部门预算项目支出绩效自评表（2023年度）", SICHUAN),
    ("项目支出绩效自评表", HEBEI),
    ("项目支出绩效监控表", HALF_YEAR),
    ("项目支出绩效运行监控表（2020年度）", MONITORING),
    ("项目支出绩效目标运行监控表（2023年1-9月）", THREE_QUARTERS),
    ("2023年上半年项目绩效监控表", ABLE_OR_NOT),
    ("项目支出绩效自评表（2023年度）", TRAINING),
    ("2023年度项目支出绩效自评表", HEBEI_BARE),
)


def one(data: bytes) -> SelfEvaluationForm:
    (form,) = read_bytes(data).self_evaluations
    return form


@pytest.mark.parametrize(("title", "rows"), FORMS, ids=[
    "national", "sichuan", "hebei", "half-year", "monitoring", "three-quarters", "able-or-not", "training", "hebei-bare",
])  # fmt: skip
def test_a_form_reads_the_same_from_every_format(title: str, rows: Rows) -> None:
    web = read_bytes(as_html(title, rows))
    for data in (as_docx(title, rows), as_xlsx(title, rows), as_text(title, rows)):
        read = read_bytes(data)
        assert read.self_evaluations == web.self_evaluations
        assert read.monitorings == web.monitorings
        assert [problem.message for problem in read.problems] == [problem.message for problem in web.problems]


def test_the_national_form_with_units_letters_and_merged_levels() -> None:
    read = read_bytes(as_html("2022年度项目支出绩效自评表", NATIONAL))
    (form,) = read.self_evaluations
    assert (form.year, form.money_unit, form.project_name) == (2022, "元", "校舍维修改造")
    assert [line.source for line in form.funds] == [
        FundSource.TOTAL, FundSource.FISCAL, FundSource.CARRIED_OVER, FundSource.OTHER,
    ]  # fmt: skip
    total = form.fund_total
    assert total is not None
    assert figure_in_yuan(total.executed, form.money_unit) == Decimal("215457.60")
    assert (form.funds[3].initial, form.funds[2].initial) == (None, figure("0"))
    assert form.goals[0].expected == "完成24间教室维修，\n消除安全隐患。"
    assert [row.level1_points for row in form.indicators] == [50, 50, 50, 30, 10]
    assert [row.kind2 for row in form.indicators[:2]] == [Level2.QUANTITY, Level2.QUALITY]
    assert (form.total_points, form.total_score) == (figure("100"), figure("98.46"))
    assert read.problems == ()


def test_sichuans_form_with_code_in_the_name_and_targets_in_three_columns() -> None:
    form = one(as_html("部门预算项目支出绩效自评表（2023年度）", SICHUAN))
    assert (form.project_code, form.project_name) == ("51000021R000000012345", "示例运转经费")
    assert [line.label for line in form.funds] == ["总额", "其中：财政资金", "财政专户管理资金", "单位资金", "其他资金"]
    assert form.funds[0].reason == "压减一般性支出"
    rows = form.indicators
    assert [row.promised and row.promised.text for row in rows] == ["=12人", "≤1%", "好坏"]
    assert rows[1].reached is not None
    assert (rows[1].reached.number, rows[1].reached.unit) == (Decimal("0.5"), "%")
    assert (form.issues, form.improvements) == ("个别月份支付不及时。", "每月25日前完成支付。")
    assert [(detail.label, detail.text) for detail in form.details] == [("项目负责人", "赵某"), ("财务负责人", "钱某")]


def test_hebeis_form_with_amounts_behind_labels_and_one_goal_a_row() -> None:
    read = read_bytes(as_html("项目支出绩效自评表", HEBEI))
    (form,) = read.self_evaluations
    first, second, third = form.funds
    assert (first.adjusted, first.received, first.executed, first.rate) == (
        figure("30.00"), figure("30.00"), figure("30.00"), figure("100.00%"),
    )  # fmt: skip
    assert (second.source, third.source) == (FundSource.FISCAL, FundSource.OTHER)
    assert [goal.completion for goal in form.goals] == ["100%", "100%"]
    assert form.indicators[1].promised is not None
    assert form.indicators[1].promised.text == "≥95%"
    assert [problem.message for problem in read.problems] == ["没有写明金额单位，按万元读入。请核对是元还是万元。"]


def test_a_half_year_monitoring_form_with_one_worded_column() -> None:
    read = read_bytes(as_html("项目支出绩效监控表", HALF_YEAR))
    (form,) = read.monitorings
    assert form.until_month == 6
    assert [row.outlooks for row in form.indicators] == [(Outlook.CERTAIN,), (Outlook.POSSIBLE,), (Outlook.CERTAIN,)]
    assert [row.kind1 for row in form.indicators] == [Level1.OUTPUT, Level1.OUTPUT, Level1.SATISFACTION]
    assert form.advice == "调整工序，先室内后室外。"
    assert read.source.layout == "项目支出绩效监控表（简表）"


def test_the_national_monitoring_form_with_two_header_rows_and_ticks() -> None:
    (form,) = read_bytes(as_html("项目支出绩效运行监控表（2020年度）", MONITORING)).monitorings
    assert (form.until_month, form.goal) == (7, "保障路灯正常照明。")
    late = form.indicators[1]
    assert late.causes == (DeviationCause.INSTITUTION,)
    assert late.outlooks == (Outlook.POSSIBLE,)
    assert (late.cause_note, late.remark) == ("账单晚到", "约定账单日")
    assert form.indicators[2].reached is None


def test_a_monitoring_form_in_other_words_loses_no_column() -> None:
    read = read_bytes(as_docx("项目支出绩效目标运行监控表（2023年1-9月）", THREE_QUARTERS))
    (form,) = read.monitorings
    assert not read.problems
    assert (form.year, form.until_month, form.goal) == (2023, 9, "管护绿地12万平方米，成活率95%以上。")
    first = form.funds[0]
    assert [one.text for one in (first.initial, first.adjusted, first.executed, first.rate, first.forecast)] == [
        "80.00", "76.00", "45.60", "60%", "76.00",
    ]  # fmt: skip
    late = form.indicators[1]
    assert (late.reached, late.forecast, late.remark) == ("91%", "93%", "10月补栽")
    assert (late.causes, late.cause_note) == ((DeviationCause.STAFF,), "高温少雨，补栽未验收")
    assert [row.outlooks for row in form.indicators] == [
        (Outlook.CERTAIN,), (Outlook.POSSIBLE,), (Outlook.CERTAIN,), (Outlook.CERTAIN,), (Outlook.CERTAIN,),
    ]  # fmt: skip


def test_a_form_that_asks_whether_the_target_can_be_reached_has_its_answers_and_measures() -> None:
    (form,) = read_bytes(as_xlsx("2023年上半年项目绩效监控表", ABLE_OR_NOT)).monitorings
    assert (form.until_month, form.goal) == (6, "路灯亮灯率98%以上。")
    assert [row.outlooks for row in form.indicators] == [(Outlook.CERTAIN,), (Outlook.POSSIBLE,), (Outlook.IMPOSSIBLE,)]
    assert form.indicators[1].remark == "电缆被盗，7月底前修复"


def test_points_of_the_money_and_goals_set_at_the_years_beginning_are_no_lines_of_money() -> None:
    form = one(as_html("项目支出绩效自评表（2023年度）", TRAINING))
    assert [line.label for line in form.funds] == ["年度资金总额", "其中：财政拨款", "其他资金"]
    assert form.funds[0].score.text == "9.50"
    assert [(goal.expected, goal.actual) for goal in form.goals] == [("培训教师300人次。", "培训教师312人次。")]
    assert form.indicators[2].cause == "部分新教师首次参训；下年增加辅导"
    assert form.total_score.text == "97.08"


def test_a_bare_number_behind_all_amounts_is_the_rate_and_problems_are_kept() -> None:
    form = one(as_xlsx("2023年度项目支出绩效自评表", HEBEI_BARE))
    assert form.funds[0].rate.text == "93"
    assert form.issues == "个别活动因天气延期；改为室内。"


@pytest.mark.parametrize(
    ("text", "ticked"),
    [("√", True), ("☑", True), ("þ", True), ("R", True), ("是", True), ("资金未到位", True), ("□", False), ("—", False),
     ("×", False), ("否", False), ("", False), (None, False)],
)  # fmt: skip
def test_a_tick_is_known_whatever_sign_a_program_made_of_it(text: str | None, ticked: bool) -> None:
    assert is_ticked(text) is ticked


@pytest.mark.parametrize(
    ("text", "outlook"),
    [("确定能", Outlook.CERTAIN), ("能够完成", Outlook.CERTAIN), ("有可能", Outlook.POSSIBLE), ("完全不可能", Outlook.IMPOSSIBLE),
     ("不能完成", Outlook.IMPOSSIBLE), ("否", Outlook.IMPOSSIBLE), ("是", Outlook.CERTAIN), ("待定", None), (None, None)],
)  # fmt: skip
def test_a_worded_outlook(text: str | None, outlook: Outlook | None) -> None:
    assert outlook_of(text) is outlook


def test_several_forms_on_one_page_are_told_apart() -> None:
    other = [["项目名称|2", "另一项目|7"], *NATIONAL[1:]]
    titled = read_bytes(as_html("项目支出绩效自评表（2022年度）", NATIONAL, other))
    assert [form.project_name for form in titled.self_evaluations] == ["校舍维修改造", "另一项目"]
    below = read_bytes(as_html("项目支出绩效自评表（2022年度）", [*NATIONAL, *other]))
    assert [form.project_name for form in below.self_evaluations] == ["校舍维修改造", "另一项目"]
    assert [len(form.indicators) for form in below.self_evaluations] == [5, 5]


def test_a_header_that_repeats_at_the_head_of_a_page_is_no_indicator() -> None:
    header = NATIONAL[9]
    repeated = [*NATIONAL[:13], ["绩效指标", *header[1:]], *NATIONAL[13:]]
    repeated[9] = ["绩效指标|1x4", *header[1:]]
    repeated[13] = ["绩效指标|1x3", *header[1:]]
    form = one(as_html("项目支出绩效自评表", repeated))
    assert [row.level3 for row in form.indicators] == [
        "维修教室数量", "验收合格率", "完工时间", "受益学生数", "师生满意度",
    ]  # fmt: skip


def test_a_form_divided_into_two_tables_is_one_form() -> None:
    form = one(as_html("", NATIONAL[:9], NATIONAL[9:]))
    assert form.project_name == "校舍维修改造"
    assert len(form.indicators) == 5


def test_facts_around_the_table_belong_to_the_form() -> None:
    before = "<p>附件2</p><p>（2022年度）</p><p>填报单位（盖章）：青禾县第二小学　　单位：元</p>"
    after = "<p>填报人：李某　　联系电话：0319-1234567　　填报日期：2023年1月12日</p>"
    rows = [row for row in NATIONAL if row[0] != "主管部门|2"]
    rows[1] = ["项目资金|1x5", *rows[1][1:]]
    read = read_bytes(as_html("项目支出绩效自评表", rows, before=before, after=after))
    (form,) = read.self_evaluations
    assert (form.unit, form.money_unit, form.year) == ("青禾县第二小学", "元", 2022)
    assert [(detail.label, detail.text) for detail in form.details] == [
        ("填报人", "李某"), ("联系电话", "0319-1234567"), ("填报日期", "2023年1月12日"),
    ]  # fmt: skip
    assert read.problems == ()


def test_a_department_without_projects_name_is_a_departments_form() -> None:
    rows = [["部门（单位）名称|2", "某县教育局|7"], ["年度预算执行（万元）|1x4", *NATIONAL[2][1:]],
            ["基本支出|2", *NATIONAL[3][1:]], ["项目支出|2", *NATIONAL[4][1:]], ["合计|2", *NATIONAL[5][1:]], *NATIONAL[7:]]  # fmt: skip
    form = one(as_html("部门整体支出绩效自评表（2022年度）", rows))
    assert form.subject is FormSubject.DEPARTMENT
    assert [line.source for line in form.funds] == [
        FundSource.BASIC_SPENDING, FundSource.PROJECT_SPENDING, FundSource.TOTAL,
    ]  # fmt: skip
    assert form.unit == "某县教育局"


def test_what_is_under_no_word_is_told_with_its_place() -> None:
    rows = [row[:] for row in NATIONAL]
    rows[9] = [*rows[9][:8], "指标来源|1", *rows[9][8:9]]
    rows[1] = ["主管部门|2", "219-青禾县教育局|3", "实施单位", "青禾县第二小学", "无主的一格|2"]
    read = read_bytes(as_html("项目支出绩效自评表", rows))
    told = [(problem.message[:12], problem.place and problem.place.row) for problem in read.problems]
    assert ("格中“无主的一格”不在任", 2) in told
    assert ("不认识“指标来源”这一栏", 10) in told


def test_two_money_units_are_told_and_the_nearest_counts() -> None:
    read = read_bytes(as_html("项目支出绩效自评表", NATIONAL, before="<p>单位：万元</p>"))
    assert read.self_evaluations[0].money_unit == "元"
    assert any("两种金额单位" in problem.message for problem in read.problems)


def test_an_amount_in_words_is_kept_and_told() -> None:
    rows = [row[:] for row in NATIONAL]
    rows[3] = [*rows[3][:2], "二十五万", *rows[3][3:]]
    read = read_bytes(as_html("项目支出绩效自评表", rows))
    line = read.self_evaluations[0].funds[0]
    assert line.adjusted == figure("二十五万")
    assert line.adjusted is not None
    assert line.adjusted.value is None
    assert any("二十五万" in problem.message for problem in read.problems)


def test_every_cell_that_was_read_knows_its_place() -> None:
    form = one(as_docx("项目支出绩效自评表", NATIONAL))
    filled = {address for address, text in form_cells(form).items() if text is not None} - {"money_unit", "heading"}
    known = set(form.places) | {
        f"indicators[{number}].{role}" for number, row in enumerate(form.indicators) for role in row.places
    }
    assert filled - known - {"year"} == set()
    assert form.places["funds[0].executed"].row == 4
    assert form.indicators[3].places["cause"].row == 14


def test_target_tables_and_forms_in_one_file_go_to_their_own_nouns(seed: Path) -> None:
    targets = read_file(seed)
    form = one(as_html("项目支出绩效自评表（2020年度）", NATIONAL))
    (monitoring,) = read_bytes(as_html("项目支出绩效运行监控表（2020年度）", MONITORING)).monitorings
    whole = replace(targets, self_evaluations=(form,), monitorings=(monitoring,))
    for suffix in ("docx", "html", "txt", "xlsx", "json"):
        read = read_bytes(write_document(whole, suffix))
        assert read.projects == targets.projects
        assert read.department == targets.department
        assert [form_cells(one) for one in read.self_evaluations] == [form_cells(form)]
        assert [form_cells(one) for one in read.monitorings] == [form_cells(monitoring)]
        assert read.source.layout in (None, "河北县级部门预算绩效文本")
        assert read.problems == ()


def test_a_target_document_is_read_as_before(seed: Path) -> None:
    read = read_file(seed)
    assert (len(read.projects), read.self_evaluations, read.monitorings) == (9, (), ())


def test_printed_cells_carry_their_addresses() -> None:
    read = read_bytes(as_html("2022年度项目支出绩效自评表", NATIONAL))
    (form,) = read.self_evaluations
    shown = {
        cell.address: cell.text
        for block in all_blocks(read)
        if hasattr(block, "rows")
        for cell in block.cells()
        if cell.address
    }
    for address, text in form_cells(form).items():
        if text is not None and address not in ("year", "heading", "money_unit"):
            merged = address.endswith((".level1", ".level2"))
            assert shown[address] == text or (merged and shown[address] == ""), address
    assert form_cell(form, "funds[0].score") == shown["funds[0].score"] == "8.62"


@pytest.mark.parametrize("make", [as_html, as_docx, as_xlsx], ids=["html", "docx", "xlsx"])
def test_a_wide_table_of_all_projects_is_read_row_by_row(make: object) -> None:
    read = read_bytes(make("表11 项目绩效目标表", WIDE))  # type: ignore[operator]
    assert read.source.layout == "项目绩效目标表（一表多项目）"
    first, second = read.projects
    assert (first.name, first.unit.name, first.budget.yuan(), first.goal) == (
        "办案业务费", "某旗检察院", Decimal("450000.00"), "保障办案。",
    )  # fmt: skip
    assert second.unit.name == "某旗检察院"
    assert [row.target and row.target.text for row in first.indicators] == [
        "大于等于200件",
        "小于等于1%",
        "大于等于90%",
    ]
    assert [row.target and row.target.operator for row in (*first.indicators, *second.indicators)] == [
        ">=",
        "<=",
        ">=",
        "=",
    ]
    assert [row.level1 for row in first.indicators] == ["产出指标(50分)", "产出指标(50分)", "满意度指标(10分)"]
    assert [problem.message for problem in read.problems] == ["绩效目标表没有分值一栏，表上的分值没有读入。"]


def test_what_a_wide_table_says_prints_in_the_county_form() -> None:
    read = read_bytes(as_html("表11 项目绩效目标表", WIDE))
    again = read_bytes(write_document(read, "docx"))
    assert again.projects == read.projects


def test_forms_have_data_sheets_and_a_table_for_programs() -> None:
    read = read_bytes(as_html("2022年度项目支出绩效自评表", NATIONAL))
    book = openpyxl.load_workbook(io.BytesIO(write_document(read, "xlsx")))
    assert book.sheetnames == ["2022年度项目支出绩效自评表", "自评数据"]
    rows = list(book["自评数据"].iter_rows(min_row=2, values_only=True))
    first = dict(zip(rows[0], rows[1], strict=True))
    assert (first["项目名称"], first["执行数"], first["得分"], first["总分（得分）"]) == (
        "校舍维修改造",
        215457.6,
        20,
        98.46,
    )
    assert (len(rows), first["年度指标值"]) == (6, "≥24间")
    lines = write_document(read, "csv").decode("utf-8-sig").splitlines()
    assert len(lines) == 6
    assert lines[0].startswith("表序号,年度,")
