"""Names of other places and units left from the table that was copied."""

from __future__ import annotations

import re
from random import Random

from mutations import Good, Mutant, Mutation
from mutations.foreign import OTHER_PLACES, OTHER_TOWNS
from zhunsheng.model.address import cells, put_cell
from zhunsheng.model.project import Project

_PLACE = re.compile(r"^(?:中共|共青团)?([一-龥]{2,4}?(?:县|区|旗))(?=[一-龥])")
_TOLD = ("purpose", "goal", "description", "basis", "level3")


def home_of(project: Project) -> str | None:
    """The county or district that the unit's name begins with; a city is often another's superior, which one cannot tell."""
    found = _PLACE.match(project.unit.name or "")
    return found.group(1) if found else None


def _other(random: Random, home: str) -> str:
    return random.choice(
        [one for one in OTHER_PLACES if one[:2] != home[:2] and one[-1] == home[-1]]
        or [one for one in OTHER_PLACES if one[:2] != home[:2]]
    )


def other_place(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """Another county's name where the table writes its own."""
    home = home_of(good.project)
    if home is None:
        return None
    fits = [
        address
        for address, text in cells(good.project).items()
        if text and address.split(".")[-1] in _TOLD and home in text
    ]
    if not fits:
        return None
    address = random.choice(fits)
    text, other = cells(good.project)[address] or "", _other(random, home)
    return Mutant(put_cell(good.project, address, text.replace(home, other)), frozenset({address}), f"{text} → {other}")


def whole_county(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """“全县” becomes the whole of another county."""
    home = home_of(good.project)
    if home is None or home[-1] not in "县市区":
        return None
    word = "全" + home[-1]
    fits = [
        address
        for address, text in cells(good.project).items()
        if text and address in ("purpose", "goal") and word in text
    ]
    if not fits:
        return None
    address = random.choice(fits)
    text, other = cells(good.project)[address] or "", _other(random, home)
    new = text.replace(word, other + random.choice(("", "", word)), 1)
    at = text.index(word)
    return Mutant(
        put_cell(good.project, address, new), frozenset({address}), f"{text[max(0, at - 8) : at + 12]} → {other}"
    )


SENTENCES = (
    ("purpose", "本项目由{place}{office}组织实施。"), ("purpose", "资金拨付{place}{office}使用。"), ("goal", "保障{place}{office}各项工作正常开展。"), ("goal", "提高{place}群众的获得感。"),
    ("purpose", "经{place}人民政府研究同意安排。"), ("goal", "为{place}群众提供优质服务。"), ("purpose", "用于{place}相关工作支出。"), ("goal", "服务{place}经济社会发展。"),
    ("goal", "促进{place}各项工作顺利开展。"), ("purpose", "按照{place}{office}工作安排实施。"), ("goal", "改善{place}生产生活条件。"), ("purpose", "解决{place}工作中存在的困难。"),
)  # fmt: skip
OFFICES = (
    "教育局",
    "民政局",
    "水利局",
    "财政局",
    "卫生健康局",
    "交通运输局",
    "农业农村局",
    "人民政府",
    "文化广电和旅游局",
    "自然资源和规划局",
)


def sentence(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """A sentence that speaks of another county stands behind the text."""
    home = home_of(good.project)
    if home is None:
        return None
    cell, words = random.choice(SENTENCES)
    text = cells(good.project)[cell]
    if not text:
        return None
    own = next((office for office in OFFICES if (good.project.unit.name or "").endswith(office)), None)
    new = words.format(place=_other(random, home), office=own or random.choice(OFFICES))
    joined = text.rstrip("。；;") + "。" + new
    return Mutant(put_cell(good.project, cell, joined), frozenset({cell}), f"{cell}后加：{new}")


BASES = (
    "{}2026年度工作计划",
    "{}人民政府工作报告",
    "{}2026年部门预算",
    "《{}财政专项资金管理办法》",
    "{}上年统计数据",
    "{}主管部门工作方案",
    "{}2025年工作台账",
    "{}年度工作要点",
)


def basis(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """The basis is another county's plan or record."""
    home = home_of(good.project)
    if home is None:
        return None
    address = f"indicators[{random.randrange(len(good.project.indicators))}].basis"
    new = random.choice(BASES).format(_other(random, home))
    return Mutant(put_cell(good.project, address, new), frozenset({address}), f"依据 → {new}")


def other_unit(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """The own unit's name is that of the unit whose table was copied."""
    own = good.project.unit.name or ""
    fits = [
        address
        for address, text in cells(good.project).items()
        if text and address.split(".")[-1] in _TOLD and own and own in text
    ]
    if not fits:
        return None
    home = home_of(good.project)
    names = [
        one.project.unit.name for one in others if one.project.unit.name and home_of(one.project) not in (None, home)
    ]
    address, name = random.choice(fits), random.choice(names)
    text = cells(good.project)[address] or ""
    return Mutant(
        put_cell(good.project, address, text.replace(own, name or "")), frozenset({address}), f"{own} → {name}"
    )


def whose_satisfaction(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """Another county's people are asked."""
    home = home_of(good.project)
    numbers = [n for n, row in enumerate(good.project.indicators) if (row.level3 or "").endswith(("满意度", "满意率"))]
    if home is None or not numbers:
        return None
    number = random.choice(numbers)
    address = f"indicators[{number}].{random.choice(('level3', 'description'))}"
    text = cells(good.project)[address] or ""
    new = _other(random, home) + text
    return Mutant(put_cell(good.project, address, new), frozenset({address}), f"{text} → {new}")


def other_town(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """Another town's name in a town's own table."""
    found = re.search(r"([一-龥]{2}[镇乡]|[一-龥]{2}街道)(?:人民政府|办事处)$", good.project.unit.name or "")
    if found is None:
        return None
    other = random.choice([one for one in OTHER_TOWNS if one[:2] != found.group(1)[:2]])
    cell = random.choice(("purpose", "goal"))
    text = cells(good.project)[cell] or ""
    new = (
        text.replace(found.group(1), other)
        if found.group(1) in text
        else f"{random.choice(('用于', '改善', '保障'))}{other}辖区工作。{text}"
    )
    return Mutant(put_cell(good.project, cell, new), frozenset({cell}), f"→ {other}：{new[:40]}")


MUTATIONS = (
    Mutation("本县名换成别县", ("ZSB09",), other_place),
    Mutation("全县换成别县", ("ZSB09",), whole_county),
    Mutation("多一句讲别县的话", ("ZSB09", "ZSB05"), sentence),
    Mutation("依据是别县的计划", ("ZSB09", "ZSB06"), basis),
    Mutation("本单位名换成别的单位", ("ZSB09", "ZSB05"), other_unit),
    Mutation("满意度问别县的人", ("ZSB09",), whose_satisfaction),
    Mutation("镇的表写别的镇", ("ZSB09",), other_town),
)
