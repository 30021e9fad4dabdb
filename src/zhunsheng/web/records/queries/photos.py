"""Photos that were used more than once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Paginator

from zhunsheng.web.accounts.models import User
from zhunsheng.web.records.kinds_in_force import kinds_seen
from zhunsheng.web.records.models import Attachment, PhotoMatch
from zhunsheng.web.records.scope import scoped, sees

PAGE = 30


@dataclass(frozen=True, slots=True)
class UsedPhoto:
    """One use of a photo; ``entry`` is ``None`` where the person may not see it."""

    id: int
    entry: str | None
    label: str
    unit_name: str
    by: str
    at: datetime
    taken_at: datetime | None


@dataclass(frozen=True, slots=True)
class DoublePhoto:
    """A pair: the later use first."""

    later: UsedPhoto
    earlier: UsedPhoto
    same_file: bool
    distance: int

    @property
    def both(self) -> tuple[UsedPhoto, UsedPhoto]:
        """The two uses, the earlier one first."""
        return self.earlier, self.later


@dataclass(frozen=True, slots=True)
class DoublePhotos:
    """One page of pairs."""

    rows: tuple[DoublePhoto, ...]
    total: int
    page: int
    pages: int


def double_photos(user: User, page: int) -> DoublePhotos:
    """The pairs of which the person sees the later use, the newest first."""
    joined = PhotoMatch.objects.select_related(
        "later__entry__unit", "later__by", "later__file__photo", "earlier__entry__unit", "earlier__by", "earlier__file__photo"
    )  # fmt: skip
    pages = Paginator(scoped(joined, user, unit="later__entry__unit").order_by("-pk"), PAGE)
    shown = pages.get_page(page)
    labels = {name: kind.label for name, kind in kinds_seen(user).items()}
    rows = tuple(
        DoublePhoto(_use(row.later, user, labels), _use(row.earlier, user, labels), row.same_file, row.distance)
        for row in shown
    )
    return DoublePhotos(rows, pages.count, shown.number, pages.num_pages)


def _use(row: Attachment, user: User, labels: dict[str, str]) -> UsedPhoto:
    photo = getattr(row.file, "photo", None)
    visible = sees(user, row.entry.unit)
    return UsedPhoto(
        row.pk, row.entry_id if visible else None, labels.get(row.entry.kind, "台账"), row.entry.unit.name if visible else "另一单位",
        str(row.by or "") if visible else "", row.at, photo.taken_at if photo else None,
    )  # fmt: skip
