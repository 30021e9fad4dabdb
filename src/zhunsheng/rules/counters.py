"""Measuring units and counters: which words make a number a count, and which of them mean the same."""

from __future__ import annotations

import re

from zhunsheng.model.spelling import half_width

UNITS = (
    "平方公里", "平方千米", "平方米", "平米", "平方", "㎡", "m²", "m2", "立方米", "立方", "m³", "m3", "公里", "千米", "km", "延长米", "延米",
    "厘米", "毫米", "米", "公顷", "亩", "千瓦时", "kwh", "千瓦", "公斤", "千克", "kg", "吨", "升", "度", "摄氏度", "℃",
    "人次", "人天", "车次", "批次", "课时", "学时", "小时", "分钟", "个月", "季度", "学期", "工作日", "月", "季", "年", "天", "日", "周",
    "个", "名", "人", "位", "家", "户", "间", "栋", "幢", "座", "盏", "基", "套", "台", "辆", "部", "块", "面", "根", "棵", "株", "条", "处",
    "项", "次", "场", "期", "批", "篇", "份", "册", "本", "张", "件", "起", "宗", "例", "所", "村", "组", "班", "只", "头", "支", "副", "桶",
    "箱", "瓶", "岁", "元", "页", "字", "枚", "架", "艘", "眼", "幅", "届", "双", "床", "卷", "把", "毫升", "人份", "餐",
    "具", "顶", "尾", "羽", "匹", "剂", "针", "袋", "盒", "扇", "杆", "轮", "遍", "趟", "对", "片", "口", "粒", "盘", "台套",
    "亩次", "座次", "户次", "台次", "辆次", "例次", "家次", "场次", "人年", "人月", "人日", "工日", "车公里", "吨公里", "车位", "床位", "座席",
    "个学期", "个季度", "个工作日", "个标段", "个工日", "个小时", "个课时", "个学时",
    "‰", "册次", "份次", "件次", "台件", "头次", "架次", "艘次", "航次", "床日", "班次", "千字", "标段", "兆瓦", "斤", "立方分米", "平方厘米", "学位", "泊位", "点位", "端口", "台班", "tb", "gb", "mb", "pb", "kva", "mw", "kw",
)  # fmt: skip
"""Measuring units and counters that make a number a count."""
KNOWN_UNITS = frozenset(UNITS)
_NOT_AFTER_HAN = frozenset(
    [
        "度",
        "年",
        "月",
        "日",
        "季",
        "组",
        "部",
        "元",
        "对",
        "片",
        "口",
        "轮",
        "顶",
        "具",
        "针",
        "盘",
        "袋",
        "盒",
        "杆",
        "尾",
        "羽",
        "匹",
        "粒",
        "标段",
        "斤",
    ]
)
"""Units that may not follow a Chinese numeral: 一对一, 一口气, 一片 count nothing."""

_SAME_UNIT = {
    "平方": "平方米", "平米": "平方米", "㎡": "平方米", "m²": "平方米", "m2": "平方米", "平方千米": "平方公里", "立方": "立方米",
    "m³": "立方米", "m3": "立方米", "千米": "公里", "km": "公里", "延长米": "米", "延米": "米", "kwh": "千瓦时", "度": "千瓦时",
    "kg": "公斤", "千克": "公斤", "名": "人", "位": "人", "日": "天", "℃": "摄氏度", "月": "个月", "季": "季度", "个学期": "学期", "个季度": "季度", "个工作日": "工作日", "个标段": "标段", "个工日": "工日", "个小时": "小时", "个课时": "课时", "个学时": "学时", "百分比": "%",
}  # fmt: skip
_LATIN = (
    "km",
    "KM",
    "kwh",
    "kWh",
    "KWH",
    "KWh",
    "kw·h",
    "kg",
    "KG",
    "m2",
    "m²",
    "m3",
    "m³",
    "TB",
    "GB",
    "MB",
    "PB",
    "kVA",
    "KVA",
    "MW",
    "kW",
    "KW",
)
UNIT = "|".join(re.escape(unit) for unit in sorted({*UNITS, *_LATIN}, key=len, reverse=True))
COUNTER = "|".join(unit for unit in sorted(UNITS, key=len, reverse=True) if unit not in _NOT_AFTER_HAN)


def normal_unit(unit: str | None) -> str:
    """One spelling for units that mean the same: ``㎡`` and ``平方`` → ``平方米``, ``名`` → ``人``, ``度`` → ``千瓦时``."""
    if not unit:
        return ""
    plain = half_width(unit).strip().lower()
    return _SAME_UNIT.get(plain, plain)
