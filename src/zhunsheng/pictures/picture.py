"""A finished picture: its SVG, what it says, and the table of the same numbers for those who read instead of look."""

from __future__ import annotations

import re
from dataclasses import dataclass

TOKENS = {
    "ink": ("#1c242b", "#e4e9ed"),
    "ink-soft": ("#4d5963", "#b4bec7"),
    "ink-faint": ("#65717b", "#97a3ad"),
    "paper": ("#ffffff", "#1e252b"),
    "paper-tint": ("#f6f8fa", "#252d34"),
    "rule": ("#9aa6b0", "#5a6670"),
    "rule-soft": ("#d5dce2", "#38424b"),
    "accent": ("#0d5c63", "#5bb8c0"),
    "accent-deep": ("#094449", "#86d0d6"),
    "accent-tint": ("#e1eff0", "#1c3b3f"),
    "on-accent": ("#ffffff", "#08262a"),
    "error": ("#b3261e", "#f49088"),
    "error-tint": ("#fcebea", "#43201f"),
    "warning": ("#875300", "#e8b35c"),
    "warning-wave": ("#c57a00", "#d99b35"),
    "warning-tint": ("#fdf3e0", "#3d301a"),
    "info": ("#1f5fa8", "#8dbaf0"),
    "info-tint": ("#e8f0fa", "#1e3049"),
    "met": ("#1a6b3c", "#7fcb9c"),
    "met-tint": ("#e6f3eb", "#1c3527"),
    "missed": ("#b3261e", "#f49088"),
    "at-risk": ("#875300", "#e8b35c"),
    "no-data": ("#65717b", "#97a3ad"),
}
"""Every colour a picture may use, light and dark: those of the pages' ``tokens.css`` (a test holds them equal)."""
FONTS = "'Noto Sans SC','Source Han Sans SC','Noto Sans CJK SC','PingFang SC','Microsoft YaHei',sans-serif"
"""The type of every picture: the same families as the pages, so a picture never looks pasted in."""
_TOKEN = re.compile(r"var\(--([a-z-]+)\)")


@dataclass(frozen=True, slots=True)
class Picture:
    """``svg`` stands in a page as it is: colours are the page's tokens, no style attribute, no script.

    ``caption`` is the sentence that the picture makes visible; ``columns`` and ``rows`` hold the same numbers as words,
    a blank value as ``—``. ``width`` and ``height`` are px at natural size.
    """

    svg: str
    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    width: float
    height: float

    @property
    def printed(self) -> str:
        """The SVG with the colours of the light scheme written out: for print, reports and programs that know no tokens."""
        return _TOKEN.sub(lambda found: TOKENS[found.group(1)][0], self.svg)

    @property
    def file(self) -> str:
        """The SVG as a file of its own: its ground drawn, its colours following the reader's light or dark scheme."""
        light = "".join(f"--{name}:{colours[0]};" for name, colours in TOKENS.items())
        dark = "".join(f"--{name}:{colours[1]};" for name, colours in TOKENS.items())
        style = f"<style>svg{{{light}}}@media (prefers-color-scheme:dark){{svg{{{dark}}}}}</style>"
        margin, end = 16, self.svg.index(">") + 1
        box = f"{-margin} {-margin} {self.width + 2 * margin:g} {self.height + 2 * margin:g}"
        opening = re.sub(r'viewBox="[^"]*"', f'viewBox="{box}"', self.svg[:end])
        opening = re.sub(r'width="[^"]*"', f'width="{self.width + 2 * margin:g}"', opening, count=1)
        opening = re.sub(r' height="[^"]*"', f' height="{self.height + 2 * margin:g}"', opening, count=1)
        ground = f'<rect x="{-margin}" y="{-margin}" width="100%" height="100%" fill="var(--paper)"/>'
        return f"{opening}{style}{ground}{self.svg[end:]}\n"
