"""ZSB06: the document a target rests on is about another matter."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhunsheng.law.citation import Citation
from zhunsheng.model.finding import Category, Related, Severity
from zhunsheng.model.indicator import Indicator
from zhunsheng.model.project import Project
from zhunsheng.rules.examples import bad, fine, good
from zhunsheng.rules.indicator_kinds import is_satisfaction, row_name, stated_rows
from zhunsheng.rules.prose import brief
from zhunsheng.rules.rule import Context, Remark, Rule
from zhunsheng.rules.sectors import project_sectors, sector_words, touched_sectors, with_neighbours
from zhunsheng.rules.shared_words import pairs

_TITLE = re.compile(r"《([^《》]{4,60})》")
_TECHNICAL = re.compile(r"(?:规范|规程|标准|定额|图集|导则|价格管理办法|价目表)(?:（[^（）]*）)?$")
_EVERYWHERE = frozenset({"消防", "应急", "市场监管", "环保", "公安"})
"""Trades whose standards bind all others: a canteen keeps food rules, a stable keeps fire rules. Only worth a look."""
_ABOUT_PEOPLE = re.compile(r"服务|满意|评价|考核|测评|管理|质量|接待|窗口|医疗|养老|教育")


def check(project: Project, context: Context) -> Iterator[Remark]:
    """A named document of a foreign trade; or a technical standard that is to carry what people think. One remark a title."""
    own: frozenset[str] | None = None
    found: dict[str, list[tuple[int, Indicator, str, Severity]]] = {}
    for number, row in stated_rows(project):
        for title in _TITLE.findall(row.basis or ""):
            own = project_sectors(project) if own is None else own
            told = _foreign(title, row, project, own)
            if told is None and is_satisfaction(row) and _TECHNICAL.search(title) and not _ABOUT_PEOPLE.search(title):
                told = "是技术标准，定不出满意的人要有多少", Severity.WARNING
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


def _foreign(title: str, row: Indicator, project: Project, own: frozenset[str]) -> tuple[str, Severity] | None:
    """Why a document is another trade's, and how sure that is: sure for a trade that is not even near."""
    trades = sector_words(title)
    at_home = own | touched_sectors(row.level3) | touched_sectors(row.description)
    if not trades or not at_home or trades.keys() & at_home:
        return None
    strange = [trade for trade in trades if trade not in _EVERYWHERE and trade not in with_neighbours(at_home)]
    because = f"讲的是{(strange or list(trades))[0]}，项目和这条指标都不涉及"
    if strange:
        return because, Severity.WARNING
    shared = pairs(title) & pairs(f"{row.level3}，{row.description}，{project.name}，{project.purpose}，{project.goal}")
    return None if shared else (because, Severity.INFO)


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
