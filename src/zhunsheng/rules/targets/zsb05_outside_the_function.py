"""ZSB05: the table names an office, or the project does work, that has nothing to do with the unit's function."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhunsheng.law.citation import Citation, Verified
from zhunsheng.model.address import indicator_address
from zhunsheng.model.department import DepartmentPlan
from zhunsheng.model.document import Document
from zhunsheng.model.finding import Category, Severity
from zhunsheng.model.indicator import Level1, Level2
from zhunsheng.model.organisation import BudgetUnit
from zhunsheng.model.project import Project
from zhunsheng.rules.cell_text import project_texts
from zhunsheng.rules.examples import GOOD_PLAN, bad, document, fine, good
from zhunsheng.rules.indicator_kinds import is_satisfaction, stated_rows
from zhunsheng.rules.named_bodies import bodies
from zhunsheng.rules.rule import Context, Remark, Rule, Undecided
from zhunsheng.rules.sectors import sector_words, touched_sectors, unit_sectors, with_neighbours, work_sectors
from zhunsheng.rules.shared_words import pairs
from zhunsheng.rules.wording import brief

_GENERAL = re.compile(r"人民政府|街道|管理委员会|管委会|园区|开发区|办公室|机关事务|村民委员会|服务中心")
"""Units that do work of every kind for their place."""
_CLAUSE = re.compile(r"[^，。；;！\n]+")
_TAKES_ON = re.compile(r"负责|承担|开展|组织|实施|从事|兼管|主抓")
_CERTIFIERS = frozenset({"消防", "应急", "公安", "审计", "市场监管", "环保", "金融", "统计", "卫生"})
"""Trades whose offices inspect or certify every other trade's work."""


def check(document: Document, context: Context) -> Iterator[Remark | Undecided]:
    """The function is what the unit's name and the department part say; where neither says it, nobody can judge."""
    plan = document.department
    told = frozenset(sector_words(f"{plan.overall_goal}\n{plan.sub_goal}\n{plan.safeguard}"))
    for number, project in enumerate(document.projects):
        name = project.unit.name or document.unit.name
        function = told | unit_sectors(name)
        if not function:
            if project.name and sector_words(project.name):
                yield Undecided("unit", "单位名称看不出职责，文本里也没有部门职责", "部门职责", number)
            trades = work_sectors(project)
            if trades:
                yield from _offices(project, number, trades, name)
            continue
        yield from _offices(project, number, function | work_sectors(project), name)
        yield from _clients(project, number, function | work_sectors(project), name)
        if not unit_sectors(name) or _GENERAL.search(name or ""):
            continue
        work = sector_words(project.name)
        yield from _strange_work(project, number, function, name)
        yield from _strange_rows(project, number, function, name)
        if work and not work.keys() & (with_neighbours(function) | _CERTIFIERS):
            sector, word = next(iter(work.items()))
            yield Remark(
                "name",
                f"“{brief(name, 18)}”的职责里没有{sector}方面的事，项目“{brief(project.name, 14)}”是不是该由它办？",
                word,
                "写明承办这件事的依据；不属于本单位职责的，由主管这项工作的单位申报。",
                project_no=number,
                severity=Severity.INFO,
            )


def _strange_work(project: Project, number: int, function: frozenset[str], unit: str | None) -> Iterator[Remark]:
    """A clause of purpose or goal that takes on work of a line that neither the unit nor the project's name has."""
    own = function | touched_sectors(project.name)
    near = with_neighbours(own)
    for address, text in (("purpose", project.purpose), ("goal", project.goal)):
        for clause in _CLAUSE.findall(text or ""):
            foreign = sector_words(clause) if _TAKES_ON.search(clause) and not _PAY.search(clause) else {}
            if not foreign or foreign.keys() & near or touched_sectors(clause) & own:
                continue
            sector, word = next(iter(foreign.items()))
            yield Remark(
                address,
                f"写着“{brief(clause.strip(), 20)}”，是{sector}方面的事，不是{brief(unit, 18)}的职责。",
                word,
                "不归本单位办的事删去；确受委托承担的，写明委托的文件。",
                project_no=number,
                severity=Severity.INFO,
            )
            break


def _strange_rows(project: Project, number: int, function: frozenset[str], unit: str | None) -> Iterator[Remark]:
    """A row of work that only another office does (破案率), or that goal and row take on beside the project (公路养护里程)."""
    named = function | touched_sectors(project.name)
    paid = named | touched_sectors(project.purpose)
    goal = touched_sectors(project.goal)
    for place, row in stated_rows(project):
        if is_satisfaction(row) or not row.level3 or bodies(row.level3):
            continue
        sector = next((trade for trade, words in _ONLY_THEIRS.items() if words.search(row.level3)), None)
        if sector is not None and sector in named:
            sector = None
        if sector is None and row.kind1 is Level1.OUTPUT and row.kind2 is not Level2.COST:
            trades = frozenset(sector_words(row.level3))
            if trades and trades <= goal and not trades & (with_neighbours(paid) | _CERTIFIERS):
                sector = next(iter(sector_words(row.level3)))
        if sector is not None:
            yield Remark(
                f"indicators[{place}].level3",
                f"“{brief(row.level3, 18)}”是{sector}方面的事，不是{brief(unit, 18)}的职责，本单位做不了主。",
                row.level3,
                "换成本单位办这件事的产出和效果；确受委托承担的，写明委托的文件。",
                project_no=number,
                severity=Severity.INFO,
            )


_ONLY_THEIRS = {
    "公安": re.compile(r"破案|侦破|接处警|出警|处警|刑事发案|治安案件(?:查处|查结)|抓获|见警率"),
    "审判": re.compile(r"审结率|法定审限|执行到位率|上诉率|改判|一审|二审"),
    "税务": re.compile(r"税款入库|税收征收|欠税|纳税申报率|征期"),
    "教育": re.compile(r"中考|高考|升学率|入学率|辍学率|义务教育巩固率"),
    "卫生": re.compile(r"孕产妇死亡率|婴儿死亡率|病床使用率|治愈率|住院分娩|处方合格率"),
    "消防": re.compile(r"火灾扑救|灭火出动|消防救援出动"),
}
"""What one kind of office alone brings about."""
_PAY = re.compile(r"社会保险|社保|医疗保险|养老保险|公积金|五险|工资|报酬")
"""What every employer pays for its people, whatever its trade."""


_ASKED = re.compile(r"(?:委托|会同|联合|商请|提请|移送|移交|抄告|通报|报请|报送|申请)[^，。；]{0,8}$")
_JOINS_IN = re.compile(r"[^，。；]{0,6}(?:联合|共同|会同|会商|联动)")


def _lends_a_hand(text: str, body: str) -> bool:
    """Whether another office only takes part in the unit's work: 委托统计部门调查, 教育、公安、交通三部门联合检查."""
    before, _, behind = text.partition(body)
    return bool(_ASKED.search(before) or _JOINS_IN.match(behind))


def _offices(project: Project, number: int, own: frozenset[str], unit: str | None) -> Iterator[Remark]:
    """Offices that the indicators name, of a line of work that neither the unit nor the project has; info where it is near or lends its figures."""
    near = with_neighbours(own)
    for address, text in project_texts(project, "level3", "description"):
        for body, sector in bodies(text):
            if _lends_a_hand(text, body):
                continue
            if sector not in own and not (sector in _CERTIFIERS and "满意" not in text):
                other = _other_office(project, address, sector)
                named = f"，描述写的却是“{brief(other, 12)}”" if other else ""
                yield Remark(
                    address,
                    f"写着“{brief(body, 16)}”{named}，{brief(unit or '本单位', 16)}的职责和本项目都不涉及{sector}。",
                    body,
                    "换成真正管理或使用这个项目成果的部门、群体。",
                    project_no=number,
                    severity=None if other or (sector not in near and _is_asked(project, address)) else Severity.INFO,
                )


def _is_asked(project: Project, address: str) -> bool:
    """True in a row that asks whether people are content; elsewhere an office may find, count or confirm for the unit."""
    place = indicator_address(address)
    return place is not None and is_satisfaction(project.indicators[place[0]])


def _clients(project: Project, number: int, own: frozenset[str], unit: str | None) -> Iterator[Remark]:
    """People who are asked though they are served by another trade's offices: 参保人 in a table of the fire brigade."""
    near = with_neighbours(own)
    for place, row in stated_rows(project):
        if not is_satisfaction(row) or bodies(row.level3) or bodies(row.description):
            continue
        named = sector_words(row.level3) or sector_words(row.description)
        if not named or named.keys() & near or touched_sectors(row.level3) & own:
            continue
        if pairs(row.level3) & pairs(f"{project.name}，{project.purpose}"):
            continue
        sector, word = next(iter(named.items()))
        yield Remark(
            f"indicators[{place}].level3",
            f"“{brief(row.level3 or '', 18)}”问的是{sector}方面的人（“{word}”），不是{brief(unit or '本单位', 16)}服务的对象。",
            row.level3 or "",
            "换成真正使用这个项目成果、接受本单位服务的人。",
            project_no=number,
            severity=Severity.INFO,
        )


def _other_office(project: Project, address: str, sector: str) -> str:
    """The office of another line of work that the same row's description names: name and description are at odds."""
    row = indicator_address(address)
    if row is None or row[1] != "level3":
        return ""
    told = bodies(project.indicators[row[0]].description)
    return next((body for body, other in told if other != sector), "")


_PARK = BudgetUnit("804002", "青禾县运河园区管理委员会")

RULE = Rule(
    code="ZSB05",
    name="outside-the-function",
    title="与部门职能不符",
    category=Category.RELEVANCE,
    severity=Severity.WARNING,
    automation="C",
    why="单位只能为自己的职责花钱。表里出现与职责不相干的部门或工作，要么是抄来的，要么不该由它申报。",
    how_to_fix="对照单位职责核对：抄来的改掉，确由本单位承办的写明依据。",
    basis=(Citation("财预〔2015〕88号", None, Verified.DOCUMENT, "绩效目标与部门职能密切相关"),),
    bad=(
        bad(
            "园区的广告项目问科研管理部门满意不满意",
            document(
                good({"indicators[5].level3": "上级单位科研管理部门满意度"}, unit=_PARK, name="广告牌租赁",
                     purpose="用于招商广告牌租赁，合计18万元。", goal="1、广告牌租用12个月，提高园区知名度。"),
                plan=DepartmentPlan(_PARK, "（一）加大招商引资力度，签约2个项目。"),
            ),
            ("indicators[5].level3", "科研管理部门"),
        ),
        bad(
            "小学申报公路养护",
            document(good(name="农村公路养护")),
            ("name", "公路"),
        ),
    ),
    good=(
        fine("学校改善教室", good()),
        fine("问的是主管它的部门", good({"indicators[5].level3": "教育主管部门满意度"})),
        fine(
            "职责里写明的事",
            document(good(name="农村公路养护"), plan=DepartmentPlan(GOOD_PLAN.unit, "（一）代管门前公路养护1公里。")),
        ),
        fine("看不出职责，不判", document(good(unit=BudgetUnit("999001", "青禾县某中心"), name="农村公路养护"), plan=DepartmentPlan())),
    ),
    check_document=check,
    reads=("name", "unit", "purpose", "goal", "level1", "level2", "level3", "description", "target", "department"),
)  # fmt: skip
