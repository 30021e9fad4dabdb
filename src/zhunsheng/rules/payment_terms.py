"""When a text lets the whole money be paid: all of it by a month, none before a month, or evenly over the year.

``全部费用6月底前一次付清`` bounds the plan from below from June on; ``12月验收后一次性支付`` bounds it from above until then;
``按月平均支付`` does both. A term holds only where it is of all the money and the text agrees on nothing else beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from zhunsheng.rules.clauses import clause_before, sentence_at
from zhunsheng.rules.prose import Kind, numbers

_PAY = r"(?:支付|拨付|付清|结清|付款|发放|兑付|拨款|结算|缴纳|支出|付讫|付完|付|拨)"
_ONCE = rf"(?:一次(?:性)?|一并|一笔)(?:全部|足额|全额|集中|统一|据实|予以)?{_PAY}"
_DONE = (
    r"(?:付清|结清|付讫|付完|拨完|拨付到位|拨清|(?:支付|拨付|发放|兑付|结算|缴纳)(?:完毕|完成|到位|完)|全部(?:支付|拨付|付|发放|兑付|结算|支出)完?|"
    rf"支付(?:全部|所有)|{_ONCE})"
)
_MONTH = r"(?<![\d.每])(?P<{name}>1[0-2]|[1-9])月(?:份|底|末|初|[123]?\d[日号]|[上中下]旬)?"
_HALF = {"上半年": 6, "一季度": 3, "1季度": 3, "二季度": 6, "2季度": 6, "三季度": 9, "3季度": 9, "前三季度": 9}
_SPAN = r"(?:(?P<{name}>上半年|前?第?[一二三123]季度)(?:末|底)?)"


def _when(month: str, span: str) -> str:
    return f"(?:{_MONTH.format(name=month)}|{_SPAN.format(name=span)})"


_BY = re.compile(rf"{_when('by', 'by_span')}(?P<edge>(?:之|以)?前|内)?[^，。；;\n\d]{{0,12}}?(?P<done>{_DONE})")
"""All is paid by then (6月底前付清), or at that time and not sooner (9月一次性支付)."""
_LATE = re.compile(
    rf"(?:{_MONTH.format(name='late')}|(?P<end>年底|年末|年终|(?:第?四|第?4)季度末?|全年(?=[^，。；]{{0,8}}(?:结束|期满|完成|考核))|年度(?=[^，。；]{{0,6}}(?:考核|终了|结束|验收))))"
    rf"(?P<edge>(?:之|以)?前)?(?:(?:之|以)?后|再|统一|时)?[^。；;\n\d]{{0,22}}?(?P<done>{_ONCE})"
)
_NOT_UNTIL = re.compile(
    rf"(?:从|自)?{_MONTH.format(name='start')}(?:起|开始|才|以后|之后)[^，。；\n\d]{{0,6}}?(?:{_PAY}|安排)"
    rf"|{_SPAN.format(name='none')}(?:暂)?(?:不(?:安排|予|需|用|做|进行|发生)?(?:资金)?{_PAY}|不付|无支出|没有支出)"
    rf"|{_MONTH.format(name='until')}(?:之|以)?前(?:暂)?(?:不(?:安排|予|需|用|做|进行|发生)?(?:资金)?{_PAY}|不付|无支出)"
    rf"|(?P<second>(?:全部|均|都|集中|统一)?(?:安排)?在下半年{_PAY})"
)
_EVENLY = re.compile(
    rf"(?P<month>按月|每(?:个)?月|逐月|分月)(?:底|末|初)?(?P<even>平均|等额|均衡|均匀|均)(?:{_PAY})"
    rf"|(?P<month2>每(?:个)?月|按月)[^。；\n]{{0,12}}(?P<even2>各月(?:金额)?(?:相同|相等|一样|等额)|十二分之一|1[/／]12)"
    rf"|(?P<quarter>按季度?|每(?:个)?季度?|分季度?|逐季|分四(?:个季度|季|次|批))(?:末|底|初)?(?P<even3>平均|等额|均衡|均匀|均)(?:{_PAY})"
    rf"|(?P<quarter2>按季度?|每(?:个)?季度?|分季度?|逐季|各季度?)(?:末|底|初)?[^。；\n\d]{{0,14}}?(?P<even4>25%|四分之一|1[/／]4|各季(?:度)?(?:金额)?(?:相同|相等|等额))"
    rf"|四个季度(?:均摊|平均分摊|平均|均分|等额)[^。；\n]{{0,24}}?(?:{_PAY})"
)
_OTHERS = re.compile(
    r"质保|尾款|余款|分[二两三四]次|分[二两三四]批|首付|预付款|预拨|先拨|先付|进度款|首期|前期款|每次|其余|余下|剩余|分期|定金|\d成"
)
"""Other payments beside: then the term is of a part."""
_NO_ADVANCE = re.compile(
    r"(?:此前|平时|之前|前期|事前)?(?:均|一律|都)?不(?:再)?(?:预付|付款|预拨|安排预付|支付)[^，。；]{0,4}"
)
_SHARE = re.compile(r"\d%")
_REGULAR = re.compile(r"按季|按月|每(?:个?季度?|个?月)(?:末|初|底)?(?:考核后)?(?:支付|拨付|发放|付|结算|缴)")
OF_A_PART = re.compile(
    r"质保|尾款|余款|剩余|其余|余下|保证金|部分|第二笔|另一半|其中|奖金|奖励|第[一二三四五六\d](?!季)|前[二两三四]项|后[二两三四]项|首批|末季"
)
"""Words that make what is paid so but a part of the money."""
_OF_ALL = re.compile(
    r"各项|全部(?:费用|资金|款|经费|价|补|奖)|所有|上述|以上|均(?!衡)|统一|本项目|项目(?:资金|经费|费用|款)|全额|合同(?:价?款|总?价|金额)"
    r"|^(?:资金|经费|费用|款项|补助资金|补贴资金|奖补资金|服务费)|(?:资金|经费|款项|费用)(?:待|于|在|须|需|要|将|应|等|从|按)?$|全年(?:总?费用|经费|资金|补助)|年(?:费用|经费|服务费)总额"
)
_NOBODY = re.compile(r"[^，]*(?:不(?:安排|发生|产生)支出|无支出|没有支出)")
"""Where nothing at all is spent, no subject need be named."""


@dataclass(frozen=True, slots=True)
class Term:
    """One agreement on the whole money. ``all_by`` and ``none_before`` are months, 0 for none; ``period`` 1 or 3 for even pay."""

    words: str
    all_by: int = 0
    none_before: int = 0
    period: int = 0

    def bounds(self, month: int) -> tuple[Decimal, Decimal]:
        """The least and the most, in percent, that may have been paid by the end of a month."""
        low, high = Decimal(0), Decimal(100)
        if self.all_by and month >= self.all_by:
            low = Decimal(100)
        if month < self.none_before:
            high = Decimal(0)
        if self.period == 1:
            low, high = max(low, Decimal(month - 2) / 12 * 100), min(high, Decimal(month + 1) / 12 * 100)
        elif self.period:
            over, begun = month // 3, -(-month // 3)
            low, high = max(low, Decimal(25 * (over - 1)) - _NEAR), min(high, Decimal(25 * begun) + _NEAR)
        return low, high


_NEAR = 3
"""Percentage points by which a share of a contract and one of the budget may differ."""


@lru_cache(maxsize=4096)
def payment_terms(text: str | None, budget: Decimal | None) -> tuple[Term, ...]:
    """The terms of a text on all its money; nothing where it speaks of parts, shares or several payments."""
    if not text or not re.search(r"[付拨]|结算|结清|发放|支出|缴纳", text):
        return ()
    found = [
        (term, place)
        for term, place in _terms(text)
        if not is_of_some(text, place, budget)
        and ((term.all_by and _is_of_nothing_else(text, place)) or _is_of_all(text, place, term.words))
    ]
    if (_has_others(text) and not _nothing_before(found)) or len(
        {(term.all_by, term.none_before, term.period) for term, _ in found}
    ) != 1:
        return ()
    once = not found[0][0].period
    if once and (_REGULAR.search(text) or any(_SHARE.search(one) for one in _paying(text))):
        return ()
    return (found[0][0],)


def _nothing_before(found: list[tuple[Term, int]]) -> bool:
    """True where the text says in so many words that nothing is spent before a month, whatever comes after: 上半年不发生支出."""
    return bool(found) and all(term.none_before and _SAYS_NOTHING.search(term.words) for term, _ in found)


_SAYS_NOTHING = re.compile(r"不|无支出|没有支出")


def _has_others(text: str) -> bool:
    """True where the text agrees on some payment of a part."""
    return any(_OTHERS.search(clause) for clause in _paying(_NO_ADVANCE.sub("", text)))


def _paying(text: str) -> list[str]:
    """The clauses that speak of paying."""
    return [clause for clause in _CLAUSE.split(text) if _PAYS.search(clause)]


_CLAUSE = re.compile(r"[，。；;\n]")
_PAYS = re.compile(r"付|拨|结算|结清|质保|保证金|尾款|余款|进度款|首期|定金")


def _terms(text: str) -> Iterator[tuple[Term, int]]:
    for found in _EVENLY.finditer(text):
        monthly = bool(found["month"] or found["month2"])
        yield Term(found.group().strip(), period=1 if monthly else 3), found.start()
        return
    for found in _NOT_UNTIL.finditer(text):
        month = _not_until(found)
        if month:
            yield Term(found.group(), none_before=month), found.start()
            return
    late = _LATE.search(text)
    month = int(late["late"] or 12) if late is not None else 0
    if late is not None and not late["edge"] and (month >= _SECOND_HALF or late["end"]):
        yield Term(late.group(), none_before=month), late.start()
        return
    for found in _BY.finditer(text):
        month = int(found["by"]) if found["by"] else _HALF[found["by_span"].replace("第", "")]
        if month < _DECEMBER:
            yield Term(found.group(), all_by=month), found.start()


_SECOND_HALF, _DECEMBER = 8, 12


def _not_until(found: re.Match[str]) -> int:
    if found["second"]:
        return 7
    if found["none"]:
        return _HALF[found["none"].replace("第", "")] + 1
    return int(found["start"] or found["until"])


def _is_of_all(text: str, place: int, words: str) -> bool:
    """True where the sentence is of the whole money: its own words say so, or the text has no sum of a part."""
    subject = clause_before(text, place)
    if OF_A_PART.search(subject) or OF_A_PART.search(words):
        return False
    if subject in ("", "所以", "因此", "因而", "故") and _NOBODY.match(words):
        return True
    sentence = sentence_at(text, place)
    if any(_OF_ALL.search(one) for one in (subject, words, re.split("[，,]", sentence)[0])):
        return True
    if re.match(r"\s*(?:全部|所有|各项)", text[place + len(words) :]):
        return True
    sums = [number for number in numbers(text) if number.kind is Kind.MONEY and not number.is_rate]
    return len({number.value for number in sums}) <= 1


def _is_of_nothing_else(text: str, place: int) -> bool:
    """True where the clause names no subject, and its sentence no sum: 活动4月举办，6月底前结清."""
    before = _SENTENCE.split(text[:place])[-1]
    return not clause_before(text, place).strip() and "元" not in before and not OF_A_PART.search(before)


_SENTENCE = re.compile(r"[。；;\n]")


def is_of_some(text: str, place: int, budget: Decimal | None) -> bool:
    """True where what is paid so is but a part of the money: 保管费和利息234.64万元按季拨付, 台班费94500元在4月结清，其余12月付."""
    subject, sentence = clause_before(text, place), sentence_at(text, place)
    sums = [n.value for n in numbers(subject) if n.kind is Kind.MONEY and not n.is_rate]
    if sums and budget and abs(sums[-1] - budget) > budget / 50:
        return True
    return bool(OF_A_PART.search(subject)) or (bool(subject) and "其余" in sentence.partition(subject)[2])
