"""The three streams: UTF-8 whatever the terminal says, results on one, messages on the other."""

from __future__ import annotations

import io
import os
import sys
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from rich.console import Console

PIPE_WIDTH = 120
"""How wide tables are where no terminal says it."""


def prepare_streams() -> None:
    """Write UTF-8 everywhere. A file name that is no UTF-8 comes out as ``\\udcXX``, which JSON reads back."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def say(message: str) -> None:
    """A message to the person, never mixed with results."""
    print(f"准绳：{message}", file=sys.stderr, flush=True)


def show(text: str) -> None:
    """A line of results; it goes out at once, so that a reader of the pipe need not wait for the last file."""
    print(text, flush=True)


def console(stream: TextIO | None = None) -> Console:
    """A console for people: colours on a terminal only, no markup in users' words; a pipe gets wide lines."""
    from rich.console import Console

    stream = stream or sys.stdout
    width = None if stream.isatty() or os.environ.get("COLUMNS") else PIPE_WIDTH
    return Console(file=stream, highlight=False, markup=False, emoji=False, width=width)


def swallow_output() -> None:
    """After the reader of a pipe has gone, let what is still buffered go nowhere."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            os.dup2(nowhere, stream.fileno())
