"""What follows from results (结果应用): a bureau's rules by year with their citation, and the advice they come to."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from zhunsheng.model.score import ScoreRemark


class Trigger(StrEnum):
    """What makes a rule speak."""

    GRADE = "评价等级"
    LOW_EXECUTION = "执行率低"
    LATE_SELF_EVALUATION = "未按期自评"
    NOT_PUBLISHED = "未按期公开"


class AdviceAction(StrEnum):
    """What a rule advises for next year's budget."""

    FAVOUR = "优先保障"
    KEEP = "合理保障"
    IMPROVE = "督促改进"
    CUT = "压减"
    CANCEL = "取消"
    RECOVER = "收回结余"


@dataclass(frozen=True, slots=True)
class AdviceRule:
    """One row of a bureau's rule table. Without a citation (``basis``, 依据文号) it has no effect.

    ``grade`` belongs to the trigger of that name, ``below`` (percent) to a low execution rate; ``least`` and ``most`` are the
    percent that is cut off next year's request (or taken back of what is unspent).
    """

    year: int
    trigger: Trigger
    action: AdviceAction
    basis: str
    grade: str | None = None
    below: Decimal | None = None
    least: Decimal | None = None
    most: Decimal | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class YearResult:
    """What a project's year came to: grade, execution rate in percent, next year's request and what is unspent in 元.

    ``source`` says whose result it is (单位自评, 部门评价, 财政评价).
    """

    project: str
    name: str
    unit: str
    year: int
    grade: str | None
    rate: Decimal | None = None
    requested: Decimal | None = None
    unspent: Decimal | None = None
    late: bool = False
    unpublished: bool = False
    source: str = "单位自评"


@dataclass(frozen=True, slots=True)
class Exemption:
    """A project that is not cut whatever the rules say (刚性民生、人员支出), and why."""

    project: str
    reason: str


@dataclass(frozen=True, slots=True)
class Advice:
    """What one rule advises for one project; ``least`` and ``most`` in 元, ``None`` where there is nothing to reckon."""

    rule: AdviceRule
    words: str
    least: Decimal | None = None
    most: Decimal | None = None


@dataclass(frozen=True, slots=True)
class ProjectAdvice:
    """All advice for one project. The cuts of several rules add up, to no more than the request; exempt ones stand at 0."""

    result: YearResult
    advice: tuple[Advice, ...]
    least: Decimal
    most: Decimal
    exemption: Exemption | None = None

    @property
    def gives_way(self) -> tuple[AdviceAction, ...]:
        """The advice to go on paying that cannot stand beside a cut; none for an exempt project, which is not cut."""
        found = {one.rule.action for one in self.advice}
        cuts = found & {AdviceAction.CUT, AdviceAction.CANCEL} and self.exemption is None
        return tuple(action for action in (AdviceAction.FAVOUR, AdviceAction.KEEP) if cuts and action in found)

    @property
    def actions(self) -> tuple[AdviceAction, ...]:
        """What is advised, each once, without what gives way."""
        return tuple(dict.fromkeys(one.rule.action for one in self.advice if one.rule.action not in self.gives_way))

    @property
    def clash(self) -> str:
        """Where rules advise against each other: what is listed, and who decides; else blank."""
        if not self.gives_way:
            return ""
        cuts = "、".join(action for action in self.actions if action in (AdviceAction.CUT, AdviceAction.CANCEL))
        return f"规则之间不一致：既{'、'.join(self.gives_way)}又{cuts}，清单先列{cuts}，请预算股定。"


@dataclass(frozen=True, slots=True)
class AdviceList:
    """The list for the budget office (挂钩清单), by unit and project; empty as long as the rule table is."""

    year: int
    projects: tuple[ProjectAdvice, ...]
    least: Decimal
    most: Decimal
    remarks: tuple[ScoreRemark, ...] = ()
