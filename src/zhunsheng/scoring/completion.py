"""How far a value fulfils a target: met or not, and to what percent (财预〔2020〕10号, the proportional method).

What the official text leaves open is decided here, and said in the note:

- A target without operator (``20人``) is read as ``=``, unless the caller knows the indicator's direction.
- Upwards (≥ >): value ÷ target, may pass 100. Downwards (≤ <): 100 when met, else target ÷ value. Equal: 100 when
  equal, else the smaller ÷ the larger. Range: 100 inside, outside the proportion to the nearer end.
- Where the number to be reached (of a range: its nearer end) is 0 or negative, or the value is, there is no proportion:
  100 when met, else 0 (直接赋分).
- A day is met or not; how much a late one is worth is for people to say. A target in words is for people altogether.
- ``7人`` of 10 asked is a share: it is compared with the share of those who really answered.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from zhunsheng.model.quantity import SYMBOLS, Quantity
from zhunsheng.model.score import Direction
from zhunsheng.scoring.comparable_units import conversion, is_heads
from zhunsheng.scoring.deadline import deadline
from zhunsheng.scoring.exact import percent, plain
from zhunsheng.scoring.people_asked import people_in_note

Value = Decimal | int | date | bool | None
"""What an indicator came to: a number in the target's unit (or in ``unit``), a day, yes or no, or nothing yet."""


@dataclass(frozen=True, slots=True)
class Completion:
    """Whether a value meets its target and to what percent; ``None`` where that cannot be told, ``note`` says why.

    ``percent`` is rounded to a hundredth; ``share`` is the same exactly, for scores. ``operator`` is what it was compared
    by, ``value``, ``target`` and (for a range) ``upper`` the numbers compared, in the target's unit (in percent for people
    asked); ``dividend`` ÷ ``divisor`` is the division that gave the share, where there was one.
    """

    met: bool | None
    percent: Decimal | None
    note: str = ""
    share: Fraction | None = None
    operator: str | None = None
    value: Fraction | None = None
    target: Fraction | None = None
    upper: Fraction | None = None
    dividend: Fraction | None = None
    divisor: Fraction | None = None

    @property
    def is_proportional(self) -> bool:
        """True when a part of the target counts in proportion: neither a zero target nor a day nor a yes or no."""
        return (
            self.share is not None and self.operator not in (None, "!=") and max(self.target or 0, self.upper or 0) > 0
        )


def completion(
    value: Value,
    target: Quantity | None,
    *,
    unit: str | None = None,
    direction: Direction | None = None,
    asked: Decimal | int | None = None,
    answered: Decimal | None = None,
    year: int | None = None,
) -> Completion:
    """Compare a value with a target.

    ``unit`` is the value's own unit where it is not the target's; ``direction`` settles a target without operator;
    ``asked`` is how many the target means to ask (else read from its note, ``（询问10人）``) and ``answered`` how many
    did; ``year`` belongs to days that name none. Never raises for a document's fault.
    """
    if target is None or not target.text.strip():
        return Completion(None, None, "指标值空着，没有可比的")
    if value is None:
        return Completion(None, None, "没有完成值；空着不是0")
    if isinstance(value, bool):
        return _yes_or_no(value, "完成值是“是”" if value else "完成值是“否”")
    if not target.is_quantitative:
        return _by_day(value, target, year)
    if isinstance(value, date):
        return Completion(None, None, f"指标值“{target.text}”是数，完成值是日期，不能比较")
    return _by_number(Fraction(value), target, unit, direction, _Asked.of(target, asked, answered))


@dataclass(frozen=True, slots=True)
class _Asked:
    """How many the target means to ask and how many did answer."""

    meant: Fraction | None
    answered: Fraction | None

    @classmethod
    def of(cls, target: Quantity, asked: Decimal | int | None, answered: Decimal | None) -> _Asked:
        meant = asked if asked is not None else people_in_note(target.note)
        return cls(Fraction(meant) if meant else None, Fraction(answered) if answered else None)


def _yes_or_no(met: bool, note: str) -> Completion:
    share = Fraction(int(met))
    return Completion(met, percent(share), f"{note}，直接赋分", share)


def _by_day(value: Decimal | int | date, target: Quantity, year: int | None) -> Completion:
    day = deadline(target.text, year)
    if day is None:
        return Completion(None, None, f"指标值“{target.text}”不是数，由人按三档评定")
    if not isinstance(value, date):
        return Completion(None, None, f"指标值“{target.text}”是期限，完成值要写完成的日期")
    if value <= day:
        return Completion(True, Decimal("100.00"), f"{value}完成，不晚于{day}", Fraction(1))
    late = (value - day).days
    return Completion(False, None, f"{value}完成，比{day}晚{late}天；按合同或细则扣分，没有细则的在0—60%之间由人定")


def _by_number(
    value: Fraction, target: Quantity, unit: str | None, direction: Direction | None, asked: _Asked
) -> Completion:
    low = Fraction(target.number or 0)
    high = low if target.upper_number is None else Fraction(target.upper_number)
    notes: list[str] = []
    if is_heads(target.unit) and asked.meant:
        shares = _as_shares(value, unit, low, high, asked, notes)
        if shares is None:
            return Completion(None, None, f"完成值的单位是“{unit}”，指标值的单位是“{target.unit}”，不能比较")
        value, low, high = shares
    else:
        into = conversion(unit, target.unit)
        if into is None:
            return Completion(None, None, f"完成值的单位是“{unit}”，指标值的单位是“{target.unit}”，不能比较")
        value *= into.factor
        notes += [into.note] if into.note else []
    if low > high:
        low, high = high, low
        notes.append("指标值的区间两端写反了，按从小到大算")
    operator = target.operator or _assumed(direction, notes)
    if operator == "between" and direction in (Direction.UP, Direction.DOWN):
        operator, low = (">=", low) if direction is Direction.UP else ("<=", high)
    return _compared(value, operator, low, high, notes)


def _as_shares(
    value: Fraction, unit: str | None, low: Fraction, high: Fraction, asked: _Asked, notes: list[str]
) -> tuple[Fraction, Fraction, Fraction] | None:
    """People who are content as percent of those asked, for the value and for the target."""
    meant = asked.meant or Fraction(1)
    low, high = low / meant * 100, high / meant * 100
    if conversion(unit, "%") is not None and unit:
        notes.append(f"指标值按{plain(meant)}人中的占比{plain(low)}%比较")
        return value, low, high
    if unit and not is_heads(unit):
        return None
    base = asked.answered or meant
    share = value / base * 100
    notes.append(
        f"按占比比较：指标值{plain(low)}%（{plain(meant)}人中），完成值{plain(value)}÷{plain(base)}＝{plain(share)}%"
    )
    return share, low, high


def _assumed(direction: Direction | None, notes: list[str]) -> str:
    """The operator of a target that prints none."""
    operator = {Direction.UP: ">=", Direction.DOWN: "<="}.get(direction or Direction.EQUAL, "=")
    sign = SYMBOLS[operator]
    notes.append(f"指标值没有写比较符，按“{sign}”算" + (f"（{direction}指标）" if direction else ""))
    return operator


def _compared(value: Fraction, operator: str, low: Fraction, high: Fraction, notes: list[str]) -> Completion:
    met = _met(value, operator, low, high)
    division = _division(value, operator, low, high)
    if division is None and not (met and _has_proportion(value, operator, low, high)):
        share = Fraction(int(met))
        notes.append("没有比例可算，直接赋分")
    elif division is None:
        share = Fraction(1)
    else:
        share = division[0] / division[1]
        if not met and share >= 1:
            notes.append("恰好等于指标值，没有超过；按比例仍是100%")
    over, under = division or (None, None)
    return Completion(met, percent(share), "；".join(notes), share, operator, value, low, high, over, under)


def _met(value: Fraction, operator: str, low: Fraction, high: Fraction) -> bool:
    return {
        ">=": value >= low,
        ">": value > low,
        "<=": value <= low,
        "<": value < low,
        "=": value == low,
        "!=": value != low,
        "between": low <= value <= high,
    }[operator]


def _has_proportion(value: Fraction, operator: str, low: Fraction, high: Fraction) -> bool:
    """True where a part of the target can count: held against a number above 0, which of a range is its nearer end."""
    against = high if operator == "between" and value >= low else low
    return operator != "!=" and against > 0 and value >= 0


def _division(value: Fraction, operator: str, low: Fraction, high: Fraction) -> tuple[Fraction, Fraction] | None:
    """The division by which a part of the target counts; ``None`` where it is simply met, or there is no proportion."""
    if not _has_proportion(value, operator, low, high):
        return None
    if operator in (">=", ">"):
        return value, low
    if operator in ("<=", "<"):
        return (low, value) if value > low or (value == low and operator == "<") else None
    if low <= value <= high:
        return None
    return (value, low) if value < low else (high, value)
