"""The monitoring form (项目支出绩效运行监控表) as it is printed: every cell as it stands."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from zhunsheng.model.fund_line import FundLine, FundSource
from zhunsheng.model.indicator import Level1, Level2, level1_kind, level2_kind
from zhunsheng.model.place import Place
from zhunsheng.model.quantity import Quantity
from zhunsheng.model.self_evaluation_form import FormDetail, joined_quantity
from zhunsheng.model.spelling import half_width

TICKS = frozenset("√✓✔☑■●◆þýR")
"""Characters that forms, and programs that convert them, print for a ticked box."""
_UNTICKED = re.compile(r"^[\s□☐○◯〇×✗✘—\-/无否0]*$")


class Outlook(StrEnum):
    """Whether a target will be reached by the end of the year (完成目标可能性)."""

    CERTAIN = "certain"
    POSSIBLE = "possible"
    IMPOSSIBLE = "impossible"


class DeviationCause(StrEnum):
    """The kinds of causes (偏差原因) that the form asks to tick."""

    FUNDING = "funding"
    INSTITUTION = "institution"
    STAFF = "staff"
    HARDWARE = "hardware"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class MonitoredIndicator:
    """One row of the indicator table, every cell as it stands; a blank cell is ``None``.

    ``reached`` is what was done by the month of the form, ``forecast`` what is expected for the year. Ticks stand in
    ``cause_…`` and ``outlook_…`` as printed; ``outlook`` is the worded answer of forms with one column for it.
    """

    level1: str | None = None
    level2: str | None = None
    level3: str | None = None
    sign: str | None = None
    target: str | None = None
    unit: str | None = None
    reached: str | None = None
    forecast: str | None = None
    cause_funding: str | None = None
    cause_institution: str | None = None
    cause_staff: str | None = None
    cause_hardware: str | None = None
    cause_other: str | None = None
    cause_note: str | None = None
    outlook_certain: str | None = None
    outlook_possible: str | None = None
    outlook_impossible: str | None = None
    outlook: str | None = None
    remark: str | None = None
    places: Mapping[str, Place] = field(default_factory=dict, compare=False, repr=False)

    @property
    def kind1(self) -> Level1 | None:
        """The standard level-1 kind, or ``None`` when the printed name means none."""
        return level1_kind(self.level1)

    @property
    def kind2(self) -> Level2 | None:
        """The standard level-2 kind, or ``None`` when the printed name means none."""
        return level2_kind(self.level2)

    @property
    def promised(self) -> Quantity | None:
        """The year's target as one quantity; ``None`` for a blank cell."""
        return joined_quantity(self.sign, self.target, self.unit)

    @property
    def done(self) -> Quantity | None:
        """What was done so far as a quantity; ``None`` for a blank cell."""
        return joined_quantity(None, self.reached, self.unit)

    @property
    def causes(self) -> tuple[DeviationCause, ...]:
        """The kinds of causes that are ticked."""
        return tuple(cause for cause in DeviationCause if is_ticked(getattr(self, f"cause_{cause.value}")))

    @property
    def outlooks(self) -> tuple[Outlook, ...]:
        """Every answer that is given, ticked or worded: exactly one on a form that is filled in well."""
        ticked = tuple(one for one in Outlook if is_ticked(getattr(self, f"outlook_{one.value}")))
        worded = outlook_of(self.outlook)
        return ticked if worded is None or worded in ticked else (*ticked, worded)


@dataclass(frozen=True, slots=True)
class MonitoringForm:
    """One monitoring form. ``until_month`` is the last month that its figures cover (7 for 1—7月), ``None`` unless printed.

    ``cause_text`` and ``advice`` are the closing texts of forms that ask for causes as a whole. Amounts are in ``money_unit``.
    """

    year: int | None = None
    until_month: int | None = None
    project_code: str | None = None
    project_name: str | None = None
    department: str | None = None
    unit: str | None = None
    money_unit: str = "万元"
    funds: tuple[FundLine, ...] = ()
    goal: str | None = None
    indicators: tuple[MonitoredIndicator, ...] = ()
    cause_text: str | None = None
    advice: str | None = None
    details: tuple[FormDetail, ...] = ()
    heading: str | None = None
    places: Mapping[str, Place] = field(default_factory=dict, compare=False, repr=False)
    """Where each cell was read, by cell address (see :mod:`zhunsheng.model.form_address`)."""

    @property
    def fund_total(self) -> FundLine | None:
        """The line of the whole money (年度资金总额), or ``None`` when the form has none."""
        return next((line for line in self.funds if line.source is FundSource.TOTAL), None)

    @property
    def label(self) -> str:
        """Whom the form is about, for lists: the project's name, else the unit's."""
        return self.project_name or self.unit or self.department or ""


def is_ticked(text: str | None) -> bool:
    """True for a cell that someone ticked, whatever sign a program made of the tick; words count, ``□`` and ``—`` do not."""
    if not text:
        return False
    if any(char in TICKS for char in text):
        return True
    return not _UNTICKED.match(text)


def outlook_of(text: str | None) -> Outlook | None:
    """The answer that a worded cell gives (``确定能``, ``有可能``, ``不可能``), or ``None``."""
    plain = half_width("".join((text or "").split()))
    if not plain:
        return None
    if "不可能" in plain or "不能" in plain or "无法" in plain or plain == "否":
        return Outlook.IMPOSSIBLE
    if "有可能" in plain or plain.startswith("可能"):
        return Outlook.POSSIBLE
    return Outlook.CERTAIN if re.match(r"确定|能|可以|是|肯定", plain) else None
