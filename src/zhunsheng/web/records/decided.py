"""What was decided on findings, as the review and its pages see it: the latest decision of each finding."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from zhunsheng.rules.waiver import Waiver
from zhunsheng.web.records.cell_address import NoSuchCell, Noun, RowGone, index_of, row_key, to_index
from zhunsheng.web.records.models import Decision, DecisionKind

WHERE = tuple[int | None, str]
"""A finding: its project's id (``None``: the department part) and its name there."""


@dataclass(frozen=True, slots=True)
class Decided:
    """One decision that holds."""

    target: int | None
    finding: str
    rule: str
    address: str
    kind: str
    reason: str
    until: date | None
    round: int
    by: str
    at: datetime

    @property
    def label(self) -> str:
        """What people call it."""
        return str(DecisionKind(self.kind).label)


def decided(unit_id: int, year: int) -> dict[WHERE, Decided]:
    """The decisions that hold in a unit's year, by finding; withdrawn ones are left out."""
    rows = Decision.objects.filter(unit_id=unit_id, year=year).order_by("pk").values_list(
        "target_id", "finding", "rule", "address", "kind", "reason", "until", "round", "by__name", "by__username", "at"
    )  # fmt: skip
    found: dict[WHERE, Decided] = {}
    for target, finding, rule, address, kind, reason, until, number, name, username, at in rows:
        found.pop((target, finding), None)
        if kind != DecisionKind.WITHDRAW:
            by = name or username
            found[target, finding] = Decided(target, finding, rule, address, kind, reason, until, number, by, at)
    return found


def waivers(decisions: Iterable[Decided], nouns: dict[int | None, Noun]) -> list[tuple[Waiver, Decided]]:
    """The decisions that waive, as the rules understand them; ``nouns`` are the sheets under review by project id."""
    found = []
    for item in decisions:
        noun = nouns.get(item.target)
        if item.kind != DecisionKind.WAIVE or item.until is None or noun is None:
            continue
        address = _address(noun, item.address)
        if address is not None:
            project = getattr(noun, "code", None)
            waiver = Waiver(item.rule, project, item.reason, item.until, by=item.by, address=address)
            found.append((waiver, item))
    return found


def _address(noun: Noun, address: str) -> str | None:
    """The cell by index; ``None`` when its row is gone. A whole row has no column."""
    row = row_key(address)
    if row and not row[1]:
        index = index_of(noun, row[0]) if hasattr(noun, "indicators") else None  # type: ignore[arg-type]
        return None if index is None else f"indicators[{index}]"
    try:
        return to_index(noun, address)
    except (RowGone, NoSuchCell):
        return None
