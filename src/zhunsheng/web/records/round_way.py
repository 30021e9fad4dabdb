"""What the end of a round means for a unit's tables: by their states the unit mends them at once, waits until they are sent
back, or asks for an adjustment. The end of a round moves no table by itself."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from zhunsheng.lifecycle.process import Course
from zhunsheng.web.records.course import the_process
from zhunsheng.web.records.models import Target, Unit


class Way(StrEnum):
    """How the findings of a round come to be mended."""

    OPEN = "open"
    """The unit may write in the table now."""
    UNDER_WAY = "under_way"
    """The table is with its reviewers, who may send it back."""
    KEPT = "kept"
    """The table cannot go back any more: what changes in it goes by an adjustment."""


@dataclass(frozen=True, slots=True)
class RoundWay:
    """The way of a unit's year, which is that of the table that is easiest to change; ``kept`` of its ``total`` tables
    cannot go back."""

    way: Way
    kept: int
    total: int
    states: str = ""
    """What the states of the tables that cannot go back are called: ``已批复、执行中``."""

    @property
    def button(self) -> str:
        """What ending the round does, as its button says."""
        return {
            Way.OPEN: "结束本轮，退回单位", Way.UNDER_WAY: "结束本轮，意见告诉单位", Way.KEPT: "结束本轮，意见随表存下",
        }[self.way]  # fmt: skip

    @property
    def field(self) -> str:
        """What the words of the end are called."""
        return "退回时说的话" if self.way is Way.OPEN else "给单位说的话"

    @property
    def request(self) -> str:
        """What the unit is asked to do with accepted findings."""
        if self.way is Way.KEPT:
            return "要按采纳的意见修改的，请申请调整。"
        return "请按采纳的意见修改后再报。" if self.way is Way.OPEN else "退回以后请按采纳的意见修改再报。"

    @property
    def note(self) -> str:
        """What happens to the tables, ``""`` where the unit may write in all that can be mended."""
        if self.way is Way.KEPT:
            return f"项目目标表是“{self.states}”，不能退回，内容不能直接改；要改的由单位在执行中申请调整。"
        kept = f"另有{self.kept}张表是“{self.states}”，不能退回，要改的由单位在执行中申请调整。" if self.kept else ""
        if self.way is Way.UNDER_WAY:
            return f"项目目标表还在流转中，结束本轮不会退回。要单位改的，由正在办理的一方在项目页上退回。{kept}"
        return kept

    def done(self, number: int, unit: str) -> str:
        """What is said after the end of a round."""
        what = {
            Way.OPEN: f"意见已退回{unit}", Way.UNDER_WAY: f"意见已告诉{unit}，表没有退回", Way.KEPT: "意见已随表存下，没有退回",
        }[self.way]  # fmt: skip
        return f"第{number}轮已结束，{what}。{self.note}"

    @property
    def badge(self) -> str:
        """How a list calls a round that ended, after its number."""
        return {
            Way.OPEN: "已退回，等单位改", Way.UNDER_WAY: "已结束，表还没有退回", Way.KEPT: "已结束，意见随表存下",
        }[self.way]  # fmt: skip

    @property
    def since(self) -> str:
        """What the page of the next round says while nobody has changed anything."""
        if self.way is Way.OPEN:
            return "已退回，单位还没有改过。等单位改好再审，现在也可以接着看。"
        return f"{self.badge}。{self.note}"


def round_way(unit: Unit, year: int) -> RoundWay:
    """The way of a unit's year. One query."""
    return way_of(list(Target.objects.filter(unit=unit, year=year, archived=False).values_list("state", flat=True)))


def way_of(states: list[str]) -> RoundWay:
    """The way of tables in these states; without any only the department part is left, which the unit may write in."""
    ways = [_way(state) for state in states]
    kept = {state for state, way in zip(states, ways, strict=True) if way is Way.KEPT}
    labels = "、".join(state.label for state in the_process().states if state.name in kept)
    first = next((way for way in Way if way in ways), Way.OPEN)
    return RoundWay(first, ways.count(Way.KEPT), len(states), labels)


@cache
def _way(state: str) -> Way:
    """The way of one table: acts of going back are followed through the process until somebody may write again."""
    process = the_process()
    if process.state(state).editors:
        return Way.OPEN
    seen, ahead = set[str](), [state]
    while ahead:
        here = ahead.pop()
        if process.state(here).editors:
            return Way.UNDER_WAY
        seen.add(here)
        back = (act.target for act in process.acts_from(here) if act.course is Course.BACK)
        ahead += [name for name in back if name not in seen]
    return Way.KEPT
