"""The evaluation report (绩效评价报告) of a department, the finance bureau or a third party, in the outline of 财预〔2020〕10号.

The writer brings the words; the builder brings order, numbering, the scoring table and the contents. Nothing is made up:
a section that nobody wrote says so below its heading, for the outline is fixed, and is named in :attr:`Written.missing`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from zhunsheng.documents.page import PageTree
from zhunsheng.documents.writing.report import Report

OUTLINE: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    ("基本情况", (("overview", "项目概况"), ("goals", "项目绩效目标"))),
    ("绩效评价工作开展情况", (
        ("scope", "绩效评价目的、对象和范围"), ("method", "绩效评价原则、评价指标体系、评价方法、评价标准"), ("process", "绩效评价工作过程"),
    )),
    ("综合评价情况及评价结论", (("conclusion", ""),)),
    ("绩效评价指标分析", (("decision", "项目决策情况"), ("management", "项目过程情况"), ("output", "项目产出情况"), ("benefit", "项目效益情况"))),
    ("主要经验及做法、存在的问题及原因分析", (("experience", "主要经验及做法"), ("issues", "存在的问题及原因分析"))),
    ("有关建议", (("advice", ""),)),
    ("其他需要说明的问题", (("remarks", ""),)),
)  # fmt: skip
"""The sections with their parts: the key under which the writer brings the words, and the part's heading."""
OPTIONAL = frozenset({"remarks", "experience"})
"""Parts that a report may leave blank."""

_UNSAID = {"remarks": "无。", "advice": "没有提出建议。", "experience": "没有填写经验及做法。"}
"""What stands under a heading where nobody had anything to say; official papers end with the first."""


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """A line of the scoring table: levels, full points, the points given, and why points were taken."""

    level1: str
    level2: str
    level3: str
    points: Decimal
    score: Decimal | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ReportPicture:
    """A picture for one part of a report: PNG or SVG bytes, caption, width in millimetres."""

    data: bytes
    caption: str
    width: float | None = None


@dataclass(frozen=True, slots=True)
class EvaluationReport:
    """All that a report is made of. ``texts`` and ``pictures`` stand under the keys of :data:`OUTLINE`."""

    title: str
    under: tuple[str, ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict)
    pictures: Mapping[str, Sequence[ReportPicture]] = field(default_factory=dict)
    scores: Sequence[ScoreRow] = ()
    grade: str = ""


@dataclass(frozen=True, slots=True)
class Written:
    """A report's page tree, and the headings under which nobody has written anything yet."""

    tree: PageTree
    missing: tuple[str, ...]


def evaluation_report(content: EvaluationReport) -> Written:
    """The report in its outline; the scoring table stands in the third section."""
    report = Report(content.title, *content.under)
    missing: list[str] = []
    for section, parts in OUTLINE:
        report.section(section)
        for key, heading in parts:
            if heading:
                report.part(heading)
            text = content.texts.get(key)
            shown = bool(content.pictures.get(key)) or (key == "conclusion" and bool(content.scores))
            report.text(text or unsaid(key, shown))
            if key == "conclusion" and content.scores:
                add_scoring_table(report, content.scores, "绩效评价评分表", content.grade)
            elif not text and key not in OPTIONAL:
                missing.append(heading or section)
            for picture in content.pictures.get(key, ()):
                report.picture(picture.data, picture.caption, picture.width)
    return Written(report.tree(), tuple(missing))


def unsaid(key: str, shown: bool) -> str:
    """What stands in a part without words: nothing where a table or picture is ``shown``, else that there are none."""
    return "" if shown else _UNSAID.get(key, "没有填写。")


def add_scoring_table(report: Report, scores: Sequence[ScoreRow], caption: str, verdict: str) -> None:
    """Levels, points and scores with their sum; a score that nobody gave yet is a blank, and then there is no sum.

    ``verdict`` stands at the end of the sum: the grade, or the conclusion. A second level that everywhere repeats the
    first says nothing and is left out.
    """
    rows = [[row.level1, row.level2, row.level3, _plain(row.points), _plain(row.score), row.reason] for row in scores]
    full = sum((row.points for row in scores), Decimal(0))
    given = [row.score for row in scores if row.score is not None]
    reached = sum(given, Decimal(0)) if len(given) == len(scores) else None
    total = ["合计", "", "", _plain(full), _plain(reached), verdict]
    header = ["一级指标", "二级指标", "三级指标", "分值", "得分", "扣分原因"]
    widths, levels = [11, 21, 21, 8, 8, 31], 2
    if scores and all(row.level2 == row.level1 for row in scores):
        rows, header, widths = [[row[0], *row[2:]] for row in rows], [header[0], *header[2:]], [20, 28, 9, 9, 34]
        total, levels = [total[0], *total[2:]], 1
    running = (header.index("三级指标"), len(header) - 1)
    report.table(header, rows, caption=caption, widths=widths, running=running, levels=levels, total=total)


def _plain(value: Decimal | None) -> str:
    """A number without zeros that say nothing; ``""`` for a blank."""
    if value is None:
        return ""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
