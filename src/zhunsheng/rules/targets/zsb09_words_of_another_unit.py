"""ZSB09: words left over from another unit's table."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from zhunsheng.law.citation import Citation
from zhunsheng.model.finding import Category, Related, Severity
from zhunsheng.model.organisation import BudgetUnit
from zhunsheng.model.project import Project
from zhunsheng.rules.cell_text import project_texts, texts_with
from zhunsheng.rules.clauses import clause_before
from zhunsheng.rules.examples import bad, fine, good
from zhunsheng.rules.indicator_kinds import is_satisfaction
from zhunsheng.rules.other_events import other_events, other_works
from zhunsheng.rules.other_units import (
    begins_a_county,
    elsewhere,
    far_cities,
    far_counties,
    home_of,
    is_measured_there,
    is_own_paper,
    neighbours,
    other_streets,
    other_towns,
    sister_units,
)
from zhunsheng.rules.rule import Context, Remark, Rule
from zhunsheng.rules.strange_houses import ANY_COUNTY, is_county_name, strange_houses, strange_offices
from zhunsheng.rules.word_list import any_of, word_list

_CELLS = ("purpose", "goal", "level3", "description", "basis")
_PARK = re.compile(any_of(word_list("park_kinds")) + r"(?:产业)?园区")
_KINDS = ("小学", "中学", "幼儿园", "中心卫生院", "卫生院", "敬老院", "镇人民政府", "乡人民政府", "街道办事处")
_NAMED = re.compile(r"[一-龥]{2,12}?(?:" + "|".join(_KINDS) + r")(?![一-龥]{0,3}(?:等|为|共同|合作))")
_LEAD = re.compile(r"^.*(?:[省市县区州]|用于|用在|保障|[为由是在对给将])(?=[一-龥]{2})")
"""What stands before the name proper in the run of characters that :data:`_NAMED` finds."""
_TOLD = ("purpose", "goal", "level3", "description")
_COUNTY_NAMES = frozenset(name for names in word_list("counties").values() for name in names)
_COUNTY = re.compile(r"县(?<=([一-龥]{2})县)(?!界|境|方向|交界|[一-龥]{0,8}(?:公司|集团|厂))")
_OFFICE = re.compile(
    r"(?:人民政府|(?:教育|民政|财政|卫生健康|交通运输|水务|农业农村|住房|自然资源|公安|司法|文化|统计|审计|应急管理|市场监督|退役军人|人力资源|生态环境|发展)[\u4e00-\u9fff]{0,8}局"
    r"|(?:第[一二三四五六七八九十]|实验|职业|人民|中心|中)[\u4e00-\u9fff]{0,6}(?:学校|小学|中学|医院|卫生院))"
)
_COMPARED = re.compile(
    r"参照|比照|对标|借鉴|学习|考察|参观|赴|到|往|至|从|自|与|和|(?![一二三四五六七八九十]、)[\u4e00-\u9fff]、|邻近|相邻|连接|通往|途经|支援|帮扶|对接|（|《|原"
)
_COMMON = re.compile(
    r"农村|乡村|城区|城镇|城乡|所有|全部|公办|民办|普通|寄宿|薄弱|完全|试点|示范|其他|附近|教育|重点|各|本|我|该|级|类|域|范围|特色|规模|"
    r"基层|乡镇|一般|条件|标准|新建|改建|上述|参与|项目|受益|贫困|多所|几所|[两一三四五六七八九十\d]所"
)
"""Words that make a school or a town any of many, not one by its name."""
_OTHERS = re.compile(
    r"(?:与|和|同|及|、|向|到|赴|从|由|原|对接|支援|帮扶|结对|联合|学习|考察|参观|相邻|毗邻|包括|含|周边|邻近|合并)[一-龥]{0,4}$"
)


def check(project: Project, context: Context) -> Iterator[Remark]:
    """Names of the unit's own kind, and of other counties, spoken of as if they were the unit itself."""
    own = project.unit.name or context.document.unit.name or ""
    if not own:
        return
    hits: dict[str, list[tuple[str, str]]] = {}
    home = home_of(own)
    found = (
        *_units(project, own),
        *_counties(project, own),
        *neighbours(project, own, home.group(1) if home else ""),
        *other_towns(project, own),
        *other_events(project),
        *other_works(project),
        *_places(project, own),
        *_same_kind(project, own),
        *strange_offices(project, own),
        *strange_houses(project, own),
        *other_streets(project, own),
        *sister_units(project, own),
    )
    for address, name in found:
        if not _is_itself(name, own):
            hits.setdefault(name, []).append((address, name))
    doubted = (
        *other_events(project),
        *other_works(project),
        *strange_offices(project, own),
        *strange_houses(project, own),
    )
    events = {name for _, name in doubted}
    for name, places in hits.items():
        yield Remark(
            places[0][0],
            f"表是“{own}”的，文字里却写着“{name}”，像是从别的单位的表里抄来没有改。",
            name,
            f"改成本单位的名称；确实说的是{name}的，写清与本项目的关系。",
            related=tuple(Related(project.code, address, quote) for address, quote in places[1:]),
            severity=Severity.WARNING if name in events else None,
        )


def _is_itself(name: str, own: str) -> bool:
    """True for the unit's own name without its county, read with a word that stands before it: 产权归|县数据局."""
    return any(
        name[place] in "县市区旗镇乡" and own.endswith(name[place:]) and name[place - 1] in _LEADS_ON
        for place in range(1, len(name) - 1)
    )


_LEADS_ON = frozenset("由归经向末底把将给按据报请送让被")


def _counties(project: Project, own: str) -> Iterator[tuple[str, str]]:
    """Counties that are not the unit's own, as the place where the work is done; roads and journeys may lead there."""
    home = home_of(own)
    if home is None and "市" in own[:5]:
        yield from far_cities(project, own)
        return  # a city has many counties
    for address, text in texts_with(_COUNTY, project_texts(project, *_CELLS)):
        for found in _COUNTY.finditer(text):
            name = found.group(1)
            near = clause_before(text, found.start() - 1)[:-1][-8:]
            begins = begins_a_county(near, name)
            if address.endswith("basis"):
                # Another county's prices and papers may be a measure: only what is said to be the plan itself is copied.
                known = begins and not near and is_county_name(name) and bool(is_own_paper(text))
            else:
                known = _is_county(name, text[found.end() :], near) or bool(
                    (_WORKED_IN.search(near) or begins) and is_county_name(name)
                )
            if home is None and (not begins or f"{name}县" in f"{project.purpose}{project.unit.name}"):
                continue
            if (
                not known
                or (home and home.group(1) == f"{name}县")
                or own.startswith(f"{name}县")
                or _COMPARED.search(near)
            ):
                continue
            if f"{name}县" not in (project.name or ""):
                yield address, f"{name}县"
        if home is not None and home.group(1)[-1] in "县区旗":
            for county in far_counties(text, own, address.rpartition(".")[2]):
                if county not in (project.name or ""):
                    yield address, county


_ANY_OFFICE = re.compile(
    r"[\u4e00-\u9fff]{2,12}?(?:局|委员会|指挥部|服务中心|管理中心|管理处|管理所|管理站|监测站|执法大队|事务中心|办公室)(?![\u4e00-\u9fff]{0,4}(?:联合|共同|协议|合作))"
)
_DOES = re.compile(r"(?:^|由|经|报|请|交|送|归|给)$")
_WORKED_IN = re.compile(r"(?:^|[，。；;、:：\s])(?:保障|为|在|对|覆盖|面向|服务|完成|用于|实现|确保|解决|满足)$")


@cache
def _home_and_kind(own: str) -> tuple[str, str] | None:
    """The place that a unit's name begins with, and what it is: 东陵县, 特殊教育学校."""
    found = _PLACE_AND_KIND.match(own)
    if found is None or len(found["kind"]) < 2 or _EVERYWHERE_KIND.search(found["kind"]):
        return None
    return found["place"], found["kind"]


_PLACE_AND_KIND = re.compile(
    r"(?P<place>[\u4e00-\u9fff]{2,8}?(?:自治县|自治州|县|市|区|旗|州))(?P<kind>[\u4e00-\u9fff]+)$"
)
_EVERYWHERE_KIND = re.compile(r"^(?:人民政府|委员会|街道|镇|乡|机关)|公司")


def _same_kind(project: Project, own: str) -> Iterator[tuple[str, str]]:
    """A unit of the very kind in another place: the school of 东陵县 in the table of the school of 清河源县."""
    home = _home_and_kind(own)
    if home is None:
        return
    place, kind = home
    for address, text in project_texts(project, *_CELLS):
        for found in elsewhere(text, kind):
            name = _BEFORE_PLACE.sub("", found.group())
            near = clause_before(text, found.start())[-8:] + found.group()[: -len(name) or None]
            if (
                len(name) < 3
                or name in own
                or place.endswith(name)
                or ANY_COUNTY.search(name)
                or ANY_COUNTY.search(name[:-1])
                or _COMPARED.search(near)
            ):
                continue
            if name not in (project.name or ""):
                yield address, name + kind


_BEFORE_PLACE = re.compile(
    r"^.*?(?:[做办搞]好|[在为对由给将是保障用于经报向请和与归属让据按])(?=[\u4e00-\u9fff]{0,3}[县市区旗州]$)"
)


def _is_county(name: str, behind: str, near: str) -> bool:
    """True for a known county, and for a name right before an office of that county: 清源县民政局."""
    if name in _COUNTY_NAMES:
        return True
    told = _DOES.search(near) and begins_a_county("", name) and is_county_name(name)
    office = _OFFICE.match(behind) or (told and _ANY_OFFICE.match(behind))
    return bool(office and not ANY_COUNTY.search(name))


@cache
def _place_kinds() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    """Each kind of place: a pattern for its bearing a name, and the words of tables that have to do with such places."""
    return tuple(
        (
            re.compile(rf"(?:(?<=[在到赴于对向由，])|^)([\u4e00-\u9fff]{{2,5}}?{any_of(entry['kinds'])})"),
            re.compile(any_of(entry["home"])),
        )
        for entry in word_list("survey_places").values()
    )


@cache
def _any_place() -> re.Pattern[str]:
    return re.compile(any_of(word for entry in word_list("survey_places").values() for word in entry["kinds"]))


def _places(project: Project, own: str) -> Iterator[tuple[str, str]]:
    """Where people are asked: a place by its name, of a kind that nothing else in the table has to do with."""
    for number, one in enumerate(project.indicators):
        text = one.description
        if not text or not _any_place().search(text) or (is_satisfaction(one) and not _ASKS.search(text)):
            continue
        others = (row.level3 or "" for row in project.indicators)
        known = "，".join((own, project.name or "", project.purpose or "", project.goal or "", *others))
        for named, home in _place_kinds():
            found = named.search(text)
            if found is None or home.search(known) or _ANY_PLACE.search(found[1]) or found[1] in known:
                continue
            yield f"indicators[{number}].description", found[1]
            break


_ASKS = re.compile(r"问卷|访问|调查|走访|拦访|抽取|抽样|访谈|发放|填写|测评|询问|座谈|征求|评价|扫码")
_ANY_PLACE = re.compile(
    r"[各每所有本全该多几两三四五六七八九十\d]|附近|周边|沿线|当地|相关|有关|主要|部分|市区|城区|县城|城乡|农村|乡镇|镇区|中心城|各类|重点|现场|居住|入口|定点|公立|民办|公办|社区|基层|受益"
)
"""Words that make it any place of its kind, or places of the project itself."""


def _units(project: Project, own: str) -> Iterator[tuple[str, str]]:
    own_words = own + (project.name or "")
    kind = next((kind for kind in _KINDS if own.endswith(kind)), None)
    pattern = _PARK if "园区" in own or "开发区" in own else _NAMED if kind else None
    if pattern is None:
        return
    quick = _PARK if pattern is _PARK else re.compile(kind or "")
    for address, text in texts_with(quick, project_texts(project, *_CELLS)):
        for found in pattern.finditer(text):
            lead = _LEAD.match(found.group()) if pattern is _NAMED else None
            start = found.start() + (lead.end() if lead else 0)
            name = text[start : found.end()]
            if pattern is _NAMED and (not name.endswith(kind or "") or _COMMON.search(name)):
                continue
            if address.endswith("basis") and is_measured_there(text):
                continue
            if _short(name) not in own_words and not _beside_others(text, start, found.end()):
                yield address, name
    if kind in _SCHOOLS:
        yield from _other_schools(project, own_words)


_SCHOOLS = frozenset({"小学", "中学", "幼儿园"})


def _other_schools(project: Project, own: str) -> Iterator[tuple[str, str]]:
    """A school of another kind by its name, whose people gain what the money of this school pays: 镇中心小学受益师生."""
    known = f"{own}{project.purpose}"
    for address, text in texts_with(_GAINING_SCHOOL, project_texts(project, "goal", "level3", "description")):
        for found in _GAINING_SCHOOL.finditer(text):
            name = found[1][lead.end() :] if (lead := _LEAD.match(found[1])) else found[1]
            if name not in known and not _COMMON.search(name) and not _beside_others(text, found.start(), found.end()):
                yield address, name


_GAINING_SCHOOL = re.compile(
    r"([\u4e00-\u9fff]{4,12}?(?:小学|中学|幼儿园))(?=[\u4e00-\u9fff]{0,4}(?:受益|师生|满意|改善))"
)


def _beside_others(text: str, start: int, end: int) -> bool:
    """True where the name stands in a list, or as a partner, an origin or a destination."""
    return text[end : end + 1] in ("、", "和", "与") or bool(_OTHERS.search(text[:start]))


def _short(name: str) -> str:
    """A name as its own unit may write it, without the type of park or the word 产业."""
    return name.replace("产业园区", "园区").removesuffix("园区") if "园区" in name else name


_CANAL = BudgetUnit("804002", "青禾县运河园区管理委员会")


def _park(cells: dict[str, str | None]) -> Project:
    return replace(good(cells), unit=_CANAL)


RULE = Rule(
    code="ZSB09",
    name="words-of-another-unit",
    title="留有其他单位的文字",
    category=Category.RELEVANCE,
    severity=Severity.ERROR,
    automation="B",
    why="表里出现别的单位的名称，说明内容是抄来的，用途、目标、指标都要重新核对；公开后尤其难看。",
    how_to_fix="换成本单位的名称，并把抄来的整段内容逐句核对一遍。",
    basis=(Citation(note="一项目一目标，不照抄其他单位"),),
    bad=(
        bad(
            "运河园区的表里写着化工园区",
            _park({"indicators[5].description": "服务对象对化工园区所提供服务的满意程度"}),
            ("indicators[5].description", "化工园区"),
        ),
        bad(
            "第二小学的表里写着第三小学",
            good({"purpose": "用于青禾县第三小学教学楼护眼灯更换，共264套，合计18万元。"}),
            ("purpose", "第三小学"),
        ),
        bad(
            "同一个名称出现两次，只说一次",
            _park({"purpose": "用于化工园区机关运行，合计18万元。", "goal": "1、保障化工园区机关正常运行。"}),
            ("purpose", "化工园区"),
        ),
        bad(
            "龙舟赛的目标里跑起了马拉松",
            good({"goal": "1、举办城南半程马拉松，更换灯具264套。\n2、师生满意度不低于90%。"}, name="龙舟邀请赛"),
            ("goal", "城南半程马拉松"),
        ),
        bad(
            "学校的目标末尾留着血站的话",
            good({"goal": "1、更换灯具264套。\n2、师生满意度不低于90%，保障永宁区血站采血设备正常运转。"}),
            ("goal", "永宁区血站"),
        ),
        bad(
            "县名没有换",
            good({"goal": "1、为临漳县24间教室更换灯具264套，合格率100%。\n2、师生满意度不低于90%。"}),
            ("goal", "临漳县"),
        ),
    ),
    good=(
        fine("只写本单位", good()),
        fine(
            "县城、县级、全县和通往邻县的路",
            good(
                {"goal": "1、在全县县级学校中率先更换灯具264套，覆盖县城。\n2、与临漳县结对教研，师生满意度不低于90%。"}
            ),
        ),
        fine("写明与别的学校结对", good({"goal": "1、与青禾县第三小学结对教研6次。\n2、组织本校教师参训40人。"})),
        fine(
            "化工园区就是本单位",
            replace(
                good({"purpose": "用于化工园区道路维修，合计18万元。"}),
                unit=BudgetUnit("804003", "青禾县化工园区管理委员会"),
            ),
        ),
        fine(
            "龙舟赛期间同步办灯会",
            good(
                {"goal": "1、龙舟赛期间同步举办灯会1场，更换灯具264套。\n2、师生满意度不低于90%。"}, name="龙舟邀请赛"
            ),
        ),
        fine("赴外地园区考察", _park({"purpose": "用于赴石家庄化工园区考察招商，合计18万元。"})),
    ),
    check_project=check,
    reads=("name", "unit", "purpose", "goal", "level1", "level2", "level3", "description", "target", "basis"),
)
