"""ZSF11: quantity × unit price is not the sum the purpose gives for it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from zhunsheng.law.citation import Citation, Verified
from zhunsheng.model.finding import Category, Related, Severity
from zhunsheng.model.project import Project
from zhunsheng.rules.days_in_text import spans
from zhunsheng.rules.examples import bad, fine, good
from zhunsheng.rules.line_items import Line, wrong_lines
from zhunsheng.rules.money_in_text import Priced, money, priced, the_total
from zhunsheng.rules.price_parts import wrong_price_parts
from zhunsheng.rules.prose import Number, counts
from zhunsheng.rules.rates_of_sums import (
    wrong_exchanges,
    wrong_halves,
    wrong_interest,
    wrong_regular,
    wrong_shares,
)
from zhunsheng.rules.reckoning import Reckoning, reckonings
from zhunsheng.rules.restated import Restated, restated_prices
from zhunsheng.rules.rule import Context, Remark, Rule
from zhunsheng.rules.wording import brief, plain_number, wan

_OTHER_COSTS = re.compile(r"安装费|运费|税|另|其他|其它|等费用|及相关|以及|折|优惠|含|耗材")
_TIMES = re.compile(r"每[天日月周年次]|/[天日月次]|[天日月次]/|个月|天|学期|季")


def check(project: Project, context: Context) -> Iterator[Remark]:
    """Lines like “216套，每套700元，计15.12万元”; and a text with one quantity, one price and one total."""
    text = project.purpose
    lines = wrong_lines(text)
    written = [reckoning for reckoning in reckonings(text) if not reckoning.is_sum]
    for line in lines:
        if not line.is_pay and not line.is_mixed_up:
            yield of_line(project, line)
    for reckoning in written:
        if not (reckoning.comes_out or reckoning.is_mixed_up or reckoning.is_pay):
            yield of_reckoning(project, reckoning)
    for one in restated_prices(text):
        if not {"人", "户"} & set(one.price.per):
            yield of_restated(project, one)
    found = (wrong_exchanges, wrong_shares, wrong_interest, wrong_price_parts, wrong_halves)
    for reckoned in (one for look in found for one in look(text)):
        yield Remark(
            "purpose",
            f"“{brief(reckoned.words, 30)}”该是{wan(reckoned.made)}，用途写成{brief(reckoned.stated.text, 12)}。",
            reckoned.stated.text,
            "逐项核对，改成算得出来的数。",
        )
    for regular in wrong_regular(text):
        each = regular.words.rpartition("，")[2]
        yield Remark(
            "purpose",
            f"“{brief(regular.words, 30)}”对不上：一年合{wan(regular.made)}，不是{brief(regular.stated.text, 12)}。",
            each if each in (text or "") else regular.stated.text,
            "核对每期的数和全年的数，改成乘得起来的数。",
        )
    if lines or written:
        return
    whole, total = priced(text), the_total(text)
    if whole is None or total is None or _OTHER_COSTS.search(text or ""):
        return
    if len([number for number in money(text) if number != whole.price]) != 1 or total.number.approximate:
        return
    if not _fits(text or "", whole, total.yuan):
        yield _remark(project, whole, total.number)


def of_restated(project: Project, one: Restated) -> Remark:
    """What is wrong with a price that the words and the reckoning tell differently."""
    words = one.reckoning.words(project.purpose or "")
    told = f"{brief(one.count.text, 10)}、单价{brief(one.price.text, 12)}"
    if one.price is one.count:
        told = brief(one.count.text, 10)
    return Remark(
        "purpose",
        f"前面写{told}，算式“{brief(words, 20)}”却按{plain_number(one.used.value)}{'元' if one.price is not one.count else one.used.unit}算。",
        one.price.text,
        "核对单价，把文字和算式改成一致，得数、合计、预算数一并重算。",
        related=(Related(project.code, "purpose", words),),
        severity=Severity.INFO,  # two prices may be of two things that go by one name
    )


def of_line(project: Project, line: Line) -> Remark:
    """What is wrong with one line of a reckoning."""
    return Remark(
        "purpose",
        f"按用途所写，{line.reckoned()}＝{wan(line.yuan)}，却写成{wan(line.stated.value)}。",
        line.stated.text,
        "核对数量、单价和单位，重算后改正。",
        related=tuple(Related(project.code, "purpose", number.text) for number in (*line.counts, line.price)),
        severity=None if line.is_sure else Severity.INFO,
    )


def of_reckoning(project: Project, reckoning: Reckoning) -> Remark:
    """What is wrong with a reckoning that is written out with signs."""
    words = reckoning.words(project.purpose or "")
    return Remark(
        "purpose",
        f"{brief(words, 30)}＝{wan(reckoning.yuan)}，用途却写成{wan(reckoning.stated.value)}。",
        reckoning.stated.text,
        "重算后改正算式或得数，合计和预算数一并核对。",
        related=(Related(project.code, "purpose", words),),
    )


def _remark(project: Project, one: Priced, stated: Number) -> Remark:
    reckoned = f"{brief(one.quantity.text)}×{plain_number(one.price.value)}元约{wan(round(one.yuan, -2) if one.yuan < 10**15 else one.yuan)}"
    return Remark(
        "purpose",
        f"按用途所写，{reckoned}，却写成{wan(stated.value)}，请核对单价的单位。",
        stated.text,
        "核对数量、单价和单位，重算后改正。",
        related=(Related(project.code, "purpose", one.quantity.text), Related(project.code, "purpose", one.price.text)),
    )


def _fits(text: str, one: Priced, stated: Decimal) -> bool:
    """True when the product, or the product times some number of months, days or times of the text, is the sum."""
    times = {n.value for n in counts(text) if n.unit in ("个月", "天", "次", "季度", "学期", "周", "期", "班", "人")}
    if _TIMES.search(text):
        times |= {Decimal(12), Decimal(4), Decimal(365)}
    times |= set(map(Decimal, spans(text)))
    return any(abs(one.yuan * factor - stated) <= stated / 50 for factor in {Decimal(1), *times})


RULE = Rule(
    code="ZSF11",
    name="price-times-quantity",
    title="单价乘数量不等于金额",
    category=Category.CONSISTENCY,
    severity=Severity.WARNING,
    automation="B",
    why="数量和单价都写了，乘出来却不是所要的钱，多半是单价的单位写错或数量抄错。",
    how_to_fix="核对数量、单价、单位；另有安装、运输等费用的，分项写出来。",
    basis=(Citation("财预〔2015〕88号", None, Verified.DOCUMENT, "审核绩效目标是否经充分论证和合理测算"),),
    bad=(
        bad(
            "天然气单价的单位写成了平方米",
            good(
                {"budget.total": "13.00", "budget.fiscal": "13.00"},
                purpose="两边供暖面积3510㎡，供暖季为四个月（11.15-3.15），天然气单价3.36元/㎡。共需13万元",
            ),
            ("purpose", "13万元"),
        ),
        bad(
            "分项小计乘错",
            good(purpose="更换教室灯具216套，每套700元，计15.62万元；黑板灯48套，每套600元，计2.88万元。"),
            ("purpose", "15.62万元"),
        ),
    ),
    good=(
        fine("分项都乘对了", good()),
        fine("小计里含安装费", good(purpose="更换灯具216套，每套700元，共计15.62万元（含安装费0.5万元）。")),
        fine("末行的合计含前面各行", good(purpose="奖励先进集体3个，每个2万元，先进个人120人，每人1000元，共18万元。")),
        fine("按月付的租金", good(purpose="租用校车2辆，每辆租金1.5万元，租用6个月，合计18万元。")),
        fine("另有安装费", good(purpose="更换灯具216套，单价700元/套，另含安装费，合计18万元。")),
        fine("电费每度几角，没写用多少度", good(purpose="路灯220盏，电费每度0.8元，全年合计18万元。")),
    ),
    check_project=check,
    reads=("purpose",),
    needs=("purpose",),
)
