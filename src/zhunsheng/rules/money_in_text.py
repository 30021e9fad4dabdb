"""What a text says about money: its total, the parts of it, people × wage × months, quantity × price.

Every answer names the words it rests on, and there is no answer where a text can be read in two ways.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import combinations

from zhunsheng.rules.clauses import clause_at, clause_before, is_reckoned_by
from zhunsheng.rules.days_in_text import spans
from zhunsheng.rules.prose import Kind, Number, amounts, counts, numbers
from zhunsheng.rules.reckoning import reckonings

_FILLER = r"(?:为|是|约|大约|近|需要?|计|共|人民币|安排|资金|经费|费用|支出|金额|[:：\s])*"
_STRONG = re.compile(
    r"(?:合计|共计|总计|总共|共需要?|总额|总费用|所需(?:资金|经费)|需要?(?:(?:财政|县级|本级)?(?:补助|补贴|奖补|财政|扶持|工作|项目|专项))?(?:资金|经费)|(?<!公共)(?<!基金)(?<!经营)(?<!年初)预算(?:资金|金额|数|安排|总额)?"
    rf"|申请(?:财政)?资金|全年(?:共需?|需|合计)){_FILLER}$"
)
_WEAK = re.compile(rf"(?:(?:全年|每年|年)(?:[\u4e00-\u9fff]{{0,6}}费用?)?|费用?全年){_FILLER}$")
_OTHER_TIME = re.compile(r"上年|去年|往年|历年|(?:19|20)\d{2}年|上一年|前年|总投资|总造价|概算|合同|中标|原|已|项目总")
_PARTIAL = re.compile(
    r"自筹|配套|分[二两三四五\d]年|以后年度|跨年|结转|已(?:拨|付|支付|安排|到位)|缺口|省级|中央|市级|上级(?:补助|资金|拨)"
    r"|年初预算|追加|调增|(?:剩余|尾款|余款|本次|首付|进度款|首期|二期款|质保金|保证金|待付|欠款)[^，。；\n]{0,16}元"
    r"|(?:扣除|扣减|抵减|核减|冲抵|减去)[^，。；\n]{0,16}\d[\d.,]*万?元"
    r"|元[^，。；\n]{0,16}(?:剩余|尾款|余款|本次|首付|进度款|首期|二期款|质保金|保证金|待付|欠款)"
)
_SUM_WORDS = re.compile(
    r"^(?:以上|上述|[①-⑳][至到—-][①-⑳]|[一二两三四五六七八九十\d]{1,2}[项次]|各项|全部|本项目|项目|工程|年度|全年|费用|资金|经费|支出|金额|预算|需要?|所需|总|共|为|约|[:：\s])*(?:合计|共计|总计|总共|总和|总需求|总支出|总?投资(?:额|总额)?|总资金|资金总额|总造价|总价|总金额|总费用|总额)"
    rf"{_FILLER}$"
)
"""A clause that holds nothing but the words of adding up, before its sum."""
_ALL_ITEMS = re.compile(
    rf"^[①-⑳]{{2,}}(?:项|各项)?(?:共|共计|合计|总计|小计){_FILLER}$|^[A-Za-z①-⑳\d（(]{{1,3}}[)）]?[至到—-][A-Za-z①-⑳\d（(]{{1,3}}[)）]?[项条]?(?:共|共计|合计|总计|小计){_FILLER}$|^(?:以上|上述|前述|以上所列)?(?:各|[一二两三四五六七八九十]|\d{{1,2}})[项部笔类][分]?(?:费用|资金|经费|支出|内容|开支)?(?:加起来|相加|加总|合起来|总计?|共?需要?|共|之和|计)?{_FILLER}$"
    rf"|^(?:以上|上述|前述|综上|以上所列)(?:费用|资金|经费|支出|内容|开支|明细)?(?:加起来|相加|加总|合起来|总共|总计?|共?需要?|共|之和|计)*{_FILLER}$"
)
"""``以上五项52.6万元``, ``三项加起来11.64万元``, ``以上共424万元``."""
_ALONE = re.compile(rf"^(?:全年|本年|年度|全部|项目)?(?:共|总共|总|共计|小计|总需|需|所需)(?:需|要|约|为)?{_FILLER}$")
"""A word that adds up only where it opens a sentence: ``。共43.92万元``."""
_ASKED = re.compile(r"(?:共|需|需要|计)\s*$")
_OPEN_LIST = re.compile(
    r"元[^，。；]{0,6}等(?!级|候|待|额|同|于|效|保|次|分)|等(?:项|各项|方面|项目|相关)?(?:费用|支出|开支|资金|经费)?[，,]?\s*(?:共|合计|总计|小计)|等(?:其他|其它)"
    r"|其余(?!(?:资金|部分)?由|[^，。；]{0,6}(?:承担|配套|自筹|负担))|剩余|其他(?!\d|资金|收入)|其它(?!\d|资金)|以及相关|不限于|等(?:费用|支出|开支)?[。；]"
)
_PRICE = re.compile(r"单价|标准|人均|均价|价格|工资|每$")
_BOUND = re.compile(r"奖|不超过|最高|上限|限额|达到|超过|不足|低于")
_BOUND_AFTER = re.compile(r"\s*(?:以上|以下|以内|及以)")
_BRACKET = re.compile(r"[（(][^（()）]*[)）]")
_EXTRA_PAY = re.compile(
    r"保险|社保|公积金|五险|加班|服装|工具|管理费|税|奖金|福利|补贴|津贴|补助|体检|慰问|培训费|绩效工资"
)
_WAGE = re.compile(r"工资|薪酬|劳务费|报酬|补助标准|补贴标准|生活费|待遇")
_WHOLE_STAFF = re.compile(r"(?:共|总计|合计|共计|总数为?|总人数为?|共?(?:聘用?|雇用?|雇佣|配备|用工)|共有)$")
_POST = re.compile(r"(?:工|员|岗|司机|师|辅警|保安|保洁|聘)$")
_MONTHS = re.compile(r"([1-9]|1[0-2])个月")


@dataclass(frozen=True, slots=True)
class Total:
    """A sum that a text gives as the whole: ``firm`` when words like 合计 say so, not merely 全年."""

    number: Number
    firm: bool

    @property
    def yuan(self) -> Decimal:
        """The total in 元."""
        return self.number.value


@dataclass(frozen=True, slots=True)
class Wages:
    """People × wage × months as a text states them; ``words`` are its own words for the wage."""

    people: int
    monthly_yuan: Decimal
    months: int
    words: str

    @property
    def yuan(self) -> Decimal:
        """The product in 元."""
        return self.people * self.monthly_yuan * self.months


@dataclass(frozen=True, slots=True)
class Priced:
    """A quantity and its unit price that a text gives side by side."""

    quantity: Number
    price: Number

    @property
    def yuan(self) -> Decimal:
        """The product in 元."""
        return self.quantity.value * self.price.value


@lru_cache(maxsize=4096)
def money(text: str | None) -> tuple[Number, ...]:
    """All sums of a text; ``15万`` without 元 counts where its clause speaks of money."""
    found = []
    for number in numbers(text):
        loose = number.kind is Kind.BARE and number.unit in ("万", "亿")
        if number.kind is Kind.MONEY or (
            loose and re.search("费|资金|合计|投入|预算|元", clause_at(text or "", number.start))
        ):
            found.append(number)
    return tuple(found)


@lru_cache(maxsize=4096)
def of_this_year(text: str | None, year: int | None) -> str:
    """The text with the budget's own year told as 本年度, so that it is no other time; every number keeps its place."""
    return (
        (text or "").replace(f"{year}年度", "在本年度内，").replace(f"{year}年", "在本年度，") if year else text or ""
    )


@lru_cache(maxsize=4096)
def stated_totals(text: str | None) -> tuple[Total, ...]:
    """The sums that a text clearly gives as the whole of this year, in reading order."""
    found = []
    written = {reckoning.stated for reckoning in reckonings(text) if reckoning.is_sum}
    for number in money(text):
        if number.is_rate or number.upper is not None:
            continue
        if number in written:
            found.append(Total(number, True))
            continue
        before = clause_before(text or "", number.start)
        if _OTHER_TIME.search(before):
            continue
        if _STRONG.search(before) or adds_up(text or "", number):
            found.append(Total(number, True))
        elif _WEAK.search(before):
            found.append(Total(number, False))
    return tuple(found)


@lru_cache(maxsize=4096)
def the_total(text: str | None) -> Total | None:
    """The one sum that a text gives as the whole; ``None`` when it gives none, several, or speaks of part payments."""
    totals = stated_totals(text)
    if not text:
        return None
    sourced = _with_sources(text)
    if sourced is not None:
        return Total(sourced, True)
    whole = _of_its_list(text) or _ahead_of_its_list(text)
    if whole is not None:
        return Total(whole, True)
    if _PARTIAL.search(text):
        return None
    added = [total for total in totals if adds_up(text, total.number)]
    firm = added or [total for total in totals if total.firm]
    if firm:
        return firm[0] if len({total.yuan for total in firm}) == 1 else None
    single = [number for number in money(text) if not number.is_rate]
    if len(single) != 1 or single[0].upper is not None or _OPEN_LIST.search(text):
        return None
    if len(totals) == 1:
        return totals[0]
    before = clause_before(text, single[0].start)
    if not totals and _ASKED.search(before) and not _OTHER_TIME.search(before):
        return Total(single[0], False)
    return None


def _with_sources(text: str) -> Number | None:
    """The one sum that the text splits by its sources: ``96万元，其中县级补助64万元、村级自筹32万元``; ``None`` for none."""
    found = []
    for behind in _SOURCES.finditer(text):
        stop = re.compile(r"[。；;\n]").search(text, behind.end())
        end = stop.start() if stop else len(text)
        listed = [n for n in money(text) if behind.end() <= n.start < end and not n.is_rate and n.upper is None]
        whole = [n for n in money(text) if n.end <= behind.start() and not n.is_rate and n.upper is None]
        if len(listed) >= 2 and whole and abs(sum((n.value for n in listed), Decimal(0)) - whole[-1].value) <= 100:
            found.append(whole[-1])
    return found[0] if len({number.value for number in found}) == 1 else None


def _of_its_list(text: str) -> Number | None:
    """A 总投资, or a sum that opens its clause, which the sums before it make: it is the whole of this text."""
    for number in money(text):
        before = clause_before(text, number.start).strip()
        if number.is_rate or (before and not _WHOLE_PRICE.search(before)):
            continue
        begin = max((found.end() for found in re.finditer(r"[。\n]", text[: number.start])), default=0)
        listed = [n.value for n in money(text) if begin <= n.start < number.start and not n.is_rate and n.upper is None]
        if before and len(listed) < 2:  # a 总投资 in a sentence of its own adds up those before it
            listed = [n.value for n in money(text) if n.start < number.start and not n.is_rate and n.upper is None]
        if len(listed) >= 2 and abs(sum(listed, Decimal(0)) - number.value) <= 100:
            return number
    return None


def _ahead_of_its_list(text: str) -> Number | None:
    """The first sum of a text where those behind it make it (概算投资1210万元：综合楼896万元、训练塔96万元…), whatever it is called."""
    factor = {number for reckoning in reckonings(text) for number in reckoning.numbers}
    sums = [n for n in money(text) if not n.is_rate and n.upper is None and n not in factor]
    if len(sums) < _LIST or any(n.approximate for n in sums):
        return None
    first, *rest = sums
    return first if abs(sum((n.value for n in rest), Decimal(0)) - first.value) <= 100 else None


_LIST = 4
"""A sum and at least three that make it."""
_WHOLE_PRICE = re.compile(
    r"^(?:项目|工程)?(?:总投资|总造价|总价|总费用|投资总额|总资金|资金总额|总金额|总预算)(?:为|共|约)?$"
    r"|^(?:以上|上述|本年度?|年度|全年|本项目|项目)?(?:全部|所有|所需|总|预算|申请|安排|计划|需|共)+(?:投入|资金|经费|费用|预算|支出|款项)*(?:为|共|约|需|计)?$"
)
"""Words that mean the whole where the sums before make it: 总投资, 全部, 所需资金."""
_SOURCES = re.compile(
    r"(?:[，,（(]\s*其中|(?<=[，,。；;\n（(])\s*(?:资金|经费)来源)(?:为|是)?[:：]?(?=[^。；\n]{0,24}(?:补助|配套|自筹|财政|省级|市级|县级|中央|上级|自有|单位)[^。；\n]{0,12}元)"
)


@dataclass(frozen=True, slots=True)
class SourceSplit:
    """A whole that a text splits by its sources, and the sums of these: ``54万元，其中财政资金30万元，赞助收入24万元``."""

    whole: Number
    parts: tuple[Number, ...]
    words: str

    @property
    def found(self) -> Decimal:
        """What the sources make, in 元."""
        return sum((part.value for part in self.parts), Decimal(0))


@lru_cache(maxsize=4096)
def source_splits(text: str | None) -> tuple[SourceSplit, ...]:
    """Every whole that is split by 其中 into sums which are all of them sources, the rest of the money among them."""
    if not text or "元" not in text:
        return ()
    sums = [n for n in money(text) if not n.is_rate]
    outside = [n for n in sums if not any(a <= n.start < b for a, b in brackets(text))]
    made = []
    for behind in _ALL_SOURCES.finditer(text):
        whole = next((n for n in outside if n.end == behind.start()), None)
        bracketed = behind["bracket"] is not None
        begin, words = behind.start("inside" if bracketed else "list"), behind["inside" if bracketed else "list"]
        end = begin + len(words)
        parts = tuple(n for n in (sums if bracketed else outside) if begin <= n.start < end)
        if whole is None or whole.upper is not None or len(parts) < 2 or any(n.upper for n in parts):
            continue
        named = [_SOURCE_NAME.search(text, first, n.start) for first, n in _stretches(begin, parts)]
        if all(named) and not _NOT_ALL.search(words) and not text[end:].startswith(("（", "(")):
            made.append(SourceSplit(whole, parts, text[whole.start : parts[-1].end]))
    return tuple(made)


def _stretches(start: int, parts: tuple[Number, ...]) -> list[tuple[int, Number]]:
    """Each number with the place where the words that name it begin."""
    return list(zip([start, *(n.end for n in parts)], parts, strict=False))


def brackets(text: str) -> list[tuple[int, int]]:
    """Where the text's brackets begin and end."""
    return [(one.start(), one.end()) for one in _BRACKET.finditer(text)]


def source_gap(one: SourceSplit) -> Decimal | None:
    """How far the sources miss their whole, in 元; ``None`` where they make it, or may be but some of them."""
    gap = one.found - one.whole.value
    if any(n.approximate for n in (one.whole, *one.parts)) or some_make([n.value for n in one.parts], one.whole.value):
        return None
    if gap < 0 and not _REST.search(one.words.rpartition("，")[2].rpartition("、")[2]):
        return None
    return gap


_ALL_SOURCES = re.compile(
    r"(?P<bracket>[（(](?:其中[:：]?)?(?P<inside>[^（()）。；;\n]{8,60})[)）])|[，,（(]\s*其中[:：]?(?P<list>[^。；;\n]{6,160})"
)
_SOURCE_NAME = re.compile(
    r"中央|国家|省|市|县|区|旗|州|镇|乡|村|本级|上级|财政|专项|债券|自筹|配套|赞助|捐赠|捐助|社会|家长|学生|群众|企业|单位|自有|收费|收入|贷款|承担|结转|补助|体彩|福彩|基金"
)
_NOT_ALL = re.compile(r"其中|用于|购|建|费|工资|等(?!额)|已|缺口|不超过|以上|其余|剩余|每|上年|去年|(?:19|20)\d{2}年")
_REST = re.compile(r"自筹|配套|赞助|捐赠|社会|家长|群众|企业|单位|自有|收入|本级|县|区|旗|镇|乡|村|财政")
"""The last source of a list that is whole: what the county or others pay when the upper levels have paid."""


def adds_up(text: str, number: Number) -> bool:
    """True for a sum whose clause says nothing but that things are added up (``合计``, ``以上三项共计``)."""
    before = clause_before(text, number.start)
    if _SUM_WORDS.search(before) or (_ALL_ITEMS.search(before) and len(before) > 1):
        return True
    opens = text[: number.start - len(before)].rstrip()
    return bool(_ALONE.search(before)) and opens[-1:] in ("。", "；", ";")


@lru_cache(maxsize=4096)
def parts(text: str | None) -> tuple[Number, ...]:
    """The sums a text lists as parts of its total: at least two, none a price, bracketed details left out.

    Nothing where a sum may be a bound or a prize: then it is unsure what the list holds.
    """
    if not text:
        return ()
    stated = stated_totals(text)
    firm = any(total.firm for total in stated)
    totals = {total.number for total in stated if total.firm or not firm}
    inside = [(found.start(), found.end()) for found in _BRACKET.finditer(text)]
    listed: list[Number] = []
    for number in amounts(text):
        before = clause_before(text, number.start)
        if number in totals or number.per or number.upper is not None:
            continue
        if _OTHER_TIME.search(before) and not is_reckoned_by(before):
            continue
        if _PRICE.search(before) or any(start <= number.start < end for start, end in inside):
            continue
        if _BOUND.search(before) or _BOUND_AFTER.match(text, number.end):
            return ()
        if listed and _is_detail(text, listed[-1], number):
            continue
        listed.append(number)
    return tuple(listed) if len(listed) >= 2 else ()


def _is_detail(text: str, before: Number, number: Number) -> bool:
    """True for a sum behind 其中 that is a part of the sum before it."""
    between = _BRACKET.sub("", text[before.end : number.start])
    return "其中" in between and not re.search(r"[。；;\n]", between) and number.value <= before.value


def plain_sums(text: str | None) -> tuple[Decimal, ...]:
    """Every sum of a text that is no rate, in 元."""
    return tuple(number.value for number in money(text) if not number.is_rate and number.upper is None)


def some_make(values: Sequence[Decimal], whole: Decimal, slack: Decimal = Decimal(100), most: int = 10) -> bool:
    """True when all or some of the values add up to the whole, up to ``slack``; also for more values than are searched."""
    if len(values) > most:
        return True
    sizes = range(1, len(values) + 1)
    return any(abs(sum(some) - whole) <= slack for size in sizes for some in combinations(values, size))


def speaks_of_part_payments(text: str | None) -> bool:
    """True when a text speaks of shares, arrears or several years, so that its sums need not make this year's budget."""
    return bool(text and _PARTIAL.search(text))


def is_open_list(text: str) -> bool:
    """True when a list of sums does not claim to be whole (等, 其他, 其余)."""
    return bool(_OPEN_LIST.search(text))


@lru_cache(maxsize=4096)
def wages(text: str | None) -> Wages | None:
    """People × monthly wage × months, when the text names one wage for a head and counts all heads; else ``None``."""
    if not text or _EXTRA_PAY.search(text):
        return None
    rates = [
        number for number in amounts(text)
        if "人" in number.per and not {"天", "次", "小时", "年", "课时"} & set(number.per) and number.value < 50_000
        and ("个月" in number.per or _WAGE.search(clause_at(text, number.start)))
    ]  # fmt: skip
    people = head_count(text)
    if len(rates) != 1 or people is None or ("个月" not in rates[0].per and not 500 <= rates[0].value <= 15_000):
        return None
    months = {int(value) for value in _MONTHS.findall(text)} or {12}
    if months == {12} and spans(text):
        return None
    if len(months) != 1 or (months == {12} and "全年" not in text and "12个月" not in text and "年" not in text):
        return None
    return Wages(people, rates[0].value, months.pop(), rates[0].text)


def head_count(text: str) -> int | None:
    """How many people a text counts: its stated whole (共20人), or else the sum of its posts; ``None`` for none."""
    heads = [n for n in counts(text) if n.unit == "人" and not n.approximate and n.upper is None and not n.per]
    whole = [n for n in heads if _WHOLE_STAFF.search(clause_before(text, n.start))]
    if whole:
        return int(whole[0].value) if len({n.value for n in whole}) == 1 else None
    if not heads or not all(_POST.search(clause_before(text, n.start)) for n in heads):
        return None
    return int(sum(n.value for n in heads))


@lru_cache(maxsize=4096)
def priced(text: str | None) -> Priced | None:
    """The one quantity and the one unit price of a text that belong together by their unit; else ``None``."""
    if not text:
        return None
    prices = [
        n for n in amounts(text) if len(n.per) == 1 and n.per[0] not in ("年", "个月", "季度", "天", "人", "次", "小时")
    ]
    if len(prices) != 1:
        return None
    same = [n for n in counts(text) if n.unit == prices[0].per[0] and not n.approximate and not n.per and n.value > 1]
    return Priced(same[0], prices[0]) if len(same) == 1 else None
