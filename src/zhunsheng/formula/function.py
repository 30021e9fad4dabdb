"""What a function of the formula language is. A file of ``functions/`` defines one ``FUNCTION``; see ``functions/count.py``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from zhunsheng.formula.called import Called


class Takes(Enum):
    """What may stand for a parameter; the text is what a person is told to write there."""

    KIND = "一本台账，如 巡查"
    KIND_OR_NUMBER = "一本台账，或台账里的一列数，如 巡查、资金支付.金额"
    NUMBER = "台账里的一列数，如 资金支付.金额"
    TIME = "台账里的一列日期或时刻，如 报修工单.完成时间"
    DURATION = "两个时间的差，如 报修工单.完成时间 - 报修工单.报修时间"
    COLUMN = "台账里的一列，如 巡查.设施编号"
    COLUMNS = "一列或括号里的几列，如 设施编号、(设施编号, 故障)"
    CONDITION = "条件，如 到场 = 是"
    TEXT = '引号里的文字，如 "总体评价"'
    TEXTS = '引号里的文字，几个用括号，如 ("满意", "比较满意")'
    LENGTH = "一段时间，如 2天、48小时"
    VALUE = "一个数或算出一个数的公式，如 计数(巡查)"
    WINDOW = "时段，如 采暖季、2020-03-01 至 2020-05-31"
    PERIOD = "周期：日、周、月、季度、半年、年"
    ROW = "条件里的一列或一个值"

    @property
    def is_of_records(self) -> bool:
        """True for what is looked up in a ledger, record by record."""
        return self in _OF_RECORDS


_OF_RECORDS = {
    Takes.NUMBER,
    Takes.TIME,
    Takes.DURATION,
    Takes.COLUMN,
    Takes.COLUMNS,
    Takes.CONDITION,
    Takes.KIND_OR_NUMBER,
}


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter: English and Chinese name, what may stand there, what it means."""

    name: str
    label: str
    takes: Takes
    meaning: str
    required: bool = True


@dataclass(frozen=True, slots=True)
class Example:
    """A formula and what it answers, for the reference and the editor."""

    formula: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Function:
    """One function. ``name`` is English, ``label`` Chinese; ``also`` are further spellings that are understood.

    ``build`` makes a :class:`~zhunsheng.formula.value.Value` of a checked call or, for ``in_conditions``, a typed expression over
    one record. It may raise :class:`~zhunsheng.formula.problem.Problem`. ``gives`` says what comes out, with its unit.
    """

    name: str
    label: str
    parameters: tuple[Parameter, ...]
    gives: str
    meaning: str
    examples: tuple[Example, ...]
    build: Callable[[Called], Any]
    also: tuple[str, ...] = ()
    rank: int = 5
    """How early it is offered and described: 1 first."""
    in_conditions: bool = False
    """True for what is computed of one record, inside a condition or an aggregate."""

    @property
    def words(self) -> tuple[str, ...]:
        """Every spelling of its name."""
        return (self.name, self.label, *self.also)

    def parameter(self, word: str) -> Parameter | None:
        """The parameter of an English or Chinese name."""
        return next((one for one in self.parameters if word in (one.name, one.label)), None)

    def parameter_name(self, word: str) -> str:
        """The parameter's English name; a word that no parameter has comes back as it is."""
        found = self.parameter(word)
        return found.name if found else word

    @property
    def signature(self) -> str:
        """``占比(台账, 条件: …, [范围: …])``."""
        said = []
        for number, one in enumerate(self.parameters):
            plain = one.label if number == 0 else f"{one.label}: …"
            said.append(plain if one.required else f"[{plain}]")
        return f"{self.label}({', '.join(said)})"


WHERE = Parameter("where", "条件", Takes.CONDITION, "只数满足条件的记录", required=False)
"""The condition that most functions take."""
