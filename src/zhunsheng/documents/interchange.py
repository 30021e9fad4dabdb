"""The public JSON of a document (``zhunsheng/document@1``): nouns to plain values and back, without loss.

Digits stand as printed; a blank is ``null``; what is no number keeps its words in a ``…_text`` key beside the ``null``.
The web keeps a project's version as this JSON, so reading it back must give an equal noun.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from zhunsheng.documents.interchange_forms import form_to_json, monitoring_from_json, self_evaluation_from_json
from zhunsheng.model.address import indicator_cells
from zhunsheng.model.department import DepartmentPlan
from zhunsheng.model.document import Document, Source
from zhunsheng.model.figure import Figure, figure
from zhunsheng.model.indicator import Indicator
from zhunsheng.model.numbered import Numbered
from zhunsheng.model.organisation import BudgetUnit
from zhunsheng.model.place import Place, Problem
from zhunsheng.model.project import Budget, FundPlanPoint, Project
from zhunsheng.model.quantity import Quantity, quantity

SCHEMA = "zhunsheng/document@1"
Json = dict[str, Any]


class NotADocument(ValueError):
    """The JSON is not ``zhunsheng/document@1``; the message says what is wrong and where, in Chinese."""


def document_to_json(document: Document) -> Json:
    """The whole document as the public JSON."""
    source = document.source
    data: Json = {
        "schema": SCHEMA,
        "source": {"name": source.name, "sha256": source.sha256, "format": source.format, "layout": source.layout},
        "unit": _unit(document.unit),
        "fiscal_year": document.fiscal_year,
        "department": department_to_json(document.department),
        "projects": [project_to_json(project) for project in document.projects],
        "problems": [problem_to_json(problem) for problem in document.problems],
    }
    if document.other_departments:
        data["other_departments"] = [department_to_json(plan) for plan in document.other_departments]
    if document.self_evaluations:
        data["self_evaluations"] = [form_to_json(form) for form in document.self_evaluations]
    if document.monitorings:
        data["monitorings"] = [form_to_json(form) for form in document.monitorings]
    return data


def document_from_json(data: Any) -> Document:
    """The document of a public JSON. Raises :class:`NotADocument` for anything else."""
    if not isinstance(data, Mapping) or data.get("schema") != SCHEMA:
        raise NotADocument(f'JSON不是绩效文本：顶层缺少 "schema": "{SCHEMA}"。请用 zhunsheng read --json 生成。')
    try:
        return Document(
            unit=_unit_from(data.get("unit")),
            fiscal_year=_year(data.get("fiscal_year")),
            department=department_from_json(data.get("department") or {}),
            projects=tuple(project_from_json(item) for item in data.get("projects") or ()),
            other_departments=tuple(department_from_json(item) for item in data.get("other_departments") or ()),
            self_evaluations=tuple(self_evaluation_from_json(item) for item in data.get("self_evaluations") or ()),
            monitorings=tuple(monitoring_from_json(item) for item in data.get("monitorings") or ()),
            problems=tuple(
                Problem(str(p.get("where", "")), str(p.get("message", ""))) for p in data.get("problems") or ()
            ),
            source=_source_from(data.get("source") or {}),
        )
    except (AttributeError, TypeError, KeyError, ValueError) as error:
        raise NotADocument(f"JSON的结构不对：{error}。请对照接口说明，或用 zhunsheng read --json 重新生成。") from error


def department_to_json(plan: DepartmentPlan) -> Json:
    """A department part: whole texts, and their numbered statements beside them."""
    return {
        "unit": _unit(plan.unit),
        "overall_goal": plan.overall_goal,
        "overall_goals": _numbered(plan.overall_goals),
        "sub_goal": plan.sub_goal,
        "sub_goals": _numbered(plan.sub_goals),
        "safeguard": plan.safeguard,
        "safeguards": _numbered(plan.safeguards),
    }


def department_from_json(data: Mapping[str, Any]) -> DepartmentPlan:
    """A department part; where only the statements are given, the text is put together from them."""
    return DepartmentPlan(
        unit=_unit_from(data.get("unit")),
        overall_goal=_text(data.get("overall_goal")) or _joined(data.get("overall_goals"), "（{}）"),
        sub_goal=_text(data.get("sub_goal")) or _joined(data.get("sub_goals"), "{}."),
        safeguard=_text(data.get("safeguard")) or _joined(data.get("safeguards"), "{}."),
    )


def project_to_json(project: Project) -> Json:
    """One project's target table."""
    budget = project.budget
    money: Json = {}
    for part in ("total", "fiscal", "other"):
        _put_figure(money, part, getattr(budget, part))
    money["unit"] = budget.unit
    data: Json = {
        "code": project.code,
        "name": project.name,
        "unit_code": project.unit.code,
        "unit_name": project.unit.name,
        "budget": money,
        "purpose": project.purpose,
        "fund_plan": [_point(point) for point in project.fund_plan],
        "goal": project.goal,
        "goals": _numbered(project.goals),
        "indicators": [indicator_to_json(indicator) for indicator in project.indicators],
    }
    if project.heading is not None:
        data["heading"] = project.heading
    return data


def project_from_json(data: Mapping[str, Any]) -> Project:
    """One project's target table; where only the goals' statements are given, the cell is put together from them."""
    money = data.get("budget") or {}
    return Project(
        code=_text(data.get("code")),
        name=_text(data.get("name")),
        unit=BudgetUnit(_text(data.get("unit_code")), _text(data.get("unit_name"))),
        budget=Budget(
            _figure_from(money, "total"),
            _figure_from(money, "fiscal"),
            _figure_from(money, "other"),
            money.get("unit") or "万元",
        ),
        purpose=_text(data.get("purpose")),
        fund_plan=tuple(
            FundPlanPoint(int(point["month"]), _figure_from(point, "cumulative_percent"))
            for point in data.get("fund_plan") or ()
        ),
        goal=_text(data.get("goal")) or _joined(data.get("goals"), "{}、"),
        indicators=tuple(indicator_from_json(item) for item in data.get("indicators") or ()),
        heading=_text(data.get("heading")),
    )


def indicator_to_json(indicator: Indicator) -> Json:
    """One indicator row; the target taken apart."""
    data: Json = dict(indicator_cells(indicator))
    data["target"] = target_to_json(indicator.target)
    if indicator.key:
        data["key"] = indicator.key
    return data


def indicator_from_json(data: Mapping[str, Any]) -> Indicator:
    """One indicator row; the target is parsed from its text again."""
    target = data.get("target")
    text = target.get("text") if isinstance(target, Mapping) else target
    return Indicator(
        level1=_text(data.get("level1")),
        level2=_text(data.get("level2")),
        level3=_text(data.get("level3")),
        description=_text(data.get("description")),
        target=quantity(_text(text)),
        basis=_text(data.get("basis")),
        key=str(data.get("key") or ""),
    )


def target_to_json(target: Quantity | None) -> Json | None:
    """A target quantity: ``null`` where the cell is blank."""
    if target is None:
        return None
    data: Json = {"text": target.text, "operator": target.operator, "value": target.value, "unit": target.unit}
    if target.upper is not None:
        data["upper"] = target.upper
    if target.note is not None:
        data["note"] = target.note
    return data


def problem_to_json(problem: Problem) -> Json:
    """A problem with its place in words and, where known, in numbers."""
    data: Json = {"where": problem.where, "message": problem.message}
    if isinstance(problem.place, Place):
        data["place"] = problem.place.to_json()
    return data


def _source_from(data: Mapping[str, Any]) -> Source:
    name, digest, kind = (str(data.get(key) or "") for key in ("name", "sha256", "format"))
    return Source(name, digest, kind, data.get("layout"))


def _unit(unit: BudgetUnit) -> Json:
    return {"code": unit.code, "name": unit.name}


def _unit_from(data: Any) -> BudgetUnit:
    data = data or {}
    return BudgetUnit(_text(data.get("code")), _text(data.get("name")))


def _numbered(items: tuple[Numbered, ...]) -> list[Json]:
    return [{"no": item.no, "text": item.text} for item in items]


def _joined(items: Any, mark: str) -> str | None:
    lines = [f"{mark.format(item['no']) if item.get('no') else ''}{item['text']}" for item in items or ()]
    return "\n".join(lines) or None


def _point(point: FundPlanPoint) -> Json:
    data: Json = {"month": point.month}
    _put_figure(data, "cumulative_percent", point.percent)
    return data


def _put_figure(data: Json, key: str, printed: Figure | None) -> None:
    """The digits as printed; the cell's words in ``key_text`` where they say more than the digits."""
    data[key] = printed.digits if printed else None
    if printed is not None and printed.text != printed.digits:
        data[f"{key}_text"] = printed.text


def _figure_from(data: Mapping[str, Any], key: str) -> Figure | None:
    value = data.get(f"{key}_text")
    if value is None:
        value = data.get(key)
    return figure(None if value is None else str(value))


def _year(value: Any) -> int | None:
    return None if value is None else int(value)


def _text(value: Any) -> str | None:
    if value is None or value == "":
        return None
    if not isinstance(value, str):
        raise TypeError(f"“{value!r}”应为文字")
    return value
