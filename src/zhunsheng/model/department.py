"""A unit's own plan for the year (部门整体绩效目标): overall goals, itemised goals, safeguards."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from zhunsheng.model.numbered import Numbered, numbered_items
from zhunsheng.model.organisation import BudgetUnit
from zhunsheng.model.place import Place


@dataclass(frozen=True, slots=True)
class DepartmentPlan:
    """Three text blocks as they stand, paragraphs joined by line feeds; a blank block is ``None``."""

    unit: BudgetUnit = BudgetUnit()
    overall_goal: str | None = None
    sub_goal: str | None = None
    safeguard: str | None = None
    places: Mapping[str, Place] = field(default_factory=dict, compare=False, repr=False)

    @property
    def overall_goals(self) -> tuple[Numbered, ...]:
        """The numbered statements of the overall goal; its introduction is only in :attr:`overall_goal`."""
        return numbered_items(self.overall_goal)

    @property
    def sub_goals(self) -> tuple[Numbered, ...]:
        """The itemised goals (分项绩效目标)."""
        return numbered_items(self.sub_goal)

    @property
    def safeguards(self) -> tuple[Numbered, ...]:
        """The measures that secure the goals (保障措施)."""
        return numbered_items(self.safeguard)

    @property
    def is_blank(self) -> bool:
        """True when the document has no department part."""
        return not (self.overall_goal or self.sub_goal or self.safeguard)
