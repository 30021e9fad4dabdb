"""The longest files and functions of the program: a number to talk about, not a gate. ``python tools/sizes.py``."""

from __future__ import annotations

import ast
from pathlib import Path
from statistics import median, quantiles

SOURCE = Path(__file__).resolve().parent.parent / "src" / "zhunsheng"


def main() -> None:
    """Print median, ninth decile and the longest five of both."""
    trees = {path: path.read_text("utf-8") for path in SOURCE.rglob("*.py") if "migrations" not in path.parts}
    files = [(text.count("\n"), str(path.relative_to(SOURCE))) for path, text in trees.items()]
    functions = [
        (node.end_lineno - node.lineno + 1, f"{path.relative_to(SOURCE)}:{node.lineno} {node.name}")
        for path, text in trees.items()
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno
    ]
    for title, found in (("files", files), ("functions", functions)):
        lines = [count for count, _ in found]
        print(f"{len(found)} {title}: median {median(lines):.0f}, p90 {quantiles(lines, n=10)[-1]:.0f} lines; longest:")
        for count, name in sorted(found, reverse=True)[:5]:
            print(f"  {count:4}  {name}")


if __name__ == "__main__":
    main()
