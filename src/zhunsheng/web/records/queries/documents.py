"""Documents out of the records, for writing official files."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from zhunsheng.model.document import Document, Source
from zhunsheng.web.accounts.models import User
from zhunsheng.web.records.models import Target, Unit
from zhunsheng.web.records.reviewing import year_of
from zhunsheng.web.records.scope import scoped, units


def year_document(user: User, unit_code: str, year: int) -> tuple[Unit, Document] | None:
    """A unit's whole document of a year if the user may see it and there is any."""
    unit = units(user).filter(code=unit_code).first()
    if unit is None:
        return None
    found = year_of(unit, year)
    if not user.sees_drafts:
        seen = set(scoped(Target.objects.filter(pk__in=found.ids), user).values_list("pk", flat=True))
        kept = [(pk, project) for pk, project in zip(found.ids, found.document.projects, strict=True) if pk in seen]
        document = replace(found.document, projects=tuple(project for _, project in kept))
        found = replace(found, document=document, ids=tuple(pk for pk, _ in kept))
    if not found.ids and found.document.department.is_blank:
        return None
    first = Target.objects.filter(pk=found.ids[0]).values_list("layout", flat=True).first() if found.ids else ""
    return unit, replace(found.document, source=Source(layout=first or None))


def project_documents(user: User, ids: Collection[int]) -> list[tuple[Target, Document, int]]:
    """For each chosen project that the user may see, in the order of documents: the project, its unit's document of the
    year, and its index there."""
    rows = scoped(Target.objects.filter(pk__in=ids), user).select_related("unit")
    years: dict[tuple[int, int], tuple[Document, tuple[int, ...]]] = {}
    found = []
    for target in rows.order_by("unit__code", "year", "position", "pk"):
        key = (target.unit_id, target.year)
        if key not in years:
            year = year_of(target.unit, target.year)
            years[key] = (year.document, year.ids)
        document, own = years[key]
        if target.pk in own:
            found.append((target, document, own.index(target.pk)))
        else:  # archived: not part of the year's document any more
            alone = year_of(target.unit, target.year, with_target=target.pk)
            found.append((target, alone.document, 0))
    return found
