"""Reading the hand-computed cases of ``cases/*.yaml`` and making nouns of what they give."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from zhunsheng.law.citation import Citation
from zhunsheng.law.weight_schemes import WeightScheme, weight_scheme
from zhunsheng.model.evaluation import EvaluationItem, EvaluationScheme, ExpertMark
from zhunsheng.model.execution import Execution, FundFigures, MonthlyFigure
from zhunsheng.model.fund_line import FundSource
from zhunsheng.model.indicator import Indicator
from zhunsheng.model.measure import Measure, MeasureStatus
from zhunsheng.model.project import Project
from zhunsheng.model.quantity import quantity
from zhunsheng.model.score import Band, DeviationReason, Judgement, Override
from zhunsheng.scoring.rules import ScoringRules, scoring_rules

FOLDER = Path(__file__).parent / "cases"
YEAR_END = date(2020, 12, 31)


class _Loader(yaml.SafeLoader):
    """YAML whose numbers are exact decimals."""


_Loader.add_constructor("tag:yaml.org,2002:float", lambda loader, node: Decimal(loader.construct_scalar(node)))


def files() -> dict[str, dict[str, Any]]:
    """Every case file by its name."""
    return {path.name: yaml.load(path.read_text("utf-8"), _Loader) for path in sorted(FOLDER.glob("*.yaml"))}


def cases(kind: str) -> list[Any]:
    """The cases of a kind as parameters, each bearing its sentence."""
    return [
        pytest.param(case, id=f"{name[:2]} {case['name']}")
        for name, content in files().items()
        if content["kind"] == kind
        for case in content["cases"]
    ]


def number(value: Any) -> Decimal | None:
    """A number of a case exactly; blank is blank."""
    return None if value is None else Decimal(str(value))


def rules(given: dict[str, Any]) -> ScoringRules:
    """The rules in force at the end of the year with what the case switches."""
    return replace(scoring_rules(YEAR_END), **given.get("rules", {}))


def figures(given: dict[str, Any]) -> FundFigures:
    """One source's figures."""
    source = FundSource(given.get("source", "total"))
    return FundFigures(source, number(given.get("initial")), number(given.get("budget")), number(given.get("paid")))


def execution(given: dict[str, Any] | None) -> Execution | None:
    """The money of a case: the total where it is given, and its parts; none at all where the case says ``nothing``."""
    if given is None or given.get("nothing"):
        return None
    total = [figures(given)] if given.keys() & {"initial", "budget", "paid"} else []
    return Execution(None, YEAR_END, (*total, *(figures(part) for part in given.get("parts", ()))))


def indicator(given: dict[str, Any]) -> Indicator:
    """The row of a case."""
    return Indicator(
        given.get("level1", "产出指标"), given.get("level2"), given.get("level3", "指标"), given.get("description"),
        quantity(given.get("target")),
    )  # fmt: skip


def measure(given: dict[str, Any], name: str = "指标") -> Measure | None:
    """The measured value of a case, or nothing where it has none."""
    status = given.get("status", "measured")
    if status == "none" or (status == "measured" and not given.keys() & {"value", "met"}):
        return None
    return Measure(
        project="1", indicator=name, target=quantity(given.get("target")), as_of=YEAR_END,
        status=MeasureStatus(status), value=number(given.get("value")), unit=given.get("unit"), met=given.get("met"),
        numerator=number(given.get("numerator")), denominator=number(given.get("denominator")),
        note=given.get("note"), records=7,
    )  # fmt: skip


def judgement(given: dict[str, Any], name: str = "指标") -> Judgement | None:
    """What a person judged."""
    said = given.get("judgement")
    if said is None:
        return None
    band = Band(said["band"]) if "band" in said else None
    return Judgement(name, number(said.get("percent")), band, said.get("description", ""), said.get("by", ""))


def override(given: dict[str, Any], name: str = "指标") -> Override | None:
    """What a person corrected."""
    said = given.get("override")
    if said is None:
        return None
    return Override(
        name,
        said["reason"],
        said["attachment"],
        number(said.get("value")),
        number(said.get("score")),
        said.get("by", ""),
    )


def reason(given: dict[str, Any], name: str = "指标") -> DeviationReason | None:
    """The cause that a person wrote down."""
    return DeviationReason(name, given["reason"]) if "reason" in given else None


def scheme_of(said: str | dict[str, Any]) -> WeightScheme:
    """A scheme by its key, or one of a case's own."""
    if isinstance(said, str):
        return weight_scheme(said)
    levels = {name: Decimal(str(points)) for name, points in said["levels"].items()}
    return WeightScheme("自定", "自定", Decimal(said["execution"]), levels, Citation())


def project_of_levels(rows: list[str]) -> tuple[Project, dict[str, Decimal]]:
    """``产出指标/数量指标=20``: a table of level names, and the points given by hand."""
    indicators, points = [], {}
    for place, words in enumerate(rows):
        names, _, given = words.partition("=")
        level1, _, level2 = names.partition("/")
        indicators.append(Indicator(level1, level2 or None, f"指标{place}"))
        if given:
            points[f"indicators[{place}]"] = Decimal(given)
    return Project(code="1", indicators=tuple(indicators)), points


def project_of_rows(rows: list[list[Any]]) -> tuple[Project, list[Measure], dict[str, Decimal]]:
    """``[产出指标, ≥4次, 3]``: a table with its targets, and the value measured for each row."""
    project, points = project_of_levels([level for level, _, _ in rows])
    indicators, measures = [], []
    for place, (row, (_, target, value)) in enumerate(zip(project.indicators, rows, strict=True)):
        indicators.append(replace(row, target=quantity(target)))
        given = {"target": target, "status": value} if isinstance(value, str) else {"target": target, "value": value}
        found = measure(given, f"indicators[{place}]")
        measures += [found] if found else []
    return replace(project, indicators=tuple(indicators)), measures, points


def months(given: dict[str, Any], values: str, rates: str = "") -> tuple[MonthlyFigure, ...]:
    """The months of a case from January on: their values, or numerators and denominators."""
    found = [MonthlyFigure(month, number(value)) for month, value in enumerate(given.get(values, ()), 1)]
    for month, (above, below) in enumerate(given.get(rates, ()), 1):
        share = number(above) * 100 / number(below)
        found.append(MonthlyFigure(month, share, number(above), number(below)))
    return tuple(found)


def scheme_of_items(items: list[list[Any]]) -> EvaluationScheme:
    """``[产出, 实际完成率, 40, completion]``: a frame of such items, each bearing its name as key."""
    rows = [(level, name, number(weight), *rest) for level, name, weight, *rest in items]
    return EvaluationScheme(
        "例", "例",
        tuple(EvaluationItem(name, level, level, name, weight, "", *rest) for level, name, weight, *rest in rows),
    )  # fmt: skip


def expert_marks(scheme: EvaluationScheme, given: dict[str, list[Any]]) -> list[ExpertMark]:
    """What each expert gives item by item; ``recuse`` for one who stands aside."""
    return [
        ExpertMark(expert, item.key, None if score == "recuse" else number(score), recused=score == "recuse")
        for expert, scores in given.items()
        for item, score in zip(scheme.items, scores, strict=True)
    ]
