"""How tests of self-evaluation and monitoring set things up: the school's year 2026, looked back upon."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from ledger_stage import add, patrol

from zhunsheng.web.records.models import NoteStage, Target, YearNote
from zhunsheng.web.records.operations.bind_formula import Wanted, bind_formula
from zhunsheng.web.records.operations.note_year import Said, note_year

PAPER = (("佐证.pdf", b"%PDF-1.4 proof"),)
"""A paper that goes with an override."""


def pay(cast: Any, target: Target | None, *payments: tuple[str, str]) -> None:
    """Write down payments: day and amount in 元."""
    values = [
        {"day": date.fromisoformat(day), "payee": "承建公司", "purpose": "工程款", "amount": Decimal(amount), "source": "财政资金"}
        for day, amount in payments
    ]  # fmt: skip
    add(cast.clerk, cast.school, *values, kind="payment", project=target)


def measured(cast: Any, target: Target, key: str, present: int = 1, absent: int = 1) -> None:
    """Bind an indicator to the share of patrols that were made, and log some."""
    bind_formula(target, key, cast.clerk, Wanted("占比(巡查, 条件: 到场 = 是)"))
    days = [patrol(day=date(2026, 5, 8), present=number < present) for number in range(present + absent)]
    add(cast.clerk, cast.school, *days, project=target)


def say(cast: Any, target: Target, sort: str, key: str = "", month: int = 0, by: Any = None, **more: Any) -> YearNote:
    """Write down what the clerk says; ``files``, ``base``, ``withdrawn`` and ``many`` as :class:`Said` has them."""
    about = {name: more.pop(name) for name in ("files", "base", "withdrawn") if name in more}
    chosen = more.pop("many", {})
    stage = NoteStage.MONITORING if month else NoteStage.EVALUATION
    return note_year(
        target, by or cast.clerk, Said(stage, sort, key, month, more, lambda name: chosen.get(name, ()), **about)
    )


def key_of(target: Target, number: int = 0) -> str:
    """The key of an indicator."""
    return target.draft["indicators"][number]["key"]


def rate_key(target: Target) -> str:
    """The key of an indicator whose target is a percentage."""
    return next(
        row["key"] for row in target.draft["indicators"] if "%" in str(row["target"]) or "百分" in str(row["target"])
    )
