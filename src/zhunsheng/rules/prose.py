"""Numbers in running text, each with its span and what it is: money, a percentage, a count, a date, a mere number.

The same digits mean different things: ``2019年``, ``【2012】154号``, ``第3标段``, ``1、`` and ``11.15-3.15`` count nothing.
:func:`numbers` tells them apart once for every rule, from left to right, without ever taking a digit twice.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from zhunsheng.model.spelling import half_width
from zhunsheng.rules.clauses import clause_before
from zhunsheng.rules.counters import COUNTER, KNOWN_UNITS, UNIT, normal_unit


class Kind(StrEnum):
    """What a number in a text is."""

    MONEY = "money"
    PERCENT = "percent"
    COUNT = "count"
    BARE = "bare"
    """A number without a unit; ``value`` still includes a following 万 or 亿."""
    DATE = "date"
    ORDINAL = "ordinal"
    """A list mark, ``第三``, ``二期``: it names a thing and counts none."""
    DOCUMENT = "document"
    """A document number (文号), a standard, a model."""


@dataclass(frozen=True, slots=True)
class Number:
    """One number of a text: ``value`` in 元 for money, in ``unit`` for the rest; ``text`` is the words as printed.

    ``upper`` is the end of a range. ``approximate`` says that the text itself gives it roughly (约, 左右, 余). ``per``
    names what the number is a rate of (``每套700元`` → 套, ``3.36元/㎡`` → 平方米), nearest first.
    """

    kind: Kind
    value: Decimal
    unit: str
    text: str
    start: int
    end: int
    upper: Decimal | None = None
    approximate: bool = False
    per: tuple[str, ...] = ()

    @property
    def is_rate(self) -> bool:
        """True for a price or an amount per period; ``每年`` is the form's own period and makes no rate."""
        return bool(self.per) and any(unit != "年" for unit in self.per)

    def __hash__(self) -> int:
        """Of the words and their place alone: they tell numbers apart, and a Decimal is slow to hash."""
        return hash((self.text, self.start, self.end))


_N = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
_HAN = (
    r"(?:[一二两三四五六七八九十百]{1,5}万[零〇一二两三四五六七八九十百千]{0,8}"
    r"|[一二两三四五六七八九]千[零〇一二三四五六七八九十百]{0,7}|[零〇一二两三四五六七八九十百]{1,8})"
)
_HAN_MORE = r"[零〇一二两三四五六七八九十百千]{0,8}(?:万[零〇一二两三四五六七八九十百千]{0,8})?"
_TO = r"[-—－–~～至到]+"
_YEAR = r"(?:19|20)\d{2}"

_PATTERN = re.compile(
    # The look-ahead lets most characters fail at once; spelled-out Latin units spare a slow search without case.
    rf"""(?=[\s(\d〔\[【A-Za-z第零〇一二两三四五六七八九十百千万])
     (?:(?P<document>[〔\[【(]\s*{_YEAR}\s*年?\s*[〕\]】)]\s*(?:第?\s*\d{{1,5}}\s*号?)?
                  |{_YEAR}\s*[〔\[【]\s*\d{{1,5}}\s*[〕\]】]\s*号?
                  |[A-Za-z][A-Za-z/]{{0,15}}[-—]?\d[A-Za-z0-9./*×-]*|\d{{1,5}}号(?:令|文))
     |(?P<date>{_YEAR}(?:{_TO}{_YEAR})?年度?(?:\s*\d{{1,2}}月(?:\s*\d{{1,2}}[日号])?)?
              |{_YEAR}(?:-(?:1[0-2]|0?[1-9])|[-/.]\d{{1,2}}[-/.]\d{{1,2}})(?![\d.万元])
              |\d{{1,2}}月\s*\d{{1,2}}[日号]|\d{{1,2}}(?:{_TO}\d{{1,2}})?月
              |(?:1[0-2]|[1-9])\.\d{{1,2}}{_TO}(?:1[0-2]|[1-9])\.\d{{1,2}}(?=[)，。；,;]|$)
              |(?:[01]?\d|2[0-4])点(?:半|\d{{1,2}}分)?(?!位|次)|\d{{1,2}}[:：]\d{{2}}(?![\d月年.、%万]))
     |(?P<ordinal>第\s*(?:\d+|{_HAN})|(?:^|(?<=[\n。；;：:]))\s{{0,8}}[(]?(?:\d{{1,2}}|{_HAN})(?:[)、]|\.(?!\d))
              |{_HAN}[、,]?(?={_HAN}期)|(?<!十)(?<!培训)(?<!训班)(?<!举办)(?<!共)(?<!各)[一二三四五六七八九]期(?!培训|轮训|讲座|课|班)|{_HAN}(?:级|类|环|标段|阶段|年级|是)|\d+(?:标段|号楼|号线|年级|号))
     |(?P<tenths>[一二三四五六七八九])成(?=[以左，。；;,、（(\d]|$)
     |(?P<part_of>[百千万])分之(?P<percent_word>{_N}|{_HAN})
     |(?P<percent>{_N})%?(?:{_TO}(?P<percent_to>{_N}))?\s*(?:%|个百分点|百分比|百分点)
     |(?P<money>{_N})(?:\s*(?:亿|万)?元?{_TO}(?P<money_to>{_N}))?\s*(?P<m_about>[余多来几])?\s*(?P<scale>万亿|千万|百万|亿|万|千|百)?
          (?P<m_after>[余多])?(?:元|\(\s*(?P<m_unit>亿|万)?元\s*\))
     |(?P<count>{_N})(?:{_TO}(?P<count_to>{_N}))?\s*(?P<c_about>[余多来])?(?P<c_scale>亿|万)?(?P<c_after>[余多])?
          \s*(?P<unit>{UNIT})
     |(?P<bare>{_N})(?P<b_scale>亿|万)?(?P<b_after>[余多])?
     |(?P<han_sum>(?:十|[一二两三四五六七八九][十百千万]){_HAN_MORE})(?P<hs_after>[余多])?元(?!化|件|素|月|旦)
     |(?P<han>{_HAN})(?P<h_about>[余多来])?(?P<h_unit>{COUNTER}))
    """,
    re.X | re.M,
)  # fmt: skip
_SCALE = {"百": 10**2, "千": 10**3, "万": 10**4, "百万": 10**6, "千万": 10**7, "亿": 10**8, "万亿": 10**12}
_PER_AFTER = re.compile(rf"\s*[整]?(?:/|每)\s*(?:个(?!月)|名)?({UNIT})(?:[/·.*每]?\s*({UNIT})(?![\u4e00-\u9fff]))?")
_PER_ANYTHING = re.compile(r"\s*[/／]\s*([\u4e00-\u9fff]{1,2}|[A-Za-z]{2,5})(?![\u4e00-\u9fffA-Za-z])")
"""A price by a word that counts nothing else: 3.5元/盆."""
_PRICE_TOLD = re.compile(
    r"^.*\d万?元[）)]?(?:(?:/|每)[\u4e00-\u9fff]{1,3})?\s*(?:[×xX*＊=＝]|(?:合?计|共|需|即|合|总|为)+).*?(?=[^每]*$)"
)
"""A price that has been told already: what follows it is no rate any more (每立方米28元计285.6万元)."""
_PER_BEFORE = re.compile(rf"每(?:1|一)?(?:个(?!月|项目))?([百千万]?(?:{UNIT}))")
_EACH_LISTED = re.compile(
    rf"每(?:个(?=[^\d、]))?(?P<unit>{UNIT})(?:[\u4e00-\u9fff]{{0,2}}\d+(?!万?元)[\u4e00-\u9fff]{{1,2}}、|(?P<nouns>[\u4e00-\u9fff]{{1,8}}(?:、[\u4e00-\u9fff]{{1,10}}){{1,3}}(?<![共计年])))$"
)
_PER_OTHER = re.compile(
    r"每([\u4e00-\u9fff]{1,2}?|[A-Za-z]{1,5})(?:(?:约|补助|补贴|为|按|需|计)?|(?:全?年)?[\u4e00-\u9fff]{0,5}(?:费|经费|补助|补贴|成本|租金))$"
)
"""A price for a thing without a counter of its own: ``每剂78元``."""
_PER_AND_PER = re.compile(rf"每(?!(?:{UNIT}|个)每)([\u4e00-\u9fff]{{1,3}}|[A-Za-z]{{1,5}})每(?={UNIT})")
"""The same before a period: ``每生每年1250元``."""
_MEAN = re.compile(
    r"([户人亩件场村校班台套家头车例座处所间株]|(?<!学)生)均(?!衡|等|匀|可|需|应|有|已|在|由|以|按)[\u4e00-\u9fff]{0,8}$"
)
"""A mean is a rate too: ``户均4200元``, ``人均工作经费4000元``, ``生均公用经费600元``."""
_HEADS = {"生": "人", "名学生": "人", "位老人": "人", "名学员": "人", "员": "人"}
_ROUGH_BEFORE = re.compile(
    r"(?:(?<![签预制节合履违公])约|大约|大概|(?<![就附最靠临邻])近|将近|接近|预计|估计)\s*(?:需要?|为)?\s*$"
)
_ROUGH_AFTER = re.compile(r"\s*(?:左右|上下|以内|多)")
_BLANKS = frozenset(" \t\n\r\f\v\x1c\x1d\x1e\x1f\x85\u1680\u2028\u2029\u202f\u205f\u3000\xa0").union(
    map(chr, range(0x2000, 0x200B))
)
"""All that ``\\s`` stands for: the patterns for what follows a number begin with it."""
_ROUGH_SIGNS = frozenset("约概近计")
_ROUGH_NEXT = _BLANKS.union("左上以多")
_PER_SIGNS = _BLANKS.union("整/每／")
"""Characters without which none of the patterns above and below can match: a look at them is ten times as fast."""
_TIMES = frozenset({"分钟", "小时", "天", "日", "周", "工作日", "个工作日", "月", "个月", "年"})
_ROUGH_COUNT_AFTER = re.compile(r"\s*(?:左右|上下|多)")
_HAN_DIGIT = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}


def han_number(text: str) -> int | None:
    """A whole number in Chinese numerals (``五十`` → 50, ``一百二十`` → 120, ``两万三千`` → 23000), or ``None``."""
    if not text:
        return None
    total = digit = 0
    for char in text:
        if char in _HAN_DIGIT:
            digit = digit * 10 + _HAN_DIGIT[char]
        elif char in "十百千":
            total += (digit or 1) * {"十": 10, "百": 100, "千": 1000}[char]
            digit = 0
        elif char == "万" and total + digit:
            total, digit = (total + digit) * 10_000, 0
        else:
            return None
    return total + digit


@lru_cache(maxsize=8192)
def numbers(text: str | None) -> tuple[Number, ...]:
    """Every number of a text from left to right; dates, ordinals and document numbers included, each by its kind."""
    if not text:
        return ()
    plain = with_list_marks(half_width(text))
    found = [number for match in _PATTERN.finditer(plain) if (number := _number(plain, text, match)) is not None]
    return tuple(_counted_by_price(plain, found))


_PRICED_BY = re.compile(
    r"每([\u4e00-\u9fff]{1,2}?)(?=\d|约|补助|补贴|奖|按|需|为|单价|均价|租金|全年|年|每|月|一|计|收|耗材|运|费)|元\s*[/／]\s*([\u4e00-\u9fff]{1,2})(?![\u4e00-\u9fff])"
)


def _counted_by_price(plain: str, found: list[Number]) -> list[Number]:
    """A bare number before the very word that the text prices (36000盆，每盆3.5元) is a count, whatever the word."""
    if "元" not in plain or not any(number.kind is Kind.BARE for number in found):
        return found
    words = {one or other for one, other in _PRICED_BY.findall(plain)} - KNOWN_UNITS
    if not words:
        return found
    return [
        next(
            (
                replace(number, kind=Kind.COUNT, unit=word)
                for word in words
                if number.kind is Kind.BARE and plain.startswith(word, number.end)
            ),
            number,
        )
        for number in found
    ]


def with_list_marks(plain: str) -> str:
    """The text with ``、`` for the dot of list marks that stand right before a digit: ``1.8个快检室；2.检测`` is no 1.8.

    A dot is a list mark where the marks before or behind it at the beginnings of sentences count on, or where what
    follows is a date (``1.9月底前``). The text keeps its length.
    """
    if not _DOTTED.search(plain):
        return plain
    marks = {int(found.group(1)): found for found in reversed(list(_SENTENCE_MARK.finditer(plain)))}
    for number, found in marks.items():
        if found.group(2) != "." or not _DOTTED.match(plain, found.start()):
            continue
        neighbours = marks.get(number - 1), marks.get(number + 1)
        if any(neighbours) or _DATED.match(plain, found.end()):
            plain = plain[: found.start(2)] + "、" + plain[found.end(2) :]
    return plain


_SENTENCE_MARK = re.compile(r"(?:(?<=^)|(?<=[\n。；;！：:]))\s{0,8}(\d{1,2})([.、)])", re.M)
_DOTTED = re.compile(r"(?:(?<=^)|(?<=[\n。；;！：:]))\s{0,8}\d{1,2}\.\d", re.M)
_DATED = re.compile(r"(?:20\d{2}年|(?:1[0-2]|[1-9])月)")


@lru_cache(maxsize=8192)
def amounts(text: str | None) -> tuple[Number, ...]:
    """The sums of money of a text, prices and amounts per period included (see :attr:`Number.is_rate`)."""
    return tuple(number for number in numbers(text) if number.kind is Kind.MONEY)


@lru_cache(maxsize=8192)
def counts(text: str | None) -> tuple[Number, ...]:
    """The counted things of a text; ``unit`` is normalised."""
    return tuple(number for number in numbers(text) if number.kind is Kind.COUNT)


@lru_cache(maxsize=8192)
def percents(text: str | None) -> tuple[Number, ...]:
    """The percentages of a text."""
    return tuple(number for number in numbers(text) if number.kind is Kind.PERCENT)


_ZERO = Decimal(0)
_NO_VALUE = {"document": Kind.DOCUMENT, "date": Kind.DATE, "ordinal": Kind.ORDINAL}
_MONEY_GROUPS = frozenset({"money", "money_to", "m_about", "scale", "m_after", "m_unit"})
_HAN_SUM_GROUPS = frozenset({"han_sum", "hs_after"})
_BARE_GROUPS = frozenset({"bare", "b_scale", "b_after"})


def _number(plain: str, text: str, match: re.Match[str]) -> Number | None:
    start, end = match.span()
    words, last = text[start:end], match.lastgroup or ""
    kind = _NO_VALUE.get(last)
    if kind is not None:
        return Number(kind, _ZERO, "", words, start, end)
    if last in _MONEY_GROUPS:
        return _money(plain, match, words)
    if last in _BARE_GROUPS:
        return _bare(plain, match, words)
    if last in _HAN_SUM_GROUPS:
        return _han_sum(plain, match, words)
    if last == "tenths":
        return Number(Kind.PERCENT, Decimal(_HAN_DIGIT[match.group("tenths")] * 10), "%", words, start, end)
    if last == "percent_word":
        value = _value(match.group("percent_word"))
        if value is None:
            return None
        if match.group("part_of") == "千":
            return Number(Kind.COUNT, value, "‰", words, start, end)
        return Number(Kind.PERCENT, value / (100 if match.group("part_of") == "万" else 1), "%", words, start, end)
    if last in ("percent", "percent_to"):
        upper = _value(match.group("percent_to"))
        return Number(Kind.PERCENT, Decimal(_digits(match.group("percent"))), "%", words, start, end, upper)
    return _count(plain, match, words)


def _money(plain: str, match: re.Match[str], words: str) -> Number:
    factor = _SCALE.get(match.group("scale") or match.group("m_unit") or "", 1)
    upper = _value(match.group("money_to"))
    about = bool(match.group("m_about") or match.group("m_after")) or _rough(plain, match.start(), match.end())
    return Number(
        Kind.MONEY,
        Decimal(_digits(match.group("money"))) * factor,
        "元",
        words,
        match.start(),
        match.end(),
        None if upper is None else upper * factor,
        about,
        _per(plain, match.start(), match.end()) or _per_listed(plain, match.start(), words),
    )


def _per_listed(plain: str, start: int, words: str) -> tuple[str, ...]:
    """What a price is of that stands behind a list or another figure: ``每次油料、路桥补贴650元``, ``每个60种、1500元``."""
    near = plain[max(0, start - 26) : start]
    if "每" not in near or "、" not in near:
        return ()
    before = _EACH_LISTED.search(near)
    if before is None or (before["nouns"] is not None and "万" in words):
        return ()
    return tuple(dict.fromkeys(normal_unit(unit) for unit in _PER_BEFORE.findall(before.group())))


def _han_sum(plain: str, match: re.Match[str], words: str) -> Number | None:
    """A sum in Chinese numerals: 每座三十八万元."""
    whole = han_number(match.group("han_sum"))
    if whole is None:
        return None
    start, end = match.span()
    about = bool(match.group("hs_after")) or _rough(plain, start, end)
    return Number(Kind.MONEY, Decimal(whole), "元", words, start, end, None, about, _per(plain, start, end))


_FOREIGN = re.compile(r"(?:美|欧|日|港|加|澳)元|英镑|卢布")
"""Money that adds up with none of the others: what it makes in 元 stands beside it."""


def _bare(plain: str, match: re.Match[str], words: str) -> Number | None:
    if _FOREIGN.match(plain, match.end()):
        return None
    factor = _SCALE.get(match.group("b_scale") or "", 1)
    about = bool(match.group("b_after")) or _rough(plain, match.start(), match.end())
    value = Decimal(_digits(match.group("bare"))) * factor
    unit = match.group("b_scale") or ""
    return Number(Kind.BARE, value, unit, words, match.start(), match.end(), None, about)


def _count(plain: str, match: re.Match[str], words: str) -> Number | None:
    if match.group("han") is not None:
        whole = han_number(match.group("han"))
        if whole is None:
            return None
        value, upper, unit, about = Decimal(whole), None, match.group("h_unit"), bool(match.group("h_about"))
    else:
        factor = _SCALE.get(match.group("c_scale") or "", 1)
        value = Decimal(_digits(match.group("count"))) * factor
        upper = _value(match.group("count_to"))
        unit = match.group("unit")
        about = bool(match.group("c_about") or match.group("c_after"))
    # 控制在0.5‰以内, 5件以内 is a bound, and exact: only sums of money and times within something are rough.
    within = _ROUGH_AFTER if unit in _TIMES else _ROUGH_COUNT_AFTER
    about = about or _rough(plain, match.start(), match.end(), within)
    per = _per(plain, match.start(), match.end())
    if per and plain[match.end() : match.end() + 1] == "每" and per[0] == normal_unit(unit):
        per = per[1:] if plain[max(0, match.start() - 16) : match.start()].find("每") >= 0 else ()  # 40人每人每年1000元
    return Number(Kind.COUNT, value, normal_unit(unit), words, match.start(), match.end(), upper, about, per)


def _per(plain: str, start: int, end: int) -> tuple[str, ...]:
    """What the number is a rate of: ``/㎡`` behind it, or ``每套`` before it in the same clause."""
    units: list[str] = []
    if plain[end : end + 1] in _PER_SIGNS:
        after = _PER_AFTER.match(plain, end)
        units = [normal_unit(unit) for unit in after.groups() if unit] if after else []
        if not units and (other := _PER_ANYTHING.match(plain, end)):
            units = [other.group(1)]
    before = plain[max(0, start - 16) : start]
    if "每" in before:
        told = start
        if before.endswith(")") and (opened := before.rfind("(")) >= 0:
            told = start - len(before) + opened  # 每批次检验费(含购样费)500元
        clause = _PRICE_TOLD.sub("", clause_before(plain, told))
        units += [normal_unit(unit) for unit in _PER_BEFORE.findall(clause)]
        other = _PER_OTHER.search(clause) if not units else _PER_AND_PER.search(clause)
        named = other.group(1) if other else ""
        if named and not any(named.startswith(unit) for unit in units):  # 每个终端每年: a piece by its counter already
            units.append(_HEADS.get(named, named))
    if "均" in before:
        mean = _MEAN.search(clause_before(plain, start))
        units += [_HEADS.get(mean.group(1), normal_unit(mean.group(1)))] if mean else []
    return tuple(dict.fromkeys(units))


def _rough(plain: str, start: int, end: int, after: re.Pattern[str] | None = None) -> bool:
    near = start - 6 if start > 6 else 0
    if not _ROUGH_SIGNS.isdisjoint(plain[near:start]) and _ROUGH_BEFORE.search(plain, near, start):
        return True
    return plain[end : end + 1] in _ROUGH_NEXT and (after or _ROUGH_AFTER).match(plain, end) is not None


def _digits(text: str) -> str:
    return text.replace(",", "")


def _value(text: str | None) -> Decimal | None:
    """Arabic or Chinese digits as a number; ``None`` for none."""
    if text is None:
        return None
    if text[0].isdigit() and text[0].isascii():
        return Decimal(_digits(text))
    whole = han_number(text)
    return None if whole is None else Decimal(whole)
