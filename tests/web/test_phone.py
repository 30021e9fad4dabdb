"""The phone page: what it is told, what it sends, what it is answered; who may do what."""

import base64
import io
import json
from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from ledger_stage import PATROL, PATROL_TYPED, YEAR, add, new_id
from PIL import Image
from web_stage import a_document, add_person, import_document

from zhunsheng.web.records.measured import measures
from zhunsheng.web.records.models import Attachment, Entry, Target
from zhunsheng.web.records.operations.bind_formula import Wanted, bind_formula
from zhunsheng.web.records.operations.outcome import Forbidden


@pytest.fixture
def target(cast):
    """The school's first project of the entries' year."""
    import_document(cast.clerk, a_document(year=YEAR))
    return Target.objects.order_by("position").first()


@pytest.fixture
def worker(cast):
    return add_person("worker", "马巡查", "field", cast.school)


def send(browser, **changes):
    body = {"id": new_id(), "kind": "patrol", "project": None, "cells": PATROL_TYPED, **changes}
    return browser.post("/m/entries/", json.dumps(body), content_type="application/json")


def test_an_entry_is_taken_and_gets_a_receipt(worker, as_, target):
    answer = send(as_(worker), project=target.pk, place=[37.1, 115.5])
    assert answer.status_code == 200
    entry = Entry.objects.get()
    assert (entry.by, entry.source, entry.project, entry.north) == (worker, "phone", target, 37_100_000)
    assert answer.json()["receipt"].startswith(f"{entry.logged}-")
    assert answer.json()["again"] is False


def test_an_entry_costs_few_queries(worker, as_, target):
    browser = as_(worker)
    send(browser, project=target.pk)
    with CaptureQueriesContext(connection) as captured:
        assert send(browser, project=target.pk, cells={**PATROL_TYPED, "object": "绿化"}).status_code == 200
    assert len(captured) <= 24


def test_sent_twice_kept_once(worker, as_):
    browser, id = as_(worker), new_id()
    first, second = send(browser, id=id), send(browser, id=id)
    assert (first.status_code, second.status_code) == (200, 200)
    assert second.json() == {**first.json(), "again": True}
    assert Entry.objects.count() == 1


def test_an_entry_of_another_person_waits_for_its_owner(worker, cast, as_):
    """The page may still know who signed in last while the session is somebody else's by now."""
    id = new_id()
    refused = send(as_(cast.clerk), id=id, user=worker.pk)
    assert (refused.status_code, Entry.objects.count()) == (409, 0)
    assert "由他本人登录后发送" in refused.json()["message"]
    assert (
        send(as_(cast.viewer), id=id, user=worker.pk).status_code == 409
    )  # nor is it that person's fault to be no worker
    assert send(as_(worker), id=id, user=worker.pk).status_code == 200
    photo = {"user": worker.pk, "file": SimpleUploadedFile("IMG_1.jpg", b"x")}
    assert as_(cast.clerk).post(f"/m/entries/{id}/files/", photo).status_code == 409
    assert Entry.objects.get().by == worker


def test_what_is_wrong_is_said_beside_its_column_and_nothing_is_kept(worker, as_):
    answer = send(as_(worker), cells={**PATROL_TYPED, "moment": "2099-01-01 08:00", "person": "", "result": "大概"})
    assert answer.status_code == 422
    said = {row["column"]: row["sentence"] for row in answer.json()["remarks"]}
    assert "还没有到" in said["moment"]
    assert "必填" in said["person"]
    assert "选项" in said["result"]
    assert Entry.objects.count() == 0


def test_a_day_outside_the_projects_year_and_a_double_are_asked_about(worker, cast, as_, target):
    add(cast.clerk, cast.school, PATROL)
    browser = as_(worker)
    answer = send(browser, project=target.pk, cells={**PATROL_TYPED, "moment": "2023-12-31 08:00"})
    assert (answer.status_code, [row["gravity"] for row in answer.json()["remarks"]]) == (422, ["ask"])
    assert "2024年" in answer.json()["remarks"][0]["sentence"]
    double = send(browser)
    assert "完全相同" in double.json()["remarks"][0]["sentence"]
    assert send(browser, confirmed=True).status_code == 200
    assert Entry.objects.count() == 2


@pytest.mark.parametrize(
    "body",
    [
        b"", b"[]", b'"x"', b"{}", b"\xff", b'{"id": 7}', b'{"kind": "patrol", "id": "x", "cells": {}}',
        b'{"kind": "patrol", "id": "0f4dbd55-3c64-4a5e-9d76-0d6f0f7a4a11", "cells": []}',
        b'{"kind": "patrol", "id": "0f4dbd55-3c64-4a5e-9d76-0d6f0f7a4a11", "cells": {"moment": 5}}',
        b'{"kind": "patrol", "id": "0f4dbd55-3c64-4a5e-9d76-0d6f0f7a4a11", "cells": {}, "project": "1"}',
        b'{"kind": "patrol", "id": "0f4dbd55-3c64-4a5e-9d76-0d6f0f7a4a11", "cells": {}, "project": 999999}',
        b'{"kind": "patrol", "id": "0f4dbd55-3c64-4a5e-9d76-0d6f0f7a4a11", "cells": {}, "project": true}',
        b'{"kind": "nothing", "id": "0f4dbd55-3c64-4a5e-9d76-0d6f0f7a4a11", "cells": {}}',
        b'{"kind": ["patrol"], "id": "0f4dbd55-3c64-4a5e-9d76-0d6f0f7a4a11", "cells": {}}',
    ],
)  # fmt: skip
def test_what_no_page_sends_gets_a_sentence(worker, as_, body):
    answer = as_(worker).post("/m/entries/", body, content_type="application/json")
    assert answer.status_code in (400, 422)
    assert answer.json()["message"].endswith("。")
    assert Entry.objects.count() == 0


def test_an_expired_session_is_told_so_and_not_redirected(cast):
    answer = Client().post("/m/entries/", "{}", content_type="application/json", headers={"Accept": "application/json"})
    assert answer.status_code == 401


def test_field_workers_see_only_the_phone_page(worker, as_, target):
    browser = as_(worker)
    for url in ("/", "/projects/", f"/projects/{target.pk}/", "/upload/", "/ledger/", "/export/json/"):
        answer = browser.get(url)
        assert (answer.status_code, answer.headers["Location"]) == (302, "/m/"), url
    assert browser.post(f"/projects/{target.pk}/cells/", "{}", content_type="application/json").status_code == 403
    assert browser.get("/m/").status_code == 200


def test_a_field_workers_phone_stays_signed_in_for_a_month(worker):
    worker.set_password("lingang-2020")
    worker.save()
    browser = Client()
    answer = browser.post("/login/?next=/m/", {"username": "worker", "password": "lingang-2020"})
    assert answer.url == "/m/"
    assert browser.session.get_expiry_age() > 29 * 24 * 3600


def test_field_workers_write_for_their_own_unit_only(cast, as_):
    boss = add_person("boss", "陈上级", "field", cast.department)
    assert as_(boss).get("/m/data/").json()["user"]["unit"] == cast.department.name
    with pytest.raises(Forbidden):
        add(boss, cast.school, PATROL)


@pytest.mark.parametrize("who", ["viewer", "nobody", "admin"])
def test_who_has_nothing_to_enter_is_told_why(cast, as_, who):
    for answer in (as_(getattr(cast, who)).get("/m/data/"), send(as_(getattr(cast, who)))):
        assert answer.status_code == 403
        assert answer.json()["message"].endswith("。")


def test_the_phone_is_told_kinds_projects_and_known_things(worker, cast, as_, target):
    add(cast.clerk, cast.school, {**PATROL, "asset": "LD-037"}, {**PATROL, "asset": "LD-001"})
    told = as_(worker).get("/m/data/").json()
    assert told["kinds"][0]["name"] == "patrol"
    assert told["kinds"][0]["used"]
    assert told["projects"][0]["id"] == target.pk
    assert told["things"] == {"patrol": ["LD-001", "LD-037"]}
    assert "survey_answer" not in [kind["name"] for kind in told["kinds"]]


def test_what_a_person_enters_most_comes_before_what_the_unit_enters_most(worker, cast, as_, target, settings):
    settings.STANDS_AT = date(YEAR, 12, 31)
    add(cast.clerk, cast.school, *[PATROL] * 3)
    paid = {
        "day": date(YEAR, 5, 8),
        "payee": "电力公司",
        "purpose": "电费",
        "amount": Decimal(80),
        "source": "财政资金",
    }
    add(worker, cast.school, paid, kind="payment")
    assert [kind["name"] for kind in as_(worker).get("/m/data/").json()["kinds"]][:2] == ["payment", "patrol"]
    assert [kind["name"] for kind in as_(cast.clerk).get("/m/data/").json()["kinds"]][:2] == ["patrol", "payment"]


def test_the_phone_is_told_which_projects_of_the_year_count_entries_of_a_kind(worker, cast, as_, target, settings):
    settings.STANDS_AT = date(YEAR, 9, 10)
    import_document(cast.clerk, a_document(year=YEAR + 1))
    first, last, next_year = (
        Target.objects.filter(year=YEAR).order_by("position").first(),
        Target.objects.filter(year=YEAR).order_by("position").last(),
        Target.objects.filter(year=YEAR + 1).first(),
    )
    keys = [row["key"] for row in last.draft["indicators"]]
    for bound, key in ((first, first.draft["indicators"][0]["key"]), (last, keys[0]), (last, keys[1])):
        bind_formula(bound, key, cast.clerk, Wanted("计数(巡查)"))
    bind_formula(next_year, next_year.draft["indicators"][0]["key"], cast.clerk, Wanted("计数(巡查)"))
    wide = Wanted("计数(养护)", scope="unit")
    bind_formula(first, first.draft["indicators"][1]["key"], cast.clerk, wide)
    measures([first, last, next_year])
    told = as_(worker).get("/m/data/").json()
    projects = {kind["name"]: kind["projects"] for kind in told["kinds"]}
    assert projects["patrol"] == [last.pk, first.pk]  # the one with most indicators that read patrols first
    assert projects["maintenance"] == []  # counted for the whole unit


def test_the_day_on_a_phone_is_its_own_except_in_a_demonstration(worker, as_, settings):
    assert as_(worker).get("/m/data/").json()["stands_at"] is None
    settings.STANDS_AT = date(2020, 9, 10)
    assert as_(worker).get("/m/data/").json()["stands_at"] == "2020-09-10"


def test_the_page_says_nothing_of_anybody_and_the_worker_names_its_files(worker, as_):
    browser = as_(worker)
    assert "马巡查" not in browser.get("/m/").content.decode()
    script = browser.get("/m/worker.js")
    assert script["Content-Type"].startswith("text/javascript")
    for part in ("/static/zhunsheng/js/phone/main.js", "/static/zhunsheng/css/phone.css"):
        assert part in script.content.decode()
    assert browser.get("/m/manifest.webmanifest").json()["start_url"] == "/m/"


def unsent(*entries):
    return SimpleUploadedFile("未发送.json", json.dumps({"schema": "zhunsheng/unsent@1", "entries": entries}).encode())


def test_what_a_phone_could_not_send_is_taken_in_at_the_desk(worker, cast, as_):
    id, picture = new_id(), io.BytesIO()
    Image.effect_noise((64, 48), 60).convert("RGB").save(picture, "JPEG")
    photo = {"name": "IMG.jpg", "type": "image/jpeg", "data": base64.b64encode(picture.getvalue()).decode()}
    whole = {
        "id": id,
        "kind": "patrol",
        "label": "巡查",
        "title": "路灯",
        "project": None,
        "cells": PATROL_TYPED,
        "files": [photo],
    }
    wrong = whole | {"id": new_id(), "cells": {**PATROL_TYPED, "person": ""}, "files": []}
    browser = as_(cast.clerk)
    page = browser.post("/ledger/unsent/", {"file": unsent(whole, wrong)}).content.decode()
    assert "已收下" in page
    assert "“巡查人”必填" in page
    assert "以前收到过" in browser.post("/ledger/unsent/", {"file": unsent(whole)}).content.decode()
    assert Entry.objects.get().pk == id
    assert Attachment.objects.count() == 1


@pytest.mark.parametrize("data", [b"", b"x", b"[]", b"{}", b'{"schema": "zhunsheng/unsent@1", "entries": 5}'])
def test_another_file_gets_a_sentence(cast, as_, data):
    answer = as_(cast.clerk).post("/ledger/unsent/", {"file": SimpleUploadedFile("x.json", data)} if data else {})
    assert answer.status_code == 400
    assert "手机" in answer.content.decode()


@pytest.mark.parametrize(
    "entry", [{}, {"id": 5, "kind": "patrol"}, {"id": "x", "kind": "patrol", "cells": 7}, {"kind": None, "files": 8}]
)
def test_a_broken_entry_of_the_file_is_told_and_the_rest_goes_on(cast, as_, entry):
    good = {"id": new_id(), "kind": "patrol", "cells": PATROL_TYPED}
    page = as_(cast.clerk).post("/ledger/unsent/", {"file": unsent(entry, good)}).content.decode()
    assert "■ 要改" in page
    assert Entry.objects.count() == 1
