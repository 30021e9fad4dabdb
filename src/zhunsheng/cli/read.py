"""``zhunsheng read``: documents into the document model."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace

from rich import box
from rich.console import Console
from rich.table import Table

from zhunsheng.cli.command import DONE, UNUSABLE, Command
from zhunsheng.cli.files import read_inputs
from zhunsheng.cli.terminal import console, say, show
from zhunsheng.documents.interchange import document_to_json
from zhunsheng.model.document import Document
from zhunsheng.model.figure import YUAN_PER, Figure


def arguments(parser: ArgumentParser) -> None:
    """FILE… [--json]"""
    parser.add_argument(
        "file", nargs="+", metavar="文件", help="要读的文件：docx、doc、xlsx、xls、pdf、html、txt、json；- 是标准输入"
    )
    parser.add_argument("--json", action="store_true", help="输出JSON：一个文件一份，多个文件一行一份（JSON Lines）")


def run(chosen: Namespace) -> int:
    """Print every document; a file that cannot be used is told on stderr and, in JSON Lines, is a line too."""
    status, several = DONE, len(chosen.file) > 1
    screen = console()
    for file, document, refusal in read_inputs(chosen.file):
        if refusal is not None:
            status = UNUSABLE
            say(f"{file}：{refusal}")
        if chosen.json and (several or refusal is None or document.source.format):
            show(json.dumps(_json(document), ensure_ascii=False, indent=None if several else 2))
        elif not chosen.json and refusal is None:
            print_document(screen, document)
    return status


def _json(document: Document) -> dict[str, object]:
    """The public JSON; of a file that could not be opened the digest and format are unknown, not empty."""
    data = document_to_json(document)
    data["source"] = {key: value or None for key, value in data["source"].items()}
    return data


def print_document(screen: Console, document: Document) -> None:
    """A readable summary: whose document it is, its projects, what could not be read."""
    source = document.source
    year = f"{document.fiscal_year}年" if document.fiscal_year is not None else "年度不详（文件里没有写）"
    screen.print(f"{source.name}（{source.format}，{source.layout or '版式不详'}）", style="bold", soft_wrap=True)
    screen.print(f"{document.unit.label or '单位不详'}  {year}", soft_wrap=True)
    plan = document.department
    if not plan.is_blank:
        counts = (
            f"总体目标{len(plan.overall_goals)}条、分项目标{len(plan.sub_goals)}条、保障措施{len(plan.safeguards)}条"
        )
        screen.print(f"部门整体：{counts}")
    if document.projects:
        screen.print(_projects(document))
    if document.self_evaluations:
        screen.print(_self_evaluations(document))
    if document.monitorings:
        screen.print(_monitorings(document))
    for problem in document.problems:
        screen.print(f"读取问题  {problem.where}：{problem.message}", style="yellow", soft_wrap=True)
    if not document.problems:
        screen.print("全部读入，没有读取问题。", style="green")
    screen.print()


def _projects(document: Document) -> Table:
    total = document.budget_yuan / YUAN_PER["万元"]
    months = sorted({point.month for project in document.projects for point in project.fund_plan})
    table = Table(box=box.SIMPLE, show_footer=True, pad_edge=False)
    table.add_column("", "", justify="right")
    table.add_column("项目", "合计", overflow="fold")
    table.add_column("项目编码", "", no_wrap=True)
    table.add_column("预算", f"{total:,.2f}万元", justify="right", no_wrap=True)
    for month in months:
        table.add_column(f"{month}月底%", "", justify="right", no_wrap=True)
    table.add_column("指标", str(document.indicator_count), justify="right", no_wrap=True)
    for number, project in enumerate(document.projects, 1):
        money = project.budget.total
        amount = f"{money.text}{'' if money.unit else project.budget.unit}" if money else "空"
        plan = {point.month: point.percent.text if point.percent else "空" for point in project.fund_plan}
        table.add_row(
            str(number), project.name or "空", project.code or "空", amount,
            *(plan.get(month, "") for month in months), str(len(project.indicators)),
        )  # fmt: skip
    return table


def _self_evaluations(document: Document) -> Table:
    table = _form_table("自评表", "全年预算", "全年执行", "执行率", "总分")
    for number, form in enumerate(document.self_evaluations, 1):
        line = form.fund_total
        figures = (line.adjusted or line.initial, line.executed, line.rate) if line else (None, None, None)
        table.add_row(
            str(number), form.label or "空", *map(_shown, (*figures, form.total_score)), form.money_unit, str(len(form.indicators)),
        )  # fmt: skip
    return table


def _monitorings(document: Document) -> Table:
    table = _form_table("监控表", "全年预算", "执行数", "执行率", "截至")
    for number, form in enumerate(document.monitorings, 1):
        line = form.fund_total
        figures = (line.adjusted or line.initial, line.executed, line.rate) if line else (None, None, None)
        month = "空" if form.until_month is None else f"{form.until_month}月"
        table.add_row(
            str(number), form.label or "空", *map(_shown, figures), month, form.money_unit, str(len(form.indicators))
        )
    return table


def _form_table(kind: str, *amounts: str) -> Table:
    table = Table(box=box.SIMPLE, pad_edge=False)
    table.add_column("", justify="right")
    table.add_column(kind, overflow="fold")
    for word in (*amounts, "单位", "指标"):
        table.add_column(word, justify="right", no_wrap=True)
    return table


def _shown(printed: Figure | None) -> str:
    return "空" if printed is None else printed.text


COMMAND = Command(
    "read",
    "读取绩效文本、自评表、监控表，列出项目、金额、指标和读取问题",
    "  zhunsheng read 绩效文本.doc\n  zhunsheng read --json 甲.docx 乙.xlsx > 全部.jsonl",
    arguments,
    run,
)
