"""How much a remark on an entry weighs: it stops the entry, asks a question, or only tells what was understood."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Gravity(StrEnum):
    """What has to happen before the entry may be kept."""

    REFUSE = "refuse"
    """It cannot be right; the entry is not kept until it is mended."""
    ASK = "ask"
    """It may be right; the person has to say so (“确定吗”)."""
    NOTE = "note"
    """It was understood, and this tells how (“3万元”按30000元记)."""


@dataclass(frozen=True, slots=True)
class Remark:
    """One sentence about one column of an entry; ``column`` is its English name, ``None`` for the entry as a whole."""

    column: str | None
    sentence: str
    gravity: Gravity = Gravity.REFUSE
