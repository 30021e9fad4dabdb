"""Names of other places and bodies in a unit's table: a county's name told from a verb before 县, streets, sister units."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhunsheng.model.project import Project
from zhunsheng.rules.cell_text import project_texts, texts_with

_TOLD = ("purpose", "goal", "level3", "description")
_OTHERS = re.compile(r"(?:与|和|同|及|、|向|到|赴|从|由|原|对接|支援|帮扶|结对|联合|相邻|毗邻|周边|邻近)[一-龥]{0,4}$")


def begins_a_county(near: str, name: str) -> bool:
    """True where two characters before 县 are a name by what stands before them and by how they end: 洺南县, not 报送县."""
    return _BEGINS.search(near) is not None and _PLACE_ENDS.search(name) is not None


def is_own_paper(text: str) -> bool:
    """True for a basis that is the plan or the record of the work itself, which nobody takes from another county."""
    return _OWN_PAPER.search(text) is not None


def is_measured_there(text: str) -> bool:
    """True for a basis that takes another body's price, survey or experience as its measure."""
    return _MEASURED_THERE.search(text) is not None


_BEGINS = re.compile(
    r"(?:^|[，。；;、:：（(“”\s\d.])(?:以|用|经|按|是|含|指|即|在|为|对|由|给|把|让|使|据)?$"
    r"|(?:巩固|提升|提高|建成|维修|养护|改造|推动|促进|服务|带动|改善|保障|完成|实现|确保|覆盖|用于|列入|全部|组织|开展|实施|宣传|展示|推介|打造|解决|满足|达到|支撑|维护|管护|建设)$"
)
"""Nothing, a mere preposition or a verb before a name: 以青屏县示范园名义参展."""
_PLACE_ENDS = re.compile(
    r"[阳陵源平南北东西山水江河川州城安宁屏泉溪海湖清昌泰化兴丰台岭林桥口沟谷原塘沙洛津浦港峰岩潭漳康顺德义永乐定远关庄堡坪坝冈邑都陶沅濮沱武邢邯赵齐鲁晋冀豫皖赣湘粤桂滇黔蜀陕甘疆蒙吉辽龙凤云石柏枫松梅兰竹桐柳榆枣杏梨荷莲晖曲邱丘墟乡彰辉荣隆滦涿涞易蔚怀淮渭泾沭泗滨岛洲湾涧渠塔寺亭岗坡峪峡崖湄沧沂沐澧漯洺滏浔淇汶浦渝涪郸鄢郓郯郏邳邹鄄泽祥宾贤]$"
)
"""Characters that names of counties end in, and verbs (报送县, 落实县) do not."""
_OWN_PAPER = re.compile(
    r"计划|方案|指南|台账|名册|名单|清单|预算|合同|协议|登记|统计|任务书|实际|完成|要点|报告|办法|细则|意见|规定|通知|规划|预案|制度|措施|名录|承诺|规程|政策"
)


_HOME = re.compile(
    r"([\u4e00-\u9fff]{1,3}(?:县|区(?<![园发新地城矿林景库牧社小片校院]区))|[\u4e00-\u9fff]{1,8}?(?:自治县|旗))"
)
_PARTY = re.compile(r"^(?:中共|共青团|中国共产党|中国共产主义青年团)")


def home_of(own: str) -> re.Match[str] | None:
    """The county or district that a unit's name begins with, as the first group of the match."""
    return _HOME.match(_PARTY.sub("", own))


def far_cities(project: Project, own: str) -> Iterator[tuple[str, str]]:
    """Another city in the table of a city's own unit, where it is served, asked or at work; a city above pays and orders."""
    for address, text in texts_with(_FAR_CITY, project_texts(project, *_TOLD)):
        for found in _FAR_CITY.finditer(text):
            clause = re.split(r"[，。；;\n]", text[: found.start()])[-1]
            name = f"{found.group(1)}市"
            if name in own or name in (project.name or "") or _LANDSCAPE.search(name) or _JOURNEY.search(clause[-8:]):
                continue
            yield address, name

    for address, text in texts_with(_FAR_HOUSE, project_texts(project, "goal", "level3", "description")):
        for found in _FAR_HOUSE.finditer(text):
            clause = re.split(r"[，。；;\n]", text[: found.start()])[-1]
            name = f"{found['city']}市"
            if name not in f"{own}{project.name}{project.purpose}" and not _JOURNEY.search(clause[-8:]):
                yield address, found.group()


_FAR_HOUSE = re.compile(
    rf"(?P<city>[\u4e00-\u9fff]{_PLACE_ENDS.pattern[:-1]})市[\u4e00-\u9fff]{{0,8}}?(?:学校|小学|中学|幼儿园|医院|卫生院|敬老院|福利院|图书馆|文化馆|博物馆)"
)
"""Houses of another city in what the table is to reach: no office above the unit, and none that it deals with."""
_FAR_CITY = re.compile(
    rf"([\u4e00-\u9fff]{_PLACE_ENDS.pattern[:-1]})市(?=(?:[\u4e00-\u9fff]{{0,6}}(?:群众|居民|市民|企业|满意))|各|相关|生产|工作中|经济社会)"
)


def far_counties(text: str, own: str, cell: str) -> Iterator[str]:
    """Counties by their names alone, wherever they stand in a text of a county's own unit: ``宁岗县`` of 促进丰宁岗县工作.

    Only names that end in what names of places end in; roads, journeys and prices may come from there.
    """
    for found in _FAR_COUNTY.finditer(text):
        name = found.group(1)
        clause = re.split(r"[，。；;\n]", text[: found.start()])[-1]
        if f"{name}县" in own or _LANDSCAPE.search(name) or _JOURNEY.search(clause[-8:]):
            continue
        if cell == "basis" and (_MEASURED_THERE.search(text) or not _OWN_PAPER.search(text)):
            continue
        yield f"{name}县"


_FAR_COUNTY = re.compile(
    rf"([\u4e00-\u9fff]{_PLACE_ENDS.pattern[:-1]})县(?!志|史|界|境|方向|交界|级市|[\u4e00-\u9fff]{{0,8}}(?:公司|集团|厂|方向|段|交界))"
)
_LANDSCAPE = re.compile(
    r"[年月季][末初底]|^出齐|^[沿临靠跨各邻外该原][\u4e00-\u9fff]|平原|丘陵|高原|山区|^[我本全两三四五六七八九十多几每属在由为经给被将据按报对向从于及与和的等省市]|河湖|江河|[乡镇村]$"
)
"""Kinds of counties, and what is no name."""
_JOURNEY = re.compile(
    r"参照|比照|对标|借鉴|学习|考察|参观|赴|到|往|至|从|自|与|和|及|同|距|经(?!$)|(?![一二三四五六七八九十]、)[\u4e00-\u9fff]、|邻近|相邻|毗邻|连接|接|通|途经|支援|帮扶|协作|对口|对接|跨|原|共建|交界|流经|上游|下游|外省|来自"
)
_MEASURED_THERE = re.compile(
    r"招标|中标|成交|询价|结算|单价|价格|报价|市场价|均价|调研|同类|参照|比照|借鉴|经验|考察|对标|结果公告|邻县|周边|相邻"
)


def other_streets(project: Project, own: str) -> Iterator[tuple[str, str]]:
    """Another 街道 in the table of a 街道办事处."""
    home = _STREET_UNIT.search(own)
    if home is None:
        return
    known = f"{own}{project.name}"
    for address, text in texts_with(_STREET, project_texts(project, *_TOLD)):
        for found in _STREET.finditer(text):
            if found[1] not in known and not _OTHERS.search(text[: found.start(1)]):
                yield address, f"{found[1]}街道"


_STREET_UNIT = re.compile(r"([\u4e00-\u9fff]{2})街道(?:办事处)?$")
_STREET = re.compile(
    r"(?m)(?:^|[，。；;、（(]|用于|保障|完成|做好|改善|提升|[在为对])([\u4e00-\u9fff]{2})(?<![全本各该我沿临每个邻周外主有老城条边有])街道(?=办|各|所|\d|[一二三四五六七八九]|辖区|社区|道路|环境|居民|群众|范围|境内|公厕|垃圾)"
)


def other_towns(project: Project, own: str) -> Iterator[tuple[str, str]]:
    """Another town in the table of a town or street, named as the place where the work is done."""
    home = _TOWN_UNIT.search(own)
    if home is None:
        return
    known = f"{own}{project.name}"
    for address, text in texts_with(_TOWN, project_texts(project, "purpose", "goal")):
        for found in _TOWN.finditer(text):
            if found[1] not in known and not _OTHERS.search(text[: found.start(1)]):
                yield address, found[1]


_TOWN_UNIT = re.compile(r"[镇乡]人民政府$|街道(?:办事处)?$")
_TOWN = re.compile(
    r"(?m)(?:保持|保障|用于|完成|做好|改造|实施|提升|改善|解决|服务|促进|^|[，。；;]|[在为对])([\u4e00-\u9fff]{1,2}(?<![全本各该我集城村乡小古名街重建中心点制两几跨外邻进兴动力送下入返回])(?:[镇乡]|(?<![沿临每有条边])街道))(?=集镇|辖|全域|街(?!道[硬改])|村|道路|环境|主|政府|境内|群众|居民|所[属辖]|\d|[一二三四五六七八九十])"
)


def sister_units(project: Project, own: str) -> Iterator[tuple[str, str]]:
    """Another institution of the own county and class, which counts or is asked as if it were the unit: 县文化馆 in a library."""
    kind = _CLASS.search(own)
    if kind is None:
        return
    pattern = _SISTERS[kind.group()]
    said = "，".join(filter(None, (own, project.name, project.purpose, *(row.basis for row in project.indicators))))
    for address, text in texts_with(pattern, project_texts(project, "goal", "level3", "description")):
        for found in pattern.finditer(text):
            if found[1] not in said and not _WITH_OTHERS.search(text):
                yield address, f"县{found[1]}"


_CLASS = re.compile(r"(?:馆|医院|卫生院|小学|中学|学校|幼儿园|剧团|福利院|敬老院)$")
_SISTERS = {
    kind: re.compile(rf"(?m)(?:^|[，。；;、（(在向为对])县([\u4e00-\u9fff]{{1,5}}?{kind})")
    for kind in ("馆", "医院", "卫生院", "小学", "中学", "学校", "幼儿园", "剧团", "福利院", "敬老院")
}
_WITH_OTHERS = re.compile(r"联合|合作|共同|协同|联办|共建|借展|交流|巡展|送到|送往|结对|转往|转诊|转入")


def neighbours(project: Project, own: str, county: str) -> Iterator[tuple[str, str]]:
    """Another body of the unit's own county whose clients the table asks or serves, though the purpose never names it."""
    for address, text in project_texts(project, "goal", "level3", "description"):
        if not county or county not in text:
            continue
        for found in _ASKED_OF.finditer(text):
            if not text.endswith(county, 0, found.start()):
                continue
            said = f"{own}{project.name or ''}{project.purpose or ''}{project.unit.name or ''}"
            if found.group() not in said:
                yield address, county + found.group()


_ASKED_OF = re.compile(
    r"(?<=[县市区旗州])[\u4e00-\u9fff]{2,10}?(?:馆|院|站|所|校|中心|局|办|学校|小学|中学)(?=[\u4e00-\u9fff]{0,6}满意)"
)


def elsewhere(text: str, kind: str) -> Iterator[re.Match[str]]:
    """The places right before units of a kind. No pattern is made of it: every unit would pay for one."""
    end = text.find(kind)
    while end >= 0:
        found = _PLACE.search(text, max(0, end - 5), end)
        if found:
            yield found
        end = text.find(kind, end + len(kind))


_PLACE = re.compile(r"[\u4e00-\u9fff]{1,4}?[县市区旗州]\Z")
