"""Compile requirements/*.txt, pinned with hashes, from pyproject.toml: ``python tools/lock.py [uv's own options]``.

Needs ``uv`` (``pip install uv``). Without options the versions that stand in the files are kept where they still fit;
``--upgrade`` takes the newest, ``--upgrade-package NAME`` the newest of one. The files name no package index: each
machine uses its own. They hold the hashes of all wheels, so one file serves every platform.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COMMAND = ("uv", "pip", "compile", "--universal", "--python-version", "3.11", "--generate-hashes",
           "--no-emit-index-url", "--no-header", "--quiet")  # fmt: skip
LOCKS = {
    "run.txt": ("pyproject.toml", "requirements/run.in", "--extra", "web"),
    "batch.txt": ("pyproject.toml", "requirements/run.in", "requirements/batch.in", "--extra", "batch"),
    "test.txt": (
        "pyproject.toml",
        "requirements/run.in",
        "requirements/test.in",
        "--extra",
        "web",
        "--extra",
        "batch",
        "--extra",
        "dev",
    ),
}


def main(options: list[str]) -> int:
    """Compile all files, ``run.txt`` first since the others keep to it; returns the first failing exit status."""
    for name, sources in LOCKS.items():
        command = [*COMMAND, *sources, "--output-file", f"requirements/{name}", *options]
        status = subprocess.run(command, cwd=ROOT, check=False, stdout=subprocess.DEVNULL).returncode
        if status:
            return status
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
