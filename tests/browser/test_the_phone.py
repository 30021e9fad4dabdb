"""Entries on a phone-sized screen: in a few taps, without a signal, through a killed browser, each stored once."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, Playwright, expect, sync_playwright
from served_site import ARGUMENTS, CHROMIUM, PASSWORD, Site, free_port, make_demonstration, own_database, wait_for

pytestmark = pytest.mark.browser
PHONE = {"width": 360, "height": 740}


@dataclass
class Server:
    """The demonstration on a port of its own, which can be cut off and brought back."""

    address: str
    data: Path
    environment: dict[str, str]
    process: subprocess.Popen | None = None

    def up(self) -> None:
        port = self.address.rpartition(":")[2]
        log = (self.data / "server.log").open("a")
        run = [sys.executable, "-m", "zhunsheng", "serve", "--data", str(self.data), "--port", port]
        self.process = subprocess.Popen(run, env=self.environment, stdout=log, stderr=log)
        wait_for(self.address, self.process, self.data / "server.log")

    def down(self) -> None:
        if self.process:
            self.process.terminate()
            self.process.wait(20)
        self.process = None

    def entries(self, kind: str = "patrol") -> list[dict]:
        """What the database holds, asked by another process as an administrator would."""
        code = (
            "import json, sys; from pathlib import Path; from zhunsheng.web.serve import prepare; prepare(Path(sys.argv[1]));"
            "from zhunsheng.web.records.models import Entry, Attachment;"
            "print(json.dumps([{'id': e.pk, 'values': e.values, 'source': e.source, 'project': e.project_id, 'files': Attachment.objects.filter(entry=e).count()}"
            " for e in Entry.objects.filter(kind=sys.argv[2], source='phone').order_by('recorded_at')]))"
        )
        told = subprocess.run(
            [sys.executable, "-c", code, str(self.data), kind], env=self.environment, capture_output=True, text=True
        )
        assert told.returncode == 0, told.stderr
        return json.loads(told.stdout)


@pytest.fixture
def server(tmp_path: Path, site: Site) -> Iterator[Server]:
    """A server of this test's own."""
    environment = {**os.environ, "PYTHONUTF8": "1"}
    for name in ("DJANGO_SETTINGS_MODULE", "ZHUNSHENG_DATA", "ZHUNSHENG_HOSTS"):
        environment.pop(name, None)
    with own_database(environment):
        made = Server(f"http://127.0.0.1:{free_port()}", tmp_path / "data", environment)
        make_demonstration(made.data, environment)
        made.up()
        yield made
        made.down()


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@dataclass
class Phone:
    """A browser with a profile that outlives it."""

    playwright: Playwright
    profile: Path
    server: Server
    process: subprocess.Popen | None = None
    context: BrowserContext | None = None

    def start(self) -> Page:
        path = next(filter(None, map(shutil.which, CHROMIUM)))
        port = self.profile / "DevToolsActivePort"
        port.unlink(missing_ok=True)
        command = [
            path,
            *ARGUMENTS,
            "--headless=new",
            "--remote-debugging-port=0",
            f"--user-data-dir={self.profile}",
            "about:blank",
        ]
        self.process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
        until = time.monotonic() + 60
        while not (port.exists() and port.read_text().strip()):
            assert time.monotonic() < until, "the browser says no port"
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(0.05)
                raise AssertionError("the browser ended")
        browser = self.playwright.chromium.connect_over_cdp(f"http://127.0.0.1:{port.read_text().split()[0]}")
        self.context = browser.contexts[0]
        page = self.context.pages[0] if self.context.pages else self.context.new_page()
        page.set_viewport_size(PHONE)
        return page

    def kill(self) -> None:
        """As when the battery is pulled: the whole group of this browser's processes at once."""
        if self.process and self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait(20)

    def sign_in(self, page: Page, name: str = "worker", then: str = "/m/") -> None:
        page.goto(f"{self.server.address}/login/?next={then}")
        page.get_by_label("用户名").fill(name)
        page.get_by_label("密码").fill(PASSWORD)
        page.keyboard.press("Enter")
        expect(page.locator("#kinds button, #fields .field").first).to_be_visible()


@pytest.fixture
def phone(playwright: Playwright, server: Server, tmp_path: Path) -> Iterator[Phone]:
    made = Phone(playwright, tmp_path / "profile", server)
    made.profile.mkdir()
    yield made
    made.kill()


@pytest.fixture(scope="session")
def picture(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A photo as a phone's camera writes it."""
    from PIL import Image

    path = tmp_path_factory.mktemp("photo") / "IMG_0001.jpg"
    Image.effect_noise((1200, 900), 60).convert("RGB").save(path, quality=85)
    return path


def choose(page: Page, kind: str) -> None:
    """Choose a kind of ledger from the list."""
    if page.locator("#kinds").is_hidden():
        page.locator("#kind").click()
    page.locator("#kinds").get_by_role("button", name=kind, exact=True).click()
    expect(page.locator("#entry")).to_be_visible()  # the choice is written down by now: a reload keeps it


def shell_is_kept(page: Page) -> None:
    """Wait until the service worker holds the page."""
    page.wait_for_function(
        """async () => { const names = await caches.keys(); if (!names.length || !navigator.serviceWorker.controller) return false;
        const cache = await caches.open(names[0]); return (await cache.keys()).length > 8 && Boolean(await cache.match("/m/")); }"""
    )


def test_a_patrol_takes_four_taps_and_is_stored_with_its_photo(phone, server, picture):
    page = phone.start()
    phone.sign_in(page)
    choose(page, "巡查")
    page.get_by_label("对象").fill("路灯")
    page.get_by_role("group", name="到场").get_by_text("是", exact=True).click()
    page.get_by_role("button", name="记下").click()
    expect(page.locator("#status")).to_contain_text("已发送 1")
    # the second time the place, the object and the kind are still there
    page.reload()
    expect(page.get_by_label("对象")).to_have_value("路灯")
    taps = 0
    page.locator("#photo").set_input_files(str(picture))  # tap 1 opens the camera
    page.get_by_role("group", name="到场").get_by_text("是", exact=True).click()
    page.get_by_role("group", name="结果").get_by_text("正常", exact=True).click()
    page.get_by_role("button", name="记下").click()
    taps = 4
    assert taps <= 5
    expect(page.locator("#status")).to_contain_text("已发送 2")
    page.locator("#status").click()
    expect(page.locator("#rows li").first).to_contain_text("回执")
    expect(page.locator("#rows li").first).to_contain_text("照片1/1")
    rows = server.entries()
    assert [(row["values"]["object"], row["source"], row["files"]) for row in rows] == [
        ("路灯", "phone", 0),
        ("路灯", "phone", 1),
    ]


def test_a_photo_that_is_still_being_read_goes_with_the_entry_it_was_taken_for(phone, server, picture):
    page = phone.start()
    page.add_init_script(
        """const read = Blob.prototype.arrayBuffer, held = [];
        window.develop = () => { Blob.prototype.arrayBuffer = read; for (const go of held) go(); };
        Blob.prototype.arrayBuffer = async function () { await new Promise((go) => held.push(go)); return read.call(this); };"""
    )
    phone.sign_in(page)
    choose(page, "巡查")
    page.get_by_label("对象").fill("路灯")
    page.get_by_role("group", name="到场").get_by_text("是", exact=True).click()
    page.locator("#photo").set_input_files(str(picture))
    page.get_by_role("button", name="记下").click()
    expect(page.get_by_role("button", name="记下")).to_be_disabled()
    page.evaluate("develop()")
    expect(page.locator("#status")).to_contain_text("已发送 1")
    page.get_by_role("group", name="到场").get_by_text("否", exact=True).click()
    page.get_by_role("button", name="记下").click()
    expect(page.locator("#status")).to_contain_text("已发送 2")
    assert [row["files"] for row in server.entries()] == [1, 0]


def test_without_a_signal_and_through_a_killed_browser_each_entry_is_stored_once(phone, server, picture):
    page = phone.start()
    phone.sign_in(page)
    choose(page, "巡查")
    page.reload()
    shell_is_kept(page)
    server.down()
    for name in ("路灯", "绿化"):
        page.get_by_label("对象").fill(name)
        if name == "绿化":
            page.locator("#photo").set_input_files(str(picture))
        page.get_by_role("group", name="到场").get_by_text("是", exact=True).click()
        page.get_by_role("button", name="记下").click()
        expect(page.get_by_role("group", name="到场").locator("input:checked")).to_have_count(0)
    expect(page.locator("#status")).to_contain_text("等待 2")
    cookies = phone.context.cookies()
    phone.kill()

    page = phone.start()
    phone.context.add_cookies(cookies)  # Chromium writes cookies down every half minute only
    page.goto(f"{server.address}/m/")
    expect(page.locator("#status")).to_contain_text("等待 2")
    expect(page.get_by_label("对象")).to_be_visible()
    page.get_by_label("对象").fill("广告牌")
    page.get_by_role("group", name="到场").get_by_text("否", exact=True).click()
    page.get_by_role("button", name="记下").click()
    expect(page.locator("#status")).to_contain_text("等待 3")

    server.up()
    page.locator("#status").click()
    page.get_by_role("button", name="现在发送").click()
    expect(page.locator("#status")).to_contain_text("已发送 3")
    page.reload()
    expect(page.locator("#status")).to_contain_text("已发送 3")
    assert [(row["values"]["object"], row["files"]) for row in server.entries()] == [
        ("路灯", 0),
        ("绿化", 1),
        ("广告牌", 0),
    ]


def enter(page: Page, kind: str) -> None:
    """Make and send an entry of a kind that needs little."""
    choose(page, kind)
    if kind == "巡查":
        page.get_by_label("对象").fill("路灯")
        page.get_by_role("group", name="到场").get_by_text("是", exact=True).click()
    else:
        page.get_by_label("对象").fill("绿化")
        page.get_by_label("内容").select_option("浇水")
    page.get_by_role("button", name="记下").click()
    expect(page.locator("#save")).to_be_enabled()  # again: it is kept, and the next one may be entered
    expect(page.locator("#rows b").get_by_text(kind, exact=True)).to_have_count(1)


def kinds_on_top(page: Page) -> list[str]:
    """The kinds of the first group of the list."""
    if page.locator("#kinds").is_hidden():
        page.locator("#kind").click()
    expect(page.locator("#kinds")).to_be_visible()  # not the list as it stood the last time
    return page.locator("#kinds section").first.locator("h2, button").all_inner_texts()


def test_a_demonstrations_day_is_today_and_the_project_that_counts_patrols_is_chosen(phone, server, picture):
    server.down()
    (server.data / "demonstration-day").write_text("2020-09-10\n", "ascii")
    server.up()
    page = phone.start()
    phone.sign_in(page)
    choose(page, "巡查")
    project = page.locator("#project")
    expect(page.locator(".project")).to_contain_text("由取数办法选出")
    chosen = project.input_value()
    assert chosen
    expect(page.locator("#c-moment")).to_have_value(re.compile(r"^2020-09-10T\d\d:\d\d$"))
    page.get_by_label("对象").fill("路灯")
    page.get_by_role("group", name="到场").get_by_text("是", exact=True).click()
    page.get_by_role("button", name="记下").click()
    expect(page.locator("#status")).to_contain_text("已发送 1")  # the day lies in the project's year: nothing is asked
    (row,) = server.entries()
    assert str(row["project"]) == chosen
    assert row["values"]["moment"].startswith("2020-09-10T")
    # whoever chooses the whole unit is not overruled the next time
    project.select_option("")
    page.get_by_role("group", name="到场").get_by_text("是", exact=True).click()
    page.get_by_role("button", name="记下").click()
    expect(page.locator("#status")).to_contain_text("已发送 2")
    page.reload()
    expect(page.get_by_label("对象")).to_have_value("路灯")
    expect(project).to_have_value("")


def test_the_kinds_that_a_person_entered_last_come_first_on_their_phone_only(phone, server):
    page = phone.start()
    phone.sign_in(page)
    assert kinds_on_top(page)[0] == "常用"
    enter(page, "养护")
    enter(page, "巡查")
    assert kinds_on_top(page) == ["最近录过", "巡查", "养护"]
    named = page.locator("#kinds button").all_inner_texts()
    assert len(named) == len(set(named))
    page.reload()
    expect(page.get_by_label("对象")).to_be_visible()  # it opens where this person left off
    phone.context.clear_cookies()
    phone.sign_in(page, "clerk")  # the worker's last kind gives way to the list as soon as the server says who it is
    expect(page.locator("#kinds section h2").first).to_have_text("常用")


def test_a_list_that_was_opened_while_the_phone_asked_for_news_stays_open(phone, server):
    page = phone.start()
    phone.sign_in(page)
    choose(page, "巡查")
    page.add_init_script("navigator.storage.persist = async () => { window.hasHeard = true; };")  # the last it does
    held = []
    page.route("**/m/data/", lambda route: held.append(route))
    page.reload()
    expect(page.get_by_label("对象")).to_be_visible()
    page.locator("#kind").click()
    expect(page.locator("#kinds")).to_be_visible()
    assert page.evaluate("() => window.hasHeard") is None
    for route in held:
        route.continue_()
    page.wait_for_function("() => window.hasHeard")
    expect(page.locator("#kinds")).to_be_visible()
    expect(page.locator("#entry")).to_be_hidden()


def test_a_heic_photo_is_made_a_jpeg_where_the_browser_can_read_it_and_else_said_at_once(phone, server, picture):
    page = phone.start()
    phone.sign_in(page)
    choose(page, "巡查")
    unreadable = {"name": "IMG_2.HEIC", "mimeType": "image/heic", "buffer": b"\x00\x00\x00\x18ftypheic" + b"\x00" * 400}
    page.locator("#photo").set_input_files([unreadable])
    expect(page.locator(".photo .said")).to_contain_text(
        "“IMG_2.HEIC”是HEIC格式，这个浏览器转不了，没有加上。请在手机“设置—相机—格式”里选"
    )
    expect(page.locator(".photos button")).to_have_count(0)
    # Chromium reads no HEIC: a picture that it reads stands for one, under a name and a type that the server refuses
    readable = {"name": "IMG_3.HEIC", "mimeType": "image/heic", "buffer": picture.read_bytes()}
    page.locator("#photo").set_input_files([readable])
    expect(page.get_by_role("button", name="去掉IMG_3.jpg")).to_be_visible()
    expect(page.locator(".photo .said")).to_be_empty()
    page.get_by_label("对象").fill("路灯")
    page.get_by_role("group", name="到场").get_by_text("是", exact=True).click()
    page.get_by_role("button", name="记下").click()
    expect(page.locator("#status")).to_contain_text("已发送 1")
    assert [row["files"] for row in server.entries()] == [1]


def test_an_answer_that_got_lost_on_the_way_doubles_nothing(phone, server):
    page = phone.start()
    phone.sign_in(page)
    choose(page, "巡查")

    def swallow(route):
        route.fetch()  # the server gets it, the phone never hears of it
        route.abort()

    page.route("**/m/entries/", swallow, times=1)
    page.get_by_label("对象").fill("路灯")
    page.get_by_role("group", name="到场").get_by_text("是", exact=True).click()
    page.get_by_role("button", name="记下").click()
    page.locator("#status").click()
    expect(page.locator("#rows li")).to_contain_text("没有网络")
    assert len(server.entries()) == 1
    page.get_by_role("button", name="现在发送").click()
    expect(page.locator("#status")).to_contain_text("已发送 1")
    assert len(server.entries()) == 1


def test_what_the_server_does_not_take_comes_back_to_be_mended(phone, server):
    page = phone.start()
    phone.sign_in(page)
    choose(page, "巡查")
    page.get_by_label("对象").fill("路灯")
    page.get_by_role("group", name="到场").get_by_text("否", exact=True).click()
    page.get_by_role("group", name="结果").get_by_text("正常", exact=True).click()
    page.get_by_role("button", name="记下").click()
    expect(page.locator("#status")).to_contain_text("要改 1")
    page.locator("#status").click()
    expect(page.locator("#rows li")).to_contain_text("没有到场，就没有巡查结果")
    page.get_by_role("button", name="修改").click()
    expect(page.get_by_label("对象")).to_have_value("路灯")
    page.get_by_role("group", name="结果").get_by_text("正常", exact=True).click()
    page.get_by_role("button", name="记下").click()
    expect(page.locator("#status")).to_contain_text("已发送 1")
    assert len(server.entries()) == 1


def test_with_an_expired_session_entries_wait_and_say_so(phone, server):
    page = phone.start()
    phone.sign_in(page)
    choose(page, "巡查")
    phone.context.clear_cookies()
    page.get_by_label("对象").fill("路灯")
    page.get_by_role("group", name="到场").get_by_text("是", exact=True).click()
    page.get_by_role("button", name="记下").click()
    expect(page.locator("#notice")).to_contain_text("1条记录在手机里等着")
    expect(page.locator("#status")).to_contain_text("等待 1")
    page.locator("#notice").get_by_role("link", name="登录").click()
    page.get_by_label("用户名").fill("worker")
    page.get_by_label("密码").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.locator("#status")).to_contain_text("已发送 1")
    assert len(server.entries()) == 1


def test_an_entry_that_met_a_change_of_session_is_sent_again_and_is_not_to_be_mended(phone, server):
    page = phone.start()
    phone.sign_in(page)
    choose(page, "巡查")
    stale = {"json": {"token": "x" * 64}}  # asked for just before the session became another one
    page.route("**/m/token/", lambda route: route.fulfill(**stale), times=1)
    page.get_by_label("对象").fill("路灯")
    page.get_by_role("group", name="到场").get_by_text("是", exact=True).click()
    page.get_by_role("button", name="记下").click()
    page.locator("#status").click()
    expect(page.locator("#rows li")).to_contain_text("页面打开得太久")
    expect(page.locator("#status")).to_contain_text("等待 1")
    page.get_by_role("button", name="现在发送").click()
    expect(page.locator("#status")).to_contain_text("已发送 1")
    assert len(server.entries()) == 1


def test_another_persons_entries_are_not_sent_under_a_foreign_name(phone, server):
    page = phone.start()
    phone.sign_in(page)
    choose(page, "巡查")
    page.route("**/m/entries/", lambda route: route.abort())
    page.get_by_label("对象").fill("路灯")
    page.get_by_role("group", name="到场").get_by_text("是", exact=True).click()
    page.get_by_role("button", name="记下").click()
    expect(page.locator("#status")).to_contain_text("等待 1")
    phone.context.clear_cookies()  # before the way is free again: its owner's session must not send it meanwhile
    page.unroute("**/m/entries/")
    phone.sign_in(page, "clerk")
    expect(page.locator("#status")).to_contain_text("等待 1")  # its script has run
    page.locator("#status").click()
    expect(page.locator("#others")).to_contain_text("1条是别人在这台手机上录的")
    page.get_by_role("button", name="现在发送").click()
    expect(page.locator("#status")).to_contain_text("等待 1")
    assert server.entries() == []


def test_what_was_not_sent_can_be_taken_out_as_a_file(phone, server):
    page = phone.start()
    phone.sign_in(page)
    choose(page, "巡查")
    page.route("**/m/entries/", lambda route: route.abort())
    page.get_by_label("对象").fill("路灯")
    page.get_by_role("group", name="到场").get_by_text("是", exact=True).click()
    page.get_by_role("button", name="记下").click()
    expect(page.locator("#status")).to_contain_text("等待 1")
    page.locator("#status").click()
    with page.expect_download() as started:
        page.get_by_role("button", name="导出没有发送的").click()
    told = json.loads(Path(started.value.path()).read_text("utf-8"))
    assert told["entries"][0]["cells"]["object"] == "路灯"


def test_everything_to_touch_is_large_and_nothing_scrolls_sideways(phone):
    page = phone.start()
    phone.sign_in(page)
    choose(page, "报修工单")
    page.locator("details.more summary").click()
    small = page.evaluate(
        """() => [...document.querySelectorAll("button, a, input:not(.visually-hidden), select, summary, .choices label, label.shot")]
        .filter((element) => element.offsetParent && element.getBoundingClientRect().height < 44).map((element) => element.outerHTML.slice(0, 80))"""
    )
    assert small == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.locator("#status").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
