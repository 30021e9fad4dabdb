"""What a text agrees to pay by when, as shares of the whole: ``3月底前预付10%，6月底累计付至35%，12月付清``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import accumulate

from zhunsheng.model.project import FundPlanPoint
from zhunsheng.rules.clauses import clause_before
from zhunsheng.rules.wording import plain_number

_QUARTERS = {"一": 3, "二": 6, "三": 9, "四": 12, "1": 3, "2": 6, "3": 9, "4": 12}
_WHEN = (
    r"(?:(?<![\d.])(?P<month>1[0-2]|[1-9])月(?:份|底|末|初|[12]?\d[日号]|3[01][日号]|[上中下]旬)?"
    r"|第?(?P<quarter>[一二三四1-4])季度(?:底|末)?|(?P<half>[上下])半年|(?P<end>年底|年末|年终))"
)
_STAGE = re.compile(
    rf"{_WHEN}(?P<edge>(?:之|以)?前|以?后)?[^，。；;\n%\d]{{0,14}}?(?P<whole>累计|合计|共)?(?:再|先|各)?"
    r"(?:预付|支付|拨付|预拨|付款|付|拨|预结算?|结算|支出|兑付)(?P<to>至|到|达)?(?:合同价?款?的?|总额的?|补助资金的?|资金的?|全年的?|约|款)?(?P<share>\d{1,3}(?:\.\d+)?(?=%)|[一二三四五六七八九](?=成))[%成]"
    rf"|{_WHEN.replace('P<', 'P<rest_')}[^，。；;\n%\d]{{0,14}}?(?P<rest>付清|结清|(?:据实)?清算|支付完毕|拨付完毕|拨付到位|支付(?:剩余|其余|余|尾)款?|(?:剩余|其余|余款|尾款)[^，。；;\n\d]{{0,6}})"
)
_MUDDLED = re.compile(
    r"(?:质保|保证金|保修金)[^。；\n]{0,20}(?:满后|期满|届满|次年|下年|明年|一年后|两年后)|上年|去年|往年|以前年度|结转|分别按|两个合同|各合同|据实|按实|另行|监理费|设计费|其中|分[二两三四五]年|每年|次年|不超过|不高于|以内|费(?:用)?(?:[^，。；\n]{0,6}月[^，。；\n]{0,4}|[^，。；\n\d%]{0,4})(?:结清|付清)"
)
_PAID_SHARE = re.compile(
    r"(?:预付|首付|先付|支付|拨付|预拨|付|拨)(?:至|到|款|合同价?款?的?|总额的?|约)?(?P<share>\d{1,3}(?:\.\d+)?)(?=%)"
)
_OF_WORKS = re.compile(r"工程款|设备款|货款|合同价|合同款|施工费")
"""Shares of a contract, beside which a budget holds other fees."""
_ROUGH_STAGE = re.compile(r"约|左右|上下")


@dataclass(frozen=True, slots=True)
class Stage:
    """By the end of ``month`` so much of the whole (``paid``, in percent) is agreed to be paid; ``words`` say so."""

    month: int
    paid: float
    words: str


@lru_cache(maxsize=4096)
def payment_stages(text: str | None) -> tuple[Stage, ...]:
    """The dated shares of the one sentence that agrees on them, added up; nothing where they do not make sense together.

    The shares must count on in months, at least two of them or one with the rest said to follow, and make no more than
    a hundred.
    """
    if not text or not _ANY_SHARE.search(text):
        return ()
    plain = text.replace("％", "%")
    found = [tuple(_stages(sentence)) for sentence in re.split(r"[。\n]", plain) if _ANY_SHARE.search(sentence)]
    told = [stages for stages in found if stages]
    return told[0] if len(told) == 1 else ()


_ANY_SHARE = re.compile(r"[%％]|[一二三四五六七八九]成")
_TENTHS = "零一二三四五六七八九"


def _share_of(words: str) -> float:
    """八成 → 80, 36.13 → 36.13."""
    return _TENTHS.index(words) * 10.0 if words in _TENTHS else float(words)


def _stages(sentence: str) -> list[Stage]:
    if _MUDDLED.search(sentence) or _ROUGH_STAGE.search(sentence):
        return []
    listed = _listed(sentence)
    if listed:
        return listed
    made: list[Stage] = []
    paid = 0.0
    for found in _STAGE.finditer(sentence):
        rest = found["rest"] is not None
        month = _month(found, "rest_" if rest else "")
        if found["edge"] in ("后", "以后") or (made and month <= made[-1].month):
            return []
        if rest and paid >= 100:
            return []  # the shares count on and were not said to: 6月结算30%，10月结算70%，12月结清
        share = 100.0 if rest else _share_of(found["share"])
        paid = share if rest or found["whole"] or found["to"] else paid + share
        if paid > 100 or (made and paid < made[-1].paid):
            return []
        made.append(Stage(month, paid, found.group().strip()))
    dated = {found.end("share") for found in _STAGE.finditer(sentence) if found["share"]}
    if made and any(found.end("share") not in dated for found in _PAID_SHARE.finditer(sentence)):
        return []  # a share whose month is told otherwise: 预付40%在6月支付
    followed = bool(made) and made[-1].paid < 100 and bool(re.search(r"余款|尾款|剩余|其余|付清|结清", sentence))
    return made if len(made) >= 2 or followed or _is_the_only_one(sentence, made) else []


def _is_the_only_one(sentence: str, made: list[Stage]) -> bool:
    """True for the one share that a text dates, where it is of all the money and of one payment."""
    if len(made) != 1 or made[0].paid >= 100 or re.search(r"各|分别|每|均", sentence):
        return False
    return _OF_ALL_MONEY.search(clause_before(sentence, sentence.find(made[0].words))) is not None


_OF_ALL_MONEY = re.compile(r"^(?:故|因此|所以|预计|计划|资金|全部资金|项目资金)?$")
"""What stands before the one share that a text dates, where it is of all the money: 故一季度支付36.13%."""


def _listed(sentence: str) -> list[Stage]:
    """Months and shares told in two lists: ``3月、6月、10月、12月考核后分别拨付20%、30%、30%、20%``."""
    found = _LISTED.search(sentence)
    if found is None or len(_PERCENT.findall(sentence)) != len(_PERCENT.findall(found["shares"])):
        return []
    months = [int(one) for one in _NUMBER.findall(found["months"])]
    shares = [float(one) for one in _PERCENT.findall(found["shares"])]
    sums = list(accumulate(shares))
    if len(months) != len(shares) or months != sorted(set(months)) or sums[-1] > 100 or months[-1] > 12:
        return []
    return [Stage(month, paid, found.group().strip()) for month, paid in zip(months, sums, strict=True)]


_LISTED = re.compile(
    r"(?P<months>(?:1[0-2]|[1-9])月(?:份|底|末)?(?:[、和](?:1[0-2]|[1-9])月(?:份|底|末)?)+)[^。；\n\d%]{0,16}?(?:分别|依次|各按)[^。；\n\d%]{0,10}?"
    r"(?P<shares>\d{1,3}(?:\.\d+)?%(?:[、和]\d{1,3}(?:\.\d+)?%)+)"
)
_NUMBER = re.compile(r"\d+")
_PERCENT = re.compile(r"(\d{1,3}(?:\.\d+)?)%")


def _month(found: re.Match[str], prefix: str) -> int:
    if found[f"{prefix}month"]:
        return int(found[f"{prefix}month"])
    if found[f"{prefix}quarter"]:
        return _QUARTERS[found[f"{prefix}quarter"]]
    return 6 if found[f"{prefix}half"] == "上" else 12


@dataclass(frozen=True, slots=True)
class OffStage:
    """A point of the plan that the agreed stages do not allow, the share that they do, and their words."""

    point: FundPlanPoint
    share: str
    words: str


def off_its_stages(text: str | None, plan: Sequence[FundPlanPoint]) -> OffStage | None:
    """The first point before December that the stages do not allow; between two of them it may stand anywhere."""
    stages = payment_stages(text)
    near = _NEAR if not stages or not _OF_WORKS.search(text or "") else _NEAR_CONTRACT
    for point in plan if stages else ():
        percent = point.percent.value if point.percent else None
        if percent is None or not 0 <= percent <= 100 or point.month == 12:
            continue
        due = [stage for stage in stages if stage.month <= point.month]
        later = [stage for stage in stages if stage.month > point.month]
        begun = not due and _NAMED_MONTH.match(later[0].words)
        if begun and percent >= _BEFORE_ALL and percent > Decimal(str(later[0].paid)) * _MOST_OF_IT:
            return OffStage(point, "0%", later[0].words)
        low = Decimal(str(due[-1].paid)) if due else Decimal(0)
        at_once = due and due[-1].month == point.month
        high = low if at_once else Decimal(str(later[0].paid)) if later else Decimal(100)
        if not low - near <= percent <= high + near:
            share = f"{plain_number(low)}%" if low == high else f"{plain_number(low)}%到{plain_number(high)}%"
            return OffStage(point, share, (due[-1] if due else later[0]).words)
    return None


def off_its_steps(text: str | None, plan: Sequence[FundPlanPoint]) -> OffStage | None:
    """The first of two points and more that stand far from what is due by then, where every share of the whole is dated.

    Between two payments nothing is due: who agrees on May, September and December has paid nothing by the end of March.
    """
    stages = payment_stages(text)
    if len(stages) < _WHOLE_STAGES or stages[-1].paid < 100:
        return None
    off = []
    for point in plan:
        percent = point.percent.value if point.percent else None
        due = next((stage for stage in reversed(stages) if stage.month <= point.month), None)
        step = Decimal(str(due.paid)) if due else Decimal(0)
        if percent is not None and 0 <= percent <= 100 and abs(percent - step) >= _FAR:
            off.append(OffStage(point, f"{plain_number(step)}%", (due or stages[0]).words))
    return off[0] if len(off) > 1 or any(_is_very_far(one) for one in off) else None


def _is_very_far(off: OffStage) -> bool:
    percent = off.point.percent.value if off.point.percent else None
    return percent is not None and abs(percent - Decimal(off.share.rstrip("%"))) >= _VERY_FAR


def before_the_first(text: str | None, plan: Sequence[FundPlanPoint]) -> OffStage | None:
    """A point with money before the first of the months that the text lists for paying: ``6月、12月各兑付一次``."""
    if not text or _EARLIER_TOO.search(text):
        return None
    lists, dated = list(_PAID_IN.finditer(text)), list(_DATED_PAY.finditer(text))
    undated = any(_PAYS.search(clause) and "月" not in clause for clause in re.split("[，。；;\n]", text))
    if len(lists) == 1:
        first, words = int(_NUMBER.findall(lists[0]["months"])[0]), lists[0].group()
    elif len(dated) > 1 and not undated:
        earliest = min(dated, key=lambda one: int(one["month"]))
        first, words = int(earliest["month"]), earliest.group()
        if first > min(map(int, _ANY_MONTH.findall(text))):
            return None  # something of an earlier month is spoken of: 3月12日、9月12日各付
    else:
        return None
    for point in plan:
        percent = point.percent.value if point.percent else None
        if percent is not None and point.month < first and _SOME_MONEY <= percent <= 100:
            return OffStage(point, "0%", words)
    return None


_PAYS = re.compile(r"付(?!费标准)|拨|结算|结清|发放|兑付|缴纳|缴清")
_ANY_MONTH = re.compile(r"(?<!\d)(1[0-2]|[1-9])月")
_DATED_PAY = re.compile(
    r"(?<![\d.])(?P<month>1[0-2]|[1-9])月(?:份|底|末|初|[上中下]旬|\d{1,2}日)?(?![\d底末份初上中下]|前|以前|之前)[^，。；;\n\d]{0,12}?(?:拨付|支付|付款|付清|预付|拨|付)(?=至?\d|[，。；;、]|$|一半|剩余|其余|清)"
)


_PAID_IN = re.compile(
    r"(?:分别|分两次|各)?(?:于|在)?(?<![\d.])(?P<months>(?:1[0-2]|[1-9])月(?:份|底|末|初|[上中下]旬)?(?:[、和与及](?:1[0-2]|[1-9])月(?:份|底|末|初|[上中下]旬)?)+)"
    r"(?:各|分别|分[两二三四]次|分[两二三四]批)?(?:集中|统一)?(?:拨付|支付|兑付|发放|结算|付款|付)(?:一次|各一次|到位|补[贴助]|工资|资金|款项)?(?=[，。；;\n]|$)"
)
_EARLIER_TOO = re.compile(
    r"预付|预拨|首付|按月|每月|年初|[一1]季度|(?<!\d)[123]月(?:份|底|末)?(?:前)?[^，。；\d]{0,6}(?:支付|拨付|付)"
)
_SOME_MONEY = 20
_NAMED_MONTH = re.compile(r"\d{1,2}月(?!前)")
_BEFORE_ALL, _MOST_OF_IT = 30, Decimal("0.8")
"""Before the first payment something may be paid besides, but not nearly all of it."""
_WHOLE_STAGES = 3
_FAR, _VERY_FAR = Decimal(15), Decimal(25)
_NEAR = Decimal(3)
"""Percentage points by which a share of a contract and one of the budget may differ."""
_NEAR_CONTRACT = Decimal(10)
_IN_PARTS = re.compile(
    r"分(?P<number>[二两三四五]|[2-5])[次期批](?:(?:等额|平均|均等)(?:支付|拨付|付款|付|拨款|结算|发放)|[，,]?每[次期批](?:支付|拨付|付|拨)?(?P<share>20|25|50)%)"
)
_PARTS = {"二": 50, "两": 50, "2": 50, "四": 25, "4": 25, "五": 20, "5": 20}


def in_parts(text: str) -> tuple[str, int, int] | None:
    """Even parts told by their number (分四次等额拨付): the words, the percent of each, the place; nothing for uneven thirds."""
    found = _IN_PARTS.search(text)
    share = _PARTS.get(found["number"], 0) if found else 0
    if found is None or not share or (found["share"] and int(found["share"]) != share):
        return None
    return found.group(), share, found.start()
