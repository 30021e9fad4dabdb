"""What could be typed at the caret: functions, ledgers, columns, parameters, choices, windows — by what stands before it.

The text need not be whole: only the words before the caret are read, and where one of them cannot be, nothing is offered.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from lark import Token

from zhunsheng.formula.function import Function, Parameter, Takes
from zhunsheng.formula.names import Kinds, kind_of
from zhunsheng.formula.parser import tokens
from zhunsheng.formula.printing import written_name
from zhunsheng.formula.problem import Place
from zhunsheng.formula.registry import function_of, functions
from zhunsheng.formula.typed import unit_of_column
from zhunsheng.formula.window import PERIODS, WINDOWS
from zhunsheng.model.record import NUMERIC, Column, ColumnType, RecordKind

MOST = 60
"""How many are offered at once."""
_TIMES = (ColumnType.DATE, ColumnType.MOMENT)
_TEXTS = (ColumnType.TEXT, ColumnType.CHOICE)


class Offer(StrEnum):
    """What is offered; the value is what a person is told."""

    FUNCTION = "函数"
    KIND = "台账"
    COLUMN = "列"
    PARAMETER = "参数"
    VALUE = "值"
    WINDOW = "时段"
    PERIOD = "周期"
    WORD = "连词"


@dataclass(frozen=True, slots=True)
class Completion:
    """One thing that could stand there: ``insert`` replaces the characters of ``place``; the caret goes ``back`` from its end."""

    label: str
    insert: str
    what: Offer
    detail: str
    place: Place
    back: int = 0


@dataclass
class _Call:
    """A call whose bracket is still open."""

    function: Function | None
    given: list[str] = field(default_factory=list)
    """The parameters written so far, the current one last."""
    kind: RecordKind | None = None
    lists: int = 0

    @property
    def parameter(self) -> Parameter | None:
        """The parameter that is being written."""
        if self.function is None or not self.given:
            return None
        return self.function.parameter(self.given[-1])


def complete(text: str, position: int, kinds: Kinds) -> tuple[Completion, ...]:
    """What could be typed at ``position`` (counted from 0), what fits best first. Never raises."""
    before = text[: max(0, min(position, len(text)))]
    read = tokens(before)
    started = ""
    if read and read[-1].type in ("WORD", "BRACKETED") and (read[-1].end_pos or 0) == len(before):
        started = str(read.pop())
    elif _in_quotes(before):
        started = before[before.rfind('"' if '"' in before else "“") :]
    elif before.strip(" =＝\n") and (read[-1].end_pos or 0 if read else 0) < len(before.rstrip()):
        return ()  # something in between cannot be read
    place = Place(len(before) - len(started), len(before))
    plain = started.strip('"“[【')
    found = [one for one in _offers(read, kinds, bool(started) and started[0] in '"“') if _fits(plain, one)]
    found.sort(key=lambda one: _distance(plain, one))
    return tuple(
        Completion(one.label, one.insert, one.what, one.detail, place, one.back) for one in found[:MOST]
    )  # fmt: skip


def _in_quotes(before: str) -> bool:
    return before.count('"') % 2 == 1 or before.count("“") > before.count("”")


def _fits(started: str, one: Completion) -> bool:
    return not started or started in one.label or started.lower() in one.insert.lower() or started.lower() in one.detail


def _distance(started: str, one: Completion) -> int:
    """How well it fits what was begun: by its first letters, by its name, by its spelling, by what is said of it."""
    if not started or one.label.startswith(started):
        return 0
    return 1 if started in one.label else 2 if started.lower() in one.insert.lower() else 3


def _offers(read: list[Token], kinds: Kinds, quoted: bool) -> Iterator[Completion]:
    """Everything that could follow the words read."""
    last = read[-1].type if read else ""
    calls = _open_calls(read, kinds)
    call = calls[-1] if calls else None
    kind = next((one.kind for one in reversed(calls) if one.kind), None)
    if last == "DOT" and len(read) > 1:
        owner = kind_of(_name(read[-2]), kinds)
        yield from _columns(owner, call.parameter if call else None) if owner else ()
    elif last in ("COMPARE", "IN", "NOT_IN") or quoted:
        yield from _choices(read, kind)
    elif last in ("WORD", "BRACKETED", "NUMBER", "TEXT", "CLOSE", "YES", "NO", "DAY", "MOMENT", "FILLED", "BLANK"):
        yield from _following(call, kind)
    elif call and call.function:
        yield from _within(call, kind, last, kinds)
    else:
        yield from _values(kinds)


def _open_calls(read: list[Token], kinds: Kinds) -> list[_Call]:
    """The calls whose brackets are still open, from the outside in, with what was written in them."""
    calls: list[_Call] = []
    for number, token in enumerate(read):
        before = read[number - 1] if number else None
        if token.type == "OPEN":
            named = before is not None and before.type in ("WORD", "BRACKETED")
            function = function_of(_name(before)) if before is not None and named else None
            if named or not calls:
                calls.append(_Call(function, [function.parameters[0].name] if function and function.parameters else []))
            else:
                calls[-1].lists += 1
        elif token.type == "CLOSE" and calls:
            if calls[-1].lists:
                calls[-1].lists -= 1
            else:
                calls.pop()
        elif calls:
            _note(calls[-1], token, before, kinds)
    return calls


def _note(call: _Call, token: Token, before: Token | None, kinds: Kinds) -> None:
    if token.type == "COMMA" and not call.lists and call.function:
        parameters = call.function.parameters
        call.given.append(parameters[len(call.given)].name if len(call.given) < len(parameters) else "")
    elif token.type == "COLON" and before is not None and call.function and call.given:
        call.given[-1] = call.function.parameter_name(_name(before))
    elif token.type in ("WORD", "BRACKETED") and call.kind is None:
        call.kind = kind_of(_name(token), kinds)


def _within(call: _Call, kind: RecordKind | None, last: str, kinds: Kinds) -> Iterator[Completion]:
    """What may stand in a call: the argument that comes next, by its kind, and the names of those still open."""
    parameter = call.parameter
    if last == "COMMA" and not call.lists and call.function:
        for one in call.function.parameters:
            if one.name not in call.given[:-1]:
                yield Completion(one.label, f"{one.label}: ", Offer.PARAMETER, one.meaning, _HERE)
    if parameter is None:
        return
    takes = parameter.takes
    if takes in (Takes.KIND, Takes.KIND_OR_NUMBER) or (takes.is_of_records and kind is None):
        dotted = "." if takes is not Takes.KIND and takes is not Takes.KIND_OR_NUMBER else ""
        for each in kinds.values():
            yield Completion(each.label, written_name(each.label) + dotted, Offer.KIND, each.name, _HERE)
    elif takes is Takes.CONDITION and kind:
        yield from _columns(kind, None)
        yield Completion("非", "非 ", Offer.WORD, "条件不成立", _HERE)
        yield from _functions(in_conditions=True)
    elif (takes.is_of_records or takes is Takes.ROW) and kind:
        yield from _columns(kind, parameter)
    elif takes is Takes.WINDOW:
        for window in WINDOWS.values():
            yield Completion(window.label, window.label, Offer.WINDOW, window.meaning, _HERE)
    elif takes is Takes.PERIOD:
        for period in PERIODS.values():
            yield Completion(period.label, period.label, Offer.PERIOD, period.name, _HERE)
    elif takes is Takes.LENGTH:
        for length in ("2天", "48小时", "60天"):
            yield Completion(length, length, Offer.VALUE, "时长", _HERE)
    elif takes is Takes.VALUE:
        yield from _values(kinds)


def _following(call: _Call | None, kind: RecordKind | None) -> Iterator[Completion]:
    """What may follow a value or a condition."""
    if call is None or call.parameter is None or call.parameter.takes is not Takes.CONDITION or kind is None:
        return
    for word, detail in (("且", "两个条件都要成立"), ("或", "有一个成立即可"), ("已填", "这一列有内容"), ("未填", "这一列空着"),
                         ("属于", "是括号里的一个")):  # fmt: skip
        yield Completion(
            word, f" {word} {'()' if word == '属于' else ''}", Offer.WORD, detail, _HERE, int(word == "属于")
        )


def _columns(kind: RecordKind, parameter: Parameter | None) -> Iterator[Completion]:
    """The columns of a ledger that fit the parameter."""
    for column in kind.columns:
        if _suits(column, parameter.takes if parameter else None):
            unit = unit_of_column(column).text if column.type in NUMERIC else ""
            detail = " ".join(filter(None, (column.name, unit, "、".join(column.choices[:4]))))
            yield Completion(column.label, written_name(column.label), Offer.COLUMN, detail, _HERE)


def _suits(column: Column, takes: Takes | None) -> bool:
    if takes in (Takes.NUMBER, Takes.KIND_OR_NUMBER):
        return column.type in NUMERIC or column.type in _TIMES  # two times make a length
    if takes in (Takes.TIME, Takes.DURATION):
        return column.type in _TIMES
    return True


def _choices(read: list[Token], kind: RecordKind | None) -> Iterator[Completion]:
    """What a column may be compared with: its choices, 是 and 否; and other columns."""
    column = None
    for token in reversed(read):
        if token.type in ("WORD", "BRACKETED") and kind:
            column = kind.column(_name(token))
            break
        if token.type == "COLON":
            break
    if column is None:
        return
    if column.type is ColumnType.BOOLEAN:
        for word in ("是", "否"):
            yield Completion(word, word, Offer.VALUE, column.label, _HERE)
    for choice in column.choices if column.type in _TEXTS else ():
        yield Completion(choice, f'"{choice}"', Offer.VALUE, column.label, _HERE)


def _values(kinds: Kinds) -> Iterator[Completion]:
    """Functions that compute a number."""
    yield from _functions(in_conditions=False)


def _functions(in_conditions: bool) -> Iterator[Completion]:
    for function in functions():
        if function.in_conditions is in_conditions:
            detail = f"{function.signature} {function.meaning} {function.name}"
            yield Completion(
                function.label, f"{function.label}()", Offer.FUNCTION, detail, _HERE, int(bool(function.parameters))
            )


_HERE = Place(0, 0)


def _name(token: Token) -> str:
    written = str(token)
    return written[1:-1].strip() if token.type == "BRACKETED" else written
