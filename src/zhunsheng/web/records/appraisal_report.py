"""The reports of a case: every figure one of the table, the marks or the steps; then the words of its writers."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from django.utils import timezone

from zhunsheng.documents.writing.report_evaluation import (
    EvaluationReport,
    ReportPicture,
    ScoreRow,
    Written,
    evaluation_report,
)
from zhunsheng.documents.writing.report_ex_ante import ExAnteReport, ex_ante_report
from zhunsheng.model.evaluation import Evaluation
from zhunsheng.model.project import Project
from zhunsheng.model.role import Role
from zhunsheng.pictures.picture import Picture
from zhunsheng.scoring.exact import fixed, plain, wan
from zhunsheng.web.records.appraisal_result import assessment_of, evaluation_of
from zhunsheng.web.records.models import AppraisalNote
from zhunsheng.web.records.queries.appraisal_pages import reasons, result_radar, result_waterfall
from zhunsheng.web.records.queries.appraisals import STATE_CONCLUSIONS, CaseView, project_of

_PARTS = {"decision": "决策", "management": "过程", "output": "产出", "benefit": "效益"}


def report_of(view: CaseView) -> Written:
    """The report of a case as it stands."""
    return _evaluation(view) if view.is_evaluation else _ex_ante(view)


def told(view: CaseView) -> dict[str, str]:
    """What the program itself can say in each part, from the table, the marks and the steps."""
    return _told_evaluation(view) if view.is_evaluation else _told_ex_ante(view)


def _evaluation(view: CaseView) -> Written:
    notes, found = view.notes, evaluation_of(view.notes, view.names)
    pictures = {}
    if found.total is not None:
        pictures = {
            "conclusion": [_picture(result_radar(found, notes.scheme, width=480).wide, 110)],
            "issues": [_picture(result_waterfall(found, linked=False), 150)],
        }
    content = EvaluationReport(
        f"{view.case.target.year}年度{view.case.target.name}项目支出绩效评价报告", _under(view), _joined(_told_evaluation(view), notes.texts),
        pictures, _score_rows(found), found.grade or "",
    )  # fmt: skip
    return evaluation_report(content)


def _ex_ante(view: CaseView) -> Written:
    notes, found = view.notes, assessment_of(view.notes, view.names)
    papers = [
        (line.name, "已提交" if line.is_in else f"不提交：{line.excuse}" if line.excuse else "缺" if line.required else "未提交", "、".join(line.asked_by))
        for line in notes.materials
    ]  # fmt: skip
    pictures = {}
    if found.evaluation.total is not None:
        pictures = {"dimensions": [_picture(result_radar(found.evaluation, notes.scheme, width=480).wide, 110)]}
    concluded = STATE_CONCLUSIONS.get(view.case.state)
    content = ExAnteReport(
        f"{view.case.target.name}事前绩效评估报告", _under(view), _joined(_told_ex_ante(view), notes.texts), pictures,
        _score_rows(found.evaluation), papers, str(concluded or ""),
    )  # fmt: skip
    return ex_ante_report(content)


def _told_evaluation(view: CaseView) -> dict[str, str]:
    notes, project = view.notes, project_of(view.case.target)
    found = evaluation_of(notes, view.names)
    said = {
        "overview": _overview(view, project), "goals": project.goal or "",
        "scope": f"本次评价对象为{view.case.target.unit.name}{view.case.target.year}年“{view.case.target.name}”。{view.case.reason}",
        "method": f"指标体系分{'、'.join(f'{level}（{plain(points)}分）' for level, points in notes.scheme.levels.items())}，共{len(notes.scheme.items)}项。"
        "各项由专家在分值内打分，取平均数为得分；有比率、有台账完成值的，先按数算出参考分。",
        "process": _process(view), "remarks": _objections(notes.of("objection"), view),
    }  # fmt: skip
    if found.total is not None:
        said["conclusion"] = "\n".join(
            [f"综合得分{fixed(found.total)}分，等级为“{found.grade}”。", *(f"{step}。" for step in found.steps)]
        )
    for key, level in _PARTS.items():
        said[key] = _part_told(found, level)
    lost = [one for one in found.items if one.score is not None and one.score < one.item.weight]
    said["issues"] = "\n".join(
        f"{number}. {one.item.name}扣{plain(one.item.weight - (one.score or Decimal(0)))}分：{_ended('；'.join(reasons(one))) or '未写理由。'}"
        for number, one in enumerate(sorted(lost, key=lambda one: (one.score or Decimal(0)) - one.item.weight), 1)
    )  # fmt: skip
    return said


def _told_ex_ante(view: CaseView) -> dict[str, str]:
    notes, project = view.notes, project_of(view.case.target)
    found = assessment_of(notes, view.names)
    sheets = [row for row in notes.of("sheet") if int(row.key) in notes.members]
    said = {
        "background": view.case.reason, "content": project.purpose or "", "goals": project.goal or "", "funds": _funds(project),
        "scope": f"评估对象为{view.case.target.unit.name}拟于{view.case.target.year}年实施的“{view.case.target.name}”。",
        "method": f"从{'、'.join(f'{level}（{plain(points)}分）' for level, points in notes.scheme.levels.items())}等方面，由专家对照材料打分，取平均数为得分；"
        "缺材料的项不判定。", "process": _process(view),
        "dimensions": "\n".join(f"{level}得{fixed(found.evaluation.levels[level])}分，得分率{fixed(share)}%。" for level, share in found.dimensions.items()),
        "opinions": "\n".join(
            f"{'专家' + str(number)}：{row.content['verdict']}。{row.content['opinion']}" for number, row in enumerate(sheets, 1)
        ) if view.result_shown else "",
    }  # fmt: skip
    concluded, last = STATE_CONCLUSIONS.get(view.case.state), view.steps[-1] if view.steps else None
    by_marks = f"按评分为“{found.conclusion}”：{found.why}。"
    if concluded is not None and last is not None:
        differs = "" if concluded == found.conclusion else "结论与评分不同，理由见办理意见。"
        said["conclusion"] = f"{by_marks}\n评估结论：{concluded}。{differs}\n{last.sentence}"
    elif notes.of("mark"):
        said["conclusion"] = f"{by_marks}\n还没有形成结论。"
    return said


def _overview(view: CaseView, project: Project) -> str:
    about = [
        f"项目名称：{project.name or '—'}；项目编码：{project.code or '—'}；实施单位：{view.case.target.unit.name}。",
        _funds(project),
    ]
    return "\n".join([*about, f"资金用途：{project.purpose}" if project.purpose else ""]).strip()


def _funds(project: Project) -> str:
    rows = (("预算", "total"), ("财政资金", "fiscal"), ("其他资金", "other"))
    parts = [f"{word}{wan(amount)}" for word, part in rows if (amount := project.budget.yuan(part)) is not None]
    return f"{'，'.join(parts)}。" if parts else ""


def _process(view: CaseView) -> str:
    """Who took part, and when which step was taken."""
    leads = [view.names[pk] for pk in view.notes.members if pk in view.notes.leads]
    team = (
        f"评价组{len(view.notes.members)}人，主评人{'、'.join(leads)}，均已声明回避情况。"
        if leads
        else f"评价组{len(view.notes.members)}人。"
    )
    if not view.notes.members:
        team = ""
    days: dict[str, list[str]] = {}
    for step in view.steps:
        at = timezone.localtime(step.at)
        days.setdefault(f"{at.year}年{at.month}月{at.day}日", []).append(step.reached)
    return "\n".join(
        [team, *(f"{day}，{'、'.join(dict.fromkeys(reached))}。" for day, reached in days.items())]
    ).strip()


def _part_told(found: Evaluation, level: str) -> str:
    """How many rows a part has, what it got, and where it lost."""
    rows = [one for one in found.items if one.item.level1.startswith(level)]
    if not rows or any(one.score is None for one in rows):
        return ""
    full, got = sum(one.item.weight for one in rows), sum((one.score or Decimal(0) for one in rows), Decimal(0))
    lines = [f"{level}类指标{len(rows)}项，满分{plain(full)}分，得{fixed(got)}分，得分率{fixed(got / full * 100)}%。"]
    for one in rows:
        why = "；".join(reasons(one))
        lines.append(f"{one.item.name}：满分{plain(one.item.weight)}分，得{fixed(one.score)}分。{_ended(why)}")
    return "\n".join(lines)


def _ended(words: str) -> str:
    """Words with the full stop that ends them."""
    return words if not words or words.endswith(("。", "！", "？")) else f"{words}。"


def _objections(rows: Sequence[AppraisalNote], view: CaseView) -> str:
    if not rows:
        return ""
    names = {item.key: item.name for item in view.notes.scheme.items}
    lines = [f"就报告初稿征求了{view.case.target.unit.name}意见，收到{len(rows)}条，答复如下："]
    for number, row in enumerate(rows, 1):
        reply = view.notes.one("answer", row.key)
        about = f"（{names[row.content['item']]}）" if row.content["item"] in names else ""
        answered = f"{reply.content['verdict']}。{reply.content['text']}" if reply else "尚未答复。"
        lines.append(f"{number}. {about}{row.content['text']}——{answered}")
    return "\n".join(lines)


def _joined(said: dict[str, str], own: dict[str, str]) -> dict[str, str]:
    """What the figures say, then what the writers add."""
    return {key: "\n".join(part for part in (said.get(key, ""), own.get(key, "")) if part) for key in {**said, **own}}


def _score_rows(found: Evaluation) -> list[ScoreRow]:
    return [
        ScoreRow(one.item.level1, one.item.level2, one.item.name, one.item.weight, one.score, "；".join(reasons(one)))
        for one in found.items
    ]


def _under(view: CaseView) -> tuple[str, ...]:
    own = view.case.opened_by.unit
    usual = "财政部门" if view.case.opened_as in (Role.PERFORMANCE, Role.BUREAU_SECTION) else "主管部门"
    role = (
        f"组织评价：{own.name if own else usual}" if view.is_evaluation else f"申报单位：{view.case.target.unit.name}"
    )
    unit = f"被评价单位：{view.case.target.unit.name}" if view.is_evaluation else ""
    state = "" if view.case.state in ("final", "feedback", "reply", "applied", "supported", "rejected") else "（初稿）"
    day = timezone.localtime(view.case.entered_at)
    return tuple(line for line in (role, unit, f"{day.year}年{day.month}月{state}") if line)


def _picture(picture: Picture, width: float) -> ReportPicture:
    return ReportPicture(picture.printed.encode(), picture.caption, width)
