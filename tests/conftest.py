"""What all tests share: the source document, and loud skips where a program is missing that a test drives."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parent.parent
SEED = ROOT.parent / "shared" / "seeds" / "linxi-canal-park.txt"
PROGRAMS = {
    "office": (("soffice", "libreoffice"), "没有 LibreOffice：真实文件的读写测试没有做"),
    "browser": (("chromium", "chromium-browser", "google-chrome"), "没有 Chromium：浏览器测试没有做"),
}
"""Marker → the programs of which one must be here, and what a skip says."""

settings.register_profile("house", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("house")


@pytest.fixture(scope="session")
def seed() -> Path:
    """The published document that the project started from; it lies beside the repository and is no part of it."""
    if not SEED.is_file():
        pytest.skip(f"没有源文件 {SEED.name}：它放在仓库旁边，不在仓库里")
    return SEED


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a marked test, with the reason, when none of the programs it drives is here."""
    for marker, (programs, reason) in PROGRAMS.items():
        if item.get_closest_marker(marker) and not any(map(shutil.which, programs)):
            pytest.skip(reason)
