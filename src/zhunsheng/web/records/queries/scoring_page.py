"""What the page of scoring's settings shows: switches, numbers, where they come from, and what they make of an example."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from zhunsheng.law.parameters import legal_number
from zhunsheng.model.quantity import quantity
from zhunsheng.model.score import Method
from zhunsheng.scoring.completion import completion
from zhunsheng.scoring.exact import fixed, plain, rounded
from zhunsheng.scoring.points import share_of
from zhunsheng.scoring.rules import ScoringRules, scoring_rules
from zhunsheng.web.records.models import CalendarChange, Unit
from zhunsheng.web.records.queries.monitoring import RuleNumber
from zhunsheng.web.records.scoring_settings import (
    NUMBERS,
    SCORING,
    SWITCHES,
    ScoringSetting,
    applied,
    scoring_setting,
    words_of,
)

HISTORY = 30
_POINTS = 10
_EXAMPLES = (("满意度", "≥90%", "85", True), ("满意度", "≥90%", "55", True), ("完成数量", "≥100个", "180", False))
_TOTALS = ("91", "82", "65")


@dataclass(frozen=True, slots=True)
class Example:
    """One example: what it is, what it earns as it holds now, and as it would."""

    words: str
    now: str
    then: str


@dataclass(frozen=True, slots=True)
class ScoringPage:
    """What holds for a budget year in a region."""

    year: int
    region: Unit | None
    found: ScoringSetting
    source: str
    is_here: bool
    switches: tuple[tuple[str, str, bool], ...]
    numbers: tuple[RuleNumber, ...]
    examples: tuple[Example, ...]
    history: tuple[tuple[CalendarChange, str], ...]


def scoring_page(
    year: int, region: Unit | None, rows: Sequence[CalendarChange], typed: Mapping[str, str] | None = None, value: dict[str, Any] | None = None
) -> ScoringPage:  # fmt: skip
    """The page; ``typed`` is shown again as it was typed, ``value`` is a checked setting to try on the examples."""
    found, place = scoring_setting(year, region.path if region else "/"), region.pk if region else None
    held = found.setting.value if found.setting else {}
    own = held.get("numbers", {}) if typed is None else typed
    on = set(held.get("on", ())) if typed is None else {name for name in SWITCHES if typed.get(name)}
    here = found.setting is not None and found.setting.unit_id == place
    then = applied(scoring_rules(date(year, 12, 31)), value) if value is not None else None
    history = [(row, words_of(row.value)) for row in reversed(rows) if row.what == SCORING and row.unit_id == place]
    return ScoringPage(
        year, region, found, _source(found, here), here, tuple((name, title, name in on) for name, title in SWITCHES.items()),
        tuple(_number(name, year, own.get(name, "")) for name in NUMBERS), _examples(found.rules, then), tuple(history[:HISTORY]),
    )  # fmt: skip


def _source(found: ScoringSetting, here: bool) -> str:
    if found.setting is None:
        return "默认"
    if here:
        return "本区自定" if found.setting.unit else "全部单位统一设定"
    return f"沿用{found.setting.unit.name}" if found.setting.unit else "沿用全部单位的设定"


def _number(name: str, year: int, own: str) -> RuleNumber:
    known = legal_number(name)
    dated = known.on(date(year, 12, 31)) if year >= known.values[0].since.year else known.values[0]
    basis = "　".join(filter(None, (dated.basis.number, dated.basis.note)))
    return RuleNumber(name, known.title, known.unit, own, plain(dated.value), basis)


def _examples(now: ScoringRules, then: ScoringRules | None) -> tuple[Example, ...]:
    told = [
        Example(f"{name}指标值{target}、完成值{value}{target[-1]}，分值{_POINTS}分", _earned(now, target, value, asked), _earned(then, target, value, asked))
        for name, target, value, asked in _EXAMPLES
    ]  # fmt: skip
    return (*told, *(Example(f"总分{total}分的等级", now.grade(Decimal(total)), then.grade(Decimal(total)) if then else "") for total in _TOTALS))  # fmt: skip


def _earned(rules: ScoringRules | None, target: str, value: str, asked: bool) -> str:
    if rules is None:
        return ""
    by_interval = asked and rules.satisfaction_by_interval
    done = completion(Decimal(value), quantity(target))
    share = share_of(done, Method.SATISFACTION if by_interval else Method.PROPORTION, rules).share or Fraction(0)
    return f"{fixed(rounded(share * _POINTS))}分"
