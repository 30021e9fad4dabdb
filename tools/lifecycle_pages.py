"""The reference page of the processes and their diagrams, told by the tables that the engine reads."""

from __future__ import annotations

from collections.abc import Iterator

from zhunsheng.law.deadlines import Deadline, deadlines
from zhunsheng.lifecycle.diagram import diagram
from zhunsheng.lifecycle.process import Act, Process
from zhunsheng.lifecycle.registry import processes
from zhunsheng.lifecycle.rights import REACH, rights
from zhunsheng.model.role import Role

ORDER = ("ex_ante", "target", "monitoring", "self_evaluation", "evaluation", "rectification", "publication")
"""The processes as the year goes; one that is not named here comes last."""
INTRODUCTION = """# 流转

预算年度里的每个流程是一张表：在某个状态，某个角色办某个动作，到哪个状态。按钮、权限、留痕的句子和下面的图都出自这张表。

图里一列是一个角色，一张卡片是一个状态，卡片上列着能办的动作；实线往前，虚线退回，红线不再往下走，↺ 是办了还在原状态。
“条件”都满足才能办；不满足时说明缺什么、怎么办。期限取自年历，见[期限](#期限)。
"""


def lifecycle_pages() -> Iterator[tuple[str, str]]:
    """The page and one SVG for each process: names under ``docs/reference`` and texts."""
    yield "lifecycle.md", lifecycle_page()
    for process in _in_order():
        yield f"lifecycle/{process.name}.svg", diagram(process).file


def lifecycle_page() -> str:
    """Every process with diagram, states and acts; roles and rights; deadlines."""
    parts = [INTRODUCTION]
    parts += [_process(process) for process in _in_order()]
    parts += [_rights(), _deadlines()]
    return "\n".join(parts)


def _in_order() -> list[Process]:
    places = {name: place for place, name in enumerate(ORDER)}
    return sorted(processes().values(), key=lambda process: places.get(process.name, len(ORDER)))


def _process(process: Process) -> str:
    lines = [f"## {process.label}", "", f"![{process.label}的流转图](lifecycle/{process.name}.svg)", ""]
    lines += [f"{process.note}。", ""] if process.note else []
    lines += ["| 状态 | 由谁办 | 谁可以改内容 |", "|---|---|---|"]
    for state in process.states:
        mark = "（起点）" if state.starts else "（终点）" if state.ends else ""
        holder = "—" if state.ends or state.waits else state.holder.label
        lines.append(f"| {state.label}{mark} | {holder} | {_roles(state.editors) or '只读'} |")
    lines += ["", "| 状态 | 动作 | 由谁 | 之后 | 条件 | 期限 |", "|---|---|---|---|---|---|"]
    lines += [_act(process, row) for row in process.acts]
    return "\n".join(lines) + "\n"


def _act(process: Process, row: Act) -> str:
    asked = ([f"{row.when.__doc__}时"] if row.when else []) + [guard.__doc__ or "" for guard in row.guards]
    due = row.deadline or ""
    title = "报送各节点的绩效监控" if "{" in due else deadlines()[due].title if due else ""
    told = (process.state(row.source).label, row.label, _roles(row.roles), process.state(row.target).label)
    return f"| {' | '.join((*told, '；'.join(asked), title))} |"


def _rights() -> str:
    lines = ["## 角色和权限", "", "| 角色 | 范围 |", "|---|---|"]
    lines += [f"| {role.label} | {REACH[role].label} |" for role in Role]
    lines += [
        "",
        "请假的只能看，由代办人办；代办、交接都按日期起止。自己填报的不能由自己审核，代办也不行。草稿不给人大、审计和第三方看。",
        "",
        "| 权限 | 说明 | 角色 |",
        "|---|---|---|",
    ]
    lines += [f"| `{right.name}` | {right.label} | {_roles(right.roles)} |" for right in rights().values()]
    return "\n".join(lines) + "\n"


def _deadlines() -> str:
    lines = [
        "## 期限",
        "",
        "标“未核”的没有对照原文，以当地通知为准；标“可设”的，各地可以改日子或定为不要求；标“设了才要”的，当地设了才办。",
        "",
        "| 名称 | 要办的事 | 期限 | 依据 | |",
        "|---|---|---|---|---|",
    ]
    lines += [_deadline(one) for one in deadlines().values()]
    return "\n".join(lines) + "\n"


def _deadline(one: Deadline) -> str:
    rule = one.rules[-1]
    marks = [
        *([] if rule.is_checked else ["未核"]),
        *(["可设"] if one.settable else []),
        *([] if one.asked else ["设了才要"]),
    ]
    return f"| `{one.name}` | {one.title} | {rule.rule} | {rule.basis} | {'、'.join(marks)} |"


def _roles(roles: tuple[Role, ...]) -> str:
    return "、".join(role.label for role in roles)
