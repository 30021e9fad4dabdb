"""The self-evaluation report (项目支出绩效自评报告): the form's own figures in sentences and tables, and the words of its writers.

Every number is one of the form, as it is printed there; what the form does not say is not said, and a part without words
says that there are none. The writer adds words
under the keys of :data:`PARTS`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from zhunsheng.documents.page import Block
from zhunsheng.documents.writing.report import Report
from zhunsheng.documents.writing.report_evaluation import ReportPicture, Written, unsaid
from zhunsheng.model.figure import Figure
from zhunsheng.model.indicator import Level1
from zhunsheng.model.organisation import parse_unit
from zhunsheng.model.self_evaluation_form import EvaluatedIndicator, FormSubject, SelfEvaluationForm

PARTS = {
    "overview": "项目概况", "funds": "资金情况", "goals": "绩效目标", "work": "绩效自评工作开展情况", "execution": "资金执行情况分析",
    "output": "产出指标完成情况分析", "benefit": "效益指标完成情况分析", "satisfaction": "满意度指标完成情况分析", "cost": "成本指标完成情况分析",
    "deviation": "偏离绩效目标的原因和下一步改进措施", "use": "绩效自评结果拟应用和公开情况", "remarks": "其他需要说明的问题",
}  # fmt: skip
"""The parts that a writer can add words and pictures to, and their headings."""
_KINDS = (
    ("cost", Level1.COST),
    ("output", Level1.OUTPUT),
    ("benefit", Level1.BENEFIT),
    ("satisfaction", Level1.SATISFACTION),
)
_HEADER = ("二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分")
Texts = Mapping[str, str]
Pictures = Mapping[str, Sequence[ReportPicture]]


def self_evaluation_report(
    form: SelfEvaluationForm,
    *,
    texts: Texts | None = None,
    pictures: Pictures | None = None,
    grade: str = "",
    form_blocks: Sequence[Block] = (),
) -> Written:
    """The report of one form; ``form_blocks`` is the printed form, which then stands at the end."""
    return _Writer(form, texts or {}, pictures or {}, grade).written(form_blocks)


class _Writer:
    """Writes one report; remembers what nobody has written."""

    def __init__(self, form: SelfEvaluationForm, texts: Texts, pictures: Pictures, grade: str) -> None:
        self.form, self.texts, self.pictures, self.grade = form, texts, pictures, grade
        self.missing: list[str] = []
        year = f"{form.year}年度" if form.year is not None else ""
        kind = "部门整体支出" if form.subject is FormSubject.DEPARTMENT else "项目支出"
        name = form.label if form.subject is FormSubject.PROJECT else ""
        unit = parse_unit(form.unit or form.department).name or ""
        self.report = Report(f"{year}{name}{kind}绩效自评报告", unit)

    def written(self, form_blocks: Sequence[Block]) -> Written:
        report = self.report
        report.section("基本情况")
        self._part("overview", self.form.overview)
        self._part("funds", self._funds_told(), self._funds_table)
        self._goals()
        report.section(PARTS["work"])
        self._words("work", None)
        report.section("绩效目标完成情况分析")
        self._part("execution", self._execution_told())
        for key, kind in _KINDS:
            rows = [row for row in self.form.indicators if row.kind1 is kind]
            if rows:
                self._part(key, self._kind_told(rows), lambda rows=rows, kind=kind: self._kind_table(kind, rows))
        self._others()
        report.part("自评得分")
        report.text(self._score_told())
        report.section(PARTS["deviation"])
        self._words("deviation", self._deviations())
        report.section(PARTS["use"])
        self._words("use", None)
        report.section(PARTS["remarks"])
        self._words("remarks", None if self.texts.get("remarks") else unsaid("remarks", False), optional=True)
        if form_blocks:
            report.blocks(form_blocks)
        return Written(report.tree(), tuple(self.missing))

    # -- parts ----------------------------------------------------------------------------------------------------

    def _part(self, key: str, told: str | None, table: object = None) -> None:
        self.report.part(PARTS[key])
        self._words(key, told, optional=callable(table))
        if callable(table):
            table()
        for picture in self.pictures.get(key, ()):
            self.report.picture(picture.data, picture.caption, picture.width)

    def _goals(self) -> None:
        """What was expected, and what became of it: each under its own words."""
        self.report.part(PARTS["goals"])
        expected = "\n".join(goal.expected for goal in self.form.goals if goal.expected)
        reached = self.texts.get("goals") or "\n".join(goal.actual for goal in self.form.goals if goal.actual)
        self.report.text(f"预期目标：{expected}" if expected else None)
        self.report.text(f"实际完成情况：{reached}" if reached else None)
        if not expected and not reached:
            self.missing.append(PARTS["goals"])
            self.report.text(unsaid("goals", False))

    def _words(self, key: str, told: str | None, optional: bool = False) -> None:
        """What the form says, then what the writer adds."""
        own = self.texts.get(key)
        self.report.text(told)
        self.report.text(own)
        if not told and not own and not optional:
            self.missing.append(PARTS[key])
            self.report.text(unsaid(key, bool(self.pictures.get(key))))

    def _funds_told(self) -> str | None:
        line, unit = self.form.fund_total, self.form.money_unit
        if line is None:
            return None
        told = [f"{word}{_money(amount, unit)}" for word, amount in
                (("年初预算数", line.initial), ("全年预算数", line.adjusted), ("到位数", line.received)) if amount is not None]  # fmt: skip
        return f"{'，'.join(told)}。" if told else None

    def _funds_table(self) -> None:
        roles = [
            ("年初预算数", "initial"),
            ("全年预算数", "adjusted"),
            ("到位数", "received"),
            ("全年执行数", "executed"),
            ("执行率", "rate"),
        ]
        used = [(word, role) for word, role in roles if any(getattr(line, role) for line in self.form.funds)]
        if used:
            rows = [[line.label or "", *(_shown(getattr(line, role)) for _, role in used)] for line in self.form.funds]
            header = ("资金来源", *(word for word, _ in used))
            self.report.table(header, rows, caption=f"项目资金情况（{self.form.money_unit}）", running=(0,))

    def _execution_told(self) -> str | None:
        line, unit = self.form.fund_total, self.form.money_unit
        if line is None or line.executed is None:
            return None
        told = [f"全年执行数{_money(line.executed, unit)}"]
        told += [f"执行率{line.rate.text}"] if line.rate else []
        told += [f"预算执行率分值{line.points.text}分，得{line.score.text}分"] if line.points and line.score else []
        reason = f"\n{line.reason}" if line.reason else ""
        return f"{'，'.join(told)}。{reason}"

    def _kind_told(self, rows: Sequence[EvaluatedIndicator]) -> str:
        """How many rows there are and how many got their full points; rows without points are only counted."""
        scored = [row for row in rows if _value(row.points) is not None and _value(row.score) is not None]
        full = [row for row in scored if _value(row.score) == _value(row.points)]
        names = "、".join(f"“{row.level3 or ''}”" for row in scored if row not in full)
        told = f"共{len(rows)}项指标"
        if scored:
            told += f"，{len(full)}项得满分"
        return f"{told}；未得满分的是{names}。" if names else f"{told}。"

    def _kind_table(self, kind: Level1, rows: Sequence[EvaluatedIndicator]) -> None:
        cells = [
            [row.level2 or "", row.level3 or "", _target(row), _actual(row), _shown(row.points), _shown(row.score)]
            for row in rows
        ]
        self.report.table(
            _HEADER, cells, caption=f"{kind.value}完成情况", widths=(16, 28, 16, 18, 10, 12), running=(1,)
        )

    def _others(self) -> None:
        """Rows whose level 1 is none of the official ones, under the words that the form has for it."""
        rows = [row for row in self.form.indicators if row.kind1 is None]
        if rows:
            self.report.part("其他指标完成情况")
            self.report.text(self._kind_told(rows))
            cells = [
                [row.level1 or "", row.level3 or "", _target(row), _actual(row), _shown(row.points), _shown(row.score)]
                for row in rows
            ]
            self.report.table(("一级指标", *_HEADER[1:]), cells, widths=(16, 28, 16, 18, 10, 12), running=(1,))

    def _score_told(self) -> str:
        if self.form.total_score is None:
            self.missing.append("自评得分")
            return "没有总分。"
        points = f"满分{self.form.total_points.text}分，" if self.form.total_points else ""
        grade = f"，等级为“{self.grade}”" if self.grade else ""
        return f"{points}自评总分{self.form.total_score.text}分{grade}。"

    def _deviations(self) -> str | None:
        """Each cause as the form states it."""
        told = [f"“{row.level3 or ''}”：{row.cause}" for row in self.form.indicators if row.cause]
        closing = [text for text in (self.form.issues, self.form.improvements) if text]
        lines = [f"{number}.{text}" for number, text in enumerate(told, 1)] + closing
        return "\n".join(lines) or None


def _money(printed: Figure, unit: str) -> str:
    return printed.text if printed.unit or printed.value is None else f"{printed.text}{unit}"


def _shown(printed: Figure | None) -> str:
    return printed.text if printed is not None else ""


def _value(printed: Figure | None) -> object:
    return printed.value if printed is not None else None


def _target(row: EvaluatedIndicator) -> str:
    promised = row.promised
    return promised.text if promised is not None else ""


def _actual(row: EvaluatedIndicator) -> str:
    reached = row.reached
    return reached.text if reached is not None else ""
