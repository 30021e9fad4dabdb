"""The report of an assessment beforehand: its outline, its tables, and what nobody wrote."""

from decimal import Decimal

from zhunsheng.documents.page import Paragraph, Table
from zhunsheng.documents.writing.report_evaluation import ScoreRow
from zhunsheng.documents.writing.report_ex_ante import OUTLINE, ExAnteReport, ex_ante_report

ROWS = (
    ScoreRow("立项必要性", "立项必要性", "目的明确具体", Decimal(5), Decimal("4.5"), "写得笼统"),
    ScoreRow("筹资合规性", "筹资合规性", "资金来源合规", Decimal(5), Decimal(5)),
)


def words(tree):
    return [block.text for block in tree.blocks if isinstance(block, Paragraph)]


def test_the_outline_stands_whether_or_not_somebody_wrote_in_it():
    written = ex_ante_report(ExAnteReport("甲项目事前绩效评估报告"))
    said = words(written.tree)
    assert said[0] == "甲项目事前绩效评估报告"
    assert [line for line in said if line[1:2] == "、"] == [
        f"{number}、{title}" for number, (title, _) in zip("一二三四五", OUTLINE, strict=True)
    ]
    assert "项目背景" in written.missing
    assert "其他需要说明的问题" not in written.missing
    assert said[-4:] == ["四、相关建议", "没有提出建议。", "五、其他需要说明的问题", "无。"]
    assert said[said.index("（一）项目背景") + 1] == "没有填写。"
    assert "相关建议" in written.missing


def test_papers_and_scores_stand_as_tables_with_the_conclusion_at_the_sum():
    papers = [("项目申报书", "已提交", "目的明确具体"), ("风险评估", "缺", "筹资风险可控")]
    content = ExAnteReport(
        "报告", texts={"conclusion": "予以支持。"}, scores=ROWS, papers=papers, conclusion="予以支持"
    )
    written = ex_ante_report(content)
    materials, scores = [block for block in written.tree.blocks if isinstance(block, Table)]
    assert [cell.text for cell in materials.rows[2]] == ["风险评估", "缺", "筹资风险可控"]
    repeated = "a second level that repeats the first is left out"
    assert [cell.text for cell in scores.rows[-1]] == ["合计", "10", "9.5", "予以支持"], repeated
    assert [line for line in words(written.tree) if line.startswith("表")] == [
        "表1　评估材料清单",
        "表2　事前绩效评估评分表",
    ]
    assert "总体结论" not in written.missing


def test_an_open_score_leaves_the_sum_open():
    open_row = ScoreRow("筹资合规性", "筹资合规性", "筹资风险可控", Decimal(5), None)
    written = ex_ante_report(ExAnteReport("报告", scores=(*ROWS, open_row)))
    (scores,) = [block for block in written.tree.blocks if isinstance(block, Table)]
    assert [cell.text for cell in scores.rows[-1]] == ["合计", "15", "", ""]
