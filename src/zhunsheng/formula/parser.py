"""Text → tree, by the grammar in ``grammar.lark``. What cannot be read is one :class:`Problem` with its place; nothing else is raised."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from functools import cache, lru_cache
from importlib.resources import files
from re import findall
from typing import Any, TypeAlias, TypeVar

from lark import Lark, Token, Transformer
from lark.exceptions import UnexpectedCharacters, UnexpectedInput, UnexpectedToken, VisitError

from zhunsheng.formula import tree
from zhunsheng.formula.problem import Place, Problem
from zhunsheng.formula.registry import function_of
from zhunsheng.formula.tree import Node
from zhunsheng.formula.unreadable import sentence
from zhunsheng.model.spelling import half_width

LONGEST = 2000
"""Characters that a formula may have."""
DEEPEST = 60
"""How deep a tree may be: brackets and operators inside each other."""
_SIGNS = {"<=": "≤", ">=": "≥", "<>": "≠", "!=": "≠", "≦": "≤", "≧": "≥"}
_WORD_OF = {"OR": "or", "AND": "and", "NOT": "not", "IN": "in", "NOT_IN": "notin", "FILLED": "filled", "BLANK": "blank",
            "PLUS": "+", "MINUS": "-", "TIMES": "×", "OVER": "÷"}  # fmt: skip
_T = TypeVar("_T")
_Part: TypeAlias = Any
"""What the grammar's rules hand up: tokens, nodes, arguments."""


@lru_cache(maxsize=4096)
def parse(text: str) -> Node:
    """The tree of a formula. Raises :class:`Problem`, and nothing else, for text that is none. Trees never change, so that
    one is made once."""
    if len(text) > LONGEST:
        raise Problem(f"公式有 {len(text)} 个字，最多 {LONGEST} 个字，请拆开。", Place(LONGEST, len(text)))
    readable = " " + text[1:] if text[:1] in "=＝" and text[:1] else text  # spreadsheets start formulas with =
    if not readable.strip():
        raise Problem("公式是空的，例如可以写 计数(巡查)。", Place(0, len(text)))
    try:
        found: Node = _lark().parse(readable)  # type: ignore[assignment]
    except UnexpectedToken as error:
        raise _unexpected(error, text) from None
    except UnexpectedCharacters as error:
        at = error.pos_in_stream or 0
        raise Problem(sentence(text, at, None, set()), Place(at, at + 1)) from None
    except VisitError as error:
        if isinstance(error.orig_exc, Problem):
            raise error.orig_exc from None
        raise
    _measure_depth(found)
    return found


def tokens(text: str) -> list[Token]:
    """The words of a formula as far as they can be read: for an editor, while the formula is not whole yet."""
    found: list[Token] = []
    try:
        for token in _lark().lex(text[:LONGEST]):
            found.append(token)
    except UnexpectedInput:
        pass
    return found


def _measure_depth(root: Node) -> None:
    for node, depth in tree.walk(root):
        if depth > DEEPEST:
            raise Problem(f"括号和运算套了 {DEEPEST} 层以上，请把公式拆开。", node.place)


def _unexpected(error: UnexpectedToken, text: str) -> Problem:
    token = error.token
    expected = set(error.expected)
    if token.type == "$END":
        at = len(text.rstrip())
        return Problem(sentence(text, at, "$END", expected), Place(at, at + 1))
    place = _place(token)
    return Problem(sentence(text, place.start, token.type, expected), place)


@cache
def _lark() -> Lark:
    grammar = files("zhunsheng.formula").joinpath("grammar.lark").read_text("utf-8")
    # The basic lexer reads words without regard to what may stand there, so that a fault is told by words, not by characters.
    return Lark(grammar, parser="lalr", lexer="basic", transformer=_Builder())


def _place(part: _Part) -> Place:
    if isinstance(part, Token):
        start = part.start_pos or 0
        return Place(start, part.end_pos if part.end_pos is not None else start + len(part))
    found: Place = part.place
    return found


def _whole(parts: list[_Part]) -> Place:
    return _place(parts[0]).to(_place(parts[-1]))


class _Builder(Transformer[Token, Node]):
    """The grammar's rules as nodes; each gets its parts, tokens among them, in the order written."""

    def start(self, parts: list[_Part]) -> Node:
        found: Node = parts[0]
        return found

    def binary(self, parts: list[_Part]) -> Node:
        left, sign, right = parts
        return tree.Binary(_operator(sign), left, right, _whole(parts))

    def negation(self, parts: list[_Part]) -> Node:
        return tree.Unary(_operator(parts[0]), parts[1], _whole(parts))

    def state(self, parts: list[_Part]) -> Node:
        return tree.Unary(_operator(parts[1]), parts[0], _whole(parts))

    def number(self, parts: list[_Part]) -> Node:
        (digits, rest), place = _split_number(str(parts[0])), _place(parts[0])
        if sum(map(str.isdigit, digits)) > 18:
            raise Problem("一个数最多 18 位。", place)
        return tree.Number(Decimal(digits), rest, place)

    def text(self, parts: list[_Part]) -> Node:
        written = str(parts[0])
        inside = written[1:-1]
        if any(character < " " or "\ud800" <= character <= "\udfff" for character in inside):
            raise Problem("引号里有看不见的字符，请重新输入。", _place(parts[0]))
        return tree.Text(inside.replace('""', '"') if written[0] == '"' else inside, _place(parts[0]))

    def yes(self, parts: list[_Part]) -> Node:
        return tree.Truth(True, _place(parts[0]))

    def no(self, parts: list[_Part]) -> Node:
        return tree.Truth(False, _place(parts[0]))

    def moment(self, parts: list[_Part]) -> Node:
        year, month, day, hour, minute = map(int, findall(r"\d+", parts[0]))
        return tree.Moment(_real(parts[0], lambda: datetime(year, month, day, hour, minute)), _place(parts[0]))

    def day(self, parts: list[_Part]) -> Node:
        year, month, day = map(int, findall(r"\d+", half_width(parts[0])))
        return tree.Day(_real(parts[0], lambda: date(year, month, day)), _place(parts[0]))

    def day_of_year(self, parts: list[_Part]) -> Node:
        month, day = map(int, findall(r"\d+", half_width(parts[0])))
        _real(parts[0], lambda: date(2000, month, day))
        return tree.MonthDay(month, day, _place(parts[0]))

    def stretch(self, parts: list[_Part]) -> Node:
        first, last = parts[0], parts[2]
        if type(first) is not type(last):
            raise Problem("“至”两边要么都写年月日，要么都只写月日。", _whole(parts))
        if isinstance(first, tree.Day) and first.day > last.day:
            raise Problem("“至”前面的日子比后面的晚。", _whole(parts))
        return tree.Stretch(first, last, _whole(parts))

    def name(self, parts: list[_Part]) -> Node:
        word = str(parts[0])
        return tree.Name(word[1:-1].strip() if parts[0].type == "BRACKETED" else word, _place(parts[0]))

    def bare(self, parts: list[_Part]) -> Node:
        found: Node = parts[0]
        return found

    def dotted(self, parts: list[_Part]) -> Node:
        return tree.Dotted(parts[0], parts[2], _whole(parts))

    def inside(self, parts: list[_Part]) -> Node:
        found: Node = parts[1]
        return found

    def argument(self, parts: list[_Part]) -> tree.Argument:
        if len(parts) == 1:
            return tree.Argument(parts[0], None, _place(parts[0]))
        return tree.Argument(parts[2], parts[0].word, _whole(parts))

    def listing(self, parts: list[_Part]) -> Node:
        return tree.Listing(tuple(part for part in parts if not isinstance(part, Token)), _whole(parts))

    def call(self, parts: list[_Part]) -> Node:
        called: tree.Name = parts[0]
        arguments = tuple(part for part in parts[1:] if isinstance(part, tree.Argument))
        function = function_of(called.word)
        if function is None:
            return tree.Call(called.word, arguments, _whole(parts), called.place)
        named = tuple(
            tree.Argument(one.value, function.parameter_name(one.name), one.place) if one.name else one
            for one in arguments
        )
        return tree.Call(function.name, named, _whole(parts), called.place)


def _operator(token: Token) -> str:
    if token.type == "COMPARE":
        written = "".join(half_width(token).split())
        return _SIGNS.get(written, written)
    return _WORD_OF[token.type]


def _split_number(written: str) -> tuple[str, str]:
    plain = half_width(written)
    cut = next(
        (at for at, character in enumerate(plain) if not (character.isdecimal() or character == ".")), len(plain)
    )
    return plain[:cut], plain[cut:].strip()


def _real(token: Token, make: Callable[[], _T]) -> _T:
    try:
        return make()
    except ValueError:
        raise Problem(f"没有“{token}”这一天或这个时刻。", _place(token)) from None
