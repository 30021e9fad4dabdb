"""A waiver (豁免): a finding that a responsible person accepts, with a reason and an end date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from zhunsheng.model.finding import Finding


@dataclass(frozen=True, slots=True)
class Waiver:
    """Findings of ``rule`` in ``project`` (if given: of one ``indicator``, of one cell) are set aside until ``until``."""

    rule: str
    project: str | None
    reason: str
    until: date
    indicator: str | None = None
    by: str = ""
    address: str | None = None
    """One cell of the document that is under review (see :mod:`zhunsheng.model.address`)."""

    def covers(self, finding: Finding, on: date) -> bool:
        """True when the waiver is still in force on the day and means this finding."""
        same = finding.rule == self.rule and finding.project == self.project
        place = self.indicator in (None, finding.indicator) and self.address in (None, finding.address)
        return same and place and on <= self.until
