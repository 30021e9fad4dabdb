"""Running the real command as a user does: a process of its own, its output as text, its exit status."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any, NamedTuple


class Ran(NamedTuple):
    """What a run came to."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one JSON value on standard output."""
        return json.loads(self.out)

    @property
    def lines(self) -> list[Any]:
        """JSON Lines on standard output."""
        return [json.loads(line) for line in self.out.splitlines()]


def zhunsheng(*arguments: object, stdin: bytes = b"", environment: dict[str, str] | None = None) -> Ran:
    """Run ``zhunsheng`` with these arguments; a traceback on either stream fails the test at once."""
    command = [sys.executable, "-m", "zhunsheng", *map(str, arguments)]
    ran = subprocess.run(
        command, input=stdin, capture_output=True, env={**os.environ, **(environment or {})}, check=False
    )
    out, err = ran.stdout.decode("utf-8"), ran.stderr.decode("utf-8")
    assert "Traceback" not in err
    assert "Traceback" not in out
    return Ran(ran.returncode, out, err)
