"""ZSA25: a task of the department part that no project's table supports."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from zhunsheng.law.citation import Citation, Verified
from zhunsheng.model.department import DepartmentPlan
from zhunsheng.model.document import Document
from zhunsheng.model.finding import Category, Related, Severity
from zhunsheng.model.numbered import numbered_items
from zhunsheng.model.project import Project
from zhunsheng.rules.examples import GOOD_PLAN, bad, document, fine, good
from zhunsheng.rules.prose import counts
from zhunsheng.rules.rule import Context, Remark, Rule, Undecided
from zhunsheng.rules.sectors import sector_words, touched_sectors
from zhunsheng.rules.shared_words import pairs
from zhunsheng.rules.word_list import contains, word_list
from zhunsheng.rules.wording import brief

_HEAD = re.compile(r"^.{2,40}?(?:方面|工作|力度|建设|管理|服务)?(?=[，。；:：\n]|$)")
_TASKS = {name: contains(entry["words"]) for name, entry in word_list("tasks").items()}
_ROUTINE = frozenset(name for name, entry in word_list("tasks").items() if entry.get("routine"))


def check(document: Document, context: Context) -> Iterator[Remark | Undecided]:
    """By the topics of a task's heading; a task that speaks of day-to-day work too is judged by the rest of it.

    A task most of whose words stand in the projects' own texts is theirs, whatever its topic.
    """
    plan = document.department
    tasks = [(address, head, topics, text) for address, head, told, text in _heads(plan) if (topics := told - _ROUTINE)]
    own = [p for p in document.projects if not plan.unit.code or p.unit.code in (None, plan.unit.code)]
    if tasks and len(own) < context.number("projects"):
        reason = f"只有{len(own)}个项目的表，看不全任务由谁支撑"
        yield Undecided(tasks[0][0], reason, "本单位全部项目的目标表")
        return
    supported = frozenset().union(*(_supports(project) for project in own))
    told = _told(own)
    bare = [task[:3] for task in tasks if not task[2] & supported and _shared(task[3], told) < _THEIRS]
    while bare:
        address, head, topics = bare.pop(0)
        same = [task for task in bare if task[2] & topics]
        bare = [task for task in bare if task not in same]
        yield Remark(
            address,
            f"任务“{brief(head, 22)}”在{len(own)}个项目里找不到一个支撑它的项目。",
            head,
            "补上承担这项任务的项目；靠日常工作就能完成、不花项目钱的，在文中写明。",
            related=tuple(Related(None, other, words) for other, words, _ in same),
        )
    if len(own) >= context.number("projects"):
        yield from _unnamed(
            plan, told, len(own), {(address, head) for address, head, topics, _ in tasks if not topics & supported}
        )


_THEIRS = 0.5
"""The share of a task's words in the projects' texts that makes it theirs."""
_STRANGE = 0.2
"""Up to this share the words that a task has in common with projects are those of any work."""


def _told(own: list[Project]) -> frozenset[str]:
    return pairs("，".join(f"{p.name}，{p.purpose}，{p.goal}" for p in own))


def _shared(text: str, told: frozenset[str]) -> float:
    """The share of a task's words that projects use too; 1 for a task without words of its own."""
    own = pairs(text)
    return len(own & told) / len(own) if own else 1.0


def _unnamed(plan: DepartmentPlan, told: frozenset[str], many: int, done: set[tuple[str, str]]) -> Iterator[Remark]:
    """Tasks that promise a figure, and hardly a word of which stands in any project: worth a look, whatever their topic."""
    for address, head, topics, text in _heads(plan):
        promised = any(number.value > 1 for number in counts(text))
        if not promised or (address, head) in done or (topics and topics <= _ROUTINE):
            continue
        if not pairs(head) & told and _shared(text, told) <= _STRANGE:
            yield Remark(
                address,
                f"任务“{brief(head, 22)}”在{many}个项目里没有一句提到，不知道用哪笔钱办。",
                head,
                "补上承担这项任务的项目；靠日常工作就能完成、不花项目钱的，在文中写明。",
                severity=Severity.INFO,
            )


def _heads(plan: DepartmentPlan) -> Iterator[tuple[str, str, frozenset[str], str]]:
    """The headings of the numbered tasks with their topics, in the order of the form; a heading without any has its text's."""
    for address in ("overall_goal", "sub_goal"):
        for item in numbered_items(getattr(plan, address)):
            found = _HEAD.match(item.text)
            if found:
                yield address, found.group(), _topics(found.group()) or _topics(item.text), item.text


def _supports(project: Project) -> frozenset[str]:
    """The topics that a project serves: those of its name and purpose, and the trades its whole text may belong to."""
    return _topics(f"{project.name}\n{project.purpose}") | touched_sectors(project.goal)


@cache
def _topics(text: str) -> frozenset[str]:
    return frozenset({name for name, words in _TASKS.items() if words.search(text)} | sector_words(text).keys())


def _projects(*names: str) -> tuple[Project, ...]:
    return tuple(
        good(code=f"219-0301-JBN-T{number:03d}", name=name, purpose=f"用于{name}，合计18万元。")
        for number, name in enumerate(names)
    )


_FIVE = ("教学楼护眼灯改造", "教师培训", "学生阅览室图书更新", "校园绿化养护", "校舍维修")
_SAFETY = replace(GOOD_PLAN, sub_goal="1.教学方面，组织教师培训6场。\n2.安全生产、环保方面，全年检查12次。")

RULE = Rule(
    code="ZSA25",
    name="task-without-project",
    title="部门任务没有项目支撑",
    category=Category.COMPLETENESS,
    severity=Severity.WARNING,
    automation="C",
    why="部门的主要任务要靠项目和钱去办。任务写了、项目里一个也没有，到年底要么没有做，要么钱从别处出。",
    how_to_fix="逐项任务对照项目：缺项目的补上，不需要项目经费的在文中说明。",
    basis=(Citation("财预〔2015〕88号", None, Verified.DOCUMENT, "部门整体绩效目标由项目支出绩效目标支撑"),),
    bad=(
        bad(
            "安全环保任务没有一个项目",
            document(*_projects(*_FIVE), plan=_SAFETY),
            ("sub_goal", "安全生产、环保方面"),
        ),
        bad(
            "总体目标里的招商没有项目",
            document(*_projects(*_FIVE), plan=replace(GOOD_PLAN, overall_goal="（一）加大招商引资力度。全年签约2个。")),
            ("overall_goal", "加大招商引资力度"),
        ),
    ),
    good=(
        fine("项目太少，看不全，不判", document(plan=_SAFETY)),
        fine(
            "有项目支撑",
            document(*_projects(*_FIVE[:4], "安全生产检查经费"), plan=_SAFETY),
        ),
        fine(
            "机关运转靠公用经费",
            document(*_projects(*_FIVE), plan=replace(GOOD_PLAN, sub_goal="1.机关政务、党建方面，保证高效运转。")),
        ),
    ),
    check_document=check,
    parameters={"projects": 5},
    parameter_names={"projects": "至少几个项目的表才查"},
    reads=("name", "unit", "purpose", "goal", "department"),
    needs=("department",),
)
