"""Take the pictures of docs/screenshots from the running demonstration: ``python tools/make_screenshots.py``.

Makes a demonstration in a temporary folder, edits a few cells of it as a clerk would, lets a reviewer decide on a few
findings and an administrator look at the settings, and photographs the pages of each at 1440 and 360 pixels; some of
them in the dark scheme too.
"""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from importlib.resources import files
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, expect, sync_playwright

from zhunsheng.bundled import EXAMPLE

OUT = Path(__file__).resolve().parent.parent / "docs" / "screenshots"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-sync",
]
SIZES = ((1440, 900), (360, 780))
YEAR = 2022
"""A year of its own, whose tables are still drafts that one may edit."""
ROUND = f"/review/804002/{YEAR}/"
CLERKS = (
    ("workbench", "/"), ("list", "/projects/"), ("upload", "/upload/"), ("department", "/department/804002/2020/"),
)  # fmt: skip
ADMINISTRATORS = (
    ("rules", "/settings/rules/"), ("review-points", "/settings/review-form/"), ("units", "/settings/units/"),
    ("people", "/settings/people/"),
)  # fmt: skip

PERFORMANCE = (
    ("overview", "/overview/"), ("monitoring", "/monitoring/?month=7"), ("scores", "/scores/"), ("evaluations", "/evaluations/"),
    ("results", "/results/"), ("library", "/library/"), ("publications", "/publications/"), ("calendar", "/calendar/"),
)  # fmt: skip
STRANGERS = (
    ("portal", "/open/"),
    ("portal-year", "/open/804002/2020/"),
    ("portal-project", "/open/804002/2020/804-0501-JBN-2RPF/"),
)


def main() -> None:
    """Serve a fresh demonstration, take all pictures, stop."""
    OUT.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        probe.close()
        command = [sys.executable, "-m", "zhunsheng"]
        subprocess.run([*command, "demo", "--data", f"{folder}/demo", "--no-server"], check=True, capture_output=True)
        example = str(files("zhunsheng.bundled").joinpath(EXAMPLE))
        bring = [*command, "import", example, "--year", str(YEAR), "--data", f"{folder}/demo"]
        subprocess.run(bring, check=True, capture_output=True)
        server = subprocess.Popen(
            [*command, "serve", "--data", f"{folder}/demo", "--port", str(port)], stdout=subprocess.DEVNULL
        )
        try:
            _wait(f"http://127.0.0.1:{port}/login/")
            _photograph(f"http://127.0.0.1:{port}")
        finally:
            server.terminate()
            server.wait(20)


def _photograph(address: str) -> None:
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        for number, size in enumerate(SIZES):
            _clerk(browser, address, size, first=number == 0)
            _reviewer(browser, address, size, first=number == 0)
            _administrator(browser, address, size)
            _performance(browser, address, size)
            _stranger(browser, address, size)
        _dark(browser, address)
        browser.close()


def _clerk(browser: Browser, address: str, size: tuple[int, int], first: bool) -> None:
    """What a unit's clerk works with."""
    page = _page(browser, address, size)
    page.goto("/login/")
    _shoot(page, "login", size[0])
    _sign_in(page, "clerk")
    if first:
        _edit(page)
    for name, path in CLERKS:
        page.goto(path)
        _shoot(page, name, size[0])
    page.goto("/measures/")
    _shoot(page, "measures", size[0])
    page.get_by_role("link", name="维修及时性", exact=True).click()
    expect(page.locator("#formula-said .right").first).to_be_visible()
    _shoot(page, "measure", size[0])
    page.goto("/ledger/repair_ticket/")
    _shoot(page, "ledger", size[0])
    if size[0] < 1000:
        page.goto("/m/")
        page.get_by_role("button", name="巡查", exact=True).click()
        _shoot(page, "phone", size[0])
    _open(page, "路灯电费")
    _shoot(page, "form", size[0])
    if size[0] > 1000:
        page.locator("#paper .cell.sev-error").first.hover()
        expect(page.locator(".pop")).to_be_visible()
        _shoot(page, "finding", size[0])
    _open(page, "综合事务管理经费")
    page.goto(page.url + "compare/?a=v1&b=draft")
    _shoot(page, "compare", size[0])


def _reviewer(browser: Browser, address: str, size: tuple[int, int], first: bool) -> None:
    """The queue, a round with its keys, the review forms."""
    page = _page(browser, address, size)
    _sign_in(page, "reviewer")
    page.goto("/review/")
    _shoot(page, "queue", size[0])
    page.goto(ROUND)
    expect(page.locator(".cause.active")).to_have_count(1)
    if first:
        _decide(page)
        _put_points(page)
        page.goto(ROUND)
        expect(page.locator(".cause.active")).to_have_count(1)
    _shoot(page, "round", size[0])
    page.goto(f"{ROUND}form/")
    _shoot(page, "review-forms", size[0])
    page.get_by_role("link", name="路灯电费", exact=True).click()
    expect(page.locator(".sheet")).to_be_visible()
    _shoot(page, "review-form", size[0], whole=True)


def _administrator(browser: Browser, address: str, size: tuple[int, int]) -> None:
    """Rules, what the review form's items are worth, units and people."""
    page = _page(browser, address, size)
    _sign_in(page, "admin")
    for name, path in ADMINISTRATORS:
        page.goto(path)
        _shoot(page, name, size[0])


def _performance(browser: Browser, address: str, size: tuple[int, int]) -> None:
    """What the bureau's performance office looks at."""
    page = _page(browser, address, size)
    _sign_in(page, "performance")
    for name, path in PERFORMANCE:
        page.goto(path)
        _shoot(page, name, size[0])


def _stranger(browser: Browser, address: str, size: tuple[int, int]) -> None:
    """What everybody may read."""
    page = _page(browser, address, size)
    for name, path in STRANGERS:
        page.goto(path)
        _shoot(page, name, size[0])


def _dark(browser: Browser, address: str) -> None:
    """The form and the round as they look at night."""
    page = _page(browser, address, SIZES[0], color_scheme="dark")
    _sign_in(page, "reviewer")
    _open(page, "路灯电费")
    _shoot(page, "form-dark", SIZES[0][0])
    page.goto(ROUND)
    expect(page.locator(".cause.active")).to_have_count(1)
    _shoot(page, "round-dark", SIZES[0][0])


def _page(browser: Browser, address: str, size: tuple[int, int], **options: Any) -> Page:
    width, height = size
    context = browser.new_context(
        viewport={"width": width, "height": height}, base_url=address, locale="zh-CN", **options
    )
    return context.new_page()


def _sign_in(page: Page, name: str) -> None:
    page.goto("/login/")
    page.get_by_label("用户名").fill(name)
    page.get_by_label("密码").fill("lingang-2020")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="工作台")).to_be_visible()


def _decide(page: Page) -> None:
    """One finding accepted, one dismissed, one asked about."""
    for key, words, state in (
        ("a", "", "采纳"),
        ("d", "上级文件原文如此", "驳回"),
        ("c", "97%和98%以哪个为准？", "询问"),
    ):
        item = page.locator(f"[id='{page.locator('.cause.active').get_attribute('id')}']")
        page.keyboard.press(key)
        if words:
            page.keyboard.type(words)
            page.keyboard.press("Enter")
        expect(item.locator(".state")).to_have_text(state)


def _put_points(page: Page) -> None:
    """A reviewer's own points for one item of a review form."""
    page.goto(f"{ROUND}form/")
    page.get_by_role("link", name="路灯电费", exact=True).click()
    item = page.locator("#item-attainability")
    item.get_by_text("改分").click()
    item.get_by_label("分数").fill("8")
    item.get_by_label("理由").fill("电价调整的影响还没有测算")
    item.get_by_role("button", name="记下").click()
    expect(page.locator("#item-attainability .put")).to_be_visible()


def _edit(page: Page) -> None:
    """A few edits, so that the comparison has something to show."""
    _open(page, "综合事务管理经费")
    for address, text in (
        ("budget.other", "0.50"),
        ("goal", "1、全年举办专项招商活动2场，签约项目2个；制作宣传短片1部，印发安全生产彩页500份。"),
    ):
        cell = page.locator(f'#paper .cell[data-address="{address}"]')
        cell.click()
        cell.press("Control+a")
        page.keyboard.insert_text(text)
        cell.press("Tab")
    page.locator('#paper .cell[data-address$=".level3"]').nth(1).focus()
    page.keyboard.press("Control+Enter")
    expect(page.locator("#indicator-rows tr[data-row]")).to_have_count(7)
    for text in ("质量指标", "宣传短片验收合格率", "验收合格的短片部数占制作部数的比例", "=100%", "制作合同验收条款"):
        page.keyboard.insert_text(text)
        page.keyboard.press("Tab")
    expect(page.locator("#save-state")).to_have_attribute("data-state", "saved")
    expect(page.locator(".cell.pending")).to_have_count(0)


def _open(page: Page, name: str) -> None:
    page.goto(f"/projects/?year={YEAR}")
    page.get_by_role("link", name=name, exact=True).click()
    expect(page.locator("#paper")).to_be_visible()


def _shoot(page: Page, name: str, width: int, whole: bool = False) -> None:
    page.wait_for_load_state("networkidle")  # the parts that a page fetches after its first paint
    page.evaluate("document.fonts.ready")
    page.screenshot(path=str(OUT / f"{name}-{width}.png"), full_page=whole)


def _wait(url: str) -> None:
    for _ in range(200):
        try:
            urllib.request.urlopen(url, timeout=1).close()
            return
        except OSError:
            time.sleep(0.1)
    raise SystemExit(f"没有起来：{url}")


if __name__ == "__main__":
    main()
