"""``zhunsheng review``: documents against the rules."""

from __future__ import annotations

import json
import os
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Iterator
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

from zhunsheng.cli.command import DONE, FOUND, UNUSABLE, Command, Unusable
from zhunsheng.cli.files import STDIN, read_inputs, write, write_output, write_stdout
from zhunsheng.cli.review_form import check_form, form_arguments, write_form
from zhunsheng.cli.terminal import console, say, show
from zhunsheng.cli.web_door import use_data, web_function
from zhunsheng.model.document import Document
from zhunsheng.model.finding import Finding, Severity
from zhunsheng.rules.engine import Review
from zhunsheng.rules.outside import Outside
from zhunsheng.usecases.review import (
    Reviewed,
    UnknownRule,
    choose_rules,
    known_from,
    mend_all,
    review_document,
)
from zhunsheng.usecases.review_reports.marks import table_title, where
from zhunsheng.usecases.write_document import SUFFIXES

FORMATS = ("text", "json", "html", "xlsx", "sarif")
STREAMED = ("text", "json")
"""Formats that go out file by file, so that a long list of files neither waits nor fills the memory."""
_SUFFIXES = {
    ".txt": "text", ".html": "html", ".htm": "html", ".xlsx": "xlsx", ".json": "json", ".jsonl": "json", ".sarif": "sarif",
}  # fmt: skip
_PAPERS = (".docx", ".doc", ".xls", ".pdf")
"""Suffixes of papers: a report under such a name would open as rubbish."""
_NEVER = "never"


def arguments(parser: ArgumentParser) -> None:
    """FILE… and how to review and report."""
    parser.add_argument("file", nargs="+", metavar="文件", help="要审核的文件；- 是标准输入")
    parser.add_argument(
        "--format",
        choices=FORMATS,
        metavar="格式",
        help=f"输出格式：{'、'.join(FORMATS)}（默认按 -o 的后缀，否则text）",
    )
    parser.add_argument("-o", "--output", type=Path, metavar="文件", help="把结果写到文件（默认写到标准输出）")
    parser.add_argument(
        "--fail-on", choices=(*(severity.value for severity in Severity), _NEVER), default=Severity.ERROR.value, metavar="级别",
        help="有这一级或更重的意见时退出码为1：error错误、warning警告、info提示、never从不（默认error）",
    )  # fmt: skip
    parser.add_argument(
        "--select", action="append", default=[], metavar="编号", help="只用这些规则：编号、编号开头或规则名，逗号分隔"
    )
    parser.add_argument("--ignore", action="append", default=[], metavar="编号", help="不用这些规则，写法同 --select")
    parser.add_argument("--project", metavar="编码", help="只审这一个项目（项目编码）")
    parser.add_argument("--on", type=_day, metavar="日期", help="按这一天有效的规则审核，如2020-03-01（默认不限）")
    parser.add_argument(
        "--fix", action="store_true", help="把确定的小毛病改好，另存为“原名.fixed.后缀”，不动原文件；不改任何数字"
    )
    parser.add_argument(
        "--earlier",
        action="append",
        default=[],
        metavar="文件",
        help="以前年度的绩效文本和自评表，供逐年比较的规则对照；可以写多次",
    )
    parser.add_argument(
        "--approved",
        action="append",
        default=[],
        metavar="文件",
        help="批复的绩效文本，拿它的预算数和指标来对照目标表、监控表、自评表；可以写多次",
    )
    parser.add_argument(
        "--monitored",
        action="append",
        default=[],
        metavar="文件",
        help="当年的监控表，拿它的判断来对照自评表；可以写多次",
    )
    parser.add_argument(
        "--data", type=Path, metavar="文件夹",
        help="按这个数据文件夹里的设置审核：规则的开关、级别、参数和审核表分值，随文本的单位和年度（默认用规则自己的）",
    )  # fmt: skip
    form_arguments(parser)


def run(chosen: Namespace) -> int:
    """Review every file and report in the chosen format."""
    try:
        choose_rules(_split(chosen.select), _split(chosen.ignore))
    except UnknownRule as error:
        raise Unusable(str(error)) from error
    check_form(chosen)
    chosen.format = _format(chosen)
    chosen.settings_of = _settings(chosen.data)
    reviews = []
    status = DONE
    for reviewed in _reviews(chosen):
        if reviewed.refusal is not None:
            status = UNUSABLE
        elif status == DONE and _fails(reviewed, chosen.fail_on):
            status = FOUND
        if chosen.form is not None and reviewed.refusal is None:
            local = _local(reviewed.document, chosen)
            write_form(reviewed, chosen, local.get("form", {}), local.get("department", ""))
        if chosen.output is None and chosen.format in STREAMED:
            _report_one(reviewed, chosen)
        else:
            reviews.append(reviewed)
    if reviews:
        _report_all(reviews, chosen)
    return status


def _format(chosen: Namespace) -> str:
    """The format of the report: as asked, else as the output's suffix says. Raises :class:`Unusable` where they disagree."""
    suffix = chosen.output.suffix.lower() if chosen.output is not None else ""
    if suffix in _PAPERS:
        raise Unusable(
            f"{chosen.output}：审核意见不能写成{suffix}。请把后缀写成.txt、.html、.xlsx、.json或.sarif。"
            "改好的文本由 --fix 另存为“原名.fixed.后缀”，审核表用 --form 写。"
        )
    meant = _SUFFIXES.get(suffix)
    if chosen.format is None:
        return meant or "text"
    if meant is not None and meant != chosen.format and (chosen.format, meant) != ("sarif", "json"):
        raise Unusable(f"{chosen.output}：后缀{suffix}与 --format {chosen.format} 不符。请改一致。")
    return str(chosen.format)


def _reviews(chosen: Namespace) -> Iterator[Reviewed]:
    outside = known_from(_known(chosen.earlier), _known(chosen.approved), _known(chosen.monitored))
    for file, document, refusal in read_inputs(chosen.file):
        try:
            reviewed = (
                Reviewed(document, Review(()), refusal) if refusal else _reviewed(file, document, chosen, outside)
            )
        except Unusable:
            raise
        except Exception as error:  # a document that a rule fails on must not take the others down
            if os.environ.get("ZHUNSHENG_DEBUG"):
                raise
            refusal = f"审核时出了程序没有料到的情况（{type(error).__name__}：{error}）。请把文件交给维护者。"
            reviewed = Reviewed(document, Review(()), refusal)
        if reviewed.refusal is not None:
            say(f"{file}：{reviewed.refusal}")
        yield reviewed


def _reviewed(file: str, document: Document, chosen: Namespace, outside: Outside) -> Reviewed:
    only = None
    if chosen.project is not None:
        only = next((n for n, project in enumerate(document.projects) if project.code == chosen.project), None)
        if only is None:
            refusal = f"里面没有编码为{chosen.project}的项目。请用 zhunsheng read 查看项目编码。"
            return Reviewed(document, Review(()), refusal)
    local = _local(document, chosen)
    settings = {
        "select": _split(chosen.select),
        "ignore": (*_split(chosen.ignore), *local.get("off", ())),
        "on": chosen.on,
        "only_project": only,
        "outside": outside,
        "parameters": local.get("parameters"),
        "severities": local.get("severities"),
    }
    if chosen.fix:
        mended = mend_all(document, **settings)
        document = mended.document
        _save_fixed(file, document, mended.fixed)
    some = bool(chosen.select or chosen.ignore)
    return Reviewed(document, review_document(document, **settings), partial=some, only_project=only)


def _settings(data: Path | None) -> Any:
    """A function that tells an installation's settings; ``None`` where no data folder was named. Raises :class:`Unusable`."""
    if data is None:
        return None
    if not (data.expanduser() / "zhunsheng.sqlite3").is_file() and not os.environ.get("DATABASE_URL"):
        raise Unusable(f"{data}：里面没有准绳的数据。请核对 --data，或先用 zhunsheng serve、import 建立。")
    return web_function("review_settings", "settings_in")(use_data(data, must_exist=True))


def _local(document: Document, chosen: Namespace) -> dict[str, Any]:
    """What the installation has set for this document's unit and year."""
    if chosen.settings_of is None:
        return {}
    found = chosen.settings_of(document.unit.code or "", document.fiscal_year, chosen.on or date.today())
    return dict(found._asdict())


def _known(files: list[str]) -> list[Document]:
    """The documents to compare with. Raises :class:`Unusable` for one that cannot be read: it was named for a purpose."""
    found = []
    for file, document, refusal in read_inputs(files):
        if refusal is not None:
            raise Unusable(f"{file}：{refusal}")
        found.append(document)
    return found


def _report_one(reviewed: Reviewed, chosen: Namespace) -> None:
    """One file's report on standard output."""
    several = len(chosen.file) > 1
    if chosen.format == "text" and chosen.form is not None:
        return  # the form says it all
    if chosen.format == "text" and reviewed.refusal is None:
        from zhunsheng.usecases.review_reports.text_report import print_review

        print_review(console(), reviewed)
    elif chosen.format == "json" and (several or reviewed.refusal is None or reviewed.document.source.format):
        show(_json(reviewed, several))


def _report_all(reviews: list[Reviewed], chosen: Namespace) -> None:
    """All files' report together: in a file, or on standard output."""
    data = _report(reviews, chosen.format)
    if chosen.output is not None:
        write_output(chosen.output, data, chosen.file)
        say(f"审核结果已写到 {chosen.output}")
    elif isinstance(data, bytes):
        write_stdout(data)
    else:
        show(data.rstrip("\n"))


def _report(reviews: list[Reviewed], form: str) -> bytes | str:
    if form == "html":
        from zhunsheng.usecases.review_reports.html_report import html_report

        return html_report(reviews)
    if form == "xlsx":
        from zhunsheng.usecases.review_reports.xlsx_report import xlsx_report

        return xlsx_report(reviews)
    if form == "sarif":
        from zhunsheng.cli.main import version
        from zhunsheng.usecases.review_reports.sarif_report import sarif_report

        return json.dumps(sarif_report(reviews, version()), ensure_ascii=False, indent=2) + "\n"
    if form == "json":
        return "".join(_json(reviewed, len(reviews) > 1) + "\n" for reviewed in reviews)
    from zhunsheng.usecases.review_reports.text_report import review_lines

    lines = [line.plain for reviewed in reviews if reviewed.refusal is None for line in review_lines(reviewed)]
    return "\n".join(lines) + "\n"


def _json(reviewed: Reviewed, one_line: bool) -> str:
    from zhunsheng.usecases.review_reports.json_report import review_to_json

    return json.dumps(review_to_json(reviewed), ensure_ascii=False, indent=None if one_line else 2)


def _save_fixed(file: str, document: Document, fixed: tuple[Finding, ...]) -> None:
    """Write the mended document beside its original, in its own format where that can be written, and say every mend."""
    if not fixed:
        say(f"{file}：没有可以自动改的地方。")
        return
    original = Path("stdin.docx" if file == STDIN else file)
    suffix = original.suffix.lower() if original.suffix.lower().removeprefix(".") in SUFFIXES else ".docx"
    data = write(document, suffix)
    target = _free(original, suffix, data)
    write_output(target, data, [file])
    say("\n".join([f"{file}：改好{len(fixed)}处，另存为 {target}，原文件没有动：", *_mends(document, fixed)]))


def _free(original: Path, suffix: str, data: bytes) -> Path:
    """``name.fixed.docx``, or ``name.fixed2.docx`` … where that is a file with other content: it may hold hand work."""
    for number in count(1):
        target = original.with_name(f"{original.stem}.fixed{number if number > 1 else ''}{suffix}")
        if not target.exists() or (target.is_file() and target.read_bytes() == data):
            break
    return target


def _mends(document: Document, fixed: tuple[Finding, ...]) -> Iterator[str]:
    """What was mended, table by table; the same mend in several cells of a table is one line."""
    groups: dict[tuple[int, str, str], list[Finding]] = {}
    for finding in fixed:
        label = finding.fix.label if finding.fix and finding.fix.label else finding.title
        table = -1 if finding.project_no is None else finding.project_no
        groups.setdefault((table, finding.rule, label), []).append(finding)
    for (_, rule, label), findings in sorted(groups.items()):
        title = table_title(document, findings[0])
        cell = where(findings[0]) + (f"等{len(findings)}处" if len(findings) > 1 else "")
        yield f"  {rule} {title}，{cell}：{label}（原文“{findings[0].quote}”）"


def _fails(reviewed: Reviewed, least: str) -> bool:
    if least == _NEVER:
        return False
    return any(finding.severity.rank <= Severity(least).rank for finding in reviewed.review.findings)


def _split(words: list[str]) -> tuple[str, ...]:
    return tuple(code.strip() for word in words for code in word.replace("，", ",").split(",") if code.strip())


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"“{text}”不是日期，请写成2020-03-01这样") from None


COMMAND = Command(
    "review",
    "按规则审核绩效文本，逐条指出问题、原文、依据和改法",
    "  zhunsheng review 绩效文本.docx\n  zhunsheng review --format html -o 审核意见.html 绩效文本.docx\n"
    "  zhunsheng review --format json --fail-on warning 甲.docx 乙.doc > 意见.jsonl\n  zhunsheng review --fix 绩效文本.docx\n"
    "  zhunsheng review --form 审核表.docx --score 目标相关性=12:职责依据已补充 绩效文本.docx",
    arguments,
    run,
)
