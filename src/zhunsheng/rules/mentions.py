"""What a number in running text is about: the words around it, and which indicator or other number means the same.

``疏浚支渠12公里、维修节制闸6座`` holds two mentions: 12公里 about 疏浚支渠 and 6座 about 维修节制闸. A mention and an
indicator belong together when they share a unit and most of the indicator's own words, or when no other of the text and
no other of the table could be meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import combinations

from zhunsheng.model.indicator import Indicator
from zhunsheng.model.quantity import Quantity
from zhunsheng.rules.cell_text import core_name
from zhunsheng.rules.counters import normal_unit
from zhunsheng.rules.measuring_unit import unit_kind
from zhunsheng.rules.prose import Kind, Number, numbers
from zhunsheng.rules.sameness import part_of_the_other, thing, usual
from zhunsheng.rules.shared_words import pairs

_CLAUSE = re.compile(r"[，。；,;、：:（()）\n]")
_BEHIND = re.compile(r"(?:的)?[“”\"]?([\u4e00-\u9fffⅠ-Ⅻ“”]{0,10})")
_INSERTED = re.compile(r"(?<=[\u4e00-\u9fff])[（(][^（()）]{0,12}[)）](?=[\u4e00-\u9fff])")
"""A bracket inside a name: 村（社区）法律顾问."""
_NEXT_COUNT = re.compile(
    r"^(?:\d+(?:\.\d+)?万?(?:余|多)?[名人户家个](?!月)|\d+(?:[—－\-~～至到]\d+)?周?岁(?:[至到—－-]\d+周?岁)?(?:及?以[上下内])?(?:的)?|[一二三四五六七八九十]、[一二三四五六七八九十]类)"
)
"""What stands between a count and its thing: 4批120名优抚对象, 3座四、五类桥梁."""
_LINK = re.compile(
    r"(?:不低于|不少于|不超过|不高于|不大于|超过|大于|高于|低于|达到|达|提高到|提升到|提升至|提高至|增加到|降到|降至|下降到|下降至|降低到|压缩到|缩短到|上升到|升至|保持在?|控制在|稳定在|保持|实现|为|是|到|至|约|共|均|全部|要|将|应|在)*$"
)
_RELATIVE = re.compile(
    r"(?<!占)比(?!例|率|重)|较|(?:提高|增长|增加|提升|下降|降低|减少|缩短|压减)(?!到|至|为|率|比例)(?!(?!不低于|不少于|不超过|超过|至少|幅度|达到)[\u4e00-\u9fff]{3})|其中|每|各(?![类种级界])|分别|现有|原有|(?<![草平高])原(?=[有来为先是计定]|$)|已(?!.*的$)|上年|去年|往年|试点|第|占(?!比)|不足|新增\s*$|其余|另|[由从]$|^[日月周季班](?!常|均|边)[\u4e00-\u9fff]"
)
_SENTENCE = re.compile(r"[。；;\n]")
_OTHER_TIME = re.compile(r"上年|去年|往年|历年|截至|累计(?![^，。；]*[，；])")
_COMPARED = re.compile(
    r"(?:比|较|与|同|低于|高于|优于|好于)(?:上一?年|去年|往年|历年|近[三五]年|(?:19|20)\d{2}年)[^，。；;]{0,20}[，]"
)
"""A comparison that its own clause ends: what follows is of the budget's year again."""
_YEAR = re.compile(r"((?:19|20)\d{2})年度?(?!底|末|以前|之前)")
"""Words before a number in its sentence that put it into another time than the budget's year."""
_YEARLY = re.compile(r"[/／每]年$")
_SCALE = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
_KILO = ("千瓦", "千克", "千米", "千卡", "千伏", "千帕", "千赫", "千焦", "百分", "千分")
"""Units that begin with a scale of their own."""
_HALF = Decimal("0.5")


@dataclass(frozen=True, slots=True)
class Mention:
    """One count or percentage with its words: those before it in its clause, those right behind it."""

    number: Number
    before: str
    behind: str

    @property
    def words(self) -> str:
        """All that is said around the number."""
        return f"{self.before}，{self.behind}"

    @property
    def name(self) -> str:
        """What is counted, as it stands before the number, without 不低于 and the like."""
        return _without_link(self.before)

    def __hash__(self) -> int:
        """Of the words alone: whoever remembers what was said of a mention asks for it all the time."""
        return hash((self.before, self.behind, self.number.start))


@lru_cache(maxsize=8192)
def _without_link(before: str) -> str:
    return _LINK.sub("", before)


@lru_cache(maxsize=4096)
def mentions(text: str | None, year: int | None = None) -> tuple[Mention, ...]:
    """The plain counts and percentages of a text; rates, ranges, rough numbers and those about other years left out.

    ``year`` is the budget's; without it every number that stands behind a year is left out.
    """
    return tuple(_mentions(text or "", year))


def _mentions(text: str, year: int | None) -> Iterator[Mention]:
    end, last, priced = 0, None, 0
    for number in numbers(text):
        begin = end
        paid, priced = priced, begin if number.kind is Kind.MONEY else priced
        end = number.end
        if (
            number.kind not in (Kind.COUNT, Kind.PERCENT)
            or number.upper is not None
            or (number.approximate and not _is_bound(text, number))
            or number.per
            or number.text == "一次"  # 一次验收, 最多跑一次: no count of anything
            or _NOT_ONE.match(text, number.start)
        ):
            continue
        before = _CLAUSE.split(text[begin : number.start])[-1]
        if not before and last is not None and last.number.end == number.start:
            before = last.before  # 群众86户312人
        if not before and text[number.start - 1 : number.start] in _OPENS:
            # 公厕管护（12座×2.8万元）, 入圃费10万元（40份×2500元）
            told_at = begin if text[begin : number.start - 1].strip() else paid
            before = _SUM_LAST.sub("", _CLAUSE.split(text[told_at : number.start - 1])[-1])
        if not before and text[number.end : number.end + 1] in _TIMES_SIGNS:
            before = _CLAUSE.split(text[begin : number.start].rstrip("，, "))[-1]  # 电梯维保费，8部×6000元
        if before in _TOGETHER:
            before = _each_before(text, number) or before
        if before in _MEASURED:
            before = "，".join(_CLAUSE.split(text[begin : number.start])[-2:])  # 党群服务中心改造，面积2500平方米
        if not before and text[number.start - 1 : number.start] in "）)":
            before = _CLAUSE.split(_LAST_BRACKET.sub("", text[begin : number.start]))[-1]  # 进村（社区）150场
        if before.startswith("其中") and _NEXT_PART.match(text, number.end):
            before = _AMONG.sub("", before)
        told = _EVERY.sub("", before).lstrip("日月周季班") if number.kind is Kind.PERCENT else before
        if _RELATIVE.search(told) or _is_dated(_SENTENCE.split(text[: number.start])[-1], year):
            continue
        behind = _BEHIND.match(_INSERTED.sub("", _NEXT_COUNT.sub("", text[number.end : number.end + 40])))
        last = Mention(number, before.strip(), behind.group(1).replace("“", "").replace("”", "") if behind else "")
        yield last


def _is_bound(text: str, number: Number) -> bool:
    """True for a time with 以内 behind it: 24小时以内修复 is as exact as 24小时内."""
    return text.startswith("以内", number.end) and text[max(0, number.start - 1) : number.start] not in ("约", "近")


_MEASURED = frozenset(
    {"面积", "长度", "总长", "总长度", "总面积", "里程", "总里程", "数量", "共", "共计", "合计", "规模"}
)
_TOGETHER = frozenset({"共", "共计", "合计", "总计", "全年共", "全年共计"})
_NOT_ONE = re.compile(r"一[\u4e00-\u9fff]{1,2}(?:不(?:漏|落|少|差|缺)|都不|也不)")
"""一座不漏, 一户不落: all of them, and no count of one."""
_EACH_OF = re.compile(r"^.*[每各](?:个|名|座|处|家)?")


def _each_before(text: str, number: Number) -> str:
    """What a whole is of that stands right behind a count of each: 十五个乡镇各办政策宣讲四场，共60场."""
    head = text[: number.start]
    before = _CLAUSE.split(head)
    each = before[-2] if len(before) > 1 else ""
    if not head[: len(head) - len(before[-1])].endswith(("，", ",")) or not re.search("[每各]", each):
        return ""
    told = [one for one in numbers(each) if one.kind is Kind.COUNT and not one.per]
    last = told[-1] if told else None
    if last is None or last.unit != number.unit or last.end != len(each):
        return ""
    thing = _EACH_OF.sub("", each[: last.start])
    return thing if len(thing) >= _ENOUGH else ""


_ENOUGH = 3
_TIMES_SIGNS = ("×", "x", "X", "*", "＊")
_LAST_BRACKET = re.compile(r"[（(][^（()）]{0,12}[)）]$")
_AMONG = re.compile(r"^其中[是为：:]?(?=[\u4e00-\u9fff]{2})")
_NEXT_PART = re.compile(r"[\u4e00-\u9fff]{0,8}[、，,和][\u4e00-\u9fff（）()]{1,14}\d")
"""The first of a whole's parts is named like the others: 辅具402件，其中轮椅260辆、助听器90台."""
_EVERY = re.compile(r"每[日天周月季年]度?(?=[\u4e00-\u9fff])")
"""How often, in the name of a rate: 每日上报率."""
_OPENS = ("（", "(", "：", ":")


_SUM_LAST = re.compile(r"(?:共计?|合?计|需|约|为|安排|[\d.,]+(?:万|亿)?元)+$")


def _is_dated(sentence: str, year: int | None) -> bool:
    """True when what stands before a number in its sentence puts it into another year than the budget's."""
    sentence = _COMPARED.sub("，", sentence)
    years = _YEAR.findall(sentence)
    return bool(_OTHER_TIME.search(sentence)) or (bool(years) and (year is None or int(years[-1]) != year))


@lru_cache(maxsize=8192)
def promised(target: Quantity | None) -> tuple[Decimal, str] | None:
    """A target's number and plain unit: ``≥21万平方米`` → (210000, 平方米); ``None`` for none or a range."""
    if target is None or target.number is None or target.operator == "between" or target.unit is None:
        return None
    if target.is_percentage:
        return (target.number, "%") if target.unit != "个百分点" else None
    unit, factor = _YEARLY.sub("", target.unit), 1
    while len(unit) > 1 and unit[0] in _SCALE and not unit.startswith(_KILO):
        factor *= _SCALE[unit[0]]
        unit = unit[1:]
    return target.number * factor, normal_unit(unit)


def _of_row(row: Indicator) -> tuple[Decimal, str] | None:
    """What a row promises; 公斤/亩 of an 亩产 is said as 公斤 in a text: 亩产达到300公斤."""
    said = promised(row.target)
    unit, slash, per = said[1].partition("/") if said else ("", "", "")
    if said and slash and per in ("亩", "户", "株", "头") and re.search(rf"{per}[产均]|每{per}", row.level3 or ""):
        return said[0], normal_unit(unit)
    if said and slash and per in _PIECES and unit_kind(unit) in ("time", "energy") and "均" in (row.level3 or ""):
        return said[0], normal_unit(unit)  # 年均使用机时420小时 for ≥420小时/套
    return said


_PIECES = frozenset({"台", "套", "辆", "人", "座", "个", "处", "站"})


def linked(
    text: str | None, rows: Iterable[tuple[int, Indicator]], year: int | None = None
) -> dict[int, list[Mention]]:
    """The mentions of a text that are about each of these rows, by the row's number; each mention at most once."""
    known = [(number, row, said) for number, row in rows if (said := _of_row(row)) is not None and row.level3]
    found: dict[int, list[Mention]] = {}
    told = mentions(text, year)
    for mention in told:
        unit = "%" if mention.number.kind is Kind.PERCENT else mention.number.unit
        near = [(number, row) for number, row, said in known if said[1] == unit]
        alone = len(near) == 1 and sum(_unit(other) == unit for other in told) == 1
        close = [(_closeness(mention, row.level3 or "", alone), number) for number, row in near]
        if len(near) > 1 and mention.number.kind is Kind.COUNT:
            names = tuple(row.level3 or "" for _, row in near)
            close = [
                (
                    max(
                        one,
                        _apart(mention, names, place),
                        _only_one(mention, names, place),
                        _in_one(mention, names, place),
                    ),
                    number,
                )
                for place, (one, number) in enumerate(close)
            ]
        best = sorted(close, reverse=True)
        if best and best[0][0] > 0 and (len(best) == 1 or best[0][0] > best[1][0]):
            found.setdefault(best[0][1], []).append(mention)
    return found


@lru_cache(maxsize=8192)
def _apart(mention: Mention, names: tuple[str, ...], place: int) -> Decimal:
    """Half where the mention names just what sets the row apart from its sisters: 乡道210公里 of 县道养护里程, 乡道养护里程."""
    things = [pairs(thing(name)) for name in names]
    own = things[place]
    sisters = [other for number, other in enumerate(things) if number != place and len(own & other) >= 1]
    if not sisters:
        return Decimal(0)
    distinct = own.difference(*sisters)
    said = pairs(usual(mention.words))
    named = bool(distinct & said) and (distinct <= said or thing(names[place])[:2] in distinct & said)
    return _HALF if named and not any((other - own) & said for other in sisters) else Decimal(0)


@lru_cache(maxsize=8192)
def _only_one(mention: Mention, names: tuple[str, ...], place: int) -> Decimal:
    """A little where the mention shares a word with this row and with no other of its unit: 计划抽检1800批次."""
    said = pairs(usual(noun_of(mention)))
    shares = [bool(pairs(thing(name)[-4:]) & said) for name in names]
    return _LITTLE if shares[place] and sum(shares) == 1 else Decimal(0)


@lru_cache(maxsize=8192)
def _in_one(mention: Mention, names: tuple[str, ...], place: int) -> Decimal:
    """Half where the word before the figure stands in this row's name and in no other of its unit: （负压型4辆、监护型6辆）."""
    short = core_name(mention.name)
    told = len(short) == _SHORTEST - 1 and short in names[place] and sum(short in name for name in names) == 1
    return _HALF if told and len(set(short)) == len(short) else Decimal(0)


_LITTLE = Decimal("0.1")


def is_plainly_about(mention: Mention, row: Indicator) -> bool:
    """True where the mention shares most of the indicator's own words, not merely its unit and a word."""
    return _closeness(mention, row.level3 or "", False) >= _HALF


def _unit(mention: Mention) -> str:
    return "%" if mention.number.kind is Kind.PERCENT else mention.number.unit


@lru_cache(maxsize=8192)
def _closeness(mention: Mention, name: str, alone: bool) -> Decimal:
    """How surely the mention is about the indicator of that name: 0 for not, 1 for by its very words."""
    stem = thing(name)
    own, said = pairs(stem), pairs(usual(mention.words))
    if alone and mention.number.unit in ("人", "户") and _SERVED_ALL.match(name) and mention.number.value >= 500:
        return Decimal("0.1")
    if (
        alone
        and mention.number.unit in _TELLING
        and re.search(rf"{mention.number.unit}(?:[次数]|数量)*$", core_name(name))
    ):
        return Decimal("0.1")
    share = Decimal(len(own & said)) / len(own) if own else Decimal(0)
    if mention.number.kind is Kind.PERCENT:
        # A rate bears its whole name before it: 满意 alone is not enough, whose satisfaction it is must agree.
        if core_name(mention.name).endswith(core_name(name)):
            return Decimal(1)
        short = core_name(mention.name)
        if len(short) >= 3 and short not in _ANY_RATE and core_name(name).endswith(short):
            return _HALF
        if stem[-2:] not in mention.name:
            return Decimal(0)
        close = part_of_the_other(mention.name, name)
        return share if share > _HALF else _HALF if close else Decimal(0)
    if share >= _HALF or (alone and share > 0):
        return max(share, Decimal("0.1"))
    short = core_name(mention.name)
    if len(set(short)) >= _SHORTEST and set(short) <= set(stem):
        return _HALF  # the same words in another order, some left out: 档案修复800卷 of 修复破损档案
    if len(short) >= _SHORTEST and stem.endswith(short):
        return _HALF
    if alone and mention.number.unit in ("人", "户") and _PAID_TO.search(name):
        return Decimal("0.1")
    return Decimal(0)


_ANY_RATE = frozenset(
    {"满意度", "满意率", "合格率", "达标率", "覆盖率", "完成率", "及时率", "准确率", "完好率", "通过率", "知晓率"}
)
"""Rates of anything: without the words before them they name no indicator."""
_SHORTEST = 4
_PAID_TO = re.compile(r"(?:补贴|补助|津贴|救助金?|资助|慰问)(?:金)?(?:的)?(?:发放|享受|领取|受益|覆盖)(?:人数|户数)$")
_SERVED_ALL = re.compile(r"(?:受益|惠及|服务|覆盖)(?:群众|居民|农户|村民|学生|人口|人数|户数|人员|家庭|数量)*$")
"""Names of all who gain by the project: the only large count of people in a text is of them."""
_TELLING = frozenset(
    {"批", "期", "座", "届", "眼", "栋", "间", "盏", "辆", "所", "场", "笔", "篇", "部", "艘", "架", "首"}
)
"""Counters of so few things that a name which ends in one (疗养批次) means the only such count of a text."""
COUNTERS = frozenset(
    ("个", "家", "处", "所", "座", "项", "件", "户", "人", "场", "次", "期", "套", "台", "辆", "村", "具", "顶", "张", "份", "种", "类", "间", "栋", "条", "块", "架",
     "副", "艘", "眼", "口", "座席")
)  # fmt: skip
"""Counters that one may add up under another: 景区4家、重点村5个 are 9个."""


def is_alike(one: Number, other: Number) -> bool:
    """True for numbers that a sum may hold side by side: of one unit, or of counters that stand for any thing."""
    if one.kind is not other.kind or one.unit == other.unit:
        return one.kind is other.kind
    return {one.unit, other.unit} <= COUNTERS and _family(one.unit) == _family(other.unit)


def _family(unit: str) -> str:
    """What a counter counts: people, times, or things and bodies."""
    return "人" if unit == "人" else "次" if unit in ("场", "次", "期", "届", "轮") else "个"


def made_of_several(value: Decimal, told: Iterable[Mention]) -> bool:
    """True when two or more of these mentions add up to a number."""
    values = [mention.number.value for mention in told][:8]
    return any(sum(some) == value for size in range(2, len(values) + 1) for some in combinations(values, size))


def agrees(value: Decimal, told: Iterable[Mention]) -> bool:
    """True when a number is one of these mentions, or some of them add up to it (300件 and 80件 are 380件)."""
    values = [mention.number.value for mention in told][:8]
    sizes = range(1, len(values) + 1)
    return any(sum(some) == value for size in sizes for some in combinations(values, size))


@lru_cache(maxsize=8192)
def same_matter(one: Mention, other: Mention) -> bool:
    """True when two mentions of one unit count the same thing: the thing's words are in both, and some more."""
    if _unit(one) != _unit(other):
        return False
    common = two_by_two(one.words) & two_by_two(other.words)
    nouns = two_by_two(noun_of(one)) & two_by_two(other.words) or two_by_two(noun_of(other)) & two_by_two(one.words)
    return bool(nouns) and len(common) >= 2


def noun_of(mention: Mention) -> str:
    """The word that is counted: right behind the number, or else right before it."""
    return mention.behind[:4] if len(mention.behind) >= 2 else mention.name[-4:]


@lru_cache(maxsize=8192)
def two_by_two(words: str) -> frozenset[str]:
    """Every two characters of a text that stand side by side, common words among them."""
    return frozenset(
        run[place : place + 2] for run in re.findall(r"[\u4e00-\u9fff]+", words) for place in range(len(run) - 1)
    )
