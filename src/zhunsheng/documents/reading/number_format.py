"""Numbers of a worksheet as they are printed: the number format of a cell applied to the value stored in it.

Formats are those of ECMA-376 part 1, 18.8.30–31, as Chinese Excel and WPS show them. What this module does not print
(fractions, Chinese capital numerals) it says so, and prints the plain number.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation, localcontext
from functools import lru_cache
from typing import NamedTuple

from zhunsheng.documents.reading.date_format import print_date

_BUILT_IN_LINES = """
0 General
1 0
2 0.00
3 #,##0
4 #,##0.00
5 "¥"#,##0;"¥"-#,##0
6 "¥"#,##0;"¥"-#,##0
7 "¥"#,##0.00;"¥"-#,##0.00
8 "¥"#,##0.00;"¥"-#,##0.00
9 0%
10 0.00%
11 0.00E+00
12 # ?/?
13 # ??/??
14 yyyy/m/d
15 d-mmm-yy
16 d-mmm
17 mmm-yy
18 h:mm AM/PM
19 h:mm:ss AM/PM
20 h:mm
21 h:mm:ss
22 yyyy/m/d h:mm
27 yyyy"年"m"月"
28 m"月"d"日"
29 m"月"d"日"
30 m-d-yy
31 yyyy"年"m"月"d"日"
32 h"时"mm"分"
33 h"时"mm"分"ss"秒"
34 上午/下午h"时"mm"分"
35 上午/下午h"时"mm"分"ss"秒"
36 yyyy"年"m"月"
37 #,##0;-#,##0
38 #,##0;-#,##0
39 #,##0.00;-#,##0.00
40 #,##0.00;-#,##0.00
41 #,##0;-#,##0;"-";@
42 "¥"#,##0;"¥"-#,##0;"¥-";@
43 #,##0.00;-#,##0.00;"-";@
44 "¥"#,##0.00;"¥"-#,##0.00;"¥-";@
45 mm:ss
46 [h]:mm:ss
47 mmss.0
48 ##0.0E+0
49 @
50 yyyy"年"m"月"
51 m"月"d"日"
52 yyyy"年"m"月"
53 m"月"d"日"
54 m"月"d"日"
55 上午/下午h"时"mm"分"
56 上午/下午h"时"mm"分"ss"秒"
57 yyyy"年"m"月"
58 m"月"d"日"
"""
BUILT_IN = {
    int(number): code for number, _, code in (line.partition(" ") for line in _BUILT_IN_LINES.split("\n")[1:-1])
}
"""Formats that files name by number only, as Chinese Excel shows them."""
MAX_FORMAT_CHARS = 1000
"""The longest format that is looked at; Excel itself allows 255."""
SIGNIFICANT_DIGITS = 15
"""What Excel shows of a stored number at most."""

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|[\\!](?P<escaped>.)|_(?P<space>.)|\*(?P<fill>.)|\[(?P<bracket>[^\]]*)\]'
    r"|(?P<general>General|G/通用格式)|(?P<half>AM/PM|A/P|上午/下午)|(?P<exponent>E[+-])"
    r"|(?P<date>y+|m+|d+|h+|s+|a{3,4}|e+|g+|b+)|(?P<digit>[0#?])|(?P<mark>[.,%/@;])|(?P<other>.)",
    re.I | re.S,
)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?[\d.]+)")
_ELAPSED = re.compile(r"h+|m+|s+", re.I)
_CURRENCY = re.compile(r"\$([^-]*)")


class Token(NamedTuple):
    """One piece of a format: ``literal``, ``digit``, ``date``, ``half``, ``elapsed``, ``exponent``, ``general``, or
    one of the marks ``.`` ``,`` ``%`` ``/`` ``@`` as its own kind."""

    kind: str
    text: str


class Section(NamedTuple):
    """One of the up to four parts of a format that ``;`` divides."""

    tokens: tuple[Token, ...]
    condition: tuple[str, Decimal] | None
    numerals: str
    """``DBNum1`` … where the format asks for Chinese numerals, else ``""``."""

    def has(self, *kinds: str) -> bool:
        """True when any of its pieces is of one of these kinds."""
        return any(token.kind in kinds for token in self.tokens)


class Printed(NamedTuple):
    """What a cell shows, and whether its format was understood (else the plain number stands in ``text``)."""

    text: str
    understood: bool = True


@lru_cache(maxsize=4096)
def print_number(value: Decimal, code: str, epoch_1904: bool = False) -> Printed:
    """``value`` as the format ``code`` prints it; ``epoch_1904`` says from which day the file counts dates."""
    value = _significant(value)
    sections = _sections(code[:MAX_FORMAT_CHARS])
    chosen, signed = _choose(sections, value)
    if chosen is None:
        return Printed(plain(value), understood=False)
    if chosen.has("date", "half", "elapsed"):
        text = print_date(value, chosen.tokens, epoch_1904, chosen.numerals)
        return Printed(plain(value), understood=False) if text is None else Printed(text)
    if chosen.numerals or chosen.has("/"):
        return Printed(plain(value), understood=False)
    text = _number(abs(value), chosen)
    return Printed(f"-{text}" if value < 0 and signed else text)


def print_text(text: str, code: str) -> str:
    """``text`` as the text part of the format ``code`` prints it."""
    sections = _sections(code[:MAX_FORMAT_CHARS])
    section = sections[3] if len(sections) > 3 else sections[-1]
    if not section.has("@") or len(section.tokens) == 1:
        return text
    return "".join(text if token.kind == "@" else token.text for token in section.tokens)


def plain(value: Decimal) -> str:
    """A number without a format: up to 15 digits, no trailing zeros; 6.0 is ``6``."""
    value = _significant(value)
    if value == 0:
        return "0"
    if not -10 <= value.adjusted() <= 20:
        mantissa, _, exponent = f"{value.normalize():E}".partition("E")
        return f"{mantissa}E{exponent[0]}{int(exponent[1:]):02d}"
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _significant(value: Decimal) -> Decimal:
    with localcontext() as context:
        context.prec, context.rounding = SIGNIFICANT_DIGITS, ROUND_HALF_UP
        return +value


@lru_cache(maxsize=512)
def _sections(code: str) -> tuple[Section, ...]:
    sections: list[Section] = []
    tokens: list[Token] = []
    condition: tuple[str, Decimal] | None = None
    numerals = ""
    for match in _TOKEN.finditer(code or "General"):
        kind, text = match.lastgroup or "other", match[match.lastgroup or "other"]
        if kind == "mark" and text == ";":
            sections.append(Section(tuple(tokens), condition, numerals))
            tokens, condition, numerals = [], None, ""
        elif kind == "bracket":
            if found := _CONDITION.fullmatch(text.strip()):
                condition = (found[1], _decimal(found[2]))
            elif text.lower().startswith("dbnum"):
                numerals = text
            elif _ELAPSED.fullmatch(text):
                tokens.append(Token("elapsed", text.lower()))
            elif found := _CURRENCY.match(text):
                tokens.append(Token("literal", found[1]))
        elif kind != "fill":
            tokens.append(_token(kind, text))
    return (*sections, Section(tuple(tokens), condition, numerals))


def _token(kind: str, text: str) -> Token:
    if kind in ("quoted", "escaped", "other"):
        return Token("literal", text)
    if kind == "space":
        return Token("literal", " ")
    if kind == "mark":
        return Token(text, text)
    return Token(kind, text if kind == "half" else text.lower())


def _decimal(text: str) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation:
        return Decimal(0)


def _choose(sections: tuple[Section, ...], value: Decimal) -> tuple[Section | None, bool]:
    """The part of the format for ``value``, and whether a minus sign is added (a part for negatives has its own)."""
    numeric = sections[:3]
    if any(section.condition for section in numeric):
        for section in numeric:
            if section.condition is None or _holds(value, *section.condition):
                return section, True
        return None, True
    if len(numeric) == 1 or value > 0:
        return numeric[0], True
    if value < 0:
        return numeric[1], False
    return numeric[2 if len(numeric) > 2 else 0], False


def _holds(value: Decimal, sign: str, bound: Decimal) -> bool:
    return {
        "<": value < bound,
        ">": value > bound,
        "<=": value <= bound,
        ">=": value >= bound,
        "=": value == bound,
        "<>": value != bound,
    }[sign]


def _number(value: Decimal, section: Section) -> str:
    """``value`` (not negative) in a part that prints numbers."""
    if section.has("general", "@"):
        return "".join(plain(value) if token.kind in ("general", "@") else token.text for token in section.tokens)
    tokens = list(section.tokens)
    if not section.has("digit"):
        return "".join(token.text for token in tokens if token.kind in ("literal", "%"))
    exponent_at = next((index for index, token in enumerate(tokens) if token.kind == "exponent"), len(tokens))
    mantissa, exponent = tokens[:exponent_at], tokens[exponent_at:]
    point_at = next((index for index, token in enumerate(mantissa) if token.kind == "."), len(mantissa))
    whole, fraction = mantissa[:point_at], mantissa[point_at:]
    whole, scale, grouped = _commas(whole)
    value = value.scaleb(2 * sum(token.kind == "%" for token in tokens) - 3 * scale)
    power = 0
    if exponent:
        width = max(1, sum(token.kind == "digit" for token in whole))
        power = value.adjusted() // width * width if width > 1 and value else value.adjusted() if value else 0
        value = value.scaleb(-power)
    places = sum(token.kind == "digit" for token in fraction)
    with localcontext() as context:
        context.prec = 2 * MAX_FORMAT_CHARS
        digits, _, decimals = f"{value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP):f}".partition(".")
    text = _whole(digits, whole, grouped) + _fraction(decimals, fraction)
    if exponent:
        sign = "-" if power < 0 else "+" if exponent[0].text.endswith("+") else ""
        text += f"E{sign}" + _whole(str(abs(power)), exponent[1:], grouped=False)
    return text


def _commas(whole: list[Token]) -> tuple[list[Token], int, bool]:
    """The whole part without its commas, how many thousands it drops, and whether it sets commas."""
    last = max((index for index, token in enumerate(whole) if token.kind == "digit"), default=-1)
    scale = sum(token.kind == "," for token in whole[last + 1 :])
    grouped = any(token.kind == "," for token in whole[:last])
    return [token for token in whole if token.kind != ","], scale, grouped


def _whole(digits: str, tokens: list[Token], grouped: bool) -> str:
    """``digits`` set into the places of ``tokens`` from the right; the leftmost place takes all that are left."""
    places = sum(token.kind == "digit" for token in tokens)
    left = "" if digits == "0" else digits
    out: list[str] = []
    printed = 0

    def put(digit: str) -> None:
        nonlocal printed
        if grouped and printed and printed % 3 == 0 and digit != " ":
            out.append(",")
        out.append(digit)
        printed += 1

    for token in reversed(tokens):
        if token.kind != "digit":
            out.append(token.text[::-1])
            continue
        places -= 1
        if left:
            put(left[-1])
            left = left[:-1]
        elif token.text != "#":
            put("0" if token.text == "0" else " ")
        if places == 0:
            for digit in reversed(left):
                put(digit)
    return "".join(reversed(out))


def _fraction(decimals: str, tokens: list[Token]) -> str:
    """The part behind the point; places written ``#`` or ``?`` drop trailing zeros."""
    needed = 0
    digit_tokens = [token for token in tokens if token.kind == "digit"]
    for index, (digit, token) in enumerate(zip(decimals, digit_tokens, strict=False), 1):
        if token.text == "0" or digit != "0":
            needed = index
    out: list[str] = []
    used = 0
    for token in tokens:
        if token.kind != "digit":
            out.append(token.text if token.kind != "," else "")
            continue
        used += 1
        if used <= needed:
            out.append(decimals[used - 1])
        elif token.text == "?":
            out.append(" ")
    return "".join(out)
