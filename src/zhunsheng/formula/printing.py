"""Tree → text: the one canonical way to write a formula, in Chinese. Reading it again gives the same tree."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from zhunsheng.formula import tree
from zhunsheng.formula.function import Function, Parameter, Takes
from zhunsheng.formula.registry import function_of
from zhunsheng.formula.tree import Node
from zhunsheng.formula.window import period_of, window_of
from zhunsheng.model.record import RecordKind

_STRENGTH = {"or": 1, "and": 2, "not": 3, "=": 4, "≠": 4, ">": 4, "≥": 4, "<": 4, "≤": 4, "in": 4, "notin": 4,
             "filled": 4, "blank": 4, "+": 5, "-": 5, "×": 6, "÷": 6}  # fmt: skip
_MINUS = 7
_SINGLE = 8
_SAID = {"or": "或", "and": "且", "in": "属于", "notin": "不属于"}
_PLAIN_NAME = re.compile(r"(?:[^\W\d且或])(?:[^\W且或])*")
_TAKEN = re.compile(r"(?:是|否|非|属于|不属于|已填|未填|true|false|yes|no|not|and|or|in|filled|blank|to)", re.I)
_LIKE_A_WORD_OF_OURS = re.compile(r"[至到][0-9]")


def show(node: Node, kinds: Mapping[str, RecordKind] | None = None) -> str:
    """The formula as text. With ``kinds`` ledgers and columns get their Chinese labels where the words are known."""
    return _Printer(kinds or {}).text(node, 0)


def written_name(word: str) -> str:
    """A name as it is written in a formula: in brackets where it would not be read as one word."""
    plain = _PLAIN_NAME.fullmatch(word) and not _TAKEN.fullmatch(word) and not _LIKE_A_WORD_OF_OURS.match(word)
    return word if plain else f"[{word}]"


def written_number(value: Decimal, unit: str) -> str:
    """``95%``, ``0.8元``: digits without exponent."""
    return f"{value:f}{unit}"


class _Printer:
    def __init__(self, kinds: Mapping[str, RecordKind]) -> None:
        self.ledger: RecordKind | None = None
        """The ledger of the call that is being printed: bare names may be its columns."""
        self.by_word = {word: kind for kind in kinds.values() for word in (kind.label, kind.name)}

    def text(self, node: Node, strength: int) -> str:
        """The node, in brackets where what stands around it binds tighter than it does."""
        own, said = self._said(node)
        return f"({said})" if own < strength else said

    def _said(self, node: Node) -> tuple[int, str]:
        match node:
            case tree.Unary(operator, operand):
                return self._unary(operator, operand)
            case tree.Binary(operator, left, right):
                return self._binary(operator, left, right)
            case tree.Call():
                return _SINGLE, self._call(node)
            case tree.Dotted(kind, column):
                return _SINGLE, f"{self._kind(kind)}.{self._column(kind, column)}"
            case tree.Listing(items):
                return _SINGLE, f"({', '.join(self.text(item, 0) for item in items)})"
            case tree.Name():
                return _SINGLE, self._name(node)
        return _SINGLE, _leaf(node)

    def _unary(self, operator: str, operand: Node) -> tuple[int, str]:
        if operator == "-":
            return _MINUS, f"-{self.text(operand, _MINUS)}"
        if operator == "not":
            return _STRENGTH["not"], f"非 {self.text(operand, _STRENGTH['not'])}"
        return _STRENGTH[operator], f"{self.text(operand, 5)} {'已填' if operator == 'filled' else '未填'}"

    def _binary(self, operator: str, left: Node, right: Node) -> tuple[int, str]:
        own = _STRENGTH[operator]
        # Operators of one strength are read from the left, comparisons never in a row.
        before = self.text(left, 5 if own == 4 else own)
        after = self.text(right, own + 1)
        return own, f"{before} {_SAID.get(operator, operator)} {after}"

    def _call(self, node: tree.Call) -> str:
        function = function_of(node.function)
        outer, self.ledger = self.ledger, self._ledger_of(node) or self.ledger
        said = []
        for number, argument in enumerate(node.arguments):
            parameter = _parameter(function, number, argument.name)
            value = self._argument(argument.value, parameter)
            if argument.name is None:
                said.append(value)
            else:
                said.append(f"{parameter.label if parameter else written_name(argument.name)}: {value}")
        self.ledger = outer
        return f"{function.label if function else written_name(node.function)}({', '.join(said)})"

    def _ledger_of(self, node: tree.Call) -> RecordKind | None:
        """The ledger that a call counts in: the first that it names."""
        for argument in node.arguments[:1]:
            if isinstance(argument.value, tree.Name):
                return self.by_word.get(argument.value.word)
            dotted = [one for one, _ in tree.walk(argument.value) if isinstance(one, tree.Dotted)]
            return self.by_word.get(min(dotted, key=lambda one: one.place).kind.word) if dotted else None
        return None

    def _name(self, name: tree.Name) -> str:
        kind = None if self.ledger else self.by_word.get(name.word)
        column = self.ledger.column(name.word) if self.ledger else None
        return written_name(column.label if column else kind.label if kind else name.word)

    def _argument(self, value: Node, parameter: Parameter | None) -> str:
        """An argument; a bare name is a ledger, a window or a period where the parameter takes one."""
        if self.by_word and parameter and isinstance(value, tree.Name):
            kind = self.by_word.get(value.word)
            if parameter.takes in (Takes.KIND, Takes.KIND_OR_NUMBER) and kind:
                return written_name(kind.label)
            named = {Takes.WINDOW: window_of, Takes.PERIOD: period_of}.get(parameter.takes)
            found = named(value.word) if named else None
            if found:
                return found.label
        return self.text(value, 0)

    def _kind(self, name: tree.Name) -> str:
        kind = self.by_word.get(name.word)
        return written_name(kind.label if kind else name.word)

    def _column(self, kind_name: tree.Name, name: tree.Name) -> str:
        kind = self.by_word.get(kind_name.word)
        column = kind.column(name.word) if kind else None
        return written_name(column.label if column else name.word)


def _parameter(function: Function | None, number: int, name: str | None) -> Parameter | None:
    if function is None or name is not None:
        return function.parameter(name) if function and name else None
    return function.parameters[number] if number < len(function.parameters) else None


def _leaf(node: Node) -> str:
    match node:
        case tree.Number(value, unit):
            return written_number(value, unit)
        case tree.Text(text):
            return '"' + text.replace('"', '""') + '"'
        case tree.Truth(value):
            return "是" if value else "否"
        case tree.Day(day):
            return day.isoformat()
        case tree.Moment(moment):
            return f"{moment:%Y-%m-%d %H:%M}"
        case tree.MonthDay(month, day):
            return f"{month}月{day}日"
        case tree.Stretch(first, last):
            return f"{_leaf(first)} 至 {_leaf(last)}"
    raise TypeError(f"{type(node).__name__} is no leaf")
