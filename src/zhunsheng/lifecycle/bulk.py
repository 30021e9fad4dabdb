"""One act on many things: each is judged for itself, and each gets its own answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from zhunsheng.lifecycle.facts import Facts
from zhunsheng.lifecycle.process import Outcome, Process, Refusal, act
from zhunsheng.model.role import Role


@dataclass(frozen=True, slots=True)
class BulkItem:
    """A thing to act on: its id, the state it is in, what is known of it."""

    id: str
    state: str
    facts: Facts


@dataclass(frozen=True, slots=True)
class BulkResult:
    """What became of one thing."""

    item: BulkItem
    answer: Outcome | Refusal

    @property
    def is_done(self) -> bool:
        """True when the act was done."""
        return isinstance(self.answer, Outcome)


def act_on_all(process: Process, name: str, role: Role, items: Sequence[BulkItem]) -> tuple[BulkResult, ...]:
    """Do one act on every thing that allows it, in the order given; a refusal of one hinders none of the others."""
    return tuple(BulkResult(item, act(process, item.state, name, role, item.facts)) for item in items)


def bulk_sentence(results: Sequence[BulkResult]) -> str:
    """What became of all: how many were done, how many not, and the reasons with their numbers."""
    done = sum(result.is_done for result in results)
    refused = [result.answer.sentence for result in results if isinstance(result.answer, Refusal)]
    if not results:
        return "没有选中任何一件。"
    if not refused:
        return f"{done}件都已办成。"
    reasons = "；".join(f"{refused.count(reason)}件{reason.rstrip('。')}" for reason in dict.fromkeys(refused))
    return f"{done}件已办成，{len(refused)}件没有办：{reasons}。" if done else f"{len(refused)}件都没有办：{reasons}。"
