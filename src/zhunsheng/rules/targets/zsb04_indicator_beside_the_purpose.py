"""ZSB04: an indicator counts something that neither the purpose nor the goal mentions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhunsheng.law.citation import Citation
from zhunsheng.model.finding import Category, Related, Severity
from zhunsheng.model.indicator import Indicator, Level1, Level2
from zhunsheng.model.project import Project
from zhunsheng.rules.cell_text import core_name
from zhunsheng.rules.examples import bad, fine, good
from zhunsheng.rules.indicator_kinds import level1_of
from zhunsheng.rules.prose import numbers
from zhunsheng.rules.rule import Context, Remark, Rule
from zhunsheng.rules.shared_words import pairs
from zhunsheng.rules.targets.zsb01_indicator_of_another_trade import is_foreign
from zhunsheng.rules.wording import brief

_NEW = re.compile(r"^(?:新增|新建|新植|新栽|新购|扩建)")
_UPKEEP = re.compile(r"养护|维护|维修|管护|运维|运行|保洁|电费|水费|取暖|供暖|租赁|劳务")
_BUILDS = re.compile(
    r"新增|新建|新植|新栽|补植|补栽|栽植|栽种|种植|造林|购置|采购|购买|安装|建设|改造|更换|更新|扩建|添置|引进|拓展|扩大"
)

_ROUTINE = re.compile(r"巡检|巡查|巡护|检查|抽查|抽检|维护|保养|会议|宣传(?![牌栏册片品橱])|培训|调研|督导")
"""Work that many purposes leave unsaid because it is a matter of course."""


def check(project: Project, context: Context) -> Iterator[Remark]:
    """Two signs: something new in a project that only keeps up what is there; a counted output nobody wrote about."""
    told = f"{project.name or ''}，{project.purpose or ''}"
    keeps_up = bool(_UPKEEP.search(project.name or "")) and bool(project.purpose) and not _BUILDS.search(told)
    words = pairs(f"{told}，{project.goal or ''}")
    named = [
        (number, row, core_name(row.level3))
        for number, row in enumerate(project.indicators)
        if row.level3 and level1_of(row) in (Level1.OUTPUT, Level1.BENEFIT)
    ]
    new = [(number, row) for number, row, name in named if keeps_up and _NEW.search(name)]
    if new:
        yield _remark(project, new, "考核新增的，资金用途写的却是日常养护、运行，没有新增的内容。")
    paid = [(number, row) for number, row, name in named if _only_pays(project, told) and _CARE.search(name)]
    paid = [entry for entry in paid if entry not in new]
    if paid:
        yield _remark(project, paid, "考核维修、养护，这笔钱只用来付费，资金用途里没有这些事。")
    silent = [(number, row) for number, row, name in named if _is_silent(row, name, words, project)]
    silent = [
        (number, row) for number, row in silent if (number, row) not in (*new, *paid) and not is_foreign(row, project)
    ]
    if silent:
        yield _remark(project, silent, "在项目名称、资金用途和绩效目标里都没有提到。")
    untold = [entry for entry in _untold(project) if entry not in (*new, *paid, *silent)]
    if len(untold) == 1 and not is_foreign(untold[0][1], project):
        yield _remark(project, untold, "绩效目标没有写：别的数量都逐条写了，就缺这一条。")


def _remark(project: Project, rows: list[tuple[int, Indicator]], message: str) -> Remark:
    """One remark for all rows with the same fault, at the first of them."""
    number, first = rows[0]
    several = f"等{len(rows)}条指标" if len(rows) > 1 else ""
    return Remark(
        f"indicators[{number}].level3",
        f"“{brief(core_name(first.level3), 18)}”{several}{message}",
        first.level3 or "",
        "用途里确有这件事的，补写进用途和目标；没有的，换成本项目真正要办的事。",
        related=tuple(
            Related(project.code, f"indicators[{other}].level3", row.level3 or "") for other, row in rows[1:]
        ),
    )


def _only_pays(project: Project, told: str) -> bool:
    """True for a project that pays a bill or a rent, and whose purpose says nothing of upkeep."""
    return bool(_BILL.search(project.name or "")) and not _CARE.search(told) and not _CARE_TOO.search(told)


_BILL = re.compile(r"(?:电费|水费|气费|取暖费|话费|网费|租金|房租|租赁费?|保险费|保费)(?:支出|经费|项目|缴纳)?$")
_CARE = re.compile(r"维修|维护|养护|管护|检修|保洁|巡查|巡检")
_CARE_TOO = re.compile(r"运维|运行|修缮|清洗|更换|物业|服务")


def _untold(project: Project) -> list[tuple[int, Indicator]]:
    """The quantity of which a goal that gives all the others with their figures says nothing."""
    goal = _plain(project.goal or "")
    rows = [
        (number, row)
        for number, row in enumerate(project.indicators)
        if row.kind2 is Level2.QUANTITY and row.level3 and row.target is not None and row.target.value is not None
    ]
    missing = [(number, row) for number, row in rows if not _states(goal, row)]
    if not project.purpose or len(missing) != 1 or len(rows) <= _ALL_TOLD:
        return []
    _, row = missing[0]
    done = _DONE.sub("", core_name(row.level3))[-2:]
    if len(done) < 2 or done in goal or row.target is None or row.target.number is None:
        return []
    return missing if row.target.number >= _MANY and not _ROUTINE.search(row.level3 or "") else []


def _plain(text: str) -> str:
    return text.replace(",", "").replace(" ", "")


def _states(text: str, row: Indicator) -> bool:
    """True where a text gives the row's figure, in digits or in Chinese."""
    value = row.target.value if row.target is not None else None
    if not value:
        return False
    if value in _FIGURE.findall(text):
        return True
    return any(str(number.value.normalize()) == value or number.value == row.target.number for number in numbers(text))  # type: ignore[union-attr]


_FIGURE = re.compile(r"\d+(?:\.\d+)?")
_ALL_TOLD = 3
_MANY = 20
_DONE = re.compile(r"(?:的?(?:总?数量?|总?量|人次|[一-龥]次|[一-龥]数|率))$")


def _is_silent(row: Indicator, name: str, words: frozenset[str], project: Project) -> bool:
    """True where nobody wrote a word of it. A rate may follow from what was written; another trade is another rule's matter."""
    if row.kind2 not in _JUDGED or not project.purpose or not project.goal or _ROUTINE.search(name):
        return False
    if row.kind2 is not Level2.QUANTITY and (_FOLLOWS.search(name) or not is_counted(row)):
        return False
    own = pairs(name) | pairs(row.description)
    if row.kind2 is Level2.QUANTITY and row.target is not None and row.target.value is not None:
        # Words of the project's own name alone (党员培训: 困难党员) do not make it a part of the project.
        figure = row.target.value in f"{project.purpose}{project.goal}"
        own = own if figure else own - pairs(project.name) - pairs(project.unit.name if project.unit else None)
    return len(pairs(name) | pairs(row.description)) >= 2 and bool(pairs(name)) and not own & words


def is_counted(row: Indicator) -> bool:
    """True for a target with a number, be it a count or a share."""
    return row.target is not None and bool(row.target.number)


_JUDGED = frozenset({Level2.QUANTITY, Level2.ECONOMIC_BENEFIT, Level2.SOCIAL_BENEFIT, Level2.ECOLOGICAL_BENEFIT})
_FOLLOWS = re.compile(r"事故|投诉|知晓|受益|安全|能耗|成本|费用|负担|增收|收入|就业")
"""Effects that nearly every project may have and few purposes spell out."""


RULE = Rule(
    code="ZSB04",
    name="indicator-beside-the-purpose",
    title="指标有而目标、用途未提",
    category=Category.RELEVANCE,
    severity=Severity.INFO,
    automation="B",
    why="指标考核的事，目标和用途里没有写，说不清钱是不是花在这件事上。",
    how_to_fix="在用途和目标里写明这件事，或换一条指标。",
    basis=(Citation(note="绩效指标由绩效目标分解而来"),),
    bad=(
        bad(
            "养护项目考核新增林木",
            good(
                {"indicators[1].level3": "新增林木成活率（%）"},
                name="绿化养护",
                purpose="用于园区绿化面积32850平方米的日常养护，全年18万元。",
            ),
            ("indicators[1].level3", "新增林木成活率（%）"),
        ),
        bad(
            "换灯的项目数自行车棚",
            good({"indicators[0].level3": "自行车棚座数", "indicators[0].description": "可用的自行车棚"}),
            ("indicators[0].level3", "自行车棚座数"),
        ),
    ),
    good=(
        fine("都写到了", good()),
        fine(
            "养护合同里包含补植",
            good(
                {"indicators[1].level3": "新增林木成活率（%）"},
                name="绿化养护",
                purpose="用于绿化面积32850平方米的日常养护和补植，全年18万元。",
            ),
        ),
        fine("没有写用途，不比", good({"indicators[0].level3": "自行车棚座数"}, purpose=None)),
    ),
    check_project=check,
    reads=("name", "unit", "purpose", "goal", "level1", "level2", "level3", "description", "target"),
    needs=("purpose",),
)
