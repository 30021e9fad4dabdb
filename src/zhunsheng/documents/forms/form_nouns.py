"""From the cells that the form reader collected to the nouns of the forms, with problems for what does not add up."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from zhunsheng.documents.forms.form_reader import OpenForm
from zhunsheng.documents.forms.table_columns import fill_levels
from zhunsheng.documents.page import Cell
from zhunsheng.model.figure import Figure
from zhunsheng.model.form_address import cell_fields, value_of
from zhunsheng.model.fund_line import FundLine
from zhunsheng.model.monitoring_form import MonitoredIndicator, MonitoringForm
from zhunsheng.model.place import Place, Problem
from zhunsheng.model.self_evaluation_form import (
    EvaluatedIndicator,
    FormDetail,
    FormSubject,
    GoalLine,
    SelfEvaluationForm,
    TaskLine,
)

_NO_FIGURE = re.compile(r"[\s—\-–─/／\\*]*|无|不适用")
_AMOUNTS = ("initial", "adjusted", "received", "executed", "forecast")
_LEVEL_ONLY = frozenset({"level1", "level2"})
TITLES = (
    "部门预算项目支出绩效自评表", "项目支出绩效自评表", "部门整体支出绩效自评表", "项目支出绩效运行监控表", "项目支出绩效监控表",
)  # fmt: skip
"""The titles that the layouts prescribe."""
_TITLE = re.compile(rf"(?:\d{{1,4}}、)?(?P<name>.*?)(?:{'|'.join(TITLES)})(?:（(?P<year>\d{{4}})年度）)?", re.S)


class FormNouns:
    """Makes the nouns of one document's forms; what is doubtful goes to ``problems``."""

    def __init__(self, spans_known: bool, problems: list[Problem]) -> None:
        self.spans_known, self.problems = spans_known, problems

    def self_evaluation(self, form: OpenForm) -> SelfEvaluationForm:
        """A self-evaluation form, of a project or a department."""
        about = self._common(form)
        places = dict(form.places)
        department = not form.texts.get("project_name") and (
            "project_name" not in form.seen or "整体" in (form.heading.text if form.heading else "")
        )
        made = SelfEvaluationForm(
            subject=FormSubject.DEPARTMENT if department else FormSubject.PROJECT,
            overview=form.texts.get("overview"),
            tasks=tuple(self._row(TaskLine, "tasks", cells, number, places) for number, cells in enumerate(form.tasks)),
            goals=tuple(self._row(GoalLine, "goals", cells, number, places) for number, cells in enumerate(form.goals)),
            indicators=tuple(EvaluatedIndicator(**fields) for fields in self._indicators(EvaluatedIndicator, form)),
            total_points=_figure(form.texts.get("total_points")),
            total_score=_figure(form.texts.get("total_score")),
            conclusion=form.texts.get("conclusion"),
            issues=form.texts.get("issues"),
            improvements=form.texts.get("improvements"),
            **about,
            places=places | self._fund_places(form),
        )
        self._check(form, made.label, made.heading)
        return made

    def monitoring(self, form: OpenForm) -> MonitoringForm:
        """A monitoring form."""
        about = self._common(form)
        made = MonitoringForm(
            until_month=self._one(form.months, "监控截止月", form),
            goal=form.texts.get("goal"),
            indicators=tuple(MonitoredIndicator(**fields) for fields in self._indicators(MonitoredIndicator, form)),
            cause_text=form.texts.get("cause_text"),
            advice=form.texts.get("advice"),
            **about,
            places=form.places | self._fund_places(form),
        )
        self._check(form, made.label, made.heading)
        return made

    # -- parts ----------------------------------------------------------------------------------------------------

    def _common(self, form: OpenForm) -> dict[str, Any]:
        """The cells that both kinds of forms have."""
        if form.heading is not None and form.heading.place is not None:
            form.places["heading"] = form.heading.place
        year = self._one(form.years, "年度", form)
        name = form.texts.get("project_name")
        details = tuple(
            FormDetail(label.text.rstrip("：:"), value.text if value else None) for label, value in form.details
        )
        for number, (label, value) in enumerate(form.details):
            place = (value or label).place
            if place is not None:
                form.places[f"details[{number}].text"] = place
        return {
            "year": year,
            "project_code": form.texts.get("project_code"),
            "project_name": name,
            "department": form.texts.get("department"),
            "unit": form.texts.get("unit"),
            "money_unit": self._money_unit(form),
            "funds": tuple(self._fund(cells) for cells in form.funds),
            "details": details,
            "heading": _own_heading(form, name, year),
        }

    def _fund(self, cells: Mapping[str, Cell]) -> FundLine:
        return FundLine(
            **{
                role: value_of(FundLine, role, cell.text.rstrip("：:") if role == "label" else cell.text)
                for role, cell in cells.items()
            }
        )

    def _fund_places(self, form: OpenForm) -> dict[str, Place]:
        return {
            f"funds[{number}].{role}": cell.place
            for number, cells in enumerate(form.funds)
            for role, cell in cells.items()
            if cell.place is not None
        }

    def _row(
        self, kind: type[Any], group: str, cells: Mapping[str, Cell], number: int, places: dict[str, Place]
    ) -> Any:
        for role, cell in cells.items():
            if cell.place is not None:
                places[f"{group}[{number}].{role}"] = cell.place
        return kind(**{role: value_of(kind, role, cell.text) for role, cell in cells.items()})

    def _indicators(self, kind: type[Any], form: OpenForm) -> list[dict[str, Any]]:
        """The fields of every indicator row; blank rows of the template (levels and nothing else) are none."""
        known = cell_fields(kind)
        found = []
        for cells, texts in zip(form.indicators, fill_levels(form.indicators, self.spans_known), strict=True):
            if not any(text for role, text in texts.items() if role not in _LEVEL_ONLY):
                continue
            fields = {role: value_of(kind, role, texts[role]) for role in texts if role in known}
            fields["places"] = {role: cell.place for role, cell in cells.items() if cell.place is not None}
            found.append(fields)
        return found

    # -- doubts ---------------------------------------------------------------------------------------------------

    def _one(self, found: Sequence[tuple[int, Place | None]], what: str, form: OpenForm) -> int | None:
        """The one value that was found; of several the first, with a problem."""
        values = list(dict.fromkeys(value for value, _ in found))
        if len(values) > 1:
            place = next(place for value, place in found if value == values[1])
            self._problem(
                form, f"表里有两个{what}：{values[0]}和{values[1]}。按先出现的{values[0]}读入，请核对。", place
            )
        return values[0] if values else None

    def _money_unit(self, form: OpenForm) -> str:
        """The unit printed nearest to the amounts (the last one); 万元 with a problem where none is printed."""
        units = [unit for unit, _ in form.money]
        if not units:
            if form.funds:
                self._problem(form, "没有写明金额单位，按万元读入。请核对是元还是万元。", None)
            return "万元"
        if len(set(units)) > 1:
            self._problem(
                form,
                f"表里有两种金额单位：{'、'.join(dict.fromkeys(units))}。按离金额最近的{units[-1]}读入，请核对。",
                form.money[-1][1],
            )
        return units[-1]

    def _check(self, form: OpenForm, label: str, heading: str | None) -> None:
        """What the form should have and was not found, and amounts that are no numbers."""
        missing = [
            words
            for part, words in (
                ("funds", "资金（年初预算数、执行数……）"),
                ("indicators", "指标表（一级、二级、三级指标……）"),
            )
            if part not in form.seen
        ]
        for words in missing:
            self._problem(form, f"没有找到{words}，按没有读入。请核对表格是否缺失。", None)
        if not {"project_name", "unit"} & form.seen:
            self._problem(form, "没有找到“项目名称”一栏，按空白读入。请核对表格是否缺行。", None)
        for cells in form.funds:
            for role in _AMOUNTS:
                cell = cells.get(role)
                if (
                    cell is not None
                    and cell.text
                    and Figure(cell.text).value is None
                    and not _NO_FIGURE.fullmatch(cell.text)
                ):
                    self._problem(
                        form, f"金额“{cell.text[:20]}”不是数字，原样保留、不参加计算。请写成数字，如6.00。", cell.place
                    )

    def _problem(self, form: OpenForm, message: str, place: Place | None) -> None:
        place = place or form.places.get("heading") or next(iter(form.places.values()), None)
        name = form.texts.get("project_name")
        where = "".join(filter(None, (f"项目“{name}”" if name else "", str(place) if place else ""))) or "全文"
        self.problems.append(Problem(where, message, place))


def _own_heading(form: OpenForm, name: str | None, year: int | None) -> str | None:
    """The printed title where it is not one that the layouts print by themselves."""
    if form.heading is None:
        return None
    found = _TITLE.fullmatch(form.heading.text)
    labels = ("", name, form.texts.get("unit"), form.texts.get("department"))
    canonical = found is not None and found.group("name") in [_one_line(label) for label in labels if label is not None]
    return None if canonical else form.heading.text


def _one_line(text: str) -> str:
    return text.replace("\n", "")


def _figure(text: str | None) -> Figure | None:
    return Figure(text) if text else None
