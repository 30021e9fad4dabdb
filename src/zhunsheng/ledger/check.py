"""Checks of a ledger kind: small declared conditions between columns, each with the sentence said when it does not hold.

A condition is written as one reads it, with English names or Chinese labels of columns::

    done >= arrived                     完成时间 ≥ 到场时间
    usage = current - previous          用量 = 本次读数 - 上次读数
    status = "已修复"                    到场 = 是
    done filled                         完成时间 已填

Sums, differences and products of columns and plain numbers stand on either side. A comparison in which any column is blank
says nothing: it holds. A day compared with a moment is compared by days.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from zhunsheng.ledger.gravity import Gravity
from zhunsheng.model.record import RecordKind, Value

Test = Callable[[Mapping[str, Value]], bool | None]
"""A condition ready to run: true, false, or ``None`` where a column it compares is blank."""
_Term = Callable[[Mapping[str, Value]], Value]

_OPERATORS: dict[str, Callable[..., bool]] = {
    ">=": operator.ge, "≥": operator.ge, "<=": operator.le, "≤": operator.le, "!=": operator.ne, "≠": operator.ne,
    ">": operator.gt, "<": operator.lt, "=": operator.eq,
}  # fmt: skip
_SPLIT = re.compile(r'^(?P<left>[^"<>=!≥≤≠]+?)\s*(?P<operator>>=|<=|!=|≥|≤|≠|>|<|=)\s*(?P<right>.+)$')
_STATE = re.compile(r"^(?P<column>\S+)\s+(?P<state>filled|blank|已填|未填)$")
_TOKEN = re.compile(r"\s*(?:(?P<number>\d+(?:\.\d+)?)|(?P<word>[^\s+\-−*×\"\d][^\s+\-−*×\"]*)|(?P<sign>[+\-−*×]))")
_WORDS: dict[str, Value] = {"是": True, "否": False}


@dataclass(frozen=True, slots=True)
class Check:
    """``condition`` has to hold whenever ``when`` does (always, if that is ``None``); else ``sentence`` is said.

    ``column`` is the English name of the column the sentence stands beside. In the sentence ``{name}`` prints what stands in a
    column.
    """

    condition: str
    sentence: str
    column: str | None = None
    gravity: Gravity = Gravity.REFUSE
    when: str | None = None

    def holds(self, kind: RecordKind, values: Mapping[str, Value]) -> bool:
        """Whether the values pass. Raises ``ValueError`` for a condition that :func:`condition_error` would name."""
        return compile_check(self, kind).holds(values)


@dataclass(frozen=True, slots=True)
class ReadyCheck:
    """A check whose conditions are parsed, to be run over many rows. ``names`` are the columns that it looks at."""

    check: Check
    names: frozenset[str]
    condition: Test
    when: Test | None

    def holds(self, values: Mapping[str, Value]) -> bool:
        """Whether the values pass."""
        if self.when is not None and self.when(values) is not True:
            return True
        return self.condition(values) is not False


def compile_check(check: Check, kind: RecordKind) -> ReadyCheck:
    """The check, ready for many rows. Raises ``ValueError`` for a condition that :func:`condition_error` would name."""
    condition, names = _parse(check.condition, kind)
    when, more = _parse(check.when, kind) if check.when is not None else (None, frozenset[str]())
    return ReadyCheck(check, names | more, condition, when)


def condition_error(condition: str, kind: RecordKind) -> str | None:
    """Why a condition cannot be read, as a sentence, or ``None``."""
    try:
        _parse(condition, kind)
    except ValueError as error:
        return str(error)
    return None


def _parse(condition: str, kind: RecordKind) -> tuple[Test, frozenset[str]]:
    """A condition ready to run, and the columns that it looks at."""
    state = _STATE.match(condition.strip())
    if state:
        name, wanted = _column(state["column"], kind), state["state"] in ("filled", "已填")
        return lambda values: (values.get(name) is not None) is wanted, frozenset({name})
    parts = _SPLIT.match(condition.strip())
    if not parts:
        raise ValueError(f"看不懂条件“{condition}”，请写成“完成时间 ≥ 到场时间”这样。")
    names: set[str] = set()
    left, right = _side(parts["left"], kind, names), _side(parts["right"], kind, names)
    compare = _OPERATORS[parts["operator"]]

    def test(values: Mapping[str, Value]) -> bool | None:
        one, other = _alike(left(values), right(values))
        if one is None or other is None:
            return None
        return compare(one, other)

    return test, frozenset(names)


def _side(text: str, kind: RecordKind, names: set[str]) -> _Term:
    """One side of a comparison: a quoted text, 是 or 否, a day, or a sum of products of columns and numbers.

    Puts the columns that it meets into ``names``.
    """
    text = text.strip()
    literal = _literal(text)
    if literal is not None:
        return lambda _values: literal
    signed = _products(text, kind, names)
    if len(signed) == 1 and signed[0][0] == 1 and len(signed[0][1]) == 1:
        return signed[0][1][0]

    def total(values: Mapping[str, Value]) -> Value:
        result = Decimal(0)
        for sign, factors in signed:
            product = Decimal(sign)
            for factor in factors:
                value = factor(values)
                if isinstance(value, bool) or not isinstance(value, int | Decimal):
                    return None
                product *= value
            result += product
        return result

    return total


def _literal(text: str) -> Value:
    if len(text) >= 2 and text[0] == text[-1] == '"':
        return text[1:-1]
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        return date.fromisoformat(text)
    return _WORDS.get(text)


def _products(text: str, kind: RecordKind, names: set[str]) -> list[tuple[int, list[_Term]]]:
    """``a * b - c`` as ``[(1, [a, b]), (-1, [c])]``."""
    found: list[tuple[int, list[_Term]]] = []
    position, sign, multiply, want_value = 0, 1, False, True
    while position < len(text.rstrip()):
        token = _TOKEN.match(text, position)
        if not token or (token["sign"] is None) is not want_value:
            raise ValueError(f"看不懂“{text}”，请只用列名、数字和 + - ×。")
        position = token.end()
        want_value = not want_value
        if token["sign"]:
            multiply = token["sign"] in "*×"
            sign = -1 if token["sign"] in "-−" else 1
            continue
        if token["number"]:
            term = _constant(token["number"])
        else:
            names.add(name := _column(token["word"], kind))
            term = _value_of(name)
        if multiply:
            found[-1][1].append(term)
        else:
            found.append((sign, [term]))
        multiply = False
    if want_value:
        raise ValueError(f"“{text}”没有写完。")
    return found


def _constant(digits: str) -> _Term:
    number = Decimal(digits)
    return lambda _values: number


def _value_of(name: str) -> _Term:
    return lambda values: values.get(name)


def _column(word: str, kind: RecordKind) -> str:
    column = kind.column(word)
    if column is None:
        raise ValueError(f"“{kind.label}”里没有“{word}”这一列。")
    return column.name


def _alike(one: Value, other: Value) -> tuple[Value, Value]:
    """Two values that can be compared, or ``None`` for one of them where they cannot."""
    if isinstance(one, datetime) is not isinstance(other, datetime):
        one = one.date() if isinstance(one, datetime) else one
        other = other.date() if isinstance(other, datetime) else other
    numbers = (int, Decimal)
    if isinstance(one, numbers) and isinstance(other, numbers):
        return one, other
    return (one, other) if type(one) is type(other) else (None, None)
