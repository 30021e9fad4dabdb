"""The public door of the package: what its page shows is what it does."""

import doctest
from pathlib import Path

import pytest

import zhunsheng

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "python.md"


def test_the_page_about_the_package_is_true():
    ran = doctest.testfile(str(PAGE), module_relative=False, encoding="utf-8")
    assert ran.attempted > 20
    assert ran.failed == 0


def test_the_docstring_of_the_package_is_true():
    assert doctest.testmod(zhunsheng).failed == 0


@pytest.mark.parametrize("name", zhunsheng.__all__)
def test_every_public_name_is_there_and_documented(name):
    assert getattr(zhunsheng, name).__doc__
    assert name in dir(zhunsheng)


def test_every_public_function_is_on_the_page():
    text = PAGE.read_text("utf-8")
    functions = [name for name in zhunsheng.__all__ if name[0].islower()]
    assert [name for name in functions if f"zhunsheng.{name}(" not in text and f"`{name}`" not in text] == []


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="no attribute"):
        zhunsheng.nothing_of_the_kind  # noqa: B018
