"""Every document that the workbench writes of the demonstration's year, fetched as people fetch it; run in a Python of its own.

``python written_documents.py DATA OUT`` signs people in on the data folder DATA and saves each document under its name in OUT.
"""

from __future__ import annotations

import sys
from pathlib import Path

UNIT, YEAR = "804002", 2020
DOCUMENTS = (
    ("year.docx", "clerk", "/export/docx/?unit={unit}&year={year}"),
    ("year.xlsx", "clerk", "/export/xlsx/?unit={unit}&year={year}"),
    ("year.pdf", "clerk", "/export/pdf/?unit={unit}&year={year}"),
    ("project.docx", "clerk", "/projects/{project}/export/docx/"),
    ("project.xlsx", "clerk", "/projects/{project}/export/xlsx/"),
    ("project.pdf", "clerk", "/projects/{project}/export/pdf/"),
    ("review-form.docx", "reviewer", "/projects/{project}/review-form/export/docx/"),
    ("review-form.xlsx", "reviewer", "/projects/{project}/review-form/export/xlsx/"),
    ("review-form-plain.docx", "reviewer", "/projects/{project}/review-form/export/docx/?kind=一般"),
    ("review-forms.docx", "reviewer", "/review/{unit}/{year}/form/export/docx/"),
    ("review-forms.xlsx", "reviewer", "/review/{unit}/{year}/form/export/xlsx/"),
    ("monitoring.docx", "clerk", "/monitoring/{project}/export/docx/?month=7"),
    ("monitorings.docx", "clerk", "/monitoring/forms/docx/?unit={unit}&year={year}&month=7"),
    ("monitorings.xlsx", "clerk", "/monitoring/forms/xlsx/?unit={unit}&year={year}&month=7"),
    ("monitorings.pdf", "clerk", "/monitoring/forms/pdf/?unit={unit}&year={year}&month=7"),
    ("scores.docx", "clerk", "/scores/forms/docx/?unit={unit}&year={year}"),
    ("scores.xlsx", "clerk", "/scores/forms/xlsx/?unit={unit}&year={year}"),
    ("scores.pdf", "clerk", "/scores/forms/pdf/?unit={unit}&year={year}"),
    ("score-report.docx", "clerk", "/scores/{lossy}/report/"),
    ("department.docx", "department", "/department/{unit}/{year}/evaluation/export/docx/"),
    ("department.xlsx", "department", "/department/{unit}/{year}/evaluation/export/xlsx/"),
    ("department-report.docx", "department", "/department/{unit}/{year}/evaluation/report/"),
    ("evaluation.docx", "department", "/evaluations/{evaluation}/report/docx/"),
    ("ex-ante.docx", "department", "/ex-ante/{ex_ante}/report/docx/"),
    ("results.xlsx", "budget", "/results/export/?year={year}"),
    ("overview.xlsx", "bureau", "/overview/export/xlsx/?year={year}"),
    ("budget.docx", "clerk", "/publications/{unit}/{year}/budget/preview/docx/"),
    ("budget.pdf", "clerk", "/publications/{unit}/{year}/budget/preview/pdf/"),
    ("accounts.docx", "clerk", "/publications/{unit}/{year}/accounts/preview/docx/"),
    ("accounts.pdf", "clerk", "/publications/{unit}/{year}/accounts/preview/pdf/"),
    ("units-template.xlsx", "admin", "/settings/import/units-template/"),
    ("people-template.xlsx", "admin", "/settings/import/people-template/"),
    ("patrol-template.xlsx", "clerk", "/ledger/patrol/template/"),
    ("payment-template.xlsx", "clerk", "/ledger/payment/template/"),
    ("patrol.xlsx", "clerk", "/ledger/patrol/export/xlsx/?unit={unit}"),
)  # fmt: skip
"""File name, who fetches it, where."""


def main(data: str, out: Path) -> None:
    """Fetch and save every document; one that is not to be had ends the run with its address."""
    import os

    os.environ |= {
        "ZHUNSHENG_DATA": data,
        "DJANGO_SETTINGS_MODULE": "zhunsheng.web.settings",
        "ZHUNSHENG_HOSTS": "testserver",
    }
    import django

    django.setup()
    from django.conf import settings
    from django.test import Client

    from zhunsheng.web.accounts.models import User
    from zhunsheng.web.records.models import Appraisal, Target

    settings.ALLOWED_HOSTS = ["testserver"]
    codes = dict(Target.objects.filter(year=YEAR).values_list("code", "pk"))
    told = {
        "unit": UNIT, "year": YEAR, "project": codes["804-0401-JBN-ULCE"], "lossy": codes["804-0501-JBN-2RPF"],
        "evaluation": Appraisal.objects.filter(process="evaluation").order_by("pk").first().pk,
        "ex_ante": Appraisal.objects.get(process="ex_ante").pk,
    }  # fmt: skip
    for name, who, address in DOCUMENTS:
        browser = Client()
        browser.force_login(User.objects.get(username=who), backend="zhunsheng.web.accounts.backend.UnitBackend")
        answer = browser.get(address.format(**told))
        if answer.status_code != 200:
            raise SystemExit(f"{who} {address.format(**told)}: {answer.status_code}")
        (out / name).write_bytes(b"".join(answer.streaming_content) if answer.streaming else answer.content)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
