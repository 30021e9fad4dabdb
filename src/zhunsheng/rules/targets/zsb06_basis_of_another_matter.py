"""ZSB06: the document a target rests on is about another matter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from zhunsheng.law.citation import Citation
from zhunsheng.model.finding import Category, Related, Severity
from zhunsheng.model.indicator import Indicator
from zhunsheng.model.project import Project
from zhunsheng.rules.examples import bad, fine, good
from zhunsheng.rules.indicator_kinds import is_satisfaction, row_name, stated_rows
from zhunsheng.rules.rule import Context, Remark, Rule
from zhunsheng.rules.sectors import project_sectors, sector_words, touched_sectors, with_neighbours
from zhunsheng.rules.shared_words import pairs
from zhunsheng.rules.word_list import contains, word_list
from zhunsheng.rules.wording import brief

_TITLE = re.compile(r"《([^《》]{4,60})》")
_TECHNICAL = re.compile(r"(?:规范|规程|标准|定额|图集|导则|价格管理办法|价目表)(?:（[^（）]*）)?$")
_LAW = re.compile(r"^中华人民共和国[一-龥]{2,20}法$")
_PRICES = re.compile(r"价格管理|价目表|收费标准|价格(?:表|目录)")
_MONEY = re.compile(r"费|价|成本|支出|元|资金|补|收入|负担|金额")
_EVERYWHERE = frozenset({"消防", "应急", "市场监管", "环保", "公安"})
"""Trades whose standards bind all others: a canteen keeps food rules, a stable keeps fire rules. Only worth a look."""
_ABOUT_PEOPLE = re.compile(r"服务|满意|评价|考核|测评|管理|质量|接待|窗口|医疗|养老|教育")


def check(project: Project, context: Context) -> Iterator[Remark]:
    """A named document of a foreign trade; or a technical standard that is to carry what people think. One remark a title."""
    own: frozenset[str] | None = None
    found: dict[str, list[tuple[int, Indicator, str, Severity]]] = {}
    copied: list[tuple[int, Indicator]] = []
    for number, row in stated_rows(project):
        if is_satisfaction(row) and _is_borrowed(project, row):
            copied.append((number, row))
        if is_satisfaction(row) and _CONTRACT.search(row.basis or "") and _is_strangers_contract(project, row):
            yield Remark(
                f"indicators[{number}].basis",
                f"指标{row_name(number, row)}的依据“{brief(row.basis, 18)}”讲的是别的事，表里没有一处提到。",
                row.basis or "",
                "换成能定出这个数的依据：满意度看上年调查结果，数量看计划和合同，质量看本行业标准。",
            )
        for title in _TITLE.findall(row.basis or ""):
            own = project_sectors(project) if own is None else own
            told = _foreign(title, row, project, own)
            if told is None and is_satisfaction(row) and _TECHNICAL.search(title) and not _ABOUT_PEOPLE.search(title):
                told = "是技术标准，定不出满意的人要有多少", Severity.WARNING
            if told is None and is_satisfaction(row) and _LAW.search(title):
                told = "是法律，定不出满意的人要有多少", Severity.INFO
            if told is not None:
                found.setdefault(title, []).append((number, row, *told))
    for title, ((number, row, because, severity), *others) in found.items():
        several = f"等{len(others) + 1}条" if others else ""
        yield Remark(
            f"indicators[{number}].basis",
            f"指标{row_name(number, row)}{several}的依据《{brief(title, 16)}》{because}。",
            f"《{title}》",
            "换成能定出这个数的依据：满意度看上年调查结果，数量看计划和合同，质量看本行业标准。",
            related=tuple(Related(project.code, f"indicators[{other}].basis", f"《{title}》") for other, *_ in others),
            severity=severity,
        )

    if copied:
        number, row = copied[0]
        several = f"等{len(copied)}条" if len(copied) > 1 else ""
        yield Remark(
            f"indicators[{number}].basis",
            f"{row_name(number, row)}{several}的依据与别的指标一字不差，里面没有调查、测评，证明不了满意的人有多少。",
            row.basis or "",
            "满意度的依据写上年调查结果、同类项目调查结果或主管部门要求。",
            related=tuple(Related(project.code, f"indicators[{n}].basis", r.basis or "") for n, r in copied[1:]),
            severity=Severity.INFO,
        )


_CONTRACT = re.compile(r"(?:合同|协议|协议书|发票|图纸)$")


def _is_strangers_contract(project: Project, row: Indicator) -> bool:
    """True for a contract of something (公务用车定点维修合同) of which the table has not one word."""
    told = pairs(_ANY_CONTRACT.sub("，", row.basis or ""))
    if len(told) < _TOLD or "《" in (row.basis or ""):
        return False
    rows = "，".join(f"{one.level3}，{one.description}" for one in project.indicators)
    own = "，".join(filter(None, (project.name, project.unit.name, project.purpose, project.goal, rows)))
    return not told & pairs(own)


_TOLD = 4
_ANY_CONTRACT = re.compile(
    r"(?:政府)?采购|供货|施工|安装|监理|设计|服务|委托|租赁|劳务|外包|购销|中标|成交|合作|技术|框架|年度|管理|运营|供应|第三方|(?:补充)?协议|合同|验收|工程量|条款|招标|[市县区局镇]|甲乙|双方|签订|\d"
)
"""Words of every contract's title."""


def _is_borrowed(project: Project, row: Indicator) -> bool:
    """True for a satisfaction whose basis tells facts of another matter and stands word for word under other kinds of rows."""
    basis = row.basis or ""
    if len(basis) < _TELLING or _SURVEYED.search(basis) or not _FACT.search(basis):
        return False
    return sum(other.basis == basis for other in project.indicators if not is_satisfaction(other)) >= 2


_TELLING = 16
"""A shorter basis (年度工作计划) is a general one, and may carry any row."""
_SURVEYED = re.compile(
    r"调查|问卷|回访|测评|访问|满意|评价|上年|去年|历史|同类|计划|方案|合同|协议|通知|任务|考核|细则|标准"
)
_FACT = re.compile(r"记录|台账|减少|下降|发生率|事故|批示|升温|室温|效率")


_BUILDING = re.compile(r"(?:建筑|施工|工程质量|混凝土|砌体|钢结构|装饰装修)[^《》]*(?:规范|规程|标准)$")
_BUILDS = re.compile(r"工程|施工|建设|改造|装修|维修|修缮|新建|扩建|加固|安装|硬化|铺设|建筑|房|楼|校舍|路|桥|渠|管网")


_OF_OFFICES = re.compile(r"党政机关|国家机关|机关事业单位|行政事业单位|事业单位|行政单位")
"""Whom a document binds, whatever it is about: 党政机关公务用车管理办法."""
_SETTING = re.compile(
    r"中小学校?|学校|校园|幼儿园|医院|医疗机构|养老机构|农村|乡镇|社区|企业|机关|公共场所|城市|城镇|景区|园区|工业"
)
"""Where a document applies, which is not what it is about."""


def _foreign(title: str, row: Indicator, project: Project, own: frozenset[str]) -> tuple[str, Severity] | None:
    """Why a document is another trade's, and how sure that is: sure for a trade that is not even near."""
    if _PRICES.search(title) and not _MONEY.search(
        f"{row.level3}{row.description}{row.target.text if row.target else ''}"
    ):
        return "管的是价格，这条指标不是价钱", Severity.INFO
    if _BUILDING.search(title) and not _BUILDS.search(f"{project.name}，{project.purpose}，{row.level3}"):
        return "是工程施工的标准，项目和这条指标都不是工程", Severity.INFO
    subject = _strange_subject(title, row, project)
    if subject is not None:
        return f"讲的是{subject}，项目和这条指标都不涉及", Severity.WARNING
    trades = sector_words(_OF_OFFICES.sub("，", title))
    at_home = own | touched_sectors(row.level3) | touched_sectors(row.description)
    matter = sector_words(_SETTING.sub("，", title)) if trades and trades.keys() & at_home else {}
    if matter and not matter.keys() & (at_home | touched_sectors(project.name)):
        # 学校食品安全 is about food, wherever it is eaten.
        return f"讲的是{next(iter(matter))}，项目和这条指标都不涉及", Severity.INFO
    if not trades or not at_home or trades.keys() & at_home:
        return None
    strange = [trade for trade in trades if trade not in _EVERYWHERE and trade not in with_neighbours(at_home)]
    because = f"讲的是{(strange or list(trades))[0]}，项目和这条指标都不涉及"
    shared = pairs(title) & pairs(f"{row.level3}，{row.description}，{project.name}，{project.purpose}，{project.goal}")
    if strange:
        return because, Severity.INFO if shared else Severity.WARNING
    return None if shared else (because, Severity.INFO)


@cache
def _subjects() -> tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...]:
    """Each subject of the list: its name, the words of titles that are about it, the words of tables that deal with it."""
    book = word_list("title_subjects")
    return tuple((name, contains(entry["titles"]), contains(entry["home"])) for name, entry in book.items())


@cache
def _any_subject() -> re.Pattern[str]:
    return contains(word for entry in word_list("title_subjects").values() for word in entry["titles"])


def _strange_subject(title: str, row: Indicator, project: Project) -> str | None:
    """What a standard is about by the words of its title (生活饮用水), where no word of the table deals with it."""
    if not _STANDARD.search(title) or not _any_subject().search(title):
        return None
    text = "，".join(
        filter(None, (project.name, project.unit.name, project.purpose, project.goal, row.level3, row.description))
    )
    about = [(name, home) for name, titles, home in _subjects() if titles.search(title)]
    if (
        any(home.search(text) for _, home in about)
        or len(pairs(_OF_ANY_STANDARD.sub("，", _SETTING.sub("，", title))) & pairs(text)) >= 2
    ):
        return None
    return about[0][0]


_OF_ANY_STANDARD = re.compile(
    r"监督|检验|检测|检查|定期|管理|规则|技术|验收|质量|安全|设计|施工|评价|基本|通用|国家|分类|分级|规范|标准|规程|条例|办法|一般|运行|维护|服务"
)
"""Words of every standard's title, which say nothing of what it is about."""
_STANDARD = re.compile(
    r"规范|规程|标准|准则|导则|指南|限值|通则|要求|定额|办法|规定|条例|规则|细则|法(?:（|$)|技术|方法|评价|分级|检验|验收|卫生|安全|分类|鉴定|质量"
)


RULE = Rule(
    code="ZSB06",
    name="basis-of-another-matter",
    title="依据与项目无关",
    category=Category.RELEVANCE,
    severity=Severity.WARNING,
    automation="C",
    why="依据说的是另一件事，就证明不了指标值为什么定这么多。",
    how_to_fix="找真正规定或反映这个数的文件、合同、记录；没有的，写明怎么测算出来的。",
    basis=(Citation(note="指标值依据取自计划标准、行业标准、历史标准、预算支出标准或其他标准"),),
    bad=(
        bad(
            "满意人数的依据是消防水箱规范",
            good({"indicators[5].basis": "依据《消防水箱防火规范》，供暖后效率提高"}),
            ("indicators[5].basis", "《消防水箱防火规范》"),
        ),
        bad(
            "换灯的依据是造林规程",
            good({"indicators[1].basis": "《造林技术规程》"}),
            ("indicators[1].basis", "《造林技术规程》"),
        ),
        bad(
            "换灯的依据是饮用水标准",
            good({"indicators[1].basis": "GB 5749-2022《生活饮用水卫生标准》"}),
            ("indicators[1].basis", "《生活饮用水卫生标准》"),
        ),
    ),
    good=(
        fine("依据与指标说的是一件事", good()),
        fine("服务规范可以定满意度", good({"indicators[5].basis": "《公共服务质量规范》"})),
        fine("看不出是哪一行的文件", good({"indicators[1].basis": "《建设工程质量管理条例》"})),
    ),
    check_project=check,
    reads=("name", "unit", "purpose", "goal", "level1", "level2", "level3", "description", "target", "basis"),
    needs=("basis",),
)
