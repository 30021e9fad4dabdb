"""How web tests set things up and what they ask: people, documents, requests."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from django.db import connection
from django.http import HttpResponse
from django.test import Client

from zhunsheng.documents.interchange import document_to_json
from zhunsheng.model.document import Document
from zhunsheng.rules.examples import document, good
from zhunsheng.web.accounts.models import User
from zhunsheng.web.records.models import AuditEntry, Target, Unit
from zhunsheng.web.records.operations.confirm_reading import Taken, confirm_reading
from zhunsheng.web.records.operations.upload_file import upload_file

YEAR = 2026


class Sql:
    """What a migration's function needs of a schema editor, inside a test's transaction."""

    connection = connection

    @staticmethod
    def execute(statement: str) -> None:
        """Run one statement."""
        with connection.cursor() as cursor:
            cursor.execute(statement)


def add_person(username: str, name: str, role: str, unit: Unit | None, **more: Any) -> User:
    """Somebody who can be signed in by :func:`as_`; without a password, because hashing one takes time."""
    return User.objects.create_user(username, password=None, name=name, role=role, unit=unit, **more)


def a_document(projects: int = 2, year: int | None = YEAR) -> Document:
    """The school's document: projects like the rules' good example, each with its own code and name."""
    made = (
        good({"code": f"219-0301-YBN-{number:04d}", "name": f"教学楼护眼灯改造{'一二三四五六七八九十'[number % 10]}期"})
        for number in range(projects)
    )
    return document(*made, year=year)


def as_bytes(noun: Document) -> bytes:
    """A document as the JSON file that this program reads."""
    return json.dumps(document_to_json(noun), ensure_ascii=False).encode()


def import_document(by: User, noun: Document, name: str = "绩效文本.json", **choices: Any) -> Taken:
    """Upload a document and confirm it."""
    reading = upload_file(by, name, as_bytes(noun))
    return confirm_reading(reading, by, year=noun.fiscal_year, **choices)


def with_cell(noun: Document, number: int, cells: dict[str, str | None]) -> Document:
    """The document with some cells of one project changed."""
    projects = list(noun.projects)
    projects[number] = good({"code": projects[number].code, "name": projects[number].name, **cells})
    return replace(noun, projects=tuple(projects))


def keys(target: Target) -> list[str]:
    """The keys of a target's indicator rows as they stand in the database."""
    return [row["key"] for row in Target.objects.get(pk=target.pk).draft["indicators"]]


def cell(target: Target, number: int, name: str) -> str:
    """The address of a cell of the ``number``-th indicator."""
    return f"indicators.{keys(target)[number]}.{name}"


def ask(browser: Client, url: str, **data: Any) -> HttpResponse:
    """POST a JSON object as the page's script does."""
    return browser.post(url, json.dumps(data), content_type="application/json")


def write(browser: Client, target: Target, address: str, text: str, base: str = "", **more: Any) -> HttpResponse:
    """Write one cell as the page's script does."""
    return ask(browser, f"/projects/{target.pk}/cells/", address=address, text=text, base=base, **more)


def acts() -> list[str]:
    """The acts in the audit trail, oldest first."""
    return list(AuditEntry.objects.order_by("number").values_list("act", flat=True))
