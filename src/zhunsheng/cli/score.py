"""``zhunsheng score``: what every project and its unit score in the year's self-evaluation, with the reckoning shown."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from zhunsheng.cli.command import DONE, Command, Unusable
from zhunsheng.cli.terminal import show
from zhunsheng.cli.web_door import data_argument, use_data, web_function
from zhunsheng.model.score import IndicatorScore, RollUp, ScoreState
from zhunsheng.scoring.exact import fixed, plain
from zhunsheng.usecases.score_report import scores_json
from zhunsheng.usecases.self_evaluation import Evaluated

_STATES = {
    ScoreState.COMPUTED: "",
    ScoreState.JUDGED: "〔人评〕",
    ScoreState.OVERRIDDEN: "〔人工改动〕",
    ScoreState.OPEN: "〔没有评〕",
}


def arguments(parser: ArgumentParser) -> None:
    """[--data DIR] [--year Y] [--json]"""
    data_argument(parser, "用户数据目录下的zhunsheng；环境变量DATABASE_URL可改用PostgreSQL")
    parser.add_argument("--year", type=int, metavar="年度", help="预算年度（默认数据里最近的一年）")
    parser.add_argument("--json", action="store_true", help="输出JSON（zhunsheng/scores@1）")


def run(chosen: Namespace) -> int:
    """Score, and print every project with its points and how they were reckoned."""
    if chosen.year is not None and not 1990 <= chosen.year <= 2100:
        raise Unusable(f"年度{chosen.year}不对。请写四位数的预算年度，如2020。")
    folder = use_data(chosen.data, must_exist=True)
    found = web_function("scoring", "score")(folder, chosen.year)
    if chosen.json:
        data = scores_json(found.year, found.as_of, found.projects, found.whole, found.units)
        show(json.dumps(data, ensure_ascii=False, indent=1))
        return DONE
    for line in _lines(found):
        show(line)
    return DONE


def _lines(found: Any) -> Iterator[str]:
    for unit, whole in found.units:
        rate = f"，执行率{fixed(whole.rate)}%" if whole.rate is not None else ""
        yield f"{found.year}年 {unit.name}：{_score(whole.score)}{_grade(whole.grade) or _open(whole)}{rate}（截至{found.as_of}）"
        yield from (f"  {step}" for step in whole.steps)
    for one in found.projects:
        yield from _project(one)


def _project(one: Evaluated) -> Iterator[str]:
    found = one.evaluation
    total = found.total if found.total is not None else None
    yield f"\n{one.case.project.name or '未命名项目'}：{_score(total)}{_grade(found.grade)}"
    yield from (f"  {step}" for step in found.steps)
    yield f"  {_points(found.execution.score)}／{plain(found.execution.weight)}  预算执行率：{'；'.join(found.execution.steps)}"
    yield from (_indicator(score) for score in found.indicators)
    yield from (f"  ！{remark.message}" for remark in found.remarks)


def _indicator(score: IndicatorScore) -> str:
    return (
        f"  {_points(score.score)}／{plain(score.weight)}  {score.name}{_STATES[score.state]}：{'；'.join(score.steps)}"
    )


def _points(score: Decimal | None) -> str:
    return fixed(score) if score is not None else "没有评"


def _score(score: Decimal | None) -> str:
    return f"{fixed(score)}分" if score is not None else "还没有总分"


def _open(whole: RollUp) -> str:
    return "，不完整，没有定等级" if whole.score is not None else ""


def _grade(grade: str | None) -> str:
    return f"，{grade}" if grade else ""


COMMAND = Command(
    "score",
    "按自评办法给每个项目和单位打分，写明怎么算的",
    "  zhunsheng score --data /srv/zhunsheng --year 2020\n  zhunsheng score --data /srv/zhunsheng --json",
    arguments,
    run,
)
