"""ZSC07: a small sum is to pay for far more than it can."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from zhunsheng.law.citation import Citation, Verified
from zhunsheng.model.figure import YUAN_PER
from zhunsheng.model.finding import Category, Related, Severity
from zhunsheng.model.project import Project
from zhunsheng.rules.examples import bad, fine, good
from zhunsheng.rules.indicator_kinds import row_name
from zhunsheng.rules.item_prices import bought
from zhunsheng.rules.rule import Context, Remark, Rule, Undecided
from zhunsheng.rules.service_prices import services
from zhunsheng.rules.unit_cost import cost_of, pieces, prices_of
from zhunsheng.rules.wording import brief, plain_number, wan

_DEAR = 10_000
"""A piece that costs so much is a matter of its own: there a little below the common cost is worth a warning too."""


def check(project: Project, context: Context) -> Iterator[Remark | Undecided]:
    """Where even the whole budget gives less for a piece than it commonly costs at the least."""
    said = ""
    for item in bought(project.purpose):
        if item.is_cheap:
            said = item.price.text
            yield Remark(
                "purpose",
                f"用途写{item.thing}每{item.unit}{wan(item.price.value)}，这类东西一般不少于{wan(item.least)}，这个价买不到。",
                item.price.text,
                "核对单价和数量有没有写错位；另有资金的，在用途里写明来源和数额。",
            )
            break
    cheap = next((paid for paid in services(project.purpose) if paid.is_cheap), None)
    if cheap is not None and not said:
        said = cheap.price.text
        yield Remark(
            "purpose",
            f"用途写{cheap.each}{wan(cheap.price.value)}，{cheap.thing}一般不少于{wan(cheap.least)}，这个价办不成。",
            said,
            "核对人数、天数和单价有没有写错位；另有资金的，在用途里写明来源和数额。",
        )
    yuan = project.budget.yuan()
    yield from _brought_about(project, yuan)
    for number, row in enumerate(project.indicators):
        cost, count = cost_of(row), pieces(row)
        if cost is None or cost.least is None or count is None or row.target is None:
            continue
        price = max(prices_of(project, row), key=lambda one: one.value, default=None)
        if price is not None and price.text == said:
            continue
        main = price is not None and yuan is not None and price.value * count * 2 >= yuan > 0
        if price is not None and main and price.value * 2 < cost.least:
            yield Remark(
                f"indicators[{number}].target",
                f"用途写{brief(row.level3, 12)}每{price.per[0]}{wan(price.value)}，{cost.kind}一般不少于{wan(cost.least)}。",
                row.target.text,
                "核对单价和数量；另有资金的，在用途里写明来源和数额。",
                related=(Related(project.code, "purpose", price.text),),
            )
            continue
        if yuan is None:
            yield Undecided("budget.total", "预算数空着，钱和事配不配看不出来", "预算数")
            return
        if yuan <= 0 or yuan >= cost.least * count:
            continue
        budget = project.budget.total
        yield Remark(
            f"indicators[{number}].target",
            f"预算{wan(yuan)}，指标{row_name(number, row)}却要{brief(row.target.text, 10)}，{cost.kind}一般不少于{wan(cost.least)}。",
            row.target.text,
            "减到这笔钱办得成的量；另有资金的，在用途里写明来源和数额。",
            related=(Related(project.code, "budget.total", budget.text),) if budget else (),
            severity=None if yuan * 2 < cost.least * count or cost.least >= _DEAR else Severity.INFO,
        )


def _brought_about(project: Project, yuan: Decimal | None) -> Iterator[Remark]:
    """Spending that a few hundred times as much money is to follow: a question only, for nobody knows what an event draws."""
    for number, row in enumerate(project.indicators if yuan else ()):
        target = row.target
        if (
            target is None
            or target.number is None
            or target.unit not in YUAN_PER
            or not _DRAWN.search(row.level3 or "")
        ):
            continue
        drawn = target.number * YUAN_PER[target.unit]
        if yuan is None or yuan <= 0 or drawn < yuan * _HUNDREDFOLD:
            continue
        yield Remark(
            f"indicators[{number}].target",
            f"预算{wan(yuan)}，指标{row_name(number, row)}却要{brief(target.text, 12)}，是预算的{plain_number((drawn / yuan).quantize(Decimal(1)))}倍。",
            target.text,
            "核对是不是多写了一位数；确有这么多的，写明怎么测算出来的。",
            severity=Severity.INFO,
        )


_DRAWN = re.compile(r"(?:带动|拉动|促进|撬动)[^，。；]{0,10}(?:收入|消费|销售额?|营业额)")
_HUNDREDFOLD = 100


def _with(budget: str, name: str, target: str) -> Project:
    cells = {"budget.total": budget, "budget.fiscal": budget}
    return good({**cells, "indicators[0].level3": name, "indicators[0].target": target}, purpose=f"合计{budget}万元。")


RULE = Rule(
    code="ZSC07",
    name="little-money-much-work",
    title="金额小、任务大",
    category=Category.APPROPRIATENESS,
    severity=Severity.WARNING,
    automation="C",
    why="几万元办不成的事写成了指标，完不成要扣分，完成了也是别处的钱办的。",
    how_to_fix="按资金定任务；靠其他资金一起办的，写明各出多少、各办什么。",
    basis=(Citation("财预〔2015〕88号", None, Verified.DOCUMENT, "审核绩效目标与资金规模是否匹配"),),
    bad=(
        bad(
            "五万元签约两个项目",
            _with("5.00", "招商活动的签约项目个数（个）", "≥2个"),
            ("indicators[0].target", "≥2个"),
        ),
        bad("两万元大修八公里公路", _with("2.00", "大修公路里程", "≥8公里"), ("indicators[0].target", "≥8公里")),
        bad(
            "公平秤五十元一台",
            good(purpose="更换灯具264套，每套680元，17.952万元；公平秤更换10台×48元=0.048万元。合计18万元。"),
            ("purpose", "48元"),
        ),
    ),
    good=(
        fine("钱与任务相称", good()),
        fine("三十万元签约三个项目", _with("30.00", "签约项目个数（个）", "≥3个")),
        fine("没有可比的单价，不判", _with("2.00", "资料归档件数", "≥900件")),
    ),
    check_project=check,
    reads=("budget", "purpose", "level3", "target"),
    needs=("budget",),
)
