"""Prove that the core needs no Django and nothing that it does not declare: ``python tools/core_alone.py``.

Blocks the import of every installed package that is not among the core's own dependencies (and theirs), then reads,
reviews and writes the bundled example as the command line does.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Sequence
from contextlib import redirect_stderr, redirect_stdout
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from importlib.metadata import packages_distributions, requires
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType

FORMATS = ("docx", "xlsx", "pdf", "html", "txt", "json", "csv")


class Undeclared(MetaPathFinder):
    """Refuses the modules of packages that the core does not declare, as if they were not installed."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = frozenset(names)

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Raise for a refused module, leave every other one to the finders behind."""
        if fullname.partition(".")[0] in self.names:
            raise ModuleNotFoundError(f"{fullname} is not a dependency of the core", name=fullname)
        return None


def declared(name: str, found: set[str] | None = None) -> set[str]:
    """A distribution and all that it requires without extras, by normalised names."""
    found = set() if found is None else found
    if name in found:
        return found
    found.add(name)
    for line in requires(name) or ():
        if "extra ==" not in line and "sys_platform" not in line:
            declared(_normal(re.split(r"[^A-Za-z0-9._-]", line, maxsplit=1)[0]), found)
    return found


def undeclared_modules() -> set[str]:
    """Top-level modules of the installed packages that the core does not declare."""
    core = declared("zhunsheng")
    owners = packages_distributions().items()
    return {module for module, packages in owners if not core & {_normal(package) for package in packages}}


def main() -> int:
    """Read, review and write the example; returns the exit status and says what was done."""
    blocked = undeclared_modules()
    assert "django" in blocked, "install the web extra, or there is nothing to prove"
    at_start = set(sys.modules)
    sys.meta_path.insert(0, Undeclared(blocked))
    from zhunsheng.bundled import EXAMPLE, example_bytes
    from zhunsheng.cli.main import main as zhunsheng

    with TemporaryDirectory() as folder, redirect_stdout(StringIO()) as printed, redirect_stderr(StringIO()):
        example = Path(folder) / EXAMPLE
        example.write_bytes(example_bytes())
        assert zhunsheng(["read", str(example), "--json"]) == 0
        assert zhunsheng(["review", str(example)]) in (0, 1)
        assert printed.getvalue()
        for suffix in FORMATS:
            out = Path(folder) / f"out.{suffix}"
            assert zhunsheng(["convert", str(example), "-o", str(out)]) == 0, suffix
            assert out.stat().st_size > 0, suffix
    loaded = {name.partition(".")[0] for name in set(sys.modules) - at_start}
    assert not loaded & blocked, loaded & blocked
    print(f"核心不带 Django：读、审、写成 {'、'.join(FORMATS)}，都成；挡住了 {len(blocked)} 个没有声明的包。")
    return 0


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


if __name__ == "__main__":
    raise SystemExit(main())
