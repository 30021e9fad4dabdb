"""A year's targets let out through the web's own steps and fetched from the portal; run in a Python of its own.

``python portal_downloads.py DATA OUT YEAR`` takes the demonstration's publication of YEAR through its course where it is
not out yet, and saves every file that the portal offers under its name in OUT.
"""

from __future__ import annotations

import os
import sys
from datetime import date
from pathlib import Path

UNIT = "804002"


def main(data: str, out: Path, year: int) -> None:
    """Publish and fetch; an address that does not answer ends the run with its words."""
    os.environ |= {
        "ZHUNSHENG_DATA": data,
        "DJANGO_SETTINGS_MODULE": "zhunsheng.web.settings",
        "ZHUNSHENG_HOSTS": "testserver",
    }
    import django

    django.setup()
    from django.test import Client

    from zhunsheng.web.records.models import PublishedEdition

    if not PublishedEdition.objects.filter(unit__code=UNIT, year=year, kind="budget").exists():
        _let_out(year)
    edition = PublishedEdition.objects.filter(unit__code=UNIT, year=year, kind="budget").order_by("number").last()
    for file in edition.files:
        address = f"/open/{UNIT}/{year}/files/budget/{file['name']}"
        answer = Client(headers={"host": "testserver"}).get(address)
        if answer.status_code != 200:
            raise SystemExit(f"{address}: {answer.status_code}")
        (out / file["name"]).write_bytes(b"".join(answer.streaming_content) if answer.streaming else answer.content)


def _let_out(year: int) -> None:
    from zhunsheng.usecases.publication import PublicationKind
    from zhunsheng.web.accounts.models import User
    from zhunsheng.web.records.models import Unit
    from zhunsheng.web.records.operations.note_publication import note_approval
    from zhunsheng.web.records.operations.publish_year import take
    from zhunsheng.web.records.publication_standing import Occasion

    people = {name: User.objects.get(username=name) for name in ("clerk", "head", "department")}
    where = Occasion(Unit.objects.get(code=UNIT), year, PublicationKind.BUDGET)
    note_approval(where, people["clerk"], day=date(year, 1, 20).isoformat(), paper="预算批复")
    take(where, people["clerk"], "submit")
    take(where, people["head"], "clear", not_secret=True)
    take(where, people["department"], "pass")
    take(where, people["head"], "publish")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
