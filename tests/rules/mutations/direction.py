"""Signs that run against what is wanted."""

from __future__ import annotations

import re
from random import Random

from mutations import Good, Mutant, Mutation
from mutations.rows import added, choose
from zhunsheng.model.address import put_cell
from zhunsheng.model.indicator import Indicator, Level1, Level2

_MORE = re.compile(
    r"(?:合格|达标|优良|完好|成活|及时|准确|覆盖|到位|办结|完成|通过|就业|知晓|参与|利用|整改|普及|满意|有效|规范|发放|修复|正常运行|可用|出勤)率$|满意度$"
)
_LESS = re.compile(
    r"(?:事故|投诉|差错|故障|违规|逾期|舆情|信访|返工|流失|死亡|发病|中断|火灾)(?:起数|件数|次数|率|数|数量|发生率|起)?$|时限$|(?:响应|修复|等候|办理|处置|到场|恢复)(?:时间|时长)$"
)
_BAD_BEFORE = re.compile(r"[不未无]|投诉|事故|差错|违规|隐患")
_CUT = re.compile(r"下降|减少|降低|整改|处置|处理|办结|化解|消除|查处|处理|排查|控制")


def flip(good: Good, random: Random, number: int | None, sign: str) -> Mutant | None:
    """The sign of one target turned round."""
    if number is None:
        return None
    target = good.project.indicators[number].target
    assert target is not None
    bare = re.sub(r"^[≥≤=<>＝≧≦]+", "", target.text)
    address = f"indicators[{number}].target"
    return Mutant(
        put_cell(good.project, address, sign + bare), frozenset({address}),
        f"{good.project.indicators[number].level3}：{target.text} → {sign}{bare}",
    )  # fmt: skip


def _name(row: Indicator) -> str:
    return re.split(r"[（(]", row.level3 or "")[0]


def wanted(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """The more the better, and the target is capped."""
    number = choose(
        good, random, lambda row: bool(_MORE.search(_name(row)) and not _BAD_BEFORE.search(_name(row)) and row.target and row.target.text[:1] in "≥=")
    )  # fmt: skip
    return flip(good, random, number, "≤")


def any_rate(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """A rate that was to be at least so high (60% and more) is capped."""
    number = choose(
        good, random, lambda row: bool(row.target and row.target.text.startswith("≥") and row.target.is_percentage and (row.target.number or 0) >= 70)
    )  # fmt: skip
    return flip(good, random, number, "≤")


def unwanted(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """The fewer the better, and the target is a least number."""
    number = choose(
        good, random, lambda row: bool(_LESS.search(_name(row)) and not _CUT.search(_name(row).removesuffix("处置时间").removesuffix("处置时长")) and row.target and row.target.text[:1] == "≤")
    )  # fmt: skip
    return flip(good, random, number, "≥")


def cost(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """A cost is to be at least so high."""
    number = choose(
        good, random, lambda row: bool((row.kind1 is Level1.COST or row.kind2 is Level2.COST) and row.target and row.target.text[:1] == "≤" and "元" in row.target.text)
    )  # fmt: skip
    return flip(good, random, number, "≥")


def count(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """An amount of work that was to be at least so much is capped."""
    number = choose(
        good, random, lambda row: bool(row.kind2 is Level2.QUANTITY and row.target and row.target.text.startswith("≥") and row.target.number)
    )  # fmt: skip
    return flip(good, random, number, "≤")


SAVING = (
    ("成本节约率", "节约资金占预算的比例"), ("资金节约率", "节约的资金占预算资金的比例"), ("采购节支率", "采购节约金额占采购预算的比例"), ("造价节约率", "节约的造价占控制价的比例"), ("节电率", "比上年少用电量占上年用电量的比例"),
    ("能耗降低率", "单位能耗比上年降低的比例"), ("预算节约率", "预算节约金额占预算的比例"), ("运行成本降低率", "运行成本比上年降低的比例"), ("成本节省比例", "节省的支出占预算的比例"), ("费用压减率", "费用比上年压减的比例"), ("招标节约率", "中标价低于控制价的比例"), ("用水量下降率", "用水量比上年下降的比例"),
)  # fmt: skip


def saving(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """A rate of saving is capped."""
    name, description = random.choice(SAVING)
    kind = random.choice((Level2.COST, Level2.ECONOMIC_BENEFIT))
    target = random.choice(("≤5%", "≤3%", "≤10%", "不超过5%", "≤2%"))
    return added(good, kind, name, description, target, "上年实际", "target level3")


MUTATIONS = (
    Mutation("越多越好写成≤", ("ZSH10",), wanted),
    Mutation("七成以上的比率写成≤", ("ZSH10",), any_rate),
    Mutation("越少越好写成≥", ("ZSH10", "ZSC10"), unwanted),
    Mutation("数量≥写成≤", ("ZSH10",), count),
    Mutation("成本写成≥", ("ZSC12", "ZSH10"), cost),
    Mutation("节约率写成≤", ("ZSH11", "ZSH10"), saving),
)
