"""Files that the command line is tried on."""

from pathlib import Path

import pytest

from zhunsheng.bundled import EXAMPLE, example_bytes


@pytest.fixture
def example(tmp_path: Path) -> Path:
    """The bundled example as a file of its own."""
    path = tmp_path / EXAMPLE
    path.write_bytes(example_bytes())
    return path


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    """A readable file that is no performance document."""
    path = tmp_path / "通知.txt"
    path.write_text("关于召开会议的通知\n请各单位准时参加。\n", "utf-8")
    return path
