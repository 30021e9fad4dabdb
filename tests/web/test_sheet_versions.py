"""Versions: saving, restoring, comparing; they never change."""

import re

import pytest
from django.db import DatabaseError, connection, transaction
from web_stage import acts, ask, cell, keys, write

from zhunsheng.web.records.canonical import digest
from zhunsheng.web.records.changes import content_of
from zhunsheng.web.records.models import AuditEntry, Edit, Version
from zhunsheng.web.records.models.append_only import Immutable
from zhunsheng.web.records.operations.recording import noun
from zhunsheng.web.records.queries import target_at
from zhunsheng.web.records.queries.history import NoSuchState, state


def save(browser, target, note="报送前定稿"):
    return ask(browser, f"/projects/{target.pk}/versions/", note=note)


def test_a_version_holds_the_draft_and_its_digest(target, cast, as_):
    browser = as_(cast.clerk)
    write(browser, target, "goal", "x", noun(target).goal)
    assert save(browser, target).json()["number"] == 2
    target.refresh_from_db()
    version = Version.objects.get(target=target, number=2)
    assert (version.content, version.digest, version.revision) == (target.draft, digest(target.draft), 1)
    listed = browser.get(f"/projects/{target.pk}/versions/").json()["versions"]
    assert [(v["number"], v["label"], v["note"]) for v in listed] == [
        (2, "存版", "报送前定稿"),
        (1, "读入", "读入绩效文本.json"),
    ]


def test_it_needs_a_note_and_the_right_to_edit(target, cast, as_):
    assert save(as_(cast.clerk), target, "  ").status_code == 400
    assert save(as_(cast.viewer), target).status_code == 403
    assert save(as_(cast.outsider), target).status_code == 404
    assert Version.objects.filter(target=target).count() == 1


def test_restoring_keeps_what_stood_there_as_a_version(target, cast, as_):
    browser = as_(cast.clerk)
    first = target.draft
    write(browser, target, "goal", "x", noun(target).goal)
    target.refresh_from_db()
    second = target.draft
    answer = ask(browser, f"/projects/{target.pk}/versions/1/restore/").json()
    target.refresh_from_db()
    assert target.draft == first
    assert answer["undone"] == "已恢复到第1版。"
    assert answer["cells"]["goal"] == noun(target).goal
    assert [(v.kind, v.content == second) for v in Version.objects.filter(target=target)] == [
        ("import", False), ("saved", True), ("restored", False),
    ]  # fmt: skip
    assert keys(target) == [row["key"] for row in first["indicators"]]


def test_restoring_what_stands_there_does_nothing(target, cast, as_):
    assert ask(as_(cast.clerk), f"/projects/{target.pk}/versions/1/restore/").status_code == 200
    assert not Edit.objects.exists()


def test_restoring_refuses(target, cast, as_):
    assert ask(as_(cast.clerk), f"/projects/{target.pk}/versions/9/restore/").status_code == 400
    assert ask(as_(cast.viewer), f"/projects/{target.pk}/versions/1/restore/").status_code == 403
    assert ask(as_(cast.outsider), f"/projects/{target.pk}/versions/1/restore/").status_code == 404


def test_they_are_logged_with_their_digest(target, cast, as_):
    count = len(acts())
    save(as_(cast.clerk), target)
    entry = AuditEntry.objects.latest("number")
    assert entry.detail["digest"] == Version.objects.get(target=target, number=2).digest
    write(as_(cast.clerk), target, "goal", "x", noun(target).goal)
    ask(as_(cast.clerk), f"/projects/{target.pk}/versions/1/restore/")
    assert acts()[count:] == ["save_version", "edit_cell", "save_version", "restore_version"]


def test_every_revision_can_be_rebuilt(target, cast, as_):
    browser, seen = as_(cast.clerk), [target.draft]

    def step(answer):
        assert answer.status_code == 200
        target.refresh_from_db()
        seen.append(target.draft)

    step(write(browser, target, cell(target, 0, "target"), "≥1套", "≥264套"))
    step(ask(browser, f"/projects/{target.pk}/rows/", act="insert"))
    step(ask(browser, f"/projects/{target.pk}/rows/", act="move", key=keys(target)[0], to=3))
    save(browser, target)
    step(ask(browser, f"/projects/{target.pk}/rows/", act="remove", key=keys(target)[1]))
    step(ask(browser, f"/projects/{target.pk}/undo/"))
    step(ask(browser, f"/projects/{target.pk}/versions/1/restore/"))
    assert [content_of(target_at(target, revision)) for revision in range(len(seen))] == seen
    for wrong in (-1, len(seen)):
        with pytest.raises(NoSuchState):
            target_at(target, wrong)
    for wrong in ("", "v9", "r99", "x", "v", "rr", "v１", "r" + "9" * 30):
        with pytest.raises(NoSuchState):
            state(target, wrong)


def test_rows_written_once_cannot_be_changed_by_the_program(target, cast, as_):
    write(as_(cast.clerk), target, "goal", "x", noun(target).goal)
    for model in (Version, Edit, AuditEntry):
        row = model.objects.first()
        with pytest.raises(Immutable):
            row.save()
        with pytest.raises(Immutable):
            row.delete()
        with pytest.raises(Immutable):
            model.objects.all().delete()
        with pytest.raises(Immutable):
            model.objects.update(at=row.at)


@pytest.mark.parametrize("table", ["records_version", "records_edit", "records_auditentry"])
@pytest.mark.parametrize("words", ["UPDATE {} SET at = at", "DELETE FROM {}"])
def test_nor_by_sql(target, cast, as_, table, words):
    write(as_(cast.clerk), target, "goal", "x", noun(target).goal)
    with pytest.raises(DatabaseError, match="written once"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(words.format(table))


def test_two_versions_stand_on_one_form(target, cast, as_):
    browser = as_(cast.clerk)
    write(browser, target, cell(target, 0, "target"), "≥265套", "≥264套")
    ask(browser, f"/projects/{target.pk}/rows/", act="remove", key=keys(target)[5])
    page = browser.get(f"/projects/{target.pk}/compare/?a=v1&b=draft").content.decode()
    assert "<del>264</del><ins>265</ins>" in page
    assert "row-del" in page
    listed = page.split('<section class="changes"')[1].split("</section>")[0]
    assert listed.count("<li>") == 2  # every difference in words, each a way to its place
    assert "的指标值</a>：≥<del>264</del><ins>265</ins>套" in listed
    assert "<del>删去</del>" in listed
    assert all(f'id="{anchor}"' in page for anchor in re.findall(r'href="#([^"]+)"', listed))
    assert "两版完全一样" in browser.get(f"/projects/{target.pk}/compare/?a=v1&b=r0").content.decode()
    assert browser.get(f"/projects/{target.pk}/compare/").status_code == 200
    assert browser.get(f"/projects/{target.pk}/compare/?a=v7").status_code == 404
    assert as_(cast.outsider).get(f"/projects/{target.pk}/compare/").status_code == 404
