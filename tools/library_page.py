"""The reference page of the indicator library."""

from __future__ import annotations

from itertools import groupby

from zhunsheng.formula.window import WINDOWS
from zhunsheng.library.entries import library
from zhunsheng.model.measure import BindingScope


def library_page() -> str:
    """The page."""
    lines = [
        "# 指标库",
        "",
        "很多项目反复用到的指标：口径、常用单位、从哪本台账怎么算。给指标定取数办法时，按名称、描述、单位推荐最像的几条；",
        "公式里的“…”要换成自己的词。通用的在 `src/zhunsheng/library/indicators.yaml`，各行业的在 `src/zhunsheng/library/sectors/`，一条占一段。",
        "",
    ]
    for (sector, level2), group in groupby(library(), key=lambda entry: (entry.sector, entry.level2)):
        lines += [f"## {sector}：{level2}", "", "| 指标 | 又叫 | 口径 | 单位 | 公式 |", "|---|---|---|---|---|"]
        for entry in group:
            where = "" if entry.window == "fiscal_year" else f"，{WINDOWS[entry.window].label}"
            whose = "，全单位" if entry.scope is BindingScope.UNIT else ""
            lines.append(
                f"| {entry.name} | {'、'.join(entry.words)} | {entry.definition} | {entry.operator} {entry.unit} | `{entry.formula}`{where}{whose} |"
            )
        lines.append("")
    return "\n".join(lines)
