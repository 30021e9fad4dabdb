"""The self-evaluation form (绩效自评表) of a project or a whole department, as it is printed: every cell as it stands."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from zhunsheng.model.figure import Figure
from zhunsheng.model.fund_line import FundLine, FundSource
from zhunsheng.model.indicator import Level1, Level2, level1_kind, level2_kind
from zhunsheng.model.place import Place
from zhunsheng.model.quantity import Quantity, quantity
from zhunsheng.model.spelling import half_width

_POINTS = re.compile(r"[(（]\s*(?:权重|分值)?[:：]?\s*(\d+(?:\.\d+)?)\s*[分%]?\s*[)）]")
_BRACKET = re.compile(r"[（(].*?[）)]\s*$")


class FormSubject(StrEnum):
    """Whom a self-evaluation form is about."""

    PROJECT = "project"
    DEPARTMENT = "department"


@dataclass(frozen=True, slots=True)
class GoalLine:
    """A goal as it was set beside what came of it; ``completion`` where the form asks for a rate (总体完成率)."""

    expected: str | None = None
    actual: str | None = None
    completion: str | None = None


@dataclass(frozen=True, slots=True)
class TaskLine:
    """A main task of the year (年度主要任务) on a department's form, with its money in the form's unit."""

    name: str | None = None
    content: str | None = None
    total: Figure | None = None
    fiscal: Figure | None = None
    other: Figure | None = None
    executed: Figure | None = None


@dataclass(frozen=True, slots=True)
class FormDetail:
    """A labelled cell that forms have beside the usual ones: 项目负责人, 联系电话, 填报日期, 报表编号 …"""

    label: str | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class EvaluatedIndicator:
    """One row of the indicator table, every cell as it stands; a blank cell is ``None``.

    Some forms print a target in three cells; :attr:`promised` puts ``sign``, ``target`` and ``unit`` together.
    """

    level1: str | None = None
    level2: str | None = None
    level3: str | None = None
    description: str | None = None
    sign: str | None = None
    target: str | None = None
    unit: str | None = None
    actual: str | None = None
    standard: str | None = None
    points: Figure | None = None
    score: Figure | None = None
    cause: str | None = None
    places: Mapping[str, Place] = field(default_factory=dict, compare=False, repr=False)

    @property
    def kind1(self) -> Level1 | None:
        """The standard level-1 kind, or ``None`` when the printed name means none."""
        return level1_kind(self.level1)

    @property
    def kind2(self) -> Level2 | None:
        """The standard level-2 kind, or ``None`` when the printed name means none."""
        return level2_kind(self.level2)

    @property
    def level1_points(self) -> Decimal | None:
        """The points printed inside the level-1 cell (``产出指标(50分)``), or ``None``."""
        return printed_points(self.level1)

    @property
    def promised(self) -> Quantity | None:
        """The target as one quantity; ``None`` for a blank cell."""
        return joined_quantity(self.sign, self.target, self.unit)

    @property
    def reached(self) -> Quantity | None:
        """The completed value as a quantity, with the unit of the unit column where it is a bare number."""
        found = quantity(self.actual)
        if found is None or found.value is None or found.unit or not self.unit:
            return found
        return quantity(f"{self.actual}{_bare_unit(self.unit)}")


@dataclass(frozen=True, slots=True)
class SelfEvaluationForm:
    """One self-evaluation form. Texts are cells as they stand, amounts in ``money_unit``; a blank cell is ``None``.

    ``heading`` is the printed title where it differs from the one that the layout prescribes.
    """

    subject: FormSubject = FormSubject.PROJECT
    year: int | None = None
    project_code: str | None = None
    project_name: str | None = None
    department: str | None = None
    unit: str | None = None
    money_unit: str = "万元"
    overview: str | None = None
    funds: tuple[FundLine, ...] = ()
    tasks: tuple[TaskLine, ...] = ()
    goals: tuple[GoalLine, ...] = ()
    indicators: tuple[EvaluatedIndicator, ...] = ()
    total_points: Figure | None = None
    total_score: Figure | None = None
    conclusion: str | None = None
    issues: str | None = None
    improvements: str | None = None
    details: tuple[FormDetail, ...] = ()
    heading: str | None = None
    places: Mapping[str, Place] = field(default_factory=dict, compare=False, repr=False)
    """Where each cell was read, by cell address (see :mod:`zhunsheng.model.form_address`)."""

    @property
    def fund_total(self) -> FundLine | None:
        """The line of the whole money (年度资金总额), or ``None`` when the form has none."""
        return next((line for line in self.funds if line.source is FundSource.TOTAL), None)

    @property
    def label(self) -> str:
        """Whom the form is about, for lists: the project's name, else the unit's."""
        return self.project_name or self.unit or self.department or ""


@lru_cache(maxsize=2048)
def joined_quantity(sign: str | None, target: str | None, unit: str | None) -> Quantity | None:
    """A target whose sign, number and unit may stand in cells of their own; a worded sign (``定性``) adds nothing."""
    if not target:
        return None
    alone = quantity(target)
    if alone is None or alone.value is None:
        return alone
    text = target
    if unit and not alone.unit:
        text = f"{text}{_bare_unit(unit)}"
    if sign and alone.operator is None:
        signed = quantity(f"{sign}{text}")
        if signed is not None and signed.value is not None:
            return signed
    return quantity(text)


@lru_cache(maxsize=512)
def printed_points(text: str | None) -> Decimal | None:
    """The points in brackets behind a level's name (``效益指标（30分）``), or ``None``."""
    found = _POINTS.search(half_width(text or ""))
    return Decimal(found.group(1)) if found else None


def _bare_unit(unit: str) -> str:
    """A unit without its explanation in brackets: ``%（百分比）`` → ``%``."""
    return _BRACKET.sub("", unit).strip() or unit
