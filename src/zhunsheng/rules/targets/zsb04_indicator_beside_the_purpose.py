"""ZSB04: an indicator counts something that neither the purpose nor the goal mentions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhunsheng.law.citation import Citation
from zhunsheng.model.finding import Category, Severity
from zhunsheng.model.indicator import Indicator, Level1, Level2
from zhunsheng.model.project import Project
from zhunsheng.rules.cell_text import core_name
from zhunsheng.rules.examples import bad, fine, good
from zhunsheng.rules.indicator_kinds import level1_of
from zhunsheng.rules.prose import brief
from zhunsheng.rules.rule import Context, Remark, Rule
from zhunsheng.rules.shared_words import pairs

_NEW = re.compile(r"^(?:新增|新建|新植|新栽|新购|扩建)")
_UPKEEP = re.compile(r"养护|维护|维修|管护|运维|运行|保洁|电费|水费|取暖|供暖|租赁|劳务")
_BUILDS = re.compile(
    r"新增|新建|新植|新栽|补植|补栽|栽植|栽种|种植|造林|购置|采购|购买|安装|建设|改造|更换|更新|扩建|添置|引进|拓展|扩大"
)


def check(project: Project, context: Context) -> Iterator[Remark]:
    """Two signs: something new in a project that only keeps up what is there; a counted output nobody wrote about."""
    told = f"{project.name or ''}，{project.purpose or ''}"
    keeps_up = bool(_UPKEEP.search(project.name or "")) and bool(project.purpose) and not _BUILDS.search(told)
    words = pairs(f"{told}，{project.goal or ''}")
    for number, row in enumerate(project.indicators):
        name = core_name(row.level3)
        if not name or level1_of(row) not in (Level1.OUTPUT, Level1.BENEFIT):
            continue
        if keeps_up and _NEW.search(name):
            message = f"“{brief(name, 18)}”考核新增的，资金用途写的却是日常养护、运行，没有新增的内容。"
        elif _is_silent(row, name, words, project):
            message = f"“{brief(name, 18)}”在项目名称、资金用途和绩效目标里都没有提到。"
        else:
            continue
        yield Remark(
            f"indicators[{number}].level3",
            message,
            row.level3 or "",
            "用途里确有这件事的，补写进用途和目标；没有的，换成本项目真正要办的事。",
        )


def _is_silent(row: Indicator, name: str, words: frozenset[str], project: Project) -> bool:
    if row.kind2 is not Level2.QUANTITY or not project.purpose or not project.goal:
        return False
    own = pairs(name) | pairs(row.description)
    return len(pairs(name)) >= 2 and not own & words


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
    reads=("name", "purpose", "goal", "level1", "level2", "level3", "description"),
    needs=("purpose",),
)
