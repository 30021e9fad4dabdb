"""Papers for an assessment beforehand (事前绩效评估): which a project needs, which are in, which are excused with a reason."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from zhunsheng.law.evaluation import ex_ante_frames, ex_ante_materials


@dataclass(frozen=True, slots=True)
class MaterialLine:
    """One paper of the list. ``required`` ones lack unless handed in or excused; ``asked_by`` names what they prove."""

    key: str
    name: str
    required: bool
    is_in: bool
    excuse: str = ""
    asked_by: tuple[str, ...] = ()

    @property
    def lacks(self) -> bool:
        """True for a required paper that is neither in nor excused."""
        return self.required and not self.is_in and not self.excuse.strip()


def material_list(
    frame: str, handed_in: Collection[str], excused: Mapping[str, str] | None = None
) -> tuple[MaterialLine, ...]:
    """The list for a frame (``项目`` or ``政策``) with what is in and what is excused, by keys.

    A paper is required where an item of the frame cannot be judged without it. An excused paper may be missing at
    submission; the items that need it still cannot be judged. Raises ``KeyError`` for a frame that there is not.
    """
    excused = excused or {}
    items = {one["key"]: one["items"] for one in ex_ante_frames()}[frame]
    asked: dict[str, list[str]] = {}
    for item in items:
        for key in item["materials"]:
            asked.setdefault(key, []).append(item["name"])
    return tuple(
        MaterialLine(key, name, key in asked, key in handed_in, excused.get(key, ""), tuple(asked.get(key, ())))
        for key, name in ex_ante_materials().items()
    )


def missing_materials(lines: Collection[MaterialLine]) -> int:
    """How many required papers lack: the number that the guard of submitting asks for."""
    return sum(line.lacks for line in lines)
