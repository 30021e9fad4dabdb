"""Take the pictures of docs/screenshots from the running demonstration: ``python tools/make_screenshots.py``.

Makes a demonstration in a temporary folder, edits two cells of it as a clerk would, and photographs the list, the form
view with its findings, a finding's card, the comparison and the department page at 1440 and 360 pixels.
"""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from playwright.sync_api import Page, expect, sync_playwright

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


def main() -> None:
    """Serve a fresh demonstration, take all pictures, stop."""
    OUT.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        probe.close()
        command = [sys.executable, "-m", "zhunsheng"]
        subprocess.run([*command, "demo", "--data", f"{folder}/demo", "--no-server"], check=True, capture_output=True)
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
        for number, (width, height) in enumerate(SIZES):
            page = browser.new_page(viewport={"width": width, "height": height}, base_url=address, locale="zh-CN")
            page.goto("/login/")
            _shoot(page, "login", width)
            page.get_by_label("用户名").fill("clerk")
            page.get_by_label("密码").fill("lingang-2020")
            page.keyboard.press("Enter")
            expect(page.get_by_role("heading", name="工作台")).to_be_visible()
            if number == 0:
                _edit(page)
            for name, path in (
                ("workbench", "/"),
                ("list", "/projects/"),
                ("upload", "/upload/"),
                ("department", "/department/804002/2020/"),
            ):
                page.goto(path)
                _shoot(page, name, width)
            _open(page, "路灯电费")
            _shoot(page, "form", width)
            if width > 1000:
                page.locator("#paper .cell.sev-error").first.hover()
                expect(page.locator(".pop")).to_be_visible()
                _shoot(page, "finding", width)
            _open(page, "综合事务管理经费")
            page.goto(page.url + "compare/?a=v1&b=draft")
            _shoot(page, "compare", width)
        browser.close()


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
    page.goto("/projects/?year=2020")
    page.get_by_role("link", name=name, exact=True).click()
    expect(page.locator("#paper")).to_be_visible()


def _shoot(page: Page, name: str, width: int) -> None:
    page.evaluate("document.fonts.ready")
    page.screenshot(path=str(OUT / f"{name}-{width}.png"))


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
