"""A budget unit (预算单位) and the department (主管部门) its code belongs to."""

from __future__ import annotations

import re
from dataclasses import dataclass

_CODE_AND_NAME = re.compile(r"^\s*(\d{3,12})(?!\d)\s*[-—－]?\s*(.+)$", re.S)


@dataclass(frozen=True, slots=True)
class BudgetUnit:
    """A unit that has a budget: its code as printed (``"804002"``) and its name; either may be blank."""

    code: str | None = None
    name: str | None = None

    @property
    def department_code(self) -> str | None:
        """The first three digits of the code: the competent department (主管部门)."""
        return self.code[:3] if self.code and len(self.code) >= 3 else None

    @property
    def label(self) -> str:
        """Code and name as the form prints them, without a blank between."""
        return f"{self.code or ''}{self.name or ''}"


def parse_unit(text: str | None) -> BudgetUnit:
    """Split ``"804002临西县…"`` into code and name; text without a code is all name."""
    if not text:
        return BudgetUnit()
    found = _CODE_AND_NAME.match(text)
    if found:
        return BudgetUnit(found.group(1), found.group(2))
    return BudgetUnit(text, None) if text.isdigit() else BudgetUnit(None, text)
