"""The tree of organisations: regions, their finance bureau, departments and the units under them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class OrganisationKind(StrEnum):
    """What stands at a place of the tree."""

    REGION = "region"
    BUREAU = "bureau"
    DEPARTMENT = "department"
    UNIT = "unit"

    @property
    def label(self) -> str:
        """The Chinese word that people read."""
        return {"region": "行政区划", "bureau": "财政部门", "department": "主管部门", "unit": "预算单位"}[self.value]


@dataclass(frozen=True, slots=True)
class Organisation:
    """One place of the tree: the code of a region (six digits) or of a budget unit (three digits a level)."""

    code: str
    name: str
    kind: OrganisationKind
    parent: str | None = None
    """The code of the place above; ``None`` only for the top."""


@dataclass(frozen=True, slots=True)
class OrganisationTree:
    """Every place by its code. A path (``/130535/804/804002/``) names the places from the top down to one."""

    places: Mapping[str, Organisation] = field(default_factory=dict)

    def path(self, code: str) -> str:
        """The path of a place. Raises ``KeyError`` for a code that is not in the tree."""
        codes: list[str] = []
        at: str | None = code
        while at is not None:
            codes.append(at)
            at = self.places[at].parent
        return "/" + "".join(f"{one}/" for one in reversed(codes))

    def above(self, code: str, kind: OrganisationKind) -> Organisation | None:
        """The nearest place of that kind from here upwards, this one included."""
        at: str | None = code
        while at is not None:
            place = self.places[at]
            if place.kind is kind:
                return place
            at = place.parent
        return None

    def below(self, code: str) -> tuple[Organisation, ...]:
        """This place and all under it, in the order of their codes."""
        path = self.path(code)
        return tuple(place for place in self.places.values() if self.path(place.code).startswith(path))


def organisation_tree(places: Iterable[Organisation]) -> OrganisationTree:
    """The tree of these places, in the order of their codes.

    Raises ``ValueError`` for a code that stands twice, a parent that is missing, or a circle.
    """
    found: dict[str, Organisation] = {}
    for place in sorted(places, key=lambda one: one.code):
        if place.code in found:
            raise ValueError(f"编码{place.code}出现了两次。")
        found[place.code] = place
    for place in found.values():
        seen = {place.code}
        at = place.parent
        while at is not None:
            if at not in found:
                raise ValueError(f"{place.code}的上级{at}不在表里。")
            if at in seen:
                raise ValueError(f"{place.code}的上级绕回了自己。")
            seen.add(at)
            at = found[at].parent
    return OrganisationTree(found)
