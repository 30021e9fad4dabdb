"""A self-evaluation report around its form: the score it states is held against the form, its own tables are no second form."""

import io

import pytest
from docx import Document as Word

from zhunsheng.model.document import Document
from zhunsheng.rules.form_examples import evaluation
from zhunsheng.usecases.read_document import read_bytes
from zhunsheng.usecases.review import review_document
from zhunsheng.usecases.write_document import write_document

TITLE = "2026年度教学楼护眼灯改造项目支出绩效自评报告"
FUNDS = (
    ("资金来源", "年初预算数", "全年预算数", "全年执行数", "执行率"),
    ("年度资金总额", "18.00", "18.00", "17.46", "97.00%"),
)
RESULTS = (("三级指标", "年度指标值", "实际完成值", "分值", "得分"), ("更换灯具数量", "≥264套", "260套", "15", "14.77"))


def report(score: str, *, with_form: bool = True, title: str = TITLE) -> Document:
    """A Word file as people write it: title, running text with two tables of its own, and the form at the end."""
    form = Document(fiscal_year=2026, self_evaluations=(evaluation(),))
    word = Word(io.BytesIO(write_document(form, "docx"))) if with_form else Word()
    lead = word.element.body[0] if with_form else None
    for text in (
        title,
        "一、项目概况",
        "学校照明改造，8月20日完工。",
        FUNDS,
        "二、目标完成情况",
        RESULTS,
        score,
        "三、主要经验。",
    ):
        if isinstance(text, str):
            made = word.add_paragraph(text)._p
        else:
            table = word.add_table(len(text), len(text[0]))
            for row, cells in zip(table.rows, text, strict=True):
                for cell, words in zip(row.cells, cells, strict=True):
                    cell.text = words
            made = table._tbl
        if lead is not None:
            lead.addprevious(made)
    out = io.BytesIO()
    word.save(out)
    return read_bytes(out.getvalue(), "自评报告.docx")


def rules_of(document: Document) -> set[str]:
    return {finding.rule for finding in review_document(document).findings}


def test_the_tables_of_the_running_text_are_no_form_of_their_own():
    read = report("经自评，项目自评得分99.47分，等级为优。")
    assert [form.project_name for form in read.self_evaluations] == ["教学楼护眼灯改造"]
    assert read.self_evaluations[0].conclusion == "经自评，项目自评得分99.47分，等级为优"
    assert any("摘录" in problem.message for problem in read.problems)
    assert read.problems[-1].message.startswith("这是自评报告。除了写有得分的一句，正文")
    assert "没有找到" not in "".join(problem.message for problem in read.problems)
    assert rules_of(read) == set()


@pytest.mark.parametrize("words", ["项目自评得分98.5分，等级为优。", "综合评价得分：98.5分。", "自评总分为 98.5 分。"])
def test_a_report_that_states_another_score_than_its_form_is_found(words):
    read = report(words)
    assert "ZSE16" in rules_of(read)
    assert read.self_evaluations[0].places["conclusion"] is not None


def test_a_score_of_one_part_is_not_the_total():
    read = report("预算执行率得分9.7分，产出指标得分49.77分。")
    assert read.problems[-1].message.startswith("这是自评报告。正文")
    assert read.self_evaluations[0].conclusion is None


def test_a_report_without_the_form_is_read_by_its_title_and_its_own_tables():
    (form,) = report("自评得分99.47分。", with_form=False).self_evaluations
    assert (form.project_name, form.year) == ("教学楼护眼灯改造", 2026)
    assert (form.total_score.text, len(form.funds), len(form.indicators)) == ("99.47", 1, 1)


def test_without_a_reports_title_nothing_is_left_out():
    read = report("自评得分98.5分。", title="关于照明改造的说明")
    assert len(read.self_evaluations) == 2
