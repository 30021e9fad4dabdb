"""Publications for tests: the good example's targets, and its year's results."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from zhunsheng.model.document import Document
from zhunsheng.model.execution import Execution, FundFigures
from zhunsheng.model.fund_line import FundSource
from zhunsheng.model.measure import Measure, MeasureStatus
from zhunsheng.model.organisation import BudgetUnit
from zhunsheng.model.score import Entries, Override
from zhunsheng.rules.examples import GOOD
from zhunsheng.usecases.open_data.rows import PublicYear
from zhunsheng.usecases.publication import PublicationKind
from zhunsheng.usecases.self_evaluation import EvaluationCase, evaluate, forms_document

BUDGET, ACCOUNTS = PublicationKind.BUDGET, PublicationKind.ACCOUNTS
APPROVED, OUT = date(2026, 2, 10), date(2026, 2, 20)


def budget(noun: Document, **more: object) -> PublicYear:
    """A publication of targets."""
    return PublicYear(BUDGET, noun, (), 1, APPROVED, OUT, **more)


def accounts(**entries: object) -> PublicYear:
    """A publication of results: the good example's year, its first indicator computed, its second stated."""
    by_hand = (Override("k2", "按期完成", "验收单", score=Decimal(12)),)  # the row whose target is a day
    entries.setdefault("overrides", by_hand)
    keyed = replace(GOOD, indicators=tuple(replace(row, key=f"k{n}") for n, row in enumerate(GOOD.indicators)))
    numbers = [(n, row) for n, row in enumerate(keyed.indicators) if row.target and row.target.number is not None]
    measures = tuple(
        Measure(
            GOOD.code, f"k{n}", row.target, date(2026, 12, 31), MeasureStatus.STATED if place == 1 else MeasureStatus.MEASURED,
            value=row.target.number, unit=row.target.unit, met=True, completion=Decimal(100), records=0 if place == 1 else 5,
        )
        for place, (n, row) in enumerate(numbers)
    )  # fmt: skip
    money = Execution(
        GOOD.code,
        date(2026, 12, 31),
        (FundFigures(FundSource.TOTAL, Decimal(180000), Decimal(180000), Decimal(176543)),),
    )
    evaluated = evaluate(EvaluationCase(keyed, measures, money, 2026, Entries(**entries)))
    noun = forms_document([evaluated], BudgetUnit("219001", "青禾县第二小学"), 2026)
    return PublicYear(ACCOUNTS, noun, (evaluated,), 1, date(2027, 8, 20), date(2027, 9, 3))
