"""``zhunsheng measure``: what every indicator came to, computed from the records of a data folder."""

from __future__ import annotations

import json
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from zhunsheng.cli.command import DONE, Command, Unusable
from zhunsheng.cli.terminal import say, show
from zhunsheng.cli.web_door import data_argument, use_data, web_function
from zhunsheng.model.measure import Measure, MeasureStatus
from zhunsheng.usecases.measure_report import measure_json, measures_json

_MARKS = {True: "● 达标", False: "■ 未达", None: "○ 没有数"}


def day(text: str) -> date:
    """A day as an argument type."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError(f"“{text}”不是日期，请写成2020-07-31这样") from error


def moment(text: str) -> datetime:
    """A moment as an argument type; a day is its end."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError(f"“{text}”不是时刻，请写成2020-07-31或2020-07-31T18:00这样") from error
    return datetime.combine(found.date(), time.max) if len(text) == len("2020-07-31") else found


def arguments(parser: ArgumentParser) -> None:
    """[--data DIR] [--year Y] [--as-of DATE] [--known-at MOMENT] [--project CODE] [--json]"""
    data_argument(parser, "用户数据目录下的zhunsheng；环境变量DATABASE_URL可改用PostgreSQL")
    parser.add_argument("--year", type=int, metavar="年度", help="预算年度（默认数据里最近的一年）")
    parser.add_argument(
        "--as-of", type=day, metavar="日期", help="截至哪一天，如2020-07-31（默认今天，年度已过的到12月31日）"
    )
    parser.add_argument(
        "--known-at", type=moment, metavar="时刻",
        help="只算到这一刻已经记下的，如2020-07-31（当天结束）或2020-07-31T18:00（默认现有的全部）；同一日期、同一时刻再算，结果相同",
    )  # fmt: skip
    parser.add_argument("--project", metavar="编码", help="只算这个项目")
    parser.add_argument("--json", action="store_true", help="输出JSON（zhunsheng/measures@1）")


def run(chosen: Namespace) -> int:
    """Measure, and print the values with where they are from."""
    if chosen.year is not None and not 1990 <= chosen.year <= 2100:
        raise Unusable(f"年度{chosen.year}不对。请写四位数的预算年度，如2020。")
    folder = use_data(chosen.data, must_exist=True)
    found = web_function("measuring", "measure")(folder, chosen.year, chosen.as_of, chosen.project, chosen.known_at)
    if chosen.as_of is not None and found.as_of < chosen.as_of:
        say(f"{found.year}年的数算到{found.as_of}为止，写的{chosen.as_of}比它晚，以后的记录没有算进来。")
    if chosen.json:
        data = measures_json((one for _, group in found.projects for one in group), found.as_of, found.known_at)
        data["goals"] = [measure_json(one) for one in found.goals]
        show(json.dumps(data, ensure_ascii=False, indent=1))
        return DONE
    for line in _lines(found, chosen.known_at):
        show(line)
    return DONE


def _lines(found: Any, known_at: datetime | None) -> Iterator[str]:
    everything = [one for _, group in found.projects for one in group]
    yield f"{found.year}年，截至{found.as_of}：{_sums(everything)}"
    yield f"按{found.known_at:%Y-%m-%d %H:%M}" + ("已经记下的记录算。" if known_at else "现有的全部记录算。")
    for name, group in (*found.projects, ("部门整体目标", found.goals)):
        if group:
            yield f"\n{name}"
            yield from map(_line, group)


def _sums(measures: Iterable[Measure]) -> str:
    counted = list(measures)
    met = sum(one.met is True for one in counted)
    missed = sum(one.met is False for one in counted)
    measured = sum(one.status is MeasureStatus.MEASURED for one in counted)
    stated = sum(one.status is MeasureStatus.STATED for one in counted)
    return f"{len(counted)}条指标，实测{measured}条，自述{stated}条；达标{met}条，未达{missed}条，没有数{len(counted) - met - missed}条。"


def _line(one: Measure) -> str:
    target = one.target.text if one.target else "没有指标值"
    mark = "〔自述〕" if one.status is MeasureStatus.STATED else ""
    value = f"{_short(one.value)}{one.unit or ''}{mark}" if one.value is not None else mark or "—"
    origin = ""
    if one.value is None:
        origin = f"（{one.note}）" if one.note else ""
    elif one.numerator is not None and one.denominator is not None:
        origin = f"（{_short(one.numerator)}÷{_short(one.denominator)}，{one.records}条记录）"
    elif one.records:
        origin = f"（{one.records}条记录）"
    return f"  {_MARKS[one.met]}  {one.indicator}：{value}，指标值{target}{origin}"


def _short(number: Decimal | None) -> str:
    if number is None:
        return ""
    text = f"{round(number, 2):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


COMMAND = Command(
    "measure",
    "从台账记录算出每条指标的完成值",
    "  zhunsheng measure --data /srv/zhunsheng --year 2020\n  zhunsheng measure --data /srv/zhunsheng --as-of 2020-07-31 --known-at 2020-07-31 --json",
    arguments,
    run,
)
