"""Keeping how many findings of each rule every project has, as its year's review found them last."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from zhunsheng.model.finding import Finding
from zhunsheng.web.records.models import FindingTally, Unit


def keep(unit: Unit, year: int, found: Mapping[int | None, Sequence[Finding]]) -> None:
    """Make the tallies of a unit's year anew from its findings by project (``None``: the department part)."""
    now = Counter(
        (target, finding.rule, finding.severity.value) for target, findings in found.items() for finding in findings
    )
    rows = FindingTally.objects.filter(unit=unit, year=year)
    before = {
        (target, rule, severity): count
        for target, rule, severity, count in rows.values_list("target_id", "rule", "severity", "count")
    }
    if before == now:
        return
    rows.delete()
    FindingTally.objects.bulk_create(
        [
            FindingTally(unit=unit, year=year, target_id=target, rule=rule, severity=severity, count=count)
            for (target, rule, severity), count in now.items()
        ],
        batch_size=500,
    )
