"""Write the reference pages that the program's own files tell: ``python tools/make_docs.py [--check]``.

``docs/reference/rules/`` one page a rule and their list, ``ledgers/`` the same for kinds of ledger, ``cells.md`` the cell
addresses, ``legal-numbers.md`` the numbers of the law by date, ``glossary.md`` the terms, ``lifecycle.md`` the processes with
their diagrams, ``open-data.md`` the tables of the open data (and its JSON schema in the package), ``cli.md`` the commands as ``--help`` prints
them. ``--check`` writes nothing and names the pages that are stale.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from coverage_page import coverage_page
from formula_page import formula_page
from library_page import library_page
from lifecycle_pages import lifecycle_pages
from open_data_page import open_data_page, schema_is_fresh, write_schema
from park_page import park_page

from zhunsheng.cli.main import MODULES, command_of
from zhunsheng.law.parameters import legal_numbers
from zhunsheng.law.words import words
from zhunsheng.ledger.column_cells import TYPE_WORDS, column_note
from zhunsheng.ledger.kind import LedgerKind
from zhunsheng.ledger.registry import kinds
from zhunsheng.model.address import CELL_NAMES, cell_name
from zhunsheng.model.form_address import FORM_CELL_NAMES
from zhunsheng.rules.engine import run_example
from zhunsheng.rules.registry import rules
from zhunsheng.rules.rule import Example, Rule

ROOT = Path(__file__).resolve().parent.parent
REFERENCE = ROOT / "docs" / "reference"
AUTOMATION = {"A": "确定", "B": "推断：由词典或统计判断", "C": "提请人看：要懂意思才能定"}
SCOPES = {"self_evaluation": "自评表", "monitoring": "监控表", "publication": "要公开的材料"}
"""What rules of a stage look at; rules over targets look at a table or the whole document."""
HELP_PYTHON = (3, 11)
"""The Python whose way of laying out ``--help`` the page shows; others lay it out a little differently."""
MADE = "<!-- 由 tools/make_docs.py 从程序生成，不要手改 -->\n\n"


def main(arguments: list[str]) -> int:
    """Write every page, or with ``--check`` compare; returns 1 when a page is stale, missing or left over."""
    made = {REFERENCE / name: MADE + text for name, text in pages()}
    stale = [path for path, text in made.items() if not path.is_file() or path.read_text("utf-8") != text]
    left_over = [path for room in ("rules", "ledgers") for path in (REFERENCE / room).glob("*.md") if path not in made]
    if "--check" in arguments:
        for path in stale + left_over:
            print(f"{path.relative_to(ROOT).as_posix()} 已经过时，请运行 python tools/make_docs.py", file=sys.stderr)
        if not schema_is_fresh():
            print("open-data.schema.json 已经过时，请运行 python tools/make_docs.py", file=sys.stderr)
        return int(bool(stale or left_over or not schema_is_fresh()))
    write_schema()
    for path in left_over:
        path.unlink()
    for path in stale:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(made[path], "utf-8", newline="\n")
    print(f"{len(made)} 页，改了 {len(stale)} 页，删了 {len(left_over)} 页")
    return 0


def pages() -> Iterator[tuple[str, str]]:
    """Every generated page: its name under ``docs/reference`` and its text."""
    yield "rules/README.md", rule_list()
    yield "rules/coverage.md", coverage_page()
    for rule in rules():
        yield f"rules/{rule.code}.md", rule_page(rule)
    yield "ledgers/README.md", ledger_list()
    for kind in kinds().values():
        yield f"ledgers/{kind.name}.md", ledger_page(kind)
    yield "cells.md", cells_page()
    yield "legal-numbers.md", legal_numbers_page()
    yield "glossary.md", glossary_page()
    yield "formula.md", formula_page()
    yield "indicator-library.md", library_page()
    yield "park-measures.md", park_page()
    yield "open-data.md", open_data_page()
    yield from lifecycle_pages()
    if sys.version_info[:2] == HELP_PYTHON:
        yield "cli.md", cli_page()


def rule_list() -> str:
    """The list of all rules by category."""
    lines = [
        "# 审核规则",
        "",
        f"共 {len(rules())} 条。命令行里看一条：`zhunsheng rule {rules()[0].code}`。缺陷目录里哪一条由哪条规则查，见[对照表](coverage.md)。",
    ]
    for category in dict.fromkeys(rule.category for rule in rules()):
        lines += ["", f"## {category}", "", "| 编号 | 查什么 | 级别 | 依据 |", "|---|---|---|---|"]
        for rule in rules():
            if rule.category is category:
                code = f"[{rule.code}]({rule.code}.md)"
                lines.append(f"| {code} | {_cell(rule.title)} | {rule.severity.label} | {_cell(rule.legal_basis)} |")
    return "\n".join(lines) + "\n"


def rule_page(rule: Rule) -> str:
    """One rule: what, why, basis, how to mend, parameters, examples with what the rule says of them."""
    lines = [f"# {rule.code} {rule.title}", ""]
    lines += ["| 类别 | 级别 | 判断 | 看什么 |", "|---|---|---|---|"]
    scope = SCOPES.get(rule.stage) or ("一个项目的表" if rule.scope == "project" else "整份文本")
    lines += [f"| {rule.category} | {rule.severity.label} | {AUTOMATION[rule.automation]} | {scope} |", ""]
    if rule.since or rule.until:
        lines += [f"施行：{rule.since or '一直'} 至 {rule.until or '今'}。", ""]
    lines += ["## 为什么", "", rule.why, "", "## 依据", "", rule.legal_basis, "", "## 怎么改", "", rule.how_to_fix, ""]
    if rule.needs:
        cells = "、".join(
            {"fiscal_year": "预算年度", "department": "部门整体部分"}.get(c) or cell_name(c) for c in rule.needs
        )
        lines += [f"没有{cells}时判不了，列入“没能判断的检查项”。", ""]
    if rule.parameters:
        lines += ["## 参数", "", "| 参数 | 程序里的名字 | 默认值 |", "|---|---|---|"]
        lines += [
            f"| {rule.parameter_names[name]} | `{name}` | {_cell(_value(value))} |"
            for name, value in rule.parameters.items()
        ]
        lines.append("")
    lines += ["## 例子", ""]
    for example in rule.bad:
        lines += _bad_example(rule, example)
    lines += [f"- 不报：{example.note}。" for example in rule.good]
    return "\n".join(lines) + "\n"


def _bad_example(rule: Rule, example: Example) -> Iterator[str]:
    """A bad case in words: the note, then cell by cell what stands there and what the rule says."""
    yield f"- 会报：{example.note}。"
    for finding in run_example(rule, example).findings:
        quote = f"“{finding.quote}”" if finding.quote else ""
        advice = f" 建议：{finding.suggestion}" if finding.suggestion else ""
        yield f"  - {cell_name(finding.address)}{_cell(f'{quote}：{finding.message}{advice}')}"


def ledger_list() -> str:
    """The list of all kinds of ledger by group."""
    lines = ["# 台账", "", f"共 {len(kinds())} 种。中文名和英文名公式里都认；单位还可以自己定一种，不用写程序。"]
    for group in dict.fromkeys(kind.group for kind in kinds().values()):
        lines += ["", f"## {group}", "", "| 台账 | 英文名 | 记什么 |", "|---|---|---|"]
        for kind in kinds().values():
            if kind.group == group:
                lines.append(f"| [{kind.label}]({kind.name}.md) | `{kind.name}` | {_cell(kind.purpose)} |")
    return "\n".join(lines) + "\n"


def ledger_page(kind: LedgerKind) -> str:
    """One kind of ledger: its columns, its checks, rows that are kept and rows that are not."""
    lines = [f"# {kind.label}（`{kind.name}`）", "", kind.purpose, "", f"按“{kind.day.label}”归到年月。"]
    lines += ["", "## 列", "", "| 列 | 英文名 | 填什么 | 单位 | 必填 | 说明 |", "|---|---|---|---|---|---|"]
    for column in kind.columns:
        month = column.name in kind.months
        words = "月份" if month else TYPE_WORDS[column.type]
        told = (column.label, f"`{column.name}`", words, column.unit or "", "必填" if column.required else "")
        lines.append(f"| {' | '.join(told)} | {_cell(column_note(column, month=month))} |")
    labels = {column.name: column.label for column in kind.columns}
    lines += ["", f"手机上先问：{'、'.join(labels[name] for name in kind.asked)}。"]
    if kind.remembered:
        lines.append(f"沿用上一条：{'、'.join(labels[name] for name in kind.remembered)}。")
    lines += ["", "## 例子", "", "记下来的："]
    for row in kind.examples:
        lines += ["", "| 列 | 填的 |", "|---|---|"]
        lines += [f"| {labels[name]} | {_cell(text)} |" for name, text in row.items() if text]
    lines += ["", "拦下来的，或要问一声的：", ""]
    for bad in kind.bad:
        place = labels[bad.column] if bad.column else "整条"
        lines.append(f"- {place}：{_cell(bad.sentence)}")
    return "\n".join(lines) + "\n"


def cells_page() -> str:
    """The address of every cell of a target table and a department plan."""
    lines = [
        "# 格子的地址",
        "",
        "审核意见、修改和页面都用同一个地址说同一个格子。",
        "",
        "| 地址 | 表上的名称 |",
        "|---|---|",
    ]
    for address, name in CELL_NAMES.items():
        if address in ("level1", "level2", "level3", "description", "target", "basis"):
            address = f"indicators[0].{address}"
        elif address == "fund_plan":
            address, name = "fund_plan.6", cell_name("fund_plan.6")
        lines.append(f"| `{address}` | {name} |")
    lines += ["", "`indicators[0]` 是第一行指标，行从 0 数起；`fund_plan.6` 里的 6 是月份。"]
    lines += [
        "",
        "## 自评表和监控表",
        "",
        "在一份文本里，前面加上是第几张表：`self_evaluations[0].total_score`、`monitorings[1].goal`。",
    ]
    lines += ["", "| 地址 | 表上的名称 |", "|---|---|"]
    groups = {address.partition(".")[0] for address in FORM_CELL_NAMES if "." in address}
    for address, name in FORM_CELL_NAMES.items():
        group, dot, column = address.partition(".")
        if dot:
            lines.append(f"| `{group}[0].{column}` | {name} |")
        elif address not in groups:
            lines.append(f"| `{address}` | {name} |")
    return "\n".join(lines) + "\n"


def legal_numbers_page() -> str:
    """Every legal number with its dated values and what each rests on."""
    lines = ["# 法定数字", "", "数字按日期取值；标“可设”的，地方可以改。"]
    lines += ["", "| 名称 | 说明 | 值 | 施行 | 依据 | 可设 |", "|---|---|---|---|---|---|"]
    for number in legal_numbers().values():
        for value in number.values:
            dates = f"{value.since} 至 {value.until or '今'}"
            shown = f"{value.value}{number.unit}"
            told = (f"`{number.name}`", number.title, shown, dates, str(value.basis), "可设" if number.settable else "")
            lines.append(f"| {' | '.join(map(_cell, told))} |")
    return "\n".join(lines) + "\n"


def glossary_page() -> str:
    """Every term with its Chinese, its meaning and its basis."""
    lines = ["# 术语", "", "| 程序里的名字 | 中文 | 意思 | 依据 |", "|---|---|---|---|"]
    lines += [f"| `{w.term}` | {w.chinese} | {_cell(w.definition)} | {w.basis} |" for w in words().values()]
    return "\n".join(lines) + "\n"


def cli_page() -> str:
    """``zhunsheng --help`` and the help of every command it names."""
    parts = ["# 命令", _block("zhunsheng --help", help_of())]
    for command in map(command_of, MODULES):
        parts.append(f"## {command.name}：{command.summary}")
        parts.append(_block(f"zhunsheng {command.name} --help", help_of(command.name)))
    return "\n\n".join(parts) + "\n"


def help_of(*command: str) -> str:
    """What ``zhunsheng COMMAND --help`` prints, at a fixed width and without colour."""
    environment = {**os.environ, "COLUMNS": "100", "NO_COLOR": "1", "TERM": "dumb", "PYTHONUTF8": "1"}
    run_help = [sys.executable, "-m", "zhunsheng", *command, "--help"]
    told = subprocess.run(run_help, env=environment, capture_output=True, text=True, encoding="utf-8", check=True)
    return "\n".join(line.rstrip() for line in told.stdout.strip().splitlines())


def _block(command: str, text: str) -> str:
    return f"```console\n$ {command}\n{text}\n```"


def _value(value: object) -> str:
    return "、".join(map(str, value)) if isinstance(value, list | tuple | set | frozenset) else str(value)


def _cell(text: str) -> str:
    """Text inside a Markdown table cell or list line."""
    return text.replace("|", "\\|").replace("\n", " ")


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
