"""ZSC06: a large sum stands against very little work."""

from __future__ import annotations

from collections.abc import Iterator

from zhunsheng.law.citation import Citation, Verified
from zhunsheng.model.finding import Category, Related, Severity
from zhunsheng.model.project import Project
from zhunsheng.rules.examples import bad, fine, good, without_rows
from zhunsheng.rules.item_prices import bought
from zhunsheng.rules.rule import Context, Remark, Rule, Undecided
from zhunsheng.rules.service_prices import services
from zhunsheng.rules.unit_cost import cost_of, counted_outputs, is_reckoned, prices_of
from zhunsheng.rules.wording import brief, wan


def check(project: Project, context: Context) -> Iterator[Remark | Undecided]:
    """Where all counted outputs together commonly cost less than the money; a hint where the cost of some is unknown."""
    for item in bought(project.purpose):
        if item.is_dear:
            yield Remark(
                "purpose",
                f"用途写{item.thing}每{item.unit}{wan(item.price.value)}，这类东西一般不超过{wan(item.most)}。",
                item.price.text,
                "核对单价和数量有没有写错位；确需这么多的，写明规格型号和询价结果。",
            )
            return
    for paid in services(project.purpose):
        if paid.is_dear:
            yield Remark(
                "purpose",
                f"用途写{paid.each}{wan(paid.price.value)}，{paid.thing}一般不超过{wan(paid.most)}，钱多事少。",
                paid.price.text,
                "核对人数、天数和单价有没有写错位；确需这么多的，写明执行的标准和文号。",
            )
            return
    outputs = list(counted_outputs(project))
    yuan = project.budget.yuan()
    kinds = [cost_of(row) for _, row, _ in outputs]
    for (number, row, _), kind in zip(outputs, kinds, strict=True):
        prices = prices_of(project, row) if kind and kind.most is not None else []
        price = min(prices, key=lambda one: one.value, default=None)
        if kind and kind.most and price and price.value > kind.most:
            yield Remark(
                f"indicators[{number}].target",
                f"用途写{brief(row.level3, 12)}每{price.per[0]}{wan(price.value)}，{kind.kind}一般不超过{wan(kind.most)}，钱多事少。",
                row.target.text if row.target else "",
                "核对单价和数量；确需这么多的，写明由哪几项费用组成。",
                related=(Related(project.code, "purpose", price.text),),
            )
            return
    if not outputs or not any(kind and kind.most is not None for kind in kinds) or is_reckoned(project):
        return
    if yuan is None:
        yield Undecided("budget.total", "预算数空着，钱和事配不配看不出来", "预算数")
        return
    known = [
        (number, row, kind.most * count)
        for (number, row, count), kind in zip(outputs, kinds, strict=True)
        if kind and kind.most is not None
    ]
    # Outputs are mostly faces of the same work (活动2场、参会企业15家), so the dearest one is the measure.
    whole = len(known) == len(outputs)
    if yuan <= max(most for _, _, most in known):
        return
    if not whole and yuan <= context.number("share") * sum(most for _, _, most in known):
        return
    number, row, _ = known[0]
    each = "、".join(f"“{brief(row.level3, 10)}”{brief(row.target.text, 8)}" for _, row, _ in outputs[:2] if row.target)
    budget = project.budget.total
    yield Remark(
        f"indicators[{number}].target",
        f"预算{wan(yuan)}，数量指标只有{each}，用途也没有写明细，钱多事少。",
        row.target.text if row.target else "",
        "把这笔钱要办的事全部写成数量指标，用途写明每件事花多少钱；用不了的，核减预算。",
        related=(Related(project.code, "budget.total", budget.text),) if budget else (),
        severity=None if whole else Severity.INFO,
    )


_EVENTS: dict[str, str | None] = {
    "budget.total": "150.00",
    "budget.fiscal": "150.00",
    "indicators[0].level3": "举办招商活动数量（个）",
    "indicators[0].target": "≥2个",
}

RULE = Rule(
    code="ZSC06",
    name="much-money-little-work",
    title="金额大、任务小",
    category=Category.APPROPRIATENESS,
    severity=Severity.WARNING,
    automation="C",
    why="一百多万元只对应两场活动，要么任务没有写全，要么预算要多了，审核时一定会问。",
    how_to_fix="补全任务，写明测算；多要的钱核减下来。",
    basis=(Citation("财预〔2015〕88号", None, Verified.DOCUMENT, "审核绩效目标与资金规模是否匹配"),),
    bad=(
        bad(
            "一百五十万只办两场活动",
            good(_EVENTS, purpose="用于扶持企业发展。目前所需资金150万元。"),
            ("indicators[0].target", "≥2个"),
        ),
        bad(
            "九十万培训二十人",
            good(
                {**_EVENTS, "budget.total": "90.00", "indicators[0].level3": "培训教师人数", "indicators[0].target": "≥20人"},
                purpose="用于教师培训，合计90万元。",
            ),
            ("indicators[0].target", "≥20人"),
        ),
        bad(
            "救生衣每件一千八",
            good(purpose="更换灯具264套，每套600元，15.84万元；救生衣12件×1800元=2.16万元。合计18万元。"),
            ("purpose", "1800元"),
        ),
    ),
    good=(
        fine("用途写明了单价", good()),
        fine("用途有明细", good(_EVENTS, purpose="场租40万元，布展60万元，接待50万元，合计150万元。")),
        fine("钱数相称", good({**_EVENTS, "budget.total": "40.00"}, purpose="用于招商活动，合计40万元。")),
        fine("没有数得出的任务，由别的规则说", without_rows(0, project=good(_EVENTS, purpose="用于招商，合计150万元。"))),
        fine(
            "另有不知道该花多少钱的任务，不判",
            good(
                {**_EVENTS, "indicators[1].level2": "数量指标", "indicators[1].level3": "改造厂房面积", "indicators[1].target": "≥900平方米"},
                purpose="用于扶持企业发展，合计150万元。",
            ),
        ),
    ),
    check_project=check,
    parameters={"share": 3},
    parameter_names={"share": "预算超过常见花费的几倍才提"},
    reads=("budget", "purpose", "level2", "level3", "target"),
    needs=("budget", "purpose"),
)  # fmt: skip
