"""The arguments of a call: which stands for which parameter, and which ledger the call counts in."""

from __future__ import annotations

from collections.abc import Mapping

from zhunsheng.formula import tree
from zhunsheng.formula.function import Function, Parameter, Takes
from zhunsheng.formula.names import Kinds, columns_named, find_kind, kind_of, nearest
from zhunsheng.formula.printing import written_name
from zhunsheng.formula.problem import Problem
from zhunsheng.model.record import NUMERIC, RecordKind


def arrange(function: Function, call: tree.Call) -> dict[str, tree.Node]:
    """Parameter name → what was written for it. Raises :class:`Problem` for too many, unknown, doubled and missing ones."""
    given: dict[str, tree.Node] = {}
    for number, argument in enumerate(call.arguments):
        if argument.name is not None:
            parameter = function.parameter(argument.name) or _unknown(function, argument)
        elif any(earlier.name for earlier in call.arguments[:number]):
            raise Problem("写了名字的参数后面，其他参数也要写名字。", argument.place)
        elif number >= len(function.parameters):
            said = "没有参数" if not function.parameters else f"最多 {len(function.parameters)} 个参数"
            raise Problem(f"“{function.label}”{said}：{function.signature}。", argument.place)
        else:
            parameter = function.parameters[number]
        if parameter.name in given:
            raise Problem(f"“{parameter.label}”写了两次。", argument.place)
        given[parameter.name] = argument.value
    for parameter in function.parameters:
        if parameter.required and parameter.name not in given:
            said = f"“{function.label}”还缺“{parameter.label}”：{parameter.takes.value}。"
            raise Problem(said, call.place)
    return given


def _unknown(function: Function, argument: tree.Argument) -> Parameter:
    word = argument.name or ""
    near = nearest(word, [one for each in function.parameters for one in (each.label, each.name)])
    parameter = function.parameter(near) if near else None
    known = "、".join(f"“{one.label}”" for one in function.parameters)
    more = f"，最接近的是“{parameter.label}”" if parameter else f"，它的参数有{known}" if known else ""
    raise Problem(f"“{function.label}”没有名叫“{word}”的参数{more}。", argument.place)


def ledger_of_call(function: Function, given: Mapping[str, tree.Node], kinds: Kinds) -> RecordKind | None:
    """The ledger that a call counts in: named, or that of the first column it names. ``None`` for a call that needs none."""
    for parameter in function.parameters:
        node = given.get(parameter.name)
        if node is None:
            continue
        if parameter.takes is Takes.KIND:
            return _named(node, kinds)
        if parameter.takes is Takes.KIND_OR_NUMBER and isinstance(node, tree.Name) and kind_of(node.word, kinds):
            return _named(node, kinds)
        if parameter.takes.is_of_records:
            return _first_named(node, kinds) or _ask_for_ledger(node, parameter, kinds)
    return None


def _named(node: tree.Node, kinds: Kinds) -> RecordKind:
    if isinstance(node, tree.Name):
        return find_kind(node, kinds)
    if isinstance(node, tree.Dotted):
        kind = find_kind(node.kind, kinds)
        raise Problem(f"这里要写整本台账的名字：{written_name(kind.label)}。", node.place, written_name(kind.label))
    raise Problem("这里要写一本台账的名字，如 巡查。", node.place)


def _first_named(node: tree.Node, kinds: Kinds) -> RecordKind | None:
    dotted = [one for one, _ in tree.walk(node) if isinstance(one, tree.Dotted)]
    return find_kind(min(dotted, key=lambda one: one.place).kind, kinds) if dotted else None


def _ask_for_ledger(node: tree.Node, parameter: Parameter, kinds: Kinds) -> RecordKind:
    """Raise what is to be said of an argument that names no ledger."""
    if isinstance(node, tree.Name):
        kind = kind_of(node.word, kinds)
        if kind is not None:
            numbers = [column for column in kind.columns if column.type in NUMERIC]
            written = f"{written_name(kind.label)}.{written_name(numbers[0].label)}" if len(numbers) == 1 else None
            raise Problem(f"“{kind.label}”是整本台账，这里要写{parameter.takes.value}。", node.place, written)
        found = columns_named(node.word, kinds)
        if found:
            said = [f"{written_name(kind.label)}.{written_name(column.label)}" for kind, column in found]
            only = said[0] if len(said) == 1 else None
            raise Problem(f"要说“{node.word}”是哪本台账的，如 {said[0]}。", node.place, only)
    raise Problem(f"这里要写{parameter.takes.value}。", node.place)
