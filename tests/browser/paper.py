"""The form view as tests speak of it: cells by row and name, problems by rule, the state of saving."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect


def open_project(page: Page, name: str, year: int) -> None:
    """Open a project's form from the list of its year."""
    page.goto(f"/projects/?year={year}")
    page.get_by_role("link", name=name, exact=True).click()
    expect(page.locator("#paper")).to_be_visible()
    page.wait_for_load_state()  # the words are there before the scripts that listen to what one does with them


def head_cell(page: Page, address: str) -> Locator:
    """A cell of the head table by its address."""
    return page.locator(f'#paper .cell[data-address="{address}"]')


def row_cell(page: Page, level3: str, name: str) -> Locator:
    """A cell of the indicator whose third level reads ``level3``."""
    key = row_of(page, level3).get_attribute("data-row")
    return page.locator(f'#paper .cell[data-address="indicators.{key}.{name}"]')


def row_of(page: Page, level3: str) -> Locator:
    """The table row of an indicator."""
    cell = page.locator('.cell[data-address$=".level3"]', has_text=re.compile(f"^{re.escape(level3)}$"))
    return page.locator("#indicator-rows tr[data-row]").filter(has=cell)


def write(cell: Locator, text: str) -> None:
    """Click into a cell, replace what stands there, leave it with Tab; cells take words once the page's scripts have run."""
    cell.page.wait_for_load_state("domcontentloaded")
    cell.click()
    cell.press("Control+a")
    cell.press_sequentially(text) if text else cell.press("Delete")
    cell.press("Tab")


def problems(page: Page, rule: str) -> Locator:
    """The panel's entries of one rule, by the code that it shows (``G10``)."""
    return page.locator("#problem-list li").filter(has=page.locator(".code", has_text=re.compile(f"^{rule}$")))


def expect_saved(page: Page) -> None:
    """Every edit has reached the server."""
    expect(page.locator("#save-state")).to_have_attribute("data-state", "saved")
    expect(page.locator("#paper .cell.pending")).to_have_count(0)
