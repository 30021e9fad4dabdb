"""A real server on a data folder of its own, and a real browser: Debian's Chromium, driven by Playwright."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright
from served_site import ARGUMENTS, CHROMIUM, PASSWORD, Site, served

expect.set_options(timeout=15_000)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The demonstration, served by the real command; shared, so that other tests' years and records may be in it."""
    with served(tmp_path_factory.mktemp("data") / "示例 数据") as running:
        yield running


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for a file of tests; each person gets a profile of their own.

    It ends with the file: while it is there the driver's event loop runs in this process, and Django refuses to work.
    """
    path = next(filter(None, map(shutil.which, CHROMIUM)))
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture
def sign_in(site: Site, browser: Browser) -> Iterator[Callable[..., Page]]:
    """Sign a person in: ``sign_in("clerk", width=360)``. A script error or a blocked resource fails the test."""
    contexts, trouble = [], []

    def enter(name: str = "clerk", width: int = 1440, height: int = 900, **options: object) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": height}, locale="zh-CN", base_url=site.address, **options
        )
        contexts.append(context)
        page = context.new_page()
        press_on_whole_pages(page)
        page.on("pageerror", lambda error: trouble.append(str(error)))
        page.on("console", lambda line: trouble.append(line.text) if is_trouble(line) else None)
        page.goto("/login/")
        page.get_by_label("用户名").fill(name)
        page.get_by_label("密码").fill(PASSWORD)
        page.keyboard.press("Enter")
        first = page.get_by_role("heading", name="工作台").or_(page.locator(".phone-bar"))  # field workers land there
        first = first.or_(page.locator(".course-strip"))  # and third parties at their one open case
        expect(first).to_be_visible()
        return page

    yield enter
    for context in contexts:
        context.close()
    assert trouble == []


def press_on_whole_pages(page: Page) -> None:
    """Keys go to a page that has come whole: its text stands before its scripts have run, and only they answer keys."""
    press = page.keyboard.press

    def patiently(key: str, **options: object) -> None:
        page.wait_for_load_state("domcontentloaded")
        press(key, **options)

    page.keyboard.press = patiently


def is_trouble(line: object) -> bool:
    """Errors of the console; the browser's own words about an answer that a test asks for are none."""
    return (
        line.type == "error"
        and "the server responded with a status of" not in line.text
        and "ERR_INTERNET_DISCONNECTED" not in line.text
    )


@pytest.fixture
def upload(tmp_path: Path) -> Callable[[Page, bytes, str, int], None]:
    """Bring a document in as a year of its own, so that no test disturbs another."""

    def bring(page: Page, data: bytes, name: str, year: int) -> None:
        file = tmp_path / name
        file.write_bytes(data)
        page.goto("/upload/")
        page.locator("#file").set_input_files(str(file))
        expect(page.get_by_role("heading", name=name)).to_be_visible()
        page.get_by_label("预算年度").fill(str(year))
        page.get_by_role("button", name="确认读入").click()
        asked = page.get_by_text("已经有这份文件里的项目")
        expect(asked.or_(page.get_by_role("heading", name="项目", exact=True))).to_be_visible()
        if asked.is_visible():
            page.get_by_role("button", name="确认读入").click()
        expect(page.get_by_role("heading", name="项目", exact=True)).to_be_visible()

    return bring


@pytest.fixture(scope="session")
def example() -> bytes:
    """The bundled example park's document."""
    from importlib.resources import files

    return files("zhunsheng.bundled").joinpath("example-park-2020.docx").read_bytes()
