"""The rows of the open data: a published year's nouns, cell by cell, and nothing besides.

What is not named in :mod:`.tables` does not go out: no row keys, no names of people, no formulas, no records.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from zhunsheng.model.document import Document
from zhunsheng.model.figure import YUAN_PER, Figure
from zhunsheng.model.fund_line import FundLine, figure_in_yuan
from zhunsheng.model.indicator import Indicator
from zhunsheng.model.measure import MeasureStatus
from zhunsheng.model.numbered import Numbered
from zhunsheng.model.project import Project
from zhunsheng.model.score import IndicatorScore, ScoreState
from zhunsheng.model.self_evaluation_form import EvaluatedIndicator
from zhunsheng.scoring.exact import fixed, plain, rounded
from zhunsheng.usecases.open_data.tables import PARTS, tables_of
from zhunsheng.usecases.publication import PublicationKind
from zhunsheng.usecases.self_evaluation import Evaluated, unit_score

Value = str | int | bool | None
Row = dict[str, Value]
_UNSAFE = re.compile(r"[^0-9A-Za-z._\-\u4e00-\u9fff]+")
_LAST_MARK = re.compile(r"(?:[(（]?[一二三四五六七八九十\d①-⑳]{1,3}[)）]?[、.．]?|目标\d{1,2}[:：])\s*$")
"""The number of a statement, at the end of what stands before it."""
_TAKEN = ("files",)
"""Words that addresses use for other things."""


@dataclass(frozen=True, slots=True)
class PublicYear:
    """What a unit publishes of a year on one occasion. ``document`` holds the target tables, ``evaluated`` the results.

    ``edition`` counts from 1; days that are not known are ``None``.
    """

    kind: PublicationKind
    document: Document
    evaluated: tuple[Evaluated, ...] = ()
    edition: int = 1
    approved_on: date | None = None
    published_on: date | None = None
    withheld: int = 0
    """Projects that stay secret by law: not shown, but counted."""

    @property
    def year(self) -> int:
        """The budget year; 0 where the document does not say it (such a year is not published)."""
        return self.document.fiscal_year or 0

    @property
    def unit_code(self) -> str:
        """The unit's code, or its name where it has none."""
        return self.document.unit.code or self.document.unit.name or ""

    @property
    def unit_name(self) -> str:
        """The unit's name."""
        return self.document.unit.name or self.document.unit.label


def table_rows(year: PublicYear) -> dict[str, list[Row]]:
    """Every table of the publication with its rows, by the tables' names."""
    makers: Mapping[str, Callable[[PublicYear], Iterator[Row]]] = {
        "projects": _projects, "indicators": _indicators, "fund_plan": _fund_plan, "department_goals": _department_goals,
        "unit_result": _unit_result, "project_results": _project_results, "indicator_results": _indicator_results,
    }  # fmt: skip
    found = {}
    for table in tables_of(year.kind):
        names = [field.name for field in table.fields]
        found[table.name] = [{name: row.get(name) for name in names} for row in makers[table.name](year)]
    return found


def identities(codes: Sequence[str | None]) -> list[str]:
    """A name for every project that can stand in an address: its code, made different where two have the same."""
    found: list[str] = []
    for number, code in enumerate(codes, 1):
        name = _UNSAFE.sub("-", code or "").strip("-.") or f"no{number}"
        if name in _TAKEN:
            name = f"no{number}"
        while name in found:
            name = f"{name}-{number}"
        found.append(name)
    return found


# -- with the budget ---------------------------------------------------------------------------------------------------


def _projects(year: PublicYear) -> Iterator[Row]:
    for name, project in _named(year):
        budget = project.budget
        yield {
            **_whose(year), "project": name, "project_code": project.code, "project_name": project.name,
            "budget_total": _wan(budget.total, budget.unit), "budget_fiscal": _wan(budget.fiscal, budget.unit),
            "budget_other": _wan(budget.other, budget.unit), "purpose": project.purpose, "goal": project.goal,
        }  # fmt: skip


def _indicators(year: PublicYear) -> Iterator[Row]:
    for name, project in _named(year):
        for number, indicator in enumerate(project.indicators, 1):
            yield {**_whose(year), "project": name, "indicator": number, **_levels(indicator), **_target(indicator)}


def _fund_plan(year: PublicYear) -> Iterator[Row]:
    for name, project in _named(year):
        for point in {point.month: point for point in project.fund_plan}.values():
            yield {
                **_whose(year), "project": name, "month": point.month,
                "cumulative_percent": _digits(point.percent.digits if point.percent else None),
            }  # fmt: skip


def _department_goals(year: PublicYear) -> Iterator[Row]:
    plan = year.document.department
    for part, _ in PARTS:
        whole, items = getattr(plan, part), getattr(plan, f"{part}s")
        lines = [(None, lead)] if (lead := _introduction(whole, items)) else []
        lines += [(item.no, item.text) for item in items]
        for position, (number, text) in enumerate(lines, 1):
            yield {**_whose(year), "part": part, "position": position, "number": number or None, "text": text}


def _introduction(whole: str | None, items: Sequence[Numbered]) -> str:
    """What stands before the first numbered statement of a text."""
    if not whole or not items:
        return whole or ""
    return _LAST_MARK.sub("", whole.partition(items[0].text.split("\n")[0])[0]).strip()


def _levels(indicator: Indicator) -> Row:
    return {
        "level1": indicator.level1, "level2": indicator.level2, "level3": indicator.level3,
        "description": indicator.description, "basis": indicator.basis,
    }  # fmt: skip


def _target(indicator: Indicator) -> Row:
    target = indicator.target
    if target is None:
        return {}
    return {
        "target_text": target.text, "target_operator": target.operator, "target_value": _digits(target.value),
        "target_upper": _digits(target.upper), "target_unit": target.unit,
    }  # fmt: skip


# -- with the accounts -------------------------------------------------------------------------------------------------


def _unit_result(year: PublicYear) -> Iterator[Row]:
    whole = unit_score(year.unit_name, year.evaluated)
    moneys = [one.evaluation.execution for one in year.evaluated]
    yield {
        **_whose(year), "projects": len(year.evaluated), "budget": _together(money.budget for money in moneys),
        "paid": _together(money.paid for money in moneys),
        "execution_rate": _fixed(whole.rate), "score": _fixed(whole.score), "grade": whole.grade,
    }  # fmt: skip


def _project_results(year: PublicYear) -> Iterator[Row]:
    for name, one in _evaluated(year):
        found, form = one.evaluation, one.form
        line = form.fund_total or FundLine()
        yield {
            **_whose(year), "project": name, "project_code": form.project_code, "project_name": form.project_name,
            "initial_budget": _wan(line.initial, form.money_unit), "budget": _wan(line.adjusted, form.money_unit),
            "paid": _wan(line.executed, form.money_unit), "execution_rate": _fixed(found.execution.rate),
            "execution_score": _fixed(found.execution.score), "score": _fixed(found.total), "grade": found.grade,
            "achieved": "\n".join(goal.actual for goal in form.goals if goal.actual) or None, "execution_cause": line.reason,
        }  # fmt: skip


def _indicator_results(year: PublicYear) -> Iterator[Row]:
    for name, one in _evaluated(year):
        pairs = zip(one.case.project.indicators, one.form.indicators, one.evaluation.indicators, strict=True)
        for number, (indicator, printed, score) in enumerate(pairs, 1):
            yield {
                **_whose(year), "project": name, "indicator": number, "level1": indicator.level1, "level2": indicator.level2,
                "level3": indicator.level3, "target_text": printed.target, **_result(printed, score),
            }  # fmt: skip


def _result(printed: EvaluatedIndicator, score: IndicatorScore) -> Row:
    value = score.override.value if score.override and score.override.value is not None else score.value
    return {
        "actual_text": printed.actual, "value": plain(value) if value is not None else None, "status": status_of(score),
        "light": {True: "met", False: "missed", None: "unknown"}[score.met],
        "completion_percent": _fixed(score.percent), "points": plain(score.weight), "score": _fixed(score.score),
        "cause": printed.cause,
    }  # fmt: skip


def status_of(score: IndicatorScore) -> str:
    """How the completed value of an indicator came about, as the open data says it."""
    if score.state in (ScoreState.OVERRIDDEN, ScoreState.JUDGED):
        return score.state.value
    if score.evidence is MeasureStatus.STATED:
        return "stated"
    return "computed" if score.evidence is MeasureStatus.MEASURED and score.state is ScoreState.COMPUTED else "none"


# -- small things ------------------------------------------------------------------------------------------------------


def _whose(year: PublicYear) -> Row:
    return {"unit_code": year.unit_code, "unit_name": year.unit_name, "fiscal_year": year.year}


def _named(year: PublicYear) -> Iterator[tuple[str, Project]]:
    projects = year.document.projects
    return zip(identities([project.code for project in projects]), projects, strict=True)


def _evaluated(year: PublicYear) -> Iterator[tuple[str, Evaluated]]:
    return zip(identities([one.form.project_code for one in year.evaluated]), year.evaluated, strict=True)


def _wan(printed: Figure | None, unit: str) -> str | None:
    """A printed amount in 万元; the digits as printed where that is its unit."""
    yuan = figure_in_yuan(printed, unit)
    if printed is None or yuan is None:
        return None
    exact = yuan / YUAN_PER["万元"]
    return _digits(printed.digits) if exact == printed.value else plain(exact, 6)


def _digits(printed: str | None) -> str | None:
    """Digits as printed; a plus sign says nothing."""
    return printed.lstrip("+") if printed else None


def _together(amounts: Iterable[Decimal | None]) -> str | None:
    """The sum in 万元, as exact as its parts, with two decimals at least; blank where one of them is blank."""
    found = list(amounts)
    known = [amount for amount in found if amount is not None]
    if not found or len(known) < len(found):
        return None
    whole = sum(known, Decimal(0)) / YUAN_PER["万元"]
    return fixed(whole) if rounded(whole) == whole else plain(whole, 6)


def _fixed(number: Decimal | None) -> str | None:
    return None if number is None else fixed(number)
