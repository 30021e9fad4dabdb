"""``zhunsheng rule``: all rules in a list, or one explained."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable
from itertools import groupby

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from zhunsheng.cli.command import DONE, Command, Unusable
from zhunsheng.cli.terminal import console, show
from zhunsheng.model.address import get_cell
from zhunsheng.model.department import DepartmentPlan
from zhunsheng.model.document import Document
from zhunsheng.model.finding import Category
from zhunsheng.model.project import Project
from zhunsheng.rules.registry import rules
from zhunsheng.rules.rule import Example, Rule
from zhunsheng.usecases.review import UnknownRule, find_rule
from zhunsheng.usecases.review_reports.text_report import STYLES

AUTOMATION = {"A": "按确定规则判断", "B": "按词典或统计判断", "C": "按语义推断，需要人来确认"}


def arguments(parser: ArgumentParser) -> None:
    """[CODE] [--format json]"""
    parser.add_argument("code", nargs="?", metavar="编号", help="规则编号或名称；不写就列出全部")
    parser.add_argument(
        "--format", choices=("text", "json"), default="text", metavar="格式", help="输出格式：text、json（默认text）"
    )


def run(chosen: Namespace) -> int:
    """List or explain."""
    if chosen.code is None:
        if chosen.format == "json":
            show(json.dumps([rule_to_json(rule) for rule in rules()], ensure_ascii=False, indent=2))
        else:
            _list(console(), rules())
        return DONE
    try:
        rule = find_rule(chosen.code)
    except UnknownRule as error:
        raise Unusable(str(error)) from error
    if chosen.format == "json":
        show(json.dumps(rule_to_json(rule), ensure_ascii=False, indent=2))
    else:
        _explain(console(), rule)
    return DONE


def rule_to_json(rule: Rule) -> dict[str, object]:
    """A rule with all its words; its examples by their notes and the cells that are found in them."""
    return {
        "code": rule.code,
        "name": rule.name,
        "title": rule.title,
        "category": rule.category.value,
        "severity": rule.severity.value,
        "automation": rule.automation,
        "scope": rule.scope,
        "stage": rule.stage,
        "why": rule.why,
        "how_to_fix": rule.how_to_fix,
        "legal_basis": rule.legal_basis or None,
        "citations": [
            {"number": c.number, "article": c.article, "verified": c.verified.value, "note": c.note or None}
            for c in rule.basis
        ],
        "parameters": dict(rule.parameters),
        "since": rule.since.isoformat() if rule.since else None,
        "until": rule.until.isoformat() if rule.until else None,
        "bad": [_example(example) for example in rule.bad],
        "good": [_example(example) for example in rule.good],
    }


def _example(example: Example) -> dict[str, object]:
    found = [{"address": address, "quote": quote, "cell": _cell(example, address)} for address, quote in example.found]
    return {"note": example.note, "found": found}


def _cell(example: Example, address: str) -> str | None:
    """The text of an example's cell, where the example is one table; in a document it is the first table that has it."""
    nouns: tuple[Project | DepartmentPlan, ...]
    nouns = (example.noun.department, *example.noun.projects) if isinstance(example.noun, Document) else (example.noun,)
    for noun in nouns:
        try:
            text = get_cell(noun, address)
        except KeyError:
            continue
        if text:
            return text
    return None


def _list(screen: Console, listed: Iterable[Rule]) -> None:
    found = tuple(listed)
    order = list(Category)
    for category, group in groupby(
        sorted(found, key=lambda rule: order.index(rule.category)), lambda rule: rule.category
    ):
        table = Table(
            box=box.SIMPLE_HEAD, title=category.value, title_justify="left", title_style="bold", pad_edge=False
        )
        table.add_column("编号", no_wrap=True)
        table.add_column("级别", no_wrap=True)
        table.add_column("缺陷", overflow="fold", ratio=2)
        table.add_column("怎么改", overflow="fold", ratio=5, style="dim")
        for rule in group:
            table.add_row(rule.code, Text(rule.severity.label, STYLES[rule.severity]), rule.title, rule.how_to_fix)
        screen.print(table)
    screen.print(f"共{len(found)}条规则。用 zhunsheng rule 编号 看一条规则的说明。", soft_wrap=True)


def _explain(screen: Console, rule: Rule) -> None:
    def line(name: str, text: str, style: str = "") -> None:
        screen.print(Text.assemble((f"{name}  ", "dim"), (text, style)), soft_wrap=True)

    screen.print(
        Text.assemble((rule.code, STYLES[rule.severity]), "  ", (rule.title, "bold"), f"  ({rule.name})"),
        soft_wrap=True,
    )
    line("级别", rule.severity.label, STYLES[rule.severity])
    line("类别", f"{rule.category.value}，{AUTOMATION[rule.automation]}")
    line("为什么", rule.why)
    line("怎么改", rule.how_to_fix)
    line("依据", rule.legal_basis or "无")
    if rule.since or rule.until:
        line("有效期", f"{rule.since or '最初'} 至 {rule.until or '现在'}")
    if rule.parameters:
        line("参数", "，".join(f"{rule.parameter_names[name]}：{value}" for name, value in rule.parameters.items()))
    for name, style, examples in (("反例", "red", rule.bad), ("正例", "green", rule.good)):
        for example in examples:
            line(name, example.note, style)
            for address, quote in example.found:
                text = _cell(example, address)
                if text:
                    screen.print(Text.assemble(("      │ ", "dim"), *_marked(text, quote)), soft_wrap=True)


def _marked(text: str, quote: str) -> tuple[str | tuple[str, str], ...]:
    before, found, after = text.replace("\n", " ").partition(quote.replace("\n", " ")) if quote else (text, "", "")
    return (before, (found, "bold red underline"), after)


COMMAND = Command(
    "rule",
    "列出全部审核规则，或说明其中一条",
    "  zhunsheng rule\n  zhunsheng rule ZSG10\n  zhunsheng rule --format json > 规则.json",
    arguments,
    run,
)
