"""A reviewer clears a round of ten documents without touching the mouse: from the queue to every closed round."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest
from playwright.sync_api import Page, expect
from ten_documents import ten_documents

pytestmark = pytest.mark.browser
YEAR = 2093
COUNT_POINTERS = """
for (const kind of ["pointerdown", "mousedown", "touchstart", "wheel"]) addEventListener(kind, () =>
  sessionStorage.setItem("pointers", Number(sessionStorage.getItem("pointers") || 0) + 1), { capture: true, passive: true });
"""


@pytest.fixture
def ten(site, tmp_path):
    """Ten units' documents, brought in by the command while the server runs."""
    files = []
    for name, data in ten_documents(YEAR):
        files.append(tmp_path / name)
        files[-1].write_bytes(data)
    environment = {**os.environ, **site.environment}
    command = [sys.executable, "-m", "zhunsheng", "import", "--year", str(YEAR), "--data", str(site.data)]
    done = subprocess.run([*command, *map(str, files)], env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return len(files)


def test_ten_documents_are_cleared_by_keyboard_alone(sign_in, ten):
    page = sign_in("reviewer")
    page.add_init_script(COUNT_POINTERS)
    page.goto(f"/review/?year={YEAR}")
    rows = page.locator("table[data-walk] tbody tr")
    expect(rows).to_have_count(ten)
    expect(page.locator("table[data-walk] td.lead > a").first).to_be_focused()
    page.keyboard.press("j")
    expect(page.locator("table[data-walk] td.lead > a").nth(1)).to_be_focused()
    page.keyboard.press("?")
    expect(page.get_by_role("heading", name="按键")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("k")
    page.keyboard.press("Enter")

    cleared = set()
    for number in range(ten):
        page.wait_for_url(re.compile(rf"/review/\d+/{YEAR}/(#.*)?$"))
        expect(page.locator(".cause.active")).to_have_count(1)
        cleared.add(page.get_by_role("heading", level=1).inner_text())
        WAYS[number % len(WAYS)](page)
        page.keyboard.press("e")
        expect(page.locator("#summary")).to_be_focused()
        page.keyboard.type("请于五日内改好。")
        page.keyboard.press("Control+Enter")
        expect(page.get_by_role("heading", name=re.compile("第1轮"))).to_be_visible()
        expect(page.locator("main")).to_contain_text("请于五日内改好。")
        if number < ten - 1:
            page.keyboard.press("n")
    assert len(cleared) == ten

    expect(page.locator("[data-key=n]")).to_have_count(0)
    page.keyboard.press("q")
    expect(rows).to_have_count(ten)
    expect(page.get_by_text("第1轮已退回，等单位改")).to_have_count(ten)
    assert page.evaluate("sessionStorage.getItem('pointers')") is None


def one_by_one(page: Page) -> None:
    """Every cause by its own key, the last of them among others."""
    total = page.locator("[data-cause]").count()
    for number in range(total):
        decide(page, ("a", "a", "d", "a", "c", "w")[number % 6])
    expect(page.locator(".cause:not(.decided)")).to_have_count(0)
    expect(page.locator("#summary")).to_have_value(re.compile("采纳"))


def a_few_and_then_all(page: Page) -> None:
    """A dismissal that is taken back, one of several places, and the rest in one go."""
    decide(page, "d")
    page.keyboard.press("k")
    page.keyboard.press("u")
    expect(page.locator(".cause.active:not(.decided)")).to_have_count(1)
    accept_the_rest(page)


def only_what_is_open(page: Page) -> None:
    """With the decided ones out of sight; a place is taken out of its cause first."""
    page.keyboard.press("o")
    expect(page.locator("#only-open")).to_have_attribute("aria-pressed", "true")
    decide(page, "a")
    decide(page, "w")
    page.keyboard.press("o")
    accept_the_rest(page)


def the_keys_then_the_form(page: Page) -> None:
    """The help names every key that is used here; the review form is looked at on the way, and the cell behind a finding."""
    page.keyboard.press("?")
    keys = page.locator("#review-keys")
    for name in ("A", "D", "W", "C", "U", "J", "K", "E", "F", "N", "O", "Q", "Shift+A", "Ctrl+Enter"):
        expect(keys.get_by_text(name, exact=True).first).to_be_visible()
    page.keyboard.press("Escape")
    here = page.url.partition("#")[0]
    page.keyboard.press("f")
    expect(page.get_by_role("heading", level=1)).to_contain_text("审核表")
    page.go_back()
    expect(page.locator(".cause.active")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(page.locator("#paper")).to_be_visible()
    page.go_back()
    page.wait_for_url(re.compile(re.escape(here)))
    expect(page.locator(".cause.active")).to_have_count(1)
    accept_the_rest(page)


WAYS = (one_by_one, a_few_and_then_all, only_what_is_open, the_keys_then_the_form)


def decide(page: Page, key: str) -> None:
    """One decision on the cause that one stands on, with its reason where it needs one."""
    before = page.locator(".cause.active")
    expect(before).to_have_count(1)
    item = page.locator(f"[id='{before.get_attribute('id')}']")
    page.keyboard.press(key)
    if key in "dwc":
        expect(item.locator("textarea")).to_be_focused()
        page.keyboard.type({"d": "上级文件原文", "w": "当年特批", "c": "这个数怎么来的"}[key])
        page.keyboard.press("Enter")
    expect(item.locator(".state")).to_have_text({"a": "采纳", "d": "驳回", "w": "豁免", "c": "询问"}[key])


def accept_the_rest(page: Page) -> None:
    page.keyboard.press("Shift+A")
    expect(page.get_by_role("button", name="全部采纳", exact=True)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text(re.compile(r"已采纳\d+处"))
    expect(page.locator(".cause:not(.decided)")).to_have_count(0)
