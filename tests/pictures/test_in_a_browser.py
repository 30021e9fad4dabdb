"""What a browser makes of the pictures: no text runs out of its picture or into other text, in real type."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from itertools import combinations

import pytest
from gallery import CASES, IDS, drawn
from playwright.sync_api import Page, sync_playwright

pytestmark = pytest.mark.browser
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
PAGE = """<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src 'none'">
<body>{}</body>"""
MEASURE = """() => [...document.querySelectorAll('svg text')].map(text => {
  const box = text.getBBox(), size = parseFloat(text.getAttribute('font-size')), y = parseFloat(text.getAttribute('y'));
  return {text: text.firstChild.data, left: box.x, right: box.x + box.width, top: y - size * 0.88, bottom: y + size * 0.12};
})"""


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    """A page that asks nothing of any network."""
    program = next(filter(None, map(shutil.which, CHROMIUM)))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        yield browser.new_page(viewport={"width": 800, "height": 600})
        browser.close()


@pytest.mark.parametrize(("size", "kind", "width"), CASES, ids=IDS)
def test_no_text_touches_another_or_leaves_the_picture(page, size, kind, width):
    picture = drawn(size, kind, width)
    page.set_content(PAGE.format(picture.svg))
    boxes = page.evaluate(MEASURE)
    assert boxes
    out = [
        b["text"] for b in boxes if b["left"] < -0.5 or b["right"] > picture.width + 0.5 or b["bottom"] > picture.height
    ]
    assert out == []
    assert [(a["text"], b["text"]) for a, b in combinations(boxes, 2) if overlap(a, b)] == []


def overlap(one: dict[str, float], other: dict[str, float]) -> bool:
    """True when two boxes share more than half a px."""
    across = min(one["right"], other["right"]) - max(one["left"], other["left"])
    down = min(one["bottom"], other["bottom"]) - max(one["top"], other["top"])
    return across > 0.5 and down > 0.5
