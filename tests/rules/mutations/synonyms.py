"""One thing measured twice under another name, and limits that are laxer than last year's."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from random import Random

from mutations import Good, Mutant, Mutation
from zhunsheng.model.indicator import Indicator
from zhunsheng.model.quantity import quantity

_SYNONYMS = (
    ("使用率", "利用率"), ("利用率", "使用率"), ("合格率", "达标率"), ("达标率", "合格率"), ("完好率", "完整率"), ("及时率", "按时率"), ("准确率", "正确率"),
    ("覆盖率", "普及率"), ("在线率", "联网率"), ("成活率", "存活率"), ("办结率", "结案率"), ("发放率", "到账率"), ("参与率", "参加率"), ("知晓率", "了解率"),
    ("整改率", "消除率"), ("通过率", "合格率"), ("到岗率", "在岗率"), ("出勤率", "到岗率"), ("检出率", "发现率"), ("就业率", "上岗率"), ("入学率", "就读率"),
    ("巩固率", "保持率"), ("处置率", "处理率"), ("响应率", "回应率"), ("保障率", "供应率"), ("录用率", "采用率"), ("建档率", "立档率"), ("续保率", "续约率"),
)  # fmt: skip


def _formula_again(row: Indicator, random: Random) -> str:
    """The same division in slightly other words."""
    text = row.description or ""
    ways = [
        lambda one: re.sub(r"×\s*100[%％]$", "", one),
        lambda one: one.replace("÷", "占") + "的比例" if one.count("÷") == 1 and "×" not in one else one,
        lambda one: one.replace("数", "总数", 1) if "总数" not in one else one,
        lambda one: "全年" + one,
        lambda one: one,
        lambda one: one.replace("÷", "/"),
    ]
    return random.choice(ways)(text)


def _renamed(good: Good, random: Random) -> tuple[Indicator, str] | None:
    fit = []
    for row in good.project.indicators:
        name = row.level3 or ""
        pair = next(((one, other) for one, other in _SYNONYMS if name.endswith(one)), None)
        divides = re.search(r"÷|占", row.description or "")
        if (
            pair
            and divides
            and row.level2 in ("质量指标", "时效指标", "数量指标")
            and row.target
            and row.target.is_percentage
        ):
            fit.append((row, name.removesuffix(pair[0]) + pair[1]))
    return random.choice(fit) if fit else None


def same_formula_output(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """An output's share once more under a synonym, with the same formula, target and basis."""
    found = _renamed(good, random)
    if found is None:
        return None
    row, name = found
    return _added(good, random, row, replace(row, level3=name, description=_formula_again(row, random)))


def same_formula_benefit(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """The same among the benefits."""
    found = _renamed(good, random)
    if found is None:
        return None
    row, name = found
    again = replace(row, level1="效益指标", level2="社会效益指标", level3=name, description=_formula_again(row, random))
    return _added(good, random, row, again)


def _added(good: Good, random: Random, row: Indicator, again: Indicator) -> Mutant:
    rows = (*good.project.indicators, again)
    at = next(number for number, one in enumerate(good.project.indicators) if one is row)
    return Mutant(
        replace(good.project, indicators=rows),
        frozenset({f"indicators[{len(rows) - 1}].level3", f"indicators[{at}].level3"}),
        f"{row.level3}（{row.description}）→ {again.level3}（{again.description}）",
    )


_LESS = re.compile(
    r"时间|时长|时限|用时|耗时|天数|投诉|事故|差错|能耗|损失率|漏损|返工|故障|逾期|流失|差评|发病|复发|超标|空置|等候|响应|浓度|信访|火灾|死亡|伤亡|违规|退货|缺勤|失误|误差"
)
_COSTS = re.compile(r"成本|费用|支出|单价|造价")
_CUT = re.compile(r"降|减少|节|缩短|提高|增长|增加")
_LAST = (
    "{last}年为{fact}", "上年实际{fact}", "{last}年实际完成{fact}", "上年完成值{fact}", "{last}年{fact}", "上年度实际达到{fact}", "{last}年统计为{fact}",
    "去年为{fact}", "{last}年平均{fact}", "历史标准：{last}年{fact}", "{last}年度自评结果{fact}", "上年同期实际值{fact}",
)  # fmt: skip


def _laxer(good: Good, random: Random, names: re.Pattern[str], costs: bool) -> Mutant | None:
    fit = []
    for number, row in enumerate(good.project.indicators):
        target = row.target
        if target is None or target.number is None or target.operator != "<=" or target.number <= 0:
            continue
        is_cost = "成本" in f"{row.level1}{row.level2}"
        if (target.unit or "").startswith("‰"):
            continue
        if (
            names.search(row.level3 or "")
            and not _CUT.search(row.level3 or "")
            and is_cost == costs
            and ("/" in (target.unit or "")) == costs
        ):
            fit.append((number, row, target))
    if not fit:
        return None
    number, row, target = random.choice(fit)
    assert target.number is not None
    was = target.number * Decimal(random.choice(["0.4", "0.5", "0.45"]))
    places = len((target.value or "").partition(".")[2])
    fact = f"{was:.{max(places, 0 if was == int(was) else places + 1)}f}{target.unit or ''}"
    basis = random.choice(_LAST).format(last=good.year - 1, fact=fact)
    rows = list(good.project.indicators)
    rows[number] = replace(row, basis=basis, target=quantity(target.text))
    cells = frozenset(f"indicators[{number}].{cell}" for cell in ("target", "basis"))
    return Mutant(replace(good.project, indicators=tuple(rows)), cells, f"{row.level3} {target.text}，依据{basis}")


def laxer_limit(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """Waiting, complaints, mishaps: the upper limit lies far above what was reached last year."""
    return _laxer(good, random, _LESS, costs=False)


def laxer_cost(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """A cost for each piece may be far above last year's."""
    return _laxer(good, random, _COSTS, costs=True)


_MONEY_ROWS = (
    ("项目资金投入金额", "投入本项目的资金总额"), ("工程投资金额", "工程完成的投资额"), ("购置金额", "设备购置支出金额"), ("专项资金使用金额", "全年使用的专项资金"),
    ("补助资金总额", "本年安排的补助资金"), ("财政资金投入额", "县级财政投入的资金"), ("经费支出金额", "项目经费支出合计"), ("采购金额", "合同约定的采购价款"),
    ("维修资金", "用于维修的资金"), ("设备采购费", "采购设备支付的费用"), ("人员经费", "支付的人员经费"), ("服务费支出", "全年支付的服务费"),
)  # fmt: skip


def money_as_quantity(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """A row under 数量指标 counts money, all of the budget or a part of it."""
    total = good.project.budget.total
    if total is None or total.value is None:
        return None
    name, told = random.choice(_MONEY_ROWS)
    share = total.value * Decimal(random.choice(["1", "0.9", "0.62", "0.35"]))
    target = random.choice(["≥{}万元", "={}万元", "{}万元", "≥{}万元"]).format(f"{share:.2f}".rstrip("0").rstrip("."))
    row = Indicator(
        "产出指标", "数量指标", name, told, quantity(target), random.choice(["预算批复", "年度计划", "采购合同"])
    )
    rows = (*good.project.indicators, row)
    cells = frozenset(f"indicators[{len(rows) - 1}].{cell}" for cell in ("level2", "level3", "target"))
    return Mutant(replace(good.project, indicators=rows), cells, f"{name} {target}")


MUTATIONS = (
    Mutation("同一算式换个率名又写一条", ("ZSB15",), same_formula_output),
    Mutation("同一算式换个率名写进效益", ("ZSB16", "ZSH06"), same_formula_benefit),
    Mutation("上限比上年松得多", ("ZSC08", "ZSC02", "ZSC01"), laxer_limit),
    Mutation("单位成本比上年高得多", ("ZSC08", "ZSC02", "ZSC01", "ZSC05"), laxer_cost),
    Mutation("数量指标是金额", ("ZSB13",), money_as_quantity),
)
