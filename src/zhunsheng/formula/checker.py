"""Tree → checked formula: names resolved against the ledgers, kinds of values and units checked, before anything runs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

from zhunsheng.formula import tree
from zhunsheng.formula.aggregate import Aggregate
from zhunsheng.formula.arguments import arrange, ledger_of_call
from zhunsheng.formula.called import Called
from zhunsheng.formula.gather import Several, gather
from zhunsheng.formula.names import Kinds, columns_named, kind_of, nearest, unknown_function
from zhunsheng.formula.parser import parse
from zhunsheng.formula.printing import show, written_name, written_number
from zhunsheng.formula.problem import Place, Problem
from zhunsheng.formula.registry import function_of, functions
from zhunsheng.formula.row_checker import RowChecker
from zhunsheng.formula.same_unit import common_unit, no_hundred
from zhunsheng.formula.tree import Node
from zhunsheng.formula.typed import Typed
from zhunsheng.formula.units import Unit, over, unit_of
from zhunsheng.formula.value import Arithmetic, Constant, Negative, Value, aggregates_of, product, quotient
from zhunsheng.formula.window import WindowChoice
from zhunsheng.model.record import RecordKind


@dataclass(frozen=True)
class Formula:
    """A formula that can be computed. ``text`` is its canonical printing, ``unit`` what it comes to."""

    tree: Node
    text: str
    value: Value = field(repr=False)

    @property
    def unit(self) -> Unit:
        """What the value is measured in: ``%`` for a share, ``条`` for a count of records."""
        return self.value.unit

    @cached_property
    def aggregates(self) -> tuple[Aggregate, ...]:
        """What it takes from the records, each once."""
        return aggregates_of(self.value)

    @cached_property
    def kinds(self) -> tuple[RecordKind, ...]:
        """The ledgers it reads: when an entry of one of them changes, the value may."""
        return tuple(dict.fromkeys(aggregate.selection.kind for aggregate in self.aggregates))


def check(formula: str | Node, kinds: Kinds) -> Formula:
    """The formula, ready to compute. Raises :class:`Problem`: the first in the order of the text."""
    try:
        return _checked(parse(formula) if isinstance(formula, str) else formula, kinds)
    except Several as several:
        raise min(several.problems, key=lambda problem: problem.place) from None


def problems(text: str, kinds: Kinds) -> tuple[Problem, ...]:
    """All that is wrong with a formula, in the order of the text; never raises."""
    try:
        _checked(parse(text), kinds)
    except Problem as problem:
        return (problem,)
    except Several as several:
        return tuple(sorted(several.problems, key=lambda problem: problem.place))
    return ()


def _checked(node: Node, kinds: Kinds) -> Formula:
    value = Checker(kinds).value(node, WindowChoice()).value
    found = Formula(node, show(node, kinds), value)
    if not found.aggregates:
        raise Problem("公式里没有用到任何台账，算出来的数没有凭据；要直接写数，请按自述填报。", node.place)
    return found


@dataclass(frozen=True)
class Placed:
    """A checked value with where it stands and, for a number that was written down, how it was written."""

    value: Value
    place: Place
    written: str = ""

    @property
    def unit(self) -> Unit:
        """The value's unit."""
        return self.value.unit

    @property
    def words(self) -> str:
        """The value's words."""
        return self.value.words


class Checker:
    """Checks formulas against a set of ledgers."""

    def __init__(self, kinds: Kinds) -> None:
        self.kinds: Mapping[str, RecordKind] = kinds

    def value(self, node: Node, window: WindowChoice) -> Placed:
        """A part that is one number for a project. Raises :class:`Problem` or :class:`Several`."""
        match node:
            case tree.Number(number, unit):
                written = written_number(number, unit)
                known = unit_of(unit)
                return Placed(Constant(Fraction(number) * known.size, known, written), node.place, written)
            case tree.Call():
                return Placed(self._called_value(node, window), node.place)
            case tree.Unary("-", operand):
                inner = self.value(operand, window).value
                return Placed(Negative(inner, inner.unit), node.place)
            case tree.Binary(sign, left, right) if sign in "+-×÷":
                sides = gather(lambda: self.value(left, window), lambda: self.value(right, window))
                return Placed(_combined(sign, sides[0], sides[1], node.place), node.place)
        raise self._no_number(node)

    def call(self, node: tree.Call, rows: RowChecker) -> Typed:
        """A function of one record, within a condition."""
        function = function_of(node.function)
        if function is None:
            raise unknown_function(node.function, node.name_place)
        built: Typed = function.build(Called(self, function, node, arrange(function, node), rows, WindowChoice()))
        return built

    def _called_value(self, node: tree.Call, window: WindowChoice) -> Value:
        function = function_of(node.function)
        if function is None:
            raise unknown_function(node.function, node.name_place)
        if function.in_conditions:
            raise Problem(f"“{function.label}”算的是一条记录，只能写在条件里或函数里。", node.place)
        given = arrange(function, node)
        kind = ledger_of_call(function, given, self.kinds)
        rows = RowChecker(self, kind) if kind else None
        built: Value = function.build(Called(self, function, node, given, rows, window))
        return built

    def _no_number(self, node: Node) -> Problem:
        """What to say of a part that is no number, with what was probably meant."""
        if isinstance(node, tree.Dotted):
            said = show(node, self.kinds)
            return Problem(f"“{said}”每条记录各有一个，要说怎么合起来，如 求和({said})。", node.place, f"求和({said})")
        if not isinstance(node, tree.Name):
            return Problem("这里要写一个数；条件要写在函数里，如 计数(巡查, 条件: 到场 = 是)。", node.place)
        kind = kind_of(node.word, self.kinds)
        if kind is not None:
            said = f"计数({written_name(kind.label)})"
            return Problem(f"“{kind.label}”是一本台账，要说数它的什么，如 {said}。", node.place, said)
        for kind, column in columns_named(node.word, self.kinds):
            said = f"{written_name(kind.label)}.{written_name(column.label)}"
            return Problem(f"“{node.word}”是“{kind.label}”的一列，要说怎么合起来，如 求和({said})。", node.place)
        near = nearest(node.word, [word for function in functions() for word in function.words])
        more = f"，最接近的函数是“{near}”" if near else ""
        return Problem(f"“{node.word}”不是函数、台账或列{more}。", node.place)


def _combined(sign: str, left: Placed, right: Placed, place: Place) -> Value:
    if sign in "+-":
        return Arithmetic(sign, left.value, right.value, common_unit(left, right, place))
    if sign == "×":
        no_hundred(left, right)
        return product(left.value, right.value)
    if isinstance(right.value, Constant) and right.value.number == 0:
        raise Problem("除数是 0。", right.place)
    if isinstance(left.value, Constant) and isinstance(right.value, Constant):
        return Arithmetic("×", left.value, _inverse(right.value, left.value), over(left.unit, right.unit))
    return quotient(left.value, right.value)


def _inverse(value: Constant, above: Value) -> Constant:
    return Constant(1 / value.number, over(above.unit, value.unit), f"1/{value.written}")
