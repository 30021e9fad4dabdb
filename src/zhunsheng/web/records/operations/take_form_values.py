"""Keep the forms of a reading; take a form's completed values over, as statements and as nothing else."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from zhunsheng.documents.interchange_forms import form_to_json
from zhunsheng.model.document import Document
from zhunsheng.model.monitoring_form import MonitoringForm
from zhunsheng.web.accounts.models import User
from zhunsheng.web.records.canonical import digest
from zhunsheng.web.records.cell_text import plain_json
from zhunsheng.web.records.models import ReadForm, Reading, StatedValue
from zhunsheng.web.records.operations.outcome import Invalid
from zhunsheng.web.records.operations.state_value import state_value
from zhunsheng.web.records.queries.read_forms import offers_of
from zhunsheng.web.records.read_forms import KINDS, linked, listed


def keep_forms(reading: Reading, document: Document, by: User, year: int, at: datetime) -> list[dict[str, Any]]:
    """Keep every form of a confirmed reading with its digest and the project it is about; what the audit trail says of them."""
    there = linked(by, document, year)
    kept = []
    for address, form in listed(document):
        content = plain_json(form_to_json(form))
        target = there.get(address)
        month = form.until_month if isinstance(form, MonitoringForm) else None
        row = ReadForm(
            reading=reading, address=address, content=content, digest=digest(content), target=target, month=month
        )
        row.save()
        kept.append({"row": row.pk, "form": address, "digest": row.digest, "target": target.pk if target else None})
    return kept


def take_values(by: User, row: ReadForm, keys: list[str]) -> list[StatedValue]:
    """State what a form says of the chosen indicators; each statement carries the file. Raises ``Invalid`` or ``Forbidden``."""
    if row.target is None:
        raise Invalid("这张表没有对上项目，不能采用。请先读入这个项目的绩效目标表。")
    offered = {offer.key: offer for offer in offers_of(row) if offer.may_take}
    chosen = [offered[key] for key in dict.fromkeys(keys) if key in offered]
    if not chosen:
        raise Invalid("还没有选要采用的完成值，没有保存。由台账算出的不用自述。")
    paper = {"sha256": row.reading.file.sha256, "name": row.reading.name}
    kind = KINDS[row.address.partition("[")[0]]
    return [
        state_value(
            row.target, offer.key, by, text=offer.actual, reason=f"取自读入的{kind}“{row.reading.name}”第{offer.number}条指标",
            as_of=_until(row), kept=[paper],
        )
        for offer in chosen
    ]  # fmt: skip


def _until(row: ReadForm) -> date:
    """The day as of which a form speaks: the end of the year, or of a monitoring's last month."""
    month = row.month or 12
    year = row.target.year
    return date(year, 12, 31) if month == 12 else date.fromordinal(date(year, month + 1, 1).toordinal() - 1)
