"""Every text colour can be read on the grounds it stands on: contrast of 4.5 : 1 or more, in both schemes."""

import re
from pathlib import Path

import pytest

import zhunsheng

TOKENS = Path(zhunsheng.__file__).parent / "web/static/zhunsheng/css/tokens.css"
GROUNDS = {
    "ink": ("desk", "paper", "paper-tint", "desk-deep", "accent-tint"),
    "ink-soft": ("desk", "paper", "paper-tint", "desk-deep"),
    "ink-faint": ("paper", "paper-tint"),
    "accent": ("paper", "desk"),
    "accent-deep": ("accent-tint", "paper"),
    "on-accent": ("accent",),
    "error": ("paper", "error-tint", "desk"),
    "warning": ("paper", "warning-tint", "desk"),
    "info": ("paper", "info-tint", "desk"),
    "met": ("paper", "met-tint"),
    "no-data": ("paper",),
}


def schemes():
    light, dark = TOKENS.read_text("utf-8").split("@media", 1)
    first = dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6});", light))
    second = dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6});", dark))
    return {"light": first, "dark": first | second}


def luminance(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


PAIRS = [
    (scheme, ink, ground) for scheme in ("light", "dark") for ink, grounds in GROUNDS.items() for ground in grounds
]


@pytest.mark.parametrize(("scheme", "ink", "ground"), PAIRS)
def test_text_can_be_read_on_its_ground(scheme, ink, ground):
    tokens = schemes()[scheme]
    assert contrast(tokens[ink], tokens[ground]) >= 4.5, (
        f"--{ink} on --{ground}: {contrast(tokens[ink], tokens[ground]):.2f}"
    )
