"""The report of an assessment beforehand (事前绩效评估报告): the object, the work, five dimensions with their scores, the conclusion.

The writer brings the words; the builder brings order, numbering and tables. A part that nobody wrote says so
below its heading, for the outline is fixed, and is named in :attr:`Written.missing`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from zhunsheng.documents.writing.report import Report
from zhunsheng.documents.writing.report_evaluation import ReportPicture, ScoreRow, Written, add_scoring_table, unsaid

OUTLINE: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    ("评估对象基本情况", (("background", "项目背景"), ("content", "项目主要内容"), ("goals", "项目绩效目标"), ("funds", "项目资金构成"))),
    ("评估工作开展情况", (("scope", "评估目的和对象"), ("method", "评估思路和方法"), ("process", "评估程序"))),
    ("综合评估情况及结论", (("dimensions", "各维度评估情况"), ("opinions", "专家意见"), ("conclusion", "总体结论"))),
    ("相关建议", (("advice", ""),)),
    ("其他需要说明的问题", (("remarks", ""),)),
)  # fmt: skip
"""The sections with their parts: the key under which the writer brings the words, and the part's heading."""
OPTIONAL = frozenset({"remarks"})
"""Parts that a report may leave blank."""


@dataclass(frozen=True, slots=True)
class ExAnteReport:
    """All that a report is made of. ``papers`` are lines of the list of materials: name, handed in or not, what it proves."""

    title: str
    under: tuple[str, ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict)
    pictures: Mapping[str, Sequence[ReportPicture]] = field(default_factory=dict)
    scores: Sequence[ScoreRow] = ()
    papers: Sequence[tuple[str, str, str]] = ()
    conclusion: str = ""


def ex_ante_report(content: ExAnteReport) -> Written:
    """The report in its outline; materials stand with the work, scores with the dimensions."""
    report = Report(content.title, *content.under)
    missing: list[str] = []
    for section, parts in OUTLINE:
        report.section(section)
        for key, heading in parts:
            if heading:
                report.part(heading)
            text = content.texts.get(key)
            tables = {"process": content.papers, "dimensions": content.scores}
            report.text(text or unsaid(key, bool(tables.get(key) or content.pictures.get(key))))
            if key == "process" and content.papers:
                report.table(
                    ("材料", "提交情况", "用于评估"),
                    content.papers,
                    caption="评估材料清单",
                    widths=(26, 30, 44),
                    running=(0, 1, 2),
                )
            if key == "dimensions" and content.scores:
                add_scoring_table(report, content.scores, "事前绩效评估评分表", content.conclusion)
            elif not text and key not in OPTIONAL:
                missing.append(heading or section)
            for picture in content.pictures.get(key, ()):
                report.picture(picture.data, picture.caption, picture.width)
    return Written(report.tree(), tuple(missing))
