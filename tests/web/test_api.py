"""The door for other programs: entries with a unit's token, the same checks, never doubled."""

import json
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from ledger_stage import YEAR, new_id
from web_stage import a_document, acts, import_document

from zhunsheng.web.records.models import Entry, Target, UnitToken
from zhunsheng.web.records.verification import faults

VALUES = {"object": "路灯", "到场": True, "result": "正常", "person": "马会民", "moment": "2024-05-08 19:30"}
"""A patrol as another program sends it, by English and Chinese names."""


@pytest.fixture
def target(cast):
    import_document(cast.clerk, a_document(year=YEAR))
    return Target.objects.order_by("position").first()


@pytest.fixture
def token(cast, as_):
    page = as_(cast.clerk).post("/ledger/tokens/", {"name": "路灯监控平台"}).content.decode()
    return re.search(r"zs_[\w-]{40,}", page)[0]


def send(token, *entries, kind="patrol", **more):
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    body = {"kind": kind, "entries": [{"id": new_id(), "values": VALUES} | entry for entry in entries], **more}
    return Client().post("/api/v1/entries/", json.dumps(body), content_type="application/json", headers=headers)


def test_entries_come_in_with_a_units_token(cast, token, target):
    answer = send(
        token,
        {},
        {"project": target.code, "year": YEAR, "values": VALUES | {"object": "绿化"}, "place": [37.5, 115.25]},
    )
    assert answer.status_code == 200, answer.json()
    assert [row["again"] for row in answer.json()["entries"]] == [False, False]
    plain, proven = Entry.objects.get(project=None), Entry.objects.get(project=target)
    assert (plain.unit, plain.by, plain.source, plain.values["present"]) == (cast.school, None, "api", True)
    assert proven.north == 37_500_000
    assert acts()[-1] == "add_entries"
    assert list(faults()) == []


def test_sent_again_is_acknowledged_and_doubles_nothing(token):
    id = new_id()
    first, second = send(token, {"id": id}), send(token, {"id": id})
    assert (first.status_code, second.status_code) == (200, 200)
    assert second.json()["entries"][0] == {**first.json()["entries"][0], "again": True}
    other = send(token, {"id": id, "values": VALUES | {"object": "绿化"}})
    assert other.status_code == 400
    assert "已经用在另一条记录上" in other.json()["message"]
    assert Entry.objects.count() == 1


def test_problems_are_told_field_by_field_and_nothing_is_kept(token):
    answer = send(token, {}, {"values": VALUES | {"present": "大概", "person": "", "moment": "2099-01-01 08:00"}})
    assert answer.status_code == 422
    fine, refused = answer.json()["entries"]
    assert (fine["state"], refused["state"]) == ("fine", "refused")
    told = {row["column"]: (row["label"], row["gravity"]) for row in refused["problems"]}
    assert told == {"present": ("到场", "refuse"), "person": ("巡查人", "refuse"), "moment": ("巡查时间", "refuse")}
    assert Entry.objects.count() == 0


def test_numbers_keep_their_digits(token):
    values = {
        "day": "2024-01-31",
        "meter": "LD-01",
        "previous": 10000,
        "current": 26058.5,
        "usage": 16058.5,
        "amount": 12846.10,
    }
    answer = send(token, {"values": values}, kind="electricity")
    assert answer.status_code == 200, answer.json()
    assert Entry.objects.get().values["usage"] == "16058.50"


def test_what_is_asked_is_kept_once_it_is_confirmed(token):
    assert send(token, {}).status_code == 200
    asked = send(token, {})
    assert (asked.status_code, asked.json()["entries"][0]["state"]) == (422, "asked")
    assert send(token, {"confirmed": True}).status_code == 200


@pytest.mark.parametrize("given", ["", "nonsense", "zs_" + "x" * 43, "zs_" + "界" * 20])
def test_without_a_good_token_nothing_is_told(db, given):
    answer = Client().post(
        "/api/v1/entries/",
        "{}",
        content_type="application/json",
        headers={"Authorization": f"Bearer {given}".encode().decode("latin-1")},
    )
    assert answer.status_code == 401
    assert "接口口令" in answer.json()["message"]
    assert Client().get("/api/v1/kinds/").status_code == 401


def test_a_session_is_no_token(cast, as_):
    assert as_(cast.admin).post("/api/v1/entries/", "{}", content_type="application/json").status_code == 401


def test_a_revoked_token_is_worth_nothing(cast, as_, token):
    pk = UnitToken.objects.get().pk
    assert as_(cast.outsider).post(f"/ledger/tokens/{pk}/revoke/").status_code == 404
    as_(cast.clerk).post(f"/ledger/tokens/{pk}/revoke/")
    assert send(token, {}).status_code == 401
    assert "已经停用" in as_(cast.clerk).post(f"/ledger/tokens/{pk}/revoke/", follow=True).content.decode()
    assert acts()[-2:] == ["make_token", "revoke_token"]


def test_a_token_is_shown_once_and_kept_as_a_digest(cast, as_, token):
    assert token not in as_(cast.clerk).get("/ledger/tokens/").content.decode()
    assert token not in repr(list(UnitToken.objects.values()))
    assert as_(cast.viewer).get("/ledger/tokens/").status_code == 403
    assert "给哪个系统" in as_(cast.clerk).post("/ledger/tokens/", {"name": " "}).content.decode()


@pytest.mark.parametrize(
    "body",
    [
        b"", b"[]", b"\xff\xfe", b'{"kind": "patrol"}', b'{"kind": "nothing", "entries": [{}]}', b'{"kind": "patrol", "entries": []}',
        b'{"kind": "patrol", "entries": [7]}', b'{"kind": "patrol", "entries": [{"id": "x", "values": {}}]}',
        b'{"kind": "patrol", "entries": [{"id": "0f4dbd55-3c64-4a5e-9d76-0d6f0f7a4a11"}]}',
        b'{"kind": "patrol", "entries": [{"id": "0f4dbd55-3c64-4a5e-9d76-0d6f0f7a4a11", "values": {"x": 1}}]}',
        b'{"kind": "patrol", "entries": [{"id": "0f4dbd55-3c64-4a5e-9d76-0d6f0f7a4a11", "values": {"object": []}}]}',
        b'{"kind": "patrol", "entries": [{"id": "0f4dbd55-3c64-4a5e-9d76-0d6f0f7a4a11", "values": {}, "project": "?"}]}',
        b'{"kind": "patrol", "entries": [{"id": "0f4dbd55-3c64-4a5e-9d76-0d6f0f7a4a11", "values": {}, "project": 7}]}',
        b'{"kind": "patrol", "entries": [{"id": "0f4dbd55-3c64-4a5e-9d76-0d6f0f7a4a11", "values": {"object": NaN}}]}',
        b'{"kind": "patrol", "entries": ' + b"[" * 100_000,
    ],
)  # fmt: skip
def test_bad_requests_get_a_sentence(token, body):
    answer = Client().post(
        "/api/v1/entries/", body, content_type="application/json", headers={"Authorization": f"Bearer {token}"}
    )
    assert answer.status_code in (400, 422)
    assert answer.json()["message"].endswith("。")
    assert Entry.objects.count() == 0


def test_the_kinds_are_told_with_their_columns(token):
    told = Client().get("/api/v1/kinds/", headers={"Authorization": f"Bearer {token}"}).json()
    patrol = next(kind for kind in told["kinds"] if kind["name"] == "patrol")
    assert told["unit"] == "219001"
    assert [column["label"] for column in patrol["columns"]][:2] == ["巡查时间", "对象"]


def test_a_hundred_entries_cost_few_queries(token):
    rows = [{"values": VALUES | {"asset": f"LD-{number}"}} for number in range(100)]
    with CaptureQueriesContext(connection) as captured:
        assert send(token, *rows).status_code == 200
    assert len(captured) <= 25
