"""A process as a picture and as a table, drawn from its own rows: what the diagram shows is what the engine does."""

from __future__ import annotations

from zhunsheng.lifecycle.process import Act, Process
from zhunsheng.model.role import Role
from zhunsheng.pictures.flow import ArrowKind, FlowArrow, FlowBox, flow
from zhunsheng.pictures.picture import Picture

_SHORT = {Role.CLERK: "经办人", Role.HEAD: "负责人", Role.BUREAU_SECTION: "业务股室", Role.THIRD_PARTY: "第三方"}
"""Roles as a narrow card has room for them."""


def diagram(process: Process, width: float = 960, here: str = "") -> Picture:
    """The process in lanes, one for each role that owes an act; too narrow for lanes, a list of cards. ``here`` is the
    state that a thing is in now."""
    lanes = tuple(role for role in Role if any(state.holder is role for state in process.states))
    ordered = sorted(lanes, key=lambda role: next(n for n, state in enumerate(process.states) if state.holder is role))
    boxes = [
        FlowBox(state.name, state.label, ordered.index(state.holder), state.starts, state.ends, state.name == here)
        for state in process.states
    ]
    arrows = [
        FlowArrow(row.source, row.target, row.label, ArrowKind(row.course.value), _others(process, row))
        for row in process.acts
    ]
    caption = f"{process.label}：{len(process.states)}种状态，{len(process.acts)}个动作" + (
        f"，现在是“{process.state(here).label}”" if here else ""
    )
    return flow([role.label for role in ordered], boxes, arrows, caption=caption, note=process.note, width=width)


def _others(process: Process, row: Act) -> str:
    """Who does an act, where the role of the lane does not."""
    return "" if process.state(row.source).holder in row.roles else _SHORT.get(row.roles[0], row.roles[0].label)
