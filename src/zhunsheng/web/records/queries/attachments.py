"""Files of entries that a person may see."""

from __future__ import annotations

from zhunsheng.web.accounts.models import User
from zhunsheng.web.records.models import Attachment
from zhunsheng.web.records.scope import scoped


def seen_attachment(user: User, pk: int) -> Attachment | None:
    """The file of this number, if it belongs to an entry that the person sees."""
    rows = scoped(Attachment.objects.select_related("file__photo"), user, unit="entry__unit")
    return rows.filter(pk=pk).first()
