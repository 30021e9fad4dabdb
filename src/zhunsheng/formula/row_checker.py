"""Checks what is written about one record — columns, conditions, differences of times — and makes it a typed expression."""

from __future__ import annotations

from datetime import datetime
from fractions import Fraction
from typing import TYPE_CHECKING

from zhunsheng.formula import tree
from zhunsheng.formula.conditions import Compare, Condition, Every, Filled, OneOf, Opposite, Says, Settled, Some
from zhunsheng.formula.gather import gather
from zhunsheng.formula.names import find_column, find_kind
from zhunsheng.formula.printing import show, written_number
from zhunsheng.formula.problem import Place, Problem
from zhunsheng.formula.registry import function_of
from zhunsheng.formula.row import WIDEST, Cell, Computed, Letters, Whole
from zhunsheng.formula.same_unit import common_unit, no_hundred, number_words
from zhunsheng.formula.sized import Sized, add, compare, fixed, in_steps, multiply
from zhunsheng.formula.storage import day_number
from zhunsheng.formula.tree import Node
from zhunsheng.formula.typed import RowType, Typed, of_column, of_condition, of_number
from zhunsheng.formula.units import DAYS, Unit, over, times, unit_of
from zhunsheng.formula.wording import COMPARED, near_choice
from zhunsheng.model.record import ColumnType, RecordKind

if TYPE_CHECKING:
    from zhunsheng.formula.checker import Checker

_SIGN = {"=": "=", "≠": "<>", "<": "<", "≤": "<=", ">": ">", "≥": ">="}


class RowChecker:
    """Checks against one kind of record."""

    def __init__(self, checker: Checker, kind: RecordKind) -> None:
        self.checker = checker
        self.kind = kind

    def check(self, node: Node) -> Typed:
        """The typed expression. Raises :class:`Problem`."""
        found = self._check(node)
        for number in (found.sized.whole if found.sized else None, found.expression):
            if isinstance(number, Whole) and number.bound > WIDEST:
                raise Problem("这个数太大，或者小数位太多，算不准。", node.place)
        return found

    def condition(self, node: Node) -> Typed:
        """The same, which must be a condition."""
        found = self.check(node)
        if found.type is not RowType.TRUTH or found.condition is None:
            raise Problem(f"这里要写条件，如 到场 = 是；“{show(node)}”是{found.type}。", node.place)
        return found

    def _check(self, node: Node) -> Typed:
        match node:
            case tree.Name():
                return of_column(find_column(node, self.kind), self.kind, node.place)
            case tree.Dotted(kind, column):
                return self._dotted(kind, column, node.place)
            case tree.Number(value, unit):
                return _number(node, unit_of(unit), written_number(value, unit))
            case tree.Text(text):
                return Typed(RowType.TEXT, node.place, f"“{text}”", Letters(text), literal=text)
            case tree.Truth(value):
                return Typed(RowType.TRUTH, node.place, "是" if value else "否", literal=value)
            case tree.Day(day):
                return Typed(RowType.DAY, node.place, day.isoformat(), Whole(day_number(day)))
            case tree.Moment(moment):
                minutes = (moment - datetime(1970, 1, 1)).total_seconds() // 60
                return Typed(RowType.MOMENT, node.place, f"{moment:%Y-%m-%d %H:%M}", Whole(int(minutes)))
            case tree.Unary(operator, operand):
                return self._unary(operator, operand, node.place)
            case tree.Binary():
                return self._binary(node)
            case tree.Call():
                return self._call(node)
            case tree.Listing():
                raise Problem("几个值放在括号里，只能写在“属于”后面。", node.place)
        raise Problem("日期要写全年月日，如 2020-11-15。", node.place)

    def _dotted(self, kind_name: tree.Name, column: tree.Name, place: Place) -> Typed:
        kind = find_kind(kind_name, self.checker.kinds)
        if kind != self.kind:
            raise Problem(f"这里数的是“{self.kind.label}”，不能用“{kind.label}”的列。", place)
        return of_column(find_column(column, kind), kind, place)

    def _call(self, node: tree.Call) -> Typed:
        function = function_of(node.function)
        if function is not None and not function.in_conditions:
            raise Problem(f"“{function.label}”要数许多条记录，不能写在一条记录的条件里。", node.name_place)
        found: Typed = self.checker.call(node, self)
        return found

    def _unary(self, operator: str, operand: Node, place: Place) -> Typed:
        if operator == "not":
            inner = self.condition(operand)
            return of_condition(Opposite(_condition_of(inner)), place, f"不是（{inner.words}）")
        inner = self.check(operand)
        if operator == "-":
            if inner.sized is None:
                raise Problem(f"{inner.type}不能加负号。", place)
            return of_number(multiply(fixed(Fraction(-1)), inner.sized), inner.unit, place, f"-{inner.words}")
        if inner.column is None or inner.expression is None:
            raise Problem("“已填”“未填”只能写在一列后面。", place)
        said = "已填" if operator == "filled" else "没有填"
        return of_condition(Filled(inner.expression, operator == "filled"), place, f"“{inner.column.label}”{said}")

    def _binary(self, node: tree.Binary) -> Typed:
        if node.operator in ("and", "or"):
            return self._joined(node)
        if node.operator in ("in", "notin"):
            return self._among(node)
        left, right = gather(lambda: self.check(node.left), lambda: self.check(node.right))
        if node.operator in _SIGN:
            return _compared(node.operator, left, right, node.place)
        if left.type.is_time or right.type.is_time:
            return _times_and_lengths(node.operator, left, right, node.place)
        for one in (left, right):
            if one.sized is None:
                raise Problem(f"{one.type}不能用“{node.operator}”来算。", one.place)
        return _computed(node.operator, left, right, node.place)

    def _joined(self, node: tree.Binary) -> Typed:
        left, right = gather(lambda: self.condition(node.left), lambda: self.condition(node.right))
        both = (_condition_of(left), _condition_of(right))
        if node.operator == "and":
            asked = (*left.asked, *right.asked)
            return of_condition(Every(both), node.place, "且".join(one.words for one in asked), asked)
        return of_condition(Some(both), node.place, f"（{left.words}或{right.words}）")

    def _among(self, node: tree.Binary) -> Typed:
        left = self.check(node.left)
        items = node.right.items if isinstance(node.right, tree.Listing) else (node.right,)
        among: list[int | str] = []
        said: list[str] = []
        for item in items:
            one = self.check(item)
            among += _as_stored(left, one)
            said.append(one.words)
        if left.expression is None or not (left.type is RowType.TEXT or left.sized or left.type.is_time):
            raise Problem(f"“属于”前面要写一列文字、数或日期，不能是{left.type}。", left.place)
        # Where no stored value can be on the list (人数 属于 (2.5)) the answer is no for every one that is filled.
        inside: Condition = (
            OneOf(left.expression, tuple(dict.fromkeys(among))) if among else Settled(left.expression, False)
        )
        words = f"{left.words}是{'或'.join(said)}"
        if node.operator == "in":
            return of_condition(inside, node.place, words)
        return of_condition(Opposite(inside), node.place, f"{left.words}不是{'、'.join(said)}")


def _number(node: tree.Number, unit: Unit, written: str) -> Typed:
    sized = fixed(Fraction(node.value) * unit.size)
    return Typed(RowType.NUMBER, node.place, written, sized.whole, sized, unit, written=written)


def _condition_of(found: Typed) -> Condition:
    if found.condition is None:
        raise Problem("单独写“是”“否”不是条件。", found.place)
    return found.condition


def _compared(sign: str, left: Typed, right: Typed, place: Place) -> Typed:
    """A comparison: numbers by unit, times by minute or by day, texts and truths for sameness only."""
    words = f"{left.words}{COMPARED[left.type.is_time][sign]}{right.words}"
    if left.sized and right.sized:
        common_unit(left, right, place)
        return of_condition(compare(_SIGN[sign], left.sized, right.sized), place, words)
    if left.type.is_time and right.type.is_time:
        same = left.type is right.type
        one, other = (left.needed, right.needed) if same else (left.as_day, right.as_day)
        return of_condition(Compare(_SIGN[sign], one, other), place, words)
    if left.type is not right.type:
        raise Problem(f"{left.type}不能和{right.type}比较。", place)
    if sign not in ("=", "≠"):
        raise Problem(f"{left.type}只能问是否相同，用 = 或 ≠。", place)
    if left.type is RowType.TEXT:
        _check_choice(left, right)
        _check_choice(right, left)
        words = f"{left.words}{'是' if sign == '=' else '不是'}{right.words}"
        return of_condition(Compare(_SIGN[sign], left.needed, right.needed), place, words)
    return _truths(sign, left, right, place)


def _truths(sign: str, left: Typed, right: Typed, place: Place) -> Typed:
    if isinstance(left.literal, bool):
        left, right = right, left
    if left.column is None or not (right.column or isinstance(right.literal, bool)):
        raise Problem("“= 是”“= 否”只能写在一列后面；条件之间用“且”“或”。", place)
    cell = left.needed
    if isinstance(right.literal, bool) and isinstance(cell, Cell):
        wanted = right.literal is (sign == "=")
        return of_condition(Says(cell, wanted), place, f"“{left.column.label}”为{'是' if wanted else '否'}")
    said = "相同" if sign == "=" else "不同"
    words = f"“{left.column.label}”与“{right.column.label if right.column else ''}”{said}"
    return of_condition(Compare(_SIGN[sign], cell, right.needed), place, words)


def _check_choice(column: Typed, text: Typed) -> None:
    """A text compared with a choice column must be one of its choices."""
    if column.column is None or column.column.type is not ColumnType.CHOICE or not isinstance(text.literal, str):
        return
    choices = column.column.choices
    if choices and text.literal not in choices:
        near = near_choice(text.literal, choices)
        sentence = f"“{column.column.label}”没有“{text.literal}”这个选项，可选{'、'.join(choices[:8])}。"
        raise Problem(sentence, text.place, f'"{near}"' if near else None)


def _as_stored(left: Typed, one: Typed) -> list[int | str]:
    """What a slot must hold to be that value: one thing, or none where no stored value can be it."""
    if not one.is_fixed:
        raise Problem("“属于”后面的括号里只能写定值。", one.place)
    if left.type is RowType.TEXT and isinstance(one.literal, str):
        _check_choice(left, one)
        return [one.literal]
    if left.sized and one.fixed is not None:
        common_unit(left, one, one.place)
        exact = one.fixed / left.sized.size
        return [int(exact)] if exact.denominator == 1 and abs(exact) <= WIDEST else []
    if left.type.is_time and left.type is one.type and isinstance(one.expression, Whole):
        return [one.expression.number]
    raise Problem(f"{left.words}是{left.type}，不能和{one.type}比较。", one.place)


def _computed(sign: str, left: Typed, right: Typed, place: Place) -> Typed:
    """Sum, difference, product of numbers; a quotient only by a fixed number."""
    one, other = _sized(left), _sized(right)
    if sign in "+-":
        unit = common_unit(left, right, place)
        return of_number(add(sign, one, other), unit, place, f"{left.words} {sign} {right.words}")
    words = f"{number_words(left)} {sign} {number_words(right)}"
    if sign == "×":
        no_hundred(left, right)
        return of_number(multiply(one, other), times(left.unit, right.unit), place, words)
    divisor = other.fixed
    if divisor is None:
        raise Problem("不能逐条相除再合起来，请分别合计再相除，如 求和(甲) ÷ 求和(乙)。", place)
    if divisor == 0:
        raise Problem("除数是 0。", right.place)
    return of_number(multiply(one, fixed(1 / divisor)), over(left.unit, right.unit), place, words)


def _times_and_lengths(sign: str, left: Typed, right: Typed, place: Place) -> Typed:
    """Time − time is a length; time ± length is a time."""
    if sign == "-" and left.type.is_time and right.type.is_time:
        words = f"从{right.words}到{left.words}的时间"
        if left.type is right.type is RowType.MOMENT:
            return of_number(_difference(left.needed, right.needed, 1), DAYS, place, words)
        return of_number(_difference(left.as_day, right.as_day, 1440), DAYS, place, words)
    if sign == "+" and right.type.is_time:
        left, right = right, left
    if sign not in "+-" or not left.type.is_time or right.sized is None or not right.unit.is_duration:
        raise Problem("日期和时刻只能相减，或者加减一段时间（如 2天）。", place)
    step = 1 if left.type is RowType.MOMENT else 1440
    whole = in_steps(right.sized, Fraction(step))
    if whole is None:
        raise Problem(f"{left.type}只能加减整{'分钟' if step == 1 else '天'}数。", right.place)
    words = f"{left.words}{'之后' if sign == '+' else '之前'}{right.words}"
    if isinstance(left.expression, Whole) and isinstance(whole, Whole):
        moved = left.expression.number + (whole.number if sign == "+" else -whole.number)
        return Typed(left.type, place, words, Whole(moved))
    return Typed(left.type, place, words, Computed(sign, left.needed, whole))


def _difference(one: object, other: object, minutes: int) -> Sized:
    return add("-", Sized(one, Fraction(minutes)), Sized(other, Fraction(minutes)))  # type: ignore[arg-type]


def _sized(found: Typed) -> Sized:
    if found.sized is None:
        raise Problem(f"这里要写数，不能是{found.type}。", found.place)
    return found.sized
