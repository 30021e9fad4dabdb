"""A checked call: what a function's ``build`` is handed. Every argument comes typed; what does not fit is a :class:`Problem`."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING

from zhunsheng.formula import tree
from zhunsheng.formula.aggregate import Asked, Selection
from zhunsheng.formula.names import find_kind, kind_of, nearest
from zhunsheng.formula.printing import show
from zhunsheng.formula.problem import Place, Problem
from zhunsheng.formula.typed import Typed, of_column
from zhunsheng.formula.units import unit_of
from zhunsheng.formula.window import PERIODS, WINDOWS, PeriodKind, Season, WindowChoice, period_of, window_of
from zhunsheng.model.record import RecordKind

if TYPE_CHECKING:
    from zhunsheng.formula.checker import Checker
    from zhunsheng.formula.function import Function
    from zhunsheng.formula.row_checker import RowChecker
    from zhunsheng.formula.value import Value


class Called:
    """One call of a function. ``rows`` checks what is said of a record; ``None`` when the function looks at no ledger."""

    def __init__(
        self,
        checker: Checker,
        function: Function,
        call: tree.Call,
        given: Mapping[str, tree.Node],
        rows: RowChecker | None,
        window: WindowChoice,
    ) -> None:
        self.checker = checker
        self.function = function
        self.call = call
        self.given = given
        self.rows = rows
        self.window = window

    @property
    def place(self) -> Place:
        """Where the call stands."""
        return self.call.place

    @property
    def kind(self) -> RecordKind:
        """The ledger that the call counts in."""
        return self._rows().kind

    def has(self, name: str) -> bool:
        """Whether the parameter was given."""
        return name in self.given

    def place_of(self, name: str) -> Place:
        """Where the argument stands, or the call when it was not given."""
        return self.given[name].place if name in self.given else self.call.place

    # Of records

    def selection(self, *asked: Asked, where: str = "where") -> Selection:
        """The records of the ledger in the window that meet the call's own condition and ``asked``."""
        return Selection(self.kind, self.window, self.conditions(where)).also(*asked)

    def conditions(self, name: str) -> tuple[Asked, ...]:
        """The parts of a condition, all of which must hold; none when it was not given."""
        return self._rows().condition(self.given[name]).asked if name in self.given else ()

    def row(self, name: str) -> Typed:
        """Whatever was written about one record."""
        return self._rows().check(self.given[name])

    def number(self, name: str) -> Typed:
        """A number of each record."""
        found = self.row(name)
        if found.type.is_time:
            raise Problem(f"{found.words}是{found.type}，不能合计；两个时间相减才是一段时间。", found.place)
        if found.sized is None:
            raise Problem(f"{found.words}是{found.type}，这里要写一列数。", found.place)
        if found.fixed is not None:
            raise Problem("这里要写台账里的一列数，不能是定值。", found.place)
        return found

    def length(self, name: str) -> Typed:
        """A length of time of each record."""
        found = self.number(name)
        if not found.unit.is_duration:
            raise Problem(f"{found.words}不是一段时间，请写两个时间的差。", found.place)
        return found

    def time(self, name: str) -> Typed:
        """A day or a moment of each record."""
        found = self.row(name)
        if not found.type.is_time or found.is_fixed:
            raise Problem(f"{found.words}是{found.type}，这里要写一列日期或时刻。", found.place)
        return found

    def column(self, name: str) -> Typed:
        """A column as it stands."""
        return self._column(self.given[name])

    def columns(self, name: str) -> tuple[Typed, ...]:
        """One column or several in brackets."""
        node = self.given[name]
        items = node.items if isinstance(node, tree.Listing) else (node,)
        return tuple(self._column(item) for item in items)

    def own_column(self, *words: str) -> Typed:
        """A column that the function itself looks for, by any of these names; raises when the ledger has none."""
        for word in words:
            column = self.kind.column(word)
            if column is not None:
                return of_column(column, self.kind, self.place)
        raise Problem(f"“{self.function.label}”要有“{words[0]}”一列的台账，“{self.kind.label}”里没有。", self.place)

    # Written down

    def text(self, name: str) -> str:
        """A text in quotes."""
        return self.texts(name)[0]

    def texts(self, name: str) -> tuple[str, ...]:
        """One text or several in brackets."""
        node = self.given[name]
        items = node.items if isinstance(node, tree.Listing) else (node,)
        for item in items:
            if not isinstance(item, tree.Text):
                written = f'"{item.word}"' if isinstance(item, tree.Name) else None
                raise Problem("这里要写引号里的文字。", item.place, written)
        return tuple(item.text for item in items if isinstance(item, tree.Text))

    def minutes(self, name: str) -> tuple[Fraction, str]:
        """A length of time in minutes, and as it was written."""
        node = self.given[name]
        unit = unit_of(node.unit) if isinstance(node, tree.Number) else None
        if not isinstance(node, tree.Number) or unit is None or not unit.is_duration:
            more = (
                "；“月”“年”长短不一，请写天数"
                if isinstance(node, tree.Number) and node.unit in ("月", "个月", "年")
                else ""
            )
            more = more or (
                "；“工作日”要有日历才能算，请写天数" if isinstance(node, tree.Number) and "工作日" in node.unit else ""
            )
            raise Problem(f"这里要写一段时间，如 2天、48小时{more}。", node.place)
        return Fraction(node.value) * unit.size, show(node)

    def period(self, name: str) -> PeriodKind:
        """A kind of period."""
        node = self.given[name]
        found = period_of(node.word) if isinstance(node, tree.Name) else None
        if found is None:
            labels = "、".join(kind.label for kind in PERIODS.values())
            raise Problem(f"周期只能是{labels}。", node.place)
        return found

    def chosen_window(self, name: str) -> WindowChoice:
        """A window; one that stands within 上年 stays in the year before."""
        node = self.given[name]
        back = self.window.years_back
        if isinstance(node, tree.Stretch):
            first, last = node.first, node.last
            if isinstance(first, tree.Day) and isinstance(last, tree.Day):
                return WindowChoice((first.day, last.day), back)
            if isinstance(first, tree.MonthDay) and isinstance(last, tree.MonthDay):
                return WindowChoice(Season((first.month, first.day), (last.month, last.day)), back)
        word = node.word if isinstance(node, tree.Name) else show(node)
        window = window_of(word)
        if window is None:
            near = nearest(word, [one for each in WINDOWS.values() for one in (each.label, each.name)])
            more = f"，最接近的是“{near}”" if near else "；也可以写 2020-03-01 至 2020-05-31"
            raise Problem(f"没有名叫“{word}”的时段{more}。", node.place, near)
        return WindowChoice(window.name, back)

    # Computed

    def value(self, name: str, window: WindowChoice | None = None) -> Value:
        """A number computed of records, in the call's own window or another."""
        return self.checker.value(self.given[name], window or self.window).value

    def is_kind(self, name: str) -> bool:
        """Whether the argument names a ledger rather than something in it."""
        node = self.given[name]
        return isinstance(node, tree.Name) and kind_of(node.word, self.checker.kinds) is not None

    def named_kind(self, name: str) -> RecordKind:
        """The ledger that an argument names."""
        node = self.given[name]
        if not isinstance(node, tree.Name):
            raise Problem("这里要写一本台账的名字，如 巡查。", node.place)
        return find_kind(node, self.checker.kinds)

    def _column(self, node: tree.Node) -> Typed:
        found = self._rows().check(node)
        if found.column is None:
            raise Problem("这里要写台账里的一列，不能是算出来的。", node.place)
        return found

    def _rows(self) -> RowChecker:
        if self.rows is None:
            raise Problem(f"“{self.function.label}”里没有写是哪本台账。", self.place)
        return self.rows
