"""Offices and houses of another place whose trade nothing in the table has to do with: left over from another unit's table."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhunsheng.model.project import Project
from zhunsheng.rules.cell_text import project_texts, texts_with
from zhunsheng.rules.clauses import clause_at
from zhunsheng.rules.sectors import sector_words, touched_sectors, unit_sectors, with_neighbours

ANY_COUNTY = re.compile(
    r"^年[末初底]|^[全我本各每邻外该原两三几多跨周市省地分属级城郊驻到在由与和及对向从于等含]|[由在为经给被将据按报请从归到往至赴去]$|^[请需须应先再已均可]|[会协联连随陪]同$|贫困|试点|示范|重点|相关|其他|有关|周边|邻近|兄弟|先进|农业|牧业|人口|所在|脱贫"
)
"""What makes a county any of many, or no county at all."""
_NO_NAME = re.compile(
    r"年[末初底终]|[一二三四五六七八九十百千万亿每个所有内外上下前后新老大小名镇村乡街]|山区|贫|强|创建|文明|卫生|园林|省直"
)


def is_county_name(name: str) -> bool:
    """True for two characters that can only be a county's own name before 县."""
    return not ANY_COUNTY.search(name) and not _NO_NAME.search(name)


def strange_offices(project: Project, own: str) -> Iterator[tuple[str, str]]:
    """An office of a named city, of a trade the project has nothing to do with: 青屏市老旧小区改造指挥部 in a farmland table."""
    near = with_neighbours(touched_sectors(project.name) | unit_sectors(own)) | touched_sectors(project.goal)
    if not near:
        return
    for address, text in texts_with(_CITY_OFFICE, project_texts(project, "purpose", "goal")):
        for found in _CITY_OFFICE.finditer(text):
            trades = frozenset(sector_words(found["body"])) | unit_sectors(found["body"])
            known = own.startswith(found["city"]) or found["city"] in (project.name or "")
            if trades and not trades & (near | _OVERSEERS) and not known and is_county_name(found["city"][:2]):
                yield address, found["city"] + found["body"]


_CITY_OFFICE = re.compile(
    r"(?:由|经|报|向|送|交|请|归|给)(?P<city>[\u4e00-\u9fff]{2}市)(?P<body>[\u4e00-\u9fff]{3,14}?(?:指挥部办公室|领导小组办公室|指挥部|局|委员会|办公室|中心|管理处|管理所))"
)
_OVERSEERS = frozenset({"财政", "审计", "公安", "统计", "应急", "消防", "环保", "市场监管"})


def strange_houses(project: Project, own: str) -> Iterator[tuple[str, str]]:
    """A house of another place whose trade nothing else in the table has to do with: 永宁区妇幼保健院 in a weather station's goal."""
    for address, text in texts_with(_HOUSE, project_texts(project, "purpose", "goal")):
        for found in _HOUSE.finditer(text):
            place, body = found["place"], found["body"]
            rows = (f"{row.level3}，{row.description}" for row in project.indicators)
            other = project.purpose if address == "goal" else project.goal
            rest = "，".join((text.replace(clause_at(text, found.start("body")), ""), other or "", *rows))
            trades = frozenset(sector_words(body)) | unit_sectors(body)
            near = with_neighbours(touched_sectors(project.name) | unit_sectors(own)) | touched_sectors(rest)
            if (
                near
                and trades
                and not trades & near
                and is_county_name(place[:2])
                and place[:2] not in f"{own}{project.name}{rest}"
            ):
                yield address, place + body


_HOUSE = re.compile(
    r"(?:保障|确保|支持|服务|维护|用于|为|使|由)(?P<place>[\u4e00-\u9fff]{2}[县区市旗])"
    r"(?P<body>[\u4e00-\u9fff]{0,6}?(?:医院|保健院|卫生院|小学|中学|学校|幼儿园|敬老院|养老院|福利院|图书馆|博物馆|体育馆|文化馆|殡仪馆|法院|检察院|看守所|血站|疾控中心|水厂|污水处理厂))"
)
"""Houses that bear the name of the place they belong to."""
