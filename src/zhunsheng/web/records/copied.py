"""What of a table copied from last year has to be looked at: found once when it is copied, open until the cell is changed or ticked off."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from decimal import Decimal
from typing import Any

from zhunsheng.lifecycle.next_year import FlagKind, NextYear, Standing, TargetComparison
from zhunsheng.model.address import cell_name, cells, indicator_address
from zhunsheng.model.measure import Measure
from zhunsheng.model.project import Project
from zhunsheng.web.records.models import ResultNote, Target

ORIGIN, LOOKED = "origin", "looked"
"""The sorts of notes: which table one was copied from and what is to be looked at in it; a place ticked off."""
LABELS: Mapping[FlagKind, str] = {
    FlagKind.YEAR: "年份", FlagKind.DATE: "时间", FlagKind.PLAN_PERIOD: "规划", FlagKind.MONEY: "金额",
}  # fmt: skip
_FAR = Decimal("0.2")
"""How far a target may lie from what was reached last year before one is asked to look, as a share of it."""


@dataclass(frozen=True, slots=True)
class Look:
    """A cell to look at: address by key as the form has it, the words, why, and what stood there when it was copied."""

    label: str
    address: str
    cell: str
    quote: str
    message: str
    text: str


def looks_found(project: Project, found: NextYear) -> tuple[Look, ...]:
    """What is to be looked at in a table that is copied: years, times, plans, money; targets far from what was reached."""
    now = cells(project)
    flagged = [
        Look(LABELS[flag.kind], by_key(project, flag.address), cell_words(project, flag.address), flag.quote, flag.message, now.get(flag.address) or "")
        for flag in found.flags
    ]  # fmt: skip
    far = [
        Look("指标值", by_key(project, one.address), cell_words(project, one.address), one.target.text, one.message, one.target.text)
        for one in found.comparison if one.target is not None and is_far(one)
    ]  # fmt: skip
    return (*flagged, *far)


def kept_looks(project: Project, found: NextYear) -> list[dict[str, Any]]:
    """What is to be looked at, as a note keeps it."""
    return [asdict(look) for look in looks_found(project, found)]


def looks_open(target: Target, project: Project) -> tuple[Look, ...]:
    """What is still to be looked at in a draft: cells that read as they were copied and were not ticked off. One query."""
    if target.state != "draft":
        return ()
    notes = tuple(ResultNote.objects.filter(target=target, what__in=(ORIGIN, LOOKED)).order_by("pk"))
    origin = next((note for note in notes if note.what == ORIGIN), None)
    if origin is None:
        return ()
    done = {note.key: note.content["text"] for note in notes if note.what == LOOKED and not note.withdrawn}
    now = {by_key(project, address): text or "" for address, text in cells(project).items()}
    looks = (Look(**one) for one in origin.content.get("looks", ()))
    return tuple(look for look in looks if now.get(look.address) == look.text and done.get(look.address) != look.text)


def is_far(one: TargetComparison) -> bool:
    """True for a target looser than what was reached, or stricter by more than a fifth."""
    if one.standing is Standing.LOOSER:
        return True
    number = one.target.number if one.target else None
    if one.standing is not Standing.STRICTER or number is None or not one.actual:
        return False
    return abs(number - one.actual) / abs(one.actual) > _FAR


def under_new_names(reached: Mapping[str, Measure], project: Project) -> Iterable[Measure]:
    """Last year's values under this year's names: a row that was renamed keeps its key."""
    names = {row.key: row.level3 or "" for row in project.indicators}
    return [replace(one, indicator=names[key], project=None) for key, one in reached.items() if names.get(key)]


def by_key(project: Project, address: str) -> str:
    """An address with its row's key in the place of its number."""
    row = indicator_address(address)
    return address if row is None else f"indicators.{project.indicators[row[0]].key}.{row[1]}"


def cell_words(project: Project, address: str) -> str:
    """What people call a cell, with the indicator it belongs to."""
    row = indicator_address(address)
    if row is None:
        return cell_name(address)
    return f"“{project.indicators[row[0]].level3 or f'第{row[0] + 1}条指标'}”的{cell_name(f'indicators[0].{row[1]}')}"
