"""Units dropped, doubled or of another kind than the name, and frequencies without a period."""

from __future__ import annotations

import re
from random import Random

from mutation_cells import changed, rows, target_of

from mutations import Good, Mutant, Mutation
from zhunsheng.model.address import put_cell
from zhunsheng.model.indicator import Indicator

_TARGET = re.compile(r"(?P<sign>[≥≤=]?)(?P<number>[\d.]+)(?P<unit>万?[\u4e00-\u9fff/·（）%‰]*)")
_AREA = ("平方米", "万平方米", "亩", "万亩", "公顷", "平方公里")
_LENGTH = ("公里", "米", "千米", "延米")
_PEOPLE = ("人", "名", "人次", "万人", "万人次")
_THINGS = (
    "台",
    "套",
    "座",
    "盏",
    "辆",
    "间",
    "册",
    "块",
    "张",
    "条",
    "所",
    "部",
    "件",
    "处",
    "户",
    "家",
    "场",
    "期",
    "起",
)
_MONEY = ("万元", "元", "亿元")
_RATE = ("%", "百分比", "‰")
_TIME = ("天", "小时", "分钟", "个工作日", "日", "个月")
_KINDS = (_AREA, _LENGTH, _PEOPLE, _THINGS, _MONEY, _RATE, _TIME)


def _unit(row: Indicator) -> str:
    found = _TARGET.fullmatch(target_of(row))
    return found["unit"] if found else ""


def dropped(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """The unit, or a part of it, is left out."""
    found = rows(good, lambda row: any(_unit(row) in kind for kind in _KINDS))
    if not found:
        return None
    number, row = random.choice(found)
    told = _TARGET.fullmatch(target_of(row))
    assert told is not None
    unit = told["unit"]
    parts = {
        "万元": "万",
        "亿元": "亿",
        "万平方米": "万平方",
        "平方米": "平方",
        "万亩": "万",
        "万人次": "万",
        "百分比": "百分",
        "万人": "万",
    }
    left = parts[unit] if unit in parts and random.random() < 0.6 else ""
    return changed(good, f"indicators[{number}].target", told["sign"] + told["number"] + left)


def doubled(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """Two units behind one another."""
    found = rows(good, lambda row: any(_unit(row) in kind for kind in _KINDS))
    if not found:
        return None
    number, row = random.choice(found)
    unit = _unit(row)
    kind = next(kind for kind in _KINDS if unit in kind)
    more = random.choice([unit, *(other for other in kind if not other.startswith("万"))])
    return changed(good, f"indicators[{number}].target", target_of(row) + more)


def other_kind(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """A unit of another kind than the name asks for, chosen by the unit that stood there."""
    found = [
        (number, row, kind)
        for number, row in rows(good, lambda row: bool(_unit(row)))
        for kind, ends in (
            (_AREA, ("面积",)), (_LENGTH, ("长度", "里程")), (_PEOPLE, ("人数", "人次")), (_RATE, ("率", "比例", "占比")),
            (_MONEY, ("成本", "金额", "费用", "造价", "支出", "单价", "收入", "投资")), (_THINGS, ("台数", "辆数", "座数", "套数", "盏数", "册数", "户数", "数量")),
        )
        if _unit(row) in kind and (row.level3 or "").endswith(ends)
    ]  # fmt: skip
    if not found:
        return None
    number, row, kind = random.choice(found)
    wrong = {
        _AREA: ("人", "户", "%", "万元", "台", "公里"), _LENGTH: ("户", "平方米", "%", "人", "万元", "台"),
        _PEOPLE: ("%", "公里", "平方米", "万元", "台", "吨"), _RATE: ("元", "平方米", "公里", "台", "万元", "起", "吨", "件", "次"),
        _MONEY: ("人", "%", "平方米", "台", "公里", "次"), _THINGS: ("%", "平方米", "公里", "吨", "万元"),
    }[kind]  # fmt: skip
    told = _TARGET.fullmatch(target_of(row))
    assert told is not None
    if (row.level3 or "").endswith("数量"):
        wrong = ("%", "万元")
    return changed(good, f"indicators[{number}].target", told["sign"] + told["number"] + random.choice(wrong))


def people_for_rate(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """A satisfaction or a rate counted in people, firms, households."""
    found = rows(good, lambda row: _unit(row) in _RATE and (row.level3 or "").endswith(("满意度", "率")))
    if not found:
        return None
    number, row = random.choice(found)
    value = random.choice(("18", "200", "95", "30", "50", "1000", "12"))
    unit = random.choice(
        ("人", "家", "户", "名", "人次") if (row.level3 or "").endswith("满意度") else ("人", "家", "户", "名")
    )
    return changed(good, f"indicators[{number}].target", f"{random.choice(('≥', ''))}{value}{unit}")


_PERIOD = re.compile(r"(?P<head>[≥≤=]?[\d.]+(?:次|遍|场|期))/(?:年|月|日|周|季度?|天|人·?年|处·?月|户·?年)")


def no_period(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """A frequency loses its /月, /周, /日."""
    found = rows(good, lambda row: bool(_PERIOD.fullmatch(target_of(row))) and not target_of(row).endswith("年"))
    if not found:
        return None
    number, row = random.choice(found)
    told = _PERIOD.fullmatch(target_of(row))
    assert told is not None
    return changed(good, f"indicators[{number}].target", told["head"])


_OFTEN = (
    "每月开展不少于{n}次", "每周至少{n}次", "每日{n}次", "每季度{n}次以上", "按每月{n}次的频次开展", "每半月{n}次，记录在案",
    "每旬{n}次", "每月巡查{n}次", "每天{n}次", "每个月{n}次",
)  # fmt: skip


def told_by_description(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """The description speaks of so many times a month, the target of so many times."""
    found = rows(
        good,
        lambda row: (
            _unit(row) == "次" and (row.level3 or "").endswith(("次数", "频次")) and "均" not in (row.level3 or "")
        ),
    )
    if not found:
        return None
    number, _row = random.choice(found)
    times = random.choice(("1", "2", "4"))
    made = changed(good, f"indicators[{number}].target", f"≥{times}次")
    said = random.choice(_OFTEN).format(n=times)
    project = put_cell(made.project, f"indicators[{number}].description", said)
    return Mutant(project, made.places, f"≥{times}次，{said}")


MUTATIONS = (
    Mutation("单位漏写", ("ZSG05", "ZSG06"), dropped),
    Mutation("单位写两个", ("ZSG05", "ZSG06"), doubled),
    Mutation("单位和名称不是一类", ("ZSG06", "ZSG07", "ZSH07"), other_kind),
    Mutation("率写成人数", ("ZSG07", "ZSG06", "ZSH07"), people_for_rate),
    Mutation("频次没有周期", ("ZSG08",), no_period),
    Mutation("描述按月按周，值不写周期", ("ZSG08",), told_by_description),
)
