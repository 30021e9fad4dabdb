"""Indicators (绩效指标) and the two official trees that classify them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache

from zhunsheng.model.place import Place
from zhunsheng.model.quantity import Quantity


class Level1(StrEnum):
    """Level-1 kinds of both trees: cost is a level-1 kind only in the tree of 财预〔2021〕101号."""

    OUTPUT = "产出指标"
    BENEFIT = "效益指标"
    SATISFACTION = "满意度指标"
    COST = "成本指标"


class Level2(StrEnum):
    """Level-2 kinds of both trees, by their standard names."""

    QUANTITY = "数量指标"
    QUALITY = "质量指标"
    TIMELINESS = "时效指标"
    COST = "成本指标"
    ECONOMIC_BENEFIT = "经济效益指标"
    SOCIAL_BENEFIT = "社会效益指标"
    ECOLOGICAL_BENEFIT = "生态效益指标"
    SUSTAINABILITY = "可持续影响指标"
    SATISFACTION = "服务对象满意度指标"
    ECONOMIC_COST = "经济成本指标"
    SOCIAL_COST = "社会成本指标"
    ECOLOGICAL_COST = "生态环境成本指标"


_LEVEL1 = {
    "产出": Level1.OUTPUT, "产出值": Level1.OUTPUT, "项目完成": Level1.OUTPUT, "完成": Level1.OUTPUT, "项目产出": Level1.OUTPUT,
    "效益": Level1.BENEFIT, "效果": Level1.BENEFIT, "实施效果": Level1.BENEFIT, "项目效益": Level1.BENEFIT, "效益值": Level1.BENEFIT,
    "满意度": Level1.SATISFACTION, "服务对象满意度": Level1.SATISFACTION, "成本": Level1.COST,
}  # fmt: skip
_LEVEL2 = {
    "数量": Level2.QUANTITY, "产出数量": Level2.QUANTITY, "质量": Level2.QUALITY, "产出质量": Level2.QUALITY,
    "时效": Level2.TIMELINESS, "产出时效": Level2.TIMELINESS, "进度": Level2.TIMELINESS, "成本": Level2.COST, "产出成本": Level2.COST,
    "经济效益": Level2.ECONOMIC_BENEFIT, "社会效益": Level2.SOCIAL_BENEFIT, "生态效益": Level2.ECOLOGICAL_BENEFIT,
    "环境效益": Level2.ECOLOGICAL_BENEFIT, "生态环境效益": Level2.ECOLOGICAL_BENEFIT, "可持续影响": Level2.SUSTAINABILITY,
    "可持续发展": Level2.SUSTAINABILITY, "可持续性影响": Level2.SUSTAINABILITY, "服务对象满意度": Level2.SATISFACTION,
    "社会公众或服务对象满意度": Level2.SATISFACTION, "满意度": Level2.SATISFACTION, "受益对象满意度": Level2.SATISFACTION,
    "公众满意度": Level2.SATISFACTION, "经济成本": Level2.ECONOMIC_COST, "社会成本": Level2.SOCIAL_COST,
    "生态环境成本": Level2.ECOLOGICAL_COST, "生态成本": Level2.ECOLOGICAL_COST,
}  # fmt: skip

PARENT = {
    Level2.QUANTITY: Level1.OUTPUT, Level2.QUALITY: Level1.OUTPUT, Level2.TIMELINESS: Level1.OUTPUT,
    Level2.COST: Level1.OUTPUT, Level2.ECONOMIC_BENEFIT: Level1.BENEFIT, Level2.SOCIAL_BENEFIT: Level1.BENEFIT,
    Level2.ECOLOGICAL_BENEFIT: Level1.BENEFIT, Level2.SUSTAINABILITY: Level1.BENEFIT,
    Level2.SATISFACTION: Level1.SATISFACTION, Level2.ECONOMIC_COST: Level1.COST, Level2.SOCIAL_COST: Level1.COST,
    Level2.ECOLOGICAL_COST: Level1.COST,
}  # fmt: skip
"""Which level-1 kind a level-2 kind stands under (a plain 成本 stands under output in the older tree)."""


def _stem(text: str) -> str:
    """A level name without blanks, star marks, a bracketed weight and the word 指标."""
    plain = "".join(text.split()).strip("★*")
    for bracket in "(（":
        plain = plain.split(bracket, 1)[0]
    return plain.removesuffix("指标")


@lru_cache(maxsize=1024)
def level1_kind(text: str | None) -> Level1 | None:
    """The standard level-1 kind a printed name means (``效果指标`` → benefit), or ``None`` when it means none."""
    return _LEVEL1.get(_stem(text)) if text else None


@lru_cache(maxsize=1024)
def level2_kind(text: str | None) -> Level2 | None:
    """The standard level-2 kind a printed name means, or ``None`` when it means none."""
    return _LEVEL2.get(_stem(text)) if text else None


@dataclass(frozen=True, slots=True)
class Indicator:
    """One row of the indicator table, every cell as it stands; a blank cell is ``None``."""

    level1: str | None = None
    level2: str | None = None
    level3: str | None = None
    description: str | None = None
    target: Quantity | None = None
    basis: str | None = None
    key: str = field(default="", compare=False)
    """A name that survives reordering, given by whoever keeps the indicator; empty for one fresh from a file."""
    places: Mapping[str, Place] = field(default_factory=dict, compare=False, repr=False)

    @property
    def kind1(self) -> Level1 | None:
        """The standard level-1 kind, or ``None`` when the printed name means none."""
        return level1_kind(self.level1)

    @property
    def kind2(self) -> Level2 | None:
        """The standard level-2 kind, or ``None`` when the printed name means none."""
        return level2_kind(self.level2)
