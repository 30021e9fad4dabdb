"""Signing in and out: it works, it refuses, it locks, it logs; nothing is shown to strangers."""

import pytest
from axes.models import AccessAttempt
from web_stage import acts, ask

from zhunsheng.web.records.models import AuditEntry

PASSWORD = "hu-yan-deng-2026"


@pytest.fixture
def clerk(cast):
    cast.clerk.set_password(PASSWORD)
    cast.clerk.save()
    return cast.clerk


def sign_in(client, username="clerk", password=PASSWORD, **more):
    return client.post("/login/", {"username": username, "password": password, **more})


def test_the_right_password_leads_to_the_workbench(clerk, client):
    assert sign_in(client).url == "/"
    assert client.get("/").status_code == 200
    assert acts()[-1] == "sign_in"
    assert AuditEntry.objects.latest("number").who == clerk


def test_one_comes_back_to_where_one_wanted_to_go_but_never_to_another_site(clerk, client):
    assert client.get("/projects/?year=2026").url == "/login/?next=/projects/%3Fyear%3D2026"
    assert sign_in(client, next="/projects/").url == "/projects/"
    client.post("/logout/")
    assert sign_in(client, next="https://example.org/").url == "/"


def test_a_wrong_password_says_so_and_keeps_the_name(clerk, client):
    answer = sign_in(client, password="wrong")
    page = answer.content.decode()
    assert "用户名或密码不对" in page
    assert 'value="clerk"' in page
    assert "sign_in" not in acts()


def test_a_name_that_does_not_exist_gets_the_same_words(clerk, client):
    assert "用户名或密码不对" in sign_in(client, username="nobody-of-this-name").content.decode()


@pytest.mark.parametrize(
    ("username", "password"), [("x" * 5000, "y"), ("\x00", "\x00"), ("", ""), ("a' OR 1=1 --", "％")]
)
def test_senseless_names_and_passwords_are_turned_away(clerk, client, username, password):
    assert sign_in(client, username=username, password=password).status_code == 200
    assert client.get("/").status_code == 302


def test_five_wrong_passwords_lock_the_account_for_a_while(clerk, client):
    for _ in range(4):
        assert sign_in(client, password="wrong").status_code == 200
    assert sign_in(client, password="wrong").status_code == 429
    answer = sign_in(client)
    assert answer.status_code == 429
    assert "15分钟后再试" in answer.content.decode()
    AccessAttempt.objects.all().delete()
    assert sign_in(client).status_code == 302


def test_a_right_password_forgets_the_wrong_ones(clerk, client):
    for _ in range(3):
        sign_in(client, password="wrong")
    sign_in(client)
    client.post("/logout/")
    for _ in range(4):
        assert sign_in(client, password="wrong").status_code == 200


def test_a_stopped_account_cannot_sign_in_and_is_out_at_once(clerk, client):
    sign_in(client)
    clerk.is_active = False
    clerk.save()
    assert client.get("/").status_code == 302
    assert sign_in(client).status_code == 200


def test_signing_out_is_a_button_not_a_link(clerk, client):
    sign_in(client)
    assert client.get("/logout/").status_code == 405
    assert client.post("/logout/").url == "/login/"
    assert client.get("/").status_code == 302


def test_the_password_can_be_changed(clerk, client):
    sign_in(client)
    wrong = client.post(
        "/password/", {"old_password": "x", "new_password1": "lu-deng-2026", "new_password2": "lu-deng-2026"}
    )
    assert wrong.status_code == 200
    weak = client.post(
        "/password/", {"old_password": PASSWORD, "new_password1": "12345678", "new_password2": "12345678"}
    )
    assert weak.status_code == 200
    done = client.post(
        "/password/", {"old_password": PASSWORD, "new_password1": "lu-deng-2026", "new_password2": "lu-deng-2026"}
    )
    assert done.status_code == 302
    assert acts()[-1] == "change_password"
    assert client.get("/").status_code == 200
    client.post("/logout/")
    assert sign_in(client, password="lu-deng-2026").status_code == 302


def test_a_script_hears_that_the_session_has_ended(target, client):
    answer = ask(client, f"/projects/{target.pk}/cells/", address="goal", text="x", base="")
    assert answer.status_code == 401
    assert "还没有保存" in answer.json()["message"]
    answer = client.get("/projects/", headers={"HX-Request": "true"})
    assert (answer.status_code, answer["HX-Redirect"]) == (401, "/login/?next=%2Fprojects%2F")


def test_passwords_are_kept_as_argon2(clerk):
    assert clerk.password.startswith("argon2$argon2id$")
