"""Bundled: data that ships with the program. Here: the example park's performance document (``tools/make_example.py``)."""

from __future__ import annotations

from importlib.resources import files

EXAMPLE = "example-park-2020.docx"
"""The example park's document of 2020: nine projects, 54 indicators, the faults that a review has to find."""


def example_bytes() -> bytes:
    """The bytes of the example document."""
    return files(__name__).joinpath(EXAMPLE).read_bytes()
